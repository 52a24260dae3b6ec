"""What was noted of a deed, in the reader's language: the ids and codes of it as people know them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bot.agenda.rules import Programme
from bot.audit.rules import Deed, Entry
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people.rules import Role

Say = Callable[[Translator, Programme, str], str]


def details(t: Translator, programme: Programme, entry: Entry) -> str:
    """As it was noted, where it has no codes."""
    return _SAY[entry.deed](t, programme, entry.details) if entry.deed in _SAY else entry.details


def _name(t: Translator, programme: Programme, item_id: str) -> str:
    """What people call something of the programme; its id, where the programme has it no more."""
    names = {
        **{page.id: page.title for page in programme.info},
        **{day.id: day.name for day in programme.days},
        **{host.id: host.name for host in programme.hosts},
        **{room.id: room.name for room in programme.rooms},
        **{choice.id: choice.name for choice in programme.choices},
        **{session.id: session.short for session in programme.sessions},
    }
    return names[item_id].to(t.language) if item_id in names else item_id


# ------------------------------------------------------------ of the programme


def _changes(t: Translator, programme: Programme, noted: str) -> str:
    """room: Lunch, Foyer; time: Dinner, 19:00 · programme.xlsx."""
    codes, _, file = noted.partition("; ")
    said = "; ".join(_change(t, programme, code) for code in codes.split())
    return " · ".join(part for part in (said, file) if part)


def _change(t: Translator, programme: Programme, code: str) -> str:
    what, _, about = code.partition(":")
    if what == "changes" and about.isdecimal():
        return str(t.plural("{count} change", "{count} changes", int(about)))
    item_id, _, value = about.partition(":")
    things = [_name(t, programme, one) for one in (item_id, value) if one]
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


def _hosting(t: Translator, programme: Programme, noted: str) -> str:
    """2. Creative pedagogy, +5."""
    session_id, _, minutes = noted.partition(" ")
    return ", ".join(part for part in (_name(t, programme, session_id), minutes and f"+{minutes}") if part)


# --------------------------------------------------------------- announcements


def _audience(t: Translator, programme: Programme, noted: str) -> str:
    """everyone: 149."""
    to, colon, count = noted.rpartition(": ")
    if not colon:
        return noted
    return f"{', '.join(_criterion(t, programme, one) for one in to.split(', '))}: {count}"


def _criterion(t: Translator, programme: Programme, noted: str) -> str:
    dimension, _, value = noted.partition(":")
    by_dimension: dict[str, Mapping[str, str]] = {"role": _roles(t), "language": LANGUAGE_NAMES}
    if not value:
        return t.label("everyone") if dimension == "everyone" else dimension
    if dimension in by_dimension:
        return by_dimension[dimension].get(value, value)
    name = _name(t, programme, value)
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


_SAY: Final[Mapping[Deed, Say]] = MappingProxyType(
    {
        **dict.fromkeys((Deed.APPLIED, Deed.APPLIED_SILENTLY, Deed.UNDONE), _changes),
        **dict.fromkeys((Deed.HOST_FULL, Deed.HOST_LATE), _hosting),
        **dict.fromkeys((Deed.ANNOUNCED, Deed.SCHEDULED, Deed.PAUSED), _audience),
        **dict.fromkeys((Deed.RESUMED, Deed.STOPPED, Deed.WITHDRAWN), _audience),
    }
)
