"""Settings for all tests."""

from __future__ import annotations

import os
import signal

from hypothesis import HealthCheck, settings

# A slow machine fails no property; on a build server the examples are the same at every run.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
# A report without a year is as old as the clock allows: here it is always the end of 2026.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1798675200")
settings.load_profile("ci" if os.environ.get("CI") else "here")
# A run in a shell's background inherits "ignore Ctrl-C", and so would the processes that are to be interrupted.
signal.signal(signal.SIGINT, signal.default_int_handler)
