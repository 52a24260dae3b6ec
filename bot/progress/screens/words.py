"""Lines, names and buttons that several screens share."""

from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.followup.rules import Help, Said
from bot.i18n.translator import Translator
from bot.plans.rules import PlanState, StepState
from bot.screens import Button
from bot.screens.bar import bar
from bot.screens.length import button, shorten

Row = list[Button]

NAME: Final = 40  # UTF-16 units of a club among others
WHAT: Final = 80  # of a step among others
CELLS: Final = 5  # of a bar among others


def progress_line(t: Translator, done: int, total: int) -> Markup:
    return t("{bar} {done} of {total} steps", bar=bar(done, total), done=done, total=total)


def short_bar(done: int, total: int) -> str:
    """▓▓░░░; an empty one where there are no steps yet."""
    return bar(done, total, CELLS) if total else bar(0, 1, CELLS)


def club_name(t: Translator, club: str) -> str:
    # TRANSLATORS: max 28
    return shorten(club, NAME) if club else t.label("A club without a name")


def topic_name(t: Translator, programme: Programme, topic_id: str | None) -> str:
    topic = programme.topic(topic_id) if topic_id else None
    return topic.name.to(t.language) if topic else t.label("Another topic")


def plan_row(t: Translator, plan_id: int, club: str) -> Row:
    return [button(club_name(t, club), f"planof:{plan_id}")]


def help_name(t: Translator, wanted: Help | None) -> str:
    """What would help with a difficulty."""
    if wanted is None:
        # TRANSLATORS: what would help a club with a difficulty
        return t.label("Not said")
    names = {
        Help.DATE: t.label("A later date"),
        Help.SMALLER: t.label("A smaller step"),
        Help.HANDOVER: t.label("Hand over to a co-lead"),
        Help.ORGANISERS: t.label("Ask the organisers"),
    }
    return names[wanted]


def said_name(t: Translator, said: Said) -> str:
    """What sort of report it is."""
    names = {
        Said.DONE: t.label("done"),
        Said.BEGUN: t.label("in progress"),
        Said.DIFFICULTY: t.label("difficulties"),
        # TRANSLATORS: a club wants to be asked about a step later
        Said.LATER: t.label("later"),
        # TRANSLATORS: a club wrote this about a step
        Said.WORDS: t.label("in their words"),
        # TRANSLATORS: the club will not go on with its plan; also the state of a plan
        Said.GAVE_UP: t.label("given up"),
    }
    return names[said]


def plan_state_name(t: Translator, state: PlanState) -> str:
    names = {
        PlanState.DRAFT: t.label("draft"),
        PlanState.KEPT: t.label("kept"),
        PlanState.DROPPED: t.label("given up"),
    }
    return names[state]


def state_name(t: Translator, state: StepState) -> str:
    names = {
        StepState.OPEN: t.label("planned"),
        StepState.BEGUN: t.label("in progress"),
        StepState.DONE: t.label("done"),
        # TRANSLATORS: a step of a plan
        StepState.DROPPED: t.label("taken out"),
    }
    return names[state]
