"""How the lines of the handoff checklist stand for one person (rule R24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from sdrdesk.core.domain.checklist import ChecklistRule
from sdrdesk.core.domain.handoff_plan import HandoffPlan
from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.store.mail_tables import outbox
from sdrdesk.core.store.people import Person
from sdrdesk.core.store.ready_tables import handoff
from sdrdesk.core.store.tables import prospect, touch

OWN = "own:"
"""Begins the name of a line of the user's own; its words follow."""


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the checklist: does it hold, and in what words (a text code with its values).

    ``required``: without it there is no handoff. ``detail`` is what it holds by, in the user's or the person's own words.
    """

    name: str
    holds: bool
    code: str
    params: dict[str, object]
    required: bool = True
    detail: str = ""

    @property
    def own(self) -> str:
        """The words of an own line, which the user ticks; empty for every other."""
        return self.name.removeprefix(OWN) if self.name.startswith(OWN) else ""


def check_lines(s: Connection, who: Person, verdict: Verdict, ae: Any, plan: HandoffPlan, rule: ChecklistRule) -> list[Check]:
    """Every line that is asked, in order: what the rule itself says, what the book can answer, the user's own.

    Args:
        s: a connection inside a transaction.
        who: the person.
        verdict: the judgement by the MQL rule.
        plan: what is prepared; its ticks count for the own lines.
        rule: which lines are asked.
        ae: for whom (``email``, ``retired``), or None while nobody is chosen.
    """
    open_handoff = s.execute(select(handoff.c.id).where(handoff.c.prospect_id == who.id, handoff.c.state == "sent")).first()
    letters = [m for m in verdict.missing if not m[0].startswith(("meeting", "flag"))]
    meeting = verdict.meeting_at is not None and not [m for m in verdict.missing if m[0].startswith("meeting")]
    lines = [
        Check("mql", not letters, "check.mql", {"n": verdict.strong}),
        Check("meeting", meeting, "check.meeting", {}),
        Check("flags", not [f for f in verdict.flags if f.state == "on"], "check.flags", {}),
        *_choosable(s, who, verdict, ae, rule),
        Check("ae", ae is not None and not ae.retired, "check.ae", {}),
        Check("not_twice", open_handoff is None, "check.not_twice", {}),
    ]
    return lines + [Check(f"{OWN}{o.name}", o.name in plan.ticks, "check.own", {"line": o.name}, o.required) for o in rule.own]


def _choosable(s: Connection, who: Person, verdict: Verdict, ae: Any, rule: ChecklistRule) -> list[Check]:
    team = _team(s, who)
    deciders = [name for name, role in team if role == BuyerRole.DECIDER]
    authority, time = verdict.letters["authority"], verdict.letters["time"]
    decider = ", ".join(deciders) or (authority.text if authority.signal == "strong" else "")
    roles = [f"{name}" for name, role in team if role]
    found: dict[str, tuple[bool, str]] = {
        "need_words": (bool(verdict.letters["need"].text), verdict.letters["need"].text),
        "reachable": (bool(who.email or who.phone), ""),
        "decider": (bool(decider), decider),
        "time_words": (time.signal != "unknown" and bool(time.text), time.text),
        "recap": (_recap_sent(s, who.id), ""),
        "committee": (len(roles) > 1, ", ".join(roles[:6])),
        "ae_address": (ae is not None and bool(ae.email), ae.email if ae is not None else ""),
    }
    return [
        Check(name, found[name][0], f"check.{name}", {}, level == "required", found[name][1] if found[name][0] else "")
        for name, level in rule.levels.items()
        if level != "off"
    ]


def _team(s: Connection, who: Person) -> list[tuple[str, str]]:
    """Name and buyer role of everybody known there; the person alone where there is no company."""
    p = prospect.c
    mine = p.id == who.id if who.company_id is None else p.company_id == who.company_id
    rows = s.execute(select(p.full_name, p.buyer_role).where(mine).order_by(p.id != who.id, p.id).limit(200))
    return [(r.full_name, r.buyer_role or "") for r in rows]


def _recap_sent(s: Connection, prospect_id: int) -> bool:
    """Was an email sent since the last conversation? That is where the recap belongs."""
    t, o = touch.c, outbox.c
    talked = s.execute(
        select(func.max(t.at)).where(t.prospect_id == prospect_id, t.channel == "call", t.outcome.in_(("conversation", "meeting_booked")))
    ).scalar()
    sent = s.execute(select(func.max(o.sent_at)).where(o.prospect_id == prospect_id, o.handoff_id.is_(None), o.state == "sent")).scalar()
    return sent is not None and sent >= (talked or 0)
