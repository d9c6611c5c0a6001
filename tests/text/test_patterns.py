"""Every regular expression of the program, against texts made to trap it: time grows with the text, not its square."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import onrecord
from tests.growth import grows_linearly

Pattern = re.Pattern[str] | re.Pattern[bytes]
Work = Callable[[Pattern, str | bytes], None]
LENGTH = 2_500
# A quadratic step at this length takes some 20 ms on any machine of these years; the rest is not looked at twice.
SUSPICIOUS = 0.012
# Searched in one phrase, or in one line that was seen to be short, and so never in much text.
BOUNDED = {
    "circumstances.addressee._TRAILING.0",
    "matching.wording._CREDIT.0",
    "reports.glued._TOKEN.0",
    "reports.page_head_names._ADDRESS.0",
    "reports.page_head_names._AFTER.0",
    "reports.page_head_names._DATED.0",
    "reports.page_head_names._HANDLE.0",
    "reports.page_head_names._PARTING.0",
    "reports.page_head_names._ROLE.0",
    "reports.page_head_names._SPLIT.0",
    "reports.plain._BYLINE.0",
    "reports.plain._MENU.0",
    "statements.labels._LABEL.0",
    "statements.writing._WRITTEN_FIRST.0",
}
_SEARCHES = r"(?:\[\w+\])?\.(?:search|finditer|findall|sub|subn|split)\("
# One of each kind that a class or category may mean.
SIGNS = list(" aA1_.,;:-–'’\"“”«»([<>/&=#@éяЯ\n\t\u00a0")


def patterns_in(value: object, depth: int = 0) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from patterns_in(one, depth + 1)
    elif depth < 4 and isinstance(value, Mapping):
        for one in (*value.keys(), *value.values()):
            yield from patterns_in(one, depth + 1)
    elif depth < 4 and hasattr(type(value), "__dataclass_fields__"):
        for name in type(value).__dataclass_fields__:
            yield from patterns_in(getattr(value, name, None), depth + 1)


@cache
def patterns() -> dict[str, Pattern]:
    """All compiled patterns that modules of the program hold, by the place of the first that holds them."""
    found: dict[str, Pattern] = {}
    for module in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(patterns_in(value)):
                if pattern not in found.values():
                    found[f"{module.name.removeprefix('onrecord.')}.{name}.{number}"] = pattern
    return found


def parts_of(pattern: str, flags: int) -> tuple[list[str], list[str]]:
    """The literal signs of a pattern, and its runs of literals: what it looks for is what it stumbles over."""
    signs: list[str] = []
    runs: list[str] = []

    def walk(parsed: object) -> None:
        run = ""
        for op, argument in parsed:  # type: ignore[attr-defined]
            if op is ops.LITERAL:
                signs.append(chr(argument))
                run += chr(argument)
                continue
            runs.append(run)
            run = ""
            if op is ops.IN:
                signs.extend(sign for each in argument for sign in signs_of(*each))
            for inner in argument if isinstance(argument, tuple | list) else ():
                if isinstance(inner, parser.SubPattern):
                    walk(inner)
                elif isinstance(inner, list):
                    for branch in inner:
                        if isinstance(branch, parser.SubPattern):
                            walk(branch)
        runs.append(run)

    walk(parser.parse(pattern, flags))
    return list(dict.fromkeys(signs)), [run for run in dict.fromkeys(runs) if len(run) > 1]


def signs_of(op: object, argument: object) -> list[str]:
    if op is ops.LITERAL:
        return [chr(argument)]  # type: ignore[arg-type]
    if op is ops.RANGE:
        return [chr(argument[0]), chr(argument[1])]  # type: ignore[index]
    return []


def traps(pattern: str, flags: int) -> Iterator[str]:
    """Repeats of what the pattern is made of, alone and beside a sign of each common kind."""
    signs, runs = parts_of(pattern, flags)
    units = [*signs[:16], *runs[:20]]
    beside = [f"{run}{sign}" for run in runs[:12] for sign in (" ", "a")]
    for unit in dict.fromkeys([*units, *SIGNS, *beside, "Aa ", "a ", "1 ", "A. ", "“a ", "a-", "a's "]):
        yield unit * (LENGTH // len(unit))


@cache
def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in Path(onrecord.__path__[0]).rglob("*.py"))


def test_the_patterns_are_found() -> None:
    assert len(patterns()) > 300
    assert patterns().keys() >= BOUNDED


@pytest.mark.parametrize("room", sorted({name.partition(".")[0] for name in patterns()}))
def test_no_pattern_takes_the_square_of_the_text(room: str) -> None:
    for name in sorted(patterns().keys() - BOUNDED):
        if name.startswith(f"{room}."):
            try_pattern(name)


def try_pattern(name: str) -> None:
    """Search with what is searched with; what is only matched at a place is only matched there."""
    pattern = patterns()[name]
    words, flags = pattern.pattern, pattern.flags & ~re.DEBUG
    if isinstance(words, bytes):
        words, flags = words.decode("latin-1"), flags & ~re.UNICODE
    work = search if re.search(rf"\b{name.split('.')[-2]}{_SEARCHES}", source()) else match
    for trap in traps(words, flags):
        subject = trap + "!" if isinstance(pattern.pattern, str) else (trap + "!").encode("utf-8", "replace")
        if seconds(work, pattern, subject) > SUSPICIOUS:
            assert grows_linearly(partial(at_size, work, pattern, subject), LENGTH // 2), (name, trap[:20])


def at_size(work: Work, pattern: Pattern, subject: str | bytes, size: int) -> None:
    work(pattern, grown(subject, size))


def grown(subject: str | bytes, size: int) -> str | bytes:
    """A longer text of the same make."""
    return subject[:-1] * (size // len(subject) + 1) + subject[-1:]


def search(pattern: Pattern, subject: str | bytes) -> None:
    for _ in pattern.finditer(subject):  # type: ignore[arg-type]
        pass


def match(pattern: Pattern, subject: str | bytes) -> None:
    pattern.match(subject)  # type: ignore[arg-type]


def seconds(work: Work, pattern: Pattern, subject: str | bytes) -> float:
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        work(pattern, subject)
        best = min(best, time.process_time() - start)
        if best <= SUSPICIOUS:
            break
    return best
