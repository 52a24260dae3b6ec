"""All tables on one page.

Instants are milliseconds since the epoch, UTC, in a BIGINT: arithmetic on them is the same SQL everywhere.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(moment: datetime) -> int:
    """Milliseconds since the epoch, as instants are stored."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def instant(stored: int) -> datetime:
    """The aware UTC moment of a stored instant."""
    return EPOCH + timedelta(milliseconds=stored)


class Instant(TypeDecorator[datetime]):
    """An aware moment; refuses a naive one. A time is added to it in milliseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        if isinstance(value, timedelta):
            return value // timedelta(milliseconds=1)
        return milliseconds(value) if isinstance(value, datetime) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else instant(value)


# SQLite counts up by itself only in a column of exactly the type INTEGER.
Key = BigInteger().with_variant(Integer, "sqlite")

# Marks a column that says nothing about anybody: it only drives the work on its row.
MACHINERY = {"machinery": True}


def belongs_to(column: Column[Any]) -> dict[str, Any]:
    """Marks a column whose rows are those of another table for as long as that names them; no foreign key."""
    return {"belongs_to": column}


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _only(condition: str) -> dict[str, Any]:
    """For an index of those rows alone for which the condition holds."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


# ------------------------------------------------------------------ people

clubs = Table(
    "clubs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("country", Text, nullable=False, server_default=""),
)

people = Table(
    "people",
    metadata,
    Column("id", Key, primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),  # in a private chat also the chat's id
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("language", String(2)),  # kk, ru, en; null until chosen
    Column("zone", Text),  # IANA; null: the seminar's
    Column("reminder_lead", SmallInteger, nullable=False, server_default="10"),  # minutes; 0: off
    Column("club_id", ForeignKey("clubs.id", ondelete="SET NULL")),
    Column("awaiting", Text),  # what the next typed text answers: "find", "comment:d1-lunch"
    Column("active", Boolean, nullable=False, server_default=true()),  # false: blocked the bot, or is gone
    Column("joined_at", Instant, nullable=False),
    Index(None, "joined_at"),
    sqlite_autoincrement=True,  # buttons name people by id: that of one who is gone is no other's
)

roles = Table(
    "roles",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), primary_key=True),  # club_lead, host, organiser; everyone is a participant
    Column("subject", Text, primary_key=True, server_default=""),  # for a host: the programme's person id
)

