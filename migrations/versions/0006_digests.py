"""What has waited long comes in one message."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ON_ITS_WAY = sa.text("state = 'sending'")
ON_ITS_WAY_ITSELF = sa.text("state = 'sending' AND came_with IS NULL")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("came_with", sa.BigInteger()))
    _index_sending(ON_ITS_WAY_ITSELF)


def downgrade() -> None:
    _index_sending(ON_ITS_WAY)
    with op.batch_alter_table("outbox") as table:
        table.drop_column("came_with")


def _index_sending(where: sa.TextClause) -> None:
    op.drop_index("ix_outbox_sending", "outbox")
    op.create_index(
        "ix_outbox_sending", "outbox", ["chat_id"], unique=True, sqlite_where=where, postgresql_where=where
    )
