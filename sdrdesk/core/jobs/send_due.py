"""One pass of the sender over the outbox. The network is never inside a transaction."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from filelock import FileLock, Timeout

from sdrdesk.core.bus import Bus, Notice
from sdrdesk.core.errors import AuthRefused, EnvironmentProblem, KeyringProblem
from sdrdesk.core.ids import instance_id
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.ports import Delivery, DeliveryKind, MailSender, Secret
from sdrdesk.core.services.credentials import SIGN_IN_AGAIN, Credentials
from sdrdesk.core.services.mailboxes import MailboxRow, MailboxService
from sdrdesk.core.services.outbox import Claim, OutboxService

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SendReport:
    """Ids by what became of them in this pass; ``busy`` when another process is sending, ``frozen`` after a restore."""

    results: dict[int, str]
    busy: bool = False
    frozen: bool = False


class Sender:
    """Sends what is due. One sender for each profile at a time, kept apart by a lock that the system frees after a crash."""

    def __init__(
        self,
        outbox: OutboxService,
        mailboxes: MailboxService,
        credentials: Credentials,
        smtp: MailSender,
        paths: ProfilePaths,
        bus: Bus,
        ask_to_read: Callable[[Sequence[int]], None] = lambda _: None,
    ) -> None:
        self._outbox = outbox
        self._mailboxes = mailboxes
        self._credentials = credentials
        self._smtp = smtp
        self._lock_file = paths.sender_lock
        self._frozen = paths.frozen
        self._bus = bus
        self._ask_to_read = ask_to_read
        self._instance = instance_id()
        self._locked: set[int] = set()

    def run(self, stop: threading.Event | None = None) -> SendReport:
        """Settle what a crash left, then send everything that is due."""
        lock = FileLock(self._lock_file)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return SendReport({}, busy=True)
        try:
            doubtful = self._outbox.recover(self._instance, alone=True)
            if doubtful:
                self._bus.publish(Notice("outbox_in_doubt", {"n": doubtful}, severity="warning", action="open_outbox"))
            if self.frozen:
                return SendReport({}, frozen=True)
            ahead = self._outbox.settle_clock()
            if ahead:
                self._bus.publish(Notice("clock_back", {"n": ahead}, severity="warning", action="open_outbox"))
            results, kept_back = self._send_all(stop)
            unread = [box for box in self._outbox.unread_mailboxes() if box in kept_back] if kept_back else []
            if unread:
                self._ask_to_read(unread)
            return SendReport(results)
        finally:
            lock.release()

    @property
    def frozen(self) -> bool:
        """Was a backup put back, and has the user not yet said that sending goes on?"""
        return self._frozen.exists()

    def resume(self) -> None:
        """The user has looked at the outbox after a restore: sending goes on."""
        self._frozen.unlink(missing_ok=True)

    def _send_all(self, stop: threading.Event | None) -> tuple[dict[int, str], set[int]]:
        """What became of each email, and the accounts of those that were kept back."""
        results: dict[int, str] = {}
        kept_back: set[int] = set()
        off: set[int] = set()
        passwords: dict[int, Secret] = {}
        for outbox_id, mailbox_id in self._outbox.due_by_mailbox():
            if stop is not None and stop.is_set():
                break
            # Before the claim, because a keyring may wait for the user, and what is claimed cannot be taken back.
            if mailbox_id in off or not self._unlocked(mailbox_id, passwords, off):
                continue
            claim = self._outbox.claim(outbox_id, self._instance)
            if claim is None:
                kept_back.add(mailbox_id)
                continue
            box = self._mailboxes.get(claim.mailbox_id)
            delivery = self._deliver(box, claim, passwords[box.id], stop)
            results[outbox_id] = self._outbox.finish(outbox_id, delivery).value
            if delivery.kind in (DeliveryKind.AUTH_REFUSED, DeliveryKind.TLS_FAILED):
                off.add(box.id)
                why = delivery.kind.value
                if delivery.kind is DeliveryKind.AUTH_REFUSED:
                    why = self._credentials.refused(box.id, passwords[box.id])
                self._mailboxes.pause(box.id, why)
                self._say(why, box)
            log.info("outbox.pass id=%s kind=%s phase=%s", outbox_id, delivery.kind, delivery.phase)
        return results, kept_back

    def _unlocked(self, mailbox_id: int, passwords: dict[int, Secret], off: set[int]) -> bool:
        """Is the password at hand? If not, the account rests for this pass, and the user is told once, until it is at hand again."""
        if mailbox_id in passwords:
            return True
        try:
            passwords[mailbox_id] = self._credentials.for_account(mailbox_id)
        except AuthRefused as error:
            off.add(mailbox_id)
            self._say(SIGN_IN_AGAIN, self._mailboxes.get(mailbox_id))
            log.info("outbox.sign_in_again account=%s code=%s", mailbox_id, error.code)
            return False
        except KeyringProblem as error:
            off.add(mailbox_id)
            if mailbox_id not in self._locked:
                self._locked.add(mailbox_id)
                address = self._mailboxes.get(mailbox_id).address
                self._bus.publish(
                    Notice(
                        "keyring", {"address": address, "code": error.code}, severity="error", action="open_mailbox", target_id=mailbox_id
                    )
                )
            return False
        except EnvironmentProblem as error:
            # The provider of its tokens cannot be asked just now: its email waits for the next pass, as it does without a network.
            off.add(mailbox_id)
            log.info("outbox.no_token account=%s code=%s", mailbox_id, error.code)
            return False
        self._locked.discard(mailbox_id)
        return True

    def _say(self, code: str, box: MailboxRow) -> None:
        self._bus.publish(Notice(code, {"address": box.address}, severity="error", action="open_mailbox", target_id=box.id))

    def _deliver(self, box: MailboxRow, claim: Claim, password: Secret, stop: threading.Event | None) -> Delivery:
        return self._smtp.deliver(
            box.server,
            password,
            box.address,
            claim.to_address,
            claim.mime,
            before_body=lambda: self._outbox.mark_dotting(claim.id, self._instance),
            stop=stop,
        )
