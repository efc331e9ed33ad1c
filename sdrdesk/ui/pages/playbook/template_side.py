"""What stands beside a template that is edited: as somebody gets it, against everybody, its versions, and the replies to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.queries.variants import StepResult, variant_results
from sdrdesk.core.render.book import TemplateText
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.playbook.template_people import TemplatePeople
from sdrdesk.ui.pages.playbook.template_preview import TemplatePreview
from sdrdesk.ui.pages.playbook.template_versions import TemplateVersions
from sdrdesk.ui.pages.playbook.variant_view import VariantView
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel


class TemplateReplies(QWidget):
    """The steps that use an email, and how its variants do."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_replies")
        self._ctx = ctx
        self._text: TemplateText | None = None
        self._turn = 0
        hint = self.tr(
            "Judged by human replies only, not by opens. Each person keeps the text that fell to them; in brackets, where the true rate lies with 95% certainty."
        )
        self.view = VariantView(ctx.texts)
        self.none = PlainLabel("", "t2", 12, wrap=True)
        inside = QWidget()
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 8, 0)
        within.addWidget(self.none)
        within.addWidget(self.view)
        within.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("replies_scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel(hint, "t3", 12, wrap=True))
        column.addWidget(scroll, 1)

    def show_text(self, text: TemplateText) -> None:
        """Another template; other words of the same change nothing here."""
        if self._text is None or self._text.place != text.place:
            self._text = text
            self.read()

    def read(self) -> None:
        """Count anew."""
        text = self._text
        if text is None:
            return
        self._turn += 1
        turn, desk = self._turn, self._ctx.desk

        def work() -> list[StepResult]:
            with desk.read() as (s, _profile):
                return variant_results(s, desk.cadences, template=text.key) if text.kind == "email" else []

        def done(found: Sequence[StepResult]) -> None:
            if turn == self._turn:
                self._show(found)

        self._ctx.runner.query(self, work, done)

    def _show(self, found: Sequence[StepResult]) -> None:
        language, book = self._ctx.texts.language, self._ctx.desk.cadences
        heading = self.tr("%1, step %2")
        self.view.show_results(
            [(heading.replace("%1", book[r.cadence].name(language)).replace("%2", str(r.step)), r) for r in found if r.cadence in book]
        )
        self.none.setText("" if found else self.tr("No email step uses it, so there is nothing to count."))
        self.none.setVisible(not found)


class TemplateSide(QWidget):
    """One of the four is seen and follows the text; the others read when they are opened."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_side")
        self._text: TemplateText | None = None
        self.preview, self.people = TemplatePreview(ctx), TemplatePeople(ctx)
        self.versions, self.replies = TemplateVersions(ctx), TemplateReplies(ctx)
        self._panels: dict[str, TemplatePreview | TemplatePeople | TemplateVersions | TemplateReplies] = {
            "preview": self.preview,
            "people": self.people,
            "versions": self.versions,
            "replies": self.replies,
        }
        words = {
            "preview": self.tr("Preview"),
            "people": self.tr("Everybody"),
            "versions": self.tr("Versions"),
            "replies": self.tr("Replies"),
        }
        self.places = SegmentedControl([SegmentSpec(key, words[key]) for key in self._panels])
        self.places.setObjectName("template_places")
        self.places.set_value("preview")
        self._stack = QStackedWidget()
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.places, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        self.places.changed.connect(self.open)

    @Slot(str)
    def open(self, key: str) -> None:
        """Bring a panel to the front."""
        self.places.set_value(key)
        self._stack.setCurrentWidget(self._panels[key])
        self._follow()

    def show_text(self, text: TemplateText) -> None:
        """The text as it stands in the editor."""
        self._text = text
        self._follow()

    def read(self) -> None:
        """What is stored changed: read it again."""
        self.versions.read()
        self.replies.read()
        self.preview.read_people()

    def _follow(self) -> None:
        if self._text is not None:
            self._panels[self.places.value()].show_text(self._text)
