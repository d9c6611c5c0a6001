"""What holds for every report."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.run.load_gazetteer import load_gazetteer
from onrecord.run.load_ranking import load_ranking
from onrecord.speakers.chains import Chain
from onrecord.speakers.coreference import find_people
from onrecord.speakers.findings import entity_id
from onrecord.speakers.gazetteer import fold
from onrecord.speakers.lexicon import KINSHIP, SUFFIXES
from onrecord.speakers.mentions import find_mentions
from onrecord.speakers.naming import name_speakers
from onrecord.speakers.words import read_words
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind, Mode
from tests.growth import grows_linearly
from tests.speakers.scenes import report_of

GAZETTEER = load_gazetteer()
RANKING = load_ranking()
# Few words that collide: names that share parts, titles, pronouns, marks that open and close.
PIECES = st.sampled_from(
    'Anna Berg Sven Mr. Dr. he She who they it the The minister Minister Swedish Oslo NATO (NATO) of and , . ’s “ ” " '
    "Council letter officials van der al-Masri O’Brien R-Ohio said \n \n\n 34 percent é US us J. K. Jr.".split(" ")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map(" ".join).filter(lambda text: text.strip() != "")


def _attributions(text: str, cuts: list[int]) -> list[Attribution]:
    places = sorted({cut % len(text) for cut in cuts})
    spans = [Span(a, b) for a, b in pairwise(places)]
    return [
        Attribution(str(k), (span,), (), (span,), Kind.INDIRECT, Mode.SAID, None, None, 1.0, "drawn")
        for k, span in enumerate(spans)
    ]


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.integers(0, 10_000), min_size=2, max_size=8))
def test_any_sources_get_speakers_with_reasons_and_the_same_ones_again(text: str, cuts: list[int]) -> None:
    report, attributions = report_of(text), _attributions(text, cuts)
    speakers = name_speakers(report, attributions, GAZETTEER)
    assert speakers == name_speakers(report, attributions[::-1], GAZETTEER)
    for speaker in speakers.values():
        assert speaker.name
        assert speaker.because
        assert speaker.type is not SpeakerType.UNKNOWN or speaker.entity is None


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_mention_is_the_words_at_its_place(text: str) -> None:
    report = report_of(text)
    lines = read_words(report.reading, report.paragraphs, ())
    for word in (word for line in lines for word in line.words):
        assert text[word.start : word.end] == word.text
    for mention in find_mentions(lines, GAZETTEER):
        assert text[mention.start : mention.end].startswith(mention.name[0])
        assert text[mention.start : mention.end].endswith(mention.name[-1].rstrip("."))
        assert mention.outer <= mention.start < mention.end


@given(st.text())
def test_folding_twice_is_folding_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@given(st.text(min_size=1), st.sampled_from(SpeakerType))
def test_an_id_depends_on_name_and_type_alone(name: str, type_: SpeakerType) -> None:
    assert entity_id(name, type_) == entity_id(f" {name.upper().lower()} ", type_) or name.upper().lower() != name
    assert len(entity_id(name, type_)) == 16


def test_no_person_out_of_thin_air() -> None:
    text = "It rained in the town. He left."
    span = Span(text.index("He"), text.index("He") + 2)
    one = Attribution("1", (Span(0, 5),), (), (span,), Kind.INDIRECT, Mode.SAID, None, None, 1.0, "made")
    assert name_speakers(report_of(text), [one], GAZETTEER)["1"].name == "He"


@given(st.data())
def test_what_a_chain_sums_up_is_what_its_mentions_say(data: st.DataObject) -> None:
    line = "Anna Berg Jr. met Mrs. Anna Berg. Mr. Berg, a brother, came. Mayor Berg left. Berg said so."
    all_ = find_mentions(read_words(line, (Span(0, len(line)),), ()), GAZETTEER)
    mentions = data.draw(st.lists(st.sampled_from(all_), unique=True))
    place = data.draw(st.integers(0, len(line)))
    chain = Chain(mentions)
    full = sorted((m for m in mentions if len(m.key) > 1), key=lambda m: m.start)
    before = [m for m in full if m.start < place]
    assert chain.genders == {m.about.gender for m in mentions} - {None}
    assert chain.full_genders == {m.about.gender for m in full} - {None}
    assert chain.genders_before(place) == {m.about.gender for m in before} - {None}
    assert chain.full_before(place) == ((before[-1].start, before[-1].paragraph) if before else None)
    assert chain.is_junior == (bool(full) and all(m.key[-1] in SUFFIXES for m in full))
    assert chain.is_kin == any(m.about.words & KINSHIP for m in mentions)
    assert chain.first_short == min((m.start for m in mentions if len(m.key) == 1), default=None)
    assert chain.offices == {office for m in mentions for office in m.about.families}


@pytest.mark.parametrize("unit", ["Mr. Berg left. ", "Berg left. Sven Berg came. ", "Norvik met Sven Norvik. "])
def test_time_grows_with_the_names_alone(unit: str) -> None:
    def chain(times: int) -> None:
        text = f"Mrs. Anna Berg came. {unit * times}"
        mentions = find_mentions(read_words(text, (Span(0, len(text)),), ()), GAZETTEER)
        find_people(mentions, [Span(m.start, m.end) for m in mentions])

    assert grows_linearly(chain, 3000)


def test_a_gazetteer_travels_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(GAZETTEER)) == GAZETTEER


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Swedish Foreign Minister Tomas Hellgren met Anna Berg of NATO in Oslo. He said so to its officials.\n", "He"),
        ("It was late in the day, Anna Berg said.\n", "Anna Berg"),  # one speaker again and again, without an office
        ("Anna Berg met Sven. It was late, the keeper said.\n", "the keeper"),  # nobody of whom it is told
        ("Anna Berg met Sven Lund and he said it was late and ", "he"),  # no sentence ends
    ],
)
def test_time_grows_with_the_text_alone(line: str, source: str) -> None:
    def name(times: int) -> None:
        at = line.index(source)
        spans = [Span(k * len(line) + at, k * len(line) + at + len(source)) for k in range(times)]
        made = [
            Attribution(str(k), (Span(s.start, s.end),), (), (s,), Kind.INDIRECT, Mode.SAID, None, None, 1.0, "made")
            for k, s in enumerate(spans)
        ]
        name_speakers(report_of(line * times), made, GAZETTEER, RANKING)

    name(10)
    assert grows_linearly(name, 800)
