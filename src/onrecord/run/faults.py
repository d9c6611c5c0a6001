"""What a fault in a stage looks like: one poison page must not cost the other ten thousand; it is kept and named."""

from __future__ import annotations

import traceback
from pathlib import PurePath

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
REPORT_IT = "please report this fault"


def told(error: Exception) -> str:
    """The fault and its place, for whoever mends it: "… failed here: IndexError at naming.py:40 (out of range)"."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"onrecord itself failed here: {type(error).__name__} at {PurePath(last.filename).name}:{last.lineno} ({error})"
    )
