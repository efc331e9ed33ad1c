"""Email out and in: received messages, folders, templates, snippets, research, and what an account and an email know besides."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and tables; nothing that is stored changes."""
    for name, default in (("hourly_cap", "40"), ("imap_port", "993")):
        op.add_column("mailbox", sa.Column(name, sa.Integer(), server_default=sa.text(default), nullable=False))
    for name, default in (("signature", ""), ("auth", "password"), ("oauth_json", "{}"), ("imap_security", "tls"), ("read_problem", "")):
        op.add_column("mailbox", sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False))
    for name in ("imap_host", "imap_username"):
        op.add_column("mailbox", sa.Column(name, sa.Text(), nullable=True))
    for name in ("read_since", "read_at"):
        op.add_column("mailbox", sa.Column(name, sa.Integer(), nullable=True))
    for name, default in (("in_reply_to", ""), ("refs", ""), ("attachments_json", "[]")):
        op.add_column("outbox", sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False))
    op.add_column("outbox", sa.Column("html", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("outbox", sa.Column("batch", sa.Text(), nullable=True))
    op.create_index("ix_outbox_sent", "outbox", ["mailbox_id", "sent_at"])
    _mail()
    _words()


def _text(name: str, default: str | None = None, *, required: bool = False) -> sa.Column:
    server = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.Text(), server_default=server, nullable=not required and default is None)


def _int(name: str, default: int | None = None) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default=None if default is None else sa.text(str(default)), nullable=default is None)


def _mail() -> None:
    op.create_table(
        "mail_folder",
        sa.Column("id", sa.Integer(), nullable=False),
        _int("mailbox_id"),
        _text("kind", "imap"),
        _text("name", required=True),
        _text("role", "other"),
        _int("watched", 1),
        _int("uidvalidity"),
        _int("last_uid", 0),
        _int("read_at"),
        _text("problem", ""),
        sa.PrimaryKeyConstraint("id", name="pk_mail_folder"),
        sa.UniqueConstraint("mailbox_id", "kind", "name", name="uq_mail_folder_mailbox_id_kind_name"),
    )
    op.create_index("ix_mail_folder_mailbox_id", "mail_folder", ["mailbox_id"])
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        _int("mailbox_id"),
        _int("folder_id"),
        _int("uidvalidity"),
        _int("uid"),
        _text("content_key", required=True),
        _text("message_id"),
        _text("in_reply_to"),
        _text("refs"),
        _int("at", 0),
        _int("read_at", 0),
        _text("from_name", ""),
        _text("from_address", ""),
        _text("subject", ""),
        _text("text", ""),
        _text("quoted", ""),
        _int("has_html", 0),
        _text("kind", required=True),
        _text("kind_first", required=True),
        _int("confidence", 0),
        _text("returns_on"),
        _text("reported_json", "[]"),
        _text("referred_json", "[]"),
        sa.Column("prospect_id", sa.Integer(), nullable=False),
        _int("outbox_id"),
        _text("matched_by", ""),
        _int("touch_id"),
        _int("effect_step_id"),
        _text("state", "new"),
        _int("done_at"),
        sa.ForeignKeyConstraint(["prospect_id"], ["prospect.id"], name="fk_message_prospect_id"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("content_key", name="uq_message_content_key"),
    )
    op.create_index("ix_message_outbox_id", "message", ["outbox_id"])
    op.create_index("ix_message_person", "message", ["prospect_id", "at"])
    op.create_index("ix_message_state", "message", ["state", "at"])
    op.create_index("ix_message_message_id", "message", ["message_id"])
    op.create_table(
        "message_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message_body"),
    )


def _words() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("key", required=True),
        _text("language", required=True),
        _int("version", 1),
        _text("subject", ""),
        _text("body", required=True),
        _text("state", "live"),
        _text("origin", "user"),
        _int("created_at", 0),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
        sa.UniqueConstraint("key", "language", "version", name="uq_template_key_language_version"),
    )
    op.create_table(
        "snippet",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("code", required=True),
        _text("language", required=True),
        _text("body", required=True),
        _int("created_at", 0),
        sa.PrimaryKeyConstraint("id", name="pk_snippet"),
        sa.UniqueConstraint("code", "language", name="uq_snippet_code_language"),
    )
    op.create_table(
        "research",
        sa.Column("id", sa.Integer(), nullable=False),
        _int("company_id"),
        _int("prospect_id"),
        _text("field", required=True),
        _text("text", ""),
        _text("source", ""),
        _int("at", 0),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_research_company_id"),
        sa.ForeignKeyConstraint(["prospect_id"], ["prospect.id"], name="fk_research_prospect_id"),
        sa.PrimaryKeyConstraint("id", name="pk_research"),
    )
    for name in ("company", "prospect"):
        op.create_index(
            f"uq_research_{name}", "research", [f"{name}_id", "field"], unique=True, sqlite_where=sa.text(f"{name}_id IS NOT NULL")
        )
