"""`onrecord check`: did somebody say this?"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD

if TYPE_CHECKING:
    from onrecord.checking.verdict import Check
    from onrecord.run.meaning import Proposed


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


ReviewOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Print a ClaimReview of schema.org, signed by this person, who answers for it."),
]


def check(  # noqa: PLR0913 -- typer reads the options from the signature
    words: Annotated[str, typer.Argument(metavar="WORDS", help='The quotation; "-" reads it from standard input.')],
    *,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who is said to have said it.", show_default=False)
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it is said to have been said: 2021, 2021-12 or 2021-12-02.")
    ] = None,
    meaning: Annotated[
        bool,
        typer.Option("--meaning", help="Beneath the verdict, what may be the same in other words. Proposals only."),
    ] = False,
    in_text: Annotated[
        bool,
        typer.Option("--in-text", help="Where no statement has the words, look for them in all texts, however many."),
    ] = False,
    format_: Annotated[CheckFormat, typer.Option("--format", help="text for eyes, json for programs.")] = (
        CheckFormat.TEXT
    ),
    claim_review: ReviewOption = None,
    record: Annotated[
        str, typer.Option("--record", "--in", metavar="FILE", help="The record: one SQLite file.")
    ] = DEFAULT_RECORD,
) -> None:
    """Say whether words are on record, whose they are, and what differs.

    verbatim, cut, spliced, altered, paraphrased or not on record; never "false". Every difference is named.
    """
    from onrecord.run.checking import check_words, look_in_texts  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    if not words.strip():
        raise typer.BadParameter('name the words to check, e.g. onrecord check "We will not close the yard."')
    asked = sys.stdin.read() if words == "-" else words
    with open_record(record, read_only=True) as opened:
        found = look_in_texts(opened, check_words(opened, asked, speaker=speaker, date=date), wanted=in_text)
    if claim_review is not None:
        _print_review(found, claim_review)
        return
    proposed: Sequence[Proposed] | None = None
    if meaning:
        from onrecord.cli.meaning import proposals  # noqa: PLC0415

        proposed = proposals(found.question.claim.words, record)
    if format_ is CheckFormat.JSON:
        from onrecord.export.checks import check_to_json, proposals_to_json  # noqa: PLC0415

        told = check_to_json(found) | {"proposals": proposals_to_json(proposed)}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from onrecord.cli.check_text import print_check  # noqa: PLC0415
    from onrecord.cli.terminal import output  # noqa: PLC0415

    print_check(found, output())
    if proposed is not None:
        from onrecord.cli.meaning import print_proposals  # noqa: PLC0415

        print_proposals(proposed)


def _print_review(found: Check, signer: str) -> None:
    from onrecord.export.claim_review import Signature, claim_review  # noqa: PLC0415

    review = claim_review(found, Signature(signer, datetime.now(UTC).date().isoformat()))
    print(json.dumps(review, ensure_ascii=False, indent=1))
