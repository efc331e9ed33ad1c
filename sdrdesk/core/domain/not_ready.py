"""Why somebody is not ready, and what follows (seed W17, rule R25): the reasons are data. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sdrdesk.core.domain.words import LANGUAGES
from sdrdesk.core.errors import ValidationError

DAYS_MOST = 1000
NAME_MOST, MOVE_MOST, SAID_MOST = 60, 400, 2000
REASONS_MOST = 20


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its counter-move, the days until they come back, the programme until then, and the email that goes with it, if any."""

    key: str
    names: dict[str, str]
    moves: dict[str, str]
    days: int
    cadence: str = ""
    template: str = ""

    def name(self, language: str) -> str:
        """The name in a language, else in English, else the key."""
        return self.names.get(language) or self.names.get("en") or self.key

    def counter_move(self, language: str) -> str:
        """What to do about it."""
        return self.moves.get(language) or self.moves.get("en") or ""


def reasons_from(body: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Read the reasons of a body ``{"reasons": [{key, name, counter_move, days, cadence, template}]}``.

    Raises:
        ValidationError: ``not_ready_reasons`` with the field that cannot be.
    """
    entries = body.get("reasons")
    if not isinstance(entries, list) or not 1 <= len(entries) <= REASONS_MOST:
        raise ValidationError("not_ready_reasons", field="reasons")
    found = tuple(_reason(entry) for entry in entries)
    if len({r.key for r in found}) != len(found):
        raise ValidationError("not_ready_reasons", field="key")
    return found


def _reason(entry: Any) -> Reason:
    if not isinstance(entry, Mapping):
        raise ValidationError("not_ready_reasons", field="reasons")
    key, days = entry.get("key"), entry.get("days")
    if not isinstance(key, str) or not key.strip() or len(key) > NAME_MOST:
        raise ValidationError("not_ready_reasons", field="key")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= DAYS_MOST:
        raise ValidationError("not_ready_reasons", field="days")
    cadence, template = entry.get("cadence", ""), entry.get("template", "")
    if not isinstance(cadence, str) or not isinstance(template, str):
        raise ValidationError("not_ready_reasons", field="cadence")
    return Reason(
        key.strip(), _texts(entry, "name", NAME_MOST, True), _texts(entry, "counter_move", MOVE_MOST, False), days, cadence, template
    )


def _texts(entry: Mapping[str, Any], field: str, most: int, required: bool) -> dict[str, str]:
    value = entry.get(field, {})
    if not isinstance(value, Mapping) or any(k not in LANGUAGES or not isinstance(v, str) or len(v) > most for k, v in value.items()):
        raise ValidationError("not_ready_reasons", field=field)
    kept = {k: v.strip() for k, v in value.items() if v.strip()}
    if required and not kept:
        raise ValidationError("not_ready_reasons", field=field)
    return kept


def body_of(reasons: Iterable[Reason]) -> dict[str, Any]:
    """The body that ``reasons_from`` reads back."""
    return {
        "reasons": [
            {"key": r.key, "name": r.names, "counter_move": r.moves, "days": r.days, "cadence": r.cadence, "template": r.template}
            for r in reasons
        ]
    }


def reason_of(reasons: tuple[Reason, ...], typed: str) -> Reason:
    """A reason by its key, or by its name in either language.

    Raises:
        ValidationError: ``not_ready_unknown`` with those that there are.
    """
    wanted = typed.strip().casefold()
    for reason in reasons:
        if wanted in {reason.key.casefold(), *(n.casefold() for n in reason.names.values())}:
            return reason
    raise ValidationError("not_ready_unknown", field="reason", value=typed, known=", ".join(r.key for r in reasons))
