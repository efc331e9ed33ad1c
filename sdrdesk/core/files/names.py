"""Names of files made from foreign text, and the one way to write a finished file (promise E6)."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import unicodedata
from pathlib import Path

from sdrdesk.core.errors import DiskFull, EnvironmentProblem, FileUnreadable, StoreReadOnly

LIMIT = 120
"""Characters in a name: leaves room for a deep folder below Windows' 260."""

BYTES = 240
"""Bytes of UTF-8 in a name: Linux and macOS stop at 255, and Chinese needs three for each character."""

UNNAMED = "unnamed"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){0,2}")
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"} | {f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"}
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SHUT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EXDEV, errno.EMLINK, errno.EINVAL})
_TRIES = 1000


def _visible(text: str) -> str:
    """NFC without separators, controls, invisible marks and directions of writing; blanks as single spaces."""
    kept = []
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if category in _DROPPED:
            kept.append(" " if char in "\t\n\r\v\f\x85\u2028\u2029" else "")
        else:
            kept.append(" " if category == "Zs" else char)
    return " ".join(unicodedata.normalize("NFC", _FORBIDDEN.sub("-", "".join(kept))).split())


def _cut(text: str, chars: int, size: int) -> str:
    """The longest beginning within so many characters and bytes."""
    return text[:chars].encode()[:size].decode(errors="ignore")


def _stem(text: str, ending: str, limit: int) -> str:
    cut = _cut(text.lstrip(" .-~"), limit - len(ending), BYTES - len(ending)).rstrip(" .")
    # A device name counts on Windows whatever follows its first dot, and with blanks before that dot.
    if cut.partition(".")[0].rstrip().upper() in _DEVICES:
        cut = "_" + _cut(cut, limit - len(ending) - 1, BYTES - len(ending) - 1).rstrip(" .")
    return cut


def safe_file_name(text: str, *, ending: str = "", limit: int = LIMIT) -> str:
    """A file name that Windows, macOS and Linux all take, made from anybody's text.

    Args:
        text: what the file should be called; any text at all.
        ending: one or two short ASCII endings with their dots, for example ``.pdf``; never cut off.
        limit: most characters of the whole name; at least 20.

    Returns:
        One component in NFC: no separators, controls, bidi marks, device names, leading dots, trailing dots or blanks; never empty.

    Raises:
        ValueError: for an ending or a limit that is no such thing (a mistake of the program).
    """
    if not _SUFFIX.fullmatch(ending) or limit < 20:
        raise ValueError("ending or limit")
    return (_stem(_visible(text), ending, limit) or UNNAMED) + ending


def _parts(name: str) -> tuple[str, str]:
    stem, ending = os.path.splitext(name)
    return (stem, ending) if ending and _SUFFIX.fullmatch(ending) else (name, "")


def _numbered(name: str, number: int) -> str:
    """``name``, or ``name (2)`` with the ending after it, within the same limits."""
    stem, ending = _parts(name)
    mark = "" if number == 1 else f" ({number})"
    room = _cut(_visible(stem), LIMIT - len(mark) - len(ending), BYTES - len(mark) - len(ending))
    return safe_file_name(room.rstrip(" .") + mark, ending=ending)


def _problem(error: OSError, path: Path) -> EnvironmentProblem:
    if error.errno in _FULL:
        return DiskFull("file_disk_full", path=str(path))
    if error.errno in _SHUT:
        return StoreReadOnly("folder_read_only", path=str(path.parent))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileUnreadable("folder_missing", path=str(path.parent))
    return FileUnreadable("file_not_written", path=str(path), reason=errno.errorcode.get(error.errno or 0, "EIO"))


def _write_temporary(path: Path, data: bytes) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows cannot open a folder and needs no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse it; the file's bytes are safe already
    finally:
        os.close(handle)


def _take(temporary: Path, target: Path) -> bool:
    """Give the finished file a name that is free; False when it is not.

    A hard link fails when the name exists, so two writers never get the same one and nobody sees a half file.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            return False
        os.replace(temporary, target)
    return True


def _place(temporary: Path, folder: Path, name: str, overwrite: bool) -> Path:
    if overwrite:
        target = folder / _numbered(name, 1)
        os.replace(temporary, target)
        return target
    for number in range(1, _TRIES + 1):
        target = folder / _numbered(name, number)
        if _take(temporary, target):
            return target
    raise FileUnreadable("file_no_free_name", path=str(folder / name))


def write_new(folder: Path, name: str, data: bytes, *, overwrite: bool = False) -> Path:
    """Write a whole file: after a crash there is the old one or the new one, never half of one.

    Args:
        folder: an existing folder; the file never leaves it.
        name: its wished name; made safe, and numbered ``name (2)`` when it is taken and ``overwrite`` is off.
        data: the bytes.
        overwrite: replace a file of that name.

    Returns:
        The path that was written.

    Raises:
        DiskFull: no space left (``file_disk_full``).
        StoreReadOnly: the folder cannot be written (``folder_read_only``).
        FileUnreadable: the folder is missing, or the system refused (``folder_missing``, ``file_not_written``, ``file_no_free_name``).
    """
    temporary = folder / f".sdrdesk-{secrets.token_hex(8)}.part"
    try:
        _write_temporary(temporary, data)
        target = _place(temporary, folder, name, overwrite)
        temporary.unlink(missing_ok=True)
        _sync_folder(folder)
    except OSError as error:
        raise _problem(error, folder / name) from error
    finally:
        _discard(temporary)
    return target


def _discard(temporary: Path) -> None:
    # The error that brought us here says more.
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)
