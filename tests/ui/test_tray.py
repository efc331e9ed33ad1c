"""The icon in the tray: what it tells as the clock goes on, where its menu leads, and that it is not there where there is no tray."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QSystemTrayIcon

from sdrdesk.app import Application
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.ui.application import Host
from sdrdesk.ui.pages.settings.section import Section
from sdrdesk.ui.tray import Tray
from tests.support.factories import add_person, log
from tests.support.profile import NOW, reopen, set_now


class Desktop:
    """A program with its window open; the background jobs are left out, what they end with is asked for by hand."""

    def __init__(self, application: QApplication, folder: Path, qtbot: Any) -> None:
        self.qtbot = qtbot
        self.host = Host(application, reopen, lambda path, language: None, ProfilePaths(folder), "en")
        self.host._start_jobs = lambda: None  # type: ignore[method-assign]

    def open(self) -> None:
        """Open the window and wait for its list."""
        assert self.host.start()
        window = self.host.window
        assert window is not None
        self.qtbot.waitSignal(window.today.list_shown, timeout=10_000).wait()
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way any more."""
        ctx = self.host.ctx
        assert ctx is not None
        self.qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=15_000)

    def tray(self) -> Tray:
        """Show the icon as the end of the start does."""
        self.host._show_tray()
        assert self.host._tray is not None
        self.qtbot.waitSignal(self.host._tray.shown, timeout=10_000).wait()
        return self.host._tray

    @property
    def desk(self) -> Application:
        """The open profile."""
        desk: Application = self.host.desk
        return desk

    def close(self) -> None:
        """End it whole."""
        if self.host.window is not None:
            self.host.window.close()
            self.host.window.deleteLater()
        if self.host.desk is not None:
            self.host.stop()
        self.host.set_language("en")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desktop(
    desk: Application, folder: Path, qtbot: Any, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    """A program on a profile that is set up; the virtual screen has no tray, so one is said to be there."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    desk.settings.change({"app.set_up": True, "user.name": "Li Na"})
    desk.close()
    monkeypatch.setattr(Tray, "is_there", staticmethod(lambda: True))
    made = Desktop(qapp, folder, qtbot)
    made.open()
    yield made
    made.close()
    qapp.aboutToQuit.disconnect(made.host.stop)


def words(tray: Tray) -> list[str]:
    return [a.text() for a in tray.menu.actions() if a.text()]


def action(tray: Tray, name: str) -> QAction:
    found = tray.menu.findChild(QAction, name)
    assert found is not None, name
    return found


def test_no_tray_on_the_system_makes_nothing(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The virtual screen has none: no icon, no menu, no error."""
    monkeypatch.undo()
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    desktop.host._show_tray()
    assert desktop.host._tray is None


def test_nothing_due_leaves_the_ways_into_the_window(desktop: Desktop) -> None:
    """An empty day says nothing of people."""
    tray = desktop.tray()
    assert words(tray) == ["Open SDR Desk", "Power hour", "Quit"]
    assert tray.icon.toolTip() == "SDR Desk"


def test_promises_and_the_nearest_lead_are_told_and_the_clock_goes_on(desktop: Desktop) -> None:
    """Rule R21: minutes while there are many, seconds under ten, then how late it is; the most urgent lead alone is told."""
    ann = add_person(desktop.desk, "Ann Lee")
    log(desktop.desk, ann, "connected_not_now", next="14:00")
    add_person(desktop.desk, "Slow Lead", lead_type="net", tier="T3")
    add_person(desktop.desk, "Ben & Co", lead_type="net", tier="T2")
    tray = desktop.tray()
    assert tray.icon.toolTip().splitlines() == ["SDR Desk", "Ben & Co came to us: 10 min left", "14:00 Call-back Ann Lee"]
    assert words(tray)[:2] == ["Ben && Co came to us: 10 min left", "14:00 Call-back Ann Lee"]
    menu = tray.menu.actions()
    set_now(desktop.desk, "2026-11-19T10:05:48")
    tray.show_time()
    assert "Ben & Co came to us: 4:12 left" in tray.icon.toolTip()
    set_now(desktop.desk, "2026-11-19T10:22:00")
    tray.show_time()
    assert "Ben & Co came to us: late 12 min" in tray.icon.toolTip()
    assert tray.menu.actions() == menu, "an open menu must not be made anew under the mouse"


def test_snoozed_people_are_told_with_the_time_they_come_back(desktop: Desktop) -> None:
    """Rule R5: what was put off is not forgotten; what was put off to a day stands on that day's list."""
    for name, typed in (("Ann Lee", "2h"), ("Ben Ray", "tomorrow 9:00"), ("Cy Day", "3d")):
        desktop.desk.tasks.snooze(add_person(desktop.desk, name), parse_when(typed, NOW))
    tray = desktop.tray()
    assert words(tray)[:2] == ["12:00 Back from snooze: Ann Lee", "11-20 09:00 Back from snooze: Ben Ray"]
    assert "Cy Day" not in tray.icon.toolTip()
    set_now(desktop.desk, "2026-11-19T12:00:01")
    tray.refresh()
    desktop.settle()
    assert "Ann Lee" not in tray.icon.toolTip()


def test_settings_say_that_there_is_no_tray(desktop: Desktop) -> None:
    """Nobody looks for an icon that cannot be there."""
    window = desktop.host.window
    assert window is not None
    window.show_page("settings")
    desktop.settle()
    section = window.page("settings").findChild(Section, "section_appearance")
    assert section is not None
    assert any("no tray" in label.text() for label in section.findChildren(QLabel))


def test_answered_lead_leaves_the_tray(desktop: Desktop) -> None:
    """What is stored changes what is told, without being asked."""
    who = add_person(desktop.desk, "Ben Ray", lead_type="net", tier="T1")
    tray = desktop.tray()
    assert "Ben Ray" in tray.icon.toolTip()
    log(desktop.desk, who, "conversation")
    desktop.qtbot.waitUntil(lambda: "came to us" not in tray.icon.toolTip(), timeout=10_000)


def test_promise_whose_minute_has_passed_is_still_owed(desktop: Desktop) -> None:
    """Called back at 10:20 means logged at 10:20, not forgotten at 10:21; yesterday's belong to the list."""
    log(desktop.desk, add_person(desktop.desk, "Ann Lee"), "connected_not_now", next="11:20")
    set_now(desktop.desk, "2026-11-19T11:25")
    assert [d.name for d in desktop.desk.reminders.coming(3)] == ["Ann Lee"]
    set_now(desktop.desk, "2026-11-20T09:00")
    assert desktop.desk.reminders.coming(3) == []


def test_menu_opens_the_person_the_hour_and_the_window(desktop: Desktop) -> None:
    """Each entry does what it says."""
    who = add_person(desktop.desk, "Ben Ray", lead_type="net", tier="T1")
    tray, window = desktop.tray(), desktop.host.window
    assert window is not None
    window.show_page("numbers")
    window.hide()
    action(tray, f"tray_person_{who}").trigger()
    assert window.isVisible() and window.stack.currentWidget() is window.today and window.today.current == who
    window.hide()
    action(tray, "tray_hour").trigger()
    assert window.isVisible() and window.stack.currentWidget() is window.page("focus")
    desktop.settle()
    window.hide()
    action(tray, "tray_open").trigger()
    assert window.isVisible()


def test_click_on_the_icon_opens_the_window_and_its_menu_button_does_not(desktop: Desktop) -> None:
    """The menu must not have the window come up over it."""
    tray, window = desktop.tray(), desktop.host.window
    assert window is not None
    window.hide()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not window.isVisible()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


def test_quit_asks_the_application_to_end(desktop: Desktop) -> None:
    """The last entry leaves the program, not only the window."""
    tray = desktop.tray()
    with desktop.qtbot.waitSignal(tray.quit_requested):
        action(tray, "tray_quit").trigger()


def test_another_language_makes_the_tray_anew(desktop: Desktop) -> None:
    """The old one would speak the old language and read through a runner that is closed."""
    old = desktop.tray()
    log(desktop.desk, add_person(desktop.desk, "Ann Lee"), "connected_not_now", next="14:00")
    desktop.desk.settings.change({"user.language": "zh_CN"})
    desktop.host._rebuild()
    new = desktop.host._tray
    assert new is not None and new is not old
    desktop.qtbot.waitUntil(lambda: "14:00 回电 Ann Lee" in new.icon.toolTip(), timeout=10_000)
    desktop.settle()
