"""The step that lets `onrecord check` tell at once what was searched: outlets and days, without reading the reports."""

from __future__ import annotations

CHECK_STEP = (
    "CREATE INDEX reports_published ON reports (published)",
    "CREATE INDEX reports_outlet ON reports (outlet)",
)
