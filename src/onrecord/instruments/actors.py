"""States and bodies by the words they go by: "Moscow" and "the Russian side" are Russia."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.instruments.tokens import Token, words

# Common words that mean one body where documents are the subject; they are written small.
_SMALL = {"alliance": "NATO"}
LONGEST = 5


@dataclass(frozen=True, slots=True)
class Actors:
    """Folded names -> whom they may mean. `begins`: the first words of all names."""

    by_name: Mapping[tuple[str, ...], frozenset[str]]
    begins: frozenset[str]

    def among(self, tokens: Iterable[Token]) -> dict[str, set[int]]:
        """Whom a text names, each with the places (indexes) of the words; the longest name counts."""
        listed = list(tokens)
        found: dict[str, set[int]] = {}
        at = 0
        while at < len(listed):
            size, meant = self._at(listed, at)
            for one in meant:
                found.setdefault(one, set()).update(range(at, at + size))
            at += size
        return found

    def _at(self, tokens: list[Token], at: int) -> tuple[int, frozenset[str]]:
        token = tokens[at]
        if token.low in _SMALL:
            return 1, frozenset((_SMALL[token.low],))
        # "us" is a pronoun, "US" is not
        if token.low not in self.begins or not token.raw[0].isupper() or token.raw == "Us":
            return 1, frozenset()
        for size in range(min(LONGEST, len(tokens) - at), 0, -1):
            meant = self.by_name.get(tuple(one.low for one in tokens[at : at + size]))
            if meant:
                return size, meant
        return 1, frozenset()


def build_actors(names: Iterable[tuple[str, str]]) -> Actors:
    """From pairs (name, who is meant). A name may mean several."""
    by_name: dict[tuple[str, ...], frozenset[str]] = {}
    for name, meant in names:
        key = words(name)
        if key and len(key) <= LONGEST:
            by_name[key] = by_name.get(key, frozenset()) | {meant}
    return Actors(by_name, frozenset(key[0] for key in by_name))
