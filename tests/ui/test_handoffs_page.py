"""The Handoffs page against real services: what is refused says why, and what is written is where the page says it is."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QWidget

from sdrdesk.app import Application
from sdrdesk.core.queries.handoffs import candidates
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.handoffs.page import HandoffsPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox, add_person, log, make_ready
from tests.support.profile import one, rows


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


def shown(qtbot: Any, ctx: UiContext) -> HandoffsPage:
    """The page, read and at rest."""
    page = HandoffsPage(ctx)
    qtbot.addWidget(page)
    page.resize(1264, 860)
    page.show()
    rest(qtbot, ctx)
    return page


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=10_000)


def get(page: HandoffsPage, kind: type[QWidget], name: str) -> Any:
    """A widget of the page by its name."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: Any, page: HandoffsPage, name: str) -> None:
    """Click a button."""
    qtbot.mouseClick(get(page, QPushButton, name), Qt.MouseButton.LeftButton)


def ready_person(desk: Application, folder: Path) -> int:
    """Somebody for whom everything holds, an AE and a folder included."""
    who = add_person(desk, "Helen Okafor", company="Larkspur Medical")
    make_ready(desk, who)
    desk.executives.add("Ravi Menon", "ravi@acme.example")
    folder.mkdir(exist_ok=True)
    desk.settings.change({"handoff.folder": str(folder)})
    return who


def test_candidates_meeting_or_three_strong_are_listed(desk: Application) -> None:
    """The list must hold those worth finishing, and nobody who is far from ready or already with an AE."""
    meeting, strong, weak = add_person(desk), add_person(desk), add_person(desk)
    log(desk, meeting, "meeting_booked", next="tue 14:00")
    for letter in ("need", "authority", "time"):
        desk.qualification.set_letter(strong, letter, "strong", text="said so")
        desk.qualification.set_letter(weak, letter, "strong", text="said so")
    desk.qualification.set_letter(weak, "time", "weak", text="next year rather")
    with desk.read() as (s, _):
        found = candidates(s)
    assert [c.prospect_id for c in found] == [meeting, strong]
    assert (found[0].strong, found[1].strong) == (0, 3)


