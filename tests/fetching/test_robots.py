"""A site's robots.txt: asked for, read, and held to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.fetching import robots
from onrecord.fetching.fetch import Fetcher
from onrecord.fetching.limits import Limits
from onrecord.fetching.locations import location_of
from onrecord.fetching.outcome import NotFetched
from onrecord.fetching.pace import Pace
from onrecord.fetching.robots import Robots, Rules

NOW = datetime(2023, 10, 2, tzinfo=UTC)


def robots_of(text: str) -> Robots:
    """Of news.example, whose rules are known and not asked for again."""
    fetcher = Fetcher("onrecord/1", Limits())
    return Robots(fetcher, Pace(), {"https://news.example": Rules(text, NOW)}, lambda: NOW)


def allows(rules: Robots, path: str) -> bool:
    try:
        rules.check(location_of(f"https://news.example{path}", Limits()))
    except NotFetched:
        return False
    return True


def test_rules_are_read_once_for_all_pages_of_a_site(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = robots._parse
    monkeypatch.setattr(robots, "_parse", lambda text: [read.append(text), parse(text)][1])
    rules = robots_of("User-agent: *\nDisallow: /private")
    assert [allows(rules, path) for path in ("/1", "/private", "/2")] == [True, False, True]
    assert len(read) == 1


def test_many_stars_cost_no_time() -> None:
    """Patterns of stars are compared by hand since protego 0.6.2; as a regular expression this one would not end."""
    rules = robots_of(f"User-agent: *\nDisallow: /{'*a' * 30}*b$")
    assert allows(rules, f"/{'a' * 2000}")
