"""The composition root: settings in, a running application out."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any, Final, TypeVar

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import DBAPIError

from bot.agenda import handlers as agenda_handlers
from bot.agenda import jobs as agenda_jobs
from bot.agenda import queries as agenda
from bot.announcements import handlers as announcements_handlers
from bot.announcements import jobs as announcements_jobs
from bot.audit import handlers as audit_handlers
from bot.clock import Clock, RehearsalClock, process_name
from bot.connection import Connection, connected, tell_webhook
from bot.context import Describe, Digest, Farewell, Handler, Hear, Job, MakeJob, OwnersJob, Render, Services
from bot.declaration import handlers as declaration_handlers
from bot.declaration import jobs as declaration_jobs
from bot.delivery.forgetting import Forgetter
from bot.delivery.inbox import Inbox
from bot.delivery.measures import Measures
from bot.delivery.polling import poll
from bot.delivery.pump import Pump
from bot.delivery.sender import Sender
from bot.delivery.turnstile import Turnstile
from bot.dispatch import dispatch, parsed
from bot.entrance import Entrance
from bot.feedback import handlers as feedback_handlers
from bot.feedback import jobs as feedback_jobs
from bot.followup import handlers as followup_handlers
from bot.followup import jobs as followup_jobs
from bot.guests import handlers as guests_handlers
from bot.guests import jobs as guests_jobs
from bot.i18n.translator import load_translators
from bot.letters import handlers as letters_handlers
from bot.letters import jobs as letters_jobs
from bot.opening import open_programme
from bot.organisers import handlers as organisers_handlers
from bot.organisers import jobs as organisers_jobs
from bot.people import handlers as people_handlers
from bot.people import menu
from bot.people.queries import set_active
from bot.plans import handlers as plans_handlers
from bot.plans import jobs as plans_jobs
from bot.programme import handlers as programme_handlers
from bot.programme import jobs as programme_jobs
from bot.progress import handlers as progress_handlers
from bot.reminders import handlers as reminders_handlers
from bot.reminders import jobs as reminders_jobs
from bot.results import handlers as results_handlers
from bot.settings import Settings
from bot.signals import until_stopped
from bot.storage.engine import Database, Transaction, open_database
from bot.storage.migrate import migrate
from bot.telling import Teller
from bot.ticks import Ticks

T = TypeVar("T")

log = logging.getLogger(__name__)

GLANCE: Final = 0.2  # machine seconds between two looks at the clocks
REST: Final = 0.05  # machine seconds at least between two
LONGEST_WAIT: Final = 60.0  # machine seconds at most between two


@dataclass(frozen=True)
class Feature:
    """What a feature brings; its folder's docstring says what a person can do with it."""

    handlers: Mapping[str, Handler]
    commands: Mapping[str, Describe] = field(default_factory=dict)
    jobs: Sequence[Job] = ()
    messages: Mapping[str, Render] = field(default_factory=dict)
    replies: Mapping[str, str] = field(default_factory=dict)  # kind of a message -> action that takes a reply
    in_groups: frozenset[str] = frozenset()  # actions that are open in groups too
    farewells: Sequence[Farewell] = ()  # before all that is kept about somebody goes
    digests: Mapping[str, Digest] = field(default_factory=dict)  # kind -> several that waited long, in one
    replaced: frozenset[str] = frozenset()  # kinds of messages that become what answers a tap on them
    passing: frozenset[str] = frozenset()  # kinds of messages that nobody asks about once they are old
    hears: Sequence[Hear] = ()  # texts and files that nobody has asked for, before people are told so
    owners_jobs: Sequence[OwnersJob] = ()  # jobs that are told the owners' Telegram ids
    watches: Sequence[MakeJob] = ()  # jobs that remember what they saw


