"""A programme to begin from, on the command line: a sheet to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from bot.agenda.sample import read_sample
from bot.errors import UserError
from bot.shell import write_new


def write_template(
    file: Annotated[Path, typer.Argument(help="Where to write it, for example programme.xlsx.")],
) -> None:
    """Write a programme sheet to fill in.

    It holds the sample seminar, to be overwritten with your own.
    """
    if file.suffix.lower() != ".xlsx":
        raise UserError(f"{file} must end in .xlsx")
    from bot.agenda.formats.template import template  # noqa: PLC0415 -- openpyxl is slow to begin with

    write_new(file, template(read_sample()))
    typer.echo(f"Written: {file}. Overwrite the sample, then: seminar-bot import {file}")
