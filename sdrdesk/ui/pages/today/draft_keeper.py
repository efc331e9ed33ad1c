"""Keeps what is being written, two seconds after it is typed and whenever the user goes on (promise A2)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from sdrdesk.core.services.mail_drafts import MailDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.today.email_tab import EmailTab

KEEP_AFTER_MS = 2000


class DraftKeeper(QObject):
    """Watches the composer. Writes are done in their order on the write lane; until one is done, what it keeps is known here."""

    def __init__(self, ctx: UiContext, tab: EmailTab) -> None:
        super().__init__(tab)
        self._ctx = ctx
        self._tab = tab
        self._known: dict[int, MailDraft | None] = {}
        self._typed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        tab.edited.connect(self._on_edited)
        tab.installEventFilter(self)

    def of(self, prospect_id: int, read: MailDraft | None) -> MailDraft | None:
        """The draft of a person: what was read, unless a newer one is still being written."""
        return self._known.get(prospect_id, read)

    @Slot()
    def _on_edited(self) -> None:
        self._typed = True
        # Not begun anew with each key, or somebody who never pauses would never be kept.
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep it now, if something was typed since."""
        self._timer.stop()
        typed, self._typed = self._typed, False
        composed, draft = self._tab.composed, self._tab.draft()
        if not typed or composed is None or draft is None or self._tab.spent:
            return
        who, drafts = composed.prospect_id, self._ctx.desk.mail_drafts
        self._known[who] = draft
        self._ctx.runner.op(self, lambda: drafts.keep(who, draft), lambda _: self._done(who, draft), lambda error: self._failed(who, error))

    def drop(self, prospect_id: int) -> None:
        """Forget what was written to a person."""
        self._timer.stop()
        self._typed = False
        drafts = self._ctx.desk.mail_drafts
        self._known[prospect_id] = None
        self._ctx.runner.op(self, lambda: drafts.drop(prospect_id), lambda _: self._done(prospect_id, None))

    def stop(self, prospect_id: int) -> None:
        """It is on its way into the outbox: what is kept of it is said there."""
        self._timer.stop()
        self._typed = False
        self._known.pop(prospect_id, None)

    def _done(self, who: int, draft: MailDraft | None) -> None:
        if who in self._known and self._known[who] is draft:
            del self._known[who]

    def _failed(self, who: int, error: Exception) -> None:
        self._known.pop(who, None)
        self._ctx.runner.failed.emit(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Going to another tab or page, and closing the window, keep at once."""
        if event.type() == QEvent.Type.Hide:
            self.keep()
        return False
