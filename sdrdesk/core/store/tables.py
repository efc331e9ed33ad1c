"""The schema, as SQLAlchemy Core tables; no rule and no query here.

Conventions: every table has an integer ``id``; instants are milliseconds since 1970 UTC (``…_at``), days are ISO text
(``…_on``), enumerations are text, truth is 0 or 1. No blob in a journalled table (the journal keeps rows as JSON), and no
``ON DELETE`` action anywhere: undo must see each row that changes (decision 9). A foreign key has an
index on its column (SQLite looks there at every delete); links that are only looked up from the other end are plain integers.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint, text

from sdrdesk.core.store import mail_tables, ready_tables  # noqa: F401  # the second only so that its tables are known
from sdrdesk.core.store.columns import id_, int_, metadata, ref_, text_

setting = Table("setting", metadata, id_(), Column("key", Text, nullable=False, unique=True), text_("value", required=True))

import_batch = Table(
    "import_batch",
    metadata,
    id_(),
    text_("file", required=True),
    int_("at", default=0),
    int_("rows", default=0),
    int_("created", default=0),
    int_("updated", default=0),
    int_("merged", default=0),
    int_("skipped", default=0),
)

company = Table(
    "company",
    metadata,
    id_(),
    text_("name", required=True),
    Column("name_key", Text, nullable=False, index=True),
    text_("domain"),
    text_("industry"),
    int_("size"),
    text_("city"),
    text_("region"),
    text_("country"),
    text_("website"),
    int_("created_at", default=0),
    Index("ix_company_domain", "domain", sqlite_where=text("domain IS NOT NULL")),
)

prospect = Table(
    "prospect",
    metadata,
    id_(),
    ref_("company_id", "company", required=False, index=True),
    text_("first_name"),
    text_("last_name"),
    text_("full_name", default=""),
    text_("title"),
    text_("email"),
    Column("email_key", Text, nullable=True, index=True),
    text_("phone"),
    Column("phone_key", Text, nullable=True, index=True),
    int_("switchboard", default=0),
    text_("city"),
    text_("region"),
    text_("country"),
    text_("zone"),
    int_("zone_guessed", default=1),
    text_("language", default="en"),
    text_("lead_type", default="spear"),
    text_("source"),
    text_("buyer_role"),
    text_("tier", default="T3"),
    text_("grade", default="A"),
    text_("stage", default="target"),
    text_("status", default="open"),
    text_("end_reason"),
    text_("resume_on"),
    int_("pinned", default=0),
    text_("notes"),
    ref_("referred_by_id", "prospect", required=False, index=True),
    text_("values_json", default="{}"),
    text_("extra_json", default="{}"),
    int_("created_at", default=0),
    int_("import_batch_id"),
    int_("score", default=0),
    int_("customer", default=0),
    text_("call_from"),
    text_("call_to"),
    Index("ix_prospect_open", "status", "id"),
    Index("ix_prospect_score", "score"),
)

enrolment = Table(
    "enrolment",
    metadata,
    id_(),
    ref_("prospect_id", "prospect", index=True),
    text_("cadence", required=True),
    int_("cadence_version", default=1),
    text_("state", default="active"),
    int_("step_no", default=1),
    text_("due_on"),
    int_("not_before_at"),
    text_("wait_reason"),
    text_("stop_reason"),
    text_("started_on", required=True),
    int_("last_touch_at"),
    int_("created_at", default=0),
    Index("ix_enrolment_due", "state", "due_on"),
    Index("ix_enrolment_open", "prospect_id", sqlite_where=text("state IN ('active','waiting','queued','held')")),
)

task = Table(
    "task",
    metadata,
    id_(),
    ref_("prospect_id", "prospect", index=True),
    text_("kind", required=True),
    text_("channel", default="call"),
    text_("due_on"),
    int_("due_at"),
    int_("not_before_at"),
    text_("note"),
    text_("state", default="open"),
    int_("done_at"),
    text_("source", default="user"),
    int_("created_at", default=0),
    int_("started_at"),
    int_("warn_at"),
    int_("escalate_at"),
    int_("rule_id"),
    Index("ix_task_due", "state", "due_on"),
    Index("ix_task_timed", "state", "due_at"),
    Index("ix_task_open", "prospect_id", sqlite_where=text("state = 'open'")),
)
"""An open item. ``started_at`` to ``rule_id`` are of kind ``sla`` only: when the lead came in, when to warn, when to escalate, by which rule."""

touch = Table(
    "touch",
    metadata,
    id_(),
    ref_("prospect_id", "prospect"),
    int_("at", default=0),
    text_("channel", required=True),
    text_("outcome", required=True),
    int_("minutes"),
    text_("note"),
    int_("enrolment_id"),
    int_("step_no"),
    int_("task_id"),
    int_("outbox_id"),
    text_("template"),
    text_("source", default="user"),
    int_("local_hour"),
    int_("local_weekday"),
    int_("attempt"),
    Index("ix_touch_prospect", "prospect_id", "at", "channel", "outcome", "local_hour"),
    Index("ix_touch_at", "at", "channel", "outcome", "prospect_id"),
)
"""A logged contact. The hour and weekday are the person's, as their clock was known then; ``attempt`` counts the reaches of the channel."""

