"""Numbered instruments, looked up in the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.instruments.catalogue import Catalogue, Entry
from onrecord.instruments.families import DIGITS, FAMILIES, WITHOUT_DIGITS
from onrecord.instruments.family import Numbered
from onrecord.instruments.mention import Mention, Passage
from onrecord.instruments.tokens import words
from onrecord.values.span import Span

Fits = Callable[[Entry, Span], bool]
_YEAR = re.compile(r" \((\d{4})\)\Z")
_ACT = re.compile(r"(?P<title>.+ Act) (?P<year>\d{4})\Z")
# Capitals that begin a sentence, or say whose it is, belong to no title.
_BEFORE_TITLE = re.compile(
    r"(?:(?:In|Under|The|Since|After|Before|With|From|And|But|When|While|If|By|As|For|Case|Citing|Of|At|On|To)"
    r"(?: (?:the|of))? |.{1,60}[’']s |[A-Z][a-z]+ the )+"
)
# They number their resolutions, too.
_OTHER_BODIES = re.compile(
    r"\b(?:House|Senate|Parliament(?:ary)?|[Cc]ity|[Bb]oard|[Cc]ommittee|[Pp]arty|[Uu]nion|Council of Europe|"
    r"[Ll]egislature|[Cc]ommissioners|[Ss]hareholders?|Human Rights Council|(?<!General )Assembly|Congress|Knesset|"
    r"Duma|Bundestag|Diet)\b"
)
_BEFORE_PARTIES = re.compile(
    r"(?:(?:In|Under|Since|After|Before|With|From|And|But|When|While|If|By|As|For|Citing|Of|At|On|To|Case)"
    r"(?: (?:the|of))? |(?:[A-Z]\w+ ){0,3}(?:Court|Justices)(?:[’']s)? )+"
)
_COUNCIL = re.compile(r"\b(?:Security Council|UNSC)\b")
_HIGHEST_COUNCIL = 3000  # far above the last resolution of the Security Council, with room for years to come


def numbers_in(passage: Passage, catalogue: Catalogue, fits: Fits) -> Iterator[Mention]:
    """Every numbered instrument of the passage: with its id where the register has it, else by its number alone."""
    for family in FAMILIES if passage.lows & DIGITS else WITHOUT_DIGITS:
        if not family.words.isdisjoint(passage.lows):
            for match in family.pattern.finditer(passage.text, passage.span.start, passage.span.end):
                for one in family.read(match):
                    mention = _mention(one, passage, catalogue, fits)
                    if mention:
                        yield mention


def _mention(one: Numbered, passage: Passage, catalogue: Catalogue, fits: Fits) -> Mention | None:
    if len(one.identifiers) > 1:
        return _of_several(one, passage, catalogue, fits)
    identifier = one.identifiers[0]
    if identifier.startswith("US Const.") and _is_anothers(one.span, passage, catalogue):
        return None
    if identifier.endswith(tuple("0123456789")) and " v. " not in identifier and _ACT.match(identifier):
        return _act(one, passage, catalogue)
    if " v. " in identifier or (identifier and " v. " in one.span.of(passage.text)):
        one = _case(one, passage.text)
        identifier = one.identifiers[0]
    key = catalogue.by_identifier.get(base_of(identifier))
    said = one.span.of(passage.text)
    return Mention(one.span, f"numbered {said!r}", key, (key,) if key else (), identifier)


def base_of(identifier: str) -> str:
    """The number without the year in brackets, as the register has it."""
    return _YEAR.sub("", identifier)


def _is_anothers(span: Span, passage: Passage, catalogue: Catalogue) -> bool:
    """ "Ruritania's 18th Amendment" is not of the constitution that such words mean alone."""
    at = passage.index_at(span.start)
    if not at:
        return False
    if "’s" in passage.gap(at) or "'s" in passage.gap(at):
        return "United States" not in catalogue.actors.among(passage.tokens[max(0, at - 2) : at])
    return bool(catalogue.actors.among(passage.tokens[at - 1 : at]).keys() - {"United States"})


def _act(one: Numbered, passage: Passage, catalogue: Catalogue) -> Mention | None:
    """ "Civil Rights Act of 1964": by its title and year; with another year it is another act."""
    said = _BEFORE_TITLE.match(one.span.of(passage.text))
    span = Span(one.span.start + said.end(), one.span.end) if said else one.span
    words_said = " ".join(span.of(passage.text).split())
    title, year = words_said[:-4].removesuffix("of ").rstrip(", "), words_said[-4:]
    if len(title.split()) < 2:
        return None
    key = next((key for key in _called(title, catalogue) if year in catalogue.entries[key].years), None)
    return Mention(span, f"named {words_said!r}", key, (key,) if key else (), f"{title} {year}")


def _called(title: str, catalogue: Catalogue) -> Iterator[str]:
    wanted = words(title)
    for word in wanted:
        for form in catalogue.forms.get(word, ()):
            if form.words == wanted:
                yield from form.instruments


def _case(one: Numbered, text: str) -> Numbered:
    """The parties alone: what stands before them at the beginning of a sentence is none of theirs."""
    said = _BEFORE_PARTIES.match(one.span.of(text))
    if said is None:
        return one
    dropped = said.end()
    name = one.identifiers[0]
    return Numbered(Span(one.span.start + dropped, one.span.end), (name[dropped:] if " v. " in name else name,))


def _of_several(one: Numbered, passage: Passage, catalogue: Catalogue, fits: Fits) -> Mention | None:
    """A number without its organ. The register decides where one reading fits the surroundings, and only then."""
    said = one.span.of(passage.text)
    keys = [key for identifier in one.identifiers if (key := catalogue.by_identifier.get(base_of(identifier)))]
    if len(keys) == 1 and _is_well_known(one, passage):
        identifier = catalogue.entries[keys[0]].instrument.identifiers[0]
        return Mention(one.span, f"numbered {said!r}, as one of the United Nations is", keys[0], (keys[0],), identifier)
    fitting = [key for key in keys if fits(catalogue.entries[key], one.span)]
    if len(fitting) == 1:
        identifier = catalogue.entries[fitting[0]].instrument.identifiers[0]
        return Mention(one.span, f"numbered {said!r}, and the surroundings fit", fitting[0], (fitting[0],), identifier)
    if fitting or not said.startswith(("UN ", "U.N.", "United Nations")):
        return (
            Mention(one.span, f"{said!r} without its organ", None, tuple(fitting))
            if fitting
            else _of_organ(one, passage)
        )
    if _YEAR.search(one.identifiers[0]):  # years in brackets are the Security Council's way
        return Mention(one.span, f"numbered {said!r}", keys[0] if keys else None, tuple(keys), one.identifiers[0])
    return Mention(one.span, f"{said!r} without its organ", None, _series(one.identifiers))


def _of_organ(one: Numbered, passage: Passage) -> Mention | None:
    """A number that the register does not have, in a sentence that speaks of the Security Council."""
    begin, end = passage.sentence_at(passage.index_at(one.span.start))
    council = _COUNCIL.search(passage.words(begin, end))
    if council is None or not _is_well_known(one, passage):
        return None
    because = f"numbered {one.span.of(passage.text)!r}, and its sentence has {council[0]!r}"
    return Mention(one.span, because, identifier=one.identifiers[0])


def _is_well_known(one: Numbered, passage: Passage) -> bool:
    """A number of the register, cited like a name, in a sentence that speaks of no other body with resolutions."""
    said = one.span.of(passage.text)
    digits = re.findall(r"\d+", said)
    begin, end = passage.sentence_at(passage.index_at(one.span.start))
    if said.startswith(("UN ", "U.N.", "United Nations")):
        return True
    return said[0] == "R" and len(digits[0]) > 2 and _OTHER_BODIES.search(passage.words(begin, end)) is None


def _series(identifiers: tuple[str, ...]) -> tuple[str, ...]:
    number = int(re.sub(r"\D", "", identifiers[0]))
    return identifiers if number < _HIGHEST_COUNCIL else identifiers[1:]
