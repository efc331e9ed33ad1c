"""Rule R17: do not contact by person, address, number, domain, per channel; checked everywhere, and after erasing as a salted hash (B10)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.do_not_contact import Entry, read_lines, read_value
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.errors import NotFound, RuleRefusal, SdrDeskError, ValidationError
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.do_not_contact import DoNotContactService
from sdrdesk.core.store.people import person, suppressed
from sdrdesk.core.store.tables import prospect
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue
from tests.support.profile import one, open_copy, rows

ATTEMPTS = 1000 if os.environ.get("SDRDESK_PROVE") else 120


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ann@Firm.Example", ("address", "ann@firm.example")),
        ("Ann Lee <ann@firm.example>", ("address", "ann@firm.example")),
        ("@firm.example", ("domain", "firm.example")),
        ("https://www.firm.example/about", ("domain", "firm.example")),
        ("+1 212-555-1000", ("number", "12125551000")),
        ("(212) 555-1000", ("number", "12125551000")),
        ("Ann Lee", None),
        ("", None),
    ],
)
def test_value_is_read_as_people_write_it(typed: str, read: tuple[str, str] | None) -> None:
    """A list of refusals comes in any writing; what is not understood is said, not guessed."""
    assert read_value(typed, "US") == read


def test_pasted_lines_with_channel_and_reason_in_both_languages() -> None:
    """Many at once: value, channel, reason, with commas, tabs or Chinese commas; a line that is none of it is named by its number."""
    entries, wrong = read_lines(
        "ann@firm.example\n@acme.example, email, lawyers\n+1 212 555 1000\tcall\n王总\nbob@x.example，邮件，已退订\n", "US"
    )
    assert entries == [
        Entry("address", "ann@firm.example"),
        Entry("domain", "acme.example", "email", "lawyers"),
        Entry("number", "12125551000", "call"),
        Entry("address", "bob@x.example", "email", "已退订"),
    ]
    assert wrong == [(4, "王总")]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("address", "ann@eu.firm.example"),
        ("domain", "firm.example"),
        ("domain", "eu.firm.example"),
        ("number", "12125551000"),
        ("person", ""),
    ],
)
@pytest.mark.parametrize("channel", ["any", "email", "call", "message"])
def test_each_kind_holds_on_its_channel_and_on_no_other(desk: Application, kind: str, value: str, channel: str) -> None:
    """Whoever wants no calls may still be written to; a domain covers the hosts below it."""
    who = add_person(desk, "Ann", email="ann@eu.firm.example", phone="+1 212-555-1000")
    desk.do_not_contact.add([Entry(kind, value or str(who), channel)])
    with desk.store.read() as s:
        held = {c for c in ("email", "call", "message") if suppressed(s, person(s, who), c)}
    assert held == ({"email", "call", "message"} if channel == "any" else {channel})


def test_domain_of_the_company_covers_people_with_another_address(desk: Application) -> None:
    """The company said no: its people at a free mail address are its people too."""
    who = add_person(desk, "Ann", email="ann@mail.example", company="Firm")
    with desk.store.write(OpKind.EDIT_PROSPECT, undoable=False) as uow:
        uow.s.exec_driver_sql("UPDATE company SET domain = 'firm.example'")
    done = desk.do_not_contact.add([Entry("domain", "firm.example")]).value
    assert (done.new, done.people) == (1, 1)
    assert one(desk, "SELECT status FROM prospect WHERE id = :i", i=who) == "closed"


def test_adding_stops_at_once_and_undo_brings_all_of_it_back(desk: Application) -> None:
    """B10: within the same step; R26: one undo."""
    add_mailbox(desk)
    who = add_person(desk, "Ann", email="ann@firm.example")
    enrol(desk, who)
    email = queue(desk, who)
    desk.do_not_contact.add([desk.do_not_contact.entry("firm.example", "any", "their lawyer wrote")])
    assert one(desk, "SELECT state FROM outbox") == "cancelled"
    assert (plan_of(desk, who)[0], one(desk, "SELECT end_reason FROM prospect")) == ("stopped", "do_not_contact")
    assert desk.safety.check().sound
    desk.undo.undo()
    assert (one(desk, "SELECT state FROM outbox WHERE id = :i", i=email), plan_of(desk, who)[0]) == ("queued", "queued")
    assert desk.do_not_contact.count() == 0


def test_no_email_gives_the_step_back_with_its_reason_and_leaves_calls(desk: Application) -> None:
    """R10: the step waits, visibly; the plan's calls go on."""
    add_mailbox(desk)
    who = add_person(desk, "Ann", email="ann@firm.example")
    enrol(desk, who)
    queue(desk, who)
    desk.do_not_contact.add([Entry("address", "ann@firm.example", "email")])
    assert rows(desk, "SELECT state, wait_reason FROM enrolment") == [("waiting", "do_not_contact")]
    log(desk, who, "no_answer", "call")
    with pytest.raises(RuleRefusal):
        desk.do_not_contact.add([Entry("number", desk.do_not_contact.entry("+1 212 555 0000", "call", "").value, "call")])
        desk.prospects.edit(who, {"phone": "+1 212-555-0000"})
        log(desk, who, "no_answer", "call")


