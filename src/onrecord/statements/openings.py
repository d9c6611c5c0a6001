"""Where a content after its cue begins, and what brings it: "that", a quotation, a clause, an infinitive, an object."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.hits import Hit
from onrecord.statements.phrases import skip_adverbials, time_phrase_after
from onrecord.text.words import Word
from onrecord.values.statement import Mode

_QUESTION_WORDS = frozenset("whether if why how what who when where which".split())
_LISTENERS_END = frozenset("that whether if why how what to about not never".split())


def content_start(words: Sequence[Word], hit: Hit, after_cue: int, stop: int) -> tuple[int | None, str]:
    """Where a content after the cue begins, and what brings it (that, quote, clause, to, object)."""
    at = after_cue
    if at >= stop or _is_pronoun_object(words, hit, at):
        return None, ""
    if hit.cue.takes("told", "to") and hit.end == after_cue and words[at].lower not in g.PREPOSITIONS:
        at = _skip_listener(words, at, stop)
        clause = _clause_behind_listener(words, after_cue, at) if hit.cue.takes("told") else None
        if clause is not None:
            return clause, "clause"
    found = _marked_ahead(words, hit, at, stop)
    if found is not None:
        return found
    if after_cue > hit.end and hit.start == 0:  # "Said Ann Example, a teacher: “…”"
        return next((i for i in range(at, stop) if words[i].quotation is not None), None), "quote"
    ahead = _ahead(words, at, stop) if hit.cue.takes("clause", "quote") else None
    if ahead is not None and (hit.cue.takes("clause") or words[ahead].quotation is not None):
        return ahead, "far"
    if at < stop and hit.cue.takes("clause") and after_cue == hit.end:
        bare = _bare_clause(words, hit, at, stop)
        if bare[0] is not None or not hit.cue.takes("object"):
            return bare
    return _object_start(words, hit, after_cue, stop)


def _is_pronoun_object(words: Sequence[Word], hit: Hit, at: int) -> bool:
    """ "reiterated them": what was said, the words do not tell."""
    alone = hit.cue.takes("clause") and not hit.cue.takes("told", "to", "named")
    return alone and words[at].lower in {"them", "him", "us", "me"}


def _marked_ahead(words: Sequence[Word], hit: Hit, at: int, stop: int) -> tuple[int, str] | None:
    """A marked content at words[at], behind a time, or behind adverbials."""
    for begin in (at, time_phrase_after(words, at)):
        found = _marked_start(words, hit, begin, stop)
        if found:
            return found
    found = _marked_start(words, hit, skip_adverbials(words, at), stop)
    if found is None or (found[1] == "quote" and hit.cue.mode is Mode.THOUGHT and not hit.cue.strong):
        return None
    relative = found[1] == "that" and not g.begins_main_clause(words[min(found[0], stop - 1)])
    return found[0], "far" if relative else found[1]


def _marked_start(words: Sequence[Word], hit: Hit, at: int, stop: int) -> tuple[int, str] | None:
    """A content that is marked as such: "that", a quotation, an infinitive, a question word."""
    if at >= stop:
        return None
    word = words[at]
    if word.lower == "that" and hit.cue.takes("clause") and at + 1 < stop:
        return at + 1, "that"
    if hit.cue.takes("to") and _begins_infinitive(words, at, stop):
        return at, "to"
    if (
        hit.cue.takes("question", "clause")
        and word.lower in _QUESTION_WORDS - {"who", "which", "when", "where"}
        and (hit.cue.takes("question") or word.lower != "what")
    ):
        return at, "question"
    if hit.cue.takes("clause", "quote", "question"):
        if word.text in ",:—–-" and word.quotation is None and at + 1 < stop and words[at + 1].quotation is not None:
            return at + 1, "quote"
        if word.text == ":" and at + 3 < stop and hit.cue.strong:
            return at + 1, "colon"
        if (
            hit.cue.takes("told")
            and g.is_mark(word, ",")
            and at + 2 < stop
            and words[at + 1].lower in g.PRONOUNS - {"who"}
            and at > hit.end
        ):
            return at + 1, "clause"
        if word.quotation is not None and not hit.cue.takes("object", "named"):
            return at, "quote"
    return None


def _begins_infinitive(words: Sequence[Word], at: int, stop: int) -> bool:
    """ "to raise taxes", "not to raise taxes"; not "an end to the works"."""
    if words[at].lower in {"not", "never"}:
        at += 1
    if at + 1 >= stop or words[at].lower != "to":
        return False
    following = words[at + 1]
    return following.is_word and not following.is_capital and following.lower not in g.DETERMINERS | g.PRONOUNS


def _clause_behind_listener(words: Sequence[Word], start: int, end: int) -> int | None:
    """Where a clause begins that the listener's phrase ran into: "told reporters | the quay would close"."""
    for at in range(start + 1, end):
        word = words[at]
        if words[at - 1].lower in g.PREPOSITIONS | g.CONJUNCTIONS | g.SUBORDINATORS | {"who"}:
            continue
        if word.lower.replace("’", "'").split("'")[0] in {
            "he",
            "she",
            "they",
            "we",
        }:  # never a listener: "told the court in Sennport he went"
            return at
        if word.lower in g.DETERMINERS | {"there", "it"} and _has_verb(words, at, end):
            return at
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
    """A content behind adverbials: "said on Friday, after the talks, that …", "replied, with a smile: “…”"."""
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
        elif g.is_mark(word, ",") and (
            words[at + 1].lower in g.PREPOSITIONS | {"when", "while"} or words[at + 1].lower.endswith("ing")
        ):
            at = _to_mark(words, at + 1, stop)
        else:
            return None
    return None


