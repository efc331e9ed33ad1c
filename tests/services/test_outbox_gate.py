"""The gate of the outbox: caps, spacing, their hours, an unread mailbox, a clock that is wrong (rules R8, R9, R11; promises B4, B6)."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from sdrdesk.app import Application
from sdrdesk.core.bus import Notice
from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import to_ms
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.touches import TouchDraft
from sdrdesk.core.store.mail_tables import mail_folder, mailbox
from sdrdesk.core.texts import Texts
from tests.support.factories import add_mailbox, add_person, enrol, queue
from tests.support.profile import NEW_YORK, NOW, one, open_copy, rows, set_now

ACCEPTED = Delivery(DeliveryKind.ACCEPTED, "dot", 250, "queued")


def change_box(desk: Application, **values: Any) -> None:
    """Set columns of the account."""
    with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.execute(update(mailbox).values(**values))


def go(desk: Application, email: int) -> bool:
    """Send an email, unless something keeps it back."""
    if desk.outbox.claim(email, "s") is None or not desk.outbox.mark_dotting(email, "s"):
        return False
    desk.outbox.finish(email, ACCEPTED)
    return True


def sweep(desk: Application) -> list[int]:
    """One pass of the sender, without a server."""
    desk.outbox.settle_clock()
    return [i for i in desk.outbox.due() if go(desk, i)]


def pass_days(desk: Application, until: dt.datetime, step_s: float = 15) -> list[tuple[dt.datetime, int]]:
    """Passes as the tick makes them, until that moment; nights and empty hours in one step. Gives what went when."""
    went: list[tuple[dt.datetime, int]] = []
    clock: Any = desk.clock
    while clock.now() < until:
        went += [(clock.now(), i) for i in sweep(desk)]
        following = one(desk, "SELECT min(not_before_at) FROM outbox WHERE state IN ('queued','deferred')")
        if following is None:
            clock.set(until)
            break
        wait = max(following / 1000 - clock.now().timestamp(), 0)
        clock.advance(seconds=(wait // step_s + 1) * step_s)
    return went


def held(desk: Application, email: int) -> tuple[str, dt.datetime]:
    """Why an email waits, and until when, in New York."""
    row = next(r for r in desk.outbox.rows() if r.id == email)
    return row.reason, row.not_before.astimezone(NEW_YORK)


@pytest.fixture
def box(desk: Application) -> int:
    """An account, and a clock well inside of everybody's hours."""
    set_now(desk, "2026-11-19T11:00")
    return add_mailbox(desk)


def test_second_email_waits_half_a_minute_and_some_more_also_after_a_restart(desk: Application, box: int) -> None:
    """B6: spacing is derived from what is stored; a restart is no way around it, and rolls no new dice."""
    first, second = (queue(desk, add_person(desk), send_at=desk.clock.now()) for _ in range(2))
    assert sweep(desk) == [first]
    reason, until = held(desk, second)
    gap = (until - desk.clock.now()).total_seconds()
    assert reason == "spacing" and 30 <= gap <= 30 + 30 + 15
    folder = desk.paths.root
    desk.close()
    again = open_copy(Path("unused"), folder, desk.clock.now())
    try:
        again.clock.advance(seconds=29)  # type: ignore[attr-defined]
        assert sweep(again) == []
        assert held(again, second) == (reason, until)
        set_now(again, until)
        assert sweep(again) == [second]
    finally:
        again.close()


def test_jitter_differs_from_email_to_email_and_is_the_same_each_time() -> None:
    """A steady beat looks like a machine; dice that are rolled at each look would shorten the wait."""
    pace = Pace()
    gaps = [pace.gap(n).total_seconds() for n in range(1, 200)]
    assert min(gaps) >= 30 and max(gaps) <= 60 and len(set(gaps)) > 20
    assert gaps == [pace.gap(n).total_seconds() for n in range(1, 200)]


