"""What a report calls an occasion, made comparable: what sort of gathering it was, and the names it went by.

"Speech at an OSCE Ministerial Council meeting" and "after a ministerial meeting of the Organization for Security and
Co-operation in Europe" are one sort of gathering of one name; "a meeting with the foreign minister" has no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.comparing.tokens import fold
from onrecord.text.acronyms import SMALL, initials

# Nouns that reports exchange for one another, a line each; the first names the sort.
_SORTS = (
    ("interview", "conversation"),
    ("debate",),
    ("hearing", "testimony", "deposition"),
    ("press", "briefing", "call", "availability"),
    ("rally",),
    ("meeting", "talks", "summit", "session", "council"),
    ("convention", "conference", "congress", "assembly"),
    ("forum", "town hall", "panel", "roundtable", "discussion"),
    ("dinner", "gala", "luncheon", "lunch", "breakfast", "banquet", "reception"),
    ("funeral", "memorial service", "vigil", "ceremony", "inauguration", "commencement"),
    ("programme", "program", "show", "podcast", "broadcast", "newscast"),
    ("tweet", "post", "posting"),
    ("letter",),
    ("statement", "release", "communique"),
    ("e-mail", "email"),
    ("article", "op-ed", "essay", "column", "editorial"),
    ("book", "memoir"),
    ("speech", "address", "remarks", "keynote", "comments"),
)
# These go with many others: a speech is given at a rally, and talks are held at a conference.
_OPEN = frozenset(["speech", "meeting", "convention", "programme", "forum", "dinner", "funeral"])
_SORT = {noun: sorts[0] for sorts in _SORTS for noun in sorts}
_PRESS = re.compile(r"\b(?:news|press|media) (?:conference|briefing|call|availability)s?\b", re.IGNORECASE)
_NOUN = re.compile(
    rf"\b({'|'.join(sorted((re.escape(noun) for noun in _SORT), key=len, reverse=True))}|rallies)(?:s|es)?\b",
    re.IGNORECASE,
)
# Offices and the like: they go before the names of many people.
_TITLES = frozenset(
    "ambassador attorney chairman chairwoman chief chancellor deputy director first foreign former general governor"
    " justice lady leader mayor minister ministers mr mrs ms dr president presidential prime prince queen king"
    " representative rep gov sen secretary senator speaker sunday monday tuesday wednesday thursday friday saturday"
    " treasury vice".split()
)
_WORD = re.compile(r"[\w’'&.-]+")
_ACRONYM = re.compile(r"(?!GOP\Z|USA\Z|CEO\Z)[A-Z]{3,8}\Z")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_LONGEST_NAME = 9  # words of which the initials are taken


@dataclass(frozen=True, slots=True)
class Gathering:
    """sorts: of gatherings or writings. names: that leave no doubt: initials, and two words of one name in a row."""

    sorts: frozenset[str]
    names: frozenset[str]

    def excludes(self, other: Gathering) -> bool:
        """Can it not be the other: an interview is no rally, a letter no debate?"""
        is_strange = bool(self.names and other.names) and not self.names & other.names
        if is_strange and self.sorts & _WITH_SOMEBODY and other.sorts & _WITH_SOMEBODY:
            return True  # the name is that of whom one speaks with, or of the programme
        if not self.sorts or not other.sorts or self.sorts & other.sorts:
            return False
        return not (self.sorts & _OPEN or other.sorts & _OPEN) or bool(
            self.sorts <= _WRITINGS or other.sorts <= _WRITINGS
        )

    def shared(self, other: Gathering) -> tuple[str, ...]:
        """The names of both, in order, where both are of one sort."""
        return tuple(sorted(self.names & other.names)) if self.sorts & other.sorts else ()


_WITH_SOMEBODY = frozenset(["interview", "programme"])
_WRITINGS = frozenset(["tweet", "letter", "statement", "e-mail", "article", "book"])


@lru_cache(maxsize=4096)  # a report has few occasions and says them of many statements
def gathering_of(words: str) -> Gathering:
    """words: an occasion or a medium, as a report has it."""
    press = {"press"} if _PRESS.search(words) else set[str]()
    bare = _PRESS.sub(" ", words)
    found = {_SORT.get(fold(match[1]), "rally") for match in _NOUN.finditer(bare)}
    return Gathering(frozenset(press | found), frozenset(_names(words)))


def _names(words: str) -> Iterator[str]:
    run: list[str] = []
    for match in (*_WORD.finditer(words), None):
        word = _POSSESSIVE.sub("", match[0]) if match else ""
        if word[:1].isupper() or (run and word.lower() in SMALL):
            run.append(word)
            continue
        yield from _of_run(run)
        run = []


def _of_run(run: list[str]) -> Iterator[str]:
    """Names in words that begin with capitals, with small words between."""
    yield from (word for word in run if _ACRONYM.match(word))
    told = [word for word in run if word.lower() not in SMALL]
    for one, other in pairwise(told):
        if not {fold(one), fold(other)} & _TITLES:
            yield f"{fold(one)} {fold(other)}"
    for first in range(len(run)):
        if run[first].lower() not in SMALL:
            for last in range(first + 3, min(len(run), first + _LONGEST_NAME) + 1):
                if run[last - 1].lower() not in SMALL and len(letters := initials(run[first:last])) > 2:
                    yield letters
