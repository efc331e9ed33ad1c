"""The Outbox page against real services: counts add up, doubt is settled by the user, and nothing is a dead button."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import update

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.ports import SmtpServer
from sdrdesk.core.store.mail_tables import outbox
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.outbox.page import OutboxPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox, add_person, queue
from tests.support.profile import NOW, one, set_now


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


@pytest.fixture
def toasts(ctx: UiContext) -> list[tuple[str, bool]]:
    """What was said at the bottom of the window."""
    said: list[tuple[str, bool]] = []
    ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    return said


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def shown(qtbot: Any, ctx: UiContext) -> OutboxPage:
    """The page, read and at rest."""
    page = OutboxPage(ctx)
    qtbot.addWidget(page)
    page.resize(1264, 860)
    page.show()
    rest(qtbot, ctx)
    return page


def get(page: OutboxPage, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget of the page by its name."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: Any, page: OutboxPage, name: str) -> None:
    """Click a button."""
    qtbot.mouseClick(get(page, name, QPushButton), Qt.MouseButton.LeftButton)


def put(desk: Application, email: int, state: str, **values: object) -> None:
    """Bring an email into a state that the sender would bring it to."""
    with desk.store.write(OpKind.SEND, actor="job", undoable=False) as uow:
        uow.s.execute(update(outbox).where(outbox.c.id == email).values(state=state, **values))


STATES = ("in_doubt", "failed", "held", "queued", "deferred", "claimed", "dotting", "sent", "cancelled")


def pill(page: OutboxPage, state: str) -> Any:
    """The filter of a state."""
    return page.filter.segment(state)


def test_counts_of_all_states_add_up_to_all_emails(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """An email that no count holds would be lost from sight (promise G3)."""
    add_mailbox(desk)
    emails = [queue(desk, add_person(desk)) for _ in range(5)]
    put(desk, emails[0], "sent", sent_at=0)
    put(desk, emails[1], "failed", reason="refused")
    put(desk, emails[2], "cancelled", reason="by_user")
    page = shown(qtbot, ctx)
    states = [s for s in STATES if pill(page, s).isVisible()]
    assert states == ["failed", "queued", "sent", "cancelled"]
    assert sum(pill(page, s).count for s in states) == pill(page, "").count == 5
    qtbot.mouseClick(pill(page, "failed"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert [page.table.emails.row(i).id for i in range(page.table.emails.rowCount())] == [emails[1]]


@pytest.mark.parametrize(("button", "state", "touches"), [("outbox_was_sent", "sent", 1), ("outbox_not_sent", "queued", 0)])
def test_in_doubt_user_decides_and_the_email_follows(
    qtbot: Any, ctx: UiContext, desk: Application, toasts: list[tuple[str, bool]], button: str, state: str, touches: int
) -> None:
    """Only the user can know what the lost answer was; the program must neither send twice nor count what was not sent (rule R16)."""
    add_mailbox(desk)
    email = queue(desk, add_person(desk))
    put(desk, email, "in_doubt", reason="lost_after_sending")
    page = shown(qtbot, ctx)
    assert get(page, "detail_doubt").isVisible()
    assert not get(page, "outbox_take_back").isVisible()
    press(qtbot, page, button)
    rest(qtbot, ctx)
    assert one(desk, "SELECT state FROM outbox") == state
    assert one(desk, "SELECT count(*) FROM touch WHERE channel = 'email'") == touches
    assert toasts and toasts[-1][1] is False
    qtbot.waitUntil(lambda: not get(page, "detail_doubt").isVisible(), timeout=5000)


def test_take_back_waiting_email_is_cancelled_and_can_be_undone(
    qtbot: Any, ctx: UiContext, desk: Application, toasts: list[tuple[str, bool]]
) -> None:
    """The last chance to stop an email must be one click, and itself be reversible."""
    add_mailbox(desk)
    queue(desk, add_person(desk))
    page = shown(qtbot, ctx)
    press(qtbot, page, "outbox_take_back")
    rest(qtbot, ctx)
    assert one(desk, "SELECT state FROM outbox") == "cancelled"
    assert toasts[-1][1] is True
    qtbot.waitUntil(lambda: not get(page, "outbox_take_back").isVisible(), timeout=5000)
    desk.undo.undo()
    assert one(desk, "SELECT state FROM outbox") == "queued"


def test_server_answer_of_failed_email_is_shown_literally(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The server's own words are what the user needs for the administrator; they come from a stranger and must stay text (promise E7)."""
    add_mailbox(desk)
    email = queue(desk, add_person(desk))
    put(desk, email, "failed", reason="refused", last_code=550, last_text="<b>5.1.1</b> no such user")
    page = shown(qtbot, ctx)
    answer = get(page, "detail_answer")
    assert answer.text() == "550 <b>5.1.1</b> no such user"
    assert answer.textFormat() == Qt.TextFormat.PlainText
    assert get(page, "detail_reason").text() == "the server refused it"


