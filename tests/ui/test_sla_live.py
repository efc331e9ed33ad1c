"""The clocks of inbound leads in the list: each second, in colour, announced when a mark is passed, released by hand (rule R21, seed W6)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from sdrdesk.app import Application
from sdrdesk.core.domain.when import When
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.widgets.segmented import Segment
from sdrdesk.ui.widgets.today_row import RowRole, TodayRow
from tests.support.factories import add_person, log
from tests.support.profile import NOW, dump, one
from tests.support.windows import desk_of, settle, windows


@pytest.fixture
def window(desk: Application, qtbot: Any, tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    """Two leads that came in just now (10 and 15 minutes), and two people of the list."""
    add_person(desk, "Ines Inbound", lead_type="net", tier="T2")
    add_person(desk, "Bo Inbound", lead_type="net", tier="T3")
    for n in range(2):
        desk.tasks.plan(add_person(desk, f"Caller {n}"), "follow_up", "call", When(NOW.date()))
    with windows(qtbot, tmp_path, qapp) as opened:
        yield opened(desk)


def row_of(window: MainWindow, name: str) -> TodayRow:
    model = window.today.model
    found = [model.index(i).data(RowRole) for i in range(model.rowCount())]
    return next(r for r in found if r.name == name)


def at(window: MainWindow, **gone: float) -> None:
    """Time goes by, and the timer looks."""
    desk_of(window).clock.advance(**gone)
    window.today.clocks.tick()


def test_clock_counts_down_in_seconds_and_changes_its_colour_at_half(window: MainWindow) -> None:
    """Grey, then amber from half of the time, then red with the minutes since."""
    assert window.today.clocks.runs
    assert (row_of(window, "Ines Inbound").chip_text, row_of(window, "Ines Inbound").chip_kind) == ("10:00 left", "plain")
    at(window, seconds=1)
    assert row_of(window, "Ines Inbound").chip_text == "09:59 left"
    at(window, minutes=5)
    assert (row_of(window, "Ines Inbound").chip_text, row_of(window, "Ines Inbound").chip_kind) == ("04:59 left", "am")
    assert row_of(window, "Bo Inbound").chip_kind == "plain"
    at(window, minutes=17)
    late = row_of(window, "Ines Inbound")
    assert (late.chip_text, late.chip_kind) == ("late 12 min", "rd")
    at(window, minutes=60)
    late = row_of(window, "Ines Inbound")
    assert late.chip_text == "late 1 h 12" and late.why.startswith("escalated")


def test_second_moves_only_the_visible_clocks_and_resets_nothing(window: MainWindow) -> None:
    """One timer, the rows of the leads, and not the list: selection and scroll stay as they are."""
    model, moved, resets = window.today.model, list[int](), list[bool]()
    for i in range(model.rowCount()):
        model.index(i).data(RowRole)
    model.dataChanged.connect(lambda first, last: moved.extend(range(first.row(), last.row() + 1)))
    model.modelReset.connect(lambda: resets.append(True))
    at(window, seconds=1)
    leads = [i for i in range(model.rowCount()) if (item := model.item_at(i)) is not None and item.kind == "sla"]
    assert moved == leads and len(leads) == 2 and not resets
    moved.clear()
    window.today.clocks.tick()
    assert moved == []  # nothing new to say
    hidden = model.index(leads[0]).row()
    assert model.tick(hidden + 100, hidden + 200) == 0


def test_rows_off_the_screen_are_left_alone(window: MainWindow, qtbot: Any) -> None:
    """Only what is seen is said anew."""
    desk = desk_of(window)
    for n in range(40):
        desk.tasks.plan(add_person(desk, f"Answer {n:02}"), "callback", "call", When(NOW.date(), NOW))
    settle(qtbot, window)
    model, view = window.today.model, window.today.view
    for i in range(model.rowCount()):
        model.index(i).data(RowRole)
    lead = next(i for i in range(model.rowCount()) if (item := model.item_at(i)) is not None and item.kind == "sla")
    view.scrollToTop()
    assert not view.viewport().rect().contains(view.visualRect(model.index(lead)).topLeft() + QPoint(1, 1))
    before = model.index(lead).data(RowRole).chip_text
    at(window, seconds=1)
    assert model.index(lead).data(RowRole).chip_text == before
    view.scrollTo(model.index(lead))
    at(window, seconds=1)
    assert model.index(lead).data(RowRole).chip_text != before


def test_segment_shows_the_clocks_alone_by_mouse_and_key(window: MainWindow, qtbot: Any) -> None:
    """Shift 5."""
    segment = window.findChild(Segment, "segment_sla")
    assert segment is not None and segment.count_text() == "2"
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    model = window.today.model
    shown = {item.name for i in range(model.rowCount()) if (item := model.item_at(i)) is not None}
    assert shown == {"Ines Inbound", "Bo Inbound"}
    qtbot.keyClick(window.today.view, Qt.Key.Key_Exclam, Qt.KeyboardModifier.ShiftModifier)
    window.today.segments.choose("all")
    qtbot.keyClick(window.today.view, Qt.Key.Key_5, Qt.KeyboardModifier.ShiftModifier)
    assert window.today.segments.value() == "sla"


def test_timer_stands_still_when_everybody_is_answered(window: MainWindow, qtbot: Any) -> None:
    """A timer that does nothing costs a laptop's battery."""
    desk = desk_of(window)
    for name in ("Ines Inbound", "Bo Inbound"):
        log(desk, one(desk, "SELECT id FROM prospect WHERE full_name = :n", n=name), "conversation")
    settle(qtbot, window)
    assert not window.today.clocks.runs


