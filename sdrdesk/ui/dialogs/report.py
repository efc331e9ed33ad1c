"""The report of a day or a week: to read, to copy, to save (seed W1)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.report import Report
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec


class ReportDialog(QDialog):
    """Nobody is sent anything: it is copied or saved by hand (rule R20)."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What was done"))
        self.resize(720, 620)
        self._ctx = ctx
        self._report: Report | None = None
        self._turn = 0
        self.span = SegmentedControl(
            [
                SegmentSpec("day", self.tr("Today")),
                SegmentSpec("week", self.tr("This week")),
                SegmentSpec("last_week", self.tr("Last week")),
            ]
        )
        self.span.setObjectName("report_span")
        self.span.set_value("day")
        self.span.changed.connect(lambda _: self.read())
        self.language = SegmentedControl([SegmentSpec("en", "English"), SegmentSpec("zh_CN", "中文")])
        self.language.setObjectName("report_language")
        self.language.set_value("zh_CN" if ctx.texts.language == "zh_CN" else "en")
        self.language.changed.connect(lambda _: self._show())
        self.text = QPlainTextEdit()
        self.text.setObjectName("report_text")
        self.text.setAccessibleName(self.tr("The report"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        copy, save, close = (
            KeyButton(self.tr("Copy")),
            KeyButton(self.tr("Save as files…"), "primary", "download"),
            KeyButton(self.tr("Close"), "ghost"),
        )
        for button, name, slot in (
            (copy, "report_copy", self.copy),
            (save, "report_save", self.pick_folder),
            (close, "report_close", self.reject),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        head, below = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.span)
        head.addStretch(1)
        head.addWidget(self.language)
        below.addWidget(close)
        below.addStretch(1)
        below.addWidget(copy)
        below.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addLayout(below)
        self.read()

    def read(self) -> None:
        """Read the log for the days that are chosen."""
        self._turn += 1
        turn, ctx, span = self._turn, self._ctx, self.span.value()

        def work() -> Report:
            reports, today = ctx.desk.reports, ctx.profile.today(ctx.now())
            monday, sunday = reports.week_of(today)
            days = {"day": (today, today), "week": (monday, sunday), "last_week": reports.week_of(monday - dt.timedelta(days=1))}[span]
            found: Report = reports.report(*days)
            return found

        ctx.runner.query(self, work, lambda found: self._read(found) if turn == self._turn else None)

    def _read(self, found: Report) -> None:
        self._report = found
        self._show()

    def _show(self) -> None:
        if self._report is not None:
            self.text.setPlainText(self._ctx.desk.reports.text(self._report, self.language.value()))

    @Slot()
    def copy(self) -> None:
        """To the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._ctx.nav.toast.emit(self.tr("The report is in the clipboard."), False)

    @Slot()
    def pick_folder(self) -> None:
        """Ask for a folder, then save."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the report"))
        if folder:
            self.save(Path(folder))

    def save(self, folder: Path) -> None:
        """Write PDF, Markdown and spreadsheet into a folder."""
        report, language, reports = self._report, self.language.value(), self._ctx.desk.reports
        if report is None:
            return

        def done(written: list[Path]) -> None:
            names = ", ".join(path.name for path in written)
            self._ctx.nav.toast.emit(self.tr("Saved: %1").replace("%1", names), False)

        self._ctx.runner.query(self, lambda: reports.save(report, language, folder), done)
