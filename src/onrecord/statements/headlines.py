"""Headlines: "Name: what was said", "What was said – Name", "Name – “words”", "What was said: Name"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft
from onrecord.values.report import Report
from onrecord.values.span import Span

_COLON = re.compile(r"(?P<name>[^:“”\"\n]{2,60}?) ?(?P<cue>:) (?P<words>\S.{8,})")
_DASH = re.compile(r"(?P<words>.{8,}\S) (?P<cue>[–—-]|--) (?P<name>[^:“”\"–—\n]{2,60})")
_DASH_QUOTED = re.compile(r"(?P<name>[^:“”\"–—\n]{2,60}?) ?(?P<cue>[–—]|-(?= )) ?(?P<words>[“\"«‘„].{6,}[”\"»’“])")
_COLON_LAST = re.compile(r"(?P<words>.{8,}\S)(?P<cue>:) (?P<name>[^:“”\"–—\n]{2,60})")


def headline_draft(report: Report, span: Span, paragraph: int) -> Draft | None:
    """The relation of a headline with a colon or a dash, when the name in it is one the report uses, too."""
    words = span.of(report.reading)
    for pattern in (_COLON, _DASH, _DASH_QUOTED, _COLON_LAST):
        match = pattern.fullmatch(words)
        if match and _names_somebody(report, span, match["name"]):
            return Draft(
                content=(_at(span, match, "words"),),
                cue=(_at(span, match, "cue"),),
                source=(_at(span, match, "name"),),
                lexical=None,
                rule="headline",
                paragraph=paragraph,
            )
    return None


def _at(span: Span, match: re.Match[str], part: str) -> Span:
    return Span(span.start + match.start(part), span.start + match.end(part))


_INSIDE_NAMES = frozenset(
    "of the for and de von van al former acting prime foreign top senior defence defense us un eu".split()
)


def _is_name(tokens: Sequence[str]) -> bool:
    """Four capitalised words at most, or a role ("top diplomat"); no clause ("Example ready to sign")."""
    plain = [t for t in tokens if not t[0].isupper() and t.lower() not in _INSIDE_NAMES | g.SPEAKING_NOUNS]
    longest = 6 if tokens[-1].lower() in g.SPEAKING_NOUNS else 4
    return not plain and len(tokens) <= longest


def _names_somebody(report: Report, headline: Span, name: str) -> bool:
    """A speaker's name is capitalised, no label ("Analysis"), short, and stands in the body of the report again."""
    tokens = re.findall(r"[\w'’.-]+", name)
    if not tokens or not _is_name(tokens) or tokens[0].lower() in g.LABELS or tokens[-1].lower() in g.LABELS:
        return False
    if not tokens[-1][0].isupper() and not any(t.lower() in g.SPEAKING_NOUNS for t in tokens):
        return False
    last = re.escape(tokens[-1].removesuffix("'s").removesuffix("’s"))
    return re.search(rf"\b{last}\b", report.reading[headline.end :], re.IGNORECASE) is not None
