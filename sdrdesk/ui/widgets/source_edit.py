"""Template source: variables and tags in colour, and names offered while one types ``{{`` or presses Ctrl+Space.

The colours come from a highlighter, so that they follow every edit; the names from a list of the owner's. The widget knows no template
language: it sees braces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QSizePolicy, QWidget

from sdrdesk.ui import theme
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.slot_highlighter import units

_VALUE = re.compile(r"\{\{[^{}\n]*\}\}")
_TAG = re.compile(r"\{%[^{}\n]*%\}|\{#[^{}\n]*#\}")
_NAME = re.compile(r"\{\{-?\s*([^\W\d]\w*)")
_OPEN_VALUE = re.compile(r"\{\{-?\s*(?P<before>[^{}]*?)(?P<word>\w*)$")
_OPEN_TAG = re.compile(r"\{%-?\s*(?P<before>[^{}%]*?)(?P<word>\w*)$")
_WORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A word to complete: ``variable``, ``filter`` or ``word`` (of a tag), with what it means; ``inserted`` is put in for it."""

    word: str
    kind: str
    meaning: str = ""
    inserted: str = ""


class SourceHighlighter(QSyntaxHighlighter):
    """Variables on the accent's tint, unknown ones on red, tags in violet."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.known: frozenset[str] = frozenset()
        self._value, self._unknown, self._tag = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        self.take_theme()

    def take_theme(self) -> None:
        """Use the colours of the present theme."""
        colours = current()
        for form, ground, ink in (
            (self._value, "accent-bg", "accent"),
            (self._unknown, "red-bg", "red"),
            (self._tag, "violet-bg", "violet"),
        ):
            form.setBackground(colours.color(ground))
            form.setForeground(colours.color(ink))
        self._value.setFontWeight(QFont.Weight.Medium)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for found in _TAG.finditer(text):
            self._paint(text, found.start(), found.end(), self._tag)
        for found in _VALUE.finditer(text):
            name = _NAME.match(found[0])
            known = name is not None and (name[1] in self.known or not self.known or self._in_loop(text, name[1]))
            self._paint(text, found.start(), found.end(), self._value if known else self._unknown)

    def _in_loop(self, text: str, name: str) -> bool:
        """A loop's own name is known inside it; where the loop begins on another line, the whole text says so."""
        return bool(re.search(rf"\{{%-?\s*for\s+{re.escape(name)}\s+in\b", self.document().toPlainText() or text))

    def _paint(self, text: str, start: int, end: int, form: QTextCharFormat) -> None:
        self.setFormat(units(text[:start]), units(text[start:end]), form)


