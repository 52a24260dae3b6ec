"""What one person is asked now, in the database: these are queries, for the person who taps."""

from datetime import datetime

from bot.agenda.questions import Type
from bot.agenda.rules import Programme
from bot.feedback import queries
from bot.feedback.rules import Answer, Ballot, State
from bot.feedback.steps import TEXTS, Kept, Paper, Step, steps_at
from bot.storage.engine import Transaction


async def paper_of(tx: Transaction, person_id: int, programme: Programme, now: datetime) -> Paper:
    """What is asked now, and what they have answered, which nobody else changes in this transaction."""
    steps = steps_at(programme, now)
    begun = await queries.ballots_of(tx, person_id, to_change=True)
    return Paper(steps, {step.form: begun[step.form] for step in steps if step.form in begun})


async def tick(tx: Transaction, ballot: Ballot, step: Step, part: str, *, off: bool) -> Kept:
    """Answer with the button of a mark or an option, `off` takes back one of several; without one, all."""
    if not part:
        return await _wipe(tx, ballot, step)
    answer = Answer(step.subject, step.question.id, part)
    if step.question.type is not Type.CHOICES:
        await queries.put(tx, ballot, answer._replace(part="", answer=part))
    elif off:
        await queries.take_back(tx, ballot, answer)
    else:
        await queries.put(tx, ballot, answer)
    return Kept.ANSWER


async def _wipe(tx: Transaction, ballot: Ballot, step: Step) -> Kept:
    for part in ballot.of(step.subject, step.question.id):
        await queries.take_back(tx, ballot, Answer(step.subject, step.question.id, part))
    return Kept.DELETED


async def write(tx: Transaction, ballot: Ballot, step: Step, text: str) -> Kept:
    """Answer in words, below those that are there; HTML."""
    if len(ballot.of(step.subject, step.question.id)) >= TEXTS:
        return Kept.FULL
    await queries.add(tx, ballot, step.subject, step.question.id, text)
    return Kept.ANSWER


async def begin(tx: Transaction, person_id: int, form: str, number: str) -> Ballot | None:
    """Their ballot, and whoever wanted to say nothing has begun after all; None where it is closed."""
    ballot = await queries.begin(tx, person_id, form, number, None)
    if ballot and ballot.state is State.ABSENT:
        await queries.set_state(tx, ballot, State.BEGUN)
    return ballot


async def end(tx: Transaction, person_id: int, paper: Paper, number: str) -> None:
    """They are through: with whatever has no answer they take no part."""
    ballots = {**paper.ballots, paper.form: await queries.begin(tx, person_id, paper.form, number, None)}
    for ballot in ballots.values():
        if ballot:
            await queries.set_state(tx, ballot, State.GIVEN if ballot.answers else State.ABSENT)
