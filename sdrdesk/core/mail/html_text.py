"""The text of an HTML mail, for reading it by machine. Nothing is loaded, nothing is drawn (rule R19).

Every pattern here is bounded, so that no page of half-open tags takes more than its length in time.
"""

from __future__ import annotations

import html
import re

MAX_HTML = 300_000
QUOTE_MARK = "-----Original Message-----"
"""Put where the HTML says that a quotation begins, so that it is found as in plain text."""

_UNSEEN = (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"), ("<head", "</head"), ("<title", "</title"))
_QUOTE_BEGINS = re.compile(r"<div\b[^<>]{0,200}?id=[\"']?(?:divRplyFwdMsg|appendonsend|isReplyContent)[^<>]{0,200}>", re.IGNORECASE)
_QUOTE_DIVS = re.compile(r"<div\b[^<>]{0,200}?class=[\"']?(?:gmail_quote|yahoo_quoted|protonmail_quote)[^<>]{0,200}>", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"<div\b[^<>]{0,200}?class=[\"']?(?:gmail_attr|moz-cite-prefix)[^<>]{0,200}>((?:[^<]|<(?!/div|div)){0,900})</div\s*>", re.IGNORECASE
)
_BLOCKQUOTE = re.compile(r"<(/?)blockquote\b[^<>]{0,2000}>", re.IGNORECASE)
_IN, _OUT = "\x01", "\x02"
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|hr|/table|p|div|li|tr)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,20000}>")
_SPACES = re.compile(r"[ \t\xa0\u200b\ufeff]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def html_to_text(source: str) -> str:
    """Readable text: no tags, no scripts; blocks become lines."""
    text = source[:MAX_HTML].replace(_IN, "").replace(_OUT, "")
    for begin, end in _UNSEEN:
        text = _without(text, begin, end)
    text = text.replace("\r", "").replace("\n", " ")
    text = _QUOTE_BEGINS.sub(f"\n{QUOTE_MARK}\n", text)
    if not _BLOCKQUOTE.search(text):
        text = _QUOTE_DIVS.sub(f"\n{QUOTE_MARK}\n", text)
    text = _INTRODUCES.sub(rf"\n{_IN}\1{_OUT}\n", text)
    text = _BLOCKQUOTE.sub(lambda tag: f"\n{_OUT if tag[1] else _IN}\n", text)
    text = _BREAK.sub("\n", text)
    text = html.unescape(_TAG.sub("", text))
    lines = _with_marks(_SPACES.sub(" ", text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _with_marks(lines: list[str]) -> list[str]:
    """Lines that are quoted begin with ``>``, as in plain text, so that an answer below them is found."""
    marked, depth = [], 0
    for line in lines:
        depth += line.count(_IN)
        text = line.replace(_IN, "").replace(_OUT, "").strip()
        marked.append(f"> {text}" if depth and text else text)
        depth = max(0, depth - line.count(_OUT))
    return marked


def _without(text: str, begin: str, end: str) -> str:
    """The text without what stands between two marks; what is never closed stays."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    kept, at = [], 0
    while (start := lower.find(begin, at)) >= 0 and (stop := lower.find(end, start)) >= 0:
        kept.append(text[at:start])
        close = lower.find(">", stop)
        at = close + 1 if close >= 0 else len(text)
    kept.append(text[at:])
    return " ".join(kept)
