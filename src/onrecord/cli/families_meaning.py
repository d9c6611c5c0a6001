"""`onrecord families --meaning`: families, and beside them what may belong to them in other words."""

from __future__ import annotations

from onrecord.cli.families import print_list, print_members
from onrecord.cli.meaning import up_to_date_if_possible
from onrecord.cli.options import Format
from onrecord.cli.terminal import count, say
from onrecord.run.families_meaning import MOST_BEHIND, family_by_meaning, listed, proposals
from onrecord.run.meaning import load_proposer
from onrecord.store.families_read import FamilyFilters
from onrecord.store.record import open_record


def show_by_meaning(asked: str | None, filters: FamilyFilters, format_: Format, record: str) -> None:
    """Print the list, or one family, with proposals, after the vectors that are lacking were made."""
    proposer = load_proposer()
    up_to_date_if_possible(proposer, record)
    with open_record(record, read_only=True) as opened:
        if asked is not None:
            print_members(family_by_meaning(opened, asked, proposer), asked, format_)
            return
        found = proposals(opened, proposer)
        rows = listed(opened, filters, found)
    print_list(rows, format_, record)
    if found.left_out:
        many = count(found.left_out, "statement")
        say(f"{many} not compared with all of the week: the speaker has more than {MOST_BEHIND:,} passages in it")
