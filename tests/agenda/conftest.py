"""A small seminar of two days."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.support import NullTranslations

from bot.agenda.outlook import Outlook
from bot.agenda.rules import Choice, Day, Host, InfoPage, Kind, Programme, Room, Session, Talk
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator


def texts(english: str, kazakh: str = "", russian: str = "") -> Localised:
    return Localised(kazakh or f"{english} (kk)", russian or f"{english} (ru)", english)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment by the clocks of Almaty on the first or the second day."""
    local = (
        datetime(2019, 4, 29 + day, hour, minute, tzinfo=ALMATY)
        if day == 1
        else datetime(2019, 5, day - 1, hour, minute, tzinfo=ALMATY)
    )
    return local.astimezone(UTC)


ALMATY = ZoneInfo("Asia/Almaty")
HALLS = ("main", "hall1", "hall2", "hall3")


def session(name: str, day: int, hours: tuple[int, int], room: str = "main", **more: Any) -> Session:
    title = more.pop("title", texts(name.capitalize()))
    return Session(
        id=name,
        day_id=f"day{day}",
        kind=more.pop("kind", Kind.PLENARY),
        title=title,
        short=more.pop("short", title),
        starts_at=at(day, hours[0]),
        ends_at=at(day, hours[1]),
        room_id=room,
        **more,
    )


def training(name: str, room: str, **more: Any) -> Session:
    return session(name, 1, (14, 16), room, kind=Kind.TRAINING, choice_id="training", capacity=2, **more)


@pytest.fixture
def programme() -> Programme:
    art = texts("Creative pedagogy", "Креативті педагогика", "Креативная педагогика")
    return Programme(
        version=3,
        id="almaty-2019",
        name=texts("International Seminar"),
        short_name=texts("GCED Seminar"),
        city=texts("Almaty", "Алматы", "Алматы"),
        zone=ALMATY,
        capacity=150,
        days=(
            Day("day1", date(2019, 4, 30), texts("Day 1")),
            Day("day2", date(2019, 5, 1), texts("Day 2"), texts("A public holiday")),
        ),
        rooms=(
            Room("main", texts("Main Hall", "Үлкен зал", "Большой зал"), 180, texts("Ground floor")),
            *(Room(f"hall{n}", texts(f"Hall {n}", f"{n}-зал", f"Зал {n}"), 40) for n in (1, 2, 3)),
        ),
        hosts=(Host("anna", "trainer", texts("Anna Ёлкина", "Анна Ёлкина", "Анна Ёлкина")),),
        choices=(Choice("training", texts("Choice of training"), at(1, 13, 30)),),
        sessions=(
            session("opening", 1, (9, 10), description=texts("Words of welcome"), talks=(
                Talk(at(1, 9), texts("Teaching peace"), "anna"),
            )),
            session("debate", 1, (10, 12)),
            training("law", "hall1"),
            training("art", "hall2", title=art, host_ids=("anna",), description=texts("Play <b> & art")),
            training("sea", "hall3", cancelled=True),
            session("dinner", 1, (18, 20), kind=Kind.SOCIAL),
            session("coffee", 2, (9, 10), kind=Kind.BREAK, reminded=False),
            session("final", 2, (10, 12)),
        ),
        info=(
            InfoPage("wifi", texts("Wi-Fi"), texts(""), unfilled=("network", "password")),
            InfoPage("meals", texts("Meals", "Тамақтану", "Питание"), texts("Halal dishes", "Халал ас")),
        ),
    )  # fmt: skip


@pytest.fixture
def look(programme: Programme) -> Callable[..., Outlook]:
    """An outlook by day, hour and minute, with whatever else a test needs."""

    def looking(*moment: int, **more: Any) -> Outlook:
        facts = {"seats": {}, "waits": {}, "taken": {}} | more
        return Outlook(programme, at(*moment), **facts)

    return looking


@pytest.fixture
def t() -> Translator:
    return Translator("en", NullTranslations())
