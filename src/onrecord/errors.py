"""What can go wrong, as one tree. Every error says what happened and what to do about it.

OnRecordError
├── UnreadableInput     one input cannot be read; the others go on
├── RecordError         the record file cannot be used
│   ├── NotARecord          the file is something else, or damaged
│   ├── NewerRecord         a newer version of onrecord wrote it
│   ├── RecordBusy          another process is writing
│   └── RecordNotWritable   read-only, no permission, or the disk is full
├── DamagedWeights      tables or weights that ship with the program are not whole
├── MissingExtra        a part that is installed separately is not there
├── NoProcess           a process that is to read pages does not start, or cannot go on
├── NoAddress           a server cannot listen where it was told to
├── JobFailed           a job on a cluster ended before its time
├── UnknownReference    no report or statement with this id
├── Contradiction       a judgement goes against one that stands
└── BadRequest          what was asked for cannot be understood
    └── WrongOption         a word of the command line makes no sense
"""


class OnRecordError(Exception):
    """An error with a way out. `remedy` has no default: an error without one cannot be written.

    Both parts go to `super().__init__`, else the error could not be unpickled in a worker.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}. {self.remedy[:1].upper()}{self.remedy[1:]}."


class UnreadableInput(OnRecordError):
    """One input cannot be read. The others go on; the run ends with exit code 1."""


class RecordError(OnRecordError):
    """The record file cannot be used."""


class NotARecord(RecordError):
    """The file is not a record of onrecord, or it is damaged."""


class NewerRecord(RecordError):
    """A newer version of onrecord wrote this record."""


class RecordBusy(RecordError):
    """Another process is writing to this record."""


class RecordNotWritable(RecordError):
    """The record cannot be written: read-only, no permission, or the disk is full."""


class DamagedWeights(OnRecordError):
    """Tables or weights that ship with the program are not whole, or of another version."""

    def __init__(
        self, what: str, remedy: str = "install onrecord again; until then it reads by its rules alone"
    ) -> None:
        super().__init__(what, remedy)


class MissingExtra(OnRecordError):
    """A part that is installed separately is not there."""


class NoProcess(OnRecordError):
    """A process that is to read pages does not start, or cannot go on. What was told of is on record."""


class NoAddress(OnRecordError):
    """A server cannot listen where it was told to."""


class JobFailed(OnRecordError):
    """A job on a cluster ended before its time."""


class UnknownReference(OnRecordError):
    """No report or statement with this id, or more than one."""


class Contradiction(OnRecordError):
    """A judgement goes against one that stands in the log. Nothing was written."""


class BadRequest(OnRecordError):
    """What was asked for cannot be understood."""


class WrongOption(BadRequest):
    """A word of the command line makes no sense: a date that is none, a kind that does not exist. Exit code 2."""
