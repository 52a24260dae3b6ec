"""What others have written and done, which nobody else may read or change, and what is in the database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Table, insert, select

from bot.storage.engine import Database
from bot.storage.tables import (
    amendments,
    announcement_texts,
    announcements,
    answers,
    asks,
    audit,
    ballots,
    clubs,
    guest_lists,
    guests,
    letters,
    metadata,
    people,
    plan_leads,
    plans,
    proposals,
    reports,
    roles,
    seats,
    steps,
)

NOW: Final = datetime(2019, 4, 30, 1, 30, tzinfo=UTC)
THEIR_CHAT: Final = 2002  # of the person with the id 1, whose all of it is
SECRET: Final = "hidden"  # in all that others wrote
SESSION: Final = "d1-training2"

Rows = Mapping[str, frozenset[tuple[str, ...]]]


def _text(what: str) -> str:
    return f"{SECRET} {what}"


INTRUDERS_PLAN: Final = 2
DAY: Final = date(2019, 6, 15)
TROUBLE: Final = {"kind": "difficulty", "text": _text("report"), "reported_at": NOW}
KEPT: Final = {"created_at": NOW, "kept_at": NOW, "changed_at": NOW}

_MADE: Final[list[tuple[Table, dict[str, Any]]]] = [
    (clubs, {"id": 1, "name": _text("club")}),
    (people, {"id": 1, "telegram_id": THEIR_CHAT, "name": _text("name"), "club_id": 1, "joined_at": NOW}),
    (roles, {"person_id": 1, "role": "organiser"}),
    (seats, {"person_id": 1, "session_id": SESSION, "choice_id": "training", "taken_at": NOW}),
    (announcements, {"id": 1, "author_id": 1, "audience": {}, "created_at": NOW}),
    (announcement_texts, {"announcement_id": 1, "version": 1, "language": "en", "text": _text("text")}),
    (guests, {"id": 1, "key": "g", "name": _text("guest"), "role": "participant", "listed_at": NOW}),
    (guest_lists, {"person_id": 1, "source": _text("list"), "guests": [], "made_at": NOW}),
    (
        proposals,
        {"id": 1, "person_id": 1, "base": 1, "document": {}, "source": _text("file"), "made_at": NOW},
    ),
    (audit, {"id": 1, "done_at": NOW, "origin": "chat", "deed": "applied", "details": _text("deed")}),
    (ballots, {"person_id": 1, "form": "d1-opening", "state": "given", "number": "n"}),
    (
        answers,
        {"number": "n", "subject": "d1-opening", "question": "comment", "part": "", "answer": _text("")},
    ),
    (letters, {"id": 1, "person_id": 1, "text": _text("letter"), "written_at": NOW}),
    (plans, {"id": 1, "club_id": 1, "aim": _text("aim"), "state": "kept", **KEPT}),
    (plan_leads, {"person_id": 1, "plan_id": 1, "joined_at": NOW}),
    (steps, {"id": 1, "plan_id": 1, "place": 0, "what": _text("step"), "due_on": DAY, "changed_at": NOW}),
    (asks, {"id": 1, "plan_id": 1, "person_id": 1, "stage": "first", "items": ["step:1"], "asked_at": NOW}),
    (reports, {"id": 1, "plan_id": 1, "step_id": 1, "person_id": 1, **TROUBLE}),
    (amendments, {"id": 1, "person_id": 1, "text": _text("amendment"), "proposed_at": NOW}),
]


async def bury(database: Database) -> None:
    async with database.writing() as tx:
        for table, row in _MADE:
            await tx.execute(insert(table).values(row))


async def rows_of_others(database: Database, intruder: int) -> Rows:
    """All there is in the database that is not about the intruder, nor of a plan of theirs."""
    async with database.reading() as tx:
        return {
            table.name: frozenset(
                tuple(map(repr, row.values()))
                for row in (await tx.execute(select(table))).mappings()
                if row.get(_OWNER.get(table.name, "person_id")) != intruder
                and row.get("id" if table is plans else "plan_id") != INTRUDERS_PLAN
            )
            for table in metadata.sorted_tables
        }


_OWNER: Final = {"people": "id", "announcements": "author_id"}
