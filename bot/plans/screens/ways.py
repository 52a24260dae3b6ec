"""Lines and buttons that several screens of making and changing a plan share."""

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.plans.conversation import ABOUT, Conversation, Place
from bot.screens import Button

Row = list[Button]


def progress_line(t: Translator, talk: Conversation, place: Place) -> Markup:
    """How far they have come."""
    number, total = talk.number(place)
    if place.question in ABOUT:
        return t("Question {number} of {total}, then the steps", number=number, total=total)
    return t("Question {number} of {total}", number=number, total=total)


def later_row(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("Save and finish later"), "planlater")]


def our_plan_row(t: Translator) -> Row:
    # TRANSLATORS: max 28; to the action plan of a club
    return [Button(t.label("Our plan"), "plan")]


def make_plan_row(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("Make our action plan"), "makeplan")]


def what_is_next(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("What is next"), "now")]
