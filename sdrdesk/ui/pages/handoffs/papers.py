"""Fills the preview: the paper as it would be written now, or the one inside a packet that was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from sdrdesk.core.domain.handoff_plan import HandoffPlan
from sdrdesk.core.services.executives import AccountExecutive
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.handoffs.pdf_pages import Paper, PaperMissing, open_paper, paper_of_packet
from sdrdesk.ui.pages.handoffs.preview import PdfPreview


class Papers(QObject):
    """Makes or reads a paper on the reading lane; only the last one that was asked for is shown."""

    def __init__(self, ctx: UiContext, preview: PdfPreview) -> None:
        super().__init__(preview)
        self._ctx = ctx
        self._preview = preview
        self._turn = 0

    def show_words(self, words: str) -> None:
        """No paper, but a sentence."""
        self._turn += 1
        self._preview.show_words(words)

    def show_draft(self, prospect_id: int, has_meeting: bool, ae: AccountExecutive | None, plan: HandoffPlan) -> None:
        """The paper as it would be written now; it needs somebody to be for, and a meeting to be about."""
        if not has_meeting:
            self.show_words(self.tr("The packet can be shown when a meeting is agreed: its time stands at the top."))
        elif ae is None:
            self.show_words(self.tr("Choose an account executive to see the packet; it is written in their language."))
        else:
            self._read(lambda: open_paper(self._ctx.desk.handoffs.preview(prospect_id, ae, plan)))

    def show_packet(self, file: str) -> None:
        """The paper inside a packet."""
        if file:
            self._read(lambda: paper_of_packet(Path(file)))
        else:
            self.show_words(self.tr("No packet was kept for this handoff."))

    def _read(self, work: Callable[[], Paper]) -> None:
        self._turn += 1
        turn = self._turn

        def done(paper: Paper) -> None:
            if turn == self._turn:
                self._preview.show_paper(paper)

        def failed(error: Exception) -> None:
            if not isinstance(error, PaperMissing):
                self._ctx.runner.failed.emit(error)
            if turn == self._turn:
                self._preview.show_words(self.tr("The packet is no longer where it was written."))

        self._ctx.runner.query(self, work, done, failed)
