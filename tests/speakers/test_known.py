"""What the gazetteer adds to the speakers of a report: office on the day, full names, holders; and where it must not.

The persons and their offices are invented, and so is what they say; only the states exist.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.run.load_gazetteer import load_gazetteer
from onrecord.speakers.findings import entity_id
from onrecord.speakers.gazetteer import fold
from onrecord.speakers.holders import build_holders
from onrecord.speakers.known import Known, know_speakers
from onrecord.speakers.naming import name_speakers
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import Circumstances
from tests.growth import grows_linearly
from tests.marked import marked
from tests.speakers.scenes import attribution_of, report_of

COLUMNS = ("person", "aliases", "short", "office", "of", "from", "until", "as_of", "source")
TERMS = [
    ("Odra Tennick", "Odra Tennik", "", "President", "Norway;Kremlin", "2000-01-01", "2008-05-07", "", "list A"),
    ("Casimir Oule", "", "", "President", "Norway", "2008-05-07", "..", "2020-06-30", "list A"),
    ("Casimir Oule", "", "", "Foreign Minister", "Norway", "2001", "2008-05-01", "", "list B"),
    ("Jorun Haldsby", "", "", "Foreign Minister", "Denmark", "2003-02-03", "2009-04-05", "", "list C"),
    ("Ann Bell", "", "", "Prime Minister", "Denmark", "2003-02-03", "2009-04-05", "", "list C"),
    ("Tom Bell", "", "", "Defence Minister", "Denmark", "2001-01-01", "2003-02-03", "", "list C"),
    ("Elske Moor", "", "", "Secretary General", "NATO", "2004-01-05", "2009-07-31", "", "list D"),
    ("Pope Amber", "", "", "Pope", "Holy See;*", "1999-01-01", "2010-01-01", "", "list E"),
]
GAZETTEER = load_gazetteer()
HOLDERS = build_holders([dict(zip(COLUMNS, term, strict=True)) for term in TERMS], GAZETTEER)
KNOWN = Known(GAZETTEER, HOLDERS)


def known(marked_text: str, published: str | None = "2005-06-07", said_on: str | None = None) -> Speaker:
    """The last marked speaker, who must be found. published: candidates parted by a space."""
    told = all_known(marked_text, published, said_on)
    return told[max(told)]


def all_known(marked_text: str, published: str | None, said_on: str | None = None) -> dict[str, Speaker]:
    text, found = marked(marked_text)
    dates = tuple((published or "").split())
    one = dates[0] if len(dates) == 1 else None
    report = report_of(text, published=PublicationDate(one, dates, "given") if dates else None)
    attributions = [attribution_of(name, found[name], text) for name in found]
    speakers = name_speakers(report, attributions, GAZETTEER)
    said = StatementDate(said_on, "told") if said_on else None
    around = {one.id: Circumstances(said) for one in attributions}
    return know_speakers(report, attributions, speakers, around, KNOWN)


def of(phrase: str) -> str:
    return f'{{content "We agree,"}} {{source {phrase}}} {{cue said}}.'


# --- the office as printed -------------------------------------------------------------------------------------------

PRINTED = [
    (of("Norwegian Foreign Minister Pia Rask"), "Norwegian Foreign Minister"),
    (of("former Norwegian foreign minister Pia Rask"), "former Norwegian foreign minister"),
    (of("shadow foreign secretary Pia Rask"), "shadow foreign secretary"),
    (of("Pia Rask, the foreign minister of Norway,"), "foreign minister of Norway"),
    (of("Pia Rask, president of the Thomas B. Oduya Institute,"), "president of the Thomas B. Oduya Institute"),
    (of("Pia Rask, spokeswoman for the Oduya campaign,"), "spokeswoman for the Oduya campaign"),
    (of("Sen. Pia Rask"), "Sen."),
    (of("former New York mayor Pia Rask"), "former New York mayor"),
    (of("Pia Rask, president of the Alliance for Norwegian Lamps,"), "president of the Alliance for Norwegian Lamps"),
    (of("Pia Rask, spokeswoman for Mr. Oule,"), "spokeswoman for Mr. Oule"),
    (of("Norway’s foreign minister"), "Norway’s foreign minister"),
    ("Pia Rask is the mayor of Vik. " + of("Rask"), "mayor of Vik"),
    (
        '{content:1 "Yes,"} {source:1 Mayor Pia Rask} {cue:1 said}. {content:2 "No,"} {source:2 she} {cue:2 said}.',
        "Mayor",
    ),
    (of("Pia Rask"), None),
    (of("Pia Rask, a farmer,"), None),
    (of("Norvik Post deputy sports editor Pia Rask"), None),
    (of("a letter"), None),
    (of("the ministers"), None),
]


@pytest.mark.parametrize(("text", "printed"), PRINTED)
def test_the_office_as_printed(text: str, printed: str | None) -> None:
    assert known(text).office_printed == printed


# --- the office as known on that day ---------------------------------------------------------------------------------

OFFICES = [
    (of("President Odra Tennick"), "2005-06-07", "President, Norway"),
    (of("Odra Tennick, the Norwegian president,"), "2005-06-07", "President, Norway"),
    (of("Odra Tennick") + " Norway was calm.", "2005-06-07", "President, Norway"),
    (of("Odra Tennick") + " The Kremlin was calm.", "2005-06-07", "President, Norway"),
    (of("Elske Moor") + " NATO was calm.", "2005-06-07", "Secretary General, NATO"),
    (of("former president Casimir Oule") + " Norway was calm.", "2005-06-07", "Foreign Minister, Norway"),
    (of("President Casimir Oule"), "2024-01-02", "President, Norway"),  # printed, and nothing speaks against it
    (of("President Odra Tennick"), "2010-06-07", None),
    (of("Odra Tennick"), "2005-06-07", None),  # nothing says that it is this one
    (of("Professor Odra Tennick") + " Norway was calm.", "2005-06-07", None),
    (of("Swedish President Odra Tennick"), "2005-06-07", None),
    (of("Casimir Oule") + " Norway was calm.", "2024-01-02", None),  # nobody has looked since
    (of("Casimir Oule") + " Norway was calm.", "2001-06-07", None),  # some day in 2001
    (of("President Odra Tennick"), None, None),
    (of("President Odra Tennick"), "2005-06-07 2010-06-07", None),
    (of("President Odra Tennick"), "2005-06-07 2006-06-07", "President, Norway"),
]


@pytest.mark.parametrize(("text", "published", "office"), OFFICES)
def test_the_office_on_the_day(text: str, published: str | None, office: str | None) -> None:
    found = known(text, published)
    assert found.office == office
    assert (found.office_because is None) == (office is None)


def test_the_day_it_was_said_goes_before_the_day_of_the_report() -> None:
    found = known(of("Foreign Minister Casimir Oule"), "2012-06-07", "2005-06-07")
    assert found.office == "Foreign Minister, Norway"
    assert found.office_because == "from 2001 to 2008-05-01 (list B); said on 2005-06-07"
    assert known(of("Foreign Minister Casimir Oule"), "2012-06-07", "XXXX-06-07").office is None


# --- an office without a name ----------------------------------------------------------------------------------------

HELD = [
    (of("the Norwegian president"), "2005-06-07", "Odra Tennick"),
    (of("Norway’s president"), "2005-06-07", "Odra Tennick"),
    (of("the president of Norway"), "2005-06-07", "Odra Tennick"),
    (of("the Danish foreign minister"), "2005-06-07", "Jorun Haldsby"),
    (of("Denmark's top diplomat"), "2005-06-07", "Jorun Haldsby"),
    (of("NATO's secretary general"), "2005-06-07", "Elske Moor"),
    (of("the NATO chief"), "2005-06-07", "Elske Moor"),
    (of("the pope"), "2005-06-07", "Pope Amber"),
    (of("the Norwegian president"), "2005", "Odra Tennick"),
    (of("the Norwegian president"), "2005-06-07 2006-06-07", "Odra Tennick"),
]


@pytest.mark.parametrize(("text", "published", "name"), HELD)
def test_whoever_held_the_office(text: str, published: str, name: str) -> None:
    found = known(text, published)
    assert (found.name, found.entity) == (name, entity_id(name, SpeakerType.PERSON))
    assert found.office
    assert name in found.because


CANDIDATES = [
    (of("the Norwegian president"), "2008-05-07", ("Odra Tennick", "Casimir Oule")),  # the day of the handover
    (of("the Norwegian president"), "2008", ("Odra Tennick", "Casimir Oule")),
    (of("the Norwegian president"), "2005-06-07 2012-06-07", ("Odra Tennick", "Casimir Oule")),
    (of("the Norwegian president"), "2024-01-02", ("Casimir Oule",)),  # there may have been another since
]


@pytest.mark.parametrize(("text", "published", "names"), CANDIDATES)
def test_several_possible_holders_are_candidates_and_none_is_picked(
    text: str, published: str, names: tuple[str, ...]
) -> None:
    found = known(text, published)
    assert found.office_candidates == names
    assert (found.name, found.office) == ("Norwegian president", None)


UNNAMED = [
    (of("the Norwegian president"), None),
    (of("the Norwegian president"), "XXXX-06-07"),
    (of("a Norwegian president"), "2005-06-07"),
    (of("the former Norwegian president"), "2005-06-07"),
    (of("the Norwegian president-elect"), "2005-06-07"),
    (of("the Norwegian vice president"), "2005-06-07"),
    (of("the Norwegian bank president"), "2005-06-07"),
    (of("the Oslo president"), "2005-06-07"),
    (of("the Swedish president"), "2005-06-07"),
    (of("the Norwegian minister"), "2005-06-07"),
    (of("the Norwegian leader"), "2005-06-07"),
    (of("the president"), "2005-06-07"),
    (of("the Danish chief"), "2005-06-07"),
]


@pytest.mark.parametrize(("text", "published"), UNNAMED)
def test_an_office_that_may_be_anothers_stays_as_printed(text: str, published: str | None) -> None:
    found = known(text, published)
    assert fold(found.name) in fold(text.replace("Norway’s", "Norway's"))
    assert (found.office, found.office_candidates) == (None, ())


# --- a name that stands alone ----------------------------------------------------------------------------------------

FULL = [
    (of("Norwegian President Tennick"), "2005-06-07", "Odra Tennick"),
    (of("President Tennick") + " Norway was calm.", "2005-06-07", "Odra Tennick"),
    (of("former Norwegian president Tennick"), "2010-06-07", "Odra Tennick"),
    (of("Norwegian minister Oule"), "2005-06-07", "Casimir Oule"),
    (of("Danish Prime Minister Bell"), "2005-06-07", "Ann Bell"),
    (of("Tennick") + " The president went back to Norway.", "2005-06-07", "Odra Tennick"),
    (of("Norwegian President Oule"), "2024-01-02", "Casimir Oule"),
]


@pytest.mark.parametrize(("text", "published", "name"), FULL)
def test_a_surname_becomes_a_full_name(text: str, published: str, name: str) -> None:
    found = known(text, published)
    assert (found.name, found.entity) == (name, entity_id(name, SpeakerType.PERSON))
    assert "gazetteer" in found.because


SHORT = [
    (of("President Tennick"), "2005-06-07"),  # of what?
    (of("Norwegian President Tennick"), None),
    (of("Norwegian President Tennick"), "2010-06-07"),  # somebody of the same name
    (of("Swedish President Tennick"), "2005-06-07"),
    (of("Tennick"), "2005-06-07"),
    (of("Tennick") + " Norway was calm.", "2005-06-07"),
    (of("Mayor Tennick") + " The president went back to Norway.", "2005-06-07"),
    (of("Bell") + " The prime minister went back to Denmark.", "2005-06-07"),  # two of that name
    (of("President Tennick") + " Sweden and Sweden met Norway.", "2005-06-07"),  # whose president is it?
    (of("Mr. Bell") + " Danish Prime Minister Bell spoke.", "2005-06-07"),
    (of("Shadow Norwegian foreign minister Oule"), "2005-06-07"),
]


@pytest.mark.parametrize(("text", "published"), SHORT)
def test_a_surname_that_may_be_anothers_stays_alone(text: str, published: str | None) -> None:
    assert " " not in known(text, published).name


def test_who_the_report_names_goes_before_the_gazetteer() -> None:
    text = "Pia Tennick, the Norwegian president, came. " + of("Tennick")
    assert known(text).name == "Pia Tennick"
    text = "Pia Rask, the Norwegian president, came. " + of("the Norwegian president")
    assert known(text).name == "Pia Rask"


def test_spellings_of_one_name_are_one_entity() -> None:
    one, other = known(of("Odra Tennik"), None), known(of("Odra Tennick"), None)
    assert (one.name, other.name) == ("Odra Tennik", "Odra Tennick")
    assert one.entity == other.entity


# --- what holds for every report -------------------------------------------------------------------------------------


def words_of(*choices: str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.sampled_from(choice.split("|")) for choice in choices)).map(
        lambda got: " ".join(" ".join(got).split())
    )


PHRASES = words_of(
    "|the|a|former|Mr.|Mrs.|shadow",
    "|Norwegian|Norway’s|Danish|NATO|Oslo|Norwegian vice",
    "|President|president|Foreign Minister|prime minister|Secretary General|chief|minister|pope|leader|Professor",
    "|Tennick|Odra Tennick|Odra Tennik|Oule|Bell|Moor|Mr. Bell|of Norway|of NATO|and Bell|Pia Tennick",
)
TEXTS = st.lists(PHRASES.filter(bool), min_size=1, max_size=4)
DATED = ("2005-06-07", "2008-05-07", "2024-01-02", "2008")
DATES = st.sampled_from([*DATED, "XXXX-01-02", None])
NAMES = frozenset(fold(term[0]) for term in TERMS)


@settings(max_examples=300, deadline=None)
@given(TEXTS, DATES)
def test_no_name_that_neither_the_text_nor_the_gazetteer_has(phrases: list[str], published: str | None) -> None:
    marked_text = " ".join(
        f"{{content:{k} “Yes,”}} {{source:{k} {phrase}}} {{cue:{k} said}}." for k, phrase in enumerate(phrases)
    )
    plain, _ = marked(marked_text)
    for found in all_known(marked_text, published).values():
        for name in found.name.split("; "):
            in_text = all(word in fold(plain) for word in re.findall(r"\w+", fold(name)))
            assert fold(name) in NAMES or in_text or found.type is not SpeakerType.PERSON
        assert {fold(name) for name in found.office_candidates} <= NAMES
        assert published in DATED or (found.office, found.office_candidates) == (None, ())
        assert (found.office_printed or "") in " ".join(plain.split())


@pytest.mark.parametrize(
    "line",
    [
        "President Tennick met Elske Moor of NATO. {content:K “Yes,”} {source:K the Danish chief} {cue:K said}.\n",
        "It was late in Norway. {content:K “Yes,”} {source:K Tennick} {cue:K said}.\n",
    ],
)
def test_time_grows_with_the_text_alone(line: str) -> None:

    def know(times: int) -> None:
        known("".join(line.replace("K", str(1000 + k)) for k in range(times)))

    know(5)
    assert grows_linearly(know, 40)
