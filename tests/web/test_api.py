"""The record over JSON: what the description promises is what comes, page after page, and again when it changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from onrecord.store.families_read import FamilyRow
from onrecord.store.listing_names import DocumentRow, OutletRow
from onrecord.store.occasions_read import OccasionRow
from onrecord.store.reader import ReportRow
from onrecord.store.record import open_record
from onrecord.store.search import Hit
from onrecord.store.speaker_rows import SpeakerRow
from onrecord.values.model import Model
from onrecord.web.api.answers import Listing, json_response
from onrecord.web.api.asking_shapes import Compared, DraftChecked, Verdict
from onrecord.web.api.contract_shapes import OnRecord
from onrecord.web.api.things import DocumentKnown, OccasionTold
from onrecord.web.app import make_app
from onrecord.web.site import Site
from tests.store.conftest import put
from tests.store.making import record_of
from tests.web.conftest import ANY_NUMBER

HERE = "http://127.0.0.1"
LISTS = {
    "/reports": Listing[ReportRow],
    "/reports?since=2000&until=2030": Listing[ReportRow],
    "/reports?q=the": Listing[ReportRow],
    "/statements": Listing[Hit],
    "/statements?q=lamp": Listing[Hit],
    "/speakers": Listing[SpeakerRow],
    "/speakers?q=haldsby": Listing[SpeakerRow],
    "/occasions": Listing[OccasionRow],
    "/occasions?speaker=haldsby&since=2000": Listing[OccasionRow],
    "/instruments": Listing[DocumentRow],
    "/outlets": Listing[OutletRow],
    "/families": Listing[FamilyRow],
}
TEXT = "OSLO, March 3 – “The lamp is lit,” Mayor Ana Berg said on Monday. She denied that it was late."


def get(client: TestClient, path: str, status: int = 200) -> dict[str, Any]:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert isinstance(found, dict)
    return found


def as_told(shape: Any, found: object) -> bool:
    """Has it just the fields that the shape tells of, with values of these kinds?"""
    adapter = TypeAdapter(shape)
    again = adapter.dump_python(adapter.validate_python(found), mode="json", by_alias=True, exclude_unset=True)
    return bool(_only_told(shape, found) and again == found)


def _only_told(shape: Any, found: object) -> bool:
    schema = TypeAdapter(shape).json_schema(by_alias=True)
    shapes = schema.get("$defs", {})

    def fits(one: dict[str, Any], value: object) -> bool:
        if "$ref" in one:
            return fits(shapes[one["$ref"].rsplit("/", 1)[-1]], value)
        if "anyOf" in one:
            return any(fits(each, value) for each in one["anyOf"])
        if isinstance(value, dict) and "properties" in one:
            return value.keys() <= one["properties"].keys() and all(
                fits(one["properties"][name], each) for name, each in value.items()
            )
        if isinstance(value, list) and "items" in one:
            return all(fits(one["items"], each) for each in value)
        return not (isinstance(value, dict | list) and one.get("type") in ("string", "null", "integer"))

    return fits(schema, found)


@pytest.mark.parametrize("path", LISTS)
def test_pages_of_a_list_make_up_the_whole(client: TestClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    whole = get(client, f"{path}{joint}limit=200")
    assert as_told(LISTS[path], whole)
    assert (whole["next"], whole["total_is_exact"]) == (None, True)
    found, after = list[object](), ""
    for _ in range(200):
        page = get(client, f"{path}{joint}limit=3{after}")
        assert page["total"] == whole["total"]
        found += page["items"]
        if page["next"] is None:
            break
        after = f"&cursor={page['next']}"
    assert found == whole["items"]
    if path != "/families":  # a page of them may have fewer rows than were looked at
        assert len(found) == whole["total"]


def test_each_report_is_as_the_contract_has_it(client: TestClient) -> None:
    for row in get(client, "/reports?limit=200")["items"]:
        report = get(client, f"/reports/{row['id']}")
        assert as_told(OnRecord, report)
        assert len(report["statements"]) == row["statements"]
        for statement in report["statements"][:1]:
            alone = get(client, f"/statements/{statement['id']}")
            assert alone["statements"] == [statement]
            assert alone["report"] == report["report"]


def test_speakers_and_occasions_are_found_by_their_ids(client: TestClient) -> None:
    for row in get(client, "/speakers?limit=200")["items"]:
        if row["entity"]:
            assert get(client, f"/speakers/{row['entity']}") == row
    for row in get(client, "/occasions")["items"][:5]:
        told = get(client, f"/occasions/{row['occasion']}")
        assert as_told(OccasionTold, told)
        assert told["occasion"] == row
    assert as_told(DocumentKnown, get(client, "/instruments/un-charter-1945"))


def test_checks_and_comparisons_are_as_told(client: TestClient) -> None:
    rows = get(client, "/statements?limit=3")["items"]
    for row in rows:
        found = client.post("/api/v1/check", json={"words": row["words"], "speaker": row["speaker"]}).json()
        assert as_told(Verdict, found)
        assert found == get(client, f"/check?words={row['words']}&speaker={row['speaker']}")
    reports = get(client, "/reports?limit=2")["items"]
    assert as_told(Compared, get(client, f"/compare?a={reports[0]['id']}&b={reports[1]['id']}"))


def test_what_is_read_is_not_kept(client: TestClient) -> None:
    before = get(client, "/reports")["total"]
    found = client.post("/api/v1/read", json={"text": TEXT, "outlet": "The Desk"}).json()
    assert as_told(OnRecord, found)
    assert (found["report"]["outlet"], found["report"]["text"]) == ("The Desk", TEXT)
    assert [one["speaker"]["name"] for one in found["statements"]][:1] == ["Ana Berg"]
    html = client.post("/api/v1/read", json={"html": f"<p>{TEXT}</p>"}).json()
    assert len(html["statements"]) == len(found["statements"])
    assert get(client, "/reports")["total"] == before


def test_a_draft_is_checked_and_not_kept(client: TestClient) -> None:
    before = get(client, "/reports")["total"]
    found = client.post("/api/v1/check/draft", json={"text": TEXT, "allow": ["cut"]}).json()
    assert as_told(DraftChecked, found)
    assert (found["exit"], found["allowed"], found["record"]) == (1, ["cut"], "onrecord.db")
    assert get(client, "/reports")["total"] == before


def test_what_is_stored_is_on_record_as_what_a_command_read(own_record: Path) -> None:
    client = TestClient(make_app(Site(own_record, ANY_NUMBER, Model.RULES)), base_url=HERE)
    asked = {"text": TEXT, "url": "https://desk.example/1", "store": True}
    found = client.post("/api/v1/read", json=asked).json()
    assert as_told(OnRecord, found)
    assert get(client, f"/reports/{found['report']['id']}") == found
    with open_record(own_record, read_only=True) as record:
        run = record.runs()[-1]
    assert (run.read, run.finished is not None) == (1, True)
    assert client.post("/api/v1/read", json=asked).json() == found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("/reports/none", 404), ("/statements/none", 404), ("/speakers/none", 404), ("/occasions/none", 404)),
        *(("/instruments/none", 404), ("/families/none", 404), ("/none", 404), ("/check", 422), ("/check?words=", 400)),
        *(("/reports?limit=0", 422), ("/reports?limit=201", 422), ("/reports?since=yesterday", 400)),
        *(("/reports?cursor=x", 400), ("/reports?cursor=WzFd&since=2020", 400), ("/outlets?cursor=WzFd", 400)),
        *(
            ("/reports?cursor=WzkyMjMzNzIwMzY4NTQ3NzU4MDhd", 400),
            ("/statements?kind=odd", 422),
            ("/compare?a=x&b=y", 404),
        ),
        *(("/reports/%00", 404), ("/reports/%F0%9F", 404), ("/speakers/%ed%a0%80", 404), ("/statements?q=%00", 200)),
        *(
            ("/statements?q=%22", 200),
            ("/statements?q=a*%20NEAR(b)%20col:x", 200),
            ("/statements?cursor=Wy0xXQ", 400),
            ("/statements?mode=did", 200),
        ),
    ],
)
def test_what_is_wrong_is_told_with_a_way_out(client: TestClient, path: str, status: int) -> None:
    found = get(client, path, status)
    if status != 200:
        assert all(found[name].strip() for name in ("error", "remedy"))


@pytest.mark.parametrize(
    "asked",
    [{}, {"text": "a", "html": "b"}, {"text": ""}, {"text": "  "}, {"address": "file:///etc/hosts"}, {"address": "x"}],
)
def test_what_cannot_be_read_is_told(client: TestClient, asked: dict[str, str]) -> None:
    answer = client.post("/api/v1/read", json=asked)
    assert (answer.status_code in (400, 422), set(answer.json())) == (True, {"error", "remedy"})


def test_half_a_character_is_told(client: TestClient) -> None:
    sent = b'{"text": "\\ud800 said so"}'
    answer = client.post("/api/v1/read", content=sent, headers={"content-type": "application/json"})
    assert (answer.status_code, set(answer.json())) == (422, {"error", "remedy"})
    assert json_response({"a": "\ud800"}).body == b'{"a": "\\ud800"}'


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/api/v1/reports", "?limit=7"),
        ("/search/feed.atom?q=bridge", "&x=1"),
        ("/api/v1/check?words=a+safe+bridge", "&speaker=Berg"),
    ],
)
def test_what_did_not_change_is_not_sent_again(tmp_path: Path, path: str, more: str) -> None:
    file = tmp_path / "onrecord.db"
    with open_record(file, create=True) as record:
        put(record, record_of("The bridge is safe."))
    client = TestClient(make_app(Site(file, ANY_NUMBER)), base_url=HERE)
    tag = client.get(path).headers["etag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{path}{more}", headers={"if-none-match": tag}).status_code == 200
    with open_record(file) as record:
        put(record, record_of("The bridge is safe.", speaker="Bo Ek"))
    changed = client.get(path, headers={"if-none-match": tag})
    assert (changed.status_code, changed.headers["etag"] != tag) == (200, True)


def test_an_error_is_no_answer_to_be_kept(client: TestClient) -> None:
    assert "etag" not in client.get("/api/v1/reports/none").headers


def test_the_description_is_a_page_too(client: TestClient) -> None:
    shown = client.get("/api").text
    described = get(client, "/openapi.json")
    assert all(path in shown for path in described["paths"])
    assert "https://" not in shown.replace("http://127.0.0.1", "")


@pytest.mark.parametrize(
    ("path", "status"), [("/api/v1/reports", 304), ("/api/v1/reports/none", 404), ("/api/v1/reports?limit=0", 422)]
)
def test_what_is_not_there_is_not_unchanged(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, headers={"if-none-match": "*"})
    assert (answer.status_code, bool(answer.content)) == (status, status != 304)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/api/v1/statements?q=lamp&speker=Tennick", "did you mean speaker?"),
        ("/api/v1/outlets?outlet=VELNA", "it takes cursor, limit"),
        ("/api/v1/reports/x?limit=3", "it takes none"),
    ],
)
def test_a_slip_in_a_parameter_is_no_other_question(client: TestClient, asked: str, told: str) -> None:
    answer = client.get(asked)
    assert answer.status_code == 400
    assert told in answer.json()["remedy"]
