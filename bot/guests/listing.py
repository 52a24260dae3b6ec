"""Taking in a list: a statement for each kind of change, however many guests it names.

Whoever is listed has an invitation of their own. It is kept true to the list and to the bot's token, and
whoever has come already gets what has changed of their club and their role: what somebody took in the chat
does not come back with a list that says the same as before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Update, bindparam, insert, select, update

from bot.guests import queries
from bot.guests.codes import code_for, link_to
from bot.guests.comparison import Change, Comparison, compare
from bot.guests.roles import Author, pass_on_role
from bot.guests.rules import HOLDS_FOR, Entry, Guest, folded
from bot.people.invitations import code_hash
from bot.storage.engine import Transaction
from bot.storage.tables import clubs, guests, invitations, people
from bot.storage.upserts import insert_new

Values = dict[str, Any]


async def compared(tx: Transaction, listed: Sequence[Guest]) -> Comparison:
    """What taking in this list would change."""
    known = {folded(row.name): row for row in await tx.execute(select(clubs))}
    return compare(await queries.entries(tx), [_as_known(guest, known) for guest in listed])


async def list_guests(tx: Transaction, listed: Sequence[Guest], token: str, author: Author) -> Comparison:
    """Take in a list; what it changed. Taking it in again changes nothing."""
    await queries.hold(tx)
    comparison = await compared(tx, listed)
    return comparison._replace(staying=await _take_in(tx, comparison, token, author))


async def _take_in(tx: Transaction, comparison: Comparison, token: str, author: Author) -> Sequence[Guest]:
    """Those who stay organisers although the list says otherwise."""
    changed = [change.guest for change in comparison.changed]
    ids = await _clubs(tx, [*comparison.new, *changed])
    await _run(tx, _by_id(guests), [_of_change(change, ids) for change in comparison.changed])
    await _run(tx, insert(guests), [{**_of(guest, ids), "listed_at": author.now} for guest in comparison.new])
    await _pass_on_clubs(tx, comparison.changed, ids)
    changing = [change for change in comparison.changed if change.changes_role]
    went = {change: await pass_on_role(tx, change.former, change.guest, author) for change in changing}
    await renew_invitations(tx, token, author.now)
    return tuple(change.guest for change in changing if not went[change])


async def _run(tx: Transaction, statement: Any, rows: Sequence[Values]) -> None:
    if rows:
        await tx.execute(statement, rows)


def _by_id(table: Any) -> Update:
    """An UPDATE of the row whose id is given as `row_id`."""
    return update(table).where(table.c.id == bindparam("row_id"))


def _of(guest: Guest, club_ids: Mapping[str, int]) -> Values:
    return {
        "key": guest.key,
        "name": guest.name,
        "email": guest.email,
        "club_id": club_ids.get(folded(guest.club)),
        "language": guest.language,
        "role": guest.role,
        "subject": guest.host_id,
    }


def _of_change(change: Change, club_ids: Mapping[str, int]) -> Values:
    return {"row_id": change.former.id, **_of(change.guest, club_ids)}


# --------------------------------------------------------------------- clubs


def _as_known(guest: Guest, known: Mapping[str, Row[Any]]) -> Guest:
    """With the club as it is spelt already, and its country where the list gives none."""
    club = known.get(folded(guest.club))
    return replace(guest, club=club.name, country=guest.country or club.country) if club else guest


async def _clubs(tx: Transaction, listed: Sequence[Guest]) -> Mapping[str, int]:
    """The ids of all clubs by their folded names; new ones are made, and a country is brought up to date."""
    telling = sorted(listed, key=lambda guest: bool(guest.country))  # of a club's rows the last one counts
    named = {folded(guest.club): guest for guest in telling if guest.club}
    rows = [{"name": guest.club, "country": guest.country} for guest in named.values()]
    await _run(tx, insert_new(clubs, ["name"]), rows)
    countries = [{"club": row["name"], "country": row["country"]} for row in rows if row["country"]]
    await _run(tx, update(clubs).where(clubs.c.name == bindparam("club")), countries)
    return {folded(row.name): row.id for row in await tx.execute(select(clubs))}


async def _pass_on_clubs(tx: Transaction, changed: Sequence[Change], club_ids: Mapping[str, int]) -> None:
    """To people who have come, where theirs is another one now."""
    belongs = [
        {"row_id": change.former.person_id, "club_id": club_ids.get(folded(change.guest.club))}
        for change in changed
        if change.former.person_id and folded(change.former.guest.club) != folded(change.guest.club)
    ]
    await _run(tx, _by_id(people), belongs)


# --------------------------------------------------------------- invitations

_GIVEN: Final = ("code_hash", "role", "subject", "club_id")  # what an invitation gives, and to which code
_INVITED: Final = select(
    guests.c.id,
    guests.c.listed_at,
    guests.c.invitation_id,
    *(guests.c[name] for name in _GIVEN[1:]),
    *(invitations.c[name].label(f"given_{name}") for name in _GIVEN),
    invitations.c.expires_at,
).outerjoin_from(guests, invitations, guests.c.invitation_id == invitations.c.id)


async def renew_invitations(tx: Transaction, token: str, now: datetime, guest_id: int | None = None) -> None:
    """Let everybody on the list, or one guest, have an invitation that holds; one that does is left alone."""
    wanted = _INVITED if guest_id is None else _INVITED.where(guests.c.id == guest_id)
    rows = (await tx.execute(wanted)).all()
    new = [row for row in rows if row.invitation_id is None]
    await _run(tx, insert(invitations), [_invitation(row, token, now) for row in new])
    await _run(tx, _joined_by_hash(), [{"row_id": row.id, "hash": _hash(row, token)} for row in new])
    await _run(tx, _by_id(invitations), list(_outdated(rows, token, now)))


async def linked(tx: Transaction, token: str, username: str, now: datetime) -> Sequence[tuple[Entry, str]]:
    """The whole list with the links to the bot of this name, which hold from now on if they did not."""
    await queries.hold(tx)
    await renew_invitations(tx, token, now)
    entries = await queries.entries(tx)
    return [(entry, link_to(username, code_for(token, entry.id, entry.listed_at))) for entry in entries]


def _joined_by_hash() -> Update:
    made = select(invitations.c.id).where(invitations.c.code_hash == bindparam("hash")).scalar_subquery()
    return _by_id(guests).values(invitation_id=made)


def _outdated(rows: Sequence[Row[Any]], token: str, now: datetime) -> Iterator[Values]:
    for row in rows:
        given = _given(row, token)
        differs = any(given[name] != getattr(row, f"given_{name}") for name in _GIVEN)
        if row.invitation_id is not None and (differs or row.expires_at <= now):
            yield {"row_id": row.invitation_id, **given, "expires_at": now + HOLDS_FOR}


def _invitation(row: Row[Any], token: str, now: datetime) -> Values:
    return {**_given(row, token), "uses_left": 1, "created_at": now, "expires_at": now + HOLDS_FOR}


def _given(row: Row[Any], token: str) -> Values:
    return {
        "code_hash": _hash(row, token),
        "role": row.role,
        "subject": row.subject,
        "club_id": row.club_id,
    }


def _hash(row: Row[Any], token: str) -> str:
    return code_hash(code_for(token, row.id, row.listed_at))
