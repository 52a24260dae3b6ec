"""Plans in lists: by club, by country, by topic, those that are silent, those that cannot be asked."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.dates import day_of, full_date
from bot.i18n.translator import Translator
from bot.progress.rules import By, Group, Standing
from bot.progress.screens.words import NAME, Row, club_name, plan_row, plan_state_name, short_bar, topic_name
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

SHOWN: Final = 6  # on a page


def clubs_screen(t: Translator, standings: Sequence[Standing], wanted: int) -> Screen:
    """Each plan by itself, also drafts and those that were given up."""
    page = Page(standings, SHOWN, wanted)
    text = t.lines(
        t.bold(t("Plans by club")),
        *(standing_line(t, one) for one in page.things),
        None if standings else t("No club has begun a plan yet."),
    )
    return Screen(text, [*_to_plans(t, page), *page.buttons(t, f"plansby:{By.CLUB}"), back(t, "plans")])


def standing_line(t: Translator, one: Standing) -> Markup:
    """▓▓░░░ 2 of 5 · Club · late: 1."""
    parts = [
        t("{done} of {total}", done=one.done, total=one.steps),
        Markup("{}").format(_full_name(t, one)),
        *([] if one.kept else [Markup("{}").format(plan_state_name(t, one.state))]),
        *([t("late: {count}", count=one.late)] if one.kept and one.late else []),
    ]
    return Markup("{} {}").format(short_bar(one.done, one.steps), Markup(" · ").join(parts))


def _full_name(t: Translator, one: Standing) -> str:
    return shorten(", ".join(filter(None, (club_name(t, one.club), one.country))), NAME)


def _to_plans(t: Translator, page: Page[Standing]) -> list[Row]:
    return [plan_row(t, one.id, one.club) for one in page.things]


# -------------------------------------------------------------- by country, by topic


def groups_screen(
    t: Translator, programme: Programme, by: By, groups: Sequence[Group], wanted: int
) -> Screen:
    page = Page(groups, SHOWN, wanted)
    title = t("Plans by country") if by is By.COUNTRY else t("Plans by topic")
    text = t.lines(
        t.bold(title),
        *(group_line(t, group_name(t, programme, by, group.value), group) for group in page.things),
        None if groups else t("No plan is ready yet."),
    )
    ways = [_to_group(t, programme, by, group) for group in page.things]
    # TRANSLATORS: max 14; the results as a picture
    picture = [[Button(t.label("Picture"), "planschart:topic")]] if groups and by is By.TOPIC else []
    return Screen(text, [*ways, *page.buttons(t, f"plansby:{by}"), *picture, back(t, "plans")])


def group_line(t: Translator, name: str, group: Group) -> Markup:
    """▓▓░░░ Kazakhstan: 12 of 30 · 4 plans."""
    steps = t("{done} of {total}", done=group.done, total=group.steps)
    plans = t.plural("{count} plan", "{count} plans", group.plans)
    return Markup("{} {}: {} · {}").format(short_bar(group.done, group.steps), name, steps, plans)


def group_name(t: Translator, programme: Programme, by: By, value: str) -> str:
    if by is By.TOPIC:
        return topic_name(t, programme, value)
    # TRANSLATORS: max 28
    return shorten(value, NAME) if value else t.label("No country given")


def _to_group(t: Translator, programme: Programme, by: By, group: Group) -> Row:
    return [button(group_name(t, programme, by, group.value), f"plansin:{by}:{group.key}")]


def group_screen(
    t: Translator, programme: Programme, by: By, members: Sequence[Standing], wanted: int
) -> Screen:
    """The plans of a country or on a topic; there is at least one."""
    page = Page(members, SHOWN, wanted)
    first = min(one.id for one in members)
    name = group_name(t, programme, by, members[0].value(by))
    text = t.lines(t.bold(name), *(standing_line(t, one) for one in page.things))
    around = page.buttons(t, f"plansin:{by}:{first}")
    return Screen(text, [*_to_plans(t, page), *around, back(t, f"plansby:{by}")])


# ------------------------------------------------------------------ who needs a word


def silent_screen(t: Translator, standings: Sequence[Standing], zone: ZoneInfo, wanted: int) -> Screen:
    """Each with the day since which nobody has answered."""
    page = Page(standings, SHOWN, wanted)
    text = t.lines(
        t.bold(t("Clubs that do not answer")),
        *(_silent_line(t, one, zone) for one in page.things),
        t("The bot leaves them in peace until the next check-in. A few words from you may help.")
        if standings
        else t("All clubs answer."),
    )
    return Screen(text, [*_to_plans(t, page), *page.buttons(t, "silent"), back(t, "plans")])


def _silent_line(t: Translator, one: Standing, zone: ZoneInfo) -> Markup:
    if one.silent_since is None:
        return Markup("{}").format(_full_name(t, one))
    day = full_date(day_of(one.silent_since, zone), t.language)
    return t("{club} · silent since: {date}", club=_full_name(t, one), date=day)


def out_of_reach_screen(t: Translator, standings: Sequence[Standing], wanted: int) -> Screen:
    page = Page(standings, SHOWN, wanted)
    text = t.lines(
        t.bold(t("Clubs where nobody can be asked")),
        *(standing_line(t, one) for one in page.things),
        t("Their leads have blocked the bot, have left, or want no questions.")
        if standings
        else t("Somebody can be asked in every club."),
    )
    return Screen(text, [*_to_plans(t, page), *page.buttons(t, "outofreach"), back(t, "plans")])