evidence = Table(
    "evidence",
    metadata,
    id_(),
    ref_("prospect_id", "prospect"),
    text_("letter", required=True),
    text_("signal", required=True),
    text_("text", default=""),
    text_("said_by", default=""),
    int_("at", default=0),
    int_("touch_id"),
    int_("message_id"),
    Index("ix_evidence_letter", "prospect_id", "letter", "id"),
)

red_flag = Table(
    "red_flag",
    metadata,
    id_(),
    ref_("prospect_id", "prospect"),
    text_("name", required=True),
    text_("state", default="on"),
    text_("reason", default=""),
    int_("at", default=0),
    Index("ix_red_flag_prospect", "prospect_id", "name", "id"),
)

suppression = Table(
    "suppression",
    metadata,
    id_(),
    text_("kind", required=True),
    text_("value", required=True),
    text_("channel", default="any"),
    text_("reason", default=""),
    int_("at", default=0),
    Index("ix_suppression_value", "value", "kind"),
)

template = Table(
    "template",
    metadata,
    id_(),
    text_("key", required=True),
    text_("language", required=True),
    int_("version", default=1),
    text_("subject", default=""),
    text_("body", required=True),
    text_("state", default="live"),
    text_("origin", default="user"),
    int_("created_at", default=0),
    UniqueConstraint("key", "language", "version"),
)
"""Every version of an email template that somebody wrote or edited; the newest ``live`` one goes before the shipped file of that key."""

snippet = Table(
    "snippet",
    metadata,
    id_(),
    text_("code", required=True),
    text_("language", required=True),
    text_("body", required=True),
    int_("created_at", default=0),
    UniqueConstraint("code", "language"),
)
"""Text by a short code, with ``{{ }}`` variables and ``${1:text}`` stops; an empty body takes a shipped one out."""

research = Table(
    "research",
    metadata,
    id_(),
    ref_("company_id", "company", required=False),
    ref_("prospect_id", "prospect", required=False),
    text_("field", required=True),
    text_("text", default=""),
    text_("source", default=""),
    int_("at", default=0),
    Index("uq_research_company", "company_id", "field", unique=True, sqlite_where=text("company_id IS NOT NULL")),
    Index("uq_research_prospect", "prospect_id", "field", unique=True, sqlite_where=text("prospect_id IS NOT NULL")),
)
"""What was found out (seed W13), about a company or about a person: exactly one of the two is set."""

cadence = Table(
    "cadence",
    metadata,
    id_(),
    text_("key", required=True),
    int_("version", default=1),
    text_("body", required=True),
    text_("state", default="live"),
    text_("origin", default="user"),
    int_("created_at", default=0),
    UniqueConstraint("key", "version"),
)
"""Every version of a cadence that somebody edited or was put on: people finish on the version they started. ``body`` is the file as JSON."""

rule = Table(
    "rule",
    metadata,
    id_(),
    text_("kind", required=True),
    text_("name", required=True),
    text_("body", required=True),
    int_("enabled", default=1),
    int_("position", default=0),
    int_("created_at", default=0),
    Index("ix_rule_kind", "kind", "position"),
)
"""Rules as data that the user can read and change: kind ``sla``, ``score`` or ``trigger``; ``body`` is JSON."""

