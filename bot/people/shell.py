"""Invitations from the command line."""

import asyncio
from datetime import timedelta
from typing import Annotated

import typer
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock, secret_code
from bot.delivery.request import AiohttpRequest
from bot.errors import SettingError
from bot.people import invitations
from bot.people.rules import Invitation, Role
from bot.settings import Settings, read_settings
from bot.storage.engine import Database
from bot.storage.migrate import migrate


def invite(  # noqa: PLR0913, PLR0917 -- the command's options
    role: Annotated[Role, typer.Option(help="What the invited person will be.")] = Role.PARTICIPANT,
    club: Annotated[str, typer.Option(help="The club they belong to.")] = "",
    country: Annotated[str, typer.Option(help="The club's country.")] = "",
    host_of: Annotated[
        str, typer.Option(help="For a host: their id in the programme, for example trainer2.")
    ] = "",
    uses: Annotated[int, typer.Option(min=1, help="How many people may use it.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=365, help="How many days it holds.")] = 14,
) -> None:
    """Make an invitation and print its link; it is shown only this once."""
    settings = read_settings()
    if role is Role.OWNER:
        raise SettingError("owners are named in ORGANISERS; nobody can be invited as one")
    if (role is Role.HOST) != bool(host_of):
        raise SettingError(
            "--role host and --host-of go together, for example --role host --host-of trainer2"
        )
    if country and not club:
        raise SettingError("--country is a club's: give --club too")
    holds_for = timedelta(days=days)
    invitation = Invitation(role, subject=host_of, club=club, country=country, uses=uses, holds_for=holds_for)
    typer.echo(asyncio.run(_invite(settings, invitation)))


async def _invite(settings: Settings, invitation: Invitation) -> str:
    username = await _username(settings)
    code = secret_code()
    database = Database(settings.database_url)
    try:
        await migrate(database)
        async with database.writing() as tx:
            await invitations.invite(tx, invitation, code, Clock().now())
    finally:
        await database.close()
    return f"https://t.me/{username}?start={code}"


async def _username(settings: Settings) -> str:
    """The bot's name in links; raises SettingError where Telegram refuses the token or cannot be reached."""
    request, base_url = AiohttpRequest(), f"{settings.telegram_api_url}/bot"
    bot = ExtBot(settings.required_token(), base_url=base_url, request=request, get_updates_request=request)
    try:
        async with bot:
            return bot.username
    except TelegramError as error:
        raise SettingError(f"BOT_TOKEN or TELEGRAM_API_URL: Telegram says: {error.message}") from error