def test_waking_with_sixty_due_gives_no_burst_and_each_has_a_time(desk: Application, box: int) -> None:
    """B6: after 16 hours of sleep: at most the hour's cap in any hour, 30 seconds apart, all inside their hours, the rest planned anew."""
    people = [add_person(desk) for _ in range(60)]
    enrol(desk, *people)
    emails = [queue(desk, p, send_at=desk.clock.now()) for p in people]
    set_now(desk, "2026-11-20T16:40")
    assert len(sweep(desk)) == 1
    waiting = [r for r in desk.outbox.rows() if r.state == "queued"]
    assert len(waiting) == 59 and all(r.reason and r.not_before > desk.clock.now() for r in waiting)
    assert len({r.not_before for r in waiting if r.reason == "spacing"}) > 20
    went = pass_days(desk, dt.datetime(2026, 11, 24, 12, tzinfo=NEW_YORK))
    assert len(went) == 59 and {i for _, i in went} | {emails[0]} == set(emails)
    times = [dt.datetime(2026, 11, 20, 16, 40, tzinfo=NEW_YORK), *(at.astimezone(NEW_YORK) for at, _ in went)]
    assert min((b - a).total_seconds() for a, b in itertools.pairwise(times)) >= 30
    assert all(dt.time(8, 30) <= t.time() < dt.time(17, 30) and t.weekday() < 5 for t in times)
    assert max(sum(t <= u < t + dt.timedelta(hours=1) for u in times) for t in times) <= 40


def test_caps_hold_over_thirty_days_with_restarts_and_clocks_that_jump(tmp_path: Path, template: Path) -> None:
    """B6: 30 simulated days, a restart each day, the clock a day back or forward now and then: never more than the caps by what is stored,
    nothing twice, and everything has gone in the end."""
    desk = open_copy(template, tmp_path / "thirty", dt.datetime(2026, 6, 1, 9, tzinfo=NEW_YORK))
    try:
        add_mailbox(desk)
        change_box(desk, daily_cap=12, hourly_cap=5)
        went: list[tuple[dt.datetime, int]] = []
        queued = 0
        for day in range(30):
            for _ in range(8 if day < 24 else 0):
                queue(desk, add_person(desk), send_at=desk.clock.now())
                queued += 1
            before = desk.clock.now()
            went += pass_days(desk, before + dt.timedelta(hours=9))
            jump = {5: -1, 6: -1, 11: 1, 17: -1, 21: 1}.get(day, 0)
            folder, now = desk.paths.root, before + dt.timedelta(days=1 + jump)
            desk.close()
            desk = open_copy(template, folder, now)
        # What waits is let go, however late it has become.
        went += pass_days(desk, desk.clock.now() + dt.timedelta(days=30))
        assert sorted(i for _, i in went) == sorted({i for _, i in went}) and len(went) == queued
        by_day: dict[dt.date, int] = {}
        for at, _ in went:
            by_day[at.astimezone(NEW_YORK).date()] = by_day.get(at.astimezone(NEW_YORK).date(), 0) + 1
        # A day that the clock shows twice is two days of real time: each showing has its own count.
        assert max(by_day.values()) <= 24
        runs: list[list[dt.datetime]] = [[]]
        for at, _ in went:
            if runs[-1] and at < runs[-1][-1]:
                runs.append([])
            runs[-1].append(at)
        for run in runs:
            days = [at.astimezone(NEW_YORK).date() for at in run]
            assert max(days.count(d) for d in set(days)) <= 12
            assert max(sum(t <= u < t + dt.timedelta(hours=1) for u in run) for t in run) <= 5
            assert min([(b - a).total_seconds() for a, b in itertools.pairwise(run)] or [30]) >= 30
    finally:
        desk.close()


def test_in_doubt_and_dotting_count_towards_the_caps(desk: Application, box: int) -> None:
    """What may have left counts as left."""
    change_box(desk, daily_cap=2)
    desk.outbox.gate.pace = Pace(0, 0, hours=False)
    emails = [queue(desk, add_person(desk), send_at=desk.clock.now()) for _ in range(3)]
    assert desk.outbox.claim(emails[0], "s") and desk.outbox.mark_dotting(emails[0], "s")
    desk.outbox.finish(emails[0], Delivery(DeliveryKind.IN_DOUBT, "dot"))
    assert desk.outbox.claim(emails[1], "s") and desk.outbox.mark_dotting(emails[1], "s")
    assert sweep(desk) == []
    reason, until = held(desk, emails[2])
    assert (reason, until.hour, until.day) == ("day_cap", 0, 20)


