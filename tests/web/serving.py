"""A record of the invented reports, served on this machine, and the system's browser looking at it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.web.app import make_app
from onrecord.web.connections import behind
from onrecord.web.site import Site

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("ONRECORD_DATA", ROOT / ".." / "shared")) / "seeds"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SCREENSHOTS = ROOT / ".screenshots"
WIDTHS = (390, 1024, 1600)


def read_examples(record: Path, *, seeds: bool = True) -> None:
    """Put the invented reports on record, and the seeds where they are."""
    paths = [ROOT / "examples", *(sorted(SEEDS.glob("*.txt")) if seeds else ())]
    model = () if seeds else ("--model", "rules")
    read = ["read", *map(str, paths), "--record", str(record), *model]
    ended = CliRunner().invoke(app, read, prog_name="onrecord", catch_exceptions=False)
    assert ended.exit_code == 0, ended.stderr


@contextmanager
def served(site: Site, *, proxy: str | None = None) -> Iterator[str]:
    """The address of a server that runs for the time of the block. proxy: whose word for its clients is taken."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        options = uvicorn.Config(make_app(site), log_level="warning", lifespan="off", **behind(proxy))
        server = uvicorn.Server(options)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            for _ in range(1000):
                if server.started:
                    break
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


def browser_here() -> str | None:
    """Where the system has a Chromium; None where it has none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)
