"""How often something is tried: some times in a usual run, as often as ONRECORD_MANY says in a longer one.

`python -m bench.threats` makes the longer runs, and knows the number that belongs to each.
"""

from __future__ import annotations

import os


def times(usual: int) -> int:
    """`usual`, or the number that the environment asks for."""
    return int(os.environ.get("ONRECORD_MANY", usual))
