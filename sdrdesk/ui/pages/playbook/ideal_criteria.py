"""The criteria of the ideal buyer profile as a form: what must hold, what is nice to have, what rules out (seed W9)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from sdrdesk.core.domain.ideal_profile import SIZE_MOST, WEIGHTS, WHATS, Criterion, Weight, What
from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.texts import Texts
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.number_field import NumberField
from sdrdesk.ui.widgets.text import PlainLabel


class CriteriaCard(Card):
    """A row for each thing that can be asked, a column for each weight; values with commas between them.

    Signals:
        edited: it says something else.
    """

    edited = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 12, 16, 12), spacing=8, parent=parent)
        self.setObjectName("ideal_criteria")
        self._roles = {texts(f"buyer_role.{role}").casefold(): str(role) for role in BuyerRole}
        self._role_words = {str(role): texts(f"buyer_role.{role}") for role in BuyerRole}
        hints = {
            "industry": self.tr("Logistics, Retail"),
            "country": self.tr("two letters: US, DE"),
            "title": self.tr("Finance, Controller"),
            "role": ", ".join(list(self._role_words.values())[1:3]),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column, weight in enumerate(WEIGHTS, 1):
            grid.addWidget(PlainLabel(texts(f"ideal_weight.{weight}"), "t2", 12, 600), 0, column)
            grid.setColumnStretch(column, 1)
        self.fields: dict[tuple[What, Weight], QLineEdit] = {}
        self.sizes: dict[Weight, tuple[NumberField, NumberField]] = {}
        for row, what in enumerate(WHATS, 1):
            grid.addWidget(PlainLabel(texts(f"ideal_what.{what}"), "t1", 13), row, 0)
            for column, weight in enumerate(WEIGHTS, 1):
                spoken = f"{texts(f'ideal_what.{what}')}, {texts(f'ideal_weight.{weight}')}"
                grid.addWidget(
                    self._size(weight, spoken) if what == "size" else self._field(what, weight, spoken, hints[what]), row, column
                )
        self.column.addLayout(grid)
        self.setFocusProxy(self.fields["industry", "must"])

    def _field(self, what: What, weight: Weight, spoken: str, hint: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(f"ideal_{what}_{weight}")
        edit.setAccessibleName(spoken)
        if weight == "must":
            edit.setPlaceholderText(hint)
        edit.textEdited.connect(lambda _: self.edited.emit())
        self.fields[what, weight] = edit
        return edit

    def _size(self, weight: Weight, spoken: str) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        low, high = NumberField(0, SIZE_MOST, boxed=True), NumberField(0, SIZE_MOST, boxed=True)
        for field, name, words in ((low, "low", self.tr("from")), (high, "high", self.tr("to"))):
            field.setObjectName(f"ideal_size_{weight}_{name}")
            field.setAccessibleName(f"{spoken}, {words}")
            field.setSpecialValueText("–")
            field.setMinimumWidth(current().px(56))
            field.valueChanged.connect(lambda _: self.edited.emit())
            row.addWidget(field, 1)
            if field is low:
                row.addWidget(PlainLabel(self.tr("to"), "t3", 12))
        self.sizes[weight] = (low, high)
        return both

    def value(self) -> tuple[Criterion, ...]:
        """The criteria; a size without an end has none."""
        found: list[Criterion] = []
        for what in WHATS:
            for weight in WEIGHTS:
                if what == "size":
                    low, high = (field.value() for field in self.sizes[weight])
                    if low or high:
                        found.append(Criterion(what, weight, (), low, high or SIZE_MOST))
                    continue
                typed = [v.strip() for v in self.fields[what, weight].text().replace("，", ",").split(",") if v.strip()]
                values = [self._roles.get(v.casefold(), v) for v in typed] if what == "role" else typed
                if values:
                    found.append(Criterion(what, weight, tuple(dict.fromkeys(" ".join(v.split()) for v in values))))
        return tuple(found)

    def show_criteria(self, criteria: Sequence[Criterion]) -> None:
        """Show others, in silence; what says the same already is not touched."""
        if set(criteria) == set(self.value()):
            return
        by_place = {(c.what, c.weight): c for c in criteria}
        self.blockSignals(True)
        for (what, weight), edit in self.fields.items():
            c = by_place.get((what, weight))
            edit.setText(", ".join(self._role_words.get(v, v) if what == "role" else v for v in c.values) if c else "")
        for weight, (low, high) in self.sizes.items():
            c = by_place.get(("size", weight))
            low.setValue(c.low if c else 0)
            high.setValue(c.high if c and c.high < SIZE_MOST else 0)
        self.blockSignals(False)
