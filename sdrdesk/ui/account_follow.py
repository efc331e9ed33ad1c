"""Accounts that a server has refused: the window says so, over a restart too, until they work again (a password changed at noon)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from sdrdesk.core.bus import Notice
from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.services.mailboxes import MailboxRow
from sdrdesk.ui.context import UiContext

REFUSED = ("auth_refused", "sign_in_again")
"""Reasons of a pause that only the user can end, by a new password or by signing in."""


class AccountFollow(QObject):
    """Looks at the accounts whenever one has changed.

    Signals:
        refused: a notice about an account that waits for its user.
        mended: id of an account that waited for him and does so no more.
    """

    refused = Signal(object)
    mended = Signal(int)

    def __init__(self, ctx: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._waiting: set[int] = set()
        ctx.bridge.changed.connect(self._on_changed)
        self.look()

    @Slot()
    def look(self) -> None:
        """Read how the accounts are, beside the window."""
        desk = self._ctx.desk
        self._ctx.runner.query(self, lambda: desk.mailboxes.rows(), self._judge)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns("mailbox"):
            self.look()

    def _judge(self, rows: Sequence[MailboxRow]) -> None:
        waiting = [row for row in rows if row.paused and row.pause_reason in REFUSED]
        before, self._waiting = self._waiting, {row.id for row in waiting}
        for mailbox_id in sorted(before - self._waiting):
            self.mended.emit(mailbox_id)
        if waiting:
            first = waiting[0]
            self.refused.emit(
                Notice(first.pause_reason, {"address": first.address}, severity="error", action="open_mailbox", target_id=first.id)
            )
