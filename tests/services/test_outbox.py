"""Rules R9, R16, R17: one email, once, and never after a stop (promises B3, B5)."""

from __future__ import annotations

import pytest

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.email_draft import EmailDraft
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue, suppress
from tests.support.profile import one, rows, set_now

AT_ONCE = Pace(0, 0, hours=False)
ACCEPTED = Delivery(DeliveryKind.ACCEPTED, "dot", 250, "queued")


@pytest.fixture
def who(desk: Application) -> int:
    add_mailbox(desk)
    person = add_person(desk, email="ann@firm.example")
    enrol(desk, person)
    return person


def ready(desk: Application, mail: int) -> bool:
    desk.clock.advance(seconds=30)  # type: ignore[attr-defined]
    return desk.outbox.claim(mail, "s1") is not None


def test_queue_b5_of_the_same_step_twice_is_refused(desk: Application, who: int) -> None:
    """A double click must not become two emails."""
    queue(desk, who)
    step = one(desk, "SELECT id FROM enrolment")
    for _ in range(20):
        with pytest.raises(RuleRefusal) as caught:
            desk.outbox.queue(EmailDraft(who, "Again", "Hello", step=(step, 1)))
        assert caught.value.code == "already_queued"
    assert one(desk, "SELECT count(*) FROM outbox") == 1


def test_queue_without_address_account_or_with_an_open_slot_is_refused(desk: Application) -> None:
    """B9: nothing unfinished is ever in the outbox."""
    plain, mute = add_person(desk), add_person(desk, email="")
    with pytest.raises(NotFound) as caught:
        queue(desk, plain)
    assert caught.value.code == "no_mailbox"
    add_mailbox(desk)
    with pytest.raises(ValidationError) as caught_too:
        queue(desk, mute)
    assert caught_too.value.code == "no_email"
    with pytest.raises(ValidationError) as caught_slot:
        queue(desk, plain, body="Hello ⟦first_name⟧, how are you?")
    assert caught_slot.value.code == "unfilled_slot"
    assert one(desk, "SELECT count(*) FROM outbox") == 0


def test_sent_email_is_one_touch_and_moves_the_plan(desk: Application, who: int) -> None:
    """Accepted on Thursday the 19th: step 2 on Monday the 23rd."""
    mail = queue(desk, who)
    assert ready(desk, mail)
    assert desk.outbox.mark_dotting(mail, "s1")
    assert desk.outbox.finish(mail, ACCEPTED).value == "sent"
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")
    assert rows(desk, "SELECT channel, outcome, step_no, outbox_id FROM touch") == [("email", "sent", 1, mail)]
    assert desk.outbox.due() == []
    assert desk.safety.check().sound


@pytest.mark.parametrize("stop", ["reply", "suppress", "stop"])
@pytest.mark.parametrize("moment", ["queued", "claimed"])
def test_stop_r9_before_the_body_goes_out_wins(desk: Application, who: int, stop: str, moment: str) -> None:
    """A reply, do-not-contact or the user's stop, at any time before the last moment: nothing is sent."""
    mail = queue(desk, who)
    claimed = ready(desk, mail) if moment == "claimed" else False
    assert claimed is (moment == "claimed")
    if stop == "reply":
        log(desk, who, "replied", "email")
    elif stop == "suppress":
        suppress(desk, "address", "ann@firm.example", "email")
    else:
        desk.enrolments.stop(who, "no_need")
    assert desk.outbox.mark_dotting(mail, "s1") is False
    assert ready(desk, mail) is False
    assert rows(desk, "SELECT state FROM outbox") == [("cancelled",)]


def test_retry_b3_waits_as_promised_with_the_same_bytes(desk: Application, who: int) -> None:
    """15 min, 30 min, 1 h, 2 h, 4 h, then failed and visible."""
    desk.outbox.gate.pace = AT_ONCE
    mail = queue(desk, who)
    desk.clock.advance(seconds=30)  # type: ignore[attr-defined]
    seen, waits = set(), []
    for _ in range(6):
        claim = desk.outbox.claim(mail, "s1")
        assert claim is not None
        seen.add((claim.message_id, claim.mime))
        state = desk.outbox.finish(mail, Delivery(DeliveryKind.TEMPORARY, "rcpt", 451, "later")).value
        if state == "failed":
            break
        wait = desk.outbox.rows()[0].not_before - desk.clock.now()
        waits.append(int(wait.total_seconds() // 60))
        desk.clock.advance(seconds=wait.total_seconds())  # type: ignore[attr-defined]
    assert waits == [15, 30, 60, 120, 240]
    assert desk.outbox.rows()[0].state == "failed"
    assert len(seen) == 1
    assert rows(desk, "SELECT state, wait_reason FROM enrolment") == [("waiting", "email_failed")]


def test_recover_r16_after_a_crash_asks_and_never_sends_again(desk: Application, who: int) -> None:
    """Claimed goes back to waiting; what may have left is in doubt, and only the user settles it."""
    desk.outbox.gate.pace = AT_ONCE
    first = queue(desk, who)
    second = queue(desk, add_person(desk))
    assert ready(desk, first)
    assert desk.outbox.mark_dotting(first, "s1")
    assert ready(desk, second)
    assert desk.outbox.recover("s2", alone=True) == 1
    assert dict(rows(desk, "SELECT id, state FROM outbox")) == {first: "in_doubt", second: "queued"}
    assert desk.outbox.due() == [second]
    assert desk.outbox.resolve(first, "sent").value == "sent"
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")
    with pytest.raises(RuleRefusal):
        desk.outbox.resolve(first, "sent")


def test_cancel_gives_the_step_back_and_is_refused_after_it_left(desk: Application, who: int) -> None:
    """Within the undo time the email is the user's; afterwards it is not."""
    desk.outbox.cancel(queue(desk, who))
    assert plan_of(desk, who)[0] == "active"
    again = queue(desk, who)
    assert ready(desk, again)
    assert desk.outbox.mark_dotting(again, "s1")
    with pytest.raises(RuleRefusal) as caught:
        desk.outbox.cancel(again)
    assert caught.value.code == "email_has_left"


def test_claim_stops_at_the_cap_of_the_day_and_goes_on_tomorrow(desk: Application, who: int) -> None:
    """R11: the account's cap holds for the user's day."""
    with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.exec_driver_sql("UPDATE mailbox SET daily_cap = 1")
    first, second = queue(desk, who), queue(desk, add_person(desk))
    assert ready(desk, first)
    desk.outbox.mark_dotting(first, "s1")
    desk.outbox.finish(first, ACCEPTED)
    assert ready(desk, second) is False
    set_now(desk, "2026-11-20")
    assert ready(desk, second)


@pytest.mark.parametrize("body", ["Hello {{ first_name }},\n\nA question?", "Hello [Name],\n\nA question?"])
def test_queue_text_with_a_left_over_placeholder_is_refused(desk: Application, body: str) -> None:
    """Promise B9: a placeholder of another tool that was pasted in must never reach anybody."""
    who = add_person(desk)
    add_mailbox(desk)
    with pytest.raises(ValidationError) as refused:
        desk.outbox.queue(EmailDraft(who, "A subject", body))
    assert refused.value.code == "unfilled_slot"
    assert desk.outbox.counts() == {}
