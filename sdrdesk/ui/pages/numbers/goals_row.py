"""Goals of the pipeline that are kept: choose one to see its numbers again, keep those that stand in the boxes, take one away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.services.goals import LONGEST_NAME, Goal
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class GoalsRow(QWidget):
    """A row under the boxes.

    Signals:
        chosen: the numbers of a goal that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, ctx: UiContext, values: Callable[[], dict[str, float] | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._values = ctx, values
        self._goals: list[Goal] = []
        self.combo = QComboBox()
        self.combo.setObjectName("goal_choice")
        self.combo.setAccessibleName(self.tr("Goals that are kept"))
        self.combo.setMinimumWidth(180)
        self.combo.activated.connect(self._on_chosen)
        self.name = QLineEdit()
        self.name.setObjectName("goal_name")
        self.name.setAccessibleName(self.tr("Name of the goal"))
        self.name.setPlaceholderText(self.tr("such as: this year"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMaximumWidth(200)
        self.name.returnPressed.connect(self.keep)
        self.keep_button = KeyButton(self.tr("Keep these numbers"), icon="save", small=True)
        self.keep_button.setObjectName("goal_keep")
        self.keep_button.clicked.connect(self.keep)
        self.remove_button = KeyButton(self.tr("Remove"), icon="trash-2", small=True)
        self.remove_button.setObjectName("goal_remove")
        self.remove_button.clicked.connect(self.remove)
        self.wrong = PlainLabel("", "red", 12)
        self.wrong.setObjectName("goal_wrong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Goals"), "t2", 12))
        row.addWidget(self.combo)
        row.addWidget(self.remove_button)
        row.addSpacing(12)
        row.addWidget(self.name)
        row.addWidget(self.keep_button)
        row.addWidget(self.wrong)
        row.addStretch(1)
        ctx.bridge.changed.connect(self._on_changed)
        self.refresh()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns("goal"):
            self.refresh()

    def refresh(self) -> None:
        """Read the goals again."""
        goals = self._ctx.desk.goals
        self._ctx.runner.query(self, goals.all, self._show)

    def _show(self, goals: list[Goal]) -> None:
        before = self.current()
        self._goals = goals
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItem(self.tr("%n kept", "", len(goals)) if goals else self.tr("none kept yet"))
            for goal in goals:
                self.combo.addItem(goal.name)
            at = next((i for i, g in enumerate(goals, 1) if before is not None and g.name == before.name), 0)
            self.combo.setCurrentIndex(at)
        self.combo.setEnabled(bool(goals))
        self.remove_button.setEnabled(at > 0)

    def current(self) -> Goal | None:
        """The one that is chosen."""
        at = self.combo.currentIndex()
        return self._goals[at - 1] if 0 < at <= len(self._goals) else None

    @Slot()
    def _on_chosen(self) -> None:
        goal = self.current()
        self.remove_button.setEnabled(goal is not None)
        self.wrong.setText("")
        if goal is not None:
            self.name.setText(goal.name)
            self.chosen.emit(goal.values)

    @Slot()
    def keep(self) -> None:
        """Keep what stands in the boxes under the name."""
        values, name, goals = self._values(), self.name.text(), self._ctx.desk.goals
        if values is None:
            self.wrong.setText(self.tr("Mend the number marked red first."))
            return
        self.wrong.setText("")
        self._ctx.runner.op(self, lambda: goals.save(name, values), lambda _: self._kept(name), self._refused)

    def _kept(self, name: str) -> None:
        self._ctx.nav.toast.emit(self._ctx.texts("op.goal", name=" ".join(name.split())), True)

    def _refused(self, error: Exception) -> None:
        self.wrong.setText(sentence(error, self._ctx.texts))

    @Slot()
    def remove(self) -> None:
        """Take the chosen one away."""
        goal, goals = self.current(), self._ctx.desk.goals
        if goal is not None:
            words = self.tr("Goal removed: %1").replace("%1", goal.name)
            self._ctx.runner.op(self, lambda: goals.remove(goal.id), lambda _: self._ctx.nav.toast.emit(words, True))
