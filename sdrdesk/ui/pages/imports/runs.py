"""Trial runs and the import itself, on the write lane; one at a time, and a newer one stops the older."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot

from sdrdesk.core.services.enrolments import Enrolled
from sdrdesk.core.services.imports import ImportCancelled, Imported, ImportPlan
from sdrdesk.ui.context import UiContext


class _Relay(QObject):
    """Carries progress from the writing thread to the window's."""

    moved = Signal(int, int)


class ImportRuns(QObject):
    """Runs plans.

    Signals:
        counted: Imported of a trial run, for the newest question only.
        imported: (Imported, Enrolled or None).
        failed: the exception of a trial run or of the import; a stopped trial says nothing.
        progressed: (rows done, of).
    """

    counted = Signal(object)
    imported = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, ctx: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._number = 0
        self._stop = threading.Event()
        self.running = False
        self._relay = _Relay()
        self._relay.moved.connect(self._progressed, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Give up what is under way; a trial run is forgotten, an import answers with ``ImportCancelled``."""
        self._number += 0 if self.running else 1
        self._stop.set()

    def count(self, plan: ImportPlan, lead_type: str | None, on_duplicate: str) -> None:
        """Try the import without keeping it."""
        stop = self._anew()
        number, imports = self._number, self._ctx.desk.imports

        def done(result: Imported) -> None:
            if number == self._number:
                self.counted.emit(result)

        def failed(error: Exception) -> None:
            if number == self._number and not isinstance(error, ImportCancelled):
                self.failed.emit(error)

        self._ctx.runner.op(
            self, lambda: imports.run(plan, lead_type=lead_type, on_duplicate=on_duplicate, dry_run=True, stop=stop).value, done, failed
        )

    def start(self, plan: ImportPlan, lead_type: str | None, on_duplicate: str, cadence: str) -> None:
        """Store the rows, and put new people on a cadence when one is named."""
        stop = self._anew()
        desk, relay = self._ctx.desk, self._relay
        self.running = True

        def work() -> tuple[Imported, Enrolled | None]:
            run = desk.imports.run(plan, lead_type=lead_type, on_duplicate=on_duplicate, progress=relay.moved.emit, stop=stop)
            enrolled = desk.enrolments.enrol(list(run.value.ids), cadence).value if cadence and run.value.ids else None
            return run.value, enrolled

        self._ctx.runner.op(self, work, self._done, self._failed)

    def _anew(self) -> threading.Event:
        self._stop.set()
        self._number += 1
        self._stop = threading.Event()
        return self._stop

    def _done(self, outcome: tuple[Imported, Enrolled | None]) -> None:
        self.running = False
        self.imported.emit(outcome)

    def _failed(self, error: Exception) -> None:
        self.running = False
        self.failed.emit(error)

    @Slot(int, int)
    def _progressed(self, done: int, of: int) -> None:
        if self.running and not self._stop.is_set():
            self.progressed.emit(done, of)
