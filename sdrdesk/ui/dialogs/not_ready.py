"""Not ready is not lost (rule R25, seed W17): why, what to do about it, when to come back, and on which programme until then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLineEdit, QRadioButton, QWidget

from sdrdesk.core.domain.not_ready import SAID_MOST, Reason
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import Ask
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was said; ``until`` is None where the reason's own days hold; ``introduce`` asks for the email to be composed."""

    reason: Reason
    said: str
    until: dt.date | None
    cadence: str
    close: bool
    introduce: bool = False


class AskNotReady(Ask):
    """One of the reasons (keys 1 to 9), in their words, with the counter-move in sight.

    Args:
        reasons: those that hold.
        programmes: (key, name) of the cadences that can be chosen.
        many: ``name`` stands for several people.

    Signals:
        chosen: a Chosen.
    """

    chosen = Signal(object)

    def __init__(
        self,
        ctx: UiContext,
        name: str,
        reasons: Sequence[Reason],
        programmes: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        many: bool = False,
    ) -> None:
        title = self.tr("%1 are not ready, because") if many else self.tr("%1 is not ready, because")
        super().__init__(title.replace("%1", name), self.tr("Set back"), parent)
        self.setObjectName("ask_not_ready")
        self.setMinimumWidth(520)
        self._language = ctx.texts.language
        self._reasons = {r.key: r for r in reasons}
        self._group = QButtonGroup(self)
        for number, reason in enumerate(reasons, 1):
            button = QRadioButton(f"{number}  {reason.name(self._language)}")
            button.setObjectName(f"not_ready_{reason.key}")
            button.setProperty("code", reason.key)
            self._group.addButton(button)
            self.body.addWidget(button)
            if number < 10:
                QShortcut(QKeySequence(str(number)), self, button.click)
        self.move_words = PlainLabel("", "t2", 13, wrap=True)
        self.move_words.setObjectName("counter_move")
        self.move_words.setMinimumHeight(40)
        self.body.addWidget(self.move_words)
        self.said = QLineEdit()
        self.said.setObjectName("not_ready_said")
        self.said.setMaxLength(SAID_MOST)
        self._field(self.tr("What they said"), self.said, self.tr("in their words; you will see it when they come back"))
        self.until = WhenEdit(ctx)
        self.until.setObjectName("not_ready_until")
        self._field(self.tr("Back on the list"), self.until, "")
        self.body.addWidget(self.until.said)
        self.programme = QComboBox()
        self.programme.setObjectName("not_ready_programme")
        self.programme.setAccessibleName(self.tr("Programme until then"))
        self.programme.addItem(self.tr("No programme"), "")
        for key, words in programmes:
            self.programme.addItem(words, key)
        self.body.addWidget(PlainLabel(self.tr("Programme until then"), "t2", 12, 600))
        self.body.addWidget(self.programme)
        self.close_box = QCheckBox(self.tr("Nobody comes back: close the person"))
        self.close_box.setObjectName("not_ready_close")
        self.body.addWidget(self.close_box)
        self.introduce = QCheckBox(self.tr("Then write the email that asks for an introduction to the decider"))
        self.introduce.setObjectName("not_ready_introduce")
        self.body.addWidget(self.introduce)
        self._group.buttonToggled.connect(self._show_reason)
        self.close_box.toggled.connect(self._show_reason)
        self._show_reason()
        self._group.buttons()[0].setFocus()

    def _field(self, label: str, edit: QLineEdit, hint: str) -> None:
        edit.setAccessibleName(label)
        edit.setPlaceholderText(hint)
        self.body.addWidget(PlainLabel(label, "t2", 12, 600))
        self.body.addWidget(edit)

    def reason(self) -> Reason | None:
        """The one that is chosen."""
        button = self._group.checkedButton()
        return self._reasons[str(button.property("code"))] if button is not None else None

    @Slot()
    def _show_reason(self) -> None:
        found, closes = self.reason(), self.close_box.isChecked()
        for widget in (self.until, self.programme):
            widget.setEnabled(not closes)
        self.introduce.setVisible(found is not None and bool(found.template) and not closes)
        self.wrong("" if found is not None else self.tr("Choose a reason."))
        if found is None:
            return
        self.move_words.setText(found.counter_move(self._language))
        self.until.setPlaceholderText(self.tr("empty: in %n days", "", found.days))
        self.programme.setCurrentIndex(max(0, self.programme.findData(found.cadence)))

    @Slot()
    def agree(self) -> None:
        """Send what was chosen."""
        found, when = self.reason(), self.until.insist()
        if found is None or (when is None and self.until.text().strip()):
            return
        self.accept()
        self.chosen.emit(
            Chosen(
                found,
                self.said.text().strip(),
                when.day if when is not None else None,
                str(self.programme.currentData() or ""),
                self.close_box.isChecked(),
                self.introduce.isVisibleTo(self) and self.introduce.isChecked(),
            )
        )
