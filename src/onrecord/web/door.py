"""Who it is that asks: by a token in the header, or by the session of a browser that logged in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser

from onrecord.errors import OnRecordError
from onrecord.web.site import Access
from onrecord.web.turns import Turns
from onrecord.web.users import Right, User, fits

COOKIE = "onrecord_session"
SESSION_SECONDS = 12 * 3600
_MOST_SESSIONS = 10_000  # of all users; who logged in first must do it again
_MOST_KNOWN = 1000  # tokens whose hash need not be computed again
_MOST_GUESSING, _PATIENCE = 8, 5.0  # who wait until their secret is looked at, and for how many seconds


class NotAllowed(OnRecordError):
    """Who asks may read and not write."""


class Door:
    """Tells users apart. Its methods may be called from any thread. clock: seconds, never going back.

    Sessions live in memory: a server that starts again asks everybody to log in again.
    """

    def __init__(self, access: Access, clock: Callable[[], float] = time.monotonic) -> None:
        self._access, self._clock = access, clock
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._hashing = Turns(1, waiting=_MOST_GUESSING, seconds=_PATIENCE)  # 32 MiB and a tenth of a second each
        self._sessions: OrderedDict[bytes, tuple[User, float]] = OrderedDict()
        self._known: OrderedDict[bytes, User] = OrderedDict()
        self._nobody = next((user.secret for user in access.users if user.secret), "")

    @property
    def asks(self) -> bool:
        """Must users log in?"""
        return bool(self._access.users)

    def anybody(self) -> User:
        """Who gets here without logging in, where nobody must."""
        return User("", self._right(Right.WRITE))

    def _right(self, right: Right) -> Right:
        return Right.READ if self._access.read_only else right

    def in_session(self, headers: Headers) -> User | None:
        """Who logged in with this browser."""
        name = self._digest(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))
        with self._lock:
            found = self._sessions.get(name)
            if found and found[1] <= self._clock():
                del self._sessions[name]
                found = None
        return found[0] if found else None

    def by_token(self, given: str) -> User | None:
        """Whose "SECRET" or "NAME:SECRET" this is. Takes a tenth of a second when it is new: call it in a thread.

        Raises Crowded.
        """
        # A name has no colon and a secret of --users may; with the one token it is the other way round.
        named = any(user.name for user in self._access.users)
        name, _, secret = given.partition(":") if named else given.rpartition(":")
        return self.by_secret(name, secret)

    def by_secret(self, name: str, secret: str) -> User | None:
        """As `by_token`. An unknown name takes as long as a wrong secret. Raises Crowded."""
        digest = self._digest(f"{len(name)}:{name}:{secret}")  # "a:b" and "c" are not "a" and "b:c"
        with self._lock:
            if digest in self._known:
                return self._known[digest]
        user = next((one for one in self._access.users if one.name in (name, "")), None)
        with self._hashing.one("too many log in at once"):
            right = fits(secret, user.secret if user and user.secret else self._nobody)
        if user is None or not right:
            return None
        known = User(user.name, self._right(user.right))
        with self._lock:
            self._known[digest] = known
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return known

    def begin(self, user: User) -> str:
        """A new session: the value of its cookie, of which only a digest is kept."""
        value = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[self._digest(value)] = (user, self._clock() + SESSION_SECONDS)
            if len(self._sessions) > _MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return value

    def end(self, value: str) -> None:
        """The session with this cookie is over."""
        with self._lock:
            self._sessions.pop(self._digest(value), None)

    def _digest(self, value: str) -> bytes:
        # What is looked up is no secret: how long the look-up takes tells nothing of what was given.
        return hmac.digest(self._key, value.encode("utf-8", "surrogatepass"), hashlib.sha256)


def token_in(header: str) -> str | None:
    """What an Authorization header has: "SECRET" or "NAME:SECRET"; None where there is none of a kind we know.

    Basic is what readers of feeds send; where there is one token for all, they may give any name with it.
    """
    scheme, _, given = header.partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(given.strip(), validate=True).decode("utf-8")
    except ValueError:
        return ""


def may_write(request: Request) -> bool:
    """May who asks put something on record, or judge? Every route that writes asks here, or by `for_writing`."""
    who = getattr(request.state, "who", None)
    return isinstance(who, User) and who.may_write


def for_writing(request: Request) -> None:
    """For a route that writes: `dependencies=[Depends(for_writing)]`. Raises NotAllowed."""
    if not may_write(request):
        raise NotAllowed("you may read here and not write", remedy="ask who keeps this record for the right to write")