def test_message_channel_refuses_a_message_that_the_user_sent(desk: Application) -> None:
    """What they write to us is a fact; what we write to them is refused."""
    who = add_person(desk, "Ann")
    desk.do_not_contact.add([Entry("person", str(who), "message")])
    with pytest.raises(RuleRefusal) as refused:
        log(desk, who, "sent", "social")
    assert refused.value.code == "do_not_contact"
    log(desk, who, "replied", "social")


def test_line_is_taken_off_with_a_reason_only_and_the_history_keeps_it(desk: Application) -> None:
    """Off the list is a decision somebody answers for; and it can be undone."""
    desk.do_not_contact.add([Entry("domain", "firm.example")])
    line = desk.do_not_contact.lines()[0]
    with pytest.raises(ValidationError) as refused:
        desk.do_not_contact.remove([line.id], "  ")
    assert refused.value.code == "reason_missing"
    desk.do_not_contact.remove([line.id], "they asked for an offer")
    step = desk.undo.history()[0]
    assert (step.op, step.args) == ("contact_again", {"name": "firm.example", "why": "they asked for an offer"})
    assert desk.do_not_contact.count() == 0
    desk.undo.undo()
    assert desk.do_not_contact.count() == 1
    with pytest.raises(NotFound):
        desk.do_not_contact.remove([99], "why")


def test_list_says_source_reason_and_since_and_is_searched(desk: Application, tmp_path: Path) -> None:
    """Where a line comes from decides whether it may be taken off."""
    who = add_person(desk, "Ann Lee", email="ann@firm.example")
    log(desk, who, "unsubscribed", "email")
    file = tmp_path / "no.csv"
    file.write_text("company,email,channel,reason\nA,x@one.example,email,asked\nB,y@two.example,,\nC,nothing,,\n", encoding="utf-8")
    entries, wrong = desk.do_not_contact.read_file(file)
    assert wrong == [(4, "nothing")]
    added = desk.do_not_contact.add(entries, file=file.name).value
    assert (added.new, added.known) == (2, 0)
    assert desk.do_not_contact.add(entries, file=file.name).value.new == 0
    desk.do_not_contact.add([desk.do_not_contact.entry("Ann Lee", "call", "prefers email")])
    seen = [(n.kind, n.value, n.channel, n.reason, n.source) for n in desk.do_not_contact.lines()]
    assert seen == [
        ("person", "Ann Lee", "call", "prefers email", "hand"),
        ("address", "y@two.example", "any", "no.csv", "file"),
        ("address", "x@one.example", "email", "no.csv asked", "file"),
        ("address", "ann@firm.example", "email", "unsubscribed", "touch"),
    ]
    assert [n.value for n in desk.do_not_contact.lines("two.ex")] == ["y@two.example"]
    assert [n.value for n in desk.do_not_contact.lines("ann lee")] == ["Ann Lee"]


@pytest.mark.parametrize("content", ["name,town\nAnn,Rome\n", "\n"])
def test_file_without_anything_to_block_is_refused_in_words(desk: Application, tmp_path: Path, content: str) -> None:
    """A wrong file must not look like an empty list that was taken."""
    file = tmp_path / "x.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SdrDeskError):
        desk.do_not_contact.read_file(file)


def test_file_of_one_column_without_a_header_loses_no_line(desk: Application, tmp_path: Path) -> None:
    """The first line of such a file is a value, not a name."""
    file = tmp_path / "x.csv"
    file.write_text("a@one.example\nb@one.example\n", encoding="utf-8")
    assert [e.value for e in desk.do_not_contact.read_file(file)[0]] == ["a@one.example", "b@one.example"]


