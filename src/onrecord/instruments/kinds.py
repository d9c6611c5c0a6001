"""The nouns that documents go by, and which sort of document each may mean."""

from __future__ import annotations

from collections.abc import Mapping

# A noun -> the kinds of the register it may mean without standing in the document's own names.
AGREED = frozenset(("treaty", "memorandum"))
KINDS_OF: Mapping[str, frozenset[str]] = {
    **dict.fromkeys("treaty agreement accord pact deal settlement".split(), AGREED),
    **dict.fromkeys("document text".split(), frozenset(("treaty", "memorandum", "declaration", "statement", "letter"))),
    "declaration": frozenset(("declaration",)),
    "communique": frozenset(("statement",)),
    "statement": frozenset(("statement",)),
    "resolution": frozenset(("resolution",)),
    "memorandum": frozenset(("memorandum",)),
    "armistice": frozenset(),
    "ceasefire": frozenset(),
    "truce": frozenset(),
    "convention": frozenset(),
    "protocol": frozenset(),
    "charter": frozenset(),
    "statute": frozenset(),
    "covenant": frozenset(),
    "constitution": frozenset(),
    "regulation": frozenset(),
    "directive": frozenset(),
    "law": frozenset(("act",)),
    "act": frozenset(("act",)),
    "legislation": frozenset(("act",)),
    "ruling": frozenset(("judgment",)),
    "judgment": frozenset(("judgment",)),
    "judgement": frozenset(("judgment",)),
    "verdict": frozenset(("judgment",)),
    "opinion": frozenset(("judgment",)),
    "award": frozenset(("judgment",)),
    "decision": frozenset(("judgment", "declaration", "resolution")),
    **dict.fromkeys("letter reply response answer reaction".split(), frozenset(("letter",))),
    **dict.fromkeys("draft proposal".split(), frozenset(("draft",))),
    **dict.fromkeys("assurance guarantee promise pledge".split(), frozenset()),
}
# What stands for the words of a document, not for the document: a reading is offered, never chosen.
WEAK = frozenset("promise pledge assurance guarantee".split())
# With the name of a place they mean what was agreed or declared there.
LOOSE = frozenset("formula narrative promise pledge commitment decision principle assurance".split())
# They name one thing only with a year, a day or two parties.
VAGUE = frozenset("deal agreement statement law act document text decision response reply answer letter".split())
# Parts of documents are cited by them.
PROVISION_WORDS = frozenset(
    (
        "article articles art arts chapter chapters paragraph paragraphs para paras section sections annex annexes "
        "principle principles title titles"
    ).split()
)
# One and the same noun for the matching of own names.
SAME = {"memo": "memorandum", "memos": "memorandum", "memoranda": "memorandum", "treaties": "treaty"}


_NOUNS = LOOSE | KINDS_OF.keys()
# Every noun in both numbers -> its singular.
HEADS: Mapping[str, str] = {noun: noun for noun in _NOUNS} | {f"{noun}s": noun for noun in _NOUNS} | SAME


def head_of(low: str) -> str | None:
    """The noun of KINDS_OF or LOOSE in the singular, None for other words. "accords" -> "accord"."""
    return HEADS.get(low)


def is_plural(low: str) -> bool:
    return low.endswith("s") and head_of(low) == low[:-1]
