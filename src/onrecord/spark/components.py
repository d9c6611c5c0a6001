"""What hangs together, by one pair or by many: connected components of any number of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.matching.components import least_of_each
from onrecord.spark.steps import Steps

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

HERE = 200_000  # pairs that the driver joins by itself: some dozen megabytes, and no rounds of shuffling
NODE, COMPONENT = "node", "component"


def components(pairs: DataFrame, steps: Steps, here: int = HERE) -> DataFrame:
    """Every node of the pairs and the least node that hangs together with it: columns `node`, `component`.

    pairs: columns `one`, `other`, texts; a node may be paired with itself. here: so many pairs are joined on the
    driver, more by the workers in rounds, whose number grows with the logarithm of the longest chain; the result is
    the same. Source: Kiveris et al., "Connected Components in MapReduce and Beyond", SoCC 2014 (the two stars).
    """
    spark = pairs.sparkSession
    some = pairs.select("one", "other").limit(here + 1).collect()
    if len(some) <= here:
        found = least_of_each((row["one"], row["other"]) for row in some)
        return spark.createDataFrame(sorted(found.items()), f"{NODE} string, {COMPONENT} string")
    return _by_stars(pairs, steps)


def _by_stars(pairs: DataFrame, steps: Steps) -> DataFrame:
    """In turns every node ties the greater ones around it to the least (large star), and the lesser ones (small star),
    until nothing changes: then each is tied to the least of all.
    """
    nodes = pairs.selectExpr("one AS node").union(pairs.selectExpr("other")).distinct()
    edges = pairs.where("one <> other").selectExpr("greatest(one, other) AS u", "least(one, other) AS v").distinct()
    edges = steps.keep(edges)
    while True:
        following = steps.keep(_small_star(_large_star(edges)))
        if following.exceptAll(edges).isEmpty() and edges.exceptAll(following).isEmpty():
            break
        edges = following
    found = edges.selectExpr("u AS node", "v AS component")
    return nodes.join(found, NODE, "left").selectExpr(NODE, f"coalesce({COMPONENT}, {NODE}) AS {COMPONENT}")


def _large_star(edges: DataFrame) -> DataFrame:
    """Edges (u, v) with u > v, each once."""
    both = edges.union(edges.selectExpr("v", "u"))
    least = both.groupBy("u").agg({"v": "min"}).selectExpr("u", "least(u, `min(v)`) AS least")
    return both.where("v > u").join(least, "u").selectExpr("v AS u", "least AS v").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    least = edges.groupBy("u").agg({"v": "min"}).selectExpr("u", "`min(v)` AS least")
    tied = edges.join(least, "u").where("v <> least").selectExpr("v AS u", "least AS v")
    return tied.union(least.selectExpr("u", "least AS v")).distinct()
