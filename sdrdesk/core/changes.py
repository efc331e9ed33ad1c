"""What a use case gives back: its value and which things changed (architecture decision 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class OpKind(StrEnum):
    """Names of the steps in the journal; each has a sentence in the text catalogue under ``op.``."""

    SETUP = "setup"
    IMPORT = "import"
    ADD_PROSPECT = "add_prospect"
    EDIT_PROSPECT = "edit_prospect"
    LOG_TOUCH = "log_touch"
    LOG_MANY = "log_many"
    ENROL = "enrol"
    STOP = "stop"
    SNOOZE = "snooze"
    SKIP = "skip"
    PIN = "pin"
    PLAN_TASK = "plan_task"
    FINISH_TASK = "finish_task"
    QUEUE_EMAIL = "queue_email"
    RELEASE_EMAIL = "release_email"
    RESOLVE_EMAIL = "resolve_email"
    MOVE_EMAIL = "move_email"
    HOLD_EMAIL = "hold_email"
    SEND_BATCH = "send_batch"
    PLAN_SENDING = "plan_sending"
    QUALIFY = "qualify"
    FLAG = "flag"
    ADD_AE = "add_ae"
    EDIT_AE = "edit_ae"
    HANDOFF = "handoff"
    HANDOFF_PLAN = "handoff_plan"
    HANDOFF_ANSWER = "handoff_answer"
    HANDOFF_EMAIL = "handoff_email"
    STANDARD = "standard"
    NOT_READY = "not_ready"
    COMPANY = "company"
    AWAY = "away"
    CATCH_UP = "catch_up"
    CADENCE = "cadence"
    MOVE_VERSION = "move_version"
    RULE = "rule"
    TEMPLATE = "template"
    SNIPPET = "snippet"
    RESEARCH = "research"
    RECEIVE = "receive"
    RECLASSIFY = "reclassify"
    REFERRED = "referred"
    MESSAGE_DONE = "message_done"
    DO_NOT_CONTACT = "do_not_contact"
    CONTACT_AGAIN = "contact_again"
    TAG = "tag"
    TRIGGER = "trigger"
    RELEASE = "release"
    BULK = "bulk"
    SETTINGS = "settings"
    MAILBOX = "mailbox"
    SEND = "send"
    REMIND = "remind"
    OWN_REMINDER = "own_reminder"
    GOAL = "goal"
    DEMO = "demo"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids of the rows that a committed step changed, by table name.

    ``bulk`` means: more rows than are worth naming; every view should re-read.
    """

    step_id: int | None = None
    op: str = ""
    ids: dict[str, frozenset[int]] = field(default_factory=dict)
    bulk: bool = False

    def concerns(self, *tables: str) -> bool:
        """Is any of these tables changed?"""
        return self.bulk or any(t in self.ids for t in tables)

    def of(self, table: str) -> frozenset[int]:
        """Changed ids of one table (empty when bulk)."""
        return self.ids.get(table, frozenset())


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """Result of one use case."""

    value: T
    changes: ChangeSet
