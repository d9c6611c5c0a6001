"""How sure a statement is, content and speaker together."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.statement import Attribution

# How often the speaker is right, by how the source stands to the name, where the content is found with less than .7,
# less than .85 or more: counted on 2,047 statements of 144 articles of PolNeAR train whose speakers were read. The
# names read are not kept, so the count cannot be repeated; `bench.calibration` holds it against other articles.
_BANDS = (0.7, 0.85)
_NAMED = (0.88, 0.88, 0.93)  # 92, 261 and 1,022 statements
_PRONOUN = (0.52, 0.70, 0.92)  # 23, 82, 231
_OPEN_PRONOUN = (0.1, 0.1, 0.1)  # 24
_INFERRED = (0.6, 0.75, 0.8)  # 10, 21, 52
_UNTIED = (0.4, 0.4, 0.4)  # 48
_OWN_WORDS = (0.6, 0.7, 0.86)  # 17, 58, 101
_NO_SOURCE = (0.5, 0.5, 0.5)  # 5
_PRONOUNS = frozenset("he she they it who which we i one you".split())
_DEFINITE = re.compile(r"(?:the|this|these|his|her|its|their) ")  # points to somebody whom the report did not name


def confidence_of(report: Report, attribution: Attribution, speaker: Speaker | None) -> float:
    """The share of statements found and named in this way that are right, content and speaker; two decimals.

    Where it is less clear what was said, it is less clear who said it, so the second share depends on the first.
    """
    if report.turns:
        return attribution.confidence
    shares = _shares(report, attribution, speaker)
    return round(attribution.confidence * shares[bisect_right(_BANDS, attribution.confidence)], 2)


def _shares(report: Report, attribution: Attribution, speaker: Speaker | None) -> tuple[float, float, float]:
    source = " ".join(span.of(report.reading) for span in attribution.source).casefold()
    if speaker is None or not source:
        return _NO_SOURCE
    if source in _PRONOUNS:
        return _OPEN_PRONOUN if speaker.name.casefold() == source else _PRONOUN
    if not any(letter.isupper() for letter in speaker.name):
        return _UNTIED if _DEFINITE.match(source) else _OWN_WORDS
    shared = set(re.findall(r"\w+", source)) & set(re.findall(r"\w+", speaker.name.casefold()))
    return _NAMED if shared else _INFERRED
