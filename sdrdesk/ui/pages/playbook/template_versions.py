"""The versions of a text, what each changes against the text as it stands, and the way back (rule R26)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Signal, Slot
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.text_diff import line_differences
from sdrdesk.core.render.book import TemplateText, tidied
from sdrdesk.core.services.templates import SHIPPED, TemplateVersion
from sdrdesk.ui import theme
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.cadence_list import CadenceLine, CadenceList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel, keep_room

_SIGNS = {"+": "+ ", "-": "− ", " ": "   "}


class _DiffColours(QSyntaxHighlighter):
    """Lines that came on green, lines that went on red."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.take_theme()

    @Slot()
    def take_theme(self) -> None:
        """Use the colours of the present theme."""
        self._forms = {}
        for sign, ground, ink in (("+", "green-bg", "green"), ("−", "red-bg", "red")):
            form = QTextCharFormat()
            form.setBackground(current().color(ground))
            form.setForeground(current().color(ink))
            self._forms[sign] = form
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        form = self._forms.get(text[:1])
        if form is not None:
            self.setFormat(0, len(text) + 1, form)


class TemplateVersions(QWidget):
    """The list of versions; beside the chosen one stands what it would change.

    Signals:
        back_wanted: number of the version to use again.
    """

    back_wanted = Signal(int)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_versions")
        self._ctx = ctx
        self._text: TemplateText | None = None
        self._found: dict[str, TemplateVersion] = {}
        self._turn = 0
        self.list = CadenceList("version_list", self.tr("Versions"))
        self.list.setMinimumHeight(current().px(104))
        self.note = PlainLabel("", "t2", 12, wrap=True)
        self.note.setObjectName("version_note")
        self.diff = QPlainTextEdit()
        self.diff.setObjectName("version_diff")
        self.diff.setAccessibleName(self.tr("What it changes"))
        self.diff.setReadOnly(True)
        keep_room(self.diff)
        theme.set_font(self.diff, 12)
        self._colours = _DiffColours(self.diff.document())
        theme.changed.connect(self._colours.take_theme)
        self.back = KeyButton(self.tr("Use it again"), icon="history", small=True)
        self.back.setObjectName("version_back")
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.diff, 2)
        self.list.chosen.connect(self._show)
        self.back.clicked.connect(self._go_back)

    def show_text(self, text: TemplateText) -> None:
        """Compare with these words from now on."""
        other = self._text is None or self._text.place != text.place
        self._text = text
        if other:
            self.read()
        else:
            self._show(self.list.key())

    def read(self) -> None:
        """Read the versions."""
        text = self._text
        if text is None:
            return
        self._turn += 1
        turn, templates = self._turn, self._ctx.desk.templates

        def done(found: Sequence[TemplateVersion]) -> None:
            if turn == self._turn:
                self._show_versions(found)

        self._ctx.runner.query(self, lambda: templates.versions(*text.place), done)

    def _show_versions(self, found: Sequence[TemplateVersion]) -> None:
        self._found = {str(v.number): v for v in found}
        self.list.set_lines([self._line(v) for v in found])
        self._show(self.list.key())

    def _line(self, version: TemplateVersion) -> CadenceLine:
        chip = self.tr("in use") if version.current else ""
        if version.number == SHIPPED:
            return CadenceLine("0", self.tr("The shipped text"), self.tr("comes with the application"), "", chip, "ac")
        at = from_ms(version.at_ms).astimezone(self._ctx.profile.zone)
        clock = QDateTime(at.year, at.month, at.day, at.hour, at.minute, at.second)
        when = QLocale(self._ctx.texts.language).toString(clock, QLocale.FormatType.ShortFormat)
        return CadenceLine(str(version.number), self.tr("Version %1").replace("%1", str(version.number)), when, "", chip, "ac")

    @Slot(str)
    def _show(self, key: str) -> None:
        version = self._found.get(key)
        self.back.setEnabled(version is not None and not version.current)
        self.diff.hide()
        if version is None or self._text is None:
            self.note.setText(self.tr("Nothing of it is saved yet."))
            return
        here, there = (_whole(tidied(text)) for text in (self._text, version.text))
        lines = line_differences(here, there)
        self.note.setText(
            self.tr("Against the text as it stands: + comes, − goes.") if lines else self.tr("The same as the text as it stands.")
        )
        self.diff.setPlainText("\n".join(_SIGNS[line.sign] + line.text for line in lines))
        self.diff.setVisible(bool(lines))

    @Slot()
    def _go_back(self) -> None:
        if self.list.key() in self._found:
            self.back_wanted.emit(int(self.list.key()))


def _whole(text: TemplateText) -> str:
    return f"{text.subject}\n\n{text.body}" if text.subject else text.body
