"""What people said, on the command line."""

import asyncio
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.agenda import queries as agenda
from bot.agenda.rules import Programme
from bot.errors import UserError
from bot.i18n.translator import load_translators
from bot.results import queries
from bot.results.rules import Report
from bot.results.screens.printed import printed
from bot.results.screens.tables import tables
from bot.settings import Settings, read_settings
from bot.shell import migrated_database, present, write_tables


def results(
    *,
    export: Annotated[
        Path | None,
        typer.Option(help="Where to write everything: FILE.xlsx, or a folder for CSV files."),
    ] = None,
    language: Annotated[Literal["kk", "ru", "en"], typer.Option(help="In which it is said.")] = "en",
) -> None:
    """Show what people said, without their names.

    Of fewer than five people nothing is shown but how many they are.
    """
    programme, report = asyncio.run(_read(read_settings()))
    t = load_translators()[language]
    if export:
        for file in write_tables(export, tables(t, programme, report)):
            typer.echo(f"Written: {file}")
    elif not report.results.people:
        typer.echo("Nobody has answered yet.")
    else:
        typer.echo("\n\n".join(printed(t, programme, report)))


async def _read(settings: Settings) -> tuple[Programme, Report]:
    async with migrated_database(settings.database_url, makes=False) as database, database.reading() as tx:
        programme = await agenda.load(tx)
        if programme is None:
            raise UserError("There is no programme yet, and so nothing that people could have rated.")
        return programme, await queries.report(tx, programme, present(settings))
