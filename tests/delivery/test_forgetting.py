"""What is forgotten, and what stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.delivery import forgetting
from bot.delivery.forgetting import KEPT, Forgetter, forget
from bot.delivery.outbox import State
from bot.storage.tables import outbox
from tests.delivery.office import HOUR, Office

OLD, DAY = KEPT + 2 * HOUR, timedelta(days=1)


async def forget_all(office: Office, before: datetime) -> None:
    last: int | None = 0
    while last is not None:
        async with office.database.writing() as tx:
            last = await forget(tx, ["test"], before, last)


async def plan(office: Office, subject: str, ago: timedelta, **columns: Any) -> None:
    due_at = office.clock.now() - ago
    await office.plan(subject, **{"due_at": due_at, "expires_at": due_at + HOUR, "state": "sent", **columns})


async def test_what_was_of_the_moment_goes_after_a_while(office: Office) -> None:
    await plan(office, "old", OLD)
    await plan(office, "failed", OLD, state=State.FAILED)
    await plan(office, "new", KEPT - HOUR)
    await forget_all(office, office.clock.now() - KEPT)
    assert set(await office.states()) == {"new"}


@pytest.mark.parametrize(
    "stays",
    [
        {"kind": "lasting"},  # reports are counted from it, or a plan knows by it that it was asked
        {"state": State.READY},
        {"state": State.SENDING},
    ],
)
async def test_what_is_asked_about_or_may_still_leave_stays(office: Office, stays: dict[str, str]) -> None:
    await plan(office, "old", OLD, **stays)
    await forget_all(office, office.clock.now() - KEPT)
    assert set(await office.states()) == {"old"}


async def test_what_is_useful_for_long_stays_until_then(office: Office) -> None:
    await plan(office, "old", OLD, expires_at=office.clock.now())
    await forget_all(office, office.clock.now() - KEPT)
    assert set(await office.states()) == {"old"}


async def test_it_ends_where_all_is_newer(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads the rows that stay page by page, and none behind those that are all new."""
    monkeypatch.setattr(forgetting, "PAGE", 2)
    for number, ago in enumerate([OLD, OLD, OLD, DAY, DAY, OLD]):
        await plan(office, f"{number}", ago)
    async with office.database.writing() as tx:
        assert await forget(tx, ["test"], office.clock.now() - KEPT, 0) == 2
        assert await forget(tx, ["test"], office.clock.now() - KEPT, 2) == 4
        assert await forget(tx, ["test"], office.clock.now() - KEPT, 4) == 6
        assert await forget(tx, ["test"], office.clock.now() - KEPT, 6) is None
        assert (await tx.scalars(select(outbox.c.subject))).all() == ["3", "4"]


async def test_a_pass_goes_on_page_by_page_and_rests_for_a_day(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "PAGE", 1)
    await plan(office, "old", OLD)
    await plan(office, "older", OLD + DAY)
    forgetter = Forgetter(office.database, office.clock, ["test"])
    waits = [await forgetter._round() for _ in range(3)]
    assert waits == [forgetting.BREATH, forgetting.BREATH, forgetting.DAY]
    assert await office.states() == {}
    await plan(office, "another", OLD)
    assert await forgetter._round() == forgetting.BREATH
    assert await office.states() == {}
