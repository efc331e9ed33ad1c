"""Days and moments as this page writes them, and the lines of its list."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from sdrdesk.core.queries.handoff_list import HandoffRow
from sdrdesk.core.queries.handoffs import Candidate
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.widgets.entries import Entry

STATE_CHIPS = {"sent": "ac", "accepted": "gr", "returned": "am", "won": "gr", "lost": "plain"}
DOT = " · "


class Words:
    """Wording for one user: language and time zone are those of the profile."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx

    def day(self, at: dt.datetime) -> str:
        """A day, short: ``today``, ``19 Nov``."""
        profile = self._ctx.profile
        day, today = at.astimezone(profile.zone).date(), profile.today(self._ctx.desk.clock.now())
        if day == today:
            return QCoreApplication.translate("HandoffsPage", "today")
        form = "M月d日" if profile.language.startswith("zh") else "d MMM" if day.year == today.year else "d MMM yyyy"
        return QLocale(profile.language).toString(QDate(day.year, day.month, day.day), form)

    def moment(self, at: dt.datetime) -> str:
        """A moment: ``Tue 24 Nov, 14:00``."""
        profile = self._ctx.profile
        local, locale = at.astimezone(profile.zone), QLocale(profile.language)
        form = "M月d日 ddd" if profile.language.startswith("zh") else "ddd d MMM"
        day = locale.toString(QDate(local.year, local.month, local.day), form)
        return f"{day}, {locale.toString(QTime(local.hour, local.minute), 'HH:mm')}"

    def of_candidate(self, person: Candidate) -> Entry:
        """The line of somebody who may be handed off."""
        tr = QCoreApplication.translate
        second = DOT.join(part for part in (person.name if person.company else "", person.title) if part)
        strong = tr("HandoffsPage", "%1 of 6 strong").replace("%1", str(person.strong))
        if person.meeting_at is None:
            chip, kind = tr("HandoffsPage", "No meeting yet"), "plain"
        elif person.meeting_at < self._ctx.desk.clock.now():
            chip, kind = tr("HandoffsPage", "Meeting past"), "am"
        else:
            chip, kind = tr("HandoffsPage", "Meeting agreed"), "ac"
        side = self.day(person.meeting_at) if person.meeting_at else ""
        return Entry(f"p{person.prospect_id}", "yours", person.company or person.name, side, second, chip, kind, strong)

    def of_handoff(self, row: HandoffRow, group: str) -> Entry:
        """The line of a handoff in a group of the list."""
        tr = QCoreApplication.translate
        second = DOT.join(part for part in (row.name if row.company else "", tr("HandoffsPage", "with %1").replace("%1", row.ae)) if part)
        note, late = "", self.late(row)
        if row.state == "sent" and row.answer_due is not None:
            form = tr("HandoffsPage", "no answer, was due %1") if late else tr("HandoffsPage", "answer due %1")
            note = form.replace("%1", self.day(row.answer_due))
        if row.unread:
            note = tr("HandoffsPage", "they wrote: read it")
        elif row.state in ("won", "returned", "lost"):
            note = str(row.money) if row.money is not None else row.reason
        elif row.state == "accepted" and row.check_in_on is not None:
            note = tr("HandoffsPage", "check in %1").replace("%1", row.check_in_on.isoformat())
        state, kind = self._ctx.texts(f"handoff_state.{row.state}"), STATE_CHIPS.get(row.state, "plain")
        return Entry(f"h{row.id}", group, row.company or row.name, self.day(row.at), second, state, kind, note, late or row.unread > 0)

    def late(self, row: HandoffRow) -> bool:
        """Has the deadline for the AE's answer passed without one?"""
        return row.state == "sent" and row.answer_due is not None and row.answer_due < self._ctx.desk.clock.now()
