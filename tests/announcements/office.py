"""Telegram as far as announcements need it: what stands in each chat, and how messages get there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete
from telegram.error import TimedOut

from bot.agenda.rules import Programme
from bot.announcements import course, queries
from bot.announcements.jobs import MESSAGES, plan
from bot.announcements.outcome import Course
from bot.announcements.rules import Announcement, Audience
from bot.announcements.tallies import course_of
from bot.context import Telling
from bot.delivery import claims, outbox, outcomes
from bot.delivery.failures import classify
from bot.delivery.outbox import Row, Settlement, State
from bot.delivery.reasons import Reason, reason_of
from bot.i18n.translator import load_translators
from bot.people.queries import recognise_all
from bot.screens import Deletion, Edit, Outgoing, Screen
from bot.storage.engine import Database, Transaction
from bot.storage.tables import outbox as rows
from tests.announcements.people import NOW, ORGANISER

TRANSLATORS: Final = load_translators()
STEP: Final = timedelta(seconds=2)  # more than between two messages in one chat
MESSAGE: Final = "announcement"
NOT_FOUND: Final = "BadRequest: Message to edit not found"


@dataclass
class InHand:
    """A row that was claimed and put into words, and has not reached Telegram yet."""

    row: Row
    outgoing: Outgoing | None


class Office:
    """One announcement of the organiser's, to everybody, and the chats it reaches."""

    def __init__(self, database: Database, programme: Programme, announcement_id: int) -> None:
        self.database, self.programme, self.id = database, programme, announcement_id
        self.now: datetime = NOW
        self.owners = frozenset[int]()  # Telegram ids of organisers whom only the settings name
        self.chats: dict[int, dict[int, str]] = {}  # person -> message -> text
        self.arrived: dict[int, int] = {}  # person -> how many announcements ever arrived
        self.in_hand: list[InHand] = []
        self._numbers = iter(range(1, 1_000_000))

    # ----------------------------------------------------------------- organiser

    async def announcement(self, tx: Transaction) -> Announcement:
        found = await queries.load(tx, self.id)
        assert found is not None
        return found

    async def course(self) -> Course:
        async with self.database.reading() as tx:
            return await course_of(tx, await self.announcement(tx))

    async def does(self, deed: str) -> bool:
        """One of what can be done in `course`; whether it was done."""
        given = {"begin": (self.owners, self.now), "stop": ()}
        async with self.database.writing() as tx:
            return bool(await getattr(course, deed)(tx, self.id, *given.get(deed, (self.now,))))

    async def corrects(self, text: str, language: str = "en") -> bool:
        """In English, in which all read it; or in another language."""
        async with self.database.writing() as tx:
            found = await self.announcement(tx)
            await queries.set_text(tx, found.id, found.version + 1, language, text)
            return await course.correct(tx, found.id, self.now)

    # ------------------------------------------------------------------ delivery

    async def ticks(self, after: timedelta = STEP) -> None:
        self.now += after
        async with self.database.writing() as tx:
            await plan(tx, self.now, self.owners)

    async def claims(self, limit: int = 100) -> None:
        """Take rows in hand and put them into words, as the sender does."""
        self.now += STEP
        async with self.database.writing() as tx:
            await outbox.expire(tx, self.now)
            claimed = await claims.claim(tx, "office", list(MESSAGES), self.now, self.now, limit)
        async with self.database.reading() as tx:
            self.in_hand += [InHand(row, await self._worded(tx, row)) for row in claimed]

    async def _worded(self, tx: Transaction, row: Row) -> Outgoing | None:
        person = (await recognise_all(tx, [row.person_id], frozenset()))[row.person_id]
        t = TRANSLATORS[person.language or ""]
        return await MESSAGES[row.kind](Telling(tx, self.now, person, t, self.programme, row.subject))

    async def lands(self, count: int = 100) -> None:
        """What is in hand reaches Telegram."""
        await self._settle([self._landed(one) for one in self._next(count)])

    async def is_refused(self, error: str, count: int = 100) -> None:
        """What is in hand is refused for good."""
        why: Any = {"error": error, "reason": reason_of(Exception(error))}
        await self._settle([Settlement(one.row, State.FAILED, **why) for one in self._next(count)])

    async def comes_back(self, count: int = 100) -> None:
        """A 429: it surely did not arrive, and waits once more."""
        await self._settle([Settlement(one.row, State.READY, error="429") for one in self._next(count)])

    async def times_out(self, count: int = 100) -> None:
        """No answer to what is in hand: it may have arrived, and is tried again after a while."""
        doubt = classify(TimedOut())
        await self._settle([outcomes.failed(one.row, doubt, self.now) for one in self._next(count)])

    def _next(self, count: int) -> list[InHand]:
        taken, self.in_hand = self.in_hand[:count], self.in_hand[count:]
        return taken

    async def _settle(self, settlements: list[Settlement]) -> None:
        async with self.database.writing() as tx:
            await outbox.settle(tx, "office", settlements)

    def _landed(self, one: InHand) -> Settlement:
        person, row = one.row.person_id, one.row
        chat = self.chats.setdefault(person, {})
        match one.outgoing:
            case None:
                return outcomes.cancelled(row)
            case Screen(text):
                number = next(self._numbers)
                if row.kind == MESSAGE:
                    chat[number] = str(text)
                    self.arrived[person] = self.arrived.get(person, 0) + 1
            case Edit(number, screen) if row.kind != "announcement-progress":
                if number not in chat:
                    return Settlement(row, State.FAILED, error=NOT_FOUND, reason=Reason.MISSING)
                chat[number] = str(screen.text)
            case Edit(number, _):
                pass
            case Deletion(number):
                chat.pop(number, None)
        return Settlement(row, State.SENT, message_id=number, sent_at=self.now)

    async def finishes(self) -> None:
        """Everything that is to happen by itself has happened."""
        for _ in range(8):
            await self.ticks()
            await self.claims()
            await self.lands()

    def texts(self) -> list[str]:
        """What stands in all chats."""
        return [text for chat in self.chats.values() for text in chat.values()]


async def opened(database: Database, programme: Programme, text: str = "first") -> Office:
    """An announcement in English to everybody, not sent yet, and no other message anywhere."""
    async with database.writing() as tx:
        await tx.execute(delete(rows))
        its_id = await queries.draft(tx, ORGANISER, NOW)
        await queries.set_audience(tx, its_id, Audience())
        await queries.set_text(tx, its_id, 1, "en", text)
    return Office(database, programme, its_id)
