"""The way into the power hour, on Today: a button, and a line when an hour is under way."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sdrdesk.core.services.focus import Standing
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.widgets.banner import Banner
from sdrdesk.ui.widgets.key_button import KeyButton


class HourEntry(QObject):
    """Holds both; Today puts them where they belong.

    Signals:
        asked: begin, or go on.
    """

    asked = Signal()

    def __init__(self, ctx: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.button = KeyButton(self.tr("Power hour"), icon="zap", small=True)
        self.button.setObjectName("power_hour")
        self.button.set_keys("F")
        self.button.clicked.connect(self.asked)
        self.line = Banner("green", flush=True)
        self.line.setObjectName("power_hour_line")
        self.line.set_kind("green", "zap")
        self.line.button.set_keys("F")
        self.line.action_clicked.connect(self.asked)
        self.line.hide()

    def refresh(self) -> None:
        """Look whether an hour is under way."""
        self._ctx.runner.query(self, self._ctx.desk.focus.standing, self.show_standing)

    def show_standing(self, standing: Standing | None) -> None:
        """Show the line in place of the button, or the button."""
        self.button.setVisible(standing is None)
        self.line.setVisible(standing is not None)
        if standing is not None:
            words = self._ctx.texts("focus.standing", n=standing.minutes_left, done=standing.done, planned=standing.planned)
            self.line.set_message("", words, action=self.tr("Continue"))
