"""The bar says when mail was read, and a click or a key reads it now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sdrdesk.ui.widgets.tally_bar import TallyBar, TallyView


def test_click_on_when_mail_was_read_asks_for_it_now(qtbot: QtBot) -> None:
    """And a click elsewhere does not."""
    bar = TallyBar()
    qtbot.addWidget(bar)
    bar.resize(1200, 40)
    bar.set_tally(TallyView(sync="Mail read 10:00"))
    bar.show()
    qtbot.waitExposed(bar)
    label = bar._sync
    assert label.text() == "Mail read 10:00"
    with qtbot.waitSignal(bar.sync_clicked, timeout=2000):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=label.geometry().center())
    clicked: list[bool] = []
    bar.sync_clicked.connect(lambda: clicked.append(True))
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar._reach.geometry().center())
    assert clicked == []


@pytest.mark.parametrize("ok", [True, False])
def test_state_is_said_in_words_and_not_by_colour_alone(qtbot: QtBot, ok: bool) -> None:
    """Promise G3."""
    bar = TallyBar()
    qtbot.addWidget(bar)
    bar.set_tally(TallyView(sync="Mail not read since 09:12", sync_ok=ok))
    assert bar._sync.text() == "Mail not read since 09:12"
