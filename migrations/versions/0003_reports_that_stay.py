"""What became of a message is kept as it was then, so that a report says the same a month later."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("language", sa.String(length=2)))
    op.add_column("outbox", sa.Column("reason", sa.String(length=16)))
    op.add_column("announcements", sa.Column("paused_at", sa.BigInteger()))
    op.add_column("announcements", sa.Column("rested", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "passed_over",
        sa.Column("announcement_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("fate", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2)),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_passed_over_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_passed_over_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_passed_over")),
    )
    op.create_index(op.f("ix_passed_over_person_id"), "passed_over", ["person_id"])
    op.add_column("concerns", sa.Column("opened_at", sa.BigInteger()))
    op.execute("UPDATE concerns SET opened_at = changed_at")
    with op.batch_alter_table("concerns") as concerns:
        concerns.alter_column("opened_at", existing_type=sa.BigInteger(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("concerns") as concerns:
        concerns.drop_column("opened_at")
    op.drop_table("passed_over")
    with op.batch_alter_table("announcements") as announcements:
        announcements.drop_column("rested")
        announcements.drop_column("paused_at")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("reason")
        outbox.drop_column("language")
