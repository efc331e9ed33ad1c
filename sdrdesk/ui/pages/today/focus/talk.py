"""The middle of the focus mode: the call, what to say, answers to objections, the note and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from sdrdesk.ui.cadence_words import heard
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.today.live_call import LiveCall
from sdrdesk.ui.pages.today.work_panel import Work
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.banner import Banner
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.objection_card import Objection, ObjectionCard
from sdrdesk.ui.widgets.script_card import ScriptCard
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

NOTE_LOW, NOTE_HIGH, SCRIPT_LEAST = 38, 84, 96


class Talk(QWidget):
    """One person on the phone, big enough to be read while standing.

    Signals:
        left: a talk's notes are written; it may be logged.
    """

    left = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = ctx.texts
        self._work: Work | None = None
        self._drafts: dict[int, tuple[str, str]] = {}
        self._opening: tuple[str, ...] = ()
        self._voicemail = False
        self.live = LiveCall(self)
        self.live.changed.connect(self._show_live)
        self.clock = PlainLabel("", "t1", 40, 600)
        self.clock.setObjectName("focus_call_clock")
        self._state = ElidedLabel("", "t2")
        self.dial = KeyButton(self.tr("Dial"), icon="phone")
        self.dial.setObjectName("focus_dial")
        self.dial.set_keys("D")
        self.dial.clicked.connect(self.toggle_call)
        self.script = ScriptCard(large=True)
        self.objections = ObjectionCard(self.tr("If they say"))
        self.notes = QPlainTextEdit()
        self.notes.setObjectName("focus_notes")
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setPlaceholderText(self.tr("Note, saved with the outcome (N)"))
        self.notes.setTabChangesFocus(True)
        self.notes.document().setDocumentMargin(2)
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName("focus_error")
        self.error.hide()
        self.next_when = WhenEdit(ctx, self.error)
        self.next_when.changed.connect(lambda: self.error.setVisible(bool(self.error.text())))
        self.next_when.setObjectName("focus_next_when")
        self.next_when.setAccessibleName(self.tr("Next step"))
        self.next_when.setPlaceholderText(self.tr("Next: 3d, tue 14:00 (.)"))
        self.held = Banner("green")
        self.held.action_clicked.connect(self.left)
        self.held.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.clock)
        head.addWidget(self._state, 1)
        head.addWidget(self.dial)
        body = QWidget()
        body.setProperty("role", "content")
        words = QVBoxLayout(body)
        words.setContentsMargins(0, 0, 8, 0)
        words.addWidget(self.script)
        words.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        # The script scrolls; what is below it keeps the room that it needs.
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._scroll.setMinimumHeight(SCRIPT_LEAST)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.notes, 5)
        below.addWidget(self.next_when, 3, Qt.AlignmentFlag.AlignTop)
        self.notes.setFixedHeight(NOTE_LOW)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 16, 36, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.objections)
        column.addWidget(self.held)
        column.addLayout(below)
        column.addWidget(self.error)

    # --- the person --------------------------------------------------------------------------------------------------------

    def show_work(self, work: Work) -> None:
        """Prepare a call; a half-typed note waits with its person."""
        self.keep_draft()
        self._work = work
        self.live.end()
        self.show_error("")
        who = work.card.person
        scripts = work.scripts
        values = work.composed.values
        self._voicemail = False
        self._opening = tuple(scripts.opening(work.call_kind, values, work.verdict.next_questions))
        self._show_script()
        self.objections.set_objections([Objection(o.key, heard(o, self._texts), " ".join(o.lines(values))) for o in scripts.objections])
        note, when = self._drafts.pop(who.id, ("", ""))
        self.notes.setPlainText(note)
        self.next_when.setText(when)
        self.dial.setEnabled(bool(who.phone) and not work.card.no_calls)

    def keep_draft(self) -> None:
        """Put the half-typed note aside."""
        if self._work is not None and (self.notes.toPlainText().strip() or self.next_when.text().strip()):
            self._drafts[self._work.card.person.id] = (self.notes.toPlainText(), self.next_when.text())

    def logged(self) -> None:
        """It is stored: nothing half-typed is left, and the call is over."""
        if self._work is not None:
            self._drafts.pop(self._work.card.person.id, None)
        self.notes.clear()
        self.next_when.clear()
        self.show_held("")
        self.live.end()

    def show_error(self, words: str) -> None:
        """Say why a call could not be logged."""
        self.error.setText(words)
        self.error.set_role("red")
        self.error.setVisible(bool(words))
        if words:
            self.next_when.setFocus()

    def show_held(self, outcome: str) -> None:
        """A talk waits for its notes; an empty outcome ends that."""
        self.held.setVisible(bool(outcome))
        self.notes.setFixedHeight(NOTE_HIGH if outcome else NOTE_LOW)
        if not outcome:
            return
        booked = outcome == "meeting_booked"
        say = self.tr("When is it, and what was said?") if booked else self.tr("Write down what was said.")
        self.held.set_message(self._texts(f"outcome.{outcome}"), say, action=self.tr("Log it and go on"))
        self.held.button.set_keys("Ctrl+Return")
        (self.next_when if booked and not self.next_when.text().strip() else self.notes).setFocus()

    @property
    def types(self) -> bool:
        """Is somebody typing?"""
        return self.notes.hasFocus() or self.next_when.hasFocus()

    # --- the call ----------------------------------------------------------------------------------------------------------

    @Slot()
    def toggle_call(self) -> None:
        """Dial, or end the call."""
        if self._work is not None and (self.live.is_live or not self._work.card.no_calls):
            self.live.toggle(self._work.card.person.phone)

    @Slot()
    def _show_live(self) -> None:
        live = self.live.is_live
        self.clock.setText(self.live.words().rjust(5, "0") if live else "")
        self.clock.setVisible(live)
        self._state.setText(self.tr("on call") if live else "")
        self._state.set_role("green" if live else "t2")
        self.dial.set_kind("live" if live else "default")
        self.dial.set_words(self.tr("End call") if live else self.tr("Dial"))

    # --- what to say -------------------------------------------------------------------------------------------------------

    @Slot()
    def toggle_voicemail(self) -> None:
        """The words for the machine, or the opening again."""
        self._voicemail = not self._voicemail
        self._show_script()

    @Slot()
    def next_line(self) -> None:
        """The next line to say; after the last the first again."""
        if self.script.count():
            self._point((self.script.current() + 1) % self.script.count())

    def _show_script(self) -> None:
        if self._work is None:
            return
        if self._voicemail:
            lines = tuple(self._work.scripts.voicemail(self._work.composed.values))
            self.script.set_head(self.tr("Voicemail"), "", self.tr("opening"), "V")
        else:
            lines = self._opening
            self.script.set_head(self.tr("Opening"), "", self.tr("voicemail"), "V")
        self.script.set_lines(lines, 0)
        self._scroll.verticalScrollBar().setValue(0)

    def _point(self, number: int) -> None:
        self.script.set_current(number)
        line = self.script.current_line()
        if line is not None:
            # The line and the beginning of the one after it.
            bottom = min(line.y() + line.height() + line.height() // 2, self.script.height())
            self._scroll.ensureVisible(0, bottom, 0, 0)
            self._scroll.ensureVisible(0, line.y(), 0, 8)
