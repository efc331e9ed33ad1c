"""Desktop notifications against a real server: shown once, with buttons that do what they say, and nothing of a foreign name becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.bus import Opening
from sdrdesk.core.domain.remind_line import read_line
from sdrdesk.core.jobs.desktop_notify import DesktopNotifier
from sdrdesk.core.jobs.remind import Reminders
from tests.support.desktop import wait_until
from tests.support.factories import add_person, log
from tests.support.notification_server import NotificationServer
from tests.support.profile import NEW_YORK, one, set_now


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[NotificationServer]:
    """The server on the session bus of this process."""
    with NotificationServer() as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made


@pytest.fixture
def chosen() -> list[tuple[Any, str]]:
    """What was heard."""
    return []


@pytest.fixture
def notifier(server: NotificationServer, chosen: list[tuple[Any, str]]) -> Iterator[DesktopNotifier]:
    """The program's side."""
    made = DesktopNotifier(lambda about, button: chosen.append((about, button)))
    yield made
    made.close()


BUTTONS = (("done", "Done"), ("snooze", "Snooze 10 min"), ("open", "Open"))


def test_button_that_is_pressed_is_heard_with_what_it_was_about(
    server: NotificationServer, notifier: DesktopNotifier, chosen: list[tuple[Any, str]]
) -> None:
    """Each notification has its own; the newest one is pressed."""
    for n, words in enumerate(("Snooze 10 min", "Done", "Open")):
        assert notifier.show("SDR Desk", f"Call Ann at 11:0{n}", n, BUTTONS)
        server.press(words)
        wait_until(lambda n=n: len(chosen) == n + 1, f"{words} was heard")
    assert chosen == [(0, "snooze"), (1, "done"), (2, "open")]
    assert sum(any(words in line for line in server.offered()) for _, words in BUTTONS) == 3


def test_click_on_the_notification_opens(server: NotificationServer, notifier: DesktopNotifier, chosen: list[tuple[Any, str]]) -> None:
    """The nearest thing that one means by it."""
    assert notifier.show("SDR Desk", "Call Ann at 11:00", "about", BUTTONS)
    wait_until(lambda: server.shown() == 1, "it is on the screen")
    server.click()
    wait_until(lambda: chosen, "the click was heard")
    assert chosen == [("about", "open")]


def test_foreign_name_is_no_markup(server: NotificationServer, notifier: DesktopNotifier) -> None:
    """The server reads markup; what a list brought in is shown as it is."""
    assert notifier.show("SDR Desk", "Call <b>Ann</b> & <a href='x'>Co</a> at 11:00", 1)
    wait_until(lambda: server.shown() == 1, "it is on the screen")
    (kept,) = server.kept()
    assert kept["summary"] == "SDR Desk" and kept["appname"] == "SDR Desk"
    assert kept["body"] == "Call <b>Ann</b> & <a href='x'>Co</a> at 11:00"


def test_desktop_that_goes_away_is_said_and_comes_back(
    server: NotificationServer, notifier: DesktopNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a bus it says no, so that the tray shows it; with one it works again."""
    assert notifier.show("SDR Desk", "one", 1)
    notifier.close()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert not notifier.show("SDR Desk", "two", 2)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", server.address)
    assert notifier.show("SDR Desk", "three", 3)
    wait_until(lambda: server.shown() == 2, "both are on the screen")


def test_reminder_is_put_off_done_and_opened_from_the_desktop(server: NotificationServer, desk: Application) -> None:
    """The whole way: the tables, the pass, the server, the button, and the tables again (rule R5)."""
    opened: list[object] = []
    desk.bus.subscribe(lambda event: opened.append(event) if isinstance(event, Opening) else None)
    notifier = DesktopNotifier(lambda due, button: reminders.act(due, button))
    reminders = Reminders(desk.reminders, desk.settings, desk.tasks, desk.own_reminders, desk.clock, desk.bus, notifier.show)
    try:
        desk.own_reminders.add(read_line("11:00 call the printer", desk.clock.now().astimezone(NEW_YORK)))
        set_now(desk, "2026-11-19T11:00")
        assert reminders.run() == 1
        server.press("Snooze 10 min")
        wait_until(lambda: one(desk, "SELECT local_at IS NULL FROM own_reminder"), "it was put off")
        set_now(desk, "2026-11-19T11:10")
        assert reminders.run() == 1
        server.press("Done")
        wait_until(lambda: one(desk, "SELECT state FROM own_reminder") == "done", "it is done")
        who = add_person(desk, "Ann Lee")
        log(desk, who, "gatekeeper", next="11:30")
        set_now(desk, "2026-11-19T11:25")
        assert reminders.run() == 1
        server.press("Open")
        wait_until(lambda: opened == [Opening("prospect", who)], "the window is asked")
        assert reminders.run() == 0
    finally:
        notifier.close()