trigger_hit = Table(
    "trigger_hit",
    metadata,
    id_(),
    Column("rule_id", Integer, nullable=False),
    ref_("prospect_id", "prospect", index=True),
    text_("occasion", required=True),
    int_("at", default=0),
    UniqueConstraint("rule_id", "prospect_id", "occasion"),
)
"""Whom a trigger has taken, and on which occasion: nobody is taken twice on the same one."""

day_off = Table(
    "day_off",
    metadata,
    id_(),
    text_("first_on", required=True),
    text_("last_on", required=True),
    text_("kind", default="off"),
    text_("note", default=""),
)
"""The user's own days: ``off`` (a holiday of one's own), ``away`` (all is paused, rule R12), ``work`` (a day that is worked all the same)."""

prospect_tag = Table(
    "prospect_tag",
    metadata,
    id_(),
    ref_("prospect_id", "prospect"),
    text_("grp", required=True),
    text_("name", required=True),
    UniqueConstraint("prospect_id", "grp", "name"),
    Index("ix_prospect_tag_name", "grp", "name", "prospect_id"),
)
"""Tags in two levels (seed W23): ``source/webinar``, ``interest/pricing``."""

focus = Table(
    "focus",
    metadata,
    id_(),
    text_("state_json", default="{}"),
    int_("at", default=0),
)
"""Where the power hour stands, so that it survives a restart; one row."""

reminder = Table(
    "reminder",
    metadata,
    id_(),
    text_("rule", required=True),
    int_("due_at", default=0),
    int_("prospect_id"),
    int_("fired_at"),
    text_("state", default="fired"),
    UniqueConstraint("rule", "due_at"),
)

own_reminder = Table(
    "own_reminder",
    metadata,
    id_(),
    text_("text", required=True),
    text_("local_at"),
    int_("due_at", default=0),
    int_("set_at", default=0),
    ref_("prospect_id", "prospect", required=False, index=True),
    text_("state", default="open"),
    int_("done_at"),
    int_("created_at", default=0),
    Index("ix_own_reminder_state", "state", "due_at"),
)
"""What the user wants to be told. ``local_at`` (``2026-12-01T14:00``) is a time of their wall clock, which travels with them; without it
``due_at`` is the moment. ``set_at`` is when that time was chosen: each choice fires once."""

goal = Table("goal", metadata, id_(), text_("name", required=True), text_("body", required=True), int_("created_at", default=0))
"""Numbers of the pipeline that were kept under a name; ``body`` is JSON."""

draft = Table(
    "draft",
    metadata,
    id_(),
    ref_("prospect_id", "prospect"),
    text_("kind", required=True),
    text_("text", default=""),
    int_("at", default=0),
    UniqueConstraint("prospect_id", "kind"),
)

journal_step = Table(
    "journal_step",
    metadata,
    id_(),
    text_("op", required=True),
    int_("at", default=0),
    text_("actor", default="user"),
    text_("args_json", default="{}"),
    int_("undoable", default=1),
    int_("undoes_id"),
    text_("state", default="done"),
    Index("ix_journal_step_stack", "undoable", "state", "id"),
)

journal_change = Table(
    "journal_change",
    metadata,
    id_(),
    Column("step_id", Integer, nullable=False),
    text_("tbl", required=True),
    Column("pk", Integer, nullable=False),
    text_("kind", required=True),
    text_("before"),
    Index("ix_journal_change_step", "step_id", "tbl"),
    Index("ix_journal_change_row", "tbl", "pk", "step_id"),
)

NOT_JOURNALLED = frozenset(
    {t.name for t in (mail_tables.outbox_body, mail_tables.outbox_attempt, mail_tables.message_body, mail_tables.mail_folder)}
    | {"reminder", "draft", "focus", "journal_step", "journal_change"}
)
"""Append-only evidence, derived facts, how far mail is read and half-typed text; undo leaves them alone."""

JOURNALLED = tuple(t for t in metadata.sorted_tables if t.name not in NOT_JOURNALLED)
