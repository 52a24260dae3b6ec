"""Schedules as other programs export them, in JSON and in XML."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from bot.agenda.changes import What, compare
from bot.agenda.formats import Document, Finding, Reading, read_programme
from tests.agenda.formats.small import place_of
from tests.sheets.memory import memory_below

GUIDS = ("0b8f5f6e-0001-4000-8000-000000000001", "0b8f5f6e-0002-4000-8000-000000000002")


def three(text: str) -> Mapping[str, str]:
    return {"kk": f"{text} kk", "ru": f"{text} ru", "en": text}


ROOM = {"name": three("Hall"), "guid": "hall"}


def event(of: str, at: str, **more: Any) -> dict[str, Any]:
    return {"guid": of, "date": f"2025-04-30T{at}:00+05:00", "start": at, "duration": "1:00",
            "room": ROOM, "title": three("Opening"), "type": "plenary"} | more  # fmt: skip


def by_days(*events: Mapping[str, Any], **conference: Any) -> bytes:
    """A schedule as frab and pretalx write it."""
    rooms: dict[str, list[Any]] = {}
    for one in events:
        room = one.get("room") or "Hall"
        rooms.setdefault(room if isinstance(room, str) else "Hall", []).append(one)
    about = {"acronym": "small", "title": three("Seminar"), "time_zone_name": "Asia/Almaty", "capacity": 50,
             "city": three("Almaty"), "rooms": [{"name": "Hall", "capacity": 100}]} | conference  # fmt: skip
    days = [{"index": 1, "date": "2025-04-30", "rooms": rooms}]
    return json.dumps({"schedule": {"version": "1", "conference": about | {"days": days}}}).encode()


def read(content: bytes, base: Document | None = None, name: str = "schedule.json") -> Reading:
    reading = read_programme(name, content, base)
    assert (reading.document is None) == any(not finding.warning for finding in reading.findings)
    return reading


def codes(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, place_of(finding)) for finding in findings]


FLAT = {
    "schedule": {
        "version": "2",
        "conference": {
            "acronym": "small",
            "title": three("Seminar"),
            "time_zone_name": "Asia/Almaty",
            "rooms": [{"name": "Hall", "guid": "hall", "capacity": 80}],
        },
        "events": [
            {
                "guid": GUIDS[0],
                "type": "workshop",
                "start": "2025-04-30T09:00:00+05:00",
                "end": "2025-04-30T10:30:00+05:00",
                "room": ROOM,
                "title": three("Opening"),
                "abstract": three("<p>Words &amp; music</p>"),
                "participants": [{"guid": "p1", "name": three("Anna"), "role": "trainer"}],
            }
        ],
    }
}


def test_a_flat_schedule_in_three_languages_needs_nothing_else() -> None:
    document, findings = read(json.dumps(FLAT).encode())
    assert document is not None, findings
    assert {finding.code for finding in findings} == {"city-assumed", "capacity-assumed"}
    programme = document.to_programme(1)
    (session,) = programme.sessions
    assert (session.id, session.kind, session.title.ru) == (GUIDS[0], "workshop", "Opening ru")
    assert session.description is not None
    assert session.description.en == "Words & music"
    assert programme.city.kk == "Алматы"
    assert (programme.room("hall").name.ru, programme.host("p1").role) == ("Hall ru", "trainer")
    assert document.event.expected_utc_offset == "+05:00"
    assert [(day.id, day.name.ru) for day in document.days] == [("day1", "День 1")]


def test_texts_in_one_language_are_refused_where_nobody_knows_the_others() -> None:
    _, findings = read(by_days(event(GUIDS[0], "09:00", title="Opening", room="Hall"), title="Seminar"))
    place = "/schedule/conference/days[1]/rooms/Hall[1]"
    errors = [finding for finding in findings if not finding.warning]
    assert codes(errors) == [
        ("languages-missing", "/schedule"),
        ("text-missing", "/schedule/conference/title"),
        ("text-missing", "/schedule/conference/title"),
        ("text-missing", "/schedule/conference"),
        ("text-missing", "/schedule/conference"),
        ("text-missing", f"{place}/room"),
        ("text-missing", f"{place}/room"),
        ("text-missing", f"{place}/title"),
        ("text-missing", f"{place}/title"),
    ]
    assert {finding.parameters.get("language") for finding in errors[1:]} == {"kk", "ru"}


# ------------------------------------------------- with a programme that is there already


def english(document: Document) -> bytes:
    """The small programme as pretalx would export it: English only, ids as codes."""
    rooms = {room.id: room.name.en for room in document.rooms}
    people = {person.id: person.name.en for person in document.people}
    events = [
        event("", f"{session.start:%H:%M}", code=session.id, room=rooms[session.room], title=session.title.en,
              persons=[{"id": 1, "public_name": people[person]} for person in session.people])
        for session in document.sessions
    ]  # fmt: skip
    return by_days(*events, title=document.event.name.en, time_zone_name="UTC", city=None)


def test_the_other_languages_come_from_the_present_programme(small: Document) -> None:
    document, findings = read(english(small), small)
    assert document is not None, findings
    assert findings == []
    assert compare(small.to_programme(1), document.to_programme(2)) == []
    assert document.choices == small.choices
    assert document.info == small.info


def test_a_schedule_moves_a_session_and_its_talks(small: Document) -> None:
    moved = english(small).replace(b'"09:00"', b'"08:00"').replace(b"T09:00", b"T08:00")
    document, findings = read(moved, small)
    assert document is not None, findings
    changes = compare(small.to_programme(1), document.to_programme(2))
    assert [(change.what, change.id) for change in changes] == [(What.MOVED, "opening")]
    assert f"{document.sessions[0].talks[0].start:%H:%M}" == "08:30"


def test_a_text_changed_in_one_language_warns_about_the_others(small: Document) -> None:
    document, findings = read(english(small).replace(b'"Opening"', b'"Grand opening"'), small)
    assert document is not None
    assert [(finding.code, finding.parameters["item"]) for finding in findings] == [
        ("one-language", "session opening")
    ]
    assert (document.sessions[0].title.en, document.sessions[0].title.ru) == ("Grand opening", "Открытие")


def test_a_new_session_in_one_language_is_refused(small: Document) -> None:
    schedule = json.loads(english(small))
    schedule["schedule"]["conference"]["days"][0]["rooms"]["Hall"].append(
        event(GUIDS[1], "15:00", title="Concert", room="Hall")
    )
    _, findings = read(json.dumps(schedule).encode(), small)
    errors = [finding for finding in findings if not finding.warning]
    assert [finding.code for finding in errors] == ["languages-missing", "text-missing", "text-missing"]
    assert errors[1].parameters["item"] == f"session {GUIDS[1]}"


def test_a_session_that_left_the_schedule_leaves_the_programme(small: Document) -> None:
    schedule = json.loads(english(small))
    schedule["schedule"]["conference"]["days"][0]["rooms"].pop("Room")
    document, findings = read(json.dumps(schedule).encode(), small)
    assert document is not None, findings
    assert [session.id for session in document.sessions] == ["opening", "one"]


def test_a_description_in_one_language_is_left_out(small: Document) -> None:
    schedule = english(small).replace(b'"type"', b'"description": "All about it", "type"', 1)
    document, findings = read(schedule, small)
    assert document is not None
    assert [finding.code for finding in findings] == ["left-out"]
    assert document.sessions[0].description is None


# ----------------------------------------------------------------------- quirks


def test_days_follow_the_clock_of_the_place() -> None:
    """An event after midnight is on its own date, whatever day it is listed under."""
    night = event(GUIDS[1], "00:30", date="2025-04-30T19:30:00+00:00")
    document, _ = read(by_days(event(GUIDS[0], "22:00"), night))
    assert document is not None
    assert [day.date for day in document.days] == [date(2025, 4, 30), date(2025, 5, 1)]
    assert [session.day for session in document.sessions] == ["day1", "day2"]


def test_a_local_time_marked_as_utc_is_flagged() -> None:
    document, findings = read(by_days(event(GUIDS[0], "09:00", date="2025-04-30T09:00:00Z")))
    assert document is not None
    assert codes(findings) == [("local-marked-utc", "/schedule/conference/days[1]/rooms/Hall[1]/start")]
    assert f"{document.sessions[0].start:%H:%M}" == "09:00"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"duration": "a while"}, "not-a-duration", "/duration"),
        ({"duration": None}, "event-without-end", "/duration"),
        ({"duration": "20:00"}, "past-midnight", "/duration"),
        ({"date": "", "start": ""}, "event-without-start", "/start"),
        ({"date": "2025-04-30T09:00:00+06:00"}, "start-disagrees", "/date"),
        ({"guid": None}, "event-without-identity", ""),
        ({"type": "Talk (45 minutes)"}, "kind-assumed", "/type"),
        ({"title": three("A very long title of a very short session")}, "short-made", "/title"),
    ],
)
def test_a_quirk_is_found_where_it_is(more: Mapping[str, Any], code: str, field: str) -> None:
    _, findings = read(by_days(event(GUIDS[0], "11:00"), event(GUIDS[1], "09:00", **more)))
    assert (code, f"/schedule/conference/days[1]/rooms/Hall[2]{field}") in codes(findings)


def test_kinds_are_guessed_from_types() -> None:
    kinds = {
        "Workshop (90 min)": "workshop",
        "Coffee": "break",
        "LUNCH": "meal",
        "Talk": "plenary",
        "": "plenary",
    }
    for named, kind in kinds.items():
        document, _ = read(by_days(event(GUIDS[0], "09:00", type=named)))
        assert document is not None
        assert document.sessions[0].kind == kind


def test_a_room_named_in_another_language_lacks_its_texts_not_itself() -> None:
    _, findings = read(by_days(event(GUIDS[0], "09:00", room="Saal"), language="de", rooms=[]))
    assert [finding.code for finding in findings if not finding.warning] == ["text-missing"] * 3
    assert {finding.parameters["item"] for finding in findings if not finding.warning} == {"room Saal"}


def test_twins_are_refused() -> None:
    twin = event("", "09:00", id=997)
    _, findings = read(by_days(twin, twin | {"room": "Other"}, rooms=[]))
    assert "id-twice" in [finding.code for finding in findings]


def test_overlaps_in_a_room_are_found() -> None:
    _, findings = read(by_days(event(GUIDS[0], "09:00"), event(GUIDS[1], "09:30")))
    assert "room-overlap" in [finding.code for finding in findings]


def test_a_schedule_must_say_where_its_clock_is(small: Document) -> None:
    _, findings = read(by_days(event(GUIDS[0], "09:00"), time_zone_name=""))
    assert codes(findings) == [("zone-missing", "/schedule/conference")]
    _, findings = read(by_days(event(GUIDS[0], "09:00"), time_zone_name="Almaty time"))
    assert codes(findings) == [("unknown-zone", "/schedule/conference/time_zone_name")]
    document, _ = read(english(small).replace(b'"UTC"', b"null"), small)
    assert document is not None
    assert document.event.time_zone == "Asia/Almaty"


def test_another_zone_than_before_is_noticed(small: Document) -> None:
    _, findings = read(english(small).replace(b'"UTC"', b'"Asia/Tokyo"').replace(b"+05:00", b"+09:00"), small)
    assert "wrong-offset" in [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "not-json"),
        (b'{"schedule": ' + b"9" * 5000 + b"}", "not-json"),
        (b'{"schedule": "\xff"}', "not-utf8"),
        (b'{"a":' * 50_000, "too-deep"),
        (b"{}", "not-a-schedule"),
        (b'{"schedule": []}', "not-a-schedule"),
        (b'{"schedule": {"conference": {"days": [1, {"rooms": {"x": 5}}]}, "events": 7}}', "not-a-schedule"),
        (by_days(*[event(f"guid-{n}", "09:00") for n in range(2001)]), "too-many-events"),
    ],
)
def test_what_is_no_schedule_gets_one_clear_error(content: bytes, code: str) -> None:
    _, (finding,) = read(content)
    assert finding.code == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("schedule.json", b'{"schedule": {"events": [' + b"{}," * 1_300_000 + b"{}]}}"),
        ("schedule.json", b"[" + b"[]," * 1_300_000 + b"[]]"),
        ("schedule.xml", b"<schedule><conference/>" + b"<a/>" * 1_000_000 + b"</schedule>"),
        ("schedule.xml", b"<schedule><conference/>" + b"<a b=''/>" * 400_000 + b"</schedule>"),
    ],
)
def test_more_values_than_a_schedule_has_are_refused_before_they_fill_the_memory(
    name: str, content: bytes
) -> None:
    with memory_below(100_000_000):
        _, (finding,) = read(content, name=name)
    assert finding.code == "too-many-values"


@pytest.mark.parametrize("junk", [None, 5, "text", [], {}, [[]], {"x": [1]}, True])
@pytest.mark.parametrize(
    "key",
    [
        "guid",
        "id",
        "date",
        "start",
        "duration",
        "room",
        "title",
        "type",
        "persons",
        "description",
        "language",
    ],
)
def test_junk_in_any_field_never_breaks_the_import(key: str, junk: Any) -> None:
    read(by_days(event(GUIDS[0], "09:00") | {key: junk}))


@pytest.mark.parametrize("junk", [None, 5, "text", [], {}, [[]], {"x": [1]}, True])
@pytest.mark.parametrize(
    "key", ["acronym", "title", "time_zone_name", "capacity", "city", "rooms", "languages"]
)
def test_junk_in_the_conference_never_breaks_the_import(key: str, junk: Any, small: Document) -> None:
    read(by_days(event(GUIDS[0], "09:00"), **{key: junk}))
    read(by_days(event(GUIDS[0], "09:00"), **{key: junk}), small)


# -------------------------------------------------------------------------- XML

XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <version/>
  <conference>
    <title xml:lang="kk">Семинар</title><title xml:lang="ru">Семинар</title>
    <title xml:lang="en">Seminar</title>
    <acronym>small</acronym><time_zone_name>Asia/Almaty</time_zone_name><capacity>50</capacity>
    <day_change>00:00:00</day_change>
  </conference>
  <day index="1" date="2025-04-29" start="2025-04-29T21:30:00+00:00" end="2025-04-30T21:29:00+00:00">
    <room name="Empty"/>
    <room name="Hall" guid="hall">
      <event id="7" code="open">
        <date>2025-04-30T04:00:00+00:00</date><start>09:00</start><duration>0:01:30</duration>
        <title xml:lang="kk">Ашылуы</title><title xml:lang="ru">Открытие</title>
        <title xml:lang="en">Opening</title>
        <type>plenary</type>
        <persons><person id="1" code="ANNA">Anna</person></persons>
      </event>
      <event id="7" code="open">
        <date>2025-04-30T06:00:00+00:00</date><start>11:00</start><duration>0:90</duration>
        <title xml:lang="kk">Ашылуы</title><title xml:lang="ru">Открытие</title>
        <title xml:lang="en">Opening</title>
        <type>plenary</type><person>Anna, Berik</person>
      </event>
    </room>
  </day>
</schedule>
"""


