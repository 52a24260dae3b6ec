"""What handlers, jobs and renderers are given."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo

from markupsafe import Markup
from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.agenda import queries as agenda
from bot.agenda.rules import Programme
from bot.clock import Clock
from bot.delivery import inbox
from bot.i18n.translator import Translator, Translators, closest_language
from bot.people.queries import muted_by
from bot.people.rules import Kind, Person
from bot.screens import Attached, Outgoing, Screen
from bot.screens.show import answer, send, show
from bot.settings import Settings
from bot.storage.engine import Database, Transaction
from bot.written import Command, attached_to, carries_more, command_in, download, html_of, written

Found = TypeVar("Found")

ID_DIGITS: Final = 15  # more are no id, and too many for a database


def number(text: str) -> int:
    """A number that stands on a button; 0, which no row has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= ID_DIGITS else 0


@dataclass
class Services:
    """What lives as long as the process."""

    settings: Settings
    clock: Clock
    database: Database
    translators: Translators
    handlers: Mapping[str, "Handler"] = field(default_factory=dict)
    commands: Mapping[str, "Describe"] = field(default_factory=dict)
    replies: Mapping[str, str] = field(default_factory=dict)  # kind of a message -> action that takes a reply
    in_groups: frozenset[str] = frozenset()  # actions that are open in groups too
    farewells: Sequence["Farewell"] = ()  # before all that is kept about somebody goes
    replaced: frozenset[str] = frozenset()  # kinds of messages that become what answers a tap on them
    hears: Sequence["Hear"] = ()  # offered what nobody has asked for, one after another
    programme: Programme | None = None  # the newest version; the dispatcher keeps it fresh
    wake_sender: Callable[[], None] = lambda: None

    def is_behind(self, newest: int | None) -> bool:
        """Whether another version of the programme is in memory than the `newest` there is."""
        return bool(newest) and (self.programme is None or self.programme.version != newest)

    async def refresh(self, tx: Transaction, newest: int | None) -> None:
        """Load the programme where it is behind."""
        if self.is_behind(newest):
            self.programme = await agenda.load(tx)


