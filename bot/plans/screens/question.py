"""One question about a plan: what is asked, what helps to answer, and the ways on."""

from datetime import timedelta
from typing import Final

from markupsafe import Markup

from bot.i18n.dates import full_date, long_date
from bot.i18n.translator import Translator
from bot.plans.conversation import OF_STEP, OPTIONAL, Place, Question
from bot.plans.screens import choices
from bot.plans.screens.asked import EDITING, Asked
from bot.plans.screens.ways import Row, later_row, progress_line
from bot.screens import Button, Screen
from bot.screens.length import shorten
from bot.screens.pages import back
from bot.screens.typed_days import remark

QUOTE: Final = 80  # UTF-16 units of a step that a question is about


def question_screen(t: Translator, asked: Asked) -> Screen:
    text = t.lines(
        t.bold(_question(t, asked)),
        progress_line(t, asked.talk, asked.place) if asked.verb != EDITING else None,
        _step(t, asked),
        _so_far(t, asked),
        remark(t, asked.remark) if asked.remark else None,
        *_hints(t, asked),
    )
    return Screen(text, [*choices.rows(t, asked), *_ways(t, asked)])


def _question(t: Translator, asked: Asked) -> Markup:
    questions = {
        Question.CLUB: t("Which club is the plan of?"),
        Question.COUNTRY: t("Which country is your club in?"),
        Question.TOPIC: t("What is your plan about?"),
        Question.AIM: t("What will be different?"),
        Question.WHAT: t("Step {number}: what will you do?", number=asked.talk.step_number(asked.place)),
        Question.WHO: t("Who will do it?"),
        Question.DUE: t("By when?"),
        Question.OCCASION: t("When and where will you do it?"),
        Question.OBSTACLE: t("What could get in the way, and what then?"),
    }
    return questions[asked.place.question]


def _step(t: Translator, asked: Asked) -> Markup | None:
    """Of which step a detail is asked."""
    what = asked.talk.said(Place(Question.WHAT, asked.place.step_id))
    if not what or asked.place.question is Question.WHAT:
        return None
    number = asked.talk.step_number(asked.place)
    return t("Step {number}: {what}", number=number, what=shorten(str(what), QUOTE))


def _so_far(t: Translator, asked: Asked) -> Markup | None:
    said = asked.said
    if asked.place.question is Question.TOPIC:
        said = asked.topic.name.to(t.language) if asked.topic else None
    if not said:
        return None
    return t("So far: {answer}", answer=said if isinstance(said, str) else full_date(said, t.language))


def _hints(t: Translator, asked: Asked) -> list[Markup]:
    """How it is answered, with an example."""
    offered = asked.own_club and not asked.said
    hints = {
        Question.CLUB: t("Tap your club, or write another name.") if offered else t("Write its name."),
        Question.COUNTRY: t("Write its name."),
        Question.TOPIC: t("Tap what fits best."),
        Question.AIM: t("Write in one sentence what people will see."),
        Question.WHAT: t("One sentence is enough."),
        Question.WHO: t("Write one name or several."),
        Question.DUE: _how_to_write_a_day(t, asked),
        Question.OCCASION: t("What has its day and its place is done more often."),
        Question.OBSTACLE: t("Think it through once, and it will not stop you."),
    }
    return [hints[asked.place.question], *choices.example_lines(t, asked)]


def _how_to_write_a_day(t: Translator, asked: Asked) -> Markup:
    day = long_date(asked.today + timedelta(days=45), t.language)
    # TRANSLATORS: the words for three weeks must be understood by the bot, too
    return t("Tap a day or write it, for example: {day}, or: in three weeks", day=day)


def _ways(t: Translator, asked: Asked) -> list[Row]:
    question, step_id = asked.place
    if asked.verb == EDITING:
        return [back(t, f"changestep:{step_id}" if question in OF_STEP else "aboutplan")]
    onwards = f"skip:{question}:{step_id}"
    if asked.said:
        # TRANSLATORS: max 28; an answer that was given already
        return [[Button(t.label("Keep it as it is"), onwards)], later_row(t)]
    if question in OPTIONAL:
        # TRANSLATORS: max 28
        return [[Button(t.label("Skip this question"), onwards)], later_row(t)]
    return [later_row(t)]