def test_xml_is_read_with_paths_as_places() -> None:
    _, findings = read(XML.encode(), name="schedule.xml")
    errors = [finding for finding in findings if not finding.warning]
    assert {(finding.code, place_of(finding)) for finding in errors} == {
        ("text-missing", "/schedule/day[1]/room[2]/event[1]/room"),
        ("text-missing", "/schedule/day[1]/room[2]/event[1]/persons"),
        ("text-missing", "/schedule/day[1]/room[2]/event[2]/persons"),
    }


def test_xml_with_a_present_programme(small: Document) -> None:
    document, findings = read(XML.encode(), small)
    assert document is not None, findings
    assert [
        (session.id, f"{session.start:%H:%M}", f"{session.end:%H:%M}") for session in document.sessions
    ] == [
        ("open-20250430T0900", "09:00", "10:30"),
        ("open-20250430T1100", "11:00", "12:30"),
    ]
    assert [session.people for session in document.sessions] == [["anna"], ["anna", "berik"]]
    assert [session.room for session in document.sessions] == ["main", "main"]


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"<?xml version='1.0'?>{LAUGHS}]><schedule>&i;</schedule>", "xml-entities"),
        ("<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><schedule>&f;</schedule>", "xml-entities"),
        ("<schedule>", "not-xml"),
        ("<schedule>\n<a></b></schedule>", "not-xml"),
        ("<?xml version='1.0' encoding='klingon'?><schedule/>", "not-xml"),
        ("<html/>", "not-a-schedule"),
        ("<schedule/>", "not-a-schedule"),
        ("<schedule><conference/></schedule>", "not-a-schedule"),
        ("<schedule><conference/><day><room><event/></room></day></schedule>", "zone-missing"),
    ],
)
def test_what_is_no_xml_schedule_gets_one_clear_error(content: str, code: str) -> None:
    _, (finding,) = read(content.encode(), name="schedule.xml")
    assert finding.code == code
