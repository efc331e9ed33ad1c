"""How many people wait for an answer, beside Inbox on the rail; it follows what comes in and takes no key from anybody (rule R18)."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.queries.inbox import waiting
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.widgets.rail import Rail

SOON_MS = 50
"""A run over the folders commits many steps in a row."""


class InboxBadge(QObject):
    """Reads the number again when messages change."""

    def __init__(self, ctx: UiContext, rail: Rail, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._rail = ctx, rail
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._read)
        ctx.bridge.changed.connect(self._on_changed)
        self._soon.start()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns("message"):
            self._soon.start()

    @Slot()
    def _read(self) -> None:
        self._ctx.runner.query(self, lambda: self._ctx.read(lambda s, _: waiting(s)), lambda n: self._rail.set_count("inbox", n or None))
