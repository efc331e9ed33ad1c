"""Evidence, red flags and the verdict (rules R22, R23; seeds W14, W15)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.domain.mql_rule import MqlRule, rule_from
from sdrdesk.core.domain.qualification import Flag, Letter, Verdict, judge
from sdrdesk.core.domain.red_flags import own_flags_from
from sdrdesk.core.domain.words import FLAGS, LETTERS, SIGNALS
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.evidence import Past, evidence_of, read_evidence
from sdrdesk.core.services import standards
from sdrdesk.core.store.mail_tables import message
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import evidence, prospect, red_flag, task, touch

ALIASES = {name[0]: name for name in LETTERS} | {"budget": "money", "urgency": "time"}


def letter_name(typed: str) -> str:
    """A letter by name or initial: ``m`` is money.

    Raises:
        ValidationError: ``letter_unknown``.
    """
    name = typed.strip().lower()
    name = ALIASES.get(name, name)
    if name not in LETTERS:
        raise ValidationError("letter_unknown", field="letter", value=typed)
    return name


def read_letters(s: Connection, prospect_id: int) -> dict[str, Letter]:
    """The newest evidence of each letter."""
    return {
        past.letter: Letter(
            past.letter, past.signal, past.text, past.said_by, past.at, past.touch_id, message_id=past.message_id, channel=past.channel
        )
        for past in reversed(evidence_of(s, prospect_id))
    }


def own_flags(s: Connection) -> tuple[str, ...]:
    """The user's own red flags (seed W15), beside the four."""
    held = standards.current(s, "red_flags")
    return () if held is None else own_flags_from(held.body)


def read_flags(s: Connection, prospect_id: int) -> dict[str, Flag]:
    """The newest state of each flag; own ones that were not asked too, and those that are no longer asked but were."""
    f = red_flag.c
    rows = s.execute(select(red_flag).where(f.prospect_id == prospect_id).order_by(f.id)).all()
    asked = {r.name: Flag(r.name, r.state, r.reason, from_ms(r.at)) for r in rows}
    return {name: Flag(name) for name in own_flags(s)} | asked


def held_rule(s: Connection) -> tuple[MqlRule, int]:
    """The MQL rule that holds, and its version (rule R23); 0 is the shipped one."""
    held = standards.current(s, "mql")
    return (MqlRule(), 0) if held is None else (rule_from(held.body), held.version)


@dataclass(frozen=True, slots=True)
class Preview:
    """How many a rule would call ready, of those about whom something is known; and who changes sides against the rule that holds."""

    ready: int
    of: int
    more: int
    fewer: int