FEATURES: Final = (
    Feature(
        agenda_handlers.HANDLERS,
        agenda_handlers.COMMANDS,
        agenda_jobs.JOBS,
        agenda_jobs.MESSAGES,
        replaced=agenda_jobs.REPLACED,
        passing=agenda_jobs.PASSING,
    ),
    Feature(
        programme_handlers.HANDLERS,
        programme_handlers.COMMANDS,
        programme_jobs.JOBS,
        programme_jobs.MESSAGES,
        passing=programme_jobs.PASSING,
    ),
    Feature(
        reminders_handlers.HANDLERS,
        {},
        reminders_jobs.JOBS,
        reminders_jobs.MESSAGES,
        replaced=reminders_jobs.REPLACED,
        passing=reminders_jobs.PASSING,
    ),
    Feature(
        feedback_handlers.HANDLERS,
        feedback_handlers.COMMANDS,
        feedback_jobs.JOBS,
        feedback_jobs.MESSAGES,
        feedback_handlers.REPLIES,
        replaced=feedback_jobs.REPLACED,
        passing=feedback_jobs.PASSING,
    ),
    Feature(
        plans_handlers.HANDLERS,
        plans_handlers.COMMANDS,
        plans_jobs.JOBS,
        plans_jobs.MESSAGES,
        farewells=plans_handlers.FAREWELLS,
        replaced=plans_jobs.REPLACED,
    ),
    Feature(
        followup_handlers.HANDLERS,
        followup_handlers.COMMANDS,
        followup_jobs.JOBS,
        followup_jobs.MESSAGES,
        followup_handlers.REPLIES,
        farewells=followup_handlers.FAREWELLS,
        hears=followup_handlers.HEARS,
        replaced=followup_jobs.REPLACED,
    ),
    Feature(
        declaration_handlers.HANDLERS,
        declaration_handlers.COMMANDS,
        declaration_jobs.JOBS,
        declaration_jobs.MESSAGES,
        farewells=declaration_handlers.FAREWELLS,
        replaced=declaration_jobs.REPLACED,
    ),
    Feature(
        announcements_handlers.HANDLERS,
        announcements_handlers.COMMANDS,
        messages=announcements_jobs.MESSAGES,
        digests=announcements_jobs.DIGESTS,
        replaced=announcements_jobs.REPLACED,
        farewells=announcements_handlers.FAREWELLS,
        owners_jobs=announcements_jobs.OWNERS_JOBS,
    ),
    Feature(
        letters_handlers.HANDLERS,
        letters_handlers.COMMANDS,
        letters_jobs.JOBS,
        letters_jobs.MESSAGES,
        letters_handlers.REPLIES,
        letters_handlers.IN_GROUPS,
        letters_handlers.FAREWELLS,
    ),
    Feature(guests_handlers.HANDLERS, guests_handlers.COMMANDS, guests_jobs.JOBS),
    Feature(
        organisers_handlers.HANDLERS,
        organisers_handlers.COMMANDS,
        messages=organisers_jobs.MESSAGES,
        watches=organisers_jobs.WATCHES,
    ),
    Feature(results_handlers.HANDLERS, results_handlers.COMMANDS),
    Feature(progress_handlers.HANDLERS, progress_handlers.COMMANDS),
    Feature(audit_handlers.HANDLERS, audit_handlers.COMMANDS),
    Feature(people_handlers.HANDLERS, people_handlers.COMMANDS),
)


def _merged(parts: Iterable[Mapping[str, T]]) -> Mapping[str, T]:
    merged: dict[str, T] = {}
    for part in parts:
        if twice := merged.keys() & part.keys():
            raise ValueError(f"two features have the same name for something: {twice}")
        merged |= part
    return merged


