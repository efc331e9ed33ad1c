"""Triggers at work (seed W23): whom each would take today, and taking them. None of them sends (rule R20)."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, text

from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.domain.calendar import free_day_name, holiday_begins, next_working_day
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.triggers import Trigger, trigger_from
from sdrdesk.core.errors import NotFound, SdrDeskError, ValidationError
from sdrdesk.core.services import plans
from sdrdesk.core.services.enrolments import admit, refuse_barred
from sdrdesk.core.services.rules import RuleRow, RuleService, hit_key, rule_rows
from sdrdesk.core.services.scores import put_tag, split_tag
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import task, trigger_hit

log = logging.getLogger(__name__)
MOST_A_RUN = 500
"""People that one run of a trigger takes at the most; the rest follow the next day."""

_SEGMENTS = {
    "lead_types": "p.lead_type",
    "stages": "p.stage",
    "grades": "p.grade",
    "tiers": "p.tier",
    "languages": "p.language",
    "countries": "coalesce(p.country, c.country, '')",
    "sources": "p.source",
}
_BASE = "FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.status = 'open'"
_ON_A_PLAN = "EXISTS (SELECT 1 FROM enrolment o WHERE o.prospect_id = p.id AND o.state IN ('active', 'waiting', 'queued', 'held'))"
_NOT_TAKEN = "NOT EXISTS (SELECT 1 FROM trigger_hit h WHERE h.rule_id = :rule AND h.prospect_id = p.id AND h.occasion = {occasion})"


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody whom a trigger takes: on which occasion, for what fact (a score, a tag, a day), and why not, if another rule refuses."""

    prospect_id: int
    name: str
    company: str
    occasion: str
    fact: str = ""
    refusal: SdrDeskError | None = None

    @property
    def refused(self) -> str:
        """Code of the refusal; empty when the trigger takes them."""
        return self.refusal.code if self.refusal is not None else ""


