"""The Settings page: every answer is kept at once, can be undone, and says so beside the field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.services.mailboxes import MailboxRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.mailbox_setup import MailboxDialog
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.settings.accounts import AccountsSection
from sdrdesk.ui.pages.settings.data import DataSection
from sdrdesk.ui.pages.settings.do_not_contact import DoNotContactSection
from sdrdesk.ui.pages.settings.reading import ReadingSection
from sdrdesk.ui.pages.settings.section import Section
from sdrdesk.ui.pages.settings.sections import Sections
from sdrdesk.ui.pages.settings.time_off import TimeOffSection
from sdrdesk.ui.widgets.rail_item import RailEntry, RailItem
from sdrdesk.ui.widgets.text import PlainLabel

SAID_MS = 4000
CARD_WIDTH = 760
APPEARANCE = ("app.theme", "app.text_size")
LANGUAGE = "user.language"
ICONS = {
    "you": "user", "time": "clock", "time_off": "pause", "values": "message-square", "do_not_contact": "hand", "targets": "flag", "reminders": "bell", "list": "list-checks", "plans": "calendar", "accounts": "mail", "reading": "inbox",
    "sending": "send", "handoff": "log-in", "appearance": "sun", "data": "save",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the page shows."""

    profile: Profile
    mailboxes: tuple[MailboxRow, ...]
    backlog: tuple[int, str]
    last_backup: Any
    silent: frozenset[int]


