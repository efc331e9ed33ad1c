"""Which thread an email goes in, the way to another one, and whether their message stands below it (rule R10)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.threading import Threading
from sdrdesk.core.texts import Texts
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.theme import set_font
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel


class ThreadLine(QWidget):
    """One line; hidden while there is no thread to speak of.

    Signals:
        joined_changed: the user wants it in the thread, or in a new one.
        quote_changed: their message below it or not.
    """

    joined_changed = Signal(bool)
    quote_changed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thread_line")
        self._texts = texts
        self._threading = Threading()
        self._joined = False
        self._day = ""
        self._words = ElidedLabel("", "t2", 12)
        self._words.setObjectName("thread_words")
        self.toggle = KeyButton("", "ghost", small=True)
        self.toggle.setObjectName("thread_toggle")
        self.toggle.set_keys("Alt+T")
        self.toggle.clicked.connect(self.turn)
        self.quote = QCheckBox(self.tr("Their message below"))
        self.quote.setObjectName("quote")
        set_font(self.quote, 12)
        self.quote.toggled.connect(lambda _: self.quote_changed.emit())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 8, 2)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.quote)
        self.hide()

    def show_threading(self, threading: Threading, joined: bool, quoted: bool, days: DayWords) -> None:
        """Show where the email goes, in silence."""
        self._threading = threading
        thread = threading.thread
        self._joined = joined and thread is not None
        self._day = days.day(days.date_of(thread.at)) if thread is not None else ""
        self.quote.blockSignals(True)
        self.quote.setChecked(quoted)
        self.quote.blockSignals(False)
        self._say()

    @property
    def joined(self) -> bool:
        """Does it go in the thread?"""
        return self._joined

    @property
    def quoted(self) -> bool:
        """Does their message stand below it?"""
        thread = self._threading.thread
        return self._joined and thread is not None and bool(thread.said) and self.quote.isChecked()

    @Slot()
    def turn(self) -> None:
        """The other way round."""
        if self._threading.thread is None:
            return
        self._joined = not self._joined
        self._say()
        self.joined_changed.emit(self._joined)

    def _say(self) -> None:
        thread, why = self._threading.thread, self._threading.why
        into = ("answers" if why == "answer" else "joined") if self._joined else ("broken" if why == "broken" else "new")
        self._words.setText(self._texts(f"thread.{into}", name=thread.name if thread is not None else "", day=self._day))
        self._words.set_role("amber" if why == "broken" and not self._joined else "t2")
        self.toggle.set_words(self.tr("New thread") if self._joined else self.tr("Last thread"))
        self.toggle.setHidden(thread is None)
        self.quote.setHidden(not (self._joined and thread is not None and thread.said))
        self.setHidden(thread is None and why != "broken")
