"""The editor of one template: its words with variables in colour, what is wrong with them, and beside it what comes of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.book import VOICEMAIL, Part, make_key, problems
from sdrdesk.core.services.templates import TemplateEntry
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.playbook.template_draft import TemplateDraft
from sdrdesk.ui.pages.playbook.template_side import TemplateSide
from sdrdesk.ui.pages.playbook.template_words import facts, name_of, offers
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.source_edit import SourceEdit
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class TemplateEditor(QWidget):
    """Shows a draft and changes it; keeping it is the owner's work.

    Signals:
        edited: the draft is another one.
        discard_wanted: back to what is kept; a new one goes away altogether.
        save_wanted, copy_wanted, rename_wanted, remove_wanted, export_wanted: the buttons.
        left: the keys go back to the list.
    """

    edited = Signal()
    discard_wanted = Signal()
    save_wanted = Signal()
    copy_wanted = Signal()
    rename_wanted = Signal()
    remove_wanted = Signal()
    export_wanted = Signal()
    left = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_editor")
        self._ctx = ctx
        self._draft: TemplateDraft | None = None
        self._entry: TemplateEntry | None = None
        self._showing = False
        self.found: list[tuple[Part, ValidationError]] = []
        self.name = QLineEdit()
        self.name.setObjectName("template_name")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name of the template"))
        self.subject = SourceEdit("template_subject", single=True)
        self.body = SourceEdit("template_body")
        for editor in (self.subject, self.body):
            editor.set_offers(offers(ctx.texts))
            editor.edited.connect(self._typed)
        self.side = TemplateSide(ctx)
        self._lay_out()
        self.name.textChanged.connect(self._named)

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.subject_label = PlainLabel("", "t2", 12, 500)
        self.body_label = PlainLabel("", "t2", 12, 500)
        self.errors: dict[Part, PlainLabel] = {
            "subject": PlainLabel("", "red", 12, wrap=True),
            "body": PlainLabel("", "red", 12, wrap=True),
        }
        for part, label in self.errors.items():
            label.setObjectName(f"template_{part}_error")
            label.hide()
        self.hint = PlainLabel("", "t3", 12, wrap=True)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(20, 4, 16, 16)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.subject_label)
        column.addWidget(self.subject)
        column.addWidget(self.errors["subject"])
        column.addWidget(self.body_label)
        column.addWidget(self.body, 1)
        column.addWidget(self.errors["body"])
        column.addWidget(self.hint)
        around = QWidget()
        beside = QVBoxLayout(around)
        beside.setContentsMargins(16, 4, 20, 16)
        beside.addWidget(self.side)
        self.splitter = QSplitter()
        self.splitter.setObjectName("template_splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(words)
        self.splitter.addWidget(around)
        self.splitter.setSizes([560, 440])
        self.splitter.setStretchFactor(0, 1)
        words.setMinimumWidth(current().px(300))
        around.setMinimumWidth(current().px(320))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._make_head())
        whole.addWidget(self.splitter, 1)

    def _make_head(self) -> QWidget:
        self.title = ElidedLabel("", "t1", 18, 600)
        self.title.setObjectName("template_title")
        self.facts = PlainLabel("", "t2", 12, wrap=True)
        self.facts.setObjectName("template_facts")
        self.why_not = PlainLabel("", "t3", 12)
        self.buttons: dict[str, KeyButton] = {}
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        second.setSpacing(8)
        first.addWidget(self.title, 1)
        first.addWidget(self.why_not)
        for row, name, words, kind, signal in (
            (first, "template_discard", self.tr("Discard"), "default", self.discard_wanted),
            (first, "template_save", self.tr("Save"), "primary", self.save_wanted),
            (second, "template_copy", self.tr("Duplicate"), "default", self.copy_wanted),
            (second, "template_rename", self.tr("Rename…"), "default", self.rename_wanted),
            (second, "template_export", self.tr("Export to file…"), "default", self.export_wanted),
            (second, "template_remove", self.tr("Delete"), "default", self.remove_wanted),
        ):
            button = KeyButton(words, kind, small=row is second)
            button.setObjectName(name)
            button.clicked.connect(signal)
            self.buttons[name] = button
            row.addWidget(button)
        second.addStretch(1)
        self.buttons["template_save"].set_keys("Ctrl+Return")
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 10, 20, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.facts)
        column.addLayout(second)
        return head

    # --- showing -----------------------------------------------------------------------------------------------------------

    @property
    def draft(self) -> TemplateDraft | None:
        """What is edited."""
        return self._draft

    def show_draft(self, draft: TemplateDraft, entry: TemplateEntry | None, cadence_names: dict[str, str]) -> None:
        """Show a draft; ``entry`` is what is kept of it."""
        self._draft, self._entry = draft, entry
        text = draft.text
        has_subject = text.kind == "email" or (text.kind == "talk" and text.key != VOICEMAIL)
        self._showing = True
        self.name.setVisible(draft.is_new)
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self.subject.setVisible(has_subject)
        self.subject_label.setVisible(has_subject)
        self.subject_label.setText(self.tr("They say") if text.kind == "talk" else self.tr("Subject"))
        self.body_label.setText(self.tr("What you say, a line for each thing") if text.scripted else self.tr("Text"))
        hint = self.tr("Type {{ or press Ctrl+Space for the variables; | after a name for the filters.")
        if text.kind == "call":
            hint += " " + self.tr("@questions on a line of its own is where the questions that are still open are asked.")
        self.hint.setText(hint)
        for editor, label in ((self.subject, self.subject_label), (self.body, self.body_label)):
            editor.setAccessibleName(label.text())
        self.subject.set_source(text.subject)
        self.body.set_source(text.body)
        self._showing = False
        self.facts.setText(facts(entry, cadence_names))
        self._check()

    @Slot()
    def _typed(self) -> None:
        if self._draft is not None and not self._showing:
            self._draft.put(self.subject.source(), self.body.source())
            self._check()
            self.edited.emit()

    @Slot(str)
    def _named(self, typed: str) -> None:
        if self._draft is not None and not self._showing:
            self._draft.name = typed
            self._check()
            self.edited.emit()

    def _check(self) -> None:
        """Say what is wrong in words, and let what stands beside follow."""
        draft = self._draft
        if draft is None:
            return
        self.found = problems(draft.text)
        for part, label in self.errors.items():
            said = [sentence(error, self._ctx.texts) for where, error in self.found if where == part]
            # A new one is not told off before anything was typed.
            empty = draft.is_new and not (draft.text.subject.strip() or draft.text.body.strip())
            label.setText("" if empty else "\n".join(said))
            label.setVisible(bool(label.text()))
        self._show_buttons(draft)
        self.side.show_text(draft.text)

    def _show_buttons(self, draft: TemplateDraft) -> None:
        entry, unnamed = self._entry, draft.is_new and not make_key(draft.name)
        self.title.setText((draft.name.strip() or self.tr("New template")) if draft.is_new else name_of(draft.text, self._ctx.texts))
        can = draft.changed and not self.found and not unnamed
        self.buttons["template_save"].setEnabled(can)
        reason = self.tr("Give it a name first") if unnamed else self.tr("Mend what is in red first") if self.found else ""
        self.why_not.setText(reason or ("" if draft.changed else self.tr("Nothing is changed")))
        self.buttons["template_save"].setAccessibleDescription(self.why_not.text())
        self.buttons["template_discard"].setVisible(draft.changed)
        own = entry is not None and not entry.shipped
        for name, seen in (("copy", entry is not None), ("export", entry is not None), ("rename", own)):
            self.buttons[f"template_{name}"].setVisible(seen)
        remove = self.buttons["template_remove"]
        remove.setVisible(entry is not None and entry.own)
        remove.set_words(self.tr("Delete") if own else self.tr("Back to the shipped text"))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
