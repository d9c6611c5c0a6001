"""Copies on a cluster: reports met by the keys of their texts, compared word by word, one group a task.

Where a record takes the first of very many reports, in the order of reading, here it is the order of their ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.export.partitioned_groups import COPIES, ddl
from onrecord.matching.clusters import Pair, unites
from onrecord.matching.compare import align, compare
from onrecord.matching.differences import difference
from onrecord.matching.original import Member, standing
from onrecord.matching.wording import Wording, folded_words, wording_of
from onrecord.spark.components import COMPONENT, components
from onrecord.spark.mapped import Row, in_groups, mapped
from onrecord.spark.steps import Steps
from onrecord.spark.told import whole_record
from onrecord.store import copies_near
from onrecord.store.copies_groups import member_of
from onrecord.store.copies_near import Signed, is_common
from onrecord.values.span import Span

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TEXTS = """
report_id string, kind string, title string, text string, folded string, starts array<int>, ends array<int>,
quoted string"""
_STANDING = """
copy_group string, report_id string, voice string, words int, is_original boolean, base string, because string"""
_MEMBER = "report_id AS id, outlet, wire, republished_from, published, published_candidates, signed.words AS words"
_COMMON = "key bigint, report_id string"


def copies_of(reports: DataFrame, table: DataFrame, steps: Steps) -> DataFrame:
    """Every report that has a copy or is one: see `export.partitioned_groups`.

    reports: see `told.REPORT`. table: `reports`, with texts.
    """
    keys = steps.keep(_keys(reports))
    common = steps.keep(_common(keys, reports))
    met = steps.keep(_met(keys, common, reports))
    named = met.selectExpr("own AS report_id").union(met.selectExpr("other")).distinct()
    members = reports.selectExpr("report_id", f"struct({_MEMBER}) AS member")
    texts = steps.keep(_texts(table, named, members))
    belong = common.groupBy("report_id").agg({"key": "collect_set"}).withColumnRenamed("collect_set(key)", "common")
    pairs = mapped(_beside(met, texts, belong), pair_rows, "one string, other string")
    found = components(steps.keep(pairs), steps).withColumnRenamed("node", "report_id")
    grouped = found.join(members, "report_id")
    stand = steps.keep(in_groups(grouped, COMPONENT, standing_rows, _STANDING, order=("report_id",)))
    asked = stand.selectExpr("report_id AS own", "base AS other", "struct(*) AS told")
    return mapped(_beside(asked, texts, belong), copy_rows, ddl(COPIES))


def _keys(reports: DataFrame) -> DataFrame:
    """The keys that several reports have: columns `key`, `report_id`, `is_band`, `nth` of its reports, `many`."""
    passages = reports.selectExpr("report_id", "explode(signed.passages) AS key", "false AS is_band")
    bands = reports.selectExpr("report_id", "explode(signed.bands) AS key", "true AS is_band")
    there = passages.union(bands)
    many = there.groupBy("key").count().where("count > 1").withColumnRenamed("count", "many")
    nth = "row_number() OVER (PARTITION BY key ORDER BY report_id) AS nth"
    return there.join(many, "key").selectExpr("*", nth)


def _common(keys: DataFrame, reports: DataFrame) -> DataFrame:
    """Passages that stand on the pages of an outlet whatever they report, by the reports that they say nothing of."""
    asked = keys.where(f"NOT is_band AND many >= {copies_near.FEWEST_PAGES}").select("key", "nth", "report_id")
    signed = reports.selectExpr("report_id", "signed.outlet_key", "signed.signature")
    return in_groups(asked.join(signed, "report_id"), "key", common_rows, _COMMON, order=("nth",))


def common_rows(group: Iterator[Row]) -> Iterator[Row]:
    """Reports for which one passage is boilerplate. The first of very many are looked at, and each one itself."""
    first = list(islice(group, copies_near.MOST_HOLDERS + 1))
    key = first[0]["key"]
    signed = [_signed(row) for row in first]
    if is_common(signed):
        yield from ({"key": key, "report_id": row["report_id"]} for row in first)
    others = signed[: copies_near.MOST_HOLDERS]
    are_common = is_common(others)
    for row in group:
        if are_common or is_common([_signed(row), *others]):
            yield {"key": key, "report_id": row["report_id"]}


def _signed(row: Row) -> Signed:
    return Signed(0, 0, row["outlet_key"], None, array("Q", row["signature"]))


def _met(keys: DataFrame, common: DataFrame, reports: DataFrame) -> DataFrame:
    """Reports to be compared: columns `own`, `other`, which has the lesser id. At most so many others for each."""
    there = keys.join(common.selectExpr("key", "report_id", "true AS is_common"), ["key", "report_id"], "left")
    own = there.where("is_common IS NULL").selectExpr("key", "report_id AS own", "nth AS own_nth", "is_band")
    first = keys.where(f"nth <= {copies_near.MOST_HOLDERS}").selectExpr("key", "report_id AS other", "nth")
    shared = own.join(first, "key").where("nth < own_nth").groupBy("own", "other")
    counted = shared.agg({"is_band": "max", "key": "count"}).withColumnRenamed("max(is_band)", "banded")
    of_bands = own.where("is_band").join(first, "key").where("nth < own_nth").groupBy("own", "other").count()
    counted = counted.join(of_bands.withColumnRenamed("count", "bands"), ["own", "other"], "left")
    size = reports.selectExpr("report_id", "size(signed.passages) AS passages", "signed.address AS page")
    sides = counted.join(size.selectExpr("report_id AS own", "passages AS own_passages", "page AS own_page"), "own")
    sides = sides.join(size.selectExpr("report_id AS other", "passages", "page"), "other")
    part = "(`count(key)` - ifnull(bands, 0)) / greatest(1, least(own_passages, passages)) AS part"
    likely = sides.where("own_page IS NULL OR page IS NULL OR own_page <> page").selectExpr(
        "own", "other", "banded", part
    )
    able = likely.where(f"banded OR part >= {copies_near.LEAST_SHARED}")
    ranked = able.selectExpr(
        "*", "row_number() OVER (PARTITION BY own ORDER BY part DESC, banded DESC, other) AS place"
    )
    return ranked.where(f"place <= {copies_near.MOST_CANDIDATES}").select("own", "other")


def _texts(table: DataFrame, named: DataFrame, members: DataFrame) -> DataFrame:
    """The words of these reports as they are compared: column `report_id`, and all as `side`."""
    rows = table.select("report_id", "text", "record").join(named, "report_id", "left_semi")
    words = mapped(rows, text_rows, _TEXTS).join(members, "report_id")
    return words.selectExpr("report_id", "struct(*) AS side")


def text_rows(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        report = whole_record(row).report
        found = wording_of(report)
        yield {
            "report_id": row["report_id"],
            "kind": report.kind,
            "title": report.title,
            "text": report.text,
            "folded": " ".join(found.words),
            "starts": list(found.starts),
            "ends": list(found.ends),
            "quoted": "".join(str(int(one)) for one in found.quoted),
        }


def _beside(asked: DataFrame, texts: DataFrame, belong: DataFrame) -> DataFrame:
    """Two reports each, with their texts; `common`: the keys of passages that say nothing of the first."""
    sides = asked.join(texts.selectExpr("report_id AS own", "side AS mine"), "own")
    sides = sides.join(texts.selectExpr("report_id AS other", "side AS theirs"), "other")
    return sides.join(belong.withColumnRenamed("report_id", "own"), "own", "left")


def pair_rows(rows: Iterator[Row]) -> Iterator[Row]:
    """Pairs that are one voice."""
    for row in rows:
        mine, theirs = row["mine"], row["theirs"]
        if mine["kind"] == theirs["kind"] and _is_one_voice(mine, theirs, frozenset(row["common"] or ())):
            yield {"one": row["own"], "other": row["other"]}


def _is_one_voice(mine: Row, theirs: Row, common: frozenset[int]) -> bool:
    match = compare(_wording(mine), _wording(theirs), common)
    if match is None:
        return False
    members = [member_of(side["member"]) for side in (mine, theirs)]
    longer, shorter = members if match.one_words >= match.other_words else reversed(members)
    share = round(min(match.one_share, match.other_share), 4)
    pair = Pair(longer.report, shorter.report, share, match.from_lead)
    return unites(pair, {one.report: one.days for one in members if one.days})


def _wording(side: Row) -> Wording:
    words = tuple(side["folded"].split(" ")) if side["folded"] else ()
    return Wording(words, tuple(side["starts"]), tuple(side["ends"]), tuple(one == "1" for one in side["quoted"]))


def standing_rows(group: Iterator[Row]) -> Iterator[Row]:
    """Who is who in one group of copies."""
    members: list[Member] = [member_of(row["member"]) for row in group]
    found = standing(members)
    ordered = found.ordered
    words = {one.report: one.words for one in members}
    for report in ordered:
        yield {
            "copy_group": min(words),
            "report_id": report,
            "voice": ordered[0],
            "words": words[report],
            "is_original": report == found.original.report,
            "base": found.base,
            "because": found.original.because,
        }


def copy_rows(rows: Iterator[Row]) -> Iterator[Row]:
    """What each report of a group cut and added."""
    for row in rows:
        told = {name: value for name, value in row["told"].items() if name != "base"}
        if row["own"] != row["other"]:
            told |= _difference(row["mine"], row["theirs"], frozenset(row["common"] or ()))
            told["compared_with"] = row["other"]
        yield told


def _difference(mine: Row, theirs: Row, common: frozenset[int]) -> Row:
    own, other = _wording(mine), _wording(theirs)
    found = difference(align(own, other, common), own, other, (mine["title"], theirs["title"]))
    return {
        "kind": found.kind.value,
        "share": found.share,
        "of_share": found.of_share,
        "words_cut": _words_in(found.cut, theirs["text"]),
        "words_added": _words_in(found.added, mine["text"]),
        "cut": [{"start": one.start, "end": one.end} for one in found.cut],
        "added": [{"start": one.start, "end": one.end} for one in found.added],
    }


def _words_in(spans: tuple[Span, ...], text: str) -> int:
    return sum(len(folded_words(one.of(text))) for one in spans)
