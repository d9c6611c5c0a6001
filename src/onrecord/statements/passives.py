"""Cues turned round: "was proposed by the board", "was accused by the board of …", "was quoted as saying that …"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft, Sentence, span_of
from onrecord.statements.hits import Form, Hit
from onrecord.statements.phrases import skip_adverbials
from onrecord.statements.subjects import Subject, can_speak, subject_after, subject_before
from onrecord.text.words import Word
from onrecord.values.span import Span

_SAYING = frozenset("saying telling writing warning claiming arguing adding insisting".split())
_FARTHEST = 14  # words between "quoted" and "as saying"


def passive_draft(sentence: Sentence, hit: Hit) -> Draft | None:
    """ "The idea was first floated by the president": the agent speaks, the subject is what was said."""
    words = sentence.words
    at = _by(words, hit.end)
    if hit.cue.takes("told", "to") and not hit.cue.takes("object"):
        return _told(sentence, hit, at)
    if at is None or not hit.cue.takes("object"):
        return None
    agent, subject = _agent(words, at + 1), subject_before(words, hit.start)
    if agent is None or subject is None or subject.shared or not can_speak(words, agent, sentence_start=False):
        return None
    content, source = span_of(words, subject.start, subject.end), span_of(words, agent.start, agent.end)
    if content is None or source is None:
        return None
    charge = span_of(words, agent.end, len(words)) if _begins_charge(words, agent.end) else None
    cue = Span(words[hit.start].start, words[hit.end - 1].end)
    spans = (content, charge) if charge else (content,)
    return Draft(spans, (cue,), (source,), hit.cue, "passive", sentence.paragraph, hit.negated)


def _told(sentence: Sentence, hit: Hit, by: int | None) -> Draft | None:
    """ "The board was told by Lethe that …", "was urged by Lethe to …"; without "by" only "told that", by nobody."""
    words = sentence.words
    agent = _agent(words, by + 1) if by is not None else None
    at = agent.end if agent else hit.end
    source = span_of(words, agent.start, agent.end) if agent else None
    if (
        at + 1 >= len(words)
        or hit.negated
        or (source is None and (hit.cue.verb != "tell" or words[at].lower != "that"))
    ):
        return None
    begin = at if words[at].lower in {"to", "whether", "why", "how"} else at + 1
    if begin > at and words[at].lower != "that" and not (g.is_mark(words[at], ",:") and words[begin].quotation):
        return None
    content = span_of(words, begin, len(words))
    cue = Span(words[hit.start].start, words[hit.end - 1].end)
    if content is None:
        return None
    return Draft((content,), (cue,), (source,) if source else (), hit.cue, "passive", sentence.paragraph)


def _by(words: Sequence[Word], at: int) -> int | None:
    """Index of the "by" that brings the agent, a few words behind the cue."""
    for index in range(at, min(len(words), at + 6)):
        word = words[index]
        if word.lower == "by":
            return index
        if word.quotation is not None or word.text in ",.;:":
            return None
    return None


def _agent(words: Sequence[Word], start: int) -> Subject | None:
    """The one behind "by", without the charge behind it: "by the board | of hiding the letter"."""
    agent = subject_after(words, start)
    if agent is None:
        return None
    cut = next((at for at in range(start + 1, agent.end) if _begins_charge(words, at)), agent.end)
    return Subject(agent.start, cut)


def _begins_charge(words: Sequence[Word], at: int) -> bool:
    """ "accused by the board | of hiding it", "praised by the mayor | as a gift"."""
    if at + 1 >= len(words):
        return False
    return words[at].lower == "as" or (words[at].lower in {"of", "for"} and words[at + 1].lower.endswith("ing"))


def as_saying_draft(sentence: Sentence, hit: Hit) -> Draft | None:
    """ "Varga was quoted as saying that …", "the Ledger quoted Varga as saying that …": Varga speaks, nobody else."""
    words = sentence.words
    at = _as_saying(words, hit.end)
    if at is None:
        return None
    who = subject_before(words, hit.start) if hit.form is Form.PASSIVE else Subject(hit.end, at)
    if who is None or who.shared or not can_speak(words, who, sentence_start=True):
        return None
    source, content = span_of(words, who.start, who.end), _said_so(words, who, hit, at + 2)
    if source is None or content is None:
        return None
    first, second = Span(words[hit.start].start, words[hit.end - 1].end), Span(words[at].start, words[at + 1].end)
    cue = (Span(first.start, second.end),) if at == hit.end else (first, second)
    return Draft((content,), cue, (source,), hit.cue, "quoted as saying", sentence.paragraph)


def _as_saying(words: Sequence[Word], at: int) -> int | None:
    for index in range(at, min(len(words) - 1, at + _FARTHEST)):
        if words[index].quotation is not None or words[index].text in ",;:":
            return None
        if words[index].lower == "as" and words[index + 1].lower in _SAYING:
            return index
    return None


def _said_so(words: Sequence[Word], who: Subject, hit: Hit, after: int) -> Span | None:
    """What follows "as saying", behind adverbials and "that"; else the quotation before the clause."""
    at = skip_adverbials(words, after)
    while at < len(words) and (words[at].lower == "that" or g.is_mark(words[at], ",:")):
        at += 1
    if at < len(words) and any(w.is_word or w.quotation is not None for w in words[at:]):
        return span_of(words, at, len(words))
    end = who.start if hit.form is Form.PASSIVE else 0
    if end > 0 and (words[end - 1].quotation is not None or g.is_mark(words[end - 1], ",")):
        return span_of(words, 0, end)
    return None
