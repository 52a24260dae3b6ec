"""Counting answers: by what they are about, never by whose they are.

No statement names `answers` together with `people`, `ballots`, or anything else about somebody.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, distinct, exists, func, or_, select, true

from bot.agenda.queries import leading, seated
from bot.agenda.questions import Questionnaire, Type
from bot.agenda.rules import Programme
from bot.feedback.rules import AFTER, BEFORE, COMMENT, SURVEY, State
from bot.results import rules
from bot.results.rules import FEWEST, Report, Results, Tally, enough
from bot.results.statistics import Change, Marks, change
from bot.storage.engine import Transaction
from bot.storage.tables import answers, ballots, people, sessions

_PEOPLE = func.count(distinct(answers.c.number))  # each has a number of their own for each form


async def load(tx: Transaction, programme: Programme, subjects: Collection[str] | None = None) -> Results:
    """All results, or those of some subjects; below FEWEST people they are left out already here."""
    about = true() if subjects is None else answers.c.subject.in_(subjects)
    by_subject = select(answers.c.subject, _PEOPLE).where(about).group_by(answers.c.subject)
    answered = dict((await tx.execute(by_subject)).tuples().all())
    changes = await _changes(tx, programme) if answered.keys() & {BEFORE, AFTER} else {}
    return Results(answered, await _tallies(tx, programme, answered, about), changes)


async def _tallies(
    tx: Transaction, programme: Programme, answered: Mapping[str, int], about: ColumnElement[bool]
) -> Mapping[tuple[str, str], Tally]:
    asked = answers.c.subject, answers.c.question
    hidden, counts = rules.behind_subject(programme), await _counts(tx, programme, about)
    tallies = {}
    for subject, question, count in await tx.execute(select(*asked, _PEOPLE).where(about).group_by(*asked)):
        shown = enough(answered[subject] if question in hidden else count)
        tallies[subject, question] = Tally(count, counts[subject, question] if shown else {})
    return tallies


async def _counts(
    tx: Transaction, programme: Programme, about: ColumnElement[bool]
) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """How often each answer was given; texts are not read for that."""
    said = case((answers.c.question.in_(rules.texts(programme)), ""), else_=answers.c.part + answers.c.answer)
    each = select(answers.c.subject, answers.c.question, said.label("said")).where(about).subquery()
    counted = select(each, func.count()).group_by(*each.c)
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for subject, question, answer, count in await tx.execute(counted):
        counts[subject, question][answer] = count
    return counts


async def _changes(tx: Transaction, programme: Programme) -> Mapping[str, Change]:
    marks: dict[str, list[Marks]] = defaultdict(list)
    for question, *given, count in await tx.execute(_pairs()):
        marks[question] += [Marks(*(None if mark is None else int(mark) for mark in given))] * count
    questions = programme.questionnaire(Questionnaire.ASSESSMENT)
    return {question.id: change(marks[question.id], FEWEST) for question in questions}


def _pairs() -> Select[Any]:
    """Of the self-assessment: the question, a mark before, one after, and how many people gave these two."""
    occasions = [
        func.max(case((answers.c.subject == subject, answers.c.answer))).label(subject)
        for subject in (BEFORE, AFTER)
    ]
    asked = select(answers.c.question, *occasions).where(answers.c.subject.in_([BEFORE, AFTER]))
    each = asked.group_by(answers.c.number, answers.c.question).subquery()
    return select(each, func.count()).group_by(*each.c)


async def texts(tx: Transaction, subject: str, question: str) -> Sequence[str]:
    """What people wrote, as HTML, in an order that chance has made once and for all: a list has pages.

    Nothing where fewer than FEWEST people have answered anything on the subject.
    """
    if not enough(await tx.scalar(select(_PEOPLE).where(answers.c.subject == subject)) or 0):
        return []
    written = select(answers).where(answers.c.subject == subject, answers.c.question == question)
    rows = (await tx.execute(written)).all()
    return [row.answer for row in sorted(rows, key=_by_chance)]


def _by_chance(row: Any) -> bytes:
    """In an order of its own for each question: nobody's texts stand together, or in the same line of two."""
    return sha256(f"{row.number} {row.subject} {row.question} {row.part}".encode()).digest()


async def report(tx: Transaction, programme: Programme, now: datetime) -> Report:
    """All that there is to read."""
    results = await load(tx, programme)
    sessions = rules.spoken_of(programme, results, now)
    asked_of = await asked(tx, [session.id for session in sessions])
    written = {(session.id, COMMENT): await texts(tx, session.id, COMMENT) for session in sessions}
    for question in programme.questionnaire(Questionnaire.SURVEY):
        if question.type is Type.TEXT:
            written[SURVEY, question.id] = await texts(tx, SURVEY, question.id)
    return Report(results, sessions, asked_of, await everybody(tx), written)


# ------------------------------------------------------------ who was asked


async def asked(tx: Transaction, session_ids: Collection[str]) -> Mapping[str, int]:
    """How many people were in these sessions, as far as is known: by their seat, or by what they said."""
    found = select(sessions.c.id, func.count()).join_from(sessions, people, _concerned())
    rows = await tx.execute(found.where(sessions.c.id.in_(session_ids)).group_by(sessions.c.id))
    return dict(rows.tuples().all())


async def everybody(tx: Transaction) -> int:
    """How many people are asked what concerns everybody."""
    return await tx.scalar(select(func.count()).where(*_reached())) or 0


def _reached() -> Sequence[ColumnElement[bool]]:
    return people.c.active, people.c.language.is_not(None)


def _concerned() -> ColumnElement[bool]:
    expected = or_(sessions.c.choice_id.is_(None), seated(sessions.c.choice_id))
    here = _said(ballots.c.state != State.ABSENT, ballots.c.session_id == sessions.c.id)
    elsewhere = _said(or_(ballots.c.state == State.ABSENT, ballots.c.session_id != sessions.c.id))
    return and_(*_reached(), ~leading(), or_(here, and_(expected, ~elsewhere)))


def _said(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether somebody has said where they were; not what they thought of it."""
    theirs = ballots.c.person_id == people.c.id, ballots.c.form == sessions.c.form
    return exists().where(*theirs, *conditions)
