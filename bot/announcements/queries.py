"""Announcements in the database, and what there is to choose their audience from."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, insert, or_, select, tuple_, update

from bot.announcements.rules import BEGUN, UNSENT, Announcement, Audience, State
from bot.plans.rules import PlanState
from bot.screens.message import FileKind
from bot.storage.engine import Transaction
from bot.storage.moments import Moment, built
from bot.storage.tables import announcement_texts, announcements, clubs, outbox, people, plan_leads, plans
from bot.storage.upserts import insert_or_update

_ITS_OWN = frozenset(Announcement.__dataclass_fields__) - {"state", "audience", "texts", "file_kind"}


async def draft(tx: Transaction, person_id: int | None, now: datetime) -> int:
    """The id of a new, empty announcement by this person, or from the command line."""
    row = {"author_id": person_id, "audience": Audience().stored(), "created_at": now}
    new = insert(announcements).values(row).returning(announcements.c.id)
    return int((await tx.execute(new)).scalar_one())


async def load(tx: Transaction, announcement_id: int) -> Announcement | None:
    return await _one(tx, select(announcements).where(announcements.c.id == announcement_id))


async def locked(tx: Transaction, announcement_id: int) -> Announcement | None:
    """As `load`, and nobody else changes it until the transaction ends, which must be a writing one."""
    await tx.execute(
        select(announcements.c.id).where(announcements.c.id == announcement_id).with_for_update()
    )
    return await load(tx, announcement_id)


async def drafts_of(tx: Transaction, person_id: int) -> Sequence[Announcement]:
    """Those that this person has not sent or thrown away yet, the newest first."""
    theirs = announcements.c.author_id == person_id, announcements.c.state == State.DRAFT
    return await _all(tx, select(announcements).where(*theirs).order_by(announcements.c.id.desc()))


async def lately(tx: Transaction, limit: int) -> Sequence[Announcement]:
    """Those that have begun to go out and are not withdrawn, the newest first."""
    begun = select(announcements).where(announcements.c.state.in_(BEGUN))
    return await _all(tx, begun.order_by(announcements.c.id.desc()).limit(limit))


async def history(tx: Transaction, limit: int) -> Sequence[Announcement]:
    """Those that will go out, go out or went out; in the order of when, the latest first."""
    known = select(announcements).where(announcements.c.state.not_in(UNSENT))
    shown = func.coalesce(announcements.c.send_at, announcements.c.created_at)
    return await _all(tx, known.order_by(shown.desc(), announcements.c.id.desc()).limit(limit))


async def due_at(tx: Transaction, now: datetime) -> Sequence[int]:
    """The ids of those whose time has come."""
    return (await tx.scalars(built(_due), {"now": now})).all()


def _due(now: Moment) -> Select[tuple[int]]:
    due = or_(announcements.c.send_at.is_(None), announcements.c.send_at <= now)
    return _ids(announcements.c.state == State.SCHEDULED, due)


async def under_way(tx: Transaction) -> Sequence[int]:
    """The ids of those of which something may still be on its way: a message, a correction, a deletion."""
    return (await tx.scalars(_under_way())).all()


@cache
def _under_way() -> Select[tuple[int]]:
    begun = announcements.c.state.in_(BEGUN | {State.WITHDRAWN})
    return _ids(begun, announcements.c.finished_at.is_(None))


def _ids(*conditions: ColumnElement[bool]) -> Select[tuple[int]]:
    """In one order, in which all lock them."""
    return select(announcements.c.id).where(*conditions).order_by(announcements.c.id)


async def message_of(tx: Transaction, kind: str, announcement_id: int, person_id: int) -> int | None:
    """Telegram's id of the message by which somebody got it."""
    message = select(outbox.c.message_id).where(
        outbox.c.kind == kind, outbox.c.subject == str(announcement_id), outbox.c.person_id == person_id
    )
    found = await tx.scalar(message)
    return int(found) if found else None


async def came_with(tx: Transaction, kind: str, announcement_id: int, person_id: int) -> Sequence[int]:
    """The ids of the announcements that somebody got in one message with this one, itself too."""
    its, other = outbox.alias("its"), outbox.alias("other")
    together = or_(other.c.id == its.c.id, other.c.came_with == its.c.came_with)
    found = (
        select(other.c.subject)
        .join_from(
            its, other, and_(other.c.person_id == its.c.person_id, other.c.kind == its.c.kind, together)
        )
        .where(its.c.kind == kind, its.c.subject == str(announcement_id), its.c.person_id == person_id)
        .order_by(other.c.due_at, other.c.id)
    )
    return [int(subject) for subject in await tx.scalars(found)]


async def _one(tx: Transaction, found: Select[Any]) -> Announcement | None:
    return next(iter(await _all(tx, found)), None)


