"""Lists that are typed into one line."""

from __future__ import annotations

_SIGNS = (";", "；", "，", "、")


def split_list(typed: str) -> list[str]:
    """Values that are typed with commas or semicolons between them, Chinese ones too; each once."""
    for sign in _SIGNS:
        typed = typed.replace(sign, ",")
    return list(dict.fromkeys(part.strip() for part in typed.split(",") if part.strip()))
