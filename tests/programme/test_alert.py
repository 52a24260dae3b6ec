"""The message about what has changed."""

from collections.abc import Callable
from datetime import time
from typing import Any, Final

import pytest
from babel.support import NullTranslations

from bot.agenda.changes import compare
from bot.agenda.formats import Document
from bot.agenda.outlook import Outlook, Taken
from bot.agenda.sample import read_sample
from bot.i18n.translator import Translator
from bot.programme import edits
from bot.programme.rules import to_tell
from bot.programme.screens.alert import alert
from bot.screens import Screen
from tests.reminders.seminar import MORNING, changed

SAMPLE: Final = read_sample()
ART: Final = "d1-training2"

Edit = Callable[[Document], Document]


def told(edit: Edit, base: Document = SAMPLE, **facts: Any) -> Screen:
    """What somebody is told at nine on the first day."""
    old, new = base.to_programme(1), edit(base).to_programme(2)
    changes = to_tell([c for c in compare(old, new) if c.subject == "session"], MORNING)
    nothing: dict[str, Any] = {"seats": {}, "waits": {}, "taken": {}}
    return alert(Translator("en", NullTranslations()), Outlook(new, MORNING, **nothing | facts), changes)


def lines(screen: Screen) -> list[str]:
    return str(screen.text).split("\n")


def ways(screen: Screen) -> list[str]:
    return [button.data for row in screen.rows for button in row]


# --------------------------------------------------------------- one session


def test_old_and_new_stand_side_by_side() -> None:
    screen = told(lambda d: changed(d, "d1-lunch", room="foyer", end=time(13, 45)))
    assert lines(screen) == [
        "<b>Changed: Lunch</b>",
        "Time: 13:00–14:00 → 13:00–13:45",
        "Room: Restaurant → Foyer",
    ]
    assert ways(screen) == ["session:d1-lunch"]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"name": SAMPLE.rooms[0].name}, "Room: Restaurant → Foyer"),
        (
            {"directions": SAMPLE.rooms[0].name},
            "Room: Restaurant → Restaurant (Foyer)",
        ),
    ],
)
def test_a_room_of_another_name_or_somewhere_else_is_another_one(values: dict[str, Any], line: str) -> None:
    def renamed(document: Document) -> Document:
        rooms = [r.model_copy(update=values) if r.id == "restaurant" else r for r in document.rooms]
        return document.model_copy(update={"rooms": rooms})

    assert line in lines(told(renamed, base=only_lunch()))


def only_lunch() -> Document:
    """Of what is in the restaurant."""
    sessions = [s for s in SAMPLE.sessions if s.room != "restaurant" or s.id == "d1-lunch"]
    return SAMPLE.model_copy(update={"sessions": sessions})


def test_the_day_is_said_where_it_is_not_today_or_another_one() -> None:
    assert lines(told(lambda d: edits.move(d, "d2-final", "day2", time(12))))[1] == (
        "Time: Wed 1 May, 11:30–13:00 → 12:00–13:30"
    )
    assert lines(told(lambda d: edits.move(d, "d1-dinner", "day2", time(21, 30))))[1] == (
        "Time: 18:30–20:30 → Wed 1 May, 21:30–23:30"
    )


@pytest.mark.parametrize(
    ("base", "edit", "expected"),
    [
        (
            SAMPLE,
            lambda d: edits.cancel(d, "d1-lunch"),
            ["<b>Cancelled: Lunch</b>", "<s>13:00–14:00 · Restaurant</s>"],
        ),
        (
            edits.cancel(SAMPLE, "d1-lunch"),
            lambda d: edits.restore(d, "d1-lunch"),
            ["<b>Takes place after all: Lunch</b>", "13:00–14:00 · Restaurant"],
        ),
        (
            SAMPLE.model_copy(update={"sessions": [s for s in SAMPLE.sessions if s.id != "d1-lunch"]}),
            lambda _: SAMPLE,
            ["<b>New: Lunch</b>", "13:00–14:00 · Restaurant"],
        ),
        (
            SAMPLE,
            lambda d: changed(d, ART, choice=None),
            [
                "<b>Changed: 2. Creative pedagogy</b>",
                "It is now open to everybody, without a seat of one's own.",
            ],
        ),
        (
            SAMPLE,
            lambda d: changed(d, ART, choice="workshop"),
            ["<b>Changed: 2. Creative pedagogy</b>", "It now needs a seat: Choice of workshop"],
        ),
    ],
)
def test_what_has_changed_is_in_the_first_line(base: Document, edit: Edit, expected: list[str]) -> None:
    assert lines(told(edit, base)) == expected