def _to_mark(words: Sequence[Word], at: int, stop: int) -> int:
    while at < stop and words[at].quotation is None and words[at].text not in ",;:." and words[at].lower != "that":
        at += 1
    return at


def _bare_clause(words: Sequence[Word], hit: Hit, at: int, stop: int) -> tuple[int | None, str]:
    """ "said the war was over", "said Thursday the war was over"."""
    begin = time_phrase_after(words, at)
    if begin >= stop:
        return None, ""
    word = words[begin]
    if (word.text in ",;:—–-" and word.quotation is None) or word.text == ".":
        return None, ""
    if word.lower == "from" and hit.cue.takes("object"):  # "demand from their partners guarantees"
        return begin, "object"
    if word.lower == "at" and begin + 2 < stop and words[begin + 1].lower in {"least", "most"}:
        return begin, "clause"  # "said at least two men were hurt"
    if word.lower in {"when", "while", "as", "until"} or _is_no_clause(words, hit, begin, stop):
        return None, ""
    if word.lower in g.PREPOSITIONS | {"who", "which"} or word.lower in g.CONJUNCTIONS:
        after = skip_adverbials(words, begin)
        return (begin, "adverbial") if after < stop and hit.cue.verb == "say" and words[after].is_word else (None, "")
    if not hit.cue.strong or hit.cue.takes("object"):
        if _has_verb(words, begin, stop, bold=False):
            return begin, "clause"
        return (begin, "object") if hit.cue.takes("object") and stop - begin > 1 else (None, "")
    if stop - begin < 2 or not (
        hit.cue.verb == "say" or word.lower in g.PRONOUNS | {"there"} or _has_verb(words, begin, stop)
    ):
        return None, ""
    return begin, "clause"


def _is_no_clause(words: Sequence[Word], hit: Hit, at: int, stop: int) -> bool:
    """ "said nothing after the talks", "wrote a long letter"."""
    silent = words[at].lower in {"nothing", "little"} and (at + 1 >= stop or not _has_verb(words, at, at + 2))
    return silent or _is_a_document(words, hit, at)


def _is_a_document(words: Sequence[Word], hit: Hit, at: int) -> bool:
    """ "wrote a long letter", "posted a message": what was made, not what was said."""
    ahead = {w.lower for w in words[at : at + 5]}
    return hit.cue.mode is Mode.WROTE and words[at].lower in g.DETERMINERS and not ahead.isdisjoint(g.DOCUMENT_NOUNS)


def _has_verb(words: Sequence[Word], start: int, stop: int, *, bold: bool = True) -> bool:
    """Is there a verb before a relative pronoun: "conceded the talks had failed", not "a goal which was disputed"?

    bold: "that" is taken for a relative pronoun, too, when not.
    """
    for word in words[start + 1 : stop]:
        if word.lower in g.AUXILIARIES | g.MODALS | {"'s"} or (word.lower.endswith("ed") and not word.is_capital):
            return True
        if word.lower in {"which", "who", "whose"} or (word.lower == "that" and not bold):
            return False
    return False


def _object_start(words: Sequence[Word], hit: Hit, at: int, stop: int) -> tuple[int | None, str]:
    if at >= stop or hit.end != at:
        return None, ""
    at = time_phrase_after(words, at)  # "rejected on Friday the charge that …"
    if at >= stop:
        return None, ""
    word = words[at]
    if word.quotation is None and (word.text in ",;:.—–-" or word.lower in _NO_OBJECT):
        return None, ""
    if hit.cue.takes("expressed"):
        ahead = [w.lower for w in words[at : min(stop, at + 5)]]
        return (at, "object") if not g.SPEECH_NOUNS.isdisjoint(ahead) else (None, "")
    if hit.cue.takes("named"):
        return (at, "object") if _is_named(words, at, stop) else (None, "")
    if (
        hit.cue.takes("object")
        and stop - at >= (1 if hit.end - hit.start > 1 else 2)
        and word.lower not in g.CONJUNCTIONS | {"back", "out", "up", "to"}
    ):
        return at, "object"
    return None, ""


# "a man accused of theft", "the lamp Velna announced for the spring": what is described has no object behind it.
_NO_OBJECT = frozenset("of by for as in on with at to through via during since until".split())


def _is_named(words: Sequence[Word], at: int, stop: int) -> bool:
    """ "called the deal “a disaster”", "called it a disaster"; not "called his mother"."""
    ahead = words[at : min(stop, at + 14)]
    if any(w.quotation is not None for w in ahead):
        return True
    return (
        len(ahead) > 2
        and ahead[0].lower in {"it", "him", "her", "them", "this"}
        and ahead[1].lower in {"a", "an", "the"}
    )
