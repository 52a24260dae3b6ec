"""A change before and after it is applied: what it changes, and whom it reaches."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.changes import Change
from bot.agenda.formats import Finding
from bot.agenda.rules import Programme
from bot.i18n.dates import clock_time
from bot.i18n.translator import Translator
from bot.programme.rules import Reach
from bot.programme.screens.diff import change_line
from bot.programme.screens.faults import fault_text
from bot.programme.screens.naming import in_names, name_of_item
from bot.screens import Button, Picture, Screen
from bot.screens.length import shorten
from bot.screens.pages import back

CHANGES: Final = 5  # on the screen; where there are more, all are in a file
WARNINGS: Final = 2
LINE: Final = 160  # UTF-16 units


def preview_screen(
    t: Translator, proposal_id: int, changes: Sequence[Change], reach: Reach, warnings: Sequence[Finding]
) -> Screen:
    text = t.lines(
        *change_lines(t, changes),
        "",
        *reach_lines(t, changes, reach),
        *warning_lines(t, changes, warnings),
    )
    return Screen(text, [*_all(t, proposal_id, changes), *_ways(t, proposal_id, reach)])


def change_lines(t: Translator, changes: Sequence[Change]) -> Sequence[Markup]:
    """The first of them, the headline in bold."""
    lines = [Markup.escape(shorten(change_line(t, change), LINE)) for change in changes]
    if not lines:
        return [t.bold(t("Only what people do not see would change."))]
    if len(lines) == 1:
        return [t.bold(lines[0])]
    more = len(lines) - CHANGES
    rest = [t("and more: {count}", count=more)] if more > 0 else []
    return [t.bold(t.plural("{count} change", "{count} changes", len(lines))), *lines[:CHANGES], *rest]


def reach_lines(t: Translator, changes: Sequence[Change], reach: Reach) -> Sequence[Markup]:
    lines = [
        (reach.told, t("Will be told: {count}", count=reach.told)),
        (reach.overlaps, t("Two sessions at one time for: {count}", count=reach.overlaps)),
        (reach.seats_lost, t("Lose their seat: {count}", count=reach.seats_lost)),
        (reach.reminded, t("Already reminded, their message is corrected: {count}", count=reach.reminded)),
    ]
    shown = [line for count, line in lines if count]
    return [*shown, *_night_line(t, changes, reach)] or [t("Nobody has to be told.")]


def _night_line(t: Translator, changes: Sequence[Change], reach: Reach) -> Sequence[Markup]:
    if not (reach.told and reach.told_from):
        return []
    time = clock_time(reach.told_from, changes[0].new.zone)
    return [t("At night only what is near is told; the rest from {time} on.", time=time)]


def warning_lines(t: Translator, changes: Sequence[Change], warnings: Sequence[Finding]) -> Sequence[str]:
    if not changes:
        return []
    programme, more = changes[0].new, len(warnings) - WARNINGS
    lines = [f"⚠ {shorten(_warning(t, programme, finding), LINE)}" for finding in warnings[:WARNINGS]]
    return [*lines, t("and more: {count}", count=more)] if more > 0 else lines


def _warning(t: Translator, programme: Programme, finding: Finding) -> str:
    """As in a file, but with names instead of ids."""
    name = name_of_item(programme, finding.parameters.get("item", ""), t.language)
    said = fault_text(t, finding.code, in_names(programme, finding.parameters, t.language))
    return f"{name}: {said}" if name else said


def _all(t: Translator, proposal_id: int, changes: Sequence[Change]) -> list[list[Button]]:
    if len(changes) <= CHANGES:
        return []
    # TRANSLATORS: max 28; all that a new programme changes, to be downloaded
    return [[Button(t.label("All changes as a file"), f"allchanges:{proposal_id}")]]


def _ways(t: Translator, proposal_id: int, reach: Reach) -> list[list[Button]]:
    # TRANSLATORS: max 28; change the programme, and those concerned get a message
    tell = Button(t.label("Apply and tell them"), f"apply:{proposal_id}:tell")
    # TRANSLATORS: max 28; change the programme, and nobody gets a message
    silently = Button(t.label("Apply silently"), f"apply:{proposal_id}:silently")
    # TRANSLATORS: max 28
    apply = Button(t.label("Apply"), f"apply:{proposal_id}:silently")
    # TRANSLATORS: max 28
    cancel = Button(t.label("Cancel"), "dropchange")
    return [*([[tell], [silently]] if reach.told else [[apply]]), [cancel]]


def all_changes_screen(t: Translator, changes: Sequence[Change]) -> Screen:
    lines = "\n".join(change_line(t, change) for change in changes)
    return Screen(t.bold(t("All changes")), file=Picture("changes.txt", f"{lines}\n".encode()))


def applied_screen(t: Translator, version: int, changes: Sequence[Change], reach: Reach | None) -> Screen:
    """`reach` is None where it was done silently."""
    text = t.lines(
        t.bold(t("The programme is changed")),
        *(shorten(change_line(t, change), LINE) for change in changes[:CHANGES]),
        t("and more: {count}", count=len(changes) - CHANGES) if len(changes) > CHANGES else None,
        *_told_lines(t, changes, reach),
    )
    # TRANSLATORS: max 28; bring the programme back to what it was before
    undo = Button(t.label("Undo"), f"undochange:{version}")
    return Screen(text, [[undo], back(t, "programme")])


def _told_lines(t: Translator, changes: Sequence[Change], reach: Reach | None) -> Sequence[Markup]:
    if reach is None:
        return [t("Nobody is told.")]
    if reach.told_from is None:
        return [t("Within a few minutes a message goes to: {count}", count=reach.told)]
    return [t("Will be told: {count}", count=reach.told), *_night_line(t, changes, reach)]


def overtaken_notice(t: Translator, *, by_others: bool = True) -> str:
    """The programme is another one than was looked at, because of somebody else or of this person."""
    if not by_others:
        return t.label("The programme has changed since then. Please look at your change again.")
    return t.label("Somebody else has changed the programme meanwhile. Please look at your change again.")


def cancelled_notice(t: Translator) -> str:
    return t.label("Cancelled. The programme stays as it is.")


def nothing_notice(t: Translator) -> str:
    return t.label("It is already like that.")
