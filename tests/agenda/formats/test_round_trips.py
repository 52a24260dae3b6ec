"""Whatever a programme holds, it is the same after a file and back; bytes of any kind break nothing."""

from datetime import date, datetime, time
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda.changes import compare
from bot.agenda.formats import Document, read_programme
from bot.agenda.formats.document import Choice, Day, Event, InfoPage, Person, Room, Session, Talk
from bot.agenda.formats.template import template
from bot.agenda.formats.texts import Label, Line, Page
from bot.agenda.rules import Kind
from bot.programme.english import finding_in_english
from tests.agenda.formats.small import SMALL

DATES = (date(2025, 4, 30), date(2025, 5, 1))
HALLS = 3

# Every sign that people may type, and what sheets and YAML trip over; braces are placeholders' business.
_SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="{}") | st.sampled_from(
    ["\n", "\t", "=", "#", "@", "'", '"', ":", "-", "_x000D_", "ә", "Ң", "№", "😀"]
)


def _words(longest: int) -> st.SearchStrategy[str]:
    return (
        st.lists(_SIGNS, min_size=1, max_size=12)
        .map("".join)
        .map(lambda text: text.strip()[:longest].strip())
        .filter(bool)
    )


IDS = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
LINES = st.builds(Line, kk=_words(300), ru=_words(300), en=_words(300))
LABELS = st.builds(Label, kk=_words(28), ru=_words(28), en=_words(28))
PAGES = st.builds(Page, kk=_words(300), ru=_words(300), en=_words(300))
VALUES = st.dictionaries(st.from_regex(r"[a-zа-я_]{1,8}", fullmatch=True), LINES, max_size=2)


def unique(part: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(part, min_size=least, max_size=most, unique=True)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Right programmes: each session in an hour of its own, so that nothing overlaps."""
    day_ids, room_ids = draw(unique(IDS, 2, 2)), draw(unique(IDS, 1, HALLS))
    people, choices = draw(unique(IDS, 0, 3)), draw(unique(IDS, 0, 2))
    hours = draw(st.lists(st.integers(8, 22), min_size=1, max_size=5, unique=True))
    ids = draw(unique(IDS, len(hours), len(hours)))
    return Document(
        schema_version=1,
        event=draw(_events()),
        days=[draw(st.builds(Day, id=st.just(own), date=st.just(on), name=LINES, note=st.none() | PAGES))
              for own, on in zip(day_ids, DATES, strict=True)],
        rooms=[draw(st.builds(Room, id=st.just(own), capacity=st.integers(5, 999), name=LINES,
                              directions=st.none() | PAGES)) for own in room_ids],
        people=[Person(id=own, role=draw(IDS), name=draw(LINES)) for own in people],
        choices=[_choice(draw, own) for own in choices],
        sessions=[draw(_sessions(own, hour, (day_ids, room_ids), (people, choices)))
                  for own, hour in zip(ids, hours, strict=True)],
        info=[draw(st.builds(InfoPage, id=st.just(own), title=LINES, text=PAGES, values=VALUES))
              for own in draw(unique(IDS, 0, 2))],
    )  # fmt: skip


def _choice(draw: st.DrawFn, own: str) -> Choice:
    closes = datetime.combine(DATES[0], time(draw(st.integers(0, 7)), draw(st.integers(0, 59))))
    return Choice(id=own, name=draw(LINES), closes=closes, offer_minutes=draw(st.integers(1, 1440)))


@st.composite
def _events(draw: st.DrawFn) -> Event:
    return Event(
        id=draw(IDS), time_zone="Asia/Almaty", expected_utc_offset="+05:00",
        first_day=DATES[0], last_day=DATES[1], capacity=draw(st.integers(1, 999)),
        city=draw(LINES), country=draw(st.none() | LINES), name=draw(LINES), short_name=draw(LINES),
    )  # fmt: skip


@st.composite
def _sessions(
    draw: st.DrawFn,
    own: str,
    hour: int,
    places: tuple[list[str], list[str]],
    named: tuple[list[str], list[str]],
) -> Session:
    (days, rooms), (people, choices) = places, named
    someone = st.none() | st.sampled_from(people) if people else st.none()
    talks = st.lists(st.builds(Talk, start=st.just(time(hour, 30)), person=someone, title=LINES), max_size=2)
    return Session(
        id=own, day=draw(st.sampled_from(days)), room=draw(st.sampled_from(rooms)),
        kind=draw(st.sampled_from(Kind)),
        choice=draw(st.none() | st.sampled_from(choices) if choices else st.none()),
        start=time(hour), end=time(hour, 59), capacity=draw(st.none() | st.integers(1, 5)),
        people=draw(st.lists(st.sampled_from(people), unique=True)) if people else [],
        reminder=draw(st.none() | st.booleans()), cancelled=draw(st.booleans()),
        title=draw(LINES), short=draw(LABELS), description=draw(st.none() | PAGES),
        talks=draw(talks),
    )  # fmt: skip


@settings(deadline=None, max_examples=20)
@given(documents())
def test_a_programme_survives_a_sheet(document: Document) -> None:
    reading = read_programme("programme.xlsx", template(document))
    assert reading.document == document, reading.findings


@settings(deadline=None, max_examples=20)
@given(documents())
def test_a_programme_survives_yaml(document: Document) -> None:
    content = yaml.safe_dump(document.model_dump(mode="json"), allow_unicode=True, sort_keys=False).encode()
    reading = read_programme("programme.yaml", content)
    assert reading.document == document, reading.findings


@settings(deadline=None, max_examples=20)
@given(documents())
def test_a_programme_survives_json_and_is_its_own_equal(document: Document) -> None:
    again = Document.model_validate_json(document.model_dump_json())
    assert again == document
    assert compare(document.to_programme(1), again.to_programme(2)) == []


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), st.sampled_from(["a.yaml", "a.json", "a.xml", "a.xlsx", "a"]))
def test_any_bytes_are_answered(content: bytes, name: str) -> None:
    document, findings = read_programme(name, content)
    assert document is None
    assert all(finding_in_english(finding) for finding in findings)


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.sampled_from(["id", "kk", "title", "x"]), parts)
    ),
    max_leaves=6,
)


def _inner(place: Any) -> list[Any]:
    """The keys or numbers of the parts that have parts themselves."""
    parts = place.items() if isinstance(place, dict) else enumerate(place)
    return [key for key, part in parts if isinstance(part, dict | list) and part]


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_junk_at_any_place_is_answered(data: st.DataObject) -> None:
    raw = yaml.safe_load(SMALL)
    place: Any = raw
    while data.draw(st.booleans()) and (steps := _inner(place)):
        place = place[data.draw(st.sampled_from(steps))]
    keys = list(place if isinstance(place, dict) else range(len(place)))
    place[data.draw(st.sampled_from(keys))] = data.draw(_JUNK)
    reading = read_programme("programme.yaml", yaml.safe_dump(raw, allow_unicode=True).encode())
    assert (reading.document is None) == any(not finding.warning for finding in reading.findings)
    assert all(finding_in_english(finding) for finding in reading.findings)
