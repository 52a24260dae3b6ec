import asyncio
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select

from bot.clock import secret_code
from bot.people import queries
from bot.people.invitations import count_guess, guessed_too_often, invite, redeem
from bot.people.rules import GUESSES, GUESSES_WITHIN, Granted, Invitation, Person, Profile, Refusal, Role
from bot.storage.engine import Database
from bot.storage.tables import clubs, invitations, metadata, people

LEAD = Invitation(Role.CLUB_LEAD, club="UNESCO Club “Алатау”", country="Kazakhstan")


async def invited(database: Database, invitation: Invitation, now: datetime) -> str:
    code = secret_code()
    async with database.writing() as tx:
        await invite(tx, invitation, code, now)
    return code


async def brought(database: Database, code: str, telegram_id: int, now: datetime) -> Granted | Refusal:
    async with database.writing() as tx:
        return await redeem(tx, code, Profile(telegram_id, f"Guest {telegram_id}"), now)


async def person(database: Database, telegram_id: int) -> Person | None:
    async with database.reading() as tx:
        return await queries.recognise(tx, telegram_id, frozenset())


async def test_an_invitation_gives_its_role_and_club(database: Database, now: datetime) -> None:
    code = await invited(database, LEAD, now)
    given = await brought(database, code, 7, now)
    found = await person(database, 7)
    assert given == Granted(Role.CLUB_LEAD, "UNESCO Club “Алатау”", fresh=True)
    assert found is not None
    assert found.roles == {Role.PARTICIPANT, Role.CLUB_LEAD}
    async with database.reading() as tx:
        joined = select(clubs.c.name, clubs.c.country).join(people).where(people.c.telegram_id == 7)
        assert (await tx.execute(joined)).one() == ("UNESCO Club “Алатау”", "Kazakhstan")


async def test_a_host_is_bound_to_the_programme(database: Database, now: datetime) -> None:
    code = await invited(database, Invitation(Role.HOST, subject="trainer2"), now)
    await brought(database, code, 7, now)
    found = await person(database, 7)
    assert found is not None
    assert found.hosts == {"trainer2"}


async def test_of_those_who_race_for_the_last_use_one_wins(database: Database, now: datetime) -> None:
    code = await invited(database, LEAD, now)
    outcomes = await asyncio.gather(
        *(brought(database, code, telegram_id, now) for telegram_id in range(1, 9))
    )
    assert [outcome for outcome in outcomes if outcome is not Refusal.USED] == [
        Granted(Role.CLUB_LEAD, LEAD.club, fresh=True)
    ]
    async with database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(people)) == 1
        assert await tx.scalar(select(invitations.c.uses_left)) == 0


async def test_a_group_uses_one_invitation_as_often_as_it_says(database: Database, now: datetime) -> None:
    code = await invited(database, Invitation(Role.PARTICIPANT, club="Club", uses=2), now)
    first, again = await brought(database, code, 1, now), await brought(database, code, 1, now)
    second, third = await brought(database, code, 2, now), await brought(database, code, 3, now)
    assert isinstance(first, Granted)
    assert again == first._replace(fresh=False)  # opened twice, used once
    assert isinstance(second, Granted)
    assert third is Refusal.USED
    assert await person(database, 3) is None


async def test_the_same_club_is_kept_once(database: Database, now: datetime) -> None:
    await invited(database, LEAD, now)
    await invited(database, LEAD, now)
    async with database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(clubs)) == 1


async def test_an_invitation_expires(database: Database, now: datetime) -> None:
    code = await invited(database, LEAD, now)
    assert await brought(database, code, 7, now + timedelta(days=14)) is Refusal.EXPIRED
    assert await person(database, 7) is None
    assert isinstance(await brought(database, code, 7, now + timedelta(days=14, seconds=-1)), Granted)


async def test_a_wrong_code_stores_nobody(database: Database, now: datetime) -> None:
    await invited(database, LEAD, now)
    assert await brought(database, secret_code(), 7, now) is Refusal.UNKNOWN
    assert await person(database, 7) is None


async def test_the_code_itself_is_nowhere_in_the_database(database: Database, now: datetime) -> None:
    code = await invited(database, LEAD, now)
    await brought(database, code, 7, now)
    async with database.reading() as tx:
        kept = [str((await tx.execute(select(table))).all()) for table in metadata.sorted_tables]
    assert code not in "".join(kept)


async def test_wrong_codes_are_limited_by_the_hour_and_by_person(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        for minute in range(GUESSES):
            assert not await guessed_too_often(tx, 7, now)
            await count_guess(tx, 7, now + timedelta(minutes=minute))
        last = now + timedelta(minutes=GUESSES - 1)
        assert await guessed_too_often(tx, 7, last)
        assert not await guessed_too_often(tx, 8, last)
        assert not await guessed_too_often(tx, 7, now + GUESSES_WITHIN)


async def test_old_guesses_are_not_kept(database: Database, now: datetime) -> None:
    table = metadata.tables["wrong_codes"]
    async with database.writing() as tx:
        await tx.execute(insert(table).values(telegram_id=5, tried_at=now - GUESSES_WITHIN))
        await count_guess(tx, 7, now)
        assert (await tx.scalars(select(table.c.telegram_id))).all() == [7]


def test_codes_have_at_least_128_random_bits_and_fit_into_a_link() -> None:
    codes = {secret_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(len(code) * 6 >= 128 and len(code) <= 64 for code in codes)
