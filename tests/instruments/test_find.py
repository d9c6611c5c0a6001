"""What is found, and what must not be. Invented documents between invented states."""

from __future__ import annotations

import pytest

from onrecord.instruments.catalogue import build_catalogue
from onrecord.instruments.search import Search
from onrecord.values.instrument import Instrument
from onrecord.values.report import Report
from onrecord.values.span import Span
from tests.instruments.invented import actors, attribution, catalogue, found, mentions, references, register

SKERRIN, HERRING, BUOYS = "skerrin-treaty-1951", "tarsholt-convention-fish-1961", "tarsholt-convention-buoys-1963"
R901, R905 = "unsc-resolution-901", "unsc-resolution-905"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She recalled the Skerrin Treaty.", [("Skerrin Treaty", SKERRIN)]),
        ("SKERRIN TREATY IN DANGER, HARBOUR MASTER SAYS", [("SKERRIN TREATY", SKERRIN)]),
        ("The Velmara–Grauwick Lighthouse Treaty stands.", [("Velmara–Grauwick Lighthouse Treaty", SKERRIN)]),
        ("The Grauwick-Velmara Lighthouse Treaty stands.", [("Grauwick-Velmara Lighthouse Treaty", SKERRIN)]),
        ("The Treaty of Skerrin stands.", []),  # no such name in the register, and nothing else speaks for it
        ("He signed the Tarsholt Convention on Buoys.", [("Tarsholt Convention on Buoys", BUOYS)]),
        ("The NHFAA was signed.", [("NHFAA", "nhfa-1990")]),
        ("The Nhfaa was signed.", [("Nhfaa", "nhfa-1990")]),
        ("The nhfaa was signed.", []),
        ("NHFAA-style fees hurt, she said.", [("NHFAA", "nhfa-1990")]),
        ("The Harbour Rights Act of 1964 stands.", [("Harbour Rights Act of 1964", "harbour-act-1964")]),
        ("The Harbour Rights Act of 1991 stands.", [("Harbour Rights Act of 1991", "Harbour Rights Act 1991")]),
        ("Grauwick’s Skerrin Treaty is old.", [("Skerrin Treaty", SKERRIN)]),
        ("The Skerrin\u00a0Treaty".replace("\u00a0", " ") + " is old.", [("Skerrin Treaty", SKERRIN)]),
    ],
)
def test_names(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Skerrin Treaty Organization moved to a new building.",
        "Rock band Skerrin Treaty opened the season.",
        "Former Ostrany Pact armies met for a reunion.",
        "The Skerrin talks resume on Monday.",
        "The Tarsholt government made no comment.",
        "A resolution to the dispute is still possible, she said.",
        "The picture has a resolution of 1920 by 1080, the laboratory said.",
        "No UN resolution on Ostrany is planned this month, she said.",
        "The council will vote on a draft resolution.",
        "Article 5 of the tenants’ rules requires a quorum.",
        "The first amendment to the budget was withdrawn.",
        "Two rounds in Tarsholt ended without an agreement.",
        "She wrote an article about 5 people.",
        "He wants a new lighthouse treaty with Grauwick.",
        "The delegates left the 1961 convention of the Democratic party.",
        "The mayor of Skerrin blamed the NHA.",
    ],
)
def test_what_only_looks_like_it_stays_unlinked(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN Security Council Resolution 901 (1994) stands.", [("UN Security Council Resolution 901 (1994)", R901)]),
        (
            "They cited Security Council resolutions 901 and 905.",
            [("Security Council resolutions 901", R901), ("905", R905)],
        ),
        ("Resolutions 901 and 905 of the UN Security Council stand.", [("Resolutions 901", R901), ("905", R905)]),
        (
            "Resolution 911 and Resolution 905 of the Security Council stand.",
            [("Resolution 911", "S/RES/911"), ("Resolution 905", R905)],
        ),
        ("The Security Council was clear in Resolution 911.", [("Resolution 911", "S/RES/911")]),
        ("The city board passed Resolution 911.", []),
        ("UNSCR905 stands.", [("UNSCR905", R905)]),
        ("UN Resolution 905 stands.", [("UN Resolution 905", R905)]),
        ("UN Resolution 911 stands.", [("UN Resolution 911", ("S/RES/911", "A/RES/911"))]),
        ("The city board passed Resolution 905.", []),
        (
            "Security Council resolution 911 (1994) stands.",
            [("Security Council resolution 911 (1994)", "S/RES/911 (1994)")],
        ),
        ("General Assembly resolution 914 (XX) stands.", [("General Assembly resolution 914 (XX)", "A/RES/914(XX)")]),
        ("They cited A/RES/68/919.", [("A/RES/68/919", "A/RES/68/919")]),
        ("Regulation (EU) 2029/679 applies.", [("Regulation (EU) 2029/679", "32029R0679")]),
        ("Council Regulation (EU) No 833/2009 applies.", [("Council Regulation (EU) No 833/2009", "32009R0833")]),
        ("Directive 97/46/EC applies.", [("Directive 97/46/EC", "31997L0046")]),
        ("Regulation 833/2009 applies.", [("Regulation 833/2009", "32009R0833")]),
        ("Executive Order 19769 was blocked.", [("Executive Order 19769", "EO 19769")]),
        ("Executive Order 2020-12 was blocked.", []),
        ("Public Law 111-948 applies.", [("Public Law 111-948", "Pub. L. 111-948")]),
        ("She took the Ninth Amendment seriously.", [("Ninth Amendment", "US Const. amend. 9")]),
        ("Velmara’s Ninth Amendment says so.", []),
        ("In Oule v. Harbour Board the court found for him.", [("Oule v. Harbour Board", "Oule v. Harbour Board")]),
        ("Velmara v. Ostrany ended in a draw.", []),
        ("A Tarsholt case, Oule v. Tennick (application no. 915/94).", [("Oule v. Tennick", "915/94")]),
        ("MC.DOC/9/11 says so.", [("MC.DOC/9/11", "MC.DOC/9/11")]),
        ("The price fell 24 percent, 242 to 338.", []),
    ],
)
def test_numbers(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 1951 treaty keeps the lamp burning.", [("1951 treaty", SKERRIN)]),
        ("The 1952 treaty keeps the lamp burning.", []),
        ("The convention that the League signed in Tarsholt in June 1961 is old.", [("convention", HERRING)]),
        ("The Ilvany memorandum was broken.", [("Ilvany memorandum", "ilvany-memorandum-1994")]),
        ("The League’s founding charter says nothing of it.", [("founding charter", "league-charter-1949")]),
        ("The tennis club’s founding charter says nothing of it.", []),
        (
            "The decision taken at the League’s 2008 summit in Ilvany was a mistake.",
            [("decision", "summit-declaration-2008")],
        ),
        ("The Ilvany formula would let Ostrany into the League.", [("Ilvany formula", "summit-declaration-2008")]),
        ("The Ilvany formula is for lamb stew.", []),
        (
            "Grauwick’s reply to the Velmaran proposals on lamp oil was rude.",
            [("reply", "grauwick-reply-2022")],
        ),
        ("Ostrany’s reply to the Velmaran proposals on lamp oil was rude.", []),
        (
            "Velmara had published a draft treaty with the League in December 2021.",
            [("draft treaty", "velmaran-draft-2021")],
        ),
        ("The treaty text on lamp oil between Velmara and Grauwick is long.", []),
    ],
)
def test_descriptions(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He cited the Tarsholt Convention but gave no article.", [("Tarsholt Convention", (HERRING, BUOYS))]),
        ("The Tarsholt Convention protects the herring and its nets.", [("Tarsholt Convention", HERRING)]),
        ("The 1963 Tarsholt Convention is old.", [("Tarsholt Convention", BUOYS)]),
        (
            "Perrasol signed the Tarsholt Convention on Buoys.\nThe Tarsholt Convention is old.",
            [("Tarsholt Convention on Buoys", BUOYS), ("Tarsholt Convention", BUOYS)],
        ),
        (
            "The Tarsholt Convention is old.\nPerrasol signed the Tarsholt Convention on Buoys.",
            [("Tarsholt Convention", (HERRING, BUOYS)), ("Tarsholt Convention on Buoys", BUOYS)],
        ),
        ("The UN resolution on Ostrany was misused.", [("UN resolution on Ostrany", (R901, R905))]),
        (
            "The Security Council resolution that closed a zone off Ostrany in 1994 was misused.",
            [("Security Council resolution", R905)],
        ),
        (
            "They sailed into Ostrany in violation of a UN Security Council resolution.",
            [("UN Security Council resolution", (R901, R905))],
        ),
        ("The lighthouse treaty binds Grauwick.", [("lighthouse treaty", SKERRIN)]),
        ("The lighthouse treaty binds nobody.", []),
        ("The NHA must be renegotiated.", [("NHA", "nhfa-1990")]),
    ],
)
def test_of_several_readings_one_is_chosen_only_where_something_speaks_for_it(
    text: str, expected: list[tuple[str, object]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("Article 9 of the Skerrin Treaty says so.", [("Skerrin Treaty", SKERRIN, "Article 9")]),
        ("The Skerrin Treaty’s Article 9 says so.", [("Skerrin Treaty", SKERRIN, "Article 9")]),
        (
            "Under Article 2, paragraph 3 of the Skerrin Treaty it is so.",
            [("Skerrin Treaty", SKERRIN, "Article 2, paragraph 3")],
        ),
        ("An attack on the League is an Article 5 case.", [("Article 5", "league-charter-1949", "Article 5")]),
        ("Article 5 of the rules of the League’s golf club is silly.", []),
        ("An attack on the kiosk is an Article 5 case.", []),
        (
            "The Skerrin Treaty is old. Article 7 was never used.",
            [("Skerrin Treaty", SKERRIN, None), ("Article 7", SKERRIN, "Article 7")],
        ),
    ],
)
def test_provisions(text: str, provisions: list[tuple[str, str, str | None]]) -> None:
    assert [(one.span.of(text), one.instrument, one.provision) for one in mentions(text)] == provisions


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The Skerrin Treaty lapses in 2031, and the treaty allows no extension.", ("treaty", SKERRIN)),
        ("He praised the Skerrin Treaty.\nThe treaty is old, she said.", ("treaty", SKERRIN)),
        (
            "He praised the Skerrin Treaty. The treaty between the unions is another matter.",
            ("Skerrin Treaty", SKERRIN),
        ),
        (
            "He praised the Skerrin Treaty. The pact with the unions broke; the pact was old.",
            ("Skerrin Treaty", SKERRIN),
        ),
        (
            "The Skerrin Treaty and the Tarsholt Buoy Convention stand; the treaty is old.",
            ("Tarsholt Buoy Convention", BUOYS),
        ),
        (
            "Security Council resolution 911 (1994) stands; the resolution is binding.",
            ("resolution", "S/RES/911 (1994)"),
        ),
        ("He praised the Skerrin Treaty. The law is the law.", ("Skerrin Treaty", SKERRIN)),
        (
            "The Skerrin Treaty stands.\nUNSCR905 stands.\nUNSCR905 stands.\nUNSCR905 stands.\nThe Treaty is old.",
            ("Treaty", SKERRIN),
        ),
    ],
)
def test_the_treaty_after_it_was_named(text: str, last: tuple[str, str]) -> None:
    assert found(text)[-1] == last


