"""Every question that comes by itself: in each stage, about one step and about several."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.agenda.rules import Programme
from bot.followup.rules import Ask, Stage
from bot.followup.screens.prompts import prompt
from bot.i18n.translator import Translator, Translators
from bot.plans.rules import Step
from bot.screens import Screen
from tests.screens.gallery.people import TYPED

TODAY = date(2019, 6, 15)
AT = datetime(2019, 6, 15, 4, tzinfo=UTC)
PLAIN = Step(1, 1, TYPED)
LONG = replace(
    PLAIN,
    what=f"{TYPED} " * 20,
    due_on=date(2020, 2, 29),
    occasion=f"<{TYPED}> & " * 20,
    obstacle=f"{TYPED} " * 20,
)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    for step in (PLAIN, LONG, *(replace(PLAIN, due_on=TODAY.replace(day=day)) for day in (12, 15, 17))):
        yield from (prompt(t, ask, [step], TODAY) for ask in _asks())
    for count in (2, 6, 12):
        yield from (prompt(t, ask, [LONG] * count, TODAY) for ask in _asks())


def _asks() -> Sequence[Ask]:
    """Of a step, and of the plan as a whole."""
    items = (
        ("step:1:day:2019-06-15",),
        ("step:1:before:2019-06-17",),
        ("step:1:later:1",),
        ("checkin:2019-06-15",),
    )
    return [Ask(123456, 1, 1, stage, keys, AT) for stage in Stage for keys in items]


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return []
