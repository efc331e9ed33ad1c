"""Work off the window's thread: an Op writes on the one write lane, a Query reads beside it (architecture: runners; decision 4).

The callable must touch no widget. Its result comes back on the main thread by one queued signal; when the owner is gone by then, it is
dropped. An error goes to the given handler, else to the one surface of its class (error_surfaces.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Runner(QObject):
    """Three lanes: one writer, two readers, two for servers.

    Signals:
        failed: an error that nobody took.
        busy_changed: work is under way, or no more.
        closing: whoever waits for a person must give up now.
    """

    _finished = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    closing = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._read = ThreadPoolExecutor(2, thread_name_prefix="read")
        self._network = ThreadPoolExecutor(2, thread_name_prefix="network")
        self._pending = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def op(self, owner: QObject, work: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> None:
        """Run a write."""
        self._submit(self._write, owner, work, done, failed)

    def query(self, owner: QObject, work: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> None:
        """Run a read that may take more than a frame."""
        self._submit(self._read, owner, work, done, failed)

    def network(self, owner: QObject, work: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> None:
        """Run what waits for a server or for the keyring."""
        self._submit(self._network, owner, work, done, failed)

    @property
    def pending(self) -> int:
        """Jobs under way."""
        return self._pending

    def close(self) -> None:
        """Take nothing more, and wait for what is under way. A write that was asked for is done; a read that has not begun is left."""
        self._closed = True
        self.closing.emit()
        for lane in (self._write, self._read, self._network):
            lane.shutdown(wait=True, cancel_futures=lane is not self._write)

    def _submit(self, lane: ThreadPoolExecutor, owner: QObject, work: Callable[[], Any], done: Done | None, failed: Failed | None) -> None:
        if self._closed:
            return
        self._pending += 1
        if self._pending == 1:
            self.busy_changed.emit(True)

        def run() -> None:
            outcome: tuple[Any, Exception | None]
            try:
                outcome = (work(), None)
            except Exception as error:
                outcome = (None, error)
            if not self._closed:
                self._finished.emit((owner, done, failed, *outcome))

        lane.submit(run)

    @Slot(object)
    def _deliver(self, outcome: tuple[QObject, Done | None, Failed | None, Any, Exception | None]) -> None:
        owner, done, failed, value, error = outcome
        self._pending -= 1
        if self._pending == 0:
            self.busy_changed.emit(False)
        alive = shiboken6.isValid(owner)
        if error is not None:
            if failed is not None and alive:
                failed(error)
            else:
                self.failed.emit(error)
        elif done is not None and alive:
            done(value)
