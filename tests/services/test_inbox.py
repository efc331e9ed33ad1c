"""What a received message does, on a real store: each kind to each state of a plan, once and only once (rules R9, R17, R18; C1, B2)."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.received import MailKind, ReferredDraft
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.email_draft import EmailDraft
from tests.support.factories import add_mailbox, add_person, enrol, log
from tests.support.mail_in import complaint_report, delivery_report, person_mail, sent_to, take, with_state
from tests.support.profile import NOW, one, rows, set_now

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(desk: Application) -> Application:
    """With an account whose emails leave one after the other, without a pause."""
    add_mailbox(desk)
    desk.outbox.gate.pace = Pace(0, 0, hours=False)
    return desk


def planned(
    desk: Application, name: str = "ann", company: str = "Acme", domain: str = "acme-works.example", **more: str
) -> tuple[int, str, str]:
    """Somebody on a plan whose first email has left: (id, address, its Message-ID)."""
    address = f"{name}@{domain}"
    who = add_person(desk, f"{name.title()} Lee", company=company, email=address, **more)
    enrol(desk, who)
    return who, address, sent_to(desk, who)


def plan(desk: Application, who: int) -> tuple[str, str | None, str | None]:
    """(state, reason to stop, due day) of a person's plan."""
    return rows(desk, "SELECT state, stop_reason, due_on FROM enrolment WHERE prospect_id = :p", p=who)[0]


def touches(desk: Application, who: int) -> list[str]:
    return [r[0] for r in rows(desk, "SELECT outcome FROM touch WHERE prospect_id = :p ORDER BY id", p=who)]


def waits(desk: Application, who: int) -> bool:
    """Is the person in the band of those who wait for an answer?"""
    return bool(one(desk, f"SELECT count(*) FROM task WHERE prospect_id = {who} AND kind = 'answer' AND state = 'open'"))


def messages(desk: Application, *columns: str) -> list[Any]:
    return rows(desk, f"SELECT {', '.join(columns)} FROM message ORDER BY id")


def suppressed(desk: Application) -> list[Any]:
    return rows(desk, "SELECT kind, value, channel FROM suppression ORDER BY id")


# --- each kind ----------------------------------------------------------------------------------------------------------------


def test_human_reply_stops_the_plan_holds_colleagues_and_waits_for_an_answer(desk: Application) -> None:
    """R9, R18, W5: the reply is a connect and a conversation; the colleague is the user's decision."""
    ann, address, ours = planned(desk)
    bob, _, _ = planned(desk, "bob")
    other, _, _ = planned(desk, "cem", "Bolt", "bolt.example")
    taken = take(desk, person_mail(address, answers=ours))
    assert (taken.read, taken.kept, taken.kinds) == (1, 1, {MailKind.HUMAN_REPLY: 1})
    assert plan(desk, ann)[:2] == ("stopped", "replied")
    assert plan(desk, bob)[0] == "held"
    assert plan(desk, other)[0] == "active"
    assert touches(desk, ann) == ["sent", "replied"]
    assert waits(desk, ann) and not waits(desk, bob)
    assert messages(desk, "prospect_id", "kind", "state", "matched_by", "text") == [
        (ann, "human_reply", "new", "thread", "Sounds interesting. Can you call me on Tuesday?")
    ]


def test_referral_stops_the_plan_and_names_the_new_person(desk: Application) -> None:
    """P3: whom to ask is kept for the form."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, "referral", answers=ours))
    assert plan(desk, ann)[0] == "stopped"
    assert waits(desk, ann)
    assert "cara.diaz@acme-works.example" in messages(desk, "referred_json")[0][0]


def test_absence_with_a_date_pauses_to_the_working_day_after_it(desk: Application) -> None:
    """R9: away until Wednesday the 25th; the 26th is Thanksgiving in the United States, so Friday. It is no connect and needs no answer."""
    ann, address, ours = planned(desk)
    assert plan(desk, ann)[2] == "2026-11-23"
    take(desk, person_mail(address, "away", answers=ours))
    assert plan(desk, ann) == ("active", None, "2026-11-27")
    assert touches(desk, ann) == ["sent", "auto_replied"]
    assert messages(desk, "kind", "state", "returns_on") == [("out_of_office", "done", "2026-11-25")]
    assert not waits(desk, ann)


def test_absence_without_a_date_pauses_five_working_days(desk: Application) -> None:
    """R9: from Thursday the 19th over a weekend and Thanksgiving: Friday the 27th."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, "away_no_date", answers=ours))
    assert plan(desk, ann) == ("active", None, "2026-11-27")