mutes = Table(
    "mutes",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),  # a kind of message this person does not want
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),  # SHA-256, hex; the code is never stored
    Column("role", String(16), nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("club_id", ForeignKey("clubs.id", ondelete="CASCADE")),
    Column(
        "plan_id", ForeignKey("plans.id", ondelete="CASCADE")
    ),  # of which whoever brings it becomes a lead
    Column("uses_left", Integer, nullable=False, server_default="1"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# Who is expected: a row of the organisers' list, with the invitation that was made for it.
guests = Table(
    "guests",
    metadata,
    Column("id", Key, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # what makes a row of the list the same one
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False, server_default=""),
    Column("club_id", ForeignKey("clubs.id", ondelete="SET NULL")),
    Column("language", String(2)),
    Column("role", String(16), nullable=False),
    Column("subject", Text, nullable=False, server_default=""),  # for a host: the programme's person id
    Column("invitation_id", ForeignKey("invitations.id", ondelete="SET NULL")),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE")),  # once they have come
    Column("listed_at", Instant, nullable=False),
    Index(None, "invitation_id"),
    Index(None, "person_id"),
)

# A list of guests that an organiser has looked at and not taken in yet.
guest_lists = Table(
    "guest_lists",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("source", Text, nullable=False),  # the name of its file
    Column("guests", JSON, nullable=False),
    Column("made_at", Instant, nullable=False),
)

# What organisers did; without a person it was somebody who is forgotten, or the command line.
audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("done_at", Instant, nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL")),
    Column("origin", String(16), nullable=False),  # chat, shell
    Column("deed", String(24), nullable=False),
    Column("whom_id", ForeignKey("people.id", ondelete="SET NULL")),  # to whom it was done
    Column("subject", Text, nullable=False, server_default=""),  # what it was done to, as an id
    Column("details", Text, nullable=False, server_default=""),  # in nobody's language: names, numbers
    Index(None, "person_id"),
    Index(None, "whom_id"),
)

wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("telegram_id", BigInteger, nullable=False),
    Column("tried_at", Instant, nullable=False),
    Index(None, "telegram_id", "tried_at"),
)

# ------------------------------------------------------------------ agenda

programmes = Table(
    "programmes",
    metadata,
    Column("version", Key, primary_key=True),
    Column("document", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
)

# What set-based queries need of the current programme; written only together with a new row of `programmes`.
choices = Table(
    "choices",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("closes_at", Instant, nullable=False),
    Column("offer_minutes", Integer, nullable=False, server_default="15"),  # a free seat is kept for so long
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("choice_id", ForeignKey("choices.id")),
    Column("capacity", Integer),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("room_id", String(40), nullable=False),
    Column("reminded", Boolean, nullable=False),  # whether the programme wants reminders before it
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    Column("form", String(48)),  # in which it is rated; null: nowhere
    Column("asks_at", Instant),  # when people are asked to
    # Seminar time when its place, time or length last changed, or whether it takes place; null: never.
    Column("changed_at", Instant),
    Column("corrected_at", Instant),  # of the last change after which all reminders were corrected
    Column("known", BigInteger),  # the version by which people know it; null: the newest
    Index(None, "starts_at"),
    Index(None, "asks_at"),
)

# When people may answer a form; as all of this part, of the current programme.
askings = Table(
    "askings",
    metadata,
    Column("form", String(48), primary_key=True),  # choice:ID, slot:ID, assessment, survey
    Column("opens_at", Instant, nullable=False),
    Column("reminds_at", Instant),
    Column("closes_at", Instant, nullable=False),
)

session_hosts = Table(
    "session_hosts",
    metadata,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("host_id", String(40), primary_key=True),  # the programme's person id, as in `roles.subject`
)

seats = Table(
    "seats",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("choice_id", ForeignKey("choices.id", ondelete="CASCADE"), primary_key=True),
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("taken_at", Instant, nullable=False),
    Index(None, "session_id"),
)

waiting = Table(
    "waiting",
    metadata,
    Column("id", Key, primary_key=True),  # the order of the list
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("choice_id", ForeignKey("choices.id", ondelete="CASCADE"), nullable=False),
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("offered_until", Instant),  # while set, one seat is kept free for this person
    UniqueConstraint("person_id", "choice_id"),
    Index(None, "session_id", "id"),
)

# --------------------------------------------------------------- programme

# A programme that an organiser has looked at and not applied yet.
proposals = Table(
    "proposals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("base", BigInteger, nullable=False),  # the version that it was made from
    Column("document", JSON, nullable=False),
    Column("warnings", JSON, nullable=False, server_default="[]"),  # what the checks say of it
    Column("source", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Index(None, "person_id"),
)

# Whom a change of a session concerns, until they have been told.
concerns = Table(
    "concerns",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("session_id", String(40), nullable=False),
    Column("since", BigInteger, nullable=False),  # the last version of the programme that they knew
    Column("opened_at", Instant, nullable=False),  # the first change of which they are to be told
    Column("changed_at", Instant, nullable=False),  # the last one
    Column("told_at", Instant),  # when the message was planned that tells them
    Index("ix_concerns_open", "session_id", "person_id", unique=True, **_only("told_at IS NULL")),
    Index("ix_concerns_since", "session_id", "since", **_only("told_at IS NULL")),
    Index(None, "person_id", "told_at"),
    Index(None, "told_at"),
)

# ----------------------------------------------------------- announcements

announcements = Table(
    "announcements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("author_id", ForeignKey("people.id", ondelete="SET NULL")),
    Column("state", String(10), nullable=False, server_default="draft"),
    Column("audience", JSON, nullable=False),  # dimension -> values; empty: everyone
    Column("file_id", Text),  # Telegram's, of a photo or a document
    Column("file_kind", String(16)),
    Column("version", Integer, nullable=False, server_default="1"),  # of its texts; a correction is a new one
    Column("created_at", Instant, nullable=False),  # or made a draft again
    Column("send_at", Instant),  # seminar time, as all in this table
    Column("finished_at", Instant),  # null: something of it may still be on its way
    Column("paused_at", Instant),  # since when it is paused; null: it is not
    Column("corrected_at", Instant),
    Column("withdrawn_at", Instant),
    Column("watcher_id", ForeignKey("people.id", ondelete="SET NULL")),  # who is shown how it goes ...
    Column("watched_message", BigInteger),  # ... in the message they tapped; null: in a new one
    CheckConstraint(
        "state IN ('draft','scheduled','sending','paused','stopped','sent','withdrawn','cancelled')",
        name="state",
    ),
    Index(None, "author_id"),
    Index(None, "watcher_id"),
)

announcement_texts = Table(
    "announcement_texts",
    metadata,
    Column("announcement_id", ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("text", Text, nullable=False),  # Telegram's HTML
)

# Of whom an announcement was not meant for when it began to go out, and why.
passed_over = Table(
    "passed_over",
    metadata,
    Column("announcement_id", ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("fate", String(16), nullable=False),  # blocked, muted, silent
    Column("language", String(2)),  # then
    Index(None, "person_id"),
)

# ---------------------------------------------------------------- feedback

# Who has answered what, but not how: that stands under a random number, known here until the form closes.
ballots = Table(
    "ballots",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("form", String(48), primary_key=True),
    Column("state", String(8), nullable=False, server_default="begun"),  # begun, given, absent
    Column("session_id", String(40)),  # where they were, or what they did not attend, of parallel sessions
    Column("number", String(32), unique=True),  # null: the form is closed
    CheckConstraint("state IN ('begun','given','absent')", name="state"),
)

# What was answered: without a person, a time, or an order in which it came.
answers = Table(
    "answers",
    metadata,
    Column("number", String(32), primary_key=True, info=belongs_to(ballots.c.number)),
    Column("subject", String(48), primary_key=True),  # a session's id; before, after; survey
    Column("question", String(20), primary_key=True),  # of the programme; rating, tag, comment
    Column("part", String(20), primary_key=True),  # an option; which of several comments; else empty
    Column("answer", Text, nullable=False),  # a number; a text as HTML; of an option nothing
    Index(None, "subject"),
    sqlite_with_rowid=False,  # a row's number would tell in which order they came
)

answers.add_is_dependent_on(ballots)

# ------------------------------------------------------------------- plans

# What a club has promised to do. Its moments are seminar time.
plans = Table(
    "plans",
    metadata,
    Column("id", Key, primary_key=True),
    Column("club_id", ForeignKey("clubs.id", ondelete="SET NULL")),
    Column("topic", String(40)),  # the programme's id of a topic; null: another one
    Column("aim", Text, nullable=False, server_default=""),  # what will be different
    Column("state", String(8), nullable=False, server_default="draft"),
    Column("public", Boolean, nullable=False, server_default=false()),  # for all participants to read
    Column("created_at", Instant, nullable=False),
    Column("kept_at", Instant),  # when it was no draft any more
    # Who gave it up: they may lead another one since, and then nobody leads this.
    Column("given_up_by", ForeignKey("people.id", ondelete="SET NULL")),
    Column("changed_at", Instant, nullable=False),
    # When the follow-up looks at it next; null: never, as it stands.
    Column("looks_at", Instant, info=MACHINERY),
    # Since when nobody has answered, and the organisers are to write; null: all is well.
    Column("silent_since", Instant),
    # The last question about the whole that was left open: a draft goes on behind it; null: none was.
    Column("left_open", String(12)),
    CheckConstraint("state IN ('draft','kept','dropped')", name="state"),
    Index(None, "club_id"),
    Index(None, "given_up_by"),
    Index(None, "looks_at"),
    sqlite_autoincrement=True,  # buttons name plans by id: that of one that is gone is no other's
)

# Who answers for a plan; the first of them is asked first.
plan_leads = Table(
    "plan_leads",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),  # of one plan
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Index(None, "plan_id"),
)

steps = Table(
    "steps",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("place", SmallInteger, nullable=False),  # among the steps of its plan
    Column("what", Text, nullable=False, server_default=""),
    Column("who", Text, nullable=False, server_default=""),
    Column("due_on", Date),  # where its lead lives; null: not said yet
    Column("occasion", Text, nullable=False, server_default=""),  # when and where it will be done
    Column("obstacle", Text, nullable=False, server_default=""),  # what could get in the way, and then what
    Column("session_id", String(40)),  # from which it was made
    Column("lead_id", ForeignKey("people.id", ondelete="SET NULL")),  # to whom it was handed over
    Column("state", String(8), nullable=False, server_default="open"),
    Column("changed_at", Instant, nullable=False),  # anything of it but its place and `left_open`
    Column("dated_at", Instant),  # when its day was set; null: never
    Column("worded_at", Instant),  # when `what` was changed; null: never
    Column("left_open", String(12)),  # as of a plan
    CheckConstraint("state IN ('open','begun','done','dropped')", name="state"),
    Index(None, "plan_id"),
    Index(None, "lead_id"),
    sqlite_autoincrement=True,
)

# A message of the follow-up: about what it asks, and whether somebody has answered.
asks = Table(
    "asks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("stage", String(8), nullable=False),  # first, again, co-lead
    Column("items", JSON, nullable=False),  # keys of followup.rules.Item
    Column("asked_at", Instant, nullable=False),
    Column("settled_at", Instant),  # when anybody answered
    Index(None, "plan_id"),
    Index(None, "person_id", "asked_at"),
    sqlite_autoincrement=True,  # messages and buttons name asks by id: that of one that is gone is no other's
)

# What leads have said of their plan and its steps, in the order in which they said it.
reports = Table(
    "reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("step_id", ForeignKey("steps.id", ondelete="CASCADE")),  # null: of the plan as a whole
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(12), nullable=False),  # done, begun, difficulty, later, words
    Column("help", String(12)),  # what would help: date, smaller, handover, organisers
    Column("until_on", Date),  # of "later": when to ask again
    Column("text", Text, nullable=False, server_default=""),  # Telegram's HTML
    Column("file_id", Text),
    Column("file_kind", String(16)),
    Column("reported_at", Instant, nullable=False),
    Index(None, "plan_id"),
    Index(None, "step_id"),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)

# ------------------------------------------------------------- declaration

# The text as it was adopted, in all three languages; none: it is a draft of the programme file.
adoptions = Table(
    "adoptions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("text", JSON, nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL")),
    Column("adopted_at", Instant, nullable=False),
)

# What people proposed to change while it was a draft.
amendments = Table(
    "amendments",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),  # Telegram's HTML
    Column("state", String(8), nullable=False, server_default="open"),
    Column("proposed_at", Instant, nullable=False),
    CheckConstraint("state IN ('open','taken','declined')", name="state"),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)

