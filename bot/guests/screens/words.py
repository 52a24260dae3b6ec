"""What columns, roles and languages are called; a list that says it in these words can be read."""

from bot.guests.rules import Column, Guest
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people.rules import Role


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


def role_name(t: Translator, role: Role) -> str:
    names = {
        Role.PARTICIPANT: t.label("participant"),
        Role.CLUB_LEAD: t.label("club lead"),
        Role.HOST: t.label("trainer or room host"),
        Role.ORGANISER: t.label("organiser"),
        Role.OWNER: t.label("owner of this bot"),
    }
    return names[role]


def from_where(guest: Guest) -> str:
    """The club and its country."""
    return ", ".join(part for part in (guest.club, guest.country) if part)


def language_name(guest: Guest) -> str:
    return LANGUAGE_NAMES.get(guest.language or "", "")
