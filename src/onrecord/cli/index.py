"""`onrecord index`: make beforehand what a search needs."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import count, say


def index(
    *,
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Sentence vectors, for onrecord search --meaning.")
    ] = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Make what onrecord search --meaning needs: a vector for each sentence on record.

    Only what is new is done; whoever stops it (Ctrl-C) keeps what was done. A search does the same by itself.
    """
    if not meaning:
        raise typer.BadParameter("say what to index: --meaning")
    from onrecord.cli.meaning import bring_up_to_date  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.run.meaning import load_proposer  # noqa: PLC0415

    done = bring_up_to_date(load_proposer(), record)
    say(f"vectors made for {count(done, 'wording')}; next: onrecord search --meaning WORDS")
