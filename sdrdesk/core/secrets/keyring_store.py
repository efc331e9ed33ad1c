"""Mailbox passwords in the desktop's keyring and nowhere else (promises D3, D4).

A locked keyring may put up a prompt and let us wait for the answer, so each call runs in a helper thread and is given up after a while.
A refusal is remembered: the user is asked once in a session, not at every tick of the sender.
"""

from __future__ import annotations

import importlib
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sdrdesk.core.errors import KeyringProblem, ValidationError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PATIENCE_S = 20.0
PART = 1200
"""Characters of one entry; the Windows store takes little more. A longer secret (some refresh tokens are) lies in several."""

MAX_PARTS = 8
MAX_SECRET = PART * MAX_PARTS
PARTED = "\x1eparts:"
"""Begins the entry of a secret in several: then come the letter of the set and the number of its parts."""

SAFE_BACKENDS = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.libsecret",
)
"""A backend that is not on this list may write plain files; it is not used even when the user's machine is set up for it."""

_ABSENT = ("keyring.backends.fail", "keyring.backends.null")


class KeyringSecrets:
    """Implements ``ports.SecretStore`` for one profile.

    Args:
        profile_id: keeps the passwords of two profiles apart.
        patience_s: seconds after which a silent keyring is given up.
    """

    def __init__(self, profile_id: str, patience_s: float = PATIENCE_S) -> None:
        self._service = f"sdrdesk:{profile_id}"
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._refused = False
        self._stuck: threading.Thread | None = None

    def get(self, account_id: int) -> str | None:
        """The password, or None when there is none.

        Raises:
            KeyringProblem: keyring_missing, keyring_unsafe, keyring_locked, keyring_silent or keyring_failed.
        """
        found = self._call(lambda backend: self._whole(backend, account_id))
        return None if found is None else str(found)

    def set(self, account_id: int, secret: str) -> None:
        """Keep a password.

        Raises:
            KeyringProblem: as for :meth:`get`.
            ValidationError: ``secret_too_long``.
        """
        if len(secret) > MAX_SECRET:
            raise ValidationError("secret_too_long", field="password", most=MAX_SECRET)
        self._call(lambda backend: self._keep(backend, account_id, secret))

    def delete(self, account_id: int) -> None:
        """Forget a password; no error when there is none."""

        def forget(backend: KeyringBackend) -> None:
            head = backend.get_password(self._service, str(account_id))
            if head is not None:
                backend.delete_password(self._service, str(account_id))
                self._forget_parts(backend, account_id, head)

        self._call(forget)

    def _whole(self, backend: KeyringBackend, account_id: int) -> str | None:
        head = backend.get_password(self._service, str(account_id))
        names = _part_names(account_id, head)
        if not names:
            return head
        parts = [backend.get_password(self._service, name) for name in names]
        # A part that somebody has removed by hand: the rest is of no use.
        return None if None in parts else "".join(part or "" for part in parts)

    def _keep(self, backend: KeyringBackend, account_id: int, secret: str) -> None:
        """A long secret is written beside the old one before the head names it, so that a crash leaves one that is whole."""
        before = backend.get_password(self._service, str(account_id))
        head = secret
        if len(secret) > PART or secret.startswith(PARTED):
            letter = "b" if (before or "").startswith(f"{PARTED}a") else "a"
            parts = [secret[i : i + PART] for i in range(0, len(secret), PART)]
            head = f"{PARTED}{letter}:{len(parts)}"
            for name, part in zip(_part_names(account_id, head), parts, strict=True):
                backend.set_password(self._service, name, part)
        backend.set_password(self._service, str(account_id), head)
        self._forget_parts(backend, account_id, before)

    def _forget_parts(self, backend: KeyringBackend, account_id: int, head: str | None) -> None:
        for name in _part_names(account_id, head):
            if backend.get_password(self._service, name) is not None:
                backend.delete_password(self._service, name)

    def ask_again(self) -> None:
        """Forget a refusal, because the user has asked for a new try himself."""
        with self._lock:
            self._refused = False

    def _call(self, work: Callable[[KeyringBackend], Any]) -> Any:
        with self._lock:
            if self._stuck is not None and self._stuck.is_alive():
                raise KeyringProblem("keyring_silent")
            answer = self._in_helper(work)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _in_helper(self, work: Callable[[KeyringBackend], Any]) -> Any:
        box: queue.SimpleQueue[Any] = queue.SimpleQueue()
        helper = threading.Thread(target=lambda: box.put(self._answer(work)), name="keyring", daemon=True)
        helper.start()
        try:
            answer = box.get(timeout=self._patience_s)
        except queue.Empty:
            # Its answer, when it ever comes, is not used; but until then nobody else may ask, or prompts would pile up.
            self._stuck = helper
            return KeyringProblem("keyring_silent")
        return answer

    def _answer(self, work: Callable[[KeyringBackend], Any]) -> Any:
        """The value, or the problem to raise; runs in the helper thread."""
        # Importing keyring costs 0.4 s, and most starts of the program need no password.
        errors = importlib.import_module("keyring.errors")
        if self._refused and not _unlocked_since():
            return KeyringProblem("keyring_locked")
        try:
            value = work(safe_backend())
        except KeyringProblem as problem:
            return problem
        except errors.KeyringLocked:
            self._refused = True
            return KeyringProblem("keyring_locked")
        except errors.NoKeyringError:
            return KeyringProblem("keyring_missing")
        except Exception as error:
            # Backends let through what their buses and libraries raise; only the class is kept, a text might hold the secret.
            failure = _failure(error)
            self._refused = self._refused or failure.code == "keyring_locked"
            return failure
        self._refused = False
        return value


