"""The table over ids: what a view is told must end in exactly the new list, with every held index on its person."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from sdrdesk.ui.models.id_table import CACHE, ID_ROLE, MANY, PAGE, Column, IdTableModel


class Book:
    """Rows by id, and which ids were asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, ids: Sequence[int]) -> Mapping[int, str]:
        self.asked.append(list(ids))
        return {i: f"<b>person {i}</b>" for i in ids if i >= 0}


def make(ids: Sequence[int] = ()) -> tuple[IdTableModel[str], Book]:
    book = Book()
    columns: tuple[Column[str], ...] = (
        Column("tick", "", lambda r: "", 30),
        Column("name", "Name", lambda r: r, 100, "name", tooltip=lambda r: r),
        Column("last", "Last", lambda r: r[-3:], 50),
    )
    model: IdTableModel[str] = IdTableModel(columns, book, tickable=True)
    model.set_ids(ids)
    return model, book


def test_model_of_many_ids_keeps_the_contract_of_qt(qtmodeltester: object) -> None:
    """A view trusts the model blindly; a broken promise crashes the window."""
    model, _ = make(range(150))
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.set_ids([*range(149, 20, -2), 400, 401, 3])
    qtmodeltester.check(model)  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(40))
def test_new_list_of_any_shape_arrives_and_held_indexes_stay_on_their_person(seed: int) -> None:
    """The cursor must not jump to somebody else when a colleague's row goes away."""
    rng = random.Random(seed)
    pool = range(60)
    before, after = rng.sample(pool, rng.randint(0, 40)), rng.sample(pool, rng.randint(0, 40))
    model, _ = make(before)
    held = {i: QPersistentModelIndex(model.index(at, 1)) for at, i in enumerate(before)}
    model.set_ids(after)
    assert list(model.ids) == after
    for i, index in held.items():
        if before and i in after:
            assert index.isValid() and index.data(ID_ROLE) == i
        else:
            assert not index.isValid()


def test_rows_are_read_a_page_at_a_time_and_only_when_seen() -> None:
    """A hundred thousand people must not be read to show thirty."""
    model, book = make(range(1000))
    model.rowCount(), model.flags(model.index(500, 0)), model.index(500, 1).data(ID_ROLE)
    assert book.asked == []
    assert model.index(250, 1).data() == "<b>person 250</b>"
    assert model.index(299, 1).data() and model.index(200, 2).data()
    assert book.asked == [list(range(200, 200 + PAGE))]


def test_rows_beyond_the_cache_are_forgotten_and_read_again() -> None:
    """Scrolling through everything must not fill the memory."""
    model, book = make(range(CACHE + 3 * PAGE))
    for at in range(0, CACHE + 3 * PAGE, PAGE):
        model.row_at(at)
    n = len(book.asked)
    model.row_at(0)
    assert len(book.asked) == n + 1


def test_person_deleted_since_the_ids_were_read_shows_an_empty_row() -> None:
    """Between the list and the rows somebody may be gone; that is no error."""
    model, _ = make([1, -5])
    assert model.index(1, 1).data() == ""
    assert model.row_at(1) is None


def test_ticks_follow_people_and_leave_with_them() -> None:
    """A bulk action must never reach somebody who is not on the screen."""
    model, _ = make([1, 2, 3, 4])
    model.tick((2, 4))
    model.set_ids([4, 3, 1])
    assert model.ticked == [4]
    assert model.is_ticked(0) and not model.is_ticked(1)


def test_check_state_set_through_the_model_ticks(qtbot: QtBot) -> None:
    """Assistive tools tick through the model, not with the mouse."""
    model, _ = make([7])
    with qtbot.waitSignal(model.ticks_changed):
        assert model.setData(model.index(0, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert not model.setData(model.index(0, 1), "x")


def test_sorting_asks_for_ids_and_only_by_columns_that_sql_can_order(qtbot: QtBot) -> None:
    """Sorting in Python would read every row."""
    model, book = make([1, 2])
    with qtbot.waitSignal(model.sort_wanted) as asked:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["name", True]
    with qtbot.assertNotEmitted(model.sort_wanted):
        model.sort(2)
    assert book.asked == []


def test_foreign_markup_in_a_tooltip_is_shown_literally() -> None:
    """A name that looks like markup must not become markup (promise E7)."""
    model, _ = make([1])
    assert "&lt;b&gt;" in model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)


def test_fifty_thousand_ids_are_applied_and_changed_within_a_quarter_second() -> None:
    """The window thread applies every new list."""
    model, _ = make(range(50_000))
    start = time.perf_counter()
    model.set_ids([i for i in range(50_000) if i % 40])
    model.set_ids(range(MANY * 50, MANY * 50 + 50_000))
    assert time.perf_counter() - start < 0.25 * 4  # four times the budget: the machine is shared
