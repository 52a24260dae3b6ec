"""What would help with difficulties: another day, a smaller step, a co-lead, the organisers."""

from collections.abc import Mapping

from bot.context import Context, Handler
from bot.delivery import outbox
from bot.followup import due, reporting
from bot.followup.handlers.content import content_of, still_awaited
from bot.followup.handlers.finding import Subject, reported, show
from bot.followup.handlers.telling import past
from bot.followup.occasions import reachable
from bot.followup.rules import Help, Report
from bot.followup.screens import trouble as screens
from bot.letters import sending
from bot.letters.rules import Content
from bot.people.queries import await_text
from bot.plans import writing
from bot.plans.rules import Lead
from bot.screens import Screen
from bot.storage.engine import Transaction

QUESTIONS: Mapping[str, str] = {Help.DATE: "due_on", Help.SMALLER: "what"}  # of the plan's own editing


async def easier(context: Context) -> None:
    """`easier:REPORT` shows what there is; `easier:REPORT:HELP` chooses."""
    async with context.transaction() as tx:
        subject, wish = await reported(context, tx), "".join(context.arguments[1:])
        screen = (
            await _easier(context, tx, subject, subject.report, wish) if subject and subject.report else None
        )
    if subject and screen is None:
        await context.open("editplan", QUESTIONS[wish], str(subject.step.id))
    else:
        await show(context, screen)


async def _easier(
    context: Context, tx: Transaction, subject: Subject, report: Report, wish: str
) -> Screen | None:
    """None: the plan's own question comes next."""
    if not subject.step.waits:
        return await past(context, tx, subject)
    match wish:
        case Help.DATE | Help.SMALLER:
            await reporting.amend(tx, report.id, help=wish)
            return None
        case Help.HANDOVER:
            others = _others(context, subject)
            return screens.hand_over_screen(context.t, subject.step, report.id, others)
        case Help.ORGANISERS:
            return await _ask_organisers(context, tx, subject, report)
        case _:
            await await_text(tx, context.person.id, f"stepnews:{report.id}")
            return screens.trouble_screen(context.t, subject.step, report.id, kept=bool(report.text))


# ------------------------------------------------------------------ handing over


def _others(context: Context, subject: Subject) -> list[Lead]:
    """Who else leads the plan and can be asked."""
    return [lead for lead in reachable(subject.plan) if lead.person_id != context.person.id]


async def handto(context: Context) -> None:
    """`handto:REPORT:PERSON`: the step is this lead's from now on, who is told."""
    async with context.transaction() as tx:
        subject = await reported(context, tx)
        screen = (
            await _hand_over(context, tx, subject, subject.report) if subject and subject.report else None
        )
    await show(context, screen)


async def _hand_over(context: Context, tx: Transaction, subject: Subject, report: Report) -> Screen:
    others, step = _others(context, subject), subject.step
    to = next((lead for lead in others if lead.person_id == context.number(1)), None)
    if not step.waits:
        return await past(context, tx, subject)
    if to is None:
        return screens.hand_over_screen(context.t, step, report.id, others)
    if step.lead_id != to.person_id:
        await writing.change_step(tx, step.id, context.now, lead_id=to.person_id)
        await reporting.amend(tx, report.id, help=Help.HANDOVER)
        zone = context.programme.zone
        news = due.handed_over(step.id, context.person.id, to, context.now, zone)
        await outbox.plan_selected(tx, news)
    return screens.handed_over_screen(context.t, step, to)


# --------------------------------------------------------------- the organisers


async def _ask_organisers(context: Context, tx: Transaction, subject: Subject, report: Report) -> Screen:
    """What they have written of the difficulties goes at once; else they are asked to write."""
    if report.text or report.file_id:
        return await _send(context, tx, subject, Content(report.text, report.file_id, report.file_kind))
    await await_text(tx, context.person.id, f"askorganisers:{report.id}")
    return screens.ask_organisers_screen(context.t, subject.step, report.id)


async def askorganisers(context: Context) -> None:
    """`askorganisers:REPORT`: what was written; `askorganisers:REPORT:send`: nothing but the step."""
    content = Content() if context.update.callback_query else content_of(context)
    async with context.transaction() as tx:
        subject = await reported(context, tx)
        screen = await _send(context, tx, subject, content) if subject else None
    await show(context, screen)


async def _send(context: Context, tx: Transaction, subject: Subject, words: Content) -> Screen:
    assert subject.report is not None  # noqa: S101 -- it was found by it
    await reporting.amend(tx, subject.report.id, help=Help.ORGANISERS)
    await await_text(tx, context.person.id, still_awaited(context))
    text = str(screens.letter_text(context.t, subject.step, words))
    letter = Content(text, words.file_id, words.file_kind)
    sent = await sending.send(tx, context.person.id, letter, context.owners, context.now)
    return screens.passed_on_screen(context.t, sent.letter_id, reached=sent.reached)


HANDLERS: Mapping[str, Handler] = {
    "easier": easier,
    "handto": handto,
    "askorganisers": askorganisers,
}
