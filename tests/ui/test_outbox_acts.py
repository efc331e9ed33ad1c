"""Every state of the outbox says what it means and what can be done, and each button does it, by mouse and key (R16, R20, R26; G3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from sqlalchemy import update

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.store.mail_tables import mailbox, outbox
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.outbox.page import OutboxPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox, add_person, enrol, queue
from tests.support.profile import one, rows

ACTS = {
    "queued": {"now", "time", "hold", "edit", "take_back"},
    "deferred": {"now", "time", "hold", "edit", "take_back"},
    "held": {"release", "edit", "take_back"},
    "failed": {"retry", "edit", "take_back"},
    "in_doubt": {"was_sent", "not_sent", "dropped"},
    "claimed": set(),
    "dotting": set(),
    "sent": set(),
    "cancelled": set(),
}


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def shown(qtbot: Any, ctx: UiContext) -> OutboxPage:
    """The page, read and at rest."""
    page = OutboxPage(ctx)
    qtbot.addWidget(page)
    page.resize(1120, 680)
    page.show()
    rest(qtbot, ctx)
    return page


def put(desk: Application, email: int, state: str, **values: object) -> None:
    """Bring an email into a state that the sender would bring it to."""
    with desk.store.write(OpKind.SEND, actor="job", undoable=False) as uow:
        uow.s.execute(update(outbox).where(outbox.c.id == email).values(state=state, **values))


def button(page: OutboxPage, act: str) -> QPushButton:
    """The button of an act."""
    found = page.findChild(QPushButton, f"outbox_{act}")
    assert found is not None, act
    return found


def click(qtbot: Any, ctx: UiContext, page: OutboxPage, act: str) -> None:
    """Press it and wait for what it does."""
    qtbot.mouseClick(button(page, act), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)


def stored(desk: Application, email: int) -> tuple[str, str]:
    """State and reason of an email."""
    return rows(desk, "SELECT state, reason FROM outbox WHERE id = :i", i=email)[0]


@pytest.mark.parametrize("state", ACTS)
def test_every_state_says_what_it_means_and_offers_what_can_be_done(qtbot: Any, ctx: UiContext, desk: Application, state: str) -> None:
    """A state without words, or a button that must not be there, leaves the user guessing."""
    add_mailbox(desk)
    email = queue(desk, add_person(desk))
    put(desk, email, state, sent_at=1 if state == "sent" else None)
    page = shown(qtbot, ctx)
    assert {a for acts in ACTS.values() for a in acts if button(page, a).isVisible()} == ACTS[state]
    about = page.findChild(QWidget, "detail_about")
    assert about is not None and len(about.text()) > 30
    text = page.findChild(QWidget, "detail_text")
    assert text is not None and "who looks after invoices?" in text.text()


@pytest.mark.parametrize(("act", "key"), [("hold", Qt.Key.Key_H), ("now", Qt.Key.Key_N), ("take_back", Qt.Key.Key_Delete)])
def test_act_by_mouse_and_by_key_is_stored_and_undone(qtbot: Any, ctx: UiContext, desk: Application, act: str, key: Qt.Key) -> None:
    """The keys do what the buttons do, and Ctrl+Z takes both back."""
    after = {"hold": ("held", "by_user"), "now": ("queued", "now/"), "take_back": ("cancelled", "by_user")}[act]
    add_mailbox(desk)
    email = queue(desk, add_person(desk))
    before = stored(desk, email)
    page = shown(qtbot, ctx)
    click(qtbot, ctx, page, act)
    assert stored(desk, email) == after
    desk.undo.undo()
    rest(qtbot, ctx)
    assert stored(desk, email) == before
    page.table.setFocus()
    qtbot.keyClick(page.table, key)
    rest(qtbot, ctx)
    assert stored(desk, email) == after


def test_hold_and_let_go_gives_it_its_turn_again(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Held is held, whatever the hour; let go it is as before, its plan too."""
    add_mailbox(desk)
    who = add_person(desk)
    enrol(desk, who)
    email = queue(desk, who)
    page = shown(qtbot, ctx)
    click(qtbot, ctx, page, "hold")
    desk.clock.advance(days=3)  # type: ignore[attr-defined]
    assert desk.outbox.due() == []
    click(qtbot, ctx, page, "release")
    assert stored(desk, email) == ("queued", "")
    assert desk.outbox.due() == [email]
    assert one(desk, "SELECT state FROM enrolment") == "queued"
    assert desk.safety.check().sound


