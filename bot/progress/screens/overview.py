"""How all plans go, on one screen, with the ways to everything else."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.followup.rules import Help
from bot.i18n.translator import Translator
from bot.progress.rules import By, Overview
from bot.progress.screens.words import Row, help_name, progress_line
from bot.screens import Button, Screen
from bot.screens.pages import back


def describe_plans(t: Translator) -> str:
    # TRANSLATORS: the command's line in the menu
    return t.label("How the clubs' plans go")


def overview_screen(t: Translator, overview: Overview) -> Screen:
    # TRANSLATORS: max 28; show the newest figures
    refresh = [Button(t.label("Refresh"), "plans")]
    ways = [*_attention(t, overview), *(_ways(t) if overview.kept else _to_others(t, overview))]
    return Screen(overview_text(t, overview), [*ways, refresh, back(t, "organise")])


def overview_text(t: Translator, overview: Overview) -> Markup:
    lines = _lines(t, overview) if overview.kept else _nothing_yet(t, overview)
    given_up = t("Given up: {count}", count=overview.given_up) if overview.given_up else None
    return t.lines(t.bold(t("How the clubs' plans go")), *lines, given_up)


def _lines(t: Translator, overview: Overview) -> Sequence[Markup]:
    plans = t("Plans: {count} · drafts: {drafts}", count=len(overview.kept), drafts=overview.drafts)
    return [
        plans,
        progress_line(t, overview.done, overview.steps),
        t("Steps past their day: {count}", count=overview.late),
        t("Difficulties named: {count}", count=sum(overview.difficulties.values())),
        *_help_lines(t, overview.difficulties),
        t("Clubs that do not answer: {count}", count=len(overview.silent)),
        t("Clubs where nobody can be asked: {count}", count=len(overview.out_of_reach)),
    ]


def _help_lines(t: Translator, difficulties: Mapping[Help | None, int]) -> Sequence[Markup]:
    """What would help, most often first."""
    most = sorted(difficulties.items(), key=lambda one: (-one[1], one[0] or ""))
    return [Markup("• {}: {}").format(help_name(t, wanted), count) for wanted, count in most]


def _nothing_yet(t: Translator, overview: Overview) -> Sequence[Markup]:
    if overview.drafts:
        return [
            t("No plan is ready yet. Drafts: {count}", count=overview.drafts),
            t("Once a club keeps its plan, you see here how it goes."),
        ]
    return [
        t("No club has begun a plan yet."),
        t("From the final session on club leads are invited to make one. Then you see here how it goes."),
    ]


def _attention(t: Translator, overview: Overview) -> list[Row]:
    """What organisers can do something about, as far as there is any."""
    ways = [
        # TRANSLATORS: max 14; steps of plans that are past their day
        (overview.late, Button(t.label("Late steps"), "late")),
        # TRANSLATORS: max 14; that clubs have with their plans
        (sum(overview.difficulties.values()), Button(t.label("Difficulties"), "troubles")),
        # TRANSLATORS: max 14; that do not answer
        (len(overview.silent), Button(t.label("Silent clubs"), "silent")),
        # TRANSLATORS: max 14; clubs where nobody can be asked
        (len(overview.out_of_reach), Button(t.label("Out of reach"), "outofreach")),
        # TRANSLATORS: max 14; plans with which their clubs do not go on
        (overview.given_up, Button(t.label("Given up"), "givenup")),
    ]
    return _in_pairs([way for count, way in ways if count])


def _ways(t: Translator) -> list[Row]:
    ways = [
        # TRANSLATORS: max 12
        Button(t.label("By club"), f"plansby:{By.CLUB}"),
        # TRANSLATORS: max 12
        Button(t.label("By country"), f"plansby:{By.COUNTRY}"),
        # TRANSLATORS: max 14; plans, topic by topic
        Button(t.label("By topic"), f"plansby:{By.TOPIC}"),
        # TRANSLATORS: max 14; a picture of how many steps were done until when
        Button(t.label("Over time"), "planschart:time"),
        # TRANSLATORS: max 14; everything in an Excel workbook
        Button(t.label("As XLSX"), "plansfile:xlsx"),
        # TRANSLATORS: max 14; everything in CSV files
        Button(t.label("As CSV"), "plansfile:csv"),
    ]
    return _in_pairs(ways)


def _to_others(t: Translator, overview: Overview) -> list[Row]:
    """Of which nothing is expected."""
    return [[Button(t.label("By club"), f"plansby:{By.CLUB}")]] if overview.standings else []


def _in_pairs(ways: Sequence[Button]) -> list[Row]:
    return [list(ways[start : start + 2]) for start in range(0, len(ways), 2)]
