"""What organisers did, as a file from the command line."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.agenda import queries as agenda
from bot.audit import queries
from bot.audit.naming import names_in
from bot.audit.screens.log import table
from bot.errors import UserError
from bot.i18n.translator import load_translators
from bot.settings import read_settings
from bot.sheets.writing import as_csv
from bot.shell import migrated_database, write_new


def audit(
    file: Annotated[Path, typer.Argument(help="Where to write it, for example audit.csv.")],
) -> None:
    """Write down what organisers did, as a CSV file; the newest first."""
    content, count = asyncio.run(_audit(read_settings().database_url))
    write_new(file, content)
    typer.echo(f"Entries written to {file}: {count}")


async def _audit(database_url: str) -> tuple[bytes, int]:
    async with migrated_database(database_url, makes=False) as database, database.reading() as tx:
        programme, entries = await agenda.load(tx), await queries.entries(tx)
        if programme is None:
            raise UserError("There is no programme yet, and so nothing that organisers could have done.")
        names = await names_in(tx, programme, entries, "en")
    return as_csv(table(load_translators()["en"], names, entries)), len(entries)
