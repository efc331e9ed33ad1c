"""The account executive's answer as a file: answer.json by itself, in the packet's folder, or in the zip dropped back; edited by any hand (R24)."""

from __future__ import annotations

import datetime as dt
import errno
import json
import re
import stat
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdrdesk.core.errors import FileUnreadable, ValidationError
from sdrdesk.core.files.encoding import decode

NAME = "answer.json"
MOST_BYTES = 256 * 1024
MOST_ZIP = 512 * 1024 * 1024
MOST_ENTRIES = 5000

_TEXTS = {"uid": 200, "answer": 60, "reason": 4000, "amount": 60, "answered_by": 120, "prospect": 300, "company": 300}
"""Keys that are read, with the most characters that mean anything."""

_OPENING = re.compile(r"(?P<before>[{\[,:，：]\s*)[“”„‟＂‘’]")
_CLOSING = re.compile(r"[“”‟＂‘’](?P<after>\s*[:,：，}\]])")
_BETWEEN = re.compile(r'"(?P<before>\s*)[：](?P<after>\s*)(?=["\d{\[tfn])')
_LIST = re.compile(r'(?P<before>["\d}\]el]\s*)，(?P<after>\s*["}])')
_TRAILING = re.compile(r",(?P<after>\s*[}\]])")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file says; nothing of it is checked against a handoff yet.

    Attributes:
        name: of the file, for sentences.
        uid, handoff_id: which handoff; either may be missing.
        answered_at: None when it says none, or (``time_unread``) nothing that is a time.
        until: the day on which the person should be asked again.
    """

    name: str
    uid: str
    handoff_id: int | None
    answer: str
    reason: str
    amount: str
    answered_by: str
    answered_at: dt.datetime | None
    time_unread: str
    until: dt.date | None
    prospect: str
    company: str


def read_answer(path: Path, zone: dt.tzinfo) -> AnswerFile:
    """Read the answer at a path: a file, the packet's folder or its zip. Times without an offset are of ``zone``.

    Raises:
        FileUnreadable: ``answer_file_gone``, ``answer_file_unreadable``, ``answer_file_special``, ``answer_folder_without``, ``answer_zip_broken``,
            ``answer_zip_without``, ``answer_file_large``, ``file_undecodable``.
        ValidationError: ``answer_not_json``, ``answer_not_object``, ``answer_is_packet``, ``answer_field``.
    """
    name = path.name or str(path)
    mode = _mode(path, name)
    if stat.S_ISDIR(mode):
        inside = next((one for one in _entries(path, name) if one.name.casefold() == NAME), None)
        if inside is None:
            raise FileUnreadable("answer_folder_without", file=name)
        return read_answer_bytes(_read(inside, name), f"{name}/{inside.name}", zone) if _is_file(inside, name) else _special(name)
    if not stat.S_ISREG(mode):
        return _special(name)
    if zipfile.is_zipfile(path):
        return read_answer_bytes(_unpacked(path, name), f"{name}/{NAME}", zone)
    return read_answer_bytes(_read(path, name), name, zone)


def _special(name: str) -> AnswerFile:
    raise FileUnreadable("answer_file_special", file=name)


def _mode(path: Path, name: str) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError) as error:
        raise _unreadable(error, name) from error


def _is_file(path: Path, name: str) -> bool:
    return stat.S_ISREG(_mode(path, name))


def _entries(folder: Path, name: str) -> list[Path]:
    try:
        return sorted(folder.iterdir())[:MOST_ENTRIES]
    except OSError as error:
        raise _unreadable(error, name) from error


def _unreadable(error: Exception, name: str) -> FileUnreadable:
    number = getattr(error, "errno", None)
    if number == errno.ELOOP:
        return FileUnreadable("answer_file_loop", file=name)
    return FileUnreadable("answer_file_gone" if number in (errno.ENOENT, errno.ENOTDIR) else "answer_file_unreadable", file=name)


def _read(path: Path, name: str) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(error, name) from error
    if len(data) > MOST_BYTES:
        raise FileUnreadable("answer_file_large", file=name, limit=MOST_BYTES // 1024)
    return data


def _unpacked(path: Path, name: str) -> bytes:
    """The one answer.json of a zip; nothing is written anywhere, and no more is unpacked than an answer can be long."""
    try:
        if path.stat().st_size > MOST_ZIP:
            raise FileUnreadable("answer_file_large", file=name, limit=MOST_ZIP // 1024)
        with zipfile.ZipFile(path) as packet:
            found = [i for i in packet.infolist()[:MOST_ENTRIES] if re.split(r"[/\\]", i.filename)[-1].casefold() == NAME]
            if len(found) != 1:
                raise FileUnreadable("answer_zip_several" if found else "answer_zip_without", file=name, n=len(found))
            with packet.open(found[0]) as file:
                data = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise FileUnreadable("answer_zip_broken", file=name) from error
    if len(data) > MOST_BYTES:
        raise FileUnreadable("answer_file_large", file=name, limit=MOST_BYTES // 1024)
    return data


def read_answer_bytes(data: bytes, name: str, zone: dt.tzinfo) -> AnswerFile:
    """The same from the bytes of an answer.json; ``name`` is for the sentences.

    Raises:
        FileUnreadable, ValidationError: see ``read_answer``.
    """
    values = _values(_json(_decoded(data, name), name), name)
    schema = _text(values.get("schema", ""), "schema", name, 60)
    if schema and not schema.casefold().startswith("sdrdesk.answer/"):
        raise ValidationError("answer_is_packet", field="schema", file=name, value=schema)
    texts = {key: _text(values.get(key, ""), key, name, most) for key, most in _TEXTS.items()}
    said = _text(values.get("answered_at", ""), "answered_at", name, 60)
    at = _moment(said, zone)
    until = _text(values.get("until", ""), "until", name, 60)
    day = _moment(until, zone)
    if until and day is None:
        raise ValidationError("answer_field", field="until", file=name, value=until)
    return AnswerFile(
        name=name,
        handoff_id=_whole(values.get("handoff_id"), name),
        answered_at=at,
        time_unread=said if said and at is None else "",
        until=day.date() if day else None,
        **texts,
    )


def _decoded(data: bytes, name: str) -> str:
    """A few Chinese characters are too little to tell an encoding by: what is no UTF-8 and reads as GBK is what a Chinese Notepad wrote."""
    if b"\0" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return decode(data, file=name).text


def _json(text: str, name: str) -> Any:
    """JSON as hands leave it: a comma too many, quotes and colons of a word processor or a Chinese keyboard."""
    first: json.JSONDecodeError | None = None
    for attempt in (text, _TRAILING.sub(r"\g<after>", text), _mended(text)):
        try:
            return json.loads(attempt, strict=False)
        except json.JSONDecodeError as error:
            first = first or error
        except (RecursionError, ValueError) as error:
            raise ValidationError("answer_not_json", field="file", file=name, line=1, column=1) from error
    line, column = (first.lineno, first.colno) if first else (1, 1)
    raise ValidationError("answer_not_json", field="file", file=name, line=line, column=column)


def _mended(text: str) -> str:
    text = _OPENING.sub(r'\g<before>"', text)
    text = _CLOSING.sub(r'"\g<after>', text)
    text = _BETWEEN.sub(r'"\g<before>:\g<after>', text)
    text = _LIST.sub(r"\g<before>,\g<after>", text)
    text = _OPENING.sub(r'\g<before>"', text)  # after a colon that only now is one
    return _TRAILING.sub(r"\g<after>", text)


def _values(document: Any, name: str) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise ValidationError("answer_not_object", field="file", file=name)
    return {re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", key).strip().casefold()): value for key, value in document.items()}


def _text(value: Any, key: str, name: str, most: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        raise ValidationError("answer_field", field=key, file=name, value=str(value)[:60])
    said = re.sub(r"[\ud800-\udfff\x00]", "", str(value)).strip()
    if len(said) > most:
        raise ValidationError("answer_field_long", field=key, file=name, n=most)
    return said


def _whole(value: Any, name: str) -> int | None:
    said = _text(value, "handoff_id", name, 40)
    if not said:
        return None
    try:
        found = int(float(said)) if "." in said else int(said)
    except (ValueError, OverflowError) as error:
        raise ValidationError("answer_field", field="handoff_id", file=name, value=said) from error
    if not 0 < found < 2**53:
        raise ValidationError("answer_field", field="handoff_id", file=name, value=said)
    return found


def _moment(said: str, zone: dt.tzinfo) -> dt.datetime | None:
    """A moment or a day as programs and people write them, year first; a day begins at its midnight."""
    plain = unicodedata.normalize("NFKC", said)
    at: dt.datetime | None
    try:
        at = dt.datetime.fromisoformat(plain)
    except ValueError:
        day = _DAY.match(plain)
        at = _midnight(*map(int, day.groups())) if day else None
    if at is None:
        return None
    try:
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(dt.UTC).astimezone(zone)
    except (OverflowError, ValueError):
        return None


def _midnight(year: int, month: int, day: int) -> dt.datetime | None:
    try:
        return dt.datetime(year, month, day)
    except ValueError:
        return None


def is_answer(path: Path) -> bool:
    """Could this be an answer, by its name alone? For what is dropped on the window."""
    return path.suffix.casefold() in (".json", ".zip") or path.is_dir()
