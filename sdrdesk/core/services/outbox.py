"""The outbox: one email is sent once (rule R16; promises 3.1, B1, B3, B5, B9, B10).

States: queued -> claimed -> dotting -> sent | in_doubt | deferred (-> claimed again) | failed | held | cancelled. Each change is a transaction of its own; no
network call is ever inside one. The commit of ``dotting`` is the moment after which a stop comes too late; it is written to the ledger
outside the database too, so that a restored backup cannot send again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.errors import RuleRefusal, ValidationError
from sdrdesk.core.files.attachments import described, read_attachments
from sdrdesk.core.files.names import write_new
from sdrdesk.core.ids import message_id, step_message_id
from sdrdesk.core.ports import Attachment, Delivery, DeliveryKind, MessageBuilder, SendLedger
from sdrdesk.core.render.lint import lint
from sdrdesk.core.services import plans
from sdrdesk.core.services.email_draft import EmailDraft as EmailDraft
from sdrdesk.core.services.outbox_desk import OutboxDesk
from sdrdesk.core.services.outbox_gate import NOW, WAITING, Hold, OutboxGate, accounts, sending_rank
from sdrdesk.core.services.outbox_rows import mailbox_row, put_email
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.touches import TouchService
from sdrdesk.core.store.accounts import default_mailbox
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.mail_tables import mailbox, outbox, outbox_attempt, outbox_body
from sdrdesk.core.store.people import Person, person, suppressed
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.suppressions import facts, listed
from sdrdesk.core.store.tables import enrolment

RETRY_MINUTES = (15, 30, 60, 120, 240)
"""Waits after a temporary refusal (promise B3); after the last, or 24 hours, the email has failed and says so."""

GIVE_UP = dt.timedelta(hours=24)
Address = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """An email in this sender's hands."""

    id: int
    mailbox_id: int
    to_address: str
    message_id: str
    mime: bytes = field(repr=False)


