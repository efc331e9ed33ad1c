"""Promise B1: the line breaks at each of eleven phases; before the dot the email arrives once by the retry, after it nobody sends it again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from sdrdesk.core.changes import OpKind
from sdrdesk.core.services.outbox import OutboxService
from sdrdesk.core.store.mail_tables import outbox
from tests.proofs.desks import Desk, open_desk
from tests.support.servers.certificates import Certificates
from tests.support.servers.cutting_proxy import AFTER_THE_ANSWER, AFTER_THE_DOT, PHASES, CuttingProxy
from tests.support.servers.smtp_sink import SmtpSink

REPEATS = 100 if os.environ.get("SDRDESK_PROVE") else 2


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    """Counts what arrives, whatever the line did."""
    with SmtpSink(security="plain") as server:
        yield server


@pytest.fixture
def line(believed: Certificates, sink: SmtpSink) -> Iterator[CuttingProxy]:
    """What breaks."""
    with CuttingProxy(believed, sink.port) as proxy:
        yield proxy


@pytest.fixture
def desk(line: CuttingProxy, tmp_path: Path) -> Iterator[Desk]:
    """An account whose server is behind the line."""
    with open_desk(tmp_path / "profile", port=line.port, people=1) as made:
        yield made


def expected(phase: str, state: str) -> str:
    """What must become of an email in the pass in which the line broke."""
    if phase in AFTER_THE_ANSWER:
        return "sent"
    if phase in AFTER_THE_DOT:
        return "in_doubt"
    # A short body and its dot may both be on their way before we hear of the break: then a question is honest, a second copy is not.
    return state if phase == "body" and state == "in_doubt" else "deferred"


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("phase", PHASES)
def test_line_that_breaks_never_makes_two_copies_and_loses_none(desk: Desk, line: CuttingProxy, sink: SmtpSink, phase: str) -> None:
    """Exactly once by the retry before the dot; in doubt after it; sent after the answer; each email in exactly one state."""
    for number in range(1, REPEATS + 1):
        line.cut_at = phase
        email = desk.queue(desk.people[0])
        state = desk.app.sender.run().results[email]
        assert line.cuts == number
        assert state == expected(phase, state)
        desk.clock.advance(minutes=15)
        again = desk.app.sender.run().results
        assert again == ({email: "sent"} if state == "deferred" else {})
        copies = sink.copies().get(desk.row(email).message_id, 0)
        assert copies == (0 if (phase, state) == ("body", "in_doubt") else 1)
        desk.clock.advance(hours=30)
        assert desk.app.sender.run().results == {}
    assert set(sink.copies().values()) <= {1}
    assert sum(desk.app.outbox.counts().values()) == REPEATS
    assert desk.sound().sound


def test_control_sender_that_tries_again_after_the_dot_is_seen_by_the_oracle(
    desk: Desk, line: CuttingProxy, sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wrong variant that most programs are: what is in doubt goes again. The second copy must be seen here, else the test is blind."""

    def wrong(self: OutboxService, instance: str, *, alone: bool) -> int:
        with self._store.write(OpKind.SEND, actor="job", undoable=False) as uow:
            uow.s.execute(update(outbox).where(outbox.c.state == "in_doubt").values(state="queued"))
        return 0

    line.cut_at = "dot"
    email = desk.queue(desk.people[0])
    assert desk.app.sender.run().results == {email: "in_doubt"}
    monkeypatch.setattr(OutboxService, "recover", wrong)
    assert desk.app.sender.run().results == {email: "sent"}
    assert list(sink.copies().values()) == [2]
