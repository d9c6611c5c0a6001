"""Versions of a page as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from onrecord.comparing.difference import Edit
from onrecord.comparing.paragraphs import Paragraph
from onrecord.comparing.readable import whole_words
from onrecord.comparing.statements import Said, StatementChange
from onrecord.store.version_steps import Step
from onrecord.store.versions import VersionRow


def page_to_json(rows: Sequence[VersionRow], steps: Iterable[Step], *, with_text: bool = True) -> dict[str, object]:
    """A page, its versions and what happened between them. with_text: also every paragraph."""
    return {
        "address": rows[0].address,
        "versions": [asdict(row) for row in rows],
        "steps": [step_to_json(step, with_text=with_text) for step in steps],
    }


def step_to_json(step: Step, *, with_text: bool = True) -> dict[str, object]:
    """From one version to a later one. A `diff` is a list of ["=", words] and ["-", …], ["+", …, differences]."""
    heading = step.heading
    told: dict[str, object] = {
        "from": step.old.version,
        "to": step.new.version,
        "news": step.is_news,
        "other_reader": step.by_other_reader,
        "words_changed": step.words_changed,
        "counts": dict(sorted(step.fates.items())),
        "heading": {"old": heading.old or None, "new": heading.new or None, "news": heading.is_news},
        "statements": [_statement(one) for one in step.statements],
    }
    return told | ({"paragraphs": [_paragraph(one) for one in step.paragraphs]} if with_text else {})


def diff_to_json(edits: Iterable[Edit], old: str, new: str) -> list[list[object]]:
    """Edits as the contract spells a diff; joining "=" and "+" gives the new words."""
    lines: list[list[object]] = []
    for edit in whole_words(tuple(edits), old, new):
        if edit.is_same:
            lines.append(["=", edit.new.of(new)])
            continue
        kinds = [one.value for one in edit.differences]
        sides = (("-", edit.old.of(old)), ("+", edit.new.of(new)))
        lines += [[sign, words, kinds] for sign, words in sides if words]
    return lines


def _statement(one: StatementChange) -> dict[str, object]:
    words = one.old.words if one.old else "", one.new.words if one.new else ""
    return {
        "fate": one.fate.value,
        "news": one.is_news,
        "moved": one.has_moved,
        "differences": [kind.value for kind in one.differences],
        "changed_fields": list(one.changed_fields),
        "old": _said(one.old),
        "new": _said(one.new),
        "diff": diff_to_json(one.edits, *words),
    }


def _said(one: Said | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {"id": one.id, "words": one.words, "kind": one.kind, "speaker": one.speaker, "said_on": one.said_on}


def _paragraph(one: Paragraph) -> dict[str, object]:
    diff = diff_to_json(one.edits, one.old or "", one.new or "")
    return {"fate": one.fate.value, "old": one.old, "new": one.new, "diff": diff}
