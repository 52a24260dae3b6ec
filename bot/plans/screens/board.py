"""The plans that everybody may read."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.plans.rules import Plan
from bot.plans.screens.reading import pages_of, whose
from bot.plans.screens.ways import Row, what_is_next
from bot.screens import Screen
from bot.screens.bar import bar
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

SHOWN: Final = 5  # plans on one page
NAME: Final = 40  # UTF-16 units of a club and its country
CELLS: Final = 5  # of a bar among others


def board_screen(t: Translator, plans: Sequence[Plan], programme: Programme, wanted: int) -> Screen:
    """Topic by topic, as the programme orders them."""
    page = Page(_in_order(plans, programme), SHOWN, wanted)
    rows = [_way(plan) for plan in page.things]
    text = t.lines(t.bold(t("Plans of the clubs")), *(_lines(t, page.things, programme) or _empty(t)))
    return Screen(text, [*rows, *page.buttons(t, "board"), what_is_next(t)])


def _in_order(plans: Sequence[Plan], programme: Programme) -> list[Plan]:
    order = [topic.id for topic in programme.topics]
    return sorted(plans, key=lambda plan: (_place(plan, order), plan.club.casefold(), plan.id))


def _place(plan: Plan, order: Sequence[str]) -> int:
    return order.index(plan.topic) if plan.topic in order else len(order)


def _lines(t: Translator, plans: Sequence[Plan], programme: Programme) -> list[Markup]:
    """Each plan below the name of its topic."""
    lines, last = [], None
    for plan in plans:
        topic = _topic(t, plan, programme)
        if topic != last:
            lines.append(t.bold(topic))
        lines.append(_line(plan))
        last = topic
    return lines


def _line(plan: Plan) -> Markup:
    progress = bar(plan.done, len(plan.steps), CELLS)
    return Markup("{} {}").format(progress, shorten(whose(plan), NAME))


def _topic(t: Translator, plan: Plan, programme: Programme) -> str:
    topic = programme.topic(plan.topic) if plan.topic else None
    return topic.name.to(t.language) if topic else t.label("Another topic")


def _way(plan: Plan) -> Row:
    return [button(whose(plan), f"publicplan:{plan.id}")]


def _empty(t: Translator) -> list[Markup]:
    return [
        t("No club has shown its plan to everybody yet."),
        t("Whoever leads a plan can do so: /plan"),
    ]


def public_screen(t: Translator, plan: Plan, programme: Programme, wanted: int) -> Screen:
    """What its leads have written, and who they are only where it stands there."""
    page = Page(pages_of(t, plan, programme), 1, wanted)
    return Screen(page.things[0], [*page.buttons(t, f"publicplan:{plan.id}"), back(t, "board")])