def test_change_time_as_it_is_typed(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """R5, R20: a time in words; it leaves then, not before."""
    add_mailbox(desk)
    email = queue(desk, add_person(desk))
    page = shown(qtbot, ctx)
    qtbot.mouseClick(button(page, "time"), Qt.MouseButton.LeftButton)
    dialog = page.window().findChild(QWidget, "ask_when")
    assert dialog is not None
    field = dialog.findChild(QLineEdit, "when")
    assert field is not None
    qtbot.keyClicks(field, "tomorrow 15:00")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    rest(qtbot, ctx)
    at = next(r.not_before for r in desk.outbox.rows() if r.id == email).astimezone(desk.settings.profile().zone)
    assert at.replace(tzinfo=None) == dt.datetime(2026, 11, 20, 15)


def test_edit_takes_it_back_and_keeps_what_it_said(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Nothing typed is lost: the words are what is being written to the person now."""
    add_mailbox(desk)
    who = add_person(desk)
    email = queue(desk, who)
    page = shown(qtbot, ctx)
    with qtbot.waitSignal(ctx.nav.open_prospect, timeout=5000) as opened:
        click(qtbot, ctx, page, "edit")
    assert opened.args == [who]
    assert stored(desk, email) == ("cancelled", "by_user")
    assert "who looks after invoices?" in one(desk, "SELECT text FROM draft WHERE kind = 'email' AND prospect_id = :p", p=who)


def test_failed_email_is_retried_with_the_same_bytes_but_not_to_an_address_that_was_corrected(
    qtbot: Any, ctx: UiContext, desk: Application
) -> None:
    """After a full mailbox the same email goes again; after a wrong address it must be written anew, and the sentence says so."""
    add_mailbox(desk)
    who = add_person(desk)
    enrol(desk, who)
    email = queue(desk, who)
    put(desk, email, "failed", reason="refused", attempts=3)
    page = shown(qtbot, ctx)
    click(qtbot, ctx, page, "retry")
    assert rows(desk, "SELECT state, attempts FROM outbox") == [("queued", 0)]
    put(desk, email, "failed", reason="refused")
    desk.prospects.edit(who, {"email": "right@firm.example"})
    failed: list[Exception] = []
    ctx.runner.failed.connect(failed.append)
    rest(qtbot, ctx)
    click(qtbot, ctx, page, "retry")
    assert [getattr(e, "code", "") for e in failed] == ["address_changed"]
    assert stored(desk, email)[0] == "failed"


def test_dropped_doubt_is_not_sent_and_opens_the_step_again(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The third answer: neither sent nor sent again; nobody is left without a next step (R4)."""
    add_mailbox(desk)
    who = add_person(desk)
    enrol(desk, who)
    email = queue(desk, who)
    put(desk, email, "in_doubt", reason="lost_after_sending")
    page = shown(qtbot, ctx)
    click(qtbot, ctx, page, "dropped")
    assert stored(desk, email) == ("cancelled", "by_user")
    assert rows(desk, "SELECT state, step_no FROM enrolment") == [("active", 1)]
    assert one(desk, "SELECT count(*) FROM touch") == 0
    assert desk.safety.check().sound


def test_usage_of_each_account_and_that_replies_are_not_seen(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """B6, B4: how much is left of the caps is said before it is missed; an account that only sends says so."""
    add_mailbox(desk)
    for _ in range(3):
        put(desk, queue(desk, add_person(desk)), "sent", sent_at=int(desk.clock.now().timestamp() * 1000) - 5000)
    page = shown(qtbot, ctx)
    line = page.usage.lines[0].text()
    assert line.startswith("li.na@acme.example: 3 of 40 this hour, 3 of 150 today")
    assert "replies are not seen" in line and "the next may leave at" in line
    with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.execute(update(mailbox).values(imap_host="imap.acme.example"))
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: "replies are not seen" not in page.usage.lines[0].text(), timeout=5000)


def test_after_a_restore_sending_rests_until_it_is_resumed(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A8: a backup does not know what has left since; the user looks first, then presses one button; it survives a restart."""
    add_mailbox(desk)
    email = queue(desk, add_person(desk))
    desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
    desk.paths.frozen.touch()
    page = shown(qtbot, ctx)
    assert page.banner.isVisible() and "backup" in page.banner.accessibleName()
    assert not button(page, "send").isEnabled()
    assert desk.sender.run().frozen and stored(desk, email)[0] == "queued"
    qtbot.mouseClick(page.banner.button, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert not page.banner.isVisible() and button(page, "send").isEnabled()
    assert not desk.sender.frozen


def test_reason_and_time_of_a_held_email_are_in_the_table(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Why, and when it will be tried: the two things that a waiting email must say."""
    add_mailbox(desk)
    who = add_person(desk)
    enrol(desk, who)
    queue(desk, who)
    desk.clock.advance(hours=12)  # type: ignore[attr-defined]
    desk.outbox.claim(desk.outbox.due()[0], "s")
    page = shown(qtbot, ctx)
    cells = [page.table.emails.index(0, c).data() for c in range(page.table.emails.columnCount())]
    assert cells[0] == "Waiting to be sent" and "waits for their working hours" in cells and any("08:30" in c for c in cells)
