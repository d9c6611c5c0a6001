"""`onrecord people`: who is known besides what reports say."""

from __future__ import annotations

import typer

from onrecord.cli.people_import import forget_import, import_people, list_imports

people = typer.Typer(
    name="people",
    help="People, their offices and who is one with whom.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
people.command("import")(import_people)
people.command("imports")(list_imports)
people.command("forget-import")(forget_import)
