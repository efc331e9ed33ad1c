"""The figures of the period by day, month, channel, plan, template, lead type, industry or hour (seeds W5, W22)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import template_name
from sdrdesk.ui.pages.numbers.figures import NONE, Figures
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.form import CalmCombo
from sdrdesk.ui.widgets.small_table import Heading, SmallTable
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

COLUMNS = ("reach", "connect", "conversation", "meeting_booked", "meeting_held")
FIRST = "cadence"
_MOST = 400


class BreakdownCard(Card):
    """A table with a row for each group, the largest first.

    Signals:
        chosen: another grouping is wanted.
        asked: measure, key and name of a group: what it counts is wanted.
    """

    chosen = Signal(str)
    asked = Signal(str, object, str)

    def __init__(self, groupings: tuple[str, ...], texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.setObjectName("breakdown_card")
        self.by = CalmCombo()
        self.by.setObjectName("breakdown_by")
        self.by.setAccessibleName(self.tr("Figures by"))
        for key in groupings:
            self.by.addItem(texts(f"grouping.{key}"), key)
        self.by.setCurrentIndex(max(0, self.by.findData(FIRST)))
        self.by.activated.connect(lambda _: self.chosen.emit(self.value()))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("Figures by"), "t1", 13, 600))
        head.addWidget(self.by)
        head.addWidget(
            ElidedLabel(self.tr("an answer counts for the attempt that it answers; click a figure to see what it counts"), "t3", 12), 1
        )
        self.column.addLayout(head)
        headings = [Heading("", 160, 2, "t1"), *(Heading(texts(f"measure.{m}"), 84, 1, "t1", right=True) for m in COLUMNS)]
        headings.append(Heading(self.tr("Meetings of reach"), 110, 1, "t1", 600, right=True))
        self.table = SmallTable(headings, "breakdown_table", self.tr("Figures by"), choose="cells")
        self.table.cell_chosen.connect(self._ask)
        self._keys: list[tuple[object, str]] = []
        self.table.setMinimumHeight(190)
        self.add_row(self.table, 1)
        self.empty = PlainLabel(self.tr("Nothing was logged in this period."), "t2", 12, wrap=True)
        self.empty.setObjectName("breakdown_empty")
        self.add_row(self.empty)

    @Slot(int, int)
    def _ask(self, row: int, column: int) -> None:
        key, name = self._keys[row]
        self.asked.emit(COLUMNS[min(max(column - 1, 0), len(COLUMNS) - 1)], key, name)

    def value(self) -> str:
        """The grouping that is chosen."""
        return str(self.by.currentData())

    def show_groups(self, by: str, groups: list[dict[str, object]], figures: Figures, texts: Texts, cadences: CadenceBook) -> None:
        """Show these groups."""
        rows = sorted(groups, key=lambda g: -int(str(g["reach"]))) if by not in ("day", "week", "month", "hour") else groups
        lines, keys = [], []
        for g in rows[:_MOST]:
            reach, booked = int(str(g["reach"])), int(str(g["meeting_booked"]))
            share = figures.share(booked / reach) if reach and booked <= reach else NONE
            name = self._name(by, str(g["key"] if g["key"] is not None else ""), texts, cadences)
            keys.append((g["key"], name))
            lines.append(
                [
                    name,
                    *(figures.count(int(str(g[m]))) for m in COLUMNS),
                    share,
                ]
            )
        self._keys = keys
        self.table.set_rows(lines)
        self.table.setHidden(not lines)
        self.empty.setHidden(bool(lines))

    def _name(self, by: str, key: str, texts: Texts, cadences: CadenceBook) -> str:
        if not key:
            return self.tr("none")
        if by == "cadence" and key in cadences:
            return cadences[key].name(texts.language)
        if by == "template":
            return _template(key, texts)
        if by == "variant":
            cadence, step, template = key.split(":", 2)
            plan = cadences[cadence].name(texts.language) if cadence in cadences else cadence
            words = self.tr("%1, step %2: %3")
            return words.replace("%3", _template(template, texts)).replace("%2", step).replace("%1", plan)
        if by == "hour":
            return f"{int(key):02d}:00"
        code = {"channel": f"channel.{key}", "source": f"lead_type.{key}"}.get(by, "")
        return texts(code) if code and texts.has(code) else key


def _template(key: str, texts: Texts) -> str:
    """A template of an email, or the opening of a call."""
    return template_name("call" if texts.has(f"call_template.{key}") else "email", key, texts)
