"""Who gets which message about a letter."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from bot.letters import desks, due, keeping
from bot.letters.rules import BOUND, DESK_LETTER, FREE, KEPT, REFUSED, Letter
from bot.storage import tables
from bot.storage.engine import Database, Transaction
from bot.storage.tables import outbox, roles
from tests.letters.people import (
    BUS,
    GROUP,
    GUEST,
    NOW,
    ORGANISER,
    OWNER,
    OWNERS,
    WRITER,
    arrives,
    planned,
    set_up,
    written,
)

LATER = NOW + timedelta(hours=1)


async def test_a_letter_goes_once_to_each_organiser_who_can_be_reached(tx: Transaction) -> None:
    letter = await written(tx)
    subject = str(letter.id)
    assert await planned(tx, due.to_organisers(letter.id, OWNERS, NOW)) == {
        ("letter", ORGANISER, 100 + ORGANISER, subject),
        ("letter", OWNER, 100 + OWNER, subject),
    }
    assert await planned(tx, due.to_organisers(letter.id, OWNERS, LATER)) == set()


async def test_a_letter_does_not_come_back_to_the_organiser_who_wrote_it(tx: Transaction) -> None:
    letter = await written(tx, by=OWNER)
    assert await planned(tx, due.to_organisers(letter.id, OWNERS, NOW)) == {
        ("letter", ORGANISER, 100 + ORGANISER, str(letter.id))
    }


async def test_a_letter_goes_to_the_group_in_the_language_of_who_bound_it(tx: Transaction) -> None:
    letter = await written(tx)
    await desks.bind(tx, GROUP, OWNER, NOW)
    expected = {("desk-letter", OWNER, GROUP, str(letter.id))}
    assert await planned(tx, due.to_desk(letter.id, GROUP, NOW)) == expected
    assert await planned(tx, due.to_desk(letter.id, GROUP - 1, NOW)) == set()


async def test_an_answer_goes_to_the_writer_alone(tx: Transaction) -> None:
    answer_id = await _answered(tx, await written(tx))
    assert await planned(tx, due.answer(answer_id, NOW)) == {("answer", WRITER, 100 + WRITER, str(answer_id))}


# ------------------------------------------------------------------------ news


async def test_news_change_each_message_in_which_a_letter_is_read(tx: Transaction) -> None:
    letter, other = await written(tx), await written(tx, by=GUEST)
    await planned(tx, due.to_organisers(letter.id, frozenset(), NOW))
    row_id = await arrives(tx, 70)
    await planned(tx, due.to_organisers(other.id, frozenset(), NOW))
    changed = {("letter-news", ORGANISER, 100 + ORGANISER, f"{letter.id}:{row_id}")}
    assert await planned(tx, due.news([letter.id, letter.id], "settled", NOW)) == changed
    assert await planned(tx, due.news([letter.id], "settled", LATER)) == set()  # the same cause
    assert await planned(tx, due.news([], "settled", LATER)) == set()


async def test_news_of_the_group_go_to_the_group(tx: Transaction) -> None:
    letter = await written(tx)
    await desks.bind(tx, GROUP, OWNER, NOW)
    await planned(tx, due.to_desk(letter.id, GROUP, NOW))
    row_id = await arrives(tx, 70)
    changed = {("letter-news", OWNER, GROUP, f"{letter.id}:{row_id}")}
    assert await planned(tx, due.news([letter.id], "settled", NOW)) == changed


@pytest.mark.parametrize("state", ["failed", "expired", "cancelled"])
async def test_nothing_changes_where_the_letter_never_arrived(tx: Transaction, state: str) -> None:
    letter = await written(tx)
    await planned(tx, due.to_organisers(letter.id, frozenset(), NOW))
    await arrives(tx, 70, state=state)
    assert await planned(tx, due.news([letter.id], "settled", NOW)) == set()


@pytest.mark.parametrize(
    ("state", "told"), [("failed", True), ("expired", True), ("ambiguous", True), ("sent", False)]
)
async def test_organisers_hear_of_an_answer_that_has_not_arrived(
    tx: Transaction, state: str, told: bool
) -> None:
    letter = await written(tx)
    await planned(tx, due.to_organisers(letter.id, frozenset(), NOW))
    row_id = await arrives(tx, 70)
    await planned(tx, due.answer(await _answered(tx, letter), NOW))
    assert await planned(tx, due.undelivered(NOW)) == set()  # it is still under way
    await arrives(tx, 71, state=state)
    news = {("letter-news", ORGANISER, 100 + ORGANISER, f"{letter.id}:{row_id}")} if told else set()
    assert await planned(tx, due.undelivered(LATER)) == news
    assert await planned(tx, due.undelivered(LATER)) == set()


async def test_long_afterwards_nobody_looks_at_it_any_more(tx: Transaction) -> None:
    letter = await written(tx)
    await planned(tx, due.to_organisers(letter.id, frozenset(), NOW))
    await arrives(tx, 70)
    await planned(tx, due.answer(await _answered(tx, letter), NOW))
    await arrives(tx, 71, state="failed")
    assert await planned(tx, due.undelivered(NOW + 2 * KEPT)) == set()


# ------------------------------------------------------------------------ desk


async def test_what_has_not_arrived_in_a_group_goes_to_each_organiser(tx: Transaction) -> None:
    read, unread, settled = await written(tx), await written(tx, by=GUEST), await written(tx, by=ORGANISER)
    await desks.bind(tx, GROUP, OWNER, NOW)
    await planned(tx, due.to_desk(read.id, GROUP, NOW))
    await arrives(tx, 70)
    for letter in (unread, settled):
        await planned(tx, due.to_desk(letter.id, GROUP, NOW))
    await tx.execute(update(outbox).where(outbox.c.state == "ready").values(state="failed"))
    await keeping.settle(tx, settled, NOW)
    assert await planned(tx, due.missed_by_desk(GROUP, OWNERS, NOW)) == {
        ("letter", ORGANISER, 100 + ORGANISER, str(unread.id)),
        ("letter", OWNER, 100 + OWNER, str(unread.id)),
    }


@pytest.mark.parametrize(("state", "chat"), [("ready", None), ("sending", GROUP - 1), ("sent", None)])
async def test_a_letter_on_its_way_to_a_group_goes_to_the_one_that_replaces_it_too(
    tx: Transaction, state: str, chat: int | None
) -> None:
    letter = await written(tx)
    await desks.bind(tx, GROUP, OWNER, NOW)
    await planned(tx, due.to_desk(letter.id, GROUP, NOW))
    await tx.execute(update(outbox).where(outbox.c.kind == DESK_LETTER).values(state=state))
    assert await desks.bind(tx, GROUP - 1, ORGANISER, LATER) == GROUP
    also = {(DESK_LETTER, ORGANISER, chat, str(letter.id))} if chat else set()
    assert await planned(tx, due.brought_along(GROUP - 1, GROUP, LATER)) == also


@pytest.mark.parametrize(
    ("state", "goes"), [("failed", True), ("expired", True), ("ambiguous", True), ("ready", False)]
)
async def test_what_a_group_does_not_take_goes_to_each_organiser(
    tx: Transaction, state: str, goes: bool
) -> None:
    unread, settled = await written(tx, by=GUEST), await written(tx)
    await desks.bind(tx, GROUP, OWNER, NOW)
    for letter in (unread, settled):
        await planned(tx, due.to_desk(letter.id, GROUP, NOW))
    await tx.execute(update(outbox).where(outbox.c.kind == DESK_LETTER).values(state=state))
    await keeping.settle(tx, settled, NOW)
    each = {("letter", one, 100 + one, str(unread.id)) for one in (ORGANISER, OWNER)}
    assert await planned(tx, due.refused_by_desk(LATER)) == (each if goes else set())
    assert await planned(tx, due.refused_by_desk(NOW + 2 * KEPT)) == set()


async def test_organisers_hear_once_that_a_group_does_not_take_letters(tx: Transaction) -> None:
    await desks.bind(tx, GROUP, OWNER, NOW)
    heard = set()
    for by in (WRITER, GUEST):
        letter = await written(tx, by=by)
        await planned(tx, due.to_desk(letter.id, GROUP, NOW))
        await tx.execute(update(outbox).where(outbox.c.kind == DESK_LETTER).values(state="failed"))
        heard |= await planned(tx, due.desk_refuses(LATER))
        assert heard == {("desk", one, 100 + one, REFUSED) for one in (ORGANISER, OWNER)}
    await desks.bind(tx, GROUP, OWNER, LATER)  # it takes them now
    assert await planned(tx, due.desk_refuses(LATER)) == set()


async def test_an_owner_who_bound_no_group_is_known_by_the_letters_that_came(tx: Transaction) -> None:
    await desks.bind(tx, GROUP, ORGANISER, NOW)
    await planned(tx, due.desk_news(BOUND, OWNERS, ORGANISER, NOW))
    letter = await written(tx)
    await planned(tx, due.to_desk(letter.id, GROUP, NOW))
    await tx.execute(update(outbox).where(outbox.c.kind == DESK_LETTER).values(state="failed"))
    told = {person for _, person, _, _ in await planned(tx, due.refused_by_desk(LATER))}
    assert told == {ORGANISER, OWNER}


async def test_organisers_hear_where_letters_go_but_for_the_one_who_did_it(tx: Transaction) -> None:
    news = await planned(tx, due.desk_news(BOUND, OWNERS, OWNER, NOW))
    assert news == {("desk", ORGANISER, 100 + ORGANISER, BOUND)}
    news = await planned(tx, due.desk_news(FREE, OWNERS, 0, LATER))
    assert {(person, subject) for _, person, _, subject in news} == {(ORGANISER, FREE), (OWNER, FREE)}


async def test_a_group_hears_that_another_replaces_it(tx: Transaction) -> None:
    assert await planned(tx, due.desk_moved(GROUP, OWNER, NOW)) == {("desk-moved", OWNER, GROUP, BOUND)}


async def test_a_group_that_is_left_hears_it_in_the_language_of_another_organiser(tx: Transaction) -> None:
    told = await planned(tx, due.desk_left(GROUP, OWNERS, ORGANISER, NOW))
    assert told == {("desk-moved", OWNER, GROUP, FREE)}
    assert await planned(tx, due.desk_left(GROUP - 1, frozenset(), ORGANISER, NOW)) == set()  # nobody is left


async def test_what_has_not_left_for_a_group_goes_to_the_one_that_replaces_it(tx: Transaction) -> None:
    await desks.bind(tx, GROUP, OWNER, NOW)
    here, waits = await written(tx), await written(tx, by=GUEST)
    await planned(tx, due.to_desk(here.id, GROUP, NOW))
    await arrives(tx, 70)
    await planned(tx, due.to_desk(waits.id, GROUP, NOW))
    assert await desks.bind(tx, GROUP - 1, OWNER, NOW) == GROUP
    assert await _letters_to(tx, GROUP) == [(str(here.id), "sent")]
    assert await _letters_to(tx, GROUP - 1) == [(str(waits.id), "ready")]
    assert await desks.bind(tx, GROUP, OWNER, NOW) == GROUP - 1  # and back
    assert await _letters_to(tx, GROUP) == [(str(here.id), "sent"), (str(waits.id), "ready")]
    await desks.unbind(tx, GROUP)
    assert await _letters_to(tx, GROUP) == [(str(here.id), "sent"), (str(waits.id), "cancelled")]


async def _letters_to(tx: Transaction, group_id: int) -> list[tuple[str, str]]:
    """What each is about, and how it stands."""
    found = select(outbox.c.subject, outbox.c.state).where(outbox.c.chat_id == group_id)
    return [tuple(row) for row in await tx.execute(found.order_by(outbox.c.id))]


async def test_another_group_replaces_the_one_there_is(tx: Transaction) -> None:
    assert await desks.bind(tx, GROUP, OWNER, NOW) is None
    assert await desks.bind(tx, GROUP, ORGANISER, NOW) is None  # again, by somebody else
    assert await desks.bound(tx, frozenset()) == (GROUP, "P2")
    assert await desks.bind(tx, GROUP - 1, OWNER, NOW) == GROUP
    assert await desks.bound(tx, OWNERS) == (GROUP - 1, "P3")
    assert not await desks.unbind(tx, GROUP)
    assert await desks.unbind(tx, GROUP - 1)
    assert await desks.bound(tx, OWNERS) is None


async def test_of_groups_that_are_bound_at_once_one_is(database: Database) -> None:
    await set_up(database)

    async def bind(number: int) -> None:
        async with database.writing() as tx:
            await desks.bind(tx, GROUP - number, OWNER, NOW)

    await asyncio.gather(*(bind(number) for number in range(10)))
    async with database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(tables.desks)) == 1


async def test_a_group_that_gets_another_id_keeps_its_letters(tx: Transaction) -> None:
    letter = await written(tx)
    await desks.bind(tx, GROUP, OWNER, NOW)
    await planned(tx, due.to_desk(letter.id, GROUP, NOW))
    await desks.move(tx, GROUP, GROUP - 1)
    assert await desks.bound(tx, OWNERS) == (GROUP - 1, "P3")
    assert await tx.scalar(select(outbox.c.chat_id).where(outbox.c.kind == "desk-letter")) == GROUP - 1
    await desks.move(tx, GROUP, GROUP - 2)  # another group does so
    assert await desks.bound(tx, OWNERS) == (GROUP - 1, "P3")


async def test_the_group_of_somebody_who_organises_no_more_gets_nothing(tx: Transaction) -> None:
    await desks.bind(tx, GROUP, GUEST, NOW)
    assert await desks.bound(tx, OWNERS) is None
    await tx.execute(insert(roles).values(person_id=GUEST, role="organiser"))
    assert await desks.bound(tx, OWNERS) == (GROUP, "P6")


async def _answered(tx: Transaction, letter: Letter) -> int:
    answer_id = await keeping.keep_answer(tx, letter, ORGANISER, BUS, NOW)
    assert answer_id
    return answer_id
