"""The call: script, answers, one key for the outcome, notes, and the next step (rules R4, R7)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.domain.words import OUTCOME_KEYS
from sdrdesk.core.queries.people import Card, TouchRow
from sdrdesk.core.render.scripts import Scripts
from sdrdesk.ui.cadence_words import heard
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.today.live_call import LiveCall
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.objection_card import Objection, ObjectionCard
from sdrdesk.ui.widgets.outcome_grid import OutcomeGrid, OutcomeSpec
from sdrdesk.ui.widgets.script_card import ScriptCard
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

NOTES_LOW, NOTES_HIGH, LOW = 48, 150, 480
OUTCOME_KINDS = {"meeting_booked": "good", "do_not_contact": "danger"}


class CallTab(QWidget):
    """One person on the phone.

    Signals:
        outcome_chosen: outcome, note, when the next step is (None: by the plan).
    """

    outcome_chosen = Signal(str, str, object)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call_tab")
        self._texts = texts = ctx.texts
        self._phone = ""
        self._values: dict[str, str] = {}
        self._scripts: Scripts | None = None
        self._drafts: dict[int, tuple[str, str]] = {}
        self._person = 0
        self._live = LiveCall(self)
        self._live.changed.connect(self._show_clock)
        self._clock = PlainLabel("", "t1", 20, 600)
        self._clock.setObjectName("call_clock")
        self._last = ElidedLabel("", "t2", 12)
        self.set_back = PlainLabel("", "t2", 13, wrap=True)
        self.set_back.setObjectName("call_set_back")
        self.set_back.hide()
        self.also_ask = ElidedLabel("", "t3", 12)
        self.also_ask.setObjectName("call_also_ask")
        self.also_ask.hide()
        self._script = ScriptCard()
        self._objections = ObjectionCard(self.tr("If they say"))
        self.grid = OutcomeGrid([OutcomeSpec(k, texts(f"outcome.{k}"), OUTCOME_KINDS.get(k, "default")) for k in OUTCOME_KEYS])
        self.grid.chosen.connect(self._on_outcome)
        self.notes = QPlainTextEdit()
        self.notes.setObjectName("notes")
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setPlaceholderText(self.tr("What was said"))
        self.notes.setTabChangesFocus(True)
        self.next_when = WhenEdit(ctx)
        self.next_when.setObjectName("next_when")
        self.next_when.setAccessibleName(self.tr("Next step"))
        self.next_when.setPlaceholderText(self.tr("by the plan, or: 3d, tue 14:00"))
        self.next_when.said.setObjectName("next_said")
        self._voicemail = False
        self._lay_out()
        self._keys()

    def _lay_out(self) -> None:
        body = QWidget()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._clock)
        head.addWidget(self._last, 1)
        outcome_head = QHBoxLayout()
        outcome_head.addWidget(PlainLabel(self.tr("Outcome"), "t2", 13, 600))
        outcome_head.addWidget(
            ElidedLabel(self.tr("one key logs, plans the next step, opens the next person; Alt while typing"), "t3", 12), 1
        )
        below = QGridLayout()
        below.setHorizontalSpacing(12)
        below.setVerticalSpacing(4)
        below.addWidget(PlainLabel(self.tr("Notes"), "t2", 12, 600), 0, 0)
        below.addWidget(PlainLabel(self.tr("Next step"), "t2", 12, 600), 0, 1)
        below.addWidget(self.notes, 1, 0, 2, 1)
        below.addWidget(self.next_when, 1, 1)
        below.addWidget(self.next_when.said, 2, 1, Qt.AlignmentFlag.AlignTop)
        below.setColumnStretch(0, 5)
        below.setColumnStretch(1, 3)
        below.setRowStretch(2, 1)
        self.notes.setMinimumHeight(NOTES_LOW)
        self.notes.setMaximumHeight(NOTES_HIGH)
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 10, 20, 8)
        column.setSpacing(9)
        column.addLayout(head)
        column.addWidget(self.set_back)
        column.addWidget(self._script)
        column.addWidget(self.also_ask)
        column.addWidget(self._objections)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        # What a call ends with never scrolls away, however long the script is.
        bottom = QVBoxLayout()
        bottom.setContentsMargins(20, 4, 20, 8)
        bottom.setSpacing(6)
        bottom.addLayout(outcome_head)
        bottom.addWidget(self.grid)
        bottom.addLayout(below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(bottom)

    def _keys(self) -> None:
        for keys, slot in (
            ("O", self._objections.open_next),
            ("V", self._toggle_voicemail),
            ("N", self.notes.setFocus),
            (".", self.next_when.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def show_person(
        self, card: Card, history: list[TouchRow], verdict: Verdict, values: dict[str, str], kind: str, scripts: Scripts
    ) -> None:
        """Prepare a call."""
        self._keep_draft()
        self._person = card.person.id
        self._phone = card.person.phone
        self._voicemail = False
        self.show_script(verdict, values, kind, scripts)
        calls = [t for t in history if t.channel == "call"]
        last = (
            f" · {self._texts('list.last', what=self._texts(f'outcome.{history[0].outcome}'), when=history[0].at.strftime('%Y-%m-%d'))}"
            if history
            else ""
        )
        self._last.setText(self._texts("list.attempt", n=len(calls) + 1) + last)
        note, when = self._drafts.pop(self._person, ("", ""))
        self.notes.setPlainText(note)
        self.next_when.setText(when)
        self.end_call()

    def show_set_back(self, words: str) -> None:
        """What was said the last time that they were not ready (rule R25)."""
        self.set_back.setText(words)
        self.set_back.setHidden(not words)

    def show_also_ask(self, question: str) -> None:
        """The next thing that is not known of them, beside the script (seed W20)."""
        self.also_ask.setText(self.tr("If there is time: %1").replace("%1", question) if question else "")
        self.also_ask.setHidden(not question)

    def show_script(self, verdict: Verdict, values: dict[str, str], kind: str, scripts: Scripts) -> None:
        """Opening and objections with these values; the notes and a running call stay as they are."""
        self._scripts = scripts
        self._values = values
        self._opening = scripts.opening(kind, values, verdict.next_questions)
        self._show_script()
        self._objections.set_objections([Objection(o.key, heard(o, self._texts), " ".join(o.lines(values))) for o in scripts.objections])

    def _keep_draft(self) -> None:
        """A half-typed note waits with its person."""
        if self._person and (self.notes.toPlainText().strip() or self.next_when.text().strip()):
            self._drafts[self._person] = (self.notes.toPlainText(), self.next_when.text())

    def logged(self) -> None:
        """The note is stored: nothing half-typed is left."""
        self._drafts.pop(self._person, None)
        self.notes.clear()
        self.next_when.clear()

    @property
    def is_live(self) -> bool:
        """Is a call running?"""
        return self._live.is_live

    @property
    def minutes(self) -> int | None:
        """Whole minutes of the running call; None without a call."""
        return self._live.minutes

    @Slot()
    def toggle_call(self) -> None:
        """Dial with the desktop's telephone, or end the call."""
        self._live.toggle(self._phone)

    def end_call(self) -> None:
        """Stop the clock."""
        self._live.end()

    @Slot()
    def _show_clock(self) -> None:
        self._clock.setText(self._live.words() if self.is_live else "")
        self._clock.setVisible(self.is_live)

    @Slot()
    def _toggle_voicemail(self) -> None:
        self._voicemail = not self._voicemail
        self._show_script()

    def _show_script(self) -> None:
        if self._voicemail and self._scripts is not None:
            self._script.set_head(self.tr("Voicemail"), "", self.tr("opening"), "V")
            self._script.set_lines(self._scripts.voicemail(self._values))
        else:
            self._script.set_head(self.tr("Opening"), "", self.tr("voicemail"), "V")
            self._script.set_lines(self._opening, len(self._opening) - 1)

    @Slot(str)
    def _on_outcome(self, outcome: str) -> None:
        when = self.next_when.insist()
        if when is not None or not self.next_when.text().strip():
            self.outcome_chosen.emit(outcome, self.notes.toPlainText().strip(), when)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a low window the script comes first; the notes grow when there is room.
        self.notes.setMaximumHeight(NOTES_LOW if self.height() < LOW else NOTES_HIGH)