def _part_names(account_id: int, head: str | None) -> list[str]:
    """Entries of the parts that a head names; none when it is the secret itself."""
    if head is None or not head.startswith(PARTED):
        return []
    letter, _, count = head.removeprefix(PARTED).partition(":")
    return [f"{account_id}:{letter}{n}" for n in range(min(int(count), MAX_PARTS) if count.isdigit() else 0)]


def _failure(error: Exception) -> KeyringProblem:
    names = {c.__name__ for e in (error, error.__cause__, error.__context__) if e is not None for c in type(e).__mro__}
    if names & {"LockedException", "PromptDismissedException"}:
        return KeyringProblem("keyring_locked")
    if "SecretServiceNotAvailableException" in names:
        return KeyringProblem("keyring_missing")
    return KeyringProblem("keyring_failed", reason=type(error).__name__)


def safe_backend() -> KeyringBackend:
    """The first backend of this desktop that keeps secrets encrypted.

    Raises:
        KeyringProblem: keyring_missing, or keyring_unsafe with the backend's name.
    """
    keyring = importlib.import_module("keyring")
    chosen: KeyringBackend = keyring.get_keyring()
    candidates: list[KeyringBackend] = list(getattr(chosen, "backends", None) or [chosen])
    for backend in candidates:
        if type(backend).__module__ in SAFE_BACKENDS:
            return backend
    unsafe = [type(b).__module__ for b in candidates if type(b).__module__ not in _ABSENT]
    if unsafe:
        raise KeyringProblem("keyring_unsafe", backend=unsafe[0])
    raise KeyringProblem("keyring_missing")


def _unlocked_since() -> bool:
    """Has the user unlocked the Secret Service by other means? Asks without a prompt; False where that cannot be known."""
    try:
        storage = importlib.import_module("secretstorage")
        connection = storage.dbus_init()
        try:
            return not storage.Collection(connection, "/org/freedesktop/secrets/aliases/default").is_locked()
        finally:
            connection.close()
    except Exception:
        # No such service, not Linux, or the bus is gone: the refusal stands.
        return False
