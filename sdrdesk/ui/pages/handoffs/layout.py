"""The widgets of the Handoffs page and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.domain.words import ANSWERS
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.handoffs.form import HandoffForm
from sdrdesk.ui.pages.handoffs.preview import PdfPreview
from sdrdesk.ui.pages.handoffs.sent import SentPanel
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.empty_state import EmptyState
from sdrdesk.ui.widgets.entry_list import WIDTH, EntryList
from sdrdesk.ui.widgets.fold import Fold
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel


class _Head(QWidget):
    """A bar with a line under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().color("line"))


class HandoffsLayout(Page):
    """Head, list, middle and preview, without any behaviour."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("handoffs_page")
        self._build()
        self.setFocusProxy(self.list)

    def _build(self) -> None:
        self.list = EntryList("handoff_list", self.tr("Handoffs"))
        self.form, self.preview = HandoffForm(), PdfPreview(self.ctx)
        self.sent = SentPanel({a: self.ctx.texts(f"answer.{a}") for a in ANSWERS})
        line = self.tr("People come here when a meeting is agreed or three letters of MANTCP are strong.")
        self.empty = EmptyState(self.tr("Nobody is ready yet"), line, self.tr("Go to Today"))
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(20, 40, 20, 20)
        column.addWidget(self.empty)
        column.addStretch(1)
        self.middle = QStackedWidget()
        for panel in (self.form, self.sent, empty):
            self.middle.addWidget(panel)
        self._empty_panel = empty
        self.middle.setMinimumWidth(372)
        splitter = QSplitter()
        splitter.setObjectName("handoff_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (self._make_left(), self.middle, self.preview):
            splitter.addWidget(widget)
        splitter.setSizes([WIDTH, 416, 540])
        splitter.setStretchFactor(2, 1)
        self.preview.setMinimumWidth(300)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._make_head())
        page.addWidget(splitter, 1)
        for widget in (self.middle, self.preview):
            widget.setProperty("role", "surface")
            widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _make_left(self) -> QWidget:
        """The list, and under it how the account executives answer."""
        left = QWidget()
        left.setMinimumWidth(220)
        lines = QWidget()
        self._figure_lines = PlainLabel("", "t2", 12, wrap=True)
        self._figure_lines.setObjectName("handoff_figures")
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(16, 0, 12, 10)
        inside.addWidget(self._figure_lines)
        self.figures = Fold(self.tr("How they answer"), "figures", lines)
        self.figures.setContentsMargins(4, 4, 4, 0)
        self.figures.hide()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.figures)
        return left

    def show_figures(self, lines: Sequence[str]) -> None:
        """How account executives answered in the last 90 days; nothing while nobody has."""
        self.figures.setVisible(bool(lines))
        self.figures.set_summary(lines[0] if lines else "")
        self._figure_lines.setText("\n".join(lines))

    def _make_head(self) -> QWidget:
        head = _Head()
        head.setFixedHeight(48)
        self.filter = SegmentedControl(
            [
                SegmentSpec("", self.tr("All"), count=0),
                SegmentSpec("draft", self.tr("Draft"), count=0),
                *(SegmentSpec(state, self.ctx.texts(f"handoff_state.{state}"), count=0) for state in ("sent", *ANSWERS)),
            ],
            joined=False,
        )
        self.filter.setObjectName("handoff_filter")
        self._tally = PlainLabel("", "t2", 12)
        self._tally.setObjectName("handoff_tally")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("Handoffs"), "t1", 18, 600))
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(self._tally)
        return head
