"""Who next: scores, tags, rules and cadences as data, days off, service levels, and each touch's place in the person's day."""

import datetime as dt
import json
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from tzlocal import get_localzone

revision = "0002"
down_revision = "0001"

REACH = {("email", "sent"), ("im", "sent"), ("social", "sent")}


def upgrade() -> None:
    """Add the columns and tables, then say of every logged touch when it was in the person's own day."""
    for name in ("score", "customer"):
        op.add_column("prospect", sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False))
    for name in ("call_from", "call_to"):
        op.add_column("prospect", sa.Column(name, sa.Text(), nullable=True))
    op.create_index("ix_prospect_score", "prospect", ["score"])
    for name in ("started_at", "warn_at", "escalate_at", "rule_id"):
        op.add_column("task", sa.Column(name, sa.Integer(), nullable=True))
    op.create_index("ix_task_open", "task", ["prospect_id"], sqlite_where=sa.text("state = 'open'"))
    for name in ("local_hour", "local_weekday", "attempt"):
        op.add_column("touch", sa.Column(name, sa.Integer(), nullable=True))
    op.drop_index("ix_touch_prospect", "touch")
    op.create_index("ix_touch_prospect", "touch", ["prospect_id", "at", "channel", "outcome", "local_hour"])
    _tables()
    _place_touches(op.get_bind())


def _tables() -> None:
    op.create_table(
        "cadence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'live'"), nullable=False),
        sa.Column("origin", sa.Text(), server_default=sa.text("'user'"), nullable=False),
        sa.Column("created_at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cadence"),
        sa.UniqueConstraint("key", "version", name="uq_cadence_key_version"),
    )
    op.create_table(
        "rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule"),
    )
    op.create_index("ix_rule_kind", "rule", ["kind", "position"])
    op.create_table(
        "trigger_hit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("prospect_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["prospect_id"], ["prospect.id"], name="fk_trigger_hit_prospect_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trigger_hit"),
        sa.UniqueConstraint("rule_id", "prospect_id", "occasion", name="uq_trigger_hit_rule_id_prospect_id_occasion"),
    )
    op.create_index("ix_trigger_hit_prospect_id", "trigger_hit", ["prospect_id"])
    op.create_table(
        "day_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Text(), nullable=False),
        sa.Column("last_on", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'off'"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_day_off"),
    )
    op.create_table(
        "prospect_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prospect_id", sa.Integer(), nullable=False),
        sa.Column("grp", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["prospect_id"], ["prospect.id"], name="fk_prospect_tag_prospect_id"),
        sa.PrimaryKeyConstraint("id", name="pk_prospect_tag"),
        sa.UniqueConstraint("prospect_id", "grp", "name", name="uq_prospect_tag_prospect_id_grp_name"),
    )
    op.create_index("ix_prospect_tag_name", "prospect_tag", ["grp", "name", "prospect_id"])
    op.create_table(
        "focus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_json", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("at", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_focus"),
    )


def _place_touches(connection: sa.Connection) -> None:
    kept = connection.exec_driver_sql("SELECT value FROM setting WHERE key = 'user.zone'").scalar()
    own = _zone(str(json.loads(kept) or ""), get_localzone()) if kept else get_localzone()
    zones: dict[str, dt.tzinfo] = {}
    counted: dict[tuple[int, str], int] = {}
    rows = connection.exec_driver_sql(
        "SELECT t.id, t.prospect_id, t.at, t.channel, t.outcome, coalesce(p.zone, '') FROM touch t JOIN prospect p ON p.id = t.prospect_id "
        "ORDER BY t.prospect_id, t.at, t.id"
    ).fetchall()
    placed = []
    for touch_id, prospect_id, at, channel, outcome, zone in rows:
        if zone not in zones:
            zones[zone] = _zone(zone, own)
        local = dt.datetime.fromtimestamp(at / 1000, zones[zone])
        key = (prospect_id, channel)
        if channel == "call" or (channel, outcome) in REACH:
            counted[key] = counted.get(key, 0) + 1
        placed.append((local.hour, local.weekday(), counted.get(key, 0), touch_id))
    if placed:
        connection.exec_driver_sql("UPDATE touch SET local_hour = ?, local_weekday = ?, attempt = ? WHERE id = ?", placed)


def _zone(name: str, own: dt.tzinfo) -> dt.tzinfo:
    """Of somebody whose zone is not known, or no longer exists, the user's own is assumed, as everywhere."""
    try:
        return ZoneInfo(name) if name else own
    except (KeyError, ValueError, OSError):
        return own