commitments = Table(
    "commitments",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("listed", Boolean, nullable=False, server_default=false()),  # whether their club may be named
    Column("committed_at", Instant, nullable=False),
)

# ------------------------------------------------------------------ letters

# What a person wrote to the organisers, and what they answered.
letters = Table(
    "letters",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),  # the participant
    Column("author_id", ForeignKey("people.id", ondelete="SET NULL")),  # the organiser who answers
    Column("answers_id", ForeignKey("letters.id", ondelete="CASCADE")),  # null: the participant wrote it
    Column("announcement_id", ForeignKey("announcements.id", ondelete="SET NULL")),  # what it is about
    Column("text", Text, nullable=False),  # Telegram's HTML
    Column("file_id", Text),
    Column("file_kind", String(16)),
    Column("written_at", Instant, nullable=False),
    Column("settled_at", Instant),  # answered, or without need of an answer; null: it waits
    Index(None, "person_id"),
    Index(None, "author_id"),
    Index(None, "answers_id"),
    sqlite_autoincrement=True,  # messages name letters by id: that of one that is gone is no other's
)

# Groups in which the organisers read letters together.
desks = Table(
    "desks",
    metadata,
    Column("group_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's id of the group
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),  # who bound it
    Column("bound_at", Instant, nullable=False),
    Index(None, "person_id"),
)

