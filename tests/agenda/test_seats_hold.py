"""Whatever people do: no session is overfull, nobody sits twice, no list is out of order."""

import asyncio
import tempfile
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.agenda import seats as desk
from bot.agenda.outlook import Outcome
from bot.storage.engine import Database, Transaction
from bot.storage.tables import seats, waiting
from tests import databases
from tests.agenda.choosing import MORNING, set_up

CLOSES = MORNING + timedelta(hours=2)
CAPACITY = {"art": 1, "law": 2}
PEOPLE = range(1, 7)
WISHES = {
    "take": desk.take,
    "leave": desk.leave,
    "wait": desk.wait,
    "stop waiting": desk.stop_waiting,
}

steps = st.tuples(
    st.sampled_from([*WISHES, "a tick"]),
    st.sampled_from(PEOPLE),
    st.sampled_from(sorted(CAPACITY)),
    st.sampled_from([0, 0, 0, 5, 16]),  # minutes that pass before it
)


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, min_size=10, max_size=50))
def test_it_holds(story: list[tuple[str, int, str, int]]) -> None:
    asyncio.run(play(story))


async def play(story: list[tuple[str, int, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = databases.with_tables(Path(folder) / "bot.db")
        try:
            await set_up(database, len(PEOPLE), CAPACITY, CLOSES)
            await act(database, story)
        finally:
            await database.close()


async def act(database: Database, story: list[tuple[str, int, str, int]]) -> None:
    now = MORNING
    arrivals: dict[str, list[int]] = defaultdict(list)
    for deed, person, session, minutes in story:
        now += timedelta(minutes=minutes)
        async with database.writing() as tx:
            places = await places_in(tx, session)
            if deed == "a tick":
                await desk.settle(tx, now)
                continue
            outcome = await WISHES[deed](tx, person, session, now)
            if deed == "wait" and await places_in(tx, session) - places:
                arrivals[session] = [*(p for p in arrivals[session] if p != person), person]
            assert not (outcome is Outcome.DONE and now >= CLOSES)
            await check(tx, now, arrivals)


async def places_in(tx: Transaction, session: str) -> set[tuple[int, int]]:
    rows = await tx.execute(select(waiting.c.id, waiting.c.person_id).where(waiting.c.session_id == session))
    return {(row.id, row.person_id) for row in rows}


async def check(tx: Transaction, now: datetime, arrivals: dict[str, list[int]]) -> None:
    seated = (await tx.execute(select(seats))).all()
    listed = (await tx.execute(select(waiting).order_by(waiting.c.id))).all()
    assert len({seat.person_id for seat in seated}) == len(seated)
    assert len({place.person_id for place in listed}) == len(listed)
    for session, capacity in CAPACITY.items():
        in_line = [place for place in listed if place.session_id == session]
        offered = [place for place in in_line if place.offered_until]
        held = sum(seat.session_id == session for seat in seated) + len(offered)
        assert held <= capacity
        assert in_line[: len(offered)] == offered  # those in front have the offers
        assert (
            now >= CLOSES or held == capacity or len(offered) == len(in_line)
        )  # no seat is idle while one waits
        assert all(place.offered_until <= CLOSES for place in offered)
        order = [place.person_id for place in in_line]
        assert order == [person for person in arrivals[session] if person in order]
