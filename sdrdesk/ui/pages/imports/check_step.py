"""The second step: columns, first rows, problems, duplicates; nothing is stored yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.files.candidates import Candidate
from sdrdesk.core.files.table import RowProblem
from sdrdesk.core.services.imports import Imported
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.imports.columns_card import ColumnsCard
from sdrdesk.ui.pages.imports.footer import ImportFooter
from sdrdesk.ui.pages.imports.looking import Look
from sdrdesk.ui.pages.imports.options_card import OptionsCard
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.banner import Banner
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.small_table import Heading, SmallTable
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

FIRST_ROWS = 5


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class TitledTable(Card):
    """A card with a heading, a note beside it and a table."""

    def __init__(self, title: str, headings: Sequence[Heading], name: str, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), parent=parent)
        self.note = ElidedLabel("", "t2", 12)
        self.note.setObjectName(f"{name}_note")
        self.table = SmallTable(headings, name, title)
        head = QHBoxLayout()
        head.setContentsMargins(15, 9, 15, 9)
        head.setSpacing(8)
        head.addWidget(PlainLabel(title, "t1", 13, 600))
        head.addWidget(self.note, 1)
        self.column.addLayout(head)
        inset = QVBoxLayout()
        inset.setContentsMargins(0, 0, 0, 6)
        inset.addWidget(self.table)
        self.column.addLayout(inset, 1)


class ProblemsCard(TitledTable):
    """What a person should look at, row by row."""

    def __init__(self, ctx: UiContext, title: str, name: str = "import_problems", parent: QWidget | None = None) -> None:
        self._ctx = ctx
        super().__init__(title, self._headings(), name, parent)

    def _headings(self) -> tuple[Heading, ...]:
        return (
            Heading(self.tr("Row"), 58, token="t3", right=True),
            Heading(self.tr("Column"), 96, 1),
            Heading(self.tr("In the file"), 120, 2, "red"),
            Heading(self.tr("Why"), 170, 3),
        )

    def set_problems(self, problems: Sequence[RowProblem]) -> None:
        """Show these, in words."""
        texts = self._ctx.texts
        self.table.set_rows([(str(p.row) if p.row else "", p.column, p.value, texts(f"problem.{p.code}", value=p.value)) for p in problems])
        rows = len({p.row for p in problems})
        words = self.tr("%n rows; what cannot be used stays out, the rest of the row comes in", "", rows)
        self.note.setText(words if problems else self.tr("none found"))


class CheckStep(QWidget):
    """The four cards and the footer."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.columns = ColumnsCard(ctx)
        self.options = OptionsCard(ctx)
        self.footer = ImportFooter(ctx.profile.language)
        self.problems = ProblemsCard(ctx, self.tr("2 · Problems"))
        self.preview = TitledTable(self.tr("How the first rows will look"), self._preview_headings(), "import_preview")
        self.preview.setFixedHeight(current().px(41 + 33 + 31 * FIRST_ROWS + 10))
        self.banner = Banner("red")
        self.banner.setObjectName("import_error")
        self.banner.hide()
        grid = QGridLayout()
        grid.setContentsMargins(24, 0, 24, 12)
        grid.setSpacing(12)
        grid.addWidget(self.banner, 0, 0, 1, 2)
        grid.addWidget(self.columns, 1, 0)
        grid.addWidget(self.preview, 2, 0)
        grid.addWidget(self.problems, 1, 1)
        grid.addWidget(self.options, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(grid, 1)
        outer.addWidget(self.footer)

    def _preview_headings(self) -> tuple[Heading, ...]:
        return (
            Heading(self.tr("Name"), 116, 2, "t1", 600),
            Heading(self.tr("Title"), 96, 2),
            Heading(self.tr("Company"), 104, 2, "t1"),
            Heading(self.tr("Phone"), 132, 1),
            Heading(self.tr("Time"), 56, right=True),
            Heading(self.tr("Type"), 64),
        )

    def set_look(self, look: Look) -> None:
        """Show a file that was understood."""
        self.set_error("")
        self.columns.show_file(look)
        self.problems.set_problems(look.plan.problems)
        self.preview.table.set_rows([self._first_row(c) for c in look.plan.rows[:FIRST_ROWS]])

    def set_error(self, words: str) -> None:
        """One sentence over the cards; empty for none."""
        self.banner.set_message(words)
        self.banner.setVisible(bool(words))

    def set_counted(self, look: Look | None, counted: Imported | None) -> None:
        """What a trial run found; None while it runs."""
        self.options.say(counted)
        problems = counted.problems if counted else look.plan.problems if look else ()
        if counted is not None:
            self.problems.set_problems(problems)
        self.footer.set_counts(counted, len(look.plan.rows) if look else 0, len({p.row for p in problems}))

    def _first_row(self, who: Candidate) -> tuple[str, ...]:
        texts, values = self._ctx.texts, who.values
        zone = _zone(str(values["zone"])) if values["zone"] else None
        lead_type = self.options.lead_type or values["lead_type"] or "spear"
        return (
            str(values["full_name"] or values["email"] or ""),
            str(values["title"] or ""),
            str(who.company["name"] or ""),
            str(values["phone"] or self.tr("none yet")),
            _clock(self._ctx.desk.clock.now(), zone),
            texts(f"lead_type.{lead_type}"),
        )


def _clock(now: dt.datetime, zone: ZoneInfo | None) -> str:
    if zone is None:
        return ""
    local = now.astimezone(zone)
    return f"{local.hour}:{local.minute:02d}"
