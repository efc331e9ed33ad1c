"""Mail while the window is open: a thread and a connection for each account, which waits in IDLE and looks at every folder every few minutes.

Offline is a quiet state: the waits between tries grow, and the window says since when an account has not been reached. After the machine has
slept the connection is left at once, for its other end has forgotten it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sdrdesk.core.bus import Bus, Notice
from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.jobs.read_mail import OUT_OF_REACH, AccountReading, MailReading, place_of
from sdrdesk.core.ports import ReadingStopped
from sdrdesk.core.services.mail_folders import MailFolderService, ReadingAccount

log = logging.getLogger(__name__)
POLL_S = 240.0
"""Every watched folder is looked at this often, IDLE or not: below the five minutes of promise 3.9, and within the 29 of RFC 2177."""

BACK_OFF_S = (15.0, 30.0, 60.0, 120.0, 240.0)
LEAST_S = 1.0
"""Between two passes, however much a server has to say."""

FILES_S = 20.0
LOOK_S = 5.0
JUMP_S = 30.0


class SleepWatch:
    """Has the machine slept (or its clock been set) since the last look? The clock of the day goes on in sleep, the other one does not."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._steady = steady
        self._apart = wall() - steady()

    def slept(self) -> bool:
        """True until :meth:`forget`."""
        return abs(self._wall() - self._steady() - self._apart) > JUMP_S

    def forget(self) -> None:
        """Begin anew from now."""
        self._apart = self._wall() - self._steady()


class MailWatch:
    """Keeps everything read until it is stopped.

    Args:
        folders: says what there is to read from.
        reading: makes the reader at its first use: a window without any mail does not pay for it.
        bus: tells of changes, and is told of failures.
        poll_s: longest time between two looks.
        back_off_s: waits after the first, second … failure in a row.
    """

    def __init__(
        self,
        folders: MailFolderService,
        reading: Callable[[], MailReading],
        bus: Bus,
        *,
        poll_s: float = POLL_S,
        back_off_s: tuple[float, ...] = BACK_OFF_S,
    ) -> None:
        self._folders = folders
        self._reading = reading
        self._bus = bus
        self._poll_s = poll_s
        self._back_off_s = back_off_s
        self._stop = threading.Event()
        self._asked = threading.Event()
        self._accounts: dict[int, _AccountThread] = {}
        self._thread = threading.Thread(target=self._run, name="mail-watch", daemon=True)
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin; returns at once."""
        self._unsubscribe = self._bus.subscribe(self._changed)
        self._thread.start()

    def stop(self) -> None:
        """End every connection; what was taken is taken."""
        self._unsubscribe()
        self._stop.set()
        self.read_now()
        if self._thread.ident is not None:
            self._thread.join(10)

    def read_now(self) -> None:
        """Look everywhere now instead of at the next turn."""
        for account in list(self._accounts.values()):
            account.wake.set()
        self._asked.set()

    def _changed(self, event: object) -> None:
        # The user has picked a folder, added a directory or given a new password: no reason to wait for the next turn. What a pass itself
        # notes changes no row of the journal, so it names none, and does not set off the next pass.
        if isinstance(event, ChangeSet) and not event.bulk and ((event.op == "mailbox" and event.ids) or "mail_folder" in event.ids):
            self.read_now()

    def _run(self) -> None:
        files_at = 0.0
        while not self._stop.is_set():
            self._asked.clear()
            self._look_after_accounts()
            if time.monotonic() - files_at >= FILES_S or not files_at:
                self._read_directories()
                files_at = time.monotonic()
            if self._asked.wait(LOOK_S):
                files_at = 0.0
        for account in self._accounts.values():
            account.wake.set()
        for account in self._accounts.values():
            account.thread.join(8)

    def _read_directories(self) -> None:
        try:
            if self._folders.directories():
                self._reading().read_directories(self._stop)
        except Exception as error:
            log.error("mail.files_failed at=%s", place_of(error))
            self._bus.publish(Notice("job_failed", {"job": "read"}, severity="warning"))

    def _look_after_accounts(self) -> None:
        found = {a.id for a in self._folders.accounts()}
        for mailbox_id in found:
            known = self._accounts.get(mailbox_id)
            if known is None or not known.thread.is_alive():
                self._accounts[mailbox_id] = _AccountThread(self._reading(), mailbox_id, self._stop, self._poll_s, self._back_off_s)
        for mailbox_id in set(self._accounts) - found:
            self._accounts.pop(mailbox_id).wake.set()


class _AccountThread:
    """One account: connect, read, wait, read again."""

    def __init__(self, reading: MailReading, mailbox_id: int, stop: threading.Event, poll_s: float, back_off_s: tuple[float, ...]) -> None:
        self.wake = threading.Event()
        self._reading = reading
        self._mailbox_id = mailbox_id
        self._stop = stop
        self._poll_s = poll_s
        self._back_off_s = back_off_s
        self._failures = 0
        self._sleep = SleepWatch()
        self._session: AccountReading | None = None
        self.thread = threading.Thread(target=self._run, name=f"mail-{mailbox_id}", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                # Cleared before the look: what changes after it wakes the next wait.
                self.wake.clear()
                account = next((a for a in self._reading.folders.accounts() if a.id == self._mailbox_id), None)
                if account is None:
                    return
                self._turn(account)
        except Exception as error:
            # The watch starts another thread for the account at its next look.
            log.error("mail.account_failed account=%s at=%s", self._mailbox_id, place_of(error))
            self._reading.bus.publish(Notice("job_failed", {"job": "read"}, severity="warning"))
            self._pause(self._back_off_s[-1])
        finally:
            self._leave()

    def _turn(self, account: ReadingAccount) -> None:
        if account.waits:
            self._leave()
            self._pause(self._poll_s)
            return
        if self._session is not None and self._session.account.server != account.server:
            self._leave()
        if self._session is None:
            self._session = AccountReading(self._reading, account, self._stop)
        self._session.account = account
        self._session.run()
        if self._session.connection is None:
            self._pause(self._back_off_s[min(self._failures, len(self._back_off_s) - 1)])
            self._failures += 1
            return
        self._failures = 0
        self._pause(LEAST_S)
        self._wait()

    def _wait(self) -> None:
        """In IDLE until something comes, the time is up or somebody asks; an end of the connection shows at the next pass."""
        session = self._session
        if session is None or session.connection is None or self.wake.is_set():
            return
        try:
            session.connection.wait(self._poll_s, self._over)
        except (*OUT_OF_REACH, ReadingStopped) as error:
            log.info("mail.idle_ended account=%s kind=%s", self._mailbox_id, type(error).__name__)
            self._leave()
        if self._sleep.slept():
            self._sleep.forget()
            self._leave()

    def _over(self) -> bool:
        return self._stop.is_set() or self.wake.is_set() or self._sleep.slept()

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._over():
            self.wake.wait(min(LOOK_S, max(0.0, until - time.monotonic())))
        self._sleep.forget()

    def _leave(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
