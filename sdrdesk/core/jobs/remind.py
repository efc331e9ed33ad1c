"""One pass over the reminders: what is due becomes a notice; what was missed becomes one digest. And what a button of a notification does."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from sdrdesk.core.bus import Bus, Notice, Opening
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.queries.reminders import EVENING, FOLLOW_UPS, OWN, Due
from sdrdesk.core.services.own_reminders import OwnReminderService
from sdrdesk.core.services.reminders import ReminderService
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.tasks import TaskService
from sdrdesk.core.texts import Texts

log = logging.getLogger(__name__)
NAMES_IN_DIGEST = 120
"""Letters."""

DONE, SNOOZE, OPEN = "done", "snooze", "open"
DIGEST = Due("missed", dt.datetime.min.replace(tzinfo=dt.UTC), None, "")
PLACES = {FOLLOW_UPS: "today", EVENING: "report", "missed": "reminders"}
"""Where a reminder that is about nobody leads; an own one of nobody leads to the reminders."""


class Show(Protocol):
    """Title, body, what it is about, its buttons, with a sound; says whether the desktop took it."""

    def __call__(self, title: str, body: str, about: object, buttons: Sequence[tuple[str, str]], *, sound: bool) -> bool: ...


class Reminders:
    """Fires reminders, and does what their buttons say."""

    def __init__(
        self,
        service: ReminderService,
        settings: SettingsService,
        tasks: TaskService,
        own: OwnReminderService,
        clock: Clock,
        bus: Bus,
        show: Show,
        plays_sound: Callable[[], bool] = lambda: False,
    ) -> None:
        self._service = service
        self._settings = settings
        self._tasks = tasks
        self._own = own
        self._clock = clock
        self._bus = bus
        self._show = show
        self._plays_sound = plays_sound

    def run(self) -> int:
        """One pass; gives the number of reminders that fired."""
        fired = self._service.fire().value
        if not fired.now and not fired.missed:
            return 0
        profile = self._settings.profile()
        for due in fired.now:
            self._say(due, notice_of(due, profile), profile)
        if fired.missed:
            names = ", ".join(d.name for d in fired.missed if d.name)[:NAMES_IN_DIGEST]
            notice = Notice("missed", {"n": len(fired.missed), "names": names or "…"}, severity="warning", action="open_reminders")
            self._say(DIGEST, notice, profile)
        return len(fired.now) + len(fired.missed)

    def act(self, due: Due, button: str) -> None:
        """What a button of its notification does: done, put off by the minutes of the settings (rule R5), or open the window at it."""
        try:
            if button == DONE:
                self._own.finish(due.own_id) if due.own_id else self._tasks.finish(due.task_id)
            elif button == SNOOZE:
                self._snooze(due)
            else:
                self._bus.publish(Opening(*_place(due)))
            if due.rule:
                self._service.acknowledge(due.rule)
        except SdrDeskError as error:
            # It was settled in the window meanwhile: the window shows how it stands.
            log.info("remind.button button=%s code=%s", button, error.code)
            self._bus.publish(Opening(*_place(due)))

    def _snooze(self, due: Due) -> None:
        profile = self._settings.profile()
        later = self._clock.now() + dt.timedelta(minutes=profile.number("remind.snooze_minutes"))
        at = later.astimezone(profile.zone)
        if due.own_id:
            self._own.snooze(due.own_id, When(at.date(), at))
        elif due.prospect_id is not None:
            self._tasks.snooze(due.prospect_id, When(at.date(), at))

    def _say(self, due: Due, notice: Notice, profile: Profile) -> None:
        texts, wanted = Texts(profile.language), profile.truth("remind.sound")
        buttons = [(name, texts(f"button.{name}", n=profile.number("remind.snooze_minutes"))) for name in buttons_of(due)]
        taken = self._show("SDR Desk", texts(f"notice.{notice.code}", **notice.params), due, buttons, sound=wanted)
        sound = wanted and not (taken and self._plays_sound())
        self._bus.publish(
            Notice(notice.code, notice.params, notice.severity, notice.action, notice.target_id, to_tray=not taken, sound=sound)
        )


def buttons_of(due: Due) -> tuple[str, ...]:
    """What can be done about it without the window. A meeting was agreed with somebody, and a lead's clock runs on: neither is put off by us."""
    if due.own_id or (due.task_id and due.kind != "meeting"):
        return (DONE, SNOOZE, OPEN)
    return (SNOOZE, OPEN) if due.kind == "snoozed" else (OPEN,)


def _place(due: Due) -> tuple[str, int | None]:
    return ("prospect", due.prospect_id) if due.prospect_id else (PLACES.get(due.kind, "reminders"), None)


def notice_of(due: Due, profile: Profile) -> Notice:
    """The notice of one reminder."""
    params: dict[str, object] = {"name": due.name, "time": due.due_at.astimezone(profile.zone).strftime("%H:%M")}
    if due.kind == FOLLOW_UPS:
        params = {"n": due.n}
    elif due.kind == EVENING:
        params = dict(due.figures)
    place = _place(due)[0]
    action = f"open_{place}" if place != "today" else ""
    severity = "info" if due.kind != "sla_escalate" else "warning"
    return Notice("own_reminder" if due.kind == OWN else due.kind, params, severity=severity, action=action, target_id=due.prospect_id)