def test_what_did_not_exist_yet_is_not_meant() -> None:
    text = "The Ilvany formula would let Ostrany into the League."
    assert found(text, published="2009-01-05") != []
    assert found(text, published="2007-01-05") == []


@pytest.mark.parametrize("day", ["on Thursday", "on February 17"])
def test_a_day_without_its_year_is_the_last_one_before_the_report(day: str) -> None:
    text = f"In an eight-page letter handed over {day}, Grauwick said the lamp oil was cheap."
    assert found(text, published="2022-02-18") == [("eight-page letter", "grauwick-reply-2022")]
    assert found(text, published="2021-02-19") == []


def test_the_calendar_has_no_day_before_its_first() -> None:
    text = "In an eight-page letter handed over on Thursday, Grauwick said the lamp oil was cheap."
    assert found(text, published="0001-01-02") == []


@pytest.mark.parametrize("day", ["²", "0", "32", "9" * 5000])
def test_what_stands_beside_a_month_need_be_no_day(day: str) -> None:
    text = f"In an eight-page letter handed over in February {day}, Grauwick said the lamp oil was cheap."
    assert found(text, published="2022-02-18") == []


def test_the_reason_has_the_name_as_it_is_printed() -> None:
    one, other = (
        Instrument(id=f"act-{at}", title=name, name=name, kind="act", names=(name,))
        for at, name in enumerate(("Act on Salt Trade", "Act on salt Trade"))
    )
    built = build_catalogue((one, other), actors())
    report = Report("r", "r", "r", text := "The Act on salt Trade stands.", text, paragraphs=(Span(0, len(text)),))
    (mention,) = Search(report, built).mentions()
    assert (mention.instrument, mention.because) == ("act-1", "named 'Act on salt Trade'")


