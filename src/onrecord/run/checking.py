"""One question to the record: did somebody say this?"""

from __future__ import annotations

from dataclasses import replace

from onrecord.checking.claim import read_claim
from onrecord.checking.verdict import Candidates, Check, Question, judge
from onrecord.comparing.tokens import tokens_of
from onrecord.errors import BadRequest, UnknownReference
from onrecord.run.load_lookalikes import load_lookalikes
from onrecord.run.load_words import load_words
from onrecord.store.asked_speakers import asked_speakers
from onrecord.store.carriers import carriers
from onrecord.store.date_ranges import days_asked
from onrecord.store.record import Record
from onrecord.store.searched import searched


def check_words(record: Record, words: str, *, speaker: str | None = None, date: str | None = None) -> Check:
    """Say whether these words are on record, whose they are, and what is different.

    speaker: a name as people write it. date: EDTF, the day or days on which they are said to have been said.
    Raises BadRequest for no words, too many, or a date that is none.
    """
    claim = read_claim(words, load_lookalikes())
    quotation = tokens_of(claim.words)
    if not quotation:
        raise BadRequest("there are no words to check", remedy="give the words of the quotation")
    days = days_asked(date, "--date") if date is not None else None
    with record.reading() as connection:
        asked = asked_speakers(connection, speaker) if speaker is not None else None
        numbers = asked.numbers if asked else None
        found = carriers(connection, [token.key for token in quotation], claim.words, numbers or ())
        candidates = Candidates(found.found, found.runs, found.common, searched(connection))
    span = (days.earliest, days.latest) if days else None
    answer = judge(Question(claim, speaker, numbers, date, span), quotation, candidates, load_words())
    if speaker is not None and not numbers:
        return replace(answer, notes=(_nobody(record, speaker), *answer.notes))
    return answer


def _nobody(record: Record, speaker: str) -> str:
    """That nobody is on record by this name, and who is called nearly so."""
    try:
        record.person(speaker, command="onrecord check --speaker {}")
    except UnknownReference as error:
        nearest = error.remedy.partition("the nearest: ")[2]
        return f"nobody called {speaker!r} is on record" + (f"; the nearest: {nearest}" if nearest else "")
    return f"nobody called {speaker!r} is on record"
