"""The steps of a plan, and one step with all that can be changed of it."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.dates import full_date, short_date
from bot.i18n.translator import Translator
from bot.plans.conversation import Question
from bot.plans.rules import MOST_STEPS, Plan, PlanState, Step, StepState
from bot.plans.screens.asked import EDITING
from bot.plans.screens.ways import Row
from bot.screens import Button, Screen
from bot.screens.length import shorten
from bot.screens.pages import back

LINE: Final = 60  # UTF-16 units of a step among the others
IN_A_ROW: Final = 4  # numbers
MARKS: Final = {StepState.DONE: "✓ ", StepState.BEGUN: "▸ "}


def steps_screen(t: Translator, plan: Plan) -> Screen:
    lines = (_line(t, number, step) for number, step in enumerate(plan.steps, 1))
    text = t.lines(
        t.bold(t("The steps of your plan")),
        *(lines if plan.steps else [t("There is none yet.")]),
        t("Tap a number to look at a step or to change it.") if plan.steps else None,
    )
    # TRANSLATORS: max 28
    add = [[Button(t.label("Add a step"), "addstep")]] if len(plan.steps) < MOST_STEPS else []
    # TRANSLATORS: max 28; to the club, the topic and the aim of a plan
    about = [Button(t.label("Club, topic and aim"), "aboutplan")]
    # TRANSLATORS: max 28; a club does not want its action plan any more
    drop = [Button(t.label("Give up the plan"), f"giveup:{plan.id}")]
    return Screen(text, [*_numbers(plan.steps), *add, about, drop, back(t, "plan")])


def _line(t: Translator, number: int, step: Step) -> Markup:
    what = MARKS.get(step.state, "") + shorten(step.what, LINE)
    if step.due_on is None:
        return t("{number}. {what}", number=number, what=what)
    return t("{number}. {what} · {date}", number=number, what=what, date=short_date(step.due_on, t.language))


def _numbers(steps: Sequence[Step]) -> list[Row]:
    ways = [Button(str(number), f"step:{step.id}") for number, step in enumerate(steps, 1)]
    return [ways[start : start + IN_A_ROW] for start in range(0, len(ways), IN_A_ROW)]


# -------------------------------------------------------------------- one step


def step_screen(t: Translator, plan: Plan, step: Step, programme: Programme) -> Screen:
    """All that was said of it, and how it goes."""
    # TRANSLATORS: max 28
    change = [Button(t.label("Change this step"), f"changestep:{step.id}")]
    return Screen(_facts(t, plan, step, programme), [*news(t, plan, step), change, back(t, "steps")])


def _facts(t: Translator, plan: Plan, step: Step, programme: Programme) -> Markup:
    session = programme.session(step.session_id) if step.session_id else None
    said = {
        t("Who: {who}", who=step.who): step.who,
        t("When and where: {occasion}", occasion=step.occasion): step.occasion,
        t("If something gets in the way: {obstacle}", obstacle=step.obstacle): step.obstacle,
    }
    return t.lines(
        t.bold(step.what),
        _where(t, plan, step),
        t("By: {date}", date=full_date(step.due_on, t.language)) if step.due_on else t("No day is set yet."),
        *(line for line, answer in said.items() if answer),
        t("From the session: {session}", session=session.short.to(t.language)) if session else None,
    )


def _where(t: Translator, plan: Plan, step: Step) -> Markup:
    states = {
        StepState.OPEN: t("planned"),
        StepState.BEGUN: t("in progress"),
        StepState.DONE: t("done"),
    }
    number, total = plan.steps.index(step) + 1, len(plan.steps)
    return t("Step {number} of {total} · {state}", number=number, total=total, state=states[step.state])


def news(t: Translator, plan: Plan, step: Step) -> list[Row]:
    """How it goes, as long as that is asked."""
    if plan.state is not PlanState.KEPT or not step.waits:
        return []
    # TRANSLATORS: max 14; a step of a plan
    done = Button(t.label("✓ Done"), f"did:{step.id}")
    # TRANSLATORS: max 14; a step of a plan
    begun = Button(t.label("In progress"), f"going:{step.id}")
    # TRANSLATORS: max 28; with a step of a plan
    trouble = Button(t.label("We have difficulties"), f"trouble:{step.id}")
    return [[done, begun], [trouble]]


def change_screen(t: Translator, plan: Plan, step: Step, programme: Programme) -> Screen:
    rows = [*_fields(t, step), *_moves(t, plan, step), _take_out(t, step), back(t, f"step:{step.id}")]
    return Screen(_facts(t, plan, step, programme), rows)


def _fields(t: Translator, step: Step) -> list[Row]:
    labels = {
        # TRANSLATORS: max 14; changes what is done in a step
        Question.WHAT: t.label("What to do"),
        # TRANSLATORS: max 14; changes who does a step
        Question.WHO: t.label("Who"),
        # TRANSLATORS: max 14; changes by when a step is done
        Question.DUE: t.label("By when"),
        # TRANSLATORS: max 14; changes the occasion on which a step is done
        Question.OCCASION: t.label("When and where"),
        # TRANSLATORS: max 28; changes what could get in the way of a step
        Question.OBSTACLE: t.label("What gets in the way"),
    }
    ways = [Button(label, f"{EDITING}:{question}:{step.id}") for question, label in labels.items()]
    return [ways[:2], ways[2:4], ways[4:]]


def _moves(t: Translator, plan: Plan, step: Step) -> list[Row]:
    row = []
    if step != plan.steps[0]:
        # TRANSLATORS: max 14; one place up among the steps of a plan
        row.append(Button(t.label("↑ Earlier"), f"movestep:{step.id}:earlier"))
    if step != plan.steps[-1]:
        # TRANSLATORS: max 14; one place down among the steps of a plan
        row.append(Button(t.label("↓ Later"), f"movestep:{step.id}:later"))
    return [row] if row else []


def _take_out(t: Translator, step: Step) -> Row:
    # TRANSLATORS: max 28; of a plan
    return [Button(t.label("Take this step out"), f"dropstep:{step.id}")]


def drop_step_question(t: Translator, step: Step) -> Screen:
    text = t.lines(
        t.bold(t("Take this step out of the plan?")),
        shorten(step.what, 200),
        t("Nobody is asked about it any more then."),
    )
    # TRANSLATORS: max 28
    sure = Button(t.label("Yes, take it out"), f"dropstep:{step.id}:yes")
    return Screen(text, [[sure], back(t, f"changestep:{step.id}")])


# --------------------------------------------------------- a moment above the chat


def taken_out_notice(t: Translator) -> str:
    return t.label("The step is taken out.")


def last_step_notice(t: Translator) -> str:
    return t.label("A plan has at least one step. Change this one, or give up the plan as a whole.")
