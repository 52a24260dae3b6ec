"""What was noted of a deed, in the reader's language: the ids and codes of it as people know them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bot.audit.rules import Deed, Entry, Names, Thing
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people.rules import Role
from bot.screens.length import shorten

WORDS: Final = 40  # UTF-16 units of what an announcement or a letter says

Say = Callable[[Translator, Names, str], str]


def details(t: Translator, names: Names, entry: Entry) -> str:
    """As it was noted, where it has no codes."""
    return _SAY[entry.deed](t, names, entry.details) if entry.deed in _SAY else entry.details


def _name(t: Translator, names: Names, item_id: str) -> str:
    """What people call something of the programme; its id, where the programme has it no more."""
    programme = names.programme
    called = {
        **{page.id: page.title for page in programme.info},
        **{day.id: day.name for day in programme.days},
        **{host.id: host.name for host in programme.hosts},
        **{room.id: room.name for room in programme.rooms},
        **{choice.id: choice.name for choice in programme.choices},
        **{session.id: session.short for session in programme.sessions},
    }
    return called[item_id].to(t.language) if item_id in called else item_id


# ------------------------------------------------------------ of the programme


def _changes(t: Translator, names: Names, noted: str) -> str:
    """room: Lunch, Foyer; time: Dinner, 19:00 · programme.xlsx."""
    codes, _, file = noted.partition("; ")
    said = "; ".join(_change(t, names, code) for code in codes.split())
    return " · ".join(part for part in (said, file) if part)


def _change(t: Translator, names: Names, code: str) -> str:
    what, _, about = code.partition(":")
    if what == "changes" and about.isdecimal():
        return str(t.plural("{count} change", "{count} changes", int(about)))
    item_id, _, value = about.partition(":")
    things = [_name(t, names, one) for one in (item_id, value) if one]
    return ": ".join(part for part in (_whats(t).get(what, what), ", ".join(things)) if part)


def _whats(t: Translator) -> Mapping[str, str]:
    """By the names of `agenda.changes.What`, in small letters."""
    changed = t.label("changed")
    return {
        **dict.fromkeys(
            ("choice", "kind", "reminder", "feedback", "text", "talks", "closes", "offer", "details"), changed
        ),
        "new": t.label("new"),
        **dict.fromkeys(("cancelled", "gone"), t.label("called off")),
        "restored": t.label("takes place after all"),
        # TRANSLATORS: of a session, that has changed; before a colon
        "moved": t.label("time"),
        # TRANSLATORS: of a session, that has changed; before a colon
        "length": t.label("length"),
        # TRANSLATORS: of a session, that has changed; before a colon
        "room": t.label("room"),
        # TRANSLATORS: of a session, that have changed; before a colon
        "hosts": t.label("hosts"),
        # TRANSLATORS: of a session, whose number has changed; before a colon
        "capacity": t.label("seats"),
    }


def _hosting(t: Translator, names: Names, noted: str) -> str:
    """2. Creative pedagogy, +5."""
    session_id, _, minutes = noted.partition(" ")
    return ", ".join(part for part in (_name(t, names, session_id), minutes and f"+{minutes}") if part)


# --------------------------------------------------------------- announcements


def _audience(t: Translator, names: Names, noted: str) -> str:
    """everyone: 149."""
    to, colon, count = noted.rpartition(": ")
    if not colon:
        return noted
    return f"{', '.join(_criterion(t, names, one) for one in to.split(', '))}: {count}"


def _criterion(t: Translator, names: Names, noted: str) -> str:
    dimension, _, value = noted.partition(":")
    by_dimension: dict[str, Mapping[str, str]] = {"role": _roles(t), "language": LANGUAGE_NAMES}
    if not value:
        return t.label("everyone") if dimension == "everyone" else dimension
    if dimension in by_dimension:
        return by_dimension[dimension].get(value, value)
    name = names.things.get((Thing.ANNOUNCEMENT, value), value) if dimension == "unanswered" else value
    name = shorten(_name(t, names, name), WORDS)
    titles = {
        "club": t.label("club"),
        "unchosen": t.label("has not chosen"),
        "unanswered": t.label("has not answered"),
    }
    return f"{name} ({titles[dimension]})" if dimension in titles else name


def _roles(t: Translator) -> Mapping[str, str]:
    return {
        Role.PARTICIPANT: t.label("participants"),
        Role.CLUB_LEAD: t.label("club leads"),
        Role.HOST: t.label("trainers and room hosts"),
        Role.ORGANISER: t.label("organisers"),
    }


_APPLYING: Final = (Deed.APPLIED, Deed.APPLIED_SILENTLY, Deed.UNDONE, Deed.UNDONE_SILENTLY)

_SAY: Final[Mapping[Deed, Say]] = MappingProxyType(
    {
        **dict.fromkeys(_APPLYING, _changes),
        **dict.fromkeys((Deed.HOST_FULL, Deed.HOST_LATE), _hosting),
        **dict.fromkeys((Deed.ANNOUNCED, Deed.SCHEDULED, Deed.PAUSED), _audience),
        **dict.fromkeys((Deed.RESUMED, Deed.STOPPED, Deed.WITHDRAWN), _audience),
    }
)
