"""The cue lexicon: which words bring reported speech, and what follows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.values.span import Span
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

    starts: first word of a form (letters a to z) -> words in the longest one that begins with it.
    confidence: by rule and kind, how often statements found by that rule are right.
    told: cues that no rule looks for, of which mode and force are known: nouns, and verbs that are seldom cues.
    """

    forms: Mapping[tuple[str, ...], Cue]
    confidence: Mapping[tuple[str, str], float]
    told: Mapping[tuple[str, ...], Cue] = field(default_factory=dict)
    starts: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        starts: dict[str, int] = {}
        for form in self.forms:
            starts[form[0]] = max(len(form), starts.get(form[0], 0))
        object.__setattr__(self, "starts", starts)

    def at(self, words: tuple[str, ...]) -> tuple[Cue, int] | None:
        """The longest cue at the start of `words` (lower case) and how many words it has."""
        longest = self.starts.get(words[0], 0) if words else 0
        for length in range(min(longest, len(words)), 0, -1):
            cue = self.forms.get(words[:length])
            if cue:
                return cue, length
        return None

    def entry(self, words: Sequence[str]) -> Cue | None:
        """What is known of a cue found by other means: "has also said" is "said", "gave a warning" is a warning.

        words: of the cue, lower case, without punctuation. The first entry counts; where it only gives voice to a
        noun ("repeated his vow", "expressed opposition"), force and stance are the noun's.
        """
        first: Cue | None = None
        at = 0
        while at < len(words):
            cue, length = self._known(tuple(words[at : at + _LONGEST_TOLD])) or (None, 1)
            if cue is not None and first is None:
                if cue.verb not in _GIVES_VOICE:
                    return cue
                first = cue
            elif cue is not None and first is not None:
                return replace(first, mode=cue.mode if cue.mode is Mode.DID else first.mode, force=cue.force)
            at += length
        return first

    def _known(self, words: tuple[str, ...]) -> tuple[Cue, int] | None:
        for length in range(len(words), 0, -1):
            cue = self.forms.get(words[:length]) or self.told.get(words[:length])
            if cue:
                return cue, length
        return None


_LONGEST_TOLD = 6
_GIVES_VOICE = frozenset("express voice issue repeat reiterate direct level offer announce".split())
_NEGATIONS = frozenset("not never no cannot".split())


def cue_words(reading: str, cue: Sequence[Span]) -> list[str]:
    """The words of a cue as the lexicon has them: lower case, straight apostrophes, no punctuation."""
    return [w.strip(".,:;") for span in cue for w in span.of(reading).lower().replace("’", "'").split()]


def is_negated(words: Sequence[str]) -> bool:
    """Do the words of a cue, lower case, say no: "did not say", "can't believe"?"""
    return any(w in _NEGATIONS or w.endswith("n't") for w in words)


def build_lexicon(lines: Iterable[str], confidence: Iterable[str], told: Iterable[str] = ()) -> CueLexicon:
    """Read the tab-separated lexicon (columns verb, forms, mode, force, frames, strength; `#` begins a comment).

    confidence: the lines of its sister table (rule, kind, right, cases, confidence).
    told: the lines of the table of cues that no rule looks for (cue, forms, mode, force).

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
    return CueLexicon(forms=forms, confidence=_confidence(confidence), told=_told(told))


def _told(lines: Iterable[str]) -> dict[tuple[str, ...], Cue]:
    rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith(("#", "cue\t"))]
    return {
        tuple(form.split()): Cue(cue, Mode(mode), None if force == "-" else Force(force), frozenset(), strong=False)
        for cue, forms, mode, force in rows
        for form in forms.split(";")
    }


def _confidence(lines: Iterable[str]) -> dict[tuple[str, str], float]:
    rows = (line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith(("#", "rule\t")))
    return {(rule, kind): float(share) for rule, kind, _, _, share in rows}