HANDLERS: Final = _merged(feature.handlers for feature in FEATURES)
COMMANDS: Final = _merged(feature.commands for feature in FEATURES)
MESSAGES: Final = _merged(feature.messages for feature in FEATURES)
DIGESTS: Final = _merged(feature.digests for feature in FEATURES)
REPLIES: Final = _merged(feature.replies for feature in FEATURES)
IN_GROUPS: Final = frozenset[str]().union(*(feature.in_groups for feature in FEATURES))
FAREWELLS: Final = tuple(farewell for feature in FEATURES for farewell in feature.farewells)
REPLACED: Final = frozenset[str]().union(*(feature.replaced for feature in FEATURES))
PASSING: Final = frozenset[str]().union(*(feature.passing for feature in FEATURES))
HEARS: Final = tuple(hear for feature in FEATURES for hear in feature.hears)
JOBS: Final = tuple(job for feature in FEATURES for job in feature.jobs)
OWNERS_JOBS: Final = tuple(job for feature in FEATURES for job in feature.owners_jobs)
WATCHES: Final = tuple(make for feature in FEATURES for make in feature.watches)


class Application:
    """The bot at work: what comes in, what falls due, what goes out."""

    def __init__(self, services: Services, connection: Connection, measures: Measures) -> None:
        database, clock, process = services.database, services.clock, process_name()
        rate = services.settings.messages_per_second
        self.services = services
        self.bot, self.impatient = connection.bot, connection.impatient
        self.inbox = Inbox(database, clock, process, self._handle)
        teller, unreachable = Teller(services, MESSAGES, DIGESTS), partial(set_active, active=False)
        self.sender = Sender(
            *(database, clock, self.impatient, process, rate, MESSAGES, teller.render, unreachable),
            settled=measures.settled,
            digests=teller.digests,
        )
        connection.request.answered = measures.answered
        connection.request.turnstile = Turnstile(clock, rate)
        self.planner = Pump(clock, self._ticking, "planner", REST)
        self._watches = [make(services) for make in WATCHES]
        self.forgetter = Forgetter(database, clock, PASSING)
        self._ticks = Ticks(clock)
        self._planning = asyncio.Lock()
        services.wake_sender = self.sender.wake

    def glance(self) -> None:
        """See to what is due where it is time."""
        if self._ticks.is_due():
            self.planner.wake()

    async def tick(self) -> None:
        """Plan everything that is due now, and send it; asking twice changes nothing.

        Of several processes one plans at a time; all send. Raises sqlalchemy's DBAPIError.
        """
        now, owners = self.services.clock.now(), self.services.settings.organisers
        try:
            with self._ticks.look():
                async with self._planning, self.services.database.leading() as leads:
                    if leads:
                        await plan_all(self.services.database, owners, now, *self._watches)
        finally:
            self.sender.wake()

    async def _ticking(self) -> float:
        await self.tick()
        return LONGEST_WAIT

    async def _handle(self, update: Mapping[str, Any]) -> None:
        await dispatch(self.services, self.bot, parsed(update, self.bot))


async def plan_all(database: Database, owners: frozenset[int], now: datetime, *besides: Job) -> None:
    """Plan everything that is due at a moment, and what `besides` plan; asking twice changes nothing.

    Raises sqlalchemy's DBAPIError.
    """
    jobs = (*_jobs(owners), *besides)
    failures = [failure for job in jobs if (failure := await _plan(database, job, now))]
    if failures:
        raise failures[0]


async def plan_together(tx: Transaction, owners: frozenset[int], now: datetime) -> None:
    """Plan everything that is due at a moment, or nothing; raises what a job raises."""
    for job in _jobs(owners):
        await job(tx, now)


def _jobs(owners: frozenset[int]) -> Sequence[Job]:
    return (*JOBS, *(_telling(job, owners) for job in OWNERS_JOBS))


async def _plan(database: Database, job: Job, now: datetime) -> DBAPIError | None:
    """Each job by itself, so that a fault in one feature does not silence the others."""
    try:
        async with database.writing() as tx:
            await job(tx, now)
    except DBAPIError as error:
        return error
    except Exception:
        log.exception("the job %s.%s failed", job.__module__, job.__qualname__)
    return None


def _telling(job: OwnersJob, owners: frozenset[int]) -> Job:
    """The job, told who the owners are."""

    @wraps(job)
    async def told(tx: Transaction, now: datetime) -> None:
        await job(tx, now, owners)

    return told


