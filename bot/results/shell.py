"""What people said, on the command line."""

import asyncio
from collections.abc import Iterator, Sequence
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
from bot.sheets.writing import Table, as_csv, as_workbook
from bot.shell import migrated_database, present, write_new

WORKBOOK = ".xlsx"


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
        for file in _write(export, tables(t, programme, report)):
            typer.echo(f"Written: {file}")
    elif not report.results.people:
        typer.echo("Nobody has answered yet.")
    else:
        typer.echo("\n\n".join(printed(t, programme, report)))


async def _read(settings: Settings) -> tuple[Programme, Report]:
    async with migrated_database(settings.database_url) as database, database.reading() as tx:
        programme = await agenda.load(tx)
        if programme is None:
            raise UserError("There is no programme yet, and so nothing that people could have rated.")
        return programme, await queries.report(tx, programme, present(settings))


def _write(target: Path, made: Sequence[Table]) -> Iterator[Path]:
    """The files, once each is written."""
    if target.suffix.lower() == WORKBOOK:
        write_new(target, as_workbook(made))
        yield target
        return
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(f"{target} is no folder, and cannot become one: {error.strerror}") from None
    for table in made:
        file = target / f"{table.name}.csv"
        write_new(file, as_csv(table.lines))
        yield file
