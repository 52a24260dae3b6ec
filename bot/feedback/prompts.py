"""What comes by itself about the programme's own questions; these are jobs."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.agenda.questions import Questionnaire
from bot.agenda.quiet import disturbs
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.feedback import due_forms, queries
from bot.feedback.rules import AFTER, BEFORE, SURVEY
from bot.feedback.screens import assessment, survey
from bot.feedback.steps import Step, steps_at
from bot.screens import Screen
from bot.storage.engine import Transaction


async def plan_assessment(tx: Transaction, now: datetime) -> None:
    """Ask who has come how sure they feel, at whatever hour: they are at their phone."""
    await outbox.plan_due(tx, due_forms.assessments, now)


async def plan_survey(tx: Transaction, now: datetime) -> None:
    """Ask everybody in the end how it all was, and remind them once."""
    await outbox.plan_due(tx, due_forms.surveys, now, given=due_forms.opening)
    await outbox.plan_due(tx, due_forms.survey_reminders, now, given=due_forms.reminding)


async def render_assessment(telling: Telling) -> Screen | None:
    steps = await _still_asked(telling, due_forms.ASSESSMENT)
    before = [step for step in steps if step.subject == BEFORE]
    return assessment.prompt(telling.t, len(before)) if before else None


async def render_survey(telling: Telling) -> Screen | None:
    """None in quiet hours: the reminder of the next morning asks instead."""
    steps = await _still_asked(telling, SURVEY)
    if not steps or disturbs(telling.now, telling.programme.zone):
        return None
    return survey.prompt(telling.t, len(steps), again=_asks_again(steps))


async def render_survey_reminder(telling: Telling) -> Screen | None:
    steps = await _still_asked(telling, due_forms.SURVEY_REMINDER)
    states = await queries.states_of(telling.tx, telling.person.id)
    return survey.reminder(telling.t, len(steps), begun=Questionnaire.SURVEY in states) if steps else None


async def _still_asked(telling: Telling, kind: str) -> Sequence[Step]:
    """The questions; none where the person does not want them any more, or has answered them."""
    asked = await telling.tx.scalar(due_forms.still_asked(telling.person.id, kind))
    return steps_at(telling.programme, telling.now) if asked else []


def _asks_again(steps: Sequence[Step]) -> bool:
    return any(step.subject == AFTER for step in steps)


JOBS: Sequence[Job] = (plan_assessment, plan_survey)
MESSAGES: Mapping[str, Render] = {
    due_forms.ASSESSMENT: render_assessment,
    SURVEY: render_survey,
    due_forms.SURVEY_REMINDER: render_survey_reminder,
}
