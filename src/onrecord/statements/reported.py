"""One cue, its source and its content: reported, quoted and mixed speech inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.contents import find_content
from onrecord.statements.draft import Draft, Sentence
from onrecord.statements.hits import Form, Hit
from onrecord.statements.passives import as_saying_draft, passive_draft
from onrecord.statements.sources import find_subject, is_believable, source_of
from onrecord.statements.subjects import Subject
from onrecord.text.words import Word
from onrecord.values.span import Span
from onrecord.values.statement import Mode


def draft_from(sentence: Sentence, hit: Hit, earlier: Draft | None, stop: int) -> Draft | None:
    """The relation one cue makes, None where it makes none.

    earlier: the relation found before in this sentence (its source may be shared).
    stop: index of the word where a content after the cue must end at the latest.
    """
    words = sentence.words
    quoted = as_saying_draft(sentence, hit) if hit.cue.verb in _RELAYING else None
    if quoted is not None or hit.form is Form.PASSIVE:
        return quoted or passive_draft(sentence, hit)
    subject, inverted = find_subject(sentence, hit, earlier)
    if subject is None and not (hit.form is Form.PARTICIPLE and earlier):
        return None
    if _is_not_said(words, hit, subject):
        return None
    source = source_of(words, subject, earlier)
    if not source or not is_believable(words, hit, subject):
        return None
    content, rule = find_content(words, hit, subject, inverted, (_fresh(words, earlier), stop))
    if not content:
        return None
    return Draft(content, (_cue_span(words, hit),), source, hit.cue, rule, sentence.paragraph, hit.negated)


_RELAYING = frozenset(["quote", "cite", "report"])
_UNSAID = frozenset("nor if unless whether what whatever had should were".split())
_NOBODY = frozenset("no neither nobody none nothing".split())
_FALSE = frozenset("false untrue wrong unlikely doubtful unclear".split())


def _fresh(words: Sequence[Word], earlier: Draft | None) -> int:
    """Where a content before the cue may begin: "“We go,” A said, while “they stay,” B said" begins anew behind A."""
    if earlier is None:
        return 0
    end = earlier.place.end
    return next((i for i, w in enumerate(words) if w.quotation is not None and w.start >= end), 0)


def _is_not_said(words: Sequence[Word], hit: Hit, subject: Subject | None) -> bool:
    """ "did not say whether", "if he says", "nobody said": nothing was said. A negated belief is one."""
    if hit.negated and hit.cue.mode is not Mode.THOUGHT:
        return True
    following = [w.lower for w in words[hit.end : hit.end + 4]]
    if (
        following[:3] == ["no", "such", "thing"]
        or following[:3] == ["not", "to", "be"]
        or following[:2] == ["for", "anonymity"]
    ):
        return True  # "says no such thing", "asked not to be named"
    if subject is None or subject.shared:
        return False
    before = [w.lower for w in words[max(0, subject.start - 2) : subject.start]]
    if words[subject.start].lower in _NOBODY or "neither" in before or (before and before[-1] in _UNSAID):
        return True
    return len(before) == 2 and before[1] == "that" and before[0] in _FALSE


def _cue_span(words: Sequence[Word], hit: Hit) -> Span:
    """The verb with its particle; a negation belongs to it ("does not remember")."""
    first = hit.start
    while hit.negated and first > hit.group and (words[first - 1].lower in g.AUXILIARIES | g.NEGATIONS):
        first -= 1
    return Span(words[first].start, words[hit.end - 1].end)
