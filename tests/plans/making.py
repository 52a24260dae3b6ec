"""Somebody who makes a plan on their phone, and what of it is in the database."""

from typing import Final

from sqlalchemy import insert, update

from bot.context import Services
from bot.people.rules import Role
from bot.plans import queries
from bot.plans.rules import Plan
from bot.storage.tables import clubs, guests, people
from tests.people.telegram import Phone

AIM: Final = "Pupils of three schools meet every month"
STEP: Final = "A lesson on peace"


async def plan_of(services: Services, person_id: int = 1) -> Plan:
    plan = await draft_of(services, person_id)
    assert plan is not None
    return plan


async def draft_of(services: Services, person_id: int = 1) -> Plan | None:
    async with services.database.reading() as tx:
        return await queries.plan_of(tx, person_id)


async def belongs(services: Services, club: str, country: str = "", person_id: int = 1) -> None:
    """The organisers' list says so."""
    async with services.database.writing() as tx:
        await tx.execute(insert(clubs).values(id=5, name=club, country=country))
        await tx.execute(update(people).where(people.c.id == person_id).values(club_id=5))
        row = {"key": club, "name": "Aigerim", "club_id": 5, "role": Role.CLUB_LEAD, "person_id": person_id}
        await tx.execute(insert(guests).values(**row, listed_at=services.clock.now()))


async def answer(phone: Phone, *texts: str) -> None:
    for text in texts:
        await phone.write(text)


async def about(phone: Phone) -> None:
    """From nothing to the first question about a step."""
    await phone.tap("makeplan")
    await answer(phone, "Bridge", "Poland")
    await phone.tap("fill:topic:0:peace")
    await phone.write(AIM)


async def add(phone: Phone, what: str) -> None:
    """A step that is to be done by 15 June, and nothing more about it."""
    await phone.tap("addstep")
    await phone.write(what)
    await phone.tap(phone.buttons["Skip this question [en]"])
    await phone.write("15.06")
    for _ in range(2):
        await phone.tap(phone.buttons["Skip this question [en]"])


async def ready(phone: Phone, services: Services, *whats: str) -> Plan:
    """A plan of these steps that is no draft any more."""
    await about(phone)
    for what in whats or (STEP,):
        await add(phone, what)
    await phone.tap("keepplan")
    return await plan_of(services)
