"""What is late, which difficulties were named, and why plans were given up."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.i18n.dates import day_of, full_date
from bot.i18n.translator import Translator
from bot.progress.rules import Difficulty, GivenUp, Late
from bot.progress.screens.words import WHAT, Row, club_name, help_name, plan_row
from bot.screens import Screen
from bot.screens.length import shorten
from bot.screens.message import plain
from bot.screens.pages import Page, back

LATE: Final = 5  # on a page
DIFFICULTIES: Final = 3  # on a page: each has several lines
GIVEN_UP: Final = 4  # on a page
TEXT: Final = 200  # UTF-16 units of what somebody wrote


def late_screen(t: Translator, page: Page[int], late: Sequence[Late]) -> Screen:
    """`page` counts all of them."""
    text = t.lines(
        t.bold(t("Steps past their day")),
        *(late_line(t, one) for one in late),
        None if late else t("No step is late."),
    )
    return Screen(text, [*_to_plans(t, late), *page.buttons(t, "late"), back(t, "plans")])


def late_line(t: Translator, one: Late) -> Markup:
    """1 May 2019 · Club: what."""
    what = shorten(one.what, WHAT)
    return Markup("{} · {}: {}").format(full_date(one.due_on, t.language), club_name(t, one.club), what)


def difficulties_screen(
    t: Translator, page: Page[int], found: Sequence[Difficulty], zone: ZoneInfo
) -> Screen:
    """`page` counts all of them."""
    text = t.lines(
        t.bold(t("Difficulties that clubs have named")),
        *(line for one in found for line in difficulty_lines(t, one, zone)),
        None if found else t("No club has named any."),
    )
    return Screen(text, [*_to_plans(t, found), *page.buttons(t, "troubles"), back(t, "plans")])


def difficulty_lines(t: Translator, one: Difficulty, zone: ZoneInfo) -> Sequence[Markup]:
    """When and whose; which step; what would help and what they wrote."""
    day = full_date(day_of(one.reported_at, zone), t.language)
    head = Markup("{} · {}").format(day, club_name(t, one.club))
    return [
        Markup("{} · {}").format(head, t("over since")) if one.over else head,
        *([t("Step: {step}", step=shorten(one.what, WHAT))] if one.what else []),
        t("What would help: {help}", help=help_name(t, one.help)),
        *([_quoted(one.text)] if one.text else []),
    ]


def given_up_screen(t: Translator, page: Page[GivenUp]) -> Screen:
    text = t.lines(
        t.bold(t("Plans that were given up")),
        *(line for one in page.things for line in given_up_lines(t, one)),
        None if page.things else t("No club has given its plan up."),
    )
    return Screen(text, [*_to_plans(t, page.things), *page.buttons(t, "givenup"), back(t, "plans")])


def given_up_lines(t: Translator, one: GivenUp) -> Sequence[Markup]:
    """Whose it was; why they do not go on."""
    why = _quoted(one.why) if one.why else t("They have not written why.")
    return [Markup("• {}").format(club_name(t, one.club)), why]


def _quoted(html: str) -> Markup:
    """What somebody wrote, in one line."""
    return Markup("“{}”").format(shorten(" ".join(plain(html).split()), TEXT))


def _to_plans(t: Translator, found: Sequence[Late | Difficulty | GivenUp]) -> list[Row]:
    """Each plan once."""
    clubs = {one.plan_id: one.club for one in found}
    return [plan_row(t, plan_id, club) for plan_id, club in clubs.items()]
