"""What is printed or sent on: everybody's link as a sheet, badges."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.guests.badges import Badge
from bot.guests.rules import MOST_BADGES, ROLES, Column, Entry, folded
from bot.guests.screens.words import column_name
from bot.guests.writing import write_sheet
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people.rules import Role
from bot.screens import Picture, Screen
from bot.screens.length import shorten
from bot.screens.pages import back
from bot.screens.roles import role_name

NAMES: Final = 200  # UTF-16 units of the names that cannot be printed whole


def working_notice(t: Translator) -> str:
    return t.label("One moment, please. The file comes below.")


# ---------------------------------------------------------------------- sheets


def links_sheet(t: Translator, listed: Sequence[tuple[Entry, str]]) -> bytes:
    """Everybody with their link, by name."""
    columns = (Column.NAME, Column.CLUB, Column.COUNTRY, Column.EMAIL)
    header = [*(column_name(t, column) for column in columns), t.label("Link"), t.label("Has come")]
    return write_sheet(t.label("Guests"), header, _linked(t, listed))


def _linked(t: Translator, listed: Sequence[tuple[Entry, str]]) -> Iterator[Sequence[str]]:
    yes = t.label("yes")
    for entry, link in sorted(listed, key=lambda one: folded(one[0].guest.name)):
        guest = entry.guest
        yield guest.name, guest.club, guest.country, guest.email, link, yes if entry.person_id else ""


def template_sheet(t: Translator, host_id: str) -> bytes:
    """Two guests as an example below the columns that are read, the second with an id of the programme."""
    club, country, language = (
        t.label("UNESCO Club “Example”"),
        t.label("Kazakhstan"),
        LANGUAGE_NAMES[t.language],
    )
    lead, host = role_name(t, Role.CLUB_LEAD), role_name(t, Role.HOST)
    rows = [
        [t.label("First Example"), club, country, language, lead, "name@example.org", ""],
        [t.label("Second Example"), "", "", language, host, "", host_id],
    ]
    columns = list(Column)
    offers = {
        columns.index(Column.LANGUAGE) + 1: [LANGUAGE_NAMES[one] for one in LANGUAGES],
        columns.index(Column.ROLE) + 1: [role_name(t, role) for role in ROLES],
    }
    return write_sheet(t.label("Guests"), [column_name(t, column) for column in columns], rows, offers)


def template_screen(t: Translator, content: bytes) -> Screen:
    text = t.lines(
        t.bold(t("A template to fill in")),
        t("Overwrite the examples, and send the file here."),
    )
    return Screen(text, [back(t, "guests")], Picture("guests.xlsx", content))


def links_screen(t: Translator, content: bytes) -> Screen:
    text = t.lines(
        t.bold(t("Links as a sheet")),
        t("Each link lets in one guest. Send it to that guest only."),
    )
    return Screen(text, [back(t, "guests")], Picture("links.xlsx", content))


# ---------------------------------------------------------------------- badges


def badge(programme: Programme, entry: Entry, link: str) -> Badge:
    """In the guest's language."""
    guest = entry.guest
    heading = programme.short_name.to(guest.language or "en")
    return Badge(heading, guest.name, guest.club, guest.country, link)


def badges_screen(t: Translator, content: bytes, by_hand: Sequence[str]) -> Screen:
    """`by_hand`: the names of those who have letters that the font does not have."""
    names = shorten(", ".join(by_hand), NAMES)
    text = t.lines(
        t.bold(t("Badges to print")),
        t("A4, ten to a page. Print at 100 %, and cut along the marks."),
        t("To be written by hand on the line that is left: {names}", names=names) if by_hand else None,
    )
    return Screen(text, [back(t, "guests")], Picture("badges.pdf", content))


def too_many_screen(t: Translator) -> Screen:
    headline, how = too_many_lines(t)
    text = t.lines(t.bold(headline), t("More than {count} guests are listed.", count=MOST_BADGES), how)
    return Screen(text, [back(t, "guests")])


def too_many_lines(t: Translator) -> tuple[Markup, Markup]:
    return (
        t("So many badges are made on the command line"),
        t("Run there: <code>seminar-bot guests badges badges.pdf</code>"),
    )
