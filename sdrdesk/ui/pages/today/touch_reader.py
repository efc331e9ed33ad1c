"""One touch, whole: the note, and the email that was sent, to read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from sdrdesk.core.queries.record import PastTouch, SentEmail
from sdrdesk.core.texts import Texts
from sdrdesk.ui.letter_keys import LetterKeys
from sdrdesk.ui.pages.today.touch_list import TouchWords
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_NOTE_BESIDE_EMAIL, _WHOLE = 96, 16_777_215


class TouchReader(QWidget):
    """A page over the list; Esc or the button goes back to it.

    Signals:
        left: back to the list.
        captured: letter of MANTCP, words, who said them, (touch, message) that they are of.
    """

    left = Signal()
    captured = Signal(str, str, str, object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("touch_reader")
        self._texts = texts
        self._title = ElidedLabel("", "t1", 13, 600)
        self._title.setObjectName("touch_title")
        self._beside = ElidedLabel("", "t2", 12)
        self.back = KeyButton(self.tr("Back to the touches"), icon="undo-2", small=True)
        self.back.setObjectName("touch_back")
        self.back.set_keys("Esc")
        self.back.clicked.connect(self.left)
        self._note_head = PlainLabel(self.tr("Note"), "t3", 12, 600)
        self.note = self._text("touch_note", self.tr("Note"))
        self._email_head = PlainLabel("", "t3", 12, wrap=True)
        self._email_head.setObjectName("email_state_read")
        self._subject = ElidedLabel("", "t1", 13, 600)
        self._subject.setObjectName("email_subject_read")
        self.body = self._text("email_body_read", self.tr("Text of the email"))
        self._touch: PastTouch | None = None
        self._from = ""
        keys = LetterKeys(self)
        for edit in (self.note, self.body):
            keys.watch(edit)
        keys.captured.connect(self._on_captured)
        self._lay_out()

    def _text(self, name: str, words: str) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(words)
        edit.setReadOnly(True)
        edit.setTabChangesFocus(True)
        edit.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        edit.installEventFilter(self)
        return edit

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._beside)
        head.addLayout(words, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addSpacing(4)
        for widget, stretch in ((self._note_head, 0), (self.note, 1), (self._email_head, 0), (self._subject, 0), (self.body, 2)):
            column.addWidget(widget, stretch)
        column.addStretch(0)

    def show_touch(self, touch: PastTouch, words: TouchWords) -> None:
        """Show a touch; its email, if it is one, follows by ``show_email``."""
        self._touch, self._from = touch, ""
        day = words.days.day(words.days.date_of(touch.at), weekday=True)
        self._title.setText(f"{words.outcome(touch)} · {day} {words.days.clock(touch.at)}")
        self._beside.setText(" · ".join(p for p in (words.beside(touch), words.minutes(touch)) if p))
        self.note.setPlainText(touch.note or self.tr("No note was written."))
        # The note of a received message is its beginning; the whole stands below.
        told = touch.message_id is None and (bool(touch.note) or touch.outcome != "sent")
        self.note.setMaximumHeight(_NOTE_BESIDE_EMAIL if touch.outbox_id is not None else _WHOLE)
        self._note_head.setVisible(told)
        self.note.setVisible(told)
        for widget in (self._email_head, self._subject, self.body):
            widget.hide()
        (self.note if told else self.back).setFocus()

    def show_email(self, email: SentEmail | None, words: TouchWords) -> None:
        """The email as it lies in the outbox; None when it does not lie there."""
        self._email_head.show()
        if email is None:
            self._email_head.setText(
                self.tr("This email did not leave by SDR Desk, so its text is not here. Look in the Sent folder of your mail program.")
            )
            return
        when = f"{words.days.day(words.days.date_of(email.at), weekday=True)} {words.days.clock(email.at)}"
        if email.state == "received":
            self._from = email.to
            said = self.tr("From %1 · %2").replace("%2", when).replace("%1", email.to)
        else:
            said = self.tr("To %1 · %2, %3").replace("%3", when).replace("%2", self._texts(f"outbox.{email.state}")).replace("%1", email.to)
        self._email_head.setText(said)
        self._subject.setText(email.subject)
        self._subject.show()
        self.body.setPlainText(email.body)
        self.body.show()
        self.body.setFocus()

    def _on_captured(self, letter: str, words: str) -> None:
        touch = self._touch
        # What we wrote ourselves is no word of theirs.
        if touch is not None and (self.note.hasFocus() or self._from):
            self.captured.emit(letter, words, self._from, (touch.id, touch.message_id))

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Esc belongs to this page while it is open; otherwise the list of the day would take it.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.left.emit()
                return True
            if event.type() == QEvent.Type.ShortcutOverride:
                event.ignore()  # nothing is typed here, so letters stay commands
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
