"""The questions for the six letters in the user's own words, for each language in which people are called (rule R22, seed W20)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sdrdesk.core.domain.words import LANGUAGES, LETTERS
from sdrdesk.core.render.scripts import Scripts
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

KIND = "questions"
_HIGH = 50


class QuestionsCard(Card):
    """A field for each letter, a wording on each line; a field that is left is kept at once, as the next version."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 12, 16, 12), spacing=6, parent=parent)
        self.setObjectName("questions_card")
        self._ctx = ctx
        self._scripts: dict[str, Scripts] = {}
        self._shown = ""
        self.add_row(PlainLabel(self.tr("Questions"), "t1", 13, 600))
        note = self.tr("Asked on the call card for what is unknown, one or two at a time. A wording on each line; they are asked in turn.")
        self.add_row(PlainLabel(note, "t2", 12, wrap=True))
        self.language = SegmentedControl([SegmentSpec("en", "English"), SegmentSpec("zh_CN", "中文")])
        self.language.setObjectName("questions_language")
        self.language.set_value("zh_CN" if ctx.texts.language == "zh_CN" else "en")
        self.language.changed.connect(lambda _: self._show())
        self.add_row(self.language)
        self.fields: dict[str, QPlainTextEdit] = {}
        for letter in LETTERS:
            edit = QPlainTextEdit()
            edit.setObjectName(f"question_{letter}")
            edit.setAccessibleName(ctx.texts(f"letter.{letter}"))
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(current().px(_HIGH))
            edit.installEventFilter(self)
            self.fields[letter] = edit
            self.add_row(PlainLabel(ctx.texts(f"letter.{letter}"), "t2", 12, 600))
            self.add_row(edit)
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName("questions_error")
        self.error.hide()
        self.add_row(self.error)

    def show_scripts(self, scripts: dict[str, Scripts]) -> None:
        """The questions that hold, by language."""
        if {k: v.questions for k, v in scripts.items()} != {k: v.questions for k, v in self._scripts.items()}:
            self._scripts = scripts
            self._show()

    def _show(self) -> None:
        found = self._scripts.get(self.language.value())
        for letter, edit in self.fields.items():
            words = "\n".join(found.questions[letter]) if found is not None else ""
            if edit.toPlainText() != words:
                edit.setPlainText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that is left is done."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    @Slot()
    def keep(self) -> None:
        """Keep what is typed, if it is another question; an empty field asks what ships."""
        language = self.language.value()
        found = self._scripts.get(language)
        if found is None:
            return
        typed = {letter: [w for w in edit.toPlainText().splitlines() if w.strip()] for letter, edit in self.fields.items()}
        if all(tuple(typed[letter]) == found.questions[letter] for letter in LETTERS):
            return
        body = {
            one: {letter: list(words) for letter, words in self._scripts[one].questions.items()} for one in LANGUAGES if one != language
        }
        body[language] = {letter: words for letter, words in typed.items() if words}
        standards = self._ctx.desk.standards
        self._ctx.runner.op(self, partial(standards.save, KIND, body), self._kept, self._refused)

    def _kept(self, _: object) -> None:
        self._say("")
        self._ctx.nav.toast.emit(self.tr("The questions are changed."), True)

    def _refused(self, error: Exception) -> None:
        self._say(sentence(error, self._ctx.texts))

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
