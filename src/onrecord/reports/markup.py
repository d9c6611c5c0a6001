"""From markup to a tree that is whole, or to an error: parsers drop what is too deep or too large without a word."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from onrecord.errors import UnreadableInput

# Attributes of one tag cost the parser quadratic time (40,000 of them: half a minute); on real pages the most is 64.
MAX_ATTRIBUTES = 2000
_SHORTEST_ATTRIBUTE = 2  # a letter and a space

_REMEDY = "no reader of reports writes such pages: save the article's text and read that"
_TAG = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|))*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_RAW = re.compile(r"<(?:(script|style|textarea)\b|!--)", re.IGNORECASE)
_RAW_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea")}
_COMMENT_END = re.compile("--!?>")
_DOCTYPE = re.compile(r"<!doctype[^>]{0,2000}>", re.IGNORECASE)
_CLOSED_ROOT = re.compile(r"(<html\b[^<>]{0,1000}?)/>", re.IGNORECASE)
_WITHOUT_CONTROLS = bytes(32 if (code < 32 and code not in b"\t\n\r") or code == 127 else code for code in range(256))


def tree_of(markup: str, origin: str) -> lxml_html.HtmlElement:
    """The page as a tree with nothing left out. Raises UnreadableInput where that cannot be had.

    Follows up to 2,048 levels and text of any length, unlike the parser's own limits of 256 and 10 MB.
    """
    refuse_many_attributes(markup, origin)
    # The parser fails on some document types (lxml bug 1955915), on controls, and on a root closed where it opens.
    plain = _CLOSED_ROOT.sub(r"\1>", _DOCTYPE.sub("", markup, count=1), count=1)
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=True,
    )
    # One class for all elements, as nobody here fills in forms: lxml.html's parser asks Python which class it is each
    # time an element is looked at, a tenth of the time that a page takes.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
    try:
        whole = plain.encode("utf-8", "replace").translate(_WITHOUT_CONTROLS)
        tree = lxml_html.document_fromstring(whole, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableInput(
            f"{origin}: no page could be made of this markup", "check that it is HTML, or use --as text"
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableInput(f"{origin}: the markup is nested too deeply to be read whole", _REMEDY)
    return tree


def refuse_many_attributes(markup: str, origin: str) -> None:
    """Raise UnreadableInput when one tag has more than MAX_ATTRIBUTES attributes. Cost: linear."""
    for stretch in _outside_scripts(markup):
        for tag in _TAG.finditer(stretch):
            if tag.end() - tag.start() > _SHORTEST_ATTRIBUTE * MAX_ATTRIBUTES and _attributes(tag[0]) > MAX_ATTRIBUTES:
                raise UnreadableInput(f"{origin}: a tag with more than {MAX_ATTRIBUTES} attributes", _REMEDY)


def _attributes(tag: str) -> int:
    words = _QUOTED.sub("= ", tag).replace("/", " ").split()
    return sum(not word.startswith("=") for word in words) - 1


def _outside_scripts(markup: str) -> list[str]:
    """The stretches of markup between scripts, styles and comments, where "<" means a tag."""
    stretches = []
    at = 0
    while opening := _RAW.search(markup, at):
        stretches.append(markup[at : opening.start()])
        ending = _RAW_ENDS[opening[1].lower()] if opening[1] else _COMMENT_END
        closing = ending.search(markup, opening.end())
        if closing is None:  # then the parser, too, takes the rest as script
            return stretches
        at = closing.end()
    return [*stretches, markup[at:]]
