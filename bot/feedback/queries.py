"""Ballots and answers in the database. Only here the two meet, and only for the person whose they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, delete, func, select, text, update

from bot.agenda.occupancy import seats_of
from bot.agenda.rules import Programme
from bot.feedback.entries import Entry
from bot.feedback.entries import entries as entries_of
from bot.feedback.rules import Answer, Ballot, State
from bot.people.rules import Person
from bot.storage.engine import Transaction, leave_no_trace
from bot.storage.tables import answers, askings, ballots, outbox, sessions
from bot.storage.upserts import insert_new, insert_or_update

PROMPT: Final = "feedback"  # the kind of a message that asks how a session was; its subject is the session


async def ballot_of(tx: Transaction, person_id: int, form: str) -> Ballot | None:
    """What they have answered; None where they have not begun, or the form is closed.

    In a writing transaction nobody else changes it until that ends.
    """
    theirs = _theirs(person_id).where(ballots.c.form == form).with_for_update()
    found = await _with_answers(tx, theirs)
    return found[0] if found else None


async def ballots_of(tx: Transaction, person_id: int, *, to_change: bool = False) -> Mapping[str, Ballot]:
    """All that they have begun and can still change, by form.

    `to_change`: nobody else changes them until the transaction ends, as with `ballot_of`.
    """
    theirs = _theirs(person_id).order_by(ballots.c.form)  # as `close` locks them
    found = await _with_answers(tx, theirs.with_for_update() if to_change else theirs)
    return {ballot.form: ballot for ballot in found}


def _theirs(person_id: int) -> Select[Any]:
    return select(ballots).where(ballots.c.person_id == person_id, ballots.c.number.is_not(None))


async def _with_answers(tx: Transaction, found: Select[Any]) -> Sequence[Ballot]:
    rows = (await tx.execute(found)).all()
    said: dict[str, list[Answer]] = {row.number: [] for row in rows}
    columns = (answers.c[name] for name in Answer._fields)
    for number, *answer in await tx.execute(
        select(answers.c.number, *columns).where(answers.c.number.in_(said))
    ):
        said[number].append(Answer(*answer))
    return [Ballot(row.form, row.number, State(row.state), row.session_id, said[row.number]) for row in rows]


async def begin(
    tx: Transaction, person_id: int, form: str, number: str, session_id: str | None
) -> Ballot | None:
    """Their ballot, a new one under this random number where they have none.

    That of a session is for the form in which it is rated by now. None where they had one when the form was
    closed once: nobody knows what they have said in it.
    """
    form = (await form_of(tx, session_id) if session_id else None) or form
    row = {"person_id": person_id, "form": form, "number": number, "session_id": session_id}
    await tx.execute(insert_new(ballots, ["person_id", "form"]).values(row))
    return await ballot_of(tx, person_id, form)


async def form_of(tx: Transaction, session_id: str) -> str | None:
    """The form in which a session is rated; it stays the same until the transaction ends."""
    its = select(sessions.c.form).where(sessions.c.id == session_id).with_for_update(read=True)
    form: str | None = await tx.scalar(its)
    return form


async def states_of(tx: Transaction, person_id: int) -> dict[str, State]:
    """How far they have come, by form; open and closed ones."""
    theirs = select(ballots.c.form, ballots.c.state).where(ballots.c.person_id == person_id)
    return {row.form: State(row.state) for row in await tx.execute(theirs)}


async def entries(tx: Transaction, programme: Programme, person: Person, now: datetime) -> Sequence[Entry]:
    """All slots that they can rate by now, the newest first."""
    seats = await seats_of(tx, person.id)
    return entries_of(programme, seats, person.hosts, await ballots_of(tx, person.id), now)


async def unanswered(
    tx: Transaction, programme: Programme, person: Person, day_id: str, now: datetime
) -> Sequence[Entry]:
    """The slots of a day that they were asked about, and have not answered."""
    prompts = outbox.c.kind == PROMPT, outbox.c.sent_at.is_not(None)
    asked = set(await tx.scalars(select(outbox.c.subject).where(outbox.c.person_id == person.id, *prompts)))
    return [
        entry
        for entry in await entries(tx, programme, person, now)
        if entry.waits and entry.slot.day_id == day_id and asked & {one.id for one in entry.slot.sessions}
    ]


async def set_state(tx: Transaction, ballot: Ballot, state: State) -> None:
    await tx.execute(update(ballots).where(ballots.c.number == ballot.number).values(state=state))


async def put(tx: Transaction, ballot: Ballot, answer: Answer) -> None:
    """Give an answer, or another one in its place."""
    unique = ["number", "subject", "question", "part"]
    row = {"number": ballot.number, **answer._asdict()}
    await tx.execute(insert_or_update(answers, unique, ["answer"]).values(row))


async def add(tx: Transaction, ballot: Ballot, subject: str, question: str, text: str) -> Answer:
    """One more text, behind those that the ballot has."""
    numbers = [int(part) for part in ballot.of(subject, question) if part.isdecimal()]
    last = max(numbers, default=-1)
    answer = Answer(subject, question, str(last + 1), text)
    await put(tx, ballot, answer)
    return answer


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
    """Delete all numbers once no form is open any more: from now on nobody knows whose an answer is.

    Where nothing is asked any more, answers from before may be taken up again until the last session ends.
    """
    last: datetime | None = await tx.scalar(_last())
    if last and last <= now and await _any_open(tx):
        await tx.execute(update(ballots).where(ballots.c.number.is_not(None)).values(number=None))
        await _write_anew(tx)


@cache
def _last() -> Select[Any]:
    """When everything closes."""
    asked, held = select(func.max(askings.c.closes_at)), select(func.max(sessions.c.ends_at))
    return select(func.coalesce(asked.scalar_subquery(), held.scalar_subquery()))


async def _any_open(tx: Transaction) -> bool:
    """Whether there is a number; nobody changes what stands under it from now on."""
    numbers = select(ballots.c.number).where(ballots.c.number.is_not(None))
    return bool(
        (await tx.scalars(numbers.order_by(ballots.c.person_id, ballots.c.form).with_for_update())).all()
    )


async def _write_anew(tx: Transaction) -> None:
    """All answers at once, in the order of their numbers: neither where they stand says who came when,
    nor the transaction, by which PostgreSQL knows what else was written with a row.
    """
    for statement in (
        "CREATE TEMPORARY TABLE kept AS SELECT * FROM answers",
        "DELETE FROM answers",
        "INSERT INTO answers SELECT * FROM kept ORDER BY number",
        "DROP TABLE kept",
    ):
        await tx.execute(text(statement))
    leave_no_trace(tx)
