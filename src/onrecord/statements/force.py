"""What a statement does: denies, asks, demands, promises, warns, or plainly asserts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements.cues import Cue
from onrecord.statements.draft import Draft
from onrecord.values.statement import Force, Mode

# "does not think it is" thinks it is not, and "does not accept it" rejects it; who does not know or say denies nothing.
_DENIED = frozenset(
    "believe think feel suppose expect imagine reckon consider regard agree accept support endorse back acknowledge "
    "admit concede approve recognise recognize".split()
)
# "assured them that the quay would hold" promises; "assured them that it was safe" does not.
_ONLY_FUTURE = frozenset(["assure", "swear"])
_FUTURE = re.compile(r"\b(?:will|would|won['’]t|shall|going to)\b|['’](?:ll|d)\b|^to\b", re.IGNORECASE)
# "offered to help" promises; “Maybe,” she offered, does not.
_NOT_QUOTED = frozenset(["offer", "volunteer"])
_PLAIN = frozenset(["say", "tell", "add"])
# A clause like "she would mend it", by these verbs; states and misfortunes are no promises.
_OWN_ACT = re.compile(
    r"(?:he|she|they|we|i) (?:also |then |personally )?(?:will|would|['’]ll) (?:also |always |personally )?"
    r"(?!(?:not|never|be|have|like|love|prefer|rather|hate|need|want|know|see|think|consider|say|expect|die|lose|win)\b)"
    r"\w",
    re.IGNORECASE,
)
_TO_ACT = re.compile(r"(?:not |never )?to [a-z]")
_MARKS = "\"“”„‟«»＂'‘’ ,"
_COMMAND = re.compile(
    r"(?:please\b|let['’]s\b|let us\b|(?:don['’]t|do not) (?!know|think|believe|care|remember|you\b)\w)", re.IGNORECASE
)
# "could not help saying", "did not hesitate to say": it was said; "nobody said" tells that it was not.
_SAID_ALL_THE_SAME = re.compile(
    r"\b(?:help|hesitate|stop|only|just|merely|simply|mince|shy|fail|forget|tire|resist|but|enough)\b", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:neither|nobody|no one|no-one|none|no)\b", re.IGNORECASE)
_PLEASE = re.compile(r"\bplease[.!]?$", re.IGNORECASE)
_SPEAKER_DOES = re.compile(
    r"(?:and |but |so )?(?:i|we) (?:hereby |again |also |strongly |once again |firmly |categorically )?(\w+)\b",
    re.IGNORECASE,
)
_DONE_BY_SAYING = {
    **dict.fromkeys("urge implore demand beg beseech entreat request".split(), Force.DEMANDS),
    **dict.fromkeys("promise pledge vow swear guarantee".split(), Force.PROMISES),
    **dict.fromkeys("deny reject dispute repudiate refute".split(), Force.DENIES),
    "warn": Force.WARNS,
}
_SENTENCE_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\bM[rs])(?<!\bDr)(?<!\bMrs)[.!?]+(?=\s|$)")


def force_of(draft: Draft, reading: str) -> Force | None:
    """The cue's force; a negated belief denies, a request for an act demands; else what the words themselves do.

    Where the report tells that the words were not said ("never said that", "nobody said"), it is `not said`.

    None and `asserts` both say that it is a plain assertion.
    """
    cue = draft.lexical
    force = cue.force if cue else None
    if draft.negated or _NOBODY.match(draft.source[0].of(reading) if draft.source else ""):
        return _force_of_negated(draft, reading)
    words = [span.of(reading) for span in draft.content]
    quoted = words[0][0] in _MARKS or not draft.cue
    plain = [word.strip(_MARKS) for word in words]
    if cue is not None and cue.verb in _ONLY_FUTURE:
        return force if _FUTURE.search(plain[0]) else Force.ASSERTS
    if cue is not None and force in {None, Force.ASKS} and _asks_for_an_act(draft, cue, reading):
        return Force.DEMANDS
    if force not in {None, Force.ASSERTS} and not (quoted and cue is not None and cue.verb in _NOT_QUOTED):
        return force
    done = _force_of_quoted(plain) if quoted else _force_of_clause(plain, cue)
    return done or (force if force is Force.ASSERTS else None)


def _force_of_negated(draft: Draft, reading: str) -> Force | None:
    """ "does not think it is" denies; "never said it was" tells that nothing was said, "did not deny it" neither."""
    cue = draft.lexical
    if cue is None or not draft.cue:
        return None
    if draft.negated and cue.verb in _DENIED:
        return Force.DENIES
    spoken = cue.mode in {Mode.SAID, Mode.WROTE} and cue.force is not Force.DENIES
    words = " ".join(span.of(reading) for span in draft.cue)
    return Force.UNSAID if spoken and not _SAID_ALL_THE_SAME.search(words) else None


def _asks_for_an_act(draft: Draft, cue: Cue, reading: str) -> bool:
    """ "told them to wait", "asked that the board resign", "growing calls by members for a vote"."""
    content = draft.content[0].start
    if cue.mode is Mode.SAID and _TO_ACT.match(reading, content):
        return True
    if cue.verb not in {"ask", "call"} or not draft.cue or content < draft.cue[-1].end:
        return False
    return reading[draft.cue[-1].start : content].endswith(
        (" for ", " that ", " to ") if cue.verb == "ask" else " for "
    )


def _force_of_clause(words: Sequence[str], cue: Cue | None) -> Force | None:
    """ "said she would mend it", "said no"."""
    if cue is not None and cue.verb in _PLAIN and _OWN_ACT.match(words[0]):
        return Force.PROMISES
    return Force.DENIES if words == ["no"] else None


def _force_of_quoted(words: Sequence[str]) -> Force | None:
    """A question, a command, or an act that is done by saying so: "I promise"."""
    if words[-1].endswith("?") and not words[-1].endswith(".?"):  # ".?" is a damaged closing mark
        return Force.ASKS if _mostly_asks(" ".join(words)) else None
    done = _SPEAKER_DOES.match(words[0])
    if done and done[1].lower() in _DONE_BY_SAYING:
        return _DONE_BY_SAYING[done[1].lower()]
    if _COMMAND.match(words[0]) or any(_PLEASE.search(word) for word in words):
        return Force.DEMANDS
    return Force.DENIES if words[0].lower().rstrip(".!") == "no" and len(words) == 1 else None


def _mostly_asks(words: str) -> bool:
    ends = _SENTENCE_ENDS.findall(words)
    return 2 * sum("?" in end for end in ends) > len(ends)
