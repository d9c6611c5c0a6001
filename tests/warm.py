"""The program, started once for the many commands of the documentation: each command is a fork of it.

A start costs most of a second, for imports and weights that are the same every time. The child takes the caller's
arguments, folder, environment, input and outputs, and then runs what the shell would have started. That the program
starts by itself is tested in tests/cli.

usage: python tests/warm.py SOCKET    says "ready", and serves until its input ends
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NoReturn

# What stands for `onrecord` on the PATH: hands all it was given to the server, and ends as the fork of it ends.
CLIENT = """\
import json, os, socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect({at!r})
told = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(line, [len(told).to_bytes(4, "big")], [0, 1, 2])
line.sendall(told)
sys.exit(int(line.recv(4) or b"70"))
"""
# Imported inside the program's functions, where they are needed.
LATER = ("onrecord.run.local", "onrecord.store.search", "onrecord.cli.tables", "onrecord.cli.rows", "rich.progress")


@cache
def warm_program(source: str) -> Path:
    """Start the server, once in a process; gives the file that stands for the program. source: where its code lies."""
    folder = Path(tempfile.mkdtemp(prefix="warm"))  # tmp_path may be longer than the name of a socket can be
    client = folder / "client.py"
    client.write_text(CLIENT.format(at=str(folder / "line")), encoding="utf-8")
    server = subprocess.Popen(
        [sys.executable, __file__, str(folder / "line")],
        env={"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": source, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdin is not None and server.stdout is not None
    atexit.register(_end, server, folder)
    assert server.stdout.readline() == b"ready\n"
    return client


def _end(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.communicate()  # closes its input
    for left in folder.iterdir():
        left.unlink()
    folder.rmdir()


def serve(name: str) -> None:
    from onrecord.cli.main import main  # noqa: F401, PLC0415  # with all that it imports
    from onrecord.run.load_tools import load_tools  # noqa: PLC0415

    for module in LATER:
        importlib.import_module(module)
    load_tools()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children: their callers do
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(name)
        line.listen()
        print("ready", flush=True)
        while sys.stdin not in select.select([line, sys.stdin], [], [])[0]:
            caller, _ = line.accept()
            if os.fork() == 0:
                _answer(caller)
            caller.close()


def _answer(caller: socket.socket) -> NoReturn:
    """In the fork: become the caller's process, run the program, tell its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    size, handles, _, _ = socket.recv_fds(caller, 4, 3)
    asked = b""
    while len(asked) < int.from_bytes(size, "big"):
        asked += caller.recv(1 << 16)
    arguments, folder, environment = json.loads(asked)
    for place, handle in enumerate(handles):
        os.dup2(handle, place)
        os.close(handle)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["onrecord", *arguments]
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
    code = _exit_code()
    caller.sendall(str(code).encode())
    os._exit(code)


def _exit_code() -> int:
    from onrecord.cli.main import main  # noqa: PLC0415

    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    serve(sys.argv[1])
