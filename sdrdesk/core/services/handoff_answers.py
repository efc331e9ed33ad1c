"""What account executives answer to handoffs, taken in from a file, an email or by hand (rule R24; seed W16)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.domain.handoff_answer import (
    TAKEN_BACK,
    WAITING,
    Answer,
    CheckIn,
    Relation,
    against,
    kept_before,
    make_answer,
    merged,
    relation,
)
from sdrdesk.core.errors import NotFound, RuleRefusal, SdrDeskError, ValidationError
from sdrdesk.core.files.answer_file import AnswerFile, read_answer
from sdrdesk.core.services import handoff_effects
from sdrdesk.core.services.handoff_effects import answer_of, live_rows
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.mail_tables import message
from sdrdesk.core.store.people import person
from sdrdesk.core.store.ready_tables import account_executive, handoff, handoff_answer
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import task

SOURCES = ("file", "email", "hand")
CLOCK_SLACK = dt.timedelta(minutes=5)
"""Two machines' clocks may differ by so much before a time lies in the future."""


Note = tuple[str, dict[str, object]]
"""A text code with its values."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: ``known`` ones changed nothing; ``notes`` are text codes with values of what was set right on the way."""

    handoff_id: int
    prospect_id: int
    name: str
    ae: str
    answer: Answer
    state: str
    known: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class FileTaken:
    """One of several files: what came of it, or why it was not taken."""

    path: Path
    answered: Answered | None
    problem: SdrDeskError | None = None


