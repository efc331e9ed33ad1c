"""A desk at work that can be killed at any moment, and the sink of its mail: the two other processes of tests/proofs/test_kill.py.

``python -m tests.support.crash nursery ...`` imports everything once and then, for each line on its standard input, forks a worker that
opens the profile and works until it dies. Forking happens before any database is open. ``... sink ...`` is the SMTP sink with random
delays, so that a kill meets every phase of a delivery.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import random
import sys
import tempfile
import threading
import traceback
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from sdrdesk.app import Application, open_application
from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import UserError
from sdrdesk.core.jobs import send_due
from sdrdesk.core.mail import ledger, mime, smtp, smtp_wire
from sdrdesk.core.ports import SmtpServer
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.services import compose, imports, mailboxes, qualification
from sdrdesk.core.services.outbox import EmailDraft, OutboxService
from sdrdesk.core.services.touches import TouchDraft
from sdrdesk.core.store.mail_tables import outbox
from sdrdesk.core.store.tables import enrolment, prospect
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import Action, Received, SmtpSink, append_line

PRELOADED = (send_due, ledger, mime, smtp, compose, imports, mailboxes, qualification)
"""What the application imports at first use; a forked worker has them already."""

USER = "li.na@acme.example"
PASSWORD = "canary-Quitte-71344"
MAILBOXES = 3
CALLS = ("no_answer", "voicemail", "busy", "gatekeeper", "connected_not_now")
SETTINGS: dict[str, object] = {
    "user.name": "Li Na",
    "user.email": USER,
    "user.company": "Acme",
    "user.phone": "+1 415 555 0100",
    "user.title": "SDR",
    "user.address": "1 Way, Town",
    "value.topic": "planning",
    "value.prop": "cut the time of planning by a third",
    "value.similar_customers": "Bolt",
    "value.opt_out": "Reply stop and I will not write again.",
}


class WrongOutbox(OutboxService):
    """The positive control: after a crash it sends again whatever it was sending, as many programs do."""

    def recover(self, instance: str, *, alone: bool) -> int:
        """Everything half-sent goes back into the queue; the ledger is not asked."""
        with self._store.write(OpKind.SEND, actor="job", undoable=False) as uow:
            uow.s.execute(update(outbox).where(outbox.c.state.in_(("claimed", "dotting"))).values(state="queued", claimed_by=None))
        return 0


class SlowSink(SmtpSink):
    """A sink that thinks for 0 to 10 ms before it keeps a message, and again before it says so."""

    def take(self, phase: str) -> Action | None:
        """A delay at the end of each DATA."""
        if phase in ("dot", "stored"):
            return Action(delay=random.uniform(0, 0.01))
        return super().take(phase)


def write_people(path: Path, names: list[str]) -> None:
    """A list file with one person for each name, each at a company of their own; now and then two have the same number."""
    lines = ["name,company,email,phone,title"]
    lines += [f"{n.title()} Lee,{n.title()} Works,{n}@{n}.example,+1 415 555 {zlib.crc32(n.encode()) % 3000:04d},CFO" for n in names]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def set_up(profile: Path, port: int, people: int) -> None:
    """Make a profile ready to work: settings, mailboxes, people, a plan for each."""
    desk = open_application(profile, secrets=MemorySecrets())
    try:
        desk.settings.change(SETTINGS)
        for number in range(MAILBOXES):
            server = sink_server(port)
            desk.mailboxes.add(address=f"u{number}.{USER}", from_name="Li Na", server=server, password=PASSWORD, daily_cap=2000)
        write_people(profile / "first.csv", [f"first{i}x" for i in range(people)])
        ids = desk.imports.run(desk.imports.look(profile / "first.csv")).value.ids
        desk.enrolments.enrol(list(ids), "p5")
    finally:
        desk.close()


def sink_server(port: int) -> SmtpServer:
    """How the application names the sink."""
    return SmtpServer("localhost", port, "tls", USER)


class Worker:
    """Does a rep's work at random and notes in its own journal what it was told is saved."""

    def __init__(self, profile: Path, journal: Path, seed: int, *, wrong: bool) -> None:
        secrets = MemorySecrets()
        self.desk: Application = open_application(profile, secrets=secrets, pace=Pace(0, 0, hours=False))
        for number in range(MAILBOXES):
            secrets.set(number + 1, PASSWORD)
        if wrong:
            right = self.desk.outbox
            parts = (right._store, right._clock, right._settings, right._touches, right._ledger, right._build, right.gate)
            self.desk.__dict__["outbox"] = WrongOutbox(*parts)
        self.folder = profile
        self.seed = seed
        self.random = random.Random(seed)
        self.count = 0
        self._journal = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def acknowledge(self, op: str, done: Outcome[Any], **facts: object) -> None:
        """One line on the disk: the service has returned, so this must never be lost."""
        if done.changes.ids:
            line = {"op": op, "step": done.changes.step_id, "kind": done.changes.op, **facts}
            os.write(self._journal, (json.dumps(line) + "\n").encode())
            os.fsync(self._journal)

    def work(self) -> None:
        """Until killed."""
        seldom = (self.snooze, self.qualify, self.task, self.enrol, self.bring_in, self.reply)
        jobs: list[Callable[[], None]] = [*(self.call,) * 2, *(self.email,) * 3, *seldom]
        pause = threading.Event()
        while True:
            self.once(self.random.choice(jobs))
            # A person is slower than this; and the sender's thread must come to its turn in so short a life.
            pause.wait(self.random.uniform(0, 0.005))

    def once(self, job: Callable[[], None]) -> None:
        """One thing, unless a rule refuses it."""
        self.count += 1
        with contextlib.suppress(UserError):
            job()

    def someone(self) -> int:
        """Any open person."""
        with self.desk.store.read() as s:
            ids = list(s.execute(select(prospect.c.id).where(prospect.c.status == "open")).scalars())
        return int(self.random.choice(ids))

    def mark(self) -> str:
        """A word that occurs once."""
        return f"w{self.seed}n{self.count}"

    def call(self) -> None:
        """Log a call with a note."""
        note = f"{self.mark()} asked for a call next week"
        done = self.desk.touches.log(TouchDraft(self.someone(), "call", self.random.choice(CALLS), note=note))
        self.acknowledge("touch", done, id=done.value.touch_id, note=note)

    def reply(self) -> None:
        """Now and then somebody replies or wants no more mail; their waiting mail is then cancelled."""
        if self.random.random() < 0.3:
            outcome = self.random.choice(("replied", "do_not_contact"))
            done = self.desk.touches.log(TouchDraft(self.someone(), "email", outcome, note=self.mark()))
            self.acknowledge("touch", done, id=done.value.touch_id, note=self.mark())

    def snooze(self) -> None:
        """Move a person to another day."""
        day = dt.date(2031, 1, 1) + dt.timedelta(days=self.random.randrange(300))
        self.acknowledge("snooze", self.desk.tasks.snooze(self.someone(), When(day)))

    def qualify(self) -> None:
        """Note evidence."""
        text = f"{self.mark()}: they have the money"
        done = self.desk.qualification.set_letter(self.someone(), self.random.choice("BANT"), "strong", text=text)
        self.acknowledge("evidence", done, text=text)

    def task(self) -> None:
        """Promise to come back."""
        note = self.mark()
        done = self.desk.tasks.plan(self.someone(), "follow_up", "call", When(dt.date(2031, 2, 3)), note)
        self.acknowledge("task", done, id=done.value, note=note)

    def enrol(self) -> None:
        """Put people without a plan on one."""
        with self.desk.store.read() as s:
            busy = select(enrolment.c.prospect_id).where(enrolment.c.state.in_(("active", "waiting", "queued", "held")))
            ids = list(s.execute(select(prospect.c.id).where(prospect.c.status == "open", prospect.c.id.not_in(busy))).scalars())
        chosen = [int(i) for i in self.random.sample(ids, min(5, len(ids)))]
        if chosen:
            self.acknowledge("enrol", self.desk.enrolments.enrol(chosen, "p5"))

    def bring_in(self) -> None:
        """Import a small list."""
        if self.random.random() < 0.5:
            names = [f"{self.mark()}p{i}" for i in range(self.random.randint(1, 8))]
            path = self.folder / f"{self.mark()}.csv"
            write_people(path, names)
            done = self.desk.imports.run(self.desk.imports.look(path))
            self.acknowledge("import", done, ids=list(done.value.ids))

    def email(self) -> None:
        """Queue the email of a person's current step."""
        with self.desk.store.read() as s:
            ids = list(s.execute(select(enrolment.c.prospect_id).where(enrolment.c.state == "active")).scalars())
        if not ids:
            return
        one = self.desk.compose.compose(int(self.random.choice(ids)))
        if one.blocked or one.step is None:
            return
        draft = EmailDraft(
            one.prospect_id,
            one.subject,
            one.body,
            one.template,
            mailbox_id=self.random.randint(1, MAILBOXES),
            send_at=self.desk.clock.now(),
            step=one.step,
        )
        done = self.desk.outbox.queue(draft)
        self.acknowledge("queue", done, id=done.value)

    def send(self) -> None:
        """The sender's thread: pass after pass, as fast as it can."""
        pause = threading.Event()
        try:
            while True:
                self.desk.sender.run()
                pause.wait(0.002)
        except BaseException:
            traceback.print_exc()
            os._exit(3)


