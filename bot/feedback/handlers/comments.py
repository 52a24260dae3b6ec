"""What people write about a session: after they have rated it, or in reply to the question."""

from bot.agenda.rules import Session
from bot.context import Context
from bot.errors import UserError
from bot.feedback import queries
from bot.feedback.handlers.finding import begin, parallel, rated, refresh, standing
from bot.feedback.handlers.rating import seen
from bot.feedback.rules import COMMENT, COMMENTS, Answer
from bot.feedback.screens import rating as screens
from bot.feedback.screens import words
from bot.people.queries import await_text
from bot.screens import Screen
from bot.storage.engine import Transaction


async def comment(context: Context) -> None:
    """A text: `comment:SESSION` while it is awaited, or a reply to the question about a session."""
    if context.update.callback_query or context.command:
        return await refresh(context)
    session = rated(context, context.arguments[-1])
    if session is None:
        raise UserError(words.gone(context.t))
    if context.attached or context.carries_more or not context.html:
        raise UserError(words.only_text(context.t))
    async with context.transaction() as tx:
        where = await _where(context, tx, session)
        screen = await _keep(context, tx, where) if where else _which(context, session)
    return await context.reply(screen)


async def _where(context: Context, tx: Transaction, session: Session) -> Session | None:
    """Where they were, as far as it is known; of parallel sessions for everybody it must be said first."""
    entry = await standing(context, tx, session)
    where = entry.ballot.session_id if entry.ballot and not entry.absent else None
    said = next((one for one in entry.slot.sessions if one.id == where), None)
    known = entry.slot.choice_id is not None or not entry.parallel
    return said or (session if known else None)


def _which(context: Context, session: Session) -> Screen:
    """Stands below the text as a reply, so that `attended` finds it."""
    return screens.which_screen(context.t, parallel(context, session))


async def _keep(context: Context, tx: Transaction, session: Session) -> Screen:
    ballot = await begin(context, tx, session)
    if len(ballot.of(session.id, COMMENT)) >= COMMENTS:
        raise UserError(words.too_many(context.t))
    kept = await queries.add(tx, ballot, session.id, COMMENT, str(context.html))
    await await_text(tx, context.person.id, f"comment:{session.id}")
    return screens.kept_screen(context.t, await standing(context, tx, session), session, kept.part)


async def uncomment(context: Context) -> None:
    """`uncomment:SESSION:PART`: it is deleted."""
    session = rated(context, context.argument)
    if session is None:
        return await refresh(context)
    async with context.transaction() as tx:
        entry = await standing(context, tx, session)
        if entry.ballot:
            answer = Answer(session.id, COMMENT, "".join(context.arguments[1:]))
            await queries.take_back(tx, entry.ballot, answer)
        screen = await seen(context, tx, session)
    return await context.show(screen, words.deleted_notice(context.t))


async def attended(context: Context) -> None:
    """`attended:SESSION`: they were in this one; what they have said of another was of this one.

    A text of theirs that the tapped screen replies to has waited for it, and is a comment.
    """
    session = rated(context, context.argument)
    if session is None:
        return await refresh(context)
    async with context.transaction() as tx:
        ballot = await begin(context, tx, session)
        waited = context.html and context.html not in ballot.of(session.id, COMMENT).values()
        screen = await (_keep(context, tx, session) if waited else seen(context, tx, session))
    return await context.show(screen, words.saved_notice(context.t))
