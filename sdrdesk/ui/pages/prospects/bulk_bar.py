"""What can be done with the ticked people; it asks once before "Do not contact"."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_SIDE, _GAP = 16, 8


class BulkBar(QWidget):
    """A bar under the table, seen while something is ticked. Everything is in the menu of "More"; what has room is a button too.

    Signals:
        cadence, select_all, export, block, clear: the buttons; ``block`` comes after the question.
        chosen: key of another action: tier, role, tag, snooze, batch, skip, stop, not_ready, pin, unpin.
    """

    cadence = Signal()
    select_all = Signal()
    export = Signal()
    block = Signal()
    clear = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk_bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._more_listed = True
        self._stack = QStackedWidget()
        self._count = PlainLabel("", "t1", 13, 600)
        self._count.setObjectName("bulk_count")
        self._question = PlainLabel("", "t1", 13, 600)
        self._question.setObjectName("block_question")
        self.all_button = KeyButton("", "ghost")
        self.cadence_button = KeyButton(self.tr("Add to cadence"), "primary", "arrow-right")
        self.export_button = KeyButton(self.tr("Export segment"))
        self.tier_button = KeyButton(self.tr("Tier"))
        self.tag_button = KeyButton(self.tr("Tag"))
        self.snooze_button = KeyButton(self.tr("Snooze"))
        self.more_button = KeyButton(self.tr("More"), icon="ellipsis")
        self.block_button = KeyButton(self.tr("Do not contact"), "danger")
        self.clear_button = KeyButton(self.tr("Clear"), "ghost")
        self.yes_button = KeyButton(self.tr("Never contact them again"), "danger")
        self.no_button = KeyButton(self.tr("Keep them"), "ghost")
        self._name_buttons()
        does = (self._count, self.all_button, self.cadence_button, self.tier_button, self.tag_button, self.snooze_button)
        self._stack.addWidget(self._row((*does, self.export_button, self.more_button), (self.block_button, self.clear_button)))
        self._stack.addWidget(self._row((self._question,), (self.yes_button, self.no_button)))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 1, 0, 0)
        outer.addWidget(self._stack)

    def _name_buttons(self) -> None:
        for button, name, keys, signal in (
            (self.all_button, "bulk_all", "Ctrl+A", self.select_all),
            (self.cadence_button, "bulk_cadence", "A", self.cadence),
            (self.export_button, "bulk_export", "", self.export),
            (self.tier_button, "bulk_tier", "T", None),
            (self.tag_button, "bulk_tag", "G", None),
            (self.snooze_button, "bulk_snooze", "Z", None),
            (self.more_button, "bulk_more", "M", None),
            (self.block_button, "bulk_block", "8", None),
            (self.clear_button, "bulk_clear", "Esc", self.clear),
            (self.yes_button, "block_yes", "Return", None),
            (self.no_button, "block_no", "Esc", None),
        ):
            button.setObjectName(name)
            button.set_keys(keys)
            if signal is not None:
                button.clicked.connect(signal)
        for button, key in ((self.tier_button, "tier"), (self.tag_button, "tag"), (self.snooze_button, "snooze")):
            button.clicked.connect(lambda _=False, action=key: self.chosen.emit(action))
        self.more_button.clicked.connect(self.open_more)
        self.block_button.clicked.connect(self.ask)
        self.yes_button.clicked.connect(self.agree)
        self.no_button.clicked.connect(self.keep)

    @staticmethod
    def _row(left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        row.setSpacing(_GAP)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        return box

    def set_count(self, ticked: int, listed: int) -> None:
        """How many are ticked, of how many that are listed."""
        self._count.setText(self.tr("%n selected", "", ticked))
        self._question.setText(self.tr("Stop all plans of %n people and never contact them again?", "", ticked))
        self.all_button.set_words(self.tr("Select all %n", "", listed))
        self._more_listed = ticked < listed
        self._fit()
        self.setVisible(ticked > 0)
        if not ticked:
            self.keep()

    def choices(self) -> list[tuple[str, str]]:
        """All that can be done besides, with its words and key."""
        return [
            ("tier", self.tr("Research tier…\tT")),
            ("role", self.tr("Buyer role…\tB")),
            ("tag", self.tr("Tag…\tG")),
            ("snooze", self.tr("Snooze…\tZ")),
            ("batch", self.tr("Send their email in a batch…")),
            ("skip", self.tr("Skip their step…")),
            ("stop", self.tr("Stop their plans…")),
            ("not_ready", self.tr("Not ready…")),
            ("pin", self.tr("Pin to the top")),
            ("unpin", self.tr("Unpin")),
        ]

    @Slot()
    def open_more(self) -> None:
        """The menu of everything else."""
        menu = QMenu(self)
        menu.setObjectName("bulk_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in self.choices():
            action = menu.addAction(words)
            action.setObjectName(f"bulk_do_{key}")
            action.triggered.connect(lambda _=False, chosen=key: self.chosen.emit(chosen))
        menu.addSeparator()
        export = menu.addAction(self.tr("Export segment…"))
        export.setObjectName("bulk_do_export")
        export.triggered.connect(self.export)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))

    def _fit(self) -> None:
        """Buttons that have no room are in the menu only."""
        gives_way = (self.export_button, self.snooze_button, self.tag_button, self.tier_button, self.all_button)
        fixed = (self._count, self.cadence_button, self.more_button, self.block_button, self.clear_button)
        room = self.width() - 2 * _SIDE - sum(w.sizeHint().width() + _GAP for w in fixed)
        for button in reversed(gives_way):
            wanted = button is not self.all_button or self._more_listed
            room -= button.sizeHint().width() + _GAP if wanted else 0
            button.setVisible(wanted and room >= 0)

    @property
    def asking(self) -> bool:
        """Is the question open?"""
        return self._stack.currentIndex() == 1

    @Slot()
    def ask(self) -> None:
        """Open the question."""
        self._stack.setCurrentIndex(1)
        self.yes_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def keep(self) -> None:
        """Close the question."""
        self._stack.setCurrentIndex(0)

    @Slot()
    def agree(self) -> None:
        """Answer yes; does nothing while the question is not open."""
        if self.asking:
            self.keep()
            self.block.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(52))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(480), current().px(52))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("window"))
        painter.fillRect(0, 0, self.width(), 1, current().color("line"))
