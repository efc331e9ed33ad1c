"""The one-page paper as HTML, from which the PDF is made (ui/pdf.py)."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdrdesk.core import paths
from sdrdesk.core.domain.packet import PacketContent
from sdrdesk.core.files.packet_view import Labels, view


def brief(text: str, limit: int = 220) -> str:
    """Cut for the paper; the Markdown and the JSON hold the whole text."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def together(text: str) -> str:
    """A name and a date that should not be torn apart at the end of a line."""
    return brief(text, 60).replace(" ", "\u00a0")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(paths.shipped("handoff")), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"brief": brief, "together": together}
    return environment


def packet_html(content: PacketContent, labels: Labels) -> str:
    """The paper as one HTML document without any external resource, in the subset that Qt's rich text knows.

    Args:
        content: the packet.
        labels: words of the packet's language by code.
    """
    template = _environment().get_template("packet.html.j2")
    lang = content.language.replace("_", "-")
    return template.render(v=view(content, labels), label=labels, lang=lang, chinese=lang.startswith("zh"))
