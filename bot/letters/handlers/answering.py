"""Answering a letter: by a reply to it, here or in the group, or after its button."""

from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context, number
from bot.delivery import outbox
from bot.errors import UserError
from bot.letters import due, keeping, queries
from bot.letters.handlers.content import content_of, group_of, still_awaited
from bot.letters.rules import Content, Letter
from bot.letters.screens import answering as screens
from bot.letters.screens import writing
from bot.people.queries import await_text
from bot.screens import Screen
from bot.storage.engine import Transaction


async def answer(context: Context) -> None:
    """An answer, or the question for one: `answer:LETTER`, or a reply to the message of a letter.

    `answer:LETTER:too` sends what was written although somebody else has answered already.
    """
    tapped = context.update.callback_query is not None
    if tapped and context.arguments[1:] == ("too",):
        await context.show(await _send(context, context.argument, too=True))
    elif tapped:
        await _ask(context)
    elif context.arguments:
        await context.reply(await _send(context, context.arguments[-1], too=False))
    elif group_of(context) is None:  # /answer, typed
        await context.open("letters")


async def _ask(context: Context) -> None:
    async with context.transaction() as tx:
        letter = await _letter(context, tx, context.argument)
        await await_text(tx, context.person.id, f"answer:{letter.id}")
    await context.send(screens.ask_screen(context.t, letter))  # the letter stays as it is
    await context.notice("")


def _content(context: Context) -> Content:
    content = content_of(context)
    if content is None:
        raise UserError(writing.nothing_to_pass_on(context.t))
    if not content.fits:
        raise UserError(writing.too_long(context.t, content))
    return content


async def _letter(context: Context, tx: Transaction, letter_id: str) -> Letter:
    """The one that is to be answered; raises UserError where it cannot be."""
    letter = await queries.locked(tx, number(letter_id))
    if letter is None:
        raise UserError(screens.gone(context.t))
    if not letter.writer.active:
        raise UserError(screens.blocked(context.t, letter.writer))
    return letter


async def _send(context: Context, letter_id: str, *, too: bool) -> Screen:
    content = _content(context)
    async with context.transaction() as tx:
        letter = await _letter(context, tx, letter_id)
        other = letter.answered_by_another(context.person.id)
        if group_of(context) is None:
            await await_text(tx, context.person.id, still_awaited(context, "answer"))
        if other and not too:
            return screens.answered_screen(context.t, letter, other)
        await _keep(context, tx, letter, content)
    return screens.sent_screen(context.t, letter.writer)


async def _keep(context: Context, tx: Transaction, letter: Letter, content: Content) -> None:
    now, by = context.now, context.person.id
    answer_id = await keeping.keep_answer(tx, letter, by, content, now)
    if answer_id is None:  # a button was tapped twice
        return
    await keeping.settle(tx, letter, now)
    await outbox.plan_selected(tx, due.answer(answer_id, now))
    await outbox.plan_selected(tx, due.news([letter.id], str(answer_id), now))
    await note(tx, by, Deed.ANSWERED, whom_id=letter.writer.id, subject=str(letter.id), now=now)
