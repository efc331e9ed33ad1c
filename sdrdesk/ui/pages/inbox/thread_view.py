"""The conversation: cards, newest first. What has not changed keeps its card, so that neither the place nor what was unfolded is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.queries.inbox import Entry, Received, Sent, Thread
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.inbox.cards import ReceivedCard, SentCard, TouchLine
from sdrdesk.ui.pages.inbox.words import Words
from sdrdesk.ui.widgets.key_button import KeyButton


class ThreadView(QScrollArea):
    """Cards of one conversation, of which one received message is current.

    Signals:
        current_changed: the current message, or None.
        kind_clicked, html_wanted, whole_wanted: of this ReceivedCard.
        sent_wanted: the whole text of this SentCard.
        refer_wanted: (message, number of the person it names or -1).
        person_wanted: id of somebody on the list.
        captured: (message, letter of MANTCP, the selected words).
        older_wanted: show what came before.
    """

    current_changed = Signal(object)
    kind_clicked = Signal(object)
    html_wanted = Signal(object)
    whole_wanted = Signal(object)
    sent_wanted = Signal(object)
    refer_wanted = Signal(object, int)
    person_wanted = Signal(int)
    captured = Signal(object, str, str)
    older_wanted = Signal()

    def __init__(self, words: Words, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inbox_thread")
        self.setAccessibleName(self.tr("Conversation"))
        self._words, self._texts = words, texts
        self._prospect_id = 0
        self._current: int | None = None
        self._widgets: dict[tuple[str, int], ReceivedCard | SentCard | TouchLine] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("role", "content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 12, 20, 16)
        self._column.setSpacing(8)
        self.older = KeyButton(self.tr("Show older"), "ghost", small=True)
        self.older.setObjectName("inbox_older")
        self.older.clicked.connect(self.older_wanted)
        self._column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.setWidget(content)

    # --- what is shown -----------------------------------------------------------------------------------------------------

    def show_thread(self, thread: Thread) -> None:
        """Show a conversation; of the same person only what changed is made anew, and what is being read stays where it is."""
        same = thread.prospect_id == self._prospect_id
        anchor = self._anchor() if same else None
        if not same:
            self._clear()
            self._prospect_id = thread.prospect_id
        wanted = {entry.key: entry for entry in thread.entries}
        for key in [k for k, w in self._widgets.items() if wanted.get(k) != w.entry]:
            self._drop(key)
        for place, entry in enumerate(thread.entries):
            if entry.key not in self._widgets:
                self._widgets[entry.key] = self._make(entry)
                self._column.insertWidget(place, self._widgets[entry.key])
        self.older.setVisible(thread.more)
        self._choose_current(thread, same)
        if anchor is None:
            self.verticalScrollBar().setValue(0)
        else:
            self._restore(*anchor)

    def card(self, message_id: int) -> ReceivedCard | None:
        """The card of a received message."""
        found = self._widgets.get(("received", message_id))
        return found if isinstance(found, ReceivedCard) else None

    @property
    def current(self) -> Received | None:
        """The message that keys act on."""
        card = self.current_card
        return card.entry if card is not None else None

    @property
    def current_card(self) -> ReceivedCard | None:
        """Its card."""
        return self.card(self._current) if self._current is not None else None

    def set_current(self, message_id: int | None) -> None:
        """Let keys act on another message."""
        before = self.current_card
        if before is not None:
            before.set_current(False)
        self._current = message_id
        card = self.current_card
        if card is not None:
            card.set_current(True)
        self.current_changed.emit(self.current)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) received message of this conversation, from the top down."""
        cards = sorted((w for w in self._widgets.values() if isinstance(w, ReceivedCard)), key=lambda w: w.y())
        place = next((n for n, card in enumerate(cards) if card.entry.id == self._current), 0) + by
        if 0 <= place < len(cards):
            self.set_current(cards[place].entry.id)
            self.ensureWidgetVisible(cards[place], 0, 8)

    def _choose_current(self, thread: Thread, same: bool) -> None:
        """The one that was, while it is open; else the newest open one, else the newest."""
        received = thread.received()
        kept = next((m for m in received if same and m.id == self._current and m.open), None)
        first = next((m for m in received if m.open), received[0] if received else None)
        chosen = kept or first
        self.set_current(chosen.id if chosen is not None else None)

    # --- cards -------------------------------------------------------------------------------------------------------------

    def _make(self, entry: Entry) -> ReceivedCard | SentCard | TouchLine:
        if isinstance(entry, Received):
            card = ReceivedCard(entry, self._words)
            card.chosen.connect(lambda: self.set_current(entry.id))
            card.kind_clicked.connect(lambda: self.kind_clicked.emit(card))
            card.html_wanted.connect(lambda: self.html_wanted.emit(card))
            card.whole_wanted.connect(lambda: self.whole_wanted.emit(card))
            card.refer_wanted.connect(lambda number: self.refer_wanted.emit(entry, number))
            card.person_wanted.connect(self.person_wanted)
            card.captured.connect(lambda letter, words: self.captured.emit(entry, letter, words))
            return card
        if isinstance(entry, Sent):
            sent = SentCard(entry, self._words, self._texts)
            sent.whole_wanted.connect(lambda: self.sent_wanted.emit(sent))
            return sent
        return TouchLine(entry, self._words, self._texts)

    def _drop(self, key: tuple[str, int]) -> None:
        widget = self._widgets.pop(key)
        widget.hide()
        self._column.removeWidget(widget)
        widget.deleteLater()

    def _clear(self) -> None:
        for key in list(self._widgets):
            self._drop(key)
        self._current = None

    # --- the place that is read --------------------------------------------------------------------------------------------

    def _anchor(self) -> tuple[tuple[str, int], int] | None:
        """The first card that is seen, and where; None at the very top, where what is new should be seen."""
        top = self.verticalScrollBar().value()
        if top <= 0:
            return None
        seen = [(widget.y(), key) for key, widget in self._widgets.items() if widget.y() + widget.height() > top]
        return (min(seen)[1], min(seen)[0] - top) if seen else None

    def _restore(self, key: tuple[str, int], above: int) -> None:
        def put() -> None:
            widget = self._widgets.get(key)
            if widget is not None:
                self._column.activate()
                self.verticalScrollBar().setValue(widget.y() - above)

        put()
        QTimer.singleShot(0, self, put)  # texts know their height only when they were laid out
