"""The packet by email, from the page: from the user's account where there is one, else as a file that their mail program opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from sdrdesk.core.queries.handoff_list import HandoffHistory, HandoffRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.handoffs.sent import SentPanel
from sdrdesk.ui.pages.handoffs.words import Words

GONE = ("cancelled", "failed")


class Mailing(QObject):
    """Sends, or writes the file, and says where the email stands."""

    def __init__(self, ctx: UiContext, panel: SentPanel, words: Words) -> None:
        super().__init__(panel)
        self._ctx, self._panel, self._words = ctx, panel, words
        self._row: HandoffRow | None = None
        self._account = self._again = False
        panel.email_wanted.connect(self.send)

    def show_row(self, row: HandoffRow, account: bool) -> None:
        """The handoff in front, and whether there is an account to send from; what was emailed follows when it is read."""
        self._row, self._account = row, account
        self.show_history(row, HandoffHistory((), (), ()))

    def show_history(self, row: HandoffRow, found: HandoffHistory) -> None:
        """What was emailed to them."""
        if self._row is None or row.id != self._row.id:
            return
        self._again = any(e.state not in GONE for e in found.emails)
        if not row.file or row.state not in ("sent", "accepted"):
            self._panel.set_email("", "")
        elif not row.ae_email:
            self._panel.set_email("", self.tr("%1 has no address in the book: give them the packet as a file.").replace("%1", row.ae))
        else:
            words = (self.tr("Send again") if self._again else self.tr("Send to %1")) if self._account else self.tr("Write the email")
            self._panel.set_email(words.replace("%1", row.ae.split()[0]), self._said(found))

    def _said(self, found: HandoffHistory) -> str:
        if not found.emails:
            own = self.tr("It leaves from your account, with the packet attached.")
            return own if self._account else self.tr("Your mail program opens it, with the packet attached.")
        last = found.emails[-1]
        state = self._ctx.texts(f"outbox.{last.state}")
        return self.tr("Emailed: %1, %2").replace("%1", state).replace("%2", self._words.moment(last.at))

    @Slot()
    def send(self) -> None:
        """The button."""
        row, mail = self._row, self._ctx.desk.handoff_mail
        if row is None or self._panel.email.isHidden():
            return
        if self._account:
            again = self._again
            self._ctx.runner.op(self, lambda: mail.send(row.id, again=again), lambda _: self._sent(row))
        else:
            self._ctx.runner.query(self, lambda: mail.save_eml(row.id), self._written)

    def _sent(self, row: HandoffRow) -> None:
        words = self.tr("The packet about %1 is in the outbox and leaves in a moment.")
        self._ctx.nav.toast.emit(words.replace("%1", row.name), True)

    def _written(self, path: Path) -> None:
        self._ctx.nav.toast.emit(self.tr("Saved: %1").replace("%1", str(path)), False)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
