"""The log file of a profile: ids and events, never names, addresses or texts (promise F5)."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler

from sdrdesk.core.errors import StoreReadOnly
from sdrdesk.core.paths import ProfilePaths

_ADDRESS = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{7,}\d")
MAX_BYTES = 1_000_000


class Redact(logging.Filter):
    """Blanks addresses and telephone numbers, whatever library put them into a message or a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            # A traceback's last line may quote foreign text; the place and the kind of the error are what is needed.
            formatter = logging.Formatter()
            lines = formatter.formatException(record.exc_info).splitlines()
            record.exc_text = redact("\n".join([*lines[:-1], record.exc_info[0].__name__]))
        return True


def redact(text: str) -> str:
    """The text without addresses and telephone numbers."""
    return _NUMBER.sub("<number>", _ADDRESS.sub("<address>", text))


def start_log(paths: ProfilePaths) -> None:
    """Write the log of this run into the profile's folder.

    Raises:
        StoreReadOnly: the folder cannot be written.
    """
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h, RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    try:
        paths.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(paths.log, maxBytes=MAX_BYTES, backupCount=3, encoding="utf-8")
    except OSError as error:
        raise StoreReadOnly("folder_not_made", path=str(paths.root), why=error.strerror or "") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(Redact())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
