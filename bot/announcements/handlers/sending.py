"""After "Send now": it goes out, rests, stops, is withdrawn."""

from collections.abc import Awaitable, Callable, Collection

from bot.announcements import course
from bot.announcements.audience import count
from bot.announcements.handlers.drafts import named
from bot.announcements.handlers.standing import known, look_away, show_or_list, standing
from bot.announcements.naming import audience_in_words
from bot.announcements.outcome import Course
from bot.announcements.rules import BEGUN, UNDER_WAY, Announcement, State
from bot.announcements.screens import sent as screens
from bot.announcements.screens.schedule import send_now_question
from bot.announcements.tallies import course_of, tally
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.i18n.translator import Translator
from bot.screens import Screen
from bot.storage.engine import Transaction

SURE = ("yes",)  # behind the id, on the button that answers a question

Do = Callable[[Transaction, int], Awaitable[bool]]
Question = Callable[[Translator, Course], Screen]


async def send(context: Context) -> None:
    """Begin at once; what was looked at is what is sent, so what has changed since is looked at again."""
    async with context.transaction() as tx:
        found = await named(context, tx, lock=True)
        changed = found is not None and await _is_to_be_looked_at(context, tx, found)
        screen = None if found is None or changed else await _sent(context, tx, found)
    if changed:
        await context.open("preview", context.argument)
    else:
        await show_or_list(context, screen)


async def _is_to_be_looked_at(context: Context, tx: Transaction, found: Announcement) -> bool:
    """Whether it is a draft that has changed, is another's, or reaches nobody any more."""
    if found.state is not State.DRAFT:
        return False
    as_seen = context.arguments[1:2] == (found.fingerprint,) and found.author_id == context.person.id
    is_whole = as_seen and found.texts and not found.too_long
    return not (is_whole and (await count(tx, found.audience, context.owners)).reached)


async def _sent(context: Context, tx: Transaction, found: Announcement) -> Screen | None:
    if found.state is State.SCHEDULED and context.arguments[1:] != (found.fingerprint, "now"):
        return send_now_question(context.t, context.programme.zone, found)
    if await course.begin(tx, found.id, context.owners, context.now):
        await _note(context, tx, Deed.ANNOUNCED, found)
    return await standing(context, tx)


async def progress(context: Context) -> None:
    """How it stands now."""
    async with context.transaction() as tx:
        screen = await standing(context, tx)
    await show_or_list(context, screen)


async def pause(context: Context) -> None:
    await _do(context, Deed.PAUSED, lambda tx, its_id: course.pause(tx, its_id, context.now))


async def resume(context: Context) -> None:
    await _do(context, Deed.RESUMED, lambda tx, its_id: course.resume(tx, its_id, context.now))


async def halt(context: Context) -> None:
    """Stop it for good; asks first, and nothing leaves meanwhile."""
    if context.arguments[1:] == SURE:
        return await _do(context, Deed.STOPPED, course.stop)
    async with context.transaction() as tx:
        await _done(context, tx, Deed.PAUSED, lambda tx, its_id: course.pause(tx, its_id, context.now))
    return await _ask(context, UNDER_WAY, screens.stop_question)


async def withdraw(context: Context) -> None:
    """Delete it wherever it has arrived; asks first."""
    if context.arguments[1:] == SURE:
        return await _do(context, Deed.WITHDRAWN, lambda tx, its_id: course.withdraw(tx, its_id, context.now))
    return await _ask(context, BEGUN, screens.withdraw_question)


async def _ask(context: Context, states: Collection[State], question: Question) -> None:
    async with context.transaction() as tx:
        found = await known(context, tx)
        if found and found.state in states:
            await look_away(context, tx)
            screen: Screen | None = question(context.t, await course_of(tx, found))
        else:
            screen = await standing(context, tx)
    await show_or_list(context, screen)


async def _do(context: Context, deed: Deed, do: Do) -> None:
    """Do it, and show how the announcement stands then; of two who do so at once, one is told."""
    async with context.transaction() as tx:
        done = await _done(context, tx, deed, do)
        screen = await standing(context, tx)
    await show_or_list(context, screen, "" if done else screens.already_notice(context.t))


async def _done(context: Context, tx: Transaction, deed: Deed, do: Do) -> bool:
    found = await known(context, tx)
    done = found is not None and await do(tx, found.id)
    if found and done:
        await _note(context, tx, deed, found)
    return done


async def _note(context: Context, tx: Transaction, deed: Deed, found: Announcement) -> None:
    to = f"{await audience_in_words(tx, found.audience)}: {(await tally(tx, found)).total}"
    await note(tx, context.person.id, deed, subject=str(found.id), details=to, now=context.now)
