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


def test_so_are_questions_topics_the_follow_up_and_the_declaration(base: Document) -> None:
    """Each brings a file; whatever it says in new words is there, beside what somebody else has changed."""
    follow_up = base.follow_up.model_copy(update={"days_before": 9})
    brought = {"questions": base.questions[1:], "topics": base.topics[:2], "follow_up": follow_up}
    mine = base.model_copy(update=brought | {"declaration": None})
    theirs = cancel(base, "d1-dinner")
    assert rebased(base, mine, theirs) == cancel(mine, "d1-dinner")
    assert rebased(base, theirs, mine) == cancel(mine, "d1-dinner")


def test_two_changes_clash_where_they_change_one_thing_each_in_its_own_way(base: Document) -> None:
    lunch, dinner = set_room(base, "d1-lunch", "foyer"), cancel(base, "d1-dinner")
    assert not clash(base, lunch, dinner)
    assert not clash(base, lunch, lunch)
    assert clash(base, lunch, cancel(base, "d1-lunch"))
    assert clash(base, without(base, "d1-lunch"), lunch)
    undeclared = base.model_copy(update={"declaration": None})
    assert not clash(base, undeclared, lunch)
    assert clash(base, undeclared, base.model_copy(update={"declaration": base.event.name}))
