"""Places in a text counted in Unicode code points, as here and in Python, and in UTF-16 units, as in JavaScript."""

from __future__ import annotations

from bisect import bisect_left

BEYOND = 0xFFFF  # a character above takes two units


class Units:
    """One text's places in both counts."""

    def __init__(self, text: str) -> None:
        """Cost: one pass over the text; afterwards each place a search among its characters beyond U+FFFF."""
        self.long = [at for at, sign in enumerate(text) if ord(sign) > BEYOND] if not text.isascii() else []
        self._in_units = [at + number for number, at in enumerate(self.long)]

    def to_units(self, place: int) -> int:
        return place + bisect_left(self.long, place)

    def to_points(self, unit: int) -> int:
        """The code point at which this unit stands; the second unit of one is that one."""
        return unit - bisect_left(self._in_units, unit)
