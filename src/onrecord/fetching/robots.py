"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onrecord.fetching.fetch import Fetcher
from onrecord.fetching.limits import Limits
from onrecord.fetching.locations import Location, location_of
from onrecord.fetching.outcome import Fetched, NotFetched, Refused, Why
from onrecord.fetching.pace import Pace

if TYPE_CHECKING:
    from protego import Protego

NAME = "onrecord"  # the product token that a robots.txt names us by
LARGEST = 512_000  # bytes; RFC 9309 wants 500 KiB at least. What stands behind them does not count
SECONDS = 10.0
A_DAY = timedelta(days=1)
_BUSY = 429


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's robots.txt. text: "" where there is none, None where it could not be reached. at: when we asked."""

    text: str | None
    at: datetime


class Robots:
    """Asks a site for its rules once a day, and says what they allow. For several threads at once.

    known: rules of earlier runs, by site. now: the time. `learned` are the rules that are new.
    """

    def __init__(self, fetcher: Fetcher, pace: Pace, known: Mapping[str, Rules], now: Callable[[], datetime]) -> None:
        limits = fetcher.limits
        self._fetcher = fetcher
        self._limits = Limits(
            connect=limits.connect,
            total=min(SECONDS, limits.total),
            max_bytes=LARGEST,
            types=(),
            take_start=True,
            ports=limits.ports,
            allow_private=limits.allow_private,
        )
        self._pace = pace
        self._known = dict(known)
        self._now = now
        self._parsed: dict[str, Protego] = {}
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self.learned: dict[str, Rules] = {}

    def check(self, place: Location) -> None:
        """Raise NotFetched when the place is not to be fetched. Asks for the rules where they are not known."""
        with self._lock:
            lock = self._locks.setdefault(place.site, threading.Lock())
        with lock:
            rules = self._rules_of(place.site)
            if rules.text is None:
                raise NotFetched(
                    Why.ROBOTS, f"{place.site}/robots.txt cannot be reached, so nothing is allowed", "try again later",
                    may_pass=True,
                )  # fmt: skip
            parsed = self._parsed.get(place.site) or _parse(rules.text)
            self._parsed[place.site] = parsed
        if not parsed.can_fetch(place.address, NAME):
            raise NotFetched(
                Why.ROBOTS, "the site's robots.txt does not allow it", "save the page in a browser and read the file",
                answered=True,
            )  # fmt: skip
        self._pace.slow_down(place.host, parsed.crawl_delay(NAME) or 0.0)

    def _rules_of(self, site: str) -> Rules:
        known = self._known.get(site)
        if known is None or self._now() - known.at >= A_DAY:
            known = Rules(self._ask(site), self._now())
            self._known[site] = known
            self._parsed.pop(site, None)
            if known.text is not None:  # what could not be reached is asked for again by the next run
                self.learned[site] = known
        return known

    def _ask(self, site: str) -> str | None:
        answer = self._fetcher.fetch(
            f"{site}/robots.txt", limits=self._limits, gate=lambda place: self._pace.take(place.host)
        )
        if isinstance(answer, Fetched):
            return answer.body.decode("utf-8", "replace")
        return "" if _is_unavailable(answer) else None


def _is_unavailable(answer: Refused) -> bool:
    """There is none: then everything is allowed. A server in trouble is another matter: then nothing is."""
    status = answer.status
    if status is not None:
        return 400 <= status < 500 and status != _BUSY
    return answer.why in (Why.DENIED, Why.BROKEN) and not answer.may_pass


def _parse(text: str) -> Protego:
    from protego import Protego  # noqa: PLC0415 -- only `watch` needs it

    return Protego.parse(text)


def host_of(address: str, limits: Limits) -> str:
    """The host that an address is at; the address itself where it has none, so that it fails on its own."""
    try:
        return location_of(address, limits).host
    except NotFetched:
        return address
