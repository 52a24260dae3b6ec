"""Two organisers change the programme at once."""

from datetime import time

import pytest

from bot.agenda.formats import Document
from bot.agenda.sample import read_sample
from bot.programme.edits import cancel, move, set_room
from bot.programme.merging import clash, rebased


@pytest.fixture(scope="module")
def base() -> Document:
    return read_sample()


def without(document: Document, session_id: str) -> Document:
    kept = [session for session in document.sessions if session.id != session_id]
    return document.model_copy(update={"sessions": kept})


def test_what_two_change_in_different_places_is_both_there(base: Document) -> None:
    mine, theirs = set_room(base, "d1-lunch", "foyer"), cancel(base, "d1-dinner")
    assert rebased(base, mine, theirs) == cancel(mine, "d1-dinner")


def test_of_one_thing_that_both_have_changed_mine_stays(base: Document) -> None:
    mine, theirs = set_room(base, "d1-lunch", "foyer"), move(base, "d1-lunch", "day1", time(13, 10))
    assert rebased(base, mine, theirs) == mine


def test_what_i_have_not_touched_is_theirs(base: Document) -> None:
    theirs = without(cancel(base, "d1-dinner"), "d2-concert")
    assert rebased(base, base, theirs) == theirs


def test_what_i_take_out_is_gone_and_what_i_add_is_there(base: Document) -> None:
    theirs = cancel(base, "d1-dinner")
    merged = rebased(base, without(base, "d1-lunch"), theirs)
    assert merged == without(theirs, "d1-lunch")
    back = rebased(without(base, "d1-lunch"), base, without(theirs, "d1-lunch"))
    assert {session.id for session in back.sessions} == {session.id for session in theirs.sessions}


def test_two_changes_clash_where_they_change_one_thing_each_in_its_own_way(base: Document) -> None:
    lunch, dinner = set_room(base, "d1-lunch", "foyer"), cancel(base, "d1-dinner")
    assert not clash(base, lunch, dinner)
    assert not clash(base, lunch, lunch)
    assert clash(base, lunch, cancel(base, "d1-lunch"))
    assert clash(base, without(base, "d1-lunch"), lunch)
