"""Options of the commands that fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.fetching.fetch import Fetcher


def known_contact(contact: str | None) -> str | None:
    """An e-mail address or an address on the web: what the people of a server can use."""
    if contact is None:
        return None
    is_plain = contact.isascii() and contact.isprintable() and not set(" ()<>") & set(contact)
    if not is_plain or not ("@" in contact or contact.startswith(("http://", "https://"))):
        raise typer.BadParameter("give an e-mail address or the address of a page about what you do")
    return contact


ContactOption = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="EMAIL|URL",
        callback=known_contact,
        help="How the people of a server can reach you; stands in the User-Agent.",
    ),
]
PrivateOption = Annotated[
    bool,
    typer.Option(
        "--allow-private-addresses",
        help="Also fetch from your own network and from any port. Not for strangers' feeds.",
    ),
]


def fetcher_of(contact: str | None, *, max_bytes: int, allow_private: bool) -> Fetcher:
    """What fetches, with the limits of the command line."""
    from onrecord import __version__  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.fetching.fetch import Fetcher, user_agent  # noqa: PLC0415
    from onrecord.fetching.limits import Limits  # noqa: PLC0415

    return Fetcher(user_agent(__version__, contact), Limits(max_bytes=max_bytes, allow_private=allow_private))
