"""What holds for every update, whatever its handler does."""

import pytest
from sqlalchemy import delete, insert, select

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.rules import Programme
from bot.context import Context, Services
from bot.errors import UserError
from bot.people.queries import await_text, recognise
from bot.people.rules import Person
from bot.storage.tables import desks, outbox, people, programmes
from tests.people.telegram import Phone
from tests.statements import counting


async def test_an_import_meanwhile_does_not_change_the_programme_of_an_update(
    member: Phone, services: Services, sample: Document
) -> None:
    seen: list[Programme] = []

    async def interrupted(context: Context) -> None:
        seen.append(context.programme)
        async with services.database.writing() as tx:
            newest = await agenda.store_programme(tx, sample, source="another", now=context.now)
            await services.refresh(tx, newest)
        seen.append(context.programme)

    services.handlers = {**services.handlers, "help": interrupted}
    await member.write("/help")
    assert [programme.version for programme in seen] == [1, 1]
    await member.write("/help")
    assert seen[2].version == 2


async def test_an_awaited_text_brings_its_arguments(member: Phone, services: Services) -> None:
    answers: list[tuple[tuple[str, ...], str]] = []

    async def remember(context: Context) -> None:
        answers.append((context.arguments, context.typed))

    services.handlers = {**services.handlers, "find": remember}
    person = await _somebody(services)
    async with services.database.writing() as tx:
        await await_text(tx, person.id, "find:session1:comment")
    await member.write("my answer")
    await member.write("/help")
    await member.write("no answer to anything")
    assert answers == [(("session1", "comment"), "my answer")]


@pytest.mark.parametrize("button", ["now", "agenda", "session:d1-introduction", "my"])
async def test_a_tap_that_looks_at_something_asks_two_questions_at_most(
    member: Phone, services: Services, button: str
) -> None:
    await member.tap(button)
    with counting(services.database) as asked:
        await member.tap(button)
    questions = [statement for statement in asked if not statement.startswith("BEGIN")]
    assert 1 <= len(questions) <= 2, questions


async def test_a_typed_membership_is_a_word_like_any_other(phone: Phone, services: Services) -> None:
    async with services.database.writing() as tx:
        await tx.execute(delete(programmes))
    await phone.write("/membership")
    assert "The programme is not here yet" in phone.text


async def test_a_long_complaint_leaves_what_was_tapped_as_it_is(member: Phone, services: Services) -> None:
    async def complain(context: Context) -> None:
        raise UserError("No. " * int(context.argument))

    services.handlers = {**services.handlers, "help": complain}
    await member.tap("help:50")
    assert (member.notice, member.screens) == ("No. " * 50, [])
    edits = len(member.telegram.named("editMessageText"))
    await member.tap("help:51")
    assert "No. No. No." in member.text
    assert member.notice == ""
    assert len(member.telegram.named("editMessageText")) == edits


GROUP = -100


async def test_a_reply_to_what_came_by_itself_is_an_answer_to_it_whatever_is_awaited(
    member: Phone, services: Services
) -> None:
    answers: list[tuple[str, ...]] = []

    async def remember(context: Context) -> None:
        answers.append((*context.arguments, context.typed))

    services.handlers = {**services.handlers, "find": remember}
    services.replies = {"announcement": "find"}
    await _sent(services, "announcement", "12", message_id=7)
    await _sent(services, "reminder", "d1-lunch", message_id=8)
    await member.write("/zones")
    await member.write("Is there a bus?", reply_to=7)
    await member.write("/help", reply_to=7)
    assert "Help" in member.text
    for other in (8, 9):
        await member.write("Thank you", reply_to=other)
        assert "No answer is needed" in member.text
    assert answers == [("announcement", "12", "Is there a bus?")]


async def test_in_a_group_only_what_is_open_there_is_heard(
    member: Phone, phone: Phone, services: Services
) -> None:
    services.in_groups = frozenset({"help", "find"})
    await member.write("/now", group=GROUP)
    await member.write("Good morning", group=GROUP)
    assert member.screens == []
    await member.write("/help", group=GROUP)
    assert "Help" in member.text
    assert {screen["chat_id"] for screen in member.screens} == {GROUP}


async def test_what_is_awaited_in_private_is_not_answered_in_a_group(
    member: Phone, services: Services
) -> None:
    services.in_groups = frozenset({"find", "help"})
    await member.write("/find")
    await member.write("lunch", group=GROUP)
    assert member.screens == []
    await member.write("/help", group=GROUP)
    await member.write("lunch")
    assert "Lunch" in member.text


async def test_a_stranger_in_a_group_is_not_heard(phone: Phone, services: Services) -> None:
    services.in_groups = frozenset({"help", "start"})
    for command in ("/help", "/start"):
        await phone.write(command, group=GROUP)
        assert phone.screens == []


async def test_what_telegram_says_of_a_group_is_heard_whoever_caused_it(
    phone: Phone, services: Services
) -> None:
    async with services.database.writing() as tx:
        who = {"telegram_id": 5, "name": "A", "joined_at": services.clock.now()}
        person_id = await tx.scalar(insert(people).values(who).returning(people.c.id))
        bound = {"group_id": GROUP, "person_id": person_id, "bound_at": services.clock.now()}
        await tx.execute(insert(desks).values(bound))
    await phone.moves_group(GROUP, GROUP - 1)
    async with services.database.reading() as tx:
        assert await tx.scalar(select(desks.c.group_id)) == GROUP - 1
    await phone.write("/regrouped", group=GROUP)
    assert phone.screens == []


async def _sent(services: Services, kind: str, subject: str, message_id: int) -> None:
    person, now = await _somebody(services), services.clock.now()
    row = {"kind": kind, "subject": subject, "person_id": person.id, "chat_id": 1001, "priority": 2}
    when = {"due_at": now, "expires_at": now, "sent_at": now, "message_id": message_id, "state": "sent"}
    async with services.database.writing() as tx:
        await tx.execute(insert(outbox).values(key=f"{kind}:{subject}", **row, **when))


async def _somebody(services: Services) -> Person:
    async with services.database.reading() as tx:
        found = await recognise(tx, 1001, frozenset())
    assert found is not None
    return found
