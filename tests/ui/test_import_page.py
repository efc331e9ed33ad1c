"""The Import page: nothing is stored before the button, and afterwards exactly what the counts said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.files.mapping import FIELDS
from sdrdesk.core.texts import LANGUAGES, Texts, catalogue
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.imports.page import ImportPage
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme import apply_theme
from sdrdesk.ui.widgets.segmented import Segment
from tests.support.factories import add_person, suppress
from tests.support.profile import one, rows

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LIST = """Full Name,Work Email,Direct Dial,Company,City,Remark X
Ann Abel,ann@zeta.example,+1 212 555 0101,Zeta,New York,met at the stand
Bo Chen,bo@@alpha.example,+1 212 555 0102,Alpha,New York,
Cy Dahl,cy@mid.example,ask at reception,Mid,Chicago,
"""


@pytest.fixture
def page(desk: Application, qtbot: QtBot, qapp: QApplication) -> Iterator[ImportPage]:
    """The page, on screen."""
    apply_theme(qapp, "light")
    runner, bridge = Runner(), Bridge(desk.bus)
    errors: list[Exception] = []
    runner.failed.connect(errors.append)
    anything: Any = desk
    profile = desk.settings.profile()
    page = ImportPage(UiContext(anything, runner, bridge, Navigator(), profile, Texts(profile.language)))
    qtbot.addWidget(page)
    page.resize(1264, 860)
    page.show()
    yield page
    runner.close()
    bridge.close()
    assert not errors


@pytest.fixture
def make_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a list."""

    def make(text: str | bytes = LIST, name: str = "badges.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def settle(qtbot: QtBot, page: ImportPage) -> None:
    """Wait until nothing is read, counted or stored any more, and no edit waits for its turn."""
    for _ in range(3):
        qtbot.waitUntil(lambda: page.ctx.runner.pending == 0 and not page._timer.isActive())
        QApplication.processEvents()


def open_in(qtbot: QtBot, page: ImportPage, path: Path) -> None:
    page.open_file(path)
    settle(qtbot, page)


def cells(page: ImportPage, name: str) -> list[list[str]]:
    """A table of the page as texts."""
    model = page.findChild(QTableView, name).model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def column(page: ImportPage, header: str) -> QComboBox:
    return next(row.combo for row in page.check_step.columns.rows if row.header == header)


def choose(qtbot: QtBot, combo: QComboBox, data: str) -> None:
    """Choose an entry as the keyboard does."""
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def test_picked_file_shows_columns_first_rows_problems_and_counts_but_stores_nothing(
    desk: Application, page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """The user decides on what they see, so all of it must be there before anything is stored."""
    page.pick_file = lambda: make_file()  # type: ignore[method-assign]
    qtbot.mouseClick(page.findChild(QPushButton, "import_pick"), Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert page.step == "check"
    assert {r.header: r.field() for r in page.check_step.columns.rows} == {
        "Full Name": "full_name",
        "Work Email": "email",
        "Direct Dial": "phone",
        "Company": "company",
        "City": "city",
        "Remark X": "",
    }
    assert column(page, "Work Email").currentText() == "Email"
    assert cells(page, "import_preview")[0] == ["Ann Abel", "", "Zeta", "+1 212-555-0101", "10:00", "Spear"]
    problems = [(row, column, why) for row, column, _, why in cells(page, "import_problems")]
    assert problems == [("3", "Work Email", "two @ signs"), ("4", "Direct Dial", "no digits")]
    assert page.check_step.footer.go_button.words() == "Import 3 rows"
    assert page.check_step.footer.counts.accessibleName().startswith("3 new, 0 already here, 0 left out")
    assert one(desk, "SELECT count(*) FROM prospect") == 0


def test_ctrl_enter_imports_and_shows_what_became_of_the_rows(
    desk: Application, page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """The counts add up, and the way on is one key."""
    said: list[tuple[str, bool]] = []
    went: list[str] = []
    page.ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    page.ctx.nav.go.connect(went.append)
    open_in(qtbot, page, make_file())
    qtbot.keyClick(page.check_step.columns.encoding, Key.Key_Return, CTRL)
    settle(qtbot, page)
    assert page.step == "result"
    assert [r[0] for r in rows(desk, "SELECT full_name FROM prospect ORDER BY id")] == ["Ann Abel", "Bo Chen", "Cy Dahl"]
    assert page.findChild(QLabel, "import_result_lines").text() == "3 rows: 3 new, 0 merged, 0 overwritten, 0 left out."
    assert len(cells(page, "import_left_problems")) == 2
    assert said == [("3 people came in from badges.csv.", True)]
    qtbot.keyClick(page.result_step, Key.Key_Return)
    assert went == ["prospects"]
    desk.undo.undo()
    assert one(desk, "SELECT count(*) FROM prospect") == 0


def test_changed_mapping_is_looked_at_again_and_goes_before_the_guess(
    desk: Application, page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """A field has one column: the one that had it before lets go."""
    open_in(qtbot, page, make_file())
    choose(qtbot, column(page, "Remark X"), "company")
    assert not page.check_step.footer.go_button.isEnabled()
    settle(qtbot, page)
    assert column(page, "Company").currentData() == ""
    assert cells(page, "import_preview")[0][2] == "met at the stand"
    page.run_import()
    settle(qtbot, page)
    assert rows(desk, "SELECT name FROM company") == [("met at the stand",)]


def test_without_any_mapped_column_the_page_says_so_and_a_column_mends_it(
    page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """An error is one sentence on the page, and what was done so far stays."""
    open_in(qtbot, page, make_file("alpha,beta\n1,2\n"))
    assert page.step == "file" and "column" in page.findChild(QLabel, "import_file_error").text()
    open_in(qtbot, page, make_file())
    for row in page.check_step.columns.rows:
        choose(qtbot, row.combo, "")
    settle(qtbot, page)
    assert page.check_step.banner.isVisible() and not page.check_step.footer.go_button.isEnabled()
    choose(qtbot, column(page, "Work Email"), "email")
    settle(qtbot, page)
    assert page.check_step.banner.isHidden() and page.check_step.footer.go_button.words() == "Import 2 rows"


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "empty.csv"), (b"%PDF-1.7 \x00\x01\x02\x03", "paper.pdf"), (b"PK\x03\x04rest", "book.xlsx"), (None, "gone.csv")],
)
def test_file_that_is_no_list_is_refused_in_one_sentence(
    page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path], tmp_path: Path, data: bytes | None, name: str
) -> None:
    """Whatever is dropped, the page stays usable."""
    open_in(qtbot, page, make_file(data, name) if data is not None else tmp_path / name)
    words = page.findChild(QLabel, "import_file_error")
    assert page.step == "file" and words.isVisible() and name in words.text()
    assert page.findChild(QPushButton, "import_pick").isEnabled()
    open_in(qtbot, page, make_file())
    assert page.step == "check" and words.text() == ""


def test_header_without_rows_cannot_be_imported_and_says_why(page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]) -> None:
    """A grey button without a reason helps nobody."""
    open_in(qtbot, page, make_file("Name,Email\n"))
    assert not page.check_step.footer.go_button.isEnabled()
    assert page.findChild(QLabel, "import_why_not").text()


def test_encoding_and_delimiter_are_shown_and_can_be_changed(page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]) -> None:
    """A wrong guess must be mendable without another program."""
    open_in(qtbot, page, make_file("姓名;邮箱\n王伟;wang@zeta.example\n".encode("gb18030")))
    assert page.check_step.columns.encoding.currentData() == "gb18030"
    assert page.check_step.columns.delimiter.currentData() == ";"
    choose(qtbot, page.check_step.columns.encoding, "utf-8")
    settle(qtbot, page)
    assert page.check_step.banner.isVisible() and not page.check_step.footer.go_button.isEnabled()
    choose(qtbot, page.check_step.columns.encoding, "gb18030")
    settle(qtbot, page)
    assert page.check_step.banner.isHidden() and cells(page, "import_preview")[0][0] == "王伟"


