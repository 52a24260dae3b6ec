"""What follows an answer to a question about a step: thanks, and nothing more to do."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.followup.screens.words import (
    Row,
    add_words,
    day_line,
    enough,
    named,
    our_plan,
    progress_lines,
    reply_rows,
    what_is_next,
)
from bot.i18n.translator import Translator
from bot.plans.rules import Plan, Step, StepState
from bot.screens import Button, Screen
from bot.screens.length import button
from bot.screens.texts import sent_name


def done_screen(t: Translator, plan: Plan, step: Step, report_id: int, others: int) -> Screen:
    """`others`: the id of a question about several steps of which some are open still; 0: none."""
    title = t.bold(t("Thank you! Done: {step}", step=named(step)))
    text = t.lines(title, *progress_lines(t, plan), add_words(t))
    return Screen(text, [*_others(t, others), enough(t, report_id), _not_done(t, report_id)])


def already_done_screen(t: Translator, plan: Plan, step: Step, report_id: int) -> Screen:
    """Somebody has said so before."""
    text = t.lines(t.bold(t("It is done already: {step}", step=named(step))), *progress_lines(t, plan))
    return Screen(text, [*([_not_done(t, report_id)] if report_id else []), our_plan(t)])


def begun_screen(t: Translator, step: Step, report_id: int, others: int) -> Screen:
    title = t.bold(t("In progress: {step}", step=named(step)))
    text = t.lines(title, day_line(t, step), add_words(t))
    return Screen(text, [*_others(t, others), enough(t, report_id)])


def not_done_screen(t: Translator, plan: Plan, step: Step) -> Screen:
    """Done was a mistake."""
    title = t.bold(t("Not done yet: {step}", step=named(step)))
    return Screen(t.lines(title, day_line(t, step), *progress_lines(t, plan)), _all(t, step))


def gone_screen(t: Translator, step: Step) -> Screen:
    """It was taken out."""
    text = t.lines(
        t.bold(t("This step is no longer in your plan")),
        named(step),
        t("There is nothing to say about it any more."),
    )
    return Screen(text, [our_plan(t), what_is_next(t)])


def thanks_screen(t: Translator, plan: Plan, *, kept: bool = False) -> Screen:
    """`kept`: something was written."""
    title = t("Thank you, it is kept") if kept else t("Thank you!")
    return Screen(t.lines(t.bold(title), *progress_lines(t, plan)), [our_plan(t), what_is_next(t)])


def reworded_screen(t: Translator, step: Step) -> Screen:
    """An old question was tapped: this is how the step is now."""
    text = t.lines(
        t.bold(t("This step was changed since I asked")),
        t("Now it is: {step}", step=named(step)),
        day_line(t, step),
        t("How is it going?"),
    )
    return Screen(text, _all(t, step))


# ------------------------------------------------------------ out of the blue


def heard_screen(t: Translator, step: Step | None, report_id: int) -> Screen:
    """What was written is taken for an answer; `step`: None where it is about the plan as a whole."""
    title = (
        t("Kept as an answer about: {step}", step=named(step))
        if step
        else t("Kept as an answer about your plan")
    )
    rows = reply_rows(t, step) if step and step.waits else []
    text = t.lines(t.bold(title), _is_past(t, step) if step else None)
    return Screen(text, [*rows, _something_else(t, f"somethingelse:{report_id}"), our_plan(t)])


def _is_past(t: Translator, step: Step) -> Markup | None:
    if step.state is StepState.DROPPED:
        return t("This step is no longer in your plan, but your words are kept.")
    return t("This step is done, and your words are kept with it.") if step.state is StepState.DONE else None


def which_screen(t: Translator, ask_id: int, steps: Sequence[Step]) -> Screen:
    """It replies to what was written, so that the tap finds it."""
    text = t.lines(t.bold(t("Which step is it about?")), t("Tap it, and your message is kept there."))
    ways = [[button(step.what, f"wordsabout:{ask_id}:{step.id}")] for step in steps]
    return Screen(text, [*ways, _something_else(t, "unheard")])


def _something_else(t: Translator, data: str) -> Row:
    # TRANSLATORS: max 28; my message was no answer to that question
    return [Button(t.label("It was something else"), data)]


def _all(t: Translator, step: Step) -> list[Row]:
    return [*reply_rows(t, step), our_plan(t)]


def _others(t: Translator, ask_id: int) -> list[Row]:
    # TRANSLATORS: max 28; of which a question was, too
    return [[Button(t.label("The other steps"), f"asked:{ask_id}")]] if ask_id else []


def _not_done(t: Translator, report_id: int) -> Row:
    # TRANSLATORS: max 28; "done" was tapped by mistake
    return [Button(t.label("Not done yet"), f"notdone:{report_id}")]


# --------------------------------------------------------------- what cannot be


def refused(t: Translator, kind: str) -> str:
    """`kind`: what was sent, as Telegram calls it."""
    return t.label("You have sent: {kind}. Please answer in words or with a photo.", kind=sent_name(t, kind))


def write_again(t: Translator) -> str:
    """The message that a button was about is gone."""
    return t.label("That message is no longer there. Please write it once more.")
