"""A week with forty people, on real servers: SMTP takes our mail, Dovecot holds theirs, and everybody answers in another way.

The table was written from the rules before the program was run: the plan of the method card (days 1, 3 and 7 fall on Monday, 2 March, Wednesday the
4th and, since the 8th is a Sunday, Monday the 9th of 2026), what each answer does to it (R9, R17, R18), and so how many emails each may get.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]

from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import UTC
from sdrdesk.core.domain.received import MailKind, ReferredDraft
from sdrdesk.core.ports import ImapServer
from sdrdesk.core.services.drafting import draft_of
from tests.proofs.desks import MONDAY, Desk, open_desk
from tests.support.crash import PASSWORD, USER
from tests.support.mail_in import complaint_report, delivery_report, person_mail
from tests.support.profile import rows
from tests.support.reading import give_imap, lay, snapshot
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot
from tests.support.servers.smtp_sink import SmtpSink

DAYS = tuple(MONDAY.date() + dt.timedelta(days=n) for n in (0, 1, 2, 3, 4, 7))
"""Monday to Friday, and the Monday after."""

Answer = Callable[[str, str, dt.datetime, int], bytes | None]
"""(their address, Message-ID of our email, now, the how-manieth email of ours): what they send, if anything."""


@dataclass(frozen=True)
class Group:
    """People who behave alike.

    Attributes:
        many: how many they are.
        answer: what they send.
        emails: how many of ours each gets in the week.
        plan: state of the plan at the end, why it stopped, and when its next step is due.
        waits: they are among those who wait for an answer.
        closed: nothing is planned for them any more, and the reason is stated.
        shut: their address is on the do-not-contact list.
        kinds: what their messages were taken for.
        with_group: they work at the companies of that group.
    """

    many: int
    answer: Answer
    emails: int
    plan: tuple[str, str | None, str | None]
    waits: bool = False
    closed: str = ""
    shut: bool = False
    kinds: tuple[MailKind, ...] = ()
    with_group: str = ""


def _silent(*_: Any) -> None:
    return None


def _says(kind: str = "human", *, text: str = "", subject: str = "", to: int = 1) -> Answer:
    """Answers our email number ``to`` in its thread."""

    def answer(address: str, original: str, now: dt.datetime, number: int) -> bytes | None:
        return person_mail(address, kind, answers=original, at=now, text=text, subject=subject) if number == to else None

    return answer


def _always(kind: str) -> Answer:
    return lambda address, original, now, number: person_mail(
        address,
        kind,
        answers=original,
        at=now,
        text=f"Your request (#{number}) has been received and is being reviewed by our support staff.",
    )


def _reports(action: str, status: str) -> Answer:
    return lambda address, original, now, _number: delivery_report(address, original, action=action, status=status, at=now)


def _away(text: str, subject: str) -> Answer:
    return _says("away", text=text, subject=subject)


def _stranger(address: str, _original: str, now: dt.datetime, number: int) -> bytes | None:
    """Somebody else of the company writes a mail of their own."""
    return person_mail(f"zoe@{address.partition('@')[2]}", at=now) if number == 1 else None


def _fresh(address: str, _original: str, now: dt.datetime, number: int) -> bytes | None:
    """An answer without a thread, from a tagged address in capitals."""
    local, _, domain = address.partition("@")
    return person_mail(f"{local.upper()}+sales@{domain}", at=now) if number == 1 else None


AWAY = ("active", None, "2026-03-10")
GROUPS = {
    "silent": Group(6, _silent, 3, ("active", None, "2026-03-16")),
    "replies": Group(5, _says(), 1, ("stopped", "replied", None), waits=True, kinds=(MailKind.HUMAN_REPLY,)),
    "replies_later": Group(3, _says(to=2), 2, ("stopped", "replied", None), waits=True, kinds=(MailKind.HUMAN_REPLY,)),
    "colleagues": Group(2, _silent, 1, ("held", None, "2026-03-04"), with_group="replies"),
    "refers": Group(3, _says("referral"), 1, ("stopped", "replied", None), waits=True, kinds=(MailKind.REFERRAL,)),
    "away_en": Group(1, _away("I am out of the office until 5 March 2026.", "Automatic reply: x"), 2, AWAY, kinds=(MailKind.OUT_OF_OFFICE,)),
    "away_de": Group(1, _away("Ich bin bis zum 5. März 2026 nicht im Büro.", "Abwesenheitsnotiz"), 2, AWAY, kinds=(MailKind.OUT_OF_OFFICE,)),
    "away_fr": Group(1, _away("Je suis absent du bureau jusqu'au 5 mars inclus.", "Réponse automatique"), 2, AWAY, kinds=(MailKind.OUT_OF_OFFICE,)),
    "away_zh": Group(1, _away("您好，我于3月2日至3月5日休假，期间无法及时回复。", "自动回复"), 2, AWAY, kinds=(MailKind.OUT_OF_OFFICE,)),
    "away_no_date": Group(2, _says("away_no_date"), 2, ("active", None, "2026-03-13"), kinds=(MailKind.OUT_OF_OFFICE,)),
    "help_desk": Group(2, _always("receipt"), 3, ("active", None, "2026-03-16"), kinds=(MailKind.AUTO_REPLY,) * 3),
    "no_such_user": Group(4, _reports("failed", "5.1.1"), 1, ("stopped", "bounced", None), shut=True, kinds=(MailKind.BOUNCE,)),
    "mailbox_full": Group(2, _reports("failed", "4.2.2"), 3, ("active", None, "2026-03-16"), kinds=(MailKind.BOUNCE,) * 3),
    "slow_server": Group(1, _reports("delayed", "4.4.1"), 3, ("active", None, "2026-03-16"), kinds=(MailKind.DELAY,) * 3),
    "opts_out": Group(3, _says("unsubscribe"), 1, ("stopped", "unsubscribed", None), closed="unsubscribed", shut=True, kinds=(MailKind.UNSUBSCRIBE,)),
    "complains": Group(
        1, lambda a, o, now, n: complaint_report(a, o, at=now), 1, ("stopped", "unsubscribed", None), closed="unsubscribed", shut=True, kinds=(MailKind.COMPLAINT,)
    ),
    "somebody_else": Group(1, _stranger, 1, ("held", None, "2026-03-04"), waits=True, kinds=(MailKind.HUMAN_REPLY,)),
    "no_thread": Group(1, _fresh, 1, ("stopped", "replied", None), waits=True, kinds=(MailKind.HUMAN_REPLY,)),
}  # fmt: skip


class Week:
    """The desk, the servers, and forty people."""

    def __init__(self, desk: Desk, sink: SmtpSink, box: IMAPClient) -> None:
        self.desk = desk
        self.sink = sink
        self.box = box
        self.group_of: dict[str, str] = {}
        self.ids: dict[str, int] = {}
        self.answered = 0
        self.numbers: Counter[str] = Counter()

    def people(self) -> None:
        """Everybody on the plan; colleagues at the companies of those whom they sit beside."""
        for name, group in GROUPS.items():
            for n in range(group.many):
                company = f"{group.with_group or name}{n}"
                address = f"{name.replace('_', '.')}.{n}@{company.replace('_', '-')}.example"
                values = {
                    "full_name": f"{name.replace('_', ' ').title()} {'ABCDEF'[n]}",
                    "email": address,
                    "company": company.title(),
                    "country": "GB",
                    "city": "London",
                }
                who = self.desk.app.prospects.add(values | {"phone": f"+44 20 7946 0{len(self.ids):03d}"}).value
                self.desk.app.compose.fill(who, "insight", "Half of the time of planning goes into asking.")
                self.group_of[address], self.ids[address] = name, who
        with self.desk.app.store.write(OpKind.EDIT_PROSPECT) as uow:
            uow.s.exec_driver_sql(
                "UPDATE company SET domain = (SELECT substr(email, instr(email, '@') + 1) FROM prospect WHERE company_id = company.id LIMIT 1)"
            )
        self.desk.app.enrolments.enrol(list(self.ids.values()), "p5")

    def write_due(self) -> None:
        """What a rep does in the morning: every email step of the list goes into the outbox."""
        for one in self.desk.app.day.today().ranked:
            c = one.candidate
            if c.kind != "step" or c.channel != "email" or c.blocked:
                continue
            composed = self.desk.app.compose.compose(c.prospect_id)
            assert not composed.blocked, (c.prospect_id, composed.blocked_by, composed.missing)
            self.desk.app.outbox.queue(draft_of(composed, send_at=self.desk.clock.now()))

    def send(self, minutes: int = 70) -> None:
        """The sender ticks each minute, the reader every four."""
        for minute in range(minutes):
            if minute % 4 == 0:
                self.read()
            self.desk.app.sender.run()
            self.desk.clock.advance(minutes=1)

    def read(self) -> None:
        report = self.desk.app.mail_reading.read_all()
        assert not [f.problem for f in report.folders if f.problem], report

    def answer(self) -> None:
        """Everybody answers what has come since."""
        for one in self.sink.messages[self.answered :]:
            address = one.envelope_to[0]
            self.numbers[address] += 1
            raw = GROUPS[self.group_of[address]].answer(address, one.message_id, self.desk.clock.now(), self.numbers[address])
            if raw is not None:
                lay(self.box, "INBOX", raw, at=self.desk.clock.now())
        self.answered = len(self.sink.messages)

    def day(self, day: dt.date) -> None:
        """Write, send, be answered, read."""
        self.desk.clock.set(dt.datetime.combine(day, dt.time(9, 0), UTC))
        self.read()
        self.write_due()
        self.send()
        self.answer()
        self.desk.clock.advance(minutes=30)
        self.read()


@pytest.fixture
def week(tmp_path: Path, believed: Certificates) -> Iterator[Week]:
    """Real servers, a profile with an account that sends by one and reads from the other."""
    with (
        SmtpSink(believed, accounts={USER: PASSWORD}) as sink,
        Dovecot(believed, {USER: PASSWORD}) as dovecot,
        open_desk(tmp_path / "profile", port=sink.port, people=0) as desk,
    ):
        account = desk.app.mailboxes.rows()[0].id
        give_imap(desk.app, account, ImapServer(dovecot.host, dovecot.imap_port, "tls", USER), MONDAY - dt.timedelta(days=30))
        box = dovecot.imap(USER)
        made = Week(desk, sink, box)
        made.people()
        yield made
        box.logout()


def test_week_of_forty_people_ends_with_the_right_states_and_no_mail_too_many(week: Week) -> None:
    """The whole way: list, composer, outbox, SMTP, their answers in every class, IMAP, effects (R1, R7-R9, R14-R18; B1, B4, C1, C2)."""
    assert len(week.ids) == 40
    for day in DAYS:
        week.day(day)
        if day == DAYS[0]:
            message = rows(week.desk.app, "SELECT min(id) FROM message WHERE kind = 'referral'")[0][0]
            named = week.desk.app.inbox.refer(message, ReferredDraft("Cara Diaz", "cara.diaz@refers0.example")).value
    before = snapshot(week.box)
    for _ in range(3):
        week.read()
    assert snapshot(week.box) == before

    got = Counter(one.envelope_to[0] for one in week.sink.messages)
    closed_by_referral = rows(week.desk.app, "SELECT referred_by_id FROM prospect WHERE id = :p", p=named)[0][0]
    found = {}
    expected = {}
    for address, who in week.ids.items():
        group = GROUPS[week.group_of[address]]
        referred = who == closed_by_referral
        found[address] = state_of(week.desk, address, who, got)
        expected[address] = (
            group.emails, group.plan, group.waits and not referred, "referred" if referred else group.closed, group.shut, tuple(k.value for k in group.kinds),
        )  # fmt: skip
    assert found == expected
    assert len(week.sink.messages) == sum(g.many * g.emails for g in GROUPS.values()) == 71
    assert set(week.sink.copies().values()) == {1}
    assert week.desk.app.outbox.counts().get("sent") == 71
    assert week.desk.sound().sound
    check_threads(week)


def state_of(desk: Desk, address: str, who: int, got: Counter[str]) -> tuple[Any, ...]:
    """What the table says of one person, as the store has it."""
    plan = rows(desk.app, "SELECT state, stop_reason, due_on FROM enrolment WHERE prospect_id = :p", p=who)
    waits = rows(desk.app, "SELECT count(*) FROM task WHERE prospect_id = :p AND kind = 'answer' AND state = 'open'", p=who)[0][0]
    closed = rows(desk.app, "SELECT coalesce(end_reason, '') FROM prospect WHERE id = :p AND status = 'closed'", p=who)
    shut = rows(desk.app, "SELECT count(*) FROM suppression WHERE kind = 'address' AND value = :a", a=address)[0][0]
    kinds = tuple(r[0] for r in rows(desk.app, "SELECT kind FROM message WHERE prospect_id = :p ORDER BY id", p=who))
    return got[address], plan[0] if len(plan) == 1 else plan, bool(waits), closed[0][0] if closed else "", bool(shut), kinds


def check_threads(week: Week) -> None:
    """A follow-up that goes on with a thread names the email before it."""
    first: dict[str, str] = {}
    for one in week.sink.messages:
        parsed = message_from_bytes(one.content, policy=policy.default)
        address = one.envelope_to[0]
        if address not in first:
            first[address] = one.message_id
            assert parsed["In-Reply-To"] is None
        elif parsed["In-Reply-To"] is not None:
            assert first[address] in str(parsed["References"])
            assert str(parsed["Subject"]).startswith("Re: ")
    assert any(message_from_bytes(m.content)["In-Reply-To"] for m in week.sink.messages)
