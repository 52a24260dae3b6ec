"""What a new version of the programme changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.changes import What, compare
from bot.agenda.rules import Choice, Day, Host, InfoPage, Kind, Programme, Room, Session, Talk
from bot.i18n.localised import Localised
from bot.programme.english import change_in_english

NINE = datetime(2025, 4, 30, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def texts(text: str) -> Localised:
    return Localised(f"{text} kk", f"{text} ru", text)


OPENING = Session("opening", "day1", Kind.PLENARY, texts("Opening of it all"), texts("Opening"),
                  NINE, NINE + HOUR, "main", host_ids=("anna",),
                  talks=(Talk(NINE, texts("Talk"), "anna"),))  # fmt: skip
ART = Session("art", "day1", Kind.TRAINING, texts("Art"), texts("Art"),
              NINE + 2 * HOUR, NINE + 3 * HOUR, "side", choice_id="pick", capacity=20)  # fmt: skip
PROGRAMME = Programme(
    version=1,
    id="small",
    name=texts("Seminar"),
    short_name=texts("Seminar"),
    city=texts("Almaty"),
    zone=ZoneInfo("Asia/Almaty"),
    capacity=50,
    days=(Day("day1", date(2025, 4, 30), texts("Day 1")),),
    rooms=(Room("main", texts("Main Hall"), 100), Room("side", texts("Side Room"), 30)),
    hosts=(Host("anna", "speaker", texts("Anna")), Host("berik", "trainer", texts("Berik"))),
    choices=(Choice("pick", texts("Choice"), NINE + HOUR),),
    sessions=(OPENING, ART),
    info=(InfoPage("meals", texts("Meals"), texts("Halal")),),
)


LATER = {"starts_at": NINE + HOUR, "ends_at": NINE + 2 * HOUR,
         "talks": (replace(OPENING.talks[0], starts_at=NINE + HOUR),)}  # fmt: skip


def with_session(**changes: Any) -> Programme:
    return replace(PROGRAMME, version=2, sessions=(replace(OPENING, **changes), ART))


def told(new: Programme, old: Programme = PROGRAMME) -> list[str]:
    return [change_in_english(change) for change in compare(old, new)]


def test_a_new_number_alone_changes_nothing() -> None:
    assert compare(PROGRAMME, PROGRAMME) == []
    assert compare(PROGRAMME, replace(PROGRAMME, version=2)) == []


@pytest.mark.parametrize(
    ("changes", "what", "line"),
    [
        (LATER, What.MOVED,
         "Wed 30 Apr, 09:00–10:00 → 10:00–11:00"),
        ({"ends_at": NINE + HOUR / 2}, What.LENGTH,
         "length: 1 hour → 30 minutes, until 09:30"),
        ({"room_id": "side"}, What.ROOM, "room: Main Hall → Side Room"),
        ({"host_ids": ("anna", "berik")}, What.HOSTS, "hosts: Anna → Anna and Berik"),
        ({"host_ids": ()}, What.HOSTS, "hosts: Anna → —"),
        ({"capacity": 10}, What.CAPACITY, "seats: — → 10"),
        ({"choice_id": "pick"}, What.CHOICE, "choice: — → Choice"),
        ({"kind": Kind.SOCIAL}, What.KIND, "kind: plenary → social event"),
        ({"reminded": False}, What.REMINDER, "people are not reminded of it"),
        ({"title": replace(OPENING.title, en="Start")}, What.TEXT,
         "title, English: Opening of it all → Start"),
        ({"title": replace(OPENING.title, kk="к", ru="р")}, What.TEXT,
         "title, Қазақша: Opening of it all kk → к; title, Русский: Opening of it all ru → р"),
        ({"title": replace(OPENING.title, ru="р" * 41)}, What.TEXT, "title, Русский"),
        ({"description": Localised("к", "р", "e")}, What.TEXT,
         "description, Қазақша: — → к; description, Русский: — → р; description, English: — → e"),
        ({"talks": ()}, What.TALKS, "other talks, or at other times"),
        ({"cancelled": True}, What.CANCELLED, "is cancelled"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)  # fmt: skip
def test_one_change_of_a_session(changes: dict[str, Any], what: What, line: str) -> None:
    (change,) = compare(PROGRAMME, with_session(**changes))
    assert (change.what, change.subject, change.id) == (what, "session", "opening")
    assert (change.before, change.after) == (OPENING, replace(OPENING, **changes))
    assert change_in_english(change) == f"session opening (Opening): {line}"


def test_a_session_may_change_in_several_ways_at_once() -> None:
    changes = compare(PROGRAMME, with_session(starts_at=NINE - HOUR, room_id="side"))
    assert [change.what for change in changes] == [What.MOVED, What.LENGTH, What.ROOM, What.TALKS]


def test_sessions_come_and_go() -> None:
    dinner = replace(OPENING, id="dinner", short=texts("Dinner"))
    new = replace(PROGRAMME, sessions=(OPENING, dinner))
    assert told(new) == [
        "session dinner (Dinner): new, Wed 30 Apr, 09:00–10:00",
        "session art (Art): no longer in the programme, so it is cancelled",
    ]
    assert [change.what for change in compare(new, PROGRAMME)] == [What.NEW, What.GONE]


def test_a_cancelled_session_comes_back_or_goes_without_a_word() -> None:
    cancelled = with_session(cancelled=True)
    assert told(PROGRAMME, cancelled) == ["session opening (Opening): takes place after all"]
    assert told(replace(PROGRAMME, sessions=(ART,)), cancelled) == []
    moved = with_session(starts_at=NINE + HOUR, ends_at=NINE + 2 * HOUR, talks=())
    assert [change.what for change in compare(cancelled, moved)] == [What.RESTORED, What.MOVED, What.TALKS]


def test_choices_change() -> None:
    pick = PROGRAMME.choices[0]
    assert told(replace(PROGRAMME, choices=(replace(pick, closes_at=NINE),))) == [
        "choice pick (Choice): choosing is open until: 30 April, 10:00 → 30 April, 09:00"
    ]
    assert told(replace(PROGRAMME, choices=(replace(pick, offer_for=timedelta(minutes=5)),))) == [
        "choice pick (Choice): a free seat is kept for: 15 minutes → 5 minutes"
    ]
    assert told(replace(PROGRAMME, choices=(replace(pick, name=replace(pick.name, en="Pick")),))) == [
        "choice pick (Pick): name, English: Choice → Pick"
    ]
    assert told(replace(PROGRAMME, choices=())) == ["choice pick (Choice): no longer in the programme"]


def test_everything_else_changes() -> None:
    new = replace(
        PROGRAMME,
        city=replace(PROGRAMME.city, en="Astana"),
        days=(*PROGRAMME.days, Day("day2", date(2025, 5, 1), texts("Day 2"))),
        rooms=(
            replace(PROGRAMME.rooms[0], name=replace(PROGRAMME.rooms[0].name, en="Great Hall"), capacity=90),
            PROGRAMME.rooms[1],
        ),
        hosts=PROGRAMME.hosts[:1],
        info=(replace(PROGRAMME.info[0], text=replace(PROGRAMME.info[0].text, ru="Халяль")),),
    )
    assert told(new) == [
        "session opening (Opening): room: Main Hall → Great Hall",
        "day day2 (Day 2): new",
        "room main (Great Hall): name, English: Main Hall → Great Hall; number of places: 100 → 90",
        "person berik (Berik): no longer in the programme",
        "page meals (Meals): text, Русский: Halal ru → Халяль",
        "seminar small (Seminar): city, English: Almaty → Astana",
    ]
