"""The list of guests from the command line."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from telegram.error import TelegramError

from bot.agenda import queries as agenda
from bot.agenda.rules import Programme
from bot.audit import queries as audit
from bot.audit.rules import SHELL, Deed
from bot.clock import Clock
from bot.connection import username
from bot.errors import UserError
from bot.guests import badges as drawing
from bot.guests import queries
from bot.guests.badges import Badge
from bot.guests.comparison import Comparison, noted
from bot.guests.listing import compared, linked, list_guests
from bot.guests.reading import read_guests
from bot.guests.roles import Author
from bot.guests.rules import BYTES, Entry, Guest, Listed
from bot.guests.screens.changes import change_line
from bot.guests.screens.papers import badge, links_sheet
from bot.guests.screens.problems import in_words
from bot.i18n.translator import load_translators
from bot.people.rules import Role
from bot.settings import Settings, read_settings
from bot.shell import agreed, content_of, migrated_database, present, saying, write_new
from bot.storage.engine import Database, Transaction

Linked = Sequence[tuple[Entry, str]]

cli: Final = typer.Typer(
    help="Who is expected: take in a list, print their invitations.", no_args_is_help=True
)


@cli.command("import")
def import_guests(
    file: Annotated[Path, typer.Argument(help="XLSX or CSV; the first row names the columns.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Take the list in without asking.")] = False,
) -> None:
    """Take in a list of guests, or what has changed in it.

    Its columns: name, club, country, language, role, e-mail, id in the programme. Shows all that is wrong,
    with its row and what would be right. Everybody on the list gets an invitation; others stay as they are.
    """
    asyncio.run(_import(read_settings(), file, yes=yes))


@cli.command()
def links(
    file: Annotated[Path, typer.Argument(help="Where to write it, for example links.xlsx.")],
) -> None:
    """Write the list as a sheet with everybody's link."""
    t = load_translators()["en"]

    def sheet(guests: Linked, _: Programme | None) -> bytes:
        with saying(f"Writing {file}"):
            return links_sheet(t, guests)

    asyncio.run(_write(file, ".xlsx", sheet))


@cli.command()
def badges(
    file: Annotated[Path, typer.Argument(help="Where to write it, for example badges.pdf.")],
) -> None:
    """Draw everybody's badge with their invitation as a QR code, ten to a page of A4."""
    asyncio.run(_write(file, ".pdf", _drawn))


# -------------------------------------------------------------------- taking in


async def _import(settings: Settings, file: Path, *, yes: bool) -> None:
    content = content_of(file, BYTES)
    async with migrated_database(settings.database_url) as database:
        async with database.reading() as tx:
            programme = await agenda.load(tx)
            with saying(f"Reading {file}"):
                listed = _read(file.name, content, programme)
            comparison = await compared(tx, listed)
        await _take_in_as_shown(database, settings, Listed(file.name, listed), comparison, yes=yes)


async def _take_in_as_shown(
    database: Database, settings: Settings, listed: Listed, shown: Comparison, *, yes: bool
) -> None:
    """What somebody agreed to, and nothing else: ask again where it would be another thing by now."""
    while _would_change(shown):
        settings.required_token()  # it makes the invitations: said before anybody is asked
        _show(shown)
        if not (yes or agreed("Take it in?")):
            raise UserError("Nobody was taken in.")
        async with database.writing() as tx:
            await queries.hold(tx)
            present_state = await compared(tx, listed.guests)
            if present_state == shown:
                return await _take_in(tx, settings, listed)
        typer.echo("Meanwhile somebody has changed the list of guests.")
        shown = present_state
    return typer.echo("Nothing has changed.")


def _read(name: str, content: bytes, programme: Programme | None) -> Sequence[Guest]:
    reading = read_guests(name, content, [host.id for host in programme.hosts] if programme else [])
    t = load_translators()["en"]
    for problem in reading.problems:
        typer.echo(in_words(t, problem), err=True)
    if reading.ignored:
        typer.echo(f"Not read: {', '.join(reading.ignored)}", err=True)
    if reading.problems:
        raise UserError(f"Nobody was taken in: {len(reading.problems)} to correct.")
    return reading.guests


def _show(comparison: Comparison) -> None:
    """Whom it would change, and what; how many at the end, beside the question."""
    t = load_translators()["en"]
    for change in comparison.changed:
        typer.echo(change_line(t, change))
    typer.echo(_counted(comparison))


def _would_change(comparison: Comparison) -> bool:
    return bool(comparison.new or comparison.changed)


def _counted(comparison: Comparison) -> str:
    new, changed = len(comparison.new), len(comparison.changed)
    organisers = comparison.given.count(Role.ORGANISER)
    rights = f" New organisers: {organisers}." if organisers else ""
    rights += f" Roles taken away: {len(comparison.taken)}." if comparison.taken else ""
    doubts = _named("The same guests with another e-mail", comparison.readdressed)
    doubts += _named("New, with the name of somebody listed", comparison.alike)
    return f"New: {new}. Changed: {changed}. As before: {comparison.unchanged}.{rights}{doubts}"


def _named(what: str, guests: Sequence[Guest]) -> str:
    return f"\n{what}: {', '.join(guest.name for guest in guests)}." if guests else ""


async def _take_in(tx: Transaction, settings: Settings, listed: Listed) -> None:
    author = Author(None, settings.organisers, present(settings))
    comparison = await list_guests(tx, listed.guests, settings.required_token(), author)
    details = noted(listed.source, comparison)
    await audit.note(tx, None, Deed.GUESTS_LISTED, details=details, now=author.now, origin=SHELL)
    if staying := ", ".join(guest.name for guest in comparison.staying):
        typer.echo(f"Still organisers, so that somebody is left: {staying}")
    typer.echo(
        "Taken in. Invitations: seminar-bot guests links FILE.xlsx, seminar-bot guests badges FILE.pdf"
    )


# ----------------------------------------------------------------------- papers


async def _write(file: Path, suffix: str, make: Callable[[Linked, Programme | None], bytes]) -> None:
    if file.suffix.lower() != suffix:
        raise UserError(f"{file} must end in {suffix}")
    settings = read_settings()
    name = await _username(settings)
    async with migrated_database(settings.database_url) as database, database.writing() as tx:
        guests = await linked(tx, settings.required_token(), name, present(settings))
        programme = await agenda.load(tx)
    if not guests:
        raise UserError("Nobody is on the list: seminar-bot guests import FILE")
    write_new(file, make(guests, programme))
    typer.echo(f"Written: {file}, {len(guests)} guests. Each invitation lets in one guest.")


async def _username(settings: Settings) -> str:
    try:
        with saying(f"Asking {settings.telegram_api_url}"):
            return await username(settings)
    except TelegramError as error:
        reason = f"Telegram did not say the bot's name, which is in every link: {error.message}"
        raise UserError(reason) from error


def _drawn(guests: Linked, programme: Programme | None) -> bytes:
    if programme is None:
        raise UserError("A badge names the seminar: seminar-bot import FILE")
    made = [badge(programme, entry, link) for entry, link in guests]
    if odd := [one.name for one in made if drawing.by_hand(one)]:
        names = ", ".join(odd)
        typer.echo(f"warning: no letters for these guests, a line is left to write on: {names}", err=True)
    return drawing.draw(_one_by_one(made), Clock().now())


def _one_by_one(made: Sequence[Badge]) -> Iterator[Badge]:
    """With a progress bar where somebody looks on: thousands take a minute or more."""
    if not sys.stderr.isatty():
        yield from made
        return
    with typer.progressbar(made, label="Drawing", file=sys.stderr) as bar:
        yield from bar
