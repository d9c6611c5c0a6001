"""How long a host is left in peace between two requests, whatever they are for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

SPACING = 1.0  # seconds between the beginnings of two requests to one host
LONGEST_DELAY = 30.0  # of what robots.txt may ask for; who asks for more gets this


class Pace:
    """Keeps requests to one host apart. For several threads at once.

    clock: seconds, never going back. sleep: waits so many seconds.
    """

    def __init__(
        self,
        spacing: float = SPACING,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, host: str) -> None:
        """Wait for this host's next turn, and take it."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next(host))
            self._last[host] = turn
        if turn > now:
            self._sleep(turn - now)

    def wait_of(self, host: str) -> float:
        """Seconds until this host's next turn; 0 when it is now."""
        with self._lock:
            return max(0.0, self._next(host) - self._clock())

    def slow_down(self, host: str, delay: float) -> None:
        """Keep at least so many seconds between two requests to this host from now on, within reason."""
        with self._lock:
            self._delays[host] = min(delay, LONGEST_DELAY)

    def _next(self, host: str) -> float:
        return self._last.get(host, float("-inf")) + max(self._spacing, self._delays.get(host, 0.0))
