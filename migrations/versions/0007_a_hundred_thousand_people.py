"""What is due, and what did not arrive, is found among a million messages."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _only(condition: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.drop_index("ix_outbox_order", "outbox")
    op.drop_index(op.f("ix_outbox_kind_subject"), "outbox")
    op.create_index(op.f("ix_outbox_kind_subject_person_id"), "outbox", ["kind", "subject", "person_id"])
    undone = _only("state IN ('failed','ambiguous','expired','cancelled')")
    op.create_index("ix_outbox_undone", "outbox", ["kind", "subject"], **undone)
    op.create_index(op.f("ix_people_joined_at"), "people", ["joined_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_people_joined_at"), "people")
    op.drop_index("ix_outbox_undone", "outbox")
    op.drop_index(op.f("ix_outbox_kind_subject_person_id"), "outbox")
    op.create_index(op.f("ix_outbox_kind_subject"), "outbox", ["kind", "subject"])
    ready = _only("state = 'ready'")
    op.create_index("ix_outbox_order", "outbox", ["chat_id", "priority", "due_at", "id"], **ready)