async def _all(tx: Transaction, found: Select[Any]) -> Sequence[Announcement]:
    rows = (await tx.execute(found)).all()
    newest = tuple_(announcement_texts.c.announcement_id, announcement_texts.c.version)
    texts: dict[int, dict[str, str]] = {row.id: {} for row in rows}
    for text in await tx.execute(
        select(announcement_texts).where(newest.in_([(row.id, row.version) for row in rows]))
    ):
        texts[text.announcement_id][text.language] = text.text
    return [_announcement(row, texts[row.id]) for row in rows]


async def texts_of(tx: Transaction, announcement_id: int, version: int) -> Mapping[str, str]:
    """The texts of a version, by language; the one after the newest is a correction being written."""
    texts = select(announcement_texts.c.language, announcement_texts.c.text).where(
        announcement_texts.c.announcement_id == announcement_id, announcement_texts.c.version == version
    )
    return {text.language: text.text for text in await tx.execute(texts)}


def _announcement(row: Row[Any], texts: Mapping[str, str]) -> Announcement:
    return Announcement(
        **{name: getattr(row, name) for name in _ITS_OWN},
        state=State(row.state),
        audience=Audience.restored(row.audience),
        texts=texts,
        file_kind=FileKind(row.file_kind) if row.file_kind else None,
    )


# --------------------------------------------------------------------- changes


async def set_audience(tx: Transaction, announcement_id: int, audience: Audience) -> None:
    await _change(tx, announcement_id, audience=audience.stored())


async def set_file(tx: Transaction, announcement_id: int, file_id: str | None, kind: FileKind | None) -> None:
    """A photo or document that Telegram has, or none."""
    await _change(tx, announcement_id, file_id=file_id, file_kind=kind)


async def set_text(tx: Transaction, announcement_id: int, version: int, language: str, text: str) -> None:
    """Telegram's HTML; replaces what this version had in this language."""
    row = {"announcement_id": announcement_id, "version": version, "language": language, "text": text}
    unique = ["announcement_id", "version", "language"]
    await tx.execute(insert_or_update(announcement_texts, unique, ["text"]).values(row))


async def remove_text(tx: Transaction, announcement_id: int, version: int, language: str) -> None:
    await tx.execute(
        delete(announcement_texts).where(
            announcement_texts.c.announcement_id == announcement_id,
            announcement_texts.c.version == version,
            announcement_texts.c.language == language,
        )
    )


async def throw_away(tx: Transaction, *ids: int) -> None:
    """Keep nothing of these drafts but their numbers, which old buttons know and which must be no others'."""
    mine = announcements.c.id.in_(ids), announcements.c.state == State.DRAFT
    drafts = (await tx.scalars(select(announcements.c.id).where(*mine).with_for_update())).all()
    await tx.execute(delete(announcement_texts).where(announcement_texts.c.announcement_id.in_(drafts)))
    nothing = {"author_id": None, "audience": Audience().stored(), "file_id": None, "file_kind": None}
    thrown = update(announcements).where(announcements.c.id.in_(drafts))
    await tx.execute(thrown.values(state=State.CANCELLED, **nothing))


async def move(
    tx: Transaction, announcement_id: int, from_states: Collection[State], to_state: State, **values: object
) -> bool:
    """Bring it to another state, with other changes; false where it was in none of `from_states` any more.

    Of two who do so at once, one does it.
    """
    here = update(announcements).where(
        announcements.c.id == announcement_id, announcements.c.state.in_(from_states)
    )
    return bool((await tx.execute(here.values(state=to_state, **values))).rowcount)


async def _change(tx: Transaction, announcement_id: int, **values: object) -> None:
    await tx.execute(update(announcements).where(announcements.c.id == announcement_id).values(values))


# ---------------------------------------------------------- clubs and countries


async def club_names(tx: Transaction) -> Mapping[int, str]:
    """The clubs that have people here, by id, in the order of their names."""
    named = select(clubs.c.id, clubs.c.name).where(clubs.c.id.in_(_clubs_of_people()))
    return {row.id: row.name for row in await tx.execute(named.order_by(clubs.c.name))}


async def plan_names(tx: Transaction) -> Mapping[int, str]:
    """The plans that somebody leads, by id, each named after its club, or after what it is for."""
    named = select(plans.c.id, func.coalesce(clubs.c.name, plans.c.aim).label("name"))
    led = named.outerjoin_from(plans, clubs).where(plans.c.id.in_(select(plan_leads.c.plan_id)))
    there = led.where(plans.c.state != PlanState.DROPPED)
    return {row.id: row.name for row in await tx.execute(there.order_by("name", plans.c.id))}


async def countries(tx: Transaction) -> Mapping[int, str]:
    """The countries that people come from, each by the lowest id of its clubs, in order of name."""
    named = (
        select(func.min(clubs.c.id).label("id"), clubs.c.country)
        .where(clubs.c.country != "", clubs.c.id.in_(_clubs_of_people()))
        .group_by(clubs.c.country)
        .order_by(clubs.c.country)
    )
    return {row.id: row.country for row in await tx.execute(named)}


def _clubs_of_people() -> Select[tuple[int | None]]:
    return select(people.c.club_id).where(people.c.club_id.is_not(None))
