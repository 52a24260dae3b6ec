"""What a new version of the programme changes, a line for each change."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.agenda.changes import Change, What
from bot.agenda.rules import Choice, Kind, Programme, Session
from bot.i18n.dates import clock_time, date_and_time, day_of, duration, listed, short_weekday_date, time_range
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.programme.screens.naming import Place, room_names

ARROW: Final = "→"
NOTHING: Final = "—"
_SHORT: Final = 40  # characters; of longer texts only the field and the language are said

Say = Callable[[Translator, Change], str]


def change_line(t: Translator, change: Change) -> str:
    """`Lunch · room: Restaurant → Foyer`."""
    return f"{change.name.to(t.language)} · {change_words(t, change)}"


def change_words(t: Translator, change: Change) -> str:
    """The same without the name of what changes."""
    return _WORDS[change.what](t, change)


def _new(t: Translator, change: Change) -> str:
    if isinstance(change.after, Session):
        return t.label("new, {when}", when=_span(t, change.new, change.after))
    return t.label("new")


def _gone(t: Translator, change: Change) -> str:
    if isinstance(change.before, Session):
        return t.label("no longer in the programme, so it is cancelled")
    return t.label("no longer in the programme")


def _moved(t: Translator, change: Change) -> str:
    """The day once where it is the same."""
    before, after = _sessions(change)
    to = (
        time_range(after.starts_at, after.ends_at, change.new.zone)
        if before.day_id == after.day_id
        else _span(t, change.new, after)
    )
    return _from_to(_span(t, change.old, before), to)


def _length(t: Translator, change: Change) -> str:
    before, after = _sessions(change)
    old, new = (duration(session.ends_at - session.starts_at, t.language) for session in (before, after))
    until = clock_time(after.ends_at, change.new.zone)
    return t.label("length: {old} → {new}, until {time}", old=old, new=new, time=until)


def _room(t: Translator, change: Change) -> str:
    before, after = _sessions(change)
    old, new = room_names(Place(change.old, before), Place(change.new, after), t.language)
    return t.label("room: {old} → {new}", old=old, new=new)


def _hosts(t: Translator, change: Change) -> str:
    before, after = _sessions(change)
    old, new = _host_names(t, change.old, before), _host_names(t, change.new, after)
    return t.label("hosts: {old} → {new}", old=old, new=new)


def _host_names(t: Translator, programme: Programme, session: Session) -> str:
    names = [programme.host_name(host_id).to(t.language) for host_id in session.host_ids]
    return listed(names, t.language) or NOTHING


def _capacity(t: Translator, change: Change) -> str:
    before, after = _sessions(change)
    return t.label("seats: {old} → {new}", old=before.capacity or NOTHING, new=after.capacity or NOTHING)


def _choice(t: Translator, change: Change) -> str:
    before, after = _sessions(change)
    old, new = _choice_name(t, change.old, before), _choice_name(t, change.new, after)
    return t.label("choice: {old} → {new}", old=old, new=new)


def _choice_name(t: Translator, programme: Programme, session: Session) -> str:
    choice = programme.choice(session.choice_id or "")
    return choice.name.to(t.language) if choice else NOTHING


def _kind(t: Translator, change: Change) -> str:
    before, after = _sessions(change)
    return t.label("kind: {old} → {new}", old=kind_name(t, before.kind), new=kind_name(t, after.kind))


def kind_name(t: Translator, kind: Kind) -> str:
    names = {
        Kind.REGISTRATION: t.label("registration"),
        Kind.PLENARY: t.label("plenary"),
        Kind.TRAINING: t.label("training session"),
        Kind.WORKSHOP: t.label("workshop"),
        Kind.BREAK: t.label("break"),
        Kind.MEAL: t.label("meal"),
        Kind.SOCIAL: t.label("social event"),
    }
    return names[kind]


def _reminder(t: Translator, change: Change) -> str:
    _, after = _sessions(change)
    return (
        t.label("people are reminded of it") if after.reminded else t.label("people are not reminded of it")
    )


def _feedback(t: Translator, change: Change) -> str:
    _, after = _sessions(change)
    return t.label("people are asked how it was") if after.rated else t.label("nobody is asked how it was")


def _closes(t: Translator, change: Change) -> str:
    before, after = _choices(change)
    old = date_and_time(before.closes_at, change.old.zone, t.language)
    new = date_and_time(after.closes_at, change.new.zone, t.language)
    return t.label("choosing is open until: {old} → {new}", old=old, new=new)


def _offer(t: Translator, change: Change) -> str:
    old, new = (duration(choice.offer_for, t.language) for choice in _choices(change))
    return t.label("a free seat is kept for: {old} → {new}", old=old, new=new)


def _fields(t: Translator, change: Change) -> str:
    said = [_field(t, *field) for field in change.fields]
    return "; ".join(said) or t.label("details")


def _field(t: Translator, name: str, language: str, old: str, new: str) -> str:
    about = ", ".join(part for part in (_field_name(t, name), LANGUAGE_NAMES.get(language)) if part)
    if old == new or max(len(old), len(new)) > _SHORT:
        return about
    return f"{about}: {_from_to(old or NOTHING, new or NOTHING)}"


def _field_name(t: Translator, name: str) -> str:
    names = {
        "title": t.label("title"),
        "short": t.label("button"),
        "description": t.label("description"),
        "name": t.label("name"),
        "short_name": t.label("short name"),
        "note": t.label("note"),
        "date": t.label("date"),
        "capacity": t.label("number of places"),
        "directions": t.label("way to it"),
        "role": t.label("role"),
        "text": t.label("text"),
        "city": t.label("city"),
        "zone": t.label("time zone"),
        "feedback_minutes": t.label("feedback, minutes before a session ends"),
        "feedback_days": t.label("feedback, days after the last one"),
        "questionnaire": t.label("asked in"),
        "type": t.label("type"),
        "lowest": t.label("lowest number"),
        "highest": t.label("highest number"),
        "aim": t.label("aim"),
        "declaration": t.label("text of the Declaration"),
        **_follow_up_names(t),
    }
    return names[name]


def _follow_up_names(t: Translator) -> Mapping[str, str]:
    return {
        "asks_at": t.label("follow-up, people are asked at"),
        "check_ins": t.label("follow-up, check-ins"),
        "days_before": t.label("follow-up, days before a step is due"),
        "days_after": t.label("follow-up, days after a step was due"),
        "holidays": t.label("follow-up, holidays"),
        "school_year_ends": t.label("end of the school year"),
    }


_WORDS: Final[Mapping[What, Say]] = {
    What.NEW: _new,
    What.CANCELLED: lambda t, _: t.label("is cancelled"),
    What.RESTORED: lambda t, _: t.label("takes place after all"),
    What.MOVED: _moved,
    What.LENGTH: _length,
    What.ROOM: _room,
    What.HOSTS: _hosts,
    What.CAPACITY: _capacity,
    What.CHOICE: _choice,
    What.KIND: _kind,
    What.REMINDER: _reminder,
    What.FEEDBACK: _feedback,
    What.TEXT: _fields,
    What.TALKS: lambda t, _: t.label("other talks, or at other times"),
    What.CLOSES: _closes,
    What.OFFER: _offer,
    What.GONE: _gone,
    What.DETAILS: _fields,
}


# ------------------------------------------------------------------ the pieces


def _sessions(change: Change) -> tuple[Session, Session]:
    assert isinstance(change.before, Session)  # noqa: S101 -- only a session that stays changes so
    assert isinstance(change.after, Session)  # noqa: S101
    return change.before, change.after


def _choices(change: Change) -> tuple[Choice, Choice]:
    assert isinstance(change.before, Choice)  # noqa: S101 -- only a choice that stays changes so
    assert isinstance(change.after, Choice)  # noqa: S101
    return change.before, change.after


def _span(t: Translator, programme: Programme, session: Session) -> str:
    day = short_weekday_date(day_of(session.starts_at, programme.zone), t.language)
    return f"{day}, {time_range(session.starts_at, session.ends_at, programme.zone)}"


def _from_to(old: str, new: str) -> str:
    return f"{old} {ARROW} {new}"
