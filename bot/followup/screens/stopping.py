"""What can be stopped, what was, and how to begin again."""

from markupsafe import Markup

from bot.followup.screens.words import Row, our_plan, what_is_next
from bot.i18n.translator import Translator
from bot.plans.rules import Lead, Plan, PlanState
from bot.screens import Button, Screen
from bot.screens.pages import back


def describe_stop(t: Translator) -> str:
    return t.label("Stop questions or messages")


def stop_screen(t: Translator, plan: Plan | None, *, muted: bool) -> Screen:
    """`plan`: the one they lead; `muted`: they are asked nothing about it."""
    text = t.lines(
        t.bold(t("What shall I stop?")),
        _club(t, plan),
        t("Questions about the plan are stopped already.") if muted else None,
    )
    # TRANSLATORS: max 28; to be stopped
    questions = [Button(t.label("Questions about our plan"), "stop:questions")]
    # TRANSLATORS: max 28; to be stopped
    itself = [[Button(t.label("The plan itself"), f"giveup:{plan.id}")]] if plan else []
    # TRANSLATORS: max 28; to be stopped: all messages that come by themselves
    everything = [Button(t.label("All messages"), "stop:all")]
    # TRANSLATORS: max 28; is to be stopped
    nothing = [Button(t.label("Nothing, go on"), "now")]
    return Screen(text, [_ask_again(t) if muted else questions, *itself, everything, nothing])


def _club(t: Translator, plan: Plan | None) -> Markup | None:
    return t("Plan: {club}", club=plan.club) if plan and plan.club else None


def _ask_again(t: Translator) -> Row:
    # TRANSLATORS: max 28; about our plan
    return [Button(t.label("Ask me again"), "stop:again")]


def questions_stopped_screen(t: Translator, plan: Plan | None) -> Screen:
    text = t.lines(
        t.bold(t("No more questions about the plan will come")),
        t("The plan itself stays: /plan") if plan else None,
        t("To begin again, tap below, or later: /stop"),
    )
    return Screen(text, [_ask_again(t), what_is_next(t)])


def begun_again_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("Questions about the plan come again")),
        t("To stop them: /stop"),
    )
    return Screen(text, [our_plan(t), what_is_next(t)])


def all_stopped_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("All messages are stopped")),
        t("Still to come: answers to your letters, seats that you wait for, and what your role needs."),
        t("Whatever you tap or write is still answered."),
        t("To begin again, tap below, or later: /settings"),
    )
    # TRANSLATORS: max 28; of all kinds of messages
    choose = [Button(t.label("Choose what may come"), "kinds")]
    return Screen(text, [choose, what_is_next(t)])


# ------------------------------------------------------------- the plan itself


def give_up_question(t: Translator, plan: Plan) -> Screen:
    shared = len(plan.leads) > 1
    text = t.lines(
        t.bold(t("Give up the plan?")),
        _club(t, plan),
        t("Nobody is asked about it any more then."),
        t("The other leads are told.") if shared else None,
    )
    # TRANSLATORS: max 28
    sure = [Button(t.label("Yes, give the plan up"), f"giveup:{plan.id}:yes")]
    # TRANSLATORS: max 28; of the plan, who go on with it
    leave = [[Button(t.label("Leave it to my co-leads"), "unlead")]] if shared else []
    return Screen(text, [*leave, sure, back(t, "stop")])


def given_up_screen(t: Translator, plan: Plan) -> Screen:
    """The next text says why."""
    text = t.lines(
        t.bold(t("The plan is given up")),
        t("If you like, write why: that helps the organisers."),
        t("You can make another one at any time."),
    )
    return Screen(text, [_take_up(t, plan), what_is_next(t)])


def _take_up(t: Translator, plan: Plan) -> Row:
    # TRANSLATORS: max 28; the plan that was given up
    return [Button(t.label("Take it up again"), f"takeup:{plan.id}")]


def given_up_message(t: Translator, plan: Plan, by: Lead | None) -> Screen:
    """To the other leads."""
    text = t.lines(
        t.bold(t("Your plan is given up")),
        _club(t, plan),
        _decided(t, by),
        t("If you want to go on with it, take it up again."),
    )
    return Screen(text, [_take_up(t, plan), what_is_next(t)])


def taken_up_message(t: Translator, plan: Plan, by: Lead | None, *, leads: bool) -> Screen:
    """To the other leads, who may have read that it was given up, and to whoever gave it up."""
    again = [t("Questions about the plan come again"), t("To stop them: /stop")]
    asked = again if leads else [t("You are asked about it no more.")]
    text = t.lines(
        t.bold(t("Your plan goes on")),
        _club(t, plan),
        _decided(t, by),
        *(asked if plan.state is PlanState.KEPT or not leads else ()),
    )
    return Screen(text, [*([our_plan(t)] if leads else []), what_is_next(t)])


def _decided(t: Translator, by: Lead | None) -> Markup | None:
    return t("Decided by: {name}", name=by.name) if by else None


def why_kept_screen(t: Translator) -> Screen:
    text = t.lines(t.bold(t("Thank you, it is kept")), t("You can make another plan at any time: /plan"))
    return Screen(text, [what_is_next(t)])


def taken_up_notice(t: Translator) -> str:
    return t.label("The plan goes on.")


def only_words(t: Translator) -> str:
    return t.label("Only a text is kept here. Please write it in words.")
