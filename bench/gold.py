"""The gold that is not part of this project, and the product run over it as a user would.

ONRECORD_DATA (default ../shared) names a folder with the scorers in tools/ and the gold in seeds/, data/polnear/ and
data/html_articles/.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def data_folder() -> Path | None:
    """The folder of the gold; None where there is none."""
    data = named_folder()
    return data if (data / "tools" / "prepare.py").is_file() else None


def named_folder() -> Path:
    return Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared")).resolve()


def skipped(what: str) -> str:
    """The one line that a measurement prints without gold."""
    return f"{what}: skipped, no gold data at {named_folder()}. Name its folder with ONRECORD_DATA=FOLDER."


def prepared(data: Path, out: Path, kind: str, *inputs: str) -> tuple[Path, Path]:
    """The gold in the scorer's form, and the records made from the same articles."""
    gold, articles = as_input(data, out, kind, *inputs)
    return gold, read([str(articles)], Path(f"{out}.records.jsonl"))


def as_input(data: Path, out: Path, kind: str, *inputs: str) -> tuple[Path, Path]:
    """The gold in the scorer's form, and the same articles as the product takes them."""
    score(data, "prepare.py", kind, *inputs, str(out))
    return Path(f"{out}.gold.jsonl"), Path(f"{out}.in.jsonl")


def read(paths: Sequence[str], out: Path, *flags: str) -> Path:
    """Run the product as a user would, records to `out`."""
    command = [sys.executable, "-m", "onrecord", "read", "--no-record", "--quiet", "--format", "jsonl", *flags, *paths]
    with out.open("w", encoding="utf-8") as records:
        subprocess.run(command, stdout=records, env=_environment(), check=True)
    return out


def can_choose_model() -> bool:
    """Does this version let the user choose how statements are found?"""
    command = [sys.executable, "-m", "onrecord", "read", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, env=_environment(), check=True)
    return "--model" in told.stdout


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def score(data: Path, scorer: str, *arguments: str) -> str:
    command = [sys.executable, str(data / "tools" / scorer), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"quality: {scorer} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl file, gzip or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
