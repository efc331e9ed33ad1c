"""Received mail: taken in, judged, and dealt with (rules R9, R16, R17, R18, R26; promises C1, B2)."""

from __future__ import annotations

import datetime as dt
import json
import logging
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.domain.received import Arrived, MailKind, ReadMail, ReferredDraft, Reported, Taken
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import NotFound, SdrDeskError, ValidationError
from sdrdesk.core.ports import MessageReader
from sdrdesk.core.services import inbox_ae, inbox_answers, inbox_effects
from sdrdesk.core.services.handoff_answers import HandoffAnswerService
from sdrdesk.core.services.inbox_effects import Incoming
from sdrdesk.core.services.inbox_match import Lookups, Match, concerned, match
from sdrdesk.core.services.outbox import OutboxService
from sdrdesk.core.services.prospects import ProspectService
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.touches import TouchService
from sdrdesk.core.store import journal
from sdrdesk.core.store.mail_tables import message, message_body, outbox
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import journal_step

log = logging.getLogger(__name__)

MAX_SOURCE = 1024 * 1024
"""Bytes of a message that are kept as they came; its text is kept whole beside them."""

MAX_TEXT = 200_000
MAX_CHAIN = 20
"""Judgements of one message that stand on one another; a person changes their mind a few times."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of judging a message anew: ``kept_by`` are later steps for which its first effects had to stay (empty: taken back)."""

    kind: MailKind
    kept_by: tuple[str, ...] = ()