class OutboxService(OutboxDesk):
    """Puts email in the outbox and carries it through its states."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: SettingsService,
        touches: TouchService,
        ledger: SendLedger,
        build: MessageBuilder,
        gate: OutboxGate | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._touches = touches
        self._ledger = ledger
        self._build = build
        self.gate = gate or OutboxGate()

    def build(self, draft: EmailDraft, *, from_name: str = "", from_address: str = "") -> tuple[bytes, str]:
        """The final bytes of an email and its Message-ID, without storing anything ("save as .eml", "open in my mail program")."""
        with self._store.read() as s:
            who = person(s, draft.prospect_id)
            profile = self._settings.profile(s)
        address = from_address or profile.text("user.email") or "me@localhost.localdomain"
        identity = message_id(address)
        files = read_attachments(draft.attachments)
        return self._mime(draft, who, (from_name or profile.text("user.name"), address), identity, self._clock.now(), files), identity

    def save_eml(self, draft: EmailDraft, target: Path) -> Path:
        """Write the email as a file that a mail program opens; replaces a file of that name only as a whole."""
        mime, _ = self.build(draft)
        return write_new(target.parent, target.name, mime, overwrite=True)

    def _mime(self, draft: EmailDraft, who: Person, sender: Address, identity: str, at: dt.datetime, files: Sequence[Attachment]) -> bytes:
        return self._build(
            from_name=sender[0],
            from_address=sender[1],
            to_name=who.full_name,
            to_address=who.email,
            subject=draft.subject,
            body=draft.whole,
            message_id=identity,
            date=at,
            in_reply_to=draft.in_reply_to,
            references=draft.references,
            list_unsubscribe_mailto=sender[1],
            html=draft.html,
            attachments=files,
        )

    def queue(self, draft: EmailDraft, *, within: UnitOfWork | None = None, batch: str = "") -> Outcome[int]:
        """Store an email with its final bytes; it leaves after the undo time, or at ``send_at``.

        Args:
            draft: what to send, to whom.
            within: a write that is open already, of which this is a part.
            batch: name of the batch that it belongs to.

        Raises:
            RuleRefusal: do-not-contact (R17), or the same step is in the outbox already (B5).
            ValidationError: an unfilled slot, no address, a header that would not be what it seems (B7, B9), a file that cannot go.
            FileUnreadable: an attachment has vanished; nothing is queued.
        """
        files = read_attachments(draft.attachments)
        with nullcontext(within) if within is not None else self._store.write(OpKind.QUEUE_EMAIL) as uow:
            s = uow.s
            who = person(s, draft.prospect_id)
            self._admit(s, who, draft)
            box = mailbox_row(s, draft.mailbox_id or default_mailbox(s))
            profile = self._settings.profile(s)
            identity, left = self._identity(s, draft, box.address, profile)
            mime = self._mime(draft, who, (box.from_name or profile.text("user.name"), box.address), identity, from_ms(uow.now_ms), files)
            due = draft.send_at or from_ms(uow.now_ms) + dt.timedelta(seconds=profile.number("mail.undo_seconds"))
            step = draft.step or (None, None)
            made = put_email(
                uow,
                mime,
                mailbox_id=box.id,
                prospect_id=who.id,
                enrolment_id=step[0],
                step_no=step[1],
                to_address=who.email,
                message_id=identity,
                subject=draft.subject,
                body=draft.whole,
                template=draft.template,
                state="in_doubt" if left else "queued",
                reason="sent_before_restore" if left else "",
                not_before_at=to_ms(due),
                batch=batch or None,
                in_reply_to=draft.in_reply_to,
                refs=" ".join(draft.references),
                attachments_json=dumps([described(one) for one in files]),
                html=int(draft.html),
            )
            if step[0] is not None:
                here = (enrolment.c.id == step[0]) & (enrolment.c.step_no == step[1]) & enrolment.c.state.in_(plans.OPEN)
                s.execute(update(enrolment).where(here).values(state="queued"))
            uow.args = {"prospect": who.id, "name": who.full_name, "subject": draft.subject}
        return Outcome(int(made), uow.changes)

    def _identity(self, s: Connection, draft: EmailDraft, address: str, profile: Profile) -> tuple[str, bool]:
        """The Message-ID, and whether the ledger has seen it leave. A step's is derived from the step: when a restored backup has forgotten
        that it went, the ledger still knows, and it is asked about instead of sent again (promise A8)."""
        if draft.step is None:
            return message_id(address), False
        before = s.execute(
            select(func.count()).select_from(outbox).where(outbox.c.enrolment_id == draft.step[0], outbox.c.step_no == draft.step[1])
        ).scalar_one()
        identity = step_message_id(address, profile.text("app.profile_id"), draft.prospect_id, *draft.step, before)
        return identity, self._ledger.digest(identity) in self._ledger.known()

    @staticmethod
    def _admit(s: Connection, who: Person, draft: EmailDraft) -> None:
        if not who.email:
            raise ValidationError("no_email", field="to", name=who.full_name)
        left = [
            f
            for f in lint(draft.subject, draft.body, language=who.language, cold=False)
            if f.rule == "placeholders" and f.severity == "error"
        ]
        if left:
            # Promise B9: what another tool or a hand has left unfilled, such as {{first_name}}, is never sent.
            raise ValidationError("unfilled_slot", field="body", slot=left[0].params.get("words", ""))
        kind = suppressed(s, who, "email")
        if kind:
            raise RuleRefusal("do_not_contact", rule="R17", kind=kind)
        if draft.step is not None:
            twice = s.execute(
                select(outbox.c.id).where(
                    outbox.c.enrolment_id == draft.step[0], outbox.c.step_no == draft.step[1], outbox.c.state != "cancelled"
                )
            ).first()
            if twice is not None:
                raise RuleRefusal("already_queued", rule="R16", name=who.full_name)

    # --- the sender's side -------------------------------------------------------------------------------------------------

    def recover(self, instance: str, *, alone: bool) -> int:
        """After a crash: what was claimed goes back, what may have been sent is in doubt and is never sent again by itself.

        Call it only while holding the sender's lock (``alone``), so that no row of a living sender is touched. Returns the rows in doubt.
        """
        if not alone:
            return 0
        with self._store.write(OpKind.SEND, actor="job", undoable=False) as uow:
            s = uow.s
            # Rows of this very instance too: an earlier pass of it may have ended by a full disk or a busy file.
            s.execute(update(outbox).where(outbox.c.state == "claimed").values(state="queued", claimed_by=None))
            doubtful = s.execute(
                update(outbox).where(outbox.c.state == "dotting").values(state="in_doubt", reason="crash_while_sending", claimed_by=None)
            ).rowcount
            waiting = s.execute(select(outbox.c.id, outbox.c.message_id).where(outbox.c.state.in_(WAITING))).all()
            left = self._ledger.known() if waiting else {}
            for row in waiting:
                if self._ledger.digest(row.message_id) in left:
                    # The database was put back to an earlier day; the ledger knows better (promise A8).
                    s.execute(update(outbox).where(outbox.c.id == row.id).values(state="in_doubt", reason="sent_before_restore"))
                    doubtful += 1
        return int(doubtful)

    def due(self, limit: int = 200) -> list[int]:
        """Ids of emails that may leave now, oldest first."""
        return [outbox_id for outbox_id, _ in self.due_by_mailbox(limit)]

    def due_by_mailbox(self, limit: int = 200) -> list[tuple[int, int]]:
        """The same with the account of each; accounts that may not send now are left out, so that they keep nobody else waiting."""
        o = outbox.c
        with self._store.read() as s:
            able = [box.id for box in accounts(s)]
            wanted = select(o.id, o.mailbox_id).where(
                o.state.in_(WAITING), o.not_before_at <= to_ms(self._clock.now()), o.mailbox_id.in_(able)
            )
            return [(r.id, r.mailbox_id) for r in s.execute(wanted.order_by(sending_rank(), o.not_before_at, o.id).limit(limit))]

    def settle_clock(self) -> int:
        """See to emails whose times lie ahead of a clock that was set back; returns how many there were."""
        with self._store.read() as s:
            if not self.gate.clock_went_back(s, self._clock.now()):
                return 0
        with self._store.write(OpKind.PLAN_SENDING, actor="job", undoable=False) as uow:
            return self.gate.settle_clock(uow.s, from_ms(uow.now_ms))

    def unread_mailboxes(self) -> tuple[int, ...]:
        """Accounts whose mail must be read before emails of theirs may go (promise B4)."""
        o = outbox.c
        reasons = ("mailbox_unread", NOW + "mailbox_unread")
        with self._store.read() as s:
            found = select(o.mailbox_id).where(o.state.in_(WAITING), o.reason.in_(reasons), o.mailbox_id.is_not(None)).distinct()
            return tuple(s.execute(found.order_by(o.mailbox_id)).scalars())

    def in_doubt(self) -> dict[str, int]:
        """Message-IDs of emails in doubt, with their accounts: what to look for in the Sent folders (promise B2)."""
        o = outbox.c
        with self._store.read() as s:
            rows = s.execute(select(o.message_id, o.mailbox_id).where(o.state == "in_doubt", o.mailbox_id.is_not(None)))
            return {r.message_id: r.mailbox_id for r in rows}

    def found_in_sent(self, message_ids: Iterable[str]) -> Outcome[list[int]]:
        """Emails in doubt whose copy lies in the Sent folder, or that somebody answered, have gone: they are settled. Gives their ids.

        Only what is in doubt is touched; that a copy is *not* found proves nothing and settles nothing.
        """
        o = outbox.c
        with self._store.write(OpKind.RESOLVE_EMAIL, actor="job", undoable=False) as uow:
            found = uow.s.execute(select(outbox).where(o.state == "in_doubt", o.message_id.in_(list(message_ids))).order_by(o.id)).all()
            for row in found:
                self._settle(uow, row, "sent", reason="found_in_sent")
            uow.args = {"n": len(found), "name": found[0].to_address if found else "", "verdict": "sent"}
        return Outcome([row.id for row in found], uow.changes)

    def arrived_within(self, uow: UnitOfWork, outbox_id: int) -> None:
        """An answer or a report names an email in doubt: it has arrived, and counts as sent (promise B2). Within the caller's transaction."""
        row = uow.s.execute(select(outbox).where(outbox.c.id == outbox_id, outbox.c.state == "in_doubt")).first()
        if row is not None:
            self._settle(uow, row, "sent", reason="answered")

    def mailbox_was_read(self, mailbox_id: int) -> int:
        """The account's mail has been read without a problem: what waited for that is looked at again. Returns how many emails."""
        o = outbox.c
        reasons = ("mailbox_unread", NOW + "mailbox_unread")
        with self._store.write(OpKind.PLAN_SENDING, actor="job", undoable=False) as uow:
            waits = (o.mailbox_id == mailbox_id) & o.state.in_(WAITING) & o.reason.in_(reasons) & (o.not_before_at > uow.now_ms)
            return int(uow.s.execute(update(outbox).where(waits).values(not_before_at=uow.now_ms)).rowcount)

    def claim(self, outbox_id: int, instance: str) -> Claim | None:
        """Take an email into the sender's hands, unless it was stopped, its account is paused, or the gate keeps it back for a while."""
        if self._kept_back(outbox_id):
            return None
        with self._store.write(OpKind.SEND, actor="job", undoable=False) as uow:
            s = uow.s
            row, box = self._due(s, outbox_id)
            if row is None:
                return None
            stopped = self._stopped(s, row)
            if stopped:
                s.execute(update(outbox).where(outbox.c.id == row.id).values(state="cancelled", reason=stopped))
                self._give_back(s, row, stopped)
                return None
            if box is None or box.paused or self.gate.holds(s, row, box, self._settings.profile(s), from_ms(uow.now_ms)):
                return None
            s.execute(
                update(outbox)
                .where(outbox.c.id == row.id)
                .values(state="claimed", claimed_by=instance, claimed_at=uow.now_ms, attempts=row.attempts + 1)
            )
            mime = s.execute(select(outbox_body.c.mime).where(outbox_body.c.id == row.id)).scalar_one()
        return Claim(row.id, row.mailbox_id, row.to_address, row.message_id, bytes(mime))

    def _due(self, s: Connection, outbox_id: int) -> tuple[Any, Any]:
        """An email that may leave now, and its account; None for what is not so."""
        o = outbox.c
        now = to_ms(self._clock.now())
        row = s.execute(select(outbox).where(o.id == outbox_id, o.state.in_(WAITING), o.not_before_at <= now)).first()
        box = s.execute(select(mailbox).where(mailbox.c.id == row.mailbox_id)).first() if row is not None else None
        return row, box

    def _kept_back(self, outbox_id: int) -> bool:
        """Does the gate say "later"? Then why and until when is written down, in a step that stands in no undo's way."""

        def look(s: Connection, *, write: bool) -> bool:
            row, box = self._due(s, outbox_id)
            if row is None or box is None or box.paused or self._stopped(s, row):
                return False
            ask = self.gate.hold if write else self.gate.holds
            return ask(s, row, box, self._settings.profile(s), self._clock.now())

        with self._store.read() as s:
            if not look(s, write=False):
                return False
        with self._store.write(OpKind.PLAN_SENDING, actor="job", undoable=False) as uow:
            return look(uow.s, write=True)

    @staticmethod
    def _stopped(s: Connection, row) -> str:  # type: ignore[no-untyped-def]
        """Rules R9 and R17, checked again in the moment of sending; an email to an account executive is stopped by their own address alone."""
        if row.handoff_id is not None:
            return "do_not_contact" if listed(s, facts(address=row.to_address), ("any", "email")) else ""
        who = person(s, row.prospect_id)
        if suppressed(s, who, "email") or suppressed(s, replace(who, email=row.to_address), "email"):
            return "do_not_contact"
        if who.email.lower() != row.to_address.lower():
            return "address_changed"
        if row.enrolment_id is not None:
            state = s.execute(select(enrolment.c.state).where(enrolment.c.id == row.enrolment_id)).scalar()
            if state not in plans.OPEN:
                return "plan_stopped"
        return ""

    def mark_dotting(self, outbox_id: int, instance: str) -> bool:
        """The last look before the body goes out. False: a stop won, nothing must be sent. The ledger knows before the commit."""
        with self._store.write(OpKind.SEND, actor="job", undoable=False) as uow:
            row = uow.s.execute(
                select(outbox).where(outbox.c.id == outbox_id, outbox.c.state == "claimed", outbox.c.claimed_by == instance)
            ).first()
            if row is None:
                return False
            stopped = self._stopped(uow.s, row)
            if stopped:
                uow.s.execute(update(outbox).where(outbox.c.id == row.id).values(state="cancelled", reason=stopped))
                self._give_back(uow.s, row, stopped)
                return False
            hold = self._held_at_the_marker(uow.s, row, from_ms(uow.now_ms))
            if hold is not None:
                self.gate.keep(uow.s, row.id, hold)
                return False
            uow.s.execute(update(outbox).where(outbox.c.id == row.id).values(state="dotting", reason=""))
            self._ledger.note("D", row.message_id, from_ms(uow.now_ms))
        return True

    def _held_at_the_marker(self, s: Connection, row, now: dt.datetime) -> Hold | None:  # type: ignore[no-untyped-def]
        """What can have come between since the claim: the account was paused, they are away, its mail has not been read for too long."""
        box = s.execute(select(mailbox).where(mailbox.c.id == row.mailbox_id)).first()
        if box is None or box.paused:
            return Hold(row.reason, now)
        return self.gate.away(s, row, self._settings.profile(s), now) or self.gate.unread(s, row, box, now)

    def finish(self, outbox_id: int, delivery: Delivery) -> Outcome[str]:
        """Record what the server said; an accepted email is a touch and moves the plan on. Gives the new state."""
        with self._store.write(OpKind.SEND, actor="job", undoable=False) as uow:
            s = uow.s
            row = s.execute(select(outbox).where(outbox.c.id == outbox_id)).one()
            s.execute(
                insert(outbox_attempt).values(
                    outbox_id=row.id, at=uow.now_ms, phase=delivery.phase, code=delivery.code, text=delivery.text[:500]
                )
            )
            tried = s.execute(select(func.min(outbox_attempt.c.at)).where(outbox_attempt.c.outbox_id == row.id)).scalar_one()
            values = self._after(row, delivery, uow.now_ms, tried)
            s.execute(
                update(outbox)
                .where(outbox.c.id == row.id)
                .values(last_code=delivery.code, last_text=delivery.text[:500], claimed_by=None, **values)
            )
            if values.get("state") == "sent":
                self._ledger.note("S", row.message_id, from_ms(uow.now_ms))
                self._went(uow, row)
            elif row.state == "dotting" and values.get("state") != "in_doubt":
                self._ledger.note("U", row.message_id, from_ms(uow.now_ms))
            if values.get("state") == "failed":
                self._give_back(s, row, "email_failed")
            uow.args = {"id": row.id, "state": values.get("state", row.state)}
        return Outcome(str(values.get("state", row.state)), uow.changes)

    @staticmethod
    def _after(row, delivery: Delivery, now_ms: int, first_try_ms: int) -> dict[str, object]:  # type: ignore[no-untyped-def]
        retried = delivery.kind not in (DeliveryKind.ACCEPTED, DeliveryKind.IN_DOUBT, DeliveryKind.PERMANENT)
        if row.state == "dotting" and row.reason and retried:
            # A stop came in the very moment of sending, and the server said "later": there is no later.
            return {"state": "cancelled"}
        if row.state not in ("claimed", "dotting") and delivery.kind is not DeliveryKind.ACCEPTED:
            # It was stopped while we were talking to the server: the stop stands, whatever the server said.
            return {}
        match delivery.kind:
            case DeliveryKind.ACCEPTED:
                return {"state": "sent", "sent_at": now_ms, "reason": ""}
            case DeliveryKind.IN_DOUBT:
                return {"state": "in_doubt", "reason": "lost_after_sending"}
            case DeliveryKind.PERMANENT:
                return {"state": "failed", "reason": "refused"}
            case DeliveryKind.STOPPED:
                # No rule stopped it, or it would not be claimed any more: the user quit, and it waits for the next start.
                return {"state": "queued", "attempts": max(0, row.attempts - 1)}
            case DeliveryKind.AUTH_REFUSED | DeliveryKind.TLS_FAILED:
                # Nothing is wrong with the email: it waits, unharmed, until the account works again.
                return {"state": "queued", "reason": delivery.kind.value, "attempts": max(0, row.attempts - 1)}
            case DeliveryKind.UNREACHABLE:
                # A day without a network is not five refusals: it is tried again until the day is over.
                return OutboxService._deferred(max(1, row.attempts) - 1, now_ms, first_try_ms) | {"attempts": max(0, row.attempts - 1)}
            case _:
                return OutboxService._deferred(row.attempts, now_ms, first_try_ms)

    @staticmethod
    def _deferred(attempts: int, now_ms: int, first_try_ms: int) -> dict[str, object]:
        """The next try; the 24 hours count from the first try, not from the queueing, for the machine may have slept over a weekend."""
        if attempts > len(RETRY_MINUTES) or now_ms - first_try_ms > GIVE_UP.total_seconds() * 1000:
            return {"state": "failed", "reason": "gave_up"}
        wait = RETRY_MINUTES[max(attempts, 1) - 1]
        return {"state": "deferred", "reason": "temporary", "not_before_at": now_ms + wait * 60_000}
