"""The seminar and its days, from a schedule's conference and the programme that is there already."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from bot.agenda.formats.findings import Fault, Path, UnreadableError, path
from bot.agenda.formats.frab_identity import slug
from bot.agenda.formats.frab_schedule import Schedule, word
from bot.agenda.formats.frab_texts import complete, given, merged
from bot.agenda.formats.times import offset_text, zone_named
from bot.i18n.localised import LANGUAGES

_SOME_SEATS: Final = 100  # where nothing at all is known


def zone_of(schedule: Schedule, present: Mapping[str, Any]) -> ZoneInfo:
    """The schedule's zone; a mere "UTC" gives way to the present programme's. Raises UnreadableError."""
    own = word(schedule.conference.get("time_zone_name"))
    name = present.get("time_zone", "") if own in {"", "UTC", "Etc/UTC"} and present else own
    if not name:
        raise UnreadableError("zone-missing", path(schedule.place))
    zone = zone_named(name)
    if zone is None:
        raise UnreadableError("unknown-zone", path(f"{schedule.place}/time_zone_name"), value=name)
    return zone


def days_of(dates: Iterable[date], present: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """A day for each date, and the present programme's days unless it is about quite other dates."""
    wanted = {on.isoformat() for on in dates}
    known = {day["date"]: day for day in present}
    known = known if wanted & set(known) else {}
    taken = {day["id"] for day in known.values()}
    return [
        known.get(on) or _day(number, on, taken)
        for number, on in enumerate(sorted(wanted | set(known)), start=1)
    ]


def _day(number: int, on: str, taken: set[str]) -> Mapping[str, Any]:
    name = {"kk": f"{number}-күн", "ru": f"День {number}", "en": f"Day {number}"}
    own = f"day{number}"
    return {"id": f"day-{on}" if own in taken else own, "date": on, "name": name}


def event_of(
    schedule: Schedule, present: Mapping[str, Any], zone: ZoneInfo, days: Sequence[date], language: str
) -> tuple[Mapping[str, Any], Sequence[Fault]]:
    conference = schedule.conference
    title, faults = merged(given(conference.get("title"), language), present.get("name"), ("event", "name"))
    short = present.get("short_name") or given(conference.get("short_name"), language) or title
    name = word(conference.get("acronym")) or next(iter(title.values()), "")
    city, unsure = _city(conference, present, zone, language)
    offset = offset_text(datetime.combine(min(days), time(12), zone))
    event = {
        "id": present.get("id") or slug(name) or "seminar",
        "time_zone": zone.key,
        "expected_utc_offset": present.get("expected_utc_offset") or offset,
        "first_day": min(days).isoformat(),
        "last_day": max(days).isoformat(),
        "name": title,
        "short_name": short,
        "city": city,
        "country": present.get("country"),
        **{key: present[key] for key in ("feedback_minutes", "feedback_days") if key in present},
    }
    return event, [*faults, *unsure]


def _city(
    conference: Mapping[str, Any], present: Mapping[str, Any], zone: ZoneInfo, language: str
) -> tuple[Mapping[str, str], Sequence[Fault]]:
    """The zone's own city where nobody says which (names from CLDR)."""
    city, faults = complete(given(conference.get("city"), language), present.get("city"), ("event", "city"))
    if city is not None:
        return city, faults
    names = {code: get_timezone_location(zone, locale=code, return_city=True) for code in LANGUAGES}
    return names, [Fault("city-assumed", ("event", "city"), warning=True)]


def capacities(
    event: dict[str, Any],
    conference: Mapping[str, Any],
    present: Mapping[str, Any],
    rooms: Sequence[dict[str, Any]],
) -> Sequence[Fault]:
    """Fill in the capacities that are missing, and say so."""
    known = [room["capacity"] for room in rooms if room.get("capacity")]
    own = present.get("capacity") or word(conference.get("capacity"))
    event["capacity"] = assumed = own or max(known, key=int, default=_SOME_SEATS)
    paths: list[Path] = [] if own else [("event", "capacity")]
    paths += [("rooms", number, "capacity") for number, room in enumerate(rooms) if not room.get("capacity")]
    for room in rooms:
        room["capacity"] = room.get("capacity") or assumed
    return [Fault("capacity-assumed", path, {"capacity": str(assumed)}, warning=True) for path in paths]
