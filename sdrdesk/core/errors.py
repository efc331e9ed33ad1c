"""Errors, typed by who can mend them.

    SdrDeskError(code, **params)
    ├─ UserError               the person can mend it: ValidationError, NotFound, Duplicate, RuleRefusal, UndoConflict, Cancelled
    ├─ EnvironmentProblem      the machine or a server: NetworkDown, ServerRefused, AuthRefused, KeyringProblem,
    │                          DiskFull, StoreBusy, StoreReadOnly, StoreCorrupt, StoreTooNew, FileUnreadable
    └─ (anything else)         a bug

The core holds no text for people: an error carries a code of the catalogue in core/texts and its parameters. Each class has
one surface in the window (ui/error_surfaces.py) and one exit status on the command line.
"""

from __future__ import annotations

from collections.abc import Mapping


class SdrDeskError(Exception):
    """Base of all expected failures.

    Attributes:
        code: key under ``error.`` in the text catalogue.
        params: values for the sentence's placeholders; never a secret.
    """

    exit_status = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        return f"{self.code} {dict(self.params)}" if self.params else self.code


class UserError(SdrDeskError):
    """The person can mend it."""

    exit_status = 2


class ValidationError(UserError):
    """A value that cannot be taken; ``params['field']`` names the field."""


class NotFound(UserError):
    """What was named does not exist, or the name fits several."""


class Duplicate(UserError):
    """It exists already; ``params['existing_id']`` is its id."""


class RuleRefusal(UserError):
    """A rule of the day says no; ``params['rule']`` names it."""

    exit_status = 3


class UndoConflict(UserError):
    """Something later stands on the step that should be undone, or it left the machine."""

    exit_status = 3


class Cancelled(UserError):
    """The user gave it up; nothing is kept."""


class EnvironmentProblem(SdrDeskError):
    """The machine, the network or a server."""

    exit_status = 4


class NetworkDown(EnvironmentProblem):
    """No connection to the server."""


class ServerRefused(EnvironmentProblem):
    """The server answered no, or the connection is not safe."""


class AuthRefused(EnvironmentProblem):
    """The server refused the password."""


class KeyringProblem(EnvironmentProblem):
    """The keyring is missing, locked or silent."""


class DiskFull(EnvironmentProblem):
    """No space left; nothing of the failed step is stored."""


class StoreBusy(EnvironmentProblem):
    """Another process holds the file."""


class StoreReadOnly(EnvironmentProblem):
    """The file or its folder cannot be written."""


class StoreCorrupt(EnvironmentProblem):
    """The file is not a sound database of ours."""


class StoreTooNew(EnvironmentProblem):
    """The file was written by a newer version."""


class FileUnreadable(EnvironmentProblem):
    """A stranger's file that cannot be read or written."""


class NoDisplay(EnvironmentProblem):
    """There is no screen to open a window on."""
