"""Rules in words: what each asks and gives, and why one cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.sla import WARN_SHARE
from sdrdesk.core.services.rules import RuleRow
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import DOT
from sdrdesk.ui.error_surfaces import sentence

VALUE_FAMILIES = {
    "lead_type": "lead_type",
    "lead_types": "lead_type",
    "role": "buyer_role",
    "outcome": "outcome",
    "language": "lang_name",
    "languages": "lang_name",
    "stages": "stage",
}
"""Facts whose values are words of the catalogue."""

_RULE_ERRORS = ("score_rule", "sla_rule", "trigger_rule")
_NOTHING = ("", "None", "[]", "{}", "0")


def value_word(name: str, value: object, texts: Texts) -> str:
    """A value of a fact as people read it."""
    code = f"{VALUE_FAMILIES.get(name, '')}.{value}"
    return texts(code) if texts.has(code) else str(value)


def values_words(name: str, values: Iterable[object], texts: Texts) -> str:
    """Several of them."""
    return ", ".join(value_word(name, value, texts) for value in values)


def score_words(row: RuleRow, texts: Texts) -> str:
    """When a line of the score gives its points."""
    body, fact = row.body, str(row.body.get("field", ""))
    if fact == "size":
        low, high = body.get("from"), body.get("to")
        code = "between" if low is not None and high is not None else "least" if high is None else "most"
        return texts(f"score_if.{code}", low=low, high=high)
    values = values_words(fact, body.get("values", []), texts)
    code = {"title": "contains", "value": "known", "outcome": "ever"}.get(fact, "one_of")
    return texts(f"score_if.{code}", what=texts(f"score_field.{fact}"), values=values)


def _pair(name: str, value: object, texts: Texts) -> str:
    return texts("score_if.one_of", what=texts(f"rule_field.{name}"), values=value)


def sla_words(row: RuleRow, texts: Texts) -> str:
    """Whom a service level takes, and how soon they are answered."""
    body = row.body
    parts = [
        _pair(name, values_words(name, body[name], texts), texts)
        for name in ("lead_types", "tiers", "sources", "countries")
        if body.get(name)
    ]
    if body.get("min_score"):
        parts.append(_pair("min_score", body["min_score"], texts))
    minutes = body.get("minutes", 0)
    promise = texts(
        "sla_then.working" if body.get("working_hours", True) else "sla_then.always",
        minutes=minutes,
        warn=f"{minutes * float(body.get('warn', WARN_SHARE)):g}",
        escalate=body.get("escalate_minutes", 60),
    )
    return "\n".join(p for p in (DOT.join(parts), promise) if p)


def trigger_words(row: RuleRow, texts: Texts, cadences: Mapping[str, Cadence]) -> str:
    """When a trigger goes off, for whom, and what it does."""
    event, segment, action = (row.body.get(part, {}) for part in ("event", "segment", "action"))
    blank = dict.fromkeys(("mark", "days", "tag", "on", "country"), "")
    parts = [texts(f"trigger_when.{event.get('kind', '')}", **{**blank, **event}).strip()]
    parts += [_pair(name, values_words(name, values, texts), texts) for name, values in segment.items() if isinstance(values, list)]
    if segment.get("min_score"):
        parts.append(_pair("min_score", segment["min_score"], texts))
    key = str(action.get("cadence", ""))
    if key:
        parts.append(texts("trigger_then.cadence", cadence=cadences[key].name(texts.language) if key in cadences else key))
    elif action.get("tag"):
        parts.append(texts("trigger_then.tag", tag=action["tag"]))
    else:
        parts.append(texts("trigger_then.task", channel=action.get("channel", "call")))
    return DOT.join(parts)


def rule_refusal(error: Exception, texts: Texts) -> str:
    """Why a rule cannot be kept or used, in the words of its form."""
    params: Mapping[str, Any] = getattr(error, "params", {})
    if getattr(error, "code", "") not in _RULE_ERRORS:
        return sentence(error, texts)
    field, value = str(params.get("field")), str(params.get("value"))
    if field == "cadence":
        return texts("rule_wrong.no_cadence", value=value)
    what = texts(f"rule_field.{field}")
    return texts("rule_wrong.missing", what=what) if value in _NOTHING else texts("rule_wrong.value", what=what, value=value)
