"""Which session a tap or a text is about, and the ballot that its answer goes into."""

from collections.abc import Sequence

from bot.agenda.asking import Slot, slot_of
from bot.agenda.rules import Session
from bot.clock import ballot_number
from bot.context import Context
from bot.errors import UserError
from bot.feedback import queries
from bot.feedback.entries import Entry, Refusal, refusal
from bot.feedback.rules import Ballot, State
from bot.feedback.screens import words
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction


def rated(context: Context, session_id: str) -> Session | None:
    """The session; None where nobody is asked about it. Raises UserError where this person cannot rate it."""
    session = context.programme.session(session_id)
    if session is None or not session.rated:
        return None
    if why := refusal(context.programme, session, context.person.hosts, context.now):
        raise refused(context, why, session)
    return session


def refused(context: Context, why: Refusal, session: Session) -> UserError:
    return UserError(words.refused(context.t, why, context.programme, session))


async def refresh(context: Context) -> None:
    """Instead of a screen that is no more: all that can be rated."""
    await context.open("feedback", notice=stale_notice(context.t))


def slot(context: Context, session: Session) -> Slot:
    """The slot of a session that is rated and takes place."""
    found = slot_of(context.programme, session.id)
    assert found is not None  # noqa: S101 -- `rated` has looked
    return found


def parallel(context: Context, session: Session) -> Sequence[Session]:
    """The sessions of its slot that this person can rate."""
    hosts, now = context.person.hosts, context.now
    sessions = slot(context, session).sessions
    return [one for one in sessions if refusal(context.programme, one, hosts, now) is None]


async def standing(context: Context, tx: Transaction, session: Session) -> Entry:
    """What they have said of this session."""
    its = slot(context, session)
    form = await queries.form_of(tx, session.id) or its.form
    ballot = await queries.ballot_of(tx, context.person.id, form)
    return Entry(its, session, ballot)


async def begin(context: Context, tx: Transaction, session: Session) -> Ballot:
    """Their ballot, now about this one of the parallel sessions; raises UserError where it is sealed."""
    form, person = slot(context, session).form, context.person.id
    ballot = await queries.begin(tx, person, form, ballot_number(), session.id)
    if ballot and (ballot.session_id != session.id or ballot.state is State.ABSENT):
        await queries.attended(tx, ballot, session.id)
        ballot = await queries.ballot_of(tx, person, ballot.form)
    if ballot is None:
        raise refused(context, Refusal.SEALED, session)
    return ballot
