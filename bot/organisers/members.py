"""People and their roles, as organisers see and change them."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select

from bot.guests.rules import folded
from bot.organisers.rules import Grant, Member, Named
from bot.people.queries import give_role, organises, others_organise, recognise_all, take_role
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import clubs, people, roles


async def load(tx: Transaction, person_id: int, owners: frozenset[int]) -> Member | None:
    found = (
        select(people.c.username, people.c.joined_at, clubs.c.name.label("club"), clubs.c.country)
        .outerjoin_from(people, clubs, clubs.c.id == people.c.club_id)
        .where(people.c.id == person_id)
    )
    row = (await tx.execute(found)).one_or_none()
    if row is None:
        return None
    person = (await recognise_all(tx, [person_id], owners))[person_id]
    return Member(person, row.username, row.club or "", row.country or "", row.joined_at)


async def helpers(tx: Transaction, owners: frozenset[int]) -> Sequence[int]:
    """Ids of all who have a role or own the bot: organisers first, then in the order in which they joined."""
    has_role = exists().where(roles.c.person_id == people.c.id)
    theirs = select(people.c.id).where(or_(has_role, people.c.telegram_id.in_(owners)))
    return (await tx.scalars(theirs.order_by(organises(owners).desc(), people.c.id))).all()


async def search(tx: Transaction, typed: str) -> Sequence[Named]:
    """People whose name or @username has all the words, in any order; databases fold no Cyrillic."""
    wanted = folded(typed).split()
    everybody = [
        Named(*row) for row in await tx.execute(select(people.c.id, people.c.name, people.c.username))
    ]
    return [one for one in everybody if all(word in _searchable(one) for word in wanted)]


def _searchable(named: Named) -> str:
    return folded(f"{named.name} @{named.username or ''}")


# --------------------------------------------------------------------- changes


async def give(tx: Transaction, person_id: int, grant: Grant) -> bool:
    """Whether it is new to them."""
    return await give_role(tx, person_id, grant.role, grant.host_id)


async def take(tx: Transaction, person_id: int, grant: Grant) -> bool:
    """Whether they had it."""
    return await take_role(tx, person_id, grant.role, grant.host_id)


async def is_last_organiser(tx: Transaction, person_id: int, owners: frozenset[int]) -> bool:
    """Whether nobody else whom the bot reaches organises; until the transaction ends no role changes."""
    await keep_others_out(tx, roles)
    return not await others_organise(tx, person_id, owners)
