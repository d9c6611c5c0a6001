"""Errors as a page tells them."""

from __future__ import annotations

from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.errors import BadRequest, DamagedWeights
from onrecord.web.told import API, told_here

ELSE = "whoever keeps this record can mend it from the command line"


@pytest.mark.parametrize(
    ("remedy", "told"),
    [
        ("write it as 2021 or 2021-12", "write it as 2021 or 2021-12"),
        ("say what it is: onrecord statement correct ab12 --speaker-type person", "say what it is"),
        ("`onrecord search` lists what is; the nearest: a.txt", "the search page lists what is; the nearest: a.txt"),
        ("name a field, e.g. --speaker NAME or --said-on DATE",
         "name a field, e.g. the field “Speaker” or the field “When”"),
        ("say who with --by NAME", "say who in the field “Who judges”"),
        ("restore it from a back-up, or name another with --record FILE", "restore it from a back-up"),
        ("onrecord families does it", ELSE),
        ("add --rejected to see it", "add the field “Rejected ones too” to see it"),
        ("`onrecord speakers` lists who is", "the list of speakers lists who is"),
        ("`onrecord instruments --all` lists them", "the list of documents lists them"),
        ("`onrecord log` lists the runs", ELSE),
        ("read it in parts, or from a file: onrecord read FILE", "read it in parts, or from a file"),
        ("name it with --encoding, e.g. --encoding windows-1251", ELSE),
    ],
)  # fmt: skip
def test_a_remedy_is_told_for_who_sits_before_a_form(remedy: str, told: str) -> None:
    assert told_here(BadRequest("it does not go", remedy=remedy)) == ("it does not go", told)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("--since '2021-13' is not a date", "Since: '2021-13' is not a date"),
        ("no report '--since' is on record", "no report '--since' is on record"),
    ],
)
def test_an_option_is_told_as_its_field(what: str, told: str) -> None:
    assert told_here(BadRequest(what, remedy="write another"))[0] == told


@pytest.mark.parametrize(
    "path", ["/search?q=lamp&since=2021-13", "/occasions?since=2021-13", "/check?words=a+b&date=x"]
)
def test_pages_name_fields_and_not_options(client: TestClient, path: str) -> None:
    answer = client.get(path).text.partition("<main")[2]
    assert "is not a date" in answer
    assert "--" not in answer


@pytest.mark.parametrize(
    ("remedy", "told"),
    [
        ("write it as 2021 or 2021-12", "write it as 2021 or 2021-12"),
        ("name a field, e.g. --speaker NAME or --said-on DATE", "name a field"),
        ("add --all-versions to see 3 statements", "add `all_versions` to see 3 statements"),
        ("`onrecord instruments --all` lists them; the nearest: x", "/api/v1/instruments lists them; the nearest: x"),
        ("`onrecord search` lists what is, with the ids", "/api/v1/statements lists what is, with the ids"),
        ("name the encoding with --encoding", ELSE),
    ],
)
def test_a_program_is_told_of_parameters(remedy: str, told: str) -> None:
    assert told_here(BadRequest("--since 'x' is not a date", remedy=remedy), API) == ("since: 'x' is not a date", told)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(
            (f"{path}?{day}=2021-13", 400)
            for path in ("statements", "reports", "occasions")
            for day in ("since", "until")
        ),
        *(("check?words=we+will+keep+it&date=x", 400), ("check?words=%20", 400), ("statements?cursor=x", 400)),
        *(("reports/nowhere", 404), ("statements/nowhere", 404), ("speakers/nowhere", 404), ("occasions/nowhere", 404)),
        *(("instruments/nowhere", 404), ("families/nowhere", 404), ("compare?a=nowhere&b=nowhere", 404)),
        *(("statements?limit=0", 422), ("statements?kind=spoken", 422), ("nowhere", 404)),
    ],
)
def test_the_api_names_parameters_and_not_options(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/{path}")
    told = answer.json()
    assert (answer.status_code, set(told)) == (status, {"error", "remedy"})
    assert "--" not in told["error"] + told["remedy"]
    assert "onrecord " not in told["error"] + told["remedy"]


@pytest.mark.parametrize(
    "sent",
    [{"text": ""}, {"text": "a", "html": "b"}, {"address": "file:///etc/hosts"}],
)
def test_what_cannot_be_read_is_told_to_a_program_too(client: TestClient, sent: dict[str, str]) -> None:
    told = client.post("/api/v1/read", json=sent).json()
    assert "--" not in told["error"] + told["remedy"]
    assert "onrecord " not in told["error"] + told["remedy"]


def test_who_comes_under_another_name_is_not_told_of_options(client: TestClient) -> None:
    answer = client.get("/", headers={"host": "other.example"})
    assert (answer.status_code, "--" in answer.text, "onrecord " in answer.text) == (403, False, False)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/search/feed.atom?kind=foo", "Kind: input should be 'direct', 'mixed' or 'indirect'"),
        ("/search?kind=foo", "Choose one of direct, mixed, indirect"),
        ("/speaker/x?kind=foo", "Choose one of direct, mixed, indirect"),
        ("/report/x?part=abc", "Part: input should be a valid integer"),
    ],
)
def test_a_page_tells_what_may_be_asked(client: TestClient, path: str, told: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, told in unescape(answer.text)) == (400, True)


@pytest.mark.parametrize(
    ("sent", "error", "remedy"),
    [
        (
            {"words": "a", "speakr": "b"},
            "'speakr' is no field of what is asked here",
            "did you mean speaker? it takes date, in_text, speaker, words",
        ),
        ({"words": "a", "x" * 50: 1}, f"'{'x' * 40}' is no field", "it takes date, in_text, speaker, words"),
    ],
)
def test_a_field_that_there_is_not_is_told_with_those_there_are(
    client: TestClient, sent: dict[str, str], error: str, remedy: str
) -> None:
    answer = client.post("/api/v1/check", json=sent)
    told = answer.json()
    assert (answer.status_code, told["remedy"]) == (422, remedy)
    assert told["error"].startswith(error)


def test_what_is_no_json_is_told(client: TestClient) -> None:
    answer = client.post("/api/v1/check", content=b"{nope", headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (422, "what was sent: json decode error")


def test_a_fault_of_ours_is_not_told_as_one_of_who_asks(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise DamagedWeights("the weights are not whole")

    monkeypatch.setattr("onrecord.web.api.asking.check_words", damaged)
    assert client.post("/api/v1/check", json={"words": "a"}).status_code == 500
