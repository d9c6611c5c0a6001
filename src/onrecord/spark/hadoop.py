"""A folder on whatever file system Spark writes to: the local one, HDFS, an object store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import RecordNotWritable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Folder:
    """A folder, by names below it. path: as Spark takes it, whole with its scheme."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        jvm: Any = spark._jvm  # the only way from Python to Hadoop's file systems
        self._make = jvm.org.apache.hadoop.fs.Path
        named = self._make(path)
        self._files = named.getFileSystem(spark._jsc.hadoopConfiguration())
        self._folder = self._files.makeQualified(named)
        self.path = str(self._folder.toString())

    def at(self, name: str) -> str:
        """The path of a name in it."""
        return f"{self.path.rstrip('/')}/{name}"

    def names(self) -> tuple[str, ...]:
        """What is in it, hidden names too; nothing when it is not there."""
        if not self._files.exists(self._folder):
            return ()
        return tuple(sorted(one.getPath().getName() for one in self._files.listStatus(self._folder)))

    def is_file(self) -> bool:
        return bool(self._files.exists(self._folder) and not self._files.getFileStatus(self._folder).isDirectory())

    def move(self, name: str, to: str) -> None:
        """Rename. Raises RecordNotWritable where the file system refuses."""
        target = self._make(self.at(to))
        self._files.mkdirs(target.getParent())
        if not self._files.rename(self._make(self.at(name)), target):
            raise RecordNotWritable(
                f"{self.at(name)} could not be renamed to {self.at(to)}", "see who else writes there, and run again"
            )

    def remove(self, name: str) -> None:
        """With all in it; what is not there is gone already."""
        self._files.delete(self._make(self.at(name)), True)

    def write(self, name: str, content: bytes) -> None:
        out = self._files.create(self._make(self.at(name)), True)
        try:
            out.write(content)
        finally:
            out.close()


def qualified(spark: SparkSession, path: str) -> str:
    """An input's path as Spark understands it: without a scheme it is one of the default file system.

    A path of the local file system stays as it is: workers open it by this name.
    """
    default = str(spark._jsc.hadoopConfiguration().get("fs.defaultFS") or "file:///")
    if default.startswith("file:") or "://" in path or path.startswith("file:"):
        return path
    return Folder(spark, path).path
