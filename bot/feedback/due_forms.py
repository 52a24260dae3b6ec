"""Which messages about the programme's own questions are due, as rows for the outbox."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, exists, func, literal, select, true, type_coerce

from bot.agenda.questions import Questionnaire
from bot.delivery.outbox import Priority
from bot.delivery.planning import columns_of, key_of
from bot.feedback.due import useful_until, was_told
from bot.feedback.rules import SURVEY, State
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.tables import Instant, askings, ballots, outbox, people, sessions

ASSESSMENT: Final = Questionnaire.ASSESSMENT.value
SURVEY_REMINDER: Final = "survey-reminder"

SETTLED_IN: Final = timedelta(minutes=1)  # after somebody has come: first they look around
FRESH: Final = timedelta(minutes=30)  # longer than the bot is away when it restarts


def surveys(now: datetime) -> Select[Any]:
    """One message to everybody when the survey opens."""
    return _at(SURVEY, askings.c.opens_at, now)


def survey_reminders(now: datetime) -> Select[Any]:
    """One more to those who are not through with it the next morning."""
    return _at(SURVEY_REMINDER, askings.c.reminds_at, now)


def _at(kind: str, moment: ColumnElement[Any], now: datetime) -> Select[Any]:
    row = columns_of(
        kind,
        key_of(kind, type_coerce(moment, BigInteger), people.c.id),
        subject=askings.c.form,
        due_at=moment,
        expires_at=useful_until(moment),
        priority=Priority.NUDGE,
    )
    told = exists().where(was_told(outbox.alias("told"), kind))
    return (
        select(*row)
        .join_from(askings, people, true())
        .where(askings.c.form == Questionnaire.SURVEY, moment.between(now - FRESH, now))
        .where(*_may_be_asked(kind), ~told)
        .order_by(people.c.id)  # processes that plan at once lock rows in one order
    )


def assessments(now: datetime) -> Select[Any]:
    """One message to whoever came a minute ago, as long as they can assess themselves."""
    first_end = select(func.min(sessions.c.ends_at)).where(sessions.c.form.is_not(None)).scalar_subquery()
    beginning = select(func.min(sessions.c.starts_at)).scalar_subquery()
    until = func.coalesce(first_end, beginning)  # as `assessed_until` has it
    row = columns_of(
        ASSESSMENT,
        key_of(ASSESSMENT, people.c.id),
        subject=askings.c.form,
        due_at=literal(now, Instant),
        expires_at=until,
        priority=Priority.NUDGE,
    )
    return (
        select(*row)
        .join_from(askings, people, true())
        .where(askings.c.form == Questionnaire.ASSESSMENT, until > now)
        .where(people.c.joined_at.between(now - FRESH, now - SETTLED_IN), *_may_be_asked(ASSESSMENT))
        .order_by(people.c.id)  # processes that plan at once lock rows in one order
    )


def still_asked(person_id: int, kind: str) -> Select[tuple[int]]:
    """Their id, as long as they want such a message and have not done what it asks for."""
    return select(people.c.id).where(people.c.id == person_id, *_may_be_asked(kind))


def _may_be_asked(kind: str) -> list[ColumnElement[bool]]:
    theirs = ballots.c.person_id == people.c.id
    begun = exists().where(theirs, ballots.c.form == Questionnaire.ASSESSMENT)
    through = exists().where(theirs, ballots.c.form == Questionnaire.SURVEY, ballots.c.state != State.BEGUN)
    return [*wants(Kind.FEEDBACK), ~(begun if kind == ASSESSMENT else through)]
