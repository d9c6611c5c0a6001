"""Questions in SQL to a folder of Parquet: what `onrecord export` or `onrecord spark read` wrote, with DuckDB.

Only looked at: the folder's tables are all that a question can reach, no other file, no address, nothing is written.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtra, UnreadableInput, WrongOption
from onrecord.export.parquet import report_schema, statement_schema
from onrecord.export.parquet_schema import REPORTS, STATEMENTS, arrow
from onrecord.export.partitioned import PARTITIONS, QUARANTINE, quarantine_schema, refuse_unfinished
from onrecord.export.partitioned_groups import GROUPS

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

VIEWS = (STATEMENTS, REPORTS, QUARANTINE)
_AT_ONCE = 1000  # rows that are fetched together
_NOT_A_FOLDER = "name a folder that `onrecord export --format parquet` or `onrecord spark read` wrote"
_ASK = f"ask with SELECT, of the views {', '.join(VIEWS)}; what is in them: DESCRIBE statements"
# Nothing is fetched from anywhere, nothing is written beside the folder, no variable of this program is seen.
_SEALED = (
    "SET python_enable_replacements = false",
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """columns: their names. rows: one after another, as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def ask(folder: Path, question: str) -> Iterator[Answer]:
    """The answer to a question in SQL. The rows are there until the block ends.

    Raises MissingExtra; UnreadableInput for a folder that is none of ours, or is not whole; WrongOption for a question
    that is no single SELECT, or that DuckDB does not understand.
    """
    library = _duckdb()
    with library.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as connection:
        _open_views(connection, folder)
        try:
            connection.execute(_only_question(connection, question))
            columns = tuple(column[0] for column in connection.description or ())
            yield Answer(columns, _rows(connection))
        except library.Error as error:
            raise WrongOption(f"the question cannot be answered: {_told(error)}", _ASK) from error
        except RuntimeError as error:  # what DuckDB makes of Ctrl-C
            if "interrupted" not in str(error).lower():
                raise
            raise KeyboardInterrupt from error


def _duckdb() -> Any:
    try:
        import duckdb  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtra("questions in SQL need DuckDB", "install it: pip install 'onrecord[duckdb]'") from error
    arrow()
    return duckdb


def _open_views(connection: Connection, folder: Path) -> None:
    if not folder.is_dir():
        raise UnreadableInput(f"{folder}: there is no such folder", _NOT_A_FOLDER)
    refuse_unfinished(folder)
    found = {name: _files(folder, name) for name in VIEWS}
    if not found[REPORTS] and not found[STATEMENTS] and not (folder / REPORTS).is_dir():
        raise UnreadableInput(f"{folder}: no table of reports or statements in it", _NOT_A_FOLDER)
    for name, files in (found | {name: files for name in GROUPS if (files := _files(folder, name))}).items():
        _open_view(connection, name, files)
    named = {str(folder), glob.escape(str(folder))}  # a name with a star in it is asked for as it is spelled out
    connection.execute(f"SET allowed_directories = [{', '.join(map(_quoted, sorted(named)))}]")
    for setting in _SEALED:
        connection.execute(setting)


def _files(folder: Path, name: str) -> list[str]:
    """The files of a table, in one of two shapes: one file, or a folder with partitions."""
    alone = folder / f"{name}.parquet"
    if alone.is_file():
        return [str(alone)]
    below = (folder / name).rglob("*.parquet")
    return sorted(str(path) for path in below if not path.name.startswith((".", "_")))


def _open_view(connection: Connection, name: str, files: list[str]) -> None:
    """A view of a table. One without files has no rows, and all the columns."""
    if not files:
        schemas = {STATEMENTS: statement_schema, REPORTS: report_schema, QUARANTINE: quarantine_schema}
        connection.register(f"no_{name}", schemas[name]().empty_table())
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM no_{name}")
        connection.unregister(f"no_{name}")
        return
    listed = ", ".join(_quoted(glob.escape(path)) for path in files)
    types = ", ".join(f"{column}: VARCHAR" for column in PARTITIONS)
    parts = f", hive_partitioning = true, hive_types = {{{types}}}" if f"{PARTITIONS[0]}=" in files[0] else ""
    try:
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{listed}]{parts})")
    except _duckdb().Error as error:
        raise UnreadableInput(
            f"{Path(files[0]).parent}: no Parquet, or damaged ({_told(error)})", "write the folder again"
        ) from error


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _only_question(connection: Connection, question: str) -> Any:
    """The one statement of it. Raises WrongOption when it is none, or one that changes or writes something."""
    statements = connection.extract_statements(question)
    if len(statements) != 1:
        raise WrongOption(f"{len(statements)} statements where one question was expected", _ASK)
    if statements[0].type != _duckdb().StatementType.SELECT:
        raise WrongOption(f"{statements[0].type.name} is no question: a folder is only looked at", _ASK)
    return statements[0]


def _rows(connection: Connection) -> Iterator[tuple[Any, ...]]:
    while rows := connection.fetchmany(_AT_ONCE):
        yield from rows


def _told(error: Exception) -> str:
    """What DuckDB says, in a line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and "^" not in line]
    return " ".join(line for line in lines if not line.startswith("LINE "))[:300]
