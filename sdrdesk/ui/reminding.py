"""Reminders in the window: the mark of those that were not seen, their dialogs, and what the desktop asks the window to open.

The dialogs are imported when they open: no part of the start.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from sdrdesk.core.bus import Notice, Opening
from sdrdesk.core.changes import ChangeSet
from sdrdesk.ui.context import UiContext

SOON_MS = 50
TABLES = ("own_reminder", "task", "touch")


class Reminding(QObject):
    """What the main window knows of reminders.

    Signals:
        unseen: how many reminders came and were not looked at.
        person_asked: show this person.
        place_asked: show this page.
        touch_asked: words to look for somebody by, to log a touch.
        raise_asked: bring the window to the front.
    """

    unseen = Signal(int)
    person_asked = Signal(int)
    place_asked = Signal(str)
    touch_asked = Signal(str)
    raise_asked = Signal()

    def __init__(self, ctx: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self._ctx, self._window = ctx, window
        self._count = 0
        self._title = window.windowTitle()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.count)
        ctx.bridge.changed.connect(self._on_changed)
        ctx.bridge.notice.connect(self._on_notice)
        ctx.bridge.opening.connect(self._on_opening)
        self.count()

    # --- the mark ----------------------------------------------------------------------------------------------------------

    @Slot()
    def count(self) -> None:
        """Read how many were not looked at."""
        self._ctx.runner.query(self, self._ctx.desk.reminders.unseen, self._mark)

    def _mark(self, n: int) -> None:
        self._count = n
        # Where the desktop has no mark on its icon, the title tells it, also while the window is minimised.
        self._window.setWindowTitle(f"({n}) {self._title}" if n else self._title)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.setBadgeNumber(n)
        self.unseen.emit(n)

    @Slot()
    def seen(self) -> None:
        """All are looked at."""
        if self._count:
            self._mark(0)
            self._ctx.runner.op(self, self._ctx.desk.reminders.acknowledge)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns(*TABLES):
            self._soon.start()

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        if notice.sound:
            QApplication.beep()
        self._soon.start()

    # --- what opens --------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_opening(self, opening: Opening) -> None:
        self.raise_asked.emit()
        if opening.place == "prospect" and opening.target_id is not None:
            self.person_asked.emit(opening.target_id)
        elif opening.place == "report":
            self.open_report()
        elif opening.place == "reminders":
            self.open_list()
        else:
            self.place_asked.emit("today")

    @Slot()
    def open_list(self) -> None:
        """All reminders; whoever looks at them has seen them."""
        from sdrdesk.ui.dialogs.reminders import RemindersDialog

        dialog = RemindersDialog(self._ctx, self._window)
        dialog.person_chosen.connect(self.person_asked)
        dialog.open()
        self.seen()

    @Slot()
    def open_report(self) -> None:
        """The day's report."""
        from sdrdesk.ui.dialogs.report import ReportDialog

        ReportDialog(self._ctx, self._window).open()
        self.seen()

    @Slot()
    def quick_add(self, typed: str = "") -> None:
        """The one line, with what was given already."""
        from sdrdesk.ui.dialogs.quick_add import QuickAddDialog

        dialog = QuickAddDialog(self._ctx, typed, self._window)
        dialog.person_asked.connect(self._new_person)
        dialog.touch_asked.connect(self.touch_asked)
        dialog.open()

    def _new_person(self, name: str) -> None:
        from sdrdesk.ui.dialogs.edit_prospect import EditProspectDialog

        dialog = EditProspectDialog(self._ctx, parent=self._window)
        dialog.fields["full_name"].setText(name)
        dialog.saved.connect(self.person_asked)
        dialog.open()
