"""A profile ready to send, on a clock that a test moves; what the proofs and tests/mail/test_send_flow.py stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sdrdesk.app import Application
from sdrdesk.core.bus import Event
from sdrdesk.core.clock import UTC, FixedClock
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.ports import SecretStore, SmtpServer
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.services.outbox import EmailDraft
from sdrdesk.core.services.outbox_desk import OutboxRow
from sdrdesk.core.services.safety import CheckReport
from tests.support.crash import PASSWORD, SETTINGS, USER, write_people
from tests.support.servers.smtp_sink import Action, SmtpSink

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT_ONCE = Pace(0, 0, hours=False)
"""Most proofs are not about the gate: as soon as an email is due it goes."""


class Desk:
    """One open profile: ``app`` are its services, ``clock`` its time, ``people`` the ids of those in it."""

    def __init__(self, profile: Path, clock: FixedClock, secrets: SecretStore, pace: Pace = AT_ONCE) -> None:
        self.profile = profile
        self.clock = clock
        self.secrets = secrets
        self.pace = pace
        self.app = Application(ProfilePaths(profile), clock, fixed_zone=UTC, secrets=secrets, pace=pace)
        self.people: tuple[int, ...] = ()
        self.heard: list[Event] = []

    def listen(self) -> None:
        """Keep every event in ``heard``."""
        self.app.bus.subscribe(self.heard.append)

    def add_people(self, count: int, prefix: str = "p") -> tuple[int, ...]:
        """Import people with one company each; gives their ids."""
        path = self.profile / f"{prefix}.csv"
        write_people(path, [f"{prefix}{i}x" for i in range(count)])
        ids = self.app.imports.run(self.app.imports.look(path)).value.ids
        self.people += ids
        return ids

    def add_mailbox(self, port: int, address: str = USER) -> int:
        """An account at a local server."""
        server = SmtpServer("localhost", port, "tls", USER)
        return self.app.mailboxes.add(address=address, from_name="Li Na", server=server, password=PASSWORD).value

    def queue(
        self,
        prospect_id: int,
        subject: str = "A short question",
        *,
        mailbox_id: int | None = None,
        body: str = "Hello\n.\n..\nBye",
    ) -> int:
        """An email outside a plan that may leave now."""
        draft = EmailDraft(prospect_id, subject, body, mailbox_id=mailbox_id, send_at=self.clock.now())
        return self.app.outbox.queue(draft).value

    def queue_step(self, prospect_id: int) -> int:
        """The email of the person's current step."""
        one = self.app.compose.compose(prospect_id)
        assert not one.blocked and one.step is not None
        draft = EmailDraft(prospect_id, one.subject, one.body, one.template, send_at=self.clock.now(), step=one.step)
        return self.app.outbox.queue(draft).value

    def row(self, outbox_id: int) -> OutboxRow:
        """An email as the outbox shows it."""
        return next(r for r in self.app.outbox.rows() if r.id == outbox_id)

    def sound(self) -> CheckReport:
        """Everything that must always hold, seen by a program that has just started."""
        fresh = Application(ProfilePaths(self.profile), self.clock, fixed_zone=UTC, secrets=self.secrets)
        try:
            return fresh.safety.check()
        finally:
            fresh.close()

    def reopen(self) -> None:
        """Close the program and start it again."""
        self.app.close()
        self.app = Application(ProfilePaths(self.profile), self.clock, fixed_zone=UTC, secrets=self.secrets, pace=self.pace)


@contextmanager
def open_desk(
    profile: Path,
    *,
    port: int | None = None,
    people: int = 1,
    at: dt.datetime = MONDAY,
    secrets: SecretStore | None = None,
    pace: Pace = AT_ONCE,
) -> Iterator[Desk]:
    """A desk with settings, people, and an account when there is a ``port``."""
    desk = Desk(profile, FixedClock(at), secrets or MemorySecrets(), pace)
    try:
        desk.app.settings.change(SETTINGS)
        if people:
            desk.add_people(people)
        if port is not None:
            desk.add_mailbox(port)
        yield desk
    finally:
        desk.app.close()


class HookedSink(SmtpSink):
    """A sink that calls a function when it reaches a phase, before it acts there."""

    hooks: dict[str, Callable[[], None]]

    def __enter__(self) -> HookedSink:
        self.start()
        return self

    def take(self, phase: str) -> Action | None:
        """Call the phase's function, once."""
        hook = getattr(self, "hooks", {}).pop(phase, None)
        if hook is not None:
            hook()
        return super().take(phase)
