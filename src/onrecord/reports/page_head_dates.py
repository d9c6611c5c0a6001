"""All that a page says of its own dates, as claims: JSON-LD, meta, microdata, lines beside the headline, address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.reports.date_claims import DateClaim, Role, Voice, claim
from onrecord.reports.page_head_json import LinkedData, strings
from onrecord.reports.page_head_locale import Locale
from onrecord.reports.page_head_marked import Marked
from onrecord.reports.page_head_meta import PUBLISHED, UPDATED, Meta, first_of
from onrecord.reports.page_head_sources import Sources
from onrecord.text.edtf import valid_day
from onrecord.text.written_dates import written_dates

_MIDNIGHTS = (21, 22, 23)


_LINKED = (
    ("datePublished", Role.PUBLISHED),
    ("dateCreated", Role.PUBLISHED),
    ("uploadDate", Role.PUBLISHED),
    ("dateModified", Role.UPDATED),
)
_UPDATED_WORDS = re.compile(
    r"\b(?:updated?|modified|edited|last change|aktualisiert|geändert|letzte änderung|zuletzt|stand:|actualizad[oa]|"
    r"modificad[oa]|mis à jour|modifié|màj|aggiornat[oa]|modificato|atualizad[oa]|bijgewerkt|gewijzigd|laatste update|"
    r"обновлен[оа]?|изменен[оа]?|оновлено|zaktualizowan[oay]|aktualizacja|güncelle\w{0,6}|aktualizováno|uppdaterad|"
    r"oppdatert|opdateret|päivitetty|ενημέρωση|actualizat|ažurirano|frissítve)",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = re.compile(
    r"\b(?:published|posted|written|first published|created|veröffentlicht|erstellt|erschienen|publicad[oa]|publié|"
    r"pubblicat[oa]|gepubliceerd|geplaatst|опубликован[оа]?|опубліковано|opublikowan[oay]|publikacja|yayın\w{0,10}|"
    r"publikováno|publicerad|publisert|julkaistu|δημοσίευση|objavljeno|publicat|diterbitkan)",
    re.IGNORECASE,
)
_UPDATED_MARKS = frozenset(("updated", "modified", "update", "lastmod"))
_PUBLISHED_MARKS = frozenset("published publish publication posted pubdate created dateposted publicado publié".split())
# Names that are also used for the day of the text's making, of the page's, or of today.
_LOOSE = frozenset(
    "date dc.date dc:date dcterms.date created datecreated date_created dc.created dcterms.created dc.date.created "
    "content_create_date citation_date release_date video:release_date doc_date displaydate".split()
)
_NEAR = 60  # elements walked after the headline within which its date stands
_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<month>0[1-9]|1[0-2]|[1-9](?=[/-]))(?P=mark)"
    r"(?P<day>0[1-9]|[12]\d|3[01]|[1-9](?=[/-]))(?!\d)|"
    r"[-_/](?P<year2>20[0-4]\d)-?(?P<month2>0[1-9]|1[0-2])-?(?P<day2>0[1-9]|[12]\d|3[01])(?=\D|$)"
)
_SHOWN_LONGEST = 160
_WORDS, _OTHER_WORDS = re.compile(r"[^\W\d_]{2,}"), 6


def date_claims(
    sources: Sources, locale: Locale, *, title: str | None, addresses: Sequence[str]
) -> tuple[DateClaim, ...]:
    """Every claim once, the best told first. title: to know the headline by. addresses: of the page."""
    found = (
        *_from_linked(sources.linked, locale),
        *_from_meta(sources.meta, locale),
        *_from_marked(sources.marked, locale, title),
        *(one for address in dict.fromkeys(addresses) for one in from_address(address)),
    )
    kept = {(one.kind, one.words, one.readings): _at_home(one, locale) for one in reversed(found)}
    return tuple(kept.values())[::-1]


def _at_home(one: DateClaim, locale: Locale) -> DateClaim:
    """A date stored as midnight of its own place, and told in UTC: "2022-11-06T23:00:00Z" is 7 November in Berlin."""
    hour, rest = divmod(one.moment % 86_400, 3600) if one.moment is not None else (0, 0)
    is_midnight = hour in _MIDNIGHTS and rest == 0
    if not (one.also and locale.is_east and is_midnight):
        return one
    return replace(one, readings=one.also[-1:], also=one.readings)


def claims_of_lines(lines: Iterable[str], locale: Locale, known: Iterable[DateClaim]) -> tuple[DateClaim, ...]:
    """Dates in lines beside the headline that hold a date and little else. known: claims of the markup, all doubted."""
    doubted = {day for one in known if one.doubt for day in one.readings}
    found = []
    for line in lines:
        dates = written_dates(line, locale.language, is_day_first=locale.is_day_first)
        rest = line[: dates[0].span.start] + line[dates[0].span.end :] if dates else ""
        if dates and doubted.isdisjoint(dates[0].readings) and len(_WORDS.findall(rest)) <= _OTHER_WORDS:
            role = _role_of_words(line[: dates[0].span.start]) or Role.UNTOLD
            words, readings = line[:100], dates[0].readings
            found.append(DateClaim("line near the headline", words, readings, role, Voice.SHOWN, weakness=0.5))
    return tuple(found[:5])


def picture_claims(meta: Meta) -> tuple[DateClaim, ...]:
    """The day in the address of the page's picture: when it was put there, seldom long before the report."""
    addresses = [words for _, words in first_of(meta, ("og:image", "twitter:image"))]
    return tuple(
        replace(one, kind="address of the picture", voice=Voice.PICTURE)
        for one in (claim for address in addresses for claim in from_address(address))
    )[:1]


