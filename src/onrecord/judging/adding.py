"""Statements that people add: from a line of the log to the statement, and whether a reader has found it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.judging.parts import places_in
from onrecord.judging.placing import SAME_WORDS, share_of
from onrecord.text.quoted_kind import kind_of
from onrecord.text.quotemarks import find_quotations
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.judgement import CIRCUMSTANCES, PARTS, Field, Judgement, Person
from onrecord.values.places import statement_id
from onrecord.values.report import Report
from onrecord.values.span import Span, words_at
from onrecord.values.statement import Attribution, Basis, Circumstances, Force, Kind, Mode, Statement

SURE = 1.0
"""The confidence of what a person added: nobody measured that, and `because` says who it was."""
SAME_CUE = 0.5  # share of characters, where both have one cue
Told = Mapping[Field, str | None]
Places = tuple[Sequence[Span], Sequence[Span]]
"""Content and cue of a statement."""


def added_statement(judgement: Judgement, report: Report) -> Statement | None:
    """The statement that a judgement adds to this report; None where its words are not there, or in several places.

    What was not told follows from the words: kind from quotation marks, mode "said", who speaks from the source's own
    words, which name nobody.
    """
    places = places_in(judgement, report.text)
    if places is None:
        return None
    told, because = dict(judgement.fields), f"added by {judgement.told}"
    attribution = _attribution(places, told, report, because)
    return Statement(
        id=statement_id(report.id, attribution),
        attribution=attribution,
        speaker=_speaker(judgement, attribution.source, report.text, because),
        circumstances=_circumstances(told, because),
        refers_to=(),
        nested_in=None,
        confidence=SURE,
    )


def _attribution(places: Mapping[Field, tuple[Span, ...]], told: Told, report: Report, because: str) -> Attribution:
    content, force = places[Field.CONTENT], told.get(Field.FORCE)
    return Attribution(
        id=f"{content[0].start}-{content[-1].end} added",
        content=content,
        cue=places.get(Field.CUE, ()),
        source=places.get(Field.SOURCE, ()),
        kind=Kind(told.get(Field.KIND) or kind_in(content, report)),
        mode=Mode(told.get(Field.MODE) or Mode.SAID),
        force=Force(force) if force else None,
        nested_in=None,
        confidence=SURE,
        because=because,
    )


def kind_in(content: Sequence[Span], report: Report) -> Kind:
    """How the words are given, by the marks in the report."""
    found = find_quotations(report.reading, report.paragraphs or (Span(0, len(report.text)),))
    return kind_of(content, [one for paragraph in found for one in paragraph])


def _speaker(judgement: Judgement, source: Sequence[Span], text: str, because: str) -> Speaker | None:
    if judgement.people:
        return _called(judgement.people[0], because)
    if Field.SPEAKER in dict(judgement.fields) or not source:
        return None
    own = "the words of the source: whose they are was not told"
    return Speaker(words_at(source, text), SpeakerType.UNKNOWN, None, f"{own}, {because}")


def _called(person: Person, because: str) -> Speaker:
    return Speaker(person.name, person.type, person.entity, because)


def _circumstances(told: Told, because: str) -> Circumstances:
    said_on = told.get(Field.SAID_ON)
    known = {field.value: told.get(field) for field in CIRCUMSTANCES}
    return Circumstances(
        StatementDate(said_on, because) if said_on else None,
        **known,
        evidence=tuple(Basis(field, (), because) for field, value in known.items() if value),
    )


def more_than_places(judgement: Judgement) -> tuple[tuple[Field, str | None], ...]:
    """What a person told of an added statement besides where it stands."""
    return tuple((field, value) for field, value in judgement.fields if field not in PARTS)


# --- is it there already? --------------------------------------------------------------------------------------------


def found_again(added: Places, others: Mapping[str, Places]) -> str | None:
    """The key of the statement that is the added one; of several the one with most of its words, None without any."""
    shares = {key: share_of(added[0], other[0]) for key, other in others.items() if _is_same(added, other)}
    return max(shares, key=lambda key: shares[key], default=None)


def _is_same(one: Places, other: Places) -> bool:
    """The same words; or most of them with one cue. Who reports somebody's report has the words of both."""
    share = share_of(one[0], other[0])
    if any(a.overlaps(b) for a in one[1] for b in other[1]):
        return share >= SAME_CUE
    return share >= SAME_WORDS and not (_within(one[1], other[0]) or _within(other[1], one[0]))


def in_the_way(added: Places, others: Mapping[str, Places]) -> str | None:
    """The key of a statement that has all of these words, or of which these have all; None without any.

    What is reported inside of a statement has a cue of its own there, and is none.
    """
    for key, other in others.items():
        if _covers(other[0], added) or _covers(added[0], other):
            return key
    return None


def crossed(content: Sequence[Span], others: Mapping[str, Sequence[Span]]) -> dict[str, Span]:
    """The keys of statements that have some of these words and not all, while these have not all of theirs.

    With the first stretch that both have. Half open, in characters, as all places.
    """
    found = {}
    for key, other in others.items():
        shared = [
            Span(max(one.start, two.start), min(one.end, two.end))
            for one in content
            for two in other
            if one.overlaps(two)
        ]
        if shared and not (_within(content, other) or _within(other, content)):
            found[key] = min(shared)
    return found


def _covers(content: Sequence[Span], other: Places) -> bool:
    return all(_within([span], content) for span in other[0]) and not _within(other[1], content)


def _within(spans: Sequence[Span], content: Sequence[Span]) -> bool:
    """Do they all lie in pieces of the content? No where there are none."""
    return bool(spans) and all(any(piece.contains(span) for piece in content) for span in spans)
