"""What a report `r` is called, in SQL: see `onrecord.text.report_name`."""

from __future__ import annotations

# Most have a title: the function is called for the others alone.
REPORT_NAME = "ifnull(r.title, report_name(r.title, r.occasion, r.published, r.given_id, r.origin))"
