"""Hosts say of their own sessions that the room is full or that they start late."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, NamedTuple

from bot.agenda.occupancy import how_full
from bot.agenda.outlook import NOBODY, Taken
from bot.agenda.rules import Session
from bot.audit import queries as audit
from bot.audit.rules import Deed
from bot.context import Context
from bot.delivery import outbox
from bot.people.rules import ORGANISERS
from bot.programme import due, edits, queries, reaching
from bot.programme.edits import ImpossibleError
from bot.programme.handlers.proposing import Edit, changes_between, present, refuse
from bot.programme.queries import SupersededError
from bot.programme.screens import hosting as screens
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction

MOST_LATE: Final = 60  # minutes; who starts later than that speaks to the organisers


class Word(NamedTuple):
    """What a host says of a session."""

    session: Session
    deed: Deed
    wish: tuple[str, ...]  # the action and its arguments
    edit: Callable[[Transaction], Awaitable[Edit]]  # by how things are in the transaction


async def host(context: Context) -> None:
    """The sessions somebody may speak for."""
    sessions = [one for one in context.programme.sessions if _leads(context, one)]
    await context.show(screens.host_screen(context.t, context.programme, sessions, context.number()))


def _leads(context: Context, session: Session) -> bool:
    """Own sessions that are still to come or run; organisers stand in for any host."""
    own = not context.person.hosts.isdisjoint(session.host_ids)
    stands_in = not context.person.roles.isdisjoint(ORGANISERS) and bool(session.host_ids)
    return (own or stands_in) and session.ends_at > context.now and not session.cancelled


async def hosting(context: Context) -> None:
    session = _session(context)
    if session is None:
        return await _gone(context)
    taken = await _taken(context, session)
    full = session.capacity is not None and session.capacity <= taken.seats + taken.offered
    choice = context.programme.choice(session.choice_id or "")
    open_ = choice is not None and choice.open_at(context.now) and not full
    doors = screens.Doors(taken.seats, open_, session.starts_at <= context.now)
    return await context.show(screens.hosting_screen(context.t, context.programme, session, doors))


async def room_full(context: Context) -> None:
    """No more seats than are taken, or kept for somebody."""
    session = _session(context)
    if session is None:
        return await _gone(context)

    async def full(tx: Transaction) -> Edit:
        taken = (await how_full(tx, context.now)).get(session.id, NOBODY)
        seats = taken.seats + taken.offered
        fewer = seats if session.capacity is None else min(seats, session.capacity)
        return partial(edits.limit, session_id=session.id, seats=fewer)

    return await _say(context, Word(session, Deed.HOST_FULL, ("roomfull", session.id), full))


async def start_late(context: Context) -> None:
    session, minutes = _session(context), _minutes(context)
    if session is None or minutes is None:
        return await _gone(context)
    if session.starts_at <= context.now:
        return await _back(context, session, screens.begun_notice(context.t))

    async def later(_: Transaction) -> Edit:
        return partial(edits.start_late, session_id=session.id, minutes=minutes)

    return await _say(context, Word(session, Deed.HOST_LATE, ("startlate", session.id, str(minutes)), later))


def _minutes(context: Context) -> int | None:
    minutes = context.number(1)
    return minutes if 0 < minutes <= MOST_LATE else None


async def _say(context: Context, word: Word) -> None:
    """Ask once, with whom it reaches; then it is so, people are told, and so are the organisers.

    The answer names the version that was asked about: a second tap on it changes nothing more.
    """
    base = context.number(len(word.wish) - 1)
    try:
        await (_do(context, word, base) if base else _ask(context, word))
    except ImpossibleError as error:
        await refuse(context, error, f"hosting:{word.session.id}")
    except SupersededError:
        await _back(context, word.session, stale_notice(context.t))


async def _ask(context: Context, word: Word) -> None:
    async with context.reading() as tx:
        now, edit = await present(tx), await word.edit(tx)
        changes = changes_between(now, await asyncio.to_thread(edit, now.document))
        reach = await reaching.reach(tx, changes, context.now)
    if not changes:
        return await _back(context, word.session, screens.full_already_notice(context.t))
    yes = ":".join((*word.wish, str(now.version)))
    return await context.show(screens.confirm_screen(context.t, word.session, changes, reach, yes))


async def _do(context: Context, word: Word, base: int) -> None:
    moment, session, deed = context.now, word.session, word.deed
    async with context.transaction() as tx:
        await queries.keep_as_it_is(tx)
        now, edit = await present(tx), await word.edit(tx)
        changed = await asyncio.to_thread(edit, now.document)
        changes = changes_between(now, changed)
        reach = await reaching.reach(tx, changes, moment)
        version = await queries.apply(tx, changed, base=base, tell=True, source="host", now=moment)
        details = " ".join(word.wish[1:])
        await audit.note(tx, context.person.id, deed, subject=str(version), details=details, now=moment)
        by, owners = context.person.id, context.owners
        await outbox.plan_selected(tx, due.host_news(session, version, deed, by, owners, moment))
    await context.show(screens.said_screen(context.t, session, changes, reach))


# ------------------------------------------------------------------ the pieces


async def _taken(context: Context, session: Session) -> Taken:
    async with context.reading() as tx:
        return (await how_full(tx, context.now)).get(session.id, NOBODY)


def _session(context: Context) -> Session | None:
    """The one on the button, if this person may speak for it."""
    found = context.programme.session(context.argument)
    return found if found and _leads(context, found) else None


async def _back(context: Context, session: Session, notice: str) -> None:
    await context.open("hosting", session.id, notice=notice)


async def _gone(context: Context) -> None:
    await context.open("host", notice=stale_notice(context.t))
