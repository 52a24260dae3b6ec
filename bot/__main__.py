"""The command line: `seminar-bot` and `python -m bot`."""

import asyncio
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import app as application
from bot import check as checks
from bot.agenda import shell as agenda
from bot.errors import SettingError
from bot.people import shell as people
from bot.settings import read_settings
from bot.storage.engine import Database
from bot.storage.migrate import migrate as migrate_database

cli = typer.Typer(
    help="A Telegram bot that carries a seminar, and the year after it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.command("import")(agenda.import_programme)
cli.command("template")(agenda.write_template)
cli.command("invite")(people.invite)


@cli.command()
def run() -> None:
    """Start the bot: polls Telegram, or serves a webhook where WEBHOOK_URL is set."""
    settings = read_settings()
    _log(settings.log_level)
    asyncio.run(application.run(settings))


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 8080,
    data: Annotated[Path | None, typer.Option(help="Keep the demo's database in this file.")] = None,
) -> None:
    """Try the bot in a browser: three phones, a sample seminar and a clock you can move."""
    _log("WARNING")
    asyncio.run(application.demo(port, data))


@cli.command()
def migrate() -> None:
    """Bring the database to this version; does nothing where it is."""
    settings = read_settings()

    async def bring() -> None:
        database = Database(settings.database_url)
        try:
            await migrate_database(database)
        finally:
            await database.close()

    asyncio.run(bring())


@cli.command()
def check() -> None:
    """Prove that the token, the database, the catalogues, the time zone and the programme are right."""
    settings = read_settings()
    well = asyncio.run(checks.check(settings, typer.echo))
    raise typer.Exit(0 if well else 1)


def _log(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel("WARNING")


def main() -> None:
    """The console script: a wrong setting is one line and exit code 2, not a traceback."""
    try:
        cli()
    except SettingError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
