"""Putting lines on the do-not-contact list: one that is typed, many that are pasted (rule R17)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from sdrdesk.core.domain.do_not_contact import CHANNELS, Entry, read_lines
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import Ask
from sdrdesk.ui.widgets.form import FormField
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

WRONG_SHOWN = 3


def said_of(entries: int, wrong: list[tuple[int, str]], form: str, rest: str) -> str:
    """How many lines were understood, and the first of those that were not."""
    words = form.replace("%1", str(entries))
    if wrong:
        lines = ", ".join(f"{number} “{text}”" for number, text in wrong[:WRONG_SHOWN])
        words += " " + rest.replace("%1", str(len(wrong))).replace("%2", lines)
    return words


class AskLine(Ask):
    """One line: who or what, on which channel, and why.

    Signals:
        chosen: what was typed, the channel and the reason; the service says whether it is something.
    """

    chosen = Signal(str, str, str)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Whom not to contact any more"), self.tr("Put on the list"), parent, danger=True)
        self.setObjectName("ask_dnc_line")
        self.value = QLineEdit()
        self.value.setObjectName("dnc_value")
        self.value.setPlaceholderText(self.tr("ann@acme.example, @acme.example, +1 415 555 0101 or a name"))
        self.way = SegmentedControl([SegmentSpec(c, ctx.texts(f"dnc_channel.{c}")) for c in CHANNELS])
        self.way.setObjectName("dnc_channel")
        self.way.set_value("any")
        self.reason = QLineEdit()
        self.reason.setObjectName("dnc_reason")
        for editor, name, label in (
            (self.value, "dnc_value", self.tr("Address, domain, number or person")),
            (self.way, "dnc_channel", self.tr("Not by")),
            (self.reason, "dnc_reason", self.tr("Reason")),
        ):
            field = FormField(editor, name)
            field.set_words(label)
            self.body.addWidget(field)
        self.value.textChanged.connect(self._say)
        self.value.setFocus()
        self._say()

    @Slot()
    def _say(self) -> None:
        self.wrong("" if self.value.text().strip() else self.tr("Whatever is under way to them stops at once; one undo takes it back."))

    @Slot()
    def agree(self) -> None:
        if self.value.text().strip():
            self.accept()
            self.chosen.emit(self.value.text().strip(), self.way.value(), self.reason.text().strip())


class AskLines(Ask):
    """Many lines, pasted.

    Signals:
        chosen: the entries that were understood.
    """

    chosen = Signal(object)

    def __init__(self, region: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Paste addresses, domains or numbers, one a line"), self.tr("Put on the list"), parent, danger=True)
        self.setObjectName("ask_dnc_lines")
        self.setMinimumWidth(520)
        self._region = region
        self._entries: list[Entry] = []
        self.editor = QPlainTextEdit()
        self.editor.setObjectName("dnc_lines")
        self.editor.setAccessibleName(self.tr("Lines"))
        self.editor.setMinimumHeight(180)
        self.editor.setPlaceholderText(self.tr("ann@acme.example\n@acme.example, email, asked by their lawyer\n+1 415 555 0101, call"))
        self.body.addWidget(self.editor)
        self.body.addWidget(
            PlainLabel(self.tr("After a comma: email, call or message, then a reason; both may be left out."), "t3", 12, wrap=True)
        )
        self.editor.textChanged.connect(self._read)
        self.editor.setFocus()
        self._read()

    @Slot()
    def _read(self) -> None:
        self._entries, wrong = read_lines(self.editor.toPlainText(), self._region)
        self.note.setText(said_of(len(self._entries), wrong, self.tr("%1 lines understood."), self.tr("%1 not: line %2.")))
        self.yes.setEnabled(bool(self._entries))

    @Slot()
    def agree(self) -> None:
        if self._entries:
            self.accept()
            self.chosen.emit(self._entries)


class AskFile(Ask):
    """A list that was read: how much of it can be used.

    Signals:
        chosen: go on.
    """

    chosen = Signal()

    def __init__(self, file: str, entries: int, wrong: list[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Put the lines of %1 on the list?").replace("%1", file), self.tr("Put on the list"), parent, danger=True)
        self.setObjectName("ask_dnc_file")
        self.body.addWidget(
            PlainLabel(said_of(entries, wrong, self.tr("%1 lines understood."), self.tr("%1 not: line %2.")), "t2", 13, wrap=True)
        )

    @Slot()
    def agree(self) -> None:
        self.accept()
        self.chosen.emit()
