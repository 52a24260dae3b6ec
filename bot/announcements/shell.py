"""An announcement from the command line: the running bot sends it."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Annotated, Final, NamedTuple
from zoneinfo import ZoneInfo

import typer
from markupsafe import escape

from bot.agenda import queries as agenda
from bot.announcements import queries
from bot.announcements.audience import count
from bot.announcements.moments import is_skipped
from bot.announcements.naming import audience_in_words, audience_named
from bot.announcements.rules import Audience, Counts, State, text_for
from bot.announcements.watching import Watcher
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.clock import Clock
from bot.errors import UserError
from bot.screens.message import TEXT, length
from bot.settings import Settings, read_settings
from bot.shell import agreed, migrated_database, present
from bot.storage.engine import Database

AT: Final = "%Y-%m-%d %H:%M"


class Wish(NamedTuple):
    """What was asked for: names of audiences, texts by language, and a time, empty for now."""

    to: Sequence[str]
    texts: Mapping[str, str]
    at: str


class Plan(NamedTuple):
    """What is to be sent to whom, and when."""

    audience: Audience
    counts: Counts
    texts: Mapping[str, str]
    send_at: datetime | None  # None: at once, whatever the time of the running bot is


def announce(  # noqa: PLR0913 -- the command's options
    *,
    to: Annotated[
        list[str],
        typer.Option(
            help="Who gets it: everyone, role:club_lead, session:ID, choice:ID, club:NAME, country:NAME, "
            "language:kk, unchosen:CHOICE, unanswered:ANNOUNCEMENT, plan:NUMBER. Several of one kind "
            "widen it, different kinds narrow it."
        ),
    ],
    kk: Annotated[str, typer.Option(help="The text in Kazakh.")] = "",
    ru: Annotated[str, typer.Option(help="The text in Russian.")] = "",
    en: Annotated[str, typer.Option(help="The text in English.")] = "",
    at: Annotated[
        str, typer.Option(help='When to send it, in the seminar\'s time zone: "2019-04-30 14:00".')
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Send it without asking.")] = False,
    detach: Annotated[bool, typer.Option("--detach", help="End before it is delivered.")] = False,
) -> None:
    """Write to the people of the seminar.

    It is handed to the running bot through the database. Shows whom it reaches, and asks; then shows how it
    goes out. Exit code 1 where somebody was not reached. Who has no text in their language gets another one.
    """
    settings, texts = read_settings(), _checked({"kk": kk, "ru": ru, "en": en})
    reached = asyncio.run(_announce(settings, Wish(to, texts, at), yes=yes, detached=detach))
    raise typer.Exit(0 if reached else 1)


def _checked(given: Mapping[str, str]) -> Mapping[str, str]:
    """The texts there are, as Telegram's HTML."""
    texts = {language: str(escape(text.strip())) for language, text in given.items() if text.strip()}
    if not texts:
        raise UserError("There is no text: give at least one of --kk, --ru, --en")
    for language, text in texts.items():
        if length(text) > TEXT:
            raise UserError(f"--{language} is too long: it has {length(text)} characters, at most {TEXT} fit")
    return texts


async def _announce(settings: Settings, wish: Wish, *, yes: bool, detached: bool) -> bool:
    """Whether it has reached everybody, or is not waited for."""
    now = partial(present, settings)
    async with migrated_database(settings.database_url, makes=False) as database:
        plan = await _planned(database, wish, settings.organisers, now())
        _show(plan)
        if not (yes or agreed("Send it?")):
            raise UserError("Nothing was sent.")
        announcement_id = await _hand_over(database, plan, now())
        if plan.send_at:
            typer.echo(f"The bot sends it at {wish.at}, in the seminar's time zone.")
            if settings.rehearsal_start:
                typer.echo(
                    "In a rehearsal the bot's own clock counts; where that is past it, it goes out at once."
                )
        return detached or await Watcher(database, Clock(), announcement_id, now).watch()


async def _planned(database: Database, wish: Wish, owners: frozenset[int], now: datetime) -> Plan:
    async with database.reading() as tx:
        programme = await agenda.load(tx)
        if programme is None:
            raise UserError("There is no programme yet: seminar-bot import FILE")
        audience = await audience_named(tx, programme, wish.to)
        send_at = _moment(wish.at, programme.zone, now) if wish.at else None
        plan = Plan(audience, await count(tx, audience, owners), wish.texts, send_at)
    if not plan.counts.reached:
        raise UserError(
            f"--to {' --to '.join(wish.to)}: this reaches nobody. {_unreached(plan.counts)}".strip()
        )
    return plan


def _moment(written: str, zone: ZoneInfo, now: datetime) -> datetime:
    try:
        moment = datetime.strptime(written.strip(), AT).replace(tzinfo=zone)
    except ValueError:
        raise UserError(f'--at {written}: write it like "2019-04-30 14:00", in the time of {zone}') from None
    if moment <= now:
        raise UserError(f"--at {written}: that is over; in {zone} it is {now.astimezone(zone).strftime(AT)}")
    if is_skipped(moment):
        raise UserError(f"--at {written}: there is no such time in {zone}, clocks are put forward over it")
    return moment


def _show(plan: Plan) -> None:
    counts = plan.counts
    reached = ", ".join(f"{language} {number}" for language, number in sorted(counts.by_language.items()))
    typer.echo(f"Reaches {counts.reached}: {reached}. {_unreached(counts)}".strip())
    for language in sorted(counts.by_language.keys() - plan.texts.keys()):
        typer.echo(f"No text in {language}: they get the one in {text_for(plan.texts, language)[0]}.")


def _unreached(counts: Counts) -> str:
    reasons = {
        "blocked the bot": counts.blocked,
        "no more on Telegram": counts.gone,
        "want no announcements": counts.muted,
        "no language chosen": counts.silent,
    }
    said = ", ".join(f"{reason}: {number}" for reason, number in reasons.items() if number)
    return f"Not reached ({said})." if said else ""


async def _hand_over(database: Database, plan: Plan, now: datetime) -> int:
    """Leave it to the running bot, complete and in one transaction."""
    async with database.writing() as tx:
        announcement_id = await queries.draft(tx, None, now)
        await queries.set_audience(tx, announcement_id, plan.audience)
        for language, text in plan.texts.items():
            await queries.set_text(tx, announcement_id, 1, language, text)
        await queries.move(tx, announcement_id, {State.DRAFT}, State.SCHEDULED, send_at=plan.send_at)
        deed = Deed.SCHEDULED if plan.send_at else Deed.ANNOUNCED
        to = f"{await audience_in_words(tx, plan.audience)}: {plan.counts.reached}"
        await note(tx, None, deed, subject=str(announcement_id), details=to, now=now, origin="shell")
    return announcement_id
