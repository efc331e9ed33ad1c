"""All templates at the left, the editor of one at the right; saving makes a new version of the user's (rules R15, R26)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from sdrdesk.core.render.book import Kind, TemplateText
from sdrdesk.core.services.templates import SHIPPED, TemplateEntry
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import AskName
from sdrdesk.ui.dialogs.import_templates import ImportTemplates
from sdrdesk.ui.pages.playbook.template_draft import TemplateDraft
from sdrdesk.ui.pages.playbook.template_editor import TemplateEditor
from sdrdesk.ui.pages.playbook.template_words import line_of, name_of, place_key
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.cadence_list import CadenceLine, CadenceList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec

LIST_WIDTH = 300
GROUPS: dict[str, tuple[Kind, ...]] = {"email": ("email",), "call": ("call", "talk"), "message": ("message",)}
"""Kinds that stand in one list."""

Place = tuple[str, str, str]


class TemplatesPart(QWidget):
    """What is edited and not saved stays with its template while one looks at others."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playbook_templates")
        self._ctx = ctx
        self._entries: dict[Place, TemplateEntry] = {}
        self._drafts: dict[Place, TemplateDraft] = {}
        self._wanted = ""
        self._turn = 0
        kinds = {"email": self.tr("Emails"), "call": self.tr("Call scripts"), "message": self.tr("Messages")}
        self.kinds = SegmentedControl([SegmentSpec(key, words) for key, words in kinds.items()])
        self.kinds.setObjectName("template_kinds")
        self.kinds.set_value("email")
        self.languages = SegmentedControl([SegmentSpec("en", "English"), SegmentSpec("zh_CN", "中文")])
        self.languages.setObjectName("template_languages")
        self.languages.set_value(ctx.texts.language)
        self.list = CadenceList("template_list", self.tr("Templates"))
        self.editor = TemplateEditor(ctx)
        self.find_box = QLineEdit()
        self.find_box.setObjectName("template_find")
        self.find_box.setAccessibleName(self.tr("Find a template"))
        self.find_box.setPlaceholderText(self.tr("Find by name or first words"))
        self.find_box.setClearButtonEnabled(True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.buttons: dict[str, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, words, icon in (
            ("template_new", self.tr("New"), "plus"),
            ("template_import", self.tr("Import…"), ""),
            ("template_export_all", self.tr("Export all…"), ""),
        ):
            button = KeyButton(words, icon=icon, small=True)
            button.setObjectName(name)
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        around = QVBoxLayout()
        around.setContentsMargins(12, 10, 12, 0)
        around.setSpacing(8)
        around.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        around.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignLeft)
        around.addWidget(self.find_box)
        around.addLayout(row)
        left = QWidget()
        left.setProperty("role", "surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(around)
        column.addWidget(self.list, 1)
        splitter = QSplitter()
        splitter.setObjectName("templates_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.editor)
        left.setMinimumWidth(current().px(270))
        splitter.setSizes([LIST_WIDTH, 940])
        splitter.setStretchFactor(1, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self.editor.hide()

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.list.entered.connect(lambda _: self.editor.body.setFocus())
        self.find_box.textChanged.connect(self.list.set_find)
        self.find_box.returnPressed.connect(self.list.setFocus)
        self.kinds.changed.connect(lambda _: self._show_list())
        self.languages.changed.connect(lambda _: self._show_list())
        editor = self.editor
        for signal, slot in (
            (self.buttons["template_new"].clicked, self.new_template),
            (self.buttons["template_import"].clicked, self.ask_import),
            (self.buttons["template_export_all"].clicked, self.export_all),
            (editor.edited, self._show_list),
            (editor.discard_wanted, self.discard),
            (editor.save_wanted, self.save),
            (editor.copy_wanted, self.duplicate),
            (editor.rename_wanted, self.ask_name),
            (editor.remove_wanted, self.remove),
            (editor.export_wanted, self.export),
            (editor.left, self.list.setFocus),
            (editor.side.versions.back_wanted, self.go_back),
            (editor.side.people.person_wanted, self._open_person),
        ):
            signal.connect(slot)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        preview = editor.side.preview
        table: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Ctrl+N", self.new_template),
            ("/", self._focus_find),
            ("Alt+Left", lambda: preview.step(-1)),
            ("Alt+Right", lambda: preview.step(1)),
        )
        for keys, run in table:
            QShortcut(QKeySequence(keys), self, run, context=here)
        for keys, by in (("J", 1), ("K", -1)):
            QShortcut(QKeySequence(keys), self.list, lambda by=by: self.list.step(by), context=Qt.ShortcutContext.WidgetShortcut)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all templates and who uses them."""
        self._turn += 1
        turn, templates = self._turn, self._ctx.desk.templates
        self._ctx.runner.query(self, templates.entries, lambda found: self._show_entries(found) if turn == self._turn else None)

    def _show_entries(self, entries: list[TemplateEntry]) -> None:
        self._entries = {e.text.place: e for e in entries}
        for place, draft in list(self._drafts.items()):
            if place in self._entries:
                draft.follow(self._entries[place].text)
            if not draft.changed or (place not in self._entries and not draft.is_new):
                del self._drafts[place]
        self._show_list()
        self.editor.side.read()

    @Slot()
    def _show_list(self) -> None:
        texts, language = self._ctx.texts, self.languages.value()
        lines: list[CadenceLine] = []
        for kind in GROUPS[self.kinds.value()]:
            if len(GROUPS[self.kinds.value()]) > 1:
                lines.append(CadenceLine("", texts(f"template_kind.{kind}")))
            fresh = [d for p, d in self._drafts.items() if d.is_new and p[0] == kind and p[2] == language]
            for draft in fresh:
                name = draft.name.strip() or self.tr("New template")
                lines.append(CadenceLine(place_key(draft.text), name, "", "", self.tr("Not saved"), "am"))
            for place, entry in self._entries.items():
                if (place[0], place[2]) == (kind, language):
                    lines.append(line_of(entry, texts, changed=place in self._drafts and self._drafts[place].changed))
        wanted, self._wanted = self._wanted, ""
        self.list.set_lines(lines, wanted)
        self._show(self.list.key())

    def _place_of(self, key: str) -> Place:
        kind, _, name = key.partition(":")
        return kind, name, self.languages.value()

    @Slot(str)
    def _show(self, key: str) -> None:
        place = self._place_of(key)
        entry, draft = self._entries.get(place), self._drafts.get(place)
        if draft is None and entry is not None:
            draft = self._drafts[place] = TemplateDraft(entry.text, entry.text)
        self.editor.setHidden(draft is None)
        if draft is not None:
            language = self._ctx.texts.language
            self.editor.show_draft(draft, entry, {c.key: c.name(language) for c in self._ctx.desk.cadences.newest().values()})

    @Slot()
    def _focus_find(self) -> None:
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    # --- what the user does ------------------------------------------------------------------------------------------------

    def _current(self) -> TemplateEntry | None:
        return self._entries.get(self._place_of(self.list.key()))

    def _toast(self, words: str, undo: bool = True) -> None:
        self._ctx.nav.toast.emit(words, undo)

    @Slot()
    def new_template(self) -> None:
        """Begin one of the kind and language that is seen."""
        kind = GROUPS[self.kinds.value()][0]
        text = TemplateText(kind, self._ctx.desk.templates.new_key(kind, "new"), self.languages.value(), "", "")
        draft = TemplateDraft(text, None)
        draft.name = ""
        self._drafts[text.place] = draft
        self._wanted = place_key(text)
        self.find_box.clear()
        self._show_list()
        self.editor.name.setFocus()

    @Slot()
    def discard(self) -> None:
        """Back to what is kept."""
        draft = self.editor.draft
        if draft is None:
            return
        draft.discard()
        if draft.is_new:
            self._drafts.pop(draft.text.place, None)
        self._show_list()

    @Slot()
    def save(self) -> None:
        """Keep the draft as the next version."""
        draft, templates = self.editor.draft, self._ctx.desk.templates
        if draft is None or not self.editor.buttons["template_save"].isEnabled():
            return
        text, place, name = draft.text, draft.text.place, draft.name

        def work() -> Any:
            key = templates.new_key(text.kind, name) if draft.is_new else text.key
            return templates.save(TemplateText(text.kind, key, text.language, text.subject, text.body))

        def done(outcome: Any) -> None:
            self._drafts.pop(place, None)
            made = outcome.value
            self._wanted = place_key(made.text)
            words = self.tr("%1 is kept as your version %2.").replace("%1", name_of(made.text, self._ctx.texts))
            self._toast(words.replace("%2", str(made.version)))
            self.refresh()

        self._ctx.runner.op(self, work, done)

    @Slot()
    def duplicate(self) -> None:
        """A copy of what is kept, under another name, in every language that it has."""
        entry = self._current()
        if entry is None:
            return
        text, templates = entry.text, self._ctx.desk.templates
        name = self.tr("%1 copy").replace("%1", name_of(text, self._ctx.texts))

        def done(outcome: Any) -> None:
            self._wanted = f"{text.kind}:{outcome.value}"
            self._toast(self.tr("%1 was added.").replace("%1", outcome.value.replace("_", " ")))
            self.refresh()

        self._ctx.runner.op(self, lambda: templates.duplicate(text.kind, text.key, name), done)

    @Slot()
    def ask_name(self) -> None:
        """Another name for one of the user's own."""
        entry = self._current()
        if entry is None:
            return
        dialog = AskName(self.tr("Rename the template"), self.tr("Rename"), entry.text.key.replace("_", " "), self.window())
        dialog.chosen.connect(lambda name: self._rename(entry.text, name))
        dialog.open()

    def _rename(self, text: TemplateText, name: str) -> None:
        templates = self._ctx.desk.templates

        def done(outcome: Any) -> None:
            self._drafts.pop(text.place, None)
            self._wanted = f"{text.kind}:{outcome.value}"
            self._toast(self.tr("It is called %1 now.").replace("%1", outcome.value.replace("_", " ")))
            self.refresh()

        self._ctx.runner.op(self, lambda: templates.rename(text.kind, text.key, name), done)

    @Slot()
    def remove(self) -> None:
        """Take one of the user's own away, or go back to the shipped text."""
        entry = self._current()
        if entry is None:
            return
        if entry.shipped:
            self.go_back(SHIPPED)
            return
        place, templates = entry.text.place, self._ctx.desk.templates
        words = self.tr("%1 was deleted.").replace("%1", name_of(entry.text, self._ctx.texts))
        self._ctx.runner.op(self, lambda: templates.delete(*place), lambda _: self._gone(place, words))

    @Slot(int)
    def go_back(self, version: int) -> None:
        """Use an earlier version, or the shipped text."""
        entry = self._current()
        if entry is None:
            return
        place, templates = entry.text.place, self._ctx.desk.templates
        name = name_of(entry.text, self._ctx.texts)
        words = self.tr("%1 is the shipped text again.") if version == SHIPPED else self.tr("%1 is as in version %2 again.")
        words = words.replace("%1", name).replace("%2", str(version))
        self._ctx.runner.op(self, lambda: templates.go_back(*place, version), lambda _: self._gone(place, words))

    def _gone(self, place: Place, words: str) -> None:
        self._drafts.pop(place, None)
        self._toast(words)
        self.refresh()

    @Slot(int)
    def _open_person(self, prospect_id: int) -> None:
        self._ctx.nav.open_prospect.emit(prospect_id)

    # --- files -------------------------------------------------------------------------------------------------------------

    @Slot()
    def ask_import(self) -> None:
        """Take templates of other tools in."""
        dialog = ImportTemplates(self._ctx, self.languages.value(), self.window())
        dialog.taken.connect(self._imported)
        dialog.open()

    @Slot(int)
    def _imported(self, count: int) -> None:
        self._toast(self.tr("%n templates were imported.", "", count))
        self.refresh()

    def pick_folder(self) -> Path | None:
        """Where all of them are written; None when the user thinks better of it."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Export all templates to a folder"))
        return Path(chosen) if chosen else None

    def pick_file_to_write(self, name: str) -> Path | None:
        """Where one is written; None when the user thinks better of it."""
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the template"), name, self.tr("Templates (*.json)"))
        return Path(chosen) if chosen else None

    @Slot()
    def export_all(self) -> None:
        """Write everything that is in use to a folder that can be imported."""
        folder, files = self.pick_folder(), self._ctx.desk.template_files
        if folder is None:
            return
        words = self.tr("Written to %1.").replace("%1", str(folder))
        self._ctx.runner.query(self, lambda: files.export_folder(folder), lambda _: self._toast(words, False))

    @Slot()
    def export(self) -> None:
        """Write this one, in every language that it has."""
        entry = self._current()
        path = self.pick_file_to_write(f"{entry.text.key}.json") if entry else None
        if entry is None or path is None:
            return
        path = path if path.suffix.lower() == ".json" else path.with_name(path.name + ".json")
        text, files = entry.text, self._ctx.desk.template_files
        words = self.tr("Written to %1.").replace("%1", str(path))
        self._ctx.runner.query(self, lambda: files.export_json(path, text.kind, text.key), lambda _: self._toast(words, False))
