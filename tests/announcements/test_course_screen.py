"""What an organiser is offered with an announcement that was sent."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from bot.announcements.outcome import Course, Fate, Numbers, Tally
from bot.announcements.rules import Announcement, Audience, State
from bot.announcements.screens.progress import BAD, course_screen
from bot.announcements.unreached import unreached
from bot.storage.tables import mutes, people
from tests.announcements.office import TRANSLATORS, Office
from tests.announcements.people import NOW

ALL: Numbers = {("kk", Fate.REACHED): 100, ("ru", Fate.REACHED): 50}
SENT = Announcement(1, None, State.SENT, Audience(), {"en": "The bus"}, NOW)


def offers_names(course: Course) -> bool:
    rows = course_screen(TRANSLATORS["en"], course).rows
    return f"unreached:{course.announcement.id}" in [button.data for row in rows for button in row]


def test_nobody_is_asked_for_where_everybody_got_it() -> None:
    assert not offers_names(Course(SENT, Tally(ALL)))
    assert not offers_names(Course(replace(SENT, state=State.WITHDRAWN), Tally(ALL)))


@pytest.mark.parametrize("fate", sorted(BAD))
def test_one_who_did_not_get_it_or_may_not_have_is_found(fate: Fate) -> None:
    assert offers_names(Course(SENT, Tally({**ALL, ("en", fate): 1})))
    assert offers_names(Course(SENT, Tally(ALL, passed_over={(None, fate): 1})))


def test_who_is_still_to_get_it_has_not_missed_it() -> None:
    stopped = replace(SENT, state=State.STOPPED)
    assert not offers_names(Course(stopped, Tally({**ALL, ("en", Fate.WAITING): 1})))


@pytest.mark.parametrize("all_can_get_it", [True, False])
async def test_names_are_offered_exactly_where_there_are_some(
    office: Office, *, all_can_get_it: bool
) -> None:
    async with office.database.writing() as tx:
        if all_can_get_it:
            await tx.execute(update(people).values(active=True, language="en"))
            await tx.execute(delete(mutes))
    await office.does("begin")
    await office.finishes()
    async with office.database.reading() as tx:
        names = await unreached(tx, office.id)
    found = await office.course()
    assert found.tally.missed == len(names)
    assert offers_names(found) == bool(names) == (not all_can_get_it)
