"""The programme from the command line: import a file, or what has changed in it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from bot.agenda import queries as agenda
from bot.agenda.changes import Change, compare
from bot.agenda.formats import Document, Finding, read_programme
from bot.agenda.formats.reading import LIMIT
from bot.audit.queries import note
from bot.audit.rules import SHELL, Deed
from bot.errors import UserError
from bot.programme import queries, reaching
from bot.programme.english import (
    change_in_english,
    finding_in_english,
    outcome_in_english,
    question_in_english,
    reach_in_english,
)
from bot.programme.rules import Reach, in_order, noted
from bot.settings import Settings, read_settings
from bot.shell import agreed, content_of, migrated_database, present, saying
from bot.storage.engine import Database


class Stored(NamedTuple):
    """The programme that is in the database, and its version; None before there is one."""

    document: Document | None
    version: int | None


class Readable(NamedTuple):
    """A file in which nothing is wrong."""

    document: Document
    warnings: Sequence[Finding]


class Saying(NamedTuple):
    """What is kept of an import: from which file, what it changed, and when."""

    source: str
    details: str
    now: datetime


def import_programme(
    file: Annotated[
        Path, typer.Argument(help="YAML, XLSX, or the schedule.json or schedule.xml of pretalx and frab.")
    ],
    *,
    tell: Annotated[
        bool, typer.Option("--tell", help="Tell people what has changed for them; otherwise nobody is told.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Apply the changes without asking.")] = False,
) -> None:
    """Import a programme, or what has changed in it.

    Shows all that is wrong in the file, with its place and what would be right; or all that would change and
    for whom, then what is warned of, and asks before it changes anything. Nothing is imported unless
    everything in the file is right.
    """
    asyncio.run(_import(read_settings(), file, tell=tell, yes=yes))


async def _import(settings: Settings, file: Path, *, tell: bool, yes: bool) -> None:
    content, now = content_of(file, LIMIT), present(settings)
    first = _read(file, content) if Database(settings.database_url).missing_file else None
    async with migrated_database(settings.database_url) as database:
        stored = await _stored(database)
        read = first if first and not stored.document else _read(file, content, stored.document)
        document, warnings = read
        if document == stored.document:
            typer.echo("Nothing has changed.")
            _say(warnings)
            return
        changes = _changes(stored, document)
        reach = await _show(database, changes, now, tell=tell) if stored.document else None
        _say(warnings)
        if reach and not (yes or agreed(question_in_english(reach, tell=tell))):
            raise UserError("Nothing was imported.")
        said = Saying(file.name, noted(changes, file.name), now)
        version = await _apply(database, document, stored.version, said, tell=tell)
        typer.echo(f"Imported as version {version}: {len(document.sessions)} sessions.")
        if reach:
            typer.echo(outcome_in_english(reach, await _about_to_hear(database, changes, now), tell=tell))


async def _stored(database: Database) -> Stored:
    async with database.reading() as tx:
        return Stored(await agenda.load_document(tx), await agenda.latest_version(tx))


def _read(file: Path, content: bytes, base: Document | None = None) -> Readable:
    """Says all that was found, and raises UserError, where something of it is wrong."""
    with saying(f"Reading {file}"):
        reading = read_programme(file.name, content, base)
    if reading.document is None:
        _say(reading.findings)
        errors = sum(not finding.warning for finding in reading.findings)
        raise UserError(f"Nothing was imported: {errors} to correct.")
    return Readable(reading.document, reading.findings)


def _say(findings: Sequence[Finding]) -> None:
    for finding in findings:
        typer.echo(finding_in_english(finding), err=True)


def _changes(stored: Stored, document: Document) -> Sequence[Change]:
    """Nothing changes where there was no programme."""
    if stored.document is None or stored.version is None:
        return []
    return compare(stored.document.to_programme(stored.version), document.to_programme(stored.version + 1))


async def _show(database: Database, changes: Sequence[Change], now: datetime, *, tell: bool) -> Reach:
    """What would change, what matters most first, and for whom."""
    for change in in_order(changes):
        typer.echo(change_in_english(change))
    if not changes:
        typer.echo("Only what people do not see would change.")
    async with database.reading() as tx:
        reach = await reaching.reach(tx, changes, now)
    for line in reach_in_english(reach, tell=tell):
        typer.echo(line)
    return reach


async def _about_to_hear(database: Database, changes: Sequence[Change], now: datetime) -> int:
    async with database.reading() as tx:
        return await reaching.about_to_hear(tx, changes, now)


async def _apply(
    database: Database, document: Document, base: int | None, said: Saying, *, tell: bool
) -> int:
    source, details, now = said
    deed = Deed.APPLIED if tell else Deed.APPLIED_SILENTLY
    try:
        async with database.writing() as tx:
            version = await queries.apply(tx, document, base=base, tell=tell, source=source, now=now)
            await note(tx, None, deed, subject=str(version), details=details, now=now, origin=SHELL)
    except queries.SupersededError:
        raise UserError(
            "Nothing was imported: somebody else has just changed the programme. Look at the changes again."
        ) from None
    return version
