"""The insight builder: a fact and their need, and the conclusion that goes into the email and the call (seed W13)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from sdrdesk.core.domain.research import Insight, Need, SizeClass
from sdrdesk.core.texts import Texts
from sdrdesk.ui.theme import current, set_font
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.research_field import Keeper
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

_LINES_HIGH = 58
_LABEL_WIDTH = 84
_RUNGS = {"general": "t3", "insight": "amber", "commercial": "green"}


class InsightCard(Card):
    """Fact, need, conclusion.

    Signals:
        typed: fact, need, conclusion: to be kept.
    """

    typed = Signal(str, str, str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__("surface", (12, 10, 12, 10), 8, parent=parent)
        self._texts = texts
        self._kept = Insight()
        self.fact = QLineEdit()
        self.fact.setObjectName("insight_fact")
        self.fact.setAccessibleName(self.tr("Fact"))
        self.fact.setPlaceholderText(self.tr("A figure, a trend, something that you have seen"))
        self.need = SegmentedControl([SegmentSpec(n.value, texts(f"research_need.{n.value}")) for n in Need])
        self.need.setObjectName("insight_need")
        self.need.setAccessibleName(self.tr("Their need"))
        self.conclusion = QPlainTextEdit()
        self.conclusion.setObjectName("insight_conclusion")
        self.conclusion.setAccessibleName(self.tr("Conclusion"))
        self.conclusion.setPlaceholderText(self.tr("One sentence, as you would say it to them: what follows for their need"))
        self.conclusion.setTabChangesFocus(True)
        self.conclusion.setFixedHeight(current().px(_LINES_HIGH))
        self._rung = PlainLabel("", "t3", 12)
        self._rung.setObjectName("insight_rung")
        self._fits = PlainLabel("", "t3", 12, wrap=True)
        self._fits.setObjectName("insight_fits")
        for editor in (self.fact, self.conclusion):
            set_font(editor, 13)
        self._row(self.tr("Fact"), self.fact)
        self._row(self.tr("Their need"), self.need)
        self._row(self.tr("Conclusion"), self.conclusion)
        self.add_row(self._rung)
        self.add_row(self._fits)
        self.add_row(PlainLabel(self.tr("The conclusion stands as “Insight” in their emails and call scripts."), "t3", 12, wrap=True))
        self._keeper = Keeper(self.fact, self.conclusion)
        self._keeper.due.connect(self.keep)
        self.need.changed.connect(self.keep)

    def _row(self, label: str, editor: QWidget) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        head = PlainLabel(label, "t2", 12, 500)
        head.setFixedWidth(current().px(_LABEL_WIDTH))
        line.addWidget(head)
        line.addWidget(editor, 0 if editor is self.need else 1)
        if editor is self.need:
            line.addStretch(1)
        self.add_row(row)

    def show_insight(self, insight: Insight, size: SizeClass) -> None:
        """What is stored; somebody who is typing here is not disturbed."""
        self._fits.setText(self._texts(f"research_fits.{size or 'unknown'}"))
        if (self.fact.hasFocus() or self.conclusion.hasFocus()) and self._now() != self._kept:
            return
        self._kept = insight
        if self.fact.text() != insight.fact:
            self.fact.setText(insight.fact)
        if self.conclusion.toPlainText() != insight.conclusion:
            self.conclusion.setPlainText(insight.conclusion)
        self.need.set_value(insight.need)
        self._show_rung()

    def clear(self) -> None:
        """Another person: nothing of the one before may stay."""
        self._kept = Insight()
        self.fact.clear()
        self.conclusion.clear()
        self.need.set_value("")
        self._show_rung()

    @Slot(str)
    def take_fact(self, text: str) -> None:
        """A field of the research becomes the fact."""
        self.fact.setText(" ".join(text.split()))
        self.keep()
        self.conclusion.setFocus()

    def _now(self) -> Insight:
        return Insight(self.fact.text().strip(), self.need.value(), self.conclusion.toPlainText().strip())

    def _show_rung(self) -> None:
        rung = self._now().rung
        self._rung.setText(self._texts(f"research_rung.{rung}"))
        self._rung.set_role(_RUNGS[rung])

    @Slot()
    def keep(self) -> None:
        """Send what is new."""
        self._show_rung()
        now = self._now()
        if now != self._kept:
            self._kept = now
            self.typed.emit(now.fact, now.need, now.conclusion)