class SettingsPage(Page):
    """Sections under each other; the list at the left leads to them.

    Signals:
        appearance_changed: theme or text size is another one, by an answer or by undo.
        language_changed: the language is another one.
    """

    TABLES = ("setting", "mailbox", "day_off", "enrolment", "task", "suppression", "mail_folder")
    appearance_changed = Signal()
    language_changed = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("settings_page")
        self._look = self._look_of(ctx.profile)
        make = Sections(ctx)
        self.accounts = AccountsSection(ctx.texts)
        self.data = DataSection(ctx.desk.paths, QLocale(ctx.texts.language))
        self.time_off = TimeOffSection(ctx)
        self.reading = ReadingSection(ctx)
        self.do_not_contact = DoNotContactSection(ctx)
        self.sections: list[Section | AccountsSection | DataSection | DoNotContactSection | ReadingSection | TimeOffSection] = [
            make.you(), make.time(), self.time_off, make.values(), make.targets(), make.reminders(), make.ranking(), make.plans(),
            self.accounts, self.reading, make.sending(), self.do_not_contact, make.handoff(), make.appearance(), self.data,
        ]  # fmt: skip
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(SAID_MS)
        self._said.timeout.connect(self._unsay)
        self._lay_out()
        for section in self._forms():
            section.answered.connect(partial(self._keep, section))
            section.show_values(ctx.profile)
        self.accounts.opened.connect(self._open_account)
        self.accounts.default_chosen.connect(self._make_default)
        self.data.backup_asked.connect(self._back_up)
        self.data.check_asked.connect(self._check)

    def _forms(self) -> list[Section]:
        return [section for section in self.sections if isinstance(section, Section)]

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 8)
        head.setSpacing(12)
        head.addWidget(PlainLabel(self.tr("Settings"), "t1", 18, 600))
        head.addWidget(PlainLabel(self.tr("Each change is kept at once; Ctrl Z takes it back."), "t2", 12))
        head.addStretch(1)
        body = QWidget()
        body.setProperty("role", "content")
        middle = QWidget()
        middle.setMaximumWidth(CARD_WIDTH)
        around = QHBoxLayout(body)
        around.setContentsMargins(20, 4, 24, 24)
        around.addWidget(middle, 1)
        around.addStretch(0)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("settings_scroll")
        self.area.setAccessibleName(self.tr("Settings"))
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        self.area.verticalScrollBar().valueChanged.connect(self._mark_place)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._make_places())
        below.addWidget(self.area, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(below, 1)

    def _make_places(self) -> QWidget:
        places = QWidget()
        places.setFixedWidth(192)
        column = QVBoxLayout(places)
        column.setContentsMargins(16, 4, 8, 12)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._places: dict[str, RailItem] = {}
        for section in self.sections:
            item = RailItem(RailEntry(section.key, ICONS[section.key], section.title), places)
            item.setObjectName(f"place_{section.key}")
            item.clicked.connect(partial(self.show_section, section.key))
            self._group.addButton(item)
            self._places[section.key] = item
            column.addWidget(item)
        column.addStretch(1)
        self._places["you"].setChecked(True)
        return places

    # --- places ------------------------------------------------------------------------------------------------------------

    def show_section(self, key: str, _checked: bool = False) -> None:
        """Bring a section to the top. Raises StopIteration for an unknown key."""
        section = next(one for one in self.sections if one.key == key)
        self.area.verticalScrollBar().setValue(max(section.y(), 0))
        self._places[key].setChecked(True)

    @Slot(int)
    def _mark_place(self, top: int) -> None:
        """The list at the left follows the scrolling: the last section whose title has reached the top third."""
        line = top + self.area.viewport().height() // 3
        bar = self.area.verticalScrollBar()
        reached = [one.key for one in self.sections if one.y() <= line]
        key = self.sections[-1].key if top == bar.maximum() and top > 0 else reached[-1] if reached else "you"
        self._places["you" if top == 0 else key].setChecked(True)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read settings, accounts and the backup's age again."""
        desk = self.ctx.desk

        def work() -> Snapshot:
            silent = frozenset(one.mailbox_id for one in desk.outbox.usage() if not one.reads)
            boxes, profile = tuple(desk.mailboxes.rows()), desk.settings.profile()
            return Snapshot(profile, boxes, desk.away.backlog(), desk.safety.last_backup(), silent)

        self.ctx.runner.query(self, work, self._show)

    def _show(self, now: Snapshot) -> None:
        for section in self._forms():
            section.show_values(now.profile)
        self.accounts.show_rows(now.mailboxes, now.silent)
        self.reading.refresh()
        self.do_not_contact.refresh()
        self.time_off.show_days(now.profile.days, now.backlog, now.profile.text("user.country"))
        self.data.show_backup(now.last_backup, self.ctx.now())
        self._announce(now.profile)

    @staticmethod
    def _look_of(profile: Profile) -> dict[str, object]:
        return {"app.theme": profile.text("app.theme"), "app.text_size": profile.number("app.text_size"), LANGUAGE: profile.language}

    def _announce(self, profile: Profile) -> None:
        """Tell the application when the look or the language is another one; undo comes by here too."""
        before, self._look = self._look, self._look_of(profile)
        if any(before[key] != self._look[key] for key in APPEARANCE):
            self.appearance_changed.emit()
        if before[LANGUAGE] != self._look[LANGUAGE]:
            self.language_changed.emit()

    # --- keeping -----------------------------------------------------------------------------------------------------------

    def _keep(self, section: Section, key: str, value: object) -> None:
        wrong = self._together(key, value)
        if wrong:
            section.refuse(key, wrong)
            return
        settings = self.ctx.desk.settings
        self.ctx.runner.op(
            self, lambda: settings.change({key: value}), partial(self._kept, section, key), partial(self._refused, section, key, value)
        )

    def _together(self, key: str, value: object) -> str:
        """What is wrong only in view of another setting; empty for nothing."""
        profile = self.ctx.desk.settings.profile()
        start = str(value) if key == "user.work_start" else profile.text("user.work_start")
        end = str(value) if key == "user.work_end" else profile.text("user.work_end")
        if key in ("user.work_start", "user.work_end") and start >= end:
            return self.tr("The day must end after it starts (%1 to %2). Not saved.").replace("%1", start).replace("%2", end)
        return ""

    def _kept(self, section: Section, key: str, _outcome: object) -> None:
        field = section.fields[key]
        field.set_error("")
        field.say(self.tr("Saved"))
        self._said.start()
        self.ctx.nav.toast.emit(self.tr("%1 saved").replace("%1", field.label.text()), True)

    def _refused(self, section: Section, key: str, value: object, error: Exception) -> None:
        field = section.fields[key]
        if isinstance(error, ValidationError):
            section.refuse(key, self.ctx.texts(f"error.{error.code}", **{**error.params, "field": field.label.text(), "value": value}))
            return
        section.refuse(key, sentence(error, self.ctx.texts))
        self.ctx.runner.failed.emit(error)

    @Slot()
    def _unsay(self) -> None:
        for section in self._forms():
            for field in section.fields.values():
                field.say("")

    # --- accounts and data -------------------------------------------------------------------------------------------------

    @Slot(int)
    def _open_account(self, mailbox_id: int) -> None:
        MailboxDialog.ask(self.ctx, self.window(), mailbox_id or None)
        self.refresh()

    @Slot(int)
    def _make_default(self, mailbox_id: int) -> None:
        boxes = self.ctx.desk.mailboxes
        words = self.tr("Email leaves by %1 from now on").replace("%1", boxes.get(mailbox_id).address)

        def done(_outcome: object) -> None:
            self.ctx.nav.toast.emit(words, True)
            self.refresh()

        self.ctx.runner.op(self, lambda: boxes.make_default(mailbox_id), done)

    @Slot()
    def _back_up(self) -> None:
        safety = self.ctx.desk.safety

        def done(path: Any) -> None:
            self.ctx.nav.toast.emit(self.tr("Backup written and checked: %1").replace("%1", path.name), False)
            self.refresh()

        self.ctx.runner.query(self, safety.backup, done, self._work_failed)

    @Slot()
    def _check(self) -> None:
        self.ctx.runner.query(self, self.ctx.desk.safety.check, self.data.show_report, self._check_failed)

    def _work_failed(self, error: Exception) -> None:
        self.data.failed()
        self.ctx.runner.failed.emit(error)
        self.refresh()

    def _check_failed(self, error: Exception) -> None:
        self.data.show_report(None)
        self.ctx.runner.failed.emit(error)

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed and not yet left is kept when another page comes."""
        for section in self._forms():
            section.commit_all()
        super().hideEvent(event)
