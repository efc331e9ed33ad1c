"""Is this lead ready: six letters with evidence, four red flags, the verdict (rules R22, R23)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.domain.words import FLAGS, LETTERS
from sdrdesk.core.queries.evidence import Past
from sdrdesk.core.render.scripts import Scripts, load_scripts
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import missing_item
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.evidence_row import EvidenceRow
from sdrdesk.ui.widgets.flag_row import FlagRow
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel
from sdrdesk.ui.widgets.verdict_strip import VerdictStrip

FRAME_KEY = "qualify/frame"
ANUM = {"authority": "authority", "need": "need", "urgency": "time", "money": "money"}
"""The four of ANUM (seed P7), each with the letter that it reads."""


class QualifyTab(QWidget):
    """The evidence of one person.

    Signals:
        letter_set: letter, signal, evidence.
        flag_set: flag, on or off, reason.
        meeting_typed: the time of an agreed meeting.
        handoff_requested: open the handoff.
        source_wanted: the touch that a letter came from.
    """

    letter_set = Signal(str, str, str)
    flag_set = Signal(str, str, str)
    meeting_typed = Signal(object)
    handoff_requested = Signal()
    source_wanted = Signal(int)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("qualify_tab")
        self._texts = texts = ctx.texts
        self._verdict: Verdict | None = None
        self._pending: dict[str, str] = {}
        self._pending_signal: tuple[str, str] | None = None
        self.rows: dict[str, EvidenceRow] = {}
        questions = self._questions = load_scripts(texts.language)
        for name in LETTERS:
            row = EvidenceRow(name, name[0].upper(), texts(f"letter.{name}"), questions.question(name))
            row.signal_changed.connect(self._on_signal)
            row.evidence_changed.connect(self._on_evidence)
            row.source_wanted.connect(self._on_source)
            self.rows[name] = row
        self.flags: dict[str, FlagRow] = {}
        self._flag_grid = QGridLayout()
        self._show_flags(FLAGS)
        self.reason = QLineEdit()
        self.reason.setObjectName("flag_reason")
        self.reason.setAccessibleName(self.tr("Why the flag is resolved"))
        self.reason.setPlaceholderText(self.tr("To clear a raised flag: why it is resolved"))
        self.meeting = WhenEdit(ctx, needs_time=True)
        self.meeting.setObjectName("meeting_when")
        self.meeting.setAccessibleName(self.tr("Meeting agreed for"))
        self.meeting.setPlaceholderText(self.tr("Meeting agreed for: tue 14:00"))
        self.meeting.entered.connect(self.meeting_typed)
        self.meeting.said.setObjectName("meeting_said")
        self.meeting.said.hide()
        self.meeting.changed.connect(lambda: self.meeting.said.setVisible(bool(self.meeting.said.text())))
        self.meeting_button = KeyButton(self.tr("Note meeting"), icon="calendar", small=True)
        self.meeting_button.setObjectName("note_meeting")
        self.meeting_button.clicked.connect(self._on_meeting)
        self._error = PlainLabel("", "red", 12, wrap=True)
        self._error.setObjectName("qualify_error")
        self._error.hide()
        self._count = PlainLabel("", "t3", 12)
        self.strip = VerdictStrip(self.tr("Hand off"))
        self.strip.action_clicked.connect(self.handoff_requested)
        self.frame = SegmentedControl([SegmentSpec(key, texts(f"qualify_frame.{key}")) for key in ("mantcp", "anum")])
        self.frame.setObjectName("qualify_frame")
        self.frame.setAccessibleName(self.tr("The same evidence as MANTCP or as ANUM"))
        self.frame.set_value(str(QSettings().value(FRAME_KEY, "mantcp")))
        self.frame.changed.connect(self._choose_frame)
        self._lay_out()
        self._show_frame()

    def to_flags(self) -> None:
        """The keys to the red flags."""
        self.flags[FLAGS[0]].setFocus()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.frame)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(PlainLabel(self.tr("Tab next row, 1 2 3 set it"), "t3", 12))
        column.addLayout(head)
        self._letters = Card("surface", (1, 1, 1, 1), 0, ruled=True)
        column.addWidget(self._letters)
        flag_head = QHBoxLayout()
        flag_head.addWidget(PlainLabel(self.tr("Red flags"), "t2", 13, 600))
        flag_head.addWidget(PlainLabel(self.tr("any one pauses the handoff"), "t3", 12))
        flag_head.addStretch(1)
        column.addLayout(flag_head)
        flags = Card("surface", (1, 1, 1, 1), 0)
        self._flag_grid.setContentsMargins(0, 0, 0, 0)
        self._flag_grid.setSpacing(0)
        flags.column.addLayout(self._flag_grid)
        column.addWidget(flags)
        line = QHBoxLayout()
        line.addWidget(self.reason, 3)
        line.addWidget(self.meeting, 2)
        line.addWidget(self.meeting_button)
        column.addLayout(line)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(20, 4, 20, 10)
        bottom.addWidget(self.meeting.said)  # in sight however far the rest is scrolled
        bottom.addWidget(self._error)
        bottom.addWidget(self.strip)
        outer.addLayout(bottom)

    def _show_flags(self, names: tuple[str, ...]) -> None:
        """A row for each flag that is asked; the user's own come and go (seed W15)."""
        for gone in [n for n in self.flags if n not in names]:
            row = self.flags.pop(gone)
            row.hide()
            row.deleteLater()
        for i, name in enumerate(names):
            if name not in self.flags:
                row = FlagRow(name, self._texts(f"flag.{name}") if name in FLAGS else name)
                row.state_changed.connect(self._on_flag)
                self.flags[name] = row
            self._flag_grid.addWidget(self.flags[name], i // 2, i % 2)

    @Slot(str)
    def _choose_frame(self, frame: str) -> None:
        QSettings().setValue(FRAME_KEY, frame)
        self._show_frame()

    def _show_frame(self) -> None:
        """The rows of MANTCP, or the four of ANUM in its order: the same rows, so that there is no second form (seed P7)."""
        texts, anum = self._texts, self.frame.value() == "anum"
        shown = ANUM if anum else {name: name for name in LETTERS}
        for row in self.rows.values():
            self._letters.column.removeWidget(row)
            row.hide()
        for name, letter in shown.items():
            row = self.rows[letter]
            words = texts(f"anum.{name}") if anum else texts(f"letter.{letter}")
            ask = texts(f"anum_hint.{name}") if anum else self._questions.question(letter)
            row.set_words((name if anum else letter)[0].upper(), words, ask)
            self._letters.add_row(row)
            row.show()
        for before, after in pairwise(shown.values()):
            self.setTabOrder(self.rows[before].edit, self.rows[after].segments.segment("strong"))

    def show_questions(self, scripts: Scripts) -> None:
        """What to ask, in the person's language."""
        if scripts.questions != self._questions.questions:
            self._questions = scripts
            self._show_frame()

    def show_past(self, past: Mapping[str, Sequence[Past]], zone: dt.tzinfo) -> None:
        """What was noted for each letter before the newest (rule R22)."""
        texts = self._texts
        for name, row in self.rows.items():
            lines = []
            for p in past.get(name, ())[1:]:
                source = texts(f"channel.{p.channel}") if p.channel else ""
                parts = (
                    p.at.astimezone(zone).strftime("%Y-%m-%d"),
                    texts(f"signal.{p.signal}"),
                    f"“{p.text}”" if p.text else "",
                    p.said_by,
                    source,
                )
                lines.append(" · ".join(part for part in parts if part))
            row.set_past(lines)

    def begin(self) -> None:
        """Another person: what was typed without a sign was about the one before."""
        self._pending.clear()
        self._pending_signal = None

    def show_verdict(self, verdict: Verdict, zone: dt.tzinfo, now: dt.datetime) -> None:
        """Show the evidence and the judgement."""
        self._verdict = verdict
        texts = self._texts
        for name, row in self.rows.items():
            letter = verdict.letters[name]
            stamp = ""
            if letter.at is not None:
                stamp = " · ".join(
                    p
                    for p in (
                        letter.said_by,
                        letter.at.astimezone(zone).strftime("%Y-%m-%d"),
                        texts("packet.stale") if letter.stale(now) else "",
                    )
                    if p
                )
            row.set_evidence(letter.signal, self._pending.get(name) or letter.text, stamp)
            row.set_source(texts(f"channel.{letter.channel}") if letter.channel and letter.touch_id is not None else "")
        self._show_flags(tuple(flag.name for flag in verdict.flags))
        for flag in verdict.flags:
            self.flags[flag.name].set_state(flag.state if flag.state in ("on", "off") else "", flag.reason)
        self._count.setText(texts("list.strong_of", n=verdict.strong))
        if verdict.ready:
            title = texts("list.verdict_ready", n=verdict.strong)
            detail = ", ".join(texts(f"letter.{q}") for q in verdict.next_questions)
            self.strip.set_verdict(True, title, texts("list.ask_next", names=detail) if detail else "")
        else:
            self.strip.set_verdict(
                False, texts("list.verdict_missing"), " · ".join(missing_item(m, texts) for m in verdict.missing), enabled=True
            )
        self.show_error("")

    def show_error(self, words: str) -> None:
        """Say what could not be taken."""
        self._error.setText(words)
        self._error.setHidden(not words)

    @Slot(str)
    def _on_source(self, name: str) -> None:
        letter = self._verdict.letters[name] if self._verdict else None
        if letter is not None and letter.touch_id is not None:
            self.source_wanted.emit(letter.touch_id)

    @Slot(str, str)
    def _on_signal(self, name: str, signal: str) -> None:
        letter = self._verdict.letters[name] if self._verdict else None
        text = self._pending.get(name) or (letter.text if letter else "")
        if signal != "unknown" and not text:
            # Rule R22: no sign without evidence; the field is waiting for it, the sign is kept until then.
            self._pending_signal = (name, signal)
            self.show_error(self._texts("error.evidence_missing", letter=name))
            for field in self.rows[name].findChildren(QLineEdit):
                field.setFocus()
            return
        self.letter_set.emit(name, signal, self._pending.pop(name, ""))

    @Slot(str, str)
    def _on_evidence(self, name: str, text: str) -> None:
        waiting = self._pending_signal
        letter = self._verdict.letters[name] if self._verdict else None
        if waiting and waiting[0] == name and text.strip():
            self._pending_signal = None
            self.letter_set.emit(name, waiting[1], text.strip())
        elif letter is not None and letter.signal != "unknown" and text.strip() and text.strip() != letter.text:
            self.letter_set.emit(name, letter.signal, text.strip())
        else:
            self._pending[name] = text.strip()

    @Slot(str, str)
    def _on_flag(self, name: str, state: str) -> None:
        self.flag_set.emit(name, state, self.reason.text().strip() if state == "off" else "")
        self.reason.clear()

    @Slot()
    def _on_meeting(self) -> None:
        when = self.meeting.insist()
        if when is not None:
            self.meeting_typed.emit(when)
