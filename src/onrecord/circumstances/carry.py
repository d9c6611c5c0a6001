"""What is told once holds for the statements that follow, as long as the text supports it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.circumstances import wording as w
from onrecord.circumstances.scene import SAID, Clause
from onrecord.circumstances.spoken_at import SpokenAt
from onrecord.circumstances.told import Setting, Told, cue_of
from onrecord.text.timenames import DAY, MONTH, WEEKDAY
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import Mode

_NEXT = 1  # paragraphs from one statement of a passage to the next, when others spoke in between
_ALONE = 2  # when nobody did
# Words beside a cue that put it outside the occasion being told.
_AT_OTHER_TIMES = re.compile(
    r"\b(?:had|hadn[’']t|has|have|hasn[’']t|haven[’']t|previously|once|long|repeatedly|often|always|regularly|usually"
    r"|earlier|separately|in the past|elsewhere|in another|in a separate|for (?:days|weeks|months|years|decades)"
    r"|(?:hours|days?|weeks?|months?|years?) (?:after|before|earlier|later|ago))\b"
    r"|[’']s (?:\w+ly )?(?:said|been|called|made|long|argued|promised|told)\b",
    re.IGNORECASE,
)
_POSTED_ON = re.compile(
    r"\b(?:added?|adds|adding|continued?|continues|went on|goes on|concluded?|concludes|wrote|writes|writing|tweeted"
    r"|reads?)\b"
)
_GOES_ON = re.compile(rf"{_POSTED_ON.pattern}|\b(?:says|said|noted?|notes|noting|saying)\b")
_POSTS = ("tweet", "tweets", "post", "posts", "tweeted", "tweets", "retweeted")
_LATER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) (?:later|earlier|before|after|ago)\b"
    r"|\b(?:later|earlier) (?:that|the|in|on)\b|\bthat (?:night|evening|afternoon|morning)\b",
    re.IGNORECASE,
)
_TIMED = re.compile(rf"\b(?:{WEEKDAY}|{MONTH} {DAY}|yesterday|today|tonight|(?:last|this) (?:week|month|year|night))\b")
_HEAD = 60  # characters at the head of a sentence that set its time
# Who hears a gathering of that sort: to tell them is no other occasion.
_LISTENERS = (
    (
        re.compile(r"(?:the )?(?:reporters|journalists|(?:assembled |foreign )?press|media)\Z", re.IGNORECASE),
        re.compile(r"(?:(?:news|press|media) |conference|briefing)"),
    ),
    (
        re.compile(
            r"(?:(?:the|his|her|their) )?(?:cheering |assembled )?(?:supporters|followers|delegates|participants)\Z"
            r"|the (?:cheering |assembled )?(?:crowd|audience|gathering|listeners)\Z",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:(?i:{w.MEETING})|{w.SPEECH})\Z"),
    ),
)
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)


@dataclass(slots=True)
class _Passage:
    """What one speaker was last told to speak on.

    paragraph, order: of the last statement it holds for. is_timed: its own clause has time words.
    """

    setting: Setting
    date: str | None
    paragraph: int
    order: int
    is_timed: bool


class Passages:
    """Follows the statements of a report in their order and gives each the setting it stands in.

    dates: by attribution id; a statement of another day is of another occasion.
    """

    def __init__(self, speakers: Mapping[str, Speaker], dates: Mapping[str, str]) -> None:
        self._speakers, self._dates = speakers, dates
        self._passages: dict[str, _Passage] = {}
        self._told: dict[str, Told] = {}  # by its noun, what was told last with more words than "the" and that noun
        self._last_new = -1  # the order of the last statement with an occasion of its own
        self._spoke_last: str | None = None
        self._order = -1

    def next(self, clause: Clause, own: Setting) -> Setting:
        """The setting of the next statement. own: what its clause tells itself."""
        self._order += 1
        own = self._named_before(own)
        key = self._key(clause)
        if own.is_new or key is None:
            setting = own
            self._begin(key, clause, own)
        else:
            setting = self._within(key, clause, own)
        self._spoke_last = key or self._spoke_last
        return setting

    def tell(self, told: SpokenAt) -> None:
        """A sentence that reports no words tells where the next statement is said."""
        self._order += 1
        self._last_new = self._order
        self._keep(told.setting.occasion)
        self._passages[told.key] = _Passage(
            self._named_before(told.setting), self._date(told.before), told.paragraph, self._order, is_timed=True
        )

    def _begin(self, key: str | None, clause: Clause, own: Setting) -> None:
        if own.is_new:
            self._last_new = self._order
            self._keep(own.occasion)
            self._keep(own.medium)
        if own.is_new and key:
            self._passages[key] = _Passage(own, self._date(clause), clause.paragraph, self._order, is_timed(clause))

    def _keep(self, told: Told | None) -> None:
        if told and not told.is_bare:
            self._told[told.head] = told

    def _within(self, key: str, clause: Clause, own: Setting) -> Setting:
        passage = self._passages.get(key)
        if passage is None:
            return own
        if not self._is_same(key, passage, clause, own):
            if self._ends(passage, clause, own):
                del self._passages[key]
            return own
        passage.paragraph, passage.order = clause.paragraph, self._order
        told = passage.setting
        occasion, medium = (_carried(one) for one in (told.occasion, _spoken_medium(told, clause)))
        place = own.place or (_carried(told.place) if occasion else None)
        return Setting(place, occasion, own.addressee, medium)

    def _is_same(self, key: str, passage: _Passage, clause: Clause, own: Setting) -> bool:
        """Does the statement stand in the passage: near, of no other day, said to no one else, elsewhere or before?"""
        reach = _ALONE if self._spoke_last == key else _NEXT
        date = self._date(clause)
        return (
            clause.paragraph - passage.paragraph <= reach
            and self._last_new <= passage.order
            and clause.attribution.mode in (Mode.SAID, Mode.WROTE)
            and (date is None or date == passage.date)
            and (passage.is_timed or not is_timed(clause))
            and not _AT_OTHER_TIMES.search(_beside(clause))
            and not _LATER.search(clause.masked[:_HEAD])
            and not own.place
            and _is_heard_there(own, passage.setting)
        )

    def _ends(self, passage: _Passage, clause: Clause, own: Setting) -> bool:
        """Somebody else who hears, another place or another day is another occasion; a belief is an aside."""
        return bool(own.addressee or own.place) or self._date(clause) not in (None, passage.date)

    def _named_before(self, own: Setting) -> Setting:
        """ "The interview" is the one that was told before, with the words it was told with."""
        return replace(own, occasion=self._in_full(own.occasion), medium=self._in_full(own.medium))

    def _in_full(self, told: Told | None) -> Told | None:
        if told is None or not told.is_bare:
            return told
        before = self._told.get(told.head)
        if before is None:
            return told
        because = f"“the {told.head}” points back to “{before.words}”"
        return replace(before, spans=(*before.spans, *told.spans), because=because)

    def _key(self, clause: Clause) -> str | None:
        speaker = self._speakers.get(clause.attribution.id)
        if (
            speaker is None
            or clause.attribution.nested_in
            or speaker.type in (SpeakerType.UNKNOWN, SpeakerType.DOCUMENT)
        ):
            return None
        return speaker.entity or speaker.name

    def _date(self, clause: Clause) -> str | None:
        return self._dates.get(clause.attribution.id)


def is_timed(clause: Clause) -> bool:
    """Has the clause a day of its own? A statement with one does not join an occasion told without."""
    return _TIMED.search(clause.masked) is not None


def _spoken_medium(told: Setting, clause: Clause) -> Told | None:
    """A letter or a post goes on only where the words go on; a broadcast as long as its occasion."""
    if told.medium is None or not told.medium.is_writing:
        return told.medium
    cue = cue_of(clause)
    goes_on = _POSTED_ON if told.medium.head in _POSTS else _GOES_ON
    return told.medium if clause.attribution.mode is Mode.WROTE or not cue or goes_on.search(cue) else None


def _carried(told: Told | None) -> Told | None:
    if told is None:
        return None
    return replace(told, because="the speaker goes on in the same passage, and nothing tells of another occasion")


def _is_heard_there(own: Setting, setting: Setting) -> bool:
    """Is who hears the statement one of those that the passage already names, or whom such a gathering has?"""
    if own.addressee is None:
        return True
    if setting.occasion and any(
        who.match(own.addressee.words) and gathering.match(setting.occasion.head) for who, gathering in _LISTENERS
    ):
        return True
    heard = _ARTICLE.sub("", own.addressee.words).lower()
    named = " ".join(one.words for one in (setting.addressee, setting.occasion, setting.medium) if one).lower()
    return heard in named


def _beside(clause: Clause) -> str:
    """The words around the cue: from the last mark before it to the next after it."""
    start, end = clause.anchor.start - clause.window.start, clause.anchor.end - clause.window.start
    before = clause.masked[max(0, start - 120) : start]
    if not cue_of(clause).endswith("ing"):  # "had praised it, stating": what it hangs on says when
        before = re.split(rf"[,;:{SAID}]", before)[-1]
    after = re.split(rf"[,;:{SAID}]", clause.masked[start : end + 40])[0]
    return before + after