def test_erased_person_is_still_refused_by_import_and_no_plain_word_is_left(desk: Application, tmp_path: Path) -> None:
    """R17: the list survives deletion as a salted hash; another profile's salt gives another hash."""
    desk.settings.profile_id()
    who = add_person(desk, "Ann", email="ann@firm.example", phone="+1 212-555-1000")
    log(desk, who, "do_not_contact", "email")
    with desk.store.write(OpKind.EDIT_PROSPECT, undoable=False) as uow:
        assert DoNotContactService.forget(uow.s, who) == 2
        uow.s.exec_driver_sql("DELETE FROM touch")
        uow.s.execute(delete(prospect).where(prospect.c.id == who))
    assert [v for (v,) in rows(desk, "SELECT value || reason FROM suppression") if "ann" in v or "5551000" in v] == []
    assert {line.value for line in desk.do_not_contact.lines()} == {""}
    file = tmp_path / "again.csv"
    file.write_text(
        "name,email,phone\nAnn,ANN@firm.example,\nBob,bob@firm.example,+1 212 555 1000\nEve,eve@firm.example,\n", encoding="utf-8"
    )
    report = desk.imports.run(desk.imports.look(file)).value
    assert [one(desk, "SELECT full_name FROM prospect WHERE id = :i", i=i) for i in report.ids] == ["Eve"]
    assert desk.do_not_contact.add([Entry("address", "ann@firm.example")]).value.new == 0


def test_twenty_thousand_lines_are_one_step(desk: Application) -> None:
    """A company's own list of refusals is long; it must not be a day's work, nor 20,000 steps to undo."""
    add_person(desk, "Ann", email="ann@d7.example")
    entries = [Entry("domain", f"d{n}.example") for n in range(10_000)] + [Entry("address", f"p{n}@q.example") for n in range(10_000)]
    added = desk.do_not_contact.add(entries).value
    assert (added.new, added.people) == (20_000, 1)
    desk.undo.undo()
    assert desk.do_not_contact.count() == 0


# --- nothing leaves -----------------------------------------------------------------------------------------------------------

ACCEPTED = Delivery(DeliveryKind.ACCEPTED, "dot", 250)
KINDS = st.sampled_from(["person", "address", "number", "domain"])
MOMENTS = st.sampled_from(["before", "queued", "claimed"])


@given(st.lists(st.tuples(KINDS, st.sampled_from(["any", "email", "call", "message"]), MOMENTS), min_size=1, max_size=8))
@settings(max_examples=max(ATTEMPTS // 8, 10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mail_leaves_to_anybody_on_the_list(template: Path, cases: list[tuple[str, str, str]]) -> None:
    """B10: by every kind, at every moment before the marker, with re-imports and new plans in between: 0 mails of many attempts; and
    those whose line is of another channel do get theirs (else the test is blind)."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_copy(template, Path(folder) / "p")
        try:
            desk.outbox.gate.pace = Pace(0, 0, hours=False)
            add_mailbox(desk)
            for number, (kind, channel, moment) in enumerate(cases):
                host = f"h{number}.example"
                who = add_person(desk, f"P{number}", email=f"p@{host}", phone=f"+1 212-555-{2000 + number}")
                value = {"person": str(who), "address": f"p@{host}", "number": f"1212555{2000 + number}", "domain": host}[kind]
                went = attempt(desk, who, Entry(kind, value, channel), moment)
                assert went == (channel in ("call", "message")), (kind, channel, moment)
        finally:
            desk.close()


def attempt(desk: Application, who: int, entry: Entry, moment: str) -> bool:
    """Everything that leads to an email, with the line put on the list at a moment of it; did it leave?"""
    block = lambda: desk.do_not_contact.add([entry])  # noqa: E731
    try:
        if moment == "before":
            block()
        enrol(desk, who)
        email = queue(desk, who, send_at=desk.clock.now())
        if moment == "queued":
            block()
        claim = desk.outbox.claim(email, "s")
        if moment == "claimed":
            block()
        if claim is None or not desk.outbox.mark_dotting(email, "s"):
            return False
        return desk.outbox.finish(email, ACCEPTED).value == "sent"
    except SdrDeskError:
        return False
