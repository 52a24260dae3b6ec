"""What people propose, in the order in which organisers read it, until it is decided on or taken back."""

from collections.abc import Sequence

from bot.declaration import amendments, queries
from bot.declaration.rules import Amendment, Author, State
from bot.people.belongings import erase
from bot.people.queries import recognise
from bot.storage.engine import Transaction
from tests.declaration.people import AIGERIM, DANIEL, DRAFT, MARINA, NOW


async def proposed(tx: Transaction, *texts: str, by: int = MARINA) -> Sequence[int]:
    return [await amendments.propose(tx, by, text, NOW) for text in texts]


async def test_an_amendment_keeps_its_words_and_says_whose_it_is(tx: Transaction) -> None:
    (number,) = await proposed(tx, "<b>бейбітшілік</b> &amp; мир", by=AIGERIM)
    author = Author(AIGERIM, "P1", "kk", "Өрлеу", "Қазақстан")
    assert await amendments.load(tx, number) == Amendment(number, author, "<b>бейбітшілік</b> &amp; мир")
    (other,) = await proposed(tx, "Peace", by=DANIEL)
    found = await amendments.load(tx, other)
    assert found is not None
    assert found.author == Author(DANIEL, "P4", "kk", zone="Europe/Berlin")
    assert await amendments.load(tx, other + 1) is None


async def test_those_without_an_answer_are_read_first(tx: Transaction) -> None:
    first, second, third = await proposed(tx, "1", "2", "3")
    await amendments.decide(tx, third, State.TAKEN)
    assert [one.id for one in await amendments.page(tx, 2)] == [second, first]
    assert [one.id for one in await amendments.page(tx, 2, 2)] == [third]
    standing = await queries.standing(tx, DRAFT)
    assert (standing.amendments, standing.unanswered) == (3, 2)


async def test_people_see_their_own(tx: Transaction) -> None:
    numbers = await proposed(tx, "1", "2")
    await proposed(tx, "3", by=DANIEL)
    assert [one.id for one in await amendments.of(tx, MARINA)] == numbers
    assert (await queries.part(tx, MARINA)).amendments == 2


async def test_only_ones_own_can_be_taken_back_and_only_before_an_answer(tx: Transaction) -> None:
    mine, decided = await proposed(tx, "1", "2")
    await amendments.decide(tx, decided, State.DECLINED)
    assert not await amendments.take_back(tx, mine, DANIEL)
    assert not await amendments.take_back(tx, decided, MARINA)
    assert await amendments.take_back(tx, mine, MARINA)
    assert not await amendments.take_back(tx, mine, MARINA)
    assert [one.id for one in await amendments.of(tx, MARINA)] == [decided]


async def test_each_answer_is_counted(tx: Transaction) -> None:
    first, second, third, _ = await proposed(tx, "1", "2", "3", "4")
    await amendments.decide(tx, first, State.TAKEN)
    await amendments.decide(tx, second, State.TAKEN)
    await amendments.decide(tx, third, State.DECLINED)
    standing = await queries.standing(tx, DRAFT)
    assert (standing.amendments, standing.unanswered, standing.taken) == (4, 1, 2)


async def test_whoever_goes_takes_their_words_along(tx: Transaction) -> None:
    await proposed(tx, "1", "2")
    marina = await recognise(tx, 100 + MARINA, frozenset())
    assert marina
    await erase(tx, marina)
    assert await amendments.page(tx, 9) == []
    assert (await queries.standing(tx, DRAFT)).amendments == 0
