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
_CALL = r"(?:\[\w+\])?\.(match|fullmatch|search|finditer|findall|subn?|split)\b"
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


def search(pattern: Pattern, subject: str | bytes) -> None:
    for _ in pattern.finditer(subject):  # type: ignore[arg-type]
        pass


def match(pattern: Pattern, subject: str | bytes) -> None:
    pattern.match(subject)  # type: ignore[arg-type]


def fullmatch(pattern: Pattern, subject: str | bytes) -> None:
    pattern.fullmatch(subject)  # type: ignore[arg-type]


@cache
def sources() -> dict[str, str]:
    """The code of each module, by its name: "reports.plain"."""
    root = Path(onrecord.__path__[0])
    files = {path.relative_to(root).with_suffix(""): path for path in root.rglob("*.py")}
    return {".".join(name.parts): path.read_text(encoding="utf-8") for name, path in files.items()}


def code_around(name: str) -> str:
    """The code that may use a pattern: its own module, where its name is private; else every module that names it."""
    module, variable, _ = name.rsplit(".", 2)
    if variable.startswith("_"):
        return sources()[module]
    return "\n".join(code for code in sources().values() if variable in code)


def works_of(name: str) -> list[Work]:
    """What is done with a pattern: a search, unless the code that sees its name only matches it at a place."""
    return works_in(code_around(name), name.split(".")[-2])


def works_in(code: str, variable: str) -> list[Work]:
    called = set(re.findall(rf"\b(?:{'|'.join(names_of(variable, code))}){_CALL}", code))
    if called - {"match", "fullmatch"} or not called:
        return [search, fullmatch] if "fullmatch" in called else [search]
    return [work for work in (match, fullmatch) if work.__name__ in called]


def names_of(variable: str, code: str) -> set[str]:
    """The variable, what it is a part of, and what a loop calls it: "_B" is in "_ALL = (_A, _B)", "for one in _ALL"."""
    names: set[str] = set()
    found = {variable}
    while found:
        names |= found
        one = "|".join(found)
        loops = re.findall(rf"\bfor ([\w, ]+) in [^\n]*\b(?:{one})\b", code)
        wholes = re.findall(rf"^(\w+)(?:: [^\n=]+)? = [(\[{{][^=]*?\b(?:{one})\b", code, re.MULTILINE)
        found = {name for line in (*loops, *wholes) for name in line.split(", ")} - names
    return names


def test_the_patterns_are_found() -> None:
    assert len(patterns()) > 500


@pytest.mark.parametrize("room", sorted({name.partition(".")[0] for name in patterns()}))
def test_no_pattern_takes_the_square_of_the_text(room: str) -> None:
    for name in sorted(patterns()):
        if name.startswith(f"{room}."):
            try_pattern(name)


@pytest.mark.parametrize(
    ("code", "done"),
    [
        ('_A = re.compile("a")\n_A.match(words)', [match]),
        ('_A = re.compile("a")\n_A.match(words) or _A.fullmatch(words)', [match, fullmatch]),
        ('_A = re.compile("a")\nfor one in (_A, _B):\n    one.search(words)', [search]),
        ('_A = re.compile("a")\n_ALL = (_B, _A)\nany(one.match(words) for one in _ALL)', [match]),
        ('_A = re.compile("a")\nfind(_A)', [search]),  # who knows what is done with it
    ],
)
def test_a_pattern_is_tried_as_it_is_used(code: str, done: list[Work]) -> None:
    assert works_in(code, "_A") == done


@pytest.mark.parametrize("size", [3, 7, 100])
def test_a_trap_has_the_size_it_is_asked_for(size: int) -> None:
    assert len(grown("ab ab !", size)) == size + 1


def try_pattern(name: str) -> None:
    """Search with what is searched with; what is only matched at a place is only matched there."""
    works = works_of(name)
    pattern = patterns()[name]
    words, flags = pattern.pattern, pattern.flags & ~re.DEBUG
    if isinstance(words, bytes):
        words, flags = words.decode("latin-1"), flags & ~re.UNICODE
    for trap in traps(words, flags):
        subject = trap + "!" if isinstance(pattern.pattern, str) else (trap + "!").encode("utf-8", "replace")
        for work in works:
            if seconds(work, pattern, subject) > SUSPICIOUS:
                assert grows_linearly(partial(at_size, work, pattern, subject), LENGTH // 2), (name, trap[:20])


def at_size(work: Work, pattern: Pattern, subject: str | bytes, size: int) -> None:
    work(pattern, grown(subject, size))


def grown(subject: str | bytes, size: int) -> str | bytes:
    """A text of the same make, of this size and a sign more."""
    repeated = subject[:-1]
    return (repeated * (size // len(repeated) + 1))[:size] + subject[-1:]


def seconds(work: Work, pattern: Pattern, subject: str | bytes) -> float:
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        work(pattern, subject)
        best = min(best, time.process_time() - start)
        if best <= SUSPICIOUS:
            break
    return best
