"""Files that go with an email: looked at when they are chosen, read when the email is queued."""

from __future__ import annotations

import errno
import hashlib
import mimetypes
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sdrdesk.core.errors import FileUnreadable, ValidationError
from sdrdesk.core.ports import Attachment

MOST_BYTES = 10 * 1024 * 1024
"""All files of an email together; base64 makes a third more of it, and many servers stop at 20 MB."""

MOST_FILES = 20

_PROGRAMS = """
ade adp apk app appimage appx bat bin cab chm cmd com cpl deb dll dmg exe hta inf ins iso jar js jse lib lnk mde mht msc msi msix msp mst nsh
pif pkg ps1 psm1 py reg rpm scr sct sh sys url vb vbe vbs vhd vxd wsc wsf wsh xll
"""
REFUSED = frozenset(_PROGRAMS.split())
"""Endings of programs: mail servers turn the whole email away for one, and no honest salesperson sends any."""

_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file as the list shows it; ``problem`` is why it cannot go, empty when it can."""

    path: str
    name: str
    size: int
    problem: ValidationError | FileUnreadable | None = None


def look_at(path: str) -> ChosenFile:
    """Name and size of a file, and what is wrong with it; never raises."""
    name = Path(path).name
    try:
        return ChosenFile(path, name, _size(path))
    except (ValidationError, FileUnreadable) as problem:
        return ChosenFile(path, name, 0, problem)


def too_much(sizes: Sequence[int]) -> ValidationError | None:
    """Why these files cannot go together."""
    if len(sizes) > MOST_FILES:
        return ValidationError("attachments_too_many", field="attachments", limit=MOST_FILES)
    if sum(sizes) > MOST_BYTES:
        return ValidationError("attachments_too_large", field="attachments", size=megabytes(sum(sizes)), limit=MOST_BYTES // 1024 // 1024)
    return None


def megabytes(size: int) -> str:
    """``12.3``: never less than what it is compared with."""
    return f"{-(-size * 10 // (1024 * 1024)) / 10:.1f}"


def read_attachments(paths: Sequence[str]) -> list[Attachment]:
    """Read the files.

    Raises:
        FileUnreadable: ``attachment_gone``, ``attachment_unreadable``; ``name`` says which.
        ValidationError: ``attachment_program``, ``attachment_no_file``, ``attachments_too_large``, ``attachments_too_many``.
    """
    problem = too_much([_size(path) for path in paths])
    if problem is not None:
        raise problem
    found: list[Attachment] = []
    for path in paths:
        content = _read(path)
        if content.startswith(_PROGRAM_STARTS):
            raise ValidationError("attachment_program", field="attachments", name=Path(path).name)
        found.append(Attachment(Path(path).name, kind_of(path), content))
    problem = too_much([len(one.content) for one in found])
    if problem is not None:  # it has grown between the look and the reading
        raise problem
    return found


def kind_of(path: str) -> str:
    """The type by the ending; what is packed, or not known, is only bytes."""
    kind, packed = mimetypes.guess_type(Path(path).name, strict=True)
    return kind if kind and not packed else "application/octet-stream"


def described(one: Attachment) -> dict[str, object]:
    """What the outbox remembers of a file; its bytes are in the message."""
    return {"name": one.name, "size": len(one.content), "sha256": hashlib.sha256(one.content).hexdigest()}


def _size(path: str) -> int:
    name = Path(path).name
    try:
        found = os.stat(path)
    except OSError as error:
        raise _unreadable(name, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise ValidationError("attachment_no_file", field="attachments", name=name)
    if Path(path).suffix[1:].casefold() in REFUSED:
        raise ValidationError("attachment_program", field="attachments", name=name)
    return found.st_size


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(Path(path).name, error) from error


def _unreadable(name: str, error: OSError) -> FileUnreadable:
    gone = error.errno in (errno.ENOENT, errno.ENOTDIR)
    return FileUnreadable("attachment_gone" if gone else "attachment_unreadable", name=name, field="attachments")
