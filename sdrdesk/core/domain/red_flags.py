"""Red flags of the user's own, beside the four of the white paper (seed W15, rule R23): a flag is known by its name. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sdrdesk.core.domain.words import FLAGS
from sdrdesk.core.errors import ValidationError

NAME_MOST = 60
OWN_MOST = 12


def own_flags_from(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Read a body ``{"flags": [name, …]}``.

    Raises:
        ValidationError: ``red_flags_list`` when it is no list or too long; ``red_flag_name`` for a name that is empty, too long,
            there twice, or one of the four.
    """
    given = body.get("flags")
    if not isinstance(given, list) or len(given) > OWN_MOST:
        raise ValidationError("red_flags_list", field="flags", n=OWN_MOST)
    names: list[str] = []
    for name in given:
        said = name.strip() if isinstance(name, str) else ""
        if not said or len(said) > NAME_MOST or not said.isprintable() or said.casefold() in {n.casefold() for n in (*FLAGS, *names)}:
            raise ValidationError("red_flag_name", field="flags", value=str(name), n=NAME_MOST)
        names.append(said)
    return tuple(names)
