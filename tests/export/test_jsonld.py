"""schema.org: only its own words, and no claim judged but by a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from onrecord.checking.claim import read_claim
from onrecord.checking.verdict import Candidates, Question, judge
from onrecord.errors import WrongOption
from onrecord.export.claim_review import Signature, claim_review
from onrecord.export.jsonld import article, write_jsonld
from onrecord.values.copies import CopyKind, CopyOf, Republication
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.searched import Searched
from onrecord.values.span import Span
from onrecord.values.statement import Reference
from tests.cli.records import record_of
from tests.export.made import hostile, with_report, with_speaker, with_statement

THING = {"name", "url", "identifier"}
WORK = THING | {
    *("headline", "author", "publisher", "provider", "datePublished", "dateModified", "inLanguage", "locationCreated"),
    *("isBasedOn", "hasPart", "isPartOf", "text", "creditText", "dateCreated", "temporal", "recordedAt", "audience"),
    "citation",
}
# Of schema.org 29: properties of the types used here, inherited ones included.
VOCABULARY = {
    "CreativeWork": WORK,
    "NewsArticle": WORK | {"articleBody", "articleSection"},
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | {"appearance"},
    "ClaimReview": WORK | {"claimReviewed", "itemReviewed", "reviewRating"},
    "Rating": THING | {"alternateName"},
    "Person": THING | {"jobTitle"},
    **dict.fromkeys(("Organization", "GovernmentOrganization", "Place", "Event", "Thing"), THING),
    "Audience": THING | {"audienceType"},
}


def things(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from things(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from things(inner)


def check_words(top: object) -> None:
    for thing in things(top):
        words = {name for name in thing if not name.startswith("@")}
        assert words <= VOCABULARY[thing["@type"]] if words else "@id" in thing or "@type" in thing
        assert None not in thing.values()


def full() -> Any:
    record = with_statement(record_of(), 0, refers_to=(Reference(Span(0, 4), "some-act", "Some Act"),))
    record = with_speaker(record, 1, Speaker("The Treaty", SpeakerType.DOCUMENT, "d" * 16, "so"))
    record = with_speaker(record, 2, Speaker("Kordava", SpeakerType.STATE, "f" * 16, "so"))
    return with_report(record, url="https://example.org/1", byline="A. Writer", language="en", section="Harbour")


@pytest.mark.parametrize("record", [record_of(), full(), hostile(), with_report(full(), kind="transcript")])
def test_only_words_of_schema_org_are_used(record: Any) -> None:
    check_words(article(record))


def test_a_quotation_is_attributed_and_what_the_report_tells_is_a_claim() -> None:
    record = record_of()
    parts = article(record)["hasPart"]
    assert isinstance(parts, list)
    assert [part["@type"] for part in parts] == ["Quotation", "Claim", "Claim", "Claim"]
    assert parts[0]["spokenByCharacter"]["name"] == "Ysolde Marrin"
    assert parts[1]["author"]["name"] == "Ysolde Marrin"
    assert parts[1]["appearance"] == {"@id": f"urn:onrecord:report:{record.report.id}"}
    assert parts[3]["isPartOf"] == {"@id": f"urn:onrecord:statement:{record.statements[3].nested_in}"}


def test_who_names_nobody_is_a_credit_and_a_document_is_cited() -> None:
    record = with_speaker(full(), 0, Speaker("two officials", SpeakerType.GROUP, None, "so"))
    parts: Any = article(record)["hasPart"]
    assert (parts[0]["creditText"], "spokenByCharacter" in parts[0]) == ("two officials", False)
    assert [one["name"] for one in parts[0]["citation"]] == ["Some Act"]
    assert [one["name"] for one in parts[1]["citation"]] == ["The Treaty"]


def test_a_day_without_its_year_is_no_date_but_kept() -> None:
    parts: Any = article(record_of())["hasPart"]
    assert (parts[0]["dateCreated"], "dateCreated" in parts[3], parts[3]["temporal"]) == (
        "2023-05-03",
        False,
        "XXXX-05-01",
    )


def test_a_copy_is_based_on_its_original() -> None:
    from dataclasses import replace  # noqa: PLC0415

    copy = Republication("g", 1, CopyOf("r0", CopyKind.CUT, 0.5, "it is older"))
    assert article(replace(record_of(), copied=copy))["isBasedOn"] == {"@id": "urn:onrecord:report:r0"}


def test_one_report_is_one_line() -> None:
    out = StringIO()
    assert write_jsonld([hostile(), record_of()], out) == 2
    assert [json.loads(line)["@type"] for line in out.getvalue().split("\n")[:-1]] == ["NewsArticle"] * 2


def test_no_export_makes_a_review() -> None:
    assert {thing.get("@type") for thing in things(article(full()))} & {"ClaimReview", "Rating"} == set()


def checked() -> Any:
    searched = Searched(1, 1, 1, (), None, None)
    return judge(Question(read_claim("Nothing of the kind", {})), (), Candidates((), 0, 0, searched))


def test_a_review_says_who_signs_it_and_rates_in_words() -> None:
    review: Any = claim_review(checked(), Signature("Ann Editor", "2031-01-02"))
    check_words(review)
    assert review["author"] == {"@type": "Person", "name": "Ann Editor"}
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "not on record"}
    assert review["datePublished"] == "2031-01-02"


@pytest.mark.parametrize("name", ["", "  "])
def test_nobody_signs_no_review(name: str) -> None:
    with pytest.raises(WrongOption):
        claim_review(checked(), Signature(name, "2031-01-02"))
