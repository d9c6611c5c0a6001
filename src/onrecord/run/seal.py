"""A process that cannot reach out: no network, no programs, no file written that has a name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Names of Python's audit events (the "Audit events table" of its documentation). What C code does on its own is not
# seen here; none of the libraries in use opens a socket in C.
_REFUSED = frozenset(
    {
        *("socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"),
        *(
            "subprocess.Popen",
            "os.system",
            "os.exec",
            "os.fork",
            "os.forkpty",
            "os.posix_spawn",
            "os.spawn",
            "pty.spawn",
        ),
        *("os.startfile", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.link"),
        *(
            "os.symlink",
            "os.truncate",
            "os.kill",
            "ctypes.dlopen",
            "sqlite3.connect",
            "ftplib.connect",
            "smtplib.connect",
        ),
    }
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class SealedError(PermissionError):
    """Something in a sealed process reached for the world outside."""


def seal() -> None:
    """From here on this process refuses the network, other programs and writing to files. Cannot be undone."""
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _REFUSED or (event == "open" and _writes(arguments)):
        raise SealedError(f"a page is read without the network, programs or files of its own ({event})")


def _writes(arguments: tuple[object, ...]) -> bool:
    """open: path, mode, flags. The flags are what counts; a mode alone comes from some older openings."""
    flags = arguments[2] if len(arguments) > 2 else 0
    if not isinstance(flags, int) or not flags & _WRITING:
        return False
    # Of a folder only a file without a name can be written (O_TMPFILE of open(2)), which is gone with the process:
    # a library that reads languages unpacks its model into one.
    where = arguments[0]
    return not (isinstance(where, str | bytes) and Path(os.fsdecode(where)).is_dir())
