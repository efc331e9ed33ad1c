"""An account executive answers by email: taken in at the handoff, never as a word of the person (R24, R9, C1)."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.received import Arrived
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.handoff_list import handoff_history, handoff_rows, waiting_answers
from sdrdesk.core.queries.inbox import conversations
from sdrdesk.core.services.touches import TouchDraft
from sdrdesk.core.store.mail_tables import outbox
from tests.services.test_handoff_answers import hand_over, state_of
from tests.support.factories import add_person
from tests.support.mail_in import delivery_report, person_mail
from tests.support.profile import dump, one, rows

RAVI = "ravi@acme.example"
PACKET = "<packet-1@acme.example>"


@pytest.fixture
def sent(desk: Application, tmp_path: Path) -> int:
    """A handoff whose packet went to Ravi by email."""
    desk.settings.profile_id()
    handoff = hand_over(desk, tmp_path, "Helen Okafor")
    who = one(desk, "SELECT prospect_id FROM handoff")
    with desk.store.write(OpKind.HANDOFF_EMAIL) as uow:
        values = {
            "message_id": PACKET,
            "prospect_id": who,
            "to_address": RAVI,
            "subject": "Helen Okafor",
            "body": "The packet",
            "state": "sent",
        }
        uow.s.execute(insert(outbox).values(**_filled(values), sent_at=uow.now_ms, handoff_id=handoff))
    return handoff


def _filled(values: dict[str, object]) -> dict[str, object]:
    """With whatever else an email of the outbox must have."""
    needed = {c.name: "" if "CHAR" in str(c.type) or "TEXT" in str(c.type) else 0 for c in outbox.c if not c.nullable and c.name != "id"}
    return needed | values


def take(desk: Application, *mails: bytes) -> int:
    """Mails arrive together; gives how many were kept."""
    return desk.inbox.take_all([Arrived(None, 1, None, None, raw) for raw in mails]).value.kept


def reply(text: str, *, sender: str = RAVI, answers: str = PACKET, **more: str) -> bytes:
    return person_mail(sender, text=text, answers=answers, subject="Re: Helen Okafor", **more)


def uid_of(desk: Application) -> str:
    return str(one(desk, "SELECT uid FROM handoff ORDER BY id LIMIT 1"))


@pytest.mark.parametrize(
    ("text", "state", "detail"),
    [
        ("accepted", "accepted", ("", "", None)), ("Returned: no budget\r\n\r\nRavi", "returned", ("no_budget", "no budget", None)), ("赢单：￥18万", "won", ("", "", 18_000_000)),
        ("LOST - too expensive", "lost", ("price", "too expensive", None)), ("退回：没有预算", "returned", ("no_budget", "没有预算", None)),
    ],
)  # fmt: skip
def test_first_line_is_the_answer(desk: Application, sent: int, text: str, state: str, detail: tuple[object, ...]) -> None:
    """Read, applied and done: the user has nothing to look at."""
    quoted = f"{text}\r\n\r\nOn Thu, 19 Nov 2026 at 10:00, Li Na <li.na@acme.example> wrote:\r\n> lost: this is only quoted\r\n> [SDR Desk {uid_of(desk)}]"
    assert take(desk, reply(quoted)) == 1
    assert state_of(desk, sent) == state
    assert rows(desk, "SELECT reason_code, reason, amount FROM handoff") == [detail]
    assert rows(desk, "SELECT handoff_id, matched_by, state, touch_id FROM message") == [(sent, "handoff", "done", None)]
    assert rows(desk, "SELECT source, answered_by FROM handoff_answer") == [("email", "Ravi")]


def test_it_is_no_word_of_the_person(desk: Application, sent: int) -> None:
    """No touch, no stop, no hold, nothing in the Inbox, and a touch of the person leaves it alone."""
    counts = ("SELECT count(*) FROM touch", "SELECT count(*) FROM enrolment WHERE state = 'held'", "SELECT count(*) FROM suppression")
    before = [one(desk, q) for q in counts]
    take(desk, reply("Please remove me from your list, and stop emailing."))
    assert [one(desk, q) for q in counts] == before
    with desk.read() as (s, _):
        assert not conversations(s).rows
    who = int(one(desk, "SELECT prospect_id FROM handoff"))
    desk.touches.log(TouchDraft(who, "email", "sent"))
    assert one(desk, "SELECT state FROM message") == "new"
    message = int(one(desk, "SELECT id FROM message"))
    with pytest.raises(ValidationError) as caught:
        desk.inbox.do_not_contact(message, "person")
    assert caught.value.code == "message_of_ae"


def test_anything_else_is_shown_and_nothing_is_guessed(desk: Application, sent: int) -> None:
    """A question of the AE is the user's to do, at the handoff."""
    take(desk, reply("Who signs above $20k? I might return it."))
    with desk.read() as (s, _):
        row = handoff_rows(s)[0]
        history = handoff_history(s, row.id, row.prospect_id)
    assert (row.state, row.unread, row.waits_on(desk.clock.now())) == ("sent", 1, "you")
    assert history.messages[0].text.startswith("Who signs")
    desk.answers.read_message(history.messages[0].id)
    with desk.read() as (s, _):
        assert handoff_rows(s)[0].unread == 0
    desk.undo.undo()
    with desk.read() as (s, _):
        assert handoff_rows(s)[0].unread == 1


