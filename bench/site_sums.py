"""What it costs to keep what pages count: time and size of storing reports, with the triggers of the site and without.

    python -m bench.site_sums [REPORTS]

Invented reports of ten statements each, stored in one batch; what is read and how is left out.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from tests.store.making import READER, WHEN, page_of, record_of, statement_at

from onrecord.store import opening
from onrecord.store.migrations import MIGRATIONS, Step
from onrecord.store.record import open_record
from onrecord.store.schema_appealed import APPEALED_STEP
from onrecord.store.schema_site import SITE_STEP
from onrecord.store.schema_wires import WIRES_STEP
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import Circumstances, ReportRecord

_WORDS = (
    "harbour wall raised storm lamp keeper letter minister treaty river city bridge coast tax bank vote law".split()
)
_STATEMENTS, _SPEAKERS, _OUTLETS = 10, 300, 50


def main() -> int:
    reports = tuple(_reports(int(sys.argv[1]) if len(sys.argv) > 1 else 400))
    without = tuple(step for step in MIGRATIONS if step not in (SITE_STEP, APPEALED_STEP, WIRES_STEP))
    for name, steps in (("without", without), ("with", MIGRATIONS)):
        times, size = zip(*(_stored(reports, steps) for _ in range(3)), strict=True)
        print(f"{name:8}{min(times) * 1000 / len(reports):6.2f} ms, {size[0] / len(reports) / 1000:.1f} KB a report")
    return 0


def _reports(number: int) -> Iterator[ReportRecord]:
    chance = random.Random(1)
    for at in range(number):
        lines = [" ".join(chance.choices(_WORDS, k=25)) for _ in range(_STATEMENTS)]
        day = f"2031-{at % 12 + 1:02}-{at % 28 + 1:02}"
        made = record_of(
            "\n".join(lines), id=f"r{at}", origin=f"{at}.txt", outlet=f"Outlet {at % _OUTLETS}", published=day
        )
        places = [sum(len(line) + 1 for line in lines[:before]) for before in range(_STATEMENTS)]
        yield replace(
            made,
            statements=tuple(
                statement_at(
                    *(made.report.id, place, place + len(line)),
                    speaker=_speaker(chance),
                    circumstances=Circumstances(StatementDate(day, "given")),
                )
                for place, line in zip(places, lines, strict=True)
            ),
        )


def _speaker(chance: random.Random) -> Speaker:
    number = chance.randrange(_SPEAKERS)
    return Speaker(f"Person {number} Ek", SpeakerType.PERSON, f"e{number}", "named")


def _stored(reports: tuple[ReportRecord, ...], steps: Sequence[Step]) -> tuple[float, int]:
    """Seconds of processor time, and bytes of the file."""
    opening._expected.cache_clear()
    with patch.object(opening, "MIGRATIONS", steps), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        with open_record(path, create=True) as record:
            began = time.process_time()
            with record.batch():
                run = record.begin_run(WHEN, READER, [])
                for one in reports:
                    record.add(run, one, page_of(one))
            seconds = time.process_time() - began
        return seconds, path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
