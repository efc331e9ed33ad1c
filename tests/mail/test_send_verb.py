"""``sdrdesk send`` on a real server: everything that is due leaves, kept apart, whether the moment is given or goes by (promise B6)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from sdrdesk import cli
from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.verbs import base, mail
from tests.mail.test_paced_flow import TEN_IN_CALIFORNIA
from tests.proofs.desks import Desk, open_desk
from tests.support.crash import PASSWORD, USER
from tests.support.profile import rows
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink


@pytest.fixture
def desk(believed: Certificates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Four people whose first email is due; the command line works on this desk."""
    with SmtpSink(believed, accounts={USER: PASSWORD}) as sink:
        with open_desk(tmp_path / "profile", port=sink.port, people=4, at=TEN_IN_CALIFORNIA, pace=Pace()) as made:
            made.app.enrolments.enrol(list(made.people), "p5")
            monkeypatch.setattr(base, "open_application", lambda *args, **more: made.app)
            monkeypatch.setattr(made.app, "close", lambda: None)
            yield made


def send(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, list[dict[str, object]]]]:
    capsys.readouterr()
    status = cli.run(["send", "--due", *more, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_send_at_a_given_moment_moves_on_and_sends_everything_that_is_due(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """As if the program had run for some minutes from that moment on."""
    status, document = send(capsys)
    assert (status, [r["state"] for r in document["results"]]) == (0, ["sent"] * 4)
    left = [from_ms(r[0]) for r in rows(desk.app, "SELECT claimed_at FROM outbox ORDER BY claimed_at")]
    assert left[0] == TEN_IN_CALIFORNIA
    assert all((b - a).total_seconds() >= 30 for a, b in pairwise(left))


def test_send_once_makes_one_pass_and_says_what_waits(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """For a crontab that comes by every minute anyway."""
    _, document = send(capsys, "--once")
    assert [r["state"] for r in document["results"]] == ["sent"]
    assert [h["reason"] for h in document["held"]] == ["spacing"] * 3


def test_send_with_the_machines_clock_waits_for_each_turn(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock goes by itself then; here whoever sleeps moves it."""

    def sleeps(seconds: float) -> None:
        slept.append(seconds)
        desk.clock.advance(seconds=seconds)

    slept: list[float] = []
    monkeypatch.setattr(mail, "FixedClock", type("NoClock", (), {}))
    monkeypatch.setattr(mail, "_wait", sleeps)
    _, document = send(capsys)
    assert len(document["results"]) == 4
    assert len(slept) == 3 and min(slept) >= 30


def test_send_whose_password_is_refused_does_not_wait_for_ever(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The account is paused at the first refusal; nothing comes to its turn then."""
    desk.app.secrets.set(desk.app.mailboxes.rows()[0].id, "wrong")
    status, document = send(capsys)
    assert (status, [r["state"] for r in document["results"]]) == (1, ["queued"])
