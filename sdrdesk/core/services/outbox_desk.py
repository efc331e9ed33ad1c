"""The user's side of the outbox: what is in it, and what can still be done about each email (rules R16, R20, R26; promise G3).

What the sender has in its hands or has sent is past the user's reach; all else can be taken back, moved, held and let go, and undone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.ports import SendLedger
from sdrdesk.core.services.outbox_gate import NOW, WAITING, OutboxGate, Usage
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.touches import TouchDraft, TouchService
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.mail_tables import mailbox, outbox
from sdrdesk.core.store.people import person, suppressed
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import draft, enrolment

REACHABLE = (*WAITING, "held", "failed")
"""States in which an email is the user's."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A line of the outbox page."""

    id: int
    state: str
    prospect_id: int
    to_address: str
    subject: str
    reason: str
    attempts: int
    last_code: int | None
    last_text: str
    not_before: dt.datetime
    sent_at: dt.datetime | None
    message_id: str
    mailbox_id: int | None = None
    batch: str = ""
    step: tuple[int, int] | None = None


class OutboxDesk:
    """Reading the outbox, and the user's acts on it."""

    _store: Store
    _clock: Clock
    _settings: SettingsService
    _touches: TouchService
    _ledger: SendLedger
    gate: OutboxGate

    # --- what an email's end means for the plan ------------------------------------------------------------------------------

    def _went(self, uow: UnitOfWork, row: Any) -> None:
        """It was sent: a touch, and the plan goes on; what went to an account executive is no touch of the person."""
        if row.handoff_id is not None:
            return
        if row.enrolment_id is not None:
            uow.s.execute(update(enrolment).where(enrolment.c.id == row.enrolment_id, enrolment.c.state == "queued").values(state="active"))
        self._touches.log_within(
            uow,
            TouchDraft(
                row.prospect_id,
                "email",
                "sent",
                template=row.template,
                outbox_id=row.id,
                note=row.subject,
                source="outbox",
                step=(row.enrolment_id or 0, row.step_no or 0),
            ),
        )

    @staticmethod
    def _give_back(s: Connection, row: Any, reason: str) -> None:
        """An email that will not go gives its step back to the list, with the reason shown (rule R10)."""
        if row.enrolment_id is not None:
            s.execute(
                update(enrolment)
                .where(enrolment.c.id == row.enrolment_id, enrolment.c.state == "queued")
                .values(state="waiting", wait_reason=reason)
            )

    @classmethod
    def _withdraw(cls, s: Connection, row: Any) -> None:
        """Taken back by the user: the step is on the list again as if nothing had been written."""
        s.execute(update(outbox).where(outbox.c.id == row.id).values(state="cancelled", reason="by_user"))
        cls._give_back(s, row, "")
        waiting = (enrolment.c.id == row.enrolment_id) & (enrolment.c.state == "waiting")
        s.execute(update(enrolment).where(waiting).values(state="active", wait_reason=None))

    # --- acts ----------------------------------------------------------------------------------------------------------------

    @staticmethod
    def _row(s: Connection, outbox_id: int, states: tuple[str, ...]) -> Any:
        """An email that is in one of these states.

        Raises:
            NotFound, RuleRefusal: it is not there, or has left.
        """
        row = s.execute(select(outbox).where(outbox.c.id == outbox_id)).first()
        if row is None:
            raise NotFound("outbox_not_found", id=outbox_id)
        if row.state not in states:
            code = "email_has_left" if row.state in ("claimed", "dotting", "sent", "in_doubt", "cancelled") else "email_state"
            raise RuleRefusal(code, rule="R16", state=row.state)
        return row

    def cancel(self, outbox_id: int, *, rewrite: bool = False) -> Outcome[None]:
        """Take an email out before it is sent.

        Args:
            outbox_id: which.
            rewrite: keep what it says as what is being written to the person, unless something else is.

        Raises:
            RuleRefusal: it is being sent or has left.
        """
        with self._store.write(OpKind.RELEASE_EMAIL) as uow:
            row = self._row(uow.s, outbox_id, REACHABLE)
            self._withdraw(uow.s, row)
            if rewrite:
                step = None if row.enrolment_id is None else [row.enrolment_id, row.step_no]
                words = {"subject": row.subject, "body": row.body, "template": row.template or "", "step": step}
                kept = insert(draft).values(prospect_id=row.prospect_id, kind="email", text=dumps(words), at=uow.now_ms)
                uow.s.execute(kept.on_conflict_do_nothing())
            uow.args = {"prospect": row.prospect_id, "name": row.to_address}
        return Outcome(None, uow.changes)

    def send_now(self, outbox_id: int) -> Outcome[None]:
        """Let an email go at the next pass, whatever the hour is where they are. Caps, spacing and an unread mailbox still hold."""
        return self._move(outbox_id, None)

    def reschedule(self, outbox_id: int, at: dt.datetime) -> Outcome[None]:
        """Let an email leave at that time, or as soon after it as the gate allows.

        Raises:
            ValidationError: the time is over.
        """
        if at <= self._clock.now():
            raise ValidationError("send_time_past", field="at")
        return self._move(outbox_id, at)

    def _move(self, outbox_id: int, at: dt.datetime | None) -> Outcome[None]:
        with self._store.write(OpKind.MOVE_EMAIL) as uow:
            row = self._row(uow.s, outbox_id, WAITING)
            values = {"not_before_at": to_ms(at) if at else uow.now_ms, "reason": "" if at else NOW}
            uow.s.execute(update(outbox).where(outbox.c.id == row.id).values(**values))
            uow.args = {"prospect": row.prospect_id, "name": row.to_address}
        return Outcome(None, uow.changes)

    def hold(self, outbox_id: int) -> Outcome[None]:
        """Keep an email back until the user lets it go."""
        with self._store.write(OpKind.HOLD_EMAIL) as uow:
            row = self._row(uow.s, outbox_id, WAITING)
            uow.s.execute(update(outbox).where(outbox.c.id == row.id).values(state="held", reason="by_user"))
            uow.args = {"prospect": row.prospect_id, "name": row.to_address}
        return Outcome(None, uow.changes)

    def release(self, outbox_id: int) -> Outcome[None]:
        """Let a held email go on waiting for its turn; a plan that was held with it goes on too (rule R9)."""
        with self._store.write(OpKind.MOVE_EMAIL) as uow:
            s = uow.s
            row = self._row(s, outbox_id, ("held",))
            s.execute(
                update(outbox)
                .where(outbox.c.id == row.id)
                .values(state="queued", reason="", not_before_at=max(row.not_before_at, uow.now_ms))
            )
            held = (enrolment.c.id == row.enrolment_id) & (enrolment.c.state == "held")
            s.execute(update(enrolment).where(held).values(state="queued", wait_reason=None))
            uow.args = {"prospect": row.prospect_id, "name": row.to_address}
        return Outcome(None, uow.changes)

    def retry(self, outbox_id: int) -> Outcome[None]:
        """Try a failed email again, with the same bytes, when what was wrong has been put right.

        Raises:
            RuleRefusal: the address itself was wrong and has been changed since (take it back and write it anew), or do-not-contact.
        """
        with self._store.write(OpKind.MOVE_EMAIL) as uow:
            s = uow.s
            row = self._row(s, outbox_id, ("failed",))
            who = person(s, row.prospect_id)
            kind = suppressed(s, who, "email")
            if kind:
                raise RuleRefusal("do_not_contact", rule="R17", kind=kind)
            if who.email.lower() != row.to_address.lower():
                raise RuleRefusal("address_changed", rule="R16", name=who.full_name)
            s.execute(update(outbox).where(outbox.c.id == row.id).values(state="queued", reason="", attempts=0, not_before_at=uow.now_ms))
            here = (enrolment.c.id == row.enrolment_id) & (enrolment.c.step_no == row.step_no) & (enrolment.c.state == "waiting")
            s.execute(update(enrolment).where(here).values(state="queued", wait_reason=None))
            uow.args = {"prospect": row.prospect_id, "name": row.to_address}
        return Outcome(None, uow.changes)

    def resolve(self, outbox_id: int, verdict: str) -> Outcome[str]:
        """Settle an email in doubt by what the user found: ``sent``, ``unsent`` (it waits again, with the same bytes) or ``dropped``."""
        if verdict not in ("sent", "unsent", "dropped"):
            raise ValidationError("verdict_unknown", field="verdict", value=verdict)
        with self._store.write(OpKind.RESOLVE_EMAIL, undoable=False) as uow:
            row = uow.s.execute(select(outbox).where(outbox.c.id == outbox_id)).first()
            if row is None:
                raise NotFound("outbox_not_found", id=outbox_id)
            if row.state != "in_doubt":
                raise RuleRefusal("not_in_doubt", rule="R16", state=row.state)
            self._settle(uow, row, verdict)
            uow.args = {"prospect": row.prospect_id, "name": row.to_address, "verdict": verdict}
        return Outcome({"sent": "sent", "unsent": "queued", "dropped": "cancelled"}[verdict], uow.changes)

    def _settle(self, uow: UnitOfWork, row: Any, verdict: str, *, reason: str = "by_user") -> None:
        this = update(outbox).where(outbox.c.id == row.id)
        if verdict == "dropped":
            # It stays in the ledger as one that may have left: nothing is ever sent under that Message-ID again.
            self._withdraw(uow.s, row)
            return
        if verdict == "unsent":
            uow.s.execute(this.values(state="queued", reason="by_user", not_before_at=uow.now_ms))
            self._ledger.note("U", row.message_id, from_ms(uow.now_ms))
            return
        uow.s.execute(this.values(state="sent", sent_at=uow.now_ms, reason=reason, not_before_at=uow.now_ms))
        self._ledger.note("S", row.message_id, from_ms(uow.now_ms))
        self._went(uow, row)

    # --- reading -------------------------------------------------------------------------------------------------------------

    def rows(self, *, states: tuple[str, ...] = (), limit: int = 500) -> list[OutboxRow]:
        """Emails, newest first; all states unless some are named."""
        wanted = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
        with self._store.read() as s:
            return [
                OutboxRow(
                    r.id,
                    r.state,
                    r.prospect_id,
                    r.to_address,
                    r.subject,
                    r.reason.removeprefix(NOW),
                    r.attempts,
                    r.last_code,
                    r.last_text,
                    from_ms(r.not_before_at),
                    from_ms(r.sent_at) if r.sent_at else None,
                    r.message_id,
                    r.mailbox_id,
                    r.batch or "",
                    (r.enrolment_id, r.step_no) if r.enrolment_id is not None else None,
                )
                for r in s.execute(wanted.where(outbox.c.state.in_(states)) if states else wanted)
            ]

    def counts(self) -> dict[str, int]:
        """How many emails are in each state; they add up to all there are (promise G3)."""
        with self._store.read() as s:
            return {r[0]: r[1] for r in s.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))}

    def text(self, outbox_id: int) -> str:
        """The words of an email as it will be, or was, sent."""
        with self._store.read() as s:
            return str(s.execute(select(outbox.c.body).where(outbox.c.id == outbox_id)).scalar() or "")

    def usage(self) -> list[Usage]:
        """What each account has used of its caps at this moment."""
        with self._store.read() as s:
            profile, now = self._settings.profile(s), self._clock.now()
            return [self.gate.usage(s, box, profile, now) for box in s.execute(select(mailbox).order_by(mailbox.c.id)).all()]
