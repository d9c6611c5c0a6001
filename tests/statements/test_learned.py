"""The learned extractor and the rules together; the extractor is played by a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from onrecord.inference.decode import Found
from onrecord.inference.features import Hint, Marks
from onrecord.inference.resolve import Read
from onrecord.statements.find_attributions import find_attributions
from onrecord.statements.learned import is_speech
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Force, Kind, Mode
from tests.statements.reading import cues, report_of


@dataclass(frozen=True)
class Played:
    """Answers with what the test says, given as words of the text: (source, cue, content, probability, inside)."""

    text: str
    answers: Sequence[tuple[str, str, str, float, int | None]]

    def read(
        self,
        report: object,
        quotations: Sequence[Marks],
        hints: Sequence[Hint],
        is_speech: Callable[[tuple[Span, ...]], bool],
    ) -> list[Read]:
        return [
            Read(Found(self._spans(source), self._spans(cue), self._spans(content), 0, ()), probability, inside)
            for source, cue, content, probability, inside in self.answers
        ]

    def _spans(self, words: str) -> tuple[Span, ...]:
        if not words:
            return ()
        at = [self.text.index(part) for part in words.split(" … ")]
        return tuple(Span(a, a + len(part)) for a, part in zip(at, words.split(" … "), strict=True))


def read(text: str, *answers: tuple[str, str, str, float, int | None]) -> tuple[Attribution, ...]:
    return find_attributions(report_of(text), cues(), Played(text, answers))  # type: ignore[arg-type]


def words(text: str, one: Attribution) -> str:
    return " … ".join(span.of(text) for span in one.content)


def test_the_extractor_has_the_last_word_on_a_cue() -> None:
    text = "Lethe said it would rain and snow."
    (one,) = read(text, ("Lethe", "said", "it would rain", 0.83, None))
    assert words(text, one) == "it would rain"
    assert one.confidence == 0.83
    assert one.because == "read by the network"


def test_what_only_the_rules_found_at_a_cue_is_left_out() -> None:
    assert read("Lethe said it would rain.") == ()


def test_a_quotation_without_a_cue_stays_with_the_rules() -> None:
    text = "Rain fell on Corth for days.\n\n“Nobody had ever seen so much of it.”"
    assert [words(text, one) for one in read(text)] == ["“Nobody had ever seen so much of it.”"]


def test_what_goes_on_in_the_next_paragraph_is_added() -> None:
    text = "“The lamp is lit,” Lethe said.\n\n“It will not go out again.”"
    (one,) = read(text, ("Lethe", "said", "“The lamp is lit,”", 0.9, None))
    assert words(text, one) == "“The lamp is lit,” … “It will not go out again.”"


def test_but_not_when_the_extractor_gives_it_to_another() -> None:
    text = "“The lamp is lit,” Lethe said.\n\n“It will not go out again.” So wrote Marr."
    found = read(
        text,
        ("Lethe", "said", "“The lamp is lit,”", 0.9, None),
        ("Marr", "wrote", "“It will not go out again.”", 0.8, None),
    )
    assert [words(text, one) for one in found] == ["“The lamp is lit,”", "“It will not go out again.”"]


def test_one_inside_another_is_nested_in_it() -> None:
    text = "Lethe said that Marr had told the board the lamp was lit."
    outer, inner = read(
        text,
        ("Lethe", "said", "Marr had told the board the lamp was lit", 0.9, None),
        ("Marr", "told", "the lamp was lit", 0.7, 0),
    )
    assert inner.nested_in == outer.id
    assert outer.nested_in is None


def test_whoever_is_quoted_as_saying_says_it() -> None:
    said = "the minister, Runa Hask, as saying on Monday that the lamp was lit"
    text = f"Lethe quoted {said}."
    outer, inner = read(text, ("Lethe", "quoted", said, 0.9, None))
    assert words(text, inner) == "the lamp was lit"
    assert inner.source[0].of(text) == "the minister, Runa Hask"
    assert inner.nested_in == outer.id


@pytest.mark.parametrize(
    ("text", "answer", "kind", "mode", "force"),
    [
        ("Lethe said the lamp was lit.", ("Lethe", "said", "the lamp was lit"), Kind.INDIRECT, Mode.SAID, None),
        ("Lethe has said the lamp was lit.", ("Lethe", "has said", "the lamp was lit"), Kind.INDIRECT, Mode.SAID, None),
        ("“It is lit,” wrote Lethe.", ("Lethe", "wrote", "“It is lit,”"), Kind.DIRECT, Mode.WROTE, None),
        ("Lethe believes it “is lit” now.", ("Lethe", "believes", "it “is lit” now"), Kind.MIXED, Mode.THOUGHT, None),
        ("Lethe denied it was lit.", ("Lethe", "denied", "it was lit"), Kind.INDIRECT, Mode.SAID, Force.DENIES),
    ],
)
def test_kind_mode_and_force_come_from_the_words(
    text: str, answer: tuple[str, str, str], kind: Kind, mode: Mode, force: Force | None
) -> None:
    (one,) = read(text, (*answer, 0.8, None))
    assert (one.kind, one.mode, one.force) == (kind, mode, force)


@pytest.mark.parametrize(
    ("text", "cue", "speech"),
    [
        ("Lethe said so.", "said", True),
        ("Lethe has also said so.", "has also said", True),
        ("According to Lethe, so.", "According to", True),
        ("Lethe: So it is.", ":", True),
        ("Lethe believes so.", "believes", False),
        ("Lethe backed it.", "backed", False),
        ("Lethe frobnicated it.", "frobnicated", False),
    ],
)
def test_a_cue_is_one_of_speech(text: str, cue: str, speech: bool) -> None:
    at = text.index(cue)
    assert is_speech(report_of(text), (Span(at, at + len(cue)),), cues()) is speech


def test_what_is_reported_inside_two_is_once_on_record_inside_the_inner_one() -> None:
    told = "Marr “said he was glad to see it. Hask then said the lamp was lit. It was late.”"
    text = f"Lethe writes that {told}"
    outer, inner, innermost = read(text, ("Lethe", "writes", told, 0.9, None))
    assert (words(text, inner), words(text, innermost)) == (told.removeprefix("Marr "), "the lamp was lit")
    assert (outer.nested_in, inner.nested_in, innermost.nested_in) == (None, outer.id, inner.id)
