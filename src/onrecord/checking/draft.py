"""A draft held against the record: what it quotes, what came of each quotation, and whether it may go to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.checking.verdict import Check
from onrecord.errors import WrongOption
from onrecord.values.alike import Alike, DraftCopy
from onrecord.values.searched import Searched
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord
from onrecord.values.verdict import Certainty, DateVerdict, SpeakerVerdict, Verdict


class DraftKind(StrEnum):
    """What a place of the draft is."""

    QUOTATION = "quotation"  # of somebody whom the draft names
    PARAPHRASE = "paraphrase"  # what somebody said, in the draft's own words
    UNATTRIBUTED = "unattributed"  # in quotation marks, and the draft does not say whose words these are
    MARK = "mark"  # a quotation mark without its partner


class Outcome(StrEnum):
    """What came of one place of the draft, the worst first."""

    ALTERED = "altered"
    OTHER_SPEAKER = "other speaker"
    SPLICED = "spliced"
    NOT_ON_RECORD = "not on record"
    PARAPHRASED = "paraphrased"
    NOT_CHECKED = "not checked"
    OTHER_DATE = "other date"
    IN_DOUBT = "in doubt"
    ONLY_IN_A_COPY = "only in a copy"
    NOBODY_NAMED = "nobody named"
    CUT = "cut"
    TOO_SHORT = "too short"
    NOT_ATTRIBUTED = "not attributed"
    NOTHING_LIKE_IT = "nothing like it"
    IN_THESE_OR_OTHER_WORDS = "in these or other words"
    CONFIRMED = "confirmed"


MEANING = {
    Outcome.ALTERED: "on record with other words",
    Outcome.OTHER_SPEAKER: "on record as somebody else's words",
    Outcome.SPLICED: "joined from separate statements or distant passages",
    Outcome.NOT_ON_RECORD: "nothing on record has these words; that does not say that they were never said",
    Outcome.PARAPHRASED: "on record only as a report's own words, not as a quotation",
    Outcome.NOT_CHECKED: "could not be checked, so it counts as not confirmed",
    Outcome.OTHER_DATE: "on record, but of another day",
    Outcome.IN_DOUBT: "the words are on record; what is told of them needs a look",
    Outcome.ONLY_IN_A_COPY: "on record only in a copy of this draft, which cannot confirm itself",
    Outcome.NOBODY_NAMED: "on record, but the record names nobody for these words",
    Outcome.CUT: "all words are on record in this order, with others left out between them",
    Outcome.TOO_SHORT: "the words are on record, but too few or too common to tell whose they are",
    Outcome.NOT_ATTRIBUTED: "the draft does not say whose words these are: not checked against a speaker",
    Outcome.NOTHING_LIKE_IT: "a paraphrase; no statement on record has most of its words; one may tell it in others",
    Outcome.IN_THESE_OR_OTHER_WORDS: "a paraphrase; on record in these or other words, which only a person can judge",
    Outcome.CONFIRMED: "the same words of the same speaker are on record",
}
WORST_FIRST = tuple(Outcome)
# What a newsroom may decide to live with. An altered quotation, or one in another's mouth, is none of this.
MAY_BE_ALLOWED = frozenset(Outcome) - {
    *(Outcome.ALTERED, Outcome.OTHER_SPEAKER, Outcome.SPLICED, Outcome.NOT_CHECKED),
    *(Outcome.NOTHING_LIKE_IT, Outcome.IN_THESE_OR_OTHER_WORDS, Outcome.CONFIRMED),
}
_OF_WORDS = {
    Verdict.ALTERED: Outcome.ALTERED,
    Verdict.SPLICED: Outcome.SPLICED,
    Verdict.PARAPHRASED: Outcome.PARAPHRASED,
    Verdict.CUT: Outcome.CUT,
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place of the draft that is to be checked.

    spans: of the draft's text, marks included; empty for what a web page has outside of its article. parts: the words;
    several where the draft interrupts them between two sentences, so that they may stand apart on record.
    speaker, date: as the draft has them, date as EDTF. damage: why nobody can tell where the quotation ends.
    is_denied: does the draft tell that these words were denied, or not said?
    """

    kind: DraftKind
    spans: tuple[Span, ...]
    parts: tuple[str, ...]
    speaker: str | None = None
    date: str | None = None
    statement: str | None = None
    damage: str | None = None
    is_denied: bool = False

    @property
    def words(self) -> str:
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a place. failings: all that keep it from being confirmed, the worst first.

    check: None where there is none: of a paraphrase, and where `why` says what was in the way. alike: statements that a
    paraphrase may tell, by their words; proposals, no verdict.
    """

    quoted: Quoted
    failings: tuple[Outcome, ...]
    why: tuple[str, ...] = ()
    check: Check | None = None
    alike: tuple[Alike, ...] = ()

    @property
    def outcome(self) -> Outcome:
        if self.failings:
            return self.failings[0]
        is_paraphrase = self.quoted.kind is DraftKind.PARAPHRASE
        return Outcome.IN_THESE_OR_OTHER_WORDS if is_paraphrase else Outcome.CONFIRMED


@dataclass(frozen=True, slots=True)
class Terms:
    """What lets a draft pass. allowed: failings that do not keep it back. paraphrases: must they be found, too?"""

    allowed: frozenset[Outcome] = frozenset()
    paraphrases: bool = False


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """A draft and all that came of it. checked: in the order of the draft. notes: on the whole, in words.

    record: the file that was asked. left: places that were not even looked at, because there are too many.
    """

    draft: ReportRecord
    record: str
    checked: tuple[Checked, ...]
    searched: Searched
    copies: tuple[DraftCopy, ...]
    notes: tuple[str, ...]
    terms: Terms
    left: int = 0

    @property
    def passes(self) -> bool:
        """Is every quotation confirmed, or what is wrong with it allowed?"""
        return not self.left and not any(self.holds_back(one) for one in self.checked)

    @property
    def exit(self) -> int:
        return 0 if self.passes else 1

    @property
    def worst_first(self) -> tuple[Checked, ...]:
        return tuple(sorted(self.checked, key=lambda one: WORST_FIRST.index(one.outcome)))

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many places came to what, the worst first."""
        counted = Counter(one.outcome for one in self.checked)
        return {outcome: counted[outcome] for outcome in WORST_FIRST if counted[outcome]}

    @property
    def quotations(self) -> tuple[Checked, ...]:
        """All places but paraphrases: whatever stands in quotation marks."""
        return tuple(one for one in self.checked if one.quoted.kind is not DraftKind.PARAPHRASE)

    def holds_back(self, one: Checked) -> bool:
        """Does this place keep the draft from passing?"""
        if one.quoted.kind is DraftKind.PARAPHRASE:
            return self.terms.paraphrases and bool(one.failings)
        return not self.terms.allowed.issuperset(one.failings)


