"""Files of templates, in and out: ours (a folder of ``KIND/LANGUAGE/KEY.j2``, or one JSON) and those of other tools (.txt, .md, .html, .json, .csv).

What we write reads back equal. A text file may hold several templates: each begins with a line ``# Name`` or ``---`` and may have a line
``Subject: …`` before its words. In a table or in JSON the name, the subject and the words are found by what their columns are called.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdrdesk.core.errors import FileUnreadable, ValidationError
from sdrdesk.core.files.encoding import decode
from sdrdesk.core.mail.html_text import html_to_text
from sdrdesk.core.render.book import KINDS, LANGUAGES, VOICEMAIL, Kind, TemplateText, make_key, tidied

MAX_BYTES = 4 * 1024 * 1024
MOST_TEMPLATES = 500
SUFFIXES = (".j2", ".txt", ".md", ".html", ".htm", ".json", ".csv")
FORMAT = "sdrdesk_templates"

_NAME_FIELDS = ("key", "name", "title", "templatename", "名称", "模板名称", "标题")
_SUBJECT_FIELDS = ("subject", "subjectline", "emailsubject", "主题", "邮件主题")
_BODY_FIELDS = ("body", "text", "template", "content", "message", "html", "bodyhtml", "emailbody", "copy", "正文", "内容", "模板")
_LANGUAGE_FIELDS = ("language", "lang", "locale", "语言")
_SUBJECT_LINE = re.compile(r"^(?:\*\*)?(?:subject(?: line)?|主题|标题)(?:\*\*)?[ \t]*[:：][ \t]*(?:\*\*)?[ \t]*(.*)$", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,3}[ \t]+(.+)$")
_RULE = re.compile(r"^(?:-{3,}|={3,}|\*{3,})[ \t]*$")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})</title", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LOOKS_HTML = re.compile(r"<(?:p|br|div|html|body|table|span|a)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A template in a file, as it stands there.

    Attributes:
        name: what the file calls it.
        ours: it is in our language already, and keeps its key.
        file: where it was found.
    """

    name: str
    text: TemplateText
    ours: bool
    file: str


