"""The bytes that were read, each once under its SHA-256; of what was imported only the SHA-256 is known."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

from onrecord.errors import UnknownReference
from onrecord.store.cells import Row

NOT_PACKED = zlib.error  # what `content` raises as well, where the bytes are no longer packed

_KEEP = """
INSERT INTO kept_bytes (sha256, size, compression, content) VALUES (:sha256, :size, 'zlib', :content)
ON CONFLICT (sha256) DO UPDATE SET size = excluded.size, content = excluded.content, absent = 0 WHERE absent"""
_KNOW = """
INSERT INTO kept_bytes (sha256, size, compression, content, absent) VALUES (?, 0, 'zlib', x'', 1)
ON CONFLICT (sha256) DO NOTHING"""


def keep(connection: sqlite3.Connection, content: bytes) -> str:
    """Keep bytes once, under their SHA-256, which is returned."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not connection.execute("SELECT 1 FROM kept_bytes WHERE sha256 = ? AND NOT absent", (sha256,)).fetchone():
        row: Row = {"sha256": sha256, "size": len(content), "content": zlib.compress(content)}
        connection.execute(_KEEP, row)
    return sha256


def know(connection: sqlite3.Connection, sha256: str) -> str:
    """Put on record that these bytes are elsewhere, unless they are here. They are kept as soon as they are read."""
    connection.execute(_KNOW, (sha256,))
    return sha256


def all_here(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The SHA-256 of all bytes that are kept."""
    return tuple(row["sha256"] for row in connection.execute("SELECT sha256 FROM kept_bytes WHERE NOT absent"))


def content(connection: sqlite3.Connection, sha256: str) -> bytes:
    """The bytes kept under this digest, as they were read.

    Raises UnknownReference; ValueError or NOT_PACKED where they changed.
    """
    row = connection.execute("SELECT size, content, absent FROM kept_bytes WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise UnknownReference(f"no bytes {sha256!r} are kept", remedy="use the sha256 of a report on record")
    if row["absent"]:
        raise UnknownReference(
            f"the bytes {sha256} did not come with the import",
            remedy="exports hold none; read the page again from its source, and they are kept",
        )
    # Bounded: a hostile file may hold a few bytes that unpack to more than memory.
    found = zlib.decompressobj().decompress(row["content"], max(row["size"], 0) + 1)
    if len(found) != row["size"] or hashlib.sha256(found).hexdigest() != sha256:
        raise ValueError(f"the bytes {sha256} have changed")
    return found
