"""The packet by email: it goes out by SMTP, the account executive answers into Dovecot, and the answer stands at the handoff (rule R24)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from sdrdesk.core.errors import FileUnreadable, NotFound, RuleRefusal, ValidationError
from sdrdesk.core.ports import ImapServer
from tests.proofs.desks import MONDAY, Desk, HookedSink, open_desk
from tests.support.crash import PASSWORD, USER
from tests.support.factories import log, make_ready
from tests.support.mail_in import person_mail
from tests.support.profile import one, rows
from tests.support.reading import give_imap, lay
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot

RAVI = "ravi@sales.example"


@pytest.fixture
def server(believed: Certificates) -> Iterator[HookedSink]:
    """A submission server."""
    with HookedSink(believed, accounts={USER: PASSWORD}) as sink:
        yield sink


@pytest.fixture
def desk(server: HookedSink, tmp_path: Path) -> Iterator[Desk]:
    """A profile with three people and an account at that server; the first is handed to Ravi."""
    with open_desk(tmp_path / "profile", port=server.port, people=3) as made:
        make_ready(made.app, made.people[0], "wed 14:00")
        made.app.executives.add("Ravi Menon", RAVI)
        yield made


def hand_over(desk: Desk, folder: Path) -> int:
    ravi = desk.app.executives.find("Ravi Menon")
    return desk.app.handoffs.create(desk.people[0], ravi, folder, note="Start from the late fees").value.handoff_id


def send(desk: Desk) -> dict[int, str]:
    """What is due leaves."""
    desk.clock.advance(minutes=1)
    return desk.app.sender.run().results


def test_packet_leaves_once_and_is_no_touch_of_the_person(desk: Desk, server: HookedSink, tmp_path: Path) -> None:
    """The AE has the packet and the words to answer with; reach, plan and thread of the lead know nothing of it."""
    desk.queue(desk.people[0])
    send(desk)
    touches = one(desk.app, "SELECT count(*) FROM touch")
    handoff = hand_over(desk, tmp_path)
    mail = desk.app.handoff_mail.send(handoff).value
    assert send(desk) == {mail: "sent"}
    message = message_from_bytes(server.messages[-1].content, policy=policy.default)
    assert (message["To"], message["From"]) == (f"Ravi Menon <{RAVI}>", f"Li Na <{USER}>")
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    uid = one(desk.app, "SELECT uid FROM handoff")
    assert "Start from the late fees" in text and f"[SDR Desk {uid}]" in text and "accepted / returned" in text
    (packet,) = message.iter_attachments()
    with zipfile.ZipFile(io.BytesIO(packet.get_content())) as files:
        assert "answer.json" in files.namelist()
    assert one(desk.app, "SELECT count(*) FROM touch") == touches
    assert desk.sound().sound
    with pytest.raises(RuleRefusal, match="packet_on_its_way"):
        desk.app.handoff_mail.send(handoff)
    assert desk.app.handoff_mail.send(handoff, again=True).value != mail


def test_what_stops_the_lead_does_not_stop_the_packet(desk: Desk, server: HookedSink, tmp_path: Path) -> None:
    """R9 and R17 are about the person; the AE has asked for nothing to stop."""
    mail = desk.app.handoff_mail.send(hand_over(desk, tmp_path)).value
    log(desk.app, desk.people[0], "do_not_contact")
    assert send(desk) == {mail: "sent"}
    assert [m.envelope_to for m in server.messages] == [(RAVI,)]


def test_their_own_address_on_the_list_stops_it(desk: Desk, server: HookedSink, tmp_path: Path) -> None:
    """R17 knows addresses, whoever they belong to."""
    handoff = hand_over(desk, tmp_path)
    mail = desk.app.handoff_mail.send(handoff).value
    desk.app.do_not_contact.add([desk.app.do_not_contact.entry(RAVI, "email", "")])
    assert send(desk) == {}
    assert desk.row(mail).state == "cancelled" and server.messages == []
    with pytest.raises(RuleRefusal, match="do_not_contact"):
        desk.app.handoff_mail.send(handoff)


def test_undo_before_it_left_takes_it_back(desk: Desk, server: HookedSink, tmp_path: Path) -> None:
    """Within the undo time nothing has happened."""
    desk.app.handoff_mail.send(hand_over(desk, tmp_path))
    assert desk.app.undo.undo().value.op == "handoff_email"
    assert send(desk) == {} and server.messages == []
    assert one(desk.app, "SELECT count(*) FROM handoff") == 1


def test_what_cannot_go_says_why_and_queues_nothing(desk: Desk, tmp_path: Path) -> None:
    """No address, no packet, no such handoff: a sentence each."""
    handoff, ravi = hand_over(desk, tmp_path), desk.app.executives.find("Ravi Menon")
    desk.app.executives.edit(ravi.id, ravi.name, "", "en", "")
    with pytest.raises(ValidationError, match="ae_no_address"):
        desk.app.handoff_mail.send(handoff)
    desk.app.executives.edit(ravi.id, ravi.name, RAVI, "en", "")
    (tmp_path / str(one(desk.app, "SELECT file FROM handoff"))).unlink()
    with pytest.raises(FileUnreadable, match="packet_gone"):
        desk.app.handoff_mail.send(handoff)
    with pytest.raises(NotFound, match="handoff_not_found"):
        desk.app.handoff_mail.send(99)
    assert one(desk.app, "SELECT count(*) FROM outbox") == 0


def test_without_an_account_the_email_is_a_file_that_a_mail_program_opens(desk: Desk, tmp_path: Path) -> None:
    """Beside the packet, marked as not sent yet, from the user's own address."""
    desk.app.settings.change({"user.email": "li.na@acme.example", "user.name": "Li Na"})
    path = desk.app.handoff_mail.save_eml(hand_over(desk, tmp_path))
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (message["X-Unsent"], message["From"], message["To"]) == ("1", "Li Na <li.na@acme.example>", f"Ravi Menon <{RAVI}>")
    assert path.parent == tmp_path and path.suffix == ".eml"
    assert [a.get_filename() for a in message.iter_attachments()] == [one(desk.app, "SELECT file FROM handoff")]
    assert one(desk.app, "SELECT count(*) FROM outbox") == 0


def test_answer_comes_back_through_the_mailbox(desk: Desk, server: HookedSink, believed: Certificates, tmp_path: Path) -> None:
    """From "Send" to "accepted" and "won" without a hand: the whole way of the issue, on real servers."""
    handoff = hand_over(desk, tmp_path)
    desk.app.handoff_mail.send(handoff)
    send(desk)
    ours = server.messages[-1].message_id
    with Dovecot(believed, {USER: PASSWORD}) as dovecot:
        account = one(desk.app, "SELECT id FROM mailbox")
        give_imap(desk.app, account, ImapServer(dovecot.host, dovecot.imap_port, "tls", USER), MONDAY)
        client = dovecot.imap(USER)
        for text, state in (("Accepted", "accepted"), ("Won: $26,400", "won")):
            desk.clock.advance(hours=2)
            lay(client, "INBOX", person_mail(RAVI, text=text, answers=ours, at=desk.clock.now(), subject="Re: Lead"), at=desk.clock.now())
            desk.app.mail_reading.read_all()
            assert one(desk.app, "SELECT state FROM handoff") == state
        client.logout()
    assert rows(desk.app, "SELECT amount, currency FROM handoff") == [(2_640_000, "USD")]
    assert rows(desk.app, "SELECT handoff_id, state FROM message ORDER BY id") == [(handoff, "done")] * 2
    assert one(desk.app, "SELECT count(*) FROM touch WHERE outcome = 'replied'") == 0
