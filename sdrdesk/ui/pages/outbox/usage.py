"""Under the filter: what each account has used of its caps, when its next email may leave, and whether replies to it are seen (B4, B6)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdrdesk.core.services.outbox_gate import Usage
from sdrdesk.ui.pages.outbox.words import Words
from sdrdesk.ui.widgets.text import ElidedLabel

SHOWN = 4
"""More accounts than this are summed up in one line."""


class UsageLines(QWidget):
    """A line for each account."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outbox_usage")
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 6, 16, 6)
        self._column.setSpacing(2)
        self.lines: list[ElidedLabel] = []
        self.hide()

    def show_usage(self, usage: Sequence[Usage]) -> None:
        """Show these accounts."""
        said = [self._line(one) for one in usage[:SHOWN]]
        if len(usage) > SHOWN:
            said.append(self.tr("%n more accounts", "", len(usage) - SHOWN))
        while len(self.lines) < len(said):
            line = ElidedLabel("", "t2", 12)
            line.setObjectName(f"usage_{len(self.lines)}")
            self.lines.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(said))
            line.setText(said[number] if number < len(said) else "")
        self.setVisible(bool(said))

    def _line(self, one: Usage) -> str:
        form = self.tr("%1: %2 of %3 this hour, %4 of %5 today")
        for mark, value in enumerate((one.address, one.hour, one.hourly_cap, one.day, one.daily_cap), 1):
            form = form.replace(f"%{mark}", str(value))
        parts = [form]
        if one.next_at is not None:
            parts.append(self.tr("the next may leave at %1").replace("%1", self._words.moment(one.next_at)))
        if not one.reads:
            parts.append(self.tr("this account only sends: replies are not seen here"))
        return " · ".join(parts)
