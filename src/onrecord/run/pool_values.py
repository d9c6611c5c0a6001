"""What the processes of a pool are told when they start, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.run.page_worker import Limits
from onrecord.values.model import Model
from onrecord.values.page import Skipped
from onrecord.values.statement import ReportRecord


@dataclass(frozen=True, slots=True)
class PoolSetup:
    """How pages are to be read.

    record: whose own people and instruments are known, besides those that ship; None for no others.
    limits: what the parsing of one web page may cost.
    """

    model: Model = Model.BEST
    record: str | None = None
    limits: Limits = field(default_factory=Limits)


# A process says first (READY, its reader's name, why it reads by rules alone or None), then for each page what became
# of it; a Skipped comes without the bytes, which the other side has. (FAILED, what, remedy) is the last it says.
READY, FAILED = "ready", "failed"
Said = ReportRecord | Skipped | tuple[str, str, str | None]
