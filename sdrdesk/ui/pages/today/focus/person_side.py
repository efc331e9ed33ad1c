"""The left of the focus mode: who is being called, their facts, why now, and what went before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.today.work_panel import Work
from sdrdesk.ui.person_head import why_view
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import PlainLabel
from sdrdesk.ui.widgets.why_bar import WhyBar

WIDTH = 296
TOUCHES_SHOWN = 3


class _Fact(QWidget):
    """An icon, a fact, and a remark below it."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.words = PlainLabel("", "t1", wrap=True)
        self.note = PlainLabel("", "t2", 12, wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Mark(icon, "t3"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)

    def show_fact(self, words: str, note: str = "") -> None:
        """Show a fact; without one it takes no room."""
        self.words.setText(words)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setVisible(bool(words or note))


class PersonSide(QFrame):
    """One person in a narrow column."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setFixedWidth(WIDTH)
        self._place = PlainLabel("", "t2", 12)
        self.name = PlainLabel("", "t1", 28, 600, wrap=True)
        self.name.setObjectName("focus_name")
        self._title = PlainLabel("", "t2", 15, wrap=True)
        self._company = PlainLabel("", "t2", 15, wrap=True)
        self._role = Chip("", "ac", self)
        self._step = Chip("", "plain", self)
        self._grade = PlainLabel("", "t2", 12)
        self._time, self._phone, self._firm = _Fact("clock"), _Fact("phone"), _Fact("users")
        self._phone.words.setObjectName("focus_phone")
        self._phone.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._why = WhyBar(narrow=True)
        self._reasons = PlainLabel("", "t2", 12, wrap=True)
        self._last_title = PlainLabel(self.tr("Before"), "t2", 12, 600)
        self._last = PlainLabel("", "t2", 12, wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for widget in (self._role, self._grade):
            chips.addWidget(widget)
        chips.addStretch(1)
        step = QHBoxLayout()
        step.addWidget(self._step)
        step.addStretch(1)
        body = QWidget()
        body.setProperty("role", "content")
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 20, 20, 16)
        column.setSpacing(2)
        for widget in (self._place, self.name, self._title, self._company):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(chips)
        column.addSpacing(4)
        column.addLayout(step)
        column.addSpacing(10)
        for fact in (self._time, self._phone, self._firm):
            column.addWidget(fact)
            column.addSpacing(8)
        column.addSpacing(4)
        column.addWidget(self._why)
        column.addSpacing(4)
        column.addWidget(self._reasons)
        column.addSpacing(12)
        column.addWidget(self._last_title)
        column.addWidget(self._last)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(scroll)

    def show_work(self, work: Work, place: str) -> None:
        """Show somebody; ``place`` is the how-manieth call of the hour."""
        texts, card, who = self._texts, work.card, work.card.person
        self._place.setText(place)
        self.name.setText(who.full_name)
        self._title.setText(who.title)
        self._title.setVisible(bool(who.title))
        self._company.setText(who.company)
        self._company.setVisible(bool(who.company))
        self._role.set_chip(texts(f"buyer_role.{card.buyer_role}") if card.buyer_role else "", "ac")
        self._grade.setText("  ".join(p for p in (who.grade, who.tier, texts(f"lead_type.{who.lead_type}")) if p))
        kind = work.ranked.candidate.kind if work.ranked is not None else "none"
        calls = sum(1 for t in work.touches if t.channel == "call")
        self._step.set_chip(f"{texts(f'kind.{kind}')} · {texts('list.attempt', n=calls + 1)}")
        self._time.show_fact(" ".join(p for p in (work.local_time, who.city) if p), work.local_note)
        self._phone.show_fact(who.phone or texts("wait.no_phone"), texts(f"line.{'switchboard' if who.switchboard else 'mobile'}"))
        size = texts("list.staff", n=card.size) if card.size else ""
        referred = texts("focus.referred", name=card.referred_by) if card.referred_by else ""
        self._firm.show_fact(" · ".join(p for p in (who.industry, size) if p), referred)
        why = why_view(work.place, texts)
        self._why.set_why(why)
        self._reasons.setText(why.reasons)
        self._show_last(work)

    def _show_last(self, work: Work) -> None:
        lines = [
            self._texts("focus.touch", when=t.at.strftime("%Y-%m-%d"), channel=t.channel, outcome=t.outcome)
            + (f": {t.note}" if t.note else "")
            for t in work.touches[:TOUCHES_SHOWN]
        ]
        self._last.setText("\n".join(lines) or self.tr("Nothing yet: this is the first touch."))
