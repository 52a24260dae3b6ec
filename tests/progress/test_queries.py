"""Figures of all plans, on both databases."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, insert, text, update

from bot.followup.rules import Help, Said
from bot.people.rules import Kind
from bot.plans import writing
from bot.plans.rules import StepState
from bot.progress import queries
from bot.progress.rules import By, groups
from bot.storage.engine import Database, Transaction
from bot.storage.tables import clubs, mutes, plan_leads, plans, steps
from tests.progress.clubs import NOW, TODAY, club_plan, says, somebody

ALMATY = ZoneInfo("Asia/Almaty")
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    async with database.writing() as tx:
        yield tx


async def test_before_any_plan_there_is_nothing(tx: Transaction) -> None:
    found = await queries.overview(tx, TODAY)
    assert (found.standings, found.steps, found.late, found.difficulties) == ([], 0, 0, {})


async def test_a_plan_counts_its_steps(tx: Transaction) -> None:
    plan = await club_plan(tx, "Bridge", YESTERDAY, TODAY, TOMORROW, None, YESTERDAY)
    await says(tx, plan, 4, Said.DONE)
    (one,) = await queries.standings(tx, TODAY)
    assert (one.club, one.country, one.topic, one.steps, one.done, one.late) == (
        *("Bridge", "Poland", "peace"),
        *(5, 1, 1),
    )


async def test_what_was_taken_out_or_given_up_counts_no_more(tx: Transaction) -> None:
    plan = await club_plan(tx, "Bridge", YESTERDAY, TODAY)
    await tx.execute(update(steps).where(steps.c.place == 0).values(state=StepState.DROPPED))
    await club_plan(tx, "Dropped", YESTERDAY, state="dropped")
    found = await queries.overview(tx, TODAY)
    (one,) = found.kept
    assert (found.given_up, found.drafts, found.late) == (1, 0, 0)
    assert (one.id, one.steps, one.late) == (plan, 1, 0)
    assert await queries.count_late(tx, TODAY) == 0


async def test_of_a_draft_nothing_is_expected(tx: Transaction) -> None:
    await club_plan(tx, "Bridge", YESTERDAY, state="draft", silent_since=NOW)
    found = await queries.overview(tx, TODAY)
    assert (found.drafts, found.steps, found.late, found.silent, found.out_of_reach) == (1, 0, 0, [], [])
    assert await queries.late(tx, TODAY, 0, 10) == []


async def test_who_cannot_be_asked_is_not_silent(tx: Transaction) -> None:
    muter = await somebody(tx)
    await tx.execute(insert(mutes).values(person_id=muter, kind=Kind.PLAN))
    blocked = await somebody(tx, active=False)
    silent = await club_plan(tx, "Silent", TODAY, silent_since=NOW)
    gone = [
        await club_plan(tx, "Muted", TODAY, lead=muter, silent_since=NOW),
        await club_plan(tx, "Blocked", TODAY, lead=blocked, silent_since=NOW),
    ]
    found = await queries.overview(tx, TODAY)
    assert [one.id for one in found.silent] == [silent]
    assert sorted(one.id for one in found.out_of_reach) == gone


async def test_who_has_said_anything_since_is_silent_no_more(tx: Transaction) -> None:
    fell_silent = NOW - timedelta(days=1)
    speaks = await club_plan(tx, "Bridge", TODAY, TOMORROW, silent_since=fell_silent)
    spoke_before = await club_plan(tx, "Arch", TODAY, silent_since=NOW + timedelta(days=1))
    for plan_id in (speaks, spoke_before):
        await says(tx, plan_id, 0, Said.BEGUN)
    assert [one.id for one in (await queries.overview(tx, TODAY)).silent] == [spoke_before]
    told = await queries.told(tx)
    assert [bool(plan.silent_since) for plan in told.plans] == [False, True]
    (plan,) = (await queries.told(tx, speaks)).plans
    assert plan.silent_since is None


async def test_late_steps_come_by_their_days(tx: Transaction) -> None:
    await club_plan(tx, "Bridge", YESTERDAY, date(2019, 5, 3))
    await club_plan(tx, "Arch", date(2019, 6, 1))
    assert await queries.count_late(tx, TODAY) == 3
    found = await queries.late(tx, TODAY, 0, 2)
    assert [(one.club, one.due_on) for one in found] == [
        ("Bridge", date(2019, 5, 3)),
        ("Arch", date(2019, 6, 1)),
    ]
    assert [one.due_on for one in await queries.late(tx, TODAY, 2, 2)] == [YESTERDAY]


async def test_difficulties_are_told_with_what_would_help(tx: Transaction) -> None:
    plan = await club_plan(tx, "Bridge", TODAY, TODAY)
    await says(tx, plan, 0, Said.DIFFICULTY, NOW - timedelta(days=9), help=Help.DATE, text="No <b>room</b>")
    await says(tx, plan, 1, Said.DIFFICULTY)
    await says(tx, plan, 0, Said.DONE)
    assert await queries.difficulties_by_help(tx) == {Help.DATE: 1, None: 1}
    newest, oldest = await queries.difficulties(tx, 0, 10)
    assert (newest.what, newest.help, newest.over) == ("Step 2 of Bridge", None, False)
    assert (oldest.text, oldest.help, oldest.over) == ("No <b>room</b>", Help.DATE, True)


async def test_a_step_is_done_on_the_day_it_was_said(tx: Transaction) -> None:
    """In the seminar's zone; of one that was set without a report, when that was."""
    plan = await club_plan(tx, "Bridge", TOMORROW, TODAY, None)
    await says(tx, plan, 0, Said.DONE, datetime(2019, 5, 31, 19, tzinfo=UTC))
    step = (await queries.told(tx, plan)).plans[0].steps[1]
    await writing.set_state(tx, step.id, StepState.DONE, datetime(2019, 6, 3, 10, tzinfo=UTC))
    pace = await queries.pace(tx, ALMATY)
    assert pace.done == [date(2019, 6, 1), date(2019, 6, 3)]
    assert pace.planned == [TODAY, TOMORROW]


