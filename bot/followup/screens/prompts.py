"""Questions that come by themselves, with the club's own words.

Nobody is scolded, and nothing is counted that was not done.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from bot.followup.rules import Ask, Stage, occasion_of, step_of
from bot.i18n.dates import full_date, long_date
from bot.i18n.translator import Translator
from bot.plans.rules import Step
from bot.screens import Button, Rows, Screen
from bot.screens.length import button, shorten

WORDS: Final = 200  # UTF-16 units of one answer that are quoted
LINE: Final = 80  # the same in a list
STEPS: Final = 6  # in a list; the others are in the plan


def prompt(t: Translator, ask: Ask, steps: Sequence[Step], today: date) -> Screen:
    """About one step or several; `today` where the lead lives."""
    if len(steps) == 1:
        return _about_one(t, ask, steps[0], today)
    return _about_several(t, ask, steps, today)


def _about_one(t: Translator, ask: Ask, step: Step, today: date) -> Screen:
    text = t.lines(
        t.bold(_title(t, ask, step, today)),
        _why(t, ask),
        *quote(t, step, today),
        _in_case(t, step) if ask.stage is Stage.AGAIN else None,
        _way_out(t, ask),
    )
    return Screen(text, answers(t, ask, step))


def _about_several(t: Translator, ask: Ask, steps: Sequence[Step], today: date) -> Screen:
    shown, more = steps[:STEPS], len(steps) - STEPS
    text = t.lines(
        t.bold(_title(t, ask, None, today)),
        _why(t, ask),
        t("Tap a step to say how it is."),
        *(_line(t, step, today) for step in shown),
        t("and more: {count}", count=more) if more > 0 else None,
        _way_out(t, ask),
    )
    ways = [[button(step.what, f"asked:{ask.id}:{step.id}")] for step in shown]
    # TRANSLATORS: max 28
    whole = [[Button(t.label("The whole plan"), "plan")]] if more > 0 else []
    return Screen(text, [*ways, *whole, [_later(t, ask, 0)]])


def answers(t: Translator, ask: Ask, step: Step) -> Rows:
    """All that can be said with one tap."""
    its = f"{step.id}:{ask.id}"
    # TRANSLATORS: max 14; a step of a plan
    done = Button(t.label("✓ Done"), f"did:{its}")
    # TRANSLATORS: max 14; a step of a plan
    begun = Button(t.label("In progress"), f"going:{its}")
    # TRANSLATORS: max 28
    trouble = Button(t.label("We have difficulties"), f"trouble:{its}")
    return [[done, begun], [trouble], [_later(t, ask, step.id)]]


def _later(t: Translator, ask: Ask, step_id: int) -> Button:
    # TRANSLATORS: max 28; "ask me on another day"
    return Button(t.label("Ask me later"), f"remindlater:{step_id}:{ask.id}")


def _title(t: Translator, ask: Ask, step: Step | None, today: date) -> Markup:
    if ask.stage is Stage.AGAIN:
        return t("Any news?")
    if ask.stage is Stage.CO_LEAD:
        return t("Do you know how it is going?")
    occasions = {occasion_of(key) for key in ask.items if step is None or step_of(key) == step.id}
    if occasions == {"later"}:
        return t("As agreed, I am asking again")
    if all(step_of(key) is None for key in ask.items):
        return t("How is your plan going?")
    return _of_its_day(t, step, occasions, today)


def _of_its_day(t: Translator, step: Step | None, occasions: Collection[str], today: date) -> Markup:
    if step is None or step.due_on is None:
        return t("How is it going?")
    if step.due_on == today:
        return t("Today is the day")
    if step.due_on < today:
        return t("How did it go?")
    return t("The day is near") if "before" in occasions else t("How is it going?")


def _why(t: Translator, ask: Ask) -> Markup | None:
    if ask.stage is Stage.AGAIN:
        return t("One tap is enough. It is fine if nothing has happened yet.")
    if ask.stage is Stage.CO_LEAD:
        return t("You answer for this plan together, so you are asked too.")
    return None


def quote(t: Translator, step: Step, today: date) -> Sequence[Markup]:
    """What stands in the plan of a step, whoever of its leads wrote it: what, until when, when and where."""
    due, occasion = step.due_on, shorten(step.occasion, WORDS)
    return [
        t("The plan says: “{what}”", what=shorten(step.what, WORDS)),
        *([t("By: {day}", day=_day(t, due, today))] if due else []),
        *([t("When and where: {occasion}", occasion=occasion)] if occasion else []),
    ]


def _in_case(t: Translator, step: Step) -> Markup | None:
    """What they thought of beforehand."""
    obstacle = shorten(step.obstacle, WORDS)
    return t("If something gets in the way: {obstacle}", obstacle=obstacle) if obstacle else None


def _line(t: Translator, step: Step, today: date) -> Markup:
    what = shorten(step.what, LINE)
    day = f" · {_day(t, step.due_on, today)}" if step.due_on else ""
    return Markup("• {}{}").format(what, day)


def _day(t: Translator, day: date, today: date) -> str:
    """15 June, with the year where it is another one."""
    return long_date(day, t.language) if day.year == today.year else full_date(day, t.language)


def _way_out(t: Translator, ask: Ask) -> Markup | None:
    """How to be asked no more, once somebody may have had enough."""
    return t("To stop these questions: /stop") if ask.stage is not Stage.FIRST else None
