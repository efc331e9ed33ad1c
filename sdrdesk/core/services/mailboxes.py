"""Mail accounts: the server's name in the database, the password in the keyring, never the other way round."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Row, delete, func, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.cleaning import clean_email
from sdrdesk.core.errors import Duplicate, EnvironmentProblem, NotFound, RuleRefusal, ValidationError
from sdrdesk.core.ports import AccountPreset, FoundServers, ImapCheck, ImapServer, MailSender, OAuthApp, Secret, ServerBook, SmtpServer
from sdrdesk.core.services.credentials import Credentials, app_json, app_of
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.accounts import DEFAULT, default_mailbox
from sdrdesk.core.store.mail_tables import mail_folder, mailbox, outbox
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import enrolment

SECURITY = ("tls", "starttls")
CAP_MOST = 2000
"""Hard maximum of emails a day (promise B6)."""

SIGNATURE_MOST = 2000
WAITING = ("queued", "deferred", "held")


@dataclass(frozen=True, slots=True)
class AccountOptions:
    """What an account may have beside its submission server.

    Attributes:
        imap: where its mail is read; None: it only sends.
        signature: plain text that ends its emails.
        read_since: milliseconds; older mail is not read. None: from the day on which the account was added.
        app: how it signs in over OAuth2; None: by password.
    """

    imap: ImapServer | None = None
    hourly_cap: int = 40
    signature: str = ""
    read_since: int | None = None
    app: OAuthApp | None = None


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
    options: AccountOptions = field(default_factory=AccountOptions)
    default: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """How one side of an account did in a test: ``part`` is smtp or imap; no problem: it works."""

    part: str
    problem: EnvironmentProblem | None = None


class MailboxService:
    """Accounts for sending and reading."""

    def __init__(
        self, store: Store, settings: SettingsService, credentials: Credentials, sender: MailSender, imap: ImapCheck, book: ServerBook
    ) -> None:
        self._store = store
        self._settings = settings
        self._credentials = credentials
        self._sender = sender
        self._imap = imap
        self._book = book

    # --- what is known of an address ---------------------------------------------------------------------------------------

    def preset(self, address: str, key: str = "") -> AccountPreset:
        """The likely servers of an address and what its provider takes; by the preset of that name, where one is given.

        Raises:
            ValidationError: there is no such preset.
        """
        found = self._book.named(key, address) if key else self._book.preset(address)
        if found is None:
            raise ValidationError("preset_unknown", field="preset", value=key)
        return found

    def questions(self, address: str) -> tuple[str, ...]:
        """The names that :meth:`find_servers` asks the network's name server for (promise F6: said before)."""
        return self._book.questions(address)

    def find_servers(self, address: str) -> FoundServers:
        """Ask the name service for the servers of an address; takes up to five seconds."""
        return self._book.find(address)

    # --- keeping -----------------------------------------------------------------------------------------------------------

    def add(
        self,
        *,
        address: str,
        from_name: str,
        server: SmtpServer,
        password: str,
        daily_cap: int = 150,
        options: AccountOptions | None = None,
    ) -> Outcome[int]:
        """Keep an account; what signs it in goes to the keyring before any email can leave. ``password`` is the password, or for OAuth2
        what ``Credentials.sign_in`` gave for the keyring.

        Raises:
            ValidationError, Duplicate, KeyringProblem: nothing is kept.
        """
        clean, problem = clean_email(address)
        if problem or not clean:
            raise ValidationError("email_unusable", field="address", value=address)
        chosen = options or AccountOptions()
        _check(server, daily_cap, chosen)
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            if uow.s.execute(select(mailbox.c.id).where(mailbox.c.address == clean)).first():
                raise Duplicate("mailbox_exists", address=clean)
            values = {
                "address": clean,
                "paused": 1,
                "pause_reason": "no_password",
                "created_at": uow.now_ms,
                "read_since": uow.now_ms,
                **_values(clean, from_name, server, daily_cap, chosen),
            }
            made = int(uow.s.execute(insert(mailbox).values(values).returning(mailbox.c.id)).scalar_one())
        # The keyring may ask the user and take its time: never inside the transaction.
        try:
            self._credentials.keep(made, password)
        except Exception:
            with self._store.write(OpKind.MAILBOX, undoable=False) as undo:
                undo.s.execute(delete(mailbox).where(mailbox.c.id == made))
            raise
        return Outcome(made, self.resume(made).changes)

    def edit(
        self, mailbox_id: int, *, from_name: str, server: SmtpServer, daily_cap: int, options: AccountOptions | None = None
    ) -> Outcome[None]:
        """Change an account; its address stays, or what was sent would belong to nobody. Without ``options`` those stay too.

        Raises:
            ValidationError, NotFound: nothing is changed.
        """
        row = self.get(mailbox_id)
        chosen = options or row.options
        _check(server, daily_cap, chosen)
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            values = _values(row.address, from_name, server, daily_cap, chosen)
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(values))
        return Outcome(None, uow.changes)

    def make_default(self, mailbox_id: int) -> Outcome[None]:
        """Let email leave by this account unless another one is chosen; undone as any setting."""
        return self._settings.change({DEFAULT: self.get(mailbox_id).address})

    # --- reading -----------------------------------------------------------------------------------------------------------

    def rows(self) -> list[MailboxRow]:
        """All accounts."""
        with self._store.read() as s:
            found = s.execute(select(mailbox).order_by(mailbox.c.id)).all()
            default = default_mailbox(s)
        return [_row(r, default) for r in found]

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

    def waiting(self, mailbox_id: int) -> int:
        """How many emails wait to leave by an account."""
        o = outbox.c
        with self._store.read() as s:
            wanted = select(func.count()).select_from(outbox).where(o.mailbox_id == mailbox_id, o.state.in_(WAITING))
            return int(s.execute(wanted).scalar_one())

    # --- trying ------------------------------------------------------------------------------------------------------------

    def test(self, mailbox_id: int) -> tuple[Tried, ...]:
        """Sign in where it sends and where it reads; an account that works sends again, unless the user paused it.

        Raises:
            NetworkDown, ServerRefused, AuthRefused, KeyringProblem: the first thing that is wrong.
        """
        row = self.get(mailbox_id)
        self._credentials.ask_again()
        tried = self.try_out(row.server, row.options.imap, self._credentials.for_account(row.id))
        problem = next((one.problem for one in tried if one.problem), None)
        if problem is not None:
            raise problem
        if row.pause_reason != "by_user":
            self.resume(row.id)
        return tried

    def try_out(
        self,
        server: SmtpServer,
        imap: ImapServer | None,
        secret: Secret,
        *,
        stop: threading.Event | None = None,
        done: Callable[[Tried], None] | None = None,
    ) -> tuple[Tried, ...]:
        """Connect, check the certificate, sign in, leave; for servers that need not be kept yet. ``done`` is told of each side as it ends, in
        this thread; ``stop`` ends it before the next side, and sending's within moments."""
        tried: list[Tried] = []
        for part in ("smtp", "imap") if imap else ("smtp",):
            if stop is not None and stop.is_set():
                break
            tried.append(self._try_imap(imap, secret) if part == "imap" and imap else self._try_smtp(server, secret, stop))
            if done is not None:
                done(tried[-1])
        return tuple(tried)

    def _try_smtp(self, server: SmtpServer, secret: Secret, stop: threading.Event | None) -> Tried:
        return Tried("smtp", self._sender.check(server, secret, stop).problem(server))

    def _try_imap(self, server: ImapServer, secret: Secret) -> Tried:
        try:
            self._imap(server, secret)
        except EnvironmentProblem as problem:
            return Tried("imap", problem)
        return Tried("imap")

    # --- letting go and holding back ---------------------------------------------------------------------------------------

    def pause(self, mailbox_id: int, reason: str) -> None:
        """Let no email of the account leave until it works again."""
        with self._store.write(OpKind.MAILBOX, actor="job", undoable=False) as uow:
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(paused=1, pause_reason=reason))

    def resume(self, mailbox_id: int) -> Outcome[None]:
        """Let email of the account leave, and be read, again."""
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(paused=0, pause_reason="", read_problem=""))
        return Outcome(None, uow.changes)

    def set_password(self, mailbox_id: int, password: str) -> None:
        """Replace the password, or what OAuth2 keeps in its place, and let waiting email go, unless the user himself paused the account."""
        row = self.get(mailbox_id)
        self._credentials.ask_again()
        self._credentials.keep(mailbox_id, password)
        if row.pause_reason != "by_user":
            self.resume(mailbox_id)

    def remove(self, mailbox_id: int) -> Outcome[int]:
        """Forget an account and its password; email that waits is cancelled and counted.

        Raises:
            RuleRefusal: an email of it is leaving at this very moment.
        """
        o = outbox.c
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            if uow.s.execute(select(o.id).where(o.mailbox_id == mailbox_id, o.state.in_(("claimed", "dotting")))).first():
                raise RuleRefusal("mailbox_sending", rule="R16")
            steps = select(o.enrolment_id).where(o.mailbox_id == mailbox_id, o.state.in_(WAITING), o.enrolment_id.is_not(None))
            # A step whose email will not go comes back to the list with the reason (rules R4, R10).
            uow.s.execute(
                update(enrolment)
                .where(enrolment.c.id.in_(steps), enrolment.c.state == "queued")
                .values(state="waiting", wait_reason="mailbox_removed")
            )
            waiting = uow.s.execute(
                update(outbox).where(o.mailbox_id == mailbox_id, o.state.in_(WAITING)).values(state="cancelled", reason="mailbox_removed")
            ).rowcount
            uow.s.execute(update(outbox).where(o.mailbox_id == mailbox_id).values(mailbox_id=None))
            uow.s.execute(delete(mail_folder).where(mail_folder.c.mailbox_id == mailbox_id))
            uow.s.execute(delete(mailbox).where(mailbox.c.id == mailbox_id))
        self._credentials.forget(mailbox_id)
        return Outcome(int(waiting), uow.changes)


