"""Who may use a site that others can reach: names, rights, and secrets of which only a hash is kept.

A line of a users file is `NAME:read` or `NAME:write`, a colon, and what `hashed` gives. scrypt with the costs that the
OWASP Password Storage Cheat Sheet names (N 2^15, r 8, p 3).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import WrongOption

SHORTEST_SECRET = 12  # characters
_NAME = re.compile(r"[\w.@-]{1,64}\Z")
COSTS = (2**15, 8, 3)
_SALT, _KEY = 16, 32  # bytes
_MOST_MEMORY = 128 * 1024 * 1024
_FORM = "a line is NAME:read:HASH or NAME:write:HASH, as `onrecord user NAME` prints it"


class Right(StrEnum):
    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may use the site. name: "" for whoever holds the one token, or where nobody need log in.

    secret: as `hashed` gives it; None where there is none to be asked for.
    """

    name: str
    right: Right
    secret: str | None = None

    @property
    def may_write(self) -> bool:
        return self.right is Right.WRITE


def hashed(secret: str, costs: tuple[int, int, int] = COSTS) -> str:
    """What is kept of a secret: "scrypt$N$r$p$salt$key". Raises WrongOption for one that is easily guessed."""
    if len(secret) < SHORTEST_SECRET:
        raise WrongOption(
            f"the secret has {len(secret)} characters", remedy=f"take at least {SHORTEST_SECRET}, best drawn by chance"
        )
    salt = secrets.token_bytes(_SALT)
    parts = (base64.b64encode(one).decode() for one in (salt, _derived(secret, salt, *costs)))
    return "$".join(("scrypt", *map(str, costs), *parts))


def fits(secret: str, kept: str) -> bool:
    """Is this the secret? Takes as long for a wrong one as for the right one."""
    _, n, r, p, salt, key = kept.split("$")
    derived = _derived(secret, base64.b64decode(salt), int(n), int(r), int(p))
    return hmac.compare_digest(derived, base64.b64decode(key))


def _derived(secret: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    content = secret.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(content, salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=_KEY)


def line_of(name: str, right: Right, secret: str) -> str:
    """The line of a users file. Raises WrongOption."""
    return f"{_known_name(name)}:{right}:{hashed(secret)}"


def users_of(lines: Iterable[str], where: str) -> tuple[User, ...]:
    """The users of a file; empty lines and those that begin with "#" are passed over. Raises WrongOption."""
    found: dict[str, User] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            user = _user(line.strip(), f"{where}, line {number}")
            if user.name in found:
                raise WrongOption(f"{where}, line {number}: {user.name!r} stands there twice", remedy="remove one line")
            found[user.name] = user
    if not found:
        raise WrongOption(f"{where} names nobody", remedy=_FORM)
    return tuple(found.values())


def _user(line: str, where: str) -> User:
    try:
        name, right, secret = line.split(":")
        kept = User(_known_name(name), Right(right), secret)
        fits("", secret)  # what cannot be compared is found now, not when somebody logs in
    except (ValueError, WrongOption) as error:
        raise WrongOption(f"{where} cannot be read", remedy=_FORM) from error
    return kept


def _known_name(name: str) -> str:
    if not _NAME.match(name):
        raise WrongOption(f"{name!r} is no name to log in with", remedy="take letters, digits and . @ - _, at most 64")
    return name
