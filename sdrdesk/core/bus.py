"""Publish and subscribe for committed changes and job events; plain callables, any thread.

Subscribers are called on the publishing thread. One that fails is logged and cannot break the others.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sdrdesk.core.changes import ChangeSet

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should see although they did not ask.

    Attributes:
        code: key under ``notice.`` in the text catalogue.
        severity: info, warning or error; a warning stays until dismissed.
        action: name of the one thing to do about it, or empty.
        target_id: the prospect concerned, or the mail account, if any.
        to_tray: the desktop has no server for notifications, so the icon in the tray shows it too.
        sound: a sound is wanted, and nobody has made it yet.
    """

    code: str
    params: dict[str, object] = field(default_factory=dict)
    severity: str = "info"
    action: str = ""
    target_id: int | None = None
    to_tray: bool = False
    sound: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The window is asked for from outside: ``place`` is prospect, today, report or reminders."""

    place: str
    target_id: int | None = None


Event = ChangeSet | Notice | Opening
Subscriber = Callable[[Event], None]


class Bus:
    """Holds the subscribers of one application."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber, *, first: bool = False) -> Callable[[], None]:
        """Add a subscriber; returns the function that takes it off again.

        ``first`` is for what others read from: a window that hears of a change reads at once, on another thread, and what is kept in memory
        must know of it by then.
        """
        with self._lock:
            self._subscribers.insert(0 if first else len(self._subscribers), subscriber)

        def unsubscribe() -> None:
            with self._lock:
                if subscriber in self._subscribers:
                    self._subscribers.remove(subscriber)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Hand the event to every subscriber."""
        with self._lock:
            subscribers = list(self._subscribers)
        for subscriber in subscribers:
            try:
                subscriber(event)
            except Exception:
                log.exception("bus.subscriber_failed")