def test_receipt_of_a_help_desk_changes_nothing(desk: Application) -> None:
    """It says nothing of the person."""
    ann, address, ours = planned(desk)
    before = plan(desk, ann)
    take(desk, person_mail(address, "receipt", answers=ours))
    assert plan(desk, ann) == before
    assert touches(desk, ann) == ["sent"]
    assert messages(desk, "kind", "state") == [("auto_reply", "done")]


def test_permanent_bounce_stops_and_suppresses_the_address(desk: Application) -> None:
    """R9, R17: nothing goes there again, for whatever plan."""
    ann, address, ours = planned(desk)
    take(desk, delivery_report(address, ours))
    assert plan(desk, ann)[:2] == ("stopped", "bounced")
    assert suppressed(desk) == [("address", address, "email")]
    assert desk.compose.compose(ann).blocked_by == "do_not_contact"


@pytest.mark.parametrize(
    ("action", "status", "kind"), [("failed", "4.2.2", "bounce"), ("delayed", "4.4.1", "delay"), ("delivered", "2.0.0", "delivered")]
)
def test_soft_bounce_delay_and_receipt_stop_nothing(desk: Application, action: str, status: str, kind: str) -> None:
    """C3: 4.x.x and delays never suppress an address; the plan's next email is the retry."""
    ann, address, ours = planned(desk)
    before = plan(desk, ann)
    take(desk, delivery_report(address, ours, action=action, status=status if status[0] != "2" else "4.0.0"))
    assert plan(desk, ann) == before
    assert suppressed(desk) == []
    assert messages(desk, "kind")[0][0] in (kind, "delivered")


def test_bounce_of_somebody_else_in_one_report_is_not_this_persons(desk: Application) -> None:
    """A report names each recipient; another one's failure is no reason to stop."""
    ann, _, ours = planned(desk)
    take(desk, delivery_report("old.colleague@acme-works.example", ours))
    assert plan(desk, ann)[0] == "active"
    assert suppressed(desk) == []


@pytest.mark.parametrize("kind", ["unsubscribe", "complaint"])
def test_opt_out_and_complaint_end_the_person(desk: Application, kind: str) -> None:
    """R17: at once, and for good."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, "unsubscribe", answers=ours) if kind == "unsubscribe" else complaint_report(address, ours))
    assert plan(desk, ann)[:2] == ("stopped", "unsubscribed")
    assert ("address", address, "email") in suppressed(desk)
    assert one(desk, f"SELECT status FROM prospect WHERE id = {ann}") == "closed"


def test_opt_out_from_another_address_of_theirs_closes_that_one_too(desk: Application) -> None:
    """They answer from their private mailbox."""
    _, address, ours = planned(desk)
    take(desk, person_mail("ann.private@home.example", "unsubscribe", answers=ours))
    assert {r[1] for r in suppressed(desk)} == {address, "ann.private@home.example"}


# --- whose it is ---------------------------------------------------------------------------------------------------------------


def test_reply_without_a_thread_is_found_by_address_plus_tag_and_case(desk: Application) -> None:
    """R18: thread, then address."""
    ann, _, _ = planned(desk)
    take(desk, person_mail("Ann+sales@ACME-works.example", at=NOW + dt.timedelta(hours=1)))
    assert messages(desk, "prospect_id", "matched_by") == [(ann, "address")]
    assert plan(desk, ann)[0] == "stopped"


def test_reply_by_a_stranger_of_the_company_holds_and_asks(desk: Application) -> None:
    """R18: "new person?"; Ann has not answered, so nothing is counted for her."""
    ann, _, _ = planned(desk)
    take(desk, person_mail("zoe@mail.acme-works.example"))
    assert messages(desk, "prospect_id", "matched_by", "state") == [(ann, "domain", "new")]
    assert plan(desk, ann)[0] == "held"
    assert touches(desk, ann) == ["sent"]
    assert waits(desk, ann)


def test_mail_of_strangers_and_of_ourselves_is_not_kept(desk: Application) -> None:
    """Only what concerns people on the list is stored; a private mailbox is none of our business."""
    planned(desk)
    ours = one(desk, "SELECT address FROM mailbox")
    taken = take(desk, person_mail("mum@home.example"), person_mail("shop@gmail.com"), person_mail(ours), b"", b"\xff\xfe\x00garbage")
    assert (taken.read, taken.kept) == (5, 0)
    assert one(desk, "SELECT count(*) FROM message") == one(desk, "SELECT count(*) FROM message_body") == 0


def test_people_of_one_provider_are_no_colleagues(desk: Application) -> None:
    """R18: an address at a provider of mailboxes, or of access to the network, says nothing of the company."""
    planned(desk, "ann", "Acme", "gmail.com")
    planned(desk, "bob", "Bolt", "comcast.net")
    assert take(desk, person_mail("zoe@gmail.com"), person_mail("zoe@comcast.net")).kept == 0


def test_stranger_who_wants_no_mail_has_their_own_address_closed_off(desk: Application) -> None:
    """R17: what Zoe asks for is not asked for Ann, whose plan is held for the user to decide."""
    ann, _, _ = planned(desk)
    take(desk, person_mail("zoe@acme-works.example", "unsubscribe"))
    assert [r[1] for r in suppressed(desk)] == ["zoe@acme-works.example"]
    assert plan(desk, ann)[0] == "held"
    desk.inbox.do_not_contact(first(desk), "address")
    assert {r[1] for r in suppressed(desk)} == {"zoe@acme-works.example"}
    assert one(desk, f"SELECT status FROM prospect WHERE id = {ann}") == "open"
    assert messages(desk, "state") == [("done",)]


def test_copy_of_our_own_email_is_no_answer(desk: Application) -> None:
    """By its id, whatever address of ours it came from, and by the user's own address where no account is set up."""
    ann, _, ours = planned(desk)
    desk.settings.change({"user.email": "me@elsewhere.example"})
    copy = person_mail("alias@acme.example", answers=ours, message_id=ours)
    assert take(desk, copy, person_mail("me@elsewhere.example", answers=ours)).kept == 0
    assert plan(desk, ann)[0] == "active"


