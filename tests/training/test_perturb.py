"""Perturbations: what each changes, and that the gold goes with it."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.values.span import Span
from onrecord_training.article import Article, GoldAttribution, article_from_row, article_to_row
from onrecord_training.names import cultures
from onrecord_training.people import find_people
from onrecord_training.perturb import PERTURBATIONS, perturbed
from tests.growth import grows_linearly
from tests.marked import marked

CHANCE = 7


def article(source: str, title: str | None = None) -> Article:
    """An article from a text with its gold in braces."""
    text, found = marked(source)
    gold = [
        GoldAttribution(*(tuple(Span(*place) for place in part) for part in (one.source, one.cue, one.content)))
        for one in found.values()
    ]
    return Article("one", text, title, tuple(gold))


def words(one: Article) -> list[tuple[list[str], ...]]:
    """Source, cue and content of each attribution as words."""
    return [
        tuple([span.of(one.text) for span in part] for part in (gold.source, gold.cue, gold.content))
        for gold in one.attributions
    ]


# Each row: the perturbation, the report before, the report after with the same gold.
ROWS = [
    (
        "straight marks",
        "{content “It’s ‘late’,”} {source she} {cue said}.",
        "{content \"It's 'late',\"} {source she} {cue said}.",
    ),
    (
        "curly marks",
        "{content \"It's 'late',\"} {source she} {cue said}.",
        "{content “It’s ‘late’,”} {source she} {cue said}.",
    ),
    (
        "curly marks",
        "The 6\" pipe. {content ''Go,''} {source he} {cue said}.",
        'The 6" pipe. {content “Go,”} {source he} {cue said}.',
    ),
    ("angled marks", "{content “Go,”} {source he} {cue said}.", "{content «Go,»} {source he} {cue said}."),
    (
        "British single marks",
        "{content “It's 'late',”} {source she} {cue said}. The voters' list.",
        "{content ‘It’s “late”,’} {source she} {cue said}. The voters’ list.",
    ),
    (
        "headline in capitals",
        "Mayor to go.\n\n{source He} {cue said} {content so}.",
        "MAYOR TO GO.\n\n{source He} {cue said} {content so}.",
    ),
    (
        "verb before the source",
        "{content “Go,”} {source Ana Ruiz} {cue said} on Friday. {content:2 “No,”} {source:2 he} {cue:2 said}.",
        "{content “Go,”} {cue said} {source Ana Ruiz} on Friday. {content:2 “No,”} {source:2 he} {cue:2 said}.",
    ),
    (
        "verb after the source",
        "{content “Go,”} {cue said} {source Ana Ruiz, a judge}. {source:2 He} {cue:2 said} {content:2 no}.",
        "{content “Go,”} {source Ana Ruiz, a judge,} {cue said}. {source:2 He} {cue:2 said} {content:2 no}.",
    ),
    (
        "verb after the source",
        "{content “Go,”} {cue said} {source Ruiz}, a judge.",
        "{content “Go,”} {source Ruiz} {cue said}, a judge.",
    ),
    (
        "titles in small letters",
        "President Ruiz met Prime Minister Park. {source Ruiz} {cue told} Senator Lim {content to go}.",
        "President Ruiz met prime minister Park. {source Ruiz} {cue told} senator Lim {content to go}.",
    ),
]


@pytest.mark.parametrize(("name", "before", "after"), ROWS, ids=[row[0] for row in ROWS])
def test_a_report_becomes(name: str, before: str, after: str) -> None:
    wanted = article(after)
    found = perturbed(article(before, "Mayor to go"), name, random.Random(CHANCE))
    assert found.text == wanted.text
    assert words(found) == words(wanted)


@pytest.mark.parametrize(
    ("name", "text", "pattern"),
    [
        ("doubled single marks", "“Go,” he said.", r"(?:``|'')Go,'' he said\."),
        (
            "agency dateline",
            "The council met on Friday for the last time this year, it was said.",
            r".+[-–—.):] {1,2}The council.*",
        ),
        (
            "names of other cultures",
            "Mary Owens met Owens’s aide.",
            r"(?:\w+[- ]?)+ (?P<f>[^ ]+(?: [^ ]+)?) met (?P=f)’s aide\.",
        ),
    ],
)
def test_a_report_is_changed_into_one_of_several(name: str, text: str, pattern: str) -> None:
    for seed in range(20):
        found = perturbed(Article("one", text, None, ()), name, random.Random(seed)).text
        assert re.fullmatch(pattern, found), found


def translated(source: str) -> list[tuple[list[str], ...]]:
    return words(perturbed(article(source), "translated English", random.Random(CHANCE)))


def test_a_source_after_the_content_gets_a_solemn_verb() -> None:
    ((source, cue, content),) = translated(
        "{content The vote was fair}, {cue according to} {source Ana Ruiz, a judge}."
    )
    assert (source, content) == (["Ana Ruiz, a judge,"], ["The vote was fair"])
    assert cue[0] in ("noted", "stated", "informed")


def test_a_sentence_led_by_its_source_begins_with_the_content() -> None:
    before = article("{cue According to} {source Ana Ruiz}, {content the vote was fair}. It rained.")
    found = perturbed(before, "translated English", random.Random(CHANCE))
    assert re.fullmatch(r"The vote was fair, Ana Ruiz (?:noted|stated|informed)\. It rained\.", found.text)
    assert words(found)[0][2] == ["The vote was fair"]


def test_a_solemn_verb_takes_that() -> None:
    ((_, cue, content),) = translated("{source She} {cue said} {content the vote was fair}.")
    assert cue != ["said"]
    assert content == ["that the vote was fair"]


def test_an_apposition_belongs_to_the_source() -> None:
    before = article(
        "Ana Ruiz left. {source Ruiz} {cue said} {content no}. {source:2 She} {cue:2 said} {content:2 so}."
    )
    found = words(perturbed(before, "apposition before the verb", random.Random(CHANCE)))
    assert re.fullmatch(r"Ruiz, [\w’ ]+,", found[0][0][0])
    assert found[1] == (["She"], ["said"], ["so"])


def test_a_dateline_stands_behind_the_headline_and_outside_the_content() -> None:
    body = "{content The bridge over the river will be closed for repairs until the spring}, {source they} {cue said}."
    before = article(f"Bridge closes\n\n{body}", "Bridge closes")
    found = perturbed(before, "agency dateline", random.Random(CHANCE))
    assert found.text.startswith("Bridge closes\n\n")
    assert found.text != before.text
    assert words(found) == words(before)


def test_a_report_with_a_dateline_gets_no_second_one() -> None:
    before = Article(
        "one", "OSLO (ENA) — The bridge over the river will be closed for repairs until the spring.", None, ()
    )
    assert perturbed(before, "agency dateline", random.Random(CHANCE)) == before


def test_everybody_has_one_new_name_throughout() -> None:
    before = article(
        "Mary Owens met Sen. Tull. {content “Go,”} {source OWENS} {cue said}; Owenses and Mary Owens, a Tull aide."
    )
    found = perturbed(before, "names of other cultures", random.Random(CHANCE))
    assert not re.search("Mary|Owens|Tull", found.text, re.IGNORECASE)
    (new,) = (name for culture in cultures() for name in culture.family if name.upper() == words(found)[0][0][0])
    assert found.text.count(new) == 3


def test_places_and_months_are_nobody() -> None:
    assert find_people("Virginia Beach in June. Madison County, St. Paul Street. Senator Monday.").family == frozenset()


def test_there_are_names_of_many_cultures() -> None:
    assert len(cultures()) >= 10
    for culture in cultures():
        assert min(len(culture.male), len(culture.female), len(culture.family)) >= 6


def test_a_closing_mark_in_five_is_lost() -> None:
    before = article(" ".join(f"{{content:{n} “Go on,”}} {{source:{n} he}} {{cue:{n} said}}." for n in range(200)))
    found = perturbed(before, "closing mark missing", random.Random(CHANCE))
    assert found.text.count("“") == 200
    assert 20 <= 200 - found.text.count("”") <= 60
    assert {part[0] for _, _, part in words(found)} == {"“Go on,”", "“Go on,"}


@pytest.mark.parametrize("name", ["no-break spaces", "question marks for spaces"])
def test_only_spaces_and_the_ends_of_paragraphs_are_damaged(name: str) -> None:
    before = article("{content “Go on and on,”} {source he} {cue said} on the way to the old town.\n\nIt rained. " * 30)
    found = perturbed(before, name, random.Random(CHANCE))
    assert found.text != before.text
    assert re.findall(r"\w+", found.text) == re.findall(r"\w+", before.text)
    assert [span.of(found.text).split() for one in found.attributions for span in one.source] == [["he"]] * 30


# -- properties ------------------------------------------------------------------------------------

pieces = st.sampled_from(
    """“ ” " ' ’ ‘ « » `` '' said says Mary Owens Owens’s OWENS President Minister the The according|to According|to , .
    ? ! — he who 6 ß \n \n\n \u00a0 a an \u200b""".replace("\n\n \u00a0", "NN NB").split()
).map(lambda piece: {"NN": "\n\n", "NB": "\u00a0"}.get(piece, piece.replace("|", " ")))


@st.composite
def odd_articles(draw: st.DrawFn) -> Article:
    """Any text of the words and marks that perturbations look at, with any gold."""
    text = draw(st.sampled_from(["", " "])).join(draw(st.lists(pieces, max_size=30)))
    solid = [at for at, character in enumerate(text) if not character.isspace()]
    if not solid:
        return Article("odd", text, None, ())
    ends = st.tuples(st.sampled_from(solid), st.sampled_from(solid)).map(sorted)
    spans = st.lists(ends.map(lambda pair: Span(pair[0], pair[1] + 1)), max_size=2).map(
        lambda found: tuple(sorted(found))
    )
    gold = st.builds(GoldAttribution, spans, spans, spans.filter(bool))
    title = draw(st.sampled_from([None, "", text[: draw(st.integers(0, len(text)))], "Owens: “No”"]))
    return Article("odd", text, title, tuple(draw(st.lists(gold, max_size=3))))


@pytest.mark.parametrize("name", PERTURBATIONS)
@settings(max_examples=30)
@given(one=odd_articles(), seed=st.integers(0, 99))
def test_no_article_is_too_odd_and_every_span_stays_in_the_text(name: str, one: Article, seed: int) -> None:
    found = perturbed(one, name, random.Random(seed))
    for gold in found.attributions:
        assert gold.content
        for span in (*gold.source, *gold.cue, *gold.content):
            assert span.end <= len(found.text)
            held = span.of(found.text)
            assert held == held.strip()
    assert found == perturbed(one, name, random.Random(seed))  # the same chance, the same article


ONLY_MARKS = ["straight marks", "curly marks", "angled marks", "British single marks", "doubled single marks"]


@pytest.mark.parametrize("name", [*ONLY_MARKS, "closing mark missing", "headline in capitals", "agency dateline"])
@settings(max_examples=30)
@given(one=odd_articles(), seed=st.integers(0, 99))
def test_the_words_of_the_gold_stay_where_only_their_dress_changes(name: str, one: Article, seed: int) -> None:
    def letters(words: str) -> str:
        return re.sub(r"\W|_", "", words).casefold().replace("ss", "ß")

    found = perturbed(one, name, random.Random(seed))
    if name == "agency dateline":  # it may stand within a content
        assert letters(found.text).endswith(letters(one.text)[-5:])
        return
    assert letters(found.text) == letters(one.text)
    kept = [gold for gold in one.attributions if letters("".join(span.of(one.text) for span in gold.content))]
    for before, after in zip(
        kept, [g for g in found.attributions if letters("".join(s.of(found.text) for s in g.content))], strict=True
    ):
        old, new = (
            "".join(span.of(t) for span in gold.content) for gold, t in ((before, one.text), (after, found.text))
        )
        assert letters(old) == letters(new)


def test_a_row_read_and_written_is_the_same() -> None:
    row = {
        "id": "one",
        "text": " Go, he said.",
        "title": None,
        "attributions": [{"source": [[5, 7]], "cue": [], "content": [[0, 3]]}],
    }
    one = article_from_row(row)
    assert one.attributions[0].content == (Span(1, 3),)  # no white space at a border
    assert article_from_row(article_to_row(one)) == one


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_time_grows_with_the_report_and_not_with_its_square(name: str) -> None:
    line = "{content “It’s late,”} {source Mary Owens} {cue said} to President Ruiz in the old town hall.\n\n"
    long = {times: article(line * times) for times in (50, 200)}
    assert grows_linearly(lambda times: perturbed(long[times], name, random.Random(CHANCE)), 50, enough=0)
