"""What a change comes to: what matters most first, choosing that turns, and nothing moved into the past."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Final

import pytest

from bot.agenda.changes import Change, What, compare
from bot.agenda.formats import Document
from bot.agenda.sample import read_sample
from bot.programme import edits
from bot.programme.past import into_past
from bot.programme.rules import Turn, in_order, turn_of
from tests.agenda.conftest import at

SAMPLE: Final = read_sample()
NOON: Final = at(1, 12, 5)  # the discussion has just begun

Edit = Callable[[Document], Document]


def changes(new: Document, old: Document = SAMPLE) -> Sequence[Change]:
    return compare(old.to_programme(1), new.to_programme(2))


def renamed(document: Document, session_id: str) -> Document:
    sessions = [
        session.model_copy(update={"description": session.title}) if session.id == session_id else session
        for session in document.sessions
    ]
    return document.model_copy(update={"sessions": sessions})


def test_what_is_cancelled_comes_first_and_texts_last() -> None:
    new = renamed(SAMPLE, "d1-registration")
    new = edits.set_length(new, "d1-opening", 20)
    new = edits.set_room(new, "d1-lunch", "foyer")
    new = edits.move(new, "d1-dinner", "day1", time(19))
    new = edits.cancel(new, "d2-final")
    told = [change.what for change in in_order(changes(new))]
    assert told == [What.CANCELLED, What.MOVED, What.ROOM, What.LENGTH, What.TEXT]


def test_what_was_cancelled_before_comes_after_what_takes_place() -> None:
    old = edits.cancel(SAMPLE, "d1-discussion")
    new = edits.delay_rest(old, at(1, 11, 45), 10)
    moved = [change.id for change in in_order(changes(new, old)) if change.subject == "session"]
    assert len(moved) > 3
    assert moved[-1] == "d1-discussion"


@pytest.mark.parametrize(
    ("start", "now", "turn"),
    [
        (time(13, 15), at(1, 12), Turn.EARLIER),
        (time(13, 15), at(1, 13, 20), Turn.SHUT),
        (time(14, 30), at(1, 12), None),  # closes as before
    ],
)
def test_a_move_of_a_parallel_session_may_turn_choosing(
    start: time, now: datetime, turn: Turn | None
) -> None:
    moved = changes(edits.move(SAMPLE, "d1-training1", "day1", start))
    assert [found for change in moved if (found := turn_of(change, now))] == ([turn] if turn else [])


def test_choosing_may_open_again() -> None:
    early = edits.move(SAMPLE, "d1-training1", "day1", time(11))
    (reopened,) = [turn for change in changes(SAMPLE, early) if (turn := turn_of(change, NOON))]
    assert reopened is Turn.REOPENED


@pytest.mark.parametrize(
    ("edit", "past"),
    [
        (lambda d: edits.move(d, "d1-lunch", "day1", time(11)), True),
        (lambda d: edits.move(d, "d2-final", "day1", time(11, 30)), True),
        (lambda d: edits.move(d, "d1-lunch", "day1", time(12, 5)), False),
        (lambda d: edits.move(d, "d1-discussion", "day1", time(11, 50)), False),  # it runs
        (lambda d: edits.move(d, "d1-discussion", "day1", time(9)), True),  # it runs, and would be over
        (lambda d: edits.move(d, "d1-opening", "day2", time(9)), False),
        (lambda d: edits.swap(d, "d1-lunch", "d1-discussion"), False),  # takes the place of what runs
        (lambda d: edits.swap(d, "d1-lunch", "d1-opening"), True),
        (lambda d: edits.delay_rest(d, NOON, 15), False),
        (lambda d: edits.set_room(d, "d1-opening", "foyer"), False),
        (lambda d: edits.set_length(d, "d1-discussion", 2), True),
        (lambda d: edits.set_length(d, "d1-discussion", 5), False),  # it ends now
        (lambda d: edits.set_length(d, "d1-opening", 5), False),  # it was over anyway
        (lambda d: edits.move(edits.cancel(d, "d1-lunch"), "d1-lunch", "day1", time(11)), False),
    ],
)
def test_nothing_moves_to_where_it_would_have_begun(edit: Edit, *, past: bool) -> None:
    assert bool(into_past(changes(edit(SAMPLE)), NOON)) == past
