"""One page has many addresses, and one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.addresses import address_key, names_a_page

PAGE = "ledger.example/news/ferry"


@pytest.mark.parametrize(
    "url",
    [
        "https://ledger.example/news/ferry",
        "http://ledger.example/news/ferry",
        "//ledger.example/news/ferry",
        "ledger.example/news/ferry",
        "HTTPS://WWW.Ledger.Example:443/news/ferry/",
        "http://ledger.example:80/news/ferry#comments",
        "https://ledger.example/news/./x/../ferry",
        "https://ledger.example/news/ferry?utm_source=mail&utm_medium=x&fbclid=1",
        "https://ledger.example/news/ferry;jsessionid=00FF?gclid=2",
        "https://reader@ledger.example/news/%66erry",
        " https://ledger.example/news/ferry\n",
    ],
)
def test_the_same_page(url: str) -> None:
    assert address_key(url) == PAGE


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://ledger.example/a?id=3&b=1", "ledger.example/a?b=1&id=3"),  # parameters may come in any order
        ("https://ledger.example/?id=3", "ledger.example?id=3"),
        ("https://ledger.example:8080/a", "ledger.example:8080/a"),
        ("https://ledger.example/#!/a", "ledger.example#!/a"),
        ("https://bücher.example/ä", "xn--bcher-kva.example/%C3%A4"),
        ("https://xn--bcher-kva.example/%c3%a4", "xn--bcher-kva.example/%C3%A4"),
        ("https://ledger.example/a%2Fb", "ledger.example/a%2Fb"),  # an escaped slash is no slash
        ("http://[::1]:80/x", "[::1]/x"),
        ("https://www.example/a", "www.example/a"),  # the whole name of the host
        ("urn:newsml:ledger.example:20230503:1", "urn:newsml:ledger.example:20230503:1"),
        ("tag:ledger.example,2023:1", "tag:ledger.example,2023:1"),
        ("https://ledger.example/#!\ud800", "ledger.example#!\ufffd"),  # half a character can be stored nowhere
        ("urn:\udfff", "urn:\ufffd"),
    ],
)
def test_the_key(url: str, key: str) -> None:
    assert address_key(url) == key


@pytest.mark.parametrize(
    "url", ["", "news/1.html/", "javascript:alert(1)", "mailto:a@b.example", "http://", "http://[::"]
)
def test_no_address(url: str) -> None:
    assert address_key(url) is None


@pytest.mark.parametrize(
    ("key", "is_page"), [("ledger.example", False), ("ledger.example/a", True), ("ledger.example?id=3", True)]
)
def test_the_front_page_is_no_address_of_a_report(key: str, is_page: bool) -> None:
    assert names_a_page(key) is is_page


@given(
    st.text(max_size=60) | st.from_regex(r"https?://[a-zA-Z.:0-9ä\[\]-]{1,12}[/?#;=&%a-f0-9.]{0,20}", fullmatch=True)
)
def test_any_text_has_a_key_or_none_and_the_key_of_a_key_is_the_key(url: str) -> None:
    key = address_key(url)
    if key is not None and not key.startswith(("urn:", "tag:", "URN:", "TAG:")):
        assert address_key(f"//{key}") == key
