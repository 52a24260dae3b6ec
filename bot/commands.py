"""The commands of the shell, and how each of them ends."""

import asyncio
import logging
import os
import sys
from typing import Annotated, Final

import typer

from bot import app as application
from bot import check as checks
from bot import logs
from bot.agenda import shell as agenda
from bot.announcements import shell as announcements
from bot.audit import shell as audit
from bot.backups import shell as backups
from bot.errors import SettingError, UserError
from bot.guests import shell as guests
from bot.people import shell as people
from bot.programme import shell as programme
from bot.progress import shell as progress
from bot.results import shell as results
from bot.settings import Settings, read_settings
from bot.shell import migrated_database, speak_any_alphabet

log = logging.getLogger("bot")

PRIVATE: Final = 0o077  # what it writes is about people: nobody else on the machine reads it

cli = typer.Typer(
    help="A Telegram bot that carries a seminar, and the year after it.\n\n"
    "Settings come from the environment or from .env; .env.example explains each.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@cli.command()
def run(
    *,
    worker: Annotated[
        bool, typer.Option("--worker", help="Take in no updates; help a process that does.")
    ] = False,
) -> None:
    """Start the bot.

    It asks Telegram for updates, or serves a webhook where WEBHOOK_URL is set, and it plans and sends. More
    processes may share a PostgreSQL database; without WEBHOOK_URL all but one with --worker.
    """
    settings = read_settings()
    settings.required_token()
    logs.begin(settings)
    asyncio.run(application.run(settings, receives=not worker))


@cli.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is served, on this machine only.")
    ] = 8080,
) -> None:
    """Try the bot in a browser.

    Three phones, a sample seminar and a clock that you can move; nothing leaves this machine.
    Nothing is kept either.
    """
    from bot import rehearsal  # noqa: PLC0415 -- a whole Bot API, which the bot itself has no use for

    logs.begin(Settings.model_construct(log_level="WARNING"))
    asyncio.run(rehearsal.demo(port, typer.echo))


@cli.command()
def migrate() -> None:
    """Bring the database to this version.

    Changes nothing where it is. `run` does the same when it starts.
    """
    typer.echo(asyncio.run(_migrate(read_settings().database_url)))


@cli.command()
def check() -> None:
    """Prove that all the bot needs is right.

    A line each for token, database, catalogues, time zone, programme and organisers. Changes nothing; exit
    code 1 where one is wrong.
    """
    settings = read_settings()
    well = asyncio.run(checks.check(settings, typer.echo))
    raise typer.Exit(0 if well else 1)


cli.command("import")(programme.import_programme)
cli.command("template")(agenda.write_template)
cli.command("invite")(people.invite)
cli.add_typer(guests.cli, name="guests")
cli.command("announce")(announcements.announce)
cli.command("audit")(audit.audit)
cli.command("results")(results.results)
cli.command("plans")(progress.plans)
cli.command("backup")(backups.backup)
cli.command("export")(backups.export)
cli.command("restore")(backups.restore_with(application.plan_together))


async def _migrate(database_url: str) -> str:
    async with migrated_database(database_url) as database:
        return f"{database} is at this version."


def main() -> None:
    """Carry out the command: what is wrong is one line, exit code 2 for a setting and 1 for anything else."""
    speak_any_alphabet()
    os.umask(PRIVATE)
    code = 0
    try:
        cli()
    except* SettingError as errors:
        code = _complain(errors, 2)
    except* UserError as errors:
        code = _complain(errors, 1)
    except* Exception as errors:
        log.critical("it ends by a fault of its own", exc_info=errors)
        code = 1
    sys.exit(code)


def _complain(errors: BaseException, code: int) -> int:
    while isinstance(errors, BaseExceptionGroup):
        errors = errors.exceptions[0]
    typer.echo(str(errors), err=True)
    return code