def test_what_is_gone_from_the_file_is_cancelled() -> None:
    kept = [session for session in SAMPLE.sessions if session.id != "d1-lunch"]
    screen = told(lambda d: d.model_copy(update={"sessions": kept}))
    assert lines(screen) == ["<b>Cancelled: Lunch</b>", "<s>13:00–14:00 · Restaurant</s>"]
    assert ways(screen) == []


# ------------------------------------------------------------------- several


def test_several_sessions_have_a_line_each_in_order_of_time() -> None:
    later = edits.move(SAMPLE, "d1-lunch", "day1", time(13, 5))
    elsewhere = edits.set_room(later, "d1-lunch", "foyer")
    screen = told(lambda _: edits.cancel(elsewhere, "d1-coffee1"))
    assert lines(screen) == [
        "<b>The programme has changed</b>",
        "<s>Coffee break</s> · cancelled",
        "Lunch: 13:00 → 13:05 · Restaurant → Foyer",
    ]
    assert ways(screen) == ["session:d1-lunch"]


def test_more_than_fits_is_counted_and_the_day_is_shown_instead() -> None:
    screen = told(lambda d: edits.delay_rest(d, MORNING, 10))
    assert len(lines(screen)) == 10
    assert lines(screen)[-1] == "and more: 5"
    assert ways(screen) == ["agenda:day1"]


def test_what_is_cancelled_and_ones_own_come_first_and_what_is_only_late_is_left_out() -> None:
    late = edits.delay_rest(SAMPLE, MORNING, 10)
    screen = told(lambda _: edits.cancel(late, "d1-dinner"), seats={"training": ART})
    assert lines(screen)[1:] == [
        "<s>Dinner</s> · cancelled",
        "2. Creative pedagogy: 14:00 → 14:10",
        "Registration: 08:30–09:30 → 08:30–09:40",
        "Opening: 09:30 → 09:40",
        "Introduction Session: 10:00 → 10:10",
        "Discussion: 12:00 → 12:10",
        "Lunch: 13:00 → 13:10",
        "1. Key competencies: 14:00 → 14:10",
        "and more: 5",
    ]


def test_a_whole_day_that_is_cancelled_is_told_whole() -> None:
    off = [s.model_copy(update={"cancelled": True}) for s in SAMPLE.sessions if s.day == "day1"]
    rest = [s for s in SAMPLE.sessions if s.day != "day1"]
    screen = told(lambda d: d.model_copy(update={"sessions": [*off, *rest]}))
    assert sum("cancelled" in line for line in lines(screen)) == len(off)


# ---------------------------------------------------------------- free seats


def test_who_loses_a_seat_is_offered_those_that_are_free() -> None:
    full = {"d1-training3": Taken(40), "d1-training4": Taken(39)}
    screen = told(lambda d: edits.cancel(d, ART), seats={"training": ART}, taken=full)
    assert lines(screen)[2:] == [
        "Free seats, one tap takes one:",
        "1. Key competencies · Hall 1 · 40 seats left",
        "4. Cultural diversity · Hall 4 · 1 seat left",
    ]
    assert ways(screen) == ["seat:d1-training1", "seat:d1-training4"]


def test_who_has_a_seat_elsewhere_or_leads_a_session_needs_none() -> None:
    for facts in ({"seats": {"training": "d1-training1"}}, {"hosts": frozenset({"trainer1"})}):
        assert ways(told(lambda d: edits.cancel(d, ART), **facts)) == []


def test_where_every_seat_is_taken_none_is_offered() -> None:
    full = {f"d1-training{number}": Taken(40) for number in (1, 3, 4)}
    screen = told(lambda d: edits.cancel(d, ART), seats={"training": ART}, taken=full)
    assert len(lines(screen)) == 2


def test_where_free_seats_are_at_other_times_each_says_when() -> None:
    base = edits.move(SAMPLE, "d1-training1", "day1", time(14, 30))
    screen = told(lambda d: edits.cancel(d, ART), base=base, seats={"training": ART})
    assert lines(screen)[3:5] == [
        "1. Key competencies · 14:30–16:30 · Hall 1 · 40 seats left",
        "3. Curriculum · 14:00–16:00 · Hall 3 · 40 seats left",
    ]
    assert [button.label for row in screen.rows for button in row][:2] == [
        "14:30 1. Key competencies",
        "14:00 3. Curriculum",
    ]


def test_where_all_free_seats_are_at_another_time_than_the_lost_one_they_say_so_too() -> None:
    base = edits.move(SAMPLE, ART, "day1", time(14, 30))
    screen = told(lambda d: edits.cancel(d, ART), base=base, seats={"training": ART})
    assert lines(screen)[3] == "1. Key competencies · 14:00–16:00 · Hall 1 · 40 seats left"
