"""Occasions on a cluster: scenes met by what persons said, by days and names; what hangs together grouped by one task.

A scene is what one report tells that one person said on one occasion. Scenes of one shape (alike but for their report)
are tied to the same others, so that what is asked is asked of shapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.export.partitioned_groups import OCCASIONS, ddl
from onrecord.grouping.links import Link
from onrecord.grouping.occasions import Occasion, completes, occasions_of
from onrecord.grouping.scenes import Scene, scenes_of, with_gathering
from onrecord.grouping.shared_words import common_words
from onrecord.grouping.ties import LEAST, MOST_OF_IT, Shared, is_tied, keys_of
from onrecord.spark.components import COMPONENT, components
from onrecord.spark.mapped import Row, in_groups, mapped
from onrecord.spark.steps import Steps
from onrecord.spark.told import first_day
from onrecord.store import occasions_words
from onrecord.store.date_ranges import readings
from onrecord.store.occasions import occasion_id
from onrecord.store.occasions_old import LEAST_OLD
from onrecord.store.occasions_scenes import hull, said_on_of, saying_of
from onrecord.store.occasions_words import person_runs, rank_of, spoken_digest, spoken_keys
from onrecord.store.report_rows import published_from
from onrecord.text.edtf import day_of
from onrecord.values.dates import StatementDate

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# scene, shape: JSON. names: keys of days and names under which scenes meet. spoken: what was said, as it is compared;
# day: that its report tells, where it is one whole day; last: the last that the report may be of.
_SCENES = """
scene_id string, scene string, shape string, published string, published_candidates string, published_because string,
names array<string>, spoken array<struct<digest: string, person: string, keys: string, is_transcript: boolean,
statement_id: string, report_id: string, day: string, last: string>>"""
DAY, OLD, SPEAKER = "statement_day", "old_words_of", "speaker"  # not known to those who group
_RUNS = "run bigint, digest string, rank bigint, is_transcript boolean"
_WORDS = "one string, other string, words int, share double"
_LINKS = "one_sign string, one_shape string, other_sign string, other_shape string"


def occasions(reports: DataFrame, steps: Steps) -> DataFrame:
    """Every statement that is of an occasion: see `export.partitioned_groups`; and the first day that it may be of.

    reports: those that stand for their page, see `told.REPORT`.
    """
    scenes = steps.keep(mapped(reports, scene_rows, _SCENES))
    spoken = scenes.selectExpr("scene_id", "shape", "explode(spoken) AS said").select("scene_id", "shape", "said.*")
    words = steps.keep(_same_words(spoken))
    named = scenes.selectExpr("scene_id", "shape", "explode(names) AS name").selectExpr(
        "concat('name ', name) AS sign", "shape", "scene_id"
    )
    signs = named.union(spoken.selectExpr("concat('words ', digest) AS sign", "shape", "scene_id"))
    sides = signs.groupBy("sign", "shape").agg({"scene_id": "collect_set"})
    sides = sides.withColumnRenamed("collect_set(scene_id)", "scenes")
    links = steps.keep(_links(steps.keep(sides), words))
    found = steps.keep(_grouped(scenes, links, components(_edges(links), steps)))
    named = reports.selectExpr("explode(statements) AS told").selectExpr("told.statement_id", f"told.name AS {SPEAKER}")
    return found.join(_old_words(spoken, words, found), "statement_id", "left").join(named, "statement_id")


def scene_rows(rows: Iterator[Row]) -> Iterator[Row]:
    """The scenes of each report."""
    for row in rows:
        published = published_from(row)
        is_transcript = row["kind"] == "transcript"
        told = {
            one["statement_id"]: one
            | {"id": one["statement_id"], "person": one["name"] if one["entity"] is None else one["entity"]}
            for one in row["statements"]
            if _is_told(one)
        }
        sayings = [saying_of(one, readings(said_on_of(one), published)) for one in told.values()]
        whole = hull(readings(None, published))
        for scene in scenes_of(row["report_id"], whole, sayings, is_transcript=is_transcript):
            said = ((one, _spoken(told[one], is_transcript)) for one in scene.statements)
            where = {"report_id": scene.report, "last": scene.published[1] if scene.published else None}
            yield {name: row[name] for name in ("published", "published_candidates", "published_because")} | {
                "scene_id": scene.id,
                "scene": _written(scene),
                "shape": _written(scene.shape),
                "names": list(keys_of(scene)),
                "spoken": [one | where | {"statement_id": id_} for id_, one in said if one],
            }


def _is_told(one: Row) -> bool:
    """Said by a person with a full name, and neither inside other words nor only thought."""
    name = one["name"] or ""
    is_whole = " " in name.strip(" ") and ";" not in name
    return one["type"] == "person" and is_whole and not one["is_nested"] and one["mode"] != "thought"


def _spoken(one: Row, is_transcript: bool) -> dict[str, object] | None:
    if one["kind"] not in ("direct", "mixed"):
        return None
    keys = spoken_keys(one["words"], is_mixed=one["kind"] == "mixed")
    if len(keys) < LEAST:
        return None
    digest = spoken_digest(one["person"], keys, is_transcript=is_transcript).hex()
    day = one["said_on"] if day_of(one["said_on"]) else None
    told = {"person": one["person"], "keys": " ".join(keys), "is_transcript": is_transcript, "day": day}
    return {"digest": digest} | told


def _written(scene: Scene) -> str:
    told = asdict(scene)
    del told["gathering"]  # it follows from the rest
    return json.dumps(told, sort_keys=True)


@lru_cache(maxsize=1 << 12)
def _scene(written: str) -> Scene:
    told = json.loads(written)
    days = tuple((first, last) for first, last in told.pop("days"))
    published = told.pop("published")
    statements = tuple(told.pop("statements"))
    return with_gathering(
        Scene(**told, statements=statements, days=days, published=(published[0], published[1]) if published else None)
    )


def _same_words(spoken: DataFrame) -> DataFrame:
    """Which wordings of one person have LEAST words in a row in common, and how many; each with itself too.

    Of a run that very many have each is compared with the first of them alone. Two transcripts are not.
    """
    words = spoken.select("digest", "person", "keys", "is_transcript").dropDuplicates(["digest"])
    nth = "row_number() OVER (PARTITION BY run ORDER BY rank, digest) AS nth"
    runs = mapped(words, run_rows, _RUNS).selectExpr("run", "digest", "is_transcript", nth)
    first = runs.where(f"nth <= {occasions_words.MOST_CARRIERS}")
    first = first.selectExpr("run", "digest AS near", "is_transcript AS near_is_transcript")
    met = runs.join(first, "run").where("NOT (is_transcript AND near_is_transcript)")
    asked = met.selectExpr("least(digest, near) AS one", "greatest(digest, near) AS other")
    itself = words.where("NOT is_transcript").selectExpr("digest AS one", "digest AS other")
    pairs = asked.union(itself).distinct()
    sides = pairs.join(words.selectExpr("digest AS one", "keys AS one_keys"), "one")
    sides = sides.join(words.selectExpr("digest AS other", "keys AS other_keys"), "other")
    return mapped(sides, word_rows, _WORDS)


def run_rows(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        rank = rank_of(bytes.fromhex(row["digest"]))
        told = {"digest": row["digest"], "rank": rank, "is_transcript": row["is_transcript"]}
        for run in sorted(set(person_runs(row["person"], row["keys"].split(" ")))):
            yield told | {"run": run}


def word_rows(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        found = common_words(row["one_keys"].split(" "), row["other_keys"].split(" "))
        if found:
            yield {"one": row["one"], "other": row["other"], "words": found.size, "share": found.share}


def _links(sides: DataFrame, words: DataFrame) -> DataFrame:
    """Sides of scenes, each of one sign and shape, that are tied: columns `one`, `other`, lists of scenes."""
    shapes = sides.select("sign", "shape")
    by_words = words.selectExpr(
        "concat('words ', one) AS one_sign", "concat('words ', other) AS other_sign", "words", "share"
    )
    names = shapes.where("sign LIKE 'name %'").select("sign").distinct()
    by_name = names.selectExpr("sign AS one_sign", "sign AS other_sign", "NULL AS words", "NULL AS share")
    one = shapes.selectExpr("sign AS one_sign", "shape AS one_shape")
    other = shapes.selectExpr("sign AS other_sign", "shape AS other_shape")
    asked = by_words.union(by_name).join(one, "one_sign").join(other, "other_sign")
    tied = mapped(asked.where("one_sign <> other_sign OR one_shape <= other_shape"), link_rows, _LINKS)
    for side in ("one", "other"):
        renamed = sides.selectExpr(f"sign AS {side}_sign", f"shape AS {side}_shape", f"scenes AS {side}")
        tied = tied.join(renamed, [f"{side}_sign", f"{side}_shape"])
    return tied.select("one", "other")


def link_rows(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        shared = Shared(row["words"], row["share"], "") if row["words"] else None
        if is_tied(_scene(row["one_shape"]), _scene(row["other_shape"]), shared):
            yield {name: row[name] for name in ("one_sign", "one_shape", "other_sign", "other_shape")}


def _edges(links: DataFrame) -> DataFrame:
    """Scenes that links tie, each to the least of them."""
    least = "least(array_min(one), array_min(other)) AS other"
    return links.selectExpr("explode(array_union(one, other)) AS one", least)


def _grouped(scenes: DataFrame, links: DataFrame, found: DataFrame) -> DataFrame:
    """What links lead to, grouped by one task: the pure grouping of the laptop."""
    told = "scene, published, published_candidates, published_because"
    of_scenes = scenes.join(found.withColumnRenamed("node", "scene_id"), "scene_id", "left").selectExpr(
        f"coalesce({COMPONENT}, scene_id) AS together", f"struct({told}) AS told", "NULL AS one", "NULL AS other"
    )
    of_links = links.selectExpr("one[0] AS node", "one", "other").join(found, "node")
    of_links = of_links.selectExpr(f"{COMPONENT} AS together", "NULL AS told", "one", "other")
    return in_groups(
        of_scenes.unionByName(of_links), "together", occasion_rows, f"{ddl(OCCASIONS, OLD, SPEAKER)}, {DAY} string"
    )


def _old_words(spoken: DataFrame, words: DataFrame, found: DataFrame) -> DataFrame:
    """The statements that a report dates though their words were on record before: columns `statement_id`, the day.

    Only days count that reports tell themselves. Of each wording the first statements of two reports are enough.
    """
    completed = found.where("is_dated_here").selectExpr("statement_id", "true AS is_completed")
    said = spoken.join(completed, "statement_id", "left").selectExpr(
        *("digest", "report_id", "statement_id", "is_transcript", "last", "if(is_completed, NULL, day) AS day")
    )
    first = said.selectExpr(
        "digest AS near", "report_id AS there", "struct(ifnull(day, last) AS day, statement_id) AS told"
    )
    first = first.where("told.day IS NOT NULL").groupBy("near", "there").agg({"told": "min"})
    nth = "row_number() OVER (PARTITION BY near ORDER BY `min(told)`) AS nth"
    first = first.selectExpr("near", "there", "`min(told)` AS told", nth).where("nth <= 2")
    alike = words.where(f"words >= {LEAST_OLD} AND share >= {MOST_OF_IT}")
    both = alike.selectExpr("one AS digest", "other AS near").union(alike.selectExpr("other", "one")).distinct()
    own = said.where("day IS NOT NULL AND NOT is_transcript").join(both, "digest").join(first, "near")
    asked = own.where("there <> report_id").groupBy("statement_id").agg({"told": "min", "day": "min"})
    return asked.where("`min(told)`.day < `min(day)`").selectExpr("statement_id", f"`min(told)`.day AS {OLD}")


def occasion_rows(group: Iterator[Row]) -> Iterator[Row]:
    """The occasions of one component. group: its scenes, and its links."""
    scenes: dict[str, Scene] = {}
    reports: dict[str, Row] = {}
    links: list[Link] = []
    for row in group:
        if row["told"] is None:
            links.append(Link(tuple(row["one"]), tuple(row["other"])))
        else:
            scene = _scene(row["told"]["scene"])
            scenes[scene.id], reports[scene.id] = scene, row["told"]
    for one in occasions_of(scenes.values(), links):
        for key in one.scenes:
            yield from _told_rows(one, scenes[key], reports[key])


def _told_rows(one: Occasion, scene: Scene, report: Row) -> Iterator[Row]:
    is_dated_here = completes(scene.said_on, one.said_on)
    said_on = one.said_on if is_dated_here else scene.said_on
    day = first_day(StatementDate(said_on, "") if said_on else None, report)
    for statement in scene.statements:
        yield {
            "occasion": occasion_id(one.scenes[0]),
            "statement_id": statement,
            "report_id": scene.report,
            "person": one.person,
            "said_on": one.said_on,
            "place": one.place,
            "occasion_words": one.occasion,
            "medium": one.medium,
            "is_dated_here": is_dated_here,
            "statement_said_on": said_on,
            DAY: day,
        }
