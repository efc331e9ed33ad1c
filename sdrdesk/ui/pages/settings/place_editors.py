"""Editors of where somebody works: country and time zone."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from sdrdesk.ui.pages.settings.editors import Wrong
from sdrdesk.ui.widgets.places import CountryCombo, ZoneCombo


class CountryEditor(CountryCombo):
    """A country, or none."""

    committed = Signal()

    def __init__(self, complaint: str) -> None:
        super().__init__()
        self._complaint = complaint
        self.activated.connect(self._on_activated)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.committed)

    @Slot()
    def _on_activated(self) -> None:
        self.committed.emit()

    def value(self) -> object:
        """Raises Wrong."""
        code = self.code()
        if code is None:
            raise Wrong(self._complaint)
        return code

    def set_value(self, value: object) -> None:
        self.set_code(str(value or ""))


class ZoneEditor(ZoneCombo):
    """A time zone; empty takes the machine's."""

    committed = Signal()

    def __init__(self, complaint: str, machine: str) -> None:
        super().__init__()
        self._complaint = complaint
        self.activated.connect(self._on_activated)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(machine)
            line.editingFinished.connect(self.committed)

    @Slot()
    def _on_activated(self) -> None:
        self.committed.emit()

    def value(self) -> object:
        """Raises Wrong."""
        name = self.zone()
        if name is None:
            raise Wrong(self._complaint)
        return name

    def set_value(self, value: object) -> None:
        self.set_zone(str(value or ""))
