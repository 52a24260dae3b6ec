"""What becomes of an announcement that goes out, on each kind of database."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.agenda.formats import Document
from bot.announcements import course, progress, queries
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.due import EVERY, LASTS, PROGRESS
from bot.announcements.outcome import Fate
from bot.announcements.rules import State
from bot.announcements.unreached import unreached
from bot.delivery import outbox as post
from bot.storage.engine import Database
from bot.storage.tables import outbox, people
from tests.announcements.office import STEP, Office, opened
from tests.announcements.people import (
    BLOCKED,
    EN,
    EVERYBODY,
    KK,
    MUTED,
    NOW,
    ORGANISER,
    RU,
    SILENT,
    set_up_people,
)


async def kept(office: Office, kind: str = ANNOUNCEMENT) -> Sequence[tuple[int, str]]:
    """Person and state of each row of a kind."""
    found = select(outbox.c.person_id, outbox.c.state).where(outbox.c.kind == kind).order_by(outbox.c.id)
    async with office.database.reading() as tx:
        return [(row.person_id, row.state) for row in await tx.execute(found)]


async def test_everybody_who_wants_it_gets_it_once(office: Office) -> None:
    assert await office.does("begin")
    assert not await office.does("begin")
    assert {person for person, _ in await kept(office)} == EVERYBODY
    await office.finishes()
    assert office.arrived == dict.fromkeys(EVERYBODY, 1)
    found = await office.course()
    assert found.announcement.state is State.SENT
    assert found.announcement.send_at == NOW
    assert found.tally.in_language("ru") == (3, 4)  # one has blocked the bot
    assert not found.under_way


async def test_who_does_not_get_it_is_known_by_name(office: Office) -> None:
    await office.does("begin")
    async with office.database.reading() as tx:
        found = await unreached(tx, office.id)
    reasons = {f"P{MUTED}": Fate.MUTED, f"P{BLOCKED}": Fate.BLOCKED, f"P{SILENT}": Fate.SILENT}
    assert {one.name: one.fate for one in found} == reasons


async def test_the_report_counts_all_who_belong_to_its_audience(office: Office) -> None:
    await office.does("begin")
    await office.finishes()
    tally = (await office.course()).tally
    assert (tally.reached, tally.addressed) == (len(EVERYBODY), len(EVERYBODY) + 3)
    assert tally.passed_over == {("kk", Fate.MUTED): 1, ("ru", Fate.BLOCKED): 1, (None, Fate.SILENT): 1}


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        ("Forbidden: bot was blocked by the user", Fate.BLOCKED),
        ("Forbidden: user is deactivated", Fate.DELETED),
        ("BadRequest: Chat not found", Fate.NO_CHAT),
        ("Forbidden: bot can't initiate conversation with a user", Fate.NO_CHAT),
        ("BadRequest: Wrong file identifier/HTTP URL specified", Fate.REFUSED),
    ],
)
async def test_the_reason_is_known(office: Office, error: str, fate: Fate) -> None:
    await office.does("begin")
    await office.claims(1)
    refused = office.in_hand[0].row.person_id
    await office.is_refused(error)
    await office.finishes()
    found = await office.course()
    passed_over = sum(number for (_, its), number in found.tally.passed_over.items() if its is fate)
    assert (found.tally.of(fate) - passed_over, found.tally.reached) == (1, len(EVERYBODY) - 1)
    async with office.database.reading() as tx:
        named = {one.name: one.fate for one in await unreached(tx, office.id)}
    assert named[f"P{refused}"] is fate


async def test_it_begins_at_its_time(office: Office) -> None:
    async with office.database.writing() as tx:
        at = NOW + timedelta(minutes=10)
        await queries.move(tx, office.id, {State.DRAFT}, State.SCHEDULED, send_at=at)
    await office.ticks()
    assert await kept(office) == []
    office.now = NOW + timedelta(minutes=10)
    await office.ticks()
    assert len(await kept(office)) == len(EVERYBODY)


async def test_what_the_command_line_hands_over_begins_by_the_bots_own_time(office: Office) -> None:
    async with office.database.writing() as tx:
        await queries.move(tx, office.id, {State.DRAFT}, State.SCHEDULED, send_at=None)
    office.now = NOW + LASTS * 2
    await office.finishes()
    assert office.arrived == dict.fromkeys(EVERYBODY, 1)


async def test_what_comes_a_day_late_does_not_come(office: Office) -> None:
    async with office.database.writing() as tx:
        await queries.move(tx, office.id, {State.DRAFT}, State.SCHEDULED, send_at=NOW)
    office.now = NOW + LASTS
    await office.finishes()
    found = await office.course()
    assert office.arrived == {}
    assert found.tally.of(Fate.LATE) == found.tally.total == len(EVERYBODY)


async def test_nothing_leaves_while_it_is_paused(office: Office) -> None:
    await office.does("begin")
    await office.claims(2)
    assert await office.does("pause")
    assert not await office.does("pause")
    await office.comes_back(1)
    await office.lands(1)
    await office.finishes()
    assert len(office.arrived) == 1
    assert (await office.course()).announcement.state is State.PAUSED
    assert await office.does("resume")
    await office.finishes()
    assert office.arrived == dict.fromkeys(EVERYBODY, 1)


async def test_who_has_not_got_it_when_it_is_stopped_gets_it_no_more(office: Office) -> None:
    await office.does("begin")
    await office.claims(2)
    await office.lands()
    assert await office.does("stop")
    assert not await office.does("resume")
    await office.finishes()
    tally = (await office.course()).tally
    assert (tally.reached, tally.of(Fate.CALLED_OFF)) == (2, len(EVERYBODY) - 2)


async def test_a_correction_reaches_those_who_have_it_those_who_wait_and_those_between(
    office: Office,
) -> None:
    await office.does("begin")
    await office.claims(2)
    await office.lands()
    await office.claims(2)
    assert await office.corrects("second")
    await office.lands()
    await office.finishes()
    assert office.texts() == ["second"] * len(EVERYBODY)
    assert (await office.course()).correction.done == 4


async def test_of_two_corrections_at_once_one_is_made(office: Office) -> None:
    await office.does("begin")
    await office.finishes()
    assert await office.corrects("second")
    async with office.database.writing() as tx:
        assert not await course.correct(tx, office.id, office.now)
    assert (await office.course()).announcement.texts == {"en": "second"}


async def test_what_is_withdrawn_is_nowhere(office: Office) -> None:
    await office.does("begin")
    await office.claims(2)
    await office.lands()
    await office.claims(1)
    assert await office.does("withdraw")
    assert not await office.does("withdraw")
    await office.lands()
    await office.finishes()
    assert office.texts() == []
    found = await office.course()
    assert (found.withdrawal.done, found.tally.reached) == (3, 3)


async def test_what_telegram_no_longer_deletes_is_counted_and_can_be_corrected(office: Office) -> None:
    await office.does("begin")
    await office.finishes()
    await office.does("withdraw")
    await office.claims(2)
    await office.is_refused("BadRequest: Message can't be deleted for everyone", 1)
    await office.is_refused("BadRequest: Message to delete not found", 1)
    await office.finishes()
    found = await office.course()
    assert (found.withdrawal.done, found.withdrawal.kept) == (len(EVERYBODY) - 1, 1)
    assert await office.corrects("second")
    await office.finishes()
    assert "second" in office.texts()


async def test_nothing_is_corrected_while_it_is_being_withdrawn(office: Office) -> None:
    await office.does("begin")
    await office.finishes()
    await office.does("withdraw")
    assert not (await office.course()).correctable
    assert not await office.corrects("second")
    await office.finishes()
    assert office.texts() == []
    assert not (await office.course()).correctable


async def test_somebody_watches_at_most_every_two_seconds_and_sees_the_end(office: Office) -> None:
    await office.does("begin")
    async with office.database.writing() as tx:
        await progress.watch(tx, office.id, ORGANISER, 7)
    shown = []
    for after in (timedelta(), EVERY, timedelta(), EVERY / 2, EVERY / 2):
        await office.ticks(after)
        shown.append(len(await kept(office, PROGRESS)))
        await office.claims(2)
        office.now -= STEP
        await office.lands()
    assert shown == [0, 1, 1, 1, 2]
    await office.finishes()
    async with office.database.reading() as tx:
        rows = (await tx.execute(select(outbox.c.key, outbox.c.state).where(outbox.c.kind == PROGRESS))).all()
    assert {row.state for row in rows} == {post.State.SENT}
    assert any(row.key.endswith(f":{State.SENT}") for row in rows)


async def test_nobody_watches_what_they_turned_away_from(office: Office) -> None:
    await office.does("begin")
    await office.finishes()
    assert await kept(office, PROGRESS) == []


async def test_who_changes_their_language_is_corrected_in_the_new_one(office: Office) -> None:
    async with office.database.writing() as tx:
        await queries.set_text(tx, office.id, 1, "kk", "бірінші")
    await office.does("begin")
    await office.finishes()
    async with office.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == KK).values(language="en"))
    await office.corrects("second")
    await office.finishes()
    assert [*office.chats[KK].values()] == ["second"] == [*office.chats[EN].values()]
    assert [*office.chats[RU].values()] == ["second"]


async def test_nothing_begins_its_way_while_a_correction_is_made(
    on_postgresql: Database, sample: Document
) -> None:
    async with on_postgresql.writing() as tx:
        await set_up_people(tx)
    office = await opened(on_postgresql, sample.to_programme(1))
    await office.does("begin")
    async with on_postgresql.writing() as tx:
        found = await office.announcement(tx)
        await queries.set_text(tx, found.id, 2, "en", "second")
        assert await course.correct(tx, found.id, office.now)
        await office.claims()
        assert office.in_hand == []
    await office.finishes()
    assert office.texts() == ["second"] * len(EVERYBODY)
