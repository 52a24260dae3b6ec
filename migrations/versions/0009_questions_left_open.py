"""What was passed over in making a plan is not asked again after a break."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TABLES = "plans", "steps"


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("passed_over", sa.String(length=12)))


def downgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_column("passed_over")
