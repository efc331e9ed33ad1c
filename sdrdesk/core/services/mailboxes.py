"""Mail accounts: the server's name in the database, the password in the keyring, never the other way round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.cleaning import clean_email
from sdrdesk.core.errors import Duplicate, KeyringProblem, NotFound, ValidationError
from sdrdesk.core.ports import MailSender, SecretStore, SmtpServer
from sdrdesk.core.store.mail_tables import mailbox, outbox
from sdrdesk.core.store.store import Store

SECURITY = ("tls", "starttls")
CAP_MOST = 2000
"""Hard maximum of emails a day (promise B6)."""

PresetFor = Callable[[str], tuple[SmtpServer, str]]
"""The likely server of an address, and what its provider takes as a password: mailbox, app_password, authorization_code, oauth."""


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """An account as it is shown; no secret in it."""

    id: int
    address: str
    from_name: str
    server: SmtpServer
    daily_cap: int
    paused: bool
    pause_reason: str


class MailboxService:
    """Accounts for sending."""

    def __init__(self, store: Store, secrets: SecretStore, sender: MailSender, preset_for: PresetFor) -> None:
        self._store = store
        self._secrets = secrets
        self._sender = sender
        self._preset_for = preset_for

    def preset(self, address: str) -> tuple[SmtpServer, str]:
        """The likely server of an address, and the word for what its provider takes as a password (``PresetFor``)."""
        return self._preset_for(address)

    def add(self, *, address: str, from_name: str, server: SmtpServer, password: str, daily_cap: int = 150) -> Outcome[int]:
        """Keep an account; the password goes to the keyring first, so that no account exists without one.

        Raises:
            ValidationError, Duplicate, KeyringProblem: nothing is kept.
        """
        clean, problem = clean_email(address)
        if problem or not clean:
            raise ValidationError("email_unusable", field="address", value=address)
        _check(server, daily_cap)
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            if uow.s.execute(select(mailbox.c.id).where(mailbox.c.address == clean)).first():
                raise Duplicate("mailbox_exists", address=clean)
            made = int(
                uow.s.execute(
                    insert(mailbox)
                    .values(
                        address=clean,
                        from_name=from_name,
                        smtp_host=server.host.strip(),
                        smtp_port=server.port,
                        security=server.security,
                        username=server.username or clean,
                        daily_cap=daily_cap,
                        paused=1,
                        pause_reason="no_password",
                        created_at=uow.now_ms,
                    )
                    .returning(mailbox.c.id)
                ).scalar_one()
            )
        # The keyring may ask the user and take its time: never inside the transaction.
        try:
            self._secrets.set(made, password)
        except Exception:
            with self._store.write(OpKind.MAILBOX, undoable=False) as undo:
                undo.s.execute(delete(mailbox).where(mailbox.c.id == made))
            raise
        return Outcome(made, self.resume(made).changes)

    def edit(self, mailbox_id: int, *, from_name: str, server: SmtpServer, daily_cap: int) -> Outcome[None]:
        """Change the server, the name and the cap of an account; its address stays, or what was sent would belong to nobody.

        Raises:
            ValidationError, NotFound: nothing is changed.
        """
        _check(server, daily_cap)
        row = self.get(mailbox_id)
        values = {
            "from_name": from_name,
            "smtp_host": server.host.strip(),
            "smtp_port": server.port,
            "security": server.security,
            "username": server.username or row.address,
            "daily_cap": daily_cap,
        }
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(**values))
        return Outcome(None, uow.changes)

    def rows(self) -> list[MailboxRow]:
        """All accounts."""
        with self._store.read() as s:
            return [
                MailboxRow(
                    r.id,
                    r.address,
                    r.from_name,
                    SmtpServer(r.smtp_host, r.smtp_port, r.security, r.username),
                    r.daily_cap,
                    bool(r.paused),
                    r.pause_reason,
                )
                for r in s.execute(select(mailbox).order_by(mailbox.c.id))
            ]

    def get(self, mailbox_id: int) -> MailboxRow:
        """One account.

        Raises:
            NotFound: ``no_mailbox``.
        """
        for row in self.rows():
            if row.id == mailbox_id:
                return row
        raise NotFound("no_mailbox")

    def find(self, name: str) -> MailboxRow:
        """An account by id or address."""
        for row in self.rows():
            if name in (str(row.id), row.address):
                return row
        raise NotFound("no_mailbox")

    def password(self, mailbox_id: int) -> str:
        """The password, from the keyring."""
        secret = self._secrets.get(mailbox_id)
        if secret is None:
            raise KeyringProblem("password_missing", address=self.get(mailbox_id).address)
        return secret

    def test(self, mailbox_id: int) -> None:
        """Connect, check the certificate, sign in, leave.

        Raises:
            NetworkDown, ServerRefused, AuthRefused, KeyringProblem: what is wrong.
        """
        row = self.get(mailbox_id)
        self.try_out(row.server, self.password(row.id))
        self.resume(row.id)

    def try_out(self, server: SmtpServer, password: str) -> None:
        """Connect, check the certificate, sign in, leave; for a server that need not be kept yet.

        Raises:
            NetworkDown, ServerRefused, AuthRefused: what is wrong.
        """
        problem = self._sender.check(server, password).problem(server)
        if problem is not None:
            raise problem

    def pause(self, mailbox_id: int, reason: str) -> None:
        """Let no email of the account leave until it works again."""
        with self._store.write(OpKind.MAILBOX, actor="job", undoable=False) as uow:
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(paused=1, pause_reason=reason))

    def resume(self, mailbox_id: int) -> Outcome[None]:
        """Let email of the account leave again."""
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(paused=0, pause_reason=""))
        return Outcome(None, uow.changes)

    def set_password(self, mailbox_id: int, password: str) -> None:
        """Replace the password and let waiting email go."""
        self._secrets.set(mailbox_id, password)
        self.resume(mailbox_id)

    def remove(self, mailbox_id: int) -> Outcome[int]:
        """Forget an account and its password; email that waits is cancelled and counted."""
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            waiting = uow.s.execute(
                update(outbox)
                .where(outbox.c.mailbox_id == mailbox_id, outbox.c.state.in_(("queued", "deferred", "held")))
                .values(state="cancelled", reason="mailbox_removed")
            ).rowcount
            uow.s.execute(update(outbox).where(outbox.c.mailbox_id == mailbox_id).values(mailbox_id=None))
            uow.s.execute(delete(mailbox).where(mailbox.c.id == mailbox_id))
        self._secrets.delete(mailbox_id)
        return Outcome(int(waiting), uow.changes)


def _check(server: SmtpServer, daily_cap: int) -> None:
    if server.security not in SECURITY:
        raise ValidationError("security_unknown", field="security", value=server.security)
    if not 0 < daily_cap <= CAP_MOST:
        raise ValidationError("cap_range", field="daily_cap", value=daily_cap, most=CAP_MOST)
    if not server.host.strip():
        raise ValidationError("host_missing", field="host")