async def run(settings: Settings, *, receives: bool = True) -> None:
    """Work until SIGINT or SIGTERM; without `receives` beside a process that takes updates in."""
    await until_stopped(running(settings, _clock(settings), receives=receives), _greet)


def _greet(application: Application) -> None:
    log.info("@%s is at work", application.bot.username)


def _clock(settings: Settings) -> Clock:
    start, speed = settings.rehearsal_start, settings.rehearsal_speed
    return Clock() if start is None and speed == 1 else RehearsalClock(start or Clock().now(), speed)


@asynccontextmanager
async def running(settings: Settings, clock: Clock, *, receives: bool = True) -> AsyncIterator[Application]:
    """The application at work while the block lasts.

    Raises SettingError where a setting, the database, the programme or the token do not allow it to begin.
    """
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings.database_url))
        await migrate(database)
        await open_programme(database, settings.programme, clock.now())
        entrance, measures = Entrance(database, clock), Measures(database, clock)
        if receives and settings.serves:
            await stack.enter_async_context(_serving(settings, entrance, measures))
        connection = await stack.enter_async_context(connected(settings, clock))
        what_to_do = HANDLERS, COMMANDS, REPLIES, IN_GROUPS, FAREWELLS, REPLACED, HEARS
        services = Services(settings, clock, database, load_translators(), *what_to_do)
        async with database.reading() as tx:
            await services.refresh(tx, await agenda.latest_version(tx))
        application = Application(services, connection, measures)
        await stack.enter_async_context(_at_work(application, receives=receives))
        with entrance.attended(application.inbox.wake):
            yield application


@asynccontextmanager
async def _at_work(application: Application, *, receives: bool) -> AsyncIterator[None]:
    services, bot = application.services, application.bot
    async with _together() as tasks, AsyncExitStack() as stack:
        for part in (application.sender, application.inbox, application.planner, application.forgetter):
            tasks.create_task(part.run())
            stack.callback(part.stop)
        menus = menu.publish(bot, services.translators, services.commands, services.programme)
        stack.callback(tasks.create_task(menus).cancel)
        stack.callback(_wake_now_and_then(application).shutdown)
        if receives:
            stack.callback(tasks.create_task(_receiving(application)).cancel)
        yield


@asynccontextmanager
async def _together() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that end together; an error that is the only one comes out as it is."""
    try:
        async with asyncio.TaskGroup() as tasks:
            yield tasks
    except BaseExceptionGroup as group:
        if len(group.exceptions) == 1:
            raise group.exceptions[0] from None
        raise


def _wake_now_and_then(application: Application) -> AsyncIOScheduler:
    """APScheduler only wakes the planning; a tick that is lost loses nothing."""
    once = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    at_once = {"default": DebugExecutor()}  # the others would cancel, and complain of, what runs at the end
    scheduler = AsyncIOScheduler(timezone=UTC, executors=at_once, job_defaults=once)
    scheduler.add_job(application.glance, "interval", seconds=GLANCE)
    scheduler.start()
    return scheduler


def _serving(settings: Settings, entrance: Entrance, measures: Measures) -> AbstractAsyncContextManager[int]:
    """The webhook, where there is one, the health checks, and figures for who has the token."""
    from bot.web import create, serve  # noqa: PLC0415 -- megabytes, where nothing is served

    secret = settings.webhook_secret if settings.webhook_url else ""
    figures = settings.metrics_token, measures.read
    return serve(create(secret, entrance.receive, entrance.is_ready, *figures), settings.port)


async def _receiving(application: Application) -> None:
    """Telegram brings updates where there is a WEBHOOK_URL; otherwise the bot asks for them."""
    services, bot = application.services, application.impatient
    if services.settings.webhook_url:
        await tell_webhook(bot, services.settings, services.clock)
    else:
        await poll(bot, services.database, services.clock, application.inbox.wake)
