from datetime import datetime

from sqlalchemy import event, insert, select

from bot.people import queries
from bot.people.rules import Kind, Person, Profile, Role
from bot.recognition import recognise_sender
from bot.storage.engine import Database
from bot.storage.tables import programmes, roles

AIZHAN = Profile(1001, "<Aizhan & Co>", "aizhan")


async def registered(database: Database, profile: Profile, now: datetime) -> int:
    async with database.writing() as tx:
        return await queries.register(tx, profile, now)


async def recognised(database: Database, telegram_id: int, *owners: int) -> Person | None:
    async with database.reading() as tx:
        return await queries.recognise(tx, telegram_id, frozenset(owners))


async def test_a_stranger_is_not_recognised(database: Database) -> None:
    assert await recognised(database, 1001, 1001) is None


async def test_a_new_person_is_a_participant_with_everything_unset(database: Database, now: datetime) -> None:
    person_id = await registered(database, AIZHAN, now)
    person = await recognised(database, 1001)
    assert person is not None
    assert (person.id, person.telegram_id, person.name) == (person_id, 1001, "<Aizhan & Co>")
    assert (person.language, person.zone, person.reminder_lead, person.awaiting) == (None, None, 10, None)
    assert person.active
    assert person.known
    assert person.roles == {Role.PARTICIPANT}


async def test_roles_hosts_ownership_and_the_programme_come_in_one_statement(
    database: Database, now: datetime
) -> None:
    person_id = await registered(database, AIZHAN, now)
    other_id = await registered(database, Profile(1002, "Other"), now)
    held = [(person_id, "host", "trainer2"), (person_id, "host", "lead1"), (other_id, "organiser", "")]
    document = {"document": {}, "source": "test", "imported_at": now}
    async with database.writing() as tx:
        assert (await recognise_sender(tx, 1001, frozenset())).programme_version is None
        names = ("person_id", "role", "subject")
        await tx.execute(insert(roles), [dict(zip(names, row, strict=True)) for row in held])
        await tx.execute(insert(programmes), [{"version": 1, **document}, {"version": 2, **document}])
    statements: list[str] = []
    async with database.reading() as tx:
        await tx.execute(select(1))  # whatever opens a transaction is not counted
        event.listen(tx.sync_connection, "after_cursor_execute", lambda *call: statements.append(call[2]))
        found = await recognise_sender(tx, 1001, frozenset({1001}))
    assert found.programme_version == 2
    assert found.person.roles == {Role.PARTICIPANT, Role.HOST, Role.OWNER}
    assert found.person.hosts == {"trainer2", "lead1"}
    assert len(statements) == 1


async def test_somebody_who_comes_again_keeps_their_settings_under_their_new_name(
    database: Database, now: datetime
) -> None:
    person_id = await registered(database, AIZHAN, now)
    async with database.writing() as tx:
        await queries.set_language(tx, person_id, "kk")
        await queries.set_active(tx, [person_id], active=False)
    assert await registered(database, Profile(1001, "Aizhan B."), now) == person_id
    found = await recognised(database, 1001)
    assert found is not None
    assert (found.name, found.language, found.active) == ("Aizhan B.", "kk", True)


async def test_settings_are_kept(database: Database, now: datetime) -> None:
    person_id = await registered(database, AIZHAN, now)
    async with database.writing() as tx:
        await queries.await_text(tx, person_id, "zone")
        await queries.set_reminder_lead(tx, person_id, 30)
    before = await recognised(database, 1001)
    async with database.writing() as tx:
        await queries.set_zone(tx, person_id, "Asia/Seoul")
    after = await recognised(database, 1001)
    assert before is not None
    assert after is not None
    assert (before.awaiting, before.reminder_lead) == ("zone", 30)
    assert (after.awaiting, after.zone) == (None, "Asia/Seoul")


async def test_blocking_and_returning_loses_nothing(database: Database, now: datetime) -> None:
    person_id = await registered(database, AIZHAN, now)
    async with database.writing() as tx:
        await queries.set_reminder_lead(tx, person_id, 5)
        await queries.set_active(tx, [person_id], active=False)
    gone = await recognised(database, 1001)
    async with database.writing() as tx:
        await queries.set_active(tx, [person_id], active=True)
    back = await recognised(database, 1001)
    assert gone is not None
    assert back is not None
    assert not gone.active
    assert (back.active, back.reminder_lead) == (True, 5)


async def test_a_kind_of_messages_is_muted_and_let_through_again(database: Database, now: datetime) -> None:
    person_id = await registered(database, AIZHAN, now)
    other_id = await registered(database, Profile(1002, "Other"), now)
    async with database.writing() as tx:
        await queries.toggle_mute(tx, person_id, Kind.REMINDER)
        await queries.toggle_mute(tx, person_id, Kind.PLAN)
        await queries.toggle_mute(tx, other_id, Kind.FEEDBACK)
        await queries.toggle_mute(tx, person_id, Kind.PLAN)
        assert await queries.muted(tx, person_id) == {Kind.REMINDER}
        assert await queries.muted(tx, other_id) == {Kind.FEEDBACK}


async def test_organisers_can_be_reached_by_those_who_have_a_username(
    database: Database, now: datetime
) -> None:
    organiser = await registered(database, Profile(1, "Organiser", "organiser"), now)
    silent = await registered(database, Profile(2, "No username"), now)
    await registered(database, Profile(3, "Owner", "owner"), now)
    await registered(database, Profile(4, "Participant", "participant"), now)
    gone = await registered(database, Profile(5, "Blocks the bot", "gone"), now)
    async with database.writing() as tx:
        await queries.set_active(tx, [gone], active=False)
        organisers = (organiser, silent, gone)
        rows = [{"person_id": person, "role": "organiser", "subject": ""} for person in organisers]
        await tx.execute(insert(roles), rows)
        assert await queries.reachable_organisers(tx, frozenset({3})) == ["organiser", "owner"]
