"""The packet's paper at the right, page below page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.handoffs.pdf_pages import Paper, render
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_MARGIN = 20
_STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_POINT = 96 / 72
"""Pixels of a point at full size."""

_SETTLE_MS = 150


class _Head(QWidget):
    """A bar with a line under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().color("line"))


class _Ground(QWidget):
    """What the pages lie on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("desk"))


class PdfPreview(QWidget):
    """Pages of one PDF with zoom: fit to the width, larger, smaller."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handoff_preview")
        self.setAccessibleName(self.tr("Packet for the account executive"))
        self._ctx = ctx
        self._paper: Paper | None = None
        self._zoom = 0.0  # 0 is fit
        self._turn = 0
        self._pages: list[QLabel] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._render)
        self._area = QScrollArea()
        self._area.setObjectName("preview_area")
        self._area.setAccessibleName(self.tr("Pages"))
        self._area.setWidgetResizable(True)
        self._ground = _Ground()
        self._stack = QVBoxLayout(self._ground)
        self._stack.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._stack.setSpacing(_MARGIN)
        self._stack.addStretch(1)
        self._area.setWidget(self._ground)
        self._area.verticalScrollBar().valueChanged.connect(self._count)
        self._words = PlainLabel("", "t2", 13, wrap=True)
        self._words.setObjectName("preview_words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._words, 1)
        column.addWidget(self._area, 1)
        self.show_words("")

    def _make_head(self) -> QWidget:
        head = _Head()
        head.setFixedHeight(40)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        self._size = PlainLabel("", "t3", 12)
        self._size.setObjectName("preview_size")
        self._at = PlainLabel("", "t2", 12)
        self._at.setObjectName("preview_page")
        self.smaller = KeyButton("", "ghost", "minus", small=True)
        self.fit = KeyButton(self.tr("Fit"), "ghost", small=True)
        self.larger = KeyButton("", "ghost", "plus", small=True)
        for button, name, words in (
            (self.smaller, "preview_smaller", self.tr("Smaller")),
            (self.fit, "preview_fit", self.tr("Fit to the width")),
            (self.larger, "preview_larger", self.tr("Larger")),
        ):
            button.setObjectName(name)
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.smaller.clicked.connect(partial(self._step, -1))
        self.larger.clicked.connect(partial(self._step, 1))
        self.fit.clicked.connect(self._fit)
        row.addWidget(PlainLabel(self.tr("Packet"), "t1", 12, 600))
        row.addWidget(self._size)
        row.addStretch(1)
        for widget in (self._at, self.smaller, self.fit, self.larger):
            row.addWidget(widget)
        return head

    @property
    def zoom(self) -> float:
        """The factor; 0 fits the width."""
        return self._zoom

    @property
    def page_count(self) -> int:
        """Pages that are drawn."""
        return len(self._pages)

    def show_words(self, words: str) -> None:
        """No paper, but a sentence."""
        self._paper = None
        self._turn += 1
        self._words.setText(words)
        self._set_images([])
        self._update_head()

    def show_paper(self, paper: Paper) -> None:
        """Show a PDF; the old pages stay until the new ones are drawn."""
        self._paper = paper
        self._update_head()
        self._render()

    def _update_head(self) -> None:
        paper = self._paper
        self._area.setVisible(paper is not None)
        self._words.setVisible(paper is None)
        for button in (self.smaller, self.fit, self.larger):
            button.setEnabled(paper is not None)
        if paper is None:
            self._size.setText("")
            self._at.setText("")
            return
        size = QLocale(self._ctx.profile.language).formattedDataSize(len(paper.pdf), 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        self._size.setText(self.tr("PDF, %1").replace("%1", size))

    def _scale(self, paper: Paper) -> float:
        if self._zoom:
            return self._zoom * _POINT
        # Room for the scroll bar is kept even while it is not there, or its coming and going would change the size.
        bar = self._area.verticalScrollBar().sizeHint().width()
        return max((self._area.width() - bar - 2 * _MARGIN) / paper.width, 0.3)

    @Slot()
    def _render(self) -> None:
        paper = self._paper
        if paper is None:
            return
        self._turn += 1
        turn, ratio = self._turn, self.devicePixelRatioF()
        scale = self._scale(paper) * ratio

        def done(images: list[QImage]) -> None:
            if turn == self._turn:
                for image in images:
                    image.setDevicePixelRatio(ratio)
                self._set_images(images)

        self._ctx.runner.query(self, lambda: render(paper, scale), done)

    def _set_images(self, images: list[QImage]) -> None:
        for page in self._pages[len(images) :]:
            page.hide()
            self._stack.removeWidget(page)
            page.deleteLater()
        del self._pages[len(images) :]
        while len(self._pages) < len(images):
            page = QLabel()
            self._stack.insertWidget(len(self._pages), page, 0, Qt.AlignmentFlag.AlignHCenter)
            self._pages.append(page)
        for number, (page, image) in enumerate(zip(self._pages, images, strict=True), 1):
            page.setPixmap(QPixmap.fromImage(image))
            page.setAccessibleName(self.tr("Page %1").replace("%1", str(number)))
        self._count()

    @Slot()
    def _count(self) -> None:
        """Which page is under the middle of the view."""
        if not self._pages:
            self._at.setText("")
            return
        middle = self._area.verticalScrollBar().value() + self._area.viewport().height() / 2
        number = sum(1 for page in self._pages if page.y() <= middle) or 1
        self._at.setText(f"{number} / {len(self._pages)}")

    def _step(self, by: int, _checked: bool = False) -> None:
        if self._paper is None:
            return
        now = self._zoom or self._scale(self._paper) / _POINT
        wider = [z for z in _STEPS if z > now + 0.01]
        narrower = [z for z in _STEPS if z < now - 0.01]
        found = (wider[:1] if by > 0 else narrower[-1:]) or [now]
        self._zoom = found[0]
        self._render()

    @Slot()
    def _fit(self) -> None:
        self._zoom = 0.0
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._paper is not None and not self._zoom:
            self._settle.start()
