"""Under the check step: what will happen in numbers, the one button; and while it runs, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QStackedWidget, QWidget

from sdrdesk.core.services.imports import Imported
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

Part = tuple[int, str, str]


class ShareBar(QWidget):
    """A bar of the parts, and each part in words with its colour before it."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = QLocale(language)
        self._parts: tuple[Part, ...] = ()
        self.setObjectName("import_counts")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_parts(self, parts: tuple[Part, ...]) -> None:
        """(number, words, colour) of each part; the bar leaves out the last, which overlaps the others."""
        self._parts = parts
        self.setAccessibleName(", ".join(f"{self._locale.toString(n)} {words}" for n, words, _ in parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(420), current().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        total = sum(n for n, _, _ in self._parts[:-1])
        wide, x = float(theme.px(170)), 0.0
        if not total:
            return
        for n, _, token in self._parts[:-1]:
            if n:
                part = max((wide - 3 * len(self._parts)) * n / total, 3.0)
                painter.fillRect(round(x), self.height() // 2 - 4, round(part), 8, theme.color(token))
                x += part + 2
        x = wide + 16
        for n, words, token in self._parts:
            painting.box(painter, QRectF(x, self.height() / 2 - 4, 8, 8), 2, theme.color(token))
            x += 14
            x += painting.text(painter, theme, x, 0, self.height(), self._locale.toString(n), "t1", 13, 600) + 5
            x += painting.text(painter, theme, x, 0, self.height(), words, "t2") + 16


class ImportFooter(QWidget):
    """Counts and buttons, or progress and Cancel.

    Signals:
        back, go, cancel: the buttons.
    """

    back = Signal()
    go = Signal()
    cancel = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._locale = QLocale(language)
        self._stack = QStackedWidget()
        self.counts = ShareBar(language)
        self._why_not = ElidedLabel("", "t2", 12)
        self._why_not.setObjectName("import_why_not")
        self.back_button = KeyButton(self.tr("Back"), "ghost")
        self.go_button = KeyButton("", "primary")
        self.cancel_button = KeyButton(self.tr("Cancel"))
        for button, name, keys, signal in (
            (self.back_button, "import_back", "Esc", self.back),
            (self.go_button, "import_go", "Ctrl+Return", self.go),
            (self.cancel_button, "import_cancel", "Esc", self.cancel),
        ):
            button.setObjectName(name)
            button.set_keys(keys)
            button.clicked.connect(signal)
        self._bar = QProgressBar()
        self._bar.setObjectName("import_progress")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Import"))
        self._far = PlainLabel("", "t2")
        self._far.setObjectName("import_far")
        for widgets in ((self.counts, self._why_not, self.back_button, self.go_button), (self._bar, self._far, self.cancel_button)):
            page = QWidget()
            row = QHBoxLayout(page)
            row.setContentsMargins(24, 0, 24, 0)
            row.setSpacing(12)
            for widget in widgets:
                row.addWidget(widget, 1 if widget in (self.counts, self._bar) else 0, Qt.AlignmentFlag.AlignVCenter)
            self._stack.addWidget(page)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 1, 0, 0)
        outer.addWidget(self._stack)

    def set_counts(self, counted: Imported | None, rows: int, problems: int) -> None:
        """What a trial run found; None while it is not known."""
        if counted is None:
            self.counts.set_parts(())
            self.set_go(rows)
            return
        known = counted.merged + counted.updated
        self.counts.set_parts(
            (
                (counted.created, self.tr("new"), "accent"),
                (known, self.tr("already here"), "violet"),
                (counted.skipped, self.tr("left out"), "t3"),
                (problems, self.tr("with problems"), "amber"),
            )
        )
        self.set_go(counted.created + known)

    def set_go(self, rows: int) -> None:
        """How many rows the button brings in."""
        self.go_button.set_words(self.tr("Import %n rows", "", rows))

    def set_ready(self, ready: bool, why_not: str = "") -> None:
        """May it start? If not, the reason stands beside the button."""
        self.go_button.setEnabled(ready)
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))

    def show_progress(self, done: int, of: int) -> None:
        """Running, and how far."""
        self._stack.setCurrentIndex(1)
        self.cancel_button.setEnabled(done < of or not of)
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        number = self._locale.toString
        self._far.setText(self.tr("%1 of %2 rows").replace("%1", number(done)).replace("%2", number(of)))

    def show_stopping(self) -> None:
        """Cancel was pressed."""
        self.cancel_button.setEnabled(False)
        self._far.setText(self.tr("Stopping…"))

    def show_counts(self) -> None:
        """Not running."""
        self._stack.setCurrentIndex(0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("surface"))
        painter.fillRect(0, 0, self.width(), 1, current().color("line"))
