"""The machine a figure was measured on, in words."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def machine() -> str:
    """Cores, processor and Python, e.g. "2 cores, Intel Xeon 2.5 GHz, Python 3.11.7"."""
    return f"{os.cpu_count()} cores, {processor()}, Python {platform.python_version()}"


def processor() -> str:
    listing = Path("/proc/cpuinfo")
    told = listing.read_text(encoding="utf-8") if listing.is_file() else ""
    model = re.search(r"model name\s*:\s*(.+)", told)
    return re.sub(r"\s+", " ", model[1]).strip() if model else platform.processor() or platform.machine()
