"""Does work grow with the size of what is given, or with its square? Ratios only; one good measurement is enough."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

ATTEMPTS = 6


def grows_linearly(work: Callable[[int], object], size: int, *, enough: float = 0.02) -> bool:
    """Does twice the size cost less than 3.5 times the CPU time? A quadratic step would cost four times, at any load.

    work: does the work for a size. size: where to begin; doubled until the work takes `enough` seconds, so that the
    clock can see it. Neighbours and the collector make a run slower, never faster: so the best of several counts.
    """
    while (once := _seconds(work, size)) < enough and size < 5_000_000:
        size *= 2
    for _ in range(ATTEMPTS):
        once = min(once, _seconds(work, size))
        if _seconds(work, 2 * size) < 3.5 * once:
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(size)
        return time.process_time() - start
    finally:
        gc.enable()
