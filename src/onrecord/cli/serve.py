"""`onrecord serve`: the record in a browser."""

from __future__ import annotations

import errno
import gc
import ipaddress
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import say
from onrecord.errors import NoAddress, RecordNotWritable, WrongOption
from onrecord.values.model import Model

if TYPE_CHECKING:
    from onrecord.web.site import Site
    from onrecord.web.users import User

_LOOPBACK = "127.0.0.1"
_SHORTEST_TOKEN = 16

HIGHEST_PORT = 65_535


def serve(  # noqa: PLR0913 -- typer reads the options from the signature
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Listen on this address.")] = _LOOPBACK,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=HIGHEST_PORT, help="Listen on this port.")
    ] = 8765,
    *,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="ONRECORD_TOKEN", metavar="TOKEN", help="Ask everybody for this token."),
    ] = None,
    users: Annotated[
        Path | None, typer.Option("--users", metavar="FILE", help="Ask for a name and its secret; see onrecord user.")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="Answer to this name, too; may be repeated.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody stores or judges by this site.")] = False,
    https: Annotated[
        bool, typer.Option("--https", help="Browsers come by https, through a proxy: cookies go no other way.")
    ] = False,
    behind_proxy: Annotated[
        str | None,
        typer.Option(
            "--behind-proxy", metavar="ADDRESS", help="A proxy comes from here: its X-Forwarded-For tells the clients."
        ),
    ] = None,
    per_minute: Annotated[
        int, typer.Option("--per-minute", metavar="N", min=0, help="Readings and checks of one client; 0: any number.")
    ] = 120,
    model: Annotated[
        Model, typer.Option("--model", help="Who finds the statements in what is read on the site.")
    ] = Model.BEST,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show the record in a browser, and answer other programs over JSON. Stop it with Ctrl-C.

    Only this machine can reach it, and nobody need log in. To let others in, listen on another address, which asks for
    --token or --users: browsers log in by a form, programs send "Authorization: Bearer TOKEN" or "Bearer NAME:SECRET".
    The token is best put into the environment (ONRECORD_TOKEN), where other users of the machine do not see it. Of
    --users some may read, others write. What is sent can be read on its way: put a proxy with https in front.
    """
    from onrecord.web.site import LOOPBACK, Access, Site  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    proxy = _address(behind_proxy) if behind_proxy is not None else None
    people = _users(token, users)
    if host not in LOOPBACK and not people:
        raise WrongOption(f"{host} can be reached by others", remedy="give --token or --users, or listen on 127.0.0.1")
    _make_ready(record, read_only=read_only)
    access = Access(
        LOOPBACK | {host.lower()} | {one.lower() for one in name or ()},
        any_number=host not in LOOPBACK,
        users=people,
        read_only=read_only,
        by_https=https,
        per_minute=per_minute,
    )
    with _bound(host, port) as bound:
        say(f"{record} on http://{_in_address(host)}:{bound.getsockname()[1]} (Ctrl-C stops)")
        _run(Site(Path(record), access, model), bound, proxy)


def _make_ready(record: str, *, read_only: bool) -> None:
    """Bring an older record up to date, and make a missing one. Where nobody writes, it may lie where nobody can."""
    from onrecord.store.record import open_record  # noqa: PLC0415 -- as above

    try:
        open_record(record, create=True).close()
    except RecordNotWritable:
        if not read_only:
            raise
        open_record(record, read_only=True).close()


def _bound(host: str, port: int) -> socket.socket:
    """Where is listened: taken before anybody is told of it. Raises NoAddress."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(found[4][:2], family=found[0])
    except OSError as error:
        raise NoAddress(f"{_in_address(host)}:{port}: {error.strerror or error}", _where_else(error)) from error


def _where_else(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "end what listens there, or take another port, any free one with --port 0"
    if error.errno == errno.EACCES:
        return "take a port above 1023: --port 8765"
    return "give --host an address of this machine"


# Seconds. SQLite gives up Python's lock at every step, and on a busy site each time waits that long to get it back.
_TURN = 0.001


def _run(site: Site, bound: socket.socket, proxy: str | None) -> None:
    """Answer until somebody stops it."""
    import uvicorn  # noqa: PLC0415 -- as above

    from onrecord.run.load_lookalikes import load_lookalikes  # noqa: PLC0415 -- as above
    from onrecord.run.load_words import load_words  # noqa: PLC0415 -- as above
    from onrecord.web.app import make_app  # noqa: PLC0415 -- as above
    from onrecord.web.connections import behind  # noqa: PLC0415 -- as above

    sys.setswitchinterval(_TURN)
    app = make_app(site)
    load_lookalikes()
    load_words()  # nobody's check or comparison has to wait for them
    gc.collect()
    gc.freeze()  # what is loaded by now stays: the collector need not walk through it again and again
    config = uvicorn.Config(app, log_level="warning", **behind(proxy), timeout_graceful_shutdown=5)
    with suppress(KeyboardInterrupt):  # it ended as it was told to
        uvicorn.Server(config).run(sockets=[bound])


def _address(given: str) -> str:
    """One IP address in its normal form. Raises WrongOption: who believes everybody believes no one."""
    try:
        return str(ipaddress.ip_address(given))
    except ValueError as error:
        raise WrongOption(
            f"--behind-proxy {given!r} is not an IP address", remedy="name the one that the proxy comes from: 127.0.0.1"
        ) from error


def _in_address(host: str) -> str:
    try:
        return f"[{host}]" if ipaddress.ip_address(host).version == 6 else host
    except ValueError:
        return host


def _users(token: str | None, file: Path | None) -> tuple[User, ...]:
    """Who must log in; none where nobody must. Raises WrongOption."""
    from onrecord.web.users import Right, User, hashed, users_of  # noqa: PLC0415 -- as above

    if token is not None and file is not None:
        raise WrongOption("--token and --users are two ways", remedy="give one of them")
    if token is not None:
        if len(token) < _SHORTEST_TOKEN or ":" in token or token.split() != [token]:
            remedy = "take 16 characters or more, no colon and no space: openssl rand -hex 16"
            raise WrongOption("this token is too easily guessed", remedy=remedy)
        return (User("", Right.WRITE, hashed(token)),)
    if file is None:
        return ()
    try:
        return users_of(file.read_text(encoding="utf-8").splitlines(), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongOption(f"{file} cannot be read: {error}", remedy="name a file of lines of onrecord user") from error