def test_from_the_ae_book_with_the_line_of_the_packet(desk: Application, sent: int) -> None:
    """The AE writes anew, or the thread was lost: the line names the packet, broken and quoted as mail programs do it."""
    take(desk, reply(f"accepted\r\n\r\n> [SDR\r\n> Desk {uid_of(desk)}]", answers=""))
    assert state_of(desk, sent) == "accepted"
    stranger = reply(f"lost\r\n\r\n[SDR Desk {uid_of(desk)}]", sender="eve@elsewhere.example", answers="")
    assert take(desk, stranger) == 0
    assert take(desk, reply("accepted", answers="")) == 0  # the AE's other mail is none of ours


def test_the_form_attached_is_read_too(desk: Application, sent: int) -> None:
    """Filled in and sent back; an empty form beside an answer in words is only an empty form."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = f"Ravi <{RAVI}>", "li.na@acme.example", "Helen", "<form-1@acme.example>"
    mail["Date"] = "Thu, 19 Nov 2026 15:00:00 +0000"
    mail.set_content("See the form.\n")
    form = {"schema": "sdrdesk.answer/1", "uid": uid_of(desk), "handoff_id": sent, "answer": "won", "amount": "$26,400"}
    mail.add_attachment(json.dumps(form).encode(), maintype="application", subtype="octet-stream", filename="answer.json")
    assert take(desk, mail.as_bytes()) == 1
    assert rows(desk, "SELECT state, amount, currency FROM handoff") == [("won", 2_640_000, "USD")]


def test_contradiction_waits_with_both_versions(desk: Application, sent: int) -> None:
    """Neither is thrown away, and nothing changes until the user has chosen; both ways can be undone."""
    desk.answers.answer(sent, "lost", reason="price")
    take(desk, reply("won: $5,000"))
    assert state_of(desk, sent) == "lost"
    with desk.read() as (s, _):
        row = handoff_rows(s)[0]
        waiting = waiting_answers(handoff_history(s, row.id, row.prospect_id))
    assert row.unread == 1 and [str(w.said.money) for w in waiting] == ["$5,000"]
    before = dump(desk)
    desk.answers.settle(waiting[0].id, take=False)
    assert (state_of(desk, sent), one(desk, "SELECT state FROM message")) == ("lost", "done")
    desk.undo.undo()
    assert dump(desk) == before
    desk.answers.settle(waiting[0].id, take=True)
    assert rows(desk, "SELECT state, amount FROM handoff") == [("won", 500_000)]
    assert one(desk, "SELECT customer FROM prospect") == 1


def test_the_same_email_by_two_ways_is_one(desk: Application, sent: int) -> None:
    """Promise C1, and the same words in a second email are known."""
    mail = reply("accepted", message_id="<a-1@acme.example>")
    assert take(desk, mail, mail) == 1
    assert take(desk, mail) == 0
    assert take(desk, reply("Accepted.")) == 1
    assert one(desk, "SELECT count(*) FROM handoff_answer") == 1
    assert one(desk, "SELECT count(*) FROM message WHERE state = 'new'") == 0


def test_machines_about_the_packet_touch_nobody(desk: Application, sent: int) -> None:
    """The AE is away: nothing to do. The AE's address bounces: the user has to look, and the person is not suppressed."""
    take(desk, reply("", answers=PACKET).replace(b"In-Reply-To", b"Auto-Submitted: auto-replied\r\nIn-Reply-To"))
    assert one(desk, "SELECT count(*) FROM message WHERE state = 'new'") == 0
    take(desk, delivery_report(RAVI, PACKET))
    assert rows(desk, "SELECT kind, state, handoff_id FROM message ORDER BY id DESC LIMIT 1") == [("bounce", "new", sent)]
    assert one(desk, "SELECT count(*) FROM suppression") == 0


def test_the_person_in_the_thread_of_the_packet_is_the_person(desk: Application, sent: int) -> None:
    """They were put in copy and answer all: that is their word, as ever."""
    who = int(one(desk, "SELECT prospect_id FROM handoff"))
    address = str(one(desk, "SELECT email FROM prospect WHERE id = :i", i=who))
    take(desk, reply("accepted", sender=address))
    assert state_of(desk, sent) == "sent"
    assert rows(desk, "SELECT handoff_id, matched_by FROM message") == [(None, "thread")]


def test_an_email_in_doubt_that_is_answered_has_arrived(desk: Application, sent: int) -> None:
    """R16 holds for the packet's email as for any other."""
    with desk.store.write(OpKind.SETTINGS, undoable=False) as uow:
        uow.s.execute(update(outbox).values(state="in_doubt"))
    take(desk, reply("accepted"))
    assert one(desk, "SELECT state FROM outbox") == "sent"


def test_other_mail_goes_its_way(desk: Application, sent: int) -> None:
    """Somebody else on the list is not mistaken for the AE."""
    other = add_person(desk, "Ann", email="ann@firm.example")
    take(desk, person_mail("ann@firm.example", text="accepted"))
    assert rows(desk, "SELECT prospect_id, handoff_id FROM message") == [(other, None)]
