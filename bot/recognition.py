"""Who an update comes from, and which message it answers: one statement, since every tap begins with it."""

from typing import Final, NamedTuple

from sqlalchemy import BigInteger, and_, bindparam, case, func, literal, select

from bot.people.queries import KNOWN, person_of
from bot.people.rules import Person
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people, programmes

STRANGER: Final = Person(id=0, telegram_id=0, name="", roles=frozenset())


class Answered(NamedTuple):
    """The message that came by itself, and that somebody tapped or replied to."""

    kind: str
    subject: str  # empty where it is several that came in one


class Recognition(NamedTuple):
    person: Person  # or STRANGER
    programme_version: int | None  # the newest; None before there is one
    answered: Answered | None


async def recognise_sender(
    tx: Transaction, telegram_id: int, owners: frozenset[int], chat_id: int = 0, message_id: int = 0
) -> Recognition:
    """Who this is, and what they answer with the message of that id in that chat."""
    asked = {"telegram_id": telegram_id, "its_chat": chat_id, "its_message": message_id}
    row = (await tx.execute(_RECOGNISE, asked)).one()
    person = person_of(row, owners) if row.id else STRANGER
    answered = Answered(row.answered_kind, row.answered_subject) if row.answered_kind else None
    return Recognition(person, row.programme_version, answered)


_ANYBODY: Final = select(literal(1).label("one")).subquery("anybody")  # strangers too answer messages
_ANSWERED: Final = and_(
    outbox.c.chat_id == bindparam("its_chat", type_=BigInteger),
    outbox.c.message_id == bindparam("its_message", type_=BigInteger),
    outbox.c.sent_at.is_not(None),
)
_RECOGNISE: Final = (
    select(
        *KNOWN,
        select(func.max(programmes.c.version)).scalar_subquery().label("programme_version"),
        outbox.c.kind.label("answered_kind"),
        case((outbox.c.came_with.is_(None), outbox.c.subject), else_="").label("answered_subject"),
    )
    .select_from(_ANYBODY)
    .outerjoin(people, people.c.telegram_id == bindparam("telegram_id", type_=BigInteger))
    .outerjoin(outbox, _ANSWERED)
    .order_by(outbox.c.id)
    .limit(1)
)
