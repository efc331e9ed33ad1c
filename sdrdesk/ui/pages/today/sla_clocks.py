"""The clocks of inbound leads, each second: the visible rows say what is left, and a mark that is passed is announced at once (rule R21)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, QObject, QPoint, QTimer, Slot
from PySide6.QtWidgets import QListView

from sdrdesk.core.services.sla import SlaRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.today.list_model import TodayModel


class SlaClocks(QObject):
    """One timer for all of them; it stands still while no lead waits."""

    def __init__(self, ctx: UiContext, view: QListView, model: TodayModel) -> None:
        super().__init__(view)
        self._ctx = ctx
        self._view = view
        self._model = model
        self._marks: list[dt.datetime] = []
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    @property
    def runs(self) -> bool:
        """Does a lead wait?"""
        return self._timer.isActive()

    def refresh(self) -> None:
        """Read whose clocks run."""
        self._ctx.runner.query(self, self._ctx.desk.slas.rows, self._show)

    def _show(self, rows: list[SlaRow]) -> None:
        now = self._ctx.now()
        self._marks = sorted(mark for r in rows for mark in (r.warn_at, r.due_at, r.escalate_at) if mark > now)
        if rows and not self._timer.isActive():
            self._timer.start()
        elif not rows:
            self._timer.stop()

    @Slot()
    def tick(self) -> None:
        """A second has gone by."""
        now = self._ctx.now()
        if self._marks and self._marks[0] <= now:
            self._marks = [mark for mark in self._marks if mark > now]
            # The reminders look every quarter of a minute; a broken promise is not announced that late.
            self._ctx.desk.soon("remind")
        if self._view.isVisible():
            self._model.tick(*self._visible())

    def _visible(self) -> tuple[int, int]:
        """First and last row on the screen."""
        area = self._view.viewport().rect()
        last: QModelIndex = self._view.indexAt(QPoint(1, area.bottom()))
        return self._view.indexAt(QPoint(1, 1)).row(), last.row() if last.isValid() else self._model.rowCount() - 1
