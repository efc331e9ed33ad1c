"""A batch for tier T3: every rendered email with what speaks against it, then those that passed into the outbox (rule R14)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.services.batches import Finding, Queued, Ready
from sdrdesk.core.texts import Texts
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.small_table import Heading, SmallTable
from sdrdesk.ui.widgets.text import PlainLabel

SIZE = (1000, 560)


def finding_words(one: Finding, texts: Texts) -> str:
    """One finding as a person reads it."""
    params = dict(one.params)
    if one.code == "lint":
        return texts(f"lint.{params.pop('rule')}.{params.pop('severity')}", **params)
    if one.code == "missing":
        names = [n.strip() for n in str(params["names"]).split(",")]
        params["names"] = ", ".join(texts(f"variable.{n}") if texts.has(f"variable.{n}") else n for n in names)
    return texts(f"batch.{one.code}", **params)


class BatchDialog(QDialog):
    """Checks, shows, queues.

    Args:
        ctx: services and words.
        ids: the people; None for everybody of T3 whose email is due and may go in a batch.

    Signals:
        queued: how many emails are in the outbox now.
    """

    queued = Signal(int)
    _told = Signal(int, int)

    def __init__(self, ctx: UiContext, ids: Sequence[int] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch_dialog")
        self.setWindowTitle(self.tr("Send a batch"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ctx = ctx
        self._ids = list(ids) if ids is not None else None
        self._emails: tuple[Ready, ...] = ()
        self._shown: tuple[Ready, ...] = ()
        self._stop = threading.Event()
        self._lay_out()
        self._told.connect(self._progress)
        self.resize(min(SIZE[0], parent.window().width() - 60) if parent is not None else SIZE[0], SIZE[1])
        self._check()

    def _lay_out(self) -> None:
        self.filter = SegmentedControl(
            [
                SegmentSpec("all", self.tr("All"), count=0),
                SegmentSpec("passed", self.tr("Passed"), "gr", 0),
                SegmentSpec("waits", self.tr("Wait"), "am", 0),
            ],
            joined=False,
        )
        self.filter.setObjectName("batch_filter")
        self.filter.set_value("all")
        self.filter.changed.connect(self._show)
        self.table = SmallTable(
            [
                Heading(self.tr("Person"), 130, 1, "t1", 500),
                Heading(self.tr("Subject"), 150, 2, "t1"),
                Heading(self.tr("What speaks against it"), 180, 3),
            ],
            "batch_table",
            self.tr("Emails of the batch"),
            choose="one",
        )
        self.table.chosen_changed.connect(self._read)
        self.bar = QProgressBar()
        self.bar.setObjectName("batch_progress")
        self.bar.setTextVisible(False)
        self.said = PlainLabel("", "t2", 12, wrap=True)
        self.said.setObjectName("batch_said")
        self.go = KeyButton("", "primary", "send")
        self.go.setObjectName("batch_go")
        self.go.set_keys("Ctrl+Return")
        self.go.setShortcut("Ctrl+Return")
        self.go.clicked.connect(self.send)
        self.cancel = KeyButton(self.tr("Cancel"), "ghost")
        self.cancel.setObjectName("batch_cancel")
        self.cancel.set_keys("Esc")
        self.cancel.clicked.connect(self.reject)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.filter)
        left.addWidget(self.table, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 3)
        middle.addWidget(self._make_reader(), 2)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(PlainLabel(self.tr("Batch for tier T3"), "t1", 15, 600))
        outer.addWidget(
            PlainLabel(
                self.tr("Every email is rendered and looked at. Only those that passed go; the others wait with their reason."),
                "t2",
                12,
                wrap=True,
            )
        )
        outer.addWidget(self.bar)
        outer.addLayout(middle, 1)
        outer.addLayout(foot)

    def _make_reader(self) -> QWidget:
        self.reader = QScrollArea()
        self.reader.setObjectName("batch_reader")
        self.reader.setAccessibleName(self.tr("The chosen email"))
        self.reader.setWidgetResizable(True)
        self.reader.setFrameShape(QFrame.Shape.NoFrame)
        self.reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self._to = PlainLabel("", "t2", 12, wrap=True)
        self._subject = PlainLabel("", "t1", 13, 600, wrap=True)
        self._against = PlainLabel("", "amber", 12, wrap=True)
        self._against.setObjectName("batch_against")
        self._body = PlainLabel("", "t1", 13, wrap=True)
        self._body.setObjectName("batch_body")
        for label in (self._to, self._subject, self._against, self._body):
            column.addWidget(label)
        column.addStretch(1)
        self.reader.setWidget(inside)
        return self.reader

    # --- the check -----------------------------------------------------------------------------------------------------------

    def _check(self) -> None:
        batches, stop, ids = self._ctx.desk.batches, self._stop, self._ids

        def tell(done: int, of: int) -> bool:
            if not stop.is_set():
                self._told.emit(done, of)
            return not stop.is_set()

        def work() -> Any:
            return batches.preflight(batches.due() if ids is None else ids, tell)

        self._set_busy(True)
        self._ctx.runner.query(self, work, self._checked, self._failed)

    def _set_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.filter.setEnabled(not busy)
        self.go.setEnabled(not busy and any(e.passed for e in self._emails))
        self.go.set_words(self.tr("Put %n emails in the outbox", "", sum(e.passed for e in self._emails)))

    @Slot(int, int)
    def _progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(done)
        self.said.setText(self.tr("Checking %1 of %2").replace("%1", str(done)).replace("%2", str(of)))

    def _checked(self, emails: list[Ready] | None) -> None:
        if emails is None:
            return
        self._emails = tuple(emails)
        passed = sum(e.passed for e in emails)
        for key, count in (("all", len(emails)), ("passed", passed), ("waits", len(emails) - passed)):
            self.filter.set_count(key, count)
        self._set_busy(False)
        if not emails:
            self.said.setText(
                self.tr("Nobody of tier T3 has an email due that their cadence sends in a batch. The Playbook says which steps may.")
            )
        elif not passed:
            self.said.setText(self.tr("None of them passed; each says why."))
        else:
            self.said.setText(
                self.tr("They leave one after another, in their readers' working hours. One undo takes them back until the first has left.")
            )
        self._show()

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.said.setText(sentence(error, self._ctx.texts))

    # --- looking -------------------------------------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        wanted = self.filter.value()
        self._shown = tuple(e for e in self._emails if wanted == "all" or e.passed == (wanted == "passed"))
        self.table.set_rows([(e.name, e.subject, self._words(e)) for e in self._shown])
        if self._shown:
            self.table.selectRow(0)
        self._read()

    def _words(self, one: Ready) -> str:
        stops = [finding_words(f, self._ctx.texts) for f in one.findings if f.stops]
        hints = [finding_words(f, self._ctx.texts) for f in one.findings if not f.stops]
        return "; ".join(stops) if stops else self.tr("Passed") + (f" · {hints[0]}" if hints else "")

    @Slot()
    def _read(self) -> None:
        chosen = self.table.chosen()
        one = self._shown[chosen[0]] if chosen and chosen[0] < len(self._shown) else None
        self._to.setText(f"{one.to} · {one.company}" if one is not None and one.company else one.to if one is not None else "")
        self._subject.setText(one.subject if one is not None else "")
        self._against.setText("\n".join(finding_words(f, self._ctx.texts) for f in one.findings) if one is not None else "")
        self._against.setHidden(not self._against.text())
        self._body.setText(one.body if one is not None else "")

    # --- sending -------------------------------------------------------------------------------------------------------------

    @Slot()
    def send(self) -> None:
        """Put those that passed in the outbox, in one step."""
        passed = [e for e in self._emails if e.passed]
        if not passed or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        batches = self._ctx.desk.batches
        self._ctx.runner.op(self, lambda: batches.queue(passed).value, self._queued, self._failed)

    def _queued(self, done: Queued) -> None:
        words = self.tr("%n emails in the outbox", "", len(done.ids))
        if done.refused:
            words += " · " + self.tr("%n left out, for something has changed", "", len(done.refused))
        self.accept()
        self._ctx.nav.toast.emit(words, True)
        self.queued.emit(len(done.ids))

    def done(self, result: int) -> None:
        """However it is closed, a check that still runs ends."""
        self._stop.set()
        super().done(result)
