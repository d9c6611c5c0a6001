"""The date each statement was made: its own time words, or the occasion the narrative stands at."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.circumstances.occasion_dates import Calendar, Occasion, is_counted_from_then
from onrecord.circumstances.own_time import is_occasion, own_time
from onrecord.circumstances.scene import SAID, Clause, Scene
from onrecord.text.when import CalendarMonth, TimeWords
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.span import Span

_PRONOUN = re.compile(r"(?:he|she|they|it|who|i|we)\b", re.IGNORECASE)
# Words beside a cue that put it outside the occasion being told. "has said" opens many reports, so it may still wait
# for the date of the lead; "had said" never does.
_AT_OTHER_TIMES = re.compile(
    r"\b(?:had|hadn[’']t|previously|once|long|repeatedly|often|always|regularly|usually|earlier|in the past)\b",
    re.IGNORECASE,
)
_HAS = re.compile(r"\b(?:has|have|hasn[’']t|haven[’']t)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:then|at the time)\b", re.IGNORECASE)
_FIRST_PARAGRAPHS = 3  # indices of headline, standfirst, byline and lead
_NEIGHBOURS = 8  # cues on each side that are asked whose time words these are
_SAID_IN = re.compile(
    r"\bin an? (?:[\w-]{1,20} ){0,3}(?:statement|letter|report|post|tweet|op-ed|article|memo|e-?mail|message|filing)\b"
)
_SAME_EVENT = re.compile(
    r"\bthe same (?:news |press )?"
    r"(?:conference|briefing|event|meeting|rally|hearing|debate|forum|summit|session|panel|ceremony)\b"
)
_STORY = 900  # characters that a year told holds for
_THIS = re.compile(r"\b(?:this|last|past)\b")
_ANY = re.compile(r"\b(?:one|every|each|any|some|most|many)\s$", re.IGNORECASE)
_IN_THE_YEAR = re.compile(r"in the \d{4}", re.IGNORECASE)
_GAP = 6  # paragraphs without a word of the speaker, after which a new occasion is as likely as the old one
_MEETING = re.compile(
    r"\b(?:sp(?:oke|eaking|oken)|address(?:ed|ing)|met|told|interview(?:ed)?|conference|briefing|speech|remarks|rally|hearing"
    r"|debate|testif(?:ied|ying)|appear(?:ed|ing|ance)|statement|meeting|talks|summit)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\b(?:publish(?:ed|es)|releas(?:ed|es)|issued?|post(?:ed)|sent|circulated|unveiled|submitted|delivered|handed|presented"
    r"|adopted|signed|put forward|dated|wrote|written|drafted|obtained)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:document|letter|statement|response|reply|report|declaration|paper|draft|note|text|post|article|op-ed|essay|memo"
    r"|memorandum|communiqu[ée]|proposal|treaty|agreement|study|survey|poll|ruling|transcript|filing|lawsuit|resolution"
    r"|message|book|release|e-?mail)s?\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Thread:
    """Where the narrative stands with one speaker.

    main: the report's own occasion. aside: a flashback, as long as it lasts. waiting: told before any date.
    """

    main: Occasion | None = None
    aside: Occasion | None = None
    aside_paragraph: int = -1
    main_paragraph: int = -1
    waiting: list[Clause] = field(default_factory=list)


def date_statements(scene: Scene, speakers: Mapping[str, Speaker]) -> dict[str, StatementDate]:
    """The date of each statement that can be dated, by attribution id."""
    narrative = _Narrative(scene, speakers)
    for sentence, clauses in _beats(scene):
        narrative.tell(sentence, clauses)
    return narrative.dates


def _beats(scene: Scene) -> Iterator[tuple[Span, Sequence[Clause]]]:
    """Sentence by sentence, with the statements reported in it."""
    by_sentence: dict[int, list[Clause]] = defaultdict(list)
    for clause in scene.clauses:
        by_sentence[clause.sentence.start].append(clause)
    for sentence in scene.sentences:
        yield sentence, by_sentence.get(sentence.start, ())


class _Narrative:
    """Follows the report from its first word to its last and remembers which occasion it tells of."""

    def __init__(self, scene: Scene, speakers: Mapping[str, Speaker]) -> None:
        self.dates: dict[str, StatementDate] = {}
        self._scene, self._speakers = scene, speakers
        self._calendar = Calendar(scene.report.published)
        self._threads: dict[str, _Thread] = defaultdict(_Thread)
        self._told_last: Occasion | None = None
        self._document: Occasion | None = None
        self._document_paragraph = -1
        self._ahead = deque(key for clause in scene.clauses if (key := self._key(clause)))
        self._names = {key: speakers[c.attribution.id].name for c in scene.clauses if (key := self._key(c))}
        self._behind = ""

    def tell(self, sentence: Span, clauses: Sequence[Clause]) -> None:
        if not clauses:
            self._event(sentence)
        for index, clause in enumerate(clauses):
            words = own_time(self._scene, clause, clauses[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1])
            own = self._occasion(words) if words else None
            if own:
                self._dated(clause, own)
            elif not clause.attribution.nested_in:
                self._undated(clause)
            self._pass(clause)
        self._issue(sentence)

    def _pass(self, clause: Clause) -> None:
        if self._key(clause):
            self._behind = self._ahead.popleft()

    def _dated(self, clause: Clause, own: Occasion) -> None:
        self._put(clause, own, f"“{own.words}” where it is reported")
        if clause.attribution.nested_in:
            return
        self._told_last = own
        key = self._key(clause)
        if key:
            self._move(self._threads[key], own, clause.paragraph)

    def _move(self, thread: _Thread, own: Occasion, paragraph: int) -> None:
        """A near day is the report's own occasion, anything before it a flashback."""
        if not own.is_of_a_day or (thread.main and self._calendar.is_earlier(own, thread.main)):
            thread.aside, thread.aside_paragraph = own, paragraph
            return
        if thread.main is None:
            for clause in thread.waiting:
                if _FIRST_PARAGRAPHS < clause.paragraph < paragraph - 2:
                    continue
                self._put(clause, own, f"told ahead of the occasion it belongs to, “{own.words}”")
        thread.main, thread.main_paragraph, thread.aside, thread.waiting = own, paragraph, None, []

    def _undated(self, clause: Clause) -> None:
        key = self._key(clause)
        beside = _beside(clause)
        if self._is_of_document(clause):
            self._undated_document(clause)
            return
        if key is None or _AT_OTHER_TIMES.search(beside):
            return
        thread = self._threads[key]
        if self._told_last and self._told_last.is_of_a_day and _SAME_EVENT.search(clause.masked):
            thread.main, thread.main_paragraph = self._told_last, clause.paragraph
        if thread.aside and (_THEN.search(beside) or _goes_on(thread, clause, self._scene)):
            thread.aside_paragraph = clause.paragraph
            self._put(clause, thread.aside, f"goes on from “{thread.aside.words}”")
        elif thread.main:
            self._on_main_occasion(thread, clause, beside)
        elif clause.paragraph <= _FIRST_PARAGRAPHS or not _HAS.search(beside):
            thread.waiting.append(clause)

    def _on_main_occasion(self, thread: _Thread, clause: Clause, beside: str) -> None:
        thread.aside = None
        if thread.main and not _HAS.search(beside) and clause.paragraph <= thread.main_paragraph + _GAP:
            thread.main_paragraph = clause.paragraph
            self._put(clause, thread.main, f"same occasion as “{thread.main.words}”")

    def _is_of_document(self, clause: Clause) -> bool:
        """A document, or "they" and "it" that name nobody, in the paragraph that told of documents."""
        speaker = self._speakers.get(clause.attribution.id)
        if speaker is None or speaker.type is not SpeakerType.UNKNOWN:
            return speaker is not None and speaker.type is SpeakerType.DOCUMENT
        source = " ".join(span.of(self._scene.report.reading).lower() for span in clause.attribution.source)
        return source in ("they", "it", "both") and clause.paragraph == self._document_paragraph

    def _undated_document(self, clause: Clause) -> None:
        """A report quotes a document in a row of paragraphs; one that comes up later is another."""
        if self._document and clause.paragraph <= self._document_paragraph + 1:
            self._document_paragraph = clause.paragraph
            self._put(clause, self._document, f"the document is of “{self._document.words}”")

    def _event(self, sentence: Span) -> None:
        """A sentence that reports no words but an occasion, between statements of one speaker, is their occasion."""
        own = self._first_occasion(sentence)
        if own is None:
            return
        self._told_last = own
        if not self._ahead or self._behind not in ("", self._ahead[0]) or not own.is_of_a_day:
            return
        key = self._ahead[0]
        if self._threads[key].main is None and (
            _MEETING.search(self._words(sentence)) or self._is_about(sentence, key)
        ):
            self._move(self._threads[key], own, self._scene.paragraph_of(sentence))

    def _is_about(self, sentence: Span, key: str) -> bool:
        """Does the sentence begin with the speaker, as a lead does ("Bente Moen gave advice on Friday")?"""
        surname = self._names[key].rpartition(" ")[2]
        return bool(surname) and surname in self._words(sentence)[:80]

    def _issue(self, sentence: Span) -> None:
        """A document published on a day dates what the report then quotes from it."""
        words = self._words(sentence)
        if (_ISSUED.search(words) and _DOCUMENT.search(words)) or _SAID_IN.search(words):
            self._document = self._first_occasion(sentence) or self._document
            self._document_paragraph = self._scene.paragraph_of(sentence)

    def _first_occasion(self, sentence: Span) -> Occasion | None:
        fitting = (words for words in self._scene.times_in(sentence) if is_occasion(words))
        return next((own for words in fitting if (own := self._occasion(words))), None)

    def _occasion(self, words: TimeWords) -> Occasion | None:
        when, told = words.readings[0], words.span.of(self._scene.report.reading)
        if self._is_no_day(words) or self._is_of_another_year(words):
            return None
        if not is_counted_from_then(when):
            return Occasion((when,), told, words.span.start)
        return self._told_last.then(when, told, words.span.start) if self._told_last else None

    def _is_no_day(self, words: TimeWords) -> bool:
        """ "One Sunday" and "every Friday" are no day of the calendar, "in the 2016 race" is no time of speaking."""
        reading = self._scene.report.reading
        if _ANY.search(reading[max(0, words.span.start - 12) : words.span.start]):
            return True
        return bool(_IN_THE_YEAR.fullmatch(words.span.of(reading))) and reading[words.span.end :][:2].strip().islower()

    def _is_of_another_year(self, words: TimeWords) -> bool:
        """Is a month without a year told in a story of years ago: "In 2001 she … In August she …"?"""
        when, published = words.readings[0], self._scene.report.published
        if not isinstance(when, CalendarMonth) or when.year or not published or not published.candidates:
            return False
        before = self._scene.times_in(Span(max(0, words.span.start - _STORY), words.span.start))
        years = [year for one in before for year in (getattr(one.readings[0], "year", None),) if year]
        of = published.candidates[0][:4]
        told = words.span.of(self._scene.report.reading).lower()
        return bool(years) and of.isdigit() and years[-1] < int(of) - 1 and not _THIS.search(told)

    def _put(self, clause: Clause, occasion: Occasion, because: str) -> None:
        edtf = self._calendar.date(occasion)
        if edtf:
            self.dates[clause.attribution.id] = StatementDate(edtf, because)

    def _key(self, clause: Clause) -> str | None:
        """Whose thread the statement belongs to; None for the unnamed and for words inside other words."""
        speaker = self._speakers.get(clause.attribution.id)
        if speaker is None or clause.attribution.nested_in or speaker.type is SpeakerType.UNKNOWN:
            return None
        return speaker.entity or speaker.name

    def _words(self, sentence: Span) -> str:
        return sentence.of(self._scene.report.reading)[:2000]


def _beside(clause: Clause) -> str:
    """The words around the cue: from the last mark before it to the next after it."""
    at = clause.anchor.shifted(-clause.window.start)
    before = re.split(rf"[,;:{SAID}]", clause.masked[max(0, at.start - 80) : at.start])[-1]
    after = re.split(rf"[,;:{SAID}]", clause.masked[at.start : at.end + 40])[0]
    return before + after


def _goes_on(thread: _Thread, clause: Clause, scene: Scene) -> bool:
    """A flashback lasts in its paragraph, and in the next one when that begins with words said or with "he"."""
    if clause.paragraph == thread.aside_paragraph:
        return True
    if clause.paragraph != thread.aside_paragraph + 1:
        return False
    paragraph = scene.report.paragraphs[clause.paragraph]
    words = paragraph.of(scene.report.reading)
    opens = words[0] in "\"“„«‘'" and any(span.start == paragraph.start for span in clause.attribution.content)
    return opens or bool(_PRONOUN.match(words))