def allowed(names: Iterable[str]) -> frozenset[Outcome]:
    """Outcomes by their names, "too-short" or "too short". Raises WrongOption for what cannot be allowed."""
    found = set()
    for name in names:
        asked = name.strip().casefold().replace("-", " ")
        if asked not in {one.value for one in MAY_BE_ALLOWED}:
            known = ", ".join(sorted(one.value.replace(" ", "-") for one in MAY_BE_ALLOWED))
            raise WrongOption(f"{name.strip()!r} cannot be allowed", remedy=f"what can be: {known}")
        found.add(Outcome(asked))
    return frozenset(found)


def failings_of(quoted: Quoted, check: Check) -> tuple[Outcome, ...]:
    """All that keeps a quotation from being confirmed, the worst first."""
    found = set(_of_answer(quoted, check))
    if quoted.damage:
        found.add(Outcome.NOT_CHECKED)
    return in_order(found)


def _of_answer(quoted: Quoted, check: Check) -> list[Outcome]:
    if check.verdict is Verdict.NOT_ON_RECORD:
        is_label = quoted.speaker is None and check.certainty is not Certainty.ENOUGH
        return [Outcome.NOT_ATTRIBUTED if is_label else Outcome.NOT_ON_RECORD]
    found = [_OF_WORDS[check.verdict]] if check.verdict in _OF_WORDS else []
    if check.speaker_verdict is SpeakerVerdict.OTHER:
        found.append(Outcome.OTHER_SPEAKER)
    if check.speaker_verdict is SpeakerVerdict.NOT_NAMED:
        found.append(Outcome.NOBODY_NAMED)
    if check.date_verdict is DateVerdict.OTHER:
        found.append(Outcome.OTHER_DATE)
    if quoted.speaker is None:
        found.append(Outcome.NOT_ATTRIBUTED)
    if check.certainty is not Certainty.ENOUGH:
        found.append(Outcome.TOO_SHORT)
    if check.notes or check.question.claim.is_disguised or check.date_verdict is DateVerdict.POSSIBLE:
        found.append(Outcome.IN_DOUBT)
    return found


def in_order(outcomes: Collection[Outcome]) -> tuple[Outcome, ...]:
    return tuple(one for one in WORST_FIRST if one in outcomes)


def milder(one: Sequence[Outcome], other: Sequence[Outcome]) -> bool:
    """Is the first the milder of two lists of failings?"""
    ranks = [[WORST_FIRST.index(outcome) for outcome in failings] for failings in (one, other)]
    return (ranks[0] or [len(WORST_FIRST)]) > (ranks[1] or [len(WORST_FIRST)])
