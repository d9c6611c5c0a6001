"""Who a cue belongs to: the subject before it, after it, before a relative pronoun, or shared with an earlier cue."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft, Sentence, span_of
from onrecord.statements.hits import Form, Hit
from onrecord.statements.phrases import skip_adverbials, time_phrase_after
from onrecord.statements.subjects import Subject, can_speak, subject_after, subject_before
from onrecord.text.words import Word
from onrecord.values.span import Span
from onrecord.values.statement import Mode


def find_subject(sentence: Sentence, hit: Hit, earlier: Draft | None) -> tuple[Subject | None, bool]:
    words = sentence.words
    if hit.form is Form.PARTICIPLE:
        before = words[hit.start - 1] if hit.start else words[hit.start]
        if before.lower in g.DOCUMENT_NOUNS:
            return subject_before(words, hit.start), False
        if earlier is None and hit.cue.verb in _SHOWING:
            return None, False  # "The court dropped the charge, suggesting that …": what is done says it, nobody
        return (None if earlier else _first_noun_phrase(words)), False
    inverted = _inverted(words, hit)
    if inverted:
        return inverted, True
    relative = _relative_document(words, hit)
    if relative is not None:
        return relative, False
    subject = subject_before(words, hit.start)
    if subject is not None and words[subject.start].lower in g.PRONOUNS and subject.end - subject.start > 3:
        return None, False
    if subject is not None and subject.shared:
        return (_first_noun_phrase(words) if earlier is None else subject), False
    return subject, False


_SHOWING = frozenset("suggest indicate imply signal hint reveal show find confirm mention underline highlight".split())


def _relative_document(words: Sequence[Word], hit: Hit) -> Subject | None:
    """ "a statement made by the ministry that warns against": the ministry; "a letter that says": the letter."""
    if hit.group < 2 or words[hit.group - 1].lower not in {"that", "which"}:
        return None
    for at in range(hit.group - 2, max(-1, hit.group - 25), -1):
        word = words[at]
        if word.quotation is not None or word.text in ";:":
            return None
        if word.lower in g.DOCUMENT_NOUNS and not word.is_capital:
            made_by = at + 2 < hit.group and words[at + 1].lower in g.DOCUMENT_VERBS and words[at + 2].lower == "by"
            if made_by:
                return subject_after(words, at + 3)
            start = at
            while (
                start > 0
                and not (words[start].lower in g.DETERMINERS or words[start - 1].lower in g.PREPOSITIONS)
                and at - start < 5
            ):
                start -= 1
            return Subject(start, at + 1)
    return None


def _inverted(words: Sequence[Word], hit: Hit) -> Subject | None:
    """ "…," said the minister: what precedes the cue is content, what follows it is the subject."""
    if hit.start == 0 and _may_invert(hit):
        return _opening(words, hit)
    if hit.group == 0 or hit.group != hit.start:
        return None
    before = words[hit.start - 1]
    if (before.quotation is None and before.text not in ",—–-:?!") or not _may_invert(hit):
        return None
    if g.is_mark(before, ",") and _closes_relative(words, hit.start - 1):
        return None
    subject = subject_after(words, hit.end)
    behind_quotation = before.quotation is not None
    return subject if subject is not None and _closes_inversion(words, subject, behind_quotation) else None


def _closes_relative(words: Sequence[Word], comma: int) -> bool:
    """ "Example, which says little, | denied the report": the comma ends a relative clause behind the subject."""
    for at in range(comma - 1, 0, -1):
        if g.is_mark(words[at], ",") or words[at].quotation is not None:
            return words[at].quotation is None and words[at + 1].lower in {"which", "who", "whose"}
    return False


def _opening(words: Sequence[Word], hit: Hit) -> Subject | None:
    """ "Said Ann Example, a teacher: “…”": an opening cue whose subject hands over to a quotation."""
    subject = subject_after(words, hit.end)
    lead = next((i for i in range(hit.end, len(words)) if words[i].quotation is not None), 0)
    return subject if subject is not None and g.is_mark(words[lead - 1], ":,") and lead - subject.end < 15 else None


def _may_invert(hit: Hit) -> bool:
    if hit.cue.takes("told") and not hit.cue.takes("question"):  # nobody writes "“…,” told the mayor"
        return False
    return hit.cue.takes("clause", "quote", "question") and not hit.cue.takes("named")


def _closes_inversion(words: Sequence[Word], subject: Subject, behind_quotation: bool) -> bool:
    """Is this the subject of an inverted clause, not the content after an apposition ("X, the mayor, said taxes rose")?

    Its head can speak, no verb stands in it, and the clause is over behind it.
    """
    phrase = words[subject.start : subject.end]
    if any(w.lower in (g.AUXILIARIES | g.MODALS | g.NEGATIONS) - {"'s"} for w in phrase):
        return False
    if not behind_quotation and any(_looks_participial(w) for w in phrase):
        return False
    if phrase[0].lower in g.PRONOUNS - {"one"}:
        return len(phrase) == 1 and _is_over(words, subject.end)
    head = _head(phrase)
    speaks = g.speaks(head) or (behind_quotation and phrase[0].lower in g.DETERMINERS | {"one"})
    owned = any(w.lower == "'s" for w in phrase[-2:-1])  # "Example's visit" is no speaker, "Example's spokesman" is
    if not speaks and (owned or not g.is_name_like(head)):
        return False
    return _is_over(words, subject.end)


def _looks_participial(word: Word) -> bool:
    return word.lower.endswith(("ed", "ing")) and not word.is_capital and len(word.lower) > 4 and "-" not in word.lower


def _head(phrase: Sequence[Word]) -> Word:
    """The last word before the first preposition: "a spokesman for the ministry" is a spokesman."""
    for index, word in enumerate(phrase):
        if index and word.lower in g.PREPOSITIONS:
            return phrase[index - 1]
    return phrase[-1]


def _is_over(words: Sequence[Word], end: int) -> bool:
    if end >= len(words):
        return True
    following = words[end]
    if following.quotation is not None:
        return words[end - 1].text in ",:."
    return (
        not following.is_word
        or following.lower in g.PREPOSITIONS | g.SUBORDINATORS | {"who"}
        or g.is_adverb(following)
        or time_phrase_after(words, end) > end
    )


def _first_noun_phrase(words: Sequence[Word]) -> Subject | None:
    """The subject of a sentence whose verb is no cue: a pronoun, a run of names, or a determiner and a few words."""
    start = skip_adverbials(words, 1 if words[0].lower in g.CONJUNCTIONS else 0)
    if words[0].lower.endswith("ing") or words[0].lower in {
        "asked",
        "pressed",
    }:  # "Speaking in Example, the minister …"
        start = next(
            (
                i
                for i, w in enumerate(words)
                if g.is_mark(w, ",") and i + 1 < len(words) and g.begins_main_clause(words[i + 1])
            ),
            len(words),
        )
    while start < len(words) and g.is_mark(words[start], ","):
        start = skip_adverbials(words, start + 1)
    if start < len(words) and words[start].lower == "to":  # "After his vow to leave the town, Example …"
        start = 1 + next((i for i in range(start, len(words)) if g.is_mark(words[i], ",")), len(words))
    if start >= len(words):
        return None
    if words[start].lower in g.PRONOUNS:
        return Subject(start, start + 1)
    at = _phrase_end(words, start)
    if at >= len(words) or at - start >= 12:
        return None
    return Subject(start, _behind_apposition(words, at))


def _phrase_end(words: Sequence[Word], start: int) -> int:
    """Where a run of names, or a determiner and its nouns, ends: at a mark, or at something like a verb."""
    named = g.is_name_like(words[start])
    at = start + 1
    while at < len(words) and at - start < 12:
        word = words[at]
        inside = word.is_word or word.lower == "'s" or (word.text == "." and not _ends_name(words, at))
        if (
            word.quotation is not None
            or not inside
            or (_leaves_names(words, at) if named else _leaves_nouns(words, at))
        ):
            break
        at += 1
    return at


def _leaves_names(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    stays = (
        word.is_capital or word.lower in _INSIDE_NAMES or word.text == "." or _is_role(words, at) or _owned(words, at)
    )
    return not stays


def _leaves_nouns(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    behind_speaker = words[at - 1].lower in g.SPEAKING_NOUNS
    return _looks_verbal(word) or (behind_speaker and not (word.lower in _INSIDE_NAMES or word.is_capital))


def _owned(words: Sequence[Word], at: int) -> bool:
    """The noun behind a possessive: "Example's lawyer", "Example's press secretary"."""
    behind = [w.lower for w in words[max(0, at - 2) : at]]
    return (
        "'s" in behind and not _looks_verbal(words[at]) and (behind[-1] == "'s" or words[at].lower in g.SPEAKING_NOUNS)
    )


def _behind_apposition(words: Sequence[Word], at: int) -> int:
    """Where the subject ends when a name between commas follows it: "Example's lawyer, Ann Other, declined"."""
    if not (g.is_mark(words[at], ",") and at + 1 < len(words) and g.is_name_like(words[at + 1])):
        return at
    for end in range(at + 2, min(at + 8, len(words))):
        if g.is_mark(words[end], ","):
            return end
        if not (words[end].is_capital or words[end].text == "."):
            break
    return at


_INSIDE_NAMES = frozenset(
    "'s of de van von al bin da and the for minister president spokesman spokeswoman senator".split()
)


def _is_role(words: Sequence[Word], at: int) -> bool:
    """ "Example co-founder Ann Lethe", "Example chief executive Ann Lethe": a role between two names."""
    end = at
    while end < len(words) and end - at < 3 and (words[end].lower.startswith("co-") or words[end].lower in _ROLES):
        end += 1
    return at < end < len(words) and (words[end].is_capital or words[end - 1].is_capital)


_ROLES = g.SPEAKING_NOUNS | {"deputy", "vice", "foreign", "prime", "press", "policy", "trade", "defence", "defense"}


def _ends_name(words: Sequence[Word], at: int) -> bool:
    return len(words[at - 1].text) > 4


def _looks_verbal(word: Word) -> bool:
    if word.lower in g.AUXILIARIES | g.MODALS | g.SUBORDINATORS | {"who"} or g.is_adverb(word):
        return True
    return word.lower.endswith("ed") and not word.is_capital


def source_of(words: Sequence[Word], subject: Subject | None, earlier: Draft | None) -> tuple[Span, ...]:
    if subject is None or subject.shared:
        return earlier.source if earlier else ()
    span = span_of(words, subject.start, subject.end)
    if span is not None and words[subject.end - 1].text == ".":
        span = Span(span.start, words[subject.end - 1].end)  # "Example Inc."
    return (span,) if span else ()


def is_believable(words: Sequence[Word], hit: Hit, subject: Subject | None) -> bool:
    if subject is None or subject.shared:
        return True
    first = words[subject.start]
    if subject.end - subject.start == 1 and first.lower in {
        "it",
        "this",
        "that",
        "there",
        "you",
        "one",
        "which",
        "what",
    }:
        return first.lower == "it" and hit.cue.strong and hit.cue.takes("clause")
    if first.lower in {"i", "we"} and hit.cue.mode is Mode.THOUGHT:
        return False  # the writer's own thinking is no report of somebody's
    if first.lower in {"there", "what", "which", "nobody", "nothing"}:
        return False
    if hit.cue.takes("document"):
        return any(w.lower in g.DOCUMENT_NOUNS for w in words[subject.start : subject.end]) or first.lower in {
            "they",
            "it",
        }
    if hit.cue.strong and not hit.cue.takes("object", "named") and hit.form is Form.FINITE:
        return True
    return can_speak(words, subject, sentence_start=True)
