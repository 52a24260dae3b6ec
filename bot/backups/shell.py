"""Copies of the seminar, on the command line."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.backups.files import backup_name, clear_away, prune
from bot.backups.making import make
from bot.backups.restoring import Sent
from bot.backups.restoring import restore as bring_back
from bot.clock import Clock
from bot.delivery.queue import waiting
from bot.errors import UserError
from bot.settings import Settings, read_settings
from bot.shell import present, saying
from bot.storage.engine import Transaction, open_database

Plan = Callable[[Transaction, frozenset[int], datetime], Awaitable[None]]


def backup(
    folder: Annotated[Path, typer.Argument(help="Where to keep it, for example /var/backups/seminar-bot.")],
    keep: Annotated[
        int | None, typer.Option(min=1, help="How many backups the folder keeps; older ones are deleted.")
    ] = None,
) -> None:
    """Copy everything to a new file in a folder.

    The bot may run meanwhile. The file is named after the moment, in UTC, and appears once it is whole.
    """
    if not folder.is_dir():
        raise UserError(f"{folder} is no folder")
    now = Clock().machine_now()
    clear_away(folder, now)
    file = folder / backup_name(now)
    _make(file)
    for deleted in prune(folder, file, keep) if keep else ():
        typer.echo(f"Deleted: {deleted}")


def export(
    file: Annotated[Path, typer.Argument(help="Where to write it, for example seminar.db.")],
) -> None:
    """Copy everything to a new SQLite file.

    The bot can run on it: DATABASE_URL=sqlite:///FILE. `restore` brings it into another database.
    """
    _make(file)


def _make(file: Path) -> None:
    settings = read_settings()
    with saying("Copying the database"):
        asyncio.run(make(settings.database_url, file))
    typer.echo(f"Written: {file}")


def restore_with(plan: Plan) -> Callable[..., None]:
    """The command `restore`; `plan` plans what is due at a moment, and raises what goes wrong."""

    def restore(
        file: Annotated[
            Path, typer.Argument(help="A backup, an export, or the SQLite file of a stopped bot.")
        ],
        sent_until: Annotated[
            str,
            typer.Option(
                help="Until when the lost database has sent what was due, as in 2019-04-30T14:00+06:00."
            ),
        ] = "",
    ) -> None:
        """Bring a copy of everything into a new, empty database.

        That is the one which DATABASE_URL names. All is restored, or nothing. With --sent-until nothing that
        was due by then is sent again.
        """
        settings = read_settings()
        sent = _sent(settings, plan, sent_until) if sent_until else None
        with saying(f"Restoring {file}"):
            restored = asyncio.run(bring_back(settings.database_url, file, sent))
        typer.echo(f"Restored from {file}: {restored.rows} rows.")
        if sent:
            typer.echo(f"Not sent again, and counted as in doubt: {restored.kept_back}.")
        try:
            typer.echo(asyncio.run(_outlook(settings, plan)))
        except Exception as error:  # noqa: BLE001 -- all is restored, whatever cannot be planned from it
            typer.echo(f"What waits to be sent cannot be told: {type(error).__name__}.")

    return restore


def _sent(settings: Settings, plan: Plan, given: str) -> Sent:
    async def planned(tx: Transaction, moment: datetime) -> None:
        await plan(tx, settings.organisers, moment)

    until = _moment(given)
    if until > present(settings):
        raise UserError(f"--sent-until: {given} is still to come; write when the lost database last sent")
    return Sent(until, planned)


def _moment(given: str) -> datetime:
    with suppress(ValueError):
        moment = datetime.fromisoformat(given)
        if moment.tzinfo:
            return moment
    raise UserError("--sent-until: write a moment with its offset, as in 2019-04-30T14:00+06:00")


async def _outlook(settings: Settings, plan: Plan) -> str:
    """What a bot that is started now will send, of which not everything is planned yet."""
    now = present(settings)
    async with open_database(settings.database_url) as database, database.writing() as tx:
        await plan(tx, settings.organisers, now)
        found = await waiting(tx, now)
        await tx.rollback()
    later = sum(each.messages for each in found if each.when == "later")
    due = sum(each.messages for each in found) - later
    return (
        f"Waiting to be sent: {due} at once, {later} later, and what is planned until then.\n"
        "What was sent after the copy was made, and is not said to have been, may be sent again."
    )
