"""The programme from the command line: import a file, write a sheet to fill in."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from bot.agenda import queries
from bot.agenda.changes import Change, What, compare
from bot.agenda.formats import Document, read_programme
from bot.agenda.formats.reading import LIMIT
from bot.agenda.formats.sheet import template
from bot.agenda.rules import Programme
from bot.agenda.sample import read_sample
from bot.clock import Clock
from bot.errors import UserError
from bot.programme.english import finding_in_english
from bot.settings import read_settings
from bot.shell import migrated_database, saying
from bot.storage.engine import Database, keep_others_out
from bot.storage.tables import programmes

_UNSEATING: Final = frozenset({What.CANCELLED, What.GONE, What.MOVED, What.CHOICE})


class Stored(NamedTuple):
    """The programme that is in the database, as the organisers gave it and as the bot carries it."""

    document: Document | None
    programme: Programme | None
    seats: Mapping[str, int]  # that are taken, by session


def import_programme(
    file: Annotated[
        Path, typer.Argument(help="YAML, XLSX, or the schedule.json or schedule.xml of pretalx and frab.")
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Apply the changes without asking.")] = False,
) -> None:
    """Import a programme, or what has changed in it.

    Shows all that is wrong in the file, with its place and what would be right, and all that would change,
    and asks before it changes anything. Nothing is imported unless everything in the file is right.
    """
    asyncio.run(_import(read_settings().database_url, file, agreed=yes))


def write_template(
    file: Annotated[Path, typer.Argument(help="Where to write it, for example programme.xlsx.")],
) -> None:
    """Write a programme sheet to fill in.

    It holds the sample seminar, to be overwritten with your own.
    """
    if file.suffix.lower() != ".xlsx":
        raise UserError(f"{file} must end in .xlsx")
    sheet = template(read_sample())
    try:
        with file.open("xb") as new:
            new.write(sheet)
    except FileExistsError:
        raise UserError(f"{file} is there already; give another name") from None
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}") from None
    typer.echo(f"Written: {file}. Overwrite the sample, then: seminar-bot import {file}")


async def _import(database_url: str, file: Path, *, agreed: bool) -> None:
    content = _content(file)
    async with migrated_database(database_url) as database:
        stored = await _stored(database)
        with saying(f"Reading {file}"):
            document = _read(file.name, content, stored.document)
        if _is_wanted(document, stored, agreed=agreed):
            await _apply(database, document, file.name, stored)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LIMIT + 1)  # one more shows that it is too big
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from None


async def _stored(database: Database) -> Stored:
    async with database.reading() as tx:
        return Stored(await queries.load_document(tx), await queries.load(tx), await queries.count_seats(tx))


def _read(name: str, content: bytes, base: Document | None) -> Document:
    reading = read_programme(name, content, base)
    for finding in reading.findings:
        typer.echo(finding_in_english(finding), err=True)
    if reading.document is None:
        errors = sum(not finding.warning for finding in reading.findings)
        raise UserError(f"Nothing was imported: {errors} to correct.")
    return reading.document


def _is_wanted(document: Document, stored: Stored, *, agreed: bool) -> bool:
    """Show what would change, and ask; the first programme changes nothing."""
    if stored.programme is None:
        return True
    if document == stored.document:
        typer.echo("Nothing has changed.")
        return False
    changes = compare(stored.programme, document.to_programme(stored.programme.version + 1))
    for change in changes:
        typer.echo(change.english() + _seated(change, stored.seats))
    if not changes:
        typer.echo("Only what people do not see would change.")
    if not (agreed or _agreed()):
        raise UserError("Nothing was imported.")
    return True


def _seated(change: Change, seats: Mapping[str, int]) -> str:
    """Whom a session leaves without a seat, or takes to another time."""
    count = seats.get(change.id, 0) if change.subject == "session" and change.what in _UNSEATING else 0
    return (f"; {count} people hold a seat" if count > 1 else "; 1 person holds a seat") if count else ""


def _agreed() -> bool:
    try:
        return typer.confirm("Apply?")
    except typer.Abort:  # nobody is there to answer
        typer.echo()
        return False


async def _apply(database: Database, document: Document, name: str, stored: Stored) -> None:
    seen = stored.programme.version if stored.programme else None
    async with database.writing() as tx:
        await keep_others_out(tx, programmes)
        if await queries.latest_version(tx) != seen:
            raise UserError(
                "Nothing was imported: somebody else has just imported. Look at the changes again."
            )
        version = await queries.apply(tx, document, source=name, now=Clock().now())
    typer.echo(f"Imported as version {version}: {len(document.sessions)} sessions.")
