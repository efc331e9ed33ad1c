"""Desktop notifications through the session bus (org.freedesktop.Notifications), with buttons where the desktop has them.

Where there is no such server, the icon in the tray and the line in the window show what there is to say.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

log = logging.getLogger(__name__)
EXPIRES_MS = 15_000
PATIENCE_S = 3.0
REMEMBERED = 200
"""Notifications whose buttons still mean something; desktops keep older ones in a history that nobody reads so far back."""

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
SOUND = "message-new-instant"
DEFAULT = "default"
"""The action of a click on the notification itself."""

Chosen = Callable[[Any, str], None]
"""What was shown, and the button that was pressed; called on a thread of its own."""


class DesktopNotifier:
    """Shows notifications and hears which of their buttons was pressed. The bus is opened at the first one."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._lock = threading.Lock()
        self._connection: Any = None
        self._router: Any = None
        self._able: frozenset[str] = frozenset()
        self._shown: OrderedDict[int, Any] = OrderedDict()
        self._heard: queue.Queue[Any] = queue.Queue()

    def show(self, title: str, body: str, about: object, buttons: Sequence[tuple[str, str]] = (), *, sound: bool = False) -> bool:
        """Show one; ``buttons`` are (name, words), and a click on the notification itself is the last of them.

        Returns:
            False when there is no server to show it.
        """
        if sys.platform != "linux" or not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            return False
        with self._lock:
            try:
                self._open()
                number = self._notify(title, body, buttons, sound)
            except Exception as error:
                # Whatever a foreign bus or server does, the mark in the window remains.
                log.info("notify.unavailable kind=%s", type(error).__name__)
                self._drop()
                return False
            self._shown[number] = (about, buttons[-1][0] if buttons else "")
            while len(self._shown) > REMEMBERED:
                self._shown.popitem(last=False)
        return True

    @property
    def plays_sound(self) -> bool:
        """Does the desktop play the sound that a notification asks for?"""
        return "sound" in self._able

    def close(self) -> None:
        """Hear no more."""
        with self._lock:
            self._drop()

    def _open(self) -> None:
        if self._connection is not None:
            return
        # Only where there is a session bus, and after the first paint: 30 ms of imports.
        from jeepney import DBusAddress, HeaderFields, MatchRule, message_bus, new_method_call
        from jeepney.io.threading import DBusRouter, open_dbus_connection

        self._connection = open_dbus_connection("SESSION")
        self._router = DBusRouter(self._connection)
        self._address = DBusAddress(PATH, NAME, NAME)
        pressed = MatchRule(type="signal", interface=NAME, member="ActionInvoked", path=PATH)
        self._router.send_and_get_reply(message_bus.AddMatch(pressed), timeout=PATIENCE_S)
        self._heard = queue.Queue()
        self._filter = self._router.filter(pressed, queue=self._heard)
        self._filter.__enter__()
        reply = self._router.send_and_get_reply(new_method_call(self._address, "GetCapabilities"), timeout=PATIENCE_S)
        self._able = frozenset(reply.body[0]) if HeaderFields.error_name not in reply.header.fields else frozenset()
        threading.Thread(target=self._hear, args=(self._heard,), name="notify", daemon=True).start()

    def _notify(self, title: str, body: str, buttons: Sequence[tuple[str, str]], sound: bool) -> int:
        from jeepney import HeaderFields, new_method_call

        actions = []
        if "actions" in self._able and buttons:
            for name, words in (*buttons, (DEFAULT, buttons[-1][1])):
                actions += [name, words]
        hints: dict[str, tuple[str, object]] = {"desktop-entry": ("s", "sdrdesk")}
        if sound:
            hints["sound-name"] = ("s", SOUND)
        else:
            hints["suppress-sound"] = ("b", True)
        text = _plain(body) if "body-markup" in self._able or not self._able else body
        message = new_method_call(
            self._address, "Notify", "susssasa{sv}i", (title, 0, "appointment-soon", title, text, actions, hints, EXPIRES_MS)
        )
        reply = self._router.send_and_get_reply(message, timeout=PATIENCE_S)
        if HeaderFields.error_name in reply.header.fields:
            raise OSError(reply.header.fields[HeaderFields.error_name])
        return int(reply.body[0])

    def _hear(self, heard: queue.Queue[Any]) -> None:
        while (message := heard.get()) is not None:
            number, name = message.body
            with self._lock:
                about, first = self._shown.pop(number, (None, ""))
            if about is not None:
                self._chosen(about, first if name == DEFAULT else name)

    def _drop(self) -> None:
        if self._connection is None:
            return
        self._heard.put(None)
        for end in (self._router.close, self._connection.close):
            with contextlib.suppress(Exception):
                end()
        self._connection = self._router = None
        self._able = frozenset()


def _plain(body: str) -> str:
    """Servers may read markup: foreign names must not become any."""
    return body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
