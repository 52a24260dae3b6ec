"""The programme in the database, and what a person has of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, cast, delete, exists, func, insert, select, update

from bot.agenda import asked, occupancy
from bot.agenda.formats.document import Document
from bot.agenda.occupancy import fits
from bot.agenda.outlook import Outlook, Wait
from bot.agenda.rules import Choice, Programme, Session
from bot.people.rules import Person, Role
from bot.storage.engine import Transaction
from bot.storage.tables import choices, people, programmes, roles, seats, session_hosts, sessions, waiting
from bot.storage.upserts import insert_or_update

_PLACE_AND_TIME: Final = ("starts_at", "ends_at", "room_id", "cancelled")


async def latest_version(tx: Transaction) -> int | None:
    """The number of the newest programme, None before there is one."""
    newest: int | None = await tx.scalar(_LATEST)
    return newest


_LATEST: Final = select(func.max(programmes.c.version))


async def load(tx: Transaction) -> Programme | None:
    """The newest programme."""
    newest = await _newest(tx)
    return Document.model_validate(newest.document).to_programme(newest.version) if newest else None


async def load_document(tx: Transaction) -> Document | None:
    """The newest programme as the organisers gave it."""
    newest = await _newest(tx)
    return Document.model_validate(newest.document) if newest else None


async def load_version(tx: Transaction, version: int) -> Programme | None:
    """A programme as it was; None where there was no such version."""
    stored = select(cast(programmes.c.document, Text)).where(programmes.c.version == version)
    document = await tx.scalar(stored)
    return _read(document, version) if document else None


async def versions_since(tx: Transaction, moment: datetime) -> Sequence[int]:
    """The version that was the newest at a moment of the past, and all after it."""
    then = select(func.max(programmes.c.version)).where(programmes.c.imported_at <= moment).scalar_subquery()
    since = select(programmes.c.version).where(programmes.c.version >= func.coalesce(then, 0))
    return (await tx.scalars(since.order_by(programmes.c.version))).all()


@lru_cache(maxsize=8)
def _read(document: str, version: int) -> Programme:
    """Many messages speak of the same few versions."""
    return Document.model_validate_json(document).to_programme(version)


async def _newest(tx: Transaction) -> Any:
    return (await tx.execute(select(programmes).order_by(programmes.c.version.desc()).limit(1))).one_or_none()


# ----------------------------------------------------------------- a new one


async def store_programme(tx: Transaction, document: Document, *, source: str, now: datetime) -> int:
    """Make this the programme and return its version; `source` is the file's name.

    Sessions that are gone become cancelled. Seats and places in lists stay, so that a change can be undone;
    they count while their session is in the choice for which they were taken.
    """
    version = (await latest_version(tx) or 0) + 1
    stored = document.model_dump(mode="json", by_alias=True)
    row = {"version": version, "document": stored, "source": source, "imported_at": now}
    await tx.execute(insert(programmes).values(row))
    await _project(tx, document.to_programme(version), now)
    return version


async def _project(tx: Transaction, programme: Programme, now: datetime) -> None:
    # Choices first: their rows are what everybody who chooses waits for, always locked in this order.
    by_id = sorted(programme.choices, key=lambda choice: choice.id)
    await _write(tx, choices, [_choice_row(choice) for choice in by_id])
    former = {row.id: row for row in await tx.execute(select(sessions))}
    await _call_off(tx, former.keys() - {session.id for session in programme.sessions}, now)
    rows = [_session_row(session) for session in programme.sessions]
    await _write(tx, sessions, [row | _changed_at(row, former.get(row["id"]), now) for row in rows])
    await _name_hosts(tx, programme)
    await asked.write(tx, programme)
    await _take_offers_back(tx)


async def _write(tx: Transaction, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns = [name for name in rows[0] if name != "id"]
        await tx.execute(insert_or_update(table, ["id"], columns), rows)


def _choice_row(choice: Choice) -> dict[str, Any]:
    minutes = choice.offer_for // timedelta(minutes=1)
    return {"id": choice.id, "closes_at": choice.closes_at, "offer_minutes": minutes}


def _session_row(session: Session) -> dict[str, Any]:
    names = ("id", "choice_id", "capacity", "starts_at", "ends_at", "room_id", "reminded", "cancelled")
    return {name: getattr(session, name) for name in names}


def _changed_at(row: Mapping[str, Any], former: Any, now: datetime) -> dict[str, datetime | None]:
    """When its place, its time, or whether it takes place was last another one than before."""
    if former is None:
        return {"changed_at": None}
    differs = any(row[name] != getattr(former, name) for name in _PLACE_AND_TIME)
    return {"changed_at": now if differs else former.changed_at}


async def _call_off(tx: Transaction, gone: Collection[str], now: datetime) -> None:
    """Sessions that are no longer in the programme."""
    held = update(sessions).where(sessions.c.id.in_(gone), ~sessions.c.cancelled)
    await tx.execute(held.values(cancelled=True, changed_at=now))


async def _name_hosts(tx: Transaction, programme: Programme) -> None:
    await tx.execute(delete(session_hosts))
    pairs = {(session.id, host_id) for session in programme.sessions for host_id in session.host_ids}
    if pairs:
        rows = [{"session_id": session_id, "host_id": host_id} for session_id, host_id in sorted(pairs)]
        await tx.execute(insert(session_hosts), rows)


async def _take_offers_back(tx: Transaction) -> None:
    """Whoever waits for what does not take place waits on, should it take place after all."""
    stands = exists().where(fits(waiting), ~sessions.c.cancelled)
    void = update(waiting).where(waiting.c.offered_until.is_not(None), ~stands)
    await tx.execute(void.values(offered_until=None))


# ------------------------------------------------------------------ a person


async def outlook(tx: Transaction, programme: Programme, person: Person, now: datetime) -> Outlook:
    """All that this person's screens need, in one statement."""
    rows = await occupancy.of_sessions(tx, now, person.id)
    listed = [row for row in rows if row.is_listed]
    return Outlook(
        programme,
        now,
        seats={row.choice_id: row.session_id for row in rows if row.has_seat},
        waits={row.choice_id: Wait(row.session_id, row.ahead, row.offered_until) for row in listed},
        taken=occupancy.taken(rows),
        hosts=person.hosts,
    )


def seated(choice_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Condition on a row of `people`: they have a seat in this choice, in a session that takes place.

    In a query over `sessions` it is that very session, otherwise any of the choice.
    """
    return exists().where(
        seats.c.person_id == people.c.id,
        seats.c.choice_id == choice_id,
        fits(seats),
        ~sessions.c.cancelled,
    )


def leading(session_id: ColumnElement[str] = sessions.c.id) -> ColumnElement[bool]:
    """Condition on a row of `people`, in a query over `sessions`: they are a host of this session."""
    theirs = exists().where(
        roles.c.person_id == people.c.id,
        roles.c.role == Role.HOST,
        session_hosts.c.host_id == roles.c.subject,
        session_hosts.c.session_id == session_id,
    )
    return theirs.correlate_except(roles, session_hosts)
