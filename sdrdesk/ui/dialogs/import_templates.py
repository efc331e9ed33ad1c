"""Templates of other tools come in: their merge tags become variables, and what nobody knows is asked about before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.files.template_files import SUFFIXES, Found
from sdrdesk.core.render.merge_tags import LITERAL
from sdrdesk.core.render.variables import VARIABLES
from sdrdesk.core.services.template_files import Candidate
from sdrdesk.ui import theme
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.cadence_list import CadenceLine, CadenceList
from sdrdesk.ui.widgets.form import CalmCombo
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.source_edit import SourceHighlighter
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class ImportTemplates(QDialog):
    """Files are read, shown as they would be kept, and taken together in one step that can be undone.

    Args:
        language: of texts that do not say it.

    Signals:
        taken: how many templates are new or have a new version.
        looked: files were read, or a tag was given a meaning.
    """

    taken = Signal(int)
    looked = Signal()

    def __init__(self, ctx: UiContext, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_templates")
        self.setWindowTitle(self.tr("Import templates"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(current().px(900), current().px(600))
        self._ctx = ctx
        self._paths: list[Path] = []
        self._found: list[Found] = []
        self._mapping: dict[str, str] = {}
        self._turn = 0
        self.candidates: list[Candidate] = []
        self.combos: dict[str, CalmCombo] = {}
        self.languages = SegmentedControl([SegmentSpec("en", "English"), SegmentSpec("zh_CN", "中文")])
        self.languages.setObjectName("import_language")
        self.languages.set_value(language)
        self.list = CadenceList("import_list", self.tr("Templates in the files"))
        self.subject = ElidedLabel("", "t1", 13, 600)
        self.body = QPlainTextEdit()
        self.body.setObjectName("import_body")
        self.body.setAccessibleName(self.tr("The text as it would be kept"))
        self.body.setReadOnly(True)
        theme.set_font(self.body, 13)
        self._colours = SourceHighlighter(self.body.document())
        self._colours.known = frozenset(VARIABLES)
        theme.changed.connect(self._colours.take_theme)
        self.problem = PlainLabel("", "red", 12, wrap=True)
        self.problem.setObjectName("import_problem")
        self.note = PlainLabel("", "t2", 12, wrap=True)
        self.note.setObjectName("import_note")
        self._lay_out()
        self.list.chosen.connect(self._show_one)
        self.languages.changed.connect(lambda _: self.read(self._paths) if self._paths else None)
        self._show([])

    def _lay_out(self) -> None:
        self.pick_files_button = KeyButton(self.tr("Choose files…"), icon="file-text", small=True)
        self.pick_folder_button = KeyButton(self.tr("Choose a folder…"), icon="folder", small=True)
        self.yes = KeyButton("", "primary")
        no = KeyButton(self.tr("Cancel"), "ghost")
        no.set_keys("Esc")
        self.yes.set_keys("Ctrl+Return")
        self.yes.setShortcut("Ctrl+Return")
        for name, button, slot in (
            ("import_files", self.pick_files_button, self.ask_files),
            ("import_folder", self.pick_folder_button, self.ask_folder),
            ("import_take", self.yes, self.take),
            ("import_cancel", no, self.reject),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self.pick_files_button, self.pick_folder_button):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(PlainLabel(self.tr("If a file does not say:"), "t2", 12))
        first.addWidget(self.languages)
        self._tags = QWidget()
        self._tag_rows = QGridLayout(self._tags)
        self._tag_rows.setContentsMargins(0, 0, 8, 0)
        self._tag_rows.setVerticalSpacing(6)
        self._tag_rows.setColumnStretch(1, 1)
        self._tag_scroll = QScrollArea()
        self._tag_scroll.setObjectName("tags_scroll")
        self._tag_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._tag_scroll.setWidgetResizable(True)
        self._tag_scroll.setWidget(self._tags)
        self._tag_scroll.setMaximumHeight(current().px(170))
        self._tag_head = PlainLabel(self.tr("What do these tags stand for?"), "t1", 13, 600)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.subject)
        right.addWidget(self.body, 1)
        right.addWidget(self.problem)
        right.addWidget(self._tag_head)
        right.addWidget(self._tag_scroll)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        self.list.setFixedWidth(current().px(300))
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.note, 1)
        last.addWidget(no)
        last.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(first)
        column.addLayout(middle, 1)
        column.addLayout(last)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def pick_files(self) -> list[Path]:
        """Files of templates; none when the user thinks better of it."""
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        words = self.tr("Templates (%1)").replace("%1", kinds)
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Import templates"), "", words)
        return [Path(name) for name in chosen]

    def pick_folder(self) -> list[Path]:
        """A folder of them; none when the user thinks better of it."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Import templates"))
        return [Path(chosen)] if chosen else []

    @Slot()
    def ask_files(self) -> None:
        """Choose files and read them."""
        self.read(self.pick_files() or self._paths)

    @Slot()
    def ask_folder(self) -> None:
        """Choose a folder and read it."""
        self.read(self.pick_folder() or self._paths)

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files, off the window's thread."""
        if not paths:
            return
        self._paths = list(paths)
        files, language = self._ctx.desk.template_files, self.languages.value()

        def done(found: list[Found]) -> None:
            self._found = found
            self._convert()

        self._ctx.runner.query(self, lambda: files.read(list(paths), language), done, self._failed)

    def _failed(self, error: Exception) -> None:
        self._found = []
        self._show([])
        self.problem.setText(sentence(error, self._ctx.texts))
        self.problem.show()
        self.looked.emit()

    def _convert(self) -> None:
        self._turn += 1
        turn, found, mapping = self._turn, list(self._found), dict(self._mapping)
        files = self._ctx.desk.template_files

        def done(candidates: list[Candidate]) -> None:
            if turn == self._turn:
                self._show(candidates)
                self.looked.emit()

        self._ctx.runner.query(self, lambda: files.candidates(found, mapping), done, self._failed)

    # --- showing -----------------------------------------------------------------------------------------------------------

    def _show(self, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        self.list.set_lines([self._line(at, one) for at, one in enumerate(candidates)])
        self._show_tags()
        self._show_one(self.list.key())
        ready, waiting = self._count()
        self.yes.set_words(self.tr("Import what is ready (%1)").replace("%1", str(ready)))
        self.yes.setEnabled(bool(ready))
        words = self.tr("Choose files: .txt, .md, .html, .json, .csv, or what this program exported.") if not candidates else ""
        if waiting:
            words = self.tr("%n templates wait until what is said about them is mended.", "", waiting)
        self.note.setText(words)

    def _count(self) -> tuple[int, int]:
        return sum(c.ready for c in self.candidates), sum(not c.ready and not c.there for c in self.candidates)

    def _line(self, at: int, one: Candidate) -> CadenceLine:
        second = self._ctx.texts(f"template_kind.{one.text.kind}")
        chip, kind = "", "plain"
        if one.unknown:
            chip, kind = self.tr("tags: %1").replace("%1", str(len(one.unknown))), "am"
        elif one.problems:
            chip, kind = self.tr("to mend"), "am"
        elif one.there:
            chip = self.tr("there already")
        return CadenceLine(str(at), one.found.name, f"{second} · {one.text.subject or one.found.file}", "", chip, kind)

    def _show_tags(self) -> None:
        """A question for each tag that nobody knows; what was answered stays, to be changed."""
        wanted = list(dict.fromkeys([*self._mapping, *(tag for one in self.candidates for tag in one.unknown)]))
        for tag in wanted:
            if tag not in self.combos:
                self._add_tag(tag)
        shown = bool(self.combos) and bool(self.candidates)
        self._tag_head.setVisible(shown)
        self._tag_scroll.setVisible(shown)

    def _add_tag(self, tag: str) -> None:
        combo = CalmCombo()
        combo.setObjectName(f"tag_{len(self.combos)}")
        combo.setAccessibleName(tag)
        combo.addItem(self.tr("choose"), "")
        for name in VARIABLES:
            combo.addItem(f"{self._ctx.texts(f'variable.{name}')} · {name}", name)
        combo.addItem(self.tr("keep as plain words"), LITERAL)
        combo.activated.connect(lambda _=0, tag=tag: self._meant(tag))
        row = len(self.combos)
        label = ElidedLabel(tag, "t1", 13)
        label.setFixedWidth(current().px(170))
        self._tag_rows.addWidget(label, row, 0)
        self._tag_rows.addWidget(combo, row, 1)
        self.combos[tag] = combo

    def _meant(self, tag: str) -> None:
        meaning = str(self.combos[tag].currentData() or "")
        if meaning:
            self._mapping[tag] = meaning
        else:
            self._mapping.pop(tag, None)
        self._convert()

    @Slot(str)
    def _show_one(self, key: str) -> None:
        one = self.candidates[int(key)] if key and int(key) < len(self.candidates) else None
        self.subject.setText(one.text.subject if one else "")
        self.body.setPlainText(one.text.body if one else "")
        said = [sentence(error, self._ctx.texts) for _, error in one.problems] if one else []
        if one and one.unknown:
            said = [self.tr("Not known: %1").replace("%1", ", ".join(one.unknown))]
        self.problem.setText("\n".join(said))
        self.problem.setVisible(bool(said))

    @Slot()
    def take(self) -> None:
        """Keep what is ready, in one step."""
        ready, files = [c for c in self.candidates if c.ready], self._ctx.desk.template_files
        if not ready:
            return

        def done(outcome: Any) -> None:
            self.accept()
            self.taken.emit(outcome.value)

        self._ctx.runner.op(self, lambda: files.take(ready), done, self._failed)
