"""What columns and languages are called; a list that says it in these words can be read."""

from bot.guests.rules import Column, Guest
from bot.i18n.translator import LANGUAGE_NAMES, Translator


def column_name(t: Translator, column: Column) -> str:
    names = {
        # TRANSLATORS: the name of a column, and so are the next ones
        Column.NAME: t.label("Name"),
        Column.CLUB: t.label("Club"),
        Column.COUNTRY: t.label("Country"),
        Column.LANGUAGE: t.label("Language"),
        Column.ROLE: t.label("Role"),
        Column.EMAIL: t.label("E-mail"),
        Column.HOST: t.label("Programme id"),
    }
    return names[column]


def from_where(guest: Guest) -> str:
    """The club and its country."""
    return ", ".join(part for part in (guest.club, guest.country) if part)


def language_name(guest: Guest) -> str:
    return LANGUAGE_NAMES.get(guest.language or "", "")