class InboxService:
    """The write side of the Inbox. ``look`` opens a message (``mail.taking.glimpse``)."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: SettingsService,
        touches: TouchService,
        prospects: ProspectService,
        outbox_service: OutboxService,
        look: MessageReader,
        answers: HandoffAnswerService,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._touches = touches
        self._prospects = prospects
        self._outbox = outbox_service
        self._look = look
        self._answers = answers

    # --- taking in ---------------------------------------------------------------------------------------------------------

    def take_all(self, arrived: Sequence[Arrived]) -> Outcome[Taken]:
        """Take messages in, with all their effects, in one transaction. A message that is there already changes nothing, by whichever way it
        comes again (promise C1); of mail that concerns nobody on the list nothing is kept. Each kept message is a step of the journal by itself.

        Args:
            arrived: at most a hundred or so, oldest first.
        """
        seen = [(one, self._look(one.raw)) for one in arrived]
        with self._store.read() as s:
            near = concerned(s, [look for _, look in seen])
        # Before the write: what a message is takes the most time, and needs no lock.
        read = [(one, look.whole()) for (one, look), wanted in zip(seen, near, strict=True) if wanted]
        kinds: Counter[MailKind] = Counter()
        if not read:
            return Outcome(Taken(len(arrived)), ChangeSet())
        with self._store.write(OpKind.RECEIVE, actor="job", undoable=False) as uow:
            own = self._settings.profile(uow.s).text("user.email")
            known = Lookups(uow.s, [mail for _, mail in read], own)
            for one, mail in read:
                if known.is_new(mail) and self._take(uow, one, mail, known):
                    kinds[mail.verdict.kind] += 1
        return Outcome(Taken(len(arrived), kinds.total(), dict(kinds)), uow.changes)

    def _take(self, uow: UnitOfWork, one: Arrived, mail: ReadMail, known: Lookups) -> bool:
        s = uow.s
        from_ae = inbox_ae.about_handoff(s, mail, known)
        if from_ae is not None:
            self._take_ae(uow, one, mail, from_ae)
            return True
        found = match(s, mail, known)
        if found is None:
            return False
        at = inbox_effects.settle_time(mail.at, from_ms(uow.now_ms))
        with uow.step(OpKind.RECEIVE, actor="job", args=self._args(s, found.prospect_id, mail.verdict.kind)):
            message_id = self._insert(uow, one, mail, found, at)
            # Beside the effects, for it stays true whatever the message is taken for.
            if found.by == "thread" and found.outbox.state == "in_doubt":
                self._outbox.arrived_within(uow, found.outbox.id)
        try:
            self._effect(uow, message_id, Incoming.of(mail, at), found)
        except SdrDeskError as error:
            # The message is never lost over what cannot be done about it: it stays, and the user looks.
            log.warning("inbox.no_effect message=%s code=%s", message_id, error.code)
        return True

    def _take_ae(self, uow: UnitOfWork, one: Arrived, mail: ReadMail, found: inbox_ae.AeMail) -> None:
        """What an account executive writes is kept at the handoff. It is no word of the person: nothing stops, nothing is held, nothing counted."""
        at, zone = inbox_effects.settle_time(mail.at, from_ms(uow.now_ms)), self._settings.profile(uow.s).zone
        with uow.step(OpKind.RECEIVE, actor="job", args=self._args(uow.s, found.match.prospect_id, mail.verdict.kind)):
            message_id = self._insert(uow, one, mail, found.match, at, found.handoff_id)
            if found.match.outbox is not None and found.match.outbox.state == "in_doubt":
                self._outbox.arrived_within(uow, found.match.outbox.id)
        done = False
        try:
            done = inbox_ae.take_answer(uow, self._answers, mail, found, at, message_id, zone)
        except SdrDeskError as error:
            log.warning("inbox.no_answer message=%s code=%s", message_id, error.code)
        inbox_ae.mark(uow, message_id, done)

    def _effect(self, uow: UnitOfWork, message_id: int, incoming: Incoming, found: Match) -> None:
        """Apply what follows, as a step of its own that can be taken back when the user says that the message is something else."""
        s = uow.s
        today = self._settings.profile(s).today(self._clock.now())
        with uow.step(OpKind.RECEIVE, actor="job", args=self._args(s, found.prospect_id, incoming.kind)) as step:
            done = inbox_effects.apply(uow, self._touches, incoming, found, today)
            state = {"state": "new"} if done.open else {"state": "done", "done_at": uow.now_ms}
            s.execute(update(message).where(message.c.id == message_id).values(touch_id=done.touch_id, effect_step_id=step, **state))

    @staticmethod
    def _args(s: Connection, prospect_id: int, kind: MailKind) -> dict[str, object]:
        return {"prospect": prospect_id, "name": person(s, prospect_id).full_name, "kind": kind.value}

    @staticmethod
    def _insert(uow: UnitOfWork, one: Arrived, mail: ReadMail, found: Match, at: dt.datetime, handoff_id: int | None = None) -> int:
        v = mail.verdict
        made = uow.s.execute(
            insert(message)
            .values(
                mailbox_id=one.mailbox_id,
                folder_id=one.folder_id,
                uidvalidity=one.uidvalidity,
                uid=one.uid,
                content_key=mail.content_key,
                message_id=mail.message_id or None,
                in_reply_to=mail.in_reply_to or None,
                refs=mail.references or None,
                at=to_ms(at),
                read_at=uow.now_ms,
                from_name=mail.from_name,
                from_address=mail.from_address,
                subject=mail.subject,
                text=mail.text[:MAX_TEXT],
                quoted=mail.quoted[:MAX_TEXT],
                has_html=int(mail.has_html),
                kind=v.kind.value,
                kind_first=v.kind.value,
                confidence=round(v.confidence * 100),
                returns_on=v.returns_on.isoformat() if v.returns_on else None,
                reported_json=json.dumps([asdict(r) for r in v.recipients], ensure_ascii=False),
                referred_json=json.dumps([asdict(r) for r in v.referred], ensure_ascii=False),
                prospect_id=found.prospect_id,
                outbox_id=found.outbox.id if found.outbox is not None else None,
                matched_by=found.by,
                handoff_id=handoff_id,
            )
            .returning(message.c.id)
        ).scalar_one()
        uow.s.execute(insert(message_body).values(id=made, source=zlib.compress(one.raw[:MAX_SOURCE], 6)))
        return int(made)

    # --- judging anew ------------------------------------------------------------------------------------------------------

    def reclassify(self, message_id: int, kind: MailKind, returns: dt.date | None = None) -> Outcome[Judged]:
        """The user says what a message is. Its effects are taken back where nothing newer stands on them, and those of the new kind follow,
        also for a message that was too old to have any by itself.

        Raises:
            NotFound: no such message.
        """
        with self._store.write(OpKind.RECLASSIFY) as uow:
            row = self._word(uow.s, message_id)
            kept_by = self._take_back(uow, row)
            s = uow.s
            values = {"kind": kind.value, "returns_on": returns.isoformat() if returns else row.returns_on}
            s.execute(update(message).where(message.c.id == message_id).values(**values))
            row = self._row(s, message_id)
            found = Match(row.prospect_id, _outbox_row(s, row.outbox_id), row.matched_by)
            today = self._settings.profile(s).today(self._clock.now())
            done = inbox_effects.apply(uow, self._touches, _incoming(row), found, today, judged=True)
            state = {"state": "new", "done_at": None} if done.open else {"state": "done", "done_at": uow.now_ms}
            s.execute(update(message).where(message.c.id == message_id).values(touch_id=done.touch_id, effect_step_id=uow.step_id, **state))
            uow.args = self._args(s, row.prospect_id, kind)
        return Outcome(Judged(kind, kept_by), uow.changes)

    def _take_back(self, uow: UnitOfWork, row: Any) -> tuple[str, ...]:
        """Take the message's effects back, one judgement after the other, down to the message without any."""
        s, message_id = uow.s, row.id
        for _ in range(MAX_CHAIN):
            step = row.effect_step_id
            if step is None:
                return ()
            blockers = journal.conflicts(s, step, but=uow.step_id)
            if blockers:
                return tuple(blockers)
            journal.revert(s, step)
            # No step of the user's stack any more, nor an obstacle: its rows are as they were before it.
            s.execute(update(journal_step).where(journal_step.c.id == step).values(state="replaced", undoable=0))
            row = self._row(s, message_id)
        return ()

    @staticmethod
    def _row(s: Connection, message_id: int) -> Any:
        row = s.execute(select(message).where(message.c.id == message_id)).first()
        if row is None:
            raise NotFound("message_not_found", id=message_id)
        return row

    def _word(self, s: Connection, message_id: int) -> Any:
        """The same of a message that is a word of the person.

        Raises:
            ValidationError: an account executive wrote it, about a handoff.
        """
        row = self._row(s, message_id)
        if row.handoff_id is not None:
            raise ValidationError("message_of_ae", field="message")
        return row

    # --- dealing with it ---------------------------------------------------------------------------------------------------

    def done(self, *message_ids: int) -> Outcome[None]:
        """These messages need nothing any more, in one step: they were answered elsewhere, or only had to be seen (R18)."""
        with self._store.write(OpKind.MESSAGE_DONE) as uow:
            rows = [self._word(uow.s, i) for i in message_ids]
            for row in rows:
                inbox_answers.close(uow, row)
            uow.args = self._named(uow.s, rows)
        return Outcome(None, uow.changes)

    def reopen(self, message_id: int) -> Outcome[None]:
        """This message still has to be dealt with."""
        with self._store.write(OpKind.MESSAGE_DONE) as uow:
            row = self._word(uow.s, message_id)
            inbox_answers.reopen(uow, row, self._settings.profile(uow.s).today(self._clock.now()))
            uow.args = self._named(uow.s, [row])
        return Outcome(None, uow.changes)

    def not_now(self, message_id: int, when: When) -> Outcome[None]:
        """They said "not now": no plan goes on, and they are on the list again at the time that the user names (R4, R25)."""
        with self._store.write(OpKind.MESSAGE_DONE) as uow:
            row = self._word(uow.s, message_id)
            inbox_answers.not_now(uow, row, when)
            uow.args = self._named(uow.s, [row])
        return Outcome(None, uow.changes)

    def do_not_contact(self, message_id: int, scope: str) -> Outcome[int]:
        """Nobody contacts them again: the ``person``, whoever has this ``address``, or everybody of the ``domain`` (R17). Gives how many people.

        Raises:
            ValidationError: a scope that is none, or no address or domain to speak of.
        """
        with self._store.write(OpKind.DO_NOT_CONTACT) as uow:
            row = self._word(uow.s, message_id)
            people = inbox_answers.do_not_contact(uow, row, scope)
            uow.args = self._named(uow.s, [row]) | {"scope": scope}
        return Outcome(people, uow.changes)

    def refer(self, message_id: int, draft: ReferredDraft) -> Outcome[int]:
        """Take the person whom a message names: new at the same company, linked and due today; who named them is closed as referred (P3, R18).
        Somebody who is on the list by that address is linked instead of doubled. Gives the id.

        Raises:
            ValidationError: no name and no way to reach them, or a value that cannot be taken.
        """
        with self._store.write(OpKind.REFERRED) as uow:
            row = self._word(uow.s, message_id)
            today = self._settings.profile(uow.s).today(self._clock.now())
            named = inbox_answers.refer(uow, row, draft, self._prospects, today)
            uow.args = {
                "prospect": named,
                "name": person(uow.s, named).full_name or draft.address,
                "by": person(uow.s, row.prospect_id).full_name,
            }
        return Outcome(named, uow.changes)

    @staticmethod
    def _named(s: Connection, rows: Sequence[Any]) -> dict[str, object]:
        names = list(dict.fromkeys(person(s, r.prospect_id).full_name for r in rows))
        shown = ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
        return {"prospect": rows[0].prospect_id if rows else 0, "name": shown, "n": len(rows)}


def _outbox_row(s: Connection, outbox_id: int | None) -> Any:
    return s.execute(select(outbox).where(outbox.c.id == outbox_id)).first() if outbox_id is not None else None


def _incoming(row: Any) -> Incoming:
    """A stored message as its effects need it. What the user calls a bounce is taken for a permanent one where no report says otherwise."""
    reported = tuple(Reported(**one) for one in json.loads(row.reported_json))
    kind = MailKind(row.kind)
    if kind is MailKind.BOUNCE and not reported:
        reported = (Reported("", "failed", "5.0.0", True),)
    return Incoming(
        kind, from_ms(row.at), row.text, row.from_address, dt.date.fromisoformat(row.returns_on) if row.returns_on else None, reported
    )
