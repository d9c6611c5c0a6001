"""A disk that fails at the write one asks for, below SQLite: its system layer with three functions put in between.

    with failing_disk(Fault.FULL, at=17) as disk:
        ...                      # the 17th write, and every one after it, finds no room
    disk.counted                 # how many there were

SQLite asks its system layer ("VFS") for files. The one that it would take is copied, and of the functions of each file
that it opens `xWrite`, `xTruncate` and `xSync` are asked here first. Works where Python uses the system's SQLite as a
shared library; elsewhere `CAN_FAIL` is False. Sources: https://www.sqlite.org/c3ref/vfs.html and
https://www.sqlite.org/c3ref/io_methods.html.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, addressof, c_char_p, c_int, c_int64, c_void_p, cast
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

FULL, WRITE_FAILED, SYNC_FAILED, TRUNCATE_FAILED = 13, 778, 1034, 1546


class Fault(Enum):
    """What happens: there is no room from then on; one write fails; one fsync fails."""

    FULL = "full"
    WRITE = "write"
    SYNC = "sync"


class Methods(Structure):
    """`sqlite3_io_methods`."""

    _fields_ = (
        ("version", c_int),
        *((name, c_void_p) for name in ("close", "read", "write", "truncate", "sync", "size", "lock", "unlock")),
        *((name, c_void_p) for name in ("is_reserved", "control", "sector", "device", "map", "shm_lock", "barrier")),
        *((name, c_void_p) for name in ("unmap", "fetch", "unfetch")),
    )


class File(Structure):
    """`sqlite3_file`."""

    _fields_ = (("methods", POINTER(Methods)),)


class Vfs(Structure):
    """`sqlite3_vfs`."""

    _fields_ = (
        *(("version", c_int), ("size", c_int), ("longest", c_int), ("next", c_void_p), ("name", c_char_p)),
        *((name, c_void_p) for name in ("data", "open", "delete", "access", "full_path", "dl_open", "dl_error")),
        *((name, c_void_p) for name in ("dl_sym", "dl_close", "randomness", "sleep", "time", "last_error", "time64")),
        *((name, c_void_p) for name in ("set_call", "get_call", "next_call")),
    )


OPEN = CFUNCTYPE(c_int, POINTER(Vfs), c_void_p, POINTER(File), c_int, c_void_p)
WRITE = CFUNCTYPE(c_int, POINTER(File), c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, POINTER(File), c_int64)
SYNC = CFUNCTYPE(c_int, POINTER(File), c_int)


class Disk:
    """Counts what is asked of it, and fails when its time has come. fault: None to count alone."""

    def __init__(self) -> None:
        self.fault: Fault | None = None
        self.at = 0
        self.counted = 0

    def begin(self, fault: Fault | None, at: int) -> None:
        self.fault, self.at, self.counted = fault, at, 0

    def answer(self, kind: Fault, code: int) -> int:
        """The code with which this call fails; 0 to go on. kind: WRITE also for what cuts a file."""
        if (self.fault is Fault.SYNC) is not (kind is Fault.SYNC):
            return 0
        self.counted += 1
        if self.fault is Fault.FULL:
            return FULL if self.at and self.counted >= self.at and code == WRITE_FAILED else 0
        return code if self.counted == self.at else 0


class Layer:
    """The copied layer. Made once and kept: files that are open hold on to it."""

    def __init__(self, library: ctypes.CDLL) -> None:
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        library.sqlite3_vfs_register.argtypes = (c_void_p, c_int)
        self.library = library
        self.usual = library.sqlite3_vfs_find(None)
        self.disk = Disk()
        self._open = cast(self.usual.contents.open, OPEN)
        self._kept: dict[int, Methods] = {}
        self._functions: list[Any] = [OPEN(self._opened)]
        self.own = Vfs.from_buffer_copy(self.usual.contents)
        self.own.name = b"failing"
        self.own.open = cast(self._functions[0], c_void_p)

    def take(self, *, own: bool) -> None:
        """Make it the one that SQLite asks, or the usual one again."""
        self.library.sqlite3_vfs_register(addressof(self.own if own else self.usual.contents), 1)

    def _opened(self, vfs: Any, name: int, file: Any, flags: int, told: int) -> int:
        code = int(self._open(vfs, name, file, flags, told))
        if code == 0 and file.contents.methods:
            file.contents.methods = ctypes.pointer(self._with_faults(file.contents.methods.contents))
        return code

    def _with_faults(self, methods: Methods) -> Methods:
        if addressof(methods) not in self._kept:
            copy = Methods.from_buffer_copy(methods)
            write, truncate, sync = (
                cast(methods.write, WRITE),
                cast(methods.truncate, TRUNCATE),
                cast(methods.sync, SYNC),
            )
            answer = self.disk.answer
            failing = (
                WRITE(lambda *asked: answer(Fault.WRITE, WRITE_FAILED) or write(*asked)),
                TRUNCATE(lambda *asked: answer(Fault.WRITE, TRUNCATE_FAILED) or truncate(*asked)),
                SYNC(lambda *asked: answer(Fault.SYNC, SYNC_FAILED) or sync(*asked)),
            )
            self._functions += failing
            copy.write, copy.truncate, copy.sync = (cast(one, c_void_p) for one in failing)
            self._kept[addressof(methods)] = copy
        return self._kept[addressof(methods)]


def _layer() -> Layer | None:
    """The layer, where this Python asks the SQLite that is found as a shared library."""
    name = ctypes.util.find_library("sqlite3")
    if name is None:
        return None
    layer = Layer(ctypes.CDLL(name))
    layer.take(own=True)
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "x.db")) as connection:
        connection.execute("CREATE TABLE a (b)")
    layer.take(own=False)
    return layer if layer.disk.counted else None


_LAYER = _layer()
CAN_FAIL = _LAYER is not None


@contextmanager
def failing_disk(fault: Fault | None = None, at: int = 0) -> Iterator[Disk]:
    """In the block SQLite's files are on such a disk. at: which call fails, from 1. Close the files in it."""
    assert _LAYER is not None
    _LAYER.disk.begin(fault, at)
    _LAYER.take(own=True)
    try:
        yield _LAYER.disk
    finally:
        _LAYER.disk.begin(None, 0)
        _LAYER.take(own=False)