def test_no_account_says_so_and_leads_to_adding_one(qtbot: Any, ctx: UiContext) -> None:
    """Without an account nothing can be sent; the way out is one click."""
    page = shown(qtbot, ctx)
    assert page.banner.isVisible() and not get(page, "outbox_send").isEnabled()
    assert get(page, "outbox_said").text()
    with qtbot.waitSignal(ctx.nav.open_mailbox, timeout=1000):
        press(qtbot, page, "banner_action")


def test_paused_account_banner_says_why(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A paused account must not look like an outbox that is merely slow."""
    box = add_mailbox(desk)
    queue(desk, add_person(desk))
    desk.mailboxes.pause(box, "auth_refused")
    page = shown(qtbot, ctx)
    assert "the server refused the password" in page.banner.accessibleName()
    assert not get(page, "outbox_send").isEnabled()
    desk.mailboxes.resume(box)
    qtbot.waitUntil(lambda: not page.banner.isVisible(), timeout=5000)
    assert get(page, "outbox_send").isEnabled()


def test_send_now_server_unreachable_email_will_be_tried_again(
    qtbot: Any, ctx: UiContext, desk: Application, toasts: list[tuple[str, bool]]
) -> None:
    """A pass runs off the window's thread, says what became of each email, and leaves the button usable."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = SmtpServer("127.0.0.1", port, "tls", "me@acme.example")
    desk.mailboxes.add(address="me@acme.example", from_name="Li Na", server=server, password="canary-Birne-20391")
    queue(desk, add_person(desk))
    set_now(desk, NOW.replace(minute=5))
    page = shown(qtbot, ctx)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not get(page, "outbox_send").isEnabled()
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    assert one(desk, "SELECT state FROM outbox") == "deferred"
    assert toasts == [("Will be tried again: 1", False)]
    assert get(page, "outbox_send").isEnabled()


def test_enter_on_an_email_opens_the_person(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """From the email to the person without the mouse."""
    add_mailbox(desk)
    who = add_person(desk)
    queue(desk, who)
    page = shown(qtbot, ctx)
    with qtbot.waitSignal(ctx.nav.open_prospect, timeout=1000) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [who]


def test_more_emails_than_are_read_older_ones_can_be_shown(
    qtbot: Any, ctx: UiContext, desk: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the table leaves out must be reachable, and be said to be left out."""
    monkeypatch.setattr("sdrdesk.ui.pages.outbox.page.STEP", 2)
    add_mailbox(desk)
    for _ in range(3):
        queue(desk, add_person(desk))
    page = shown(qtbot, ctx)
    assert page.table.emails.rowCount() == 2
    press(qtbot, page, "outbox_more")
    rest(qtbot, ctx)
    assert page.table.emails.rowCount() == 3
    assert not get(page, "outbox_more").isVisible()
