"""What is asked before something is done about a message: until when they are away, what must not be contacted, who the new person is."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sdrdesk.core.domain.received import Referred, ReferredDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import Ask, AskOne
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.form import FormField
from sdrdesk.ui.widgets.text import PlainLabel

FIELDS = ("name", "address", "phone", "title")


class AskAbsence(Ask):
    """Until when somebody is away; nothing typed means that the message does not say (rule R9: five working days then).

    Signals:
        chosen: the day, or None.
    """

    chosen = Signal(object)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Until when are they away?"), self.tr("They are away"), parent)
        self.setObjectName("ask_absence")
        self.edit = WhenEdit(
            ctx, self.note, empty=self.tr("Leave it empty when the message does not say; the plan then waits five working days.")
        )
        self.edit.setObjectName("absence_until")
        self.edit.setAccessibleName(self.tr("Away until"))
        self.edit.setPlaceholderText(self.tr("1 dec, next mon, end of month"))
        self.edit.changed.connect(lambda when: self.yes.setEnabled(when is not None or not self.edit.text().strip()))
        self.body.addWidget(self.edit)
        self.edit.setFocus()

    @Slot()
    def agree(self) -> None:
        when = self.edit.insist()
        if when is not None or not self.edit.text().strip():
            self.accept()
            self.chosen.emit(when.day if when is not None else None)


class AskScope(AskOne):
    """What must not be contacted any more: the person, this address, or everybody of its domain (rule R17)."""

    def __init__(self, name: str, address: str, parent: QWidget | None = None) -> None:
        domain = address.rpartition("@")[2]
        choices = [("person", self.tr("%1, on any channel").replace("%1", name))]
        if domain:
            choices.append(("address", self.tr("The address %1").replace("%1", address)))
            choices.append(("domain", self.tr("Everybody at %1").replace("%1", domain)))
        super().__init__(self.tr("Who must not be contacted any more?"), choices, parent)
        self.setObjectName("ask_scope")


class AskReferral(Ask):
    """A new person out of a message, ready filled in; Enter creates.

    Args:
        by: the name of who referred them.
        who: what the message says of them.

    Signals:
        chosen: the ReferredDraft as it was corrected.
    """

    chosen = Signal(object)

    def __init__(self, by: str, who: Referred, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("A new person"), self.tr("Create"), parent)
        self.setObjectName("ask_referral")
        self.setMinimumWidth(440)
        self.body.addWidget(
            PlainLabel(self.tr("Referred by %1; the opening and the next email will say so.").replace("%1", by), "t2", 12, wrap=True)
        )
        labels = {"name": self.tr("Name"), "address": self.tr("Email address"), "phone": self.tr("Telephone"), "title": self.tr("Title")}
        self.fields: dict[str, FormField] = {}
        for name in FIELDS:
            edit = QLineEdit(getattr(who, name))
            edit.setObjectName(f"referral_{name}")
            edit.textEdited.connect(self._say)
            field = FormField(edit, name, beside=True)
            field.label.setFixedWidth(88)
            field.set_words(labels[name])
            self.fields[name] = field
            self.body.addWidget(field)
        first = next((f for f in self.fields.values() if not f.editor.text()), self.fields["name"])  # type: ignore[attr-defined]
        first.editor.setFocus()
        self._say()

    def draft(self) -> ReferredDraft:
        """What the fields say."""
        return ReferredDraft(**{name: field.editor.text().strip() for name, field in self.fields.items()})  # type: ignore[attr-defined]

    @Slot()
    def _say(self) -> None:
        who = self.draft()
        self.fields["address"].set_error("")
        if not who.name and not who.address:
            self.wrong(self.tr("A name or an address is needed."))
        else:
            self.wrong("")

    def refuse(self, words: str) -> None:
        """Say why it was not taken; what was typed stays."""
        self.fields["address"].set_error(words)
        self.yes.setEnabled(True)

    @Slot()
    def agree(self) -> None:
        self._say()
        if self.yes.isEnabled():
            self.yes.setEnabled(False)
            self.chosen.emit(self.draft())