def _row(r: Row, default: int | None) -> MailboxRow:
    imap = ImapServer(r.imap_host, r.imap_port, r.imap_security, r.imap_username or r.address) if r.imap_host else None
    app = app_of(r.oauth_json) if r.auth == "oauth" else None
    options = AccountOptions(imap, r.hourly_cap, r.signature, r.read_since, app)
    server = SmtpServer(r.smtp_host, r.smtp_port, r.security, r.username)
    return MailboxRow(r.id, r.address, r.from_name, server, r.daily_cap, bool(r.paused), r.pause_reason, options, r.id == default)


def _values(address: str, from_name: str, server: SmtpServer, daily_cap: int, options: AccountOptions) -> dict[str, object]:
    """The columns of what the user can change; without an own day to read from, the stored one stays."""
    imap = options.imap
    return {
        "from_name": from_name,
        "smtp_host": server.host.strip(),
        "smtp_port": server.port,
        "security": server.security,
        "username": server.username or address,
        "daily_cap": daily_cap,
        "hourly_cap": options.hourly_cap,
        "signature": options.signature.rstrip(),
        "auth": "oauth" if options.app else "password",
        "oauth_json": app_json(options.app),
        "imap_host": imap.host.strip() if imap else None,
        "imap_port": imap.port if imap else 993,
        "imap_security": imap.security if imap else "tls",
        "imap_username": (imap.username or address) if imap else None,
    } | ({"read_since": options.read_since} if options.read_since is not None else {})


def _check(server: SmtpServer, daily_cap: int, options: AccountOptions) -> None:
    for one, field_name in ((server, "security"), (options.imap, "imap_security")):
        if one is not None and one.security not in SECURITY:
            raise ValidationError("security_unknown", field=field_name, value=one.security)
    for cap, field_name in ((daily_cap, "daily_cap"), (options.hourly_cap, "hourly_cap")):
        if not 0 < cap <= CAP_MOST:
            raise ValidationError("cap_range", field=field_name, value=cap, most=CAP_MOST)
    if not server.host.strip():
        raise ValidationError("host_missing", field="host")
    if options.imap is not None and not options.imap.host.strip():
        raise ValidationError("host_missing", field="imap_host")
    if len(options.signature) > SIGNATURE_MOST:
        raise ValidationError("signature_long", field="signature", most=SIGNATURE_MOST)
    if options.app is not None and not options.app.client_id.strip():
        raise ValidationError("client_id_missing", field="client_id")
