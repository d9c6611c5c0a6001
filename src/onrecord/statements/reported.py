"""One cue, its source and its content: reported, quoted and mixed speech inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.contents import find_content
from onrecord.statements.draft import Draft, Sentence, span_of
from onrecord.statements.hits import Form, Hit
from onrecord.statements.sources import find_subject, is_believable, source_of
from onrecord.statements.subjects import Subject, can_speak, subject_after, subject_before
from onrecord.text.words import Word
from onrecord.values.span import Span
from onrecord.values.statement import Mode


def draft_from(sentence: Sentence, hit: Hit, earlier: Draft | None, stop: int) -> Draft | None:
    """The relation one cue makes, None where it makes none.

    earlier: the relation found before in this sentence (its source may be shared).
    stop: index of the word where a content after the cue must end at the latest.
    """
    words = sentence.words
    if hit.form is Form.PASSIVE:
        return _passive(sentence, hit)
    subject, inverted = find_subject(sentence, hit, earlier)
    if subject is None and not (hit.form is Form.PARTICIPLE and earlier):
        return None
    if _is_not_said(words, hit, subject):
        return None
    source = source_of(words, subject, earlier)
    if not source or not is_believable(words, hit, subject):
        return None
    content, rule = find_content(words, hit, subject, inverted, stop)
    if not content:
        return None
    return Draft(content, (_cue_span(words, hit),), source, hit.cue, rule, sentence.paragraph, hit.negated)


_UNSAID = frozenset("if unless whether what whatever".split())


def _is_not_said(words: Sequence[Word], hit: Hit, subject: Subject | None) -> bool:
    """ "did not say whether", "if he says": nothing was said. A negated belief is one."""
    if hit.negated and hit.cue.mode is not Mode.THOUGHT:
        return True
    return (
        subject is not None and not subject.shared and subject.start > 0 and words[subject.start - 1].lower in _UNSAID
    )


def _cue_span(words: Sequence[Word], hit: Hit) -> Span:
    """The verb with its particle; a negation belongs to it ("does not remember")."""
    first = hit.start
    while hit.negated and first > hit.group and (words[first - 1].lower in g.AUXILIARIES | g.NEGATIONS):
        first -= 1
    return Span(words[first].start, words[hit.end - 1].end)


def _passive(sentence: Sentence, hit: Hit) -> Draft | None:
    """ "The idea was first floated by the president": the agent speaks, the subject is what was said."""
    words = sentence.words
    if not (hit.cue.takes("object") or hit.cue.takes("to")):
        return None
    at = hit.end
    while at < len(words) and at - hit.end < 6 and words[at].lower != "by":
        if words[at].text in ",.;:" or words[at].quotation is not None:
            return None
        at += 1
    agent = subject_after(words, at + 1) if at < len(words) and words[at].lower == "by" else None
    subject = subject_before(words, hit.start)
    if agent is None or subject is None or subject.shared or not can_speak(words, agent, sentence_start=False):
        return None
    content, source = span_of(words, subject.start, subject.end), span_of(words, agent.start, agent.end)
    if content is None or source is None:
        return None
    cue = Span(words[hit.start].start, words[hit.end - 1].end)
    return Draft((content,), (cue,), (source,), hit.cue, "passive", sentence.paragraph, hit.negated)
