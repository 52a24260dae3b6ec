"""People say how it was."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("sessions", sa.Column("form", sa.String(length=48)))
    op.add_column("sessions", sa.Column("asks_at", sa.BigInteger()))
    op.create_index(op.f("ix_sessions_asks_at"), "sessions", ["asks_at"])
    op.create_table(
        "askings",
        sa.Column("form", sa.String(length=48), nullable=False),
        sa.Column("opens_at", sa.BigInteger(), nullable=False),
        sa.Column("reminds_at", sa.BigInteger()),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("form", name=op.f("pk_askings")),
    )
    op.create_table(
        "ballots",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("form", sa.String(length=48), nullable=False),
        sa.Column("state", sa.String(length=8), server_default="begun", nullable=False),
        sa.Column("session_id", sa.String(length=40)),
        sa.Column("number", sa.String(length=32)),
        sa.CheckConstraint("state IN ('begun','given','absent')", name=op.f("ck_ballots_state")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_ballots_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "form", name=op.f("pk_ballots")),
        sa.UniqueConstraint("number", name=op.f("uq_ballots_number")),
    )
    op.create_table(
        "answers",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=48), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", "subject", "question", "part", name=op.f("pk_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_answers_subject"), "answers", ["subject"])


def downgrade() -> None:
    op.drop_table("answers")
    op.drop_table("ballots")
    op.drop_table("askings")
    op.drop_index(op.f("ix_sessions_asks_at"), "sessions")
    with op.batch_alter_table("sessions") as sessions:
        sessions.drop_column("asks_at")
        sessions.drop_column("form")
