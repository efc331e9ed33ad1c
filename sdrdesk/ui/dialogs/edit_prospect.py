"""One person by hand: a new one, or the fields of one who is there."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.calendar import CALLING_HOURS
from sdrdesk.core.domain.words import LeadType
from sdrdesk.core.errors import Duplicate, ValidationError
from sdrdesk.core.queries.people import Card, card
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel, repolish

FIELDS = ("full_name", "title", "company", "email", "phone", "city", "country", "zone")
PLACES = ("city", "country", "phone")


class EditProspectDialog(QDialog):
    """Fields of a person; what a rule does not take is said under its field, and nothing is lost.

    Args:
        ctx: services.
        prospect_id: who is changed; None for a new person.
        referred_by: (id, name) of who referred a new person, who then is a seed.

    Signals:
        saved: id of the person.
    """

    saved = Signal(int)

    def __init__(
        self, ctx: UiContext, prospect_id: int | None = None, referred_by: tuple[int, str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._id = prospect_id
        self._referred_by = referred_by
        self._existing: int | None = None
        self._zone_typed = False
        self.setObjectName("edit_prospect")
        self.setWindowTitle(self.tr("New person") if prospect_id is None else self.tr("Edit person"))
        self.setMinimumWidth(460)
        self.fields: dict[str, QLineEdit] = {}
        self._errors: dict[str, PlainLabel] = {}
        self.lead_type = QComboBox()
        self.customer = SegmentedControl([SegmentSpec("0", self.tr("New")), SegmentSpec("1", self.tr("Existing"))])
        self.customer.setObjectName("field_customer")
        self.customer.set_value("0")
        self.hours = {name: QLineEdit() for name in ("call_from", "call_to")}
        self.zone_note = PlainLabel("", "amber", 12, wrap=True)
        self.zone_note.setObjectName("zone_note")
        self.zone_note.hide()
        self._general = PlainLabel("", "red", 12, wrap=True)
        self._general.setObjectName("edit_error")
        self._lay_out()
        self._before = self.values()
        if prospect_id is not None:
            self._fill(ctx.read(lambda s, profile: card(s, prospect_id)))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        for at, name in enumerate(FIELDS):
            edit = QLineEdit()
            edit.setObjectName(f"field_{name}")
            edit.setAccessibleName(self._ctx.texts(f"field.{name}"))
            edit.textEdited.connect(self._forgive)
            self.fields[name] = edit
            self._row(grid, at, name, edit)
        self.fields["zone"].setPlaceholderText(self.tr("not known: your own is assumed"))
        completer = QCompleter(sorted(available_timezones()), self.fields["zone"])
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.fields["zone"].setCompleter(completer)
        self.fields["country"].setPlaceholderText(self.tr("two letters, such as US or CN"))
        self.lead_type.setObjectName("field_lead_type")
        self.lead_type.setAccessibleName(self._ctx.texts("field.lead_type"))
        for kind in LeadType:
            self.lead_type.addItem(self._ctx.texts(f"lead_type.{kind}"), str(kind))
        self.lead_type.setCurrentIndex(self.lead_type.findData("seed" if self._referred_by else "spear"))
        self.lead_type.setEnabled(self._referred_by is None)
        self._row(grid, len(FIELDS), "lead_type", self.lead_type)
        self._row(grid, len(FIELDS) + 1, "customer", self.customer)
        self._row(grid, len(FIELDS) + 2, "call_from", self._hours())
        row = 2 * len(FIELDS) + 6
        grid.addWidget(PlainLabel(self.tr("Referred by"), "t2"), row, 0)
        referrer = PlainLabel(self._referred_by[1] if self._referred_by else self.tr("nobody"), "t1" if self._referred_by else "t3")
        referrer.setObjectName("referred_by")
        self.referrer = referrer
        grid.addWidget(referrer, row, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(grid)
        outer.addWidget(self.zone_note)
        outer.addWidget(self._general)
        outer.addLayout(self._buttons())
        self._general.hide()

    def _row(self, grid: QGridLayout, at: int, name: str, editor: QWidget) -> None:
        label = PlainLabel(self._ctx.texts(f"field.{name}"), "t2")
        label.setBuddy(editor)
        wrong = PlainLabel("", "red", 12, wrap=True)
        wrong.setObjectName(f"error_{name}")
        wrong.hide()
        self._errors[name] = wrong
        grid.addWidget(label, 2 * at, 0)
        grid.addWidget(editor, 2 * at, 1)
        grid.addWidget(wrong, 2 * at + 1, 1)

    def _hours(self) -> QWidget:
        """When they can be called, from and to; empty for the usual hours."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        usual = dict(zip(self.hours, CALLING_HOURS, strict=True))
        for name, edit in self.hours.items():
            edit.setObjectName(f"field_{name}")
            edit.setAccessibleName(self._ctx.texts(f"field.{name}"))
            edit.setPlaceholderText(usual[name].strftime("%H:%M"))
            edit.setMaximumWidth(90)
            edit.textEdited.connect(self._forgive)
            row.addWidget(edit)
            if name == "call_from":
                row.addWidget(PlainLabel(self.tr("to"), "t2"))
        row.addWidget(PlainLabel(self.tr("their time"), "t3", 12))
        row.addStretch(1)
        return box

    def _buttons(self) -> QHBoxLayout:
        self.show_button = KeyButton(self.tr("Show them"), "default")
        self.show_button.setObjectName("show_existing")
        self.show_button.clicked.connect(self._show_existing)
        self.show_button.hide()
        cancel = KeyButton(self.tr("Cancel"), "ghost")
        cancel.setObjectName("edit_cancel")
        cancel.set_keys("Esc")
        cancel.clicked.connect(self.reject)
        self.save_button = KeyButton(self.tr("Add") if self._id is None else self.tr("Save"), "primary")
        self.save_button.setObjectName("edit_save")
        self.save_button.set_keys("Ctrl+Return")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        row = QHBoxLayout()
        row.addWidget(self.show_button)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        return row

    def _fill(self, who: Card) -> None:
        person = who.person
        for name, edit in self.fields.items():
            edit.setText(str(getattr(person, name) or ""))
        self.lead_type.setCurrentIndex(self.lead_type.findData(person.lead_type))
        self.customer.set_value(str(int(who.customer)))
        for name, field in self.hours.items():
            field.setText(str(getattr(who, name)))
        self._zone_typed = bool(person.zone) and not who.zone_guessed
        if not person.zone:
            self.zone_note.setText(self.tr("Where they sit is not known; your own time zone is assumed."))
        elif who.zone_guessed:
            self.zone_note.setText(self._guess(who))
        self.zone_note.setVisible(bool(self.zone_note.text()))
        if who.referred_by:
            self.referrer.setText(who.referred_by)
            self.referrer.set_role("t1")
        self._before = self.values()

    def _guess(self, who: Card) -> str:
        """That the zone is a guess, and from what it is guessed (rule R8)."""
        person = who.person
        sources = {
            "region": self.tr("The time zone is guessed from the state. Type it to put it right."),
            "city": self.tr("The time zone is guessed from the city, %1. Type it to put it right.").replace("%1", person.city),
            "country": self.tr("The time zone is guessed from the country, %1. Type it to put it right.").replace("%1", person.country),
            "phone": self.tr("The time zone is guessed from the number, %1. Type it to put it right.").replace("%1", person.phone),
            "offices": self.tr("The time zone is guessed: most offices of the country are there. Type it to put it right."),
        }
        return sources.get(who.zone_from, self.tr("The time zone is guessed from place and number. Type it to put it right."))

    def values(self) -> dict[str, str]:
        """What is typed."""
        typed = {name: edit.text().strip() for name, edit in self.fields.items()}
        typed["country"] = typed["country"].upper()
        typed |= {name: _clock(edit.text()) for name, edit in self.hours.items()}
        return typed | {"lead_type": str(self.lead_type.currentData()), "customer": self.customer.value()}

    @Slot()
    def save(self) -> None:
        """Store what changed; the dialog closes when it is stored."""
        if not self.save_button.isEnabled():
            return
        self._forgive()
        desk, who, values = self._ctx.desk, self._id, self.values()
        referrer = self._referred_by[0] if self._referred_by else None
        if who is None:
            given = {name: value for name, value in values.items() if value and (name, value) != ("customer", "0")}
            self.save_button.setEnabled(False)
            self._ctx.runner.op(self, lambda: desk.prospects.add(given, referred_by=referrer).value, self._added, self._refused)
            return
        changed = {name: value for name, value in values.items() if value != self._before[name]}
        if not changed:
            self.accept()
            return
        changed |= self._place(set(changed), values)
        self.save_button.setEnabled(False)
        self._ctx.runner.op(self, lambda: desk.prospects.edit(who, changed), lambda _: self._edited(who), self._refused)

    def _place(self, changed: set[str], values: dict[str, str]) -> dict[str, str]:
        """What has to be stored together: a zone is guessed from the three facts, unless it was typed, now or before."""
        if "zone" not in changed and self._zone_typed:
            return {"zone": values["zone"]} if set(PLACES) & changed else {}
        cleared = "zone" in changed and not values["zone"]
        return {name: values[name] for name in PLACES if values[name]} if cleared or set(PLACES) & changed else {}

    def _added(self, who: int) -> None:
        name = self.fields["full_name"].text() or self.fields["email"].text()
        self.accept()
        self._ctx.nav.toast.emit(self.tr("%1 was added.").replace("%1", name), True)
        self.saved.emit(who)

    def _edited(self, who: int) -> None:
        self.accept()
        self._ctx.nav.toast.emit(self.tr("Changes saved."), True)
        self.saved.emit(who)

    def _refused(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        words = sentence(error, self._ctx.texts)
        field = str(error.params.get("field", "")) if isinstance(error, ValidationError) else ""
        if isinstance(error, Duplicate):
            field = "email"
            self._existing = int(str(error.params.get("existing_id", 0)))
            self.show_button.show()
        shown = "call_from" if field == "call_to" else field
        if shown in self._errors:
            self._errors[shown].setText(words)
            self._errors[shown].show()
            self._mark((field,), "wrong")
            (self.fields.get(field) or self.hours.get(field) or self.lead_type).setFocus()
        else:
            self._general.setText(words)
            self._general.show()

    def _mark(self, names: Sequence[str], verdict: str) -> None:
        for name in names:
            edit = self.fields.get(name)
            if edit is not None and edit.property("verdict") != verdict:
                edit.setProperty("verdict", verdict)
                repolish(edit)

    @Slot()
    def _forgive(self) -> None:
        """Take the marks away as soon as something is typed."""
        for label in (*self._errors.values(), self._general):
            label.hide()
        self._mark(FIELDS, "")
        self.show_button.hide()

    @Slot()
    def _show_existing(self) -> None:
        if self._existing is not None:
            self.reject()
            self._ctx.nav.open_prospect.emit(self._existing)


def _clock(typed: str) -> str:
    """``9`` and ``9:30`` as the store keeps them; what is no time stays as it is, and is refused."""
    hour, colon, minute = typed.strip().replace("：", ":").partition(":")
    if hour.isdecimal() and (minute.isdecimal() if colon else True):
        return f"{int(hour):02d}:{int(minute or 0):02d}"
    return typed.strip()
