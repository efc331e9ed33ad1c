"""Small questions before something is done: why, until when, which tag, which of a few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QCompleter, QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.services.scores import split_tag
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

STOP_REASONS = ("no_need", "no_budget", "not_decider", "nobody_to_run", "other_vendor", "no_reply")
SKIP_REASONS = ("done_elsewhere", "does_not_fit", "bad_timing", "facts_missing")
DROP_REASONS = ("too_old", "done_elsewhere", "no_need")


class Ask(QDialog):
    """A question with one button that does it and one that does not.

    Args:
        title: what is asked.
        does: label of the button; the dialog says what will happen.
        danger: the button is red.
    """

    def __init__(self, title: str, does: str, parent: QWidget | None = None, *, danger: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.note = PlainLabel("", "t3", 12, wrap=True)
        self.note.setObjectName("ask_note")
        self.yes = KeyButton(does, "danger" if danger else "primary")
        self.yes.setObjectName("ask_yes")
        self.yes.set_keys("Return")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.agree)
        self.no = KeyButton(self.tr("Cancel"), "ghost")
        self.no.setObjectName("ask_no")
        self.no.set_keys("Esc")
        self.no.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(14)
        self.title = PlainLabel(title, "t1", 13, 600, wrap=True)
        outer.addWidget(self.title)
        outer.addLayout(self.body, 1)
        outer.addLayout(buttons)

    @Slot()
    def agree(self) -> None:
        """Do it, unless something is wrong with the answer."""
        raise NotImplementedError

    def wrong(self, words: str) -> None:
        """Say what is wrong with the answer; the button is off meanwhile."""
        self.note.setText(words)
        self.yes.setEnabled(not words)


class AskReason(Ask):
    """Why: one of a short list (keys 1 to 6), or one's own words.

    Signals:
        chosen: the code of the reason, or what was typed.
    """

    chosen = Signal(str)

    def __init__(
        self, ctx: UiContext, title: str, does: str, codes: Sequence[str], parent: QWidget | None = None, *, danger: bool = False
    ) -> None:
        super().__init__(title, does, parent, danger=danger)
        self.setObjectName("ask_reason")
        self._group = QButtonGroup(self)
        for number, code in enumerate(codes, 1):
            button = QRadioButton(f"{number}  {ctx.texts(f'reason.{code}')}")
            button.setObjectName(f"reason_{code}")
            button.setProperty("code", code)
            self._group.addButton(button)
            self.body.addWidget(button)
            QShortcut(QKeySequence(str(number)), self, button.click)
        self.own = QLineEdit()
        self.own.setObjectName("reason_own")
        self.own.setAccessibleName(self.tr("Another reason"))
        self.own.setPlaceholderText(self.tr("Another reason, in your words"))
        self.body.addWidget(self.own)
        self.own.textChanged.connect(self._say)
        self._group.buttonToggled.connect(self._say)
        self._group.buttons()[0].setFocus()
        self._say()

    def reason(self) -> str:
        """What was typed, else the chosen code."""
        button = self._group.checkedButton()
        return self.own.text().strip() or (str(button.property("code")) if button is not None else "")

    @Slot()
    def _say(self) -> None:
        self.wrong("" if self.reason() else self.tr("Choose a reason or type one."))

    @Slot()
    def agree(self) -> None:
        if self.reason():
            self.accept()
            self.chosen.emit(self.reason())


class AskWhen(Ask):
    """Until when, as people type it (rule R5).

    Signals:
        chosen: the time.
    """

    chosen = Signal(object)

    def __init__(self, ctx: UiContext, title: str, does: str, parent: QWidget | None = None) -> None:
        super().__init__(title, does, parent)
        self.setObjectName("ask_when")
        self.edit = WhenEdit(ctx, self.note, empty=self.tr("Type a time."))
        self.edit.setObjectName("when")
        self.edit.setAccessibleName(self.tr("Until when"))
        self.edit.setPlaceholderText(self.tr("2h, next tue 3pm, 1 dec, end of month"))
        self.edit.changed.connect(lambda when: self.yes.setEnabled(when is not None))
        self.body.addWidget(self.edit)
        self.edit.setFocus()
        self.yes.setEnabled(False)

    @Slot()
    def agree(self) -> None:
        when = self.edit.insist()
        if when is not None:
            self.accept()
            self.chosen.emit(when)


class AskTag(Ask):
    """Which tag, put on or taken off; completes from the tags in use.

    Signals:
        chosen: (``group/name``, True to put it on).
    """

    chosen = Signal(str, bool)

    def __init__(self, ctx: UiContext, title: str, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(title, self.tr("Apply"), parent)
        self.setObjectName("ask_tag")
        self._ctx = ctx
        self.way = SegmentedControl([SegmentSpec("on", self.tr("Add")), SegmentSpec("off", self.tr("Remove"))])
        self.way.setObjectName("tag_way")
        self.way.set_value("on")
        for key in ("on", "off"):
            self.way.segment(key).setObjectName(f"tag_{key}")
        self.edit = TagEdit(known)
        self.edit.textChanged.connect(self._say)
        self.body.addWidget(self.way)
        self.body.addWidget(self.edit)
        self.edit.setFocus()
        self._say()

    @Slot()
    def _say(self) -> None:
        if not self.edit.text().strip():
            self.wrong(self.tr("Two levels: group/name, such as interest/pricing."))
            return
        try:
            split_tag(self.edit.text())
        except ValidationError as error:
            self.wrong(sentence(error, self._ctx.texts))
            return
        self.wrong("")

    @Slot()
    def agree(self) -> None:
        self._say()
        if self.yes.isEnabled():
            tag, on = self.edit.text().strip(), self.way.value() == "on"
            self.accept()
            self.chosen.emit(tag, on)


class AskOne(Ask):
    """One of a few (keys 1 to 9), at once.

    Signals:
        chosen: its key.
    """

    chosen = Signal(str)

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(title, "", parent)
        self.setObjectName("ask_one")
        self.yes.hide()
        for number, (key, words) in enumerate(choices, 1):
            button = KeyButton(words)
            button.setObjectName(f"choose_{key or 'none'}")
            button.set_keys(str(number))
            button.clicked.connect(lambda _=False, value=key: self._choose(value))
            QShortcut(QKeySequence(str(number)), self, button.click)
            self.body.addWidget(button)

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)

    @Slot()
    def agree(self) -> None:
        """Nothing: a choice is its own answer."""


class TagEdit(QLineEdit):
    """A field for a tag that completes from the tags in use."""

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag")
        self.setAccessibleName(self.tr("Tag, as group/name"))
        self.setPlaceholderText(self.tr("interest/pricing"))
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)


class AskName(Ask):
    """What something is to be called.

    Signals:
        chosen: what was typed.
    """

    chosen = Signal(str)

    def __init__(self, title: str, does: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, does, parent)
        self.setObjectName("ask_name")
        self.name = QLineEdit(name)
        self.name.setObjectName("new_name")
        self.name.setAccessibleName(title)
        self.name.selectAll()
        self.body.addWidget(self.name)
        self.name.textChanged.connect(self._say)
        self.name.setFocus()
        self._say()

    @Slot()
    def _say(self) -> None:
        self.wrong("" if self.name.text().strip() else self.tr("Type a name."))

    @Slot()
    def agree(self) -> None:
        """Send the name."""
        if self.name.text().strip():
            self.accept()
            self.chosen.emit(self.name.text().strip())
