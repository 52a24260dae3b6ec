"""Whatever happens: nothing is told twice or too late, and nobody whom it concerns is left out."""

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from bot.agenda import seats as desk
from bot.agenda.formats import Document
from bot.people.rules import LEADS
from bot.reminders.rules import LATEST
from bot.storage.engine import Database
from bot.storage.tables import mutes
from tests import databases
from tests.reminders import seminar
from tests.reminders.seminar import MORNING, Sent, changed, minutes

PLENARIES = ("d1-discussion", "d1-closing")
TRAININGS = ("d1-training1", "d1-training2")
STARTS = ("09:30", "09:33", "09:45")
BEGINNING = MORNING + minutes(18)  # 09:18: soon the first hear of what begins at 09:30
LEADER = 1  # of the first training
EVERYBODY = (LEADER, 2, 3)

sessions = st.sampled_from([*PLENARIES, *TRAININGS])
persons = st.sampled_from(EVERYBODY)
sits = st.tuples(st.just("sit"), persons, st.sampled_from(TRAININGS))
moves = st.tuples(st.just("move"), sessions, st.sampled_from(STARTS))
deeds = st.one_of(
    *(sits, sits, moves),
    st.tuples(st.just("jump back"), st.integers(1, 9 * 60)),  # seconds
    st.tuples(st.just("cancel"), sessions),
    st.tuples(st.just("restore"), sessions),
    st.tuples(st.just("leave"), persons),
    st.tuples(st.just("lead"), persons, st.sampled_from(LEADS)),
    st.tuples(st.just("mute"), persons),
    st.tuples(st.just("unmute"), persons),
)
steps = st.tuples(
    st.integers(1, 3 * 60),  # seconds that pass
    deeds,
    st.sampled_from([("plan", "send")] * 3 + [("plan",), ("send",), ()]),
)
Step = tuple[int, tuple[object, ...], tuple[str, ...]]

Told = tuple[int, str, datetime]  # person, session, its start


@dataclass
class Story:
    """What a story has come to: the test's own account of it."""

    database: Database
    document: Document
    now: datetime = BEGINNING
    seats: dict[int, str] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=lambda: dict.fromkeys(EVERYBODY, 10))
    muted: set[int] = field(default_factory=set)
    told: list[Told] = field(default_factory=list)
    dropped: set[Told] = field(default_factory=set)  # waited for its turn and did not hold when it came

    def concerned(self) -> Iterator[Told]:
        """Everybody with each session that is theirs at this moment."""
        for session in self.document.to_programme(1).sessions:
            for person in set(EVERYBODY) - self.muted:
                own = self.seats.get(person) == session.id or (person, session.id) == (LEADER, TRAININGS[0])
                if self.leads[person] and not session.cancelled and (session.choice_id is None or own):
                    yield person, session.id, session.starts_at

    def due(self) -> set[Told]:
        return {
            (person, session, starts_at)
            for person, session, starts_at in self.concerned()
            if LATEST <= starts_at - self.now <= minutes(self.leads[person])
        }

    def hear(self, sent: Sent) -> None:
        """One message arrived; it must be about what holds now and was not told before."""
        _, start = sent.subject.split(":")
        starts_at = datetime.fromtimestamp(int(start) / 1000, UTC)
        assert self.now < starts_at
        ways = [button.data.partition(":") for row in sent.screen.rows for button in row]
        for session in {session for verb, _, session in ways if verb == "session"}:
            told = (sent.person, session, starts_at)
            assert told in set(self.concerned())
            assert told not in self.told
            self.told.append(told)

    # ------------------------------------------------------------------ the steps

    async def step(self, seconds: int, deed: tuple[object, ...], then: tuple[str, ...]) -> None:
        self.now += timedelta(seconds=seconds)
        name, *facts = deed
        await getattr(self, f"_{name}".replace(" ", "_"))(*facts)
        if "plan" in then:
            await seminar.plan(self.database, self.now)
        if "send" in then:
            await self._send()
        if then == ("plan", "send"):
            assert self.due() <= {*self.told, *self.dropped}

    async def _send(self) -> None:
        waited = set(await seminar.waiting(self.database))
        for sent in await seminar.send(self.database, self.now):
            self.hear(sent)
        self.dropped |= waited - set(self.told)

    async def _jump_back(self, seconds: int) -> None:
        self.now -= timedelta(seconds=seconds)

    async def _move(self, session: str, start: str) -> None:
        begin = time.fromisoformat(start)
        await self._put(changed(self.document, session, start=begin, end=time(begin.hour + 1)))

    async def _cancel(self, session: str) -> None:
        await self._put(changed(self.document, session, cancelled=True))

    async def _restore(self, session: str) -> None:
        await self._put(changed(self.document, session, cancelled=False))

    async def _put(self, document: Document) -> None:
        self.document = document
        await seminar.put(self.database, document)

    async def _sit(self, person: int, session: str) -> None:
        cancelled = next(s.cancelled for s in self.document.sessions if s.id == session)
        if not cancelled:
            await seminar.sit(self.database, person, session)
            self.seats[person] = session

    async def _leave(self, person: int) -> None:
        if session := self.seats.pop(person, None):
            async with self.database.writing() as tx:
                await desk.leave(tx, person, session, MORNING)

    async def _lead(self, person: int, lead: int) -> None:
        self.leads[person] = lead
        await seminar.set_person(self.database, person, reminder_lead=lead)

    async def _mute(self, person: int) -> None:
        await self._unmute(person)
        self.muted.add(person)
        async with self.database.writing() as tx:
            await tx.execute(insert(mutes).values(person_id=person, kind="reminder"))

    async def _unmute(self, person: int) -> None:
        self.muted.discard(person)
        async with self.database.writing() as tx:
            await tx.execute(delete(mutes).where(mutes.c.person_id == person))


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, min_size=8, max_size=20))
def test_it_holds(sample: Document, story: list[Step]) -> None:
    asyncio.run(play(sample, story))


async def play(sample: Document, steps: list[Step]) -> None:
    kept = [session for session in sample.sessions if session.id in {*PLENARIES, *TRAININGS}]
    document = sample.model_copy(update={"sessions": kept})
    for session in kept:
        document = changed(document, session.id, start=time(9, 30), end=time(10, 30))
    with tempfile.TemporaryDirectory() as folder:
        database = databases.with_tables(Path(folder) / "bot.db")
        try:
            story = await begin(database, document)
            for step in steps:
                await story.step(*step)
        finally:
            await database.close()


async def begin(database: Database, document: Document) -> Story:
    await seminar.put(database, document)
    await seminar.join(database, *EVERYBODY)
    await seminar.lead(database, LEADER, "trainer1")
    return Story(database, document)
