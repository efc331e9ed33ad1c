"""The packet's paper as Markdown; foreign text cannot become markup."""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdrdesk.core import paths
from sdrdesk.core.domain.packet import PacketContent
from sdrdesk.core.files.packet_view import Labels, one_line, view

# "$" because several readers take $…$ as a formula, and sums of money come in pairs.
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#$^])")
_STARTS = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")


def escape_markdown(value: object) -> str:
    """One line of foreign text in which a Markdown reader finds no markup."""
    text = _MARKS.sub(r"\\\1", one_line(str(value)))
    return _STARTS.sub(lambda m: f"{m[1]}\\" if m[1].isdigit() and text[m.end() : m.end() + 1] in ".)" else f"\\{m[1]}", text)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # finalize escapes each value that a template prints, so none can be forgotten.
    return Environment(
        loader=FileSystemLoader(paths.shipped("handoff")),
        finalize=escape_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def packet_markdown(content: PacketContent, labels: Labels) -> bytes:
    """The paper as CommonMark with one table, UTF-8.

    Args:
        content: the packet.
        labels: words of the packet's language by code.
    """
    text = _environment().get_template("packet.md.j2").render(v=view(content, labels), label=labels)
    return text.encode("utf-8")
