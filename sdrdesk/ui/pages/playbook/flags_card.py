"""The red flags: the four of the white paper, and the user's own to add and remove (seed W15)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.red_flags import NAME_MOST
from sdrdesk.core.domain.words import FLAGS
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

KIND = "red_flags"


class FlagsCard(Card):
    """The names; each change is kept at once as the next version."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 12, 16, 12), spacing=6, parent=parent)
        self._ctx = ctx
        self._own: tuple[str, ...] = ()
        self.add_row(PlainLabel(self.tr("Red flags"), "t1", 13, 600))
        self.add_row(PlainLabel(self.tr("Each one blocks the handoff until it is resolved with a reason."), "t2", 12, wrap=True))
        for name in FLAGS:
            self.add_row(PlainLabel(ctx.texts(f"flag.{name}"), "t2", 13))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.column.addLayout(self._rows)
        self.line = QLineEdit()
        self.line.setObjectName("own_flag")
        self.line.setMaxLength(NAME_MOST)
        self.line.setPlaceholderText(self.tr("One of your own, such as: tender is already out"))
        self.line.setAccessibleName(self.tr("A red flag of your own"))
        self.line.returnPressed.connect(self.add)
        self.add_button = KeyButton(self.tr("Add"), icon="plus", small=True)
        self.add_button.setObjectName("own_flag_add")
        self.add_button.clicked.connect(self.add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.add_button)
        self.column.addLayout(row)
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName("own_flag_error")
        self.error.hide()
        self.add_row(self.error)

    def show_own(self, own: tuple[str, ...]) -> None:
        """Show the user's own flags."""
        if own == self._own:
            return
        self._own = own
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for n, name in enumerate(own):
            self._rows.addWidget(self._row(n, name))

    def _row(self, n: int, name: str) -> QWidget:
        line = QWidget()
        remove = KeyButton(self.tr("Remove"), "ghost", small=True)
        remove.setObjectName(f"own_flag_remove_{n}")
        remove.setAccessibleDescription(name)
        remove.clicked.connect(partial(self._remove, name))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(name, "t1", 13), 1)
        row.addWidget(remove)
        return line

    @Slot()
    def add(self) -> None:
        """Keep what is typed as one more flag; a name that cannot be says why under the line."""
        self._keep([*self._own, self.line.text()], self.line.text().strip())

    def _remove(self, name: str, _checked: bool = False) -> None:
        self._keep([n for n in self._own if n != name], "")

    def _keep(self, flags: list[str], added: str) -> None:
        standards = self._ctx.desk.standards

        def done(_: object) -> None:
            self._say("")
            if added:
                self.line.clear()
            words = self.tr('"%1" is a red flag now.').replace("%1", added) if added else self.tr("The red flag is asked no more.")
            self._ctx.nav.toast.emit(words, True)

        def failed(error: Exception) -> None:
            self._say(sentence(error, self._ctx.texts))

        self._ctx.runner.op(self, lambda: standards.save(KIND, {"flags": flags}), done, failed)

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
