"""When an email leaves: at once, in their morning, or at a typed time (rules R5, R8)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.core.domain.their_morning import moment_of
from sdrdesk.core.errors import ValidationError
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel, set_tooltip

MORNING = "morning"


class LaterLine(QWidget):
    """Their morning unless a time is typed; hidden while the email leaves at once.

    Signals:
        changed: it leaves at another time.
        entered: Enter was pressed on a time that was understood.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("later_line")
        self._ctx = ctx
        self._morning: dt.datetime | None = None
        self._zone: dt.tzinfo = dt.UTC
        self.edit = WhenEdit(ctx)
        self.edit.setObjectName("later_when")
        self.edit.setAccessibleName(self.tr("Send at"))
        self.edit.setPlaceholderText(self.tr("tue 14:00"))
        self.edit.setMinimumWidth(110)
        self.edit.setMaximumWidth(160)
        self.edit.changed.connect(self._on_typed)
        self.edit.entered.connect(lambda _: self.entered.emit())
        self._says = ElidedLabel("", "t1", 12)
        self._says.setObjectName("later_says")
        self.now = KeyButton("", "ghost", "x", small=True)
        self.now.setAccessibleName(self.tr("Send now instead"))
        set_tooltip(self.now, self.tr("Send now instead"))
        self.now.setObjectName("later_off")
        self.now.clicked.connect(self.close_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Leaves"), "t3", 12))
        row.addWidget(self._says, 1)
        row.addWidget(self.edit)
        row.addWidget(self.now)
        self.hide()

    def show_person(self, morning: dt.datetime | None, zone: dt.tzinfo, typed: str) -> None:
        """Another person; ``typed`` is what a draft says, empty for at once."""
        self._morning, self._zone = morning, zone
        self.setHidden(not typed)
        with QSignalBlocker(self):
            self.edit.setText("" if typed == MORNING else typed)
        self._say()

    @Slot()
    def open_line(self) -> None:
        """Their morning, unless a time is typed now."""
        self.show()
        self.edit.setFocus()
        self._say()
        self.changed.emit()

    @Slot()
    def close_line(self) -> None:
        """At once after all."""
        had_keys = self.edit.hasFocus()
        self.edit.clear()
        self.hide()
        self.changed.emit()
        if had_keys and (parent := self.parentWidget()) is not None:
            parent.setFocus()

    @property
    def typed(self) -> str:
        """What a draft keeps of it."""
        return "" if self.isHidden() else self.edit.text().strip() or MORNING

    def moment(self) -> dt.datetime | None:
        """When it leaves; None for at once.

        Raises:
            ValidationError: what is typed is no time to come.
        """
        if self.isHidden():
            return None
        if not self.edit.text().strip():
            return self._morning
        when = self.edit.when()
        if when is None:
            raise ValidationError("when_not_understood", field="when", value=self.edit.text().strip())
        return moment_of(when, self._ctx.now(), self._zone)

    @property
    def ready(self) -> bool:
        """Can it be sent like this?"""
        try:
            self.moment()
        except ValidationError:
            return False
        return True

    @Slot()
    def _on_typed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        try:
            at = self.moment()
        except ValidationError as error:
            self._says.setText(sentence(error, self._ctx.texts))
            self._says.set_role("t3" if error.code == "when_not_understood" else "red")
            return
        self._says.set_role("t1")
        self._says.setText(self.words(at) if at is not None else "")

    def words(self, at: dt.datetime) -> str:
        """The user's day and time, and theirs where it is another one."""
        words = DayWords(self._ctx.profile, self._ctx.now())
        mine, local = at.astimezone(self._ctx.profile.zone), at.astimezone(self._zone)
        said = f"{words.day(mine.date(), weekday=True)} {mine:%H:%M}"
        if local.utcoffset() != mine.utcoffset():
            said = self.tr("%1 (%2 there)").replace("%1", said).replace("%2", f"{local:%H:%M}")
        return said
