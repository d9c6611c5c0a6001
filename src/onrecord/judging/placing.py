"""Which statement of a newer reading is the one that a judgement is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from onrecord.text.anchor import locate
from onrecord.values.judgement import Act, StatementAnchor
from onrecord.values.span import Span, hull

SAME_WORDS, MOST_WORDS = 0.9, 0.5
"""Shares of characters. A rejection is of these very words, and so is what was found right: words cut better may be a
statement, and nobody looked at them. A correction says who spoke and when, which holds as long as most of the words are
the same."""
_ABOUT_WORDS = (Act.REJECT, Act.ACCEPT)
_NONE: Mapping[str, Sequence[Span]] = MappingProxyType({})


def place(
    anchor: StatementAnchor,
    act: Act,
    text: str,
    statements: Mapping[str, Sequence[Span]],
    corrected: Mapping[str, Sequence[Span]] = _NONE,
) -> str | None:
    """The id of the statement meant, among `statements` (id -> content) of the report with this text.

    corrected: other content that judgements before gave some of them; who judged later may have seen either.
    None when none fits, and when several fit equally well: no guess.
    """
    if anchor.statement in statements:
        return anchor.statement
    found = locate(anchor.quote, text, hull(anchor.content).start)
    if found is None:
        return None
    wanted = _moved(anchor.content, found)
    shares = {one: share_of(wanted, spans) for one, spans in statements.items()}
    shares |= {one: max(shares[one], share_of(wanted, spans)) for one, spans in corrected.items()}
    most = max(shares.values(), default=0.0)
    fit = [one for one, share in shares.items() if share == most]
    return fit[0] if len(fit) == 1 and most >= (SAME_WORDS if act in _ABOUT_WORDS else MOST_WORDS) else None


def _moved(content: Sequence[Span], found: Span) -> tuple[Span, ...]:
    """The pieces where they are now; the whole where white space changed and they cannot be counted off."""
    whole = hull(content)
    if len(whole) != len(found):
        return (found,)
    return tuple(span.shifted(found.start - whole.start) for span in content)


def share_of(one: Collection[Span], other: Collection[Span]) -> float:
    """Jaccard index: characters in both, of those in either."""
    if not hull(one).overlaps(hull(other)):  # as of nearly all statements of a long transcript
        return 0.0
    a, b = _characters(one), _characters(other)
    return len(a & b) / len(a | b)


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))
