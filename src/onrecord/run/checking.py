"""One question to the record: did somebody say this?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import islice

from onrecord.checking.claim import read_claim
from onrecord.checking.verdict import Candidates, Check, Question, judge
from onrecord.comparing.tokens import tokens_of
from onrecord.errors import BadRequest, UnknownReference
from onrecord.run.load_lookalikes import load_lookalikes
from onrecord.run.load_words import load_words
from onrecord.store.asked_speakers import asked_speakers
from onrecord.store.carriers import carriers
from onrecord.store.date_ranges import days_asked
from onrecord.store.printed import printed, texts_on_record
from onrecord.store.record import Record
from onrecord.store.searched import searched
from onrecord.values.searched import Searched
from onrecord.values.verdict import Verdict

MOST_TEXTS = 5_000  # that are gone through unasked when no statement has the words: a tenth of a second or so
SHOWN_TEXTS = 5  # reports that print the words
MOST_NEAREST = 10  # names of one draft for which those that are nearly so are looked for


@dataclass(frozen=True, slots=True)
class Scope:
    """What many questions to one record share, so that it is found out once.

    among: how much is searched; None to count it. without: numbers of reports that do not count.
    nobody: names that nobody on record has, and what was told of each.
    """

    among: Searched | None = None
    without: Collection[int] = ()
    nobody: dict[str, str] = field(default_factory=dict)


def check_words(
    record: Record,
    words: str,
    *,
    speaker: str | None = None,
    date: str | None = None,
    scope: Scope | None = None,
) -> Check:
    """Say whether these words are on record, whose they are, and what is different.

    speaker: a name as people write it. date: EDTF, the day or days on which they are said to have been said.
    scope: what many questions share.
    Raises BadRequest for no words, too many, or a date that is none.
    """
    scope = scope or Scope()
    claim = read_claim(words, load_lookalikes())
    quotation = tokens_of(claim.words)
    if not quotation:
        raise BadRequest("there are no words to check", remedy="give the words of the quotation")
    days = days_asked(date, "--date") if date is not None else None
    with record.reading() as connection:
        asked = asked_speakers(connection, speaker) if speaker is not None else None
        numbers = asked.numbers if asked else None
        found = carriers(connection, [token.key for token in quotation], claim.words, numbers or (), scope.without)
        candidates = Candidates(found.found, found.runs, found.common, scope.among or searched(connection))
    span = (days.earliest, days.latest) if days else None
    answer = judge(Question(claim, speaker, numbers, date, span), quotation, candidates, load_words())
    if asked and asked.shortened and numbers:
        note = f"nobody on record is called {speaker!r}: looked up as {asked.shortened!r}, who may be somebody else"
        answer = replace(answer, notes=(note, *answer.notes))
    if speaker is not None and not numbers:
        if speaker not in scope.nobody:
            scope.nobody[speaker] = _nobody(record, speaker, look=len(scope.nobody) < MOST_NEAREST)
        return replace(answer, notes=(scope.nobody[speaker], *answer.notes))
    return answer


def look_in_texts(record: Record, found: Check, *, wanted: bool = False) -> Check:
    """The answer, and where no statement has the words, the reports that print them all the same.

    That a text has the words is no verdict: nobody is known to have said them. Goes through every text, so with more
    than MOST_TEXTS of them only where it is wanted.
    """
    if found.verdict not in (Verdict.NOT_ON_RECORD, Verdict.PARAPHRASED):
        return found
    with record.reading() as connection:
        if not wanted and texts_on_record(connection) > MOST_TEXTS:
            return found
        quotation = tokens_of(found.question.claim.words)
        return replace(found, printed=tuple(islice(printed(connection, quotation), SHOWN_TEXTS)))


def _nobody(record: Record, speaker: str, *, look: bool) -> str:
    """That nobody is on record by this name, and who is called nearly so, for which all names are looked at."""
    if not look:
        return f"nobody called {speaker!r} is on record"
    try:
        record.person(speaker, command="onrecord check --speaker {}")
    except UnknownReference as error:
        nearest = error.remedy.partition("the nearest: ")[2]
        return f"nobody called {speaker!r} is on record" + (f"; the nearest: {nearest}" if nearest else "")
    return f"nobody called {speaker!r} is on record"
