"""Letters that pass for others: a word with a Cyrillic "о" in it is read as another and found by nobody."""

from __future__ import annotations

import re

from onrecord.text.beyond_ascii import stretches_beyond_ascii

_LATIN = r"A-Za-z\u00c0-\u024f"
# All of Cyrillic; of Greek only what looks like a Latin letter, since formulas put the others beside Latin ones.
_LOOKALIKE = r"\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορτυχ"
_OTHER = re.compile(f"[{_LOOKALIKE}]")
_SEAM = re.compile(f"[{_LATIN}][{_LOOKALIKE}]|[{_LOOKALIKE}][{_LATIN}]")
_BEFORE, _AFTER = re.compile(r"[^\W\d_]{0,20}\Z"), re.compile(r"[^\W\d_]{0,20}")
_SHOWN = 3


def mixed_script_words(text: str) -> tuple[str, ...]:
    """The first words, three at most, with Latin letters beside Cyrillic ones, or Greek ones that look Latin."""
    if not any(_OTHER.search(text, *stretch) for stretch in stretches_beyond_ascii(text)):
        return ()
    found: list[str] = []
    at = 0
    while len(found) < _SHOWN and (seam := _SEAM.search(text, at)):
        before = _BEFORE.search(text[max(0, seam.start() - 20) : seam.start()])
        after = _AFTER.match(text, seam.end())
        found.append(f"{before[0] if before else ''}{seam[0]}{after[0] if after else ''}")
        at = after.end() if after else seam.end()
    return tuple(dict.fromkeys(found))
