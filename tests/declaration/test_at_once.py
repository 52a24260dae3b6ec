"""Somebody deletes their data while an organiser decides, on PostgreSQL."""

import asyncio

from sqlalchemy import func, select

from bot.context import Services
from bot.declaration import amendments as proposed
from bot.declaration import queries
from bot.storage.tables import adoptions, amendments, people
from tests.declaration.people import DRAFT
from tests.people.telegram import Phone
from tests.plans.test_at_once import as_far_as_they_can, server  # noqa: F401 -- its database


async def test_an_author_goes_while_somebody_decides(
    services: Services, member: Phone, organiser: Phone
) -> None:
    async with services.database.writing() as tx:
        its_id = await proposed.propose(tx, 1, "Peace", services.clock.now())
    async with services.database.writing() as tx:
        await proposed.locked(tx, its_id)
        goes, decides = member.tap("forget:yes"), organiser.tap(f"decide:{its_id}:taken")
        tasks = await as_far_as_they_can(services, goes, decides)
    await asyncio.gather(*tasks)
    async with services.database.reading() as tx:
        for table, left in ((amendments, 0), (people, 1)):
            assert await tx.scalar(select(func.count()).select_from(table)) == left


async def test_whoever_adopted_it_goes_while_another_withdraws_it(
    services: Services, member: Phone, organiser: Phone
) -> None:
    async with services.database.writing() as tx:
        adoption = await queries.adopt(tx, DRAFT, 1, services.clock.now())
    assert adoption
    async with services.database.writing() as tx:
        await tx.execute(select(people.c.id).where(people.c.id == 1).with_for_update())
        goes, withdraws = member.tap("forget:yes"), organiser.tap(f"unadopt:{adoption.version}:yes")
        tasks = await as_far_as_they_can(services, goes, withdraws)
    await asyncio.gather(*tasks)
    async with services.database.reading() as tx:
        for table, left in ((adoptions, 0), (people, 1)):
            assert await tx.scalar(select(func.count()).select_from(table)) == left