async def test_one_plan_is_read_with_what_was_said_of_it(tx: Transaction) -> None:
    plan, other = await club_plan(tx, "Bridge", TODAY), await club_plan(tx, "Arch", TODAY)
    photo = await says(tx, plan, 0, Said.DONE, text="Done!", file_id="photo", file_kind="photo")
    words = await says(tx, other, 0, Said.WORDS, text="Soon")
    told = await queries.told(tx, plan)
    assert [(one.club, one.done) for one in told.plans] == [("Bridge", 1)]
    assert [(one.text, told.names[one.person_id]) for one in told.reports] == [("Done!", "Aigul")]
    sent = await queries.attachment(tx, photo)
    assert sent is not None
    assert sent.file_id == "photo"
    assert await queries.attachment(tx, words) is None
    assert len((await queries.told(tx)).plans) == 2


# ------------------------------------------------------------------------- five thousand


async def _many(tx: Transaction) -> None:
    numbers, moments = range(1, 5001), {"created_at": NOW, "changed_at": NOW, "kept_at": NOW}
    lead = await somebody(tx)
    await tx.execute(insert(clubs), [{"id": n, "name": f"Club {n}", "country": f"{n % 40}"} for n in numbers])
    kept = {"state": "kept", "aim": "", "public": False, **moments}
    await tx.execute(insert(plans), [{"id": n, "club_id": n, "topic": f"{n % 4}", **kept} for n in numbers])
    await tx.execute(insert(plan_leads).values(person_id=lead, plan_id=1, joined_at=NOW))
    step = {"due_on": YESTERDAY, "changed_at": NOW, "what": "Step"}
    rows = [{"plan_id": n, "place": place, **step} for n in numbers for place in range(5)]
    await tx.execute(insert(steps), rows)
    await tx.execute(text("ANALYZE"))  # as databases do by themselves


@pytest.mark.new_database
async def test_five_thousand_plans_take_as_many_statements_as_one(tx: Transaction) -> None:
    await _many(tx)
    asked = _statements(tx)
    found = await queries.overview(tx, TODAY)
    countries = groups(found.standings, By.COUNTRY)
    page = await queries.late(tx, TODAY, 20_000, 5)
    pace = await queries.pace(tx, ALMATY)
    assert (found.steps, found.late, len(countries), len(page)) == (25_000, 25_000, 40, 5)
    assert len(pace.planned) == 25_000
    assert len(asked) == 5


def _statements(tx: Transaction) -> list[str]:
    asked: list[str] = []

    @event.listens_for(tx.sync_connection, "before_cursor_execute")
    def note(_: Any, cursor: Any, statement: str, *more: Any) -> None:
        asked.append(statement)

    return asked
