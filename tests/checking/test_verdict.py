"""Words held against statements: the verdict, what is different, whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.checking.claim import read_claim
from onrecord.checking.verdict import Candidates, Check, Question, judge
from onrecord.comparing.tokens import tokens_of
from onrecord.run.load_lookalikes import load_lookalikes
from onrecord.run.load_words import load_words
from onrecord.values.carrier import Carrier
from onrecord.values.searched import Searched
from onrecord.values.verdict import Verdict

SEARCHED = Searched(2, 1, 0, (), None, None)
FILLER = " ".join(f"Lamp {at} burns low at pier number {at} of the quay." for at in range(40))  # 400 words
SPEECH = (
    "We have counted the lamps of the outer harbour twice this winter. We will not close the ferry yard, whatever the "
    "council of Tarsholt may say about it. Some keepers left, but most of them must come back before the storms. "
    "Will anybody pay the keepers of the old bridge for their work? It took 12 ships, and in the end the Velmara fleet "
    f"sailed home. {FILLER} The ferry belongs to the people of the islands, and it will stay with them for good."
)


def carrier(words: str = SPEECH, **fields: object) -> Carrier:
    plain = Carrier(
        "s1", "r1", 1, words, ((0, len(words)),), 99, "Ysolde Marrin", 1, "direct", "said", None,
        is_nested=False, is_primary=True, said_on="2031-05-03", days=(("2031-05-03", "2031-05-03"),),
        occasion="Opening of the yard", place="Kordava", outlet=None, title=None, url=None, published="2031-05-03",
        others=0, reports=1, independent=1,
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


def check(words: str, *carriers: Carrier, **asked: object) -> Check:
    claim = read_claim(words, load_lookalikes())
    given = carriers or (carrier(),)
    question = Question(claim, **asked)  # type: ignore[arg-type]
    return judge(question, tokens_of(claim.words), Candidates(given, 9, 0, SEARCHED), load_words())


def differences(found: Check) -> list[tuple[str, ...]]:
    changes = found.evidence[0].changes
    return [(one.effect.value, one.old, one.new) for one in changes if one.effect.value != "written otherwise"]


@pytest.mark.parametrize(
    "words",
    [
        "We will not close the ferry yard, whatever the council of Tarsholt may say about it.",
        "“WE WON'T CLOSE THE FERRY-YARD — WHATEVER THE COUNCIL OF TARSHOLT MAY SAY ABOUT IT”",
        "we will not close the ferry yard",
        "It took twelve ships, and in the end the Velmara fleet sailed home",
        "We have counted the lamps of the outer harbor [of Kordava] twice this winter …",
        "Some keepers left, but most of them must come back before the storms. Will anybody pay the keepers",
    ],
)
def test_verbatim(words: str) -> None:
    assert check(words).verdict == "verbatim"


@pytest.mark.parametrize(
    ("words", "record", "asked", "kind"),
    [
        ("We will close the ferry yard, whatever the council of Tarsholt may say about it.", "not", "", "negation"),
        ("We have not counted the lamps of the outer harbour twice this winter.", "", "not", "negation"),
        ("It took 15 ships, and in the end the Velmara fleet sailed home.", "12", "15", "number"),
        ("We will not close the ferry yard, whatever the council of Ilvany may say", "Tarsholt", "Ilvany", "name"),
        ("Some keepers left, but most of them may come back before the storms.", "must", "may", "modality"),
        ("All keepers left, but most of them must come back before the storms.", "Some", "All", "quantity"),
        ("Some keepers leave, but most of them must come back before the storms.", "left", "leave", "tense"),
        ("We have counted the ropes of the outer harbour twice this winter.", "lamps", "ropes", "words"),
        ("Some keepers left, but of them must come back before the storms.", "most", "", "quantity"),
    ],
)
def test_altered_and_by_what(words: str, record: str, asked: str, kind: str) -> None:
    found = check(words)
    assert found.verdict == "altered"
    (change,) = [one for one in found.evidence[0].changes if one.alters]
    assert (change.old, change.new, change.kinds[0].value) == (record, asked, kind)
    assert change.can_change_meaning


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        ("We have counted the lamps twice this winter.", "of the outer harbour"),
        (
            "We will not close the ferry yard … Some keepers left",
            ", whatever the council of Tarsholt may say about it.",
        ),
        (
            "We have counted the lamps of the outer harbour twice this winter. Some keepers left, but most of them",
            "We will not close the ferry yard, whatever the council of Tarsholt may say about it.",
        ),
    ],
)
def test_cut(words: str, left_out: str) -> None:
    found = check(words)
    assert found.verdict == "cut"
    assert differences(found)[0][:2] == ("left out", left_out)


def test_passages_far_apart_are_spliced() -> None:
    found = check("We have counted the lamps of the outer harbour, and it will stay with them for good.")
    assert found.verdict == "spliced"
    assert len(found.evidence[0].passages) == 2


def test_statements_joined_are_spliced_and_each_is_shown() -> None:
    one, other = (
        carrier("We have counted the lamps of the outer harbour.", statement="s1", number=1),
        carrier("Nobody will close the ferry yard before spring.", statement="s2", number=2, speaker="Bram Ossery"),
    )
    found = check(
        "Nobody will close the ferry yard before spring. We have counted the lamps of the outer harbour.", one, other
    )
    assert found.verdict == "spliced"
    assert [one.carrier.statement for one in found.evidence] == ["s2", "s1"]
    assert found.notes[0] == "the words are of 2 speakers: Bram Ossery, Ysolde Marrin"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "We have counted the lamps of the outer harbour twice this winter, and I swear each of them will be sold.",
            ["We have counted the lamps of the outer harbour twice this winter"],
        ),
        (
            "Nobody wants to hear it, but we will not close the ferry yard. Mark my words. "
            "It took 12 ships, and in the end the Velmara fleet went down with all hands.",
            ["we will not close the ferry yard", "It took 12 ships, and in the end the Velmara fleet"],
        ),
        ("I will say it again: most of them must come home, whatever it costs any of us.", []),  # a turn of phrase
    ],
)
def test_of_words_that_are_not_on_record_the_part_that_is_is_shown(words: str, parts: list[str]) -> None:
    found = check(words)
    assert (found.verdict, found.evidence) == ("not on record", ())
    assert [one.asked_of(words) for one in found.partly] == parts
    counted = sum(len(tokens_of(part)) for part in parts)
    told = f"{counted} of its {len(tokens_of(words))} words are on record, but not with the rest"
    assert found.notes[:1] == ((told,) if parts else ())


def test_a_part_ends_where_words_do() -> None:
    record = carrier("The ferry yard and the lamps of the old harbour can't pay for themselves.")
    words = (
        "The ferry yard and the lamps of the old harbour can be sold, and every last keeper knows it full well by now."
    )
    assert check(words, record).partly[0].asked_of(words) == "The ferry yard and the lamps of the old harbour"


def test_a_part_of_what_was_said_comes_with_what_must_be_known_of_it() -> None:
    denied = carrier("We will close the ferry yard before the storms.", force="not said")
    found = check("We will close the ferry yard before the storms, for the Velmara lamps cost us too dear.", denied)
    assert found.notes[1:] == ("the report tells that these words were not said",)


def test_the_part_is_shown_of_the_one_who_is_asked_for() -> None:
    other = carrier("We will not close the ferry yard.", statement="s2", number=2, speaker_number=2)
    words = "We will not close the ferry yard, whatever the gulls of the eastern shore and their lawyers make of that."
    assert check(words, carrier(), other, speakers=frozenset((2,))).partly[0].carrier.statement == "s2"
    assert check(words, carrier(), other).partly[0].carrier.statement == "s1"


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("It took 12 ships. We will not close the yard.", "We will not close the yard. It took 12 ships."),
        ("The old yard stays open. Not this year.", "Not this year. The old yard stays open. It is late."),
        (
            "I have said so before. A lamp belongs to nobody. We will not close the yard.",
            "A lamp belongs to nobody. We will not close the yard. I have said so before.",
        ),
    ],
)
def test_short_sentences_in_another_order_are_spliced(words: str, record: str) -> None:
    found = check(words, carrier(record))
    assert (found.verdict, differences(found)) == ("spliced", [])


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("It took 12 ships. We will not close the yard. It took 12 ships.", "altered"),  # said once, asked twice
        ("It took 12 ships. We will now close the yard.", "altered"),
        ("The lamp is lit. It took 12 ships.", "cut"),
    ],
)
def test_other_sentences_are_not_the_same_in_another_order(words: str, verdict: str) -> None:
    record = "The lamp is lit. It was late. It took 12 ships. We will not close the yard."
    assert check(words, carrier(record)).verdict == verdict


@pytest.mark.parametrize(
    "words",
    [
        "The moon over the delta is made of cheese and copper.",
        "I think that we are going to be fine with them.",
        "the lamps will say it",
        "most of the people of the winter",
        "They opposed every single one of the keepers. Every single lamp.",
        "I don't think that that's the harbour.",
    ],
)
def test_not_on_record_tells_what_was_searched_and_never_false(words: str) -> None:
    found = check(words)
    assert (found.verdict, found.evidence, found.searched) == ("not on record", (), SEARCHED)


@pytest.mark.parametrize(
    ("kind", "words", "verdict"),
    [
        ("indirect", "the old ferry yard would never be closed to the keepers", "paraphrased"),
        ("mixed", "the yard is “open to all the keepers of the outer islands” for now", "verbatim"),
    ],
)
def test_a_reporters_own_words_are_no_quotation(kind: str, words: str, verdict: str) -> None:
    asked = "the old ferry yard would never be closed to the keepers"
    asked = asked if kind == "indirect" else "open to all the keepers of the outer islands"
    assert check(asked, carrier(words, kind=kind, is_primary=False)).verdict == verdict
    outside = check("the yard is open to all the keepers of the outer islands for now", carrier(words, kind=kind))
    assert outside.verdict in ("paraphrased", "not on record")


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        (frozenset((1,)), "match"),
        (frozenset((2,)), "other speaker"),
        (frozenset(), "other speaker"),
        (None, "not asked"),
    ],
)
def test_whose_words(numbers: frozenset[int] | None, verdict: str) -> None:
    found = check("We will not close the ferry yard, whatever the council", speaker="Marrin", speakers=numbers)
    assert (found.verdict, found.speaker_verdict) == ("verbatim", verdict)


def test_nobody_named_is_no_match() -> None:
    nameless = carrier(speaker=None, speaker_number=None)
    found = check("We will not close the ferry yard, whatever the council", nameless, speakers=frozenset((1,)))
    assert found.speaker_verdict == "nobody named"


def test_the_one_asked_for_comes_first() -> None:
    other = carrier("We will not close the yard.", statement="s2", number=2, speaker="Bram Ossery", speaker_number=2)
    words = "We will not close the yard."
    assert check(words, carrier(words), other, speakers=frozenset((2,))).evidence[0].carrier.statement == "s2"


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        (("2031-05-03", "2031-05-03"), "match"),
        (("2031-01-01", "2031-12-31"), "match"),
        (("2030-01-01", "2030-12-31"), "other date"),
        (None, "not asked"),
    ],
)
def test_when(days: tuple[str, str] | None, verdict: str) -> None:
    assert check("We will not close the ferry yard, whatever the council", days=days).date_verdict == verdict


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("anybody pay the keepers of the old bridge for their work", "said, but as a question"),
        ("keepers left", "what stands before it may turn it round: “Some …”"),
        (
            "Some keepers left",
            "it goes on, and that may turn it round: “… , but most of them must come back before the storms.”",
        ),
        ("close the ferry yard", "what stands before it may turn it round: “We will not …”"),
    ],
)  # fmt: skip
def test_what_a_reader_must_know_besides(words: str, note: str) -> None:
    found = check(words)
    assert found.verdict == "verbatim"
    assert note in found.notes


@pytest.mark.parametrize(
    ("turn", "marked_as"),
    [
        ("Thank you all.\nAUDIENCE: Open the old yard again for us!\nWe will.", "AUDIENCE"),
        ("Thank you all.\nMARRIN: Open the old yard again for us!", None),
        ("Remember: Open the old yard again for us!", None),
    ],
)
def test_another_voice_in_the_turn(turn: str, marked_as: str | None) -> None:
    found = check("Open the old yard again for us", carrier(turn), speakers=frozenset((1,)))
    assert found.evidence[0].voice == marked_as
    assert found.speaker_verdict == ("other speaker" if marked_as else "match")


@pytest.mark.parametrize(
    ("turn", "named"),
    [
        ("Who said it? OSSERY: Open the old yard again for us! Thank you.", "OSSERY"),
        ("OSSERY: No. MARRIN: Open the old yard again for us! Thank you.", None),
        ("He said it. He had one wish: Open the old yard again for us!", None),
        ("I read it out. QUOTE: Open the old yard again for us!", None),
    ],
)
def test_a_voice_that_is_marked_in_the_middle_of_a_line_is_told(turn: str, named: str | None) -> None:
    found = check("Open the old yard again for us", carrier(turn), speakers=frozenset((1,)))
    told = [note for note in found.notes if "stands before these words" in note]
    assert found.speaker_verdict == "match"
    assert told == (
        [f"“{named}:” stands before these words, in the turn of Ysolde Marrin: they may be of that voice"] * bool(named)
    )


def test_quoting_somebody_else() -> None:
    turn = "My father told me: “Never leave the yard before the lamps are lit.” And he was right."
    assert any(
        "quoting somebody else" in note
        for note in check("leave the yard before the lamps are lit", carrier(turn)).notes
    )


@pytest.mark.parametrize(
    ("words", "carriers", "certainty"),
    [
        ("We will not close the ferry yard, whatever the council", 1, "enough"),
        ("close the ferry yard", 1, "too short"),
        ("close the ferry yard", 3, "too common"),
        ("We will not", 1, "too common"),
    ],
)
def test_too_short_to_tell(words: str, carriers: int, certainty: str) -> None:
    given = [carrier(statement=f"s{at}", number=at) for at in range(carriers)]
    assert check(words, *given).certainty == certainty


@pytest.mark.parametrize(
    ("record", "asked"),
    [
        ("Some 20 percent of the keepers and pilots left.", "some 20% of the keepers & pilots left"),
        ("Some 20% of the keepers left us in May.", "Some 20 per cent of the keepers left us in May"),
        (
            "It's gonna be a cold winter for all of the keepers.",
            "It is going to be a cold winter for all of the keepers",
        ),
        (
            "Okay, I'd say the keepers of all islands must be paid.",
            "OK, I would say the keepers of all islands must be paid",
        ),
    ],
)
def test_signs_and_spoken_forms_are_the_same_words(record: str, asked: str) -> None:
    assert check(asked, carrier(record)).verdict == "verbatim"


def test_applause_is_no_gap_and_a_false_start_no_change() -> None:
    turn = "We will build the bridge. (APPLAUSE) We will, we will build it in the spring of the year. [crosstalk] Good."
    assert (
        check("We will build the bridge. We will, we will build it in the spring", carrier(turn)).verdict == "verbatim"
    )
    assert check("We will build it in the spring of the year. Good.", carrier(turn)).verdict == "verbatim"


def printed(words: str, **fields: object) -> Carrier:
    told: dict[str, object] = {"statement": "s2", "report": "r2", "number": 2, "is_primary": False, "outlet": "VELNA"}
    return carrier(words, **(told | fields))


def test_a_transcript_outranks_a_report_that_prints_the_words_otherwise() -> None:
    words = "We will close the ferry yard, whatever the council of Tarsholt may say about it."
    found = check(words, carrier(runs=9), printed(f"“{words}”", runs=14))
    assert found.verdict is Verdict.ALTERED
    assert differences(found) == [("left out", "not", "")]
    assert [one.carrier.statement for one in found.evidence] == ["s1", "s2"]
    assert found.notes == ("VELNA prints these very words; the transcript of that speaker and day has others",)


@pytest.mark.parametrize(
    "fields",
    [
        {"speaker": "Bram Ossery", "speaker_number": 2},
        {"said_on": "2031-06-01", "days": (("2031-06-01", "2031-06-01"),)},
        {"said_on": "2031-05", "days": (("2031-05-01", "2031-05-31"),)},
        {"said_on": None, "days": ()},
        {"place": "Perrasol"},
    ],
)
def test_but_not_one_of_somebody_else_or_of_another_day(fields: dict[str, object]) -> None:
    words = "We will close the ferry yard, whatever the council of Tarsholt may say about it."
    found = check(words, carrier(runs=9), printed(f"“{words}”", runs=14, **fields))
    assert (found.verdict, found.evidence[0].carrier.statement) == (Verdict.VERBATIM, "s2")


def test_a_report_that_prints_what_the_transcript_has_is_no_matter() -> None:
    words = "We will not close the ferry yard, whatever the council of Tarsholt may say about it."
    found = check(words, carrier(runs=14), printed(f"“{words}”", runs=14))
    assert (found.verdict, found.evidence[0].carrier.statement, found.notes) == (Verdict.VERBATIM, "s1", ())
