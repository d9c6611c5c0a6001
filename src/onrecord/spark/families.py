"""Families on a cluster: the record's look-ups as joins over the same runs of words, the same comparisons.

A wording is the words of one statement or of many, letter for letter; a plain one those without case, marks and
spelling. Plain wordings that share runs are compared; what hangs together by pairs is grouped by one task.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from onrecord.comparing.tokens import tokens_of
from onrecord.export.partitioned_groups import FAMILIES, ddl
from onrecord.grouping.families import Crowd, families
from onrecord.grouping.families_bonds import Match
from onrecord.grouping.families_members import Carried, carriage
from onrecord.grouping.families_rows import Carrier, carriers, rounded, sayings_of, told_in
from onrecord.grouping.families_words import (
    Bound,
    Plain,
    Shared,
    Stems,
    can_be_shared,
    packed,
    plain_of,
    shared_words,
    stems_of,
    unpacked,
)
from onrecord.matching.word_runs import run_keys
from onrecord.spark.components import COMPONENT, components
from onrecord.spark.mapped import Row, in_groups, mapped
from onrecord.spark.steps import Steps
from onrecord.store import families_near
from onrecord.store.families import plain_digest
from onrecord.store.families_much import much_carried
from onrecord.store.families_sayings import LONGEST_TURN
from onrecord.store.wordings import run_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# runs: each once. places: a run for each block of the words in which it begins.
_PLAINED = """
wording string, plain string, keys string, marks string, whole double, size int, runs array<string>,
places array<string>"""
_PAIR = "weight double, share double, of_longer double, run int, quoted int"
_PAIRS = f"one string, other string, told boolean, anywhere boolean, {_PAIR}"
_LONG = "plain string, long array<string>"


def families_of(statements: DataFrame, voices: DataFrame, steps: Steps) -> DataFrame:
    """The members of all families: see `export.partitioned_groups`.

    statements: see `told.STATEMENT`, with columns of their reports; only those that `stands` are members.
    voices: columns `report_id`, `voice`, of reports with copies: the one that stands for it.
    """
    plained = steps.keep(_plained(statements))
    plains = steps.keep(plained.where("plain IS NOT NULL").drop("wording", "places").dropDuplicates(["plain"]))
    common = steps.keep(_common(plained))
    of_plain = plained.where("plain IS NOT NULL").select("wording", "plain")
    said = statements.where("stands").join(of_plain, "wording")
    pairs = steps.keep(_pairs(plains, common, statements.join(of_plain, "wording")))
    long = steps.keep(_long_runs(plains, common))
    together = _together(plains, components(_edges(pairs, long), steps), statements.join(of_plain, "wording"))
    return _grouped(together, pairs, long, said.join(voices, "report_id", "left"))


def _plained(statements: DataFrame) -> DataFrame:
    """Every wording with its plain one; without where it can be in no family."""
    worded = statements.groupBy("wording").agg({"words": "min", "kind": "collect_set"})
    asked = worded.selectExpr(
        "wording", "`min(words)` AS words", "array_contains(`collect_set(kind)`, 'direct') AS said"
    )
    return mapped(asked, plained_rows, _PLAINED)


def plained_rows(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        tokens = tokens_of(row["words"])
        blocks = run_rows(0, [one.key for one in tokens], [one.start for one in tokens])
        places = [run for _, runs in blocks for run in dict.fromkeys(runs.split(" "))]
        plain = plain_of(row["words"], is_quotation=row["said"])
        told = {"wording": row["wording"], "places": places}
        if can_be_shared(plain):
            keys, marks, whole = packed(plain)
            named = {"plain": plain_digest(plain), "keys": keys, "marks": marks, "whole": whole}
            told |= named | {"size": len(plain.keys), "runs": list(dict.fromkeys(run_keys(plain.keys)))}
        yield told


def _common(plained: DataFrame) -> DataFrame:
    """The runs that are turns of phrase: in more than MOST blocks. Column `run`."""
    places = plained.selectExpr("explode(places) AS run").groupBy("run").count()
    return places.where(f"count > {families_near.MOST}").select("run")


def _pairs(plains: DataFrame, common: DataFrame, said: DataFrame) -> DataFrame:
    """What two plain wordings share, as the record keeps it: two that share FEWEST runs that are not common, or of
    which one is told by a report that quotes the other.
    """
    runs = plains.selectExpr("plain", "explode(runs) AS run").join(common, "run", "left_anti")
    one, other = runs.withColumnRenamed("plain", "one"), runs.withColumnRenamed("plain", "other")
    met = one.join(other, "run").where("one < other").groupBy("one", "other").count()
    near = met.where(f"count >= {families_near.FEWEST}").selectExpr("one", "other", "true AS near", "NULL AS said")
    quoted = said.where("kind <> 'indirect'").selectExpr("report_id", "plain AS said").distinct()
    told = said.where("kind = 'indirect'").selectExpr("report_id", "plain AS told").distinct()
    inside = quoted.join(told, "report_id").where("said <> told").select("said", "told").distinct()
    beside = inside.selectExpr("least(said, told) AS one", "greatest(said, told) AS other", "false AS near", "said")
    asked = near.union(beside).groupBy("one", "other").agg({"near": "max", "said": "collect_set"})
    asked = asked.withColumnRenamed("max(near)", "near").withColumnRenamed("collect_set(said)", "said")
    words = plains.selectExpr("plain", "struct(keys, marks, whole) AS words")
    sides = asked.join(words.selectExpr("plain AS one", "words AS one_words"), "one")
    sides = sides.join(words.selectExpr("plain AS other", "words AS other_words"), "other")
    return mapped(sides, pair_rows, _PAIRS)


def pair_rows(rows: Iterator[Row]) -> Iterator[Row]:
    """What wordings share. near: they were met by their runs; else only what one report tells of its own quotation."""
    for row in rows:
        one, other = (_unpacked(**row[side]) for side in ("one_words", "other_words"))
        if row["near"]:
            shared = shared_words(one, other) if Bound(one).allows(other) else None
            if shared:
                yield _pair(row["one"], row["other"], shared, told=False, anywhere=True)
        for said, told, quotation, words in (
            (row["one"], row["other"], one, other),
            (row["other"], row["one"], other, one),
        ):
            if row["near"] or said in row["said"]:
                shared = told_in(words, _stems(quotation), _stems(words))
                if shared:
                    yield _pair(said, told, shared, told=True, anywhere=row["near"])


def _pair(one: str, other: str, shared: Shared, *, told: bool, anywhere: bool) -> Row:
    return {"one": one, "other": other, "told": told, "anywhere": anywhere} | rounded(shared)._asdict()


@lru_cache(maxsize=1 << 14)
def _unpacked(keys: str, marks: str, whole: float) -> Plain:
    return unpacked(keys, marks, whole)


@lru_cache(maxsize=1 << 14)
def _stems(words: Plain) -> Stems:
    return stems_of(words)


def _long_runs(plains: DataFrame, common: DataFrame) -> DataFrame:
    """The long runs that are common all through, by plain wordings that have some."""
    runs = plains.selectExpr("plain", "explode(runs) AS run").join(common, "run")
    shared = runs.groupBy("plain").agg({"run": "collect_set"}).withColumnRenamed("collect_set(run)", "common")
    return mapped(plains.select("plain", "keys", "marks", "whole").join(shared, "plain"), long_rows, _LONG)


def long_rows(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        words = unpacked(row["keys"], row["marks"], row["whole"])
        found = much_carried(words, set(row["common"]))
        if found:
            yield {"plain": row["plain"], "long": list(found)}


def _edges(pairs: DataFrame, long: DataFrame) -> DataFrame:
    """Plain wordings that pairs tie; and those with one long run, each to the least of them."""
    run = long.selectExpr("plain AS one", "explode(long) AS run")
    least = run.groupBy("run").agg({"one": "min"}).withColumnRenamed("min(one)", "other")
    return pairs.select("one", "other").union(run.join(least, "run").select("one", "other"))


def _together(plains: DataFrame, hanging: DataFrame, said: DataFrame) -> DataFrame:
    """Plain wordings that may be of families, each with the component it is of."""
    found = hanging.withColumnRenamed("node", "plain")
    reports = said.select("plain", "report_id").distinct().groupBy("plain").count()
    many = reports.where("count > 1").select("plain").withColumnRenamed("plain", "many")
    with_component = plains.drop("runs").join(found, "plain", "left")
    told = with_component.join(many, with_component.plain == many.many, "left")
    able = told.where(f"{COMPONENT} IS NOT NULL OR many IS NOT NULL").drop("many")
    return able.selectExpr("*", f"coalesce({COMPONENT}, plain) AS together").drop(COMPONENT)


def _grouped(together: DataFrame, pairs: DataFrame, long: DataFrame, said: DataFrame) -> DataFrame:
    """One component a task: the pure grouping of the laptop."""
    pairs_of = pairs.selectExpr("one AS plain", f"struct(other, told, anywhere, {_names(_PAIR)}) AS pair")
    pairs_of = pairs_of.groupBy("plain").agg({"pair": "collect_list"}).withColumnRenamed("collect_list(pair)", "pairs")
    named = "statement_id AS id, report_id AS report"
    same = (
        "kind, report_kind, day, starts, ends, tells_of, name, type, entity, words, outlet, published, said_on, ordinal"
    )
    told = said.selectExpr("plain", f"struct({named}, {same}, voice) AS told")
    told = told.groupBy("plain").agg({"told": "collect_list"}).withColumnRenamed("collect_list(told)", "statements")
    whole = together.join(told, "plain").join(pairs_of, "plain", "left").join(long, "plain", "left")
    return in_groups(whole, "together", family_rows, ddl(FAMILIES), order=("plain",))


def _names(schema: str) -> str:
    return ", ".join(part.split()[0] for part in schema.split(","))


def family_rows(group: Iterator[Row]) -> Iterator[Row]:
    """The families of one component. group: its plain wordings."""
    rows = list(group)
    words = {row["plain"]: unpacked(row["keys"], row["marks"], row["whole"]) for row in rows}
    counted = {row["plain"]: [one for one in row["statements"] if _counts(one, row["size"])] for row in rows}
    sayings = [
        saying
        for row in rows
        for saying in sayings_of(row["plain"], row["size"], sorted(counted[row["plain"]], key=lambda one: one["id"]))
    ]
    statements = {one["id"]: one for some in counted.values() for one in some}
    texts = {key: one["words"] for key, one in statements.items()}
    for family in families(sayings, _matches(rows, words), _crowd(rows, words)):
        members = [(one, statements[one.statement]) for one in carriers(family, texts)]
        yield from _member_rows(family.id, members)


def _counts(statement: Row, size: int) -> bool:
    """A long turn of a transcript is a source of quotations."""
    return bool(statement["report_kind"] != "transcript" or size <= LONGEST_TURN)


def _matches(rows: Sequence[Row], words: Mapping[str, Plain]) -> dict[tuple[str, str], list[Match]]:
    found: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for row in rows:
        own = row["plain"]
        alone = shared_words(words[own], words[own])
        if alone:
            found[own, own].append(Match(rounded(alone)))
        for pair in row["pairs"] or ():
            other = pair["other"]
            shared = Shared(*(pair[name] for name in Shared._fields))
            match = Match(shared, pair["anywhere"], other if pair["told"] else None)
            found[min(own, other), max(own, other)].append(match)
    return found


def _crowd(rows: Sequence[Row], words: Mapping[str, Plain]) -> Crowd:
    def match(one: str, other: str) -> list[Match]:
        shared = shared_words(words[one], words[other])
        return [Match(rounded(shared))] if shared else []

    return Crowd({row["plain"]: sorted(row["long"] or ()) for row in rows}, match)


def _member_rows(family: str, members: Sequence[tuple[Carrier, Row]]) -> Iterator[Row]:
    """The statements of one family, as the record tells of them."""
    fullest = next(row["words"] for one, row in members if one.how is Carried.FULLEST)
    beside = lru_cache(maxsize=256)(partial(carriage, fullest))
    firsts: dict[str, str] = {}  # of all copies of one report: the report that is listed first
    for one, row in sorted(members, key=_as_listed):
        voice = row["voice"] or row["report"]
        found = beside(row["words"]) if one.how is not Carried.FULLEST else None
        yield {name: row[name] for name in ("outlet", "published", "said_on", "kind")} | {
            "family": family,
            "statement_id": one.statement,
            "report_id": row["report"],
            "speaker": row["name"],
            "how": one.how.value,
            "other_mouth": one.other_mouth,
            "is_copy": firsts.setdefault(voice, row["report"]) != row["report"],
            "differences": [difference.value for difference in found.differences] if found else [],
            "left_out": [{"start": start, "end": end} for start, end in found.left_out] if found else [],
        }


def _as_listed(member: tuple[Carrier, Row]) -> tuple[object, ...]:
    """The fullest first, then those with the same words, then by days."""
    one, row = member
    is_other = (one.how is not Carried.FULLEST, one.how is not Carried.SAME)
    return (*is_other, row["published"] is None, row["published"] or "", row["report"], row["ordinal"])
