"""INSERT … ON CONFLICT on both databases, compiled once."""

from collections.abc import Hashable
from datetime import UTC, datetime

from sqlalchemy import Insert, Select, func, literal, select

from bot.storage.engine import Database, Transaction
from bot.storage.tables import clubs, concerns, people
from bot.storage.upserts import insert_new, insert_or_update

NOON = datetime(2019, 4, 30, 12, tzinfo=UTC)


async def countries(tx: Transaction) -> list[tuple[str, str]]:
    found = await tx.execute(select(clubs.c.name, clubs.c.country).order_by(clubs.c.id))
    return [(row.name, row.country) for row in found]


async def test_what_is_there_is_left_alone(database: Database) -> None:
    async with database.writing() as tx:
        for country in ("KZ", "KG"):
            await tx.execute(insert_new(clubs, ["name"]).values(name="Dostyk", country=country))
        selected: Select[tuple[str, str]] = select(literal("Dostyk"), literal("UZ")).where(literal(1) == 1)
        await tx.execute(insert_new(clubs, ["name"]).from_select(["name", "country"], selected))
        await tx.execute(
            insert_new(clubs, ["name"]),
            [{"name": "Dostyk", "country": "TJ"}, {"name": "Bilim", "country": "KZ"}],
        )
        assert await countries(tx) == [("Dostyk", "KZ"), ("Bilim", "KZ")]


async def test_what_is_there_is_overwritten(database: Database) -> None:
    async with database.writing() as tx:
        for country in ("KZ", "KG"):
            new = insert_or_update(clubs, ["name"], ["country"]).values(name="Dostyk", country=country)
            its_id = await tx.scalar(new.returning(clubs.c.id))
        assert await countries(tx) == [("Dostyk", "KG")]
        assert its_id == await tx.scalar(select(clubs.c.id))


async def test_only_among_some_rows(database: Database) -> None:
    """A concern is open until it is told; then there may be another."""
    async with database.writing() as tx:
        await tx.execute(insert_new(people, ["telegram_id"]).values(telegram_id=1, name="A", joined_at=NOON))
        its_own = {"person_id": await tx.scalar(select(people.c.id)), "session_id": "s", "since": 1}
        row = {**its_own, "opened_at": NOON, "changed_at": NOON}
        for told_at in (None, NOON, None):
            is_open = concerns.c.told_at.is_(None)
            new = insert_or_update(concerns, ["person_id", "session_id"], ["told_at"], among=is_open)
            await tx.execute(new.values({**row, "told_at": told_at}))
        assert await tx.scalar(select(func.count()).select_from(concerns)) == 2


def test_each_clause_is_compiled_for_itself_and_once() -> None:
    kinds: list[Insert] = [
        insert_new(clubs, ["name"]),
        insert_new(clubs, ["name", "country"]),
        insert_or_update(clubs, ["name"], ["country"]),
        insert_or_update(clubs, ["name"], ["country"], among=clubs.c.country.is_(None)),
    ]
    keys = [key_of(kind) for kind in kinds]
    assert len(set(keys)) == len({str(kind) for kind in kinds}) == len(kinds)
    assert key_of(insert_new(clubs, ["name"])) == keys[0]


def key_of(statement: Insert) -> Hashable:
    """By which SQLAlchemy finds what it has compiled."""
    key = statement._generate_cache_key()
    assert key
    return key.key
