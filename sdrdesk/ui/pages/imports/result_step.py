"""The last step: what became of the rows, and what still needs a person's eye."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.services.enrolments import Enrolled
from sdrdesk.core.services.imports import Imported
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.imports.check_step import ProblemsCard
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class ResultStep(QWidget):
    """A card with the counts, two ways on, and the problems.

    Signals:
        show_them, again: the buttons.
    """

    show_them = Signal()
    again = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._title = PlainLabel("", "t1", 18, 600)
        self._title.setObjectName("import_result")
        self._lines = PlainLabel("", "t2", wrap=True)
        self._lines.setObjectName("import_result_lines")
        self.show_button = KeyButton(self.tr("Show them"), "primary", "users")
        self.show_button.setObjectName("import_show")
        self.show_button.set_keys("Return")
        self.again_button = KeyButton(self.tr("Import another"))
        self.again_button.setObjectName("import_again")
        self.again_button.set_keys("Ctrl+O")
        self.show_button.clicked.connect(self.show_them)
        self.again_button.clicked.connect(self.again)
        card = Card(margins=(20, 16, 20, 16), spacing=10)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.again_button)
        buttons.addStretch(1)
        card.add_row(self._title)
        card.add_row(self._lines)
        card.column.addLayout(buttons)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self, self.show_them.emit, context=here)
        self.problems = ProblemsCard(ctx, self.tr("Problems"), "import_left_problems")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.problems, 1)

    def set_result(self, result: Imported, enrolled: Enrolled | None) -> None:
        """Show what came of it."""
        number = QLocale(self._ctx.profile.language).toString
        self._title.setText(self.tr("%n people are new.", "", result.created))
        lines = [
            self.tr("%1 rows: %2 new, %3 merged, %4 overwritten, %5 left out.")
            .replace("%1", number(result.rows))
            .replace("%2", number(result.created))
            .replace("%3", number(result.merged))
            .replace("%4", number(result.updated))
            .replace("%5", number(result.skipped))
        ]
        if enrolled is not None:
            lines.append(self.tr("%n of them are on the cadence.", "", len(enrolled.done)))
            if enrolled.refused:
                why = sentence(enrolled.refused[0][1], self._ctx.texts)
                lines.append(self.tr("%n were not put on it, for example: %1", "", len(enrolled.refused)).replace("%1", why))
        self._lines.setText("\n".join(lines))
        self.problems.set_problems(result.problems)
        self.problems.setVisible(bool(result.problems))
