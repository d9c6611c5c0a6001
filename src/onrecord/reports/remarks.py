"""What a reader of the record should mind about a report: its flags, as far as the words tell them."""

from __future__ import annotations

from onrecord.reports.error_pages import error_page
from onrecord.reports.given_date import read_given_date
from onrecord.text.reading_copy import has_lost_spaces
from onrecord.text.scripts import mixed_script_words


def remarks(text: str, language: str | None, published: str | None, title: str | None) -> tuple[str, ...]:
    """What a reader of the record should mind about this text. published: as it was given, not yet read."""
    damaged = ("lost spaces read as such",) if has_lost_spaces(text) else ()
    foreign = () if language in (None, "en") else (f"language {language}: the rules are for English",)
    undated = (
        (f"the date given, {published[:60]!r}, is no date",) if published and not read_given_date(published) else ()
    )
    instead = error_page(title, text)
    mock = (f"perhaps no report but an error page: {instead!r}",) if instead else ()
    return (*damaged, *foreign, *undated, *_disguised(text), *mock)


def _disguised(text: str) -> tuple[str, ...]:
    """Signs that make words look like others, or hide that two texts were joined."""
    if text.isascii():
        return ()
    mixed = mixed_script_words(text)
    scripts = (f"mixed script in {', '.join(map(repr, mixed))}",) if mixed else ()
    mark = ("byte order mark inside",) if "\ufeff" in text[1:] else ()
    return scripts + mark
