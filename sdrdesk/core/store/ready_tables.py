"""The tables of "is this lead ready": standards, account executives, handoffs and their answers, who is not ready; conventions in tables.py."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from sdrdesk.core.store.columns import id_, int_, metadata, ref_, text_

standard = Table(
    "standard",
    metadata,
    id_(),
    text_("kind", required=True),
    int_("version", default=1),
    text_("body", required=True),
    int_("created_at", default=0),
    UniqueConstraint("kind", "version"),
)
"""What the user has agreed with others, as data in versions (rules R23, R24, R25; seeds W8, W9): the MQL rule, the own red flags, the checklist,
the ideal buyer profile, the reasons for "not ready". The highest version of a kind holds; earlier ones say by what a verdict was given."""

account_executive = Table(
    "account_executive",
    metadata,
    id_(),
    Column("name", Text, nullable=False, unique=True),
    text_("email"),
    text_("language", default="en"),
    int_("created_at", default=0),
    text_("calendar", default=""),
    int_("retired", default=0),
)
"""``calendar``: when meetings with them can be, or a link, in the user's words. A retired one is offered no more."""

handoff = Table(
    "handoff",
    metadata,
    id_(),
    ref_("prospect_id", "prospect", index=True),
    ref_("ae_id", "account_executive", index=True),
    text_("state", default="sent"),
    int_("at", default=0),
    int_("answer_due_at"),
    int_("meeting_at"),
    text_("note", default=""),
    text_("folder", default=""),
    text_("file", default=""),
    text_("verdict_json", default="{}"),
    text_("uid", default=""),
    int_("standard_version", default=0),
    int_("answered_at"),
    int_("accepted_at"),
    int_("closed_at"),
    text_("reason_code", default=""),
    text_("reason", default=""),
    int_("amount"),
    text_("currency", default=""),
    Index("ix_handoff_state", "state", "at"),
    Index("ix_handoff_uid", "uid"),
)
"""``state``: sent, accepted, returned, won, lost; it and the columns from ``answered_at`` on are those of the newest row of handoff_answer, kept here
so that lists need no join. ``answered_at`` is the first answer's, ``accepted_at`` that of the acceptance (the SQL), ``closed_at`` that of won, lost or
returned. ``amount`` is in hundredths of ``currency``. ``standard_version`` is that of the MQL rule by which the verdict was given (0: the shipped one)."""

handoff_answer = Table(
    "handoff_answer",
    metadata,
    id_(),
    ref_("handoff_id", "handoff", index=True),
    text_("answer", required=True),
    text_("reason_code", default=""),
    text_("reason", default=""),
    int_("amount"),
    text_("currency", default=""),
    text_("answered_by", default=""),
    int_("answered_at", default=0),
    int_("at", default=0),
    text_("source", default="hand"),
    int_("message_id"),
    int_("replaced", default=0),
)
"""What the account executive said, each time: ``source`` is file, email or hand; ``replaced`` is 0 for what holds, 1 for what a
later, other answer took the place of, 2 for what contradicts and waits for the user."""

handoff_plan = Table(
    "handoff_plan",
    metadata,
    id_(),
    Column("prospect_id", Integer, nullable=False, unique=True),
    int_("ae_id"),
    text_("note", default=""),
    text_("promised", default=""),
    text_("risks", default=""),
    text_("place", default=""),
    int_("minutes"),
    text_("ticks_json", default="[]"),
    int_("at", default=0),
)
"""A handoff in the making: for whom, what is said with it, and which lines of the checklist the user has ticked; gone once it is handed over."""

not_ready = Table(
    "not_ready",
    metadata,
    id_(),
    ref_("prospect_id", "prospect", index=True),
    text_("reason", required=True),
    text_("said", default=""),
    int_("at", default=0),
    text_("back_on"),
    text_("cadence", default=""),
)
"""Each time somebody was not ready (seed W17): the reason's key, what they said, when they come back, and the programme they were put on."""
