"""Follows a report from its first word to its last and remembers which occasion it tells of."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from onrecord.circumstances.candidates import Candidates, Tie, Told
from onrecord.circumstances.cue_words import (
    asks,
    beside,
    ends_flashback,
    is_at_another_time,
    is_going_on,
    is_past,
    is_since,
)
from onrecord.circumstances.events import Events, same_event
from onrecord.circumstances.issued import PRONOUNS, SAID_IN, Sent, is_issued
from onrecord.circumstances.occasion_dates import Calendar, Occasion, is_counted_from_then
from onrecord.circumstances.own_time import is_close, is_occasion, is_told, own_time
from onrecord.circumstances.scene import Clause, Scene
from onrecord.circumstances.threads import FIRST_PARAGRAPHS, Thread, opens_with_words_said
from onrecord.circumstances.writings import Writings
from onrecord.circumstances.years_told import is_no_day, is_of_another_year, is_to_come
from onrecord.text.when import CalendarMonth, TimeWords
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.span import Span

_THEN = re.compile(r"\b(?:then|at the time)\b", re.IGNORECASE)
_LONGEST = 2000  # characters of a sentence that are looked at
_NEIGHBOURS = 8  # cues on each side that are asked whose time words these are
_MEETING = re.compile(
    r"\b(?:sp(?:oke|eaking|oken)|address(?:ed|ing)|met|told|interview(?:s|ed)?|conference|briefing|speech|remarks|rally"
    r"|hearing|debate|testif(?:ied|ying)|appear(?:ed|ing|ance)|statement|meeting|talks|summit)\b",
    re.IGNORECASE,
)


class Narrative:
    """Follows the report from its first word to its last and remembers which occasion it tells of."""

    def __init__(self, scene: Scene, speakers: Mapping[str, Speaker]) -> None:
        self.dates: dict[str, StatementDate] = {}
        self.calendar = Calendar(scene.report.published)
        self._scene, self._speakers = scene, speakers
        self._writings = Writings(scene.report.reading, self._keys)
        self.candidates = Candidates(self.calendar, self._writings.has_left)
        self._threads: dict[str, Thread] = defaultdict(Thread)
        self._events = Events()
        self._told_last: Occasion | None = None
        self._told_by: tuple[Occasion, int, bool] | None = None
        self._told_in = ""
        self._document: Occasion | None = None
        self._document_paragraph = -1
        self._sent = Sent()
        self._ahead = deque(clause for clause in scene.clauses if self._keys(clause))

    def occasions(self) -> Iterator[Occasion]:
        """All that the report names, whatever was said then."""
        words = (one for one in self._scene.times if is_occasion(one))
        return (own for one in words if (own := self._occasion(one)))

    def tell(self, sentence: Span, clauses: Sequence[Clause]) -> None:
        if not clauses:
            self._event(sentence)
        for index, clause in enumerate(clauses):
            words = own_time(self._scene, clause, clauses[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1])
            own = self._occasion(words, clause) if words else None
            if own:
                self._dated(clause, *self._exact(clause, own))
            elif not clause.attribution.nested_in:
                self._undated(clause)
            if self._keys(clause):
                self._ahead.popleft()
        if clauses and not any(clause.attribution.id in self.dates for clause in clauses):
            self._tell_anew(sentence, clauses)
        self._remember(sentence, clauses)

    def _exact(self, clause: Clause, own: Occasion) -> tuple[Occasion, str]:
        """ "In his interview last week" is of the day the interview was told to be of, when that lies in the week."""
        told, ours = self._event_of(clause), self.calendar.date(own)
        theirs = self.calendar.date(told[0]) if told else None
        if told and ours and theirs and len(theirs) > len(ours) and theirs.startswith(ours):
            return told[0], f"“{told[1]}”, told of as “{told[0].words}”"
        return own, f"“{own.words}” where it is reported"

    def _dated(self, clause: Clause, own: Occasion, because: str) -> None:
        self._put(clause, own, because)
        if clause.attribution.nested_in:
            return
        self._told_last = own = self._writings.begin(clause, own)
        keys = self._keys(clause)
        self.candidates.tell(Told(own, self._words(clause.sentence), clause.paragraph, keys))
        self._told_by, self._told_in = (own, clause.paragraph, bool(keys)), self._words(clause.sentence)
        for key in keys or self._asked(own):
            self._move(self._threads[key], own, clause.paragraph)

    def _asked(self, own: Occasion) -> tuple[str, ...]:
        """Whom "when Bente Moen was asked" leads to: the next to speak, if the sentence names them."""
        ahead = next(iter(self._ahead), None)
        is_told = ahead is not None and own.is_of_a_day and self._is_told_of(ahead, self._told_in)
        return self._keys(ahead) if ahead and is_told else ()

    def _is_told_of(self, clause: Clause, words: str) -> bool:
        """Do the words name the speaker, or is the speaker nobody in particular?"""
        speaker = self._speakers.get(clause.attribution.id)
        return speaker is None or not self._keys(clause) or speaker.name.rpartition(" ")[2] in words

    def _move(self, thread: Thread, own: Occasion, paragraph: int) -> None:
        """A near day is the report's own occasion, anything before it a flashback."""
        is_near = own.is_of_a_day and self.calendar.is_near(own)
        if not is_near or (thread.main and self.calendar.is_earlier(own, thread.main)):
            thread.look_back(own, paragraph)
            return
        thread.told_in, thread.told_paragraph = self._told_in, paragraph
        for clause in thread.begin(own, paragraph):
            self.candidates.tie(clause, Told(own, self._told_in, paragraph), Tie.AHEAD)

    def _undated(self, clause: Clause) -> None:
        keys, near = self._keys(clause), beside(clause)
        for thread in (self._threads[key] for key in keys):
            self._writings.leave(clause, thread, self._told_in)
        self.candidates.undated(clause, keys)
        if is_at_another_time(near):
            self._leave(keys, clause)
            return
        spoken_of = self._event_of(clause)
        if spoken_of:
            own, words = spoken_of
            self._dated(clause, own, f"“{words}”, told of as “{own.words}”")
        elif self._is_of_document(clause):
            self._undated_document(clause)
        elif not self._flashback(clause, near) and not self._goes_on_for(clause, keys, near):
            self._answered(clause)
            self._written(clause)

    def _leave(self, keys: Sequence[str], clause: Clause) -> None:
        for key in keys:
            self._threads[key].left_in = clause.paragraph

    def _goes_on_for(self, clause: Clause, keys: Sequence[str], near: str) -> bool:
        for key in keys:
            thread = self._threads[key]
            is_over = is_since(near) or ends_flashback(clause, self._scene, near)
            if thread.aside and not is_over and (_THEN.search(near) or thread.looks_back_in(clause, self._scene)):
                thread.aside_paragraph = clause.paragraph
                self._put(clause, thread.aside, f"goes on from “{thread.aside.words}”")
                return True
            if thread.main:
                self._on_main_occasion(thread, clause, near)
                return True
            if not is_going_on(near) and (clause.paragraph <= FIRST_PARAGRAPHS or not is_since(near)):
                thread.waiting.append(clause)
        return False

    def _on_main_occasion(self, thread: Thread, clause: Clause, near: str) -> None:
        thread.aside = None
        if is_since(near):
            thread.left_in = clause.paragraph
        elif thread.main and thread.reaches(clause):
            told = Told(thread.main, thread.told_in, thread.main_paragraph)
            thread.main_paragraph = clause.paragraph
            self.candidates.tie(clause, told, Tie.GOES_ON)

    def _flashback(self, clause: Clause, near: str) -> bool:
        """An older occasion told without a speaker lasts as a speaker's own would."""
        if self._told_by is None or is_since(near) or ends_flashback(clause, self._scene, near):
            return False
        own, paragraph, is_named = self._told_by
        if self._writings.has_left(clause, Told(own, self._told_in, paragraph)):
            return False
        in_reach = clause.paragraph == paragraph or (
            clause.paragraph == paragraph + 1 and opens_with_words_said(clause, self._scene)
        )
        if is_named or own.is_of_a_day or not in_reach or not self._is_told_of(clause, self._told_in):
            return False
        self._put(clause, own, f"goes on from “{own.words}”")
        return True

    def _answered(self, clause: Clause) -> None:
        """A question has the day of what was told just before."""
        if self._told_by is None or not asks(clause, self._scene):
            return
        own, paragraph, _ = self._told_by
        if own.is_of_a_day and clause.paragraph <= paragraph + 1:
            self._dated(clause, own, f"asked on the occasion of “{own.words}”")

    def _written(self, clause: Clause) -> None:
        own = self._sent.of(clause) if self._source(clause) in PRONOUNS else None
        if own:
            self._dated(clause, own, f"what was sent on the day of “{own.words}”")

    def _event_of(self, clause: Clause) -> tuple[Occasion, str] | None:
        key = next(iter(self._keys(clause)), None)
        source = " ".join(span.of(self._scene.report.reading) for span in clause.attribution.source)
        spoken_of = self._events.spoken_of(clause.masked, clause.paragraph, key)
        if not spoken_of and self._told_last and self._told_last.is_of_a_day:
            same = same_event(clause.masked)
            spoken_of = (self._told_last, same) if same else None
        return spoken_of or self._events.itself(source, clause.paragraph)

    def _is_of_document(self, clause: Clause) -> bool:
        """A document, or "they" and "it" that name nobody, in the paragraph that told of documents."""
        speaker = self._speakers.get(clause.attribution.id)
        if speaker is None or speaker.type is not SpeakerType.UNKNOWN:
            return speaker is not None and speaker.type is SpeakerType.DOCUMENT
        return self._source(clause) in ("they", "it", "both") and clause.paragraph == self._document_paragraph

    def _source(self, clause: Clause) -> str:
        return " ".join(span.of(self._scene.report.reading).lower() for span in clause.attribution.source)

    def _undated_document(self, clause: Clause) -> None:
        """A report quotes a document in a row of paragraphs; one that comes up later is another."""
        if self._document and clause.paragraph <= self._document_paragraph + 1:
            self._document_paragraph = clause.paragraph
            self._put(clause, self._document, f"the document is of “{self._document.words}”")

    def _event(self, sentence: Span) -> None:
        """A sentence that reports no words but an occasion of the next speaker's is where these are said."""
        own = self._first_occasion(sentence)
        if own is None:
            return
        self._told_last, ahead = own, next(iter(self._ahead), None)
        paragraph = self._scene.paragraph_of(sentence)
        self.candidates.tell(Told(own, self._words(sentence), paragraph))
        self._told_in = self._words(sentence)
        if ahead is None or not own.is_of_a_day:
            return
        for key in self._keys(ahead):
            thread, words = self._threads[key], self._words(sentence)
            surname = self._speakers[ahead.attribution.id].name.rpartition(" ")[2]
            is_next = ahead.paragraph <= paragraph + 1
            begins = _begins_with(words, surname) and (thread.main is None or is_next)
            meets = thread.main is None and bool(_MEETING.search(words)) and (is_next or surname in words)
            if begins or meets:
                self._move(thread, own, paragraph)

    def _tell_anew(self, sentence: Span, clauses: Sequence[Clause]) -> None:
        """A day told outside what was said moves the narrative, also where no cue has it."""
        own = self._first_occasion(sentence)
        if own and not any(span.start <= own.at < span.end for c in clauses for span in c.attribution.content):
            self.candidates.tell(Told(own, self._words(sentence), self._scene.paragraph_of(sentence)))

    def _remember(self, sentence: Span, clauses: Sequence[Clause]) -> None:
        """The gatherings and documents that the sentence dates, and the document it begins to quote."""
        words, paragraph = self._words(sentence), self._scene.paragraph_of(sentence)
        whose = next((key for clause in clauses for key in self._keys(clause)), None)
        self._events.forget_new(words, paragraph, whose)
        for one in self._scene.times_in(sentence):
            is_over = is_told(one, sentence) and not is_to_come(one, self._scene.report.reading)
            own = self._occasion(one) if is_over else None
            if own:
                self._events.tell(words, one.span.shifted(-sentence.start), own, paragraph, whose)
        times = self._scene.times_in(sentence)
        if is_issued(words):
            self._sent.tell(self._first_occasion(sentence), paragraph)
        if (times or self._document) and (is_issued(words) or SAID_IN.search(words)):
            self._document = self._first_occasion(sentence) or self._document
            self._document_paragraph = paragraph

    def _first_occasion(self, sentence: Span) -> Occasion | None:
        reading = self._scene.report.reading
        times = self._scene.times_in(sentence)
        fitting = (w for w in times if is_told(w, sentence) and not is_to_come(w, reading))
        return next((own for words in fitting if (own := self._occasion(words))), None)

    def _occasion(self, words: TimeWords, clause: Clause | None = None) -> Occasion | None:
        when, told = words.readings[0], words.span.of(self._scene.report.reading)
        if is_no_day(words, self._scene.report.reading) or is_of_another_year(words, self._scene):
            return None
        if is_counted_from_then(when):
            return self._told_last.then(when, told, words.span.start) if self._told_last else None
        is_month = isinstance(when, CalendarMonth)
        over = is_month and clause is not None and is_past(clause, self._scene) and is_close(words, clause)
        return Occasion((when,), told, words.span.start, is_past=over)

    def _put(self, clause: Clause, occasion: Occasion, because: str) -> None:
        edtf = self.calendar.date(occasion)
        if edtf:
            self.dates[clause.attribution.id] = StatementDate(edtf, because)

    def _keys(self, clause: Clause) -> tuple[str, ...]:
        """Whose threads the statement belongs to; none for the unnamed and for words inside other words."""
        speaker = self._speakers.get(clause.attribution.id)
        if speaker is None or clause.attribution.nested_in or speaker.type is SpeakerType.UNKNOWN:
            return ()
        return tuple(speaker.name.split("; "))

    def _words(self, sentence: Span) -> str:
        return self._scene.report.reading[sentence.start : min(sentence.end, sentence.start + _LONGEST)]


def _begins_with(words: str, surname: str) -> bool:
    """Does the sentence begin with the speaker, as a lead does ("Bente Moen gave advice on Friday")?"""
    return bool(re.search(rf"\b{re.escape(surname)}\b(?![’']s)", words[:80])) if surname else False
