"""How a session was: a tap for the mark, and for what was good or missing. Each is kept at once."""

from bot.agenda.rules import Session
from bot.clock import ballot_number
from bot.context import Context
from bot.feedback import queries
from bot.feedback.entries import Refusal
from bot.feedback.handlers.finding import begin, parallel, rated, refresh, refused, slot, standing
from bot.feedback.rules import MARKS, RATING, TAG, Answer, State, tags_for
from bot.feedback.screens import rating as screens
from bot.feedback.screens.words import saved_notice
from bot.people.queries import await_text
from bot.screens import Screen
from bot.storage.engine import Transaction


async def rate(context: Context) -> None:
    """`rate:SESSION` shows what they have said of it, or asks; `...:change` asks; `...:4` says it."""
    session, wish = rated(context, context.argument), "".join(context.arguments[1:])
    if session is None or wish not in {"", "change", *map(str, MARKS)}:
        return await refresh(context)
    async with context.transaction() as tx:
        if wish.isdecimal():
            await _give(context, tx, session, wish)
        screen = await seen(context, tx, session, asks=wish == "change")
    return await context.show(screen, saved_notice(context.t) if wish.isdecimal() else "")


async def _give(context: Context, tx: Transaction, session: Session, mark: str) -> None:
    ballot = await begin(context, tx, session)
    for tag in ballot.of(session.id, TAG).keys() - set(tags_for(int(mark))):
        await queries.take_back(tx, ballot, Answer(session.id, TAG, tag))
    await queries.put(tx, ballot, Answer(session.id, RATING, answer=mark))
    await queries.set_state(tx, ballot, State.GIVEN)


async def seen(context: Context, tx: Transaction, session: Session, *, asks: bool = False) -> Screen:
    """The session as they have rated it, the question where they have not; the next text is a comment."""
    entry = await standing(context, tx, session)
    await await_text(tx, context.person.id, f"comment:{session.id}")
    if asks or entry.waits or entry.absent:
        return screens.ask_screen(context.t, entry, session)
    return screens.said_screen(context.t, entry, session)


async def tag(context: Context) -> None:
    """`tag:SESSION:TAG:on` or `...:off`."""
    session, wish = rated(context, context.argument), context.arguments[1:]
    if session is None:
        return await refresh(context)
    async with context.transaction() as tx:
        done = await _tag(context, tx, session, wish)
        screen = await seen(context, tx, session)
    return await (context.show(screen) if done else refresh(context))


async def _tag(context: Context, tx: Transaction, session: Session, wish: tuple[str, ...]) -> bool:
    """False where it is none of those that go with their rating."""
    entry = await standing(context, tx, session)
    offered = tags_for(int(entry.mark)) if entry.mark else ()
    match wish:
        case (tag, "on") if entry.ballot and tag in offered:
            await queries.put(tx, entry.ballot, Answer(session.id, TAG, tag))
        case (tag, "off") if entry.ballot and tag in offered:
            await queries.take_back(tx, entry.ballot, Answer(session.id, TAG, tag))
        case _:
            return False
    return True


async def done(context: Context) -> None:
    """`rated:SESSION`: that was it; what else of the day waits."""
    session = rated(context, context.argument)
    await (_end(context, session) if session else refresh(context))


async def _end(context: Context, session: Session, *, absent: str = "") -> None:
    async with context.reading() as tx:
        day, now = session.day_id, context.now
        others = await queries.unanswered(tx, context.programme, context.person, day, now)
    await context.show(screens.done_screen(context.t, context.programme, others, absent=absent))


# ------------------------------------------------------------------ where they were


async def another(context: Context) -> None:
    """`another:SESSION`: they were in another one of the parallel sessions."""
    session = rated(context, context.argument)
    if session is None:
        return await refresh(context)
    return await context.show(screens.which_screen(context.t, parallel(context, session)))


async def absent(context: Context) -> None:
    """`absent:SESSION`: they were in none of its slot; what they have said goes."""
    session = rated(context, context.argument)
    if session is None:
        return await refresh(context)
    async with context.transaction() as tx:
        form = slot(context, session).form
        ballot = await queries.begin(tx, context.person.id, form, ballot_number(), session.id)
        if ballot is None:
            raise refused(context, Refusal.SEALED, session)
        await queries.clear(tx, ballot)
    return await _end(context, session, absent=session.id)
