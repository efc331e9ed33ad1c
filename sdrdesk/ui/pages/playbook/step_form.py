"""The fields of one step: gap, channel, template, purpose, variants, one by one or in a batch, its thread (rules R7, R10, R14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.words import Channel
from sdrdesk.core.files.cadences import MODES, STEP_CHANNELS, THREADS, purposes
from sdrdesk.core.queries.variants import StepResult
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import purpose_name, template_name
from sdrdesk.ui.pages.playbook.variant_view import VariantView
from sdrdesk.ui.widgets.form import CalmCombo, CalmSpin, FormField
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.multi_choice import MultiChoice
from sdrdesk.ui.widgets.text import PlainLabel

_GAPS = (-366, 999)
"""Wider than what can be: a file may hold such a gap, and the check says what is wrong with it."""


class StepForm(QWidget):
    """Asks about the step that is current in the list.

    Args:
        templates: the keys that a step of a channel may name.

    Signals:
        changed: the values of the step that are other ones now.
        add_wanted, copy_wanted, remove_wanted: the buttons.
        move_wanted: -1 up, 1 down.
    """

    changed = Signal(object)
    add_wanted = Signal()
    copy_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, texts: Texts, templates: Callable[[str], list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_form")
        self._texts, self._templates = texts, templates
        self._channel = ""
        self.gap = CalmSpin(*_GAPS)
        self.gap.setSuffix(self.tr(" days"))
        self.channel = self._combo("step_channel")
        self.template = self._combo("step_template")
        self.purpose = self._combo("step_purpose")
        self.mode = self._combo("step_mode")
        self.reply_in = self._combo("step_thread")
        self.variants = MultiChoice(self.tr("none"))
        self.gap.setObjectName("step_gap")
        self.variants.setObjectName("step_variants")
        for key in Channel:
            if key in STEP_CHANNELS:
                self.channel.addItem(texts(f"channel.{key.value}"), key.value)
        for purpose in sorted(purposes(), key=lambda key: purpose_name(key, texts)):
            self.purpose.addItem(purpose_name(purpose, texts), purpose)
        for mode in MODES:
            self.mode.addItem(texts(f"step_mode.{mode}"), mode)
        for thread in THREADS:
            self.reply_in.addItem(texts(f"step_thread.{thread}"), thread)
        self._lay_out()
        self.gap.valueChanged.connect(lambda value: self.changed.emit({"gap_days": value}))
        self.channel.activated.connect(self._channel_chosen)
        self.template.activated.connect(lambda _: self.changed.emit({"template": self.template.currentData()}))
        self.purpose.activated.connect(lambda _: self.changed.emit({"purpose": self.purpose.currentData()}))
        self.mode.activated.connect(lambda _: self.changed.emit({"mode": self.mode.currentData()}))
        self.reply_in.activated.connect(lambda _: self.changed.emit({"thread": self.reply_in.currentData()}))
        self.variants.changed.connect(lambda: self.changed.emit({"variants": self.variants.value()}))

    @staticmethod
    def _combo(name: str) -> QComboBox:
        made = CalmCombo()
        made.setObjectName(name)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.fields: dict[str, FormField] = {}
        table: tuple[tuple[str, QWidget, str], ...] = (
            ("gap", self.gap, self.tr("Days after the one before")),
            ("channel", self.channel, self.tr("Channel")),
            ("purpose", self.purpose, self.tr("Purpose")),
            ("template", self.template, self.tr("Template")),
            ("variants", self.variants, self.tr("Variants, spread evenly")),
            ("mode", self.mode, self.tr("How it goes")),
            ("thread", self.reply_in, self.tr("Thread")),
        )
        for at, (name, editor, words) in enumerate(table):
            field = FormField(editor, f"step_{name}")
            field.set_words(words)
            self.fields[name] = field
            grid.addWidget(field, at // 3, at % 3)
        self.variants.set_name(self.tr("Variants, spread evenly"))
        for column in range(3):
            grid.setColumnStretch(column, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        table2: tuple[tuple[str, str, str, str, Any], ...] = (
            ("step_add", self.tr("Add a step"), "plus", "Ins", self.add_wanted.emit),
            ("step_copy", self.tr("Duplicate"), "", "", self.copy_wanted.emit),
            ("step_up", self.tr("Up"), "", "Alt+Up", lambda: self.move_wanted.emit(-1)),
            ("step_down", self.tr("Down"), "", "Alt+Down", lambda: self.move_wanted.emit(1)),
            ("step_remove", self.tr("Remove"), "trash-2", "Del", self.remove_wanted.emit),
        )
        self.buttons: dict[str, KeyButton] = {}
        for name, words, icon, keys, slot in table2:
            button = KeyButton(words, icon=icon, small=True)
            button.setObjectName(name)
            button.set_keys(keys)
            button.clicked.connect(lambda _=False, run=slot: run())
            self.buttons[name] = button
            buttons.addWidget(button)
        buttons.addStretch(1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(10)
        column_box.addLayout(buttons)
        column_box.addLayout(grid)
        self.results = VariantView(self._texts)
        self.results.setObjectName("step_results")
        self.results.hide()
        column_box.addWidget(self.results)
        hint = self.tr(
            "Gaps are counted in days from the last touch; a day that does not work for both of you moves to the next that does."
        )
        column_box.addWidget(PlainLabel(hint, "t3", 12, wrap=True))

    def show_step(self, step: Mapping[str, Any] | None, at: int, many: int) -> None:
        """Show a step's values in silence; None when there is no step."""
        for name, field in self.fields.items():
            field.setEnabled(step is not None and not (name == "gap" and at == 0 and step["gap_days"] == 0))
        for name, can in (("step_copy", True), ("step_up", at > 0), ("step_down", at < many - 1), ("step_remove", True)):
            self.buttons[name].setEnabled(step is not None and can)
        if step is None:
            return
        self._channel = step["channel"]
        self.gap.blockSignals(True)
        self.gap.setValue(step["gap_days"])
        self.gap.blockSignals(False)
        _choose(self.channel, step["channel"], step["channel"])
        _choose(self.purpose, step["purpose"], purpose_name(step["purpose"], self._texts))
        self._fill_templates(step["channel"])
        _choose(self.template, step["template"], template_name(step["channel"], step["template"], self._texts))
        _choose(self.mode, step["mode"], step["mode"])
        _choose(self.reply_in, step["thread"], step["thread"])
        self.variants.set_value(step["variants"])
        email = step["channel"] == Channel.EMAIL
        self.fields["variants"].setEnabled(email or bool(step["variants"]))
        self.fields["mode"].setEnabled(email or step["mode"] != MODES[0])
        self.fields["thread"].setEnabled(email or step["thread"] != THREADS[0])
        self.fields["template"].setEnabled(bool(self._templates(step["channel"])) or bool(step["template"]))

    def show_results(self, result: StepResult | None) -> None:
        """How the variants of the step do; None where there is nothing to compare."""
        self.results.setVisible(result is not None)
        self.results.show_results([("", result)] if result is not None else [])

    def _fill_templates(self, channel: str) -> None:
        keys = self._templates(channel)
        named = sorted(((key, template_name(channel, key, self._texts)) for key in keys), key=lambda item: item[1].casefold())
        self.template.clear()
        if not keys:
            self.template.addItem(self.tr("none"), "")
        for key, words in named:
            self.template.addItem(words, key)
        self.variants.set_choices(named if channel == Channel.EMAIL else [])

    @Slot()
    def _channel_chosen(self) -> None:
        channel = str(self.channel.currentData())
        if channel == self._channel:
            return
        keys = self._templates(channel)
        # The template of another channel cannot stay; the first of the new one is a beginning, and the list shows it.
        template = next((k for k in ("follow_up", "follow_up_1") if k in keys), keys[0] if keys else "")
        self.changed.emit({"channel": channel, "template": template, "variants": [], "mode": MODES[0], "thread": THREADS[0]})


def _choose(combo: QComboBox, key: str, words: str) -> None:
    """Choose in silence; what is not among the choices is shown all the same, and the check says why it cannot be."""
    at = combo.findData(key)
    if at < 0:
        combo.addItem(words or key, key)
        at = combo.count() - 1
    combo.setCurrentIndex(at)
