"""Instruments called by a name of the register, and words like them that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.instruments.catalogue import Catalogue, Form
from onrecord.instruments.kinds import head_of
from onrecord.instruments.mention import Mention, Passage
from onrecord.values.span import Span

# Between two words of a name: spaces, dashes, the marks that names have inside.
_GAP = re.compile(r"[ \n]{0,12}[-‐-―/’'.,()&+]{0,2}[sS]?[ \n]{0,12}\Z")
# "North Atlantic Treaty Organization" is a body; "Warsaw Pact armies" are those of the alliance.
_BODY_AFTER = frozenset(
    "organization organizations group committee commission foundation association institute".split()
)
_ALLIED = frozenset(
    (
        "army armies states state countries country member members nation nations force forces troop troops "
        "ally allies alliance tanks invasion era side military general generals soldiers bloc veterans"
    ).split()
)
# What goes by a borrowed name.
_BORROWERS = frozenset(
    (
        "band group trio quartet duo film movie novel album play song show ship yacht restaurant bar firm club horse "
        "team"
    ).split()
)
_YEAR = re.compile(r",? (?:of |\()?(1[6-9]\d\d|20\d\d)\b(?![-–/])")


def named(passage: Passage, catalogue: Catalogue) -> Iterator[tuple[Mention, Form, int]]:
    """Every name that stands in the passage, with the form and the index of its first word. They may overlap.

    A sure name is linked; of one that several have, or that has other meanings, the readings are given.
    """
    for at, token in enumerate(passage.tokens):
        for form in catalogue.forms.get(token.low, ()):
            begin = at - form.at
            if _stands(passage, form, begin) and _is_the_name(passage, form, begin, catalogue):
                yield _mention(passage, form, begin, catalogue), form, begin
                break


def _mention(passage: Passage, form: Form, begin: int, catalogue: Catalogue) -> Mention:
    tokens = passage.tokens
    first = _behind_possessor(passage, form, begin, catalogue)
    span = Span(tokens[first].start, tokens[begin + len(form.words) - 1].end)
    span = _whole_brackets(span, passage.text)
    said = span.of(passage.text)
    if form.sure:
        return Mention(span, f"named {said!r}", form.instruments[0], form.instruments)
    return Mention(span, f"{said!r} can be said of it", None, form.instruments)


def _behind_possessor(passage: Passage, form: Form, begin: int, catalogue: Catalogue) -> int:
    """Whose it is, is no part of the name: "Ruritania's constitution"."""
    for at in range(begin + 1, begin + len(form.words)):
        if "’s" in passage.gap(at) or "'s" in passage.gap(at):
            owner = passage.tokens[begin:at]
            places = {one for those in catalogue.actors.among(owner).values() for one in those}
            return at if len(places) == len(owner) else begin
    return begin


def _whole_brackets(span: Span, text: str) -> Span:
    """A name does not end before the bracket that closes one opened inside it."""
    opened = span.of(text).count("(") > span.of(text).count(")")
    return Span(span.start, span.end + 1) if opened and text[span.end : span.end + 1] == ")" else span


def _stands(passage: Passage, form: Form, begin: int) -> bool:
    end = begin + len(form.words)
    if begin < 0 or end > len(passage.tokens):
        return False
    if any(passage.tokens[begin + i].low != word for i, word in enumerate(form.words)):
        return False
    return all(_GAP.match(passage.gap(at)) for at in range(begin + 1, end)) and _case_fits(passage, form, begin)


def _case_fits(passage: Passage, form: Form, begin: int) -> bool:
    """A name has a capital somewhere, unless the register writes it small or it has three words and more."""
    tokens = passage.tokens[begin : begin + len(form.words)]
    if form.raw is not None:
        return _single_fits(passage, form.raw, begin)
    if "us" in form.words and any(token.low == "us" and token.raw in ("us", "Us") for token in tokens):
        return False
    capitals = [token for token in tokens if token.raw[0].isupper()]
    if len(capitals) == 1 and capitals[0] is tokens[0] and _begins_sentence(passage, begin):
        capitals = []
    return form.small or len(form.words) > 2 or bool(capitals)


def _single_fits(passage: Passage, wanted: str, at: int) -> bool:
    """A single word must be printed as it is, or in capitals; long acronyms like a name, too ("Nafta")."""
    raw = passage.tokens[at].raw
    if (
        wanted.istitle()
        and at
        and passage.tokens[at - 1].raw[0].isupper()
        and passage.gap(at) == " "
        and len(wanted) < 7
    ):
        return False  # a surname behind a given name
    if raw == wanted or (wanted.istitle() and len(wanted) > 5 and raw.isupper()):
        return True
    return wanted.isupper() and len(wanted) > 4 and raw == wanted.title() and raw not in ("Cites", "Trips")


def _begins_sentence(passage: Passage, begin: int) -> bool:
    """Is the capital only there because a sentence begins? Not when it is a numeral or all in capitals."""
    first = passage.tokens[begin]
    return passage.sentence_at(begin)[0] == begin and not first.raw.isupper()


def _is_the_name(passage: Passage, form: Form, begin: int, catalogue: Catalogue) -> bool:
    tokens, end = passage.tokens, begin + len(form.words)
    if end < len(tokens) and passage.gap(end).strip() == "":
        after = tokens[end]
        if after.low in _BODY_AFTER and after.is_capital:
            return False
        if form.words[-1] == "pact" and after.low in _ALLIED:
            return False
    if begin and tokens[begin - 1].low in _BORROWERS and not passage.gap(begin).strip():
        return False
    return _year_fits(passage, form, end, catalogue)


def _year_fits(passage: Passage, form: Form, end: int, catalogue: Catalogue) -> bool:
    """ "Civil Rights Act of 1991" is not the one of 1964."""
    match = _YEAR.match(passage.text, passage.tokens[end - 1].end)
    if match is None or head_of(form.words[-1]) is None:
        return True
    years = {year for one in form.instruments for year in catalogue.entries[one].years}
    return match[1] in years or not years or _in_force(form, match[1], catalogue)


def _in_force(form: Form, year: str, catalogue: Catalogue) -> bool:
    others = (catalogue.entries[one].instrument for one in form.instruments)
    return any(year == (day or "")[:4] for one in others for day in (one.in_force, one.ended))
