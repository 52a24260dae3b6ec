"""The calendar file, read back as a calendar would."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from bot.agenda.calendar import calendar_of
from bot.agenda.rules import Programme

NOW = datetime(2019, 4, 29, 12, 0, tzinfo=UTC)


def events(programme: Programme, language: str = "en", *ids: str) -> list[Any]:
    wanted = [session for session in programme.sessions if not ids or session.id in ids]
    return list(Calendar.from_ical(calendar_of(programme, wanted, language, NOW)).walk("VEVENT"))


def test_an_event_has_its_times_in_utc_and_says_where(programme: Programme) -> None:
    (event,) = events(programme, "en", "opening")
    assert event["DTSTART"].to_ical() == b"20190430T030000Z"
    assert event["DTEND"].to_ical() == b"20190430T040000Z"
    assert event["DTSTAMP"].dt == NOW
    assert event["LOCATION"] == "Main Hall, Ground floor, Almaty"
    assert event["SUMMARY"] == "Opening"


@pytest.mark.parametrize(
    ("language", "title"), [("kk", "Креативті педагогика"), ("ru", "Креативная педагогика")]
)
def test_it_speaks_the_persons_language(programme: Programme, language: str, title: str) -> None:
    (event,) = events(programme, language, "art")
    assert event["SUMMARY"] == title
    assert "Анна Ёлкина" in event["DESCRIPTION"]


def test_a_newer_programme_updates_the_same_event(programme: Programme) -> None:
    (before,) = events(programme, "en", "art")
    (after,) = events(replace(programme, version=4), "en", "art")
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (3, 4)


def test_a_cancelled_session_is_cancelled_in_the_calendar_too(programme: Programme) -> None:
    assert [event["STATUS"] for event in events(programme, "en", "law", "sea")] == ["CONFIRMED", "CANCELLED"]


def test_every_session_is_there_once_in_lines_that_calendars_accept(programme: Programme) -> None:
    content = calendar_of(programme, programme.sessions, "kk", NOW)
    assert len({event["UID"] for event in events(programme)}) == len(programme.sessions)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))  # RFC 5545, 3.1
