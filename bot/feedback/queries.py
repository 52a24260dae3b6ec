"""Ballots and answers in the database. Only here the two meet, and only for the person whose they are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, select, update

from bot.agenda.asking import Asking
from bot.feedback.rules import Answer, Ballot, State
from bot.storage.engine import Transaction, insert_new, insert_or_update
from bot.storage.tables import answers, askings, ballots


async def open_form(tx: Transaction, form: str, now: datetime) -> Asking | None:
    """None where it is not asked now: not yet, no more, or never."""
    found = select(askings).where(askings.c.form == form)
    row = (await tx.execute(found)).one_or_none()
    asking = Asking(*row) if row else None
    return asking if asking and asking.open_at(now) else None


async def ballot_of(tx: Transaction, person_id: int, form: str) -> Ballot | None:
    """What they have answered; None where they have not begun, or the form is closed.

    In a writing transaction nobody else changes it until that ends.
    """
    theirs = ballots.c.person_id == person_id, ballots.c.form == form, ballots.c.number.is_not(None)
    row = (await tx.execute(select(ballots).where(*theirs).with_for_update())).one_or_none()
    if row is None:
        return None
    return Ballot(form, row.number, State(row.state), row.session_id, await _answers(tx, row.number))


async def _answers(tx: Transaction, number: str) -> Sequence[Answer]:
    columns = (answers.c[name] for name in Answer._fields)
    given = select(*columns).where(answers.c.number == number)
    return [Answer(*row) for row in await tx.execute(given)]


async def begin(
    tx: Transaction, person_id: int, form: str, number: str, session_id: str | None
) -> Ballot | None:
    """Their ballot, a new one under this random number where they have none.

    None where they had one when the form was closed once: nobody knows what they have said in it.
    """
    row = {"person_id": person_id, "form": form, "number": number, "session_id": session_id}
    await tx.execute(insert_new(tx, ballots, ["person_id", "form"]).values(row))
    return await ballot_of(tx, person_id, form)


async def states_of(tx: Transaction, person_id: int) -> dict[str, State]:
    """How far they have come, by form; open and closed ones."""
    theirs = select(ballots.c.form, ballots.c.state).where(ballots.c.person_id == person_id)
    return {row.form: State(row.state) for row in await tx.execute(theirs)}


async def set_state(tx: Transaction, ballot: Ballot, state: State) -> None:
    await tx.execute(update(ballots).where(ballots.c.number == ballot.number).values(state=state))


async def put(tx: Transaction, ballot: Ballot, answer: Answer) -> None:
    """Give an answer, or another one in its place."""
    unique = ["number", "subject", "question", "part"]
    row = {"number": ballot.number, **answer._asdict()}
    await tx.execute(insert_or_update(tx, answers, unique, ["answer"]).values(row))


async def add(tx: Transaction, ballot: Ballot, subject: str, question: str, text: str) -> None:
    """One more text, behind those that are there."""
    several = and_(
        answers.c.number == ballot.number, answers.c.subject == subject, answers.c.question == question
    )
    count = await tx.scalar(select(func.count()).where(several)) or 0
    await put(tx, ballot, Answer(subject, question, str(count), text))


async def take_back(tx: Transaction, ballot: Ballot, answer: Answer) -> None:
    """Whatever it says."""
    await tx.execute(
        delete(answers).where(
            answers.c.number == ballot.number,
            answers.c.subject == answer.subject,
            answers.c.question == answer.question,
            answers.c.part == answer.part,
        )
    )


async def attended(tx: Transaction, ballot: Ballot, session_id: str) -> None:
    """They were in this one of the parallel sessions: what they have said of another was of this one."""
    theirs = update(ballots).where(ballots.c.number == ballot.number)
    state = State.BEGUN if ballot.state is State.ABSENT else ballot.state
    await tx.execute(theirs.values(session_id=session_id, state=state))
    if ballot.session_id:
        said = answers.c.number == ballot.number, answers.c.subject == ballot.session_id
        await tx.execute(update(answers).where(*said).values(subject=session_id))


async def clear(tx: Transaction, ballot: Ballot) -> None:
    """Take back all answers: they did not attend."""
    await tx.execute(delete(answers).where(answers.c.number == ballot.number))
    await set_state(tx, ballot, State.ABSENT)


async def close(tx: Transaction, now: datetime) -> None:
    """Delete all numbers once no form is open any more: from now on nobody knows whose an answer is."""
    asked, still_open = exists().select_from(askings), exists().where(askings.c.closes_at > now)
    over = update(ballots).where(ballots.c.number.is_not(None), asked, ~still_open)
    await tx.execute(over.values(number=None))
