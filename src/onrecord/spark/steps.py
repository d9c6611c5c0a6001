"""What later steps go on from: made once and kept, so that no plan grows with all that went before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class Steps:
    """Keeps frames. path: a folder for them, where they outlive the loss of a machine; else the workers keep them."""

    def __init__(self, path: str | None = None) -> None:
        self._path = path
        self._kept = 0

    def keep(self, frame: DataFrame) -> DataFrame:
        """The same rows, already there. They are made now."""
        if self._path is None:
            return frame.localCheckpoint()
        self._kept += 1
        path = f"{self._path}/{self._kept:02}"
        frame.write.parquet(path)
        return frame.sparkSession.read.schema(frame.schema).parquet(path)