# ------------------------------------------------------------------ delivery

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),  # 0: of no chat, or done with
    Column("body", Text, nullable=False),  # the update as Telegram sent it, JSON; empty once handled
    Column("tries", SmallInteger, nullable=False, server_default="0", info=MACHINERY),
    Column("owner", String(16), info=MACHINERY),
    # Machine time, as all in this table; without an owner: not before.
    Column("lease_until", Instant, info=MACHINERY),
    Column("received_at", Instant, nullable=False),
    Column("handled_at", Instant),
    Index("ix_inbox_waiting", "update_id", **_only("handled_at IS NULL")),
    Index(None, "chat_id", "update_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # kind:subject:version:person:slot
    Column("kind", String(32), nullable=False),  # who renders it
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("subject", Text, nullable=False),  # what it is about: an id that only its renderer understands
    # Reply 0, reminder 1, announcement 2, nudge 3.
    Column("priority", SmallInteger, nullable=False, info=MACHINERY),
    Column("state", String(10), nullable=False, server_default="ready"),
    Column("due_at", Instant, nullable=False),  # seminar time
    Column("expires_at", Instant, nullable=False),  # seminar time
    Column("retry_at", Instant, info=MACHINERY),  # machine time: not before
    Column("owner", String(16), info=MACHINERY),
    Column("lease_until", Instant, info=MACHINERY),  # machine time
    # Requests that failed otherwise, and those that may have arrived unseen.
    Column("tries", SmallInteger, nullable=False, server_default="0", info=MACHINERY),
    Column("ambiguous", SmallInteger, nullable=False, server_default="0", info=MACHINERY),
    Column("sent_at", Instant),  # machine time of the last request that arrived or may have
    Column("message_id", BigInteger),
    # Of several that came in one message, and of each that is on its way in another's: the id of the first.
    Column("came_with", BigInteger, info=MACHINERY),
    Column(
        "language", String(2)
    ),  # the person's, when it was put into words last, or given up; null: it waits
    Column("error", Text),
    Column("reason", String(16)),  # what the error means: delivery.reasons.Reason
    CheckConstraint(
        "state IN ('ready','sending','sent','failed','ambiguous','expired','cancelled')", name="state"
    ),
    Index("ix_outbox_claim", "priority", "due_at", "id", **_only("state = 'ready'")),
    Index("ix_outbox_expiry", "expires_at", **_only("state = 'ready'")),
    # One a chat; and with its parts.
    Index("ix_outbox_sending", "chat_id", unique=True, **_only("state = 'sending' AND came_with IS NULL")),
    Index("ix_outbox_in_flight", "chat_id", **_only("state = 'sending'")),
    Index("ix_outbox_leases", "lease_until", **_only("state = 'sending'")),
    Index("ix_outbox_failed", "due_at", **_only("state IN ('failed','ambiguous','expired')")),
    Index(None, "chat_id", "sent_at"),
    Index(None, "person_id", "kind"),
    Index(
        "ix_outbox_undone",
        "kind",
        "subject",
        **_only("state IN ('failed','ambiguous','expired','cancelled')"),
    ),
    Index(None, "kind", "subject", "person_id"),
)

# Machine time before which nothing may leave: to one chat after a 429, to everybody by the shared rate.
paces = Table(
    "paces",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # 0: everybody
    Column("free_at", Instant, nullable=False),
)
