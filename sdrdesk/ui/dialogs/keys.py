"""All keys on one sheet (the question mark)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.keycap import Keycap
from sdrdesk.ui.widgets.text import PlainLabel


class KeysDialog(QDialog):
    """What each key does: everywhere, on Today and in the Inbox."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        columns = QHBoxLayout()
        columns.setSpacing(36)
        columns.addLayout(self._column((self.tr("Everywhere"), self._everywhere()), (self.tr("Power hour"), self._hour())))
        columns.addLayout(self._column((self.tr("Today: the list"), self._list()), (self.tr("Today: the email"), self._email())))
        columns.addLayout(self._column((self.tr("Today: the person"), self._person()), (self.tr("Inbox"), self._inbox())))
        close = KeyButton(self.tr("Close"))
        close.setObjectName("close_keys")
        close.set_keys("Esc")
        close.clicked.connect(self.accept)
        below = QHBoxLayout()
        below.addWidget(PlainLabel(self.tr("Single letters work while no text is being typed; the digits then need Alt."), "t3", 12))
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(columns)
        layout.addLayout(below)

    def _everywhere(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+K", self.tr("Search people and pages")),
            ("Ctrl+1", self.tr("Today; Ctrl 2 to 9: the other pages")),
            ("Ctrl+I", self.tr("Import a list")),
            ("Ctrl+R", self.tr("Reminders; Ctrl Shift R: quick add")),
            ("Ctrl+Z", self.tr("Undo")),
            ("Ctrl+Shift+Z", self.tr("Redo")),
            ("?", self.tr("This sheet")),
            ("Ctrl+Q", self.tr("Quit")),
        ]

    def _list(self) -> list[tuple[str, str]]:
        return [
            ("J", self.tr("Next person")),
            ("K", self.tr("Previous person")),
            ("Return", self.tr("Into the panel; on a header: fold")),
            ("Esc", self.tr("Back to the list")),
            ("Left", self.tr("Fold the group")),
            ("Right", self.tr("Unfold the group")),
            ("Shift+1", self.tr("All; Shift 2 calls, 3 emails, 4 replies, 5 SLA")),
        ]

    def _person(self) -> list[tuple[str, str]]:
        return [
            ("C", self.tr("Call")),
            ("E", self.tr("Email")),
            ("Q", self.tr("Qualify")),
            ("R", self.tr("Research; there T starts the three minutes")),
            ("H", self.tr("History")),
            ("D", self.tr("Dial, end the call")),
            ("1", self.tr("to 8: outcome of the call")),
            ("N", self.tr("Notes")),
            ("Alt+M", self.tr("A N T C P too: words selected in the notes as evidence")),
            (".", self.tr("Next step")),
            ("O", self.tr("Next objection")),
            ("V", self.tr("Voicemail script")),
            ("A", self.tr("Put on a plan")),
            ("Z", self.tr("Snooze")),
            ("M", self.tr("More: they replied, meeting held, skip, stop")),
            ("B", self.tr("Not ready: back later")),
            ("P", self.tr("Pin to the top")),
            ("G", self.tr("Tag")),
            ("S", self.tr("Lead score, and why")),
            ("Y", self.tr("Their company: committee, referrals, plan")),
            ("Ctrl+H", self.tr("Hand off")),
        ]

    def _email(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+Return", self.tr("Send the email, then the next one")),
            ("L", self.tr("Send the email later")),
            ("]", self.tr("Next variant of the email; [ the one before")),
            ("Ctrl+J", self.tr("Next person with an email")),
            ("Ctrl+Shift+A", self.tr("Attach a file")),
            ("Ctrl+Shift+S", self.tr("Save the email as .eml")),
            ("Alt+T", self.tr("In the thread, or in a new one")),
            ("Alt+P", self.tr("Preview of the email")),
            ("Alt+S", self.tr("Snippets; Tab after a code puts one in")),
        ]

    def _hour(self) -> list[tuple[str, str]]:
        return [
            ("F", self.tr("Begin or go on, from Today")),
            ("1", self.tr("to 8: outcome, then the next person")),
            ("Space", self.tr("Next line of the script")),
            ("Ctrl+Return", self.tr("The notes of a talk are done")),
            ("J", self.tr("Skip for this hour")),
            ("P", self.tr("Pause, go on")),
            ("Shift+E", self.tr("End the hour")),
            ("Esc", self.tr("Leave; the hour waits")),
        ]

    def _inbox(self) -> list[tuple[str, str]]:
        return [
            ("J", self.tr("Next conversation, K the previous one")),
            ("Shift+J", self.tr("Next message of it, Shift K the previous one")),
            ("R", self.tr("Reply")),
            ("F", self.tr("Referral: a new person")),
            ("N", self.tr("Not now: when again")),
            ("B", self.tr("Not ready: back later")),
            ("Q", self.tr("Qualify")),
            ("D", self.tr("Do not contact")),
            ("E", self.tr("Done, or reopen (also Enter)")),
            ("X", self.tr("Quoted text")),
            ("M", self.tr("A N T C P too: a selected sentence as evidence")),
            ("H", self.tr("Formatted, or as text")),
            ("Shift+S", self.tr("Mark automatic ones as seen")),
            ("/", self.tr("Search")),
            ("Shift+1", self.tr("All; Shift 2 to 8: the other filters")),
        ]

    def _column(self, *groups: tuple[str, list[tuple[str, str]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        for title, keys in groups:
            column.addLayout(self._group(title, keys))
        column.addStretch(1)
        return column

    def _group(self, title: str, keys: list[tuple[str, str]]) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for row, (key, words) in enumerate(keys):
            grid.addWidget(Keycap(key), row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(PlainLabel(words, "t2"), row, 1)
        column = QVBoxLayout()
        column.addWidget(PlainLabel(title, "t1", 13, 600))
        column.addLayout(grid)
        return column
