"""What the user does with the chosen email; each act says what it did, and whether it can be undone (rules R16, R26)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from sdrdesk.core.domain.when import When
from sdrdesk.core.services.outbox_desk import OutboxRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import AskWhen

Chosen = Callable[[], OutboxRow | None]


class OutboxActs(QObject):
    """Acts on the email that ``chosen`` gives."""

    def __init__(self, ctx: UiContext, chosen: Chosen, page: QObject) -> None:
        super().__init__(page)
        self._ctx = ctx
        self._chosen = chosen

    def _do(self, work: Callable[[int], Any], words: str, *, undo: bool = True, then: Callable[[OutboxRow], None] | None = None) -> None:
        row = self._chosen()
        if row is None:
            return

        def done(_outcome: object) -> None:
            self._ctx.nav.toast.emit(words.replace("%1", row.to_address), undo)
            if then is not None:
                then(row)

        self._ctx.runner.op(self, lambda: work(row.id), done)

    @Slot(str)
    def act(self, name: str) -> None:
        """Do what a button says: now, time, hold, release, retry, edit, back, sent, unsent, dropped. Raises KeyError for another word."""
        outbox = self._ctx.desk.outbox
        soon = self.tr("Email to %1 goes as soon as its account may send")
        acts: dict[str, Callable[[], None]] = {
            "now": lambda: self._do(outbox.send_now, soon, then=self._send_soon),
            "time": self._ask_time,
            "hold": lambda: self._do(outbox.hold, self.tr("Email to %1 held")),
            "release": lambda: self._do(outbox.release, self.tr("Email to %1 waits for its turn again")),
            "retry": lambda: self._do(outbox.retry, soon, then=self._send_soon),
            "edit": lambda: self._do(
                lambda i: outbox.cancel(i, rewrite=True), self.tr("Email to %1 taken back to be rewritten"), then=self._write
            ),
            "back": lambda: self._do(outbox.cancel, self.tr("Email to %1 taken back")),
            # These three cannot be undone: the ledger outside the database knows them too.
            "sent": lambda: self._settle("sent", self.tr("Email to %1 noted as sent")),
            "unsent": lambda: self._settle("unsent", self.tr("Email to %1 waits to be sent again")),
            "dropped": lambda: self._settle("dropped", self.tr("Email to %1 dropped; its step is open again")),
        }
        acts[name]()

    def _settle(self, verdict: str, words: str) -> None:
        self._do(lambda i: self._ctx.desk.outbox.resolve(i, verdict), words, undo=False)

    def _send_soon(self, _row: OutboxRow) -> None:
        self._ctx.desk.soon("send")

    def _write(self, row: OutboxRow) -> None:
        self._ctx.nav.open_prospect.emit(row.prospect_id)

    def _ask_time(self) -> None:
        row = self._chosen()
        if row is None:
            return
        title = self.tr("When may the email to %1 leave?").replace("%1", row.to_address)
        dialog = AskWhen(self._ctx, title, self.tr("Change time"), self._window())
        dialog.chosen.connect(self._move)
        dialog.open()

    def _window(self) -> Any:
        page: Any = self.parent()
        return page.window()

    @Slot(object)
    def _move(self, when: When) -> None:
        profile = self._ctx.profile
        start, _ = profile.day_bounds(when.day)
        at = when.at or start.replace(hour=profile.calendar.start.hour, minute=profile.calendar.start.minute)
        self._do(lambda i: self._ctx.desk.outbox.reschedule(i, at), self.tr("Email to %1: another time"))
