"""One entry of a conversation: a received message, an email of ours, or a line for a call."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from sdrdesk.core.queries.inbox import Received, Sent, Touched
from sdrdesk.core.texts import Texts
from sdrdesk.ui.letter_keys import LetterKeys
from sdrdesk.ui.pages.inbox.kind_button import KindButton
from sdrdesk.ui.pages.inbox.offers import Offers
from sdrdesk.ui.pages.inbox.words import KIND_CHIPS, Words
from sdrdesk.ui.theme import current, pixmap
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.flat_text import FlatText
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_WHOLE_HIGH = 420
_ICONS = {"call": "phone", "email": "mail", "im": "message-square", "social": "users", "meeting": "calendar", "event": "calendar"}
SENT_CHIPS = {"queued": "ac", "deferred": "ac", "claimed": "ac", "dotting": "ac", "held": "am", "in_doubt": "am", "failed": "rd"}


def _whole_text(name: str, words: str) -> QPlainTextEdit:
    """A window on a text that is too long to stand in the thread."""
    edit = QPlainTextEdit()
    edit.setObjectName(name)
    edit.setReadOnly(True)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(_WHOLE_HIGH)
    edit.setPlainText(words)
    return edit


class ReceivedCard(Card):
    """A received message: the sender's own words; what they quote is folded, HTML is shown as text (rule R19).

    Signals:
        chosen: the message was clicked: keys act on it.
        kind_clicked: its class was clicked.
        html_wanted: show the formatted form, which is read when it is asked for.
        whole_wanted: show the rest of a long text.
        refer_wanted: number of somebody whom it names, or -1 for its sender.
        person_wanted: somebody on the list.
        captured: letter of MANTCP, and the selected words.
    """

    chosen = Signal()
    kind_clicked = Signal()
    html_wanted = Signal()
    whole_wanted = Signal()
    refer_wanted = Signal(int)
    person_wanted = Signal(int)
    captured = Signal(str, str)

    def __init__(self, entry: Received, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 12, 16, 12), 6, parent=parent)
        self.setObjectName("received")
        self.entry = entry
        self._words = words
        self._whole: QPlainTextEdit | None = None
        self._html: FlatText | None = None
        self.setAccessibleName(f"{words.kind(entry.kind)}, {entry.from_name or entry.from_address}, {words.moment(entry.at)}")
        self._add_head()
        self._add_facts()
        self.body = FlatText()
        self.body.setObjectName("message_text")
        self.body.set_plain(entry.text.strip() or self.tr("(no words of their own)"))
        self.add_row(self.body)
        self._keys = LetterKeys(self)
        self._keys.watch(self.body)
        self._keys.captured.connect(self.captured)
        self._add_folded()
        self.offers = Offers(entry, words)
        self.offers.refer_wanted.connect(self.refer_wanted)
        self.offers.person_wanted.connect(self.person_wanted)
        if self.offers.has_any:
            self.add_row(self.offers)
        else:
            self.offers.setParent(self)
            self.offers.hide()

    def _add_head(self) -> None:
        entry = self.entry
        self.who = ElidedLabel(entry.from_name or entry.from_address, "t1", 13, 600)
        self.who.setObjectName("message_sender")
        address = ElidedLabel(entry.from_address if entry.from_name else "", "t3", 12)
        self.kind = KindButton(self._words.verdict(entry), KIND_CHIPS[entry.kind] if entry.open else "plain")
        self.kind.clicked.connect(self.kind_clicked)
        done = PlainLabel(self.tr("Dealt with"), "t3", 12)
        if entry.open:
            done.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.who)
        row.addWidget(address, 1)
        row.addWidget(done)
        row.addWidget(self.kind)
        row.addWidget(PlainLabel(self._words.moment(entry.at), "t3", 12))
        self.column.addLayout(row)
        subject = ElidedLabel(entry.subject or self.tr("(no subject)"), "t2", 13, 500)
        subject.setObjectName("message_subject")
        self.add_row(subject)
        self.column.addSpacing(4)

    def _add_facts(self) -> None:
        """What a machine said: until when somebody is away, what did not arrive and why."""
        entry, lines = self.entry, []
        if entry.kind == "out_of_office":
            lines.append((self._words.returns(entry.returns_on), "t1"))
        lines += [(self._words.reported(one), "red" if one.permanent else "amber") for one in entry.reported]
        for line, role in lines:
            fact = PlainLabel(line, role, 12, 500, wrap=True)
            fact.setObjectName("message_fact")
            self.add_row(fact)

    def _add_folded(self) -> None:
        """What is shown when it is asked for."""
        entry = self.entry
        self.quote_button = KeyButton(self.tr("Quoted text"), "ghost", small=True)
        self.quote_button.setObjectName("message_quote")
        self.quote_button.clicked.connect(self.toggle_quoted)
        self.html_button = KeyButton(self.tr("Formatted"), "ghost", small=True)
        self.html_button.setObjectName("message_html")
        self.html_button.clicked.connect(self.toggle_html)
        self.whole_button = KeyButton(self.tr("Show all of it"), "ghost", small=True)
        self.whole_button.setObjectName("message_whole")
        self.whole_button.clicked.connect(self.whole_wanted)
        self.quoted = FlatText("t3", 12)
        self.quoted.setObjectName("message_quoted")
        self.quoted.hide()
        self.add_row(self.quoted)
        for text in (self.body, self.quoted):
            text.viewport().installEventFilter(self)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        cut = entry.length > len(entry.text) or entry.quoted_length > len(entry.quoted)
        wanted = {self.quote_button: bool(entry.quoted.strip()), self.html_button: entry.has_html, self.whole_button: cut}
        for button, shown in wanted.items():
            row.addWidget(button)
            # Only ever hidden here: without a parent on the screen, showing would open a window and take the keys.
            if not shown:
                button.hide()
        row.addStretch(1)
        self.add_row(self._buttons)
        if not any(wanted.values()):
            self._buttons.hide()

    def set_current(self, current_one: bool) -> None:
        """Keys act on this message; its buttons show theirs."""
        self.set_look("surface", "accent" if current_one else "line")
        self.quote_button.set_keys("X" if current_one else "")
        self.html_button.set_keys("H" if current_one else "")
        self.offers.set_current(current_one)

    @Slot()
    def toggle_quoted(self) -> None:
        """Fold or unfold what the sender quotes."""
        if self.entry.quoted.strip():
            if self.quoted.isHidden():
                self.quoted.set_plain(self.entry.quoted.strip())
            self.quoted.setHidden(not self.quoted.isHidden())

    @Slot()
    def toggle_html(self) -> None:
        """The text again, or ask for the formatted form."""
        if self._html is not None and not self._html.isHidden():
            self._html.hide()
            self.body.setVisible(self._whole is None)
            if self._whole is not None:
                self._whole.show()
        elif self.entry.has_html:
            self.html_wanted.emit()

    @property
    def shows_html(self) -> bool:
        """Is the formatted form in front?"""
        return self._html is not None and not self._html.isHidden()

    def show_html(self, cleaned: str) -> None:
        """Show the formatted form, which is clean, in place of the text."""
        if self._html is None:
            self._html = FlatText()
            self._keys.watch(self._html)
            self._html.setObjectName("message_formatted")
            self.column.insertWidget(self.column.indexOf(self.body) + 1, self._html)
        self._html.set_cleaned(cleaned)
        self._html.show()
        self.body.hide()
        if self._whole is not None:
            self._whole.hide()

    def show_whole(self, written: str, quoted: str) -> None:
        """The whole of a long message, to scroll in."""
        self._whole = _whole_text("message_all", f"{written}\n\n{quoted}".strip())
        self._keys.watch(self._whole)
        self.column.insertWidget(self.column.indexOf(self.body) + 1, self._whole)
        for widget in (self.body, self.quoted, self.quote_button, self.whole_button):
            widget.hide()

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.chosen.emit()
        return False


class SentCard(Card):
    """An email of ours: subject and first words; a click shows the rest.

    Signals:
        whole_wanted: show the rest of a long text.
    """

    whole_wanted = Signal()

    def __init__(self, entry: Sent, words: Words, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__("window", (16, 8, 16, 8), 4, parent=parent)
        self.setObjectName("sent")
        self.entry = entry
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("You"), "t1", 13, 600))
        head.addWidget(ElidedLabel(entry.to, "t3", 12), 1)
        state = Chip("" if entry.state == "sent" else texts(f"outbox.{entry.state}"), SENT_CHIPS.get(entry.state, "plain"), self)
        head.addWidget(state)
        head.addWidget(PlainLabel(words.moment(entry.at), "t3", 12))
        self.column.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(PlainLabel(entry.subject, "t2", 13, 500) if len(entry.subject) < 60 else ElidedLabel(entry.subject, "t2", 13, 500))
        self._first = ElidedLabel(" ".join(entry.text[:300].split()), "t3", 12)
        line.addWidget(self._first, 1)
        self.more = KeyButton("", "ghost", "chevron-down", small=True)
        self.more.setObjectName("sent_more")
        self.more.setAccessibleName(self.tr("Show the email"))
        self.more.clicked.connect(self.toggle)
        line.addWidget(self.more)
        self.column.addLayout(line)
        self.body = FlatText("t2")
        self.body.setObjectName("sent_text")
        self.body.hide()
        self.add_row(self.body)

    @Slot()
    def toggle(self) -> None:
        """Unfold or fold."""
        if self.body.isHidden():
            self.show_whole(self.entry.text)
            if self.entry.length > len(self.entry.text):
                self.whole_wanted.emit()
        else:
            self.body.hide()
            self._first.show()

    def show_whole(self, text: str) -> None:
        """Its text."""
        self.body.set_plain(text)
        self.body.show()
        self._first.hide()


class TouchLine(QWidget):
    """A call, a note, an email that left elsewhere."""

    def __init__(self, entry: Touched, words: Words, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("touched")
        self.entry = entry
        mark = QLabel()
        mark.setPixmap(pixmap(_ICONS.get(entry.channel, "circle-help"), "t3", 14))
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 2, 17, 2)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(PlainLabel(f"{texts(f'channel.{entry.channel}')} · {texts(f'outcome.{entry.outcome}')}", "t2", 12, 500))
        row.addWidget(ElidedLabel(" ".join(entry.note.split()), "t3", 12), 1)
        row.addWidget(PlainLabel(words.moment(entry.at), "t3", 12))
        self.setMinimumHeight(current().px(24))
