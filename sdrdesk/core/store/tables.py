"""The schema, as SQLAlchemy Core tables; no rule and no query here.

Conventions: every table has an integer ``id``; instants are milliseconds since 1970 UTC (``…_at``), days are ISO text
(``…_on``), enumerations are text, truth is 0 or 1. No blob in a journalled table (the journal keeps rows as JSON), and no
``ON DELETE`` action anywhere: undo must see each row that changes (decision 9). A foreign key has an
index on its column (SQLite looks there at every delete); links that are only looked up from the other end are plain integers.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _ref(name: str, target: str, *, required: bool = True, index: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=not required, index=index)


def _int(name: str, *, default: int | None = None) -> Column[int]:
    server = None if default is None else text(str(default))
    return Column(name, Integer, nullable=default is None, server_default=server)


def _text(name: str, *, required: bool = False, default: str | None = None) -> Column[str]:
    server = None if default is None else text(f"'{default}'")
    return Column(name, Text, nullable=not required and default is None, server_default=server)


setting = Table("setting", metadata, _id(), Column("key", Text, nullable=False, unique=True), _text("value", required=True))

import_batch = Table(
    "import_batch",
    metadata,
    _id(),
    _text("file", required=True),
    _int("at", default=0),
    _int("rows", default=0),
    _int("created", default=0),
    _int("updated", default=0),
    _int("merged", default=0),
    _int("skipped", default=0),
)

company = Table(
    "company",
    metadata,
    _id(),
    _text("name", required=True),
    Column("name_key", Text, nullable=False, index=True),
    _text("domain"),
    _text("industry"),
    _int("size"),
    _text("city"),
    _text("region"),
    _text("country"),
    _text("website"),
    _int("created_at", default=0),
    Index("ix_company_domain", "domain", sqlite_where=text("domain IS NOT NULL")),
)

prospect = Table(
    "prospect",
    metadata,
    _id(),
    _ref("company_id", "company", required=False, index=True),
    _text("first_name"),
    _text("last_name"),
    _text("full_name", default=""),
    _text("title"),
    _text("email"),
    Column("email_key", Text, nullable=True, index=True),
    _text("phone"),
    Column("phone_key", Text, nullable=True, index=True),
    _int("switchboard", default=0),
    _text("city"),
    _text("region"),
    _text("country"),
    _text("zone"),
    _int("zone_guessed", default=1),
    _text("language", default="en"),
    _text("lead_type", default="spear"),
    _text("source"),
    _text("buyer_role"),
    _text("tier", default="T3"),
    _text("grade", default="A"),
    _text("stage", default="target"),
    _text("status", default="open"),
    _text("end_reason"),
    _text("resume_on"),
    _int("pinned", default=0),
    _text("notes"),
    _ref("referred_by_id", "prospect", required=False, index=True),
    _text("values_json", default="{}"),
    _text("extra_json", default="{}"),
    _int("created_at", default=0),
    _int("import_batch_id"),
    _int("score", default=0),
    _int("customer", default=0),
    _text("call_from"),
    _text("call_to"),
    Index("ix_prospect_open", "status", "id"),
    Index("ix_prospect_score", "score"),
)

enrolment = Table(
    "enrolment",
    metadata,
    _id(),
    _ref("prospect_id", "prospect", index=True),
    _text("cadence", required=True),
    _int("cadence_version", default=1),
    _text("state", default="active"),
    _int("step_no", default=1),
    _text("due_on"),
    _int("not_before_at"),
    _text("wait_reason"),
    _text("stop_reason"),
    _text("started_on", required=True),
    _int("last_touch_at"),
    _int("created_at", default=0),
    Index("ix_enrolment_due", "state", "due_on"),
    Index("ix_enrolment_open", "prospect_id", sqlite_where=text("state IN ('active','waiting','queued','held')")),
)

task = Table(
    "task",
    metadata,
    _id(),
    _ref("prospect_id", "prospect", index=True),
    _text("kind", required=True),
    _text("channel", default="call"),
    _text("due_on"),
    _int("due_at"),
    _int("not_before_at"),
    _text("note"),
    _text("state", default="open"),
    _int("done_at"),
    _text("source", default="user"),
    _int("created_at", default=0),
    _int("started_at"),
    _int("warn_at"),
    _int("escalate_at"),
    _int("rule_id"),
    Index("ix_task_due", "state", "due_on"),
    Index("ix_task_timed", "state", "due_at"),
    Index("ix_task_open", "prospect_id", sqlite_where=text("state = 'open'")),
)
"""An open item. ``started_at`` to ``rule_id`` are of kind ``sla`` only: when the lead came in, when to warn, when to escalate, by which rule."""

touch = Table(
    "touch",
    metadata,
    _id(),
    _ref("prospect_id", "prospect"),
    _int("at", default=0),
    _text("channel", required=True),
    _text("outcome", required=True),
    _int("minutes"),
    _text("note"),
    _int("enrolment_id"),
    _int("step_no"),
    _int("task_id"),
    _int("outbox_id"),
    _text("template"),
    _text("source", default="user"),
    _int("local_hour"),
    _int("local_weekday"),
    _int("attempt"),
    Index("ix_touch_prospect", "prospect_id", "at", "channel", "outcome", "local_hour"),
    Index("ix_touch_at", "at", "channel", "outcome", "prospect_id"),
)
"""A logged contact. The hour and weekday are the person's, as their clock was known then; ``attempt`` counts the reaches of the channel."""

