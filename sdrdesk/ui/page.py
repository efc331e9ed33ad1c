"""What every page of the window has in common: it refreshes when something it shows has changed, and only while it is seen."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from sdrdesk.core.changes import ChangeSet
from sdrdesk.ui.context import UiContext


class Page(QWidget):
    """Base of the pages. Subclasses set ``TABLES`` and implement ``refresh``; a hidden page waits until it is shown."""

    TABLES: tuple[str, ...] = ()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._stale = True
        ctx.bridge.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read again what the page shows."""

    def undo_here(self) -> bool:
        """Take back what the page has not stored yet; False when there is nothing, and the last stored step is undone instead."""
        return False

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if not changes.concerns(*self.TABLES):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def mark_stale(self) -> None:
        """Refresh now, or when it is next shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
