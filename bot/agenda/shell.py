"""A programme to begin from, on the command line: a sheet to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from bot.agenda.formats.sheet import template
from bot.agenda.sample import read_sample
from bot.errors import UserError


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
