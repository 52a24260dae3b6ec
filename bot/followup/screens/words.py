"""Lines and buttons that several answers share."""

from typing import Final

from markupsafe import Markup

from bot.i18n.dates import full_date
from bot.i18n.translator import Translator
from bot.plans.rules import Plan, Step
from bot.screens import Button
from bot.screens.bar import bar
from bot.screens.length import shorten

Row = list[Button]

TITLE: Final = 120  # UTF-16 units of a step in a first line


def named(step: Step) -> str:
    """As its club calls it."""
    return shorten(step.what, TITLE)


def step_line(t: Translator, step: Step) -> Markup:
    return t("Step: {step}", step=named(step))


def day_line(t: Translator, step: Step) -> Markup | None:
    return t("By: {day}", day=full_date(step.due_on, t.language)) if step.due_on else None


def progress_lines(t: Translator, plan: Plan) -> list[Markup]:
    done, total = plan.done, len(plan.steps)
    line = t("{bar} {done} of {total} steps", bar=bar(done, total), done=done, total=total)
    return [line, *([t("Every step of your plan is done. Congratulations!")] if done == total else [])]


def add_words(t: Translator) -> Markup:
    """The next message is kept with what was tapped."""
    return t("If you like, add a line or a photo.")


def reply_rows(t: Translator, step: Step) -> list[Row]:
    """How a step goes, said with one tap."""
    # TRANSLATORS: max 14; a step of a plan
    done = Button(t.label("✓ Done"), f"did:{step.id}")
    # TRANSLATORS: max 14; a step of a plan
    begun = Button(t.label("In progress"), f"going:{step.id}")
    # TRANSLATORS: max 28
    trouble = Button(t.label("We have difficulties"), f"trouble:{step.id}")
    return [[done, begun], [trouble]]


def our_plan(t: Translator) -> Row:
    # TRANSLATORS: max 28; to the action plan of a club
    return [Button(t.label("Our plan"), "plan")]


def what_is_next(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("What is next"), "now")]


def enough(t: Translator, report_id: int) -> Row:
    # TRANSLATORS: max 28; I have said all that I wanted to say
    return [Button(t.label("Nothing more"), f"enough:{report_id}")]
