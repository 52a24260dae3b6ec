"""Answers that can be tapped, and the examples that they stand for."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.plans.conversation import Question
from bot.plans.screens import days
from bot.plans.screens.asked import Asked
from bot.plans.screens.ways import Row
from bot.screens import Button
from bot.screens.length import button, shorten

ANOTHER_TOPIC: Final = "*"  # no id of a topic
EXAMPLES: Final = 4  # of steps, so that a question stays on one screen
EXAMPLE: Final = 160  # UTF-16 units of one


def rows(t: Translator, asked: Asked) -> list[Row]:
    """None that would replace what somebody has typed."""
    if asked.place.question is Question.TOPIC:
        return _topics(t, asked)
    if asked.place.question is Question.DUE:
        return days.rows(t, asked)
    return [] if asked.said else _first_answers(t, asked)


def _first_answers(t: Translator, asked: Asked) -> list[Row]:
    match asked.place.question:
        case Question.CLUB if asked.own_club:
            return [[button(asked.own_club, asked.tap("own"))]]
        case Question.WHO:
            # TRANSLATORS: max 28; answers "Who will do it?"
            return [[Button(t.label("I will"), asked.tap("me"))]]
        case Question.AIM if asked.topic:
            # TRANSLATORS: max 28; the example of a plan's aim becomes the plan's own
            return [[Button(t.label("Take the example"), asked.tap("example"))]]
        case Question.WHAT if numbers := examples(asked):
            return [[Button(str(number), asked.tap(number)) for number in numbers]]
        case _:
            return []


def _topics(t: Translator, asked: Asked) -> list[Row]:
    known = [button(topic.name.to(t.language), asked.tap(topic.id)) for topic in asked.programme.topics]
    # TRANSLATORS: max 28; of a plan
    another = Button(t.label("Another topic"), asked.tap(ANOTHER_TOPIC))
    return [[way] for way in (*known, another)]


def examples(asked: Asked) -> Mapping[int, Localised]:
    """Steps of the topic by their numbers, but for those that the plan has; none once it is said."""
    if asked.topic is None or asked.said:
        return {}
    taken = {step.what for step in asked.talk.plan.steps} if asked.talk.plan else set()
    free = {
        number: example
        for number, example in enumerate(asked.topic.steps, 1)
        if taken.isdisjoint({example.kk, example.ru, example.en})
    }
    return dict(list(free.items())[:EXAMPLES])


def example_lines(t: Translator, asked: Asked) -> list[Markup]:
    """What others might answer."""
    question, found = asked.place.question, examples(asked)
    if question is Question.WHAT and found:
        lines = (t("{number}. {example}", number=n, example=_short(t, text)) for n, text in found.items())
        return [t("Tap the number of an example, or write your own:"), *lines]
    if question is Question.AIM and asked.topic:
        return [t("For example: {example}", example=_short(t, asked.topic.aim))]
    anybodys = {
        Question.AIM: t("pupils of three schools do something together every month"),
        Question.WHAT: t("a lesson on peace in three schools"),
        Question.OCCASION: t("on Wednesdays after lessons, in the library"),
        Question.OBSTACLE: t("if the hall is taken, we will meet in the library"),
    }
    return [t("For example: {example}", example=anybodys[question])] if question in anybodys else []


def _short(t: Translator, text: Localised) -> str:
    return shorten(text.to(t.language), EXAMPLE)
