"""The icon beside the desktop's clock: what is promised next, the nearest service level (rule R21), the day's tallies, and the ways into the window.

Nothing is made where the system has no tray: whoever owns it asks ``is_there`` first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from sdrdesk.core.bus import Notice
from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.quiet_hours import paused_until
from sdrdesk.core.domain.wall_time import instant_of
from sdrdesk.core.queries.reminders import Due
from sdrdesk.core.queries.tallies import tally
from sdrdesk.core.services.sla import SlaRow
from sdrdesk.ui.context import Desk, UiContext
from sdrdesk.ui.due_words import when_and_what
from sdrdesk.ui.theme.icons import icon

SHOWN = 3
"""A menu of the tray is glanced at; the list is in the window."""

SECONDS_BELOW = dt.timedelta(minutes=10)
"""From here on a service level is counted in seconds, before in minutes: a tooltip that changes is sent to the desktop each time."""

TABLES = ("task", "own_reminder", "enrolment", "prospect", "setting", "touch")
MESSAGE_MS = 15_000
SOON_MS = 50


@dataclass(frozen=True, slots=True)
class TrayView:
    """What the tray tells: promises with a time and people who come back from a snooze, the next first; the lead that must be answered first."""

    promises: tuple[Due, ...] = ()
    snoozed: tuple[Due, ...] = ()
    lead: SlaRow | None = None
    tallies: tuple[int, int, int, int] = (0, 0, 0, 0)
    paused_until: dt.datetime | None = None


def read_tray(desk: Desk) -> TrayView:
    """Read it; run on the read lane."""
    reminders, now = desk.reminders, desk.clock.now()
    with desk.read() as (s, profile):
        today = profile.today(now)
        totals = tally(s, profile, today, today)
        pause = paused_until(profile, now)
    tallies = (totals["reach"], totals["connect"], totals["conversation"], totals["meeting_booked"])
    lead = next(iter(desk.slas.rows()), None)
    return TrayView(tuple(reminders.coming(SHOWN)), tuple(reminders.snoozed(SHOWN)), lead, tallies, pause)


def pause_ends(kind: str, now: dt.datetime, profile: Profile) -> str:
    """The end of a pause as it is stored: an hour on, the start of work tomorrow, or empty for none."""
    if kind == "hour":
        return (now.astimezone(dt.UTC) + dt.timedelta(hours=1)).isoformat(timespec="seconds")
    if kind == "tomorrow":
        day = profile.today(now) + dt.timedelta(days=1)
        start = instant_of(dt.datetime.combine(day, profile.calendar.start), profile.zone)
        return start.isoformat(timespec="seconds")
    return ""


class Tray(QObject):
    """The icon with its tooltip and menu.

    Signals:
        shown: what is due was read and put into the menu.
        open_requested: bring the window to the front.
        person_requested: id of somebody to open in the window.
        hour_requested: begin the power hour, or go on with it.
        touch_requested: look for somebody, to log a touch.
        quick_add_requested: the one line for what comes to mind.
        reminders_requested: all reminders.
        quit_requested: end the program.
    """

    shown = Signal()
    open_requested = Signal()
    person_requested = Signal(int)
    hour_requested = Signal()
    touch_requested = Signal()
    quick_add_requested = Signal()
    reminders_requested = Signal()
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
        ctx.bridge.notice.connect(self._on_notice)
        self._unseen = 0
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
        self._ctx.bridge.notice.disconnect(self._on_notice)
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

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        """A desktop without a server for notifications may still show the message of an icon."""
        if notice.to_tray:
            words = self._ctx.texts(f"notice.{notice.code}", **notice.params)
            self.icon.showMessage(self.tr("SDR Desk"), words, self.icon.icon(), MESSAGE_MS)

    @Slot()
    def say_goes_on(self) -> None:
        """The window was closed and the program was not: said once, or nobody knows where it is."""
        if not self._said:
            self._said = True
            self.icon.showMessage(
                self.tr("SDR Desk"), self.tr("Goes on here and reminds. Quit is in this menu."), self.icon.icon(), MESSAGE_MS
            )

    _said = False

    @Slot(int)
    def mark(self, unseen: int) -> None:
        """Another icon while reminders came that nobody has looked at."""
        if bool(unseen) != bool(self._unseen):
            self.icon.setIcon(icon("bell-ring", "amber") if unseen else icon("square-check", "accent"))
        self._unseen = unseen

    @Slot()
    def show_time(self) -> None:
        """Say again how long it is until then; nothing is read for it."""
        lead = self._view.lead
        left = lead.due_at - self._ctx.now() if lead is not None else None
        self._tick.start(1000 if left is not None and dt.timedelta() <= left < SECONDS_BELOW else 60_000)
        due = [] if lead is None or left is None else [(lead.prospect_id, self._lead_words(lead, left))]
        now, profile = self._ctx.now(), self._ctx.profile
        shown = (*self._view.promises, *self._view.snoozed)
        due += [(p.prospect_id or 0, when_and_what(p, self._ctx.texts, profile, now)) for p in shown]
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

    def _fill(self, due: list[tuple[int, str]]) -> None:
        """The menu. Made anew only when other people are in it: one that is open keeps its entries while the time goes on."""
        shape: list[object] = [*(who for who, _ in due), self._view.paused_until is not None]
        if self._shape != shape:
            self._shape = shape
            self._make(due)
        entries = [a for a in self.menu.actions() if a.data() is not None]
        for action, (_, words) in zip(entries, due, strict=True):
            action.setText(_plain(words))
        self._tell()

    _shape: list[object] | None = None

    def _tell(self) -> None:
        """The lines that change without another menu: the tallies, and the end of a pause."""
        reach, connects, talks, meetings = self._view.tallies
        words = self.tr("Today: reach %1 · connect %2 · conversation %3 · meetings %4")
        for mark, value in (("%1", reach), ("%2", connects), ("%3", talks), ("%4", meetings)):
            words = words.replace(mark, str(value), 1)
        self._tallies.setText(words)
        until = self._view.paused_until
        if until is not None and self._resume is not None:
            at = until.astimezone(self._ctx.profile.zone).strftime("%m-%d %H:%M")
            self._resume.setText(self.tr("Go on reminding (paused until %1)").replace("%1", at))

    def _make(self, due: list[tuple[int, str]]) -> None:
        self.menu.clear()
        for who, words in due:
            action = self.menu.addAction(_plain(words))
            action.setObjectName(f"tray_person_{who}" if who else "tray_own")
            action.setData(who)
            action.triggered.connect(
                lambda _=False, chosen=who: self.person_requested.emit(chosen) if chosen else self.reminders_requested.emit()
            )
        if due:
            self.menu.addSeparator()
        self._tallies = self.menu.addAction("")
        self._tallies.setObjectName("tray_tallies")
        self._tallies.setEnabled(False)
        self.menu.addSeparator()
        self._entry("open", self.tr("Open SDR Desk"), self.open_requested.emit)
        self._entry("hour", self.tr("Power hour"), self.hour_requested.emit)
        self._entry("touch", self.tr("Add a touch…"), self.touch_requested.emit)
        self._entry("quick_add", self.tr("Quick add…"), self.quick_add_requested.emit)
        self.menu.addSeparator()
        self._entry("reminders", self.tr("Reminders"), self.reminders_requested.emit)
        self._resume = None
        if self._view.paused_until is not None:
            self._resume = self._entry("resume", self.tr("Go on reminding"), lambda: self.pause(""))
        else:
            self._entry("pause_hour", self.tr("Pause reminders for an hour"), lambda: self.pause("hour"))
            self._entry("pause_tomorrow", self.tr("Pause reminders until tomorrow"), lambda: self.pause("tomorrow"))
        self.menu.addSeparator()
        self._entry("quit", self.tr("Quit"), self.quit_requested.emit)

    def _entry(self, name: str, words: str, does: Callable[[], object]) -> QAction:
        action = self.menu.addAction(words)
        action.setObjectName(f"tray_{name}")
        action.triggered.connect(lambda _=False: does())
        return action

    def pause(self, kind: str) -> None:
        """Keep reminders still: ``hour``, ``tomorrow``, or empty to go on."""
        settings, ends = self._ctx.desk.settings, pause_ends(kind, self._ctx.now(), self._ctx.profile)
        self._ctx.runner.op(self, lambda: settings.change({"remind.paused_until": ends}), lambda _: self.refresh())

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # The menu has its own button of the mouse, which must not bring the window over it.
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_requested.emit()


def _plain(words: str) -> str:
    """A name may hold an ampersand, which a menu would read as a key."""
    return words.replace("&", "&&")
