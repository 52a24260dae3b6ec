"""schedule.json, in days and rooms (frab, pretalx) or as a flat list of events (hub, version 2)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import Source, UnreadableError, line
from bot.agenda.formats.frab import to_source
from bot.agenda.formats.frab_schedule import Entry, Schedule, items, mapping, word

VALUES_LIMIT: Final = 500_000  # commas and brackets; each may become some 200 bytes of memory


def read_schedule_json(content: bytes, base: Document | None) -> Source:
    """Raises UnreadableError where it is no JSON, or no schedule."""
    schedule = mapping(mapping(_parsed(content)).get("schedule"))
    conference = mapping(schedule.get("conference"))
    entries = [*_of_days(conference), *_flat(schedule)]
    return to_source(Schedule(conference, entries, "/schedule/conference"), base)


def _parsed(content: bytes) -> Any:
    if sum(map(content.count, (b",", b"{", b"["))) > VALUES_LIMIT:
        raise UnreadableError("too-many-values", limit=str(VALUES_LIMIT))
    try:
        return json.loads(content)
    except UnicodeDecodeError as error:
        raise UnreadableError("not-utf8") from error
    except json.JSONDecodeError as error:
        raise UnreadableError("not-json", line(error.lineno), detail=error.msg) from error
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableError("not-json", detail=str(error)) from error
    except RecursionError as error:
        raise UnreadableError("too-deep") from error


def _of_days(conference: Mapping[str, Any]) -> Iterator[Entry]:
    for number, day in enumerate(map(mapping, items(conference.get("days"))), start=1):
        for room, events in mapping(day.get("rooms")).items():
            place = f"/schedule/conference/days[{number}]/rooms/{room}"
            for count, event in enumerate(map(mapping, items(events)), start=1):
                values = {**event, "room": event.get("room") or room}
                yield Entry(values, f"{place}[{count}]", word(day.get("date")))


def _flat(schedule: Mapping[str, Any]) -> Iterator[Entry]:
    for number, event in enumerate(map(mapping, items(schedule.get("events"))), start=1):
        yield Entry(event, f"/schedule/events[{number}]", "")
