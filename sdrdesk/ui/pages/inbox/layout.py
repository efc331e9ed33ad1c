"""What stands where on the Inbox page, without any behaviour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.ui.context import UiContext
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.inbox.thread_view import ThreadView
from sdrdesk.ui.pages.inbox.words import Words
from sdrdesk.ui.person_head import PersonHead
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.empty_state import EmptyState
from sdrdesk.ui.widgets.entry_list import EntryList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

LIST_WIDTH = 340


class _Ruled(QWidget):
    """A bar with a line under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().color("line"))


class _Acts(_Ruled):
    """The buttons; one of them gives way where there is no room for all: its key still works."""

    def __init__(self) -> None:
        super().__init__()
        self.spare: KeyButton | None = None
        self._wanted = True

    def want_spare(self, wanted: bool) -> None:
        """Should it be there at all?"""
        self._wanted = wanted
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if self.spare is None or layout is None:
            return
        sides = layout.contentsMargins().left() + layout.contentsMargins().right()
        others = [b for b in self.findChildren(KeyButton) if b is self.spare or not b.isHidden()]
        needed = sum(b.sizeHint().width() + layout.spacing() for b in others) + sides
        self.spare.setVisible(self._wanted and needed <= self.width())


class InboxLayout(Page):
    """Head with filters and search; the list; the person, what can be done, and the conversation."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("inbox_page")
        self.words = Words(ctx)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._make_head())
        splitter = QSplitter()
        splitter.setObjectName("inbox_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._make_left())
        splitter.addWidget(self._make_right())
        splitter.setSizes([LIST_WIDTH, 924])
        splitter.setStretchFactor(1, 1)
        page.addWidget(splitter, 1)
        self.setFocusProxy(self.list)

    def _make_head(self) -> QWidget:
        head = _Ruled()
        head.setFixedHeight(48)
        names = {
            "all": self.tr("All"),
            "needs": self.tr("Needs an answer"),
            "replies": self.tr("Replies"),
            "referrals": self.tr("Referrals"),
            "absences": self.tr("Absences"),
            "bounces": self.tr("Bounces"),
            "unsubscribed": self.tr("Opt-outs"),
            "other": self.tr("Other"),
        }
        self.filter = SegmentedControl([SegmentSpec(key, words, count=0) for key, words in names.items()], joined=False)
        self.filter.setObjectName("inbox_filter")
        self.filter.set_value("all")
        self.search = QLineEdit()
        self.search.setObjectName("inbox_search")
        self.search.setPlaceholderText(self.tr("Search people and emails  /"))
        self.search.setAccessibleName(self.tr("Search people and emails"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(260)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("Inbox"), "t1", 18, 600))
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(self.search, 1)
        return head

    def _make_left(self) -> QWidget:
        self.list = EntryList("inbox_list", self.tr("Conversations, those who wait first"), LIST_WIDTH)
        self.empty = EmptyState()
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(16, 24, 16, 16)
        column.addWidget(self.empty)
        column.addStretch(1)
        self.left = QStackedWidget()
        self.left.addWidget(self.list)
        self.left.addWidget(around)
        self.more = KeyButton(self.tr("Show older"), "ghost", small=True)
        self.more.setObjectName("inbox_more")
        self.more.hide()
        self.seen = KeyButton("", "ghost", "check", small=True)
        self.seen.setObjectName("inbox_seen")
        self.seen.set_keys("Shift+S")
        self.seen.hide()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.left, 1)
        for button in (self.more, self.seen):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        side.setMinimumWidth(280)
        return side

    def _make_right(self) -> QWidget:
        self.head = PersonHead(plain=True)
        self.head.setObjectName("inbox_person")
        self.talk = ThreadView(self.words, self.ctx.texts)
        panel = QWidget()
        panel.setProperty("role", "surface")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._make_buttons())
        column.addWidget(self.talk, 1)
        nobody = QWidget()
        around = QVBoxLayout(nobody)
        around.addStretch(1)
        self._nobody_words = PlainLabel(self.tr("Choose a conversation in the list: J and K, or the arrow keys."), "t3")
        self._nobody_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        around.addWidget(self._nobody_words)
        around.addStretch(1)
        self.right = QStackedWidget()
        self.right.addWidget(nobody)
        self.right.addWidget(panel)
        self.right.setMinimumWidth(520)
        return self.right

    def _make_buttons(self) -> QWidget:
        """One key each."""
        self.act_bar = bar = _Acts()
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 2, 20, 12)
        row.setSpacing(6)
        self.buttons: dict[str, KeyButton] = {}
        for key, words, keys, kind, icon in (
            ("reply", self.tr("Reply"), "R", "primary", "reply"),
            ("refer", self.tr("Referral"), "F", "default", ""),
            ("not_now", self.tr("Not now"), "N", "default", ""),
            ("not_ready", self.tr("Not ready"), "B", "default", ""),
            ("qualify", self.tr("Qualify"), "Q", "default", ""),
            ("do_not_contact", self.tr("Do not contact"), "D", "danger", ""),
            ("done", self.tr("Done"), "E", "default", ""),
        ):
            button = KeyButton(words, kind, icon)
            button.setObjectName(f"inbox_{key}")
            button.set_keys(keys)
            self.buttons[key] = button
            if key == "done":
                row.addStretch(1)
            row.addWidget(button)
        bar.spare = self.buttons["not_ready"]
        return bar
