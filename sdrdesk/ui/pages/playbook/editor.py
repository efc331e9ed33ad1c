"""The editor of one cadence: its names, steps, conditions, dates, and what keeps it from being saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.timetable import Dated
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.variants import StepResult
from sdrdesk.core.services.cadences import CadenceEntry
from sdrdesk.ui.cadence_words import purpose_name
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.playbook.conditions import Conditions
from sdrdesk.ui.pages.playbook.draft import CadenceDraft
from sdrdesk.ui.pages.playbook.preview import Preview
from sdrdesk.ui.pages.playbook.step_form import StepForm
from sdrdesk.ui.pages.playbook.steps import StepLine, StepList
from sdrdesk.ui.pages.playbook.words import facts, step_second
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.form import FormField
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

SIDE_WIDTH = 292
QWIDGETSIZE_MAX = 16_777_215
WIDE = 900
"""From this width on the dates stand beside the steps, else under them."""


class CadenceEditor(QWidget):
    """Shows a draft and changes it; keeping it is the owner's work.

    Signals:
        edited: the draft is another one.
        discard_wanted: a new one goes away altogether.
        save_wanted, duplicate_wanted, export_wanted, retire_wanted, move_wanted: the buttons.
        left: the keys go back to the list.
    """

    edited = Signal()
    discard_wanted = Signal()
    save_wanted = Signal()
    duplicate_wanted = Signal()
    export_wanted = Signal()
    retire_wanted = Signal()
    move_wanted = Signal()
    left = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cadence_editor")
        self._ctx = ctx
        self._draft: CadenceDraft | None = None
        self._entry: CadenceEntry | None = None
        self._at = 0
        self._dated: Sequence[Dated] = ()
        self._results: Sequence[StepResult] = ()
        self.found: list[ValidationError] = []
        self.steps = StepList()
        self.form = StepForm(ctx.texts, ctx.desk.plans.templates)
        self.conditions = Conditions(ctx.texts)
        self.preview = Preview(ctx)
        self.names = {language: QLineEdit() for language in ("en", "zh_CN")}
        self.abouts = {language: QLineEdit() for language in ("en", "zh_CN")}
        self._lay_out()
        self._connect()

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._make_head())
        body = QWidget()
        body.setProperty("role", "content")
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 8, 20, 24)
        row.setSpacing(20)
        self._left, self._side = QVBoxLayout(), QVBoxLayout()
        self._left.setSpacing(16)
        self._left.addLayout(self._make_names())
        self._left.addWidget(self._make_steps())
        rest = Card("surface", (16, 14, 16, 16), 0)
        rest.add_row(self.conditions)
        self._left.addWidget(rest)
        self._left.addStretch(1)
        self._dates = Card("surface", (14, 14, 14, 14), 0)
        self._dates.add_row(self.preview)
        self._side.addWidget(self._dates)
        self._side.addStretch(1)
        row.addLayout(self._left, 1)
        row.addLayout(self._side)
        self.area = QScrollArea()
        self.area.setObjectName("editor_scroll")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        whole.addWidget(self.area, 1)

    def _make_head(self) -> QWidget:
        self.title = ElidedLabel("", "t1", 18, 600)
        self.title.setObjectName("cadence_title")
        self.facts = PlainLabel("", "t2", 12, wrap=True)
        self.facts.setObjectName("cadence_facts")
        self.problems = PlainLabel("", "red", 12, wrap=True)
        self.problems.setObjectName("cadence_problems")
        self.notes = PlainLabel("", "amber", 12, wrap=True)
        self.notes.setObjectName("cadence_notes")
        self.why_not = PlainLabel("", "t3", 12)
        self.buttons: dict[str, KeyButton] = {}
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        second.setSpacing(8)
        first.addWidget(self.title, 1)
        first.addWidget(self.why_not)
        for row, name, words, kind, signal in (
            (first, "cadence_discard", self.tr("Discard"), "default", None),
            (first, "cadence_save", self.tr("Save"), "primary", self.save_wanted),
            (second, "cadence_move", self.tr("Move people…"), "default", self.move_wanted),
            (second, "cadence_duplicate", self.tr("Duplicate"), "default", self.duplicate_wanted),
            (second, "cadence_export", self.tr("Export to file…"), "default", self.export_wanted),
            (second, "cadence_retire", self.tr("Retire"), "default", self.retire_wanted),
        ):
            button = KeyButton(words, kind, small=row is second)
            button.setObjectName(name)
            button.clicked.connect(signal or self.discard)
            self.buttons[name] = button
            row.addWidget(button)
        second.addStretch(1)
        self.buttons["cadence_save"].set_keys("Ctrl+Return")
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 10, 20, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.facts)
        column.addLayout(second)
        column.addWidget(self.problems)
        column.addWidget(self.notes)
        return head

    def _make_names(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        table = (
            ("names", "en", self.names["en"], self.tr("Name, English")),
            ("names", "zh_CN", self.names["zh_CN"], self.tr("Name, Chinese")),
            ("about", "en", self.abouts["en"], self.tr("What it is for, English")),
            ("about", "zh_CN", self.abouts["zh_CN"], self.tr("What it is for, Chinese")),
        )
        for at, (part, language, line, words) in enumerate(table):
            line.setObjectName(f"{part}_{language}")
            line.textEdited.connect(partial(self._put_in, part, language))
            field = FormField(line, f"{part}_{language}")
            field.set_words(words)
            grid.addWidget(field, at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _make_steps(self) -> QWidget:
        card = Card("surface", (0, 0, 0, 0), 0)
        title = PlainLabel(self.tr("Steps"), "t1", 13, 600)
        title.setContentsMargins(16, 12, 16, 8)
        hint = PlainLabel(self.tr("Drag a step, or move it with Alt and the arrows."), "t3", 12)
        hint.setContentsMargins(0, 12, 16, 8)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(hint)
        around = QWidget()
        inside = QVBoxLayout(around)
        inside.setContentsMargins(16, 12, 16, 16)
        inside.addWidget(self.form)
        card.add_row(top)
        card.add_row(self.steps)
        card.add_row(around)
        return card

    def _connect(self) -> None:
        self.steps.chosen.connect(self._choose)
        self.steps.move_wanted.connect(self._move)
        self.steps.add_wanted.connect(self.add_step)
        self.steps.remove_wanted.connect(self.remove_step)
        self.steps.entered.connect(self.form.channel.setFocus)
        self.form.changed.connect(self._put_step)
        self.form.add_wanted.connect(self.add_step)
        self.form.copy_wanted.connect(self.copy_step)
        self.form.remove_wanted.connect(self.remove_step)
        self.form.move_wanted.connect(lambda by: self._move(self._at, self._at + by))
        self.conditions.changed.connect(self._condition)
        self.preview.changed.connect(self._check)

    # --- what is shown -----------------------------------------------------------------------------------------------------

    def show_draft(self, draft: CadenceDraft, entry: CadenceEntry | None) -> None:
        """Edit this one; ``entry`` is how it is kept, None for a new one."""
        if self._draft is None or draft.key != self._draft.key:
            self._at = 0
            self.area.verticalScrollBar().setValue(0)
        self._draft, self._entry = draft, entry
        self._show_all()

    @property
    def draft(self) -> CadenceDraft | None:
        """What is edited."""
        return self._draft

    def _show_all(self) -> None:
        draft = self._draft
        if draft is None:
            return
        for part, lines in (("names", self.names), ("about", self.abouts)):
            for language, line in lines.items():
                if line.text() != draft.body[part][language]:
                    line.setText(draft.body[part][language])
                    line.setCursorPosition(0)  # a long text is read from its beginning
        language = self._ctx.texts.language
        tracks = [(c.key, c.name(language)) for c in self._ctx.desk.cadences.values() if c.key != draft.key]
        self.conditions.show_body(draft.body, tracks)
        self._at = min(self._at, len(draft.steps) - 1)
        self._at = max(self._at, 0) if draft.steps else -1
        self._check()
        self._show_step()

    def _show_step(self) -> None:
        if self._draft is not None:
            steps = self._draft.steps
            step = steps[self._at] if 0 <= self._at < len(steps) else None
            self.form.show_step(step, self._at, len(steps))
            self.form.show_results(self._result_of(step))

    def show_results(self, results: Sequence[StepResult]) -> None:
        """The replies to the variants of every step, as they are kept."""
        self._results = results
        self._show_step()

    def _result_of(self, step: Mapping[str, Any] | None) -> StepResult | None:
        """The replies to a step of the draft: the kept one that has the same texts, at its place or elsewhere."""
        if step is None or self._draft is None or not step["variants"]:
            return None
        texts = {step["template"], *step["variants"]}
        mine = [r for r in self._results if r.cadence == self._draft.key and {v.template for v in r.variants} == texts]
        return next((r for r in mine if r.step == self._at + 1), mine[0] if mine else None)

    @Slot()
    def _check(self) -> None:
        """Say all that is wrong, and show the dates when nothing is."""
        draft = self._draft
        if draft is None:
            return
        texts, content, name = self._ctx.texts, draft.content(), draft.name(self._ctx.texts.language) or self.tr("This cadence")
        self.found = self._ctx.desk.plans.problems(content, name)
        self.problems.setText("\n".join(sentence(problem, texts) for problem in self.found))
        self.problems.setVisible(bool(self.found))
        self._dated = self.preview.show_cadence(None if self.found else self._ctx.desk.plans.from_body(content, name))
        self._show_notes()
        self._show_lines()
        self._show_buttons(name)

    def _show_notes(self) -> None:
        """What may be meant so, but is worth a word."""
        late = next((d.step.no for d in self._dated if d.day is None), None)
        words = (
            self._ctx.texts("cadence_note.beyond_limit", step=late, limit=self._draft.body["limit_days"]) if late and self._draft else ""
        )
        self.notes.setText(words)
        self.notes.setVisible(bool(words))

    def _show_lines(self) -> None:
        if self._draft is None:
            return
        texts, wrong = self._ctx.texts, {e.params.get("step") for e in self.found}
        days = {d.step.no: d.day for d in self._dated}
        lines = []
        for no, step in enumerate(self._draft.steps, 1):
            day = days.get(no)
            gap = self.tr("first") if no == 1 else self.tr("+%n days", "", step["gap_days"])
            date = self.preview.day_words(day) if day else ""
            lines.append(StepLine(purpose_name(step["purpose"], texts), step_second(step, texts), gap, date, no in wrong))
        self.steps.set_lines(lines, self._at)

    def _show_buttons(self, name: str) -> None:
        draft, entry = self._draft, self._entry
        if draft is None:
            return
        self.title.setText(name)
        self.facts.setText(facts(entry))
        version = str(entry.cadence.version + 1) if entry else "1"
        save = self.buttons["cadence_save"]
        save.set_words(self.tr("Save as version %1").replace("%1", version))
        save.setEnabled(draft.changed and not self.found)
        self.why_not.setText(self.tr("Mend what is in red first") if self.found else "" if draft.changed else self.tr("Nothing is changed"))
        save.setAccessibleDescription(self.why_not.text())
        self.buttons["cadence_discard"].setVisible(draft.changed)
        behind = entry.behind if entry and entry.offered else 0
        move = self.buttons["cadence_move"]
        move.setVisible(bool(behind))
        if entry is not None and behind:
            move.set_words(self.tr("Move %n people to version %1…", "", behind).replace("%1", str(entry.cadence.version)))
        for key in ("cadence_duplicate", "cadence_export", "cadence_retire"):
            self.buttons[key].setVisible(entry is not None)
        self.buttons["cadence_retire"].set_words(self.tr("Offer it again") if entry and not entry.offered else self.tr("Retire"))

    # --- what the user does ------------------------------------------------------------------------------------------------

    def _changed(self, whole: bool = True) -> None:
        if whole:
            self._show_all()
        else:
            self._check()
        self.edited.emit()

    def _put_in(self, part: str, name: str, value: object) -> None:
        if self._draft is not None:
            self._draft.put_in(part, name, value)
            self._changed(False)

    @Slot(str, str, object)
    def _condition(self, part: str, name: str, value: object) -> None:
        if self._draft is None:
            return
        if part:
            self._draft.put_in(part, name, value)
        else:
            self._draft.put(name, value)
        self._changed(name == "then")

    @Slot(object)
    def _put_step(self, values: dict[str, object]) -> None:
        if self._draft is not None and self._at >= 0:
            self._draft.put_step(self._at, values)
            self._changed(False)
            self._show_step()

    @Slot(int)
    def _choose(self, at: int) -> None:
        self._at = at
        self._show_step()

    def _move(self, at: int, to: int) -> None:
        if self._draft is not None and at >= 0:
            self._at = self._draft.move_step(at, to)
            self._changed()

    @Slot()
    def add_step(self) -> None:
        """A new step after the current one."""
        if self._draft is not None:
            self._at = self._draft.add_step(self._at)
            self._changed()

    @Slot()
    def copy_step(self) -> None:
        """The current step once more."""
        if self._draft is not None and self._at >= 0:
            self._at = self._draft.copy_step(self._at)
            self._changed()

    @Slot()
    def remove_step(self) -> None:
        """Take the current step away."""
        if self._draft is not None and self._at >= 0:
            self._draft.remove_step(self._at)
            self._changed()

    @Slot()
    def discard(self) -> None:
        """Back to what is kept."""
        if self._draft is not None and self._draft.is_new:
            self.discard_wanted.emit()
        elif self._draft is not None:
            self._draft.discard()
            self._changed()

    def _place_dates(self, wide: bool) -> None:
        self._dates.setMinimumWidth(current().px(SIDE_WIDTH) if wide else 0)
        self._dates.setMaximumWidth(current().px(SIDE_WIDTH) if wide else QWIDGETSIZE_MAX)
        if wide and self._side.indexOf(self._dates) < 0:
            self._side.insertWidget(0, self._dates)
        elif not wide and self._left.indexOf(self._dates) < 0:
            self._left.insertWidget(2, self._dates)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_dates(event.size().width() >= current().px(WIDE))

    def event(self, event: QEvent) -> bool:
        # While there is an edit to take back, Ctrl+Z means that edit and not the last thing that was stored.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and self._can_go_back()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self._draft is not None and self._can_go_back():
            self._draft.go_back()
            self._changed()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _can_go_back(self) -> bool:
        return self._draft is not None and self._draft.can_go_back