def is_told(claims: Iterable[DateClaim]) -> bool:
    """Does any of them speak, undoubted, of a day of publication?"""
    return any(one.readings and not one.doubt and one.role is not Role.UPDATED for one in claims)


def from_address(address: str) -> tuple[DateClaim, ...]:
    """The day in an address: "/2021/12/02/", "/20211202/", "-2021-12-02"."""
    for match in _ADDRESS.finditer(address[:1000]):
        year, month, day = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
        found = valid_day(int(year), int(month), int(day))
        if found:
            return (DateClaim("address", match[0], (found.isoformat(),), Role.PUBLISHED, Voice.ADDRESS),)
    return ()


def _from_linked(linked: LinkedData, locale: Locale) -> Iterator[DateClaim]:
    for node in filter(None, (linked.article, *linked.others[:3])):
        of_other = node is not linked.article
        for name, role in _LINKED:
            for words in strings(node.get(name))[:1]:
                found = claim(
                    f"JSON-LD {name}", words, role, Voice.LINKED, language="en", is_day_first=locale.is_day_first
                )
                yield found if not of_other else _of_kin(found)


def _of_kin(found: DateClaim) -> DateClaim:
    """What the node of the page, and not of the article, says: believed where the article says nothing."""
    return replace(found, kind=f"{found.kind} of another node", weakness=1.0)


def _from_meta(meta: Meta, locale: Locale) -> Iterator[DateClaim]:
    for names, role in ((PUBLISHED, Role.PUBLISHED), (UPDATED, Role.UPDATED)):
        for name, words in first_of(meta, names):
            found = claim(
                f"meta {name}", words, role, Voice.META, language=locale.language, is_day_first=locale.is_day_first
            )
            yield replace(found, weakness=1.0) if name in _LOOSE else found


def _from_marked(marked: Sequence[Marked], locale: Locale, title: str | None) -> Iterator[DateClaim]:
    headlines = [one for one in marked if one.tag == "h1"]
    titled = [one.order for one in headlines if title and one.words.endswith(title)]
    headline = next(iter([*titled, *(one.order for one in headlines if one.elsewhere is None)]), None)
    beside: list[tuple[int, DateClaim]] = []
    for one in marked:
        if one.tag != "h1" and (one.is_date or one.is_author):
            beside += [(one.order, _placed(found, one, headline)) for found in _of_element(one, locale)]
    yield from _nearest(beside, headline)


def _nearest(beside: Sequence[tuple[int, DateClaim]], headline: int | None) -> Iterator[DateClaim]:
    """Of dates without a label the nearest below the headline, else above it; the others are other reports'."""
    untold = [(order, one) for order, one in beside if one.role is Role.UNTOLD and one.doubt is None]
    at = headline if headline is not None else -1
    nearest = min(((order < at, abs(order - at)) for order, _ in untold), default=(False, 0))
    days = {
        day for order, one in untold if (order < at, abs(order - at)) == nearest for day in (*one.readings, *one.also)
    }
    for _, one in beside:
        is_other = one.role is Role.UNTOLD and one.doubt is None and days.isdisjoint((*one.readings, *one.also))
        yield replace(one, doubt="another date stands nearer to the headline") if is_other else one


def _of_element(one: Marked, locale: Locale) -> Iterator[DateClaim]:
    name = one.itemprop if one.itemprop.startswith("date") else f"<{one.tag}>"
    role = _role(one)
    if one.value:
        found = claim(name, one.value, role, Voice.MARKUP, language=locale.language, is_day_first=locale.is_day_first)
        if found.readings:
            yield found
    if not one.words or len(one.words) > _SHOWN_LONGEST:
        return
    dates = written_dates(one.words, locale.language, is_day_first=locale.is_day_first)[:2]
    for number, shown in enumerate(dates):
        said = _role_of_words(one.words[dates[number - 1].span.end if number else 0 : shown.span.start])
        if said is None and len(dates) > 1:  # "12 May, updated 13 May"
            said = Role.UNTOLD
        yield DateClaim("line beside the headline", one.words[:100], shown.readings, said or role, Voice.SHOWN)


def _placed(found: DateClaim, one: Marked, headline: int | None) -> DateClaim:
    doubt = None
    if one.elsewhere:
        doubt = f"it stands in a part of the page called {one.elsewhere!r}, not beside the article"
    elif headline is not None and one.order > headline + _NEAR and not one.itemprop:
        doubt = "it stands far below the headline"
    return replace(found, doubt=doubt)


def _role(one: Marked) -> Role:
    if one.itemprop.startswith("date"):
        return Role.UPDATED if "modif" in one.itemprop or "updat" in one.itemprop else Role.PUBLISHED
    said = _role_of_words(one.words)
    if said:
        return said
    if not one.marks.isdisjoint(_PUBLISHED_MARKS):
        return Role.PUBLISHED
    return Role.UPDATED if not one.marks.isdisjoint(_UPDATED_MARKS) and one.tag != "time" else Role.UNTOLD


def _role_of_words(words: str) -> Role | None:
    """What the last label in a line says of the date after it."""
    labels = [(match.start(), Role.UPDATED) for match in _UPDATED_WORDS.finditer(words)]
    labels += [(match.start(), Role.PUBLISHED) for match in _PUBLISHED_WORDS.finditer(words)]
    return max(labels)[1] if labels else None