def test_hard_maximum_holds_whatever_the_account_says(desk: Application, box: int) -> None:
    """B6: 2,000 a day, also for an account that came by another way than the form."""
    change_box(desk, daily_cap=100_000)
    assert desk.outbox.usage()[0].daily_cap == 2000


def test_clock_set_back_sends_nothing_twice_counts_once_and_says_so(desk: Application, box: int) -> None:
    """A wrong clock that is put right: what was sent "tomorrow" counts now, once; the rest goes on within the hour."""
    change_box(desk, hourly_cap=2)
    emails = [queue(desk, add_person(desk), send_at=desk.clock.now()) for _ in range(3)]
    desk.clock.advance(days=1)  # type: ignore[attr-defined]
    went = sweep(desk)
    desk.clock.advance(seconds=75)  # type: ignore[attr-defined]
    went += sweep(desk)
    assert went == emails[:2]
    set_now(desk, "2026-11-19T11:05")
    heard: list[Any] = []
    desk.bus.subscribe(heard.append)
    desk.sender.run()
    assert [n.params["n"] for n in heard if isinstance(n, Notice) and n.code == "clock_back"] == [3]
    reason, until = held(desk, emails[2])
    assert reason == "hour_cap" and until <= dt.datetime(2026, 11, 19, 12, 6, tzinfo=NEW_YORK)
    set_now(desk, until)
    assert sweep(desk) == [emails[2]]
    assert rows(desk, "SELECT count(*), count(DISTINCT id) FROM outbox WHERE state = 'sent'") == [(3, 3)]
    heard.clear()
    desk.sender.run()
    assert [n for n in heard if isinstance(n, Notice)] == []


def test_clock_set_back_does_not_keep_a_retry_waiting_for_a_year(desk: Application, box: int) -> None:
    """The battery of the clock was empty: a retry in "2027" is tried now."""
    set_now(desk, "2027-11-18T11:00")
    email = queue(desk, add_person(desk), send_at=desk.clock.now())
    assert desk.outbox.claim(email, "s") is not None
    desk.outbox.finish(email, Delivery(DeliveryKind.TEMPORARY, "rcpt", 451))
    set_now(desk, "2026-11-19T11:00")
    assert desk.outbox.settle_clock() == 1
    assert sweep(desk) == [email]


def test_time_that_the_user_chose_is_kept_when_the_clock_is_set_back(desk: Application, box: int) -> None:
    """R20: "tomorrow at nine" is nine o'clock, whatever the clock said when it was written."""
    email = queue(desk, add_person(desk), send_at=desk.clock.now() + dt.timedelta(days=2))
    set_now(desk, "2026-11-18T11:00")
    desk.outbox.settle_clock()
    assert held(desk, email)[1] == dt.datetime(2026, 11, 21, 11, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-19T07:00", "2026-11-19T08:30"),
        ("2026-11-19T18:00", "2026-11-20T08:30"),
        ("2026-11-20T18:00", "2026-11-23T08:30"),
        # Thanksgiving is free in the United States.
        ("2026-11-25T18:00", "2026-11-27T08:30"),
    ],
)
def test_email_of_a_plan_waits_for_their_hours(desk: Application, now: str, until: str) -> None:
    """R8: nobody gets the second email of a plan at seven in the morning or on a holiday."""
    add_mailbox(desk)
    who = add_person(desk)
    enrol(desk, who)
    set_now(desk, now)
    email = queue(desk, who, send_at=desk.clock.now())
    assert sweep(desk) == []
    assert held(desk, email) == ("their_hours", dt.datetime.fromisoformat(until).replace(tzinfo=NEW_YORK))
    set_now(desk, until)
    assert sweep(desk) == [email]


def test_answer_by_hand_goes_at_once_and_the_user_can_say_now(desk: Application, box: int) -> None:
    """Somebody who asked at night may be answered at night; an email of a plan only when the user says so."""
    set_now(desk, "2026-11-19T23:00")
    who, other = add_person(desk), add_person(desk)
    enrol(desk, other)
    by_hand, planned = (queue(desk, p, send_at=desk.clock.now()) for p in (who, other))
    assert sweep(desk) == [by_hand]
    assert held(desk, planned)[0] == "their_hours"
    desk.outbox.send_now(planned)
    desk.clock.advance(seconds=20)  # type: ignore[attr-defined]
    assert sweep(desk) == [] and held(desk, planned)[0] == "spacing"
    desk.clock.advance(seconds=60)  # type: ignore[attr-defined]
    assert sweep(desk) == [planned]


