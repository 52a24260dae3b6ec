"""Invitations: a code that lets somebody in and makes them club lead, host or organiser.

Only a hash of the code is stored. It is used up by one conditional UPDATE, so of two people who race for the
last use one wins. Who brings or changes an invitation locks it first, and its guest afterwards.

Whoever holds already what a code gives does not use it up. An invitation that was made for one guest of the
organisers' list is theirs alone: the list then knows who they are. Another guest who scans their badge does
not use it up.

By an invitation that was made for a plan several people come to lead it, but for those who lead another one.
Of those that were made for one plan the newest alone holds.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from bot.people import coleading
from bot.people.queries import give_role, register
from bot.people.rules import GUESSES, GUESSES_WITHIN, Granted, Invitation, Profile, Refusal, Role
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import clubs, guests, invitations, people, roles, wrong_codes
from bot.storage.upserts import insert_new


async def lock(tx: Transaction) -> None:
    """Nobody makes, brings or changes one until the transaction ends; before anything else is locked."""
    await keep_others_out(tx, invitations)


async def invite(tx: Transaction, invitation: Invitation, code: str, now: datetime) -> None:
    """Keep an invitation until it expires or is used up; `code` is for the invited alone."""
    await lock(tx)
    if invitation.plan_id is not None:
        await tx.execute(delete(invitations).where(invitations.c.plan_id == invitation.plan_id))
    await tx.execute(
        insert(invitations).values(
            code_hash=code_hash(code),
            role=invitation.role,
            subject=invitation.subject,
            club_id=await _club(tx, invitation) if invitation.club else None,
            plan_id=invitation.plan_id,
            uses_left=invitation.uses,
            created_at=now,
            expires_at=now + invitation.holds_for,
        )
    )


async def redeem(tx: Transaction, code: str, profile: Profile, now: datetime) -> Granted | Refusal:
    """Let somebody in with what the code gives; a refusal changes nothing."""
    await _lock(tx, code)
    offered = await _offered(tx, code)
    if offered is None:
        return Refusal.UNKNOWN
    granted = _granted(offered)
    if await _holds(tx, profile.telegram_id, offered):
        return granted._replace(fresh=False)
    if offered.guest_id is not None and await _is_a_guest(tx, profile.telegram_id):
        return Refusal.OTHERS
    if refusal := await _may_not_lead(tx, profile.telegram_id, offered):
        return refusal
    if not await _use_up(tx, offered.id, now):
        return Refusal.EXPIRED if offered.expires_at <= now else Refusal.USED
    person_id = await register(tx, profile, now)
    await _give(tx, person_id, offered, now)
    return granted


async def guessed_too_often(tx: Transaction, telegram_id: int, machine_now: datetime) -> bool:
    """Whether this person has to wait before another code is looked up."""
    recent = select(func.count()).where(
        wrong_codes.c.telegram_id == telegram_id, wrong_codes.c.tried_at > machine_now - GUESSES_WITHIN
    )
    return (await tx.scalar(recent) or 0) >= GUESSES


async def count_guess(tx: Transaction, telegram_id: int, machine_now: datetime) -> None:
    """Remember a wrong code, and forget those that no longer count."""
    await tx.execute(delete(wrong_codes).where(wrong_codes.c.tried_at <= machine_now - GUESSES_WITHIN))
    await tx.execute(insert(wrong_codes).values(telegram_id=telegram_id, tried_at=machine_now))


# ---------------------------------------------------------------- the steps


def code_hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()  # 160 random bits need no salt and no slow hash


def _granted(offered: Row[Any]) -> Granted:
    return Granted(
        Role(offered.role),
        offered.club,
        fresh=True,
        language=offered.language,
        plan=offered.plan_id is not None,
    )


async def _club(tx: Transaction, invitation: Invitation) -> int:
    new = insert_new(clubs, ["name"]).values(name=invitation.club, country=invitation.country)
    await tx.execute(new)
    found = await tx.execute(select(clubs.c.id).where(clubs.c.name == invitation.club))
    return int(found.scalar_one())


async def _lock(tx: Transaction, code: str) -> None:
    """Until the transaction ends nobody changes what this code gives; it waits for who holds the list."""
    its = invitations.c.code_hash == code_hash(code)
    await tx.execute(update(invitations).where(its).values(uses_left=invitations.c.uses_left))


async def _offered(tx: Transaction, code: str) -> Row[Any] | None:
    offered = (
        select(invitations, clubs.c.name.label("club"), guests.c.id.label("guest_id"), guests.c.language)
        .outerjoin_from(invitations, clubs, invitations.c.club_id == clubs.c.id)
        .outerjoin(guests, guests.c.invitation_id == invitations.c.id)
    )
    return (await tx.execute(offered.where(invitations.c.code_hash == code_hash(code)))).one_or_none()


async def _holds(tx: Transaction, telegram_id: int, offered: Row[Any]) -> bool:
    holder = select(people.c.id).where(people.c.telegram_id == telegram_id)
    if offered.guest_id is not None:
        theirs = holder.join(guests, guests.c.person_id == people.c.id).where(guests.c.id == offered.guest_id)
        return await tx.scalar(theirs) is not None
    if offered.plan_id is not None:
        return await coleading.leads(tx, telegram_id, offered.plan_id)
    if offered.club_id is not None:
        holder = holder.where(people.c.club_id == offered.club_id)
    if offered.role != Role.PARTICIPANT:
        holder = holder.join(roles).where(roles.c.role == offered.role, roles.c.subject == offered.subject)
    return await tx.scalar(holder) is not None


async def _may_not_lead(tx: Transaction, telegram_id: int, offered: Row[Any]) -> Refusal | None:
    if offered.plan_id is None:
        return None
    return await coleading.refusal(tx, telegram_id, offered.plan_id)


async def _is_a_guest(tx: Transaction, telegram_id: int) -> bool:
    theirs = select(guests.c.id).join(people).where(people.c.telegram_id == telegram_id)
    return await tx.scalar(theirs.limit(1)) is not None


async def _use_up(tx: Transaction, invitation_id: int, now: datetime) -> bool:
    used = await tx.execute(
        update(invitations)
        .where(invitations.c.id == invitation_id, invitations.c.uses_left > 0, invitations.c.expires_at > now)
        .values(uses_left=invitations.c.uses_left - 1)
    )
    return used.rowcount == 1


async def _give(tx: Transaction, person_id: int, offered: Row[Any], now: datetime) -> None:
    if offered.role != Role.PARTICIPANT:
        await give_role(tx, person_id, Role(offered.role), offered.subject)
    if offered.club_id is not None:
        belongs = update(people).where(people.c.id == person_id)
        if offered.plan_id is not None:
            belongs = belongs.where(people.c.club_id.is_(None))  # a friend's plan is no reason to change it
        await tx.execute(belongs.values(club_id=offered.club_id))
    if offered.plan_id is not None:
        await coleading.join(tx, person_id, offered.plan_id, now)
    await tx.execute(update(guests).where(guests.c.id == offered.guest_id).values(person_id=person_id))
