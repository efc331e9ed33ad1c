"""One received message, from bytes of any kind to headers, parts and text. Nothing here raises, and what is read is bounded.

The standard library's parser is not used: it nests one generator in another for each level of a hostile message, gives up the headers
at the first line that is none, and keeps attachments of any size. Here a message is cut at ``MAX_READ`` and never descended into
beyond what a reader of mail needs. A message inside the message stays closed: what it says is not what the sender says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path

from sdrdesk.core.mail.charsets import from_transfer, header_words, to_text
from sdrdesk.core.mail.html_text import html_to_text

MAX_READ = 2 * 1024 * 1024
"""What matters stands before the attachments; reports and replies are a few kilobytes."""
MAX_HEADER = 256 * 1024
MAX_FIELDS = 400
MAX_FIELD = 16 * 1024
MAX_PARTS = 60
MAX_DEPTH = 8
MAX_TEXT = 200_000
MAX_PART_BYTES = 400_000

_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:(.*)", re.DOTALL)
_PARAMETER = re.compile(r';\s*([\w-]{1,40})(?:\*\d*\*?)?\s*=\s*(?:"((?:[^"\\]|\\.){0,2000})"|([^\s;]{1,500}))')
_FIRST_BOUNDARY = re.compile(rb"^--([^\s-][^\n]{5,100}?)[ \t]*\n(?=content-)", re.MULTILINE | re.IGNORECASE)


class Headers:
    """Header fields by name, whatever their case; values are decoded when they are asked for."""

    def __init__(self, fields: Iterable[tuple[str, bytes]] = ()) -> None:
        self._fields: dict[str, list[bytes]] = {}
        for name, value in fields:
            self._fields.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def __len__(self) -> int:
        return len(self._fields)

    def get(self, name: str) -> str:
        """The first field of that name (lower case), decoded, on one line; empty when there is none."""
        found = self._fields.get(name)
        return " ".join(header_words(found[0]).split()) if found else ""

    def all(self, name: str) -> list[str]:
        """Every field of that name."""
        return [" ".join(header_words(v).split()) for v in self._fields.get(name, ())]

    def names(self) -> list[str]:
        """The names that there are."""
        return list(self._fields)


@dataclass(frozen=True)
class Part:
    """A leaf of the message; ``kind`` is like ``text/plain``."""

    kind: str
    headers: Headers
    raw: bytes
    params: dict[str, str] = field(default_factory=dict)

    @cached_property
    def data(self) -> bytes:
        """The content without its transfer encoding."""
        return from_transfer(self.raw[:MAX_PART_BYTES], self.headers.get("content-transfer-encoding"))

    @cached_property
    def text(self) -> str:
        """The content as text."""
        return to_text(self.data, self.params.get("charset", ""))[:MAX_TEXT]

    @property
    def attached(self) -> bool:
        """Is this a file beside the message rather than what it says?"""
        return self.headers.get("content-disposition").lower().startswith("attachment") or "name" in self.params


@dataclass(frozen=True)
class Message:
    """What was received."""

    headers: Headers
    kind: str
    params: dict[str, str]
    parts: tuple[Part, ...]

    @cached_property
    def subject(self) -> str:
        """The subject on one line."""
        return self.headers.get("subject")

    @cached_property
    def date(self) -> dt.datetime | None:
        """When it was written, by its own words; None when it does not say."""
        for name in ("date", "delivery-date"):
            try:
                return parsedate_to_datetime(self.headers.get(name))
            except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
                continue
        return None

    @cached_property
    def body(self) -> str:
        """What a person reads: the plain text parts, or the HTML ones where there are none."""
        texts = [p.text for p in self.parts if p.kind == "text/plain" and not p.attached]
        if not any(t.strip() for t in texts):
            texts = [html_to_text(p.text) for p in self.parts if p.kind == "text/html" and not p.attached]
        if not any(t.strip() for t in texts):
            texts = [p.text for p in self.parts if p.kind == "text/plain"][:1]
        return "\n\n".join(t.strip("\n") for t in texts)[:MAX_TEXT]

    def first(self, *kinds: str) -> Part | None:
        """The first part of one of these kinds."""
        return next((p for p in self.parts if p.kind in kinds), None)


def read_file(path: Path) -> Message:
    """Read a message from a file; of a big one only the beginning."""
    with path.open("rb") as stream:
        return read_message(stream.read(MAX_READ))


def read_message(raw: bytes) -> Message:
    """Take a message apart."""
    data = raw[:MAX_READ]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n \t")
    headers, body = split_headers(data)
    kind, params = _content_type(headers, "text/plain")
    parts: list[Part] = []
    _collect(kind, params, headers, body, 0, parts)
    return Message(headers, kind, params, tuple(parts))


def split_headers(data: bytes) -> tuple[Headers, bytes]:
    """The header fields before the first empty line, and what follows. Lines that are no field are passed over."""
    end = data.find(b"\n\n", 0, MAX_HEADER) if not data.startswith(b"\n") else 0
    if end < 0:
        # No empty line: all of it is headers when it begins like one (a report cut short), else all of it is text.
        head, body = (data[:MAX_HEADER], b"") if _FIELD.match(data[:200]) else (b"", data)
    else:
        head, body = data[:end], data[end:].removeprefix(b"\n").removeprefix(b"\n")
    fields: list[tuple[str, bytes]] = []
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            if fields and len(fields[-1][1]) < MAX_FIELD:
                fields[-1] = (fields[-1][0], fields[-1][1] + b" " + line.strip())
        elif len(fields) < MAX_FIELDS and (match := _FIELD.match(line)):
            fields.append((match[1].decode("ascii").lower(), match[2].strip()[:MAX_FIELD]))
    return Headers(fields), body


def _content_type(headers: Headers, default: str) -> tuple[str, dict[str, str]]:
    value = headers.get("content-type")
    kind = value.partition(";")[0].strip().lower()
    params = {m[1].lower(): (m[2] if m[2] is not None else m[3]) for m in _PARAMETER.finditer(value)}
    return (kind if "/" in kind else default), params


def _collect(kind: str, params: dict[str, str], headers: Headers, body: bytes, depth: int, parts: list[Part]) -> None:
    if len(parts) >= MAX_PARTS:
        return
    if not kind.startswith("multipart/") or depth >= MAX_DEPTH:
        parts.append(Part("text/plain" if kind == "text/plain" or kind.startswith("multipart/") else kind, headers, body, params))
        return
    pieces = _pieces(body, params.get("boundary", ""))
    if not pieces:
        parts.append(Part("text/plain", Headers(), body))
    default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    for piece in pieces:
        inner, content = split_headers(piece)
        inner_kind, inner_params = _content_type(inner, default)
        _collect(inner_kind, inner_params, inner, content, depth + 1, parts)


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """The parts between boundary lines; a boundary that was lost or misspelt is looked for."""
    marker = b"--" + boundary.strip().encode("utf-8", "replace")
    if not boundary or (not body.startswith(marker) and b"\n" + marker not in body):
        found = _FIRST_BOUNDARY.search(body[:20_000])
        if not found:
            return []
        marker = b"--" + found[1]
    out = (b"\n" + body).split(b"\n" + marker)[1 : MAX_PARTS + 1]
    pieces = []
    for piece in out:
        if piece.startswith(b"--"):
            break
        rest, _, content = piece.partition(b"\n")
        if rest.strip():
            continue  # a longer boundary that begins like this one
        pieces.append(content)
    return pieces
