"""What a report says stays as it was when the announcement went out, on each kind of database."""

import pytest
from sqlalchemy import delete, insert, select, update

from bot.announcements import queries
from bot.announcements.due import LASTS
from bot.announcements.outcome import Fate
from bot.announcements.passed_over import keep
from bot.announcements.rules import State
from bot.announcements.unreached import unreached
from bot.people import belongings
from bot.people.queries import recognise, toggle_mute
from bot.people.rules import Kind
from bot.storage.tables import mutes, passed_over, people
from tests.announcements.office import Office
from tests.announcements.people import (
    BLOCKED,
    EN,
    EVERYBODY,
    KK,
    MUTED,
    NOW,
    RU,
    SILENT,
    refused,
    those,
)

PASSED_OVER = {f"P{MUTED}": Fate.MUTED, f"P{BLOCKED}": Fate.BLOCKED, f"P{SILENT}": Fate.SILENT}


async def fates(office: Office) -> dict[str, Fate]:
    async with office.database.reading() as tx:
        return {one.name: one.fate for one in await unreached(tx, office.id)}


async def languages(office: Office) -> dict[str, str | None]:
    """Of those who did not get it."""
    async with office.database.reading() as tx:
        return {one.name: one.language for one in await unreached(tx, office.id)}


async def mutes_announcements(office: Office, person: int) -> None:
    async with office.database.writing() as tx:
        await toggle_mute(tx, person, Kind.ANNOUNCEMENT)


# ------------------------------------------------------------- what was, stays


async def test_who_could_not_be_reached_then_is_named_whatever_they_do_later(office: Office) -> None:
    await office.does("begin")
    await office.finishes()
    before = (await office.course()).tally
    async with office.database.writing() as tx:
        await tx.execute(update(people).values(active=True, language="en"))
        await tx.execute(delete(mutes))
    assert (await office.course()).tally == before
    assert await fates(office) == PASSED_OVER


async def test_who_has_deleted_their_account_has_not_blocked_the_bot(office: Office) -> None:
    await refused(office.database, BLOCKED, "deleted")
    await office.does("begin")
    assert await fates(office) == {**PASSED_OVER, f"P{BLOCKED}": Fate.DELETED}


async def test_a_language_counts_as_it_was_then(office: Office) -> None:
    await office.does("begin")
    assert ((await office.course()).tally).in_language("en") == (0, 1)
    async with office.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == EN).values(language="kk"))
    assert ((await office.course()).tally).in_language("kk") == (0, 4)  # it waits, and will be sent in Kazakh
    await office.finishes()
    async with office.database.writing() as tx:
        await tx.execute(update(people).values(language="ru"))
    found = (await office.course()).tally
    assert {its: found.in_language(its) for its in ("kk", "ru", "en")} == {
        "kk": (3, 4),  # of whom one wants no announcements
        "ru": (3, 4),  # of whom one has blocked the bot
        "en": (0, 0),
    }


@pytest.mark.parametrize("end", ["stop", "withdraw", "too late"])
async def test_who_was_not_sent_it_any_more_counts_by_the_language_of_that_moment(
    office: Office, end: str
) -> None:
    await office.does("begin")
    await office.claims(1)
    await office.lands()
    if end == "too late":
        await office.ticks(LASTS)
    else:
        await office.does(end)
    await office.finishes()
    before, named = (await office.course()).tally, await languages(office)
    assert before.in_language("ru") == (0, 4)
    async with office.database.writing() as tx:
        await tx.execute(update(people).values(language="en"))
    assert (await office.course()).tally == before
    assert await languages(office) == named


async def test_who_belongs_to_its_audience_later_is_not_missing_from_it(office: Office) -> None:
    async with office.database.writing() as tx:
        await queries.set_audience(tx, office.id, those("club:1"))
    await office.does("begin")
    await office.finishes()
    async with office.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == MUTED).values(club_id=1))
    assert await fates(office) == {f"P{BLOCKED}": Fate.BLOCKED}


async def test_who_joins_while_it_begins_has_not_muted_it(office: Office) -> None:
    await office.does("begin")
    async with office.database.writing() as tx:
        newcomer = {"id": 10, "telegram_id": 110, "name": "P10", "language": "kk", "joined_at": NOW}
        await tx.execute(insert(people).values(newcomer))
        await keep(tx, await office.announcement(tx), office.owners)
    assert await fates(office) == PASSED_OVER


async def test_who_goes_is_in_no_report(office: Office) -> None:
    await office.does("begin")
    async with office.database.writing() as tx:
        muted = await recognise(tx, 100 + MUTED, frozenset())
        assert muted
        told = await belongings.collect(tx, muted)
        theirs = {"announcement_id": office.id, "person_id": MUTED, "fate": "muted", "language": "kk"}
        assert told["passed_over"] == [theirs]
        await belongings.erase(tx, muted)
        assert MUTED not in set(await tx.scalars(select(passed_over.c.person_id)))


# ---------------------------------------------------------------------- owners


async def test_an_owner_without_a_role_is_among_the_organisers_at_its_time(office: Office) -> None:
    office.owners = frozenset({100 + RU, 100 + BLOCKED})
    async with office.database.writing() as tx:
        await queries.set_audience(tx, office.id, those("role:organiser"))
        await queries.move(tx, office.id, {State.DRAFT}, State.SCHEDULED, send_at=NOW)
    await office.finishes()
    assert RU in office.arrived
    assert await fates(office) == {f"P{BLOCKED}": Fate.BLOCKED}


# ---------------------------------------------------------------------- muting


async def test_who_mutes_announcements_before_it_leaves_does_not_get_it(office: Office) -> None:
    await office.does("begin")
    await mutes_announcements(office, KK)
    await office.finishes()
    assert office.arrived.keys() == EVERYBODY - {KK}
    await mutes_announcements(office, KK)
    found = (await office.course()).tally
    assert (found.of(Fate.MUTED), found.of(Fate.CALLED_OFF), found.addressed) == (2, 0, len(EVERYBODY) + 3)
    assert await fates(office) == {**PASSED_OVER, f"P{KK}": Fate.MUTED}


@pytest.mark.parametrize("deed", ["stop", "withdraw"])
async def test_who_muted_before_it_was_stopped_is_told_from_who_did_not(office: Office, deed: str) -> None:
    await office.does("begin")
    await mutes_announcements(office, KK)
    await office.claims(1)  # the first of them is KK
    await office.lands()
    await office.does(deed)
    await office.finishes()
    found = (await office.course()).tally
    assert (found.of(Fate.MUTED), found.of(Fate.CALLED_OFF)) == (2, len(EVERYBODY) - 1)


# --------------------------------------------------------------------- changes


@pytest.mark.parametrize("part", ["correction", "withdrawal"])
async def test_a_message_that_never_arrived_has_not_been_left_unchanged(office: Office, part: str) -> None:
    await office.does("begin")
    await office.claims(2)
    await (office.corrects("second") if part == "correction" else office.does("withdraw"))
    await office.is_refused("Forbidden: bot was blocked by the user", 1)
    await office.lands()
    await office.finishes()
    changes = getattr(await office.course(), part)
    assert (changes.done, changes.total) == (1, 1)
