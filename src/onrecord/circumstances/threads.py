"""Where the narrative of a report stands with one speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.circumstances.occasion_dates import Occasion
from onrecord.circumstances.scene import Clause, Scene

FIRST_PARAGRAPHS = 3  # indices of headline, standfirst, byline and lead
_GAP = 6  # paragraphs without a word of the speaker, after which a new occasion is as likely as the old one
_PRONOUN = re.compile(r"(?:he|she|they|it|who|i|we)\b", re.IGNORECASE)


@dataclass(slots=True)
class Thread:
    """main: the report's own occasion. aside: a flashback, as long as it lasts. waiting: told before any date.

    left_in: the paragraph in which the speaker was last told of at other times ("has said").
    """

    main: Occasion | None = None
    aside: Occasion | None = None
    aside_paragraph: int = -1
    main_paragraph: int = -1
    left_in: int = -1
    told_in: str = ""
    told_paragraph: int = -1
    waiting: list[Clause] = field(default_factory=list)

    def look_back(self, own: Occasion, paragraph: int) -> None:
        self.aside, self.aside_paragraph = own, paragraph

    def begin(self, own: Occasion, paragraph: int) -> Sequence[Clause]:
        """Stand at an occasion; gives the statements told ahead of it."""
        first = self.main is None
        ahead = [one for one in self.waiting if one.paragraph <= FIRST_PARAGRAPHS or one.paragraph >= paragraph - 2]
        self.main, self.main_paragraph, self.aside, self.waiting, self.left_in = own, paragraph, None, [], -1
        return ahead if first else ()

    def reaches(self, clause: Clause) -> bool:
        """Is the statement near enough to the last one on the main occasion, and not among older ones?"""
        return self.left_in != clause.paragraph and clause.paragraph <= self.main_paragraph + _GAP

    def looks_back_in(self, clause: Clause, scene: Scene) -> bool:
        """A flashback lasts in its paragraph, and in the next one when that begins with words said or with "he"."""
        if clause.paragraph == self.aside_paragraph:
            return True
        return clause.paragraph == self.aside_paragraph + 1 and opens_with_words_said(clause, scene)


def opens_with_words_said(clause: Clause, scene: Scene) -> bool:
    """Does the statement's paragraph begin with its words in marks, or with a pronoun?"""
    paragraph, reading = scene.report.paragraphs[clause.paragraph], scene.report.reading
    marked = reading[paragraph.start] in "\"“„«‘'"
    opens = marked and any(span.start == paragraph.start for span in clause.attribution.content)
    return opens or bool(_PRONOUN.match(reading, paragraph.start, paragraph.end))
