"""`onrecord serve`: the record in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import say
from onrecord.errors import WrongOption
from onrecord.values.model import Model

_LOOPBACK = "127.0.0.1"


def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Listen on this address.")] = _LOOPBACK,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Listen on this port.")] = 8765,
    model: Annotated[
        Model, typer.Option("--model", help="Who finds the statements in what is read on the site.")
    ] = Model.BEST,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show the record in a browser, and answer other programs over JSON.

    Only this machine can reach it. Stop it with Ctrl-C.
    """
    import uvicorn  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    from onrecord.store.record import open_record  # noqa: PLC0415
    from onrecord.web.app import make_app  # noqa: PLC0415
    from onrecord.web.site import Site  # noqa: PLC0415

    if host not in (_LOOPBACK, "localhost", "::1"):
        raise WrongOption(f"{host} can be reached by others", remedy="listen on 127.0.0.1")
    with open_record(record, create=True):
        pass  # an older record is brought up to date, a missing one made
    say(f"{record} on http://{host}:{port} (Ctrl-C stops)")
    uvicorn.run(
        make_app(Site(Path(record), model=model)), host=host, port=port, log_level="warning", server_header=False
    )
