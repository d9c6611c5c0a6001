""" "The treaty", after it was named."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.instruments.catalogue import Catalogue
from onrecord.instruments.kinds import KINDS_OF, LOOSE, VAGUE, head_of
from onrecord.instruments.mention import Mention, Passage
from onrecord.instruments.phrases import Phrase
from onrecord.values.span import Span

_FAMILIES = {"S/RES": "resolution", "A/RES": "resolution", "EO": "order", "Pub.": "act", "3": "act"}
# A complement says that another one is meant: "the agreement on fish", "the treaty between the two".
_COMPLEMENTS = frozenset(
    "of on between with against about over for regarding concerning to signed reached struck".split()
)
_NEVER = frozenset(
    "letter response reply answer reaction proposal draft decision text promise pledge assurance guarantee".split()
)
RECENT = 8  # mentions: more are not looked at
_FARTHEST = 2000  # characters: further back a reader has forgotten the name
_LOOKED_BACK = 80
AGREED_NOUNS = frozenset("treaty agreement accord pact deal".split())
_PASSAGES = 2  # how far back a name still is what "the treaty" means
_CAPITAL_PASSAGES = 40  # and "the Charter", which is printed like a name


def named_before(
    passage: Passage,
    phrase: Phrase,
    here: Sequence[Mention],
    earlier: Sequence[Sequence[Mention]],
    catalogue: Catalogue,
) -> Mention | None:
    """What "the treaty" means: the instrument of that sort, when not two were named shortly before.

    here: before the phrase in this passage, in order; earlier: in the passages before, the nearest last.
    """
    if not _is_bare(passage, phrase) or _is_another_meant(passage, phrase, here):
        return None
    is_name = passage.tokens[phrase.at].raw.istitle() and phrase.head not in VAGUE
    far = () if phrase.head in VAGUE else earlier[-(_CAPITAL_PASSAGES if is_name else _PASSAGES) : -1]
    start = passage.tokens[phrase.at].start
    for known in (here, *(earlier[-1:]), *reversed(far)):
        near = [one for one in known[-RECENT:] if is_name or start - one.span.end < _FARTHEST]
        fitting = [one for one in near if _may_be(phrase, one, catalogue)]
        if fitting:
            return _same(passage, phrase, fitting)
    return None


def _is_another_meant(passage: Passage, phrase: Phrase, here: Sequence[Mention]) -> bool:
    """Did the text speak of another one meanwhile: "a pact with the unions … the pact"?"""
    since = here[-1].span.end if here else passage.span.start
    for token in passage.tokens[max(0, phrase.at - _LOOKED_BACK) : phrase.at]:
        if (
            token.start >= since
            and (head := head_of(token.low))
            and (head == phrase.head or {head, phrase.head} <= AGREED_NOUNS)
        ):
            return not any(one.span.start <= token.start < one.span.end for one in here)
    return False


def _same(passage: Passage, phrase: Phrase, fitting: Sequence[Mention]) -> Mention | None:
    last = fitting[-1]
    rivals = {one.instrument or one.identifier for one in fitting}
    if len(rivals) > 1:
        return None
    token = passage.tokens[phrase.at]
    said = f"{passage.tokens[phrase.at - 1].raw.lower()} {token.raw}"
    because = f"{said!r}: {last.because}, before it"
    return Mention(Span(token.start, token.end), because, last.instrument, last.candidates, last.identifier)


def _is_bare(passage: Passage, phrase: Phrase) -> bool:
    """ "the treaty", "this accord": one that was spoken of, and nothing that tells it from others."""
    if phrase.begin != phrase.at or phrase.determiner not in ("the", "this", "that") or phrase.plural:
        return False
    if phrase.head in LOOSE | _NEVER or phrase.head not in KINDS_OF:
        return False
    after = phrase.at + 1
    return (
        after >= len(passage.tokens)
        or bool(passage.gap(after).strip())
        or passage.tokens[after].low not in _COMPLEMENTS
    )


def _may_be(phrase: Phrase, mention: Mention, catalogue: Catalogue) -> bool:
    if mention.instrument is None:
        family = next((noun for sign, noun in _FAMILIES.items() if (mention.identifier or "").startswith(sign)), None)
        return family == phrase.head
    entry = catalogue.entries[mention.instrument]
    return entry.instrument.kind in KINDS_OF[phrase.head] or phrase.head in entry.heads
