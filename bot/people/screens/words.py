"""Names of roles and of kinds of messages, and the buttons that every screen here ends with."""

from collections.abc import Collection
from datetime import datetime

from bot.i18n.dates import listed
from bot.i18n.translator import Translator
from bot.people import zones
from bot.people.rules import Kind, Role
from bot.screens import Button
from bot.screens.roles import role_name

Row = list[Button]


def role_names(t: Translator, roles: Collection[Role]) -> str:
    """All roles in words, in the table's order; that of a participant only where it is the only one."""
    others = [role_name(t, role) for role in Role if role in roles and role is not Role.PARTICIPANT]
    return listed(others or [role_name(t, Role.PARTICIPANT)], t.language)


def kind_name(t: Translator, kind: Kind) -> str:
    names = {
        # TRANSLATORS: max 26
        Kind.REMINDER: t.label("Session reminders"),
        # TRANSLATORS: max 26
        Kind.CHANGE: t.label("Programme changes"),
        # TRANSLATORS: max 26
        Kind.ANNOUNCEMENT: t.label("Announcements"),
        # TRANSLATORS: max 26
        Kind.FEEDBACK: t.label("Feedback questions"),
        # TRANSLATORS: max 26
        Kind.PLAN: t.label("Action plan questions"),
    }
    return names[kind]


def zone_name(t: Translator, zone: str, now: datetime) -> str:
    """Almaty, UTC+06:00."""
    return f"{zones.city(zone, t.language)}, {zones.offset(zone, now)}"


def ticked(name: str, *, on: bool) -> str:
    """One of several: the chosen one carries a tick."""
    return f"✓ {name}" if on else name


def boxed(name: str, *, on: bool) -> str:
    """On or off, told apart by the shape alone."""
    return f"☑ {name}" if on else f"☐ {name}"


def what_is_next(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("What is next"), "now")]