def test_follow_ups_go_before_first_touches(desk: Application, box: int) -> None:
    """R11: when the day's cap is short, those who were written to before come first."""
    people = [add_person(desk) for _ in range(4)]
    enrol(desk, *people)
    with desk.store.write(OpKind.SETTINGS, undoable=False) as uow:
        uow.s.exec_driver_sql(f"UPDATE enrolment SET step_no = 2 WHERE prospect_id IN ({people[2]}, {people[3]})")
    emails = [queue(desk, p, send_at=desk.clock.now()) for p in people]
    change_box(desk, daily_cap=2)
    went = pass_days(desk, desk.clock.now() + dt.timedelta(minutes=20))
    assert [i for _, i in went] == emails[2:]
    assert {held(desk, i)[0] for i in emails[:2]} == {"day_cap"}


@pytest.mark.parametrize("source", ["imap", "directory"])
def test_follow_up_b4_waits_until_the_mailbox_was_read(desk: Application, box: int, source: str) -> None:
    """B4: "held: mailbox not checked", and the reader is asked; ten minutes are fresh, eleven are not, a time ahead of the clock never."""
    if source == "imap":
        change_box(desk, imap_host="imap.acme.example")
    else:
        with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
            uow.s.execute(mail_folder.insert().values(kind="files", name="in", watched=1))

    def read(at: dt.datetime | None) -> None:
        with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
            table = mailbox if source == "imap" else mail_folder
            uow.s.execute(update(table).values(read_at=to_ms(at) if at else None))

    desk.outbox.gate.pace = Pace(0, 0, hours=False)
    who = add_person(desk)
    first = queue(desk, who, send_at=desk.clock.now())
    assert sweep(desk) == [first], "a first email needs no reading"
    asked: list[Any] = []
    desk.sender._ask_to_read = asked.append
    second = queue(desk, who, send_at=desk.clock.now())
    for stale in (None, desk.clock.now() - dt.timedelta(minutes=11), desk.clock.now() + dt.timedelta(hours=5)):
        read(stale)
        desk.sender.run()
        assert held(desk, second) == ("mailbox_unread", desk.clock.now().astimezone(NEW_YORK) + dt.timedelta(minutes=5))
        desk.sender.run()
        desk.clock.advance(minutes=5)  # type: ignore[attr-defined]
    assert asked == [[box]] * 3
    desk.sender.run()
    read(desk.clock.now() - dt.timedelta(minutes=9))
    assert desk.outbox.mailbox_was_read(box) == 1
    assert sweep(desk) == [second]


def test_follow_up_b4_is_looked_at_again_at_the_marker(desk: Application, box: int) -> None:
    """Between the claim and the body the ten minutes ran out: it goes back, and no try is counted."""
    desk.outbox.gate.pace = Pace(0, 0, hours=False)
    change_box(desk, imap_host="imap.acme.example", read_at=to_ms(desk.clock.now()))
    who = add_person(desk)
    assert go(desk, queue(desk, who, send_at=desk.clock.now()))
    second = queue(desk, who, send_at=desk.clock.now())
    assert desk.outbox.claim(second, "s") is not None
    desk.clock.advance(minutes=11)  # type: ignore[attr-defined]
    assert desk.outbox.mark_dotting(second, "s") is False
    assert desk.outbox.finish(second, Delivery(DeliveryKind.STOPPED, "rcpt")).value == "queued"
    assert rows(desk, "SELECT state, reason, attempts FROM outbox WHERE id = :i", i=second) == [("queued", "mailbox_unread", 0)]


def test_account_that_only_sends_lets_follow_ups_go(desk: Application, box: int) -> None:
    """Nothing can be read there; that is said on the page instead."""
    desk.outbox.gate.pace = Pace(0, 0, hours=False)
    who = add_person(desk)
    assert go(desk, queue(desk, who, send_at=desk.clock.now()))
    assert go(desk, queue(desk, who, send_at=desk.clock.now()))


