"""Review without a browser: what is judged, what is refused, and by whom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.store.review import waiting
from onrecord.web.app import make_app
from onrecord.web.site import Access, Site
from onrecord.web.users import Right, User, hashed
from tests.web.hostile import HOSTILE

HERE = {"origin": "http://127.0.0.1"}


@pytest.fixture
def judging(own_record: Path) -> TestClient:
    return TestClient(make_app(Site(own_record)), base_url="http://127.0.0.1", headers=HERE)


def first(record: Path) -> str:
    with open_record(record, read_only=True) as opened, opened.reading() as connection:
        return waiting(connection)[0].statement


def log(record: Path) -> list[tuple[str, str]]:
    with open_record(record, read_only=True) as opened:
        return [(one.judgement.act.value, one.judgement.by) for one in opened.judgements()]


def test_a_judgement_leads_to_the_next_statement_and_says_what_was_done(judging: TestClient, own_record: Path) -> None:
    statement = first(own_record)
    answer = judging.post("/review", data={"act": "accept", "statement": statement, "by": "Ana"})
    assert answer.history[0].status_code == 303
    assert "✓ Accept" in answer.text
    assert statement not in re.findall(r'name="statement" value="(\w+)"', answer.text)[-1:]
    assert log(own_record) == [("accept", "Ana")]
    again = judging.post("/review", data={"act": "reject", "statement": first(own_record)})  # known by a cookie
    assert again.status_code == 200
    assert log(own_record)[-1] == ("reject", "Ana")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"act": "correct", "said_on": "soon", "was_said_on": ""}, "soon"),
        ({"act": "correct"}, "Nothing was corrected"),
        ({"act": "correct", "speaker": "Nobody Known", "was_speaker": "x"}, "Nobody Known"),
        ({"act": "correct", "kind": "shouted", "was_kind": "direct"}, "shouted"),
        ({"act": "merge", "was_speaker": "Odra Tennick", "same_as": "Zz Zz"}, "Zz Zz"),
        ({"act": "merge", "was_speaker": "Odra Tennick"}, "A name is missing"),
        ({"act": "undo", "judgement": "abc"}, "abc"),
        ({"act": "dance"}, "dance"),
        ({"act": "accept", "statement": "nothing"}, "nothing"),
    ],
)
def test_what_cannot_be_judged_is_told(judging: TestClient, own_record: Path, form: dict[str, str], told: str) -> None:
    answer = judging.post("/review", data={"statement": first(own_record), "by": "Ana", **form})
    assert answer.status_code in (400, 404)
    assert told in answer.text
    assert log(own_record) == []


def test_what_was_typed_is_there_when_it_is_refused(judging: TestClient, own_record: Path) -> None:
    form = {"act": "correct", "statement": first(own_record), "by": "Ana", "said_on": "soon", "because": "I know it"}
    answer = judging.post("/review", data=form)
    assert 'value="soon"' in answer.text
    assert 'value="I know it"' in answer.text


def test_a_form_that_is_too_long_is_refused(judging: TestClient, own_record: Path) -> None:
    answer = judging.post("/review", data={"act": "accept", "because": "x" * 100_000})
    assert answer.status_code in (400, 413)


def test_a_form_of_another_site_judges_nothing(judging: TestClient, own_record: Path) -> None:
    data = {"act": "accept", "statement": first(own_record), "by": "Ana"}
    assert judging.post("/review", data=data, headers={"origin": "https://evil.example"}).status_code == 403
    assert log(own_record) == []


def test_who_logged_in_judges_in_no_other_name(own_record: Path) -> None:
    users = (User("ana", Right.WRITE, hashed("a secret of hers", (2, 1, 1))),)
    site = Site(own_record, Access(users=users))
    client = TestClient(make_app(site), base_url="http://127.0.0.1", headers=HERE)
    token = {"authorization": "Bearer ana:a secret of hers"}
    data = {"act": "accept", "statement": first(own_record), "by": "Somebody Else"}
    assert client.post("/review", data=data, headers=token).status_code == 200
    assert log(own_record) == [("accept", "ana")]


@pytest.mark.parametrize("path", ["/review?behind=x", "/review?behind=0.5", "/review?behind=nan:1"])
def test_no_such_place_is_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_the_end_of_the_queue_is_told(client: TestClient) -> None:
    assert "Nothing more behind this" in client.get("/review?behind=2.0:1").text


def test_hostile_words_in_judgements_are_words(judging: TestClient, own_record: Path) -> None:
    for words in HOSTILE[:8]:
        form = {"act": "correct", "statement": first(own_record), "by": words, "because": words, "speaker": words}
        told = judging.post("/review", data={**form, "speaker_type": "person", "was_speaker": "x"}).text
        told += judging.get("/review/log").text
        assert "<script>alert" not in told
        assert "<img" not in told
        assert "<svg" not in told
