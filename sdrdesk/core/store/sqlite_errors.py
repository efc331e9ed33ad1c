"""SQLite's failures as ours: the one place that reads them."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from sdrdesk.core.errors import DiskFull, EnvironmentProblem, StoreBusy, StoreCorrupt, StoreReadOnly

_BY_NAME: dict[str, tuple[type[EnvironmentProblem], str]] = {
    "SQLITE_FULL": (DiskFull, "disk_full"),
    "SQLITE_IOERR": (DiskFull, "disk_io"),
    "SQLITE_BUSY": (StoreBusy, "store_busy"),
    "SQLITE_LOCKED": (StoreBusy, "store_busy"),
    "SQLITE_READONLY": (StoreReadOnly, "store_read_only"),
    "SQLITE_CANTOPEN": (StoreReadOnly, "store_read_only"),
    "SQLITE_PERM": (StoreReadOnly, "store_read_only"),
    "SQLITE_CORRUPT": (StoreCorrupt, "store_corrupt"),
    "SQLITE_NOTADB": (StoreCorrupt, "store_corrupt"),
}
_BY_TEXT = {
    "database or disk is full": "SQLITE_FULL",
    "disk i/o error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "readonly database": "SQLITE_READONLY",
    "unable to open": "SQLITE_CANTOPEN",
    "malformed": "SQLITE_CORRUPT",
    "not a database": "SQLITE_NOTADB",
}


def environment_problem(error: BaseException) -> EnvironmentProblem | None:
    """The problem a database error stands for, or None when it is a mistake of the program.

    sqlcipher3 for Python gives no ``sqlite_errorname`` on every platform, so the fixed English texts of SQLite are the fallback.
    """
    original = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(original, "sqlite_errorname", None)
    if name is None:
        lowered = str(original).lower()
        name = next((n for t, n in _BY_TEXT.items() if t in lowered), "")
    for prefix, (kind, code) in _BY_NAME.items():
        if name.startswith(prefix):
            return kind(code)
    return None