def read_templates(path: Path, language: str) -> list[Found]:
    """The templates in a file, or in all files of a folder.

    Args:
        path: the file or the folder.
        language: of texts of which the file does not say it, unless they are plainly Chinese.

    Raises:
        ValidationError: ``template_file_unreadable``.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        return [found for p in files[:MOST_TEMPLATES] for found in read_templates(p, language)]
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise _unreadable(path, "kind")
    source = _text_of(path)
    if suffix == ".j2":
        found = [_ours(path, source, language)]
    elif suffix == ".json":
        found = list(_from_json(path, source, language))
    elif suffix == ".csv":
        found = list(_from_table(path, source, language))
    elif suffix in (".html", ".htm"):
        title = _TITLE.search(source)
        found = [_foreign(path, path.stem, title[1].strip() if title else "", source, language)]
    else:
        found = list(_from_text(path, source, language))
    if not found:
        raise _unreadable(path, "no_text")
    return found[:MOST_TEMPLATES]


def write_folder(texts: Iterable[TemplateText], folder: Path) -> list[Path]:
    """Write each text as ``KIND/LANGUAGE/KEY.j2``.

    Raises:
        FileUnreadable: ``file_write_failed``.
    """
    written = []
    for text in texts:
        path = folder / text.kind / text.language / f"{text.key}.j2"
        head = f"subject: {text.subject}\n\n" if _has_subject(text.kind, text.key) else ""
        written.append(_write(path, head + text.body))
    return written


def write_json(texts: Iterable[TemplateText], path: Path) -> Path:
    """Write all texts as one file.

    Raises:
        FileUnreadable: ``file_write_failed``.
    """
    rows = [{"kind": t.kind, "key": t.key, "language": t.language, "subject": t.subject, "body": t.body} for t in texts]
    return _write(path, json.dumps({FORMAT: 1, "templates": rows}, ensure_ascii=False, indent=2) + "\n")


def _write(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise FileUnreadable("file_write_failed", path=str(path), why=error.strerror or str(error)) from error
    return path


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, "disk") from error
    if len(raw) > MAX_BYTES:
        raise _unreadable(path, "too_long")
    return decode(raw, file=path.name).text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(path: Path, why: str) -> ValidationError:
    return ValidationError("template_file_unreadable", file=path.name, template_file_why=why)


def _has_subject(kind: str, key: str) -> bool:
    return kind == "email" or (kind == "talk" and key != VOICEMAIL)


def _ours(path: Path, source: str, language: str) -> Found:
    above = [p.name for p in path.parents][:2]
    language = above[0] if above and above[0] in LANGUAGES else language
    kind: Kind = next((k for k in KINDS if len(above) > 1 and above[1] == k), "email")
    head, _, rest = source.lstrip("\n").partition("\n")
    named = _SUBJECT_LINE.match(head) if _has_subject(kind, path.stem) else None
    subject, body = (named[1], rest) if named else ("", source)
    text = tidied(TemplateText(kind, make_key(path.stem) or "template", language, subject, body))
    return Found(path.stem, text, True, path.name)


def _foreign(path: Path, name: str, subject: str, body: str, language: str) -> Found:
    if _LOOKS_HTML.search(body):
        body = html_to_text(body)
    speaks = "zh_CN" if len(_HAN.findall(body)) * 4 > len(body.strip()) else language
    kind: Kind = "email" if subject.strip() else "message"
    return Found(name, tidied(TemplateText(kind, make_key(name), speaks, subject, body)), False, path.name)


def _from_text(path: Path, source: str, language: str) -> Iterator[Found]:
    """Blocks between rules and headings, each with its name, its subject and its words."""
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for line in source.split("\n"):
        heading = _HEADING.match(line)
        if heading or _RULE.match(line):
            blocks.append((heading[1].strip() if heading else "", []))
        else:
            blocks[-1][1].append(line)
    # A rule under a heading belongs to it.
    kept: list[tuple[str, list[str]]] = []
    for name, lines in blocks:
        if kept and kept[-1][0] and not "".join(kept[-1][1]).strip() and not name:
            kept[-1] = (kept[-1][0], lines)
        else:
            kept.append((name, lines))
    kept = [(name, lines) for name, lines in kept if "".join(lines).strip()]
    for number, (name, lines) in enumerate(kept, 1):
        while lines and not lines[0].strip():
            lines.pop(0)
        first = _SUBJECT_LINE.match(lines[0].strip())
        title = name or (path.stem if len(kept) == 1 else f"{path.stem} {number}")
        yield _foreign(path, title, first[1] if first else "", "\n".join(lines[1:] if first else lines), language)


def _from_table(path: Path, source: str, language: str) -> Iterator[Found]:
    try:
        rows = list(csv.DictReader(io.StringIO(source.removeprefix("\ufeff"))))
    except csv.Error as error:
        raise _unreadable(path, "no_columns") from error
    yield from _from_rows(path, rows, language)


def _from_json(path: Path, source: str, language: str) -> Iterator[Found]:
    try:
        data = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, "not_json") from error
    if isinstance(data, dict) and FORMAT in data and isinstance(data.get("templates"), list):
        for row in data["templates"]:
            if not isinstance(row, dict) or row.get("kind") not in KINDS or row.get("language") not in LANGUAGES:
                raise _unreadable(path, "not_json")
            key = make_key(str(row.get("key", ""))) or "template"
            text = TemplateText(row["kind"], key, row["language"], str(row.get("subject", "")), str(row.get("body", "")))
            yield Found(key, tidied(text), True, path.name)
        return
    if isinstance(data, dict) and all(isinstance(v, str) for v in data.values()) and not _field(data, _BODY_FIELDS):
        data = [{"name": name, "body": body} for name, body in data.items()]
    elif isinstance(data, dict):
        data = next((v for v in data.values() if isinstance(v, list)), [data])
    yield from _from_rows(path, [row for row in data if isinstance(row, dict)] if isinstance(data, list) else [], language)


def _from_rows(path: Path, rows: list[Any], language: str) -> Iterator[Found]:
    if rows and not any(_has(row, _BODY_FIELDS) for row in rows):
        raise _unreadable(path, "no_columns")
    for number, row in enumerate(rows, 1):
        body = _field(row, _BODY_FIELDS)
        if not body.strip():
            continue
        said = _field(row, _LANGUAGE_FIELDS)
        speaks = "zh_CN" if said.lower().startswith("zh") else "en" if said.lower().startswith("en") else language
        yield _foreign(path, _field(row, _NAME_FIELDS) or f"{path.stem} {number}", _field(row, _SUBJECT_FIELDS), body, speaks)


def _plain(name: object) -> str:
    return re.sub(r"[\W_]+", "", str(name)).casefold()


def _has(row: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    return any(_plain(k) in names for k in row)


def _field(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    by_name = {_plain(k): v for k, v in row.items() if k is not None}
    return next((str(by_name[n]) for n in names if by_name.get(n) is not None and str(by_name[n]).strip()), "")
