"""How the plans go, on the command line."""

import asyncio
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.agenda import queries as agenda
from bot.agenda.rules import Programme
from bot.errors import UserError
from bot.i18n.dates import day_of
from bot.i18n.translator import load_translators
from bot.progress import queries
from bot.progress.rules import Summary, Told
from bot.progress.screens.printed import printed
from bot.progress.screens.tables import tables
from bot.settings import Settings, read_settings
from bot.shell import migrated_database, present, write_tables


def plans(
    *,
    export: Annotated[
        Path | None,
        typer.Option(help="Where to write everything: FILE.xlsx, or a folder for CSV files."),
    ] = None,
    language: Annotated[Literal["kk", "ru", "en"], typer.Option(help="In which it is said.")] = "en",
) -> None:
    """Show how the clubs' action plans go.

    By club, country and topic; what is late, which difficulties were named, and who has fallen silent.
    """
    programme, summary, told = asyncio.run(_read(read_settings()))
    t = load_translators()[language]
    if export:
        for file in write_tables(export, tables(t, programme, told)):
            typer.echo(f"Written: {file}")
    else:
        typer.echo("\n\n".join(printed(t, programme, summary)))


async def _read(settings: Settings) -> tuple[Programme, Summary, Told]:
    async with migrated_database(settings.database_url, makes=False) as database, database.reading() as tx:
        programme = await agenda.load(tx)
        if programme is None:
            raise UserError("There is no programme yet, and so no club that could have made a plan.")
        today = day_of(present(settings), programme.zone)
        summary = await queries.summary(tx, programme.zone, today)
        return programme, summary, await queries.told(tx)
