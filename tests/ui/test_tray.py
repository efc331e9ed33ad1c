"""The icon in the tray: what it tells as the clock goes on, where its menu leads, and that it is not there where there is no tray."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSystemTrayIcon

from sdrdesk.core.bus import Notice
from sdrdesk.core.domain.remind_line import read_line
from sdrdesk.core.domain.when import parse_when
from sdrdesk.ui.dialogs.palette import Palette
from sdrdesk.ui.dialogs.quick_add import QuickAddDialog
from sdrdesk.ui.dialogs.reminders import RemindersDialog
from sdrdesk.ui.pages.settings.section import Section
from sdrdesk.ui.tray import Tray, pause_ends
from tests.support.factories import add_person, log
from tests.support.profile import NEW_YORK, NOW, set_now
from tests.support.whole_window import Desktop


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
    assert words(tray) == [
        "Today: reach 0 · connect 0 · conversation 0 · meetings 0",
        *("Open SDR Desk", "Power hour", "Add a touch…", "Quick add…"),
        *("Reminders", "Pause reminders for an hour", "Pause reminders until tomorrow"),
        "Quit",
    ]
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


def test_tallies_of_the_day_stand_in_the_menu_and_follow(desktop: Desktop) -> None:
    """Counted from the log, as everywhere; one is there for reading, not for clicking."""
    tray = desktop.tray()
    log(desktop.desk, add_person(desktop.desk), "conversation")
    log(desktop.desk, add_person(desktop.desk), "no_answer")
    line = action(tray, "tray_tallies")
    desktop.qtbot.waitUntil(lambda: line.text() == "Today: reach 2 · connect 1 · conversation 1 · meetings 0", timeout=10_000)
    assert not line.isEnabled()


def test_pause_from_the_tray_holds_reminders_and_is_undone(desktop: Desktop) -> None:
    """For an hour, or until work begins tomorrow; the menu then says until when, and lets them go on."""
    tray, desk = desktop.tray(), desktop.desk
    action(tray, "tray_pause_hour").trigger()
    desktop.qtbot.waitUntil(lambda: tray.menu.findChild(QAction, "tray_resume") is not None, timeout=10_000)
    assert action(tray, "tray_resume").text() == "Go on reminding (paused until 11-19 11:00)"
    assert desk.settings.profile().text("remind.paused_until") == "2026-11-19T16:00:00+00:00"
    action(tray, "tray_resume").trigger()
    desktop.qtbot.waitUntil(lambda: desk.settings.profile().text("remind.paused_until") == "", timeout=10_000)
    desk.undo.undo()
    assert desk.settings.profile().text("remind.paused_until") != ""
    desktop.settle()
    assert dt.datetime.fromisoformat(pause_ends("tomorrow", NOW, desk.settings.profile())) == dt.datetime(
        2026, 11, 20, 9, 0, tzinfo=NEW_YORK
    )


def test_what_the_desktop_does_not_show_the_icon_shows(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a server for notifications; with one, it keeps still."""
    tray, said = desktop.tray(), []
    monkeypatch.setattr(tray.icon, "showMessage", lambda title, words, *_: said.append((title, words)))
    desktop.desk.bus.publish(Notice("callback", {"name": "Ann Lee", "time": "11:00"}, to_tray=True))
    desktop.desk.bus.publish(Notice("callback", {"name": "Ben Ray", "time": "11:00"}))
    desktop.qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    desktop.settle()
    assert said == [("SDR Desk", "Call Ann Lee at 11:00")]


def test_closing_hides_the_window_only_where_it_is_wished_and_possible(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the clock it goes on; without the setting, or without a tray, closing ends the program."""
    tray, window, said = desktop.tray(), desktop.window, []
    monkeypatch.setattr(tray.icon, "showMessage", lambda _title, words, *_: said.append(words))
    desktop.desk.settings.change({"app.keep_in_tray": True})
    desktop.qtbot.waitUntil(lambda: window.ctx.profile.truth("app.keep_in_tray"), timeout=10_000)
    for _ in range(2):
        with desktop.qtbot.assertNotEmitted(window.quit_requested):
            window.close()
        assert not window.isVisible()
        action(tray, "tray_open").trigger()
        assert window.isVisible()
    assert said == ["Goes on here and reminds. Quit is in this menu."]
    desktop.host._close_tray()
    with desktop.qtbot.waitSignal(window.quit_requested):
        window.close()


def test_own_reminder_in_the_menu_leads_to_the_reminders(desktop: Desktop) -> None:
    """It is about nobody in particular."""
    desktop.desk.own_reminders.add(read_line("14:00 call the printer", NOW))
    tray = desktop.tray()
    assert words(tray)[0] == "14:00 call the printer"
    action(tray, "tray_own").trigger()
    assert desktop.window.findChild(RemindersDialog) is not None
    desktop.settle()


def test_touch_and_quick_add_open_over_the_window(desktop: Desktop) -> None:
    """Who it was is looked for; what comes to mind is typed."""
    tray, window = desktop.tray(), desktop.window
    window.hide()
    action(tray, "tray_touch").trigger()
    assert window.isVisible() and window.findChild(Palette) is not None
    window.findChild(Palette).reject()
    action(tray, "tray_quick_add").trigger()
    assert window.findChild(QuickAddDialog) is not None


def test_icon_is_another_one_until_reminders_are_looked_at(desktop: Desktop) -> None:
    """And the title counts them, which a task bar shows while the window is minimised."""
    tray, desk, window = desktop.tray(), desktop.desk, desktop.window
    plain = tray.icon.icon().cacheKey()
    desk.own_reminders.add(read_line("10:05 call the printer", NOW))
    set_now(desk, "2026-11-19T10:05")
    desk.reminders.fire()
    desk.bus.publish(Notice("own_reminder", {"name": "call the printer"}))
    desktop.qtbot.waitUntil(lambda: window.windowTitle() == "(1) SDR Desk", timeout=10_000)
    assert tray.icon.icon().cacheKey() != plain
    window.show_page("today")
    desktop.qtbot.waitUntil(lambda: desk.reminders.unseen() == 0, timeout=10_000)
    assert window.windowTitle() == "SDR Desk"
