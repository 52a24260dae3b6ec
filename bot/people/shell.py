"""Invitations from the command line."""

import asyncio
from datetime import timedelta
from typing import Annotated

import typer
from telegram.error import TelegramError

from bot.agenda import queries as agenda
from bot.clock import secret_code
from bot.connection import username
from bot.errors import UserError
from bot.people import invitations
from bot.people.rules import Invitation, Role
from bot.settings import Settings, read_settings
from bot.shell import migrated_database, present, saying
from bot.storage.engine import Transaction


def invite(  # noqa: PLR0913, PLR0917 -- the command's options
    role: Annotated[Role, typer.Option(help="What the invited person will be.")] = Role.PARTICIPANT,
    club: Annotated[str, typer.Option(help="The club they belong to.")] = "",
    country: Annotated[str, typer.Option(help="The club's country.")] = "",
    host_of: Annotated[
        str, typer.Option(help="For a host: their id in the programme, for example trainer2.")
    ] = "",
    uses: Annotated[int, typer.Option(min=1, max=10_000, help="How many people may use it.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=365, help="How many days it holds.")] = 14,
) -> None:
    """Make an invitation and print its link.

    Only a hash of it is kept, so it is shown only this once.
    """
    settings = read_settings()
    if role is Role.OWNER:
        raise UserError("--role: owners are named in ORGANISERS; nobody can be invited as one")
    if (role is Role.HOST) != bool(host_of):
        raise UserError("--role host and --host-of go together, for example --role host --host-of trainer2")
    if country and not club:
        raise UserError("--country is a club's: give --club too")
    holds_for = timedelta(days=days)
    invitation = Invitation(role, subject=host_of, club=club, country=country, uses=uses, holds_for=holds_for)
    typer.echo(asyncio.run(_invite(settings, invitation)))


async def _invite(settings: Settings, invitation: Invitation) -> str:
    name, advice = await _name(settings)
    code = secret_code()
    async with migrated_database(settings.database_url) as database, database.writing() as tx:
        await _refuse_unknown_host(tx, invitation.subject)
        await invitations.invite(tx, invitation, code, present(settings))
    return f"https://t.me/{name}?start={code}{advice}"


async def _name(settings: Settings) -> tuple[str, str]:
    """The bot's name in links; where Telegram cannot be asked, a gap, and how to fill it."""
    try:
        with saying(f"Asking {settings.telegram_api_url}"):
            return await username(settings), ""
    except TelegramError as error:
        return "YOUR_BOT", f"\nPut your bot's name for YOUR_BOT: Telegram did not say it ({error.message})."


async def _refuse_unknown_host(tx: Transaction, host: str) -> None:
    programme = await agenda.load(tx)
    hosts = [person.id for person in programme.hosts] if programme else []
    if host and hosts and host not in hosts:
        raise UserError(f"--host-of: nobody in the programme is {host}; there are: {', '.join(hosts)}")
