"""Invented reports to copy, cut and extend."""

from __future__ import annotations

from onrecord.reports.paragraphs import find_paragraphs
from onrecord.values.report import Furniture, Report
from onrecord.values.span import Span

LEAD = (
    "The island of Skerrin will keep its lighthouse burning through the winter, the minister of harbours said, after "
    "a week of talks with the keepers about their pay and about the price of oil."
)
THREAT = (
    "The keepers had threatened to put out the lamp on the first of June if nobody came to speak with them. They have "
    "not been paid for nine weeks, and two of them have gone back to fishing, which pays worse but on the day."
)
QUOTED = (
    "“We will not sign anything in the dark,” Ysolde Marrin told reporters on the quay below the old customs house."
)
LENS = (
    "The harbour board wants to replace the cracked lens with a new one from the mainland. It would cost forty "
    "thousand crowns, take until autumn to grind, and need a ship with a crane that the island does not own."
)
STORY = (LEAD, THREAT, QUOTED, LENS)
OTHER = (
    "A choir of forty bakers sang on the market of Perrasol on Sunday, in the rain and without umbrellas, because the "
    "town had refused them the hall for the third year running. The mayor listened from a window and clapped once.",
    "Nobody could say afterwards who had invited the brass band, which played a different song at the same time. The "
    "bakers intend to come back in spring with a louder programme and with bread for whoever stays to the end.",
)
NOTICE = (
    "This newspaper is owned by its readers and printed on the island twice a week. Write to the editors at the old "
    "mill, by post only, and leave your name; letters without a name are read aloud in the kitchen and then burnt."
)
THIRD = (
    "Fishing off the northern banks stays closed until the seals have left, the board of fisheries decided after "
    "counting them from a rowing boat. Two captains counted as well and came to half the number.",
)


def report_of(*paragraphs: str, furniture: str | None = None, title: str | None = None) -> Report:
    """A report with these paragraphs. furniture: the one of them that is none. title: stands above them."""
    text = "\n\n".join((*((title,) if title else ()), *paragraphs))
    at = text.index(furniture) if furniture else 0
    return Report(
        id=f"report {abs(hash(text))}",
        origin="made",
        sha256="0" * 64,
        text=text,
        reading=text,
        title=title,
        title_span=Span(0, len(title)) if title else None,
        paragraphs=find_paragraphs(text),
        furniture=(Furniture(Span(at, at + len(furniture)), "made"),) if furniture else (),
    )
