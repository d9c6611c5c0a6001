"""A report with its gold: what training learns from and what perturbations change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.values.span import Span
from onrecord_training.edits import Edit, Moved, apply, disjoint

Spans = tuple[Span, ...]
PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Who says what, as a reader marked it: source and cue may be missing, and each part may lie in several places."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Article:
    """A text and the attributions marked in it. Every span lies in the text and has no white space at its borders."""

    id: str
    text: str
    title: str | None
    attributions: tuple[GoldAttribution, ...]

    @property
    def headline(self) -> Span | None:
        """Where the text begins with its title; None when it does not."""
        title = self.title or ""
        return Span(0, len(title)) if title.strip() and self.text.startswith(title) else None


def article_from_row(row: Mapping[str, object]) -> Article:
    """An article from a decoded JSON line: "id", "text", "title" and "attributions" with lists of [start, end]."""
    text, title, marked = str(row["text"]), row.get("title"), row["attributions"]
    if not isinstance(marked, list):
        raise ValueError(f"the attributions of {row['id']!r} are no list")
    parts = [
        GoldAttribution(*(trimmed((Span(*place) for place in one.get(part) or ()), text) for part in PARTS))
        for one in marked
    ]
    return Article(str(row["id"]), text, None if title is None else str(title), tuple(p for p in parts if p.content))


def article_to_row(article: Article) -> dict[str, object]:
    """The article as `article_from_row` reads it, ready for `json.dumps`."""
    attributions = [
        {part: [[span.start, span.end] for span in getattr(one, part)] for part in PARTS}
        for one in article.attributions
    ]
    return {"id": article.id, "text": article.text, "title": article.title, "attributions": attributions}


def trimmed(spans: Iterable[Span], text: str) -> Spans:
    """The spans without white space at their borders; those of white space only are left out."""
    out = []
    for span in spans:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip())
        if words.strip():
            out.append(Span(start, start + len(words.strip())))
    return tuple(out)


def edited(article: Article, edits: Iterable[Edit], title: str | None = None) -> Article:
    """The article after the edits; of two edits in one place the first is made.

    title: the new title, where the text does not begin with it; else the title is read from the text.
    """
    made = disjoint(edits)
    if not made and title in (None, article.title):
        return article
    return carried(article, *apply(article.text, made), title=title)


def carried(article: Article, text: str, moved: Moved, title: str | None = None) -> Article:
    """The article with a new text and its spans moved to it. An attribution whose content is gone goes, too."""
    attributions = [
        GoldAttribution(*(_carried(spans, text, moved) for spans in (one.source, one.cue, one.content)))
        for one in article.attributions
    ]
    headline = moved(article.headline) if article.headline else None
    return replace(
        article,
        text=text,
        title=headline.of(text) if headline else title or article.title,
        attributions=tuple(one for one in attributions if one.content),
    )


def _carried(spans: Spans, text: str, moved: Moved) -> Spans:
    return trimmed((new for span in spans if (new := moved(span)) is not None), text)
