"""One cue, its source and its content: reported, quoted and mixed speech inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft, Sentence, span_of
from onrecord.statements.hits import Form, Hit
from onrecord.statements.phrases import Subject, can_speak, skip_adverbials, subject_after, subject_before, time_phrase_after
from onrecord.text.words import Word
from onrecord.values.span import Span
from onrecord.values.statement import Mode

_QUESTION_WORDS = frozenset("whether if why how what who when where which".split())
_INTRODUCTIONS = g.PREPOSITIONS | g.CONJUNCTIONS | frozenset("as when while if although though earlier later asked speaking meanwhile however last separately still yesterday today".split())
_LISTENERS_END = frozenset("that whether if why how what to about".split())


def draft_from(sentence: Sentence, hit: Hit, earlier: Draft | None, stop: int) -> Draft | None:
    """The relation one cue makes, None where it makes none.

    earlier: the relation found before in this sentence (its source may be shared).
    stop: index of the word where a content after the cue must end at the latest.
    """
    words = sentence.words
    if hit.form is Form.PASSIVE:
        return _passive(sentence, hit)
    subject, inverted = _subject(sentence, hit, earlier)
    if subject is None and not (hit.form is Form.PARTICIPLE and earlier):
        return None
    if _is_not_said(words, hit, subject):
        return None
    source = _source(words, subject, earlier)
    if not source or not _believable(words, hit, subject):
        return None
    content, rule = _content(words, hit, subject, inverted, stop)
    if not content:
        return None
    return Draft(content, (_cue_span(words, hit),), source, hit.cue, rule, sentence.paragraph, hit.negated)


def _is_not_said(words: Sequence[Word], hit: Hit, subject: Subject | None) -> bool:
    """"did not say whether", "if he says": nothing was said. A negated belief is a belief; a negated "deny" is none."""
    if hit.negated and hit.cue.mode is not Mode.THOUGHT:
        return True
    return subject is not None and not subject.shared and subject.start > 0 and words[subject.start - 1].lower in {"if", "unless", "whether"}


def _cue_span(words: Sequence[Word], hit: Hit) -> Span:
    """The verb with its particle; a negation belongs to it ("does not remember")."""
    first = hit.start
    while hit.negated and first > hit.group and (words[first - 1].lower in g.AUXILIARIES | g.NEGATIONS):
        first -= 1
    return Span(words[first].start, words[hit.end - 1].end)


# -- who ------------------------------------------------------------------------------------------


def _subject(sentence: Sentence, hit: Hit, earlier: Draft | None) -> tuple[Subject | None, bool]:
    words = sentence.words
    if hit.form is Form.PARTICIPLE:
        before = words[hit.start - 1] if hit.start else words[hit.start]
        if before.lower in g.DOCUMENT_NOUNS:
            return subject_before(words, hit.start), False
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


def _relative_document(words: Sequence[Word], hit: Hit) -> Subject | None:
    """"a statement made by the ministry that warns against": the ministry; "a letter that says": the letter."""
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
            while start > 0 and not (words[start].lower in g.DETERMINERS or words[start - 1].lower in g.PREPOSITIONS) and at - start < 5:
                start -= 1
            return Subject(start, at + 1)
    return None


def _inverted(words: Sequence[Word], hit: Hit) -> Subject | None:
    """"…," said the minister: what precedes the cue is content, what follows it is the subject."""
    if hit.group == 0 or hit.group != hit.start:
        return None
    before = words[hit.start - 1]
    if before.quotation is None and before.text not in ",—–-:?!" or not _may_invert(hit):
        return None
    subject = subject_after(words, hit.end)
    return subject if subject is not None and _closes_inversion(words, subject) else None


def _may_invert(hit: Hit) -> bool:
    return hit.cue.takes("clause", "quote", "question") and not hit.cue.takes("told", "named")


def _closes_inversion(words: Sequence[Word], subject: Subject) -> bool:
    """After an inverted subject the clause is over; and the subject holds no verb, else it is the content."""
    phrase = words[subject.start : subject.end]
    if any(w.lower in (g.AUXILIARIES | g.MODALS | g.NEGATIONS) - {"'s"} for w in phrase) or (phrase[0].lower in g.PRONOUNS and len(phrase) > 1):
        return False
    if subject.end >= len(words):
        return True
    following = words[subject.end]
    if following.quotation is not None:
        return words[subject.end - 1].text in ",:."
    return not following.is_word or following.lower in g.PREPOSITIONS | g.SUBORDINATORS | {"who"} or g.is_adverb(following) or time_phrase_after(words, subject.end) > subject.end


def _first_noun_phrase(words: Sequence[Word]) -> Subject | None:
    """The subject of a sentence whose verb is no cue: a pronoun, a run of names, or a determiner and a few words."""
    start = skip_adverbials(words, 0)
    if words[0].lower.endswith("ing") or words[0].lower in {"asked", "pressed"}:  # "Speaking in Example, the minister …"
        start = next((i for i, w in enumerate(words) if g.is_mark(w, ",") and i + 1 < len(words) and _begins_main_clause(words[i + 1])), len(words))
    if start < len(words) and g.is_mark(words[start], ","):
        start += 1
    if start >= len(words):
        return None
    if words[start].lower in g.PRONOUNS:
        return Subject(start, start + 1)
    named = g.is_name_like(words[start])
    at = start + 1
    while at < len(words) and at - start < 12:
        word = words[at]
        if word.quotation is not None or not (word.is_word or word.text == "." and not _ends_name(words, at)):
            break
        if named and not (word.is_capital or word.lower in _INSIDE_NAMES or word.text == "."):
            break
        if not named and (_looks_verbal(word) or (words[at - 1].lower in g.SPEAKING_NOUNS and not (word.lower in _INSIDE_NAMES or word.is_capital))):
            break
        at += 1
    return Subject(start, at) if at < len(words) and at - start < 12 else None


_INSIDE_NAMES = frozenset("'s of de van von al bin da and the for minister president spokesman spokeswoman senator".split())


def _ends_name(words: Sequence[Word], at: int) -> bool:
    return len(words[at - 1].text) > 4


def _looks_verbal(word: Word) -> bool:
    if word.lower in g.AUXILIARIES | g.MODALS | g.SUBORDINATORS | {"who"} or g.is_adverb(word):
        return True
    return word.lower.endswith("ed") and not word.is_capital


def _source(words: Sequence[Word], subject: Subject | None, earlier: Draft | None) -> tuple[Span, ...]:
    if subject is None or subject.shared:
        return earlier.source if earlier else ()
    span = span_of(words, subject.start, subject.end)
    return (span,) if span else ()


def _believable(words: Sequence[Word], hit: Hit, subject: Subject | None) -> bool:
    if subject is None or subject.shared:
        return True
    first = words[subject.start]
    if subject.end - subject.start == 1 and first.lower in {"it", "this", "that", "there", "you", "one", "which", "what"}:
        return first.lower == "it" and hit.cue.strong and hit.cue.takes("clause")
    if first.lower in {"i", "we"} and hit.cue.mode is Mode.THOUGHT:
        return False  # the writer's own thinking is no report of somebody's
    if first.lower in {"there", "what", "which", "nobody", "nothing"}:
        return False
    if hit.cue.takes("document"):
        return any(w.lower in g.DOCUMENT_NOUNS for w in words[subject.start : subject.end]) or first.lower in {"they", "it"}
    if hit.cue.strong and not hit.cue.takes("object", "named") and hit.form is Form.FINITE:
        return True
    return can_speak(words, subject, sentence_start=True)


# -- what -----------------------------------------------------------------------------------------


def _content(words: Sequence[Word], hit: Hit, subject: Subject | None, inverted: bool, stop: int) -> tuple[tuple[Span, ...], str]:
    left_end = _left_end(words, hit, subject, inverted)
    after_cue = subject.end if inverted and subject else hit.end
    start, how = content_start(words, hit, after_cue, stop)
    has_left = left_end > 0 and _is_content(words, left_end, hit)
    if _is_as_clause(words, subject, after_cue):
        span = span_of(words, after_cue, stop)
        return ((span,), "as somebody said") if span else ((), "")
    if has_left and (start is None or how in {"adverbial", "far"} or (_ends_in_quotation(words, left_end) and how != "that")):
        return _content_before(words, left_end, after_cue, stop)
    if start is None:
        return (), ""
    span = span_of(words, start, _content_end(words, start, stop, subject))
    return ((span,), f"cue before {how}") if span else ((), "")


def _is_as_clause(words: Sequence[Word], subject: Subject | None, after_cue: int) -> bool:
    """"As the minister noted, …": the main clause is the content."""
    if subject is None or subject.shared or not 0 < subject.start <= 2 or after_cue >= len(words):
        return False
    return words[subject.start - 1].lower == "as" and g.is_mark(words[after_cue], ",")


def _left_end(words: Sequence[Word], hit: Hit, subject: Subject | None, inverted: bool) -> int:
    if hit.form is Form.PARTICIPLE or subject is None or subject.shared:
        return 0
    end = hit.start if inverted else subject.start
    while end > 0 and (words[end - 1].lower in {"and", "but"} or g.is_adverb(words[end - 1])) and words[end - 1].quotation is None:
        end -= 1
    if end == 0:
        return 0
    last = words[end - 1]
    return end if last.quotation is not None or last.text in ",—–-?!" else 0


def _is_content(words: Sequence[Word], end: int, hit: Hit) -> bool:
    """Can words[:end] be what was said, or are they only an introduction ("On Thursday, …")?"""
    body = [w for w in words[:end] if w.is_word or w.quotation is not None]
    if not body or not hit.cue.takes("clause", "quote", "question"):
        return False
    if any(w.quotation is not None for w in body):
        return True
    if not hit.cue.takes("clause", "question") or (hit.cue.mode is Mode.THOUGHT and not hit.cue.strong):
        return False
    if hit.cue.takes("object") and not hit.cue.takes("clause"):
        return False
    return len(body) > 2 or (hit.end < len(words) - 2 and g.is_mark(words[hit.end], ","))  # "The treaty, she said, is dead"


def _looks_introductory(words: Sequence[Word], end: int) -> bool:
    first = words[0]
    if any(w.quotation is not None for w in words[:end]):
        return False
    return first.lower in _INTRODUCTIONS or g.is_adverb(first) or time_phrase_after(words, 0) > 0 or end <= 3


def _ends_in_quotation(words: Sequence[Word], end: int) -> bool:
    while end > 0 and words[end - 1].quotation is None and words[end - 1].text in ",—–-?!":
        end -= 1
    return end > 0 and words[end - 1].quotation is not None


def content_start(words: Sequence[Word], hit: Hit, after_cue: int, stop: int) -> tuple[int | None, str]:
    """Where a content after the cue begins, and how it is brought: that, quote, clause, to, object; None without one."""
    at = after_cue
    if hit.cue.takes("told", "to") and hit.end == after_cue and at < stop and words[at].lower not in g.PREPOSITIONS:
        at = _skip_listener(words, at, stop)
    for begin in (at, time_phrase_after(words, at)):
        found = _marked_start(words, hit, begin, stop)
        if found:
            return found
    found = _marked_start(words, hit, skip_adverbials(words, at), stop)
    if found:
        return found[0], "far" if found[1] == "that" else found[1]
    ahead = _ahead(words, at, stop) if hit.cue.takes("clause", "quote") else None
    if ahead is not None:
        return ahead, "far"
    if at < stop and hit.cue.takes("clause") and after_cue == hit.end:
        return _bare_clause(words, hit, at, stop)
    return _object_start(words, hit, after_cue, stop)


def _marked_start(words: Sequence[Word], hit: Hit, at: int, stop: int) -> tuple[int, str] | None:
    """A content that is marked as such: "that", a quotation, an infinitive, a question word."""
    if at >= stop:
        return None
    word = words[at]
    if word.lower == "that" and hit.cue.takes("clause") and at + 1 < stop:
        return at + 1, "that"
    if hit.cue.takes("to") and word.lower == "to" or word.lower == "not" and at + 1 < stop and words[at + 1].lower == "to" and hit.cue.takes("to"):
        return at, "to"
    if hit.cue.takes("question", "clause") and word.lower in _QUESTION_WORDS - {"who", "which", "when", "where"} and (hit.cue.takes("question") or word.lower != "what"):
        return at, "question"
    if hit.cue.takes("clause", "quote", "question"):
        if word.text in ",:—–-" and word.quotation is None and at + 1 < stop and words[at + 1].quotation is not None:
            return at + 1, "quote"
        if word.text == ":" and at + 1 < stop:
            return at + 1, "colon"
        if hit.cue.takes("told") and g.is_mark(word, ",") and at + 2 < stop and words[at + 1].lower in g.PRONOUNS - {"who"} and at > hit.end:
            return at + 1, "clause"
        if word.quotation is not None and not hit.cue.takes("object", "named"):
            return at, "quote"
    return None


def _skip_listener(words: Sequence[Word], at: int, stop: int) -> int:
    """Over the one who is told or urged: a noun phrase up to a mark, a quotation, "that", "to" or a preposition."""
    while at < stop:
        word = words[at]
        if word.quotation is not None or word.text in ",:;.—–" or word.lower in _LISTENERS_END:
            break
        if word.lower in g.PREPOSITIONS - {"of", "at", "for", "in", "from"}:
            break
        if time_phrase_after(words, at) > at:
            break
        at += 1
    return at


def _ahead(words: Sequence[Word], at: int, stop: int) -> int | None:
    """A content behind adverbials: "said in Moscow on Friday, after the talks, that …", "replied, with a smile: “…”"."""
    while at < min(stop - 1, len(words) - 1):
        word = words[at]
        if word.lower == "that":
            return at + 1
        if word.text == ":" and words[at + 1].quotation is not None:
            return at + 1
        after = skip_adverbials(words, at)
        if after > at:
            at = after
        elif g.is_mark(word, ",") and words[at + 1].lower == "that":
            at += 1
        elif g.is_mark(word, ",") and (words[at + 1].lower in g.PREPOSITIONS or words[at + 1].lower.endswith("ing")):
            at = _to_mark(words, at + 1, stop)
        else:
            return None
    return None


def _to_mark(words: Sequence[Word], at: int, stop: int) -> int:
    while at < stop and words[at].quotation is None and words[at].text not in ",;:." and words[at].lower != "that":
        at += 1
    return at


def _bare_clause(words: Sequence[Word], hit: Hit, at: int, stop: int) -> tuple[int | None, str]:
    """"said the war was over", "said Thursday the war was over"."""
    begin = time_phrase_after(words, at)
    if begin >= stop:
        return None, ""
    word = words[begin]
    if word.text in ",;:—–-" and word.quotation is None or word.text == ".":
        return None, ""
    if word.lower == "from" and hit.cue.takes("object"):  # "demand from their partners guarantees"
        return begin, "object"
    if word.lower in g.PREPOSITIONS | {"who", "which"} or word.lower in g.CONJUNCTIONS:
        after = skip_adverbials(words, begin)
        return (begin, "adverbial") if after < stop and hit.cue.verb == "say" and words[after].is_word else (None, "")
    if not hit.cue.strong or hit.cue.takes("object"):
        if _has_verb(words, begin, stop):
            return begin, "clause"
        return (begin, "object") if hit.cue.takes("object") and stop - begin > 1 else (None, "")
    if stop - begin < 2 or not (hit.cue.verb == "say" or word.lower in g.PRONOUNS | {"there"} or _has_verb(words, begin, stop)):
        return None, ""
    return begin, "clause"


def _has_verb(words: Sequence[Word], start: int, stop: int) -> bool:
    return any(w.lower in g.AUXILIARIES | g.MODALS | {"'s"} or (w.lower.endswith("ed") and not w.is_capital) for w in words[start + 1 : stop])


def _object_start(words: Sequence[Word], hit: Hit, at: int, stop: int) -> tuple[int | None, str]:
    if at >= stop or hit.end != at:
        return None, ""
    word = words[at]
    if word.quotation is None and word.text in ",;:.—–-":
        return None, ""
    if hit.cue.takes("expressed"):
        ahead = [w.lower for w in words[at : min(stop, at + 5)]]
        return (at, "object") if not g.SPEECH_NOUNS.isdisjoint(ahead) else (None, "")
    if hit.cue.takes("named"):
        return (at, "object") if _is_named(words, at, stop) else (None, "")
    if hit.cue.takes("object") and stop - at >= (1 if hit.end - hit.start > 1 else 2) and word.lower not in g.CONJUNCTIONS | {"back", "out", "up", "to"}:
        return at, "object"
    return None, ""


def _is_named(words: Sequence[Word], at: int, stop: int) -> bool:
    """"called the deal “a disaster”", "called it a disaster"; not "called his mother"."""
    ahead = words[at : min(stop, at + 14)]
    if any(w.quotation is not None for w in ahead):
        return True
    return len(ahead) > 2 and ahead[0].lower in {"it", "him", "her", "them", "this"} and ahead[1].lower in {"a", "an", "the"}


def _content_before(words: Sequence[Word], left_end: int, after_cue: int, stop: int) -> tuple[tuple[Span, ...], str]:
    """Content before the cue, going on after it where the cue only interrupts."""
    first = span_of(words, 0, left_end)
    if first is None:
        return (), ""
    resumed = _resumed(words, left_end, after_cue, stop)
    second = span_of(words, resumed, stop) if resumed is not None else None
    return ((first, second), "cue in the middle") if second else ((first,), "cue after")


def _resumed(words: Sequence[Word], left_end: int, after_cue: int, stop: int) -> int | None:
    """Where the content goes on after the interruption; None when it does not."""
    quoted = _ends_in_quotation(words, left_end)
    at = skip_adverbials(words, after_cue)
    if quoted:
        for index in range(after_cue, min(stop, after_cue + 30)):
            if words[index].quotation is not None:
                lead = words[index - 1]
                return index if lead.quotation is None and lead.text in ",:;—–-" else None
            if words[index].lower in {"that", "who", "which"}:
                return None
        return None
    if at != after_cue or at + 2 >= stop or not g.is_mark(words[at], ","):
        return None
    following = words[at + 1]
    if following.lower.endswith("ing") or following.lower in _INTRODUCTIONS | {"who", "which", "adding", "a", "an", "the"}:
        return None
    return at + 1


def _relative_end(words: Sequence[Word], start: int, stop: int) -> int:
    for at in range(start + 1, stop):
        if words[at].quotation is None and words[at].text in ",—–":
            return at
    return stop


def _content_end(words: Sequence[Word], start: int, stop: int, subject: Subject | None) -> int:
    """A content after its cue runs to the end of the sentence; less where a subordinate clause ends, or a comment begins."""
    if subject is not None and not subject.shared and 0 < subject.start <= 2 and words[subject.start - 1].lower in _SUBORDINATING:
        for at in range(start + 2, stop - 2):
            if g.is_mark(words[at], ",") and _begins_main_clause(words[at + 1]):
                return at
    if subject is not None and words[subject.start].lower == "who" and subject.start > 0 and g.is_mark(words[subject.start - 1], ","):
        return _relative_end(words, start, stop)
    for at in range(start, stop - 1):
        quotation = words[at].quotation
        if quotation is not None and words[at].text.rstrip("\"”’'»").endswith(",") and words[at + 1].lower.endswith("ing"):
            return at + 1
    return stop


_SUBORDINATING = frozenset("while though although after when since because before if".split())


def _begins_main_clause(word: Word) -> bool:
    return word.lower in g.PRONOUNS - {"who"} or word.lower in g.DETERMINERS or g.is_name_like(word)


# -- passive --------------------------------------------------------------------------------------


def _passive(sentence: Sentence, hit: Hit) -> Draft | None:
    """"The idea was first floated by the president": the agent speaks, the subject is what was said."""
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