def test_a_statement_refers_to_what_its_content_names() -> None:
    text = "The Skerrin Treaty is old, said Oule, who signed the Ilvany Memorandum on Salt."
    (to,) = references(text, attribution(Span(0, 25), cue=Span(27, 31), source=Span(32, 36)))
    assert (to.span.of(text), to.instrument, to.name) == ("Skerrin Treaty", SKERRIN, "Skerrin Treaty (1951)")


def test_a_source_that_is_a_document_is_no_reference() -> None:
    text = "The Skerrin Treaty says the lamp must burn."
    assert references(text, attribution(Span(24, 42), cue=Span(19, 23), source=Span(0, 18))) == ()


def test_the_document_in_which_it_is_said_is_one() -> None:
    text = "In the Skerrin Treaty, Velmara promised oil."
    at = text.index("Velmara")
    (to,) = references(text, attribution(Span(40, 43), cue=Span(at + 8, at + 16), source=Span(at, at + 7)))
    assert to.instrument == SKERRIN
    assert to.because == "said in it; named 'Skerrin Treaty'"


def test_an_open_reference_names_every_reading() -> None:
    text = "He cited the Tarsholt Convention but gave no article."
    (to,) = references(text, attribution(Span(0, len(text))))
    assert (to.instrument, to.candidates) == (None, (HERRING, BUOYS))
    assert to.name == "Tarsholt Convention on Herring (1961) or Tarsholt Convention on Buoys (1963)"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("The Tarsholt Convention protects the herring and its nets.", "its sentence has 'herring'"),
        (
            "They signed the Tarsholt Convention on Buoys. The Tarsholt Convention is old.",
            "'Tarsholt Convention on Buoys' is named in the report up to here",
        ),
    ],
)
def test_the_reason_shows_the_words_that_settled_it(text: str, because: str) -> None:
    assert mentions(text)[-1].because == f"'Tarsholt Convention' can be said of it, and {because}"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Constitution of Ostrany", "Constitution of Ostrany"),
        ("our constitution", "our constitution"),
        ("Ostrany’s constitution", "Ostrany’s constitution"),
    ],
)
def test_an_article_of_a_constitution_is_on_record_by_its_words(words: str, name: str) -> None:
    text = f"Article 9 of {words} forbids it."
    (to,) = references(text, attribution(Span(0, len(text))))
    assert (to.instrument, to.identifier, to.name, to.provision) == (None, None, name, "Article 9")
    assert to.span.of(text) == name


def test_a_later_entry_takes_the_place_of_one_with_its_id() -> None:
    changed = Instrument(id=SKERRIN, title="Another", name="Another", kind="treaty", names=("Lamp Covenant",))
    built = build_catalogue((*register(), changed), actors())
    assert built.title(SKERRIN) == "Another"
    assert len(built.entries) == len(catalogue().entries)
