"""The shell: rail, pages, tally bar, toast, banner. No business logic; pages do not know it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.bus import Notice
from sdrdesk.core.changes import ChangeSet, OpKind
from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.queries.company import company_of
from sdrdesk.ui.account_follow import AccountFollow
from sdrdesk.ui.answer_taking import AnswerDrop
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.keys import KeysDialog
from sdrdesk.ui.dialogs.palette import Palette
from sdrdesk.ui.error_surfaces import op_words, sentence, surface
from sdrdesk.ui.inbox_badge import InboxBadge
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.today.page import TodayPage
from sdrdesk.ui.reminding import Reminding
from sdrdesk.ui.score_follow import ScoreFollow
from sdrdesk.ui.tally import TallyReader
from sdrdesk.ui.widgets.banner import Banner
from sdrdesk.ui.widgets.rail import Rail, RailEntry
from sdrdesk.ui.widgets.tally_bar import TallyBar
from sdrdesk.ui.widgets.toast import Toast

MINIMUM = (1120, 680)
START = (1440, 900)
TALLY_TABLES = ("touch", "task", "own_reminder", "outbox", "setting", "handoff", "enrolment", "prospect", "mailbox")
ICONS = {
    "today": "square-check",
    "prospects": "users",
    "inbox": "inbox",
    "handoffs": "log-in",
    "numbers": "chart-column",
    "playbook": "book-open",
    "outbox": "send",
    "history": "history",
    "settings": "settings",
}
ORDER = tuple(ICONS)
KEYS = {
    "today": "Ctrl+1", "prospects": "Ctrl+2", "inbox": "Ctrl+3", "handoffs": "Ctrl+4", "numbers": "Ctrl+5", "playbook": "Ctrl+6", "settings": "Ctrl+7", "outbox": "Ctrl+8",
    "history": "Ctrl+9",
}  # fmt: skip
"""As in the design's map of keys."""
BELOW = {"import": "prospects", "focus": "today", "company": "prospects"}
"""Pages without a place of their own on the rail, with the place that they belong to."""

BROKEN = frozenset({"sla_alert", "sla_escalate"})
"""Notices of a promise that is broken: red, as everywhere."""

FOCUS_LOW = 130
"""Room for the outcomes of the focus mode, which a toast must not cover."""