evidence = Table(
    "evidence",
    metadata,
    _id(),
    _ref("prospect_id", "prospect"),
    _text("letter", required=True),
    _text("signal", required=True),
    _text("text", default=""),
    _text("said_by", default=""),
    _int("at", default=0),
    _int("touch_id"),
    Index("ix_evidence_letter", "prospect_id", "letter", "id"),
)

red_flag = Table(
    "red_flag",
    metadata,
    _id(),
    _ref("prospect_id", "prospect"),
    _text("name", required=True),
    _text("state", default="on"),
    _text("reason", default=""),
    _int("at", default=0),
    Index("ix_red_flag_prospect", "prospect_id", "name", "id"),
)

account_executive = Table(
    "account_executive",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("email"),
    _text("language", default="en"),
    _int("created_at", default=0),
)

handoff = Table(
    "handoff",
    metadata,
    _id(),
    _ref("prospect_id", "prospect", index=True),
    _ref("ae_id", "account_executive", index=True),
    _text("state", default="sent"),
    _int("at", default=0),
    _int("answer_due_at"),
    _int("meeting_at"),
    _text("note", default=""),
    _text("folder", default=""),
    _text("file", default=""),
    _text("verdict_json", default="{}"),
    Index("ix_handoff_state", "state", "at"),
)

mailbox = Table(
    "mailbox",
    metadata,
    _id(),
    Column("address", Text, nullable=False, unique=True),
    _text("from_name", default=""),
    _text("smtp_host", required=True),
    _int("smtp_port", default=465),
    _text("security", default="tls"),
    _text("username", required=True),
    _int("daily_cap", default=150),
    _int("paused", default=0),
    _text("pause_reason", default=""),
    _int("created_at", default=0),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _ref("mailbox_id", "mailbox", required=False, index=True),
    _ref("prospect_id", "prospect", index=True),
    _int("enrolment_id"),
    _int("step_no"),
    _text("to_address", required=True),
    Column("message_id", Text, nullable=False, unique=True),
    _text("subject", default=""),
    _text("body", default=""),
    _text("sha256", required=True),
    _text("template"),
    _text("state", default="queued"),
    _int("not_before_at", default=0),
    _int("attempts", default=0),
    _int("last_code"),
    _text("last_text", default=""),
    _text("reason", default=""),
    _text("claimed_by"),
    _int("claimed_at"),
    _int("created_at", default=0),
    _int("sent_at"),
    Index("ix_outbox_due", "state", "not_before_at"),
    Index("uq_outbox_step", "enrolment_id", "step_no", unique=True, sqlite_where=text("state <> 'cancelled' AND enrolment_id IS NOT NULL")),
)

outbox_body = Table("outbox_body", metadata, _id(), Column("mime", LargeBinary, nullable=False))
"""Final bytes of each message; ``id`` is the outbox row's. Never changed, hence not journalled (retries are identical, B3)."""

outbox_attempt = Table(
    "outbox_attempt",
    metadata,
    _id(),
    Column("outbox_id", Integer, nullable=False, index=True),
    _int("at", default=0),
    _text("phase", required=True),
    _int("code"),
    _text("text", default=""),
)

