"""What was left open in making a plan is not asked again after a break."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TABLES = "plans", "steps"


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("left_open", sa.String(length=12)))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "left_open")
