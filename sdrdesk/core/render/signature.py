"""The account's signature under an email: once, and never beside the template's own sign-off."""

from __future__ import annotations

from collections.abc import Mapping


def signed(body: str, signature: str, values: Mapping[str, str]) -> str:
    """The body with the signature: in the place of the lines that say who writes, above the opt-out line; without such lines at the end.

    Args:
        body: the rendered text.
        signature: plain text; empty for none.
        values: the values of the template, for the sign-off lines: the name, and the company with or without a number.
    """
    own = "\n".join(line.rstrip() for line in signature.strip().splitlines())
    if not own or own in body:
        return body
    lines = body.rstrip("\n").split("\n")
    at = _sign_off(lines, values.get("sender_name", ""))
    if at is None:
        return f"{body.rstrip()}\n\n{own}\n"
    end = at + 1
    company = values.get("sender_company", "")
    if company and end < len(lines) and lines[end].startswith(company):
        end += 1
    return "\n".join((*lines[:at], *own.split("\n"), *lines[end:])) + "\n"


def _sign_off(lines: list[str], name: str) -> int | None:
    """The last line that holds the name alone."""
    return next((i for i in range(len(lines) - 1, -1, -1) if name and lines[i].strip() == name), None)
