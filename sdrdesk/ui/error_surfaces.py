"""Where each class of error is shown, and in what words (architecture: errors)."""

from __future__ import annotations

from sdrdesk.core.errors import (
    AuthRefused,
    DiskFull,
    EnvironmentProblem,
    KeyringProblem,
    RuleRefusal,
    SdrDeskError,
    StoreReadOnly,
    UserError,
)
from sdrdesk.core.texts import Texts

STICKY = (AuthRefused, KeyringProblem, DiskFull, StoreReadOnly)
"""These stay on the screen until the one thing that mends them is done."""


def sentence(error: Exception, texts: Texts) -> str:
    """What to say of an error, in the user's language."""
    if not isinstance(error, SdrDeskError):
        return texts("error.bug", kind=type(error).__name__)
    params = dict(error.params)
    missing = params.get("missing")
    if isinstance(missing, list | tuple):
        params["missing"] = ", ".join(missing_item(m, texts) if isinstance(m, tuple | list) else str(m) for m in missing)
    if error.code == "undo_conflict":
        params["op"] = op_words(str(params.get("op", "")), {}, texts)
    return texts(f"error.{error.code}", **params)


def missing_item(item: tuple[str, str] | list[str], texts: Texts) -> str:
    """One thing that a verdict or a handoff lacks."""
    code, detail = item[0], item[1]
    return texts(f"missing.{code}", letter=detail, n=detail, flag=detail, own=detail)


def op_words(op: str, args: dict[str, object], texts: Texts) -> str:
    """A step of the history in words."""
    blank = dict.fromkeys(("n", "name", "file", "outcome", "letter", "signal", "ae", "handoff_state", "reminder_step"), "")
    return texts(f"op.{op}", **{**blank, **args}).strip(" :：")


def surface(error: Exception) -> str:
    """toast, banner or crash."""
    if isinstance(error, STICKY):
        return "banner"
    if isinstance(error, UserError | RuleRefusal | EnvironmentProblem | SdrDeskError):
        return "toast"
    return "crash"
