"""A plan as it is read: by its leads, on the board, on paper; and who leads it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.plans.rules import MOST_STEPS, Lead, Plan, PlanState, Step, StepState
from bot.plans.screens import board, papers, reading, sharing
from bot.screens import Screen
from tests.screens.gallery.people import CLUB
from tests.screens.gallery.plans_making import LATE, LONG, TOPIC

LINK = "<2019>"
NOW = datetime(2019, 9, 30, tzinfo=UTC)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    programme = replace(programme, topics=(TOPIC,))
    for plan in plans():
        yield reading.plan_screen(t, plan)
        for page in range(MOST_STEPS + 1):
            yield reading.whole_screen(t, plan, programme, page)
            yield board.public_screen(t, plan, programme, page)
        yield from _sharing(t, plan)
    many = [replace(plan, id=number) for number, plan in enumerate(plans() * 2)]
    for page in range(2):
        yield board.board_screen(t, many, programme, page)
    yield board.board_screen(t, [], programme, 0)
    yield sharing.left_screen(t)
    yield reading.calendar_screen(t, b"")
    for gaps in (True, False):
        yield reading.paper_screen(t, b"", gaps=gaps)


def plans() -> list[Plan]:
    """With little in it, with all that there may be, and done."""
    short = Step(12, 1, "<A & B>", due_on=LATE)
    long = Step(12, 1, LONG, LONG, LATE, LONG, LONG, state=StepState.BEGUN)
    lead = Lead(1, CLUB)
    bare = Plan(7, PlanState.KEPT, "", "", None, "<A & B>", False, NOW, NOW, NOW, (lead,), (short,))
    full = replace(bare, club=CLUB, country=CLUB, topic=TOPIC.id, aim=LONG, public=True, leads=(lead,) * 12)
    steps = tuple(replace(long, id=number) for number in range(MOST_STEPS))
    done = tuple(replace(short, id=number, state=StepState.DONE) for number in range(MOST_STEPS))
    return [bare, replace(full, steps=steps), replace(full, steps=done, leads=(lead, lead))]


def _sharing(t: Translator, plan: Plan) -> Iterator[Screen]:
    yield sharing.leads_screen(t, plan)
    yield sharing.invitation_screen(t, plan, LINK, NOW, ZoneInfo("Asia/Almaty"))
    yield sharing.leave_question(t, plan)
    yield sharing.readers_screen(t, plan)
    yield sharing.joined_message(t, plan, CLUB)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    sheets = [papers.paper(t, programme, plan, LATE) for plan in plans()]
    return [
        sharing.forward_notice(t),
        sharing.only_lead_notice(t),
        *(sharing.published_notice(t, public=public) for public in (True, False)),
        *(text for sheet in sheets for text in (sheet.title, sheet.day)),
    ]