@dataclass
class Context:
    """One update on its way through its handler.

    python-telegram-bot's Application is left out on purpose: an update must be stored before Telegram hears
    that it was received, and one chat must stay in order across processes; the inbox does both.
    """

    services: Services
    bot: Bot
    update: Update
    person: Person
    edition: Programme | None  # the programme for the whole of this update, whatever is imported meanwhile
    arguments: tuple[str, ...] = ()  # what stood behind the verb of a tap; never trusted
    typed: str = ""  # the text of a message, or what followed a command
    below: bool = False  # the next screen is a message of its own, even after a tap
    stays: bool = False  # what was tapped came by itself, and is not replaced by what answers the tap
    said: str = ""  # a notice for the next screen that brings none

    @property
    def now(self) -> datetime:
        return self.services.clock.now()

    @property
    def owners(self) -> frozenset[int]:
        """Telegram ids of the organisers whom the settings name."""
        return self.services.settings.organisers

    @property
    def t(self) -> Translator:
        """The translator of the person's language, or of their phone's before they chose."""
        user = self.update.effective_user
        language = self.person.language or closest_language(user.language_code if user else None)
        return self.services.translators[language]

    @property
    def argument(self) -> str:
        """The first of the arguments, empty where there is none."""
        return self.arguments[0] if self.arguments else ""

    def number(self, place: int = 0) -> int:
        """The id, or the number of a page, among the arguments at this place; 0 where there is none."""
        return number("".join(self.arguments[place : place + 1]))

    @property
    def programme(self) -> Programme:
        assert self.edition is not None  # noqa: S101 -- before there is one the dispatcher answers by itself
        return self.edition

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.person, self.programme)

    @property
    def command(self) -> Command | None:
        """What was written, where it is a command to this bot."""
        return command_in(self.update.message, self.bot.username)

    @property
    def html(self) -> Markup:
        """What was written, as Telegram's HTML with formatting; after a tap, what its screen replies to."""
        return html_of(written(self.update))

    @property
    def attached(self) -> Attached | None:
        """The photo or document that was sent; after a tap, that to which its screen replies."""
        return attached_to(written(self.update))

    @property
    def carries_more(self) -> bool:
        """What was sent is more than we can pass on: its caption alone would be something else."""
        return carries_more(written(self.update))

    async def download(self, limit: int) -> tuple[str, bytes] | None:
        """The name and content of the document that was sent; raises TooBigError beyond `limit` bytes."""
        return await download(self.bot, self.update.effective_message, limit)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """The handler's one transaction; this update counts as handled together with its effect."""
        async with self.services.database.writing() as tx:
            await inbox.finish(tx, self.update.update_id)
            yield tx
        self.services.wake_sender()

    def reading(self, *, once: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """As `Database.reading`."""
        return self.services.database.reading(once=once)

    async def refresh(self, tx: Transaction) -> None:
        """Go on with the programme that is the newest in this transaction."""
        await self.services.refresh(tx, await agenda.latest_version(tx))
        self.edition = self.services.programme

    async def show(self, screen: Screen, notice: str = "") -> None:
        """Edit the message that was tapped, or send a new one where it stays or there is none.

        `notice` shows for a moment above the chat.
        """
        if self.below:
            await self.send(screen)
        else:
            await show(self.bot, self.update, screen, notice or self.said, edits=not self.stays)

    async def send(self, screen: Screen) -> Message | None:
        """A new message below, even where it was a tap."""
        chat = self.update.effective_chat
        return await send(self.bot, chat.id, screen) if chat else None

    @asynccontextmanager
    async def meanwhile(self, screen: Screen) -> AsyncIterator[None]:
        """A message that is there while the block lasts: what is being done, where that takes a while."""
        message = await self.send(screen)
        try:
            yield
        finally:
            if message:
                with suppress(TelegramError):  # nothing is lost where it stays
                    await message.delete()

    async def reply(self, screen: Screen) -> None:
        """A new message that replies to what was written, and keeps it at hand for the buttons under it."""
        if self.update.message:
            await send(self.bot, self.update.message.chat_id, screen, self.update.message.message_id)

    async def notice(self, text: str, *, alert: bool = False) -> None:
        """Answer a tap without changing its screen."""
        await answer(self.update, text, alert=alert)

    async def open(self, action: str, *arguments: str, notice: str = "", below: bool = False) -> None:
        """Go on to another feature's screen, as if its button had been tapped; `below`: in a new message."""
        self.arguments, self.said, self.below = arguments, notice, below
        await self.services.handlers[action](self)


def zone_of(person: Person, programme: Programme) -> ZoneInfo:
    """The zone a person chose, or the seminar's."""
    return ZoneInfo(person.zone) if person.zone else programme.zone


Handler = Callable[[Context], Awaitable[None]]
Hear = Callable[[Context], Awaitable[bool]]  # whether it takes what nobody has asked for
Farewell = Callable[[Context, Transaction], Awaitable[None]]  # what a feature still does for who goes
Describe = Callable[[Translator], str]  # a command's line in the menu


@dataclass(frozen=True)
class Telling:
    """What a feature is given to put a planned message into words, at the moment it is sent."""

    tx: Transaction
    now: datetime
    person: Person
    t: Translator
    programme: Programme
    subject: str  # what the planned row is about
    found: dict[Any, Any] = field(default_factory=dict)  # by those that go out together
    together: Collection[int] = ()  # the ids of the people to whom those go

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.person, self.programme)

    async def wants(self, kind: Kind) -> bool:
        """Whether the person wants messages of this kind: read once for all that go out together."""
        if muted_by not in self.found:
            self.found[muted_by] = await muted_by(self.tx, {self.person.id, *self.together})
        return (self.person.id, kind) not in self.found[muted_by]

    async def once(self, load: Callable[[Transaction, int], Awaitable[Found]], its_id: int) -> Found:
        """What `load` finds: read once for all messages that are put into words together."""
        if (load, its_id) not in self.found:
            self.found[load, its_id] = await load(self.tx, its_id)
        return cast("Found", self.found[load, its_id])


Render = Callable[[Telling], Awaitable[Outgoing | None]]  # None: it no longer holds, the row is cancelled
Digest = Callable[[Translator, Sequence[Screen]], Screen]  # several of a kind that had to wait, in one
Job = Callable[[Transaction, datetime], Awaitable[None]]
MakeJob = Callable[[Services], Job]  # of one that remembers what it saw, once in a process
OwnersJob = Callable[
    [Transaction, datetime, frozenset[int]], Awaitable[None]
]  # it is told who the owners are
