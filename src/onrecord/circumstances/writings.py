"""Where what was written ends: the day of a letter is not the day of what its writer says afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.circumstances.candidates import Told
from onrecord.circumstances.occasion_dates import Occasion
from onrecord.circumstances.scene import Clause
from onrecord.circumstances.threads import Thread
from onrecord.circumstances.told import cue_of, is_written

_NOUN = r"(?:open )?(?P<noun>letter|memo|memorandum|e-?mail|op-ed|article|essay|column|editorial|book|filing|paper)"
_IN_WRITING = re.compile(rf"\bin (?:an?|the|his|her|their) (?:[\w’'-]{{1,20}} ){{0,3}}{_NOUN}\b", re.IGNORECASE)
_WRITING = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
# "told parliament", "said at a rally": a listener or an occasion, which a sheet of paper has not.
_TELLS = re.compile(r"(?:told|tells|telling)\b")
_SPEAKS = re.compile(r"(?:testif(?:ied|ies)|shout(?:s|ed)|spoke|speaks|repl(?:ied|ies)|answer(?:s|ed))\b")
_ELSEWHERE = re.compile(
    r"\b(?:in|during|at|on) (?:an?|another) (?:[\w’'-]{1,20} ){0,3}"
    r"(?:interview|speech|rally|appearance|meeting|conference|briefing|hearing|debate|statement|tweet|post)\b"
    r"|\b(?:on (?:Twitter|Facebook|television|TV)|in (?:parliament|court))\b",
    re.IGNORECASE,
)
_LISTENER = re.compile(r"\W{1,3}(?:the |an? |his |her |their )?(?P<who>[\w’'-]+(?: [A-Z][\w’'-]+)*)")


@dataclass(slots=True)
class Writings:
    """Knows who speaks again after having written. names: whose a statement is."""

    reading: str
    names: Callable[[Clause], Sequence[str]]
    _left: set[str] = field(default_factory=set)

    def begin(self, clause: Clause, own: Occasion) -> Occasion:
        """The occasion of a dated statement, with what it was written in."""
        self._left.difference_update(self.names(clause))
        return replace(own, writing=writing_of(clause))

    def leave(self, clause: Clause, thread: Thread, aside_told_in: str) -> None:
        """From the first words that are not of the letter on, what its writer says is not of its day."""
        if thread.main and self.has_left(clause, Told(thread.main, thread.told_in, thread.main_paragraph)):
            thread.main = None
            self._left.update(self.names(clause))
        if thread.aside and self.has_left(clause, Told(thread.aside, aside_told_in, thread.aside_paragraph)):
            thread.aside = None
            self._left.update(self.names(clause))

    def has_left(self, clause: Clause, told: Told) -> bool:
        """Was the occasion that of a writing, which the statement is no part of?"""
        writing = told.occasion.writing
        if writing is None or writing_of(clause) is not None:
            return False
        if not self._left.isdisjoint(self.names(clause)):
            return True
        content = " ".join(span.of(self.reading) for span in clause.attribution.content)
        return leaves_writing(clause, content, writing, told.words)


def writing_of(clause: Clause) -> str | None:
    """What the statement was written in: "letter", "" where that is not named; None for spoken words."""
    found = _IN_WRITING.search(clause.masked)
    if found is not None:
        return found["noun"].lower()
    if not is_written(clause):
        return None
    named = _WRITING.search(clause.masked)
    return named["noun"].lower() if named is not None else ""


def leaves_writing(clause: Clause, content: str, noun: str, told_in: str) -> bool:
    """Does the statement turn to another listener, occasion or medium, or speak of the writing from outside?

    content: what was said. noun: of the writing. told_in: the sentence that dated it.
    """
    if is_written(clause) or (noun and re.search(rf"\b{noun}\b", clause.masked, re.IGNORECASE)):
        return False
    if noun and re.search(rf"\b(?:the|this|that|his|her|their) {noun}\b", content, re.IGNORECASE):
        return True
    cue = cue_of(clause)
    if _SPEAKS.match(cue) or _ELSEWHERE.search(clause.masked):
        return True
    return bool(_TELLS.match(cue)) and not _tells_the_same(clause, told_in)


def _tells_the_same(clause: Clause, told_in: str) -> bool:
    """Was the listener named where the writing was dated?"""
    heard = _LISTENER.match(clause.masked, clause.anchor.end - clause.window.start)
    if heard is None:
        return False
    return any(re.search(rf"\b{re.escape(word)}\b", told_in) for word in heard["who"].split())
