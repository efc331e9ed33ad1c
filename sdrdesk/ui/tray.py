"""The icon beside the desktop's clock: what is promised next, the nearest service level (rule R21), and the ways into the window.

Nothing is made where the system has no tray: whoever owns it asks ``is_there`` first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.services.reminders import Due
from sdrdesk.core.services.sla import SlaRow
from sdrdesk.ui.context import Desk, UiContext
from sdrdesk.ui.theme.icons import icon

SHOWN = 3
"""A menu of the tray is glanced at; the list is in the window."""

SECONDS_BELOW = dt.timedelta(minutes=10)
"""From here on a service level is counted in seconds, before in minutes: a tooltip that changes is sent to the desktop each time."""

TABLES = ("task", "enrolment", "prospect", "setting")
SOON_MS = 50


@dataclass(frozen=True, slots=True)
class TrayView:
    """What the tray tells: promises with a time and people who come back from a snooze, the next first; the lead that must be answered first."""

    promises: tuple[Due, ...] = ()
    snoozed: tuple[Due, ...] = ()
    lead: SlaRow | None = None


def read_tray(desk: Desk) -> TrayView:
    """Read it; run on the read lane."""
    reminders = desk.reminders
    return TrayView(tuple(reminders.coming(SHOWN)), tuple(reminders.snoozed(SHOWN)), next(iter(desk.slas.rows()), None))


class Tray(QObject):
    """The icon with its tooltip and menu.

    Signals:
        shown: what is due was read and put into the menu.
        open_requested: bring the window to the front.
        person_requested: id of somebody to open in the window.
        hour_requested: begin the power hour, or go on with it.
        quit_requested: end the program.
    """

    shown = Signal()
    open_requested = Signal()
    person_requested = Signal(int)
    hour_requested = Signal()
    quit_requested = Signal()

    def __init__(self, ctx: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._view = TrayView()
        self._reading = False
        self._again = False
        self.menu = QMenu()
        self.menu.setObjectName("tray_menu")
        self.icon = QSystemTrayIcon(icon("square-check", "accent"), self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.show_time)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.refresh)
        ctx.bridge.changed.connect(self._on_changed)
        self.show_time()
        self.icon.show()
        self.refresh()

    @staticmethod
    def is_there() -> bool:
        """Has the system a tray?"""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def close(self) -> None:
        """Take the icon away."""
        self._tick.stop()
        self._soon.stop()
        self._ctx.bridge.changed.disconnect(self._on_changed)
        self.icon.hide()
        self.menu.deleteLater()
        self.deleteLater()

    @Slot()
    def refresh(self) -> None:
        """Read again what is due; while one reading runs, at most one more waits."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._ctx.runner.query(self, lambda: read_tray(self._ctx.desk), self._on_view, self._on_failed)

    def _on_view(self, view: TrayView) -> None:
        self._reading = False
        self._view = view
        self.show_time()
        self.shown.emit()
        if self._again:
            self._again = False
            self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self._ctx.runner.failed.emit(error)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns(*TABLES):
            self._soon.start()

    @Slot()
    def show_time(self) -> None:
        """Say again how long it is until then; nothing is read for it."""
        lead = self._view.lead
        left = lead.due_at - self._ctx.now() if lead is not None else None
        self._tick.start(1000 if left is not None and dt.timedelta() <= left < SECONDS_BELOW else 60_000)
        due = [] if lead is None or left is None else [(lead.prospect_id, self._lead_words(lead, left))]
        due += [(p.prospect_id or 0, self._promise_words(p)) for p in (*self._view.promises, *self._view.snoozed)]
        self.icon.setToolTip("\n".join([self.tr("SDR Desk"), *(words for _, words in due)]))
        self._fill(due)

    def _lead_words(self, lead: SlaRow, left: dt.timedelta) -> str:
        seconds = int(left.total_seconds())
        if seconds < 0:
            words = self.tr("%1 came to us: late %n min", "", -(seconds // 60))
        elif left < SECONDS_BELOW:
            words = self.tr("%1 came to us: %2 left").replace("%2", f"{seconds // 60}:{seconds % 60:02d}")
        else:
            words = self.tr("%1 came to us: %n min left", "", seconds // 60)
        return words.replace("%1", lead.name)

    def _promise_words(self, due: Due) -> str:
        at, today = due.due_at.astimezone(self._ctx.profile.zone), self._ctx.now().date()
        when = at.strftime("%H:%M") if at.date() == today else at.strftime("%m-%d %H:%M")
        return f"{when} {self._ctx.texts(f'kind.{due.kind}')} {due.name}"

    def _fill(self, due: list[tuple[int, str]]) -> None:
        """The menu. Made anew only when other people are in it: one that is open keeps its entries while the time goes on."""
        entries = [a for a in self.menu.actions() if a.data() is not None]
        if not self.menu.actions() or [a.data() for a in entries] != [who for who, _ in due]:
            self._make(due)
            return
        for action, (_, words) in zip(entries, due, strict=True):
            action.setText(_plain(words))

    def _make(self, due: list[tuple[int, str]]) -> None:
        self.menu.clear()
        for who, words in due:
            action = self.menu.addAction(_plain(words))
            action.setObjectName(f"tray_person_{who}")
            action.setData(who)
            action.triggered.connect(lambda _=False, chosen=who: self.person_requested.emit(chosen))
        if due:
            self.menu.addSeparator()
        for name, words, signal in (
            ("open", self.tr("Open SDR Desk"), self.open_requested),
            ("hour", self.tr("Power hour"), self.hour_requested),
            ("quit", self.tr("Quit"), self.quit_requested),
        ):
            if name == "quit":
                self.menu.addSeparator()
            action = self.menu.addAction(words)
            action.setObjectName(f"tray_{name}")
            action.triggered.connect(lambda _=False, say=signal: say.emit())

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # The menu has its own button of the mouse, which must not bring the window over it.
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_requested.emit()


def _plain(words: str) -> str:
    """A name may hold an ampersand, which a menu would read as a key."""
    return words.replace("&", "&&")
