"""Text to read that is as high as it is long: plain, selectable, and never interpreted (promise E7)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent, QTextDocument, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from sdrdesk.ui.theme import changed, set_font


def nothing() -> QImage:
    """What every resource is. An empty value, or one that is no picture, would send Qt to look for a file itself."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    return image


class BareDocument(QTextDocument):
    """A document that loads nothing: no file, no picture, no style sheet (rule R19)."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing()


class FlatText(QTextBrowser):
    """Read-only text without a frame or scroll bars of its own. Letters stay commands of the page around it.

    Args:
        role: colour, as of a PlainLabel.
        size: design size of the font.
    """

    def __init__(self, role: str = "t1", size: int = 13, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocument(BareDocument(self))
        self.setProperty("kind", "flat")
        self.setProperty("role", role)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        set_font(self, size)
        changed.connect(self._fit)

    def set_plain(self, words: str) -> None:
        """Show a text literally."""
        self.setPlainText(words)
        self.setAccessibleName(words[:200])
        self._fit()

    def set_cleaned(self, html: str) -> None:
        """Show HTML that ``html_clean`` has made harmless."""
        self.setHtml(html)
        self.setAccessibleName(self.toPlainText()[:200])
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(max(round(self.document().size().height() + 0.5), 1))

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing()

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page around it scrolls

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            event.ignore()
