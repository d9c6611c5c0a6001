"""`onrecord statement`: judge one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from onrecord.cli.judging import judging, tell
from onrecord.cli.options import DEFAULT_RECORD, BecauseOption, ByOption, RecordOption, record_option
from onrecord.cli.terminal import complain, say
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Field
from onrecord.values.statement import Force, Kind, Mode

SpeakerName = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who said it.")]
TypeOfSpeaker = Annotated[
    SpeakerType | None,
    typer.Option("--speaker-type", help="What the speaker is, where nobody of the name is on record."),
]
SaidOn = Annotated[
    str | None, typer.Option("--said-on", metavar="DATE", help="When: 2021, 2021-12, 2021-12-31 or XXXX-12-31.")
]
HowGiven = Annotated[Kind | None, typer.Option("--kind", help="How the words are given.")]
HowSaid = Annotated[Mode | None, typer.Option("--mode", help="Whether it was spoken, written, thought or done.")]
WhatDone = Annotated[Force | None, typer.Option("--force", help="What was done by saying it.")]
Where = Annotated[str | None, typer.Option("--place", metavar="WHERE", help="Where it was said.")]
Occasion = Annotated[str | None, typer.Option("--occasion", metavar="WHAT", help="On what occasion.")]
Addressee = Annotated[str | None, typer.Option("--addressee", metavar="WHOM", help="To whom.")]
Medium = Annotated[str | None, typer.Option("--medium", metavar="WHAT", help="Through what: a letter, a post.")]
Content = Annotated[
    str | None,
    typer.Option("--content", metavar="PLACES", help="Where its words are in the report: 120:188,200:230."),
]
Cue = Annotated[str | None, typer.Option("--cue", metavar="PLACES", help="Where the words are that say so.")]
Source = Annotated[str | None, typer.Option("--source", metavar="PLACES", help="Where the words are for who says it.")]

statement = typer.Typer(
    name="statement",
    help="Accept, reject, correct or add a statement. It holds for all later readings; onrecord judgements lists it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@statement.command()
def reject(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Of a statement, or the beginning of it.")],
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Say that this is no statement. It is left out from now on, and shown with --rejected."""
    with judging(record, by) as judge:
        with judge.together():
            judged = [judge.reject(one, because=because) for one in dict.fromkeys(ids)]
        for judgement in judged:
            tell(judgement, record)


@statement.command()
def accept(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Of a statement, or the beginning of it.")],
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Say that this statement is right: its words, and whose they are. It does not come up for review again."""
    with judging(record, by) as judge:
        with judge.together():
            judged = [judge.accept(one, because=because) for one in dict.fromkeys(ids)]
        for judgement in judged:
            tell(judgement, record)


@statement.command()
def correct(  # noqa: PLR0913 -- typer reads the options from the signature
    context: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Of the statement, or the beginning of it.")],
    *,
    speaker: SpeakerName = None,
    speaker_type: TypeOfSpeaker = None,
    said_on: SaidOn = None,
    kind: HowGiven = None,
    mode: HowSaid = None,
    force: WhatDone = None,
    place: Where = None,
    occasion: Occasion = None,
    addressee: Addressee = None,
    medium: Medium = None,
    content: Content = None,
    cue: Cue = None,
    source: Source = None,
    unknown: Annotated[list[Field] | None, typer.Option(help="This field is not known. Repeatable.")] = None,
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Say what a statement's fields are, and where its words stand.

    PLACES are START:END in characters (Unicode code points) of the report's text from 0, as onrecord show --why ID
    tells them: 120:188,200:230.
    """
    fields = _told(context, unknown or ())
    if not fields:
        raise typer.BadParameter("say what is right: --speaker NAME, --said-on DATE, --content PLACES …")
    with judging(record, by) as judge:
        judged = judge.correct(id_, fields, speaker_type=speaker_type, because=because)
        replaced, doubts = judge.replaced(judged), judge.doubts(judged)
    tell(judged, record)
    _tell_doubts(doubts)
    for before in replaced:
        say(f"it counts in place of judgement {before}, in what both say")


@statement.command()
def add(  # noqa: PLR0913 -- as above
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="In which it stands: as for onrecord show.")],
    *,
    speaker: SpeakerName = None,
    speaker_type: TypeOfSpeaker = None,
    said_on: SaidOn = None,
    kind: HowGiven = None,
    mode: HowSaid = None,
    force: WhatDone = None,
    place: Where = None,
    occasion: Occasion = None,
    addressee: Addressee = None,
    medium: Medium = None,
    content: Content = None,
    cue: Cue = None,
    source: Source = None,
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Put a statement on record that no reader found: at least where its words stand, --content PLACES.

    PLACES are START:END in characters (Unicode code points) of the report's text from 0: 120:188,200:230. Without
    --speaker it is who is on record under the words of the source; without --kind the quotation marks tell. When a
    reader finds it later, there is one statement: as it was read, with what was told otherwise here.
    """
    fields = _told(context)
    if Field.CONTENT.value not in fields:
        raise typer.BadParameter("say where its words stand: --content 120:188")
    with judging(record, by) as judge:
        judged = judge.add(report, fields, speaker_type=speaker_type, because=because)
        doubts = judge.doubts(judged)
    tell(judged, record)
    _tell_doubts(doubts)
    id_ = judged.statements[0].statement
    say(f"statement {id_} is on record; onrecord show --why {id_}{record_option(record)} tells all of it")


def _tell_doubts(doubts: Iterable[str]) -> None:
    for doubt in doubts:
        complain(doubt, "look again; it counts all the same")


def _told(context: typer.Context, unknown: Sequence[Field] = ()) -> dict[str, str | None]:
    """The fields that were said, and those that are said to be unknown: options are called as the fields are.

    Raises BadParameter for one that is both.
    """
    told = {field.value: value for field in Field if (value := context.params[field.value]) is not None}
    if both := next((field for field in unknown if field.value in told), None):
        raise typer.BadParameter(f"{both.value} is said to be known and not known")
    return told | dict.fromkeys(field.value for field in unknown)
