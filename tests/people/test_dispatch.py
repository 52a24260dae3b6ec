"""What holds for every update, whatever its handler does."""

from sqlalchemy import delete

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.rules import Programme
from bot.context import Context, Services
from bot.people.queries import await_text, recognise
from bot.people.rules import Person
from bot.storage.tables import programmes
from tests.people.telegram import Phone


async def test_an_import_meanwhile_does_not_change_the_programme_of_an_update(
    member: Phone, services: Services, sample: Document
) -> None:
    seen: list[Programme] = []

    async def interrupted(context: Context) -> None:
        seen.append(context.programme)
        async with services.database.writing() as tx:
            newest = await agenda.apply(tx, sample, source="another", now=context.now)
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


async def test_a_typed_membership_is_a_word_like_any_other(phone: Phone, services: Services) -> None:
    async with services.database.writing() as tx:
        await tx.execute(delete(programmes))
    await phone.write("/membership")
    assert "The programme is not here yet" in phone.text


async def _somebody(services: Services) -> Person:
    async with services.database.reading() as tx:
        found = await recognise(tx, 1001, frozenset())
    assert found is not None
    return found.person
