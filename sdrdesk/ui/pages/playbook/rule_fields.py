"""Which fields the form of each kind of rule has. No widgets here: a field is where its value lies in the rule's data, and what it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.scoring import FIELDS, OUTCOMES, PARTS, ROLES
from sdrdesk.core.domain.sla import MOST_MINUTES
from sdrdesk.core.domain.triggers import EVENTS, MOST_DAYS
from sdrdesk.core.domain.words import LANGUAGES, Channel, LeadType, Stage
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.playbook.rule_words import value_word

Body = dict[str, Any]
Choices = tuple[tuple[str, str], ...]
TIERS, GRADES = ("T1", "T2", "T3"), ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class RuleField:
    """One field.

    Attributes:
        path: where the value lies, parts joined by a dot.
        words: what is asked.
        kind: number, line, list, many, one, toggle, percent or date.
        choices: (key, words) for ``one`` and ``many``.
        low, high: for ``number``.
        optional: 0 and empty mean that nothing is kept.
        when: the field is asked only while this holds of the rule.
        in_place: can be changed in the list without opening the form.
    """

    path: str
    words: str
    kind: str
    choices: Choices = ()
    low: int = 0
    high: int = 100
    when: Callable[[Body], bool] = lambda _body: True
    in_place: bool = False
    optional: bool = False


def get(body: Mapping[str, Any], path: str, default: Any = None) -> Any:
    """The value at a path."""
    part, _, rest = path.partition(".")
    if part not in body:
        return default
    return get(body[part], rest, default) if rest else body[part]


def put(body: Body, path: str, value: object) -> Body:
    """The same data with another value at a path; None takes it away."""
    part, _, rest = path.partition(".")
    changed = dict(body)
    if rest:
        changed[part] = put(dict(body.get(part, {})), rest, value)
    elif value is None:
        changed.pop(part, None)
    else:
        changed[part] = value
    return changed


def _choices(name: str, values: Any, texts: Texts) -> Choices:
    return tuple((str(v), value_word(name, v, texts)) for v in values)


def fields_of(kind: str, texts: Texts, cadences: Mapping[str, Cadence]) -> tuple[RuleField, ...]:
    """The fields of a kind of rule, in order."""
    return {"score": _score, "sla": _sla, "trigger": _trigger}[kind](texts, cadences)


def _score(texts: Texts, _cadences: Mapping[str, Cadence]) -> tuple[RuleField, ...]:
    def fact_in(*names: str) -> Callable[[Body], bool]:
        return lambda body: body.get("field") in names

    chosen = {"lead_type": tuple(LeadType), "language": LANGUAGES, "role": ROLES, "outcome": OUTCOMES}
    return (
        RuleField("points", texts("rule_field.points"), "number", low=-100, high=100, in_place=True),
        RuleField("part", texts("rule_field.part"), "one", tuple((p, texts(f"score_part.{p}")) for p in PARTS)),
        RuleField("field", texts("rule_field.field"), "one", tuple((f, texts(f"score_field.{f}")) for f in FIELDS)),
        *(
            RuleField("values", texts("rule_field.values"), "many", _choices(name, values, texts), when=fact_in(name))
            for name, values in chosen.items()
        ),
        RuleField("values", texts("rule_field.values"), "list", when=lambda body: body.get("field") not in (*chosen, "size")),
        RuleField("from", texts("rule_field.from"), "number", high=10_000_000, when=fact_in("size"), optional=True),
        RuleField("to", texts("rule_field.to"), "number", high=10_000_000, when=fact_in("size"), optional=True),
    )


def _sla(texts: Texts, _cadences: Mapping[str, Cadence]) -> tuple[RuleField, ...]:
    return (
        RuleField("minutes", texts("rule_field.minutes"), "number", low=1, high=MOST_MINUTES, in_place=True),
        RuleField("escalate_minutes", texts("rule_field.escalate_minutes"), "number", low=1, high=MOST_MINUTES, in_place=True),
        RuleField("warn", texts("rule_field.warn"), "percent", low=1, high=99),
        RuleField("working_hours", texts("rule_field.working_hours"), "toggle"),
        RuleField("lead_types", texts("rule_field.lead_types"), "many", _choices("lead_types", LeadType, texts)),
        RuleField("tiers", texts("rule_field.tiers"), "many", _choices("tiers", TIERS, texts)),
        RuleField("sources", texts("rule_field.sources"), "list"),
        RuleField("countries", texts("rule_field.countries"), "list"),
        RuleField("min_score", texts("rule_field.min_score"), "number", optional=True),
    )


def _trigger(texts: Texts, cadences: Mapping[str, Cadence]) -> tuple[RuleField, ...]:
    def event_in(*kinds: str) -> Callable[[Body], bool]:
        return lambda body: get(body, "event.kind") in kinds

    done = (
        ("cadence", texts("rule_field.cadence")),
        ("task", texts("kind.follow_up")),
        ("tag", texts("rule_field.tag")),
    )
    named = tuple((c.key, c.name(texts.language)) for c in cadences.values())
    return (
        RuleField("event.kind", texts("rule_field.event"), "one", tuple((e, texts(f"event.{e}")) for e in EVENTS)),
        RuleField("event.days", texts("rule_field.days"), "number", high=MOST_DAYS, when=event_in("quiet", "won", "holiday"), in_place=True),
        RuleField("event.mark", texts("rule_field.mark"), "number", when=event_in("score_passes"), in_place=True),
        RuleField("event.tag", texts("rule_field.tag"), "line", when=event_in("tag", "form")),
        RuleField("event.country", texts("rule_field.country"), "line", when=event_in("holiday")),
        RuleField("event.on", texts("rule_field.on"), "date", when=event_in("date")),
        RuleField("segment.lead_types", texts("rule_field.lead_types"), "many", _choices("lead_types", LeadType, texts)),
        RuleField("segment.stages", texts("rule_field.stages"), "many", _choices("stages", Stage, texts)),
        RuleField("segment.tiers", texts("rule_field.tiers"), "many", _choices("tiers", TIERS, texts)),
        RuleField("segment.grades", texts("rule_field.grades"), "many", _choices("grades", GRADES, texts)),
        RuleField("segment.languages", texts("rule_field.languages"), "many", _choices("languages", LANGUAGES, texts)),
        RuleField("segment.countries", texts("rule_field.countries"), "list"),
        RuleField("segment.sources", texts("rule_field.sources"), "list"),
        RuleField("segment.tags", texts("rule_field.tags"), "list"),
        RuleField("segment.min_score", texts("rule_field.min_score"), "number", optional=True),
        RuleField("does", texts("rule_field.action"), "one", done),
        RuleField("action.cadence", texts("rule_field.cadence"), "one", named, when=lambda body: body.get("does") == "cadence"),
        RuleField("action.tag", texts("rule_field.tag"), "line", when=lambda body: body.get("does") == "tag"),
        RuleField(
            "action.channel", texts("rule_field.channel"), "one", tuple((c.value, texts(f"channel.{c.value}")) for c in Channel),
            when=lambda body: body.get("does") == "task",
        ),
    )  # fmt: skip


def opened(kind: str, body: Body) -> Body:
    """The data as the form edits it: a trigger's form also asks what it does, which its data only imply."""
    if kind != "trigger":
        return body
    action = body.get("action", {})
    return {**body, "does": "cadence" if action.get("cadence") else "tag" if action.get("tag") else "task"}


def closed(kind: str, body: Body, fields: tuple[RuleField, ...]) -> Body:
    """The data as a rule keeps them: without what the form does not ask for any more, such as the days of a trigger that is one of scores now."""
    kept = body
    asked = {field.path for field in fields if field.when(body)}
    for path in {field.path for field in fields} - asked:
        kept = put(kept, path, None)
    if kind == "trigger":
        kept = put(put(kept, "action.task", "follow_up" if body.get("does") == "task" else None), "does", None)
    return kept
