"""The picker of cadences, opened from Today and from Prospects: found by typing, load and refusals before anybody is enrolled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.cadence_picker import CadencePicker
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, enrol, suppress

Key = Qt.Key


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a dialog gets from its page."""
    runner, bridge = Runner(), Bridge(desk.bus)
    anything: Any = desk
    yield UiContext(anything, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


def rest(qtbot: QtBot, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def opened(qtbot: QtBot, ctx: UiContext, *ids: int) -> CadencePicker:
    """The dialog, read and at rest."""
    dialog = CadencePicker(ctx, ids)
    qtbot.addWidget(dialog)
    dialog.open()
    rest(qtbot, ctx)
    return dialog


def said(dialog: CadencePicker, name: str) -> str:
    """The words of a label; empty when it is not seen."""
    label = dialog.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_typing_and_arrows_choose_among_many(qtbot: QtBot, ctx: UiContext, desk: Application) -> None:
    """With twenty-eight programmes nobody reads all of them; the keys stay in the search field."""
    for n in range(12):
        desk.plans.duplicate("p5", f"zebra_{n}", {"en": f"Zebra {chr(65 + n)}"})
    dialog = opened(qtbot, ctx, add_person(desk))
    assert len(dialog.list.keys()) == 28
    qtbot.keyClicks(dialog.find_box, "zebra")
    assert len(dialog.list.keys()) == 12 and dialog.cadence() == "zebra_0"
    qtbot.keyClick(dialog.find_box, Key.Key_Down)
    assert dialog.cadence() == "zebra_1"
    chosen: list[tuple[str, bool]] = []
    dialog.chosen.connect(lambda key, anyway: chosen.append((key, anyway)))
    rest(qtbot, ctx)
    qtbot.keyClick(dialog.find_box, Key.Key_Return)
    assert chosen == [("zebra_1", False)] and not dialog.isVisible()


def test_nothing_that_fits_cannot_be_chosen(qtbot: QtBot, ctx: UiContext, desk: Application) -> None:
    """Enter on an empty list must not enrol anybody on the last one that was seen."""
    dialog = opened(qtbot, ctx, add_person(desk))
    qtbot.keyClicks(dialog.find_box, "zzz")
    rest(qtbot, ctx)
    assert dialog.cadence() == "" and not dialog.add_button.isEnabled()
    qtbot.keyClick(dialog.find_box, Key.Key_Return)
    assert dialog.isVisible()


def test_load_is_shown_beside_the_cap_and_the_day_beyond_it_named(qtbot: QtBot, ctx: UiContext, desk: Application) -> None:
    """Rule R11: "adding two makes Thursday 3 emails; your cap is 2"."""
    desk.settings.change({"cap.emails": 2})
    enrol(desk, add_person(desk))
    dialog = opened(qtbot, ctx, add_person(desk), add_person(desk))
    dialog.list.choose("p5")
    rest(qtbot, ctx)
    assert dialog.chart.accessibleName().startswith("Thu 19 Nov: Calls 0, Emails 3 (+2)")
    assert "Thu 19 Nov: 3 × Email, your cap is 2." in said(dialog, "forecast_note")


def test_refusals_are_said_in_words_before_anybody_is_enrolled(qtbot: QtBot, ctx: UiContext, desk: Application) -> None:
    """Rules R13 and R17; the conditions of the programme are named as people say them, and may be overruled, do-not-contact may not."""
    body = body_of(desk.cadences["p5"])
    desk.plans.save({**body, "key": "seeds", "names": {"en": "For seeds"}, "enter": {"lead_type": ["seed"], "language": ["zh_CN"]}})
    ann, bo, cy = (
        add_person(desk, "Ann Abel"),
        add_person(desk, "Bo Chen", email="bo@x.example"),
        add_person(desk, "Cy Dahl", lead_type="seed", language="zh_CN"),
    )
    suppress(desk, "address", "bo@x.example")
    dialog = opened(qtbot, ctx, ann, bo, cy)
    dialog.list.choose("seeds")
    rest(qtbot, ctx)
    words = said(dialog, "forecast_refused")
    assert (
        words.startswith("2 of 3 cannot go on it, for example:") and "Ann Abel does not fit “For seeds”: it is for Lead type Seed." in words
    )
    assert "--anyway" not in words
    assert dialog.add_button.words() == "Add 1 person"
    dialog.anyway.click()
    assert dialog.add_button.isEnabled() and dialog.add_button.words() == "Add 2 people"
    dialog.list.choose("p5")
    assert not dialog.anyway.isChecked()


def test_one_who_is_on_a_plan_cannot_be_added_unless_asked_for(qtbot: QtBot, ctx: UiContext, desk: Application) -> None:
    """Rule R13: one plan at a time unless asked."""
    who = add_person(desk, "Ann Abel")
    enrol(desk, who)
    dialog = opened(qtbot, ctx, who)
    assert said(dialog, "forecast_refused") == "Ann Abel is on a plan already. Stop that one first."
    assert not dialog.add_button.isEnabled()
    chosen: list[tuple[str, bool]] = []
    dialog.chosen.connect(lambda key, anyway: chosen.append((key, anyway)))
    qtbot.mouseClick(dialog.anyway, Qt.MouseButton.LeftButton, pos=QPoint(10, dialog.anyway.height() // 2))
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert chosen == [(dialog.cadence(), True)]


def test_load_counts_only_those_who_can_go_on_it(qtbot: QtBot, ctx: UiContext, desk: Application) -> None:
    """A load that will never come would keep people from enrolling the others."""
    busy, free = add_person(desk), add_person(desk)
    enrol(desk, busy, cadence="p5_calls")
    dialog = opened(qtbot, ctx, busy, free)
    dialog.list.choose("p5")
    rest(qtbot, ctx)
    assert "Thu 19 Nov: Calls 0, Emails 2 (+1)" in dialog.chart.accessibleName()
    dialog.anyway.click()
    rest(qtbot, ctx)
    assert "Thu 19 Nov: Calls 0, Emails 3 (+2)" in dialog.chart.accessibleName()