def test_people_here_already_are_counted_for_each_choice_and_handled_so(
    desk: Application, page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """What the trial run says is what the import does."""
    add_person(desk, "Ann Abel", email="ann@zeta.example", title="CFO", company="Zeta")
    suppress(desk, "address", "cy@mid.example")
    open_in(qtbot, page, make_file(LIST.replace("Remark X", "Title")))
    assert page.check_step.footer.counts.accessibleName().startswith("1 new, 1 already here, 1 left out")
    page.findChild(Segment, "segment_skip").click()
    settle(qtbot, page)
    assert page.check_step.footer.counts.accessibleName().startswith("1 new, 0 already here, 2 left out")
    assert any("do-not-contact" in p[3] for p in cells(page, "import_problems"))
    page.findChild(Segment, "segment_update").click()
    settle(qtbot, page)
    page.run_import()
    settle(qtbot, page)
    assert rows(desk, "SELECT full_name, title FROM prospect ORDER BY id") == [("Ann Abel", "met at the stand"), ("Bo Chen", None)]


def test_chosen_lead_type_and_cadence_hold_for_the_new_people(
    desk: Application, page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """A list is worked at once, not imported and forgotten."""
    open_in(qtbot, page, make_file())
    choose(qtbot, page.findChild(QComboBox, "import_lead_type"), "seed")
    choose(qtbot, page.findChild(QComboBox, "import_cadence"), "p5_calls")
    settle(qtbot, page)
    assert cells(page, "import_preview")[0][5] == "Seed"
    page.run_import()
    settle(qtbot, page)
    assert rows(desk, "SELECT DISTINCT lead_type FROM prospect") == [("seed",)]
    assert rows(desk, "SELECT cadence, count(*) FROM enrolment") == [("p5_calls", 3)]
    assert "3 of them are on the cadence." in page.findChild(QLabel, "import_result_lines").text()


def test_cancel_keeps_nothing_and_the_file_stays_open(
    desk: Application, page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """Stopping is safe, and the mapping is not lost."""
    lines = "".join(f"Person {i},p{i}@firm{i}.example\n" for i in range(2600))
    open_in(qtbot, page, make_file("Name,Email\n" + lines))
    seen: list[tuple[int, int]] = []
    page._runs.progressed.connect(lambda done, of: (seen.append((done, of)), page.cancel()))
    page.run_import()
    assert page.running and page.findChild(QPushButton, "import_cancel").isVisible()
    # Before the writer looks: the answer is certain whatever the machine's speed.
    page.cancel()
    settle(qtbot, page)
    assert not page.running and page.step == "check" and page.check_step.banner.isVisible()
    assert one(desk, "SELECT count(*) FROM prospect") == 0
    assert page.check_step.columns.isEnabled()


def test_progress_reaches_the_bar_on_the_windows_thread(
    desk: Application, page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]
) -> None:
    """The callback comes from the writing thread; a widget touched there would crash."""
    lines = "".join(f"Person {i},p{i}@firm{i}.example\n" for i in range(1200))
    open_in(qtbot, page, make_file("Name,Email\n" + lines))
    seen: list[tuple[int, int, bool]] = []
    page._runs.progressed.connect(lambda done, of: seen.append((done, of, QApplication.instance().thread().isCurrentThread())))
    page.run_import()
    settle(qtbot, page)
    assert (500, 1200, True) in seen and all(s[2] for s in seen)
    assert one(desk, "SELECT count(*) FROM prospect") == 1200


def test_dropped_file_is_read(page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]) -> None:
    """Dropping is how most people bring a download in."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(make_file()))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(10, 10), *how)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(10, 10), *how))
    settle(qtbot, page)
    assert page.step == "check"
    qtbot.keyClick(page.check_step, Key.Key_Escape)
    assert page.step == "file"


def test_foreign_markup_is_shown_literally(page: ImportPage, qtbot: QtBot, make_file: Callable[..., Path]) -> None:
    """A header or a name that looks like markup must not become markup (promise E7)."""
    open_in(qtbot, page, make_file("Name,Email,<img src=x>\n<b>Ann</b> Abel,ann@zeta.example,<i>z</i>\n"))
    labels = [label for label in page.findChildren(QLabel) if "<" in label.text()]
    assert labels and all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_every_field_of_the_mapping_has_a_word_in_each_language() -> None:
    """A bare code in the list of fields would leave the user guessing."""
    for field in FIELDS:
        assert all(catalogue()[f"field.{field}"][language] for language in LANGUAGES)
