"""The variants of email steps side by side: people, human replies, the rate with its range, and whether that says anything yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sdrdesk.core.queries.variants import StepResult, VariantResult
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import template_name
from sdrdesk.ui.widgets.range_bar import RangeBar
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_ROLES = {"better": "green", "not_enough": "amber"}


class VariantView(QWidget):
    """One step, or several under their headings.

    Args:
        bars: paint the ranges, where there is room.
    """

    def __init__(self, texts: Texts, *, bars: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("variant_view")
        self._texts, self._bars = texts, bars
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def words(self) -> list[str]:
        """All that is said, from top to bottom."""
        return [label.whole() if isinstance(label, ElidedLabel) else label.text() for label in self.findChildren(QLabel)]

    def show_results(self, results: Sequence[tuple[str, StepResult]]) -> None:
        """Show these steps, each with a heading; an empty heading is left out."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for heading, result in results:
            self._column.addWidget(self._step(heading, result))

    def _step(self, heading: str, result: StepResult) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        if heading:
            column.addWidget(ElidedLabel(heading, "t1", 13, 600))
        most = max((v.rate.high or 0.0 for v in result.variants), default=0.0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for row, variant in enumerate(result.variants):
            self._variant(grid, 2 * row, variant, most, best=variant.template == result.best)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        role = _ROLES.get(result.verdict, "t2")
        verdict = QHBoxLayout()
        verdict.addWidget(PlainLabel(self._verdict(result), role, 12, wrap=True), 1)
        column.addLayout(verdict)
        return box

    def _verdict(self, result: StepResult) -> str:
        words = self._texts(f"variant.{result.verdict}")
        return f"{template_name('email', result.best, self._texts)}: {words}" if result.best else words

    def _variant(self, grid: QGridLayout, row: int, variant: VariantResult, most: float, *, best: bool) -> None:
        name = template_name("email", variant.template, self._texts)
        counted = self._counted(variant)
        grid.addWidget(ElidedLabel(name, "t1", 12, 600 if best else 400), row, 0)
        grid.addWidget(PlainLabel(counted, "t2", 12), row, 1)
        if self._bars and variant.sent:
            rate = variant.rate
            bar = RangeBar(rate.value, rate.low, rate.high, most, "green" if best else "accent", f"{name}: {counted}")
            grid.addWidget(bar, row + 1, 0, 1, 2)

    def _counted(self, variant: VariantResult) -> str:
        rate = variant.rate
        if rate.value is None or rate.low is None or rate.high is None:
            return self.tr("not sent yet")
        shares = [QLocale(self._texts.language).toString(share * 100, "f", 0) for share in (rate.value, rate.low, rate.high)]
        words = self.tr("%1 of %n replied: %2% (%3 to %4%)", "", variant.sent)
        return words.replace("%1", str(variant.replies)).replace("%2", shares[0]).replace("%3", shares[1]).replace("%4", shares[2])
