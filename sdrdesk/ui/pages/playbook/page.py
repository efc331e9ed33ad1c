"""The Playbook page: how the work is done, as data that the user reads and changes (cadences; templates; when a lead is ready; scores, service levels, triggers)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.ui.context import UiContext
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.playbook.cadences import CadencesPart
from sdrdesk.ui.pages.playbook.ideal_part import IdealPart
from sdrdesk.ui.pages.playbook.ready_part import ReadyPart
from sdrdesk.ui.pages.playbook.rules_part import RulesPart
from sdrdesk.ui.pages.playbook.templates_part import TemplatesPart
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

Part = CadencesPart | TemplatesPart | IdealPart | ReadyPart | RulesPart


class _Head(QWidget):
    """A bar with a line under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().color("line"))


class PlaybookPage(Page):
    """Parts behind pills; a part is made when it is first opened and read when it is seen."""

    TABLES = (
        "cadence",
        "template",
        "touch",
        "enrolment",
        "rule",
        "setting",
        "prospect",
        "day_off",
        "standard",
        "evidence",
        "red_flag",
        "task",
        "not_ready",
        "handoff",
    )

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("playbook_page")
        words = {
            "cadences": self.tr("Cadences"),
            "templates": self.tr("Templates"),
            "ideal": self.tr("Ideal buyer"),
            "ready": self.tr("When a lead is ready"),
            "score": self.tr("Lead score"),
            "sla": self.tr("Service levels"),
            "trigger": self.tr("Triggers"),
        }
        self._parts: dict[str, Part] = {}
        self.places = SegmentedControl([SegmentSpec(key, said) for key, said in words.items()], joined=False)
        self.places.setObjectName("playbook_places")
        self.stack = QStackedWidget()
        head = _Head()
        head.setFixedHeight(current().px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(PlainLabel(self.tr("Playbook"), "t1", 18, 600))
        row.addWidget(self.places)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)
        self.places.changed.connect(self.open_part)
        self.open_part("cadences")

    def part(self, key: str) -> Part:
        """A part, made at first need. Raises KeyError for an unknown key."""
        if key not in self._parts:
            self._parts[key] = self._make(key)
            self.stack.addWidget(self._parts[key])
        return self._parts[key]

    def _make(self, key: str) -> Part:
        if key == "cadences":
            return CadencesPart(self.ctx)
        if key == "ideal":
            return IdealPart(self.ctx)
        if key == "ready":
            return ReadyPart(self.ctx)
        return TemplatesPart(self.ctx) if key == "templates" else RulesPart(self.ctx, key)

    @Slot(str)
    def open_part(self, key: str) -> None:
        """Show a part."""
        part = self.part(key)
        self.places.set_value(key)
        self.stack.setCurrentWidget(part)
        self.setFocusProxy(part)
        self.mark_stale()

    def refresh(self) -> None:
        """Read what the open part shows; another one reads when it is opened."""
        part = self.stack.currentWidget()
        if isinstance(part, CadencesPart | TemplatesPart | IdealPart | ReadyPart | RulesPart):
            part.refresh()
