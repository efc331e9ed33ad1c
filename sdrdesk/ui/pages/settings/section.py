"""One section of the settings: a title, what it is for, and its fields, each of which is kept as soon as it is answered."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdrdesk.core.domain.profile import SETTINGS, Profile
from sdrdesk.ui.pages.settings.editors import Wrong
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.form import FormField
from sdrdesk.ui.widgets.text import PlainLabel


class Section(QWidget):
    """A titled card of fields.

    Args:
        key: name of the section, for its object name.
        title: shown above the card.
        purpose: one line on what the section is for; empty for none.

    Signals:
        answered: (key of a setting, its new value); only values that the field itself finds sound.
    """

    answered = Signal(str, object)

    def __init__(self, key: str, title: str, purpose: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.title = title
        self.setObjectName(f"section_{key}")
        self.fields: dict[str, FormField] = {}
        self._editors: dict[str, Any] = {}
        self._kept: dict[str, object] = {}
        self._asked: dict[str, object] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(title, "t1", 15, 600))
        if purpose:
            column.addWidget(PlainLabel(purpose, "t3", 12, wrap=True))
        self.card = Card("surface", (20, 16, 20, 16), 12)
        column.addSpacing(4)
        column.addWidget(self.card)

    def add(self, key: str, editor: Any, label: str, hint: str = "") -> FormField:
        """Append the field of a setting."""
        name = key.replace(".", "_")
        editor.setObjectName(f"setting_{name}")
        field = FormField(editor, name, beside=True)
        field.set_words(label, hint)
        editor.committed.connect(partial(self.commit, key))
        self.fields[key] = field
        self._editors[key] = editor
        self.card.add_row(field)
        return field

    def commit(self, key: str) -> None:
        """Answer with the field's value when it is sound and another one than before."""
        field = self.fields[key]
        try:
            value = self._editors[key].value()
        except Wrong as wrong:
            field.set_error(str(wrong))
            return
        field.set_error("")
        # A field may speak twice (Enter, then leaving it) before the first answer is kept.
        if value != self._asked.get(key, self._kept.get(key)):
            self._asked[key] = value
            self.answered.emit(key, value)

    def refuse(self, key: str, words: str) -> None:
        """The answer was not kept; the same one may be tried again."""
        self._asked.pop(key, None)
        self.fields[key].set_error(words)

    def commit_all(self) -> None:
        """What is typed and not yet answered, before the page goes out of sight."""
        for key in self.fields:
            self.commit(key)

    def show_values(self, profile: Profile) -> None:
        """Set the fields to what is kept, in silence."""
        for key, editor in self._editors.items():
            value = profile.values.get(key, SETTINGS[key].default)
            changed = key not in self._kept or value != self._kept[key]
            self._kept[key] = value
            self._asked.pop(key, None)
            if changed:
                editor.set_value(value)
                self.fields[key].set_error("")
