"""What became of a message is kept as it was then, so that a report says the same a month later."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# What Telegram said, in small letters, and what it is called from now on.
REASONS = {
    "%bot was blocked by the user%": "blocked",
    "%user is deactivated%": "deleted",
    "%chat not found%": "no_chat",
    "%bot can't initiate conversation%": "no_chat",
    "%chat was deleted%": "no_chat",
    "%bot was kicked%": "kept_out",
    "%is not a member%": "kept_out",
    "%not enough rights%": "kept_out",
    "%have no write access%": "kept_out",
    "%chat_write_forbidden%": "kept_out",
    "%message can't be edited%": "too_old",
    "%message can't be deleted%": "too_old",
    "%message to edit not found%": "missing",
    "%message to delete not found%": "missing",
}

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("language", sa.String(length=2)))
    op.add_column("outbox", sa.Column("reason", sa.String(length=16)))
    _give_reasons()
    _keep_todays_languages()
    op.add_column("announcements", sa.Column("paused_at", sa.BigInteger()))
    _say_since_when_it_is_paused()
    _empty_what_was_thrown_away()
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
    op.add_column("proposals", sa.Column("warnings", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("concerns", sa.Column("opened_at", sa.BigInteger()))
    op.execute("UPDATE concerns SET opened_at = changed_at")
    with op.batch_alter_table("concerns") as concerns:
        concerns.alter_column("opened_at", existing_type=sa.BigInteger(), nullable=False)


def _keep_todays_languages() -> None:
    """In which a message was read is not known; from now on the answer stays the same."""
    todays = "SELECT people.language FROM people WHERE people.id = outbox.person_id"
    op.execute(f"UPDATE outbox SET language = ({todays}) WHERE state NOT IN ('ready', 'sending')")  # noqa: S608 -- our own words


def _say_since_when_it_is_paused() -> None:
    paused = (
        "SELECT max(done_at) FROM audit WHERE deed = 'paused' AND subject = CAST(announcements.id AS TEXT)"
    )
    op.execute(f"UPDATE announcements SET paused_at = ({paused}) WHERE state = 'paused'")  # noqa: S608 -- our own words


def _empty_what_was_thrown_away() -> None:
    """Of a draft that was thrown away only the id is kept, which old buttons know."""
    thrown = "SELECT id FROM announcements WHERE state = 'cancelled'"
    op.execute(f"DELETE FROM announcement_texts WHERE announcement_id IN ({thrown})")  # noqa: S608 -- our own words
    op.execute(
        "UPDATE announcements SET author_id = NULL, audience = '{}', file_id = NULL, file_kind = NULL "
        "WHERE state = 'cancelled'"
    )


def _give_reasons() -> None:
    outbox = sa.table("outbox", *map(sa.column, ("state", "error", "reason")))
    said = sa.func.lower(outbox.c.error)
    reason = sa.case(*((said.like(words), reason) for words, reason in REASONS.items()), else_="refused")
    op.execute(outbox.update().where(outbox.c.state == "failed").values(reason=reason))


def downgrade() -> None:
    with op.batch_alter_table("proposals") as proposals:
        proposals.drop_column("warnings")
    with op.batch_alter_table("concerns") as concerns:
        concerns.drop_column("opened_at")
    op.drop_table("passed_over")
    with op.batch_alter_table("announcements") as announcements:
        announcements.drop_column("paused_at")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("reason")
        outbox.drop_column("language")
