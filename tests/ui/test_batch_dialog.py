"""The batch by the real widgets: from the Outbox and from ticked people; each email can be read before; only what passed goes (R14)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.batch import BatchDialog
from sdrdesk.ui.pages.outbox.page import OutboxPage
from sdrdesk.ui.pages.prospects.page import ProspectsPage
from sdrdesk.ui.runner import Runner
from tests.services.test_batches import batch_cadence, people
from tests.support.crash import SETTINGS
from tests.support.factories import add_mailbox, add_person, enrol
from tests.support.profile import one, rows, set_now


@pytest.fixture
def key(desk: Application) -> str:
    """A profile with an account and a cadence whose emails may go together."""
    desk.settings.change(SETTINGS)
    add_mailbox(desk)
    set_now(desk, "2026-11-19T11:00")
    return batch_cadence(desk)


@pytest.fixture
def ctx(desk: Application, key: str) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def opened(qtbot: Any, ctx: UiContext) -> tuple[OutboxPage, BatchDialog]:
    """The dialog over the outbox, checked."""
    page = OutboxPage(ctx)
    qtbot.addWidget(page)
    page.resize(1120, 680)
    page.show()
    rest(qtbot, ctx)
    button = page.findChild(QPushButton, "outbox_batch")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(BatchDialog)
    assert dialog is not None
    rest(qtbot, ctx)
    return page, dialog


def test_batch_from_the_outbox_is_read_queued_and_undone(qtbot: Any, ctx: UiContext, desk: Application, key: str) -> None:
    """Look at each, queue those that passed, see them in the outbox, take all of them back by one undo."""
    ids = people(desk, key, 3)
    desk.prospects.edit(ids[1], {"email": ""})
    said: list[tuple[str, bool]] = []
    ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    page, dialog = opened(qtbot, ctx)
    assert [dialog.table.texts.index(r, 0).data() for r in range(3)] == ["Ann0 Lee", "Ann1 Lee", "Ann2 Lee"]
    assert "no address" in dialog.table.texts.index(1, 2).data()
    assert dialog.table.texts.index(0, 2).data().startswith("Passed")
    dialog.table.selectRow(2)
    body = dialog.reader.widget().findChild(type(dialog._body), "batch_body")
    assert body is not None and "Ann2" in body.text()
    qtbot.mouseClick(dialog.filter.segment("waits"), Qt.MouseButton.LeftButton)
    assert dialog.table.texts.rowCount() == 1
    assert dialog.go.words() == "Put 2 emails in the outbox"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert rows(desk, "SELECT prospect_id, state FROM outbox ORDER BY id") == [(ids[0], "queued"), (ids[2], "queued")]
    assert one(desk, "SELECT count(DISTINCT batch) FROM outbox") == 1
    assert said[-1] == ("2 emails in the outbox", True)
    qtbot.waitUntil(lambda: page.table.emails.rowCount() == 2, timeout=5000)
    desk.undo.undo()
    assert one(desk, "SELECT count(*) FROM outbox") == 0


def test_nobody_to_send_to_is_said_and_the_button_is_off(qtbot: Any, ctx: UiContext, desk: Application, key: str) -> None:
    """An empty batch says where batches come from."""
    enrol(desk, add_person(desk, tier="T1"), cadence=key)
    _, dialog = opened(qtbot, ctx)
    assert not dialog.go.isEnabled() and "T3" in dialog.said.text()


def test_ticked_people_of_t1_and_t2_are_refused_in_words(qtbot: Any, ctx: UiContext, desk: Application, key: str) -> None:
    """R14: their first email waits for a look, however many are ticked."""
    first = add_person(desk, "Ann Lee", company="Works", tier="T1")
    enrol(desk, first, cadence=key)
    page = ProspectsPage(ctx)
    qtbot.addWidget(page)
    page.resize(1120, 680)
    page.show()
    rest(qtbot, ctx)
    page.model.tick([first])
    page.more.run("batch")
    dialog = page.findChild(BatchDialog)
    assert dialog is not None
    rest(qtbot, ctx)
    assert not dialog.go.isEnabled()
    assert "tier T1: the first email waits for a look" in dialog.table.texts.index(0, 2).data()


def test_check_is_cancelled_with_escape_and_nothing_is_queued(
    qtbot: Any, ctx: UiContext, desk: Application, key: str, monkeypatch: Any
) -> None:
    """A check of thousands can be left; the window was never blocked by it."""
    people(desk, key, 4)
    reached, go_on = threading.Event(), threading.Event()
    real = desk.compose.compose

    def slow(prospect_id: int, **more: Any) -> Any:
        reached.set()
        go_on.wait(20)
        return real(prospect_id, **more)

    monkeypatch.setattr(desk.compose, "compose", slow)
    dialog = BatchDialog(ctx)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(reached.is_set, timeout=10_000)
    assert dialog.bar.isVisible() and not dialog.go.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    go_on.set()
    rest(qtbot, ctx)
    assert one(desk, "SELECT count(*) FROM outbox") == 0
