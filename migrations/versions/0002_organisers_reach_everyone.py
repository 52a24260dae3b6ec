"""Organisers reach everyone, and change the programme while it runs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":  # the id of somebody who is gone is never given again
        again = {"recreate": "always", "table_kwargs": {"sqlite_autoincrement": True}}
        with op.batch_alter_table("people", **again):
            pass
    op.create_table(
        "announcements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("author_id", KEY),
        sa.Column("state", sa.String(length=10), server_default="draft", nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Text()),
        sa.Column("file_kind", sa.String(length=16)),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("send_at", sa.BigInteger()),
        sa.Column("finished_at", sa.BigInteger()),
        sa.Column("corrected_at", sa.BigInteger()),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.Column("watcher_id", KEY),
        sa.Column("watched_message", sa.BigInteger()),
        sa.CheckConstraint(
            "state IN ('draft','scheduled','sending','paused','stopped','sent','withdrawn','cancelled')",
            name=op.f("ck_announcements_state"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_announcements_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["watcher_id"], ["people.id"], name=op.f("fk_announcements_watcher_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_author_id"), "announcements", ["author_id"])
    op.create_index(op.f("ix_announcements_watcher_id"), "announcements", ["watcher_id"])
    op.create_table(
        "audit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", KEY),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("deed", sa.String(length=24), nullable=False),
        sa.Column("whom_id", KEY),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("details", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_audit_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["whom_id"], ["people.id"], name=op.f("fk_audit_whom_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_person_id"), "audit", ["person_id"])
    op.create_index(op.f("ix_audit_whom_id"), "audit", ["whom_id"])
    op.create_table(
        "concerns",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("session_id", sa.String(length=40), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_concerns_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
    )
    op.create_index(
        "ix_concerns_open",
        "concerns",
        ["session_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("told_at IS NULL"),
        postgresql_where=sa.text("told_at IS NULL"),
    )
    op.create_index(
        "ix_concerns_since",
        "concerns",
        ["session_id", "since"],
        sqlite_where=sa.text("told_at IS NULL"),
        postgresql_where=sa.text("told_at IS NULL"),
    )
    op.create_index(op.f("ix_concerns_told_at"), "concerns", ["told_at"])
    op.create_index(op.f("ix_concerns_person_id_told_at"), "concerns", ["person_id", "told_at"])
    op.create_table(
        "desks",
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("bound_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_desks_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_desks")),
    )
    op.create_index(op.f("ix_desks_person_id"), "desks", ["person_id"])
    op.create_table(
        "guest_lists",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("guests", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_guest_lists_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_guest_lists")),
    )
    op.create_table(
        "guests",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("club_id", KEY),
        sa.Column("language", sa.String(length=2)),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("invitation_id", KEY),
        sa.Column("person_id", KEY),
        sa.Column("listed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_guests_club_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_guests_invitation_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_guests_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guests")),
        sa.UniqueConstraint("key", name=op.f("uq_guests_key")),
    )
    op.create_index(op.f("ix_guests_invitation_id"), "guests", ["invitation_id"])
    op.create_index(op.f("ix_guests_person_id"), "guests", ["person_id"])
    op.create_table(
        "proposals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_proposals_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_person_id"), "proposals", ["person_id"])
    op.create_table(
        "announcement_texts",
        sa.Column("announcement_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_texts_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "version", "language", name=op.f("pk_announcement_texts")),
    )
    op.create_table(
        "letters",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("author_id", KEY),
        sa.Column("answers_id", KEY),
        sa.Column("announcement_id", KEY),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text()),
        sa.Column("file_kind", sa.String(length=16)),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_letters_announcement_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["letters.id"], name=op.f("fk_letters_answers_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_letters_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_letters_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_letters_answers_id"), "letters", ["answers_id"])
    op.create_index(op.f("ix_letters_author_id"), "letters", ["author_id"])
    op.create_index(op.f("ix_letters_person_id"), "letters", ["person_id"])
    op.create_index(op.f("ix_outbox_kind_subject"), "outbox", ["kind", "subject"])
    op.create_index(
        "ix_outbox_failed",
        "outbox",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('failed','ambiguous','expired')"),
        postgresql_where=sa.text("state IN ('failed','ambiguous','expired')"),
    )
    for column in ("changed_at", "corrected_at", "known"):
        op.add_column("sessions", sa.Column(column, sa.BigInteger()))


def downgrade() -> None:
    for column in ("known", "corrected_at", "changed_at"):
        op.drop_column("sessions", column)
    op.drop_index("ix_outbox_failed", "outbox")
    op.drop_index(op.f("ix_outbox_kind_subject"), "outbox")
    for table in (
        "letters",
        "announcement_texts",
        "proposals",
        "guests",
        "guest_lists",
        "desks",
        "concerns",
        "audit",
        "announcements",
    ):
        op.drop_table(table)
