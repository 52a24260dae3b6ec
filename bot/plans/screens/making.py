"""Between the questions, and at the end of them; and what cannot be an answer."""

from bot.i18n.dates import full_date
from bot.i18n.translator import Translator
from bot.plans.rules import LONGEST, MOST_STEPS, Plan, Step
from bot.plans.screens.ways import later_row, make_plan_row, our_plan_row, what_is_next
from bot.screens import Button, Screen
from bot.screens.length import shorten
from bot.screens.texts import sent_name

WHAT = 200  # UTF-16 units


def enough_screen(t: Translator, plan: Plan, step: Step) -> Screen:
    """A step is written down: another one, or that is all."""
    number = plan.steps.index(step) + 1
    text = t.lines(
        t.bold(t("Step {number} is written down", number=number)),
        shorten(step.what, WHAT),
        t("By: {date}", date=full_date(step.due_on, t.language)) if step.due_on else None,
        t("Would you like to plan another step?") if len(plan.steps) < MOST_STEPS else full(t),
    )
    # TRANSLATORS: max 14
    another = Button(t.label("Another step"), "addstep")
    # TRANSLATORS: max 14; no more steps, the plan is ready
    ready = Button(t.label("That is all"), "keepplan")
    return Screen(text, [[another, ready] if len(plan.steps) < MOST_STEPS else [ready], later_row(t)])


def later_screen(t: Translator) -> Screen:
    """It rests, and is a draft."""
    text = t.lines(
        t.bold(t("Your plan is saved as a draft")),
        t("You will go on where you have stopped: /plan"),
        t("Nobody is asked about it until it is ready."),
    )
    # TRANSLATORS: max 28; to the next question about the plan
    return Screen(text, [[Button(t.label("Go on now"), "makeplan")], what_is_next(t)])


def kept_screen(t: Translator, plan: Plan) -> Screen:
    first = plan.next_step
    text = t.lines(
        t.bold(t("Your plan is ready")),
        plan.club,
        t.plural("{count} step", "{count} steps", len(plan.steps)),
        t("The first one by: {date}", date=full_date(first.due_on, t.language))
        if first and first.due_on
        else None,
        "",
        t("From time to time I will ask how it goes. To end that: /stop"),
    )
    # TRANSLATORS: max 28; who then leads the plan too
    invite = [Button(t.label("Invite a co-lead"), "colead")]
    return Screen(text, [our_plan_row(t), invite, what_is_next(t)])


def begin_screen(t: Translator) -> Screen:
    """Nobody has begun a plan, or it was given up."""
    text = t.lines(
        t.bold(t("You have no action plan yet")),
        t("Making one takes ten minutes, and you can stop at any question."),
    )
    return Screen(text, [make_plan_row(t), what_is_next(t)])


# ------------------------------------------------------- what cannot be an answer


def saved_notice(t: Translator) -> str:
    return t.label("Saved")


def too_long(t: Translator, by: int) -> str:
    return t.label_plural(
        "Too long by {count} character: at most {limit} fit. Please shorten it; it stays in the chat.",
        "Too long by {count} characters: at most {limit} fit. Please shorten it; it stays in the chat.",
        by,
        limit=LONGEST,
    )


def not_in_words(t: Translator, kind: str) -> str:
    """`kind`: what was sent, as Telegram calls it."""
    return t.label("You have sent: {kind}. Please answer in words.", kind=sent_name(t, kind))


def tap_a_topic(t: Translator) -> str:
    return t.label("Please tap a topic. If none fits, tap “Another topic”.")


def step_is_gone(t: Translator) -> str:
    return t.label("This step is no longer in the plan, so your text was not kept. It stays in the chat.")


def full(t: Translator) -> str:
    return t.label("A plan has at most {count} steps, and yours has them all.", count=MOST_STEPS)
