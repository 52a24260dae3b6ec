"""Who belongs to an audience, on each kind of database."""

from bot.announcements.audience import count
from bot.announcements.rules import Counts
from bot.storage.engine import Database
from tests.announcements.people import (
    BLOCKED,
    EN,
    EVERYBODY,
    KK,
    LEAD,
    ORGANISER,
    RU,
    TRAINER,
    reached,
    refused,
    sent,
    set_up,
    those,
)

NONE = frozenset[int]()
AUDIENCES = {
    "": EVERYBODY,
    "role:club_lead": {LEAD},
    "role:host": {TRAINER},
    "role:organiser role:club_lead": {LEAD, ORGANISER},
    "role:participant": {KK, RU, EN},
    "role:participant role:host": {KK, RU, EN, TRAINER},
    "session:plenary": EVERYBODY,
    "session:training1": {KK},
    "session:training2": {RU, TRAINER},
    "session:training3": {EN},
    "session:training1 session:training2": {KK, RU, TRAINER},
    "choice:training": {KK, RU},
    "unchosen:training": {EN, LEAD, ORGANISER},
    "club:1": {KK},
    "club:1 club:3": {KK, EN},
    "plan:1": {KK},
    "plan:1 plan:3": {KK, EN},
    "plan:99": set[int](),
    "country:Kazakhstan": {KK, RU},
    "country:Nowhere": set[int](),
    "language:ru": {RU, TRAINER, ORGANISER},
    "language:kk language:en": {KK, LEAD, EN},
    "country:Kazakhstan language:ru": {RU},
    "unchosen:training role:club_lead language:kk": {LEAD},
    "choice:training role:club_lead": set[int](),
}


async def test_who_is_reached(database: Database) -> None:
    await set_up(database)
    assert {names: await reached(database, *names.split()) for names in AUDIENCES} == AUDIENCES


async def test_who_has_not_answered(database: Database) -> None:
    await set_up(database)
    first = await sent(database, to={KK, RU, EN}, answered_by={RU})
    second = await sent(database, to={RU, LEAD}, answered_by=set())
    assert await reached(database, f"unanswered:{first}") == {KK, EN}
    assert await reached(database, f"unanswered:{second}") == {RU, LEAD}
    assert await reached(database, f"unanswered:{first}", f"unanswered:{second}") == {KK, EN, RU, LEAD}
    assert await reached(database, f"unanswered:{first}", "language:kk") == {KK}


async def test_everybody_is_counted_once(database: Database) -> None:
    await set_up(database)
    async with database.reading() as tx:
        everyone = await count(tx, those(), NONE)
        almaty = await count(tx, those("club:1"), NONE)
        nobody = await count(tx, those("country:Nowhere"), NONE)
    assert everyone == Counts({"kk": 2, "ru": 3, "en": 1}, blocked=1, muted=1, silent=1)
    assert everyone.reached == len(EVERYBODY)
    assert almaty == Counts({"kk": 1}, blocked=1)
    assert nobody == Counts()


async def test_who_has_deleted_their_account_is_told_from_who_has_blocked_the_bot(database: Database) -> None:
    await set_up(database)
    for reason, counted in (
        ("deleted", Counts({"kk": 1}, gone=1)),
        ("refused", Counts({"kk": 1}, gone=1)),  # which says nothing of the account
        ("blocked", Counts({"kk": 1}, blocked=1)),  # after they came back
    ):
        await refused(database, BLOCKED, reason)
        async with database.reading() as tx:
            assert await count(tx, those("club:1"), NONE) == counted


async def test_who_has_come_back_is_reached(database: Database) -> None:
    await set_up(database)
    await refused(database, KK, "deleted")
    async with database.reading() as tx:
        assert await count(tx, those("club:1"), NONE) == Counts({"kk": 1}, blocked=1)


async def test_who_is_an_organiser_by_the_settings_alone_is_one(database: Database) -> None:
    await set_up(database)
    owners = frozenset({100 + RU})
    assert await reached(database, "role:organiser", owners=owners) == {ORGANISER, RU}
    assert await reached(database, "role:participant", owners=owners) == {KK, EN}
    assert await reached(database, "role:host", "role:club_lead", owners=owners) == {TRAINER, LEAD}
    async with database.reading() as tx:
        assert (await count(tx, those("role:organiser"), owners)).reached == 2
