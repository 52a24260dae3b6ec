"""The demo: a Bot API on loopback, the real bot against it, and a page with three phones.

Their clock stands at the morning of the first day until somebody moves it.
"""

import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.agenda import queries as agenda
from bot.agenda import seats
from bot.agenda.rules import Programme, Session
from bot.agenda.sample import SAMPLE, read_sample
from bot.app import Application, running
from bot.clock import RehearsalClock, secret_code
from bot.delivery import outbox
from bot.demo.doorway import Doorway, serve
from bot.demo.server import create
from bot.demo.stage import Jump, Person, Stage
from bot.errors import SettingError
from bot.people import invitations
from bot.people import queries as people
from bot.people.rules import Invitation, Kind, Profile, Role
from bot.settings import Settings
from bot.signals import until_stopped
from bot.storage.engine import Transaction

TOKEN: Final = "2019:a-token-for-this-machine-and-no-other"  # noqa: S105 -- the emulator's, worth nothing elsewhere
BEFORE_FIRST: Final = timedelta(minutes=15)  # the demo begins that long before the first session
BEFORE_SESSION: Final = timedelta(minutes=10)  # a jump lands where people are reminded
WEEK: Final = timedelta(days=7)
LONGEST_WAIT: Final = timedelta(seconds=5)  # before a jump
GLANCE: Final = timedelta(milliseconds=50)
SOUGHT_AFTER: Final = "d1-training2"
SEATED: Final = 39  # of its 40 seats

PARTICIPANT: Final = Person(1001, "Айгерім", "aigerim", "kk", "Қатысушы")
CLUB_LEAD: Final = Person(1002, "Марина", "marina", "ru", "Руководитель клуба")
ORGANISER: Final = Person(1003, "Daniel", "daniel", "en", "Organiser")
GUEST: Final = {"kk": "Қонақ", "ru": "Гость", "en": "Guest"}
SPOKEN: Final = ("ru", "kk", "ru", "en", "kk", "ru", "kk")  # of seven guests
GUESTS: Final = tuple(
    Person(2000 + number, f"{GUEST[language]} {number}", "", language, acquainted=True, offstage=True)
    for number, language in zip(range(1, 148), cycle(SPOKEN), strict=False)
)
CLUB: Final = Invitation(Role.CLUB_LEAD, club="Достық", country="Қазақстан")


class ClockBar:
    """What the page's clock bar does to seminar time."""

    def __init__(self, clock: RehearsalClock, programme: Programme) -> None:
        self._clock = clock
        self._programme = programme
        self.zone = programme.zone.key
        self.bot: Application | None = None  # once it is at work

    @property
    def speed(self) -> float:
        return self._clock.speed

    def now(self) -> datetime:
        return self._clock.now()

    def set_speed(self, speed: float) -> None:
        """Seminar seconds a machine second; 0 stands still."""
        if speed:
            self._clock.run_at(speed)
        else:
            self._clock.pause()

    async def jump(self, where: Jump) -> None:
        """Go forward by way of all that comes meanwhile; stay where there is nothing to jump to."""
        if self.bot:
            await _all_has_come(self.bot)
            self._programme = await _newest(self.bot) or self._programme
        now = self._clock.now()
        landing = min((moment for moment in self._landings(where) if moment > now), default=now)
        if self.bot:
            await self._pass_by(self.bot, landing)
        self._clock.jump_to(max(landing, self._clock.now()))

    async def _pass_by(self, bot: Application, landing: datetime) -> None:
        """Where sessions end people are asked how they were: later they would not be asked any more."""
        for end in sorted({session.ends_at for session in self._held()}):
            if self._clock.now() < end < landing:
                self._clock.jump_to(end)
                await _all_has_come(bot)

    def _landings(self, where: Jump) -> Sequence[datetime]:
        match where:
            case "next_session":
                return self._before_sessions()
            case "end_of_day":
                return self._ends_of_days()
            case "week":
                return [self._clock.now() + WEEK]

    def _before_sessions(self) -> Sequence[datetime]:
        """Where people are reminded, and, after the last reminder, where they are not."""
        sessions = self._held()
        last = max((session.starts_at for session in sessions if session.reminded), default=self.now())
        shown = [session for session in sessions if session.reminded or session.starts_at > last]
        return [session.starts_at - BEFORE_SESSION for session in shown]

    def _ends_of_days(self) -> Sequence[datetime]:
        ends: dict[str, datetime] = {}
        for session in self._held():
            ends[session.day_id] = max(session.ends_at, ends.get(session.day_id, session.ends_at))
        return list(ends.values())

    def _held(self) -> Sequence[Session]:
        return [session for session in self._programme.sessions if not session.cancelled]


