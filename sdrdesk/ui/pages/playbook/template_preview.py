"""The text as one person would get it, with its checks; next and previous person (rule R15)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.render.book import TemplateText, problems
from sdrdesk.core.services.template_checks import Sample, SamplePerson
from sdrdesk.ui import theme
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.check_list import CheckItem, CheckList
from sdrdesk.ui.widgets.form import CalmCombo
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.slot_highlighter import SlotHighlighter
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

AFTER_MS = 200
_STATES = {"ok": "ok", "warn": "warn", "error": "bad"}


class TemplatePreview(QWidget):
    """Renders off the window's thread, shortly after the last edit.

    Signals:
        shown: a person's text stands here.
    """

    shown = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_preview")
        self._ctx = ctx
        self._text: TemplateText | None = None
        self._place: tuple[str, str, str] | None = None
        self._turn = 0
        self.people = CalmCombo()
        self.people.setObjectName("preview_person")
        self.people.setAccessibleName(self.tr("Shown for"))
        self.subject = ElidedLabel("", "t1", 13, 600)
        self.subject.setObjectName("preview_subject")
        self.body = QPlainTextEdit()
        self.body.setObjectName("preview_body")
        self.body.setAccessibleName(self.tr("The text as this person gets it"))
        self.body.setReadOnly(True)
        theme.set_font(self.body, 13)
        self._colours = SlotHighlighter(self.body.document(), lambda: ())
        theme.changed.connect(self._colours.take_theme)
        self.note = PlainLabel("", "t2", 12, wrap=True)
        self.note.setObjectName("preview_missing")
        self.checks = CheckList()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_MS)
        self._later.timeout.connect(self._render)
        self._lay_out()
        self.people.activated.connect(lambda _: self._render())

    def _lay_out(self) -> None:
        self.previous = KeyButton(self.tr("Previous"), small=True)
        self.following = KeyButton(self.tr("Next"), small=True)
        self.copy = KeyButton(self.tr("Copy the text"), small=True)
        for name, button, keys, slot in (
            ("preview_previous", self.previous, "Alt+Left", lambda: self.step(-1)),
            ("preview_next", self.following, "Alt+Right", lambda: self.step(1)),
            ("preview_copy", self.copy, "", self.copy_text),
        ):
            button.setObjectName(name)
            button.set_keys(keys)
            button.clicked.connect(lambda _=False, run=slot: run())
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.people, 1)
        second.addWidget(self.previous)
        second.addWidget(self.following)
        second.addStretch(1)
        second.addWidget(self.copy)
        scroll = QScrollArea()
        scroll.setObjectName("template_checks_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.checks)
        self._checks_scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.subject)
        column.addWidget(self.body, 3)
        column.addWidget(self.note)
        column.addWidget(scroll, 2)

    def show_text(self, text: TemplateText) -> None:
        """Another text, or the same with other words."""
        again = self._place != text.place
        self._text, self._place = text, text.place
        self._checks_scroll.setVisible(text.kind == "email")
        self.subject.setVisible(text.kind in ("email", "talk"))
        if again:
            self.read_people()
        else:
            self._later.start()

    def read_people(self) -> None:
        """Who can be shown is another list when people came, went, or were put on a plan."""
        text = self._text
        if text is None:
            return
        self._turn += 1
        turn, checks = self._turn, self._ctx.desk.template_checks

        def done(found: Sequence[SamplePerson]) -> None:
            if turn == self._turn:
                self._show_people(found)

        self._ctx.runner.query(self, lambda: checks.samples(text), done)

    def _show_people(self, found: Sequence[SamplePerson]) -> None:
        before = self.people.currentData()
        self.people.clear()
        if not found:
            self.people.addItem(self.tr("Nobody yet: your own values only"), None)
        for person in found:
            self.people.addItem(person.name, person.id)
        self.people.setCurrentIndex(max(0, self.people.findData(before)) if before is not None else 0)
        self._render()

    def step(self, by: int) -> None:
        """The next or previous person; after the last comes the first."""
        if self.people.count():
            self.people.setCurrentIndex((self.people.currentIndex() + by) % self.people.count())
            self._render()

    @Slot()
    def _render(self) -> None:
        text, prospect_id = self._text, self.people.currentData()
        if text is None:
            return
        self._later.stop()
        self._turn += 1
        turn, checks = self._turn, self._ctx.desk.template_checks
        many = self.people.count() > 1
        self.previous.setEnabled(many)
        self.following.setEnabled(many)

        def done(sample: Sample) -> None:
            if turn == self._turn:
                self._show(sample)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._show_problem(error)

        self._ctx.runner.query(self, lambda: checks.sample(text, prospect_id), done, failed)

    def _show(self, sample: Sample) -> None:
        texts, filled = self._ctx.texts, sample.filled
        self.subject.setText(filled.subject)
        self.body.setPlainText(filled.body)
        self.copy.setEnabled(not filled.missing)
        names = ", ".join(texts(f"variable.{name}") for name in filled.missing)
        scripted = self._text is not None and self._text.scripted
        words = self.tr("Lines left out, for these are missing: %1") if scripted else self.tr("Missing for this person: %1")
        self.note.setText(words.replace("%1", names) if names else "")
        self.note.set_role("t2" if scripted else "red")
        self.note.setVisible(bool(names))
        self.checks.set_checks(
            [
                CheckItem(f.rule, _STATES.get(f.severity, "note"), texts(f"lint.{f.rule}.{f.severity}", **f.params))
                for f in sorted(sample.findings, key=lambda f: f.severity == "ok")
            ]
        )
        self.shown.emit()

    def _show_problem(self, error: Exception) -> None:
        """What is wrong with the text is said under it; here, what is wrong for this person."""
        mistaken = self._text is not None and bool(problems(self._text))
        self.copy.setEnabled(False)
        self.note.setText(self.tr("This is how it was before the mistake.") if mistaken else sentence(error, self._ctx.texts))
        self.note.set_role("t2" if mistaken else "red")
        self.note.show()
        self.checks.set_checks([])
        self.shown.emit()

    @Slot()
    def copy_text(self) -> None:
        """Put the text on the clipboard, for a chat or another program."""
        QGuiApplication.clipboard().setText(self.body.toPlainText().strip())
        self._ctx.nav.toast.emit(self.tr("The text for %1 is on the clipboard.").replace("%1", self.people.currentText()), False)
