"""The tables of email, out and in; conventions in tables.py."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text

from sdrdesk.core.store.columns import id_, int_, metadata, ref_, text_

mailbox = Table(
    "mailbox",
    metadata,
    id_(),
    Column("address", Text, nullable=False, unique=True),
    text_("from_name", default=""),
    text_("smtp_host", required=True),
    int_("smtp_port", default=465),
    text_("security", default="tls"),
    text_("username", required=True),
    int_("daily_cap", default=150),
    int_("paused", default=0),
    text_("pause_reason", default=""),
    int_("created_at", default=0),
    int_("hourly_cap", default=40),
    text_("signature", default=""),
    text_("auth", default="password"),
    text_("oauth_json", default="{}"),
    text_("imap_host"),
    int_("imap_port", default=993),
    text_("imap_security", default="tls"),
    text_("imap_username"),
    int_("read_since"),
    int_("read_at"),
    text_("read_problem", default=""),
)
"""An account. ``auth`` is ``password`` or ``oauth`` (whose client and addresses are in ``oauth_json``; every secret is in the keyring). Without
``imap_host`` it only sends. ``read_since``: older mail is not read; ``read_at``: when all its folders were last read without a problem (B4)."""

mail_folder = Table(
    "mail_folder",
    metadata,
    id_(),
    Column("mailbox_id", Integer, nullable=True, index=True),
    text_("kind", default="imap"),
    text_("name", required=True),
    text_("role", default="other"),
    int_("watched", default=1),
    int_("uidvalidity"),
    int_("last_uid", default=0),
    int_("read_at"),
    text_("problem", default=""),
    UniqueConstraint("mailbox_id", "kind", "name"),
)
"""Where mail is read from, and how far it is read: a folder of an account, or (``kind`` ``files``) a directory of .eml files."""

message = Table(
    "message",
    metadata,
    id_(),
    Column("mailbox_id", Integer, nullable=True),
    int_("folder_id"),
    int_("uidvalidity"),
    int_("uid"),
    Column("content_key", Text, nullable=False, unique=True),
    text_("message_id"),
    text_("in_reply_to"),
    text_("refs"),
    int_("at", default=0),
    int_("read_at", default=0),
    text_("from_name", default=""),
    text_("from_address", default=""),
    text_("subject", default=""),
    text_("text", default=""),
    text_("quoted", default=""),
    int_("has_html", default=0),
    text_("kind", required=True),
    text_("kind_first", required=True),
    int_("confidence", default=0),
    text_("returns_on"),
    text_("reported_json", default="[]"),
    text_("referred_json", default="[]"),
    ref_("prospect_id", "prospect"),
    Column("outbox_id", Integer, nullable=True, index=True),
    text_("matched_by", default=""),
    int_("touch_id"),
    int_("effect_step_id"),
    text_("state", default="new"),
    int_("done_at"),
    int_("handoff_id"),
    Index("ix_message_person", "prospect_id", "at"),
    Index("ix_message_state", "state", "at"),
    Index("ix_message_message_id", "message_id"),
)
"""A received message of somebody on the list; of others nothing is kept. ``kind_first`` is what the program took it for, ``kind`` what holds;
``effect_step_id`` is the journal step of its effects, taken back when the user says that it is something else. ``handoff_id``: it came from
the account executive, about that handoff, and is no word of the person."""

message_body = Table("message_body", metadata, id_(), Column("source", LargeBinary, nullable=False))
"""The message as it came, compressed, cut at a megabyte; ``id`` is the message's. Never changed, hence not journalled."""

outbox = Table(
    "outbox",
    metadata,
    id_(),
    ref_("mailbox_id", "mailbox", required=False, index=True),
    ref_("prospect_id", "prospect", index=True),
    int_("enrolment_id"),
    int_("step_no"),
    text_("to_address", required=True),
    Column("message_id", Text, nullable=False, unique=True),
    text_("subject", default=""),
    text_("body", default=""),
    text_("sha256", required=True),
    text_("template"),
    text_("state", default="queued"),
    int_("not_before_at", default=0),
    int_("attempts", default=0),
    int_("last_code"),
    text_("last_text", default=""),
    text_("reason", default=""),
    text_("claimed_by"),
    int_("claimed_at"),
    int_("created_at", default=0),
    int_("sent_at"),
    text_("in_reply_to", default=""),
    text_("refs", default=""),
    text_("attachments_json", default="[]"),
    int_("html", default=0),
    text_("batch"),
    int_("handoff_id"),
    Index("ix_outbox_due", "state", "not_before_at"),
    Index("ix_outbox_sent", "mailbox_id", "sent_at"),
    Index("uq_outbox_step", "enrolment_id", "step_no", unique=True, sqlite_where=text("state <> 'cancelled' AND enrolment_id IS NOT NULL")),
)

"""``handoff_id`` marks an email to an account executive about a handoff: it is no touch of the person, and no plan's rule stops it."""

outbox_body = Table("outbox_body", metadata, id_(), Column("mime", LargeBinary, nullable=False))
"""Final bytes of each message; ``id`` is the outbox row's. Never changed, hence not journalled (retries are identical, B3)."""

outbox_attempt = Table(
    "outbox_attempt",
    metadata,
    id_(),
    Column("outbox_id", Integer, nullable=False, index=True),
    int_("at", default=0),
    text_("phase", required=True),
    int_("code"),
    text_("text", default=""),
)