def test_pause_of_the_account_and_a_new_address_win_at_the_marker(desk: Application, box: int) -> None:
    """B4: pause and edit are stops too."""
    first, second = add_person(desk), add_person(desk)
    one_email, other = (queue(desk, p, send_at=desk.clock.now()) for p in (first, second))
    desk.outbox.gate.pace = Pace(0, 0, hours=False)
    assert desk.outbox.claim(one_email, "s") and desk.outbox.claim(other, "s")
    desk.prospects.edit(second, {"email": "new@firm.example"})
    assert desk.outbox.mark_dotting(other, "s") is False
    desk.mailboxes.pause(box, "auth_refused")
    assert desk.outbox.mark_dotting(one_email, "s") is False
    assert dict(rows(desk, "SELECT id, state FROM outbox")) == {one_email: "queued", other: "cancelled"}
    assert one(desk, "SELECT reason FROM outbox WHERE id = :i", i=other) == "address_changed"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_reason_of_the_gate_has_words(language: str) -> None:
    """A reason that nobody can read is none."""
    from sdrdesk.core.services.outbox_gate import GATED

    assert [r for r in (*GATED, "address_changed") if not Texts(language).has(f"reason.{r}")] == []


def test_now_is_inside_hours() -> None:
    """The fixed moment of these tests is one at which an email may leave."""
    assert NOW.astimezone(NEW_YORK).weekday() == 3


def test_new_moment_stands_in_no_undos_way(desk: Application, box: int) -> None:
    """R26: that the gate has planned an email is no reason why what the user did a minute ago could not be taken back."""
    set_now(desk, "2026-11-19T22:00")
    who = add_person(desk)
    enrol(desk, who)
    email = queue(desk, who, send_at=desk.clock.now())
    assert sweep(desk) == [] and held(desk, email)[0] == "their_hours"
    assert desk.undo.undo().value.op == "queue_email"
    assert one(desk, "SELECT count(*) FROM outbox") == 0
    assert one(desk, "SELECT state FROM enrolment") == "active"


@pytest.mark.parametrize("moment", ["queued", "claimed"])
def test_automatic_reply_keeps_the_email_back_until_they_return(desk: Application, box: int, moment: str) -> None:
    """R9: an out-of-office pauses; what is in the outbox already waits with its plan, also between claim and body."""
    who = add_person(desk)
    enrol(desk, who)
    email = queue(desk, who, send_at=desk.clock.now())
    claimed = desk.outbox.claim(email, "s") if moment == "claimed" else None
    desk.touches.log(TouchDraft(who, "email", "auto_replied", returns=dt.date(2026, 11, 24)))
    if claimed is not None:
        assert desk.outbox.mark_dotting(email, "s") is False
        desk.outbox.finish(email, Delivery(DeliveryKind.STOPPED, "rcpt"))
    else:
        assert sweep(desk) == []
    reason, until = held(desk, email)
    assert (reason, until.date()) == ("they_are_away", dt.date(2026, 11, 25))
    set_now(desk, "2026-11-25T10:00")
    assert sweep(desk) == [email]


def test_in_doubt_is_settled_by_its_copy_in_sent_and_by_nothing_else(desk: Application, box: int) -> None:
    """B2: found by Message-ID, logged once as a touch; one that is not found stays a question."""
    desk.outbox.gate.pace = Pace(0, 0, hours=False)
    emails = [queue(desk, add_person(desk), send_at=desk.clock.now()) for _ in range(3)]
    for email in emails[:2]:
        assert desk.outbox.claim(email, "s") and desk.outbox.mark_dotting(email, "s")
        desk.outbox.finish(email, Delivery(DeliveryKind.IN_DOUBT, "dot"))
    doubtful = desk.outbox.in_doubt()
    waiting = one(desk, "SELECT message_id FROM outbox WHERE id = :i", i=emails[2])
    assert len(doubtful) == 2 and set(doubtful.values()) == {box}
    first = one(desk, "SELECT message_id FROM outbox WHERE id = :i", i=emails[0])
    assert desk.outbox.found_in_sent([first, waiting, "<other@x.example>"]).value == [emails[0]]
    assert desk.outbox.found_in_sent([first]).value == []
    assert [s for (s,) in rows(desk, "SELECT state FROM outbox ORDER BY id")] == ["sent", "in_doubt", "queued"]
    assert rows(desk, "SELECT outbox_id FROM touch") == [(emails[0],)]
    assert desk.safety.check().sound
