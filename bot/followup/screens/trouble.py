"""What would help with a step that has difficulties."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.followup.rules import Help
from bot.followup.screens.prompts import quote
from bot.followup.screens.words import Row, enough, our_plan, reply_rows, step_line
from bot.i18n.translator import Translator
from bot.letters.rules import Content
from bot.plans.rules import Lead, Step
from bot.screens import Button, Screen
from bot.screens.length import button
from bot.screens.pages import back


def trouble_screen(t: Translator, step: Step, report_id: int, *, kept: bool = False) -> Screen:
    """`kept`: they have written what gets in the way."""
    text = t.lines(
        t.bold(t("It happens. What would help most?")),
        step_line(t, step),
        t("Your words are kept.") if kept else t("You can also write what gets in the way."),
    )
    its = f"easier:{report_id}"
    # TRANSLATORS: max 14; for a step of a plan
    later = Button(t.label("A later date"), f"{its}:{Help.DATE}")
    # TRANSLATORS: max 14; of a plan
    smaller = Button(t.label("A smaller step"), f"{its}:{Help.SMALLER}")
    # TRANSLATORS: max 28
    hand_over = [Button(t.label("Hand over to a co-lead"), f"{its}:{Help.HANDOVER}")]
    # TRANSLATORS: max 28
    organisers = [Button(t.label("Ask the organisers"), f"{its}:{Help.ORGANISERS}")]
    return Screen(text, [[later, smaller], hand_over, organisers, enough(t, report_id)])


# ------------------------------------------------------------------ handing over


def hand_over_screen(t: Translator, step: Step, report_id: int, others: Sequence[Lead]) -> Screen:
    """`others`: leads who can be asked."""
    text = t.lines(
        t.bold(t("Who takes this step over?")),
        step_line(t, step),
        None if others else t("You have no co-lead yet who can be asked."),
    )
    ways = [[button(lead.name, f"handto:{report_id}:{lead.person_id}")] for lead in others]
    return Screen(text, [*(ways or [_invite(t)]), back(t, f"easier:{report_id}")])


def _invite(t: Translator) -> Row:
    # TRANSLATORS: max 28; who then leads the plan too
    return [Button(t.label("Invite a co-lead"), "colead")]


def handed_over_screen(t: Translator, step: Step, to: Lead) -> Screen:
    text = t.lines(
        t.bold(t("Handed over: {name}", name=to.name)),
        step_line(t, step),
        t("A message about it is on its way."),
    )
    return Screen(text, [our_plan(t)])


def handed_over_message(t: Translator, step: Step, by: str, today: date) -> Screen:
    """To whoever takes it over."""
    text = t.lines(
        t.bold(t("A step of your plan is now yours")),
        t("Handed over by: {name}", name=by) if by else None,
        *quote(t, step, today),
    )
    return Screen(text, [*reply_rows(t, step), our_plan(t)])


# -------------------------------------------------------------- the organisers


def ask_organisers_screen(t: Translator, step: Step, report_id: int) -> Screen:
    """The next message goes to them."""
    text = t.lines(
        t.bold(t("Ask the organisers")),
        step_line(t, step),
        t("Your next message goes to them, with this step: a text, a photo or a document."),
    )
    # TRANSLATORS: max 28; a message to the organisers that says only which step it is about
    at_once = [Button(t.label("Send without words"), f"askorganisers:{report_id}:send")]
    return Screen(text, [at_once, back(t, f"easier:{report_id}")])


def letter_text(t: Translator, step: Step, words: Content) -> Markup:
    """What the organisers read, as Telegram's HTML."""
    said = Markup(words.text) if words.text else t("We have difficulties, and would like to talk.")  # noqa: S704 -- Telegram's HTML when it was kept
    return t.lines(t("About a step of our plan: “{step}”", step=step.what), "", said)


def passed_on_screen(t: Translator, letter_id: int, *, reached: bool) -> Screen:
    """`reached`: at least one organiser gets it by itself."""
    text = t.lines(
        t.bold(t("Passed on to the organisers")),
        t("Their answer will come here.")
        if reached
        else t(
            "No organiser can be reached right now. Your message waits for them, and the answer comes here."
        ),
    )
    # TRANSLATORS: max 28; a message to the organisers
    take_back = [Button(t.label("Take it back"), f"recall:{letter_id}")]
    return Screen(text, [take_back, our_plan(t)])