class HandoffAnswerService:
    """Takes answers in, with all that follows from them."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def answer(
        self,
        handoff_id: int,
        answer: str,
        *,
        reason: str = "",
        amount: str = "",
        answered_by: str = "",
        answered_at: dt.datetime | None = None,
        source: str = "hand",
        replace: bool = False,
        until: dt.date | None = None,
    ) -> Outcome[Answered]:
        """Note what the account executive said, with all that follows from it, in one step that can be undone.

        Args:
            handoff_id: the handoff.
            answer: one of ANSWERS, as people write it.
            reason: why, in the account executive's words; its code is guessed.
            amount: of a deal that is won, as people type it.
            answered_by: who says so; the account executive when empty.
            answered_at: when; now when it is missing, lies in the future, or before the handoff.
            source: one of SOURCES.
            replace: take what contradicts it back.
            until: when the person comes back, instead of the number of days from the settings.

        Raises:
            NotFound: no such handoff.
            ValidationError: an answer, an amount or a date that cannot be taken.
            RuleRefusal: it contradicts what was answered before.
        """
        said = make_answer(answer, reason, amount)
        with self._store.write(OpKind.HANDOFF_ANSWER) as uow:
            done = self.answer_within(uow, handoff_id, said, by=answered_by, at=answered_at, source=source, replacing=replace, until=until)
            uow.args = _args(done)
        return Outcome(done, uow.changes if not done.known else ChangeSet())

    def answer_within(
        self,
        uow: UnitOfWork,
        handoff_id: int,
        said: Answer,
        *,
        by: str = "",
        at: dt.datetime | None = None,
        source: str = "hand",
        replacing: bool = False,
        until: dt.date | None = None,
        message_id: int | None = None,
    ) -> Answered:
        """The same inside a transaction that is open already."""
        s = uow.s
        row, profile, now = _handoff(s, handoff_id), self._settings.profile(s), from_ms(uow.now_ms)
        if until is not None and until < profile.today(now):
            raise ValidationError("until_past", field="until", value=until.isoformat())
        when, notes = _settle(at, from_ms(row.at), now)
        live = live_rows(s, row.id)
        before = [answer_of(one) for one in live]
        found = against(before, said)
        if found is Relation.KNOWN:
            return _answered(s, row, said, row.state, known=True, notes=notes)
        if found is Relation.CONTRADICTS:
            if not replacing:
                raise _contradiction(row, live[-1], said)
            for one in reversed(live[kept_before(before, said) :]):
                handoff_effects.take_back(uow, one)
                s.execute(update(handoff_answer).where(handoff_answer.c.id == one.id).values(replaced=TAKEN_BACK))
            before = before[: kept_before(before, said)]
            handoff_effects.write_state(uow, row.id)
        adds = found is Relation.ADDS
        kept = merged(before[-1], said) if adds else said
        again = bool(before) and relation(before[-1], said) is Relation.KNOWN  # back to an answer that still holds
        if adds:  # one answer told twice is one: the fuller one, at the time of the first
            s.execute(update(handoff_answer).where(handoff_answer.c.id == live[-1].id).values(replaced=TAKEN_BACK))
            when = from_ms(live[-1].answered_at)
        if not again:
            _insert(uow, row, kept, by or row.ae, when, source, message_id)
        state = handoff_effects.write_state(uow, row.id)
        if not adds:
            handoff_effects.follow(uow, row, kept, row.ae, when, until, profile)
        return _answered(s, row, kept, state, notes=notes)

    # --- files ---------------------------------------------------------------------------------------------------------------

    def take_file(self, path: Path, *, replace: bool = False) -> Outcome[Answered]:
        """Take in an answer.json, a packet's folder, or the whole zip dropped back.

        Raises:
            FileUnreadable, ValidationError: a file that is none, or says nothing that can be taken.
            NotFound: it is about no handoff of this desk.
            RuleRefusal: it contradicts what was answered before.
        """
        file = read_answer(path, self._zone())
        with self._store.write(OpKind.HANDOFF_ANSWER) as uow:
            done = self._file_within(uow, file, replacing=replace)
            uow.args = _args(done)
        return Outcome(done, uow.changes if not done.known else ChangeSet())

    def take_files(self, paths: Sequence[Path]) -> Outcome[tuple[FileTaken, ...]]:
        """Take several in, as one step: one that cannot be taken keeps none of the others out, and says why."""
        zone = self._zone()
        read: list[tuple[Path, AnswerFile | SdrDeskError]] = []
        for path in paths:
            try:
                read.append((path, read_answer(path, zone)))
            except SdrDeskError as problem:
                read.append((path, problem))
        taken: list[FileTaken] = []
        with self._store.write(OpKind.HANDOFF_ANSWER) as uow:
            for path, file in read:
                try:
                    if isinstance(file, SdrDeskError):
                        raise file
                    with uow.s.begin_nested():
                        taken.append(FileTaken(path, self._file_within(uow, file)))
                except SdrDeskError as problem:
                    taken.append(FileTaken(path, None, problem))
            new = [one.answered for one in taken if one.answered is not None and not one.answered.known]
            if new:
                uow.args = _args(new[0]) | ({"name": ", ".join(one.name for one in new)[:120]} if len(new) > 1 else {})
        return Outcome(tuple(taken), uow.changes if new else ChangeSet())

    def _zone(self) -> dt.tzinfo:
        return self._settings.profile().zone

    def _file_within(
        self, uow: UnitOfWork, file: AnswerFile, *, replacing: bool = False, source: str = "file", message_id: int | None = None
    ) -> Answered:
        row = find_handoff(uow.s, file)
        done = self.answer_within(
            uow,
            row.id,
            answer_in(file),
            by=file.answered_by,
            at=file.answered_at,
            source=source,
            replacing=replacing,
            until=file.until,
            message_id=message_id,
        )
        unread: tuple[Note, ...] = (("answer_note.time_unreadable", {"value": file.time_unread}),) if file.time_unread else ()
        return dataclasses.replace(done, notes=unread + done.notes)

    # --- what waits for the user -----------------------------------------------------------------------------------------------

    def settle(self, answer_id: int, *, take: bool) -> Outcome[Answered]:
        """An answer that came by email and contradicts what holds: take it in place of that, or leave it.

        Raises:
            NotFound: it waits no longer.
        """
        with self._store.write(OpKind.HANDOFF_ANSWER) as uow:
            a = handoff_answer.c
            waiting = uow.s.execute(select(handoff_answer).where(a.id == answer_id, a.replaced == WAITING)).first()
            if waiting is None:
                raise NotFound("answer_not_waiting", id=answer_id)
            uow.s.execute(update(handoff_answer).where(a.id == answer_id).values(replaced=TAKEN_BACK))
            if waiting.message_id is not None:
                dealt = {"state": "done", "done_at": uow.now_ms}
                uow.s.execute(update(message).where(message.c.id == waiting.message_id).values(**dealt))
            row = _handoff(uow.s, waiting.handoff_id)
            if take:
                done = self.answer_within(
                    uow,
                    row.id,
                    answer_of(waiting),
                    by=waiting.answered_by,
                    at=from_ms(waiting.answered_at),
                    source=waiting.source,
                    replacing=True,
                    message_id=waiting.message_id,
                )
            else:
                last = live_rows(uow.s, row.id)[-1]
                done = _answered(uow.s, row, answer_of(last), row.state)
            uow.args = _args(done)
        return Outcome(done, uow.changes)

    def read_message(self, message_id: int) -> Outcome[None]:
        """What the account executive wrote has been read, and nothing is to be done about it."""
        with self._store.write(OpKind.MESSAGE_DONE) as uow:
            m = message.c
            row = uow.s.execute(select(m.prospect_id).where(m.id == message_id, m.handoff_id.is_not(None))).first()
            if row is None:
                raise NotFound("message_not_found", id=message_id)
            uow.s.execute(update(message).where(m.id == message_id).values(state="done", done_at=uow.now_ms))
            uow.args = {"prospect": row.prospect_id, "name": person(uow.s, row.prospect_id).full_name, "n": 1}
        return Outcome(None, uow.changes)

    # --- check-ins -------------------------------------------------------------------------------------------------------------

    def finish_check_in(self, task_id: int, said: str = "") -> Outcome[CheckIn]:
        """A check-in with the account executive is done; gives the next one, 30 days on (W16).

        Raises:
            NotFound: no open check-in.
        """
        with self._store.write(OpKind.FINISH_TASK) as uow:
            t = task.c
            row = uow.s.execute(select(task).where(t.id == task_id, t.kind == "check_in", t.state == "open")).first()
            if row is None:
                raise NotFound("task_not_found", id=task_id)
            following = handoff_effects.finish_check_in(uow, row, said, self._settings.profile(uow.s))
            uow.args = {"prospect": row.prospect_id, "name": person(uow.s, row.prospect_id).full_name}
        return Outcome(following, uow.changes)


def _args(done: Answered) -> dict[str, object]:
    return {"prospect": done.prospect_id, "name": done.name, "ae": done.ae, "handoff_state": done.answer.answer, "handoff": done.handoff_id}


def _handoff(s: Connection, handoff_id: int) -> Any:
    row = s.execute(
        select(handoff, account_executive.c.name.label("ae"))
        .join(account_executive, account_executive.c.id == handoff.c.ae_id)
        .where(handoff.c.id == handoff_id)
    ).first()
    if row is None:
        raise NotFound("handoff_not_found", id=handoff_id)
    return row


def _answered(s: Connection, row: Any, said: Answer, state: str, *, known: bool = False, notes: Any = ()) -> Answered:
    return Answered(row.id, row.prospect_id, person(s, row.prospect_id).full_name, row.ae, said, state, known, tuple(notes))


def _settle(at: dt.datetime | None, sent: dt.datetime, now: dt.datetime) -> tuple[dt.datetime, list[Note]]:
    """When an answer counts. A clock that is wrong must not lose an answer: now is taken, and that is said."""
    if at is None:
        return now, []
    if at > now + CLOCK_SLACK:
        return now, [("answer_note.time_future", {"value": at.isoformat(timespec="minutes")})]
    if at < sent and at.date() < sent.astimezone(at.tzinfo).date():
        return now, [("answer_note.time_early", {"value": at.isoformat(timespec="minutes")})]
    return min(max(at, sent), now), []


def _contradiction(row: Any, held: Any, said: Answer) -> RuleRefusal:
    # Two amounts or two reasons of one answer read alike without them.
    both = [_version(answer_of(held)), _version(said)]
    day = from_ms(held.answered_at).date().isoformat()
    return RuleRefusal(
        "answer_contradicts",
        rule="R24",
        handoff=row.id,
        ae=row.ae,
        handoff_state=held.answer,
        held=both[0],
        answer=said.answer,
        new=both[1],
        day=day,
    )


def _version(said: Answer) -> str:
    detail = str(said.money) if said.money else said.reason
    return f" ({detail[:80]})" if detail else ""


def _insert(
    uow: UnitOfWork, row: Any, said: Answer, by: str, at: dt.datetime, source: str, message_id: int | None, replaced: int = 0
) -> None:
    uow.s.execute(
        insert(handoff_answer).values(
            handoff_id=row.id,
            answer=said.answer,
            reason_code=said.reason_code,
            reason=said.reason,
            amount=said.money.amount if said.money else None,
            currency=said.money.currency if said.money else "",
            answered_by=by.strip()[:120],
            answered_at=to_ms(at),
            at=uow.now_ms,
            source=source,
            message_id=message_id,
            replaced=replaced,
        )
    )


def keep_waiting(uow: UnitOfWork, handoff_id: int, said: Answer, by: str, at: dt.datetime, message_id: int) -> None:
    """Keep an answer that contradicts what holds until the user has seen both."""
    _insert(uow, _handoff(uow.s, handoff_id), said, by, at, "email", message_id, WAITING)


_GONE = "SELECT 1 FROM journal_change WHERE tbl = 'handoff' AND before IS NOT NULL AND json_extract(before, '$.uid') = :uid LIMIT 1"


def find_handoff(s: Connection, file: AnswerFile) -> Any:
    """The handoff that an answer is about: by its uid, with the number as a check.

    Raises:
        NotFound: it is of another desk, or no longer here.
        ValidationError: uid and number name two handoffs, or nothing names one.
    """
    h = handoff.c
    if file.uid:
        row = s.execute(select(handoff).where(h.uid == file.uid).order_by(h.id.desc()).limit(1)).first()
        if row is None:
            gone = s.execute(text(_GONE), {"uid": file.uid}).first() is not None
            raise NotFound("answer_handoff_gone" if gone else "answer_other_desk", file=file.name, prospect=_about(file))
        if file.handoff_id is not None and file.handoff_id != row.id:
            raise ValidationError("answer_ids_disagree", field="uid", file=file.name, id=file.handoff_id, other=row.id)
        return row
    row = s.execute(select(handoff).where(h.id == file.handoff_id)).first() if file.handoff_id is not None else None
    # Without the uid the number alone could be anybody's: the name has to fit as well.
    if row is None or not file.prospect or person(s, row.prospect_id).full_name.casefold() != file.prospect.casefold():
        raise ValidationError("answer_names_no_handoff", field="uid", file=file.name)
    return row


def answer_in(file: AnswerFile) -> Answer:
    """What a file answers.

    Raises:
        ValidationError: nothing that can be taken.
    """
    return make_answer(file.answer, file.reason, file.amount)


def _about(file: AnswerFile) -> str:
    return " · ".join(part for part in (file.prospect, file.company) if part) or file.uid
