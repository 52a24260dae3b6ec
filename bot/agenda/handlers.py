"""Taps and commands of the agenda. What a tap says is never trusted: what is out of date is refreshed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial

from bot.agenda import due, queries, screens, seats
from bot.agenda.calendar import calendar_of
from bot.agenda.outlook import Outcome, Outlook, Standing
from bot.agenda.rules import Session
from bot.context import Context, Describe, Handler
from bot.delivery import outbox
from bot.people.queries import await_text
from bot.people.rules import Role
from bot.screens import Screen
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction

Wish = Callable[[Transaction, int, str, datetime], Awaitable[Outcome]]


async def now(context: Context) -> None:
    leads_club = Role.CLUB_LEAD in context.person.roles
    await context.show(screens.now_screen(context.t, await _outlook(context), leads_club=leads_club))


async def agenda(context: Context) -> None:
    outlook = await _outlook(context)
    day = context.programme.day(context.argument or outlook.today())
    if day is None:
        return await _refresh(context)
    page = context.number(1) if len(context.arguments) > 1 else None
    return await context.show(screens.day_screen(context.t, outlook, day, page))


async def block(context: Context) -> None:
    found = context.programme.block(context.argument)
    if found is None:
        return await _refresh(context)
    outlook, page = await _outlook(context), context.number(1)
    return await context.show(screens.block_screen(context.t, outlook, found, page))


async def session(context: Context) -> None:
    found = _session(context)
    if found is None:
        return await _refresh(context)
    choosing = context.arguments[1:] == ("choose",)
    return await context.show(_session_screen(context, await _outlook(context), found, choosing=choosing))


async def my(context: Context) -> None:
    page = context.number()
    await context.show(screens.my_screen(context.t, await _outlook(context), page))


async def ics(context: Context) -> None:
    """One session, or a person's whole seminar, as a file."""
    found = _session(context)
    if found is None and context.argument:
        return await _refresh(context)
    sessions = [found] if found else (await _outlook(context)).personal()
    content = calendar_of(context.programme, sessions, context.t.language, context.now)
    title = found.title if found else context.programme.short_name
    name = found.id if found else context.programme.id
    return await context.show(screens.calendar_file(context.t, title, name, content))


# ------------------------------------------------------------------ searching


async def find(context: Context) -> None:
    """With a word, look it up; without one, ask for it. The next text is a word to look up as well."""
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, "find")
        outlook = await queries.outlook(tx, context.programme, context.person, context.now)
    if not context.typed:
        return await context.show(screens.ask_screen(context.t))
    # In a thread: a programme of a thousand sessions takes a second to index the first time.
    return await context.show(await asyncio.to_thread(_found, context, outlook))


def _found(context: Context, outlook: Outlook) -> Screen:
    index, typed = context.programme.index, context.typed
    if found := index.find(typed):
        return screens.found_screen(context.t, outlook, typed, found)
    return screens.not_found_screen(context.t, outlook, typed, index.nearest(typed))


async def info(context: Context) -> None:
    if not context.argument:
        return await context.show(screens.info_screen(context.t, context.programme, context.number(1)))
    page = context.programme.page(context.argument)
    if page is None:
        return await context.show(screens.info_screen(context.t, context.programme), stale_notice(context.t))
    return await context.show(screens.info_page_screen(context.t, page))


# ------------------------------------------------------------------- choosing


async def choose(context: Context) -> None:
    """The sessions of a choice; without one, all that is open, or the only one that is."""
    outlook = await _outlook(context)
    choices = outlook.open_choices()
    if not context.argument and len(choices) != 1:
        return await context.show(screens.choose_screen(context.t, outlook, context.number(1)))
    found = context.programme.block(context.argument or choices[0].id)
    if found is None:
        return await context.show(screens.choose_screen(context.t, outlook), stale_notice(context.t))
    page = context.number(1)
    return await context.show(screens.block_screen(context.t, outlook, found, page, choosing=True))


async def leave(context: Context) -> None:
    """Give up a seat; asks first where it would be gone for good."""
    found = _session(context)
    if found and context.arguments[1:] != ("yes",):
        outlook = await _outlook(context)
        seated = outlook.standing(found) is Standing.SEATED and outlook.open(found)
        if seated and outlook.seats_left(found) == 0:
            return await context.show(screens.leave_question(context.t, found))
    return await decide(context, "leave", seats.leave)


async def decide(context: Context, action: str, wish: Wish) -> None:
    """Carry out a wish for a seat or a place, and show the session as it is then."""
    found = _session(context)
    if found is None:
        return await _refresh(context)
    moment = context.now  # one for all: what is decided and what is shown lie on the same side of closing
    async with context.transaction() as tx:
        before = await queries.outlook(tx, context.programme, context.person, moment)
        outcome = await wish(tx, context.person.id, found.id, moment)
        await outbox.plan_selected(tx, due.offers(moment))
        await context.refresh(tx)  # whoever chooses while the programme changes waits for it
        outlook = await queries.outlook(tx, context.programme, context.person, moment)
    given_up, found = before.given_up_for(found), _session(context)
    if found is None:
        return await _refresh(context)
    notice = screens.notice_of(context.t, action, outcome, given_up)
    return await context.show(_session_screen(context, outlook, found, choosing=True), notice)


# ------------------------------------------------------------------ the pieces


async def _outlook(context: Context) -> Outlook:
    async with context.reading(once=True) as tx:
        return await queries.outlook(tx, context.programme, context.person, context.now)


async def _refresh(context: Context) -> None:
    """Instead of a screen that is no more: today's."""
    await context.open("agenda", notice=stale_notice(context.t))


def _session_screen(context: Context, outlook: Outlook, session: Session, *, choosing: bool) -> Screen:
    return screens.session_screen(context.t, outlook, session, context.zone, choosing=choosing)


def _session(context: Context) -> Session | None:
    return context.programme.session(context.argument)


HANDLERS: Mapping[str, Handler] = {
    "now": now,
    "agenda": agenda,
    "block": block,
    "session": session,
    "my": my,
    "ics": ics,
    "find": find,
    "info": info,
    "choose": choose,
    "leave": leave,
    "seat": partial(decide, action="seat", wish=seats.take),
    "wait": partial(decide, action="wait", wish=seats.wait),
    "unwait": partial(decide, action="unwait", wish=seats.stop_waiting),
    "accept": partial(decide, action="accept", wish=seats.take),
    "decline": partial(decide, action="decline", wish=seats.stop_waiting),
}
COMMANDS: Mapping[str, Describe] = screens.DESCRIPTIONS
