"""What a lead wants and where they live: the follow-up looks at their plan again, and it is no answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.context import Services
from bot.plans import writing
from bot.storage.tables import plans
from tests.people.telegram import Phone


@pytest.fixture
async def lead(member: Phone, services: Services) -> Phone:
    """Of a plan that was changed yesterday, and is looked at tomorrow."""
    now, day = services.clock.now(), timedelta(days=1)
    async with services.database.writing() as tx:
        await writing.keep(tx, await writing.begin(tx, 1, now - day), now - day)
        await tx.execute(update(plans).values(looks_at=now + day))
    return member


@pytest.mark.parametrize(
    "tapped", ["stop:questions", "stop:all", "stop:again", "mute:plan", "zone:Pacific/Auckland"]
)
async def test_it_looks_again_once_a_lead_wants_something_else_or_has_moved(
    lead: Phone, services: Services, tapped: str
) -> None:
    """Where the morning comes earlier, the question of the day is not a day late."""
    await lead.tap(tapped)
    async with services.database.reading() as tx:
        plan = (await tx.execute(select(plans))).one()
    assert plan.looks_at == services.clock.now()
    assert plan.changed_at == services.clock.now() - timedelta(days=1)
