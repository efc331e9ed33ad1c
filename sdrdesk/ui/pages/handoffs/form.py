"""The middle of the page for somebody who may be handed off: what holds, to whom, where to, and the one button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.handoff_plan import LONGEST, MEETING_MINUTES, MOST_PLACE, SHORTEST, HandoffPlan
from sdrdesk.core.queries.handoffs import Candidate
from sdrdesk.ui.pages.handoffs.ae_picker import AePicker
from sdrdesk.ui.pages.handoffs.checks import Checklist, CheckView, Stages
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.number_field import NumberField
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel, set_tooltip

_NOTE_HEIGHT, _LINES_HEIGHT = 64, 46


class HandoffForm(QWidget):
    """Head, account executive, folder, checklist, what is prepared; below, never scrolled away, the buttons.

    Signals:
        folder_wanted: the user wants to choose a folder.
        create_wanted: hand off now.
        save_wanted: write the PDF alone.
        person_wanted: show the person on Today.
        plan_changed: something that is prepared is another one, while it is typed.
        plan_done: a field of it was left.
    """

    folder_wanted = Signal()
    create_wanted = Signal()
    save_wanted = Signal()
    person_wanted = Signal()
    plan_changed = Signal()
    plan_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handoff_form")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("role", "content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 14, 20, 4)
        self._column.setSpacing(6)
        self._add_head()
        self._add_choices()
        self._add_folder()
        self._add_checks()
        self._add_plan()
        self._column.addStretch(1)
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(self._make_buttons())

    def _add_head(self) -> None:
        self._title, self._chip = ElidedLabel("", "t1", 18, 600), Chip("", parent=self)
        self._title.setObjectName("handoff_title")
        self._chip.setObjectName("handoff_chip")
        self.person = KeyButton(self.tr("Show on Today"), "small")
        self.person.setObjectName("handoff_person")
        self.person.clicked.connect(self.person_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._chip)
        row.addStretch(1)
        self._second = ElidedLabel("", "t2", 13)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._second, 1)
        below.addWidget(self.person)
        self.stages = Stages()
        self.stages.setObjectName("handoff_stages")
        self._column.addLayout(row)
        self._column.addLayout(below)
        self._column.addSpacing(6)
        self._column.addWidget(self.stages)

    def _add_checks(self) -> None:
        self._counted = PlainLabel("", "t3", 12)
        self._counted.setObjectName("handoff_counted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Checklist"), "t2", 12, 600))
        row.addWidget(self._counted, 1)
        self.checklist = Checklist()
        self._column.addSpacing(4)
        self._column.addLayout(row)
        self._column.addWidget(self.checklist)

    def _add_choices(self) -> None:
        self.ae = AePicker()
        self._column.addSpacing(6)
        self._column.addWidget(PlainLabel(self.tr("Account executive"), "t2", 12, 600))
        self._column.addWidget(self.ae)

    def _add_folder(self) -> None:
        self.folder = ElidedLabel("", "t1", 13)
        self.folder.setObjectName("handoff_folder")
        self.choose_folder = KeyButton(self.tr("Choose…"), icon="folder")
        self.choose_folder.setObjectName("handoff_choose_folder")
        self.choose_folder.setAccessibleName(self.tr("Choose the folder for the packet"))
        self.choose_folder.clicked.connect(self.folder_wanted)
        self._folder_problem = PlainLabel("", "red", 12, wrap=True)
        self._folder_problem.setObjectName("handoff_folder_problem")
        self._folder_problem.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_folder)
        self._column.addSpacing(4)
        self._column.addWidget(PlainLabel(self.tr("Folder for the packet"), "t2", 12, 600))
        self._column.addLayout(row)
        self._column.addWidget(self._folder_problem)

    def _add_plan(self) -> None:
        """What the packet says beside what the book knows."""
        self._note_label = PlainLabel("", "t2", 12, 600)
        self.note = self._add_text(self._note_label, "handoff_note", self.tr("What helps in the first meeting"), _NOTE_HEIGHT)
        promised, risks = PlainLabel(self.tr("What was promised"), "t2", 12, 600), PlainLabel(self.tr("Risks"), "t2", 12, 600)
        self.promised = self._add_text(promised, "handoff_promised", self.tr("A line each: a price, a demo, a day"), _LINES_HEIGHT)
        self.risks = self._add_text(risks, "handoff_risks", self.tr("A line each; weak and old letters are added"), _LINES_HEIGHT)
        self.place = QLineEdit()
        self.place.setObjectName("handoff_place")
        self.place.setAccessibleName(self.tr("Place or link of the meeting"))
        self.place.setPlaceholderText(self.tr("A room, a number, a link"))
        self.place.setMaxLength(MOST_PLACE)
        self.place.textEdited.connect(self.plan_changed)
        self.place.editingFinished.connect(self.plan_done)
        self.minutes = NumberField(SHORTEST, LONGEST)
        self.minutes.setObjectName("handoff_minutes")
        self.minutes.setAccessibleName(self.tr("Minutes of the meeting"))
        self.minutes.setSingleStep(5)
        self.minutes.setValue(MEETING_MINUTES)
        self.minutes.valueChanged.connect(self.plan_changed)
        self.minutes.editingFinished.connect(self.plan_done)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.minutes)
        row.addWidget(PlainLabel(self.tr("min"), "t3", 12))
        self._column.addSpacing(4)
        self._column.addWidget(PlainLabel(self.tr("Place or link of the meeting"), "t2", 12, 600))
        self._column.addLayout(row)

    def _add_text(self, label: PlainLabel, name: str, hint: str, height: int) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName(name)
        field.setAccessibleName(label.text())
        field.setTabChangesFocus(True)
        field.setFixedHeight(height)
        field.setPlaceholderText(hint)
        field.textChanged.connect(self.plan_changed)
        field.installEventFilter(self)
        self._column.addSpacing(4)
        self._column.addWidget(label)
        self._column.addWidget(field)
        return field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text that is left is done."""
        if event.type() == QEvent.Type.FocusOut:
            self.plan_done.emit()
        return super().eventFilter(watched, event)

    def plan(self) -> HandoffPlan:
        """What is typed; without the account executive and the ticks."""
        texts = (field.toPlainText().strip() for field in (self.note, self.promised, self.risks))
        note, promised, risks = texts
        return HandoffPlan(None, note, promised, risks, self.place.text().strip(), self.minutes.value())

    def set_plan(self, plan: HandoffPlan) -> None:
        """Put what is kept into the fields, in silence."""
        self.blockSignals(True)
        for field, words in ((self.note, plan.note), (self.promised, plan.promised), (self.risks, plan.risks)):
            if field.toPlainText().strip() != words:
                field.setPlainText(words)
        if self.place.text().strip() != plan.place:
            self.place.setText(plan.place)
        self.minutes.setValue(plan.minutes)
        self.blockSignals(False)

    def _make_buttons(self) -> QVBoxLayout:
        self.create_button = KeyButton(self.tr("Hand off"), "primary", "log-in")
        self.create_button.setObjectName("handoff_create")
        self.create_button.set_keys("Ctrl+Return")
        self.create_button.clicked.connect(self.create_wanted)
        self.save_button = KeyButton(self.tr("Save PDF"))
        self.save_button.setObjectName("handoff_save")
        self.save_button.clicked.connect(self.save_wanted)
        self._due = ElidedLabel("", "t3", 12)
        self.reasons = PlainLabel("", "amber", 12, wrap=True)
        self.reasons.setObjectName("handoff_reasons")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.create_button)
        row.addWidget(self.save_button)
        row.addWidget(self._due, 1)
        column = QVBoxLayout()
        column.setContentsMargins(20, 8, 20, 14)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.reasons)
        return column

    def set_person(self, person: Candidate, second: str, stages: Sequence[str]) -> None:
        """Show another person; the checklist follows when it is read."""
        self._title.setText(person.company or person.name)
        self._second.setText(second)
        self.stages.set_stages(stages, 0)
        self.setAccessibleName(person.company or person.name)

    def set_folder(self, folder: str) -> None:
        """Show where the packet will go."""
        self.folder.setText(folder or self.tr("None chosen yet"))
        self.folder.set_role("t1" if folder else "t3")

    def set_folder_problem(self, words: str) -> None:
        """Say why the folder would not take the packet."""
        self._folder_problem.setText(words)
        self._folder_problem.setVisible(bool(words))

    def set_ae_name(self, name: str, hours: int) -> None:
        """For whom the note is, and by when the answer is due."""
        self._note_label.setText(self.tr("Note to %1").replace("%1", name) if name else self.tr("Note to the account executive"))
        self.note.setAccessibleName(self._note_label.text())
        self._due.setText(self.tr("answer due in %n h", "", hours))

    def set_checks(self, checks: Sequence[CheckView]) -> None:
        """Show the checklist."""
        self.checklist.set_checks(checks)
        asked = [check for check in checks if check.required]
        words = self.tr("%1 of %2 required").replace("%1", str(sum(c.holds for c in asked))).replace("%2", str(len(asked)))
        if more := [check for check in checks if not check.required]:
            held = str(sum(c.holds for c in more))
            words += self.tr(", %1 of %2 optional").replace("%1", held).replace("%2", str(len(more)))
        self._counted.setText(words)

    def set_reasons(self, reasons: Sequence[str], busy: bool, can_save: bool) -> None:
        """Switch the buttons; the reasons are what is still missing, in words."""
        ready = not reasons
        self._chip.set_chip(self.tr("Ready") if ready else self.tr("Not ready"), "gr" if ready else "am")
        self.create_button.setEnabled(ready and not busy)
        self.create_button.set_words(self.tr("Writing…") if busy else self.tr("Hand off"))
        self.save_button.setEnabled(can_save and not busy)
        set_tooltip(self.save_button, "" if can_save else self.tr("The packet needs a meeting and an account executive first."))
        words = self.tr("Still missing: %1").replace("%1", "; ".join(reasons)) if reasons else ""
        self.reasons.setText(words)
        self.reasons.setVisible(bool(words))
        self.create_button.setAccessibleDescription(words)
