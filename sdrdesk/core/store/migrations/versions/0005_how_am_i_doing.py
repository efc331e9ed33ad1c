"""How am I doing: reminders in the user's own words, and goals of the pipeline that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add two tables; nothing that is stored changes."""
    op.create_table(
        "own_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("local_at", sa.Text(), nullable=True),
        sa.Column("due_at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("set_at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("prospect_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("done_at", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["prospect_id"], ["prospect.id"], name="fk_own_reminder_prospect_id_prospect"),
        sa.PrimaryKeyConstraint("id", name="pk_own_reminder"),
    )
    op.create_index("ix_own_reminder_state", "own_reminder", ["state", "due_at"])
    op.create_index("ix_own_reminder_prospect_id", "own_reminder", ["prospect_id"])
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
    )
