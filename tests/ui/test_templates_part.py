"""The templates of the Playbook page against real services: edited with completion and a live preview, refused in words, kept in versions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.render.book import TemplateText
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.ask import AskName
from sdrdesk.ui.dialogs.import_templates import ImportTemplates
from sdrdesk.ui.pages.playbook.cadences import CadencesPart
from sdrdesk.ui.pages.playbook.page import PlaybookPage
from sdrdesk.ui.pages.playbook.templates_part import TemplatesPart
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme.stylesheet import apply_theme
from sdrdesk.ui.widgets.range_bar import RangeBar
from tests.support.factories import add_person, enrol, log
from tests.support.profile import one, reopen

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    desk.settings.change({"user.country": "US", "user.name": "Li Na", "value.topic": "invoices"})
    runner, bridge = Runner(), Bridge(desk.bus)
    anything: Any = desk
    yield UiContext(anything, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


@pytest.fixture
def toasts(ctx: UiContext) -> list[str]:
    """What was said at the bottom of the window."""
    said: list[str] = []
    ctx.nav.toast.connect(lambda words, undo: said.append(words))
    return said


@pytest.fixture
def page(qtbot: QtBot, ctx: UiContext) -> PlaybookPage:
    """The page at the templates, read and at rest."""
    made = PlaybookPage(ctx)
    qtbot.addWidget(made)
    made.resize(1264, 860)
    made.show()
    made.open_part("templates")
    rest(qtbot, ctx)
    return made


@pytest.fixture
def part(page: PlaybookPage) -> TemplatesPart:
    """The part itself."""
    found = page.part("templates")
    assert isinstance(found, TemplatesPart)
    return found


def rest(qtbot: QtBot, ctx: UiContext) -> None:
    """Wait until no job is under way, nothing waits for a pause in typing, and all news have arrived."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def settle(qtbot: QtBot, ctx: UiContext, part: TemplatesPart) -> None:
    """The same after typing: the preview and the check begin after a pause."""
    side = part.editor.side
    qtbot.waitUntil(lambda: not side.preview._later.isActive() and not side.people._later.isActive(), timeout=5_000)
    rest(qtbot, ctx)


