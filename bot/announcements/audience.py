"""Who belongs to an audience, as conditions on rows of `people`, and how many they are.

Owners are organisers whom the settings name and the database does not know: all is told their Telegram ids.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select

from bot.agenda.occupancy import fits
from bot.announcements.rules import Audience, Counts, Dimension
from bot.delivery import outbox as post
from bot.delivery.reasons import Reason
from bot.people.queries import wants
from bot.people.rules import Kind, Role
from bot.storage.engine import Transaction
from bot.storage.tables import (
    clubs,
    letters,
    mutes,
    outbox,
    people,
    plan_leads,
    roles,
    seats,
    session_hosts,
    sessions,
)

ANNOUNCEMENT: Final = "announcement"  # the kind of its rows in the outbox; their subject is its id

Belongs = Callable[[Sequence[str]], ColumnElement[bool]]


def addressed(audience: Audience, owners: frozenset[int]) -> Sequence[ColumnElement[bool]]:
    """Conditions on a row of `people`: they belong to it, can be reached, and want announcements."""
    return [*belonging(audience, owners), *wants(Kind.ANNOUNCEMENT)]


def belonging(audience: Audience, owners: frozenset[int]) -> Sequence[ColumnElement[bool]]:
    """Conditions on a row of `people`: they belong to it, whether or not anything reaches them."""
    belongs: Mapping[Dimension, Belongs] = {**_BELONGS, Dimension.ROLE: partial(_role, owners)}
    values = {dimension: audience.values(dimension) for dimension in Dimension}
    return [belongs[dimension](wanted) for dimension, wanted in values.items() if wanted]


def muted() -> ColumnElement[bool]:
    """A condition on a row of `people`: they want no announcements."""
    return exists().where(mutes.c.person_id == people.c.id, mutes.c.kind == Kind.ANNOUNCEMENT)


def gone() -> ColumnElement[bool]:
    """A condition on a row of `people`: their account is deleted, as Telegram said last."""
    failed = outbox.c.person_id == people.c.id, outbox.c.state == post.State.FAILED
    why = select(outbox.c.reason).where(*failed, outbox.c.reason.in_((Reason.BLOCKED, Reason.DELETED)))
    last = why.order_by(outbox.c.id.desc()).limit(1).scalar_subquery()
    return ~people.c.active & (func.coalesce(last, "") == Reason.DELETED)


async def count(tx: Transaction, audience: Audience, owners: frozenset[int]) -> Counts:
    """Whom it reaches, by language, and whom it does not."""
    columns = people.c.language, people.c.active, muted().label("muted"), gone().label("gone")
    theirs = select(*columns).where(*belonging(audience, owners))
    each = theirs.subquery()
    silent, reached = each.c.active & each.c.language.is_(None), each.c.active & ~each.c.muted
    how_many = select(
        each.c.language,
        func.count().filter(reached).label("reached"),
        func.count().filter(~each.c.active & ~each.c.gone).label("blocked"),
        func.count().filter(each.c.gone).label("gone"),
        func.count().filter(each.c.active & each.c.muted, each.c.language.is_not(None)).label("muted"),
        func.count().filter(silent).label("silent"),
    ).group_by(each.c.language)
    rows = (await tx.execute(how_many)).all()
    return Counts(
        {row.language: row.reached for row in rows if row.language and row.reached},
        blocked=sum(row.blocked for row in rows),
        gone=sum(row.gone for row in rows),
        muted=sum(row.muted for row in rows),
        silent=sum(row.silent for row in rows),
    )


# -------------------------------------------------------------- each dimension


def _role(owners: frozenset[int], wanted: Sequence[str]) -> ColumnElement[bool]:
    theirs, owns = roles.c.person_id == people.c.id, people.c.telegram_id.in_(owners)
    ways: list[ColumnElement[bool]] = [exists().where(theirs, roles.c.role.in_(wanted))]
    if Role.ORGANISER in wanted:
        ways.append(owns)
    if Role.PARTICIPANT in wanted:
        ways.append(and_(~exists().where(theirs), ~owns))
    return or_(*ways)


def _session(wanted: Sequence[str]) -> ColumnElement[bool]:
    for_all = exists().where(sessions.c.id.in_(wanted), sessions.c.choice_id.is_(None))
    sits = exists().where(seats.c.person_id == people.c.id, fits(seats), sessions.c.id.in_(wanted))
    return or_(for_all, sits, _leads(sessions.c.id.in_(wanted)))


def _choice(wanted: Sequence[str]) -> ColumnElement[bool]:
    return _sits_in_choice(wanted)


def _unchosen(wanted: Sequence[str]) -> ColumnElement[bool]:
    """In at least one of them."""
    return or_(*(~(_sits_in_choice([one]) | _leads(sessions.c.choice_id == one)) for one in wanted))


def _sits_in_choice(wanted: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(
        seats.c.person_id == people.c.id,
        seats.c.choice_id.in_(wanted),
        fits(seats),
        ~sessions.c.cancelled,
    )


def _leads(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        roles.c.person_id == people.c.id,
        roles.c.role == Role.HOST,
        session_hosts.c.host_id == roles.c.subject,
        session_hosts.c.session_id == sessions.c.id,
        which,
    )


def _club(wanted: Sequence[str]) -> ColumnElement[bool]:
    return people.c.club_id.in_([int(one) for one in wanted])


def _plan(wanted: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(
        plan_leads.c.person_id == people.c.id, plan_leads.c.plan_id.in_([int(one) for one in wanted])
    )


def _country(wanted: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(clubs.c.id == people.c.club_id, clubs.c.country.in_(wanted))


def _language(wanted: Sequence[str]) -> ColumnElement[bool]:
    return people.c.language.in_(wanted)


def _unanswered(wanted: Sequence[str]) -> ColumnElement[bool]:
    """At least one of them."""
    arrived = (post.State.SENT, post.State.AMBIGUOUS)
    wrote_back = exists().where(
        letters.c.person_id == outbox.c.person_id,
        letters.c.answers_id.is_(None),
        cast(letters.c.announcement_id, String) == outbox.c.subject,
    )
    return exists().where(
        outbox.c.person_id == people.c.id,
        outbox.c.kind == ANNOUNCEMENT,
        outbox.c.subject.in_(wanted),
        outbox.c.state.in_(arrived),
        ~wrote_back,
    )


_BELONGS: Final[Mapping[Dimension, Belongs]] = MappingProxyType(
    {
        Dimension.SESSION: _session,
        Dimension.CHOICE: _choice,
        Dimension.CLUB: _club,
        Dimension.PLAN: _plan,
        Dimension.COUNTRY: _country,
        Dimension.LANGUAGE: _language,
        Dimension.UNCHOSEN: _unchosen,
        Dimension.UNANSWERED: _unanswered,
    }
)
