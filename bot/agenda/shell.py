"""The programme from the command line: import a file, write a sheet to fill in."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.agenda import queries
from bot.agenda.changes import Change, compare
from bot.agenda.formats import Document, Finding, read_programme
from bot.agenda.formats.sheet import template
from bot.agenda.rules import Programme
from bot.clock import Clock
from bot.settings import read_settings
from bot.storage.engine import Database
from bot.storage.migrate import migrate

SAMPLE = Path(__file__).parent.parent / "demo" / "programme.yaml"


def import_programme(
    file: Annotated[Path, typer.Argument(help="YAML, schedule.json, schedule.xml or XLSX.", exists=True, dir_okay=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Apply without asking.")] = False,
) -> None:
    """Read a programme, show what would change, and apply it."""
    raise typer.Exit(asyncio.run(_import(file, agreed=yes)))


def write_template(
    file: Annotated[Path, typer.Argument(help="Where to write it, for example programme.xlsx.")],
) -> None:
    """Write a sheet with the sample seminar in it, to be overwritten with your own."""
    reading = read_programme(SAMPLE.name, SAMPLE.read_bytes())
    assert reading.document is not None  # noqa: S101 -- the sample is tested
    if file.exists():
        typer.echo(f"{file} is there already; give another name", err=True)
        raise typer.Exit(1)
    file.write_bytes(template(reading.document))
    typer.echo(f"Written: {file}. Overwrite the sample, then: seminar-bot import {file}")


async def _import(file: Path, *, agreed: bool) -> int:
    database = Database(read_settings().database_url)
    try:
        await migrate(database)
        return await _read_and_apply(database, file, agreed=agreed)
    finally:
        await database.close()


async def _read_and_apply(database: Database, file: Path, *, agreed: bool) -> int:
    async with database.reading() as tx:
        stored, current = await queries.load_document(tx), await queries.load(tx)
    reading = read_programme(file.name, file.read_bytes(), base=stored)
    _say_findings(reading.findings)
    if reading.document is None:
        typer.echo("Nothing was imported.", err=True)
        return 1
    if current is not None and not _worth_applying(reading.document, stored, current, agreed=agreed):
        return 0
    async with database.writing() as tx:
        version = await queries.apply(tx, reading.document, source=file.name, now=Clock().now())
    typer.echo(f"Imported as version {version}: {len(reading.document.sessions)} sessions.")
    return 0


def _worth_applying(document: Document, stored: Document | None, current: Programme, *, agreed: bool) -> bool:
    changes = compare(current, document.to_programme(current.version + 1))
    _say_changes(changes)
    if not changes and document == stored:
        typer.echo("Nothing has changed.")
        return False
    return agreed or typer.confirm("Apply?")


def _say_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        typer.echo(finding.english(), err=not finding.warning)


def _say_changes(changes: Sequence[Change]) -> None:
    for change in changes:
        typer.echo(change.english())
