"""Whatever happens, in whatever order: several processes, crashes, jumping clocks, any answer of the API.

Longer by hand: `EXAMPLES=1000 STEPS=50 pytest -n 0 tests/delivery/test_any_weather.py`.
"""

import asyncio
import os
import tempfile
from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.delivery import outbox
from bot.delivery.outbox import Priority, State
from bot.storage.tables import outbox as table
from tests import databases
from tests.delivery import promises, weather
from tests.delivery.office import Office
from tests.delivery.processes import Processes
from tests.delivery.still import StillClock
from tests.delivery.weather import Answer, Sky, bot_under

T = TypeVar("T")
Planned = tuple[int, Priority, int, float]  # chat, priority, seconds until it is due, and that it lasts

NOON = datetime(2019, 4, 30, 12, tzinfo=UTC)
NAMES = ("one", "two", "three")
CHATS = (1, 2, 3, 4, 5, 6, -7)

ANSWERS = (
    weather.DELIVERED,
    weather.HELD,
    weather.UNHEARD,
    weather.RESET,
    weather.UNCONNECTED,
    weather.SERVER_ERROR,
    weather.BAD_GATEWAY,
    weather.BLOCKED,
    weather.NOT_NOW,
    weather.UNREADABLE,
    *map(weather.flood, (1, 20, 60, 10_072)),
)

chats = st.sampled_from(CHATS)
names = st.sampled_from(NAMES)
spans = st.sampled_from([0.1, 1, 4, 31, 600, 3600, 86_400])  # seconds
messages = st.tuples(chats, st.sampled_from(Priority), st.sampled_from([-60, 0, 0, 5, 3000]), spans)
forecasts = st.dictionaries(chats, st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=3))
waits = st.lists(st.sampled_from([0.1, 1.1, 5]), max_size=5)  # seconds from round to round
events = st.sampled_from(
    [Processes.claim, Processes.send, Processes.let_go, Processes.die, Processes.restart]
)


class AnyWeather(RuleBasedStateMachine):
    """Few rules, each of which does much: Hypothesis leaves out some in each story."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = StillClock(NOON)
        self.sky = Sky(self.clock)
        self.database = databases.with_tables(Path(self.folder.name) / "bot.db")
        self.office = Office(self.database, self.clock, bot_under(self.sky)[0])
        self.processes = Processes(self.office, self.sky, NAMES)
        self.settled: dict[int, Any] = {}
        self.planned = 0

    def does(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @property
    def rows(self) -> Sequence[Any]:
        return self.does(self.office.rows())

    @initialize()
    def announce(self) -> None:
        self.plan([(chat, Priority.ANNOUNCEMENT, 0, 86_400) for chat in CHATS])

    @rule(planned=st.lists(messages, min_size=1, max_size=6))
    def plan(self, planned: Sequence[Planned]) -> None:
        for chat, priority, due, lasts in planned:
            self.planned += 1
            due_at = self.clock.now() + timedelta(seconds=due)
            when = {"due_at": due_at, "expires_at": due_at + timedelta(seconds=lasts)}
            self.does(self.office.plan(f"message {self.planned}", chat, priority=priority, **when))

    @rule(chat=chats)
    def call_off(self, chat: int) -> None:
        self.does(self._call_off(chat))

    async def _call_off(self, chat: int) -> None:
        async with self.database.writing() as tx:
            await outbox.cancel(tx, table.c.chat_id == chat)

    @rule(name=names, coming=forecasts, waits=waits, leap=st.sampled_from([0, 0, 0, 31, 3600, -3600]))
    def work(
        self, name: str, coming: Mapping[int, Sequence[Answer]], waits: Sequence[float], leap: float
    ) -> None:
        """Some rounds, with what requests meet next; seminar time leaps after the first claim."""
        for chat, answers in coming.items():
            self.sky.next_for[chat] += answers
        for number, seconds in enumerate((0.1, *waits)):
            self.does(self.processes.claim(name))
            self.clock.seminar += timedelta(seconds=0 if number else leap)
            self.does(self.processes.send(name))
            self.clock.move(seconds)
            self.sky.deadlines_pass()

    @rule(name=names, event=events)
    def happen(self, name: str, event: Any) -> None:
        """A step of a process by itself, so that anything may come between two."""
        self.does(event(self.processes, name))

    @rule(which=st.sampled_from(["both", "seminar", "machine"]), seconds=spans, back=st.booleans())
    def jump(self, which: str, seconds: float, back: bool) -> None:
        span = timedelta(seconds=-seconds if back and which != "both" else seconds)
        self.clock.seminar += span * (which != "machine")
        self.clock.machine += span * (which != "seminar")
        self.sky.deadlines_pass()

    @invariant()
    def promises_hold(self) -> None:
        rows = self.rows
        assert len(rows) == self.planned
        promises.check_rows(rows, self.sky)
        promises.check_requests(rows, self.sky)
        promises.check_unchanged(self.settled, rows)
        self.settled = {row.id: row for row in rows if row.state not in promises.OPEN}

    def teardown(self) -> None:
        try:
            self.all_ends()
        finally:
            self.does(self.processes.close())
            self.does(self.database.close())
            self.runner.close()
            self.folder.cleanup()

    def all_ends(self) -> None:
        """In fair weather whatever is due and not too late arrives, and in the end nothing is open."""
        self.sky.next_for.clear()
        for name in NAMES:
            self.does(self.processes.restart(name))
        now, soon = self.clock.now(), self.clock.now() + timedelta(minutes=2)
        due = {row.id for row in self.open_rows() if row.due_at <= now and soon < row.expires_at}
        self._pass_until_settled(due, seminar=False)
        ends = {row.state for row in self.rows if row.id in due}
        assert ends <= {State.SENT, State.AMBIGUOUS}, ends
        self._pass_until_settled({row.id for row in self.open_rows()}, seminar=True)
        self.promises_hold()
        assert not self.open_rows()

    def _pass_until_settled(self, ids: set[int], *, seminar: bool) -> None:
        for _ in range(30):
            if ids.isdisjoint(row.id for row in self.open_rows()):
                break
            self.jump("both" if seminar else "machine", 43_200, back=False)
            for _ in range(4):
                self.work("one", {}, [], 0)
                self.jump("machine", 4, back=False)

    def open_rows(self) -> Sequence[Any]:
        return [row for row in self.rows if row.state in promises.OPEN]


TestAnyWeather = AnyWeather.TestCase
TestAnyWeather.settings = settings(
    max_examples=int(os.environ.get("EXAMPLES", "20")),
    stateful_step_count=int(os.environ.get("STEPS", "25")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
