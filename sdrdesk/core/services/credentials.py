"""What signs an account in, for sending and for reading: the password, or a token that is renewed when it runs out (promises D3, D4).

One secret for each account lies in the keyring: the password, or the refresh token with the client secret. A token for signing in lives in
memory only. When the provider wants the user to sign in again, the account pauses here, once, and is not asked about again until he has.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from sqlalchemy import select, update

from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import Clock
from sdrdesk.core.errors import AuthRefused, KeyringProblem, NotFound
from sdrdesk.core.ports import Authority, OAuthApp, Secret, SecretStore
from sdrdesk.core.store.mail_tables import mailbox
from sdrdesk.core.store.store import Store

EARLY = dt.timedelta(seconds=90)
"""A token is renewed this much before it runs out: a long email must not outlive it."""

SIGN_IN_AGAIN = "sign_in_again"
"""Reason of the pause of an account whose provider wants to see the user."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The user has signed in with the browser; ``kept`` is for the keyring, ``secret`` for a try at once."""

    kept: str = field(repr=False)
    secret: Secret


@dataclass(frozen=True, slots=True)
class _Access:
    token: str = field(repr=False)
    until: dt.datetime


class Credentials:
    """Hands out what signs an account in. Safe to use from several threads."""

    def __init__(self, store: Store, secrets: SecretStore, authority: Authority, clock: Clock) -> None:
        self._store = store
        self._secrets = secrets
        self._authority = authority
        self._clock = clock
        self._lock = threading.Lock()
        self._turns: dict[int, threading.Lock] = {}
        self._access: dict[int, _Access] = {}
        self._unsaved: dict[int, str] = {}

    def for_account(self, mailbox_id: int) -> Secret:
        """What to sign in with now. May wait for the keyring and, once an hour, for the provider.

        Raises:
            KeyringProblem: it cannot be had from the keyring.
            AuthRefused: ``sign_in_again``; the account is paused.
            NetworkDown, ServerRefused: the provider cannot be asked; it may work later.
        """
        with self._turn(mailbox_id):
            address, app, waits = self._read(mailbox_id)
            if app is None:
                return Secret("password", self._kept(mailbox_id, address))
            if waits:
                raise AuthRefused(SIGN_IN_AGAIN, provider=app.provider)
            found = self._access.get(mailbox_id)
            if found is None or found.until - EARLY <= self._clock.now():
                found = self._renew(mailbox_id, app, self._kept(mailbox_id, address))
            return Secret("bearer", found.token)

    def sign_in(
        self,
        app: OAuthApp,
        *,
        client_secret: str,
        address: str,
        open_browser: Callable[[str], bool],
        stop: threading.Event,
        mailbox_id: int | None = None,
    ) -> SignedIn:
        """Let the user sign in with the browser; nothing is kept yet. An account that is there already brings its client secret, unless a new
        one was typed. Raises what ``ports.Authority.sign_in`` raises, and KeyringProblem."""
        if app.wants_secret and not client_secret and mailbox_id is not None:
            client_secret = unpack(self._secrets.get(mailbox_id) or "")[1]
        tokens = self._authority.sign_in(app, client_secret, address, open_browser, stop)
        return SignedIn(pack(tokens.refresh, client_secret), Secret("bearer", tokens.access))

    def keep(self, mailbox_id: int, secret: str) -> None:
        """Put a password, or what :meth:`sign_in` gave, into the keyring.

        Raises:
            KeyringProblem, ValidationError: it is not kept.
        """
        with self._turn(mailbox_id):
            self._secrets.set(mailbox_id, secret)
            self._drop(mailbox_id)

    def forget(self, mailbox_id: int) -> None:
        """The account is gone: nothing of it stays in the keyring."""
        with self._turn(mailbox_id):
            self._drop(mailbox_id)
            self._secrets.delete(mailbox_id)

    def refused(self, mailbox_id: int, secret: Secret) -> str:
        """A server has refused this; gives the reason with which to pause the account."""
        with self._turn(mailbox_id):
            self._access.pop(mailbox_id, None)
        return "auth_refused" if secret.kind == "password" else SIGN_IN_AGAIN

    def ask_again(self) -> None:
        """The user tries it himself: a keyring's prompt that was refused may come again."""
        self._secrets.ask_again()

    def _turn(self, mailbox_id: int) -> threading.Lock:
        """One at a time for each account: two lanes must not both renew, for a provider may take each refresh token once."""
        with self._lock:
            return self._turns.setdefault(mailbox_id, threading.Lock())

    def _drop(self, mailbox_id: int) -> None:
        self._access.pop(mailbox_id, None)
        self._unsaved.pop(mailbox_id, None)

    def _read(self, mailbox_id: int) -> tuple[str, OAuthApp | None, bool]:
        wanted = select(mailbox.c.address, mailbox.c.auth, mailbox.c.oauth_json, mailbox.c.paused, mailbox.c.pause_reason)
        with self._store.read() as s:
            row = s.execute(wanted.where(mailbox.c.id == mailbox_id)).first()
        if row is None:
            raise NotFound("no_mailbox")
        waits = bool(row.paused) and row.pause_reason == SIGN_IN_AGAIN
        return row.address, app_of(row.oauth_json) if row.auth == "oauth" else None, waits

    def _kept(self, mailbox_id: int, address: str) -> str:
        kept = self._unsaved.get(mailbox_id) or self._secrets.get(mailbox_id)
        if kept is None:
            raise KeyringProblem("password_missing", address=address)
        return kept

    def _renew(self, mailbox_id: int, app: OAuthApp, kept: str) -> _Access:
        refresh_token, client_secret = unpack(kept)
        try:
            if not refresh_token:
                raise AuthRefused(SIGN_IN_AGAIN, provider=app.provider)
            tokens = self._authority.refresh(app, client_secret, refresh_token)
        except AuthRefused:
            self._pause(mailbox_id)
            raise
        found = _Access(tokens.access, self._clock.now() + dt.timedelta(seconds=tokens.seconds))
        self._access[mailbox_id] = found
        if tokens.refresh and tokens.refresh != refresh_token:
            # The old one may be void from now on: if the keyring is locked just now, the new one is held here until it opens.
            self._unsaved[mailbox_id] = pack(tokens.refresh, client_secret)
            self._secrets.set(mailbox_id, self._unsaved[mailbox_id])
            del self._unsaved[mailbox_id]
        return found

    def _pause(self, mailbox_id: int) -> None:
        with self._store.write(OpKind.MAILBOX, actor="job", undoable=False) as uow:
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(paused=1, pause_reason=SIGN_IN_AGAIN))


def pack(refresh_token: str, client_secret: str) -> str:
    """The one secret of an account that signs in over OAuth2, as it lies in the keyring."""
    return json.dumps({"refresh_token": refresh_token, "client_secret": client_secret})


def unpack(kept: str) -> tuple[str, str]:
    """Refresh token and client secret; empty ones when something else lies in the keyring."""
    try:
        found = json.loads(kept)
    except ValueError:
        return "", ""
    return (str(found.get("refresh_token", "")), str(found.get("client_secret", ""))) if isinstance(found, dict) else ("", "")


def app_json(app: OAuthApp | None) -> str:
    """As it is stored beside the account; it holds no secret."""
    return json.dumps(asdict(app)) if app else "{}"


def app_of(stored: str) -> OAuthApp | None:
    """What was stored; None when there is nothing."""
    found = json.loads(stored or "{}")
    if not found.get("client_id"):
        return None
    pairs = tuple((str(name), str(value)) for name, value in found.get("extra", ()))
    return OAuthApp(**{**found, "scopes": tuple(found["scopes"]), "extra": pairs})
