"""The list itself: how many have come, sending one, what it would change."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.guests.comparison import Change, Comparison
from bot.guests.rules import MOST_BADGES, Column, Guest, Listed, Problem, Standing
from bot.guests.screens.changes import change_line
from bot.guests.screens.papers import too_many_lines
from bot.guests.screens.problems import as_text, in_words
from bot.guests.screens.words import column_name
from bot.i18n.translator import Translator
from bot.people.rules import Role
from bot.screens import Button, Picture, Screen
from bot.screens.length import shorten
from bot.screens.message import utf16_units
from bot.screens.pages import back
from bot.screens.roles import role_name

SHOWN: Final = 4  # problems or changes on the screen; where there are more, all are in a file
LINE: Final = 180  # UTF-16 units of each


def describe_guests(t: Translator) -> str:
    return t.label("Who is expected, invitations, badges")


def guests_screen(t: Translator, standing: Standing) -> Screen:
    # TRANSLATORS: max 28
    send = Button(t.label("Send a list"), "guestlist")
    rows = [[send], *(_with_a_list(t, standing) if standing.listed else []), back(t, "organise")]
    return Screen(t.lines(t.bold(t("Guests")), *_standing(t, standing)), rows)


def _standing(t: Translator, standing: Standing) -> Sequence[Markup]:
    if not standing.listed:
        return [t("Nobody is listed yet. Send a list, and everybody on it gets an invitation.")]
    return [
        t("On the list: {count}", count=standing.listed),
        t("Have come to the bot: {count}", count=standing.come),
        t("Not yet: {count}", count=standing.listed - standing.come),
        *_no_badges(t, standing),
    ]


def _no_badges(t: Translator, standing: Standing) -> Sequence[Markup]:
    return too_many_lines(t) if standing.listed > MOST_BADGES else ()


def _with_a_list(t: Translator, standing: Standing) -> list[list[Button]]:
    # TRANSLATORS: max 28
    badges = [Button(t.label("Badges to print"), "badges")]
    return [
        # TRANSLATORS: max 28
        [Button(t.label("Find a guest"), "findguest")],
        # TRANSLATORS: max 28
        [Button(t.label("Links as a sheet"), "guestlinks")],
        *([badges] if standing.listed <= MOST_BADGES else []),
    ]


def send_screen(t: Translator) -> Screen:
    columns = [column_name(t, column) for column in Column]
    text = t.lines(
        t.bold(t("Send the list as a file: XLSX or CSV")),
        t("One guest a row, the names of the columns in the first row."),
        t("Columns: {columns}", columns=", ".join(columns)),
        t("Only the name is necessary. An e-mail keeps people of the same name apart."),
        t("Guests who are listed already and are not in the file stay as they are."),
        t("A column that is not in the file changes nothing; an empty cell clears."),
    )
    # TRANSLATORS: max 28
    template = Button(t.label("A template to fill in"), "guestsheet")
    return Screen(text, [[template], back(t, "guests")])


def no_file_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("That is no file")),
        t("Send the list as a document, XLSX or CSV."),
    )
    return Screen(text, [_cancel(t)])


def reading_screen(t: Translator, name: str) -> Screen:
    return Screen(t.lines(t.bold(t("Reading the list")), shorten(name, 60)))


# --------------------------------------------------------------- what is wrong


def problems_screen(t: Translator, problems: Sequence[Problem], ignored: Sequence[str] = ()) -> Screen:
    """Nothing is taken in before all of it is right; the corrected file may follow at once."""
    file = Picture("errors.txt", as_text(t, problems)) if len(problems) > SHOWN else None
    text = t.lines(
        t.bold(t.plural("{count} thing to correct", "{count} things to correct", len(problems))),
        *(shorten(in_words(t, problem), LINE) for problem in problems[:SHOWN]),
        t("All of them are in the file.") if file else None,
        _unread(t, ignored),
        "",
        t("Nothing is taken in yet. Correct the file, and send it again."),
    )
    return Screen(text, [_cancel(t)], file)


def _unread(t: Translator, columns: Sequence[str]) -> Markup | None:
    """A misspelt one may be why others are missed."""
    names = shorten(", ".join(columns), 200)
    return t("Columns that are not read: {columns}", columns=names) if names else None


def _cancel(t: Translator) -> list[Button]:
    # TRANSLATORS: max 28
    return [Button(t.label("Cancel"), "dropguests")]


# ------------------------------------------------------------ what would change


def preview_screen(t: Translator, listed: Listed, comparison: Comparison, ignored: Sequence[str]) -> Screen:
    new, changed = comparison.new, comparison.changed
    text = t.lines(
        t.bold(t("List of guests: {file}", file=shorten(listed.source, 60))),
        t("New: {count}", count=len(new)),
        t("Changed: {count}", count=len(changed)),
        *(shorten(change_line(t, change), LINE) for change in changed[:SHOWN]),
        t("As before: {count}", count=comparison.unchanged),
        *_roles(t, comparison),
        t("Roles taken away: {count}", count=len(comparison.taken)) if comparison.taken else None,
        *_readdressed(t, comparison),
        *_alike(t, comparison),
        _unread(t, ignored),
    )
    if not new and not changed:
        return Screen(t.lines(text, "", t("There is nothing to take in.")), [back(t, "guests")])
    # TRANSLATORS: max 28
    take = Button(t.label("Take them in"), f"takeguests:{listed.fingerprint}")
    # TRANSLATORS: max 28
    more = [Button(t.label("All of it as a file"), f"guestchanges:{listed.fingerprint}")]
    return Screen(text, [[take], *([more] if _is_cut(t, changed) else []), _cancel(t)])


def _is_cut(t: Translator, changes: Sequence[Change]) -> bool:
    """Whether the screen does not show all of it."""
    return len(changes) > SHOWN or any(utf16_units(change_line(t, change)) > LINE for change in changes)


def _roles(t: Translator, comparison: Comparison) -> list[Markup]:
    """Who becomes more than a participant: a row too many here would let somebody else organise."""
    counts = Counter(comparison.given)
    return [
        t("{role}: {count}", role=role_name(t, role).capitalize(), count=counts[role])
        for role in Role
        if counts[role] and role is not Role.PARTICIPANT
    ]


def _readdressed(t: Translator, comparison: Comparison) -> list[Markup]:
    names = _names(comparison.readdressed)
    return [t("The same guests with another e-mail: {names}", names=names)] if names else []


def _alike(t: Translator, comparison: Comparison) -> list[Markup]:
    """New guests who may be old ones, with another e-mail or club."""
    if not comparison.alike:
        return []
    return [
        t("New, with the name of somebody listed: {names}", names=_names(comparison.alike)),
        t("If it is the same guest, strike off the former entry."),
    ]


def _names(guests: Sequence[Guest]) -> str:
    return shorten(", ".join(guest.name for guest in guests), LINE)


def taken_in_screen(t: Translator, comparison: Comparison, standing: Standing) -> Screen:
    text = t.lines(
        t.bold(t("The list is taken in")),
        t("New: {count}", count=len(comparison.new)),
        t("Changed: {count}", count=len(comparison.changed)),
        t("Still organisers: {names}", names=_names(comparison.staying)) if comparison.staying else None,
        t("They are changed under /roles.") if comparison.staying else None,
        "",
        t("Everybody on it has an invitation now. It holds for 180 days."),
        *_no_badges(t, standing),
    )
    rows = _with_a_list(t, standing)[1:]
    return Screen(text, [*rows, back(t, "guests")])


def taken_before_screen(t: Translator) -> Screen:
    """Below a button that has done its work, or below the preview of the same list sent again."""
    text = t.lines(t.bold(t("This list is taken in already")), t("Once more would change nothing."))
    return Screen(text, [back(t, "guests")])


def outdated_screen(t: Translator) -> Screen:
    """Below an old button: the list that stood above it does not wait any more."""
    text = t.lines(
        t.bold(t("Nothing is taken in by this button any more")),
        t("Its list is taken in already, was cancelled, or came before a later one; each waits a day."),
        t("The last list that you sent has a button of its own. Otherwise send the list again."),
    )
    # TRANSLATORS: max 28
    return Screen(text, [[Button(t.label("Send a list"), "guestlist")], back(t, "guests")])


def cancelled_notice(t: Translator) -> str:
    return t.label("Cancelled. Nothing was taken in.")
