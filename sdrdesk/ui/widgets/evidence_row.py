"""One letter of MANTCP: what to ask, how strong the sign is, and the evidence in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sdrdesk.ui.theme import current, set_font
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_TINTS = {"strong": ("green-bg", "green"), "weak": ("amber-bg", "amber"), "unknown": ("track", "t2")}
_SIGNALS = tuple(_TINTS)
_SEGMENTS_WIDTH = 196
_NAME_WIDTH = 84
_INSET = 6  # a line edit keeps this much before its text


class LetterTile(QWidget):
    """The letter, tinted by the sign; the segment beside it says the same in words."""

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._signal = letter, "unknown"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(letter)

    def set_letter(self, letter: str) -> None:
        """Another letter."""
        self._letter = letter
        self.setAccessibleName(letter)
        self.update()

    def set_signal(self, signal: str) -> None:
        """strong, weak or unknown."""
        self._signal = signal
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(26), current().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        fill, token = _TINTS[self._signal]
        painter = QPainter(self)
        painting.box(painter, painting.as_float(self.rect()), 6, theme.color(fill))
        wide = theme.metrics(13, 600).horizontalAdvance(self._letter)
        painting.text(painter, theme, (self.width() - wide) / 2, 0, self.height(), self._letter, token, 13, 600)


class EvidenceRow(QFrame):
    """A row of the Qualify panel; 1, 2, 3 set the sign while it has the keys.

    Args:
        key: name of the letter, the first argument of both signals.
        letter: what the tile shows.
        name: its name in words.
        question: what to ask for it.

    Signals:
        signal_changed: key, and strong, weak or unknown.
        evidence_changed: key, and the text when the person has finished it.
        source_wanted: key: show what it came from.
    """

    signal_changed = Signal(str, str)
    evidence_changed = Signal(str, str)
    source_wanted = Signal(str)

    def __init__(self, key: str, letter: str, name: str, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._saved = ""
        self.setObjectName(f"evidence_{key}")
        self.tile = LetterTile(letter)
        self.segments = SegmentedControl(
            (
                SegmentSpec("strong", self.tr("Strong"), "gr"),
                SegmentSpec("weak", self.tr("Weak"), "am"),
                SegmentSpec("unknown", self.tr("Unknown"), "plain"),
            ),
            equal_width=_SEGMENTS_WIDTH,
        )
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "bare")
        self.edit.setObjectName(f"evidence_text_{key}")
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(self.tr("No evidence yet. Type what you heard."))
        set_font(self.edit, 13)
        self.stamp = ElidedLabel("", "t3", 12)
        self.source = KeyButton("", "ghost", small=True)
        self.source.setObjectName(f"evidence_source_{key}")
        self.source.setAccessibleName(self.tr("Where it comes from"))
        self.source.clicked.connect(lambda: self.source_wanted.emit(self.key))
        self.source.hide()
        self.earlier = KeyButton("", "ghost", small=True)
        self.earlier.setObjectName(f"evidence_history_{key}")
        self.earlier.setAccessibleName(self.tr("What was noted before"))
        self.earlier.clicked.connect(self._toggle_earlier)
        self.earlier.hide()
        self.past = PlainLabel("", "t3", 12, wrap=True)
        self.past.setObjectName(f"evidence_past_{key}")
        self.past.setContentsMargins(_INSET, 0, 0, 4)
        self.past.hide()
        self._lay_out(name, question)
        self.setFocusProxy(self.segments.segment("strong"))
        self.segments.changed.connect(self._signal_chosen)
        self.edit.editingFinished.connect(self._finished)
        self.set_evidence("unknown", "")

    def _lay_out(self, name: str, question: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 8, 11, 3)
        row.setSpacing(_INSET)
        row.addWidget(self.tile)
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(_INSET, 0, 0, 0)
        head.setSpacing(4)
        self.title = PlainLabel(name, "t1", 13, 600)
        self.title.setMinimumWidth(_NAME_WIDTH)
        self.question = ElidedLabel(question, "t3", 12)
        head.addWidget(self.title)
        head.addWidget(self.question, 1)
        head.addStretch(0)
        head.addWidget(self.segments)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.stamp)
        line.addWidget(self.source)
        line.addWidget(self.earlier)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.past)
        row.addLayout(column, 1)

    def set_words(self, letter: str, name: str, question: str) -> None:
        """Another view of the same letter: what the tile shows, its name, what to ask."""
        self.tile.set_letter(letter)
        self.title.setText(name)
        self.edit.setAccessibleName(name)
        self.question.setText(question)

    def set_source(self, words: str) -> None:
        """What it came from, as a button; empty for what was only typed."""
        self.source.set_words(words)
        self.source.setAccessibleDescription(self.title.text())
        self.source.setVisible(bool(words))

    def set_past(self, lines: Sequence[str]) -> None:
        """What was noted before, newest first."""
        self.earlier.set_words(self.tr("%n earlier", "", len(lines)))
        self.earlier.setVisible(bool(lines))
        self.past.setText("\n".join(lines))
        if not lines:
            self.past.hide()

    @Slot()
    def _toggle_earlier(self) -> None:
        self.past.setVisible(self.past.isHidden())

    def set_evidence(self, signal: str, text: str, stamp: str = "") -> None:
        """Show what is known, in silence; ``stamp`` says who said it and when. A text that is being typed is not touched."""
        self.segments.set_value(signal)
        self.tile.set_signal(signal)
        self._saved = text
        if not self.edit.hasFocus():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
        self.stamp.setText(stamp)
        self.stamp.setHidden(not stamp)

    def event(self, event: QEvent) -> bool:
        """The digits are this row's while it has the keys; else the same digits of the page would log a call."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._signal_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 are strong, weak, unknown."""
        signal = self._signal_of(event)
        if signal:
            self.segments.choose(signal)
            return
        super().keyPressEvent(event)

    @staticmethod
    def _signal_of(event: QKeyEvent) -> str:
        number = event.key() - Qt.Key.Key_1.value
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _SIGNALS[number] if 0 <= number < len(_SIGNALS) and plain else ""

    @Slot(str)
    def _signal_chosen(self, signal: str) -> None:
        self.tile.set_signal(signal)
        self.signal_changed.emit(self.key, signal)

    @Slot()
    def _finished(self) -> None:
        text = self.edit.text().strip()
        if text != self._saved:
            self._saved = text
            self.evidence_changed.emit(self.key, text)
