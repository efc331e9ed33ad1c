"""The bus, as Qt signals on the main thread; the only object of the window that subscribes to it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from sdrdesk.core.bus import Bus, Event, Notice, Opening
from sdrdesk.core.changes import ChangeSet


class Bridge(QObject):
    """Re-emits committed changes, notices, and what the window is asked to open; from any thread, in order."""

    changed = Signal(object)
    notice = Signal(object)
    opening = Signal(object)
    _arrived = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._sort, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = bus.subscribe(self._on_event)

    def close(self) -> None:
        """Hear no more."""
        self._unsubscribe()

    def _on_event(self, event: Event) -> None:
        self._arrived.emit(event)

    @Slot(object)
    def _sort(self, event: object) -> None:
        if isinstance(event, ChangeSet):
            self.changed.emit(event)
        elif isinstance(event, Notice):
            self.notice.emit(event)
        elif isinstance(event, Opening):
            self.opening.emit(event)
