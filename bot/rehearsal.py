"""The demo: a Bot API on loopback, the real bot against it, and a page with three phones.

Their clock stands at the morning of the first day until somebody moves it.
"""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from aiohttp.web import Application

from bot.agenda.rules import Programme
from bot.agenda.sample import SAMPLE, read_sample
from bot.app import running
from bot.clock import RehearsalClock, secret_code
from bot.demo.doorway import Doorway, serve
from bot.demo.server import create
from bot.demo.stage import Jump, Person, Stage
from bot.errors import SettingError
from bot.people import invitations
from bot.people.rules import Invitation, Profile, Role
from bot.settings import Settings
from bot.signals import until_stopped
from bot.storage.engine import Database

TOKEN: Final = "2019:a-token-for-this-machine-and-no-other"  # noqa: S105 -- the emulator's, worth nothing elsewhere
BEFORE_FIRST: Final = timedelta(minutes=15)  # the demo begins that long before the first session
BEFORE_SESSION: Final = timedelta(minutes=10)  # a jump lands where people are reminded

PARTICIPANT: Final = Person(1001, "Айгерім", "aigerim", "kk", "Қатысушы")
CLUB_LEAD: Final = Person(1002, "Марина", "marina", "ru", "Руководитель клуба")
ORGANISER: Final = Person(1003, "Daniel", "daniel", "en", "Organiser")
CLUB: Final = Invitation(Role.CLUB_LEAD, club="Достық", country="Қазақстан")


class ClockBar:
    """What the page's clock bar does to seminar time."""

    def __init__(self, clock: RehearsalClock, programme: Programme) -> None:
        self._clock = clock
        self._programme = programme
        self.zone = programme.zone.key

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

    def jump(self, where: Jump) -> None:
        """Go forward; never back, where there is nothing to jump to."""
        now = self._clock.now()
        landings = {
            "next_session": [
                session.starts_at - BEFORE_SESSION for session in self._programme.sessions if session.reminded
            ],
            "end_of_day": [self._end_of(day.id) for day in self._programme.days],
            "week": [now + timedelta(days=7)],
        }
        self._clock.jump_to(min((moment for moment in landings[where] if moment > now), default=now))

    def _end_of(self, day_id: str) -> datetime:
        return max(session.ends_at for session in self._programme.of_day(day_id))


async def demo(port: int, data: Path | None, say: Callable[[str], object]) -> None:
    """Serve the demo on loopback until SIGINT or SIGTERM; `data` is a file to keep its database in.

    Raises SettingError where the port or the file cannot be used.
    """
    await until_stopped(
        _opened(port, data),
        lambda url: say(f"Three phones are waiting at {url}  (Ctrl+C ends the demo)"),
    )


@asynccontextmanager
async def _opened(port: int, data: Path | None) -> AsyncIterator[str]:
    """The demo at work while the block lasts; gives the page's address."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="seminar-bot-"))
        file = data or Path(folder) / "demo.db"
        programme = read_sample().to_programme(1)
        clock = RehearsalClock(programme.starts_at - BEFORE_FIRST)
        people = (PARTICIPANT, CLUB_LEAD, ORGANISER)
        stage = Stage(TOKEN, people, first_number=int(clock.machine_now().timestamp()))
        telegram = create(stage, ClockBar(clock, programme), clock.monotonic)
        (doorway,) = await _served(stack, telegram, port)
        settings = _settings(doorway.url, file)
        application = await stack.enter_async_context(running(settings, clock))
        await _know_the_club_lead(application.services.database, clock)
        yield doorway.url


async def _served(stack: AsyncExitStack, telegram: Application, port: int) -> list[Doorway]:
    try:
        return await stack.enter_async_context(serve(telegram, port))
    except OSError as error:
        raise SettingError(f"--port {port} cannot be used: {error.strerror}") from error


def _settings(url: str, file: Path) -> Settings:
    """The demo's own; nothing is read from the environment."""
    return Settings.model_construct(
        bot_token=TOKEN,
        database_url=f"sqlite:///{file.absolute()}",
        telegram_api_url=url,
        programme=SAMPLE,
        organisers=frozenset({ORGANISER.id}),
    )


async def _know_the_club_lead(database: Database, clock: RehearsalClock) -> None:
    """As if she had opened her invitation before; /start asks for her language, as for everybody's."""
    code, profile = secret_code(), Profile(CLUB_LEAD.id, CLUB_LEAD.first_name, CLUB_LEAD.username)
    async with database.writing() as tx:
        await invitations.invite(tx, CLUB, code, clock.now())
        await invitations.redeem(tx, code, profile, clock.now())
