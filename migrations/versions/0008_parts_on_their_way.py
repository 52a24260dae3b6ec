"""A part of a message that is on its way is found by its chat."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ON_ITS_WAY = sa.text("state = 'sending'")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_in_flight", "outbox", ["chat_id"], sqlite_where=ON_ITS_WAY, postgresql_where=ON_ITS_WAY
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_in_flight", "outbox")
