"""Why a lead has its score: each part with what it can give at the most, and each rule with what it gave (seeds W4, W10)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.scoring import FIT_NEEDED, LOW, MOST, Line, Score
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.rule_title import rule_title
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

TALLEST = 420


class ScoreDialog(QDialog):
    """Read anew when it opens; at level 4 that takes the user's own results into account."""

    def __init__(self, ctx: UiContext, prospect_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("score_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Lead score of %1").replace("%1", name))
        self.setMinimumWidth(460)
        self._ctx = ctx
        self.total = PlainLabel("", "t1", 20, 600)
        self.total.setObjectName("score_total")
        self.verdict = Chip("")
        self.verdict.setObjectName("score_verdict")
        self.note = PlainLabel("", "t2", 12, wrap=True)
        self.note.setObjectName("score_note")
        self._lay_out(name)
        ctx.runner.query(self, lambda: ctx.desk.scores.show(prospect_id), self.show_score)

    def _lay_out(self, name: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.total)
        head.addWidget(self.verdict)
        head.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = KeyButton(self.tr("Close"))
        close.setObjectName("score_close")
        close.set_keys("Esc")
        close.clicked.connect(self.accept)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(name, "t2"))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(below)

    def show_score(self, found: Score) -> None:
        """Show every part and line."""
        mark = self._ctx.profile.number("score.assignable")
        self.total.setText(self.tr("%1 of 100").replace("%1", str(found.total)))
        enough = found.total >= mark
        words = self.tr("assignable") if enough else self.tr("assignable from %1").replace("%1", str(mark))
        self.verdict.set_chip(words, "gr" if enough else "plain")
        # Built before it is put in: what is not shown yet beside shown things has no size.
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        row = 0
        for part, given in found.parts.items():
            row = self._part(grid, row, part, given, [line for line in found.lines if line.rule.part == part])
        self.note.setText(self._note(found))
        self._scroll.setMinimumHeight(min(body.sizeHint().height(), TALLEST))
        self._scroll.setWidget(body)
        self.adjustSize()

    def _part(self, grid: QGridLayout, row: int, part: str, given: float, lines: list[Line]) -> int:
        texts = self._ctx.texts
        grid.addWidget(PlainLabel(texts(f"score_part.{part}"), "t1", 13, 600), row, 0)
        of = self.tr("%1 of %2").replace("%2", str(MOST[part])).replace("%1", _number(given))
        self._number_at(grid, row, PlainLabel(of, "t1", 13, 600), f"score_{part}")
        for line in lines:
            row += 1
            gave = line.points != 0
            words = rule_title(line.rule.name, texts)
            if not line.known:
                words = self.tr("%1: not known, counts half").replace("%1", words)
            grid.addWidget(ElidedLabel(words, "t2" if gave else "t3"), row, 0)
            points = f"+{_number(line.points)}" if line.points > 0 else _number(line.points)
            self._number_at(grid, row, PlainLabel(points, "amber" if not line.known else "t2" if gave else "t3"), "")
        return row + 1

    @staticmethod
    def _number_at(grid: QGridLayout, row: int, label: PlainLabel, name: str) -> None:
        label.setObjectName(name)
        grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def _note(self, found: Score) -> str:
        said = [self.tr("It suggests grade %1.").replace("%1", found.grade)]
        if not found.lines and not found.parts:
            said = [self.tr("At this level the score is the grade alone. Settings, List chooses more.")]
        elif len(found.parts) == 1:
            said.append(self.tr("Fit alone counts at this level, scaled to 100."))
        if found.held_low:
            words = self.tr("Held at %1: whoever is active but does not fit is no lead; fit must reach %2.")
            said.append(words.replace("%1", str(LOW)).replace("%2", str(FIT_NEEDED)))
        if found.learned:
            words = self.tr("Your own results with such people: %1 points.")
            said.append(words.replace("%1", f"{found.learned:+.0f}"))
        return " ".join(said)


def _number(points: float) -> str:
    """Whole points, and halves as such."""
    return f"{points:g}".replace("-", "\u2212")
