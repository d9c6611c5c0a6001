"""How inputs are to be read."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.values.page import Given

FORMS = ("text", "html", "jsonl", "warc")
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user said about the inputs.

    form: one of FORMS, overrides the ending; None to go by the ending, or by the first bytes where there is none.
    encoding: of the bytes; None to find it out.
    max_bytes: the most one report may have, after decompression. A .jsonl file may be of any size, its lines may not.
    transcript: texts and pages are transcripts, and this is said of them; None where they are reports.
    """

    form: str | None = None
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    transcript: Given | None = None

    def __post_init__(self) -> None:
        if self.form not in (None, *FORMS):
            raise ValueError(f"form is one of {', '.join(FORMS)}, not {self.form!r}")
        if self.max_bytes < 1:
            raise ValueError(f"max_bytes must be positive, not {self.max_bytes}")
