"""Addresses and message ids in the text of strangers."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"(?<![\w.+=/'-])[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[\w.-]{1,190}\w|\"[^\"\s@]{1,64}\"@[\w.-]{1,190}\w")
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,250}@?[^<>\s@]{0,250}>")


def clean_address(text: str) -> str:
    """``rfc822; <a@b.example>`` and the like as ``a@b.example``; empty when there is none."""
    value = text.rpartition(";")[2] if re.match(r"\s*[\w-]+\s*;", text) else text
    found = ADDRESS.search(value)
    if not found:
        return ""
    address = found[0].strip("'`").rstrip(".")
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}" if local else ""


def message_id(text: str) -> str:
    """The first message id of a header's value."""
    found = _MESSAGE_ID.search(text)
    return found[0] if found else ""
