"""Which messages about the programme's own questions are due, as rows for the outbox."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, exists, func, select, true, type_coerce

from bot.agenda.questions import Questionnaire
from bot.delivery.outbox import Priority
from bot.delivery.planning import columns_of, key_of, without
from bot.feedback.due import COUNTS, useful_until
from bot.feedback.rules import SURVEY, State
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.moments import Moment, at
from bot.storage.tables import askings, ballots, people, sessions

ASSESSMENT: Final = Questionnaire.ASSESSMENT.value
SURVEY_REMINDER: Final = "survey-reminder"

SETTLED_IN: Final = timedelta(minutes=1)  # after somebody has come: first they look around
FRESH: Final = timedelta(minutes=30)  # longer than the bot is away when it restarts


def surveys(now: Moment) -> Select[Any]:
    """One message to everybody when the survey opens."""
    return _messages(SURVEY, askings.c.opens_at).where(*_survey_at(askings.c.opens_at, now))


def opening(now: Moment) -> Select[Any]:
    """The survey, if it opens."""
    return select(askings.c.form).where(*_survey_at(askings.c.opens_at, now))


def survey_reminders(now: Moment) -> Select[Any]:
    """One more to those who are not through with it the next morning."""
    return _messages(SURVEY_REMINDER, askings.c.reminds_at).where(*_survey_at(askings.c.reminds_at, now))


def reminding(now: Moment) -> Select[Any]:
    """The survey, if people are reminded of it."""
    return select(askings.c.form).where(*_survey_at(askings.c.reminds_at, now))


def _survey_at(moment: ColumnElement[Any], now: Moment) -> Sequence[ColumnElement[bool]]:
    return askings.c.form == Questionnaire.SURVEY, moment.between(now - FRESH, now)


def _messages(kind: str, moment: ColumnElement[Any]) -> Select[Any]:
    row = columns_of(
        kind,
        key_of(kind, type_coerce(moment, BigInteger), people.c.id),
        subject=askings.c.form,
        due_at=moment,
        expires_at=useful_until(moment),
        priority=Priority.NUDGE,
    )
    may = without(kind, COUNTS), *_may_be_asked(kind)
    messages = select(*row).join_from(askings, people, true()).where(*may)
    return messages.order_by(people.c.id)  # processes that plan at once lock rows in one order


def assessments(now: Moment) -> Select[Any]:
    """One message to whoever came a minute ago, as long as they can assess themselves."""
    first_end = select(func.min(sessions.c.ends_at)).where(sessions.c.form.is_not(None)).scalar_subquery()
    beginning = select(func.min(sessions.c.starts_at)).scalar_subquery()
    until = func.coalesce(first_end, beginning)  # as `assessed_until` has it
    row = columns_of(
        ASSESSMENT,
        key_of(ASSESSMENT, people.c.id),
        subject=askings.c.form,
        due_at=at(now),
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
