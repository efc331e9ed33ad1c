"""Promises B5, B9 and A8: never enqueued twice, never with a hole in it, never again after a restore."""

from __future__ import annotations

import os
import random
import threading
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from sdrdesk.core.clock import FixedClock
from sdrdesk.core.errors import RuleRefusal, SdrDeskError, ValidationError
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.services.email_draft import EmailDraft
from sdrdesk.core.services.safety import restore
from tests.proofs.desks import Desk, open_desk
from tests.support.crash import PASSWORD, SETTINGS, USER
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink

PROVE = bool(os.environ.get("SDRDESK_PROVE"))
TRIGGERS = 1000 if PROVE else 60
COMPOSED = 2000 if PROVE else 300
RESTORES = 100 if PROVE else 12


# --- B5 ---------------------------------------------------------------------------------------------------------------------


def trigger(desks: list[Desk], who: int) -> tuple[list[int], list[str]]:
    """The same step queued from several places at the same moment: ids that were made, codes of those refused."""
    start = threading.Barrier(len(desks) * 2)
    made: list[int] = []
    refused: list[str] = []

    def press(desk: Desk) -> None:
        one = desk.app.compose.compose(who)
        draft = EmailDraft(who, one.subject, one.body, one.template, send_at=desk.clock.now(), step=one.step)
        start.wait(30)
        try:
            made.append(desk.app.outbox.queue(draft).value)
        except SdrDeskError as error:
            refused.append(error.code)

    threads = [threading.Thread(target=press, args=(desk,)) for desk in desks for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return made, refused


@pytest.mark.timeout(1200)
def test_queue_of_one_step_from_two_programs_and_four_threads_makes_one_row(tmp_path: Path) -> None:
    """A double click, two timers, a window and a command line: one email (B5)."""
    with open_desk(tmp_path / "profile", port=9, people=0) as window:
        line = Desk(window.profile, FixedClock(window.clock.now()), window.secrets)
        try:
            people = window.add_people(TRIGGERS // 4)
            window.app.enrolments.enrol(list(people), "p5")
            for who in people:
                made, refused = trigger([window, line], who)
                assert (len(made), refused) == (1, ["already_queued"] * 3)
        finally:
            line.app.close()
        assert window.app.outbox.counts() == {"queued": len(people)}
        assert window.sound().sound


def test_queue_again_after_restart_clock_back_and_import_is_refused(tmp_path: Path) -> None:
    """A crash loop, a clock set back a day, and the same list imported once more do not make a second email (B5)."""
    with open_desk(tmp_path / "profile", port=9, people=1) as desk:
        who = desk.people[0]
        desk.app.enrolments.enrol([who], "p5")
        one = desk.app.compose.compose(who)
        draft = EmailDraft(who, one.subject, one.body, one.template, send_at=desk.clock.now(), step=one.step)
        desk.app.outbox.queue(draft)
        for _ in range(5):
            desk.reopen()
            desk.clock.advance(days=-1)
            assert desk.add_people(1) == ()
            with pytest.raises(RuleRefusal, match="already_queued"):
                desk.app.outbox.queue(draft)
        assert len(desk.app.outbox.rows()) == 1


def test_queue_of_a_step_that_the_plan_has_passed_leaves_the_plan_alone(tmp_path: Path) -> None:
    """A composer that was open too long must not mark the next step as queued."""
    with open_desk(tmp_path / "profile", port=9, people=1) as desk:
        who = desk.people[0]
        desk.app.enrolments.enrol([who], "p5")
        one = desk.app.compose.compose(who)
        desk.app.enrolments.skip_step(who, "by_user")
        desk.app.outbox.queue(EmailDraft(who, one.subject, one.body, one.template, step=one.step))
        assert desk.sound().sound


# --- B9 ---------------------------------------------------------------------------------------------------------------------


def text_of(raw: bytes) -> str:
    """Subject and body as the recipient reads them."""
    message = message_from_bytes(raw, policy=policy.default)
    return f"{message['Subject']}\n{message.get_content()}"


@pytest.mark.timeout(1200)
def test_composed_with_missing_values_never_leaves_with_a_hole(tmp_path: Path, believed: Certificates) -> None:
    """Whatever is missing, and even when the warning is ignored: no slot, brace or empty field leaves the machine (B9)."""
    chance = random.Random(9)
    texts = [k for k in SETTINGS if k not in ("user.email", "user.zone")]
    refused = left = 0
    with SmtpSink(believed, accounts={USER: PASSWORD}) as sink, open_desk(tmp_path / "profile", port=sink.port, people=8) as desk:
        for who in desk.people[::2]:
            desk.app.prospects.edit(who, {"language": "zh_CN"})
        for number in range(COMPOSED):
            gone = set(chance.sample(texts, chance.choice((0, 0, 1, 2, 5))))
            if number % 5 == 0:
                desk.app.settings.change({k: "" if k in gone else SETTINGS[k] for k in texts})
            who = chance.choice(desk.people)
            language = "zh_CN" if who in desk.people[::2] else "en"
            one = desk.app.compose.compose(who, template=chance.choice(sorted(desk.app.compose.templates(language))))
            try:
                desk.app.outbox.queue(EmailDraft(who, one.subject, one.body, one.template, send_at=desk.clock.now()))
                left += 1
                assert not one.missing
            except ValidationError as error:
                refused += 1
                assert one.missing and error.code in ("unfilled_slot", "email_field_empty")
        while desk.app.sender.run().results:
            desk.clock.advance(days=1)
    assert left > COMPOSED / 20 and refused > COMPOSED / 20
    assert len(sink.messages) == left
    read = [text_of(m.content) for m in sink.messages]
    assert [t for t in read if any(mark in t for mark in ("⟦", "⟧", "{{", "}}", "{%", "None"))] == []


@pytest.mark.parametrize("body", ["Hello ⟦first_name⟧,", "⟦", "x ⟧", "", " \n\t"])
def test_queue_of_a_text_with_a_hole_is_refused(tmp_path: Path, body: str) -> None:
    """Also a text typed by hand (B9)."""
    with open_desk(tmp_path / "profile", port=9) as desk:
        with pytest.raises(ValidationError):
            desk.queue(desk.people[0], body=body)
        assert desk.app.outbox.rows() == []


# --- A8 ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.timeout(1200)
def test_restore_at_a_random_point_sends_nothing_a_second_time(tmp_path: Path, believed: Certificates) -> None:
    """A backup does not know what left after it; the ledger beside it does, and turns those emails in doubt (A8)."""
    with SmtpSink(believed, accounts={USER: PASSWORD}) as sink:
        for number in range(RESTORES):
            chance = random.Random(number)
            with open_desk(tmp_path / str(number), port=sink.port, people=4) as desk:
                desk.app.enrolments.enrol(list(desk.people), "p5")
                late = {desk.queue_step(who) for who in desk.people}
                # Some wait until after the backup, whose moment is drawn.
                for email in chance.sample(sorted(late), chance.randint(0, 3)):
                    assert desk.app.outbox.claim(email, "x") and desk.app.outbox.mark_dotting(email, "x")
                    desk.app.outbox.recover("x", alone=True)
                    late.discard(email)
                backup = desk.app.safety.backup()
                before = sum(sink.copies().values())
                assert set(desk.app.sender.run().results.values()) == {"sent"}
                desk.app.close()
                restore(backup, ProfilePaths(desk.profile), desk.clock.now())
                desk.reopen()
                assert desk.app.sender.run().frozen
                desk.app.sender.resume()
                for _ in range(3):
                    assert desk.app.sender.run().results == {}
                    desk.clock.advance(days=1)
                assert sum(sink.copies().values()) == before + len(late)
                assert {desk.row(e).reason for e in late} == {"sent_before_restore"}
                assert desk.app.outbox.counts() == {"in_doubt": 4}
                for email in late:
                    desk.app.outbox.resolve(email, "sent")
                assert desk.sound().sound
        assert set(sink.copies().values()) == {1}


def test_restore_without_the_ledger_would_send_again(tmp_path: Path, believed: Certificates) -> None:
    """The control for the test above: with the ledger taken away the duplicate is there, and the oracle sees it."""
    with SmtpSink(believed, accounts={USER: PASSWORD}) as sink, open_desk(tmp_path / "p", port=sink.port) as desk:
        desk.queue(desk.people[0])
        backup = desk.app.safety.backup()
        desk.app.sender.run()
        desk.app.close()
        restore(backup, ProfilePaths(desk.profile), desk.clock.now())
        for file in ProfilePaths(desk.profile).ledger.iterdir():
            file.unlink()
        desk.reopen()
        desk.app.sender.resume()
        desk.app.sender.run()
        assert list(sink.copies().values()) == [2]
