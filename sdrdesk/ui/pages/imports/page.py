"""The Import page: file, check, import. Nothing is stored before the last; all of it is one step that can be taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.services.enrolments import Enrolled
from sdrdesk.core.services.imports import Imported
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.imports.check_step import CheckStep
from sdrdesk.ui.pages.imports.file_step import FileStep
from sdrdesk.ui.pages.imports.head import ImportHead
from sdrdesk.ui.pages.imports.looking import Look, Request, look
from sdrdesk.ui.pages.imports.result_step import ResultStep
from sdrdesk.ui.pages.imports.runs import ImportRuns

_DEBOUNCE_MS = 250
_FILE, _CHECK, _RESULT = range(3)


class ImportPage(Page):
    """Three steps in a stack; the head says which one it is."""

    TABLES = ("prospect", "company", "suppression")

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("import_page")
        self.setAcceptDrops(True)
        self._request: Request | None = None
        self._look: Look | None = None
        self._sound = False
        self._asked = 0
        self._runs = ImportRuns(ctx, self)
        self._timer = QTimer(self, interval=_DEBOUNCE_MS, singleShot=True)
        self.file_step, self.check_step, self.result_step = FileStep(), CheckStep(ctx), ResultStep(ctx)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_step(_FILE)

    def _lay_out(self) -> None:
        self._head = ImportHead()
        framed = QWidget()
        inset = QVBoxLayout(framed)
        inset.setContentsMargins(24, 0, 24, 24)
        inset.addWidget(self.file_step)
        for step in (framed, self.check_step, self.result_step):
            self._stack.addWidget(step)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        check = self.check_step
        self.file_step.pick.connect(self.pick)
        check.columns.mapping_changed.connect(self._mapping_changed)
        check.columns.reading_changed.connect(self._reading_changed)
        check.options.changed.connect(self._options_changed)
        check.footer.back.connect(self.start_over)
        check.footer.go.connect(self.run_import)
        check.footer.cancel.connect(self.cancel)
        self.result_step.show_them.connect(lambda: self.ctx.nav.go.emit("prospects"))
        self.result_step.again.connect(self.start_over)
        self.result_step.again.connect(self.pick)
        self._timer.timeout.connect(self._read)
        self._runs.counted.connect(self._counted)
        self._runs.imported.connect(self._imported)
        self._runs.failed.connect(self._failed)
        self._runs.progressed.connect(check.footer.show_progress)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (("Ctrl+O", self.pick), ("Ctrl+Return", self.run_import), ("Ctrl+Enter", self.run_import), ("Esc", self._escape)):
            QShortcut(QKeySequence(keys), self, slot, context=here)

    # the steps

    @property
    def step(self) -> str:
        """file, check or result."""
        return ("file", "check", "result")[self._stack.currentIndex()]

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._head.set_step(step)
        if step == _FILE:
            self._head.set_about("")
        if self.isVisible():
            target = (self.file_step.pick_button, self.check_step.columns.encoding, self.result_step.show_button)[step]
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_file(self) -> Path | None:
        """Ask for a file; None when the user thinks better of it."""
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.jsonl *.ndjson);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a list"), "", kinds)
        return Path(chosen) if chosen else None

    @Slot()
    def pick(self) -> None:
        """Ask for a file and read it."""
        if not self.running and (path := self.pick_file()) is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Read a file and go to the check step; what is wrong with it is said on the page."""
        if self.running:
            return
        self._runs.stop()
        self._request, self._look = Request(path), None
        self._show_step(_FILE)
        self.file_step.set_error("")
        self.file_step.set_busy(True)
        self._read()

    @Slot()
    def start_over(self) -> None:
        """Back to the choice of a file."""
        self._runs.stop()
        self._asked += 1
        self._request = self._look = None
        self.file_step.set_error("")
        self.file_step.set_busy(False)
        self._show_step(_FILE)

    @Slot()
    def _escape(self) -> None:
        if self.running:
            self.cancel()
        elif self.step == "check":
            self.start_over()

    # looking

    @Slot()
    def _mapping_changed(self) -> None:
        request = self._request
        if request is not None:
            columns = self.check_step.columns
            self._request = Request(request.path, columns.mapping(), request.encoding, request.delimiter)
            self._wait_for_look()

    @Slot()
    def _reading_changed(self) -> None:
        """Other letters or cells make other columns, so the mapping is recognised anew."""
        if self._request is not None:
            columns = self.check_step.columns
            delimiter = str(columns.delimiter.currentData() or "") or None
            self._request = Request(self._request.path, None, str(columns.encoding.currentData()), delimiter)
            self._wait_for_look()

    def _wait_for_look(self) -> None:
        self._runs.stop()
        self._sound = False
        self.check_step.footer.set_ready(False, self.tr("Reading the file again…"))
        self._timer.start()

    @Slot()
    def _read(self) -> None:
        request = self._request
        if request is None:
            return
        self._asked += 1
        asked, imports = self._asked, self.ctx.desk.imports
        self.ctx.runner.query(
            self,
            lambda: look(imports, request),
            lambda seen: self._looked(seen) if asked == self._asked else None,
            lambda error: self._not_looked(error) if asked == self._asked else None,
        )

    def _looked(self, seen: Look) -> None:
        self._look, self._sound = seen, True
        self.file_step.set_busy(False)
        self.check_step.set_look(seen)
        table = seen.plan.table
        self._head.set_about(self.tr("%1 · %n rows", "", len(table.rows)).replace("%1", table.path.name))
        if self.step != "check":
            self.check_step.footer.show_counts()
            self._show_step(_CHECK)
        self._count()

    def _not_looked(self, error: Exception) -> None:
        self.file_step.set_busy(False)
        if not isinstance(error, SdrDeskError):
            self.ctx.runner.failed.emit(error)
        if self.step == "check" and self._look is not None:
            self.check_step.set_error(self._words(error))
            self.check_step.footer.set_ready(False, self.tr("See above"))
        else:
            self.file_step.set_error(self._words(error))

    def _words(self, error: Exception) -> str:
        if isinstance(error, SdrDeskError) and error.code == "no_columns_known":
            return self.tr("No column is a name, an email address or a number yet. Say for at least one column what it becomes.")
        return sentence(error, self.ctx.texts)

    # counting

    def refresh(self) -> None:
        if self.step == "check" and self._sound and not self.running:
            self._count()

    @Slot()
    def _options_changed(self) -> None:
        if self._look is not None and self._sound:
            self.check_step.set_look(self._look)
            self._count()

    def _count(self) -> None:
        seen, options = self._look, self.check_step.options
        if seen is None:
            return
        self.check_step.set_counted(seen, None)
        rows = len(seen.plan.rows)
        self.check_step.footer.set_ready(rows > 0, "" if rows else self.tr("The file has no rows"))
        self._runs.count(seen.plan, options.lead_type, options.on_duplicate)

    @Slot(object)
    def _counted(self, counted: Imported) -> None:
        if self._look is None or not self._sound:
            return
        self.check_step.set_counted(self._look, counted)
        some = counted.created + counted.merged + counted.updated > 0
        self.check_step.footer.set_ready(some, "" if some else self.tr("No row can be taken"))

    # importing

    @property
    def running(self) -> bool:
        """Is an import under way?"""
        return self._runs.running

    @Slot()
    def run_import(self) -> None:
        """Store the rows on the write lane."""
        seen, footer, options = self._look, self.check_step.footer, self.check_step.options
        if self.step != "check" or seen is None or not self._sound or self.running or not footer.go_button.isEnabled():
            return
        footer.show_progress(0, len(seen.plan.rows))
        self._lock(True)
        self._runs.start(seen.plan, options.lead_type, options.on_duplicate, options.cadence)

    def _lock(self, locked: bool) -> None:
        for card in (self.check_step.columns, self.check_step.options):
            card.setEnabled(not locked)

    @Slot()
    def cancel(self) -> None:
        """Stop the import; nothing of it is kept."""
        if self.running:
            self._runs.stop()
            self.check_step.footer.show_stopping()

    @Slot(object)
    def _imported(self, outcome: tuple[Imported, Enrolled | None]) -> None:
        result, enrolled = outcome
        self._lock(False)
        self.check_step.footer.show_counts()
        self.result_step.set_result(result, enrolled)
        self._show_step(_RESULT)
        self._look = self._request = None
        self.ctx.nav.toast.emit(self.tr("%n people came in from %1.", "", result.created).replace("%1", result.file), True)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._lock(False)
        self.check_step.footer.show_counts()
        self.check_step.set_error(self._words(error))
        if not isinstance(error, SdrDeskError):
            self.ctx.runner.failed.emit(error)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.running and _dropped(event) is not None:
            self.file_step.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file_step.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        self.file_step.set_over(False)
        if path is not None and not self.running:
            event.acceptProposedAction()
            self.open_file(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is held over the page."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
