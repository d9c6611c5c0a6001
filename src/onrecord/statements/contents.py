"""What was said: where a content begins and ends, before, after and around its cue."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import span_of
from onrecord.statements.hits import Form, Hit
from onrecord.statements.openings import content_start
from onrecord.statements.phrases import skip_adverbials, time_phrase_after
from onrecord.statements.subjects import Subject
from onrecord.text.words import Word
from onrecord.values.span import Span
from onrecord.values.statement import Mode

Content = tuple[tuple[Span, ...], str]  # the spans and the name of the rule; ((), "") when there is none

_NOTHING: Content = ((), "")
_SUBORDINATING = frozenset("while though although after when since because before if as".split())
_NOT_RESUMING = g.PREPOSITIONS | g.CONJUNCTIONS | g.SUBORDINATORS | frozenset("when while who which adding".split())


def find_content(
    words: Sequence[Word], hit: Hit, subject: Subject | None, inverted: bool, limits: tuple[int, int]
) -> Content:
    """The content of a cue whose subject is known.

    limits: indices of words; where a content before the cue begins at the earliest, and where one after it must end.
    """
    fresh, stop = limits
    left_end = _left_end(words, hit, subject, inverted)
    after_cue = subject.end if inverted and subject else hit.end
    if _is_as_clause(words, subject, after_cue):
        return _one(words, after_cue, stop, "as somebody said")
    start, how = content_start(words, hit, after_cue, stop)
    quoted = left_end > 0 and _ends_in_quotation(words, left_end)
    if inverted and left_end > 0 and how != "quote":
        start = None  # "…, says a letter that reached us": what follows an inverted subject describes it
    if left_end > 0 and (start is None or how in {"adverbial", "far"} or (quoted and how != "that")):
        before = _content_before(words, hit, (fresh, left_end), after_cue, stop, inverted=inverted)
        if before[0] or how != "far":
            return before
    if start is None:
        return _NOTHING
    return _one(words, start, _content_end(words, start, stop, subject), f"cue before {how}")


def _one(words: Sequence[Word], start: int, end: int, rule: str) -> Content:
    span = span_of(words, start, end)
    return ((span,), rule) if span else _NOTHING


def _is_as_clause(words: Sequence[Word], subject: Subject | None, after_cue: int) -> bool:
    """ "As the minister noted, …": the main clause is the content."""
    if subject is None or subject.shared or not 0 < subject.start <= 2 or after_cue >= len(words):
        return False
    return words[subject.start - 1].lower == "as" and g.is_mark(words[after_cue], ",")


# -- content before the cue -----------------------------------------------------------------------


def _left_end(words: Sequence[Word], hit: Hit, subject: Subject | None, inverted: bool) -> int:
    """Where a content before the clause of the cue would end; 0 when no mark parts it from the clause."""
    if hit.form is Form.PARTICIPLE or subject is None or subject.shared:
        return 0
    end = hit.start if inverted else subject.start
    while end > 0 and words[end - 1].quotation is None and _links_clauses(words[end - 1]):
        end -= 1  # "as" too: "The quay, as the minister put it, was built on sand"
    if end == 0:
        return 0
    last = words[end - 1]
    if last.quotation is None and words[end].lower in {"and", "but"} and not _ends_in_quotation(words, end):
        return 0  # "The talks were over, and the judge warned him": two clauses
    return end if last.quotation is not None or last.text in ",—–-?!" else 0


def _links_clauses(word: Word) -> bool:
    return word.lower in {"and", "but", "as"} or g.is_adverb(word)


def _content_before(
    words: Sequence[Word], hit: Hit, left: tuple[int, int], after_cue: int, stop: int, *, inverted: bool
) -> Content:
    """Content before the cue, going on after it where the cue only interrupts. left: words it may reach over."""
    fresh, left_end = left
    resumed = _resumed(words, left_end, after_cue, stop, inverted=inverted)
    if not _can_be_content(words, left_end, hit, after_cue, interrupted=resumed is not None):
        return _NOTHING
    first = span_of(words, fresh, left_end) if fresh < left_end else None
    if first is None:
        return _NOTHING
    second = span_of(words, resumed, stop) if resumed is not None else None
    return ((first, second), "cue in the middle") if second else ((first,), "cue after")


def _can_be_content(words: Sequence[Word], end: int, hit: Hit, after_cue: int, *, interrupted: bool) -> bool:
    """Can words[:end] be what was said, or are they only an introduction ("On Thursday, …")?"""
    if not hit.cue.takes("clause", "quote", "question"):
        return False
    if any(w.quotation is not None for w in words[:end]):
        return True
    if not hit.cue.takes("clause", "question") or (hit.cue.mode is Mode.THOUGHT and not hit.cue.strong):
        return False
    if interrupted:
        return True
    if hit.cue.verb in {"respond", "reply"} and after_cue < len(words) and words[after_cue].lower == "to":
        return False  # "Crews responded to the fire"
    if sum(1 for w in words[:end] if w.is_word) < 3 or not _is_over(words, hit, after_cue):
        return False
    return not (hit.cue.takes("told") and (words[0].lower in g.PREPOSITIONS or time_phrase_after(words, 0) > 0))


def _is_over(words: Sequence[Word], hit: Hit, after_cue: int) -> bool:
    """Is the clause of the cue over behind it, but for adverbials and the one who was told?"""
    if after_cue >= len(words):
        return True
    word = words[after_cue]
    if word.quotation is not None or not word.is_word:
        return True
    if not hit.cue.strong:
        return False
    if hit.cue.takes("told"):
        return True
    return skip_adverbials(words, after_cue) > after_cue or word.lower in g.SUBORDINATORS | g.CONJUNCTIONS | {"to"}


def _ends_in_quotation(words: Sequence[Word], end: int) -> bool:
    while end > 0 and words[end - 1].quotation is None and words[end - 1].text in ",—–-?!":
        end -= 1
    return end > 0 and words[end - 1].quotation is not None


def _resumed(words: Sequence[Word], left_end: int, after_cue: int, stop: int, *, inverted: bool) -> int | None:
    """Where the content goes on after the interruption; None when it does not."""
    if _ends_in_quotation(words, left_end):
        again = _next_quotation(words, after_cue, stop)
        return (
            again if again is not None or not _only_introduces(words, left_end) else _clause_at(words, after_cue, stop)
        )
    if after_cue + 2 >= stop or not g.is_mark(words[after_cue], ","):
        return None
    following = words[after_cue + 1]
    if not inverted and following.lower in {"that", "to", "by", "of", "for", "from", "with"}:
        return after_cue + 1  # "It is a reminder, she said, that …"
    if following.lower in _NOT_RESUMING or (following.lower.endswith("ing") and following.lower != "including"):
        return None
    if inverted and (following.lower in {"a", "an", "the"} or _describes(words, left_end, after_cue + 1)):
        return None  # "said Ann Example, a teacher", "said Ann Example, principal analyst at Example"
    return after_cue + 1


def _describes(words: Sequence[Word], left_end: int, at: int) -> bool:
    """Is words[at:] an apposition: a noun for people before any verb, or no verb behind a whole clause?"""
    if words[at].lower in g.AUXILIARIES | g.MODALS:
        return False
    for word in words[at : at + 6]:
        if g.speaks(word):
            return True
        if not word.is_word or word.lower in g.PREPOSITIONS | g.AUXILIARIES | g.MODALS:
            break
    whole = any(w.lower in (g.AUXILIARIES | g.MODALS) - {"'s"} for w in words[:left_end])
    return whole and words[0].lower not in _SUBORDINATING


def _only_introduces(words: Sequence[Word], end: int) -> bool:
    """ "After a fight with men who “wanted blood,” he said, …": words[:end] is no clause of its own."""
    return words[0].lower in g.PREPOSITIONS | _SUBORDINATING and words[0].quotation is None and end > 2


def _clause_at(words: Sequence[Word], after_cue: int, stop: int) -> int | None:
    opens = after_cue + 2 < stop and g.is_mark(words[after_cue], ",") and g.begins_main_clause(words[after_cue + 1])
    return after_cue + 1 if opens else None


def _next_quotation(words: Sequence[Word], after_cue: int, stop: int) -> int | None:
    """The second half of an interrupted quotation: "“We are,” she said, “ready.”"."""
    for index in range(after_cue, min(stop, after_cue + 30)):
        word = words[index]
        if word.quotation is not None:
            lead = words[index - 1]
            if lead.text == ";" and any(w.is_word for w in words[index + 1 : stop]):
                return None  # "…; “they stay,” said Moe": another speaker's
            return index if lead.quotation is None and lead.text in ",:;—–-" else None
        if word.lower in {"that", "who", "which"}:
            return None
    return None


# -- content after the cue ------------------------------------------------------------------------


def _content_end(words: Sequence[Word], start: int, stop: int, subject: Subject | None) -> int:
    """A content runs to the end of its sentence, unless a subordinate clause ends or a comment begins before."""
    if subject is not None and not subject.shared and subject.start > 0:
        joint = subject.start - 1
        while joint > 0 and g.is_adverb(words[joint]):
            joint -= 1
        before = words[subject.start - 1]
        if words[joint].lower in _SUBORDINATING and _opens_sentence(words, joint):
            return _main_clause(words, start, stop)
        if words[subject.start].lower == "who" and g.is_mark(before, ","):
            return _next_mark(words, start, stop)
    if words[start].quotation is not None and _only_narration_follows(words, start + 1, stop):
        return start + 1
    for at in range(start, stop - 1):
        word = words[at]
        closes = word.quotation is not None and word.text.rstrip("\"”’'»").endswith(",")
        if closes and words[at + 1].lower.endswith("ing"):
            return at + 1
    return stop


def _only_narration_follows(words: Sequence[Word], at: int, stop: int) -> bool:
    """ "said “we are lost” and wept": behind the quotation the reporter goes on, unless more is quoted."""
    if at >= stop or words[at].quotation is not None:
        return False
    if words[at].lower.startswith(("pic.", "http", "www.")):  # the address below a post
        return True
    if words[at].lower not in {"and", "but", "as", "while", "before", "after", "then"} | g.BE | g.HAVE:
        return False
    return not any(w.quotation is not None for w in words[at:stop])


def _opens_sentence(words: Sequence[Word], at: int) -> bool:
    """Does nothing but "But", "even" stand before words[at]?"""
    return at <= 2 and all(w.lower in g.CONJUNCTIONS or g.is_adverb(w) or at == 1 for w in words[:at])


def _main_clause(words: Sequence[Word], start: int, stop: int) -> int:
    """ "While she said that X, he …": the content ends where the main clause begins."""
    for at in range(start + 2, stop - 2):
        after = words[at + 1]
        if g.is_mark(words[at], ",") and (
            g.begins_main_clause(after) or after.text.isdigit() or (g.speaks(after) and g.is_plural(after))
        ):
            return at
    return stop


def _next_mark(words: Sequence[Word], start: int, stop: int) -> int:
    """ "X, who says Y, left": the relative clause ends at the next comma or dash."""
    for at in range(start + 1, stop):
        if words[at].quotation is None and words[at].text in ",—–":
            return at
    return stop
