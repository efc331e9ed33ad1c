"""What to do with people who are there already, what kind of leads these are, and which cadence they go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from sdrdesk.core.domain.words import LeadType
from sdrdesk.core.services.imports import Imported
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.imports.columns_card import QuietCombo
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel


class OptionsCard(Card):
    """Three choices, and in words what the first of them comes to.

    Signals:
        changed: a choice that changes the counts.
    """

    changed = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(margins=(15, 10, 15, 12), spacing=8, parent=parent)
        self._duplicates = SegmentedControl(
            (
                SegmentSpec("merge", self.tr("Fill gaps")),
                SegmentSpec("skip", self.tr("Leave out")),
                SegmentSpec("update", self.tr("Overwrite")),
            )
        )
        self._duplicates.setObjectName("on_duplicate")
        self._duplicates.setAccessibleName(self.tr("People who are here already"))
        self._duplicates.set_value("merge")
        self._lead_type = self._combo("import_lead_type", self.tr("Lead type of these people"))
        self._lead_type.addItem(self.tr("As the file says, else spear"), "")
        for kind in LeadType:
            self._lead_type.addItem(ctx.texts(f"lead_type.{kind}"), str(kind))
        self._cadence = self._combo("import_cadence", self.tr("Cadence for new people"))
        self._cadence.addItem(self.tr("None for now"), "")
        for key, plan in ctx.desk.cadences.items():
            self._cadence.addItem(plan.name(ctx.profile.language), key)
        self._said = PlainLabel("", "t2", 12, wrap=True)
        self._said.setObjectName("duplicates_note")
        self._lay_out()
        self._duplicates.changed.connect(self.changed)
        self._lead_type.activated.connect(lambda _: self.changed.emit())

    @staticmethod
    def _combo(name: str, words: str) -> QComboBox:
        combo = QuietCombo()
        combo.setObjectName(name)
        combo.setAccessibleName(words)
        return combo

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Already here"), self._duplicates),
            (self.tr("Lead type"), self._lead_type),
            (self.tr("New people go on"), self._cadence),
        )
        for at, (words, widget) in enumerate(rows):
            grid.addWidget(PlainLabel(words, "t2"), at, 0)
            grid.addWidget(widget, at, 1)
        self.column.addWidget(PlainLabel(self.tr("3 · Duplicates and type"), "t1", 13, 600))
        self.column.addLayout(grid)
        self.column.addWidget(self._said)

    @property
    def on_duplicate(self) -> str:
        """merge, skip or update."""
        return self._duplicates.value()

    @property
    def lead_type(self) -> str | None:
        """The lead type for all rows, or None."""
        return str(self._lead_type.currentData()) or None

    @property
    def cadence(self) -> str:
        """Key of the cadence for new people, or empty."""
        return str(self._cadence.currentData())

    def say(self, counted: Imported | None) -> None:
        """What a trial run found; None while it runs."""
        if counted is None:
            words = self.tr("Looking for people who are here already…")
        elif self.on_duplicate == "update":
            words = self.tr("%n are here already; the file's values replace yours. History always stays.", "", counted.updated)
        elif self.on_duplicate == "skip":
            words = self.tr("%n rows are left out: here already, not to be contacted, or without a person.", "", counted.skipped)
        else:
            words = self.tr("%n are here already or twice in the file; only what is empty gets filled.", "", counted.merged)
        self._said.setText(words)