class SourceEdit(QPlainTextEdit):
    """Edits template source.

    Args:
        name: object name.
        single: one line, as for a subject.

    Signals:
        edited: the text is another one; colours do not count.
    """

    edited = Signal()

    def __init__(self, name: str, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._single = single
        self._known = ""
        self._offers: tuple[Offer, ...] = ()
        theme.set_font(self, 13)
        self.setTabChangesFocus(True)
        self.highlighter = SourceHighlighter(self.document())
        self._model = QStandardItemModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setWidget(self)
        self.popup = QListView()
        self.popup.setObjectName(f"{name}_offers")
        self.popup.setAccessibleName(self.tr("Words to complete"))
        self.completer.setPopup(self.popup)
        self.completer.setCompletionRole(_WORD_ROLE)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setMaxVisibleItems(_MOST_SHOWN)
        self.completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        if single:
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.document().setDocumentMargin(1)
        self.textChanged.connect(self._text_changed)
        theme.changed.connect(self._theme_changed)

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """The words to complete; variables among them are known to the colours."""
        self._offers = tuple(offers)
        self.highlighter.known = frozenset(o.word for o in offers if o.kind == "variable")
        self.highlighter.rehighlight()

    def set_source(self, text: str) -> None:
        """Show another text, in silence and with an empty past; an empty last line is no other text."""
        text = text.rstrip("\n")
        if text != self.toPlainText().rstrip("\n"):
            self._known = text
            self.setPlainText(text)

    def source(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of a line, counted from 1."""
        block = self.document().findBlockByNumber(max(0, number - 1))
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.setFocus()

    # --- completion --------------------------------------------------------------------------------------------------------

    def offered(self) -> list[str]:
        """The words in the open list, best first."""
        shown = self.completer.completionModel()
        return [str(shown.index(row, 0).data(_WORD_ROLE)) for row in range(shown.rowCount())] if self.popup.isVisible() else []

    def _place(self) -> tuple[str, str, str] | None:
        """What can be completed at the cursor: the kinds, the word so far, and what opens it (``{{``, ``{%`` or nothing)."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        value, tag = _OPEN_VALUE.search(before), _OPEN_TAG.search(before)
        if value is not None:
            return ("filter" if value["before"].rstrip().endswith("|") else "variable"), value["word"], "{{"
        if tag is not None:
            return ("word variable" if not tag["before"].strip() else "variable"), tag["word"], "{%"
        return None

    def offer(self, *, asked: bool = False) -> None:
        """Open, narrow or close the list of words; ``asked``: with Ctrl+Space, which offers variables anywhere."""
        place = self._place()
        if place is None and not asked:
            self.popup.hide()
            return
        kinds, word, _ = place or ("variable", "", "")
        self._model.clear()
        for o in (o for kind in kinds.split() for o in self._offers if o.kind == kind):
            item = QStandardItem(f"{o.word}   {o.meaning}" if o.meaning else o.word)
            item.setData(o.word, _WORD_ROLE)
            self._model.appendRow(item)
        self.completer.setCompletionPrefix(word)
        shown = [self.completer.completionModel().index(row, 0).data(_WORD_ROLE) for row in range(self.completer.completionCount())]
        if not shown or (shown == [word] and not asked):
            self.popup.hide()
            return
        best = next((row for row, w in enumerate(shown) if str(w).startswith(word)), 0)
        self.popup.setCurrentIndex(self.completer.completionModel().index(best, 0))
        at = QRect(self.cursorRect())
        at.setWidth(current().px(320))
        self.completer.complete(at)

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        word = str(index.data(_WORD_ROLE))
        offer = next((o for o in self._offers if o.word == word), Offer(word, "word"))
        place = self._place()
        _, typed, opening = place or ("", "", "")
        cursor = self.textCursor()
        after = cursor.block().text()[cursor.positionInBlock() :]
        text = offer.inserted or offer.word
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed))
        if not opening:
            cursor.insertText(f"{{{{ {text} }}}}")
        else:
            before = cursor.block().text()[: cursor.positionInBlock()]
            space = "" if before.endswith((" ", "|")) else " "
            closing = "}}" if opening == "{{" else "%}"
            closed = closing in after.partition("{")[0]
            cursor.insertText(space + text)
            if not closed and opening == "{{":
                at = cursor.position()
                cursor.insertText(" }}")
                if offer.kind == "variable":
                    at = cursor.position()
                cursor.setPosition(at)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.popup.hide()

    # --- Qt overrides ------------------------------------------------------------------------------------------------------

    def _take_current(self) -> None:
        index = self.popup.currentIndex()
        self.popup.hide()
        if index.isValid():
            self._take(index)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab takes the word that is offered before it moves on.
        if self.popup.isVisible():
            self._take_current()
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = Qt.Key(event.key()), event.modifiers()
        if self.popup.isVisible() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
            return
        if self.popup.isVisible() and key == Qt.Key.Key_Escape:
            self.popup.hide()
            return
        if key == Qt.Key.Key_Space and keys & Qt.KeyboardModifier.ControlModifier:
            self.offer(asked=True)
            return
        if self._single and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.text() and not keys & Qt.KeyboardModifier.ControlModifier:
            self.offer()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._single:
            self.insertPlainText(" ".join(source.text().split()))
            return
        super().insertFromMimeData(source)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), current().px(34)) if self._single else hint

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(34 if self._single else 80))

    @Slot()
    def _text_changed(self) -> None:
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.edited.emit()

    @Slot()
    def _theme_changed(self) -> None:
        self.highlighter.take_theme()
