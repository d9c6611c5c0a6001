"""The cue lexicon: which words bring reported speech, and what follows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.values.statement import Force, Mode


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb of saying, thinking or taking a stance.

    frames: what its content looks like: clause, quote, object, named, to, told, question, expressed;
        document: only a document says it this way.
    strong: any noun phrase may be its source; otherwise the source must be one that can speak.
    """

    verb: str
    mode: Mode
    force: Force | None
    frames: frozenset[str]
    strong: bool
    passive_only: bool = False

    def takes(self, *frames: str) -> bool:
        return not self.frames.isdisjoint(frames)


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cues by their inflected form, as lower-case words: ("pointed", "out").

    longest: words in the longest form.
    confidence: by rule and kind, how often statements found by that rule are right.
    """

    forms: Mapping[tuple[str, ...], Cue]
    longest: int
    confidence: Mapping[tuple[str, str], float]

    def at(self, words: tuple[str, ...]) -> tuple[Cue, int] | None:
        """The longest cue at the start of `words` (lower case) and how many words it has."""
        for length in range(min(self.longest, len(words)), 0, -1):
            cue = self.forms.get(words[:length])
            if cue:
                return cue, length
        return None


def build_lexicon(lines: Iterable[str], confidence: Iterable[str]) -> CueLexicon:
    """Read the tab-separated lexicon (columns verb, forms, mode, force, frames, strength; `#` begins a comment).

    confidence: the lines of its sister table (rule, kind, right, cases, confidence).

    Raises ValueError with the line when a line cannot be read: the file is the program's own.
    """
    forms: dict[tuple[str, ...], Cue] = {}
    for line in lines:
        if line.startswith(("#", "verb\t")) or not line.strip():
            continue
        verb, inflected, mode, force, frames, strength = line.rstrip("\n").split("\t")
        cue = Cue(
            verb=verb,
            mode=Mode(mode),
            force=None if force == "-" else Force(force),
            frames=frozenset(frames.split(",")),
            strong=strength == "strong",
            passive_only=strength == "passive",
        )
        for form in inflected.split(";"):
            forms[tuple(form.split())] = cue
    return CueLexicon(forms=forms, longest=max(map(len, forms)), confidence=_confidence(confidence))


def _confidence(lines: Iterable[str]) -> dict[tuple[str, str], float]:
    rows = (line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith(("#", "rule\t")))
    return {(rule, kind): float(share) for rule, kind, _, _, share in rows}