class QualificationService:
    """MANTCP of a person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def verdict(self, prospect_id: int) -> Verdict:
        """The judgement by the MQL rule at this moment."""
        with self._store.read() as s:
            return self.verdict_within(s, prospect_id)

    def verdict_within(self, s: Connection, prospect_id: int) -> Verdict:
        """The same in a block that is open already."""
        who = person(s, prospect_id)
        t = task.c
        meeting = s.execute(
            select(t.due_at)
            .where(t.prospect_id == who.id, t.kind == "meeting", t.state == "open", t.due_at.is_not(None))
            .order_by(
                t.due_at < to_ms(self._clock.now()), t.due_at
            )  # the next one to come; one that was never settled only when there is no other
            .limit(1)
        ).scalar()
        rule, version = held_rule(s)
        at = from_ms(meeting) if meeting else None
        return judge(read_letters(s, who.id), read_flags(s, who.id), at, self._clock.now(), rule, version)

    def history(self, prospect_id: int) -> dict[str, tuple[Past, ...]]:
        """Everything that was noted for each letter, newest first (rule R22)."""
        found: dict[str, list[Past]] = {}
        with self._store.read() as s:
            for past in evidence_of(s, prospect_id):
                found.setdefault(past.letter, []).append(past)
        return {letter: tuple(rows) for letter, rows in found.items()}

    def own_flags(self) -> tuple[str, ...]:
        """The user's own red flags."""
        with self._store.read() as s:
            return own_flags(s)

    def preview(self, rule: MqlRule) -> Preview:
        """Whom a rule would call ready, and whom the one that holds does; four statements, whatever the number of people."""
        now = self._clock.now()
        with self._store.read() as s:
            held, _ = held_rule(s)
            people = read_evidence(s, to_ms(now))
        by_new = {p.id for p in people if judge(p.letters, p.flags, p.meeting_at, now, rule).ready}
        by_held = {p.id for p in people if judge(p.letters, p.flags, p.meeting_at, now, held).ready}
        return Preview(len(by_new), len(people), len(by_new - by_held), len(by_held - by_new))

    def set_letter(
        self,
        prospect_id: int,
        letter: str,
        signal: str,
        *,
        text: str = "",
        said_by: str = "",
        touch_id: int | None = None,
        message_id: int | None = None,
    ) -> Outcome[Verdict]:
        """Note what was said for a letter. Strong and weak need evidence; the older evidence stays in the history (R22).

        Args:
            prospect_id: of whom.
            letter: by name or initial.
            signal: strong, weak or unknown.
            text: what was said; without it the words that are known already get another signal, and keep their source.
            said_by: who said it; the person when empty.
            touch_id: the touch that it comes from.
            message_id: the received message that it comes from.

        Raises:
            ValidationError: unknown letter or signal, no evidence, or a source that is not this person's.
        """
        name = letter_name(letter)
        if signal not in SIGNALS:
            raise ValidationError("signal_unknown", field="signal", value=signal)
        with self._store.write(OpKind.QUALIFY) as uow:
            who = person(uow.s, prospect_id)
            before = read_letters(uow.s, who.id).get(name)
            words = text.strip() or (before.text if before else "")
            if signal != "unknown" and not words:
                raise ValidationError("evidence_missing", field="evidence", letter=name)
            _check_source(uow.s, who.id, touch_id, message_id)
            if before is not None and not text.strip():
                touch_id, message_id = before.touch_id, before.message_id
            uow.s.execute(
                insert(evidence).values(
                    prospect_id=who.id,
                    letter=name,
                    signal=signal,
                    text=words,
                    said_by=said_by or (before.said_by if before and not text else who.full_name),
                    at=uow.now_ms,
                    touch_id=touch_id,
                    message_id=message_id,
                )
            )
            if who.stage in ("target", "contact"):
                uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(stage="qualify"))
            uow.args = {"prospect": who.id, "name": who.full_name, "letter": name, "signal": signal}
            verdict = self.verdict_within(uow.s, who.id)
        return Outcome(verdict, uow.changes)

    def set_flag(self, prospect_id: int, name: str, state: str, *, reason: str = "") -> Outcome[Verdict]:
        """Raise a red flag, or resolve it; taking an open one off needs a reason (R23)."""
        if state not in ("on", "off"):
            raise ValidationError("flag_state", field="flag", value=state)
        with self._store.write(OpKind.FLAG) as uow:
            who = person(uow.s, prospect_id)
            flags = read_flags(uow.s, who.id)
            if name not in FLAGS and name not in flags:
                raise ValidationError("flag_unknown", field="flag", value=name, known=", ".join(dict.fromkeys((*FLAGS, *flags))))
            before = flags.get(name)
            if state == "off" and before is not None and before.state == "on" and not reason.strip():
                raise ValidationError("flag_reason_missing", field="reason", flag=name)
            uow.s.execute(insert(red_flag).values(prospect_id=who.id, name=name, state=state, reason=reason.strip(), at=uow.now_ms))
            uow.args = {"prospect": who.id, "name": who.full_name, "flag": name, "state": state}
            verdict = self.verdict_within(uow.s, who.id)
        return Outcome(verdict, uow.changes)


def _check_source(s: Connection, prospect_id: int, touch_id: int | None, message_id: int | None) -> None:
    for table, key in ((touch, touch_id), (message, message_id)):
        if key is not None and s.execute(select(table.c.id).where(table.c.id == key, table.c.prospect_id == prospect_id)).first() is None:
            raise ValidationError("evidence_source", field="source", value=str(key))
