"""Is there an input for which no answer was thought of? `python -m bench.fuzz [ENTRY …] [--seconds 3600] [--write]`.

A campaign for each entry point of `bench.fuzz_entries`: atheris (libFuzzer) changes inputs, keeps those that reach new
code, and goes on from them. What raises anything but an error with a remedy, breaks a promise or takes longer than
SLOW is written into FOLDER/findings, once for each place in the code, and the campaign goes on. The inputs that reached
new code are kept in FOLDER/corpus, from which the next campaign starts. Exit code 1 when anything was found.

Needs `pip install atheris`. --write adds what was tried to TOLD, where it stays added up over campaigns and versions of
the program, and puts the table into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import time
import traceback
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from bench.gold import ROOT
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today

TOLD = Path(__file__).with_name("fuzz_told.json")
SLOW = 5.0  # seconds of processor time for an input of LONGEST bytes at most
LONGEST = 4096
CORES = max(1, len(os.sched_getaffinity(0)))
_STAT = re.compile(r"^stat::(\w+):\s+(\d+)", re.MULTILINE)
_INSIDE = "--inside"  # a campaign: entry, folder, and what libFuzzer is told


@dataclass(frozen=True, slots=True)
class Campaign:
    """What came of one. seconds: of processor time. kept: inputs that reached new code. stopped: why, if too soon."""

    entry: str
    runs: int
    seconds: float
    kept: int
    findings: int
    stopped: str

    @property
    def row(self) -> str:
        each = self.runs / max(1.0, self.seconds)
        told = (self.entry, f"{self.runs:,}", f"{self.seconds / 60:,.0f}", f"{each:,.0f}", f"{self.kept:,}")
        return f"| {' | '.join((*told, str(self.findings)))} |"

    def after(self, earlier: dict[str, float]) -> Campaign:
        """Together with the campaigns before it; what was kept and found is what stands now."""
        runs, seconds = self.runs + int(earlier.get("executions", 0)), self.seconds + earlier.get("seconds", 0)
        return replace(self, runs=runs, seconds=seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entries", nargs="*", metavar="ENTRY", help="default: all")
    parser.add_argument("--seconds", type=int, default=3600, help="at most, for each entry")
    parser.add_argument("--runs", type=int, default=1_000_000, help="at most, for each entry")
    parser.add_argument("--folder", type=Path, default=ROOT / ".fuzz")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if find_spec("atheris") is None:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return 2
    from bench.fuzz_entries import ENTRIES  # noqa: PLC0415 -- the campaigns load it by themselves, watched

    unknown = set(given.entries) - set(ENTRIES)
    if unknown:
        parser.error(f"no entry {', '.join(sorted(unknown))}; there are {', '.join(ENTRIES)}")
    ended = []
    for entry in given.entries or ENTRIES:
        ended.append(campaign(entry, given.folder, given.seconds, given.runs))
        print(ended[-1].row, ended[-1].stopped, flush=True)
        if given.write:
            add_up(ended[-1])
            write_part(ROOT / "docs" / "reliability.md", "fuzz", table(list(ENTRIES)))
    return int(any(one.findings or one.stopped for one in ended))


def add_up(ended: Campaign) -> None:
    """Keep a campaign in TOLD, with those before it."""
    told = json.loads(TOLD.read_text(encoding="utf-8")) if TOLD.exists() else {}
    whole = ended.after(told.get(ended.entry, {}))
    told[ended.entry] = {
        "executions": whole.runs,
        "seconds": round(whole.seconds),
        "kept": whole.kept,
        "findings": whole.findings,
        "last": today(),
    }
    TOLD.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def campaign(entry: str, folder: Path, seconds: int, runs: int) -> Campaign:
    """Run one, in a process of its own."""
    corpus = folder / "corpus" / entry
    findings = folder / "findings" / entry
    for one in (corpus, findings):
        one.mkdir(parents=True, exist_ok=True)
    _put_seeds(entry, corpus)
    command = [sys.executable, "-m", "bench.fuzz", _INSIDE, entry, str(folder)]
    flags = (f"-max_total_time={seconds}", f"-runs={runs}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=4096")
    more = ("-print_final_stats=1", "-close_fd_mask=1", f"-artifact_prefix={findings}/", str(corpus))
    began = _processor()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    ended = subprocess.run([*command, *flags, *more], stderr=subprocess.PIPE, cwd=ROOT, env=environment, check=False)
    told = ended.stderr.decode("utf-8", "replace")
    stats = {name: int(number) for name, number in _STAT.findall(told)}
    stopped = "" if ended.returncode == 0 else f"ended with {ended.returncode}: {told[-400:]}"
    return Campaign(
        entry,
        stats.get("number_of_executed_units", 0),
        _processor() - began,
        len(list(corpus.iterdir())),
        len(list(findings.iterdir())),
        stopped,
    )


def _processor() -> float:
    """Seconds of processor time of all campaigns that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _put_seeds(entry: str, corpus: Path) -> None:
    from bench.fuzz_entries import seeds  # noqa: PLC0415 -- as above

    for content in seeds(entry):
        path = corpus / hashlib.sha1(content, usedforsecurity=False).hexdigest()
        path.write_bytes(content[:LONGEST])


def _inside(entry: str, folder: Path, flags: list[str]) -> int:
    import atheris  # noqa: PLC0415 -- installed for this alone

    with atheris.instrument_imports(include=["onrecord"]):
        from bench.fuzz_entries import ENTRIES  # noqa: PLC0415

    run, findings = ENTRIES[entry], folder / "findings" / entry

    def once(data: bytes) -> None:
        began = time.process_time()
        try:
            run(data)
        except Exception as error:  # noqa: BLE001 -- what nobody thought of is what is looked for
            _keep(findings, data, error)
        if time.process_time() - began > SLOW:
            _keep(findings, data, TimeoutError(f"more than {SLOW} s"))

    atheris.Setup([sys.argv[0], *flags], once)
    atheris.Fuzz()
    return 0


def _keep(findings: Path, data: bytes, error: Exception) -> None:
    """The first input for each place in the code, with what it raised beside it."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "bench/fuzz.py" not in one.filename]
    place = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else "slow"
    path = findings / f"{type(error).__name__}-{place}"
    if not path.exists():
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")


def table(entries: list[str]) -> str:
    """For docs/reliability.md: every entry, also one that was not yet tried."""
    told = json.loads(TOLD.read_text(encoding="utf-8"))
    rows = ["| entry | executions | processor minutes | each s | inputs that reached new code | findings open |"]
    rows.append("|---|---:|---:|---:|---:|---:|")
    for entry in entries:
        one = told.get(entry, {})
        rows.append(
            Campaign(
                entry, one.get("executions", 0), one.get("seconds", 0), one.get("kept", 0), one.get("findings", 0), ""
            ).row
        )
    last = max(one["last"] for one in told.values())
    return "\n".join((*rows, "", f"`python -m bench.fuzz --write`, added up until {last}, on {machine()}."))


if __name__ == "__main__":
    sys.exit(_inside(sys.argv[2], Path(sys.argv[3]), sys.argv[4:]) if _INSIDE in sys.argv[1:2] else main())
