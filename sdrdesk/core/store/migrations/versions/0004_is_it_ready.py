"""Is this lead ready: standards in versions, what an account executive answers, a handoff in the making, who is not ready."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns and tables; what is stored keeps its values, and an old handoff's first answer is dated by its meeting."""
    op.add_column("evidence", sa.Column("message_id", sa.Integer(), nullable=True))
    op.add_column("account_executive", _text("calendar", ""))
    op.add_column("account_executive", _int("retired", 0))
    for name in ("uid", "reason_code", "reason", "currency"):
        op.add_column("handoff", _text(name, ""))
    op.add_column("handoff", _int("standard_version", 0))
    for name in ("answered_at", "accepted_at", "closed_at", "amount"):
        op.add_column("handoff", _int(name))
    op.create_index("ix_handoff_uid", "handoff", ["uid"])
    op.add_column("outbox", _int("handoff_id"))
    op.add_column("message", _int("handoff_id"))
    op.execute(
        "UPDATE handoff SET answered_at = coalesce(meeting_at, at), "
        "accepted_at = CASE WHEN state <> 'returned' THEN coalesce(meeting_at, at) END, "
        "closed_at = CASE WHEN state <> 'accepted' THEN coalesce(meeting_at, at) END WHERE state IN ('accepted', 'returned', 'won', 'lost')"
    )
    _standards()
    _handoffs()


def _text(name: str, default: str | None = None, *, required: bool = False) -> sa.Column:
    server = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.Text(), server_default=server, nullable=not required and default is None)


def _int(name: str, default: int | None = None) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default=None if default is None else sa.text(str(default)), nullable=default is None)


def _standards() -> None:
    op.create_table(
        "standard",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("kind", required=True),
        _int("version", 1),
        _text("body", required=True),
        _int("created_at", 0),
        sa.PrimaryKeyConstraint("id", name="pk_standard"),
        sa.UniqueConstraint("kind", "version", name="uq_standard_kind_version"),
    )
    op.create_table(
        "not_ready",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prospect_id", sa.Integer(), nullable=False),
        _text("reason", required=True),
        _text("said", ""),
        _int("at", 0),
        _text("back_on"),
        _text("cadence", ""),
        sa.PrimaryKeyConstraint("id", name="pk_not_ready"),
        sa.ForeignKeyConstraint(["prospect_id"], ["prospect.id"], name="fk_not_ready_prospect_id"),
    )
    op.create_index("ix_not_ready_prospect_id", "not_ready", ["prospect_id"])


def _handoffs() -> None:
    op.create_table(
        "handoff_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handoff_id", sa.Integer(), nullable=False),
        _text("answer", required=True),
        _text("reason_code", ""),
        _text("reason", ""),
        _int("amount"),
        _text("currency", ""),
        _text("answered_by", ""),
        _int("answered_at", 0),
        _int("at", 0),
        _text("source", "hand"),
        _int("message_id"),
        _int("replaced", 0),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_answer"),
        sa.ForeignKeyConstraint(["handoff_id"], ["handoff.id"], name="fk_handoff_answer_handoff_id"),
    )
    op.create_index("ix_handoff_answer_handoff_id", "handoff_answer", ["handoff_id"])
    op.create_table(
        "handoff_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prospect_id", sa.Integer(), nullable=False),
        _int("ae_id"),
        _text("note", ""),
        _text("promised", ""),
        _text("risks", ""),
        _text("place", ""),
        _int("minutes"),
        _text("ticks_json", "[]"),
        _int("at", 0),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_plan"),
        sa.UniqueConstraint("prospect_id", name="uq_handoff_plan_prospect_id"),
    )
