"""Where the data lies and how it is kept safe: backup, restore, check, log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.services.safety import CheckReport
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.form import COLUMN_GAP, LABEL_WIDTH
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

STALE = dt.timedelta(days=2)


class DataSection(QWidget):
    """Folder, backup, check and log.

    Signals:
        backup_asked, check_asked: the buttons; the page does the work and answers by ``show_backup`` and ``show_report``.
    """

    backup_asked = Signal()
    check_asked = Signal()

    def __init__(self, paths: ProfilePaths, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths, self._locale = paths, locale
        self.key = "data"
        self.title = self.tr("Data")
        self.setObjectName("section_data")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.title, "t1", 15, 600))
        column.addWidget(
            PlainLabel(
                self.tr("All of it is on this computer, in one folder. A backup is written each day and kept there."), "t3", 12, wrap=True
            )
        )
        column.addSpacing(4)
        self.card = Card("surface", (20, 10, 12, 10), ruled=True)
        column.addWidget(self.card)
        self._lay_out()

    def _lay_out(self) -> None:
        self.folder = ElidedLabel(str(self._paths.root), "t1", 13)
        self.folder.setObjectName("data_folder")
        self.backup_words = PlainLabel("", "t1", 13, wrap=True)
        self.backup_words.setObjectName("data_backup")
        self.check_words = PlainLabel(self.tr("Not checked since the window was opened."), "t2", 13, wrap=True)
        self.check_words.setObjectName("data_check")
        log = ElidedLabel(str(self._paths.log), "t1", 13)
        log.setObjectName("data_log")
        self.open_folder = self._button("data_open_folder", self.tr("Open"), self.tr("Open the profile folder"))
        self.backup_button = self._button("data_backup_now", self.tr("Back up now"))
        self.restore_button = self._button("data_restore", self.tr("Restore…"))
        self.check_button = self._button("data_check_now", self.tr("Check the data"))
        self.open_log = self._button("data_open_log", self.tr("Open"), self.tr("Open the log file"))
        self.open_folder.clicked.connect(self._open_folder)
        self.open_log.clicked.connect(self._open_log)
        self.backup_button.clicked.connect(self._back_up)
        self.check_button.clicked.connect(self._check)
        self.restore_button.clicked.connect(self._explain_restore)
        self._row(self.tr("Profile folder"), self.folder, self.open_folder)
        self._row(self.tr("Last backup"), self.backup_words, self.backup_button, self.restore_button)
        self.card.add_row(self._make_restore())
        self._row(self.tr("Soundness"), self.check_words, self.check_button)
        self._row(self.tr("Log file"), log, self.open_log)

    def _button(self, name: str, words: str, spoken: str = "") -> KeyButton:
        button = KeyButton(words, small=True)
        button.setObjectName(name)
        button.setAccessibleName(spoken or words)
        return button

    def _row(self, label: str, value: QWidget, *buttons: KeyButton) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(8)
        value.setContentsMargins(COLUMN_GAP - 8, 0, 0, 0)
        title = PlainLabel(label, "t2", 13)
        title.setFixedWidth(LABEL_WIDTH)
        row.addWidget(title)
        row.addWidget(value, 1)
        for button in buttons:
            row.addWidget(button)
        self.card.add_row(line)

    def _make_restore(self) -> QWidget:
        self.restore_help = QWidget()
        self.restore_help.setObjectName("restore_help")
        column = QVBoxLayout(self.restore_help)
        column.setContentsMargins(LABEL_WIDTH + COLUMN_GAP, 8, 0, 8)
        column.setSpacing(6)
        words = PlainLabel(
            self.tr(
                "A backup takes the place of everything here, so it is put back with this window closed. Close it, open a terminal, and run the "
                "line below with the backup you want from the folder “backups”. What is here now is kept beside it as “before-restore”, and "
                "email that has left since is not sent again."
            ),
            "t2", 12, wrap=True,
        )  # fmt: skip
        self.command = PlainLabel(self._command(), "t1", 12, wrap=True)
        self.command.setObjectName("restore_command")
        copy = self._button("restore_copy", self.tr("Copy the line"))
        copy.clicked.connect(self._copy)
        backups = self._button("restore_folder", self.tr("Open the backups"))
        backups.clicked.connect(self._open_backups)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(copy)
        row.addWidget(backups)
        row.addStretch(1)
        column.addWidget(words)
        column.addWidget(self.command)
        column.addLayout(row)
        self.restore_help.hide()
        return self.restore_help

    def _command(self) -> str:
        newest = max(self._paths.backups.glob("*.db"), default=self._paths.backups / "FILE.db", key=lambda p: p.name)
        return f'sdrdesk --profile "{self._paths.root}" restore "{newest}"'

    # --- answers -----------------------------------------------------------------------------------------------------------

    def show_backup(self, at: dt.datetime | None, now: dt.datetime) -> None:
        """When the newest backup was written, in the zone of ``now``."""
        self.backup_button.setEnabled(True)
        self.command.setText(self._command())
        if at is None:
            self.backup_words.setText(self.tr("None yet."))
            self.backup_words.set_role("amber")
            return
        local = at.astimezone(now.tzinfo)
        words = self._locale.toString(QDate(local.year, local.month, local.day), self.tr("d MMM yyyy")), local.strftime("%H:%M")
        self.backup_words.setText(self.tr("%1 at %2").replace("%1", words[0]).replace("%2", words[1]))
        self.backup_words.set_role("amber" if now - at > STALE else "t1")

    def show_report(self, report: CheckReport | None) -> None:
        """What the check found; None while nothing is known because it failed."""
        self.check_button.setEnabled(True)
        if report is None:
            self.check_words.setText(self.tr("The check could not be finished."))
            self.check_words.set_role("amber")
        elif report.sound:
            self.check_words.setText(self.tr("All sound: the file, the links between rows, and every rule that must hold."))
            self.check_words.set_role("green")
        else:
            found = [*report.integrity[:3], *(f"{name}: {count}" for name, count in report.invariants.items())]
            if report.foreign_keys:
                found.append(f"foreign_keys: {report.foreign_keys}")
            words = self.tr(
                "Something is not as it must be (%1). Nothing was changed. Restore a backup, or send the log to who looks after the program."
            )
            self.check_words.setText(words.replace("%1", "; ".join(found)))
            self.check_words.set_role("red")

    def failed(self) -> None:
        """The work asked for ended in an error, which is shown elsewhere."""
        self.backup_button.setEnabled(True)
        self.check_button.setEnabled(True)

    # --- buttons -----------------------------------------------------------------------------------------------------------

    @Slot()
    def _back_up(self) -> None:
        self.backup_button.setEnabled(False)
        self.backup_words.setText(self.tr("Writing a copy and checking it…"))
        self.backup_words.set_role("t2")
        self.backup_asked.emit()

    @Slot()
    def _check(self) -> None:
        self.check_button.setEnabled(False)
        self.check_words.setText(self.tr("Checking…"))
        self.check_words.set_role("t2")
        self.check_asked.emit()

    @Slot()
    def _explain_restore(self) -> None:
        self.restore_help.setVisible(not self.restore_help.isVisibleTo(self))
        self.card.update()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())

    @Slot()
    def _open_folder(self) -> None:
        self._open(self._paths.root)

    @Slot()
    def _open_backups(self) -> None:
        self._paths.backups.mkdir(parents=True, exist_ok=True)
        self._open(self._paths.backups)

    @Slot()
    def _open_log(self) -> None:
        self._open(self._paths.log)

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