def test_hand_off_not_ready_button_is_off_and_says_what_is_missing(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A grey button without a reason leaves the user guessing (states in ui.md)."""
    who = add_person(desk, "Owen Castellanos")
    desk.qualification.set_letter(who, "need", "strong", text="ten days to approve")
    page = shown(qtbot, ctx)
    page.show_prospect(who)
    rest(qtbot, ctx)
    assert not get(page, QPushButton, "handoff_create").isEnabled()
    words = get(page, QWidget, "handoff_reasons").text()
    for part in ("Authority must be strong", "A meeting within 7 days", "An account executive", "A folder for the packet"):
        assert part in words
    assert "Authority must be strong" in get(page, QWidget, "check_mql").accessibleDescription()
    assert "meeting" in get(page, QWidget, "preview_words").text()


def test_ctrl_return_ready_writes_packet_and_shows_its_path(
    qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path, toasts: list[tuple[str, bool]]
) -> None:
    """The one button of the page: the file is there, the record is there, and the user can find both and take the record back."""
    who = ready_person(desk, tmp_path / "out")
    page = shown(qtbot, ctx)
    get(page, QPlainTextEdit, "handoff_note").setPlainText("Start from the late fees")
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    written = list((tmp_path / "out").glob("*.zip"))
    assert len(written) == 1
    assert one(desk, "SELECT note FROM handoff WHERE prospect_id = :p AND state = 'sent'", p=who) == "Start from the late fees"
    assert get(page, QWidget, "sent_file").text() == str(written[0])
    assert toasts and toasts[-1][1] and "file stays" in toasts[-1][0]
    qtbot.waitUntil(lambda: page.preview.page_count >= 1, timeout=10_000)


def test_packet_asks_whole_questions_for_what_is_unknown(desk: Application, tmp_path: Path) -> None:
    """The AE reads what still has to be asked as a question, never as a code of ours."""
    who = ready_person(desk, tmp_path / "out")
    file = desk.handoffs.create(who, desk.executives.find("Ravi Menon"), tmp_path / "out").value.file
    with zipfile.ZipFile(file) as packet:
        asked = json.loads(packet.read("packet.json"))["open_questions"]
    assert len(asked) == 2 and all(question.endswith("?") for question in asked)


def test_undo_after_handing_off_brings_the_person_back_and_keeps_the_file(
    qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path
) -> None:
    """Undo takes back the record, and the list follows without being asked (rule R26)."""
    who = ready_person(desk, tmp_path / "out")
    page = shown(qtbot, ctx)
    page.hand_off()
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    assert page.list.key().startswith("h")
    desk.undo.undo()
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: page.list.key() == f"p{who}", timeout=5000)
    assert list((tmp_path / "out").glob("*.zip"))


def test_hand_off_folder_gone_says_so_at_the_folder_and_records_nothing(
    qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path
) -> None:
    """A folder on a stick that was pulled must not cost the handoff, nor leave a record without its packet."""
    ready_person(desk, tmp_path / "out")
    (tmp_path / "out").rmdir()
    page = shown(qtbot, ctx)
    press(qtbot, page, "handoff_create")
    rest(qtbot, ctx)
    assert "does not exist" in get(page, QWidget, "handoff_folder_problem").text()
    assert one(desk, "SELECT count(*) FROM handoff") == 0
    assert get(page, QPushButton, "handoff_create").isEnabled()


def test_new_ae_without_name_is_refused_beside_the_field_then_added(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Adding the AE must not need another page, and a slip in it must be said where it was made."""
    who = add_person(desk)
    make_ready(desk, who)
    page = shown(qtbot, ctx)
    press(qtbot, page, "ae_new")
    press(qtbot, page, "ae_add")
    rest(qtbot, ctx)
    assert get(page, QWidget, "ae_problem").isVisible()
    qtbot.keyClicks(get(page, QLineEdit, "ae_name"), "Ines Dahl")
    qtbot.keyClick(get(page, QLineEdit, "ae_name"), Qt.Key.Key_Return)
    rest(qtbot, ctx)
    assert get(page, QComboBox, "ae_combo").currentText() == "Ines Dahl"
    assert not get(page, QWidget, "ae_fields").isVisible()
    qtbot.waitUntil(lambda: page.preview.page_count >= 1, timeout=10_000)


def test_save_pdf_writes_the_paper_and_records_nothing(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path) -> None:
    """A paper to look at is not a handoff."""
    ready_person(desk, tmp_path / "out")
    page = shown(qtbot, ctx)
    press(qtbot, page, "handoff_save")
    rest(qtbot, ctx)
    saved = list((tmp_path / "out").glob("*.pdf"))
    assert len(saved) == 1 and saved[0].read_bytes().startswith(b"%PDF")
    assert one(desk, "SELECT count(*) FROM handoff") == 0


def test_pick_folder_is_remembered(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is chosen once, not at each handoff."""
    page = shown(qtbot, ctx)
    monkeypatch.setattr("sdrdesk.ui.pages.handoffs.page.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    page.pick_folder()
    rest(qtbot, ctx)
    assert desk.settings.profile().text("handoff.folder") == str(tmp_path)
    qtbot.waitUntil(lambda: page.form.folder.whole() == str(tmp_path), timeout=5000)


def test_sent_packet_gone_or_broken_preview_says_so(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path) -> None:
    """A moved or damaged packet is said in words, and never takes the page down."""
    who = ready_person(desk, tmp_path / "out")
    file = desk.handoffs.create(who, desk.executives.find("Ravi Menon"), tmp_path / "out").value.file
    file.write_bytes(b"PK\x05\x06 not a zip")
    page = shown(qtbot, ctx)
    assert "no longer" in get(page, QWidget, "preview_words").text()
    with zipfile.ZipFile(file, "w") as broken:
        broken.writestr("a.pdf", b"%PDF-1.7 nothing in it")
    page.refresh()
    rest(qtbot, ctx)
    assert "no longer" in get(page, QWidget, "preview_words").text()


def test_list_keys_skip_headers_and_fold(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path) -> None:
    """The list is worked with the keyboard alone."""
    first = ready_person(desk, tmp_path / "out")
    desk.handoffs.create(first, desk.executives.find("Ravi Menon"), tmp_path / "out")
    second = add_person(desk)
    make_ready(desk, second)
    page = shown(qtbot, ctx)
    assert page.list.key() == f"p{second}"
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    assert page.list.key().startswith("h")
    qtbot.keyClick(page.list, Qt.Key.Key_Left)
    assert page.list.key() == f"p{second}"
    rest(qtbot, ctx)


def test_zoom_larger_then_fit_draws_other_sizes(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path) -> None:
    """The paper must be readable on a small screen."""
    ready_person(desk, tmp_path / "out")
    page = shown(qtbot, ctx)
    qtbot.waitUntil(lambda: page.preview.page_count >= 1, timeout=10_000)
    fit = page.preview._pages[0].pixmap().width()
    press(qtbot, page, "preview_larger")
    rest(qtbot, ctx)
    assert page.preview._pages[0].pixmap().width() > fit
    press(qtbot, page, "preview_fit")
    rest(qtbot, ctx)
    assert page.preview._pages[0].pixmap().width() == fit


def test_what_is_prepared_is_kept_when_the_field_is_left_and_put_back_by_undo(
    qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path
) -> None:
    """Promises, risks, place and length survive another person in front, a new page and an undo (rules R24, R26)."""
    who = ready_person(desk, tmp_path / "out")
    other = add_person(desk)
    make_ready(desk, other, "mon 9:00")
    page = shown(qtbot, ctx)
    page.show_prospect(who)
    rest(qtbot, ctx)
    for name, words in (("handoff_promised", "A demo"), ("handoff_risks", "New CFO")):
        get(page, QPlainTextEdit, name).setFocus()
        qtbot.keyClicks(get(page, QPlainTextEdit, name), words)
    get(page, QSpinBox, "handoff_minutes").setFocus()
    get(page, QSpinBox, "handoff_minutes").setValue(45)
    qtbot.keyClicks(get(page, QLineEdit, "handoff_place"), "Room 4")
    page.show_prospect(other)
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    assert get(page, QPlainTextEdit, "handoff_promised").toPlainText() == ""
    kept = desk.handoff_plans.plan(who)
    assert (kept.promised, kept.risks, kept.place, kept.minutes) == ("A demo", "New CFO", "Room 4", 45)
    again = shown(qtbot, ctx)
    again.show_prospect(who)
    rest(qtbot, ctx)
    assert get(again, QLineEdit, "handoff_place").text() == "Room 4"
    while desk.handoff_plans.plan(who).promised:
        desk.undo.undo()
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: get(again, QPlainTextEdit, "handoff_promised").toPlainText() == "", timeout=5000)
    assert desk.handoff_plans.plan(other).promised == ""


def test_own_line_of_the_checklist_is_ticked_by_space_and_then_the_button_is_on(
    qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path
) -> None:
    """The checklist as data: a line of the team's own blocks until the user says that it holds, and the tick is kept."""
    who = ready_person(desk, tmp_path / "out")
    desk.standards.save("checklist", {"own": [{"name": "Recording linked", "required": True}]})
    page = shown(qtbot, ctx)
    assert not get(page, QPushButton, "handoff_create").isEnabled()
    assert "Recording linked" in get(page, QWidget, "handoff_reasons").text()
    qtbot.keyClick(get(page, QWidget, "check_own:Recording linked"), Qt.Key.Key_Space)
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    assert desk.handoff_plans.plan(who).ticks == ("Recording linked",)
    assert get(page, QPushButton, "handoff_create").isEnabled()
    qtbot.mouseClick(get(page, QWidget, "check_own:Recording linked"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    assert not get(page, QPushButton, "handoff_create").isEnabled()


def test_book_of_account_executives_is_edited_and_one_is_retired(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path) -> None:
    """A calendar hint is seen where the meeting is prepared; who left sales is offered no more, and undo brings them back."""
    ready_person(desk, tmp_path / "out")
    page = shown(qtbot, ctx)
    press(qtbot, page, "ae_edit")
    assert get(page, QLineEdit, "ae_name").text() == "Ravi Menon"
    qtbot.keyClicks(get(page, QLineEdit, "ae_calendar"), "Tue after 14:00")
    qtbot.keyClick(get(page, QLineEdit, "ae_calendar"), Qt.Key.Key_Return)
    rest(qtbot, ctx)
    assert get(page, QWidget, "ae_hint").text() == "Tue after 14:00"
    press(qtbot, page, "ae_edit")
    press(qtbot, page, "ae_retire")
    rest(qtbot, ctx)
    assert get(page, QComboBox, "ae_combo").count() == 1 and desk.executives.book() == []
    desk.undo.undo()
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: get(page, QComboBox, "ae_combo").count() == 2, timeout=5000)


def test_packet_is_emailed_by_the_same_key_and_says_where_it_is(
    qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path, toasts: list[tuple[str, bool]]
) -> None:
    """Ctrl+Return hands off, and once more sends; without an account the button writes a file instead."""
    ready_person(desk, tmp_path / "out")
    add_mailbox(desk)
    page = shown(qtbot, ctx)
    for _ in range(2):
        qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        rest(qtbot, ctx)
        rest(qtbot, ctx)
    assert rows(desk, "SELECT to_address, state, handoff_id FROM outbox") == [("ravi@acme.example", "queued", 1)]
    assert toasts[-1][1] and "in the outbox" in toasts[-1][0]
    qtbot.waitUntil(lambda: "Waiting to be sent" in get(page, QWidget, "sent_later").text(), timeout=5000)
    desk.undo.undo()
    rest(qtbot, ctx)
    assert rows(desk, "SELECT count(*) FROM outbox") == [(0,)]


def test_tabs_show_each_state_and_the_groups_whose_move_it_is(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path) -> None:
    """Yours to do, with the account executive, closed (picture 06)."""
    handed = ready_person(desk, tmp_path / "out")
    number = desk.handoffs.create(handed, desk.executives.find("Ravi Menon"), tmp_path / "out").value.handoff_id
    draft = add_person(desk)
    make_ready(desk, draft)
    page = shown(qtbot, ctx)

    def keys() -> list[str]:
        model = page.list.entries
        return [e.key or e.title for i in range(model.rowCount()) if (e := model.entry(i))]

    assert keys() == ["Yours to do", f"p{draft}", "With the AE", f"h{number}"]
    for tab, expected in (("sent", ["With the AE", f"h{number}"]), ("draft", ["Yours to do", f"p{draft}"]), ("won", [])):
        qtbot.mouseClick(get(page, QWidget, f"segment_{tab}"), Qt.MouseButton.LeftButton)
        rest(qtbot, ctx)
        assert keys() == expected
    desk.answers.answer(number, "returned", reason="no budget")
    qtbot.mouseClick(get(page, QWidget, "segment_"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: keys()[-2:] == ["Closed", f"h{number}"], timeout=5000)
    assert "Ravi Menon: 0 of 1" in get(page, QWidget, "handoff_figures").text()