# --- once and only once ---------------------------------------------------------------------------------------------------------


def test_same_message_by_another_way_is_one_event(desk: Application) -> None:
    """C1: read again, in two folders, through two accounts, after a rebuilt folder."""
    ann, address, ours = planned(desk)
    raw = person_mail(address, answers=ours)
    take(desk, raw, raw)
    take(desk, raw, mailbox_id=2, folder_id=7)
    take(desk, b"Received: by another way; today\r\n" + raw, folder_id=3)
    assert touches(desk, ann) == ["sent", "replied"]
    assert len(messages(desk, "id")) == 1


def test_two_messages_with_one_message_id_are_two(desk: Application) -> None:
    """C1: some programs give every message the same id."""
    _, address, ours = planned(desk)
    take(
        desk,
        person_mail(address, answers=ours, message_id="<same@x.example>"),
        person_mail(address, answers=ours, message_id="<same@x.example>", text="And one more thing."),
    )
    assert len(messages(desk, "id")) == 2


@pytest.mark.parametrize("seed", range(6))
def test_order_and_repetition_do_not_change_the_end(desk: Application, seed: int) -> None:
    """A mailbox is read in any order, in pieces, and again: plans and suppressions end the same."""
    people = [planned(desk, name, f"Firm {name}", f"{name}-works.example") for name in ("ann", "bob", "cem", "dot")]
    raws = [
        person_mail(people[0][1], answers=people[0][2], at=NOW),
        person_mail(people[1][1], "away", answers=people[1][2], at=NOW),
        delivery_report(people[2][1], people[2][2]),
        person_mail(people[3][1], "unsubscribe", answers=people[3][2]),
        person_mail(people[0][1], "receipt", answers=people[0][2]),
    ]
    shuffled = raws * 2
    random.Random(seed).shuffle(shuffled)
    at = random.Random(seed).randrange(1, 9)
    take(desk, *shuffled[:at])
    take(desk, *shuffled[at:])
    assert [plan(desk, p[0])[:2] for p in people] == [
        ("stopped", "replied"), ("active", None), ("stopped", "bounced"), ("stopped", "unsubscribed"),
    ]  # fmt: skip
    assert sorted(r[1] for r in suppressed(desk)) == sorted([people[2][1], people[3][1]])
    assert desk.safety.check().sound


