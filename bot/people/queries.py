"""People in the database: who somebody is, and what they have set."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, bindparam, delete, exists, func, insert, or_, select, update

from bot.people.rules import Kind, Person, Profile, Role
from bot.storage.engine import Transaction
from bot.storage.tables import mutes, people, roles
from bot.storage.upserts import insert_new, insert_or_update

_APART = "\x1f"  # between roles; never part of one


async def recognise(tx: Transaction, telegram_id: int, owners: frozenset[int]) -> Person | None:
    """Who this is; None for a stranger."""
    row = (await tx.execute(_RECOGNISE, {"telegram_id": telegram_id})).one_or_none()
    return person_of(row, owners) if row else None


async def recognise_all(
    tx: Transaction, ids: Collection[int], owners: frozenset[int]
) -> Mapping[int, Person]:
    """The people of these ids, in one statement."""
    rows = await tx.execute(_RECOGNISE_ALL, {"ids": list(ids)})
    return {row.id: person_of(row, owners) for row in rows}


KNOWN: Final = (
    *people.c,
    select(func.aggregate_strings(roles.c.role + ":" + roles.c.subject, _APART))
    .where(roles.c.person_id == people.c.id)
    .scalar_subquery()
    .label("held"),
)
_RECOGNISE = select(*KNOWN).where(people.c.telegram_id == bindparam("telegram_id"))
_RECOGNISE_ALL = select(*KNOWN).where(people.c.id.in_(bindparam("ids", expanding=True)))


def person_of(row: Row[Any], owners: frozenset[int]) -> Person:
    """From a row with the columns KNOWN."""
    held = [part.partition(":") for part in row.held.split(_APART)] if row.held else []
    own = {Role.OWNER} if row.telegram_id in owners else set()
    return Person(
        id=row.id,
        telegram_id=row.telegram_id,
        name=row.name,
        language=row.language,
        zone=row.zone,
        reminder_lead=row.reminder_lead,
        awaiting=row.awaiting,
        active=row.active,
        roles=frozenset({Role.PARTICIPANT, *(Role(role) for role, _, _ in held), *own}),
        hosts=frozenset(subject for role, _, subject in held if role == Role.HOST),
    )


async def register(tx: Transaction, profile: Profile, now: datetime) -> int:
    """Get to know somebody, or see them back under a name that may have changed; their id."""
    new_name = insert_or_update(people, ["telegram_id"], ["name", "username", "active"])
    row = {**profile._asdict(), "joined_at": now, "active": True}
    return int((await tx.execute(new_name.values(row).returning(people.c.id))).scalar_one())


async def await_text(tx: Transaction, person_id: int, action: str | None) -> None:
    """Let the next typed text answer `action`; None: nothing is awaited any more.

    As on a button it may carry arguments, `comment:d1-lunch`: the handler finds them in `context.arguments`.
    """
    await tx.execute(_AWAIT, {"its_id": person_id, "its_action": action})


_AWAIT: Final = (
    update(people).where(people.c.id == bindparam("its_id")).values(awaiting=bindparam("its_action"))
)


async def set_active(tx: Transaction, person_ids: Collection[int], *, active: bool) -> None:
    """Whether messages reach these people: false once they block the bot, or are no more."""
    await tx.execute(update(people).where(people.c.id.in_(person_ids)).values(active=active))


async def set_language(tx: Transaction, person_id: int, language: str) -> None:
    await _change(tx, person_id, language=language)


async def set_zone(tx: Transaction, person_id: int, zone: str | None) -> None:
    """An IANA zone, or None for the seminar's; no city is awaited any more."""
    await _change(tx, person_id, zone=zone, awaiting=None)


async def set_reminder_lead(tx: Transaction, person_id: int, minutes: int) -> None:
    """Minutes before a session; 0: no reminders."""
    await _change(tx, person_id, reminder_lead=minutes)


async def _change(tx: Transaction, person_id: int, **values: object) -> None:
    await tx.execute(update(people).where(people.c.id == person_id).values(values))


async def give_role(tx: Transaction, person_id: int, role: Role, subject: str = "") -> bool:
    """Whether it is new to them; `subject` is for a host their id in the programme."""
    new = insert_new(roles, ["person_id", "role", "subject"])
    row = {"person_id": person_id, "role": role, "subject": subject}
    return bool((await tx.execute(new.values(row))).rowcount)


async def take_role(tx: Transaction, person_id: int, role: Role, subject: str = "") -> bool:
    """Whether they had it."""
    its = roles.c.person_id == person_id, roles.c.role == role, roles.c.subject == subject
    return bool((await tx.execute(delete(roles).where(*its))).rowcount)


async def muted(tx: Transaction, person_id: int) -> frozenset[Kind]:
    """The kinds of messages this person does not want."""
    return frozenset(kind for _, kind in await muted_by(tx, [person_id]))


async def muted_by(tx: Transaction, person_ids: Collection[int]) -> Collection[tuple[int, Kind]]:
    """Who of these people does not want which kinds of messages, in one statement."""
    theirs = select(mutes.c.person_id, mutes.c.kind).where(mutes.c.person_id.in_(person_ids))
    return {(person_id, Kind(kind)) for person_id, kind in await tx.execute(theirs)}


async def toggle_mute(tx: Transaction, person_id: int, kind: Kind) -> None:
    """Mute a kind of messages, or let it through again."""
    was_muted = await tx.execute(delete(mutes).where(mutes.c.person_id == person_id, mutes.c.kind == kind))
    if not was_muted.rowcount:
        await tx.execute(insert(mutes).values(person_id=person_id, kind=kind))


def wants(kind: Kind) -> Sequence[ColumnElement[bool]]:
    """Conditions on a row of `people`: it can be reached, in a known language, with messages of this kind."""
    unwanted = exists().where(mutes.c.person_id == people.c.id, mutes.c.kind == kind)
    return [people.c.active, people.c.language.is_not(None), ~unwanted]


def organises(owners: frozenset[int]) -> ColumnElement[bool]:
    """A condition on a row of `people`: an organiser, or an owner; those are Telegram ids."""
    named = exists().where(roles.c.person_id == people.c.id, roles.c.role == Role.ORGANISER)
    return or_(named, people.c.telegram_id.in_(owners))


async def others_organise(tx: Transaction, person_id: int, owners: frozenset[int]) -> bool:
    """Whether somebody else whom the bot reaches is an organiser, or an owner."""
    others = exists().where(people.c.id != person_id, people.c.active, organises(owners))
    return bool(await tx.scalar(select(others)))


async def reachable_organisers(tx: Transaction, owners: frozenset[int]) -> Sequence[str]:
    """Usernames of at most three organisers, those first who joined first."""
    found = await tx.scalars(
        select(people.c.username)
        .where(people.c.active, people.c.username.is_not(None), organises(owners))
        .order_by(people.c.id)
        .limit(3)
    )
    return found.all()
