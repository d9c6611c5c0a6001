"""Through what: the letter, statement, post or broadcaster that carried the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.circumstances.phrases import Phrase, Sort
from onrecord.circumstances.scene import Clause
from onrecord.circumstances.told import Told, cue_of, somebody_writes, told_at

_CARRIERS = (Sort.WRITING, Sort.CHANNEL, Sort.PROGRAMME)
# Verbs that name what they write.
_VERBS = {"tweeted": "tweet", "tweets": "tweet", "retweeted": "tweet", "emailed": "e-mail", "e-mailed": "e-mail"}
_VERBS |= {"texted": "text message", "blogged": "blog", "phoned": "telephone"}


def medium_of(clause: Clause, phrases: Sequence[Phrase]) -> Told | None:
    """In the report's words without the article: "letter to the board", "Twitter"; "tweet" where somebody tweeted."""
    for one in phrases:
        if one.sort in _CARRIERS:
            told = told_at(clause, [(one.start, one.end)], "the sentence that reports it says so")
            return replace(told, head=one.head, is_bare=one.is_bare, is_writing=one.sort is Sort.WRITING)
    if somebody_writes(clause):
        # "Writes in The Example": where she was when she wrote is not what reports tell.
        paper = next((one for one in phrases if one.sort is Sort.PLACE), None)
        return told_at(clause, [(paper.start, paper.end)], "what is written “in” it appeared in it") if paper else None
    return _of_verb(clause)


def _of_verb(clause: Clause) -> Told | None:
    verb = cue_of(clause).rpartition(" ")[2]
    if verb not in _VERBS:
        return None
    return Told(_VERBS[verb], (clause.anchor,), "the verb that reports it names it", verb, is_writing=True)
