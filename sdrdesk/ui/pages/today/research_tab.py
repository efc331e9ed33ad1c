"""What was found out about a person and their company, and the insight made of it (seed W13)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.research import FIELDS, PROFILE_FIELDS, T1_FIELDS, next_questions
from sdrdesk.core.queries.research import Dossier, dossier
from sdrdesk.core.render.fit_words import fit_lines, fit_words
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.today.insight_card import InsightCard
from sdrdesk.ui.pages.today.research_timer import ResearchTimer
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.research_field import ResearchField
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel, set_tooltip


class ResearchTab(QWidget):
    """Reads when it is in front; otherwise the next person costs nothing.

    Signals:
        shown: a person's research was read and shown.
        insight_kept: the insight of this person (id) has changed: their email and script say something new.
    """

    shown = Signal()
    insight_kept = Signal(int)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("research_tab")
        self._ctx = ctx
        self._person = 0
        self._asked = 0
        self.dossier: Dossier | None = None
        self.tier = SegmentedControl([SegmentSpec(t, t) for t in FIELDS])
        self.tier.setObjectName("research_tier")
        self.tier.setAccessibleName(self.tr("Depth of the research"))
        self.tier.changed.connect(self._on_tier)
        self._says = PlainLabel("", "t3", 12)
        self.timer = ResearchTimer()
        self._shared = PlainLabel(self.tr("Colleagues of the same company share all but the fact about the person."), "t3", 12, wrap=True)
        self._error = PlainLabel("", "red", 12, wrap=True)
        self._error.setObjectName("research_error")
        self._error.hide()
        self.fields: dict[str, ResearchField] = {}
        for name in T1_FIELDS:
            field = ResearchField(name, ctx.texts(f"research.{name}"), ctx.texts(f"research.{name}.hint"))
            field.typed.connect(self._on_field)
            self.fields[name] = field
        self.insight = InsightCard(ctx.texts)
        self.insight.typed.connect(self._on_insight)
        for field in self.fields.values():
            field.chosen.connect(self.insight.take_fact)
        self.fit = ElidedLabel("", "t2", 12)
        self.fit.setObjectName("research_fit")
        self.known = PlainLabel("", "t3", 12)
        self.known.setObjectName("profile_known")
        self.ask_next = PlainLabel("", "t1", 13, wrap=True)
        self.ask_next.setObjectName("profile_question")
        self.profile: dict[str, ResearchField] = {}
        for name in PROFILE_FIELDS:
            field = ResearchField(name, ctx.texts(f"ideal_section.{name}"), ctx.texts(f"profile_question.{name}"), insight=False)
            field.typed.connect(self._on_field)
            self.profile[name] = field
        self._lay_out()
        shortcut = QShortcut(QKeySequence("T"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.timer.toggle)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.tier)
        head.addWidget(self._says, 1)
        head.addWidget(self.timer)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.fit)
        facts = Card("surface", (0, 2, 0, 2), 0, ruled=True)
        for field in self.fields.values():
            facts.add_row(field)
        column.addWidget(facts)
        column.addWidget(self._shared)
        column.addWidget(PlainLabel(self.tr("Insight"), "t2", 13, 600))
        column.addWidget(self.insight)
        column.addLayout(self._profile_head())
        column.addWidget(self.ask_next)
        profile = Card("surface", (0, 2, 0, 2), 0, ruled=True)
        for field in self.profile.values():
            profile.add_row(field)
        column.addWidget(profile)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("research_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(20, 0, 20, 8)
        bottom.addWidget(self._error)
        outer.addLayout(bottom)

    def _profile_head(self) -> QHBoxLayout:
        """The buyer's profile, filled in talk by talk (seeds W9, W20)."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Buyer's profile"), "t2", 13, 600))
        row.addWidget(self.known)
        row.addStretch(1)
        return row

    # --- reading -----------------------------------------------------------------------------------------------------------

    def show_person(self, prospect_id: int) -> None:
        """Whose research is meant; it is read now if the tab is in front, else when it comes there."""
        if prospect_id != self._person:
            self.keep()
            self.timer.stop()
            self._person, self.dossier = prospect_id, None
            for field in (*self.fields.values(), *self.profile.values()):
                field.clear()
            self.insight.clear()
            self._error.hide()
        if self.isVisible():
            self._read()

    def come_to_front(self) -> None:
        """Read, and give the keys to the first fact."""
        self._read()
        self.fields[T1_FIELDS[0]].edit.setFocus()

    def keep(self) -> None:
        """Whatever is half-typed is kept."""
        for field in (*self.fields.values(), *self.profile.values()):
            field.keep()
        self.insight.keep()

    def _read(self) -> None:
        person, desk = self._person, self._ctx.desk
        if not person:
            return
        self._asked += 1
        asked = self._asked

        def work() -> Dossier:
            with desk.read() as (s, _):
                return dossier(s, person)

        self._ctx.runner.query(self, work, lambda found: self._show(found) if asked == self._asked else None, lambda _: None)

    def _show(self, found: Dossier) -> None:
        self.dossier = found
        ctx = self._ctx
        days = DayWords(ctx.profile, ctx.now())
        self.tier.set_value(found.tier)
        self._says.setText(
            {
                "T1": self.tr("a plan for the account"),
                "T2": self.tr("every touch reviewed and personal"),
                "T3": self.tr("three facts in three minutes"),
            }[found.tier]
        )
        for name, field in self.fields.items():
            field.setVisible(name in found.fields)
            known = found.found.get(name)
            age = days.day(days.date_of(known.at)) if known is not None and known.at is not None else ""
            field.show_found(known, age, known is not None and known.stale(ctx.now()))
        self._show_profile(found, days)
        self._shared.setVisible(found.has_company)
        self.insight.show_insight(found.insight, found.size)
        self.shown.emit()

    def _show_profile(self, found: Dossier, days: DayWords) -> None:
        ctx = self._ctx
        lines = "\n".join(fit_lines(found.fit, ctx.texts)) if found.fit is not None else ""
        self.fit.setText(fit_words(found.fit, ctx.texts))
        self.fit.set_role("amber" if found.fit is not None and found.fit.ruled_out else "t2")
        if lines:
            set_tooltip(self.fit, lines)
            self.fit.setAccessibleDescription(lines)
        for name, field in self.profile.items():
            known = found.profile.get(name)
            age = days.day(days.date_of(known.at)) if known is not None and known.at is not None else ""
            field.show_found(known, age, known is not None and known.stale(ctx.now()))
        self.known.setText(self.tr("%1 of %2 known").replace("%1", str(len(found.profile))).replace("%2", str(len(PROFILE_FIELDS))))
        asked = [ctx.texts(f"profile_question.{name}") for name in next_questions(found.profile)]
        self.ask_next.setText(self.tr("Ask next: %1").replace("%1", " ".join(asked)) if asked else "")
        self.ask_next.setVisible(bool(asked))

    # --- doing -------------------------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_tier(self, tier: str) -> None:
        person, prospects = self._person, self._ctx.desk.prospects
        if person:
            self._ctx.runner.op(self, lambda: prospects.edit(person, {"tier": tier}), lambda _: self._read(), self._on_failed)

    @Slot(str, str, str)
    def _on_field(self, field: str, text: str, source: str) -> None:
        person, research = self._person, self._ctx.desk.research
        if person:
            self._ctx.runner.op(self, lambda: research.note(person, field, text, source), self._on_kept, self._on_failed)

    @Slot(str, str, str)
    def _on_insight(self, fact: str, need: str, conclusion: str) -> None:
        person, research = self._person, self._ctx.desk.research
        if person:

            def done(outcome: object) -> None:
                self._on_kept(outcome)
                self.insight_kept.emit(person)

            self._ctx.runner.op(self, lambda: research.conclude(person, fact=fact, need=need, conclusion=conclusion), done, self._on_failed)

    def _on_kept(self, _outcome: object) -> None:
        self._error.hide()
        self._read()

    def _on_failed(self, error: Exception) -> None:
        self._error.setText(sentence(error, self._ctx.texts))
        self._error.show()

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)
