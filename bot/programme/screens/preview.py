"""A change before and after it is applied: what it changes, and whom it reaches."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.changes import Change
from bot.agenda.formats import Finding
from bot.agenda.rules import Programme, Session
from bot.i18n.translator import Translator
from bot.programme.rules import LastChange, Reach, in_order
from bot.programme.screens.diff import change_line
from bot.programme.screens.faults import fault_text, sentence
from bot.programme.screens.naming import about, in_names, name_of_item
from bot.programme.screens.reach import reach_lines, silence_line, told_lines
from bot.screens import Button, Picture, Screen
from bot.screens.length import shorten
from bot.screens.message import utf16_units
from bot.screens.pages import back

CHANGES: Final = 5  # on the screen; where there are more, all are in a file
WARNINGS: Final = 2
LINE: Final = 160  # UTF-16 units


def preview_screen(  # noqa: PLR0913, PLR0917 -- what changes, for whom, and why
    t: Translator,
    proposal_id: int,
    changes: Sequence[Change],
    reach: Reach,
    warnings: Sequence[Finding],
    undone: LastChange | None = None,
    meanwhile: Sequence[LastChange] = (),
) -> Screen:
    """`undone` is what this takes back, if it does; `meanwhile`, how others have changed the programme."""
    by = ", ".join(dict.fromkeys(about(t, change) for change in meanwhile))
    text = t.lines(
        t.bold(t("Changed meanwhile: {by}", by=shorten(by, LINE))) if by else None,
        *change_lines(t, in_order(changes)),
        t("This takes back: {change}", change=about(t, undone)) if undone else None,
        "",
        *reach_lines(t, changes, reach),
        *warning_lines(t, changes, warnings),
    )
    file = [] if _fits(t, changes, warnings) else [[_all(t, proposal_id)]]
    return Screen(text, [*file, *_ways(t, proposal_id, reach)])


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


def _fits(t: Translator, changes: Sequence[Change], warnings: Sequence[Finding]) -> bool:
    """Whether nothing of it is left out, or cut."""
    told, warned = [change_line(t, change) for change in changes], _warnings(t, changes, warnings)
    uncut = all(utf16_units(line) <= LINE for line in (*told, *warned))
    return uncut and len(told) <= CHANGES and len(warned) <= WARNINGS


def warning_lines(t: Translator, changes: Sequence[Change], warnings: Sequence[Finding]) -> Sequence[str]:
    shown = _warnings(t, changes, warnings[:WARNINGS])
    more = len(warnings) - len(shown)
    lines = [f"⚠ {shorten(warning, LINE)}" for warning in shown]
    return [*lines, t("and more: {count}", count=more)] if shown and more > 0 else lines


def _warnings(t: Translator, changes: Sequence[Change], warnings: Sequence[Finding]) -> Sequence[str]:
    return [_warning(t, changes[0].new, finding) for finding in warnings] if changes else []


def _warning(t: Translator, programme: Programme, finding: Finding) -> str:
    """As in a file, but with names instead of ids."""
    name = name_of_item(programme, finding.parameters.get("item", ""), t.language)
    said = fault_text(t, finding.code, in_names(programme, finding.parameters, t.language))
    return f"{name}: {said}" if name else sentence(said)


def _all(t: Translator, proposal_id: int) -> Button:
    # TRANSLATORS: max 28; all that a new programme changes, with its warnings, to be downloaded
    return Button(t.label("All of it as a file"), f"allchanges:{proposal_id}")


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


def all_changes_screen(t: Translator, changes: Sequence[Change], warnings: Sequence[Finding]) -> Screen:
    """What the preview shows the first of."""
    told = [change_line(t, change) for change in in_order(changes)]
    warned = [f"⚠ {warning}" for warning in _warnings(t, changes, warnings)]
    content = "\n".join([*told, *([""] if warned else []), *warned])
    return Screen(t.bold(t("All changes")), file=Picture("changes.txt", f"{content}\n".encode()))


def applied_screen(
    t: Translator, version: int, changes: Sequence[Change], reach: Reach | None, hearing: int = 0
) -> Screen:
    """`reach` is None where it was done silently; `hearing`: who is about to be told of the same anyway."""
    changes = in_order(changes)
    text = t.lines(
        t.bold(t("The programme is changed")),
        *(shorten(change_line(t, change), LINE) for change in changes[:CHANGES]),
        t("and more: {count}", count=len(changes) - CHANGES) if len(changes) > CHANGES else None,
        *(told_lines(t, changes, reach) if reach else [silence_line(t, hearing)]),
    )
    # TRANSLATORS: max 28; bring the programme back to what it was before
    undo = Button(t.label("Undo"), f"undochange:{version}")
    return Screen(text, [[undo], back(t, "programme")])


def overtaken_notice(t: Translator, *, by_others: bool = True) -> str:
    """The programme is another one than was looked at, because of somebody else or of this person."""
    if not by_others:
        return t.label("The programme has changed since then. Please look at your change again.")
    return t.label("Somebody else has changed the programme meanwhile. Please look at your change again.")


def begin_again_notice(t: Translator) -> str:
    return t.label("The programme has changed meanwhile, so nothing is applied. Please begin again.")


def begun_notice(t: Translator, session: Session) -> str:
    return t.label("It has begun already: {session}", session=session.short.to(t.language))


def cancelled_notice(t: Translator) -> str:
    return t.label("Cancelled. The programme stays as it is.")


def nothing_notice(t: Translator) -> str:
    return t.label("It is already like that.")
