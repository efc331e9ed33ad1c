"""How received mail is written in the list and in the thread."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.domain.received import MailKind, Referred, Reported
from sdrdesk.core.queries.inbox import Conversation, Received
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.widgets.entries import Entry

WAITS, REST = "waits", "rest"
KIND_CHIPS = {
    MailKind.HUMAN_REPLY: "vi",
    MailKind.REFERRAL: "vi",
    MailKind.OUT_OF_OFFICE: "ac",
    MailKind.AUTO_REPLY: "plain",
    MailKind.BOUNCE: "rd",
    MailKind.DELAY: "am",
    MailKind.DELIVERED: "gr",
    MailKind.COMPLAINT: "rd",
    MailKind.UNSUBSCRIBE: "rd",
    MailKind.OTHER: "plain",
}
"""Violet: a person waits for an answer."""

CAN_BE = (
    MailKind.HUMAN_REPLY,
    MailKind.REFERRAL,
    MailKind.OUT_OF_OFFICE,
    MailKind.AUTO_REPLY,
    MailKind.BOUNCE,
    MailKind.UNSUBSCRIBE,
    MailKind.OTHER,
)
"""What the user may say that a message is; the others only a machine can tell."""


class Words:
    """Wording for one user."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx

    @property
    def days(self) -> DayWords:
        """Days as this user reads them, from today's point of view."""
        return DayWords(self._ctx.profile, self._ctx.now())

    def kind(self, kind: MailKind) -> str:
        """The class in a word."""
        return self._ctx.texts(f"mail_kind.{kind}")

    def verdict(self, message: Received) -> str:
        """The class, with a question mark where somebody should look."""
        kind = self.kind(message.kind)
        return kind if message.sure or not message.open else QCoreApplication.translate("InboxPage", "%1?").replace("%1", kind)

    def short(self, at: dt.datetime) -> str:
        """``10:05`` of today, else ``19 Nov``."""
        days = self.days
        return days.clock(at) if days.date_of(at) == days.today else days.day(days.date_of(at))

    def moment(self, at: dt.datetime) -> str:
        """``10:05`` of today, else ``Thu 19 Nov 10:05``."""
        days = self.days
        return days.clock(at) if days.date_of(at) == days.today else f"{days.day(days.date_of(at), weekday=True)} {days.clock(at)}"

    def line(self, row: Conversation) -> Entry:
        """A person in the list."""
        second = " · ".join(part for part in (row.title, row.company) if part)
        kind = KIND_CHIPS[row.kind] if row.waits or row.open else "plain"
        group = WAITS if row.waits else REST
        note = row.preview or row.subject
        return Entry(str(row.prospect_id), group, row.name, self.short(row.at), second, self.kind(row.kind), kind, note, quiet=not row.open)

    def returns(self, day: dt.date | None) -> str:
        """Until when somebody is away."""
        tr = QCoreApplication.translate
        if day is None:
            return tr("InboxPage", "Away; no day of return is named.")
        return tr("InboxPage", "Away until %1.").replace("%1", self.days.day(day, weekday=True))

    def reported(self, one: Reported) -> str:
        """Whom a report is about, and why."""
        tr = QCoreApplication.translate
        why = self._ctx.texts(f"bounced.{one.reason or 'unknown'}")
        if one.action == "delayed":
            form = tr("InboxPage", "%1: not delivered yet, %2")
        elif one.action in ("delivered", "relayed", "expanded"):
            return tr("InboxPage", "%1: delivered").replace("%1", one.address)
        else:
            form = tr("InboxPage", "%1: %2, for good") if one.permanent else tr("InboxPage", "%1: %2; it may work later")
        return form.replace("%2", why).replace("%1", one.address)

    def named(self, who: Referred) -> str:
        """Somebody whom a message names: what it says of them."""
        return " · ".join(part for part in (who.title, who.address, who.phone) if part)
