"""All cadences at the left, the editor of one at the right; saving makes a new version (rules R7, R26; seeds P5, W18, W19)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from sdrdesk.core.domain.cadence_diff import differences
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.queries.variants import StepResult, variant_results
from sdrdesk.core.services.cadences import CadenceEntry
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.playbook.draft import NEW_STEP, CadenceDraft
from sdrdesk.ui.pages.playbook.editor import CadenceEditor
from sdrdesk.ui.pages.playbook.move_dialog import MoveDialog
from sdrdesk.ui.pages.playbook.words import difference_words, line_of
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.cadence_list import CadenceLine, CadenceList
from sdrdesk.ui.widgets.key_button import KeyButton

LIST_WIDTH = 300


class CadencesPart(QWidget):
    """What is edited and not saved stays with its cadence while one looks at others."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playbook_cadences")
        self._ctx = ctx
        self._entries: dict[str, CadenceEntry] = {}
        self._drafts: dict[str, CadenceDraft] = {}
        self._wanted = ""
        self._turn = 0
        self.list = CadenceList("cadence_list", self.tr("Cadences"))
        self.editor = CadenceEditor(ctx)
        self.find_box = QLineEdit()
        self.find_box.setObjectName("cadence_find")
        self.find_box.setAccessibleName(self.tr("Find a cadence"))
        self.find_box.setPlaceholderText(self.tr("Find by name or channel"))
        self.find_box.setClearButtonEnabled(True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.new_button = KeyButton(self.tr("New"), icon="plus", small=True)
        self.new_button.setObjectName("cadence_new")
        self.new_button.set_keys("Ctrl+N")
        self.file_button = KeyButton(self.tr("Add from file…"), icon="upload", small=True)
        self.file_button.setObjectName("cadence_add_file")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 0, 12, 8)
        buttons.setSpacing(8)
        buttons.addWidget(self.new_button)
        buttons.addWidget(self.file_button)
        buttons.addStretch(1)
        around = QHBoxLayout()
        around.setContentsMargins(12, 10, 12, 0)
        around.addWidget(self.find_box)
        left = QWidget()
        left.setProperty("role", "surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(around)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        splitter = QSplitter()
        splitter.setObjectName("playbook_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.editor)
        left.setMinimumWidth(current().px(236))
        splitter.setSizes([LIST_WIDTH, 940])
        splitter.setStretchFactor(1, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self.editor.hide()

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.list.entered.connect(lambda _: self.editor.steps.setFocus())
        self.find_box.textChanged.connect(self.list.set_find)
        self.find_box.returnPressed.connect(self.list.setFocus)
        self.new_button.clicked.connect(self.new_cadence)
        self.file_button.clicked.connect(self.add_file)
        self.editor.edited.connect(self._edited)
        self.editor.discard_wanted.connect(self._drop_new)
        self.editor.save_wanted.connect(self.save)
        self.editor.duplicate_wanted.connect(self.duplicate)
        self.editor.export_wanted.connect(self.export)
        self.editor.retire_wanted.connect(self.retire)
        self.editor.move_wanted.connect(self.ask_move)
        self.editor.left.connect(self.list.setFocus)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Ctrl+N", self.new_cadence), ("/", self._focus_find)):
            QShortcut(QKeySequence(keys), self, slot, context=here)
        for keys, by in (("J", 1), ("K", -1)):
            QShortcut(QKeySequence(keys), self.list, lambda by=by: self.list.step(by), context=Qt.ShortcutContext.WidgetShortcut)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all cadences and who is on them."""
        self._turn += 1
        turn, plans, desk = self._turn, self._ctx.desk.plans, self._ctx.desk
        self._ctx.runner.query(self, plans.entries, lambda found: self._show_entries(found) if turn == self._turn else None)

        def results() -> list[StepResult]:
            with desk.read() as (s, _profile):
                return [r for r in variant_results(s, desk.cadences) if r.verdict != "alone"]

        self._ctx.runner.query(self, results, lambda found: self.editor.show_results(found) if turn == self._turn else None)

    def _show_entries(self, entries: list[CadenceEntry]) -> None:
        self._entries = {e.cadence.key: e for e in entries}
        self._drafts = {key: d for key, d in self._drafts.items() if d.changed and (d.is_new or key in self._entries)}
        self._show_list()

    def _show_list(self) -> None:
        texts = self._ctx.texts
        drafts = [d for d in self._drafts.values() if d.is_new and d.key not in self._entries]
        lines = [CadenceLine(d.key, d.name(texts.language) or self.tr("New cadence"), "", "", self.tr("Not saved"), "am") for d in drafts]
        retired = False
        for key, entry in self._entries.items():
            if not entry.offered and not retired:
                retired = True
                lines.append(CadenceLine("", self.tr("Retired")))
            draft = self._drafts.get(key)
            lines.append(line_of(entry, texts, changed=draft is not None and draft.changed))
        wanted, self._wanted = self._wanted, ""
        self.list.set_lines(lines, wanted)
        self._show(self.list.key())

    @Slot(str)
    def _show(self, key: str) -> None:
        entry = self._entries.get(key)
        draft = self._drafts.get(key)
        if draft is None and entry is not None:
            draft = self._drafts[key] = CadenceDraft(body_of(entry.cadence), kept=True)
        self.editor.setHidden(draft is None)
        if draft is not None:
            self.editor.show_draft(draft, entry)

    @Slot()
    def _edited(self) -> None:
        draft = self.editor.draft
        if draft is not None:
            self._show_list()

    @Slot()
    def _focus_find(self) -> None:
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    # --- what the user does ------------------------------------------------------------------------------------------------

    def _current(self) -> CadenceEntry | None:
        return self._entries.get(self.list.key())

    def _toast(self, words: str, undo: bool = True) -> None:
        self._ctx.nav.toast.emit(words, undo)

    @Slot()
    def new_cadence(self) -> None:
        """Begin one with a single step."""
        body = {
            "key": self._ctx.desk.plans.new_key("plan"),
            "steps": [{**NEW_STEP, "gap_days": 0, "template": "referral", "purpose": "referral_email"}],
        }
        self._begin(body)
        self.editor.names[self._ctx.texts.language].setFocus()

    def _begin(self, body: dict[str, Any]) -> None:
        draft = CadenceDraft(body, kept=False)
        self._drafts[draft.key] = draft
        self._wanted = draft.key
        self.find_box.clear()
        self._show_list()

    @Slot()
    def _drop_new(self) -> None:
        if self.editor.draft is not None:
            self._drafts.pop(self.editor.draft.key, None)
            self._show_list()

    @Slot()
    def save(self) -> None:
        """Keep the draft as the next version."""
        draft = self.editor.draft
        if draft is None or not draft.changed or self.editor.found:
            return
        content, entry, plans = draft.content(), self._current(), self._ctx.desk.plans
        if draft.is_new and entry is None:
            content["key"] = plans.new_key(content["names"]["en"])

        def done(outcome: Any) -> None:
            self._drafts.pop(draft.key, None)
            made = outcome.value
            self._wanted = made.key
            words = self.tr("%1 is kept as version %2.").replace("%1", made.name(self._ctx.texts.language)).replace("%2", str(made.version))
            if entry is not None and entry.use.running:
                words += " " + self.tr("%n people finish on theirs.", "", entry.use.running)
            self._toast(words)
            self.refresh()

        self._ctx.runner.op(self, lambda: plans.save(content), done)

    @Slot()
    def duplicate(self) -> None:
        """A copy of what is kept, under another name."""
        entry = self._current()
        if entry is None:
            return
        c, plans = entry.cadence, self._ctx.desk.plans
        copy = self.tr("%1 (copy)")
        names = {language: copy.replace("%1", name) for language, name in c.names.items()}
        key = plans.new_key(f"{c.key}_copy")

        def done(outcome: Any) -> None:
            self._wanted = key
            self._toast(self.tr("%1 was added.").replace("%1", outcome.value.name(self._ctx.texts.language)))
            self.refresh()

        self._ctx.runner.op(self, lambda: plans.duplicate(c.key, key, names), done)

    @Slot()
    def retire(self) -> None:
        """Offer it no more, or again."""
        entry = self._current()
        if entry is None:
            return
        key, name, plans = entry.cadence.key, entry.cadence.name(self._ctx.texts.language), self._ctx.desk.plans
        self._wanted = key
        if not entry.offered:
            words = self.tr("%1 is offered again.").replace("%1", name)
            self._ctx.runner.op(self, lambda: plans.offer_again(key), lambda _: self._toast(words))
            return
        words = self.tr("%1 is retired.").replace("%1", name)
        if entry.use.running:
            words += " " + self.tr("%n people who are on it go on.", "", entry.use.running)
        self._ctx.runner.op(self, lambda: plans.retire(key), lambda _: self._toast(words))

    @Slot()
    def ask_move(self) -> None:
        """Say what changes for those on older versions, and ask."""
        entry = self._current()
        if entry is None or not entry.behind:
            return
        texts, book, new = self._ctx.texts, self._ctx.desk.cadences, entry.cadence
        changes = []
        for version, n in sorted(entry.use.on_version.items()):
            old = book.at(new.key, version)
            if version == new.version or old is None:
                continue
            said = difference_words(differences(old, new), new, texts, book)
            heading = self.tr("For %n people on version %1:", "", n).replace("%1", str(version))
            changes.append((heading, said or [self.tr("Nothing changes for them but names.")]))
        version_words = str(new.version)
        name = new.name(texts.language)
        question = self.tr("Move %n people to version %1 of %2?", "", entry.behind).replace("%1", version_words).replace("%2", name)
        dialog = MoveDialog(question, changes, self.tr("Move %n people", "", entry.behind), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.agreed.connect(lambda: self._move(new.key))
        dialog.open()

    def _move(self, key: str) -> None:
        plans = self._ctx.desk.plans

        def done(outcome: Any) -> None:
            self._toast(self.tr("%n people were moved.", "", outcome.value))

        self._ctx.runner.op(self, lambda: plans.move_people(key), done)

    # --- files -------------------------------------------------------------------------------------------------------------

    def pick_file_to_open(self) -> Path | None:
        """A cadence file; None when the user thinks better of it."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Add a cadence from a file"), "", self.tr("Cadence (*.toml)"))
        return Path(chosen) if chosen else None

    def pick_file_to_write(self, name: str) -> Path | None:
        """Where to write; None when the user thinks better of it."""
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the cadence"), name, self.tr("Cadence (*.toml)"))
        return Path(chosen) if chosen else None

    @Slot()
    def add_file(self) -> None:
        """Take a file in: at once when it is sound, else into the editor with all that is wrong with it."""
        path = self.pick_file_to_open()
        if path is None:
            return
        plans = self._ctx.desk.plans

        def read() -> tuple[dict[str, Any], bool]:
            body = plans.read_file(path)
            return body, not plans.problems(body, path.name)

        def done(found: tuple[dict[str, Any], bool]) -> None:
            body, sound = found
            if sound:
                self._ctx.runner.op(self, lambda: plans.add_file(path), self._file_added)
                return
            self._begin({**body, "key": str(body.get("key") or plans.new_key(path.stem))})
            self._toast(self.tr("%1 cannot be used yet; what is wrong stands above the steps.").replace("%1", path.name), False)

        self._ctx.runner.query(self, read, done)

    def _file_added(self, outcome: Any) -> None:
        made = outcome.value
        self._wanted = made.key
        self._drafts.pop(made.key, None)
        words = self.tr("%1 is kept as version %2.").replace("%1", made.name(self._ctx.texts.language)).replace("%2", str(made.version))
        self._toast(words)
        self.refresh()

    @Slot()
    def export(self) -> None:
        """Write what is kept to a file that can be added again."""
        entry = self._current()
        path = self.pick_file_to_write(f"{entry.cadence.key}.toml") if entry else None
        if entry is None or path is None:
            return
        path = path if path.suffix.lower() == ".toml" else path.with_name(path.name + ".toml")
        key, plans = entry.cadence.key, self._ctx.desk.plans
        self._ctx.runner.query(
            self, lambda: plans.export(key, path), lambda p: self._toast(self.tr("Written to %1.").replace("%1", str(p)), False)
        )
