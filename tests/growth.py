"""Does work grow with the size of what is given, or with its square? Ratios only; one good measurement is enough."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

ATTEMPTS = 8
# Linear work costs TIMES as much, quadratic work TIMES squared; what is allowed lies in between, far from either.
TIMES = 4
ALLOWED = 9
# Work that is still too quick for the clock at this size has no quadratic step worth the name.
LARGE = 2_000_000


def grows_linearly(work: Callable[[int], object], size: int, *, enough: float = 0.02) -> bool:
    """Does four times the size cost less than nine times the CPU time? A quadratic step would cost sixteen times.

    work: does the work for a size. size: where to begin; doubled until the work takes `enough` seconds, so that the
    clock can see it. Neighbours and the collector make a run slower, never faster: so the best of several counts,
    of the small work and of the large.
    """
    while (once := _seconds(work, size)) < enough:
        if size > LARGE:
            return True
        size *= 2
    many = float("inf")
    for _ in range(ATTEMPTS):
        many = min(many, _seconds(work, TIMES * size))
        if many < ALLOWED * once:
            return True
        # A first run so quick that the clock hardly saw it would forbid everything: the small work is measured again.
        once = max(min(once, _seconds(work, size)), 1e-3)
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