def get(where: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget by its name."""
    found = where.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, where: QWidget, name: str) -> None:
    """Click a button that is seen."""
    button = get(where, name, QPushButton)
    assert button.isVisible() and button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def pick(qtbot: QtBot, where: QWidget, control: str, key: str) -> None:
    """Click a segment."""
    qtbot.mouseClick(get(get(where, control), f"segment_{key}"), Qt.MouseButton.LeftButton)


def words(where: QWidget, name: str) -> str:
    """What a label says."""
    return str(get(where, name, QLabel).text())


def write(qtbot: QtBot, part: TemplatesPart, body: str, subject: str | None = None) -> None:
    """Replace the words by typing."""
    for editor, text in ((part.editor.subject, subject), (part.editor.body, body)):
        if text is not None:
            editor.setFocus()
            editor.selectAll()
            editor.insertPlainText(text)


def save(qtbot: QtBot, ctx: UiContext, part: TemplatesPart) -> None:
    """Ctrl+Return, as in the whole program."""
    settle(qtbot, ctx, part)
    press(qtbot, part, "template_save")
    rest(qtbot, ctx)


def test_list_has_kinds_languages_and_uses(qtbot: QtBot, ctx: UiContext, part: TemplatesPart, desk: Application) -> None:
    """Every text that is written or said, with the steps that use it."""
    assert len(part.list.keys()) == len(desk.compose.templates("en"))
    qtbot.keyClicks(part.find_box, "break-up")
    assert part.list.keys() == ["email:break_up"]
    part.find_box.clear()
    assert part.list.choose("email:follow_up_1")
    assert "used by Day 1/3/7/14/30, step 2" in words(part, "template_facts")
    pick(qtbot, part, "template_languages", "zh_CN")
    assert part.list.key() == "email:follow_up_1" and "{{ salutation }}" in part.editor.body.source()
    pick(qtbot, part, "template_kinds", "call")
    assert part.list.keys()[0] == "call:first_call" and {"talk:voicemail", "talk:no_budget"} <= set(part.list.keys())
    assert not part.editor.subject.isVisible()
    pick(qtbot, part, "template_kinds", "message")
    assert part.list.keys() == [] and not part.editor.isVisible()


def test_edit_is_kept_as_a_version_used_and_undone(
    qtbot: QtBot, ctx: UiContext, part: TemplatesPart, desk: Application, toasts: list[str], folder: Path
) -> None:
    """Typed, saved by key, sent from then on, there after a restart, and taken back."""
    who = add_person(desk)
    part.list.choose("email:referral")
    before = desk.compose.compose(who, template="referral").body
    write(qtbot, part, "Hello {{ first_name }}, who looks after {{ topic }}?")
    assert get(part, "template_save").isEnabled()
    qtbot.keyClick(part.editor.body, Key.Key_Return, CTRL)
    rest(qtbot, ctx)
    assert toasts == ["Referral email is kept as your version 1."]
    assert "your version 1" in words(part, "template_facts") and not get(part, "template_save").isEnabled()
    after = desk.compose.compose(who, template="referral").body
    assert after.startswith("Hello Person") and after != before
    other = reopen(folder)
    assert other.compose.compose(who, template="referral").body == after
    other.close()
    desk.undo.undo()
    rest(qtbot, ctx)
    assert "shipped" in words(part, "template_facts") and "colleagues" in part.editor.body.source()
    assert desk.compose.compose(who, template="referral").body == before


def test_what_is_not_allowed_is_said_while_typing(qtbot: QtBot, ctx: UiContext, part: TemplatesPart) -> None:
    """In words, with the line, under the field; saving waits."""
    part.list.choose("email:referral")
    write(qtbot, part, "Hello\n{{ compny }}", "{{ 1 + 1 }}")
    assert words(part, "template_body_error") == "Line 2: there is no variable called compny. Did you mean company?"
    assert words(part, "template_subject_error").startswith("Line 1: a + b is not part of the template language")
    assert not get(part, "template_save").isEnabled() and part.editor.why_not.text() == "Mend what is in red first"
    settle(qtbot, ctx, part)
    assert words(part, "preview_missing") == "This is how it was before the mistake."
    press(qtbot, part, "template_discard")
    assert not part.editor.found and part.editor.why_not.text() == "Nothing is changed"


def test_draft_waits_while_one_looks_at_others(qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart) -> None:
    """Half a letter is not lost by a look elsewhere, nor by a reading of the list."""
    part.list.choose("email:referral")
    write(qtbot, part, "Half a letter")
    assert "Not saved" in part.list.currentIndex().data()
    part.list.choose("email:recap")
    page.open_part("cadences")
    page.open_part("templates")
    rest(qtbot, ctx)
    part.list.choose("email:referral")
    assert part.editor.body.source() == "Half a letter"


def test_names_are_completed(qtbot: QtBot, ctx: UiContext, part: TemplatesPart) -> None:
    """After two braces the variables, after a bar the filters; with Ctrl+Space variables anywhere."""
    part.list.choose("email:referral")
    body = part.editor.body
    write(qtbot, part, "")
    body.setFocus()
    qtbot.keyClicks(body, "Hello {{")
    assert len(body.offered()) == 23
    qtbot.keyClicks(body, " fir")
    assert body.offered() == ["first_name", "sender_first_name"]
    qtbot.keyClick(body, Key.Key_Return)
    assert body.source() == "Hello {{ first_name }}" and body.offered() == []
    qtbot.keyClicks(body, ", ")
    qtbot.keyClick(body, Key.Key_Space, CTRL)
    assert body.offered()[0] == "first_name"
    qtbot.keyClicks(body, "")
    qtbot.keyClick(body, Key.Key_Escape)
    assert body.offered() == []
    qtbot.keyClicks(body, "{{ topic|")
    assert body.offered() == ["bare", "capital", "default", "lower", "sentence", "upper"]
    qtbot.keyClicks(body, "sen")
    qtbot.keyClick(body, Key.Key_Tab)
    assert body.source() == "Hello {{ first_name }}, {{ topic|sentence }}"
    body.moveCursor(body.textCursor().MoveOperation.End)
    qtbot.keyClicks(body, " {% i")
    assert body.offered()[0] == "if"
    qtbot.keyClick(body, Key.Key_Escape)
    assert part.editor.isVisible() and body.offered() == []


def test_subject_stays_one_line(qtbot: QtBot, part: TemplatesPart) -> None:
    """A line break in a subject would be a header of somebody's own."""
    part.list.choose("email:referral")
    subject = part.editor.subject
    subject.setFocus()
    subject.selectAll()
    QApplication.clipboard().setText("One\ntwo\n three")
    subject.paste()
    qtbot.keyClick(subject, Key.Key_Return)
    assert subject.source() == "One two three"


def test_preview_shows_one_person_after_the_other(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart, desk: Application, toasts: list[str]
) -> None:
    """As each would get it, with what is missing and the checks, before anything is saved."""
    enrol(desk, add_person(desk, "Ann Vogel"), add_person(desk, "Bob Lee"))
    rest(qtbot, ctx)
    part.list.choose("email:referral")
    write(qtbot, part, "Hello {{ first_name }}, {{ topic }}?", "A question")
    settle(qtbot, ctx, part)
    preview = part.editor.side.preview
    assert [preview.people.itemText(i) for i in range(preview.people.count())] == ["Ann Vogel", "Bob Lee"]
    assert preview.body.toPlainText() == "Hello Ann, invoices?\n"
    assert not get(part, "preview_missing").isVisible()
    qtbot.keyClick(part.editor.body, Key.Key_Right, ALT)
    rest(qtbot, ctx)
    assert preview.body.toPlainText() == "Hello Bob, invoices?\n"
    press(qtbot, part, "preview_copy")
    assert QGuiApplication.clipboard().text() == "Hello Bob, invoices?" and toasts == ["The text for Bob Lee is on the clipboard."]
    write(qtbot, part, "Hello {{ first_name }}, {{ trigger }}")
    settle(qtbot, ctx, part)
    assert words(part, "preview_missing") == "Missing for this person: Trigger"
    assert preview.body.toPlainText() == "Hello Bob, ⟦trigger⟧\n"
    assert {row.item.key: row.item.state for row in preview.checks.rows()}["slots"] == "bad"
    assert not get(part, "preview_copy").isEnabled()
    press(qtbot, part, "preview_previous")
    rest(qtbot, ctx)
    assert preview.people.currentText() == "Ann Vogel"


def test_everybody_is_checked_and_one_is_opened(qtbot: QtBot, ctx: UiContext, part: TemplatesPart, desk: Application) -> None:
    """Who lacks a value is listed; the list follows the edits; Enter goes to the person."""
    ann, bob = add_person(desk, "Ann Vogel", city="New York"), add_person(desk, "Bob Lee")
    enrol(desk, ann, bob)
    desk.compose.fill(bob, "trigger", "you are hiring")
    rest(qtbot, ctx)
    opened: list[int] = []
    ctx.nav.open_prospect.connect(opened.append)
    part.list.choose("email:referral")
    write(qtbot, part, "Hello {{ first_name }}, {{ trigger }}", "A question")
    pick(qtbot, part, "template_places", "people")
    press(qtbot, part, "check_everybody")
    rest(qtbot, ctx)
    people = part.editor.side.people
    assert words(part, "check_said") == "1 of 2 people lacks something; their email waits, the others go."
    assert people.list.keys() == [str(ann)] and "Trigger" in people.list.currentIndex().data()
    people.list.setFocus()
    qtbot.keyClick(people.list, Key.Key_Return)
    assert opened == [ann]
    write(qtbot, part, "Hello {{ first_name }}")
    settle(qtbot, ctx, part)
    assert words(part, "check_said") == "All 2 people have every value." and not people.list.isVisible()
    write(qtbot, part, "Hello {{ nobody }}")
    settle(qtbot, ctx, part)
    assert words(part, "check_said").startswith("Line 1: there is no variable called nobody")
    part.list.choose("email:recap")
    rest(qtbot, ctx)
    press(qtbot, part, "check_everybody")
    rest(qtbot, ctx)
    assert words(part, "check_said") == "Nobody on a plan will get this text now."
    pick(qtbot, part, "check_scope", "all")
    rest(qtbot, ctx)
    assert "2 people" in words(part, "check_said")


def test_check_of_many_says_how_far_it_is_and_is_stopped(
    qtbot: QtBot, ctx: UiContext, part: TemplatesPart, desk: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window lives on meanwhile; the gate holds the reading thread so that the test sees it under way."""
    enrol(desk, *(add_person(desk) for _ in range(60)))
    rest(qtbot, ctx)
    gate, looked = threading.Event(), []
    look = desk.template_checks._look

    def held(*arguments: Any) -> Any:
        looked.append(1)
        if len(looked) == 30:
            gate.wait(20)
        return look(*arguments)

    monkeypatch.setattr(desk.template_checks, "_look", held)
    part.list.choose("email:referral")
    pick(qtbot, part, "template_places", "people")
    press(qtbot, part, "check_everybody")
    qtbot.waitUntil(lambda: len(looked) == 30 and words(part, "check_said") == "25 of 60 people…", timeout=10_000)
    button = get(part, "check_everybody")
    assert button.words() == "Stop"
    press(qtbot, part, "check_everybody")
    gate.set()
    rest(qtbot, ctx)
    assert words(part, "check_said") == "Stopped after 30 of 60 people." and button.words() == "Check everybody"


def test_versions_show_what_they_change_and_come_back(
    qtbot: QtBot, ctx: UiContext, part: TemplatesPart, desk: Application, toasts: list[str]
) -> None:
    """Line by line against the text as it stands; the shipped text is the last of them."""
    part.list.choose("email:referral")
    for body in ("One\ntwo", "One\nthree"):
        write(qtbot, part, body, "A question")
        save(qtbot, ctx, part)
    pick(qtbot, part, "template_places", "versions")
    rest(qtbot, ctx)
    versions = part.editor.side.versions
    assert versions.list.keys() == ["2", "1", "0"] and not get(part, "version_back").isEnabled()
    assert words(part, "version_note") == "The same as the text as it stands."
    versions.list.choose("1")
    assert versions.diff.toPlainText().splitlines() == ["   A question", "   ", "   One", "− three", "+ two"]
    press(qtbot, part, "version_back")
    rest(qtbot, ctx)
    assert part.editor.body.source() == "One\ntwo" and "your version 3" in words(part, "template_facts")
    assert versions.list.keys() == ["3", "2", "1", "0"]
    press(qtbot, part, "template_remove")
    rest(qtbot, ctx)
    assert toasts[-1] == "Referral email is the shipped text again." and "shipped" in words(part, "template_facts")
    desk.undo.undo()
    rest(qtbot, ctx)
    assert part.editor.body.source() == "One\ntwo"


def test_new_copy_rename_and_delete(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart, desk: Application, toasts: list[str]
) -> None:
    """A template of one's own from nothing, a copy, another name; one that a step names stays, and the step is said."""
    errors: list[Exception] = []
    ctx.runner.failed.connect(errors.append)
    qtbot.keyClick(part.list, Key.Key_N, CTRL)
    assert part.editor.why_not.text() == "Give it a name first" and not words(part, "template_body_error")
    qtbot.keyClicks(get(part, "template_name", QLineEdit), "First touch")
    write(qtbot, part, "Hello {{ first_name }}", "A question")
    save(qtbot, ctx, part)
    assert part.list.key() == "email:first_touch" and part.editor.title.whole() == "first touch"
    assert not get(part, "template_name", QLineEdit).isVisible()
    press(qtbot, part, "template_copy")
    rest(qtbot, ctx)
    assert part.list.key() == "email:first_touch_copy"
    press(qtbot, part, "template_rename")
    dialog = page.window().findChild(AskName)
    assert isinstance(dialog, AskName)
    dialog.name.setText("Zweite Ansprache")
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert part.list.key() == "email:zweite_ansprache"
    body = body_of(desk.cadences["p5"])
    step = {**body["steps"][0], "template": "first_touch", "variants": ["zweite_ansprache"]}
    desk.plans.save({**body, "key": "own", "names": {"en": "Own plan"}, "steps": [step]})
    rest(qtbot, ctx)
    assert "used by Own plan, step 1" in words(part, "template_facts")
    press(qtbot, part, "template_remove")
    rest(qtbot, ctx)
    assert [getattr(e, "code", "") for e in errors] == ["template_used"] and part.list.key() == "email:zweite_ansprache"
    desk.undo.undo()
    rest(qtbot, ctx)
    press(qtbot, part, "template_remove")
    rest(qtbot, ctx)
    assert not part.list.choose("email:zweite_ansprache") and toasts[-1] == "zweite ansprache was deleted."


def test_step_form_offers_ones_own_and_message_is_written(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart, desk: Application
) -> None:
    """A message for chat has no subject; a step of that channel may name it."""
    pick(qtbot, part, "template_kinds", "message")
    press(qtbot, part, "template_new")
    get(part, "template_name", QLineEdit).insert("你好")
    write(qtbot, part, "Hi {{ first_name }}")
    assert not part.editor.subject.isVisible()
    save(qtbot, ctx, part)
    assert part.list.keys() == ["message:你好"] and desk.plans.templates("im") == ["你好"]
    page.open_part("cadences")
    cadences = page.part("cadences")
    assert isinstance(cadences, CadencesPart)
    rest(qtbot, ctx)
    channel = cadences.editor.form.channel
    channel.setCurrentIndex(channel.findData("im"))
    channel.activated.emit(channel.currentIndex())
    assert cadences.editor.draft is not None and cadences.editor.draft.steps[0]["template"] == "你好"
    assert cadences.editor.found == []


def test_call_script_is_said_as_written(qtbot: QtBot, ctx: UiContext, part: TemplatesPart, desk: Application) -> None:
    """An opening, line by line; a line whose value is missing is left out and named."""
    enrol(desk, add_person(desk, "Ann Vogel"), cadence="p5_calls")
    rest(qtbot, ctx)
    pick(qtbot, part, "template_kinds", "call")
    part.list.choose("call:first_call")
    write(qtbot, part, "Hello {{ first_name }}.\n@questions\nI saw {{ trigger }}.")
    settle(qtbot, ctx, part)
    assert part.editor.side.preview.body.toPlainText() == "Hello Ann.\n@questions"
    assert words(part, "preview_missing") == "Lines left out, for these are missing: Trigger"
    save(qtbot, ctx, part)
    assert desk.compose.scripts("en").opening("first_call", {"first_name": "Ann"}) == ("Hello Ann.",)
    part.list.choose("talk:no_budget")
    assert part.editor.subject_label.text() == "They say"
    part.list.choose("talk:voicemail")
    assert not part.editor.subject.isVisible()


def test_import_asks_what_unknown_tags_stand_for(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart, desk: Application, tmp_path: Path, toasts: list[str]
) -> None:
    """Known tags become ours by themselves; nothing is dropped, and the whole import is one step back."""
    path = tmp_path / "mine.txt"
    path.write_text("# Intro\nSubject: Hi [First Name]\n\nHello *|FNAME:there|*\n\n# Shoes\nSubject: Hi\n\nYour [Shoe Size]?\n", "utf-8")
    press(qtbot, part, "template_import")
    dialog = page.window().findChild(ImportTemplates)
    assert isinstance(dialog, ImportTemplates) and not dialog.yes.isEnabled()
    dialog.pick_files = lambda: [path]  # type: ignore[method-assign]
    press(qtbot, dialog, "import_files")
    rest(qtbot, ctx)
    assert [c.ready for c in dialog.candidates] == [True, False]
    assert dialog.body.toPlainText() == 'Hello {{ first_name|default("there") }}\n'
    assert dialog.yes.words() == "Import what is ready (1)"
    dialog.list.choose("1")
    assert words(dialog, "import_problem") == "Not known: [Shoe Size]"
    combo = dialog.combos["[Shoe Size]"]
    combo.setCurrentIndex(combo.findData("topic"))
    combo.activated.emit(combo.currentIndex())
    rest(qtbot, ctx)
    assert dialog.body.toPlainText() == "Your {{ topic }}?\n" and not get(dialog, "import_problem").isVisible()
    press(qtbot, dialog, "import_take")
    rest(qtbot, ctx)
    assert toasts[-1] == "2 templates were imported." and {"email:intro", "email:shoes"} <= set(part.list.keys())
    desk.undo.undo()
    rest(qtbot, ctx)
    assert not {"email:intro", "email:shoes"} & set(part.list.keys())


def test_import_says_what_cannot_be_read(qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart, tmp_path: Path) -> None:
    """A broken file is a sentence in the dialog, and another can be chosen."""
    path = tmp_path / "broken.json"
    path.write_text("{", "utf-8")
    part.ask_import()
    dialog = page.window().findChild(ImportTemplates)
    assert isinstance(dialog, ImportTemplates)
    dialog.read([path])
    rest(qtbot, ctx)
    assert words(dialog, "import_problem") == "broken.json cannot be read as templates: it is not sound JSON."
    dialog.reject()


def test_export_all_and_one(
    qtbot: QtBot, ctx: UiContext, part: TemplatesPart, desk: Application, tmp_path: Path, toasts: list[str]
) -> None:
    """A folder of everything, or one file; both can be imported again."""
    part.pick_folder = lambda: tmp_path / "all"  # type: ignore[method-assign]
    press(qtbot, part, "template_export_all")
    rest(qtbot, ctx)
    assert (tmp_path / "all" / "call" / "zh_CN" / "first_call.j2").exists()
    part.list.choose("email:referral")
    part.pick_file_to_write = lambda name: tmp_path / "one"  # type: ignore[method-assign]
    press(qtbot, part, "template_export")
    rest(qtbot, ctx)
    assert toasts[-1] == f"Written to {tmp_path / 'one.json'}."
    files = desk.template_files
    assert all(c.there for c in files.candidates(files.read([tmp_path / "all", tmp_path / "one.json"], "en")))


def test_replies_stand_beside_the_template_and_in_the_step(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart, desk: Application
) -> None:
    """People, human replies, the range; too little is said to be too little."""
    people = [add_person(desk) for _ in range(8)]
    enrol(desk, *people, cadence="welcome")
    step = desk.cadences["welcome"].steps[0]
    for who in people:
        log(
            desk,
            who,
            "sent",
            "email",
            template=step.template_for(who),
            step=(one(desk, "SELECT id FROM enrolment WHERE prospect_id=:p", p=who), 1),
        )
    log(desk, people[0], "replied", "email")
    theirs = [step.template_for(who) for who in people]
    rest(qtbot, ctx)
    part.list.choose(f"email:{theirs[0]}")
    pick(qtbot, part, "template_places", "replies")
    rest(qtbot, ctx)
    said = part.editor.side.replies.view.words()
    assert said[0] == "Welcome, 13 weeks, step 1" and "Not enough data yet." in said
    n = theirs.count(theirs[0])
    assert any(s.startswith(f"1 of {n} replied: {round(100 / n)}% (") for s in said), said
    assert part.editor.side.replies.view.findChildren(RangeBar)
    page.open_part("cadences")
    rest(qtbot, ctx)
    cadences = page.part("cadences")
    assert isinstance(cadences, CadencesPart) and cadences.list.choose("welcome")
    assert get(page, "step_results").isVisible() and "Not enough data yet." in cadences.editor.form.results.words()
    cadences.editor.steps.setCurrentIndex(cadences.editor.steps.steps.index(1))
    assert not get(page, "step_results").isVisible()


@pytest.mark.parametrize("size", [(1264, 860), (1072, 640)])
def test_everything_fits_in_both_themes(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, part: TemplatesPart, qapp: QApplication, size: tuple[int, int]
) -> None:
    """At the smallest window no button is cut and no field has gone."""
    page.resize(*size)
    desk_text = TemplateText("email", "referral", "en", "A", "Hello {{ first_name }}\n")
    ctx.desk.templates.save(desk_text)
    part.list.choose("email:referral")
    rest(qtbot, ctx)
    for theme in ("dark", "light"):
        apply_theme(qapp, theme)
        for place in ("preview", "people", "versions", "replies"):
            pick(qtbot, part, "template_places", place)
            rest(qtbot, ctx)
        for button in part.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), button.objectName()
        assert part.editor.body.height() > 200 and part.editor.body.width() > 280
