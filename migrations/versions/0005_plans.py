"""Clubs put words into action."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY),
        sa.Column("topic", sa.String(length=40)),
        sa.Column("aim", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=8), server_default="draft", nullable=False),
        sa.Column("public", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", sa.BigInteger()),
        sa.Column("given_up_by", KEY),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("looks_at", sa.BigInteger()),
        sa.Column("silent_since", sa.BigInteger()),
        sa.CheckConstraint("state IN ('draft','kept','dropped')", name=op.f("ck_plans_state")),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_plans_club_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["given_up_by"], ["people.id"], name=op.f("fk_plans_given_up_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plans_club_id"), "plans", ["club_id"])
    op.create_index(op.f("ix_plans_given_up_by"), "plans", ["given_up_by"])
    op.create_index(op.f("ix_plans_looks_at"), "plans", ["looks_at"])
    op.create_table(
        "adoptions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("person_id", KEY),
        sa.Column("adopted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_adoptions_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoptions")),
    )
    op.create_table(
        "amendments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), server_default="open", nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('open','taken','declined')", name=op.f("ck_amendments_state")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_amendments_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_amendments_person_id"), "amendments", ["person_id"])
    op.create_table(
        "asks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("stage", sa.String(length=8), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_asks_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_asks_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asks_person_id_asked_at"), "asks", ["person_id", "asked_at"])
    op.create_index(op.f("ix_asks_plan_id"), "asks", ["plan_id"])
    op.create_table(
        "commitments",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("listed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("committed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_commitments_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_commitments")),
    )
    op.create_table(
        "plan_leads",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_plan_leads_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_leads_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_plan_leads")),
    )
    op.create_index(op.f("ix_plan_leads_plan_id"), "plan_leads", ["plan_id"])
    op.create_table(
        "steps",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("who", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("occasion", sa.Text(), server_default="", nullable=False),
        sa.Column("obstacle", sa.Text(), server_default="", nullable=False),
        sa.Column("session_id", sa.String(length=40)),
        sa.Column("lead_id", KEY),
        sa.Column("state", sa.String(length=8), server_default="open", nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("dated_at", sa.BigInteger()),
        sa.Column("worded_at", sa.BigInteger()),
        sa.CheckConstraint("state IN ('open','begun','done','dropped')", name=op.f("ck_steps_state")),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["people.id"], name=op.f("fk_steps_lead_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_steps_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_steps_lead_id"), "steps", ["lead_id"])
    op.create_index(op.f("ix_steps_plan_id"), "steps", ["plan_id"])
    op.create_table(
        "reports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("step_id", KEY),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("help", sa.String(length=12)),
        sa.Column("until_on", sa.Date()),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("file_id", sa.Text()),
        sa.Column("file_kind", sa.String(length=16)),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reports_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_reports_plan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["steps.id"], name=op.f("fk_reports_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reports_person_id"), "reports", ["person_id"])
    op.create_index(op.f("ix_reports_plan_id"), "reports", ["plan_id"])
    op.create_index(op.f("ix_reports_step_id"), "reports", ["step_id"])
    with op.batch_alter_table("invitations") as invitations:
        invitations.alter_column("subject", server_default="")  # rebuilt, SQLite would put it in brackets
        invitations.add_column(sa.Column("plan_id", KEY))
        invitations.create_foreign_key(
            op.f("fk_invitations_plan_id"), "plans", ["plan_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_constraint(op.f("fk_invitations_plan_id"), type_="foreignkey")
        invitations.drop_column("plan_id")
    op.drop_table("commitments")
    op.drop_table("amendments")
    op.drop_table("adoptions")
    op.drop_table("reports")
    op.drop_table("asks")
    op.drop_table("steps")
    op.drop_table("plan_leads")
    op.drop_table("plans")
