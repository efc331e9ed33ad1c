"""What the Inbox reads: people in the right order, threads without gaps or doubles, and messages that stay text."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.mail.html_clean import clean_html
from sdrdesk.core.queries import inbox
from sdrdesk.core.store.mail_tables import outbox
from tests.support.factories import add_mailbox, add_person, log, queue
from tests.support.inbox import HOUR_MS, NOW_MS, put_many, put_message
from tests.support.received.making import html_mail


def listed(desk: Application, *args: object, **more: object) -> list[int]:
    """Ids of the people in the list."""
    with desk.read() as (s, _):
        return [row.prospect_id for row in inbox.conversations(s, *args, **more).rows]  # type: ignore[arg-type]


def thread(desk: Application, who: int, limit: int = inbox.ENTRIES) -> inbox.Thread:
    """The conversation with somebody."""
    with desk.read() as (s, _):
        return inbox.thread(s, who, limit)


def test_people_who_wait_for_an_answer_come_first_then_the_newest(desk: Application) -> None:
    """A reply of last week must not sink below the absences of today."""
    away, old_reply, new_reply, answered = (add_person(desk) for _ in range(4))
    put_message(desk, away, "out_of_office", hours_ago=1)
    put_message(desk, old_reply, "human_reply", hours_ago=100)
    put_message(desk, new_reply, "referral", hours_ago=50)
    put_message(desk, answered, "human_reply", hours_ago=2, state="done")
    assert listed(desk) == [new_reply, old_reply, away, answered]
    with desk.read() as (s, _):
        found = inbox.conversations(s)
        assert inbox.waiting(s) == found.waiting == 2
    assert found.counts == {
        "all": 4, "needs": 2, "replies": 2, "referrals": 1, "absences": 1, "bounces": 0, "unsubscribed": 0, "other": 0,
    }  # fmt: skip


def test_row_shows_the_message_that_waits_even_when_a_machine_wrote_later(desk: Application) -> None:
    """The line must say what is to be answered, not that somebody is out."""
    who = add_person(desk)
    put_message(desk, who, "human_reply", hours_ago=5, text="What does it cost?")
    put_message(desk, who, "out_of_office", hours_ago=1, text="I am out.")
    with desk.read() as (s, _):
        row = inbox.conversations(s).rows[0]
    assert (row.kind, row.preview, row.waits, row.open, row.messages) == ("human_reply", "What does it cost?", True, 2, 2)
    assert dict(row.by_kind) == {"human_reply": 1, "out_of_office": 1}


@pytest.mark.parametrize("filter", list(inbox.FILTERS))
def test_each_filter_shows_its_classes(desk: Application, filter: str) -> None:
    """No class may be without a filter that shows it."""
    of = {}
    for kind in inbox.MailKind:
        of[kind] = add_person(desk)
        put_message(desk, of[kind], kind)
    assert set(listed(desk, filter)) == {of[kind] for kind in inbox.FILTERS[filter]}
    assert set(inbox.FILTERS["all"]) == set(inbox.MailKind)


def test_search_finds_people_and_what_they_wrote_and_takes_signs_literally(desk: Application) -> None:
    """A percent sign is a percent sign; a name and a word of a message both find."""
    ann, bo = add_person(desk, "Ann Vogel"), add_person(desk, "Bo Berg")
    put_message(desk, ann, text="We pay 5% less already")
    put_message(desk, bo, text="Fifty people work here", from_name="Bo")
    assert listed(desk, "all", "vogel") == [ann]
    assert listed(desk, "all", "5% less") == [ann]
    assert listed(desk, "all", "%") == [ann]
    assert listed(desk, "all", "fifty people") == [bo]
    assert listed(desk, "all", "nobody") == []


def test_limit_cuts_the_rows_and_says_how_many_there_are(desk: Application) -> None:
    """What is left out must be said."""
    for n in range(4):
        put_message(desk, add_person(desk), hours_ago=n)
    with desk.read() as (s, _):
        found = inbox.conversations(s, limit=3)
    assert len(found.rows) == 3 and found.found == 4


def test_thread_joins_received_sent_and_calls_newest_first_without_doubles(desk: Application) -> None:
    """A reply is a message and a logged touch, an email of ours a row and a touch: each is shown once."""
    add_mailbox(desk)
    who = add_person(desk)
    email = queue(desk, who, subject="About invoices")
    with desk.store.write(OpKind.SEND, actor="job", undoable=False) as uow:
        uow.s.execute(update(outbox).where(outbox.c.id == email).values(state="sent", sent_at=NOW_MS - HOUR_MS))
    call = log(desk, who, "voicemail", note="She is in Berlin")
    logged = log(desk, who, "replied", "email", note="Call me")
    reply = put_message(desk, who, hours_ago=-1, touch_id=logged.touch_id, outbox_id=email)
    found = thread(desk, who)
    assert [e.key for e in found.entries] == [("received", reply), ("touch", call.touch_id), ("sent", email)]
    assert not found.more


def test_thread_of_thousands_is_read_in_pages(desk: Application) -> None:
    """5,000 messages of one person cost no more than the page that is shown."""
    who = add_person(desk)
    put_many(desk, who, 5000)
    found = thread(desk, who)
    assert len(found.entries) == inbox.ENTRIES and found.more
    assert len(thread(desk, who, 2 * inbox.ENTRIES).entries) == 2 * inbox.ENTRIES
    assert found.received()[0].subject == "Number 0"


def test_long_text_is_cut_and_can_be_read_whole(desk: Application) -> None:
    """A report of 200 KB must not be carried along with each refresh."""
    who = add_person(desk)
    long = "word " * 40_000
    key = put_message(desk, who, text=long, quoted="> old")
    entry = thread(desk, who).received()[0]
    assert len(entry.text) == inbox.TEXT_SHOWN and entry.length == len(long)
    with desk.read() as (s, _):
        assert inbox.whole_text(s, key) == (long, "> old")
        assert inbox.whole_text(s, key + 1) == ("", "")


def test_named_people_who_are_on_the_list_are_known(desk: Application) -> None:
    """Nobody is offered as new who is there already."""
    known = add_person(desk, "Stefan Braun", email="Stefan@acme.example")
    who = add_person(desk)
    named = [{"name": "Stefan", "address": "stefan@ACME.example"}, {"name": "Eva", "address": "eva@acme.example"}]
    put_message(desk, who, "referral", referred_json=named)
    assert [n.prospect_id for n in thread(desk, who).received()[0].referred] == [known, None]


def test_html_of_a_message_is_cleaned(desk: Application) -> None:
    """Of a stranger's page only words are left (rule R19)."""
    who = add_person(desk)
    key = put_message(desk, who, source=html_mail('<p onclick="x()">Hello<img src="http://t.example/p.gif"> <b>you</b></p>'), has_html=1)
    without = put_message(desk, who)
    with desk.read() as (s, _):
        assert inbox.html_of(s, key) == "<p>Hello <b>you</b></p>"
        assert inbox.html_of(s, without) == ""


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ('<a href="https://a.example/x?y=1&z=2">here</a>', "here [https://a.example/x?y=1&amp;z=2]"),
        ('<a href="https://evil.example">https://bank.example</a>', "https://bank.example [https://evil.example]"),
        ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
        ('<a href="javascript:alert(1)">run</a> <a href="file:///etc/passwd">file</a> <a href="//e.example">rel</a>', "run file rel"),
        ("<style>p{background:url(http://t.example)}</style><p style='background:url(x)'>a</p>", "<p>a</p>"),
        ('<svg><image href="http://t.example"/></svg><object data="x">o</object><iframe src="http://t.example"></iframe>b', "b"),
        ('<table background="http://t.example"><tr><td colspan="99999999">c</td></tr></table>', "<table><tbody><tr><td>c</td></tr></tbody></table>"),
        ('<base href="http://t.example"><link rel="stylesheet" href="http://t.example"><meta http-equiv="refresh" content="0">d', "d"),
    ],
)  # fmt: skip
def test_cleaned_html_can_neither_load_nor_lead_astray(source: str, clean: str) -> None:
    """No picture, no style, no frame; a link is its words and its address."""
    assert clean_html(source) == clean


def test_accounts_that_only_send_read_no_mail(desk: Application) -> None:
    """The empty page must say what lacks."""
    with desk.read() as (s, _):
        assert not inbox.reads_mail(s)
    add_mailbox(desk)
    with desk.read() as (s, _):
        assert not inbox.reads_mail(s)
