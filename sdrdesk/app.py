"""The composition root: one profile opened, its services wired together; and the window on top of it.

Services are made at first use, each with its own imports, because a start must not pay for what the first list does not need
(design figure: at most 1.5 times an empty window). This is the one module besides cli.py in which imports inside functions are meant.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sdrdesk.app_ready import ReadyServices
from sdrdesk.core.bus import Bus
from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.clock import Clock, FixedClock
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.paths import ProfilePaths, default_profile
from sdrdesk.core.services.cadences import CadenceService
from sdrdesk.core.services.enrolments import EnrolmentService
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.tasks import TaskService
from sdrdesk.core.services.touches import TouchService
from sdrdesk.core.store.opening import open_store
from sdrdesk.core.store.store import Store
from sdrdesk.core.texts import Texts

if TYPE_CHECKING:
    from sdrdesk.core.domain.cadence import CadenceBook
    from sdrdesk.core.domain.sending_hours import Pace
    from sdrdesk.core.jobs.desktop_notify import DesktopNotifier
    from sdrdesk.core.jobs.read_mail import MailReading
    from sdrdesk.core.jobs.scheduler import Scheduler
    from sdrdesk.core.jobs.send_due import Sender
    from sdrdesk.core.jobs.watch_mail import MailWatch
    from sdrdesk.core.ports import FoundServers, ImapServer, MailTaker, Secret, SecretStore
    from sdrdesk.core.queries.day_book import DayBook
    from sdrdesk.core.services.away import AwayService
    from sdrdesk.core.services.batches import BatchService
    from sdrdesk.core.services.bulk import BulkService
    from sdrdesk.core.services.compose import ComposeService
    from sdrdesk.core.services.credentials import Credentials
    from sdrdesk.core.services.do_not_contact import DoNotContactService
    from sdrdesk.core.services.exports import ExportService
    from sdrdesk.core.services.focus import FocusService
    from sdrdesk.core.services.imports import ImportService
    from sdrdesk.core.services.inbox import InboxService
    from sdrdesk.core.services.mail_drafts import MailDraftService
    from sdrdesk.core.services.mail_folders import MailFolderService
    from sdrdesk.core.services.mailboxes import MailboxService
    from sdrdesk.core.services.outbox import OutboxService
    from sdrdesk.core.services.prospects import ProspectService
    from sdrdesk.core.services.research import ResearchService
    from sdrdesk.core.services.rules import RuleService
    from sdrdesk.core.services.safety import SafetyService
    from sdrdesk.core.services.scores import ScoreService
    from sdrdesk.core.services.sla import SlaService
    from sdrdesk.core.services.snippets import SnippetService
    from sdrdesk.core.services.standards import StandardService
    from sdrdesk.core.services.template_checks import TemplateChecks
    from sdrdesk.core.services.template_files import TemplateFiles
    from sdrdesk.core.services.templates import TemplateService
    from sdrdesk.core.services.triggers import TriggerService
    from sdrdesk.core.services.undo import UndoService


class Application(ReadyServices):
    """One open profile and everything that can be done with it, without a window."""

    def __init__(
        self,
        paths: ProfilePaths,
        clock: Clock,
        *,
        fixed_zone: dt.tzinfo | None = None,
        language: str | None = None,
        secrets: SecretStore | None = None,
        take_mail: MailTaker | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.paths = paths
        self.clock = clock
        self.bus = Bus()
        self._language = language
        self._secrets = secrets
        self._pace = pace
        self._scheduler: Scheduler | None = None
        self._take_mail = take_mail
        self._mail_watch: MailWatch | None = None
        self._notifier: DesktopNotifier | None = None
        self.store: Store = open_store(paths, clock, self.bus)
        self.settings = SettingsService(self.store, clock, fixed_zone)

    def close(self) -> None:
        """Stop the jobs and let go of the file."""
        if self._mail_watch is not None:
            self._mail_watch.stop()
            self._mail_watch = None
        if self._scheduler is not None:
            self._scheduler.stop()
            self._scheduler = None
        if self._notifier is not None:
            self._notifier.close()
            self._notifier = None
        self.store.close()

    def start_jobs(self) -> None:
        """Begin to send, to remind and to back up in the background (the window does; the command line does not)."""
        from sdrdesk.core.jobs.desktop_notify import DesktopNotifier
        from sdrdesk.core.jobs.remind import Reminders
        from sdrdesk.core.jobs.scheduler import DAILY_S, Scheduler
        from sdrdesk.core.jobs.watch_mail import MailWatch

        scheduler = Scheduler(self.bus, self.store)
        notifier = DesktopNotifier(lambda due, button: reminders.act(due, button))
        reminders = Reminders(
            self.reminders,
            self.settings,
            self.tasks,
            self.own_reminders,
            self.clock,
            self.bus,
            notifier.show,
            lambda: notifier.plays_sound,
        )
        self._notifier = notifier
        scheduler.every("remind", reminders.run)
        scheduler.every("send", lambda: self.sender.run(scheduler.stop_event) if self.mailboxes.rows() else None)
        scheduler.every("backup", self.safety.backup_daily, DAILY_S)
        scheduler.every("forget", self.undo.forget_old, DAILY_S)
        scheduler.every("triggers", lambda: self.triggers.run(actor="job"), DAILY_S)
        scheduler.every("scores", lambda: self.scores.renew() if self.settings.profile().number("score.level") >= 4 else None, DAILY_S)
        scheduler.start()
        self._scheduler = scheduler
        self._mail_watch = MailWatch(self.mail_folders, lambda: self.mail_reading, self.bus)
        self._mail_watch.start()

    def read_mail_now(self) -> None:
        """Look for mail now instead of at the next turn."""
        if self._mail_watch is not None:
            self._mail_watch.read_now()

    def soon(self, job: str, after_s: float = 0) -> None:
        """Let a job run earlier than its next tick."""
        if self._scheduler is not None:
            self._scheduler.soon(job, after_s)

    @contextmanager
    def read(self) -> Iterator[tuple[Connection, Profile]]:
        """A read block with the profile, for the functions in core/queries."""
        with self.store.read() as s:
            yield s, self.settings.profile(s)

    @property
    def texts(self) -> Texts:
        """The text catalogue in the user's language."""
        return Texts(self._language or self.settings.profile().language)

    @cached_property
    def plans(self) -> CadenceService:
        service = CadenceService(self.store, lambda kind: self.templates.book.keys(kind))
        # An undone edit, or one made in another window, must reach the one book that every service holds.
        self.bus.subscribe(
            lambda event: service.reload() if isinstance(event, ChangeSet) and event.concerns("cadence") else None, first=True
        )
        return service

    @property
    def cadences(self) -> CadenceBook:
        """All cadences, by key and version."""
        return self.plans.book

    @cached_property
    def day(self) -> DayBook:
        """The list of the day, kept in memory: for the window."""
        from sdrdesk.core.queries.day_book import DayBook

        book = DayBook(self.read, self.clock, lambda: self.cadences, self.paths.last_list)
        self.bus.subscribe(book.follow, first=True)
        return book

    @cached_property
    def templates(self) -> TemplateService:
        from sdrdesk.core.services.templates import TemplateService

        service = TemplateService(self.store, lambda: self.cadences)
        # As with the cadences: one book that every service holds, renewed after an undo or a change from another process.
        self.bus.subscribe(
            lambda event: service.reload() if isinstance(event, ChangeSet) and event.concerns("template") else None, first=True
        )
        return service

    @cached_property
    def template_checks(self) -> TemplateChecks:
        from sdrdesk.core.services.template_checks import TemplateChecks

        return TemplateChecks(self.store, self.settings, self.cadences)

    @cached_property
    def template_files(self) -> TemplateFiles:
        from sdrdesk.core.services.template_files import TemplateFiles

        return TemplateFiles(self.templates)

    @cached_property
    def away(self) -> AwayService:
        from sdrdesk.core.services.away import AwayService

        return AwayService(self.store, self.clock, self.settings, self.cadences)

    @cached_property
    def touches(self) -> TouchService:
        return TouchService(self.store, self.clock, self.settings, self.cadences)

    @cached_property
    def enrolments(self) -> EnrolmentService:
        return EnrolmentService(self.store, self.clock, self.settings, self.cadences)

    @cached_property
    def tasks(self) -> TaskService:
        return TaskService(self.store, self.clock, self.settings)

    @cached_property
    def compose(self) -> ComposeService:
        from sdrdesk.core.services.compose import ComposeService

        return ComposeService(self.store, self.clock, self.settings, self.cadences, self.templates.book)

    @cached_property
    def research(self) -> ResearchService:
        from sdrdesk.core.services.research import ResearchService

        return ResearchService(self.store)

    @cached_property
    def inbox(self) -> InboxService:
        from sdrdesk.core.mail.taking import glimpse
        from sdrdesk.core.services.inbox import InboxService

        return InboxService(self.store, self.clock, self.settings, self.touches, self.prospects, self.outbox, glimpse, self.answers)

    @cached_property
    def outbox(self) -> OutboxService:
        from sdrdesk.core.mail.ledger import Ledger
        from sdrdesk.core.mail.mime import build_message
        from sdrdesk.core.services.outbox import OutboxService
        from sdrdesk.core.services.outbox_gate import OutboxGate

        key = hashlib.blake2b(self.settings.profile_id().encode(), digest_size=32).digest()
        ledger = Ledger(self.paths.ledger, key)
        return OutboxService(self.store, self.clock, self.settings, self.touches, ledger, build_message, OutboxGate(self._pace))

    @cached_property
    def mail_drafts(self) -> MailDraftService:
        from sdrdesk.core.services.mail_drafts import MailDraftService

        return MailDraftService(self.store, self.clock)

    @cached_property
    def snippets(self) -> SnippetService:
        from sdrdesk.core.services.snippets import SnippetService

        return SnippetService(self.store, self.clock)

    @cached_property
    def secrets(self) -> SecretStore:
        from sdrdesk.core.secrets.keyring_store import KeyringSecrets

        return self._secrets or KeyringSecrets(self.settings.profile_id())

    @cached_property
    def credentials(self) -> Credentials:
        from sdrdesk.core.mail.oauth import Browser
        from sdrdesk.core.services.credentials import Credentials

        return Credentials(self.store, self.secrets, Browser(lambda code: self.texts(code)), self.clock)

    @cached_property
    def mailboxes(self) -> MailboxService:
        from sdrdesk.core.mail.presets import Servers
        from sdrdesk.core.mail.smtp import SmtpSender
        from sdrdesk.core.services.mailboxes import MailboxService

        # The name service and IMAP only when the user sets an account up.
        def find(address: str) -> FoundServers:
            from sdrdesk.core.mail.discovery import find_servers

            return find_servers(address)

        def check(server: ImapServer, secret: Secret) -> None:
            from sdrdesk.core.mail.imap import ImapReader

            ImapReader().connect(server, secret).close()

        return MailboxService(self.store, self.settings, self.credentials, SmtpSender(), check, Servers(find))

    @cached_property
    def sender(self) -> Sender:
        from sdrdesk.core.jobs.send_due import Sender
        from sdrdesk.core.mail.smtp import SmtpSender

        return Sender(
            self.outbox, self.mailboxes, self.credentials, SmtpSender(), self.paths, self.bus, lambda _mailboxes: self.read_mail_now()
        )

    @cached_property
    def mail_folders(self) -> MailFolderService:
        from sdrdesk.core.services.mail_folders import MailFolderService

        return MailFolderService(self.store)

    @cached_property
    def mail_reading(self) -> MailReading:
        from sdrdesk.core.jobs.read_mail import MailReading
        from sdrdesk.core.mail.imap import ImapReader

        return MailReading(
            self.mail_folders,
            ImapReader(),
            self.credentials.for_account,
            self.credentials.refused,
            self._take_mail or self.inbox.take_all,
            self.outbox,
            self.bus,
            self.paths.files_read,
        )

    @cached_property
    def imports(self) -> ImportService:
        from sdrdesk.core.services.imports import ImportService

        return ImportService(self.store, self.settings)

    @cached_property
    def batches(self) -> BatchService:
        from sdrdesk.core.services.batches import BatchService

        return BatchService(self.store, self.clock, self.settings, self.cadences, self.compose, self.outbox)

    @cached_property
    def do_not_contact(self) -> DoNotContactService:
        from sdrdesk.core.services.do_not_contact import DoNotContactService

        return DoNotContactService(self.store, self.settings)

    @cached_property
    def exports(self) -> ExportService:
        from sdrdesk.core.services.exports import ExportService

        return ExportService(self.store, self.settings)

    @cached_property
    def prospects(self) -> ProspectService:
        from sdrdesk.core.services.prospects import ProspectService

        return ProspectService(self.store, self.settings)

    @cached_property
    def rules(self) -> RuleService:
        from sdrdesk.core.services.rules import RuleService

        return RuleService(self.store, self.cadences)

    @cached_property
    def standards(self) -> StandardService:
        from sdrdesk.core.domain.standard_kinds import CHECKS
        from sdrdesk.core.services.standards import StandardService

        return StandardService(self.store, CHECKS)

    @cached_property
    def scores(self) -> ScoreService:
        from sdrdesk.core.services.scores import ScoreService

        return ScoreService(self.store, self.clock, self.settings)

    @cached_property
    def slas(self) -> SlaService:
        from sdrdesk.core.services.sla import SlaService

        return SlaService(self.store, self.clock, self.settings)

    @cached_property
    def triggers(self) -> TriggerService:
        from sdrdesk.core.services.triggers import TriggerService

        return TriggerService(self.store, self.clock, self.settings, self.rules, self.cadences)

    @cached_property
    def bulk(self) -> BulkService:
        from sdrdesk.core.services.bulk import BulkService

        return BulkService(self.store, self.clock, self.settings, self.enrolments)

    @cached_property
    def focus(self) -> FocusService:
        from sdrdesk.core.services.focus import FocusService

        return FocusService(self.store, self.clock)

    @cached_property
    def undo(self) -> UndoService:
        from sdrdesk.core.services.undo import UndoService

        return UndoService(self.store, self.clock)

    @cached_property
    def safety(self) -> SafetyService:
        from sdrdesk.core.services.safety import SafetyService

        return SafetyService(self.store, self.clock, self.paths)


def parse_now(now: str | None) -> tuple[Clock, dt.tzinfo | None]:
    """The clock of ``--now``: fixed at a moment whose zone is kept; without it, the machine's.

    Raises:
        ValidationError: ``now_not_understood``.
    """
    if not now:
        return Clock(), None
    try:
        at = dt.datetime.fromisoformat(now)
    except ValueError as error:
        raise ValidationError("now_not_understood", field="now", value=now) from error
    if at.tzinfo is None:
        at = at.astimezone()
        return FixedClock(at), None
    return FixedClock(at), at.tzinfo


def open_application(
    profile: Path | None = None,
    *,
    now: str | None = None,
    language: str | None = None,
    secrets: SecretStore | None = None,
    pace: Pace | None = None,
) -> Application:
    """Open a profile, making it when it is not there."""
    clock, fixed_zone = parse_now(now)
    return Application(
        ProfilePaths(profile or default_profile()), clock, fixed_zone=fixed_zone, language=language, secrets=secrets, pace=pace
    )
