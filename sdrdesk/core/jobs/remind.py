"""One pass over the reminders: what is due becomes a notice; what was missed becomes one digest."""

from __future__ import annotations

from collections.abc import Callable

from sdrdesk.core.bus import Bus, Notice
from sdrdesk.core.services.reminders import Due, ReminderService
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.texts import Texts

NAMES_IN_DIGEST = 3
Notify = Callable[[str, str], bool]
"""Title and body to the desktop; says whether it was taken."""


class Reminders:
    """Fires reminders."""

    def __init__(self, service: ReminderService, settings: SettingsService, bus: Bus, notify: Notify) -> None:
        self._service = service
        self._settings = settings
        self._bus = bus
        self._notify = notify

    def run(self) -> int:
        """One pass; gives the number of reminders that fired."""
        fired = self._service.fire().value
        if not fired.now and not fired.missed:
            return 0
        profile = self._settings.profile()
        texts = Texts(profile.language)
        for due in fired.now:
            self._say(notice_of(due, due.due_at.astimezone(profile.zone).strftime("%H:%M")), texts)
        if fired.missed:
            names = ", ".join(d.name for d in fired.missed if d.name)[:120]
            self._say(Notice("missed", {"n": len(fired.missed), "names": names or "…"}, severity="warning", desktop=True), texts)
        return len(fired.now) + len(fired.missed)

    def _say(self, notice: Notice, texts: Texts) -> None:
        self._bus.publish(notice)
        self._notify("SDR Desk", texts(f"notice.{notice.code}", **notice.params))


def notice_of(due: Due, time: str) -> Notice:
    """The notice of one reminder."""
    params: dict[str, object] = {"n": due.n} if due.kind == "follow_ups" else {"name": due.name, "time": time}
    severity = "info" if due.kind != "sla_escalate" else "warning"
    return Notice(
        due.kind, params, severity=severity, action="open_prospect" if due.prospect_id else "", target_id=due.prospect_id, desktop=True
    )