suppression = Table(
    "suppression",
    metadata,
    _id(),
    _text("kind", required=True),
    _text("value", required=True),
    _text("channel", default="any"),
    _text("reason", default=""),
    _int("at", default=0),
    Index("ix_suppression_value", "value", "kind"),
)

cadence = Table(
    "cadence",
    metadata,
    _id(),
    _text("key", required=True),
    _int("version", default=1),
    _text("body", required=True),
    _text("state", default="live"),
    _text("origin", default="user"),
    _int("created_at", default=0),
    UniqueConstraint("key", "version"),
)
"""Every version of a cadence that somebody edited or was put on: people finish on the version they started. ``body`` is the file as JSON."""

rule = Table(
    "rule",
    metadata,
    _id(),
    _text("kind", required=True),
    _text("name", required=True),
    _text("body", required=True),
    _int("enabled", default=1),
    _int("position", default=0),
    _int("created_at", default=0),
    Index("ix_rule_kind", "kind", "position"),
)
"""Rules as data that the user can read and change: kind ``sla``, ``score`` or ``trigger``; ``body`` is JSON."""

trigger_hit = Table(
    "trigger_hit",
    metadata,
    _id(),
    Column("rule_id", Integer, nullable=False),
    _ref("prospect_id", "prospect", index=True),
    _text("occasion", required=True),
    _int("at", default=0),
    UniqueConstraint("rule_id", "prospect_id", "occasion"),
)
"""Whom a trigger has taken, and on which occasion: nobody is taken twice on the same one."""

day_off = Table(
    "day_off",
    metadata,
    _id(),
    _text("first_on", required=True),
    _text("last_on", required=True),
    _text("kind", default="off"),
    _text("note", default=""),
)
"""The user's own days: ``off`` (a holiday of one's own), ``away`` (all is paused, rule R12), ``work`` (a day that is worked all the same)."""

prospect_tag = Table(
    "prospect_tag",
    metadata,
    _id(),
    _ref("prospect_id", "prospect"),
    _text("grp", required=True),
    _text("name", required=True),
    UniqueConstraint("prospect_id", "grp", "name"),
    Index("ix_prospect_tag_name", "grp", "name", "prospect_id"),
)
"""Tags in two levels (seed W23): ``source/webinar``, ``interest/pricing``."""

focus = Table(
    "focus",
    metadata,
    _id(),
    _text("state_json", default="{}"),
    _int("at", default=0),
)
"""Where the power hour stands, so that it survives a restart; one row."""

reminder = Table(
    "reminder",
    metadata,
    _id(),
    _text("rule", required=True),
    _int("due_at", default=0),
    _int("prospect_id"),
    _int("fired_at"),
    _text("state", default="fired"),
    UniqueConstraint("rule", "due_at"),
)

draft = Table(
    "draft",
    metadata,
    _id(),
    _ref("prospect_id", "prospect"),
    _text("kind", required=True),
    _text("text", default=""),
    _int("at", default=0),
    UniqueConstraint("prospect_id", "kind"),
)

journal_step = Table(
    "journal_step",
    metadata,
    _id(),
    _text("op", required=True),
    _int("at", default=0),
    _text("actor", default="user"),
    _text("args_json", default="{}"),
    _int("undoable", default=1),
    _int("undoes_id"),
    _text("state", default="done"),
    Index("ix_journal_step_stack", "undoable", "state", "id"),
)

journal_change = Table(
    "journal_change",
    metadata,
    _id(),
    Column("step_id", Integer, nullable=False),
    _text("tbl", required=True),
    Column("pk", Integer, nullable=False),
    _text("kind", required=True),
    _text("before"),
    Index("ix_journal_change_step", "step_id", "tbl"),
    Index("ix_journal_change_row", "tbl", "pk", "step_id"),
)

NOT_JOURNALLED = frozenset({"outbox_body", "outbox_attempt", "reminder", "draft", "focus", "journal_step", "journal_change"})
"""Append-only evidence, derived facts and half-typed text; undo leaves them alone."""

JOURNALLED = tuple(t for t in metadata.sorted_tables if t.name not in NOT_JOURNALLED)
