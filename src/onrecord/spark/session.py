"""A Spark session: the one there is, or one on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import JobFailed, MissingExtra

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_HERE = "local[*]"
# On one machine nobody else has to be reached, and nobody else has to reach it.
_ALONE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "16",
}


def why_not() -> str | None:
    """What is lacking for Spark on this machine; None when it can start."""
    try:
        import pyspark  # noqa: F401, PLC0415 -- an extra
    except ImportError:
        return "PySpark is not installed"
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") or (home and (Path(home) / "bin" / "java").exists()):
        return None
    return "Java is not there: Spark 4 needs Java 17 or newer"


def open_session(master: str | None = None, settings: Mapping[str, str] | None = None) -> SparkSession:
    """The session of `spark-submit`, else one on `master`, else one on all cores of this machine.

    settings: of Spark's own configuration. Raises MissingExtra, JobFailed.
    """
    if why := why_not():
        raise MissingExtra(
            why, "install both: pip install 'onrecord[spark]', and Java 17 (e.g. openjdk-17-jre-headless)"
        )
    from pyspark.errors import PySparkException  # noqa: PLC0415 -- as above
    from pyspark.sql import SparkSession  # noqa: PLC0415

    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    master = master or (None if submitted else _HERE)
    builder = SparkSession.builder.appName("onrecord").config("spark.log.level", "ERROR")
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            builder = builder.config(map=_ALONE)
    try:
        return builder.config(map=dict(settings or {})).getOrCreate()
    except (PySparkException, RuntimeError) as error:
        raise JobFailed(
            f"Spark does not start: {str(error).partition(chr(10))[0][:200]}",
            "see what Java printed above; Spark 4 needs Java 17 or newer, and a master that answers",
        ) from error