def worker(profile: Path, journal: Path, seed: int, *, wrong: bool) -> None:
    """One life; says ``ready`` when the profile is open, and ends only by being killed, or with status 3 by a bug."""
    try:
        one = Worker(profile, journal, seed, wrong=wrong)
        threading.Thread(target=one.send, daemon=True).start()
        os.write(1, b"ready\n")
        one.work()
    except BaseException:
        traceback.print_exc()
        os._exit(3)


def warm_up() -> None:
    """Do everything once on a profile that is thrown away, so that the forked workers find templates and patterns loaded."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder), 9, 3)
        one = Worker(Path(folder), Path(folder) / "journal", 0, wrong=False)
        for job in (one.email, one.call, one.snooze, one.qualify, one.task, one.enrol, one.bring_in):
            one.once(job)
        one.desk.close()
        smtp_wire.tls_context()


def nursery(profile: Path, journal: Path, *, wrong: bool) -> None:
    """For each seed on standard input fork a worker, and say how it has ended."""
    warm_up()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            worker(profile, journal, int(line), wrong=wrong)
        _, status = os.waitpid(child, 0)
        os.write(1, f"gone {os.waitstatus_to_exitcode(status)}\n".encode())


def sink(out: Path, certificates: Certificates) -> None:
    """Serve until standard input closes; prints its port."""

    def keep(received: Received) -> None:
        append_line(out, received)

    with SlowSink(certificates, accounts={USER: PASSWORD}, on_stored=keep) as server:
        os.write(1, f"{server.port}\n".encode())
        while os.read(0, 1024):
            pass


def main() -> None:
    """Which of the processes to be."""
    options = argparse.ArgumentParser()
    options.add_argument("role", choices=("nursery", "sink"))
    for name in ("--profile", "--journal", "--out", "--cert", "--key"):
        options.add_argument(name, type=Path)
    options.add_argument("--wrong", action="store_true")
    given = options.parse_args()
    if given.role == "sink":
        sink(given.out, Certificates(given.cert, given.cert, given.key))
    else:
        nursery(given.profile, given.journal, wrong=given.wrong)


if __name__ == "__main__":
    main()
