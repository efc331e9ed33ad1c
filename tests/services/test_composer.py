"""Composing: threads (rule R10), variants, the signature, files from the disk, sending later, drafts (A2), snippets."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import to_ms
from sdrdesk.core.errors import Duplicate, FileUnreadable, NotFound, ValidationError
from sdrdesk.core.files.attachments import MOST_BYTES, look_at
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.compose import BLANK
from sdrdesk.core.services.drafting import draft_of
from sdrdesk.core.services.mail_drafts import MailDraft
from sdrdesk.core.store.mail_tables import mailbox, message
from tests.support.factories import add_mailbox, add_person, enrol, log
from tests.support.profile import NEW_YORK, one, reopen, set_now

ACCEPTED = Delivery(DeliveryKind.ACCEPTED, "dot", 250, "queued")


@pytest.fixture
def who(desk: Application) -> int:
    """Ann on the day 1/3/7/14/30 plan, with every value of the templates."""
    add_mailbox(desk)
    desk.settings.change(
        {
            "user.name": "Li Na",
            "user.company": "Acme",
            "value.topic": "invoices",
            "value.prop": "pay in three days",
            "value.similar_customers": "freight firms",
        }
    )
    person = add_person(desk, "Ann Archer", company="Ajax", email="ann@ajax.example")
    enrol(desk, person)
    return person


def send(desk: Application, mail: int) -> None:
    desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
    assert desk.outbox.claim(mail, "s1") is not None and desk.outbox.mark_dotting(mail, "s1")
    assert desk.outbox.finish(mail, ACCEPTED).value == "sent"


def parsed(desk: Application, mail: int) -> email.message.EmailMessage:
    with desk.store.read() as s:
        raw = s.exec_driver_sql("SELECT mime FROM outbox_body WHERE id = ?", (mail,)).scalar_one()
    found = email.message_from_bytes(bytes(raw), policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


def receive(desk: Application, who: int, subject: str, text: str, *, refs: str = "", kind: str = "human_reply") -> None:
    at = to_ms(desk.clock.now())
    with desk.store.write(OpKind.RECEIVE, actor="job", undoable=False) as uow:
        uow.s.execute(
            insert(message).values(
                content_key=f"k{at}", message_id="<theirs@ajax.example>", refs=refs, at=at, read_at=at, from_name="Ann Archer",
                from_address="ann@ajax.example", subject=subject, text=text, kind=kind, kind_first=kind, prospect_id=who,
            )
        )  # fmt: skip


def test_a_follow_up_goes_in_the_thread_of_the_step_before(desk: Application, who: int) -> None:
    first = desk.compose.compose(who)
    assert first.thread is None and first.threading.why == ""
    mail = desk.outbox.queue(draft_of(first)).value
    send(desk, mail)
    set_now(desk, "2026-11-23")
    second = desk.compose.compose(who)
    assert (second.template, second.subject, second.threading.why) == ("follow_up_1", f"Re: {first.subject}", "step")
    assert second.own_subject == "Ann, a name for invoices?"
    follow = desk.outbox.queue(draft_of(second)).value
    made, identity = parsed(desk, follow), one(desk, "SELECT message_id FROM outbox WHERE id = :i", i=mail)
    assert (made["In-Reply-To"], made["References"], made["Subject"]) == (identity, identity, second.subject)
    send(desk, follow)
    set_now(desk, "2026-11-30")
    third = desk.compose.compose(who)
    assert third.subject == second.subject and third.thread is not None
    assert third.thread.references == (identity, one(desk, "SELECT message_id FROM outbox WHERE id = :i", i=follow))


def test_r10_a_skipped_email_makes_the_next_start_a_new_thread_and_say_so(desk: Application, who: int) -> None:
    desk.enrolments.skip_step(who, "does_not_fit")
    set_now(desk, "2026-11-23")
    second = desk.compose.compose(who)
    assert (second.template, second.thread, second.threading.why) == ("follow_up_1", None, "broken")
    assert second.subject == second.own_subject == "Ann, a name for invoices?"
    assert "In-Reply-To" not in parsed(desk, desk.outbox.queue(draft_of(second)).value)


def test_an_answer_goes_to_their_message_with_no_template_and_their_words_below(desk: Application, who: int) -> None:
    mail = desk.outbox.queue(draft_of(desk.compose.compose(who))).value
    send(desk, mail)
    desk.clock.advance(hours=2)  # type: ignore[attr-defined]
    receive(desk, who, "回复: Who looks after invoices?", "I do. {{price}}?", refs=one(desk, "SELECT message_id FROM outbox"))
    desk.enrolments.stop(who, "replied")
    answer = desk.compose.compose(who)
    assert (answer.template, answer.subject, answer.threading.why) == (BLANK, "Re: Who looks after invoices?", "answer")
    assert answer.body.startswith("Hello Ann,") and "Li Na" in answer.body
    quoted = "On 19 November 2026, Ann wrote:\n> I do. {{price}}?"
    made = parsed(desk, desk.outbox.queue(draft_of(answer, quoted=quoted)).value)
    assert made["In-Reply-To"] == "<theirs@ajax.example>" and made["References"].endswith("<theirs@ajax.example>")
    assert made.get_content().rstrip().endswith("> I do. {{price}}?")


def test_a_variant_chosen_by_hand_is_still_the_step_and_is_in_the_touch(desk: Application, who: int) -> None:
    desk.plans.save({**with_a_variant(desk), "key": "mine"})
    other = add_person(desk, "Bob Box", company="Box", email="bob@box.example")
    enrol(desk, other, cadence="mine")
    found = desk.compose.compose(other)
    assert found.choices == ("referral", "re_engage") and found.template in found.choices
    by_hand = next(key for key in found.choices if key != found.template)
    chosen = desk.compose.compose(other, template=by_hand)
    assert chosen.step == found.step is not None
    assert desk.compose.compose(other, template="break_up").step is None
    send(desk, _queued(desk, chosen))
    assert one(desk, "SELECT template FROM touch WHERE prospect_id = :p", p=other) == by_hand


def with_a_variant(desk: Application) -> dict[str, object]:
    body = body_of(desk.cadences["p5"])
    body["steps"][0]["variants"] = ["re_engage"]
    return body


def _queued(desk: Application, chosen) -> int:  # type: ignore[no-untyped-def]
    return desk.outbox.queue(draft_of(replace(chosen, subject="Hello Bob", body="Hello Bob, who is it?"))).value


def test_the_signature_of_the_account_stands_in_the_email_once(desk: Application, who: int) -> None:
    with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.execute(update(mailbox).values(signature="Li Na\nSDR, Acme GmbH"))
    body = desk.compose.compose(who).body
    assert body.count("Li Na\n") == 1 and "Li Na\nSDR, Acme GmbH\n\nNot for you?" in body


def test_files_from_the_disk_go_into_the_final_bytes(desk: Application, who: int, tmp_path: Path) -> None:
    offer = tmp_path / "报价.pdf"
    offer.write_bytes(b"%PDF-1.7")
    mail = desk.outbox.queue(draft_of(desk.compose.compose(who), attachments=(str(offer),), html=True)).value
    offer.unlink()
    made = parsed(desk, mail)
    (part,) = made.iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content()) == ("报价.pdf", "application/pdf", b"%PDF-1.7")
    kept = json.loads(one(desk, "SELECT attachments_json FROM outbox"))
    assert [(k["name"], k["size"]) for k in kept] == [("报价.pdf", 8)] and len(kept[0]["sha256"]) == 64
    assert one(desk, "SELECT html FROM outbox") == 1


@pytest.mark.parametrize("case", ["gone", "program", "disguised", "folder", "large"])
def test_a_file_that_cannot_go_is_refused_with_a_sentence_and_nothing_is_queued(
    desk: Application, who: int, tmp_path: Path, case: str
) -> None:
    path = {
        "gone": tmp_path / "gone.pdf",
        "program": tmp_path / "x.EXE",
        "disguised": tmp_path / "x.pdf",
        "folder": tmp_path,
        "large": tmp_path / "big.zip",
    }[case]
    if case in ("program", "disguised"):
        path.write_bytes(b"MZ\x90")
    if case == "large":
        path.write_bytes(bytes(MOST_BYTES + 1))
    codes = {"gone": "attachment_gone", "folder": "attachment_no_file", "large": "attachments_too_large"}
    with pytest.raises((ValidationError, FileUnreadable)) as refused:
        desk.outbox.queue(draft_of(desk.compose.compose(who), attachments=(str(path),)))
    assert refused.value.code == codes.get(case, "attachment_program")
    assert desk.texts(f"error.{refused.value.code}", **refused.value.params) != f"error.{refused.value.code}"
    assert one(desk, "SELECT count(*) FROM outbox") == 0
    assert (look_at(str(path)).problem is not None) == (case not in ("disguised", "large"))


def test_an_email_for_later_waits_over_a_restart(desk: Application, who: int, folder: Path) -> None:
    at = dt.datetime(2026, 11, 20, 9, 0, tzinfo=NEW_YORK)
    mail = desk.outbox.queue(draft_of(desk.compose.compose(who), send_at=at)).value
    desk.close()
    again = reopen(folder)
    assert again.outbox.due() == [] and again.outbox.rows()[0].not_before == at
    set_now(again, "2026-11-20T09:00")
    assert again.outbox.due() == [mail]
    again.close()


def test_a_draft_is_kept_over_a_restart_and_comes_back_when_the_email_is_taken_back(desk: Application, who: int, folder: Path) -> None:
    typed = MailDraft("Hello", "Hello Ann, half a sent", "referral", attachments=("/x/a.pdf",), later="morning", html=True, step=(1, 1))
    desk.mail_drafts.keep(who, typed)
    desk.mail_drafts.keep(who, typed)
    desk.close()
    desk = reopen(folder)
    kept = desk.mail_drafts.of(who)
    assert kept is not None and kept.at == desk.clock.now()
    assert (kept.subject, kept.body, kept.attachments, kept.later, kept.html, kept.step) == (
        typed.subject, typed.body, typed.attachments, "morning", True, (1, 1),
    )  # fmt: skip
    mail = desk.outbox.queue(draft_of(desk.compose.compose(who))).value
    desk.mail_drafts.sent(who, typed, mail)
    assert desk.mail_drafts.of(who) is None
    desk.undo.undo()
    assert desk.mail_drafts.of(who) is not None
    desk.undo.redo()
    assert desk.mail_drafts.of(who) is None
    desk.outbox.cancel(mail)
    assert desk.mail_drafts.of(who) is not None
    desk.mail_drafts.drop(who)
    assert desk.mail_drafts.of(who) is None
    desk.close()


def test_a_broken_draft_is_none(desk: Application, who: int) -> None:
    desk.mail_drafts.keep(who, MailDraft("x", "y"))
    with desk.store.write(OpKind.SETTINGS, undoable=False) as uow:
        uow.s.exec_driver_sql("UPDATE draft SET text = '[1'")
    assert desk.mail_drafts.of(who) is None


def test_snippets_are_added_changed_and_removed_and_each_can_be_undone(desk: Application) -> None:
    before = {one.code for one in desk.snippets.all("en")}
    assert ";intro" in before
    assert desk.snippets.save("ps", "PS: ${1:one line}, {{ first_name }}.", "en").value == ";ps"
    with pytest.raises(Duplicate):
        desk.snippets.save(";ps", "Other", "en")
    desk.snippets.save(";pps", "PPS", "en", before=";ps")
    assert {one.code for one in desk.snippets.all("en")} == before | {";pps"}
    desk.snippets.remove(";intro", "en")
    assert ";intro" not in {one.code for one in desk.snippets.all("en")}
    with pytest.raises(NotFound):
        desk.snippets.remove(";intro", "en")
    assert ";intro" in {one.code for one in desk.snippets.all("zh_CN")}
    for _ in range(3):
        desk.undo.undo()
    assert {one.code for one in desk.snippets.all("en")} == before
    desk.snippets.save(";intro", "My own.", "en", before=";intro")
    assert next(one for one in desk.snippets.all("en") if one.code == ";intro").body == "My own."


@pytest.mark.parametrize(
    ("code", "body", "problem"),
    [
        ("two words", "x", "snippet_code"),
        (";" + "a" * 21, "x", "snippet_code"),
        (";a", "  \n", "snippet_empty"),
        (";a", "x" * 4001, "snippet_too_long"),
        (";a", "{{ first_nam }}", "snippet_variable"),
        (";a", "{{ first_name|upper }}", "snippet_braces"),
        (";a", "${1:open", "snippet_braces"),
        (";a", "⟦topic⟧", "snippet_braces"),
    ],
)
def test_a_snippet_that_cannot_work_is_refused(desk: Application, code: str, body: str, problem: str) -> None:
    with pytest.raises(ValidationError) as refused:
        desk.snippets.save(code, body, "en")
    assert refused.value.code == problem
    assert desk.texts(f"error.{problem}", **refused.value.params) != f"error.{problem}"


def test_whoever_waits_for_an_answer_gets_no_first_email(desk: Application) -> None:
    """A reply that was seen elsewhere and marked: there is no thread to join, and the referral email would be an affront."""
    who = add_person(desk)
    assert desk.compose.compose(who).template == "referral"
    log(desk, who, "replied", channel="email")
    assert desk.compose.compose(who).template == "blank"
