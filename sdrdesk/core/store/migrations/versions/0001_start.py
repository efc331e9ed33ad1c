"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index and full-text table of the first release."""
    op.create_table('account_executive',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('language', sa.Text(), server_default=sa.text("'en'"), nullable=False),
    sa.Column('created_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_executive')),
    sa.UniqueConstraint('name', name=op.f('uq_account_executive_name'))
    )
    op.create_table('company',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_key', sa.Text(), nullable=False),
    sa.Column('domain', sa.Text(), nullable=True),
    sa.Column('industry', sa.Text(), nullable=True),
    sa.Column('size', sa.Integer(), nullable=True),
    sa.Column('city', sa.Text(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('country', sa.Text(), nullable=True),
    sa.Column('website', sa.Text(), nullable=True),
    sa.Column('created_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_company'))
    )
    op.create_index('ix_company_domain', 'company', ['domain'], unique=False, sqlite_where=sa.text('domain IS NOT NULL'))
    op.create_index(op.f('ix_company_name_key'), 'company', ['name_key'], unique=False)
    op.create_table('import_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('file', sa.Text(), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('rows', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('created', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('updated', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('merged', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('skipped', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch'))
    )
    op.create_table('journal_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('tbl', sa.Text(), nullable=False),
    sa.Column('pk', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('before', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_change'))
    )
    op.create_index('ix_journal_change_row', 'journal_change', ['tbl', 'pk', 'step_id'], unique=False)
    op.create_index('ix_journal_change_step', 'journal_change', ['step_id', 'tbl'], unique=False)
    op.create_table('journal_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('op', sa.Text(), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('actor', sa.Text(), server_default=sa.text("'user'"), nullable=False),
    sa.Column('args_json', sa.Text(), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('undoable', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('undoes_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'done'"), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_step'))
    )
    op.create_index('ix_journal_step_stack', 'journal_step', ['undoable', 'state', 'id'], unique=False)
    op.create_table('mailbox',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('from_name', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('smtp_host', sa.Text(), nullable=False),
    sa.Column('smtp_port', sa.Integer(), server_default=sa.text('(465)'), nullable=False),
    sa.Column('security', sa.Text(), server_default=sa.text("'tls'"), nullable=False),
    sa.Column('username', sa.Text(), nullable=False),
    sa.Column('daily_cap', sa.Integer(), server_default=sa.text('(150)'), nullable=False),
    sa.Column('paused', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('pause_reason', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('created_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailbox')),
    sa.UniqueConstraint('address', name=op.f('uq_mailbox_address'))
    )
    op.create_table('outbox_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('outbox_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('phase', sa.Text(), nullable=False),
    sa.Column('code', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_attempt'))
    )
    op.create_index(op.f('ix_outbox_attempt_outbox_id'), 'outbox_attempt', ['outbox_id'], unique=False)
    op.create_table('outbox_body',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mime', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_body'))
    )
    op.create_table('reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('rule', sa.Text(), nullable=False),
    sa.Column('due_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=True),
    sa.Column('fired_at', sa.Integer(), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'fired'"), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('rule', 'due_at', name=op.f('uq_reminder_rule_due_at'))
    )
    op.create_table('setting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setting')),
    sa.UniqueConstraint('key', name=op.f('uq_setting_key'))
    )
    op.create_table('suppression',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), server_default=sa.text("'any'"), nullable=False),
    sa.Column('reason', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suppression'))
    )
    op.create_index('ix_suppression_value', 'suppression', ['value', 'kind'], unique=False)
    op.create_table('prospect',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('company_id', sa.Integer(), nullable=True),
    sa.Column('first_name', sa.Text(), nullable=True),
    sa.Column('last_name', sa.Text(), nullable=True),
    sa.Column('full_name', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('email_key', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('phone_key', sa.Text(), nullable=True),
    sa.Column('switchboard', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('city', sa.Text(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('country', sa.Text(), nullable=True),
    sa.Column('zone', sa.Text(), nullable=True),
    sa.Column('zone_guessed', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('language', sa.Text(), server_default=sa.text("'en'"), nullable=False),
    sa.Column('lead_type', sa.Text(), server_default=sa.text("'spear'"), nullable=False),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('buyer_role', sa.Text(), nullable=True),
    sa.Column('tier', sa.Text(), server_default=sa.text("'T3'"), nullable=False),
    sa.Column('grade', sa.Text(), server_default=sa.text("'A'"), nullable=False),
    sa.Column('stage', sa.Text(), server_default=sa.text("'target'"), nullable=False),
    sa.Column('status', sa.Text(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('end_reason', sa.Text(), nullable=True),
    sa.Column('resume_on', sa.Text(), nullable=True),
    sa.Column('pinned', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('referred_by_id', sa.Integer(), nullable=True),
    sa.Column('values_json', sa.Text(), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('extra_json', sa.Text(), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('created_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('import_batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['company_id'], ['company.id'], name=op.f('fk_prospect_company_id')),
    sa.ForeignKeyConstraint(['referred_by_id'], ['prospect.id'], name=op.f('fk_prospect_referred_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_prospect'))
    )
    op.create_index(op.f('ix_prospect_company_id'), 'prospect', ['company_id'], unique=False)
    op.create_index(op.f('ix_prospect_email_key'), 'prospect', ['email_key'], unique=False)
    op.create_index('ix_prospect_open', 'prospect', ['status', 'id'], unique=False)
    op.create_index(op.f('ix_prospect_phone_key'), 'prospect', ['phone_key'], unique=False)
    op.create_index(op.f('ix_prospect_referred_by_id'), 'prospect', ['referred_by_id'], unique=False)
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_draft_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('prospect_id', 'kind', name=op.f('uq_draft_prospect_id_kind'))
    )
    op.create_table('enrolment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('cadence', sa.Text(), nullable=False),
    sa.Column('cadence_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'active'"), nullable=False),
    sa.Column('step_no', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('due_on', sa.Text(), nullable=True),
    sa.Column('not_before_at', sa.Integer(), nullable=True),
    sa.Column('wait_reason', sa.Text(), nullable=True),
    sa.Column('stop_reason', sa.Text(), nullable=True),
    sa.Column('started_on', sa.Text(), nullable=False),
    sa.Column('last_touch_at', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_enrolment_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment'))
    )
    op.create_index('ix_enrolment_due', 'enrolment', ['state', 'due_on'], unique=False)
    op.create_index('ix_enrolment_open', 'enrolment', ['prospect_id'], unique=False, sqlite_where=sa.text("state IN ('active','waiting','queued','held')"))
    op.create_index(op.f('ix_enrolment_prospect_id'), 'enrolment', ['prospect_id'], unique=False)
    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('letter', sa.Text(), nullable=False),
    sa.Column('signal', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('said_by', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('touch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_evidence_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    op.create_index('ix_evidence_letter', 'evidence', ['prospect_id', 'letter', 'id'], unique=False)
    op.create_table('handoff',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('ae_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'sent'"), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('answer_due_at', sa.Integer(), nullable=True),
    sa.Column('meeting_at', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('folder', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('file', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('verdict_json', sa.Text(), server_default=sa.text("'{}'"), nullable=False),
    sa.ForeignKeyConstraint(['ae_id'], ['account_executive.id'], name=op.f('fk_handoff_ae_id')),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_handoff_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handoff'))
    )
    op.create_index(op.f('ix_handoff_ae_id'), 'handoff', ['ae_id'], unique=False)
    op.create_index(op.f('ix_handoff_prospect_id'), 'handoff', ['prospect_id'], unique=False)
    op.create_index('ix_handoff_state', 'handoff', ['state', 'at'], unique=False)
    op.create_table('outbox',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mailbox_id', sa.Integer(), nullable=True),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=True),
    sa.Column('step_no', sa.Integer(), nullable=True),
    sa.Column('to_address', sa.Text(), nullable=False),
    sa.Column('message_id', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('body', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('template', sa.Text(), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'queued'"), nullable=False),
    sa.Column('not_before_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('attempts', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('last_code', sa.Integer(), nullable=True),
    sa.Column('last_text', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('reason', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('claimed_by', sa.Text(), nullable=True),
    sa.Column('claimed_at', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('sent_at', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['mailbox_id'], ['mailbox.id'], name=op.f('fk_outbox_mailbox_id')),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_outbox_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_message_id'))
    )
    op.create_index('ix_outbox_due', 'outbox', ['state', 'not_before_at'], unique=False)
    op.create_index(op.f('ix_outbox_mailbox_id'), 'outbox', ['mailbox_id'], unique=False)
    op.create_index(op.f('ix_outbox_prospect_id'), 'outbox', ['prospect_id'], unique=False)
    op.create_index('uq_outbox_step', 'outbox', ['enrolment_id', 'step_no'], unique=True, sqlite_where=sa.text("state <> 'cancelled' AND enrolment_id IS NOT NULL"))
    op.create_table('red_flag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'on'"), nullable=False),
    sa.Column('reason', sa.Text(), server_default=sa.text("('')"), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_red_flag_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_red_flag'))
    )
    op.create_index('ix_red_flag_prospect', 'red_flag', ['prospect_id', 'name', 'id'], unique=False)
    op.create_table('task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), server_default=sa.text("'call'"), nullable=False),
    sa.Column('due_on', sa.Text(), nullable=True),
    sa.Column('due_at', sa.Integer(), nullable=True),
    sa.Column('not_before_at', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('done_at', sa.Integer(), nullable=True),
    sa.Column('source', sa.Text(), server_default=sa.text("'user'"), nullable=False),
    sa.Column('created_at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_task_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task'))
    )
    op.create_index('ix_task_due', 'task', ['state', 'due_on'], unique=False)
    op.create_index(op.f('ix_task_prospect_id'), 'task', ['prospect_id'], unique=False)
    op.create_index('ix_task_timed', 'task', ['state', 'due_at'], unique=False)
    op.create_table('touch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('prospect_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('enrolment_id', sa.Integer(), nullable=True),
    sa.Column('step_no', sa.Integer(), nullable=True),
    sa.Column('task_id', sa.Integer(), nullable=True),
    sa.Column('outbox_id', sa.Integer(), nullable=True),
    sa.Column('template', sa.Text(), nullable=True),
    sa.Column('source', sa.Text(), server_default=sa.text("'user'"), nullable=False),
    sa.ForeignKeyConstraint(['prospect_id'], ['prospect.id'], name=op.f('fk_touch_prospect_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_touch'))
    )
    op.create_index('ix_touch_at', 'touch', ['at', 'channel', 'outcome', 'prospect_id'], unique=False)
    op.create_index('ix_touch_prospect', 'touch', ['prospect_id', 'at', 'channel', 'outcome'], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE prospect_fts USING fts5(name, company, email, title, phone, city, notes, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE touch_fts USING fts5(note, tokenize='unicode61 remove_diacritics 2')"
    )
