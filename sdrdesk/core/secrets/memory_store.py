"""Passwords in memory only: for tests, and for a run that must leave nothing behind."""

from __future__ import annotations

import threading


class MemorySecrets:
    """Implements ``ports.SecretStore``; forgets all when the process ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: dict[int, str] = {}

    def get(self, account_id: int) -> str | None:
        """The password, or None."""
        with self._lock:
            return self._secrets.get(account_id)

    def set(self, account_id: int, secret: str) -> None:
        """Keep it until the process ends."""
        with self._lock:
            self._secrets[account_id] = secret

    def delete(self, account_id: int) -> None:
        """Forget it."""
        with self._lock:
            self._secrets.pop(account_id, None)

    def ask_again(self) -> None:
        """Nothing is ever refused here."""