async def _all_has_come(bot: Application) -> None:
    """Wait, not for ever, until nothing is due that has not been sent."""
    clock, database = bot.services.clock, bot.services.database
    await bot.tick()
    for _ in range(LONGEST_WAIT // GLANCE):
        async with database.reading() as tx:
            if not await outbox.any_due(tx, clock.now()):
                return
        await clock.sleep(GLANCE.total_seconds())


async def _newest(bot: Application) -> Programme | None:
    async with bot.services.database.reading() as tx:
        return await agenda.load(tx)


async def demo(port: int, say: Callable[[str], object]) -> None:
    """Serve the demo on loopback until SIGINT or SIGTERM. Raises SettingError where the port is taken."""
    await until_stopped(
        _opened(port), lambda url: say(f"Three phones are waiting at {url}  (Ctrl+C ends the demo)")
    )


@asynccontextmanager
async def _opened(port: int) -> AsyncIterator[str]:
    """The demo at work while the block lasts; gives the page's address."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="seminar-bot-"))
        programme = read_sample().to_programme(1)
        clock = RehearsalClock(programme.starts_at - BEFORE_FIRST)
        bar = ClockBar(clock, programme)
        telegram = create(Stage(TOKEN, (PARTICIPANT, CLUB_LEAD, ORGANISER, *GUESTS)), bar, clock.monotonic)
        (doorway,) = await _served(stack, telegram, port)
        settings = _settings(doorway.url, Path(folder) / "demo.db")
        bar.bot = await stack.enter_async_context(running(settings, clock))
        async with bar.bot.services.database.writing() as tx:
            await _know_the_club_lead(tx, clock.now())
            await _let_guests_in(tx, clock.now())
        yield doorway.url


async def _served(stack: AsyncExitStack, telegram: web.Application, port: int) -> list[Doorway]:
    try:
        return await stack.enter_async_context(serve(telegram, port))
    except OSError as error:
        raise SettingError(f"--port {port} cannot be used: {error.strerror}") from error


def _settings(url: str, file: Path) -> Settings:
    """The demo's own: nothing is read from the environment."""
    return Settings.model_construct(
        bot_token=TOKEN,
        database_url=f"sqlite:///{file.absolute()}",
        telegram_api_url=url,
        programme=SAMPLE,
        organisers=frozenset({ORGANISER.id}),
    )


async def _know_the_club_lead(tx: Transaction, now: datetime) -> None:
    """As if she had opened her invitation before; /start asks for her language, as for everybody's."""
    code, profile = secret_code(), Profile(CLUB_LEAD.id, CLUB_LEAD.first_name, CLUB_LEAD.username)
    await invitations.invite(tx, CLUB, code, now)
    await invitations.redeem(tx, code, profile, now)


async def _let_guests_in(tx: Transaction, now: datetime) -> None:
    """A full seminar for whoever announces; they leave one seat in a training, and want nothing else."""
    for number, guest in enumerate(GUESTS):
        person_id = await people.register(tx, Profile(guest.id, guest.first_name), now)
        await people.set_language(tx, person_id, guest.language_code)
        for kind in (Kind.REMINDER, Kind.FEEDBACK):
            await people.toggle_mute(tx, person_id, kind)
        if number < SEATED:
            await seats.take(tx, person_id, SOUGHT_AFTER, now)
