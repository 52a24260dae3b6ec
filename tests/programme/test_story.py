"""However the programme is changed, aloud or silently: what people are told joins on to what they know."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.agenda.formats import Document
from bot.agenda.rules import Programme, Session
from bot.programme import due
from bot.programme.concerns import told_to
from bot.programme.known import changes_since
from bot.programme.rules import to_tell
from bot.storage.engine import Database
from bot.storage.tables import outbox
from tests import databases
from tests.programme.telling import change, rendered, told
from tests.reminders.seminar import MORNING, changed, join, minutes, put

SESSIONS = ("d1-discussion", "d1-closing")
EVERYBODY = (1, 2)

deeds = st.one_of(
    st.builds(lambda room: {"room": room}, st.sampled_from(["main", "foyer"])),
    st.builds(lambda start: {"start": start}, st.sampled_from([time(12), time(12, 10), time(11)])),
    st.builds(lambda end: {"end": end}, st.sampled_from([time(17), time(17, 10)])),
    st.builds(lambda off: {"cancelled": off}, st.booleans()),
)
steps = st.tuples(
    st.integers(1, 90),  # seconds that pass
    st.sampled_from(SESSIONS),
    deeds,
    st.booleans(),  # whether people are told
    st.sampled_from([(), ("plan",), ("plan", "one"), ("one",), ("plan", "all")]),
)
stories = st.lists(steps, min_size=4, max_size=12)
Step: TypeAlias = tuple[int, str, dict[str, Any], bool, tuple[str, ...]]
Known: TypeAlias = tuple[datetime, datetime, str] | None  # None: it does not take place


def known_of(session: object) -> Known:
    assert isinstance(session, Session)
    return None if session.cancelled else (session.starts_at, session.ends_at, session.room_id)


@dataclass
class Story:
    """The test's own account of what people know."""

    database: Database
    document: Document
    version: int = 1
    now: datetime = MORNING
    told_last: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(SESSIONS, True))
    known: dict[tuple[int, str], Known] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        return self.document.to_programme(self.version)

    def truth(self, session_id: str) -> Known:
        return known_of(self.programme.session(session_id))

    async def step(self, step: Step) -> None:
        seconds, session_id, values, tell, then = step
        self.now += timedelta(seconds=seconds)
        await self._change(session_id, values, tell=tell)
        if "plan" in then:
            await told(self.database, self.now)
        if "one" in then or "all" in then:
            await self.send(EVERYBODY[:1] if "one" in then else EVERYBODY)

    async def _change(self, session_id: str, values: dict[str, Any], *, tell: bool) -> None:
        former = self.truth(session_id)
        self.document = changed(self.document, session_id, **values)
        await change(self.database, self.document, self.version, self.now, tell=tell)
        self.version += 1
        if self.truth(session_id) != former:
            self.told_last[session_id] = tell

    async def send(self, persons: Sequence[int]) -> None:
        ready = outbox.c.state == "ready", outbox.c.person_id.in_(persons)
        async with self.database.writing() as tx:
            for row in (await tx.execute(select(outbox).where(*ready).order_by(outbox.c.id))).all():
                await self._hear(tx, row)
            await tx.execute(update(outbox).where(*ready).values(state="sent"))

    async def _hear(self, tx: Any, row: Any) -> None:
        """What stands before the arrow they knew; what stands behind it is so."""
        of = await told_to(tx, row.person_id, due.told_at(row.subject))
        changes = to_tell(await changes_since(tx, of, self.programme), self.now)
        assert bool(changes) == bool(await rendered(tx, row))
        for one in {one.id: one for one in changes}.values():
            assert known_of(one.before) == self.known[row.person_id, one.id]
            self.known[row.person_id, one.id] = known_of(one.after)

    async def end(self) -> None:
        """All of which people were to be told they know."""
        await told(self.database, self.now + minutes(5))
        await self.send(EVERYBODY)
        for (person, session_id), known in self.known.items():
            assert not self.told_last[session_id] or known == self.truth(session_id), (person, session_id)


@settings(max_examples=25, deadline=None)
@given(story=stories)
def test_it_holds(sample: Document, story: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(databases.with_tables(Path(folder) / "bot.db"), sample, story))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories)
def test_it_holds_on_postgresql(postgresql: Any, sample: Document, story: list[Step]) -> None:
    with databases.on_server_with_tables(postgresql) as url:
        asyncio.run(play(Database(url), sample, story))


async def play(database: Database, sample: Document, steps: list[Step]) -> None:
    try:
        story = await begin(database, sample)
        for step in steps:
            await story.step(step)
        await story.end()
    finally:
        await database.close()


async def begin(database: Database, sample: Document) -> Story:
    kept = [session for session in sample.sessions if session.id in SESSIONS]
    document = sample.model_copy(update={"sessions": kept})
    for session_id in SESSIONS:
        document = changed(document, session_id, start=time(12), end=time(17), room="main")
    await put(database, document)
    await join(database, *EVERYBODY)
    story = Story(database, document)
    story.known = {(person, one): story.truth(one) for person in EVERYBODY for one in SESSIONS}
    return story
