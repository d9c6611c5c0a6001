"""`onrecord statement`: judge one statement."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.judging import judging, tell
from onrecord.cli.options import DEFAULT_RECORD, BecauseOption, ByOption, RecordOption
from onrecord.cli.terminal import complain, say
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Field
from onrecord.values.statement import Force, Kind, Mode

statement = typer.Typer(
    name="statement",
    help="Accept, reject or correct a statement. It holds for all later readings; onrecord judgements lists it.",
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
    id_: Annotated[str, typer.Argument(metavar="ID", help="Of the statement, or the beginning of it.")],
    *,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it.")] = None,
    speaker_type: Annotated[
        SpeakerType | None, typer.Option(help="What the speaker is, where nobody of the name is on record.")
    ] = None,
    said_on: Annotated[
        str | None, typer.Option(metavar="DATE", help="When: 2021, 2021-12, 2021-12-31 or XXXX-12-31.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="How the words are given.")] = None,
    mode: Annotated[Mode | None, typer.Option(help="Whether it was spoken, written, thought or done.")] = None,
    force: Annotated[Force | None, typer.Option(help="What was done by saying it.")] = None,
    place: Annotated[str | None, typer.Option(metavar="WHERE", help="Where it was said.")] = None,
    occasion: Annotated[str | None, typer.Option(metavar="WHAT", help="On what occasion.")] = None,
    addressee: Annotated[str | None, typer.Option(metavar="WHOM", help="To whom.")] = None,
    medium: Annotated[str | None, typer.Option(metavar="WHAT", help="Through what: a letter, a post.")] = None,
    content: Annotated[
        str | None, typer.Option(metavar="PLACES", help="Where its words are in the report: 120:188,200:230.")
    ] = None,
    cue: Annotated[str | None, typer.Option(metavar="PLACES", help="Where the words are that say so.")] = None,
    source: Annotated[str | None, typer.Option(metavar="PLACES", help="Where the words are for who says it.")] = None,
    unknown: Annotated[list[Field] | None, typer.Option(help="This field is not known. Repeatable.")] = None,
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Say what a statement's fields are, and where its words stand.

    PLACES are START:END in characters of the report's text, as onrecord show --why ID tells them: 120:188,200:230.
    """
    given = {
        Field.SPEAKER: speaker,
        Field.SAID_ON: said_on,
        Field.KIND: kind,
        Field.MODE: mode,
        Field.FORCE: force,
        Field.PLACE: place,
        Field.OCCASION: occasion,
        Field.ADDRESSEE: addressee,
        Field.MEDIUM: medium,
        Field.CONTENT: content,
        Field.CUE: cue,
        Field.SOURCE: source,
    }
    fields: dict[str, str | None] = {name.value: value for name, value in given.items() if value is not None}
    for field in unknown or ():
        if field.value in fields:
            raise typer.BadParameter(f"{field.value} is said to be known and not known")
        fields[field.value] = None
    if not fields:
        raise typer.BadParameter("say what is right: --speaker NAME, --said-on DATE, --content PLACES …")
    with judging(record, by) as judge:
        judged = judge.correct(id_, fields, speaker_type=speaker_type, because=because)
        replaced, doubts = judge.replaced(judged), judge.doubts(judged)
    tell(judged, record)
    for doubt in doubts:
        complain(doubt, "look again; it counts all the same")
    for before in replaced:
        say(f"it counts in place of judgement {before}, in what both say")
