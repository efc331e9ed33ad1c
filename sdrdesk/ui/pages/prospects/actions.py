"""What is done with many people at once: a cadence, do-not-contact, a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from sdrdesk.core.queries.people import ProspectRow
from sdrdesk.core.services.enrolments import Enrolled
from sdrdesk.core.services.touches import TouchDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.cadence_picker import CadencePicker
from sdrdesk.ui.models.id_table import IdTableModel
from sdrdesk.ui.refusal_words import refusal_words


class BulkActions(QObject):
    """Acts on the ticked people of a model; ``over`` is the widget that dialogs stand over."""

    def __init__(self, ctx: UiContext, model: IdTableModel[ProspectRow], over: QWidget) -> None:
        super().__init__(over)
        self._ctx = ctx
        self._model = model
        self._over = over

    @Slot()
    def add_to_cadence(self) -> None:
        """Ask which cadence, with the load it brings."""
        ids = self._model.ticked
        if not ids:
            return
        dialog = CadencePicker(self._ctx, ids, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda key, anyway: self._enrol(ids, key, anyway))
        dialog.open()

    def _enrol(self, ids: list[int], key: str, anyway: bool = False) -> None:
        desk = self._ctx.desk
        self._ctx.runner.op(self, lambda: desk.enrolments.enrol(ids, key, anyway=anyway).value, self._enrolled)

    def _enrolled(self, result: Enrolled) -> None:
        words = self.tr("%n people were put on the cadence.", "", len(result.done))
        if result.refused:
            why = refusal_words(result.refused[0][1], self._ctx.texts, self._ctx.desk.cadences)
            words = self.tr("%1 %n were not, for example: %2", "", len(result.refused)).replace("%1", words).replace("%2", why)
        self._ctx.nav.toast.emit(words, bool(result.done))
        self._model.tick([i for i, _ in result.done], False)

    @Slot()
    def block(self) -> None:
        """Nobody ticked is contacted again; their plans stop."""
        ids, desk = self._model.ticked, self._ctx.desk

        def work() -> int:
            # One step for each person, so that each can be taken back alone; as a message, because nobody was dialled.
            for prospect_id in ids:
                desk.touches.log(TouchDraft(prospect_id, "email", "do_not_contact"))
            return len(ids)

        self._ctx.runner.op(self, work, self._blocked)

    def _blocked(self, n: int) -> None:
        self._model.tick(self._model.ticked, False)
        self._ctx.nav.toast.emit(self.tr("%n people will not be contacted again. Undo takes them back one by one.", "", n), True)

    def pick_export_file(self, segment: str) -> Path | None:
        """Where to write; None when the user thinks better of it."""
        name = f"{segment}-{self._ctx.now():%Y-%m-%d}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self._over, self.tr("Export segment"), name, self.tr("Table (*.csv);;JSON lines (*.jsonl)"))
        return Path(chosen) if chosen else None

    def export(self, segment: str) -> None:
        """Write a segment, whole, to a file."""
        path = self.pick_export_file(segment)
        if path is None:
            return
        path = path if path.suffix.lower() in (".csv", ".jsonl") else path.with_name(path.name + ".csv")
        desk = self._ctx.desk

        def done(n: int) -> None:
            words = self.tr("%1 people are in %2.").replace("%1", QLocale(self._ctx.profile.language).toString(n)).replace("%2", str(path))
            self._ctx.nav.toast.emit(words, False)

        self._ctx.runner.query(self, lambda: desk.exports.run(path, segment=segment), done)
