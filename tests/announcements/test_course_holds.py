"""Whatever happens to an announcement in whatever order: nobody gets it twice, and the last word holds."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda.sample import read_sample
from bot.announcements.outcome import Fate
from bot.announcements.rules import State
from tests import databases
from tests.announcements.office import MESSAGE, Office, opened
from tests.announcements.people import EVERYBODY, set_up

PROGRAMME = read_sample().to_programme(1)

few = st.integers(1, 4)
steps = st.one_of(
    st.tuples(st.sampled_from(["pause", "resume", "stop", "withdraw"]), st.just(0)),
    st.tuples(st.sampled_from(["corrects", "ticks"]), st.just(0)),
    st.tuples(st.sampled_from(["claims", "lands", "comes_back"]), few),
    st.tuples(st.sampled_from(["claims", "lands", "comes_back"]), few),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, min_size=3, max_size=25))
def test_it_holds(story: list[tuple[str, int]]) -> None:
    asyncio.run(play(story))


async def play(story: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = databases.with_tables(Path(folder) / "bot.db")
        try:
            await set_up(database)
            await act(await opened(database, PROGRAMME), story)
        finally:
            await database.close()


async def act(office: Office, story: list[tuple[str, int]]) -> None:
    assert await office.does("begin")
    text, over, never = "first", False, set[int]()
    for number, (step, count) in enumerate(story):
        if step == "corrects":
            text = f"correction {number}" if await office.corrects(f"correction {number}") else text
        elif step in {"claims", "lands", "comes_back"}:
            back = office.in_hand[:count] if step == "comes_back" and over else []
            never |= {one.row.person_id for one in back if one.row.kind == MESSAGE}
            await getattr(office, step)(count)
        elif step == "ticks":
            await office.ticks()
        else:
            over |= await office.does(step) and step in {"stop", "withdraw"}
    await office.does("resume")
    await office.lands()
    await office.finishes()
    await hold(office, text)
    assert not never & office.arrived.keys(), "it went on after it was stopped"


async def hold(office: Office, text: str) -> None:
    course = await office.course()
    state, tally = course.announcement.state, course.tally
    assert not course.under_way
    assert course.announcement.finished_at
    assert all(count == 1 for count in office.arrived.values()), "somebody got it twice"
    assert tally.total == len(EVERYBODY)
    assert tally.reached == len(office.arrived)
    assert tally.reached + tally.of(Fate.CALLED_OFF) == tally.total
    assert state in {State.SENT, State.STOPPED, State.WITHDRAWN}
    if state is State.WITHDRAWN:
        assert office.texts() == []
    else:
        assert set(office.texts()) <= {text}
        assert len(office.texts()) == tally.reached
    if state is State.SENT:
        assert tally.reached == len(EVERYBODY)
