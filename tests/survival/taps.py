"""People tap and write while the program dies: every tap takes effect once, and letters come in order."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from bot.delivery.outbox import LEASE
from bot.demo.stage import Person
from bot.people.rules import Kind
from bot.storage.engine import Database
from bot.storage.tables import letters, mutes, people
from tests.journeys.phone import Phone
from tests.journeys.program import environment, free_port, program
from tests.journeys.seminar import Seminar, at, seminar_with
from tests.journeys.sending import crowd
from tests.journeys.test_webhook import SECRET
from tests.survival.ledger import most_within

KINDS: Final = (Kind.CHANGE, Kind.FEEDBACK)  # of messages: everybody turns them off, and writes a letter each
LATENCY: Final = 0.05  # seconds until Telegram answers
SLOW: Final = 0.5  # while programs are killed: between an effect and its end there is a reply
PATIENCE: Final = 180.0  # seconds until the story is given up


@dataclass(frozen=True)
class Handled:
    """What became of what people did: the database's word."""

    updates: int
    amiss: int  # taps that had no effect, or two: every one turns something on that a second would turn off
    lost: int  # letters
    disordered: int  # people whose letters did not come in their order
    at_once: int  # requests that were under way at the same time


@asynccontextmanager
async def hall(count: int, database_url: str) -> AsyncIterator[Seminar]:
    """So many people who have a message of the bot before them; the bot is not at work."""
    persons = [Person(n, f"Guest {n}", "", "en", acquainted=True) for n in range(2001, 2001 + count)]
    async with seminar_with(persons, database_url, at(1, "13:30"), limits=None) as seminar:
        async with seminar.open():
            await crowd(seminar, persons)
            await asyncio.gather(*(_look(phone) for phone in seminar.phones.values()))
        await seminar.faults(latency=SLOW)
        yield seminar


def webhook() -> dict[str, Any]:
    """The settings of a bot to which Telegram brings the updates."""
    port = free_port()
    return {"webhook_url": f"http://127.0.0.1:{port}", "webhook_secret": SECRET, "port": port}


async def acting_while_killed(
    seminar: Seminar, folder: Path, kill_at: Sequence[int], settings: Mapping[str, Any]
) -> Handled:
    """One program after another is killed once so many taps have taken effect; the last one carries on."""
    phones = list(seminar.phones.values())
    database, so_far = Database(seminar.database_url), len(await seminar.calls(""))
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as acting:
        for phone in phones:
            acting.create_task(_act(phone))
        for number in kill_at:
            async with program(folder, "run", **environment(seminar, **settings)) as bot:
                await _until_muted(database, number)
                await bot.kill()
    times = [call["monotonic"] for call in (await seminar.calls(""))[so_far:]]
    await seminar.faults(latency=LATENCY)
    seminar.clock.rest(LEASE)
    async with seminar.open(**settings):
        await _all_handled(seminar)
    persons = [phone.person.id for phone in phones]
    muted, kept = await _muted(database), await _kept(database)
    await database.close()
    return Handled(
        updates=2 * len(KINDS) * len(phones),
        amiss=sum((person, kind) not in muted for person in persons for kind in KINDS),
        lost=sum(len(set(KINDS) - set(kept.get(person, ()))) for person in persons),
        disordered=sum(tuple(texts) != KINDS for texts in kept.values()),
        at_once=most_within(SLOW, times),
    )


async def _look(phone: Phone) -> None:
    await phone.write("/now")
    await phone.gets(1)


async def _act(phone: Phone) -> None:
    """Tap and write, and wait for no answer."""
    for kind in KINDS:
        await phone.tapped(phone.address, f"mute:{kind}", phone.newest["message_id"])
        await phone.write(f"/write {kind}")


async def _muted(database: Database) -> set[tuple[int, str]]:
    """Who has turned what off, by Telegram id."""
    async with database.reading() as tx:
        found = select(people.c.telegram_id, mutes.c.kind).join_from(mutes, people)
        return {(telegram_id, kind) for telegram_id, kind in await tx.execute(found)}


async def _kept(database: Database) -> Mapping[int, Sequence[str]]:
    """Everybody's letters, in the order in which they were kept, by Telegram id."""
    theirs: dict[int, list[str]] = {}
    by = letters.c.person_id == people.c.id
    found = select(people.c.telegram_id, letters.c.text).join_from(letters, people, by)
    async with database.reading() as tx:
        for telegram_id, text in await tx.execute(found.order_by(letters.c.id)):
            theirs.setdefault(telegram_id, []).append(text)
    return theirs


async def _until_muted(database: Database, number: int) -> None:
    while len(await _muted(database)) < number:  # noqa: ASYNC110 -- nobody tells us
        await asyncio.sleep(0.02)


async def _all_handled(seminar: Seminar) -> None:
    async with asyncio.timeout(PATIENCE):
        while await seminar._on_its_way() or await seminar._under_way():  # noqa: ASYNC110 -- nobody tells us
            await asyncio.sleep(0.1)
