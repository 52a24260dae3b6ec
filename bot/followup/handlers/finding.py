"""What a tap or a text is about, as far as it is this person's to speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.context import Context
from bot.followup import queries, reporting
from bot.followup.answering import still_open
from bot.followup.hours import Hours
from bot.followup.occasions import Facts, put_off_steps
from bot.followup.rules import Ask, Report
from bot.i18n.dates import day_of
from bot.plans.queries import step as step_of
from bot.plans.rules import Plan, Step
from bot.screens import Screen
from bot.storage.engine import Transaction


@dataclass(frozen=True)
class Subject:
    """A step of a plan that this person leads; it may have been taken out."""

    plan: Plan
    step: Step
    ask: Ask | None = None  # the question that it answers
    report: Report | None = None  # what was said of it


async def tapped(context: Context, tx: Transaction) -> Subject | None:
    """`VERB:STEP` or `VERB:STEP:ASK`; None where it is not theirs."""
    plan = await reporting.plan_of(tx, context.person.id)
    step = await step_of(tx, plan.id, context.number()) if plan else None
    if plan is None or step is None:
        return None
    return Subject(plan, step, await ask_of(tx, plan, context.number(1)))


async def reported(context: Context, tx: Transaction) -> Subject | None:
    """`VERB:REPORT`: the step of which something was said; None where it is not theirs."""
    plan, report = await report_of(context, tx)
    step = await step_of(tx, plan.id, report.step_id) if plan and report and report.step_id else None
    return Subject(plan, step, report=report) if plan and step else None


async def report_of(context: Context, tx: Transaction) -> tuple[Plan | None, Report | None]:
    """`VERB:REPORT`: their plan, and what was said of it."""
    plan = await reporting.plan_of(tx, context.person.id)
    said = await queries.reports_about(tx, [plan.id]) if plan else ()
    return plan, next((report for report in said if report.id == context.number()), None)


async def ask_of(tx: Transaction, plan: Plan, ask_id: int) -> Ask | None:
    """A question about this plan, to whomever of its leads."""
    ask = await queries.ask(tx, ask_id) if ask_id else None
    return ask if ask and ask.plan_id == plan.id else None


async def open_of(context: Context, tx: Transaction, plan: Plan, ask: Ask) -> Sequence[int]:
    """The ids of the steps of a question about this plan of which nobody has spoken since."""
    said = await queries.reports_about(tx, [plan.id])
    when_asked = Facts(plan, (), said, Hours.of(context.programme), ask.asked_at)
    return still_open(ask, plan, said, put_off_steps(when_asked))


async def others_open(context: Context, tx: Transaction, subject: Subject) -> int:
    """The id of the question, where it was about other steps too of which nobody has spoken; else 0."""
    ask = subject.ask
    return ask.id if ask and await open_of(context, tx, subject.plan, ask) else 0


async def show(context: Context, screen: Screen | None) -> None:
    """None: what was tapped is not theirs, or no more; nothing is told of it."""
    await (context.show(screen) if screen else context.open("stale"))


def today(context: Context) -> date:
    """Where the person lives."""
    return day_of(context.now, context.zone)