def test_batch_that_breaks_in_the_middle_leaves_nothing(desk: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing: the reader will bring the whole batch again."""
    ann, address, ours = planned(desk)
    bob, bobs, to_bob = planned(desk, "bob", "Bolt", "bolt.example")
    real, calls = desk.inbox._insert, []

    def breaks(*args: Any) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("power")
        return real(*args)

    monkeypatch.setattr(desk.inbox, "_insert", breaks)
    batch = (person_mail(address, answers=ours), person_mail(bobs, answers=to_bob))
    with pytest.raises(RuntimeError):
        take(desk, *batch)
    assert (plan(desk, ann)[0], plan(desk, bob)[0], messages(desk, "id")) == ("active", "active", [])
    assert take(desk, *batch).kept == 2
    assert plan(desk, ann)[0] == "stopped"


# --- history, clocks, doubt -----------------------------------------------------------------------------------------------------


def test_mail_from_before_the_plan_is_history(desk: Application) -> None:
    """The first reading of an old mailbox must not stop what began yesterday; what answers our email does, whatever its clock says."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, at=NOW - 9 * DAY))
    assert (plan(desk, ann)[0], touches(desk, ann)) == ("active", ["sent"])
    assert messages(desk, "state") == [("done",)]
    take(desk, person_mail(address, answers=ours, at=NOW - 9 * DAY, text="Yes please."))
    assert plan(desk, ann)[0] == "stopped"


def test_late_found_answer_to_an_earlier_plan_does_not_stop_the_new_one(desk: Application) -> None:
    """A folder is read weeks later: what was answered then is long dealt with."""
    ann, address, ours = planned(desk)
    log(desk, ann, "conversation")
    set_now(desk, NOW + 30 * DAY)
    enrol(desk, ann)
    take(desk, person_mail(address, answers=ours, at=NOW + DAY))
    assert (plan(desk, ann)[0], messages(desk, "state")) == ("stopped", [("done",)])
    assert rows(desk, "SELECT state FROM enrolment WHERE prospect_id = :p ORDER BY id", p=ann)[-1][0] == "active"
    desk.inbox.reclassify(first(desk), MailKind.HUMAN_REPLY)
    assert rows(desk, "SELECT state FROM enrolment WHERE prospect_id = :p ORDER BY id", p=ann)[-1][0] == "stopped"


def test_old_wish_to_be_left_alone_holds(desk: Application) -> None:
    """R17: it does not grow stale."""
    _, address, _ = planned(desk)
    take(desk, person_mail(address, "unsubscribe", at=NOW - 90 * DAY))
    assert suppressed(desk) == [("address", address, "email")]


def test_effect_that_a_rule_refuses_loses_no_message(desk: Application, monkeypatch: pytest.MonkeyPatch, allow_log: list[str]) -> None:
    """It is kept, open, with nothing half done; the user looks."""
    allow_log.append("sdrdesk.core.services.inbox: inbox.no_effect")
    ann, address, ours = planned(desk)

    def refuses(*_: Any) -> None:
        raise RuleRefusal("do_not_contact", rule="R17", kind="person")

    with monkeypatch.context() as patch:
        patch.setattr(desk.touches, "log_within", refuses)
        assert take(desk, person_mail(address, answers=ours)).kept == 1
    assert messages(desk, "state", "touch_id", "effect_step_id") == [("new", None, None)]
    assert plan(desk, ann)[0] == "active"
    desk.inbox.reclassify(first(desk), MailKind.HUMAN_REPLY)
    assert plan(desk, ann)[0] == "stopped"


def test_email_written_before_the_reply_was_read_does_not_answer_it(desk: Application) -> None:
    """W5, B4: it was past recall when the reply came in; whoever wrote still waits."""
    ann, address, ours = planned(desk)
    row = desk.outbox.queue(EmailDraft(ann, "One more thing", "Hello", send_at=desk.clock.now())).value
    assert desk.outbox.claim(row, "test") is not None
    assert desk.outbox.mark_dotting(row, "test")
    set_now(desk, NOW + dt.timedelta(minutes=1))
    take(desk, person_mail(address, answers=ours))
    set_now(desk, NOW + dt.timedelta(minutes=2))
    desk.outbox.finish(row, Delivery(DeliveryKind.ACCEPTED, "dot", 250))
    assert (waits(desk, ann), messages(desk, "state")) == (True, [("new",)])


@pytest.mark.parametrize("year", [1970, 2049])
def test_message_with_a_wrong_clock_counts_when_it_is_read(desk: Application, year: int) -> None:
    """A date of 1970 or of the future is none."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, answers=ours, at=NOW.replace(year=year)))
    assert messages(desk, "at") == [(int(NOW.timestamp() * 1000),)]
    assert plan(desk, ann)[0] == "stopped"


def test_email_in_doubt_that_is_answered_has_arrived(desk: Application) -> None:
    """B2: the answer is the proof; it counts as sent once, and the plan's stop stands."""
    ann, address, ours = planned(desk)
    set_now(desk, "2026-11-23")
    composed = desk.compose.compose(ann)
    row = desk.outbox.queue(EmailDraft(ann, "A", "B", composed.template, step=composed.step, send_at=desk.clock.now())).value
    with_state(desk, row, "in_doubt")
    second = one(desk, f"SELECT message_id FROM outbox WHERE id = {row}")
    take(desk, person_mail(address, answers=second, at=desk.clock.now()))
    assert one(desk, f"SELECT state FROM outbox WHERE id = {row}") == "sent"
    assert touches(desk, ann) == ["sent", "sent", "replied"]
    assert plan(desk, ann)[0] == "stopped"
    assert ours != second
    desk.inbox.reclassify(first(desk), MailKind.AUTO_REPLY)
    assert one(desk, f"SELECT state FROM outbox WHERE id = {row}") == "sent"


def test_mail_that_waits_in_the_outbox_goes_no_more_after_a_reply(desk: Application) -> None:
    """R9, B4: also what was written by hand."""
    ann, address, ours = planned(desk)
    row = desk.outbox.queue(EmailDraft(ann, "One more thing", "Hello", send_at=desk.clock.now() + DAY)).value
    take(desk, person_mail(address, answers=ours))
    assert one(desk, f"SELECT state FROM outbox WHERE id = {row}") == "cancelled"


# --- the user's side ------------------------------------------------------------------------------------------------------------


def first(desk: Application) -> int:
    return int(messages(desk, "id")[0][0])


def test_reply_that_was_an_absence_is_judged_anew_and_back(desk: Application) -> None:
    """The stop is taken back exactly, the pause follows; undo brings the stop again, redo the pause; a third judgement finds its way too."""
    ann, address, ours = planned(desk)
    bob, _, _ = planned(desk, "bob")
    take(desk, person_mail(address, answers=ours))
    judged = desk.inbox.reclassify(first(desk), MailKind.OUT_OF_OFFICE, dt.date(2026, 11, 25)).value
    assert judged.kept_by == ()
    assert plan(desk, ann) == ("active", None, "2026-11-27")
    assert plan(desk, bob)[0] == "active"
    assert touches(desk, ann) == ["sent", "auto_replied"]
    assert not waits(desk, ann)
    desk.undo.undo()
    assert (plan(desk, ann)[0], plan(desk, bob)[0], waits(desk, ann)) == ("stopped", "held", True)
    assert messages(desk, "kind", "kind_first") == [("human_reply", "human_reply")]
    desk.undo.redo()
    assert plan(desk, ann)[0] == "active"
    desk.inbox.reclassify(first(desk), MailKind.UNSUBSCRIBE)
    assert plan(desk, ann)[:2] == ("stopped", "unsubscribed")
    desk.inbox.reclassify(first(desk), MailKind.HUMAN_REPLY)
    assert (plan(desk, ann)[:2], touches(desk, ann), suppressed(desk)) == (("stopped", "replied"), ["sent", "replied"], [])
    assert desk.safety.check().sound


def test_judging_anew_leaves_what_newer_steps_stand_on(desk: Application) -> None:
    """The user has called since; what stays is said, and the new kind's effects follow."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, answers=ours))
    log(desk, ann, "no_answer")
    judged = desk.inbox.reclassify(first(desk), MailKind.AUTO_REPLY).value
    assert judged.kept_by == ("log_touch",)
    assert touches(desk, ann) == ["sent", "replied", "no_answer"]


def test_done_closes_the_answer_and_reopen_brings_it_back(desk: Application) -> None:
    """R18: one key marks a reply that was seen elsewhere."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, answers=ours))
    desk.inbox.done(first(desk))
    assert (waits(desk, ann), messages(desk, "state")) == (False, [("done",)])
    desk.inbox.reopen(first(desk))
    assert (waits(desk, ann), messages(desk, "state")) == (True, [("new",)])
    desk.undo.undo()
    desk.undo.undo()
    assert waits(desk, ann)


def test_answer_by_telephone_closes_the_message(desk: Application) -> None:
    """Whoever was called back waits no more."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, answers=ours))
    set_now(desk, NOW + dt.timedelta(hours=1))
    log(desk, ann, "conversation")
    assert (waits(desk, ann), messages(desk, "state")) == (False, [("done",)])


def test_not_now_gives_a_date_in_place_of_the_plan(desk: Application) -> None:
    """R4, R25: nobody without a next step."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, answers=ours))
    desk.inbox.not_now(first(desk), When(dt.date(2027, 3, 1), None))
    assert rows(desk, "SELECT kind, channel, due_on FROM task WHERE state = 'open'") == [("follow_up", "call", "2027-03-01")]
    assert one(desk, f"SELECT stage FROM prospect WHERE id = {ann}") == "nurture"
    desk.undo.undo()
    assert waits(desk, ann)


@pytest.mark.parametrize(("scope", "people", "entries"), [("person", 1, 3), ("address", 1, 1), ("domain", 2, 1)])
def test_do_not_contact_closes_off_person_address_or_domain(desk: Application, scope: str, people: int, entries: int) -> None:
    """R17, undone in one step."""
    ann, address, ours = planned(desk)
    bob, _, _ = planned(desk, "bob")
    take(desk, person_mail(address, answers=ours))
    assert desk.inbox.do_not_contact(first(desk), scope).value == people
    assert len(suppressed(desk)) == entries
    assert one(desk, f"SELECT status FROM prospect WHERE id = {ann}") == "closed"
    assert (one(desk, f"SELECT status FROM prospect WHERE id = {bob}") == "closed") == (scope == "domain")
    desk.undo.undo()
    assert (suppressed(desk), waits(desk, ann)) == ([], True)


def test_do_not_contact_a_whole_mail_provider_is_refused(desk: Application) -> None:
    """One key must not close off everybody at a provider of mailboxes."""
    _, address, ours = planned(desk, "ann", "Acme", "gmail.com")
    take(desk, person_mail(address, answers=ours))
    with pytest.raises(ValidationError) as caught:
        desk.inbox.do_not_contact(first(desk), "domain")
    assert caught.value.code == "scope_free_mail"
    with pytest.raises(ValidationError):
        desk.inbox.do_not_contact(first(desk), "planet")
    with pytest.raises(NotFound):
        desk.inbox.done(999)


def test_referral_makes_the_new_person_and_closes_the_old_one(desk: Application) -> None:
    """P3: same company, linked, a seed, on today's list; undone in one step."""
    ann, address, ours = planned(desk)
    take(desk, person_mail(address, "referral", answers=ours))
    cara = desk.inbox.refer(first(desk), ReferredDraft("Cara Diaz", "cara.diaz@acme-works.example", "+1 212-555-0199", "CFO")).value
    assert rows(desk, "SELECT full_name, email, title, lead_type, referred_by_id FROM prospect WHERE id = :p", p=cara) == [
        ("Cara Diaz", "cara.diaz@acme-works.example", "CFO", "seed", ann)
    ]
    assert one(desk, f"SELECT count(DISTINCT company_id) FROM prospect WHERE id IN ({ann}, {cara})") == 1
    assert rows(desk, "SELECT status, end_reason FROM prospect WHERE id = :p", p=ann) == [("closed", "referred")]
    assert rows(desk, "SELECT prospect_id, kind, channel, due_on FROM task WHERE state = 'open'") == [
        (cara, "follow_up", "call", "2026-11-19")
    ]
    desk.undo.undo()
    assert one(desk, "SELECT count(*) FROM prospect") == 1
    assert waits(desk, ann)


def test_referral_to_somebody_on_the_list_links_them(desk: Application) -> None:
    """Nobody is doubled; who is on a plan stays on it."""
    ann, address, ours = planned(desk)
    bob, bobs, _ = planned(desk, "bob", "Bolt", "bolt.example")
    take(desk, person_mail(address, "referral", answers=ours))
    assert desk.inbox.refer(first(desk), ReferredDraft("Bob", bobs)).value == bob
    assert one(desk, f"SELECT referred_by_id FROM prospect WHERE id = {bob}") == ann
    assert plan(desk, bob)[0] == "active"
    with pytest.raises(ValidationError):
        desk.inbox.refer(first(desk), ReferredDraft("Ann", address))
    with pytest.raises(ValidationError):
        desk.inbox.refer(first(desk), ReferredDraft(""))
