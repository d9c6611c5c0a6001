"""How often one client may ask for what costs much: a bucket of leave that fills again with time."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_CLIENTS = 10_000  # kept apart; who asked longest ago is forgotten, and begins anew


class Rates:
    """per_minute: how often on the average; so often at once, too. 0: any number. Usable from any thread."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = per_minute, clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # how many are left, and when that was so

    def wait(self, client: str) -> int:
        """Takes one. 0 where it may be done now, else the seconds until it may."""
        return self._asked(client, 1)

    def left(self, client: str) -> int:
        """As `wait`, but takes none."""
        return self._asked(client, 0)

    def _asked(self, client: str, number: int) -> int:
        if not self._most:
            return 0
        with self._lock:
            now = self._clock()
            left, since = self._left.pop(client, (float(self._most), now))
            left = min(float(self._most), left + (now - since) * self._most / 60)
            self._left[client] = (left - number if left >= 1 else left, now)
            if len(self._left) > _MOST_CLIENTS:
                self._left.popitem(last=False)
        return 0 if left >= 1 else math.ceil((1 - left) * 60 / self._most)
