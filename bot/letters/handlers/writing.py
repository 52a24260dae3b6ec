"""Writing to the organisers: in reply to them, after a button, or out of the blue."""

from bot.announcements.audience import ANNOUNCEMENT
from bot.context import Context, number
from bot.delivery import outbox
from bot.errors import UserError
from bot.letters import due, keeping, queries, sending
from bot.letters.handlers.content import content_of, still_awaited
from bot.letters.rules import Content
from bot.letters.screens import writing as screens
from bot.people.queries import await_text
from bot.storage.engine import Transaction


async def write(context: Context) -> None:
    """A letter, or the question for one: `write:ANNOUNCEMENT`, or a reply to a message of that kind."""
    content = None if context.update.callback_query else content_of(context)
    if content:
        await _pass_on(context, content)
    elif context.update.callback_query or context.command:
        await _ask(context)
    else:
        raise UserError(screens.nothing_to_pass_on(context.t))


async def pass_on(context: Context) -> None:
    """What was written out of the blue, and stands above the tapped screen."""
    content = content_of(context)
    if content:
        await _pass_on(context, content)
    else:
        await context.open("write", notice=screens.write_again(context.t))


async def _ask(context: Context) -> None:
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, ":".join(("write", *context.arguments)))
        announcement_id = await _announcement_of(context, tx)
        about = await queries.opening_words(tx, announcement_id, context.t.language)
    screen = screens.ask_screen(context.t, about)
    if context.arguments:  # what it replies to stays as it is
        await context.send(screen)
        await context.notice("")
    else:
        await context.show(screen)


async def _pass_on(context: Context, content: Content) -> None:
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, still_awaited(context, "write"))
        about = await _announcement_of(context, tx)
        sent = await sending.send(tx, context.person.id, content, context.owners, context.now, about)
    await context.show(screens.passed_on_screen(context.t, sent.letter_id, reached=sent.reached))


async def _announcement_of(context: Context, tx: Transaction) -> int | None:
    """The announcement that it is about: what was replied to, or the number of one."""
    match context.arguments:
        case (kind, subject):
            return await queries.announcement_of(tx, context.person.id, kind, number(subject))
        case (subject,):
            return await queries.announcement_of(tx, context.person.id, ANNOUNCEMENT, number(subject))
        case _:
            return None


async def recall(context: Context) -> None:
    """Delete a letter with which nobody has dealt yet, and the messages in which it was read."""
    async with context.transaction() as tx:
        letter = await queries.locked(tx, context.number())
        theirs = letter is not None and letter.writer.id == context.person.id
        in_time = letter is not None and letter.can_be_taken_back(context.now)
        if letter and theirs and in_time:
            await outbox.plan_selected(tx, due.news([letter.id], "taken back", context.now))
            await keeping.take_back(tx, letter.id)
    if not theirs:
        await context.open("stale")
    elif letter and not in_time:
        await context.notice(screens.too_late_notice(context.t, settled=not letter.waits), alert=True)
    else:
        await context.show(screens.taken_back_screen(context.t))
