"""The body of a mail: plain text with slots ``⟦name⟧`` that wait for a value.

Tab expands a code before the cursor (``expander``) and goes through its stops, else it selects the next slot; typing replaces it, Backspace behind it deletes it whole. What a slot became is reported once, when the person
moves on; so a value that is still being typed is never stored by halves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from sdrdesk.ui import theme
from sdrdesk.ui.widgets.slot_highlighter import SLOT, SlotHighlighter, slot_spans, units
from sdrdesk.ui.widgets.snippet_stops import SnippetStops

_KEEP = QTextCursor.MoveMode.KeepAnchor
_CODE = re.compile(r";[A-Za-z0-9\u4e00-\u9fff_-]{1,20}$")
_SENTENCE_END = re.compile(r"[.!?](?:\s+|$)|[。！？]")


class Expanded(Protocol):
    """A text in the place of a code, and the places to stop at in it."""

    @property
    def text(self) -> str: ...
    @property
    def stops(self) -> Sequence[Stop]: ...


class Stop(Protocol):
    """Start and length in characters."""

    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...


class _Span:
    """A stretch of text that moves with the edits around it and, until it is closed, grows with what is typed at its end."""

    def __init__(self, document: QTextDocument, start: int, end: int, name: str = "") -> None:
        self.name = name
        self._start, self._end = QTextCursor(document), QTextCursor(document)
        self._start.setPosition(start)
        self._end.setPosition(end)
        self._start.setKeepPositionOnInsert(True)

    def close(self) -> None:
        """From now on what is typed at either end lies outside."""
        self._start.setKeepPositionOnInsert(False)
        self._end.setKeepPositionOnInsert(True)

    @property
    def ends(self) -> tuple[int, int]:
        return self._start.position(), self._end.position()

    def holds(self, position: int) -> bool:
        return self.ends[0] <= position <= self.ends[1]

    def text(self) -> str:
        start, end = self.ends
        cursor = QTextCursor(self._start.document())
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)
        return cursor.selectedText().replace("\u2029", "\n")


class SlotEditor(QTextEdit):
    """Edits a mail body.

    Signals:
        slot_filled: name of the slot and the text that took its place (empty when it was taken out).
        body_changed: the text is another one; a change of colours does not count, unlike in ``textChanged``.
        files_dropped: paths of files that were dropped or pasted.
    """

    slot_filled = Signal(str, str)
    body_changed = Signal()
    files_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mail_body")
        self.setAcceptRichText(False)
        theme.set_font(self, 13)
        self.expander: Callable[[str], Expanded | None] | None = None
        self._stops = SnippetStops(self)
        self._filling: _Span | None = None
        self._values: list[_Span] = []
        self._known = ""
        self._highlighter = SlotHighlighter(self.document(), self._tinted)
        self.cursorPositionChanged.connect(self._follow)
        self.selectionChanged.connect(self._follow)
        self.textChanged.connect(self._text_changed)
        theme.changed.connect(self._theme_changed)

    def set_body(self, text: str, values: Sequence[tuple[int, int]] = ()) -> None:
        """Show a text, in silence and with no way back to the one before.

        Args:
            text: the body with ``⟦name⟧`` for what is missing.
            values: start and length (in characters) of the values that are already in it, to tint them.
        """
        self._filling = None
        self._values = []
        self._stops.end()
        with QSignalBlocker(self):
            self.setPlainText(text)
        self._known = self.toPlainText()
        for start, length in values:
            self._add_value(_Span(self.document(), units(text[:start]), units(text[: start + length])))
        self._highlighter.rehighlight()
        self.document().setModified(False)

    def body(self) -> str:
        """The text with the slots that are still open."""
        return self.toPlainText()

    def slots(self) -> list[str]:
        """Names of the open slots in order."""
        return SLOT.findall(self.toPlainText())

    def selected_slot(self) -> str:
        """Name of the slot that is selected as a whole; empty for none."""
        match = SLOT.fullmatch(self.textCursor().selectedText())
        return match.group(1) if match else ""

    def next_slot(self, name: str = "") -> bool:
        """Select the next open slot after the cursor, or the next one of a name; False when there is none."""
        spans = slot_spans(self.toPlainText(), name)
        if not spans:
            return False
        after = self.textCursor().selectionEnd()
        self._select(*next((span for span in spans if span[0] >= after), spans[0]))
        return True

    def fill_slot(self, name: str, text: str) -> bool:
        """Put a value into the next slot of a name; one step of undo. False when there is no such slot."""
        if self.selected_slot() != name and not self.next_slot(name):
            return False
        self._follow()
        self.textCursor().insertText(text)
        self._report()
        return True

    def drop_sentence(self, name: str) -> bool:
        """Take out the sentence of the next slot of a name, with a paragraph that would be empty; one step of undo."""
        if self.selected_slot() != name and not self.next_slot(name):
            return False
        cursor = self.textCursor()
        block = cursor.block()
        text, at = block.text(), cursor.selectionStart() - block.position()
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, at)), default=0)
        after = _SENTENCE_END.search(text, at)
        end = after.end() if after else len(text)
        self._filling = None
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, _KEEP)
        if start == 0 and end == len(text):
            # The paragraph goes with the empty line that parted it from the one before.
            first = block.previous() if block.previous().isValid() and not block.previous().text() else block
            cursor.setPosition(max(first.position() - 1, 0))
            cursor.setPosition(block.position() + end, _KEEP)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab expands a code, goes to the next stop or slot, or on to the next field; Backspace and Delete take a slot whole."""
        key = event.key()
        if key == Qt.Key.Key_Tab and not event.modifiers():
            if self.expand_code() or (self._stops.active and self._stops.step(1)):
                return
            if not self.next_slot():
                self._report()
                QWidget.focusNextPrevChild(self, True)  # QTextEdit's own keeps every Tab in the text
            return
        if key == Qt.Key.Key_Backtab:
            if not (self._stops.active and self._stops.step(-1)):
                QWidget.focusNextPrevChild(self, False)
            return
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not self.textCursor().hasSelection():
            back = key == Qt.Key.Key_Backspace
            at = self.textCursor().position()
            span = next((s for s in slot_spans(self.toPlainText()) if (s[0] < at <= s[1] if back else s[0] <= at < s[1])), None)
            if span is not None:
                self._select(*span)
        super().keyPressEvent(event)

    def expand_code(self) -> bool:
        """Put the text of the code before the cursor in its place, as one step of undo; False when there is no code."""
        cursor = self.textCursor()
        if self.expander is None or cursor.hasSelection():
            return False
        before = cursor.block().text()[: cursor.positionInBlock()]
        match = _CODE.search(before)
        made = self.expander(match[0]) if match else None
        if match is None or made is None:
            return False
        cursor.movePosition(QTextCursor.MoveOperation.Left, _KEEP, units(match[0]))
        start = cursor.selectionStart()
        cursor.insertText(made.text)
        text = made.text
        stops = [(units(text[: s.start]), units(text[s.start : s.start + s.length])) for s in made.stops]
        self._stops.begin(start, units(text), stops)
        return True

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, and files from the disk."""
        return source.hasText() or bool(local_files(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop words only; files are somebody else's to take."""
        files = local_files(source)
        if files:
            self.files_dropped.emit(files)
            return
        self.textCursor().insertText(source.text())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a slot selects it whole."""
        super().mouseReleaseEvent(event)
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        for start, end in slot_spans(self.toPlainText()):
            if start < cursor.position() < end:
                self._select(start, end)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the text ends the filling; a menu over it does not."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._report()
        super().focusOutEvent(event)

    def _select(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    @Slot()
    def _follow(self) -> None:
        """A slot that is selected may be filled next; a cursor that left the present one has finished it."""
        cursor = self.textCursor()
        if self._filling is not None and not (self._filling.holds(cursor.position()) and self._filling.holds(cursor.anchor())):
            self._report()
        name = self.selected_slot()
        if name and self._filling is None:
            self._filling = _Span(self.document(), cursor.selectionStart(), cursor.selectionEnd(), name)

    def _report(self) -> None:
        """Say what the slot became, unless it is still the slot."""
        span, self._filling = self._filling, None
        if span is None or span.text() == f"⟦{span.name}⟧":
            return
        self._add_value(span)
        self._highlighter.rehighlight()
        self.slot_filled.emit(span.name, span.text())

    def _add_value(self, span: _Span) -> None:
        span.close()
        self._values = [one for one in self._values if one.ends[0] < one.ends[1]]
        self._values.append(span)

    def _tinted(self) -> Iterator[tuple[int, int]]:
        for span in (*self._values, *([self._filling] if self._filling is not None else [])):
            yield span.ends

    @Slot()
    def _text_changed(self) -> None:
        text = self.toPlainText()
        if text != self._known:
            self._known = text
            self.body_changed.emit()

    @Slot()
    def _theme_changed(self) -> None:
        self._highlighter.take_theme()


def local_files(source: QMimeData) -> list[str]:
    """Paths of the files in a paste or a drop."""
    return [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
