"""An agency has a page as an outlet has: what others carry from it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.web.app import make_app
from onrecord.web.site import Site
from tests.store.conftest import put
from tests.store.making import record_of

HOSTILE = '<script>alert(1)</script> & "News"/\u202eX'


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    file = tmp_path_factory.mktemp("agencies") / "r.db"
    carried = (
        ("Courier", "VELNA"),
        ("Ledger", "VELNA"),
        (None, "VELNA"),
        (None, "Orva"),
        ("Orva", None),
        (None, HOSTILE),
    )
    with open_record(file, create=True) as record:
        put(
            record,
            *(
                record_of(
                    f"The lamp number {at} is lit.", outlet=outlet, wire=wire, title=f"Lamp {at}", origin=f"{at}.txt"
                )
                for at, (outlet, wire) in enumerate(carried)
            ),
        )
    return TestClient(make_app(Site(Path(file))), base_url="http://127.0.0.1")


def main_of(visitor: TestClient, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    (main,) = html.fromstring(answer.text).xpath("//main")
    return " ".join(" ".join(main.itertext()).split())


def test_an_agency_that_is_no_outlet_has_a_page(visitor: TestClient) -> None:
    page = main_of(visitor, "/outlet/VELNA")
    assert "No report on record names it as its outlet" in page
    assert "3 reports name it as the agency that wrote the words" in page
    assert "Carried as wire copy by Outlet Reports Courier 1 Ledger 1 outlet not known 1" in page
    assert "Lamp 1 carried by Ledger" in page
    assert "Lamp 2 carried by an outlet not known" in page


def test_who_is_both_shows_both(visitor: TestClient) -> None:
    page = main_of(visitor, "/outlet/Orva")
    assert "How it gives words" in page
    assert "1 report names it as the agency" in page


def test_an_outlet_that_is_no_agency_has_no_such_part(visitor: TestClient) -> None:
    assert "wire copy" not in main_of(visitor, "/outlet/Courier")


@pytest.mark.parametrize("asked", ["", "?q=velna"])
def test_agencies_are_in_the_list_of_outlets(visitor: TestClient, asked: str) -> None:
    assert "VELNA 3" in main_of(visitor, f"/outlets{asked}")


@pytest.mark.parametrize("wire", ["VELNA", "Orva", HOSTILE])
def test_what_search_names_as_agency_leads_to_its_page(visitor: TestClient, wire: str) -> None:
    address = f"/outlet/{quote(wire, safe='')}"
    found = visitor.get("/search", params={"outlet": wire.rsplit(maxsplit=1)[-1] if wire == HOSTILE else wire})
    assert address in found.text
    report = html.fromstring(found.text).xpath(
        "//p[contains(@class, 'hit-where')]/a[starts-with(@href, '/report/')]/@href"
    )
    assert any(address in visitor.get(one).text for one in report)
    assert visitor.get(address).status_code == 200
    assert "<script>alert" not in visitor.get(address).text


def test_an_agency_can_be_narrowed_by(visitor: TestClient) -> None:
    assert "outlet=VELNA" in visitor.get("/search?q=lamp").text


def test_programs_see_what_is_carried(visitor: TestClient) -> None:
    rows = {row["outlet"]: row for row in visitor.get("/api/v1/outlets").json()["items"]}
    assert (rows["VELNA"]["reports"], rows["VELNA"]["carried"], rows["Orva"]["carried"]) == (0, 3, 1)


def test_who_is_neither_is_told(visitor: TestClient) -> None:
    assert visitor.get("/outlet/Nowhere").status_code == 404