class TriggerService:
    """Runs triggers, or says whom they would take."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, rules: RuleService, cadences: CadenceBook) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._rules = rules
        self._cadences = cadences

    def rows(self) -> list[RuleRow]:
        """All triggers in their order."""
        return self._rules.rows("trigger")

    def preview(self, name: str) -> list[Taken]:
        """Whom the trigger would take at this moment, with the refusals of other rules; changes nothing."""
        with self._store.read() as s:
            row, trigger = self._find(s, name)
            profile = self._settings.profile(s)
            found = self._whom(s, row, trigger, profile)
            return [self._judged(s, taken, trigger) for taken in found]

    def run(self, name: str | None = None, *, actor: str = "user") -> Outcome[dict[str, int]]:
        """Let a trigger take its people, or all that are switched on. Gives how many each took; one step in the history for each.

        What the hourly ``job`` takes is not on the user's undo stack: Ctrl+Z takes back what the user did last, and the next hour would
        take the same people again.

        A trigger whose cadence has been retired takes nobody; it does not keep the others from their work.

        Raises:
            ValidationError: the one that was named cannot work.
            NotFound: nothing has this name.
        """
        taken: dict[str, int] = {}
        changes = ChangeSet()
        for row in self.rows():
            if (name is None and row.enabled) or row.name == name:
                try:
                    outcome = self._run_one(row, actor)
                except ValidationError as error:
                    if name is not None:
                        raise
                    log.info("trigger.unusable position=%s field=%s", row.position, error.params.get("field"))
                    continue
                taken[row.name] = outcome.value
                changes = outcome.changes if outcome.value else changes
        if name is not None and name not in taken:
            raise NotFound("rule_not_found", name=name)
        return Outcome(taken, changes)

    def _run_one(self, row: RuleRow, actor: str) -> Outcome[int]:
        with self._store.read() as s:
            trigger = trigger_from(row.name, row.body, self._cadences)
            if not self._whom(s, row, trigger, self._settings.profile(s)):
                return Outcome(0, ChangeSet())
        with self._store.write(OpKind.TRIGGER, actor=actor) as uow:
            profile = self._settings.profile(uow.s)
            n = 0
            for taken in self._whom(uow.s, row, trigger, profile):
                if self._judged(uow.s, taken, trigger).refused:
                    continue
                self._take(uow.s, taken.prospect_id, trigger, profile, uow.now_ms)
                uow.s.execute(
                    insert(trigger_hit).values(rule_id=hit_key(row), prospect_id=taken.prospect_id, occasion=taken.occasion, at=uow.now_ms)
                )
                n += 1
            uow.args = {"name": row.name, "n": n}
        return Outcome(n, uow.changes)

    def _find(self, s: Connection, name: str) -> tuple[RuleRow, Trigger]:
        row = next((r for r in rule_rows(s, "trigger") if r.name == name), None)
        if row is None:
            raise NotFound("rule_not_found", name=name)
        return row, trigger_from(row.name, row.body, self._cadences)

    def _judged(self, s: Connection, taken: Taken, trigger: Trigger) -> Taken:
        """With the refusal of another rule, if there is one: nobody goes on a second plan by a trigger (rule R13), nobody who must not
        be contacted is put on the list (rule R17). A tag reaches nobody."""
        who = person(s, taken.prospect_id)
        try:
            if trigger.cadence:
                admit(s, who, self._cadences[trigger.cadence], anyway=False)
            elif trigger.task:
                refuse_barred(s, who)
        except SdrDeskError as error:
            return replace(taken, refusal=error)
        return taken

    def _take(self, s: Connection, prospect_id: int, trigger: Trigger, profile: Profile, now_ms: int) -> None:
        who = person(s, prospect_id)
        today = profile.today(self._clock.now())
        if trigger.cadence:
            plans.start(s, self._cadences[trigger.cadence], who, profile, today, now_ms)
        elif trigger.put_tag:
            put_tag(s, who.id, *split_tag(trigger.put_tag))
        else:
            day = next_working_day(today, profile.calendar, who.country)
            channel = trigger.channel if trigger.channel != "call" or who.phone else "email"
            s.execute(
                insert(task).values(
                    prospect_id=who.id,
                    kind=trigger.task,
                    channel=channel,
                    due_on=day.isoformat(),
                    note=trigger.name,
                    source="job",
                    created_at=now_ms,
                )
            )

    def _whom(self, s: Connection, row: RuleRow, trigger: Trigger, profile: Profile) -> list[Taken]:
        today = profile.today(self._clock.now())
        where, values = _segment(trigger)
        occasion, event, more = self._event(trigger, profile, today)
        if not occasion:
            return []
        plans_last = f"{_ON_A_PLAN}, " if trigger.cadence else ""  # those whom rule R13 refuses must not crowd out the rest
        statement = (
            f"SELECT p.id, p.full_name, p.email, c.name AS company, {occasion} AS occasion, {_FACTS.get(trigger.event, _NONE)} AS fact "
            f"{_BASE} {where} AND {event} AND {_NOT_TAKEN.format(occasion=occasion)} "
            f"ORDER BY {plans_last}p.id LIMIT {MOST_A_RUN}"
        )
        rows = s.execute(text(statement), {"rule": hit_key(row), **values, **more})
        return [
            Taken(r.id, r.full_name or r.email or "", r.company or "", r.occasion, _fact(trigger, r.fact, r.occasion, profile))
            for r in rows
        ]

    def _event(self, t: Trigger, profile: Profile, today: dt.date) -> tuple[str, str, dict[str, Any]]:
        """The occasion as SQL (what makes it another one), the condition, and its values."""
        last = "(SELECT max(t.at) FROM touch t WHERE t.prospect_id = p.id)"
        if t.event == "score_passes":
            return f"'score:{t.mark}'", "p.score >= :mark", {"mark": t.mark}
        if t.event == "replied":
            reply = "(SELECT max(t.id) FROM touch t WHERE t.prospect_id = p.id AND t.outcome = 'replied')"
            return f"'reply:' || {reply}", f"{reply} IS NOT NULL", {}
        if t.event in ("tag", "form"):
            group, _, name = t.tag.partition("/") if t.event == "tag" else ("form", "", t.tag)
            held = (
                "SELECT 1 FROM prospect_tag g WHERE g.prospect_id = p.id AND g.grp = :tag_group AND (:tag_name = '' OR g.name = :tag_name)"
            )
            return "'tag:' || :tag_group", f"EXISTS ({held})", {"tag_group": group, "tag_name": name}
        if t.event == "quiet":
            edge = to_ms(profile.day_bounds(today - dt.timedelta(days=t.days))[1])
            return f"'quiet:' || {last}", f"{last} < :edge AND {_NOTHING_PLANNED}", {"edge": edge}
        if t.event == "won":
            edge = to_ms(profile.day_bounds(today - dt.timedelta(days=t.days))[1])
            won = "(SELECT max(h.id) FROM handoff h WHERE h.prospect_id = p.id AND h.state = 'won' AND h.at < :edge)"
            return f"'won:' || {won}", f"{won} IS NOT NULL", {"edge": edge}
        if t.event == "date":
            return (f"'date:{t.on.isoformat()}'", "1", {}) if t.on is not None and t.on <= today else ("", "", {})
        # Counted back from the day it begins; after days without the program it is still the holiday that is to come.
        ahead = (today + dt.timedelta(days=n) for n in range(t.days, -1, -1))
        day = next((d for d in ahead if holiday_begins(d, t.country)), None)
        return (f"'holiday:{day.isoformat()}'", "1", {}) if day is not None else ("", "", {})


_FACTS = {
    "score_passes": "p.score",
    "replied": "(SELECT max(t.at) FROM touch t WHERE t.prospect_id = p.id AND t.outcome = 'replied')",
    "tag": "(SELECT min(g.grp || '/' || g.name) FROM prospect_tag g WHERE g.prospect_id = p.id AND g.grp = :tag_group "
    "AND (:tag_name = '' OR g.name = :tag_name))",
    "quiet": "(SELECT max(t.at) FROM touch t WHERE t.prospect_id = p.id)",
    "won": "(SELECT max(h.at) FROM handoff h WHERE h.prospect_id = p.id AND h.state = 'won' AND h.at < :edge)",
}
_NONE = "''"
_FACTS["form"] = _FACTS["tag"]
_MOMENTS = ("replied", "quiet", "won")


def _fact(t: Trigger, found: object, occasion: str, profile: Profile) -> str:
    """What made the event happen for this person, to be shown: a score, a tag, an ISO day, the name of a holiday."""
    if t.event in _MOMENTS:
        return profile.today(from_ms(int(str(found)))).isoformat()
    if t.event == "date":
        return t.on.isoformat() if t.on is not None else ""
    return free_day_name(dt.date.fromisoformat(occasion.partition(":")[2]), t.country) if t.event == "holiday" else str(found)


_NOTHING_PLANNED = (
    "NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.prospect_id = p.id AND e.state IN ('active', 'waiting', 'queued', 'held')) "
    "AND NOT EXISTS (SELECT 1 FROM task k WHERE k.prospect_id = p.id AND k.state = 'open')"
)


def _segment(t: Trigger) -> tuple[str, dict[str, Any]]:
    where: list[str] = []
    values: dict[str, Any] = {}
    for key, allowed in t.segment.items():
        if not allowed:
            continue  # an empty list says nothing
        if key == "tags":
            where.append(
                f"EXISTS (SELECT 1 FROM prospect_tag g WHERE g.prospect_id = p.id AND g.grp || '/' || g.name IN ({_names(key, allowed, values)}))"
            )
        else:
            where.append(f"{_SEGMENTS[key]} IN ({_names(key, allowed, values)})")
    if t.min_score:
        where.append("p.score >= :min_score")
        values["min_score"] = t.min_score
    return "".join(f" AND {w}" for w in where), values


def _names(key: str, allowed: tuple[str, ...], values: dict[str, Any]) -> str:
    for i, value in enumerate(allowed):
        values[f"{key}_{i}"] = value
    return ", ".join(f":{key}_{i}" for i in range(len(allowed)))
