"""Web pages turned into plain text as bad scrapers do, made on the fly from the gold's pages."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from onrecord.text.decode import decode_html
from onrecord_training.corpus import read_rows

ARTICLES, SEGMENTS = "html_articles", "html_segments"
FORMS = ("blocks", "content", "nodes", "flat")
"""blocks: a line for each block, lists dotted. content: lxml's text_content, words of neighbours glued and the source's
own line breaks kept. nodes: a line for each piece of text, so that links break sentences. flat: blocks in one line."""
_SILENT = frozenset({"script", "style", "noscript", "template"})
_XML_HEAD = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class Scraped:
    """One page in one form. row: the gold's own fields, without the page."""

    number: int
    form: str
    text: str
    row: dict[str, Any]


def scraped_pages(data: Path, name: str) -> Iterator[Scraped]:
    """Every page of a set in every form, numbered as in the file; a page without a tree is left out."""
    for number, row in enumerate(read_rows(data / "data" / name / "data.jsonl.gz")):
        gold = {key: value for key, value in row.items() if not key.startswith("html")}
        for form, text in _forms(_markup(row)):
            if text.strip():
                yield Scraped(number, form, text, gold)


def _markup(row: dict[str, Any]) -> str:
    if row.get("html_b64"):
        return decode_html(base64.b64decode(row["html_b64"]), origin=row["id"]).text
    return str(row["html"])


def _forms(page: str) -> Iterator[tuple[str, str]]:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415  # a development package

    tree = lxml_html.document_fromstring(_XML_HEAD.sub("", page))
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            _drop(element)
    blocks = extract_plain_text(page, main_content=False)
    yield "blocks", blocks
    yield "content", "".join(map(str, tree.itertext()))
    yield "nodes", "\n".join(" ".join(str(words).split()) for words in tree.itertext() if str(words).strip())
    yield "flat", " ".join(blocks.split())


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
