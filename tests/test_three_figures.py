"""The script in examples/ that goes from reading to three figures."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import environment

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_from_reading_to_three_figures(tmp_path: Path) -> None:
    image = pytest.importorskip("matplotlib.image", reason="matplotlib is not installed: pip install '.[dev]'")
    read = [str(EXAMPLES / name) for name in ("courier-harbour-letter.txt", "press-conference.jsonl")]
    script = [sys.executable, str(EXAMPLES / "three_figures.py"), *read, "--out", str(tmp_path)]
    ended = subprocess.run(script, capture_output=True, text=True, env=environment(), cwd=tmp_path, check=False)
    assert ended.returncode == 0, ended.stderr
    dated = re.search(r"(\d+) of these with the day", ended.stdout)
    assert dated is not None
    assert int(dated[1]) > 0
    drawn = sorted(tmp_path.glob("*.png"))
    assert [one.name for one in drawn] == [
        "1-who-was-quoted-when.png",
        "2-how-outlets-quote.png",
        "3-who-appealed-to-what.png",
    ]
    assert all(np.ptp(image.imread(one)) > 0.5 for one in drawn)
