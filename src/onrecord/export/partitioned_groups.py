"""What belongs together across the reports of a folder, as further tables of it: their columns and what these mean.

DIR/copies, DIR/families and DIR/occasions, a row a report or a statement; DIR/_groups.json says that all are there.
"""

from __future__ import annotations

import json

from onrecord.export.contract import SCHEMA

COPIES, FAMILIES, OCCASIONS = GROUPS = ("copies", "families", "occasions")
GROUPED = "_groups.json"  # the codebook; not there while the tables are put in their places
GROUPING = "_groups-"  # there while a run is at work, and after one that was killed
_SPANS = "array<struct<start: int, end: int>>"
# column, type as in SQL, meaning
COLUMNS: dict[str, tuple[tuple[str, str, str], ...]] = {
    COPIES: (
        ("copy_group", "string", "The group: the least id of its reports."),
        ("report_id", "string", "A report of the group."),
        ("voice", "string", "The report that stands for the group: the original, or the first where that is open."),
        ("words", "int", "How many words its main text has."),
        ("is_original", "boolean", "It is the original; of none in a group where the evidence leaves it open."),
        ("compared_with", "string", "The original, else the fullest text; null for that one itself."),
        ("kind", "string", "What kind of copy it is: verbatim, cut, extended or another that `onrecord copies` has."),
        ("share", "double", "Of its words, those that stand in compared_with."),
        ("of_share", "double", "Of the words of compared_with, those that stand in it."),
        ("words_cut", "int", "How many words of compared_with it lacks."),
        ("words_added", "int", "How many words it has for itself."),
        ("cut", _SPANS, "Where the words that it lacks stand, in the text of compared_with."),
        ("added", _SPANS, "Where its own words stand, in its text."),
        ("because", "string", "Why the original is the original, or why it is open."),
    ),
    FAMILIES: (
        ("family", "string", "The family: statements that carry the same words."),
        ("statement_id", "string", "A statement of the family."),
        ("report_id", "string", "Its report."),
        ("outlet", "string", "The report's outlet."),
        ("published", "string", "When the report was published, EDTF."),
        ("said_on", "string", "When it was said, EDTF, also where another report of the occasion tells it."),
        ("speaker", "string", "Who is said to have said it."),
        ("kind", "string", "direct, indirect or mixed."),
        ("how", "string", "Fullest, or as it carries its words: same, cut, altered, overlapping, paraphrase."),
        ("other_mouth", "boolean", "Another person is said to have said it than the fullest."),
        ("is_copy", "boolean", "Its report is a copy of another one in the family."),
        ("differences", "array<string>", "What was changed, the gravest first."),
        ("left_out", _SPANS, "Whole sentences of the fullest statement's words that are not here."),
    ),
    OCCASIONS: (
        ("occasion", "string", "The occasion: one event of speaking."),
        ("statement_id", "string", "A statement that was made there."),
        ("report_id", "string", "Its report."),
        ("person", "string", "Who spoke, the same for all of an occasion: the entity, else the name."),
        ("speaker", "string", "Their name, as the report has it."),
        ("said_on", "string", "The day, EDTF, as exactly as the reports together tell it."),
        ("place", "string", "The place, in the words of the fullest report."),
        ("occasion_words", "string", "What the occasion is called there."),
        ("medium", "string", "The medium, in the words of the fullest report."),
        ("is_dated_here", "boolean", "The statement's day is that of the occasion, which another report told."),
        ("statement_said_on", "string", "The statement's day, EDTF, then."),
        ("old_words_of", "string", "The earlier day of which the same words are on record."),
    ),
}  # fmt: skip


def ddl(table: str, *but: str) -> str:
    """The columns of a table as SQL writes them. but: columns to be left out."""
    return ", ".join(f"{name} {kind}" for name, kind, _ in COLUMNS[table] if name not in but)


def group_codebook() -> str:
    """What every column of the tables of groups means, as JSON."""
    tables = {
        table: [{"name": name, "type": kind, "meaning": told} for name, kind, told in columns]
        for table, columns in COLUMNS.items()
    }
    return json.dumps({"schema": SCHEMA, "tables": tables}, indent=1, ensure_ascii=False) + "\n"
