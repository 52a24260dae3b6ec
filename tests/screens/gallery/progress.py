"""How plans go: nothing yet, drafts alone, and plenty; the texts in files and pictures too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.agenda.rules import Programme
from bot.followup.rules import Help, Report, Said
from bot.i18n.translator import Translator, Translators
from bot.pictures.bars import Chart
from bot.pictures.curves import Curves
from bot.plans.rules import Lead, PlanState, Step
from bot.progress.rules import (
    By,
    Difficulty,
    GivenUp,
    Group,
    Late,
    Overview,
    Pace,
    Standing,
    Summary,
    Told,
    groups,
    in_order,
)
from bot.progress.screens import charts, listing, overview, plan, trouble
from bot.progress.screens.printed import printed
from bot.progress.screens.tables import file_screen, tables
from bot.screens import Screen
from bot.screens.length import shorten
from bot.screens.message import FileKind
from bot.screens.pages import Page
from tests.screens.gallery.people import CLUB, LONG, NAME, TYPED
from tests.screens.gallery.plans_making import LATE, TOPIC
from tests.screens.gallery.plans_reading import NOW, plans
from tests.screens.gallery.results import words_of

KEPT = Standing(1, PlanState.KEPT, CLUB, CLUB, TOPIC.id, 12, 7, 3, 2, NOW)
NAMELESS = Standing(2, PlanState.KEPT, "", "", None, 1, 0, 0, 0)
DRAFT = Standing(3, PlanState.DRAFT, LONG, LONG, None, 0, 0, 0, 1)
GIVEN_UP = Standing(4, PlanState.DROPPED, CLUB, CLUB, TOPIC.id, 12, 3, 2, 1)
MANY = [replace(KEPT, id=number, club=f"{CLUB} {number}") for number in range(5, 25)]
DIFFICULTIES: dict[Help | None, int] = {None: 7, **dict.fromkeys(Help, 120)}
TODAY = date(2019, 9, 30)
YEAR = [TODAY + timedelta(days=20 * number) for number in range(-20, 8)]
PACE = Pace(YEAR[:20], YEAR)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    programme = replace(programme, topics=(TOPIC,))
    for found in overviews():
        yield overview.overview_screen(t, found)
        yield from _lists(t, programme, found)
    yield from _troubles(t, programme)
    yield from _plans(t, programme)
    yield from _pictures(t, programme)
    yield file_screen(t, "plans.xlsx", b"")


def overviews() -> list[Overview]:
    full = [KEPT, NAMELESS, DRAFT, GIVEN_UP, *MANY]
    return [Overview(), Overview([DRAFT]), Overview([GIVEN_UP]), Overview(full, DIFFICULTIES)]


def _lists(t: Translator, programme: Programme, found: Overview) -> Iterator[Screen]:
    for wanted in (0, 1):
        yield listing.clubs_screen(t, in_order(found.standings), wanted)
        for by in (By.COUNTRY, By.TOPIC):
            yield listing.groups_screen(t, programme, by, groups(found.standings, by), wanted)
            if found.kept:
                yield listing.group_screen(t, programme, by, in_order(found.kept), wanted)
        yield listing.silent_screen(t, found.silent, programme.zone, wanted)
        yield listing.out_of_reach_screen(t, found.out_of_reach, wanted)


def _troubles(t: Translator, programme: Programme) -> Iterator[Screen]:
    page = Page(range(20), 5, 1)
    yield trouble.late_screen(t, page, late())
    yield trouble.late_screen(t, Page([], 5, 0), [])
    for one in difficulties():
        yield trouble.difficulties_screen(t, page, [one] * 3, programme.zone)
    yield trouble.difficulties_screen(t, Page([], 5, 0), [], programme.zone)
    for found in ([], given_up()):
        yield trouble.given_up_screen(t, Page(found, trouble.GIVEN_UP, 1))


def given_up() -> list[GivenUp]:
    return [GivenUp(1, CLUB, f"{TYPED} " * 90), GivenUp(2, "", "")] * 5


def late() -> list[Late]:
    return [Late(1, CLUB, NAME, LATE), Late(2, "", LONG, LATE)]


def difficulties() -> list[Difficulty]:
    bare = Difficulty(1, "", "", None, "", NOW, over=False)
    return [bare, *(Difficulty(1, CLUB, LONG, help_, f"{TYPED} " * 90, NOW, over=True) for help_ in Help)]


def _plans(t: Translator, programme: Programme) -> Iterator[Screen]:
    for told in tolds():
        for page in range(20):
            yield plan.plan_screen(t, programme, told, page)
    sent = reports(None)[0]
    yield plan.attachment_screen(t, sent, "photo")
    yield plan.attachment_screen(t, replace(sent, text="", file_kind=FileKind.DOCUMENT), "document")


def tolds() -> list[Told]:
    """Each plan with nothing said of it, and with all that can be said of each step."""
    leads = Lead(1, NAME), Lead(2, NAME, active=False), Lead(3, LONG, muted=True)
    found = [replace(one, leads=leads, silent_since=NOW) for one in plans()]
    found.append(replace(found[0], state=PlanState.DRAFT, leads=(), steps=(), silent_since=None))
    found.append(replace(found[0], state=PlanState.DROPPED))
    said = [[report for step in one.steps for report in reports(step)] for one in found]
    return [Told([one], [*its, *reports(None)], {1: NAME}) for one, its in zip(found, said, strict=True)]


def reports(step: Step | None) -> list[Report]:
    step_id = step.id if step else None
    return [
        *(Report(1, 7, step_id, 1, said, NOW, text=TYPED) for said in Said),
        *(Report(1, 7, step_id, 1, Said.DIFFICULTY, NOW, help=help_, until_on=LATE) for help_ in Help),
        Report(1, 7, step_id, 1, Said.DONE, NOW, None, None, TYPED, "photo", FileKind.PHOTO),
    ][::-1]


# ------------------------------------------------------------ pictures, tables, lines


def _pictures(t: Translator, programme: Programme) -> Iterator[Screen]:
    for pace in (PACE, Pace([TODAY]), Pace([], YEAR)):
        yield charts.picture_screen(t, charts.time_text(t, pace, TODAY), b"", "plans")
    text = charts.topic_text(t, programme, topics())
    yield charts.picture_screen(t, text, b"", "plansby:topic")


def topics() -> list[Group]:
    return [Group(number, TOPIC.id, 100, 1200, 700) for number in range(20)]


def curves_of(t: Translator) -> Curves:
    return charts.time_curves(t, PACE, TODAY)


def topic_chart(t: Translator, programme: Programme) -> Chart:
    return charts.topic_chart(t, programme, topics())


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    """Also whatever stands in a picture, in a table, or on the command line."""
    programme = replace(programme, topics=(TOPIC,))
    made = [table for told in tolds() for table in tables(t, programme, told)]
    curves = curves_of(t)
    summary = Summary(TODAY, overviews()[-1], PACE, late(), difficulties(), given_up())
    return [
        *(charts.working_notice(t), charts.nothing_notice(t)),
        *words_of(topic_chart(t, programme)),
        *(curves.title, *(curve.label for curve in curves.curves), *(name for _, name in curves.days)),
        *(table.title for table in made),
        *_short(str(cell) for table in made for row in (table.header, *table.rows) for cell in row),
        *_short(line for part in printed(t, programme, summary) for line in part.splitlines()),
    ]


def _short(texts: Iterable[str]) -> Iterator[str]:
    """As long as a notice may be: tables and terminals have room for more."""
    return (shorten(text, 200) for text in texts if text)
