"""An HTML mail made harmless for reading: words, lists, tables and links whose address can be seen (rule R19).

Nothing that is left can load or open anything: no pictures, no styles, no frames, no forms. A link becomes its words with the address behind
them, to be read before it is copied; words that name one address and lead to another deceive nobody then.
"""

from __future__ import annotations

import re

import nh3

from sdrdesk.core.mail.html_text import MAX_HTML

TAGS = frozenset(
    {
        "a", "abbr", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li",
        "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
    }
)  # fmt: skip
GONE_WITH_CONTENT = frozenset(
    {
        "applet", "audio", "canvas", "embed", "form", "frame", "frameset", "head", "iframe", "math", "noembed", "noframes", "noscript",
        "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    }
)  # fmt: skip
"""What stands inside these is nothing to read."""
SCHEMES = frozenset({"http", "https", "mailto"})
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_MOST_SPAN = 20
_LINK = re.compile(r'<a(?: href="([^"]*)")?>(.*?)</a>', re.DOTALL)
"""As nh3 writes a link."""


def clean_html(source: str) -> str:
    """The same text without anything that could act, load or hide."""
    cleaned = nh3.clean(
        source[:MAX_HTML],
        tags=set(TAGS),
        clean_content_tags=set(GONE_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_harmless,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel=None,
    )
    return _LINK.sub(_seen, cleaned)


def _seen(link: re.Match[str]) -> str:
    """The words of a link, and where it leads unless the words say just that."""
    address, words = link[1] or "", link[2]
    if not address or words.strip().rstrip("/") in (address.rstrip("/"), address.removeprefix("mailto:")):
        return words
    return f"{words} [{address}]"


def _harmless(tag: str, name: str, value: str) -> str | None:
    """A cell over a million columns would take the viewer's memory."""
    if name in ("colspan", "rowspan"):
        return value if value.isdigit() and int(value[:4]) <= _MOST_SPAN else None
    return value
