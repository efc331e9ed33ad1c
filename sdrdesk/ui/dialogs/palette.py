"""The command palette (Ctrl K): people by name, company, address or note; companies; and the places of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sdrdesk.core.queries.company import companies_like
from sdrdesk.core.queries.people import Hit, search
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.theme.icons import icon

SHOWN, COMPANIES_SHOWN = 12, 3
AFTER_MS = 60
KindRole = int(Qt.ItemDataRole.UserRole) + 1
IdRole = int(Qt.ItemDataRole.UserRole) + 2


class Palette(QDialog):
    """Type, arrow, Enter.

    Signals:
        person_chosen: prospect id.
        company_chosen: company id.
        place_chosen: page key.
    """

    person_chosen = Signal(int)
    company_chosen = Signal(int)
    place_chosen = Signal(str)

    def __init__(self, ctx: UiContext, places: list[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._ctx = ctx
        self._places = places
        self.edit = QLineEdit()
        self.edit.setObjectName("palette_edit")
        self.edit.setAccessibleName(self.tr("Search people and places"))
        self.edit.setPlaceholderText(self.tr("Name, company, address, note, or a page"))
        self.list = QListWidget()
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(self.tr("Found"))
        self.list.itemActivated.connect(self._on_chosen)
        self.list.itemClicked.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self._search)
        self.edit.textChanged.connect(self._soon.start)
        self.edit.returnPressed.connect(self._on_enter)
        self.resize(540, 420)
        self.move(parent.x() + (parent.width() - 540) // 2, parent.y() + 90)
        self._show([])

    @Slot()
    def _search(self) -> None:
        typed = self.edit.text().strip()
        with self._ctx.desk.store.read() as s:
            hits = search(s, typed, SHOWN) if typed else []
            companies = companies_like(s, typed, COMPANIES_SHOWN)
        self._show(hits, companies)

    def _show(self, hits: list[Hit], companies: Sequence[tuple[int, str]] = ()) -> None:
        typed = self.edit.text().strip().lower()
        self.list.clear()
        for hit in hits:
            words = " · ".join(
                p
                for p in (
                    hit.name,
                    hit.text if hit.kind == "prospect" else "",
                    hit.company,
                    "" if hit.kind == "prospect" else hit.text[:60],
                )
                if p
            )
            self._add("person", hit.id, words, "user" if hit.kind == "prospect" else "file-text")
        for company_id, name in companies:
            self._add("company", company_id, name, "building-2")
        for key, words in self._places:
            if not typed or typed in words.lower():
                self._add("place", key, words, "arrow-right")
        if not self.list.count():
            item = QListWidgetItem(self.tr("Nobody and nothing matches."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        else:
            self.list.setCurrentRow(0)

    def _add(self, kind: str, identity: object, words: str, picture: str) -> None:
        item = QListWidgetItem(icon(picture, "t2"), words)
        item.setData(KindRole, kind)
        item.setData(IdRole, identity)
        self.list.addItem(item)

    @Slot()
    def _on_enter(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._search()
        item = self.list.currentItem()
        if item is not None:
            self._on_chosen(item)

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        kind, identity = item.data(KindRole), item.data(IdRole)
        if kind is None:
            return
        self.accept()
        if kind == "person":
            self.person_chosen.emit(int(identity))
        elif kind == "company":
            self.company_chosen.emit(int(identity))
        else:
            self.place_chosen.emit(str(identity))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return
        super().keyPressEvent(event)