class MainWindow(QMainWindow):
    """One window for one profile.

    Signals:
        page_shown: key of the page that came to the front.
        quit_requested: leave the program.
        hidden_to_tray: it was closed, and goes on beside the clock.
        language_changed, appearance_changed: from the settings page.
    """

    page_shown = Signal(str)
    quit_requested = Signal()
    hidden_to_tray = Signal()
    language_changed = Signal()
    appearance_changed = Signal()

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(self.tr("SDR Desk"))
        self.setMinimumSize(*MINIMUM)
        self.ctx = ctx
        self._pages: dict[str, QWidget] = {}
        self._banner_action = ""
        self._banner_target: int | None = None
        self._behind: list[Notice] = []
        self._words = {
            "today": self.tr("Today"),
            "prospects": self.tr("Prospects"),
            "inbox": self.tr("Inbox"),
            "handoffs": self.tr("Handoffs"),
            "numbers": self.tr("Numbers"),
            "playbook": self.tr("Playbook"),
            "outbox": self.tr("Outbox"),
            "history": self.tr("History"),
            "settings": self.tr("Settings"),
        }
        self.rail = Rail(self.tr("SDR Desk"), self.tr("Search"), [RailEntry(key, icon, self._words[key]) for key, icon in ICONS.items()])
        self.tally = TallyBar()
        self.stack = QStackedWidget()
        self.toast = Toast(self)
        self.toast.hide()
        self.banner = Banner()
        self.banner.hide()
        self._lay_out()
        self.reminding = Reminding(ctx, self)
        self._actions()
        self.today = TodayPage(ctx)
        self._add("today", self.today)
        self.today.handoff_requested.connect(self.open_handoff)
        self._wire()
        self._tally_reader = TallyReader(ctx)
        self._score_follow = ScoreFollow(ctx, self)
        self._accounts = AccountFollow(ctx, self)
        self._accounts.refused.connect(self._on_refused)
        self._accounts.mended.connect(self._on_mended)
        self._inbox_badge = InboxBadge(ctx, self.rail, self)
        self._answer_drop = AnswerDrop(ctx, self)
        self._tally_soon = QTimer(self)
        self._tally_soon.setSingleShot(True)
        self._tally_soon.setInterval(50)
        self._tally_soon.timeout.connect(self.refresh_tally)
        self._restore()
        self.show_page("today")
        self._tally_soon.start()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.stack, 1)
        right.addWidget(self.tally)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(body)

    def _actions(self) -> None:
        """Keys that work everywhere in the window."""
        table: list[tuple[str, str, str, object]] = [
            ("undo", self.tr("Undo"), "Ctrl+Z", self.undo),
            ("redo", self.tr("Redo"), "Ctrl+Shift+Z", self.redo),
            ("search", self.tr("Search"), "Ctrl+K", lambda: self.open_palette()),
            ("quit", self.tr("Quit"), "Ctrl+Q", self.quit_requested.emit),
            ("keys", self.tr("Keys"), "?", lambda: KeysDialog(self).open()),
            ("read_mail", self.tr("Read mail now"), "F9", self.read_mail),
            ("import", self.tr("Import a list"), "Ctrl+I", lambda: self.show_page("import")),
            ("reminders", self.tr("Reminders"), "Ctrl+R", self.reminding.open_list),
            ("quick_add", self.tr("Quick add"), "Ctrl+Shift+R", lambda: self.reminding.quick_add()),
        ]
        table += [(key, self._words[key], KEYS[key], lambda _=False, k=key: self.show_page(k)) for key in ORDER]
        self.actions_by_key: dict[str, QAction] = {}
        for key, words, keys, slot in table:
            action = QAction(words, self)
            action.setObjectName(f"action_{key}")
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.addAction(action)
            self.actions_by_key[key] = action

    def _wire(self) -> None:
        ctx = self.ctx
        self.rail.navigated.connect(self.show_page)
        self.rail.search_requested.connect(self.open_palette)
        self.tally.sync_clicked.connect(self.read_mail)
        self.tally.reminder_clicked.connect(self.reminding.open_list)
        self.reminding.unseen.connect(lambda n: self.rail.set_count("today", n or None))
        self.reminding.person_asked.connect(self.open_prospect)
        self.reminding.place_asked.connect(self.show_page)
        self.reminding.touch_asked.connect(lambda words: self.open_palette(words))
        self.toast.undo_clicked.connect(self.undo)
        self.banner.action_clicked.connect(self._on_banner)
        ctx.nav.go.connect(self.show_page)
        ctx.nav.open_prospect.connect(self.open_prospect)
        ctx.nav.open_work.connect(self.open_work)
        ctx.nav.open_company.connect(self.open_company)
        ctx.nav.write_template.connect(self.write_template)
        ctx.nav.open_settings.connect(self.open_settings)
        ctx.nav.toast.connect(self.show_toast)
        ctx.nav.lasting.connect(lambda words, seconds: self.show_toast(words, True, seconds))
        ctx.nav.open_mailbox.connect(self.open_mailbox)
        ctx.nav.undo.connect(self.undo)
        ctx.bridge.changed.connect(self._on_changed)
        ctx.bridge.notice.connect(self._on_notice)
        ctx.runner.failed.connect(self.show_error)
        self.rail.set_user(ctx.profile.text("user.name"), _initials(ctx.profile.text("user.name")))

    # --- pages -------------------------------------------------------------------------------------------------------------

    def _add(self, key: str, page: QWidget) -> None:
        self._pages[key] = page
        self.stack.addWidget(page)

    def page(self, key: str) -> QWidget:
        """A page, made when it is first opened: a start pays only for Today."""
        if key not in self._pages:
            self._add(key, self._make(key))
        return self._pages[key]

    def _make(self, key: str) -> QWidget:
        # Imported at first use: charts, the PDF reader and the import wizard are no part of the start.
        ctx = self.ctx
        if key == "prospects":
            from sdrdesk.ui.pages.prospects.page import ProspectsPage

            return ProspectsPage(ctx)
        if key == "focus":
            from sdrdesk.ui.pages.today.focus.page import FocusPage

            return FocusPage(ctx)
        if key == "import":
            from sdrdesk.ui.pages.imports.page import ImportPage

            return ImportPage(ctx)
        if key == "inbox":
            from sdrdesk.ui.pages.inbox.page import InboxPage

            return InboxPage(ctx)
        if key == "handoffs":
            from sdrdesk.ui.pages.handoffs.page import HandoffsPage

            return HandoffsPage(ctx)
        if key == "numbers":
            from sdrdesk.ui.pages.numbers.page import NumbersPage

            return NumbersPage(ctx)
        if key == "playbook":
            from sdrdesk.ui.pages.playbook.page import PlaybookPage

            return PlaybookPage(ctx)
        if key == "outbox":
            from sdrdesk.ui.pages.outbox.page import OutboxPage

            return OutboxPage(ctx)
        if key == "history":
            from sdrdesk.ui.pages.history.page import HistoryPage

            return HistoryPage(ctx)
        if key == "company":
            from sdrdesk.ui.pages.company.page import CompanyPage

            return CompanyPage(ctx)
        from sdrdesk.ui.pages.settings.page import SettingsPage

        page = SettingsPage(ctx)
        page.language_changed.connect(self.language_changed)
        page.appearance_changed.connect(self.appearance_changed)
        return page

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.rail.set_current(BELOW.get(key, key))
        # An hour of calls has nothing else on the screen.
        self.rail.setVisible(key != "focus")
        self.tally.setVisible(key != "focus")
        if key == "today":
            self.today.view.setFocus()
            self.reminding.seen()
        else:
            page.setFocus()
        self.page_shown.emit(key)

    @Slot(int)
    def open_prospect(self, prospect_id: int) -> None:
        """Show somebody on Today."""
        self.show_page("today")
        self.today.open_person(prospect_id)

    @Slot(int, str)
    def open_work(self, prospect_id: int, tab: str) -> None:
        """Show somebody on Today with a tab of the work panel in front."""
        self.open_prospect(prospect_id)
        self.today.panel.open_tab(tab)

    @Slot(int)
    def open_company(self, prospect_id: int) -> None:
        """Show the company of a person; without one, say so."""

        def found(company_id: int | None) -> None:
            if company_id is None:
                self.show_toast(self.tr("This person belongs to no company yet."), False)
            else:
                self.show_company(company_id, prospect_id)

        self.ctx.runner.query(self, lambda: self.ctx.read(lambda s, _: company_of(s, prospect_id)), found)

    def show_company(self, company_id: int, prospect_id: int = 0) -> None:
        """Show a company; Esc comes back to the page that is in front now."""
        came_from = next((key for key, page in self._pages.items() if page is self.stack.currentWidget() and key != "company"), "today")
        self.page("company").show_company(company_id, prospect_id, came_from)  # type: ignore[attr-defined]
        self.show_page("company")

    @Slot(int, str)
    def write_template(self, prospect_id: int, template: str) -> None:
        """Show somebody on Today with this email begun."""
        self.open_prospect(prospect_id)
        self.today.panel.write_template(prospect_id, template)

    @Slot(str)
    def open_settings(self, section: str) -> None:
        """Show a section of the settings."""
        self.show_page("settings")
        self.page("settings").show_section(section)  # type: ignore[attr-defined]

    @Slot(int)
    def open_handoff(self, prospect_id: int) -> None:
        """Show somebody's handoff."""
        self.show_page("handoffs")
        self.page("handoffs").show_prospect(prospect_id)  # type: ignore[attr-defined]

    @Slot()
    def open_mailbox(self, mailbox_id: int | None = None) -> None:
        """Mend a mail account: the one named, if it is still there, else the first that is paused; or add one."""
        from sdrdesk.ui.dialogs.mailbox_setup import MailboxDialog

        rows = self.ctx.desk.mailboxes.rows()
        named = next((r.id for r in rows if r.id == mailbox_id), None)
        MailboxDialog.ask(self.ctx, self, mailbox_id=named or next((r.id for r in rows if r.paused), None))
        self._accounts.look()

    @Slot()
    def open_palette(self, typed: str = "") -> None:
        """Search people and places."""
        places = [(key, self._words[key]) for key in ORDER]
        places += [(key, self.actions_by_key[key].text()) for key in ("reminders", "quick_add")]
        palette = Palette(self.ctx, [*places, ("focus", self.tr("Power hour"))], self)
        palette.person_chosen.connect(self.open_prospect)
        palette.company_chosen.connect(self.show_company)
        palette.place_chosen.connect(lambda key: self.actions_by_key[key].trigger() if key in self.actions_by_key else self.show_page(key))
        palette.edit.setText(typed)
        palette.open()

    # --- what happened -----------------------------------------------------------------------------------------------------

    @Slot()
    def undo(self) -> None:
        """Take the last step back (rule R26)."""
        page = self.stack.currentWidget()
        if isinstance(page, Page) and page.undo_here():
            return
        service = self.ctx.desk.undo
        self.ctx.runner.op(self, service.undo, lambda done: self._on_undone(done.value))

    @Slot()
    def redo(self) -> None:
        """Do the last undone step again."""
        service = self.ctx.desk.undo
        self.ctx.runner.op(self, service.redo, lambda done: self._on_reverted(self.ctx.texts("op.redo"), done.value))

    def _on_undone(self, step: Any) -> None:
        self._on_reverted(self.ctx.texts("op.undo"), step)
        if step.op == OpKind.QUEUE_EMAIL and isinstance(who := step.args.get("prospect"), int):
            self.open_prospect(who)  # the text is in the composer again

    def _on_reverted(self, what: str, step: object) -> None:
        words = op_words(step.op, step.args, self.ctx.texts)  # type: ignore[attr-defined]
        self.show_toast(f"{what}: {words}", False)

    @Slot(str, bool)
    def show_toast(self, words: str, undo: bool, seconds: int = 0) -> None:
        """Say what was done, with Undo; for at least so many seconds."""
        self.toast.show_message(words, undo, seconds)
        self._place_toast()

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """The one surface of an error's class."""
        kind = surface(error)
        if kind == "banner":
            self.show_banner("red", sentence(error, self.ctx.texts))
        else:
            self.show_toast(sentence(error, self.ctx.texts), False)
        if kind == "crash":
            import logging

            logging.getLogger(__name__).error("ui.job_failed", exc_info=error)
        self.today.mark_stale() if isinstance(error, SdrDeskError) else None

    def show_banner(self, kind: str, words: str, action: str = "", target: int | None = None, button: str = "") -> None:
        """A line that stays until it is dealt with."""
        self._banner_action, self._banner_target = action, target
        self.banner.set_kind(kind)
        self.banner.set_message("", words, action=button or self.tr("Dismiss"))
        self.banner.show()

    @Slot()
    def _on_banner(self) -> None:
        self.banner.hide()
        if self._banner_action == "open_prospect" and self._banner_target is not None:
            self.open_prospect(self._banner_target)
        elif self._banner_action == "open_outbox":
            self.show_page("outbox")
        elif self._banner_action == "open_mailbox":
            self.open_mailbox(self._banner_target)
        elif self._banner_action == "open_reminders":
            self.reminding.open_list()
        elif self._banner_action == "open_report":
            self.reminding.open_report()
        self.reminding.seen()
        if self._behind and self.banner.isHidden():
            self._on_notice(self._behind.pop(0))

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        """Show it; one that is less urgent than the line that stands waits behind it."""
        broken = notice.severity == "error" or notice.code in BROKEN
        kind = "red" if broken else "amber"
        if not self.banner.isHidden() and _urgency(kind, notice.action) < _urgency(str(self.banner.property("kind")), self._banner_action):
            self._behind.append(notice)
            return
        by_code = {"auth_refused": self.tr("Type the new one"), "sign_in_again": self.tr("Sign in again")}
        button = by_code.get(notice.code, "") or {
            "open_prospect": self.tr("Open"), "open_outbox": self.tr("Open outbox"), "open_mailbox": self.tr("Open account"),
            "open_reminders": self.tr("Show"), "open_report": self.tr("Open report"),
        }.get(notice.action, "")  # fmt: skip
        self.show_banner(kind, self.ctx.texts(f"notice.{notice.code}", **notice.params), notice.action, notice.target_id, button)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns("setting", "day_off"):
            self.ctx.reload_profile()
            self.rail.set_user(self.ctx.profile.text("user.name"), _initials(self.ctx.profile.text("user.name")))
        if changes.concerns(*TALLY_TABLES):
            self._tally_soon.start()
        if changes.op in ("queue_email", "handoff_email", "redo"):
            self.ctx.desk.soon("send", self.ctx.profile.number("mail.undo_seconds") + 0.5)

    @Slot(object)
    def _on_refused(self, notice: Notice) -> None:
        if self.banner.isHidden():
            self._on_notice(notice)

    @Slot(int)
    def _on_mended(self, mailbox_id: int) -> None:
        if self._banner_action == "open_mailbox" and self._banner_target == mailbox_id:
            self.banner.hide()

    @Slot()
    def read_mail(self) -> None:
        """Look for mail now instead of at the next turn."""
        self.ctx.desk.read_mail_now()

    @Slot()
    def refresh_tally(self) -> None:
        """Read the day's figures again."""
        self.ctx.runner.query(self, self._tally_reader.read, self.tally.set_tally)

    # --- the window --------------------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        kept = QSettings().value("window/geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        else:
            self.resize(*START)

    def _place_toast(self) -> None:
        self.toast.adjustSize()
        size = self.toast.size()
        # isHidden, not isVisible: it is also placed before the window is shown.
        left, low = (0, FOCUS_LOW) if self.rail.isHidden() else (self.rail.width(), self.tally.height())
        self.toast.move(left + 16, self.height() - low - size.height() - 12)
        self.toast.raise_()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.adapt_to(event.size().width())
        self._place_toast()

    has_tray = False

    def closeEvent(self, event: QCloseEvent) -> None:
        QSettings().setValue("window/geometry", self.saveGeometry())
        if self.has_tray and self.ctx.profile.truth("app.keep_in_tray"):
            event.ignore()
            self.hide()
            self.hidden_to_tray.emit()
            return
        event.accept()
        self.quit_requested.emit()


def _urgency(kind: str, action: str) -> int:
    """A broken promise goes before what somebody waits for, and that before what is only to be known, as the day's report."""
    return 2 if kind == "red" else 1 if action and action != "open_report" else 0


def _initials(name: str) -> str:
    words = name.split()
    return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else name[-1:] if name and not name.isascii() else name[:2].upper()
