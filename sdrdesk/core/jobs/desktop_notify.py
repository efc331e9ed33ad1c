"""Desktop notifications through the session bus (org.freedesktop.Notifications); elsewhere the window's tray icon shows them."""

from __future__ import annotations

import logging
import os
import sys

log = logging.getLogger(__name__)
EXPIRES_MS = 15_000


def notify(title: str, body: str) -> bool:
    """Show a notification; False when there is no server to show it (the mark in the window remains)."""
    if sys.platform != "linux" or not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    # Only where there is a session bus, and after the first paint: 30 ms of imports.
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    try:
        with open_dbus_connection("SESSION") as bus:
            address = DBusAddress("/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications")
            message = new_method_call(
                address, "Notify", "susssasa{sv}i", (title, 0, "appointment-soon", title, _plain(body), [], {}, EXPIRES_MS)
            )
            reply = bus.send_and_get_reply(message, timeout=3)
            return bool(reply.header.message_type.name == "method_return")
    except Exception as error:
        log.info("notify.unavailable kind=%s", type(error).__name__)
        return False


def _plain(body: str) -> str:
    """Servers may read markup: foreign names must not become any."""
    return body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
