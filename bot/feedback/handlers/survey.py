"""Going through the programme's own questions: each answer is kept at once, and may be changed."""

from typing import Final

from bot.agenda.questions import Type
from bot.clock import ballot_number
from bot.context import Context
from bot.errors import UserError
from bot.feedback import papers
from bot.feedback.screens.listing import closed_screen
from bot.feedback.screens.question import kept_notice, question_screen
from bot.feedback.screens.survey import end_screen, not_yet_screen
from bot.feedback.steps import Kept, Paper, Step
from bot.people.queries import await_text
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction

END: Final = ("end",)
_ONE_TAP: Final = {Type.SCALE, Type.CHOICE}  # answers them, so that it can go on


async def survey(context: Context) -> None:
    """`survey` goes on where somebody is, `survey:SUBJECT:QUESTION` shows that one, `survey:end` ends."""
    async with context.transaction() as tx:
        paper = await _paper(context, tx)
        if context.arguments == END and paper.steps:
            await papers.end(tx, context.person.id, paper, ballot_number())
        found = paper.find(*context.arguments)
        step = None if context.arguments == END else found or paper.next_step
        await _listen(context, tx, step)
    stale = len(context.arguments) > 1 and found is None
    await _show(context, paper, step, notice=stale_notice(context.t) if stale else "")


async def reply(context: Context) -> None:
    """Written, or tapped: `reply:SUBJECT:QUESTION:4`; of several options `...:OPTION:on`, `...:OPTION:off`.

    Without one, what was answered is deleted.
    """
    async with context.transaction() as tx:
        step = (await _paper(context, tx)).find(*context.arguments[:2])
        kept = await _keep(context, tx, step) if step else Kept.GONE
        paper = await _paper(context, tx)
        step = _onwards(paper, step, kept)
        if paper.complete or (paper.steps and step is None):
            await papers.end(tx, context.person.id, paper, ballot_number())
        await _listen(context, tx, step)
    await _tell(context, paper, step, kept)


async def _paper(context: Context, tx: Transaction) -> Paper:
    return await papers.paper_of(tx, context.person.id, context.programme, context.now)


async def _listen(context: Context, tx: Transaction, step: Step | None) -> None:
    """Where a question is answered in words, the next text does."""
    in_words = step is not None and step.question.type is Type.TEXT
    awaited = f"reply:{step.subject}:{step.question.id}" if step and in_words else None
    await await_text(tx, context.person.id, awaited)


async def _keep(context: Context, tx: Transaction, step: Step) -> Kept:
    if refused := _refused(context, step):
        return refused
    ballot = await papers.begin(tx, context.person.id, step.form, ballot_number())
    if ballot is None:
        return Kept.GONE
    if context.update.callback_query:
        return await papers.tick(tx, ballot, step, _part(context), off=context.arguments[3:] == ("off",))
    kept = await papers.write(tx, ballot, step, context.html)
    with_file = context.attached or context.carries_more
    return Kept.TEXT_ALONE if kept is Kept.ANSWER and with_file else kept


def _refused(context: Context, step: Step) -> Kept | None:
    """Why something cannot be an answer to this question."""
    if context.update.callback_query:
        part = _part(context)
        return Kept.GONE if part and not step.question.takes(part) else None
    if step.question.type is not Type.TEXT:
        return Kept.GONE
    return None if context.typed else Kept.NO_TEXT


def _part(context: Context) -> str:
    """The mark or the option that was tapped."""
    return "".join(context.arguments[2:3])


def _onwards(paper: Paper, step: Step | None, kept: Kept) -> Step | None:
    """Where a tap answers the question, to the next one; where more can be said, it stays."""
    if step is None:
        return paper.next_step
    goes_on = kept is Kept.ANSWER and step.question.type in _ONE_TAP
    return paper.beside(step, 1) if goes_on else step


async def _tell(context: Context, paper: Paper, step: Step | None, kept: Kept) -> None:
    """What has become of the answer, and what comes next."""
    if context.update.callback_query:
        await _show(context, paper, step, notice=kept_notice(context.t, kept))
    elif step:
        await context.show(question_screen(context.t, paper, step, kept))
    else:
        raise UserError(kept_notice(context.t, kept))


async def _show(context: Context, paper: Paper, step: Step | None, notice: str) -> None:
    t, programme = context.t, context.programme
    if step:
        screen = question_screen(t, paper, step)
    elif paper.steps:
        screen = end_screen(t, paper, programme)
    elif context.now < programme.feedback_closes_at:
        screen = not_yet_screen(t, programme)
    else:
        screen = closed_screen(t, programme)
    await context.show(screen, notice)
