"""A seminar of any size with a year of messages behind it, written by the database itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import text

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.storage.engine import Database
from bot.storage.tables import metadata, milliseconds

QUIET: Final = datetime(2019, 4, 30, 4, 20, tzinfo=UTC)  # a session is under way, nothing begins soon
_ORGANISERS: Final = 20
_ANNOUNCEMENTS: Final = 20  # that are over; the next one is under way
_DAY: Final = timedelta(days=1) // timedelta(milliseconds=1)


@dataclass(frozen=True)
class Size:
    people: int
    sent: int  # messages that are done with
    waiting: int  # that are due, all of one announcement
    later: int  # that are due another day
    handled: int  # updates

    @property
    def plans(self) -> int:
        return self.people // 50

    @property
    def asked(self) -> int:
        """How plans go; as many messages of the past were that."""
        return self.sent * 3 // 100


LARGE: Final = Size(people=100_000, sent=960_000, waiting=30_000, later=10_000, handled=300_000)
SMALL: Final = Size(people=2_000, sent=19_000, waiting=600, later=200, handled=3_000)


async def gather(database: Database, programme: Document, size: Size) -> None:
    """Fill an empty database and let it look at what it holds, as it does by itself now and then."""
    async with database.writing() as tx:
        await tx.run_sync(metadata.create_all)
        await agenda.store_programme(tx, programme, source="programme.yaml", now=QUIET - timedelta(days=30))
        for statement in _statements(size, milliseconds(QUIET)):
            await tx.execute(text(statement))
    await look(database)


async def look(database: Database) -> None:
    async with database.writing() as tx:
        await tx.execute(text("ANALYZE"))


def _statements(size: Size, now: int) -> Iterator[str]:
    yield from _of_people(size, now)
    yield from _of_sessions(size, now)
    yield from _of_plans(size, now)
    yield from _of_announcements(size, now)
    yield _of_the_past(size, now)
    yield from _to_come(size, now)
    yield _insert(
        "inbox (update_id, chat_id, body, received_at, handled_at)",
        f"i, 0, '', {now} - i * 500, {now} - i * 500",
        size.handled,
    )


def _insert(into: str, values: str, count: int, rest: str = "") -> str:
    """As many rows as `count`; `i` counts them."""
    numbers = (
        f"WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
    )
    return f"INSERT INTO {into} {numbers} SELECT {values} FROM n {rest or 'WHERE true'}"


def _of_people(size: Size, now: int) -> Iterator[str]:
    columns = "id, telegram_id, name, language, active, reminder_lead, joined_at"
    spoken = "CASE i % 3 WHEN 0 THEN 'kk' WHEN 1 THEN 'ru' ELSE 'en' END"
    lead = "CASE i % 10 WHEN 0 THEN 0 WHEN 1 THEN 5 WHEN 2 THEN 15 WHEN 3 THEN 30 ELSE 10 END"
    yield _insert(
        f"people ({columns})",
        f"i, 100000000 + i, 'Person ' || i, {spoken}, i % 50 <> 0, {lead}, {now} - {_DAY} - i",
        size.people,
    )
    yield _insert("roles (person_id, role)", "i, 'organiser'", _ORGANISERS)
    yield _insert("roles (person_id, role)", f"i + {_ORGANISERS}, 'club_lead'", size.plans)
    yield _insert("mutes (person_id, kind)", "i * 33, 'feedback'", size.people // 33)
    yield _insert("mutes (person_id, kind)", "i * 100, 'reminder'", size.people // 100)


def _of_sessions(size: Size, now: int) -> Iterator[str]:
    third, training = size.people // 3, "(SELECT min(id) FROM sessions WHERE choice_id = 'training')"
    place = f"i, 'training', {training}, {now} - {_DAY}"
    yield _insert("seats (person_id, choice_id, session_id, taken_at)", place, third)
    waits = f"i + {third}, 'training', {training}, {now} - {_DAY}"
    yield _insert("waiting (person_id, choice_id, session_id, joined_at)", waits, size.people // 20)
    yield _insert(
        "concerns (person_id, session_id, since, opened_at, changed_at, told_at)",
        f"i, 'd1-opening', 1, {now} - 9000000, {now} - 9000000, {now} - 8000000",
        size.people // 10,
    )
    yield _insert(
        "ballots (person_id, form, state, number)",
        "1 + i / 2, 'slot:' || (i % 2), 'given', 'ballot' || i",
        size.people,
    )


def _of_plans(size: Size, now: int) -> Iterator[str]:
    yield _insert(
        "plans (id, aim, state, created_at, kept_at, changed_at, looks_at)",
        f"i, 'More lessons', 'kept', {now}, {now}, {now}, {now} + i * 60000",
        size.plans,
    )
    yield _insert(
        "plan_leads (person_id, plan_id, joined_at)", f"i + {_ORGANISERS}, i, {now} - {_DAY}", size.plans
    )
    yield _insert(
        "asks (id, plan_id, person_id, stage, items, asked_at)",
        f"i, 1 + i % {size.plans}, {_ORGANISERS} + 1 + i % {size.plans}, 'first', '[]', {now} - i * 1000",
        size.asked + size.later,
    )
    letter = (
        "1 + (i * 31) % {people}, CASE i % 2 WHEN 0 THEN i - 1 END, 'Where is the bus?', {now} - i * 9000"
    )
    yield _insert(
        "letters (id, person_id, answers_id, text, written_at, settled_at)",
        f"i, {letter.format(people=size.people, now=now)}, {now}",
        size.people // 10,
    )


def _of_announcements(size: Size, now: int) -> Iterator[str]:
    columns = "id, author_id, state, audience, created_at, send_at, finished_at"
    for state, its_id in (("sent", "i"), ("sending", str(_ANNOUNCEMENTS + 1))):
        finished = now if state == "sent" else "CAST(NULL AS bigint)"
        times = f"{now} - {_DAY}, {now}, {finished}"
        count = _ANNOUNCEMENTS if state == "sent" else 1
        yield _insert(f"announcements ({columns})", f"{its_id}, 1, '{state}', '{{}}', {times}", count)
    yield _insert(
        "announcement_texts (announcement_id, version, language, text)",
        "i, 1, 'en', 'The bus leaves at 18:00'",
        _ANNOUNCEMENTS + 1,
    )


_OUTBOX: Final = (
    "outbox (key, kind, person_id, chat_id, subject, priority, state, due_at, expires_at, sent_at,"
    " message_id, language, error, reason)"
)


def _of_the_past(size: Size, now: int) -> str:
    """Half of it in the last two days, the rest in the year before; each kind as often as it comes."""
    kind = (
        "CASE WHEN i % 100 < 40 THEN 'reminder' WHEN i % 100 < 55 THEN 'feedback'"
        " WHEN i % 100 < 75 THEN 'announcement' WHEN i % 100 < 85 THEN 'change-alert'"
        " WHEN i % 100 < 90 THEN 'feedback-reminder' WHEN i % 100 < 94 THEN 'survey'"
        " WHEN i % 100 < 97 THEN 'followup' WHEN i % 100 < 98 THEN 'choose-reminder'"
        " WHEN i % 100 < 99 THEN 'letter' ELSE 'answer' END"
    )
    subject = (
        f"CASE WHEN i % 100 < 40 THEN (s.id || ':' || s.starts_at) WHEN i % 100 < 55 THEN s.id"
        f" WHEN i % 100 < 75 THEN '' || (1 + i % {_ANNOUNCEMENTS}) WHEN i % 100 < 90 THEN '' || ({now} - i)"
        f" WHEN i % 100 < 94 THEN 'survey' WHEN i % 100 < 97 THEN '' || (i / 100 * 3 + i % 100 - 93)"
        f" ELSE '' || (1 + (i / 100) % {size.people // 10}) END"
    )
    state = (
        "CASE WHEN i % 97 = 0 THEN 'failed' WHEN i % 97 = 1 THEN 'expired' WHEN i % 97 = 2 THEN 'cancelled'"
        " WHEN i % 197 = 3 THEN 'ambiguous' ELSE 'sent' END"
    )
    person = f"CASE i % 100 WHEN 98 THEN 1 + (i / 100) % {_ORGANISERS} ELSE 1 + i % {size.people} END"
    half, year = size.sent // 2, 363 * _DAY // (size.sent // 2)
    ago = f"CASE WHEN i <= {half} THEN {2 * _DAY} + ({half} - i) * {year}"
    ago += f" ELSE ({size.sent} - i) * {2 * _DAY // half} END"
    due = f"{now} - 600000 - {ago}"
    each = (
        f"SELECT i, {kind} AS kind, {subject} AS subject, {state} AS state, {person} AS person, {due} AS due"
        " FROM n JOIN (SELECT id, starts_at, row_number() OVER (ORDER BY id) AS place FROM sessions) AS s"
        " ON s.place = 1 + i % 20"
    )
    return _insert(
        _OUTBOX,
        "kind || ':' || subject || ':' || person || ':' || i, kind, person, 100000000 + person, subject,"
        " CASE kind WHEN 'announcement' THEN 2 WHEN 'reminder' THEN 1 ELSE 3 END, state,"
        " due, due + 3600000, CASE state WHEN 'sent' THEN due + 900 END,"
        " CASE state WHEN 'sent' THEN i END, 'en', CASE state WHEN 'failed' THEN 'Forbidden' END,"
        " CASE state WHEN 'failed' THEN 'blocked' END",
        size.sent,
    ).replace("FROM n WHERE true", f"FROM ({each}) AS past ORDER BY i")


def _to_come(size: Size, now: int) -> Iterator[str]:
    nothing = "CAST(NULL AS bigint), CAST(NULL AS bigint), NULL, NULL, NULL"
    its_id = _ANNOUNCEMENTS + 1
    announced = f"'announcement:{its_id}:' || i, 'announcement', i, 100000000 + i, '{its_id}', 2, 'ready'"
    yield _insert(_OUTBOX, f"{announced}, {now}, {now + _DAY}, {nothing}", size.waiting)
    asked = f"'later:' || i, 'followup', i, 100000000 + i, '' || ({size.asked} + i), 3, 'ready'"
    yield _insert(_OUTBOX, f"{asked}, {now + _DAY}, {now + 3 * _DAY}, {nothing}", size.later)