def test_mark_that_is_passed_is_announced_at_once_amber_then_red(window: MainWindow, qtbot: Any) -> None:
    """At half a warning, at the end an alert, each with the way to the person; the real jobs look."""

    def says(words: str) -> bool:
        return window.banner.isVisible() and words in window.banner.accessibleDescription()

    desk_of(window).start_jobs()
    at(window, minutes=5)
    qtbot.waitUntil(lambda: says("Ines Inbound") and window.banner.property("kind") == "amber", timeout=10_000)
    qtbot.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    assert window.today.panel.work is not None and window.today.panel.work.card.person.full_name == "Ines Inbound"
    at(window, minutes=5)
    qtbot.waitUntil(lambda: says("past the limit") and window.banner.property("kind") == "red", timeout=10_000)
    qtbot.waitUntil(lambda: bool(window._behind), timeout=10_000)  # Bo's warning does not cover it
    qtbot.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    assert says("Bo Inbound") and window.banner.property("kind") == "amber"
    settle(qtbot, window)


def test_lead_is_released_into_a_file_and_undo_takes_it_back(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    """Whoever cannot answer in time lets somebody else do it (seed W6)."""
    desk = desk_of(window)
    who = one(desk, "SELECT id FROM prospect WHERE full_name = 'Ines Inbound'")
    window.open_prospect(who)
    settle(qtbot, window)
    before = dump(desk)
    target = tmp_path / "pool.csv"
    window.today.plan.pick_file = lambda suggestion: str(target)  # type: ignore[method-assign]
    choices = {key: run for key, _, run in window.today.plan.choices()}
    assert "release_all" not in choices
    choices["release"]()
    settle(qtbot, window)
    with target.open(encoding="utf-8-sig") as file:
        assert [r["Name"] for r in csv.DictReader(file)] == ["Ines Inbound"]
    assert one(desk, "SELECT end_reason FROM prospect WHERE id = :p", p=who) == "released"
    assert window.today.model.row_of(who) < 0 and window.toast.isVisible()
    window.actions_by_key["undo"].trigger()
    settle(qtbot, window)
    assert dump(desk) == before and window.today.model.row_of(who) >= 0


def test_file_that_cannot_be_written_is_told_and_nobody_is_released(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    """A lead that is in no file and on no list is lost."""
    desk = desk_of(window)
    who = one(desk, "SELECT id FROM prospect WHERE full_name = 'Ines Inbound'")
    window.open_prospect(who)
    window.today.plan.pick_file = lambda suggestion: str(tmp_path / "no-such-folder" / "pool.csv")  # type: ignore[method-assign]
    {key: run for key, _, run in window.today.plan.choices()}["release"]()
    settle(qtbot, window)
    assert one(desk, "SELECT status FROM prospect WHERE id = :p", p=who) == "open" and window.toast.isVisible()


def test_all_that_have_escalated_are_released_together(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    """An evening's leads in one file."""
    desk = desk_of(window)
    at(window, minutes=80)
    window.open_prospect(one(desk, "SELECT id FROM prospect WHERE full_name = 'Bo Inbound'"))
    window.today.plan.pick_file = lambda suggestion: str(tmp_path / "pool.csv")  # type: ignore[method-assign]
    {key: run for key, _, run in window.today.plan.choices()}["release_all"]()
    settle(qtbot, window)
    assert one(desk, "SELECT count(*) FROM prospect WHERE end_reason = 'released'") == 2
