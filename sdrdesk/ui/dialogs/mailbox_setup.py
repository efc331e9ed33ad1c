"""One email account: its servers, what signs it in (kept in the keyring), a test, and what can be done to an account that is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdrdesk.core.errors import Cancelled, Duplicate, SdrDeskError, ValidationError
from sdrdesk.core.ports import FoundServers, Secret
from sdrdesk.core.services.credentials import SignedIn
from sdrdesk.core.services.mailboxes import MailboxRow, Tried
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.mailbox_form import MailboxForm
from sdrdesk.ui.dialogs.mailbox_words import MailboxFooter, MailboxWords
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.fold import Fold, FormScroll
from sdrdesk.ui.widgets.form import GrowingDialog
from sdrdesk.ui.widgets.text import PlainLabel

AROUND = 270
"""Pixels that title, state, answers and buttons take beside the form."""

Opener = Callable[[str], bool]


def open_in_browser(url: str) -> bool:
    """Show a page in the system's browser."""
    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


class MailboxDialog(GrowingDialog):
    """Add an account, or mend one.

    Nothing is written before "Save"; whatever is under way is given up by closing. Accounts are no part of undo, so each thing that
    cannot be taken back is asked about first.

    Args:
        ctx: services.
        parent: the window.
        mailbox_id: the account; None for a new one.
        opener: shows the provider's page.
    """

    _tried = Signal(int, object)
    _browse = Signal(int, str)

    def __init__(
        self, ctx: UiContext, parent: QWidget | None = None, mailbox_id: int | None = None, opener: Opener = open_in_browser
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._opener = opener
        self._row: MailboxRow | None = None if mailbox_id is None else ctx.desk.mailboxes.get(mailbox_id)
        self._turn = 0
        self._stop: threading.Event | None = None
        self._words = MailboxWords(ctx.texts)
        self.setObjectName("mailbox_dialog")
        self.setWindowTitle(self.tr("Email account"))
        self.setMinimumWidth(current().px(600))
        self.form = MailboxForm(ctx, self._row)
        self.fields = self.form.fields
        self._lay_out()
        self._connect()
        self._fill()

    @classmethod
    def ask(cls, ctx: UiContext, parent: QWidget | None, mailbox_id: int | None = None) -> bool:
        """Show it and wait; True when an account was added, changed or removed."""
        dialog = cls(ctx, parent, mailbox_id)
        try:
            return bool(dialog.exec())
        finally:
            dialog.deleteLater()

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._title = PlainLabel(self.tr("Add an email account") if self._row is None else self._row.address, "t1", 18, 600)
        self._state = PlainLabel("", "t2", 12, wrap=True)
        self._state.setObjectName("mailbox_state")
        self._said = PlainLabel("", "t2", 13, wrap=True)
        self._said.setObjectName("mailbox_said")
        self._advice = PlainLabel("", "t2", 12, wrap=True)
        self._advice.setObjectName("mailbox_advice")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        for widget in (self._title, self._state):
            outer.addWidget(widget)
        parent = self.parentWidget()
        self._scroll = FormScroll(self.form, max((parent.height() if parent else 900) - AROUND, 300))
        outer.addWidget(self._scroll)
        for widget in (self._said, self._advice):
            outer.addWidget(widget)
            widget.hide()
        outer.addStretch(1)
        self.foot = MailboxFooter()
        outer.addWidget(self.foot)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        for fold in (self.form.servers_fold, self.form.more_fold):
            fold.toggled.connect(partial(self._on_fold, fold))
        self.form.sign_in.sign_in_asked.connect(self.sign_in)
        self.form.sign_in.given_up.connect(self._give_up)
        self.form.servers.find_asked.connect(self.look_up)
        self.foot.test_button.clicked.connect(self.test)
        self.foot.stop_button.clicked.connect(self._give_up)
        self.foot.save_button.clicked.connect(self.save)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.pause_button.clicked.connect(self._pause)
        self.foot.remove_button.clicked.connect(self._ask_remove)
        self.foot.keep_button.clicked.connect(self.foot.take_back)
        self.foot.really_button.clicked.connect(self._remove)
        # Both come from the network lane.
        self._tried.connect(self._on_tried, Qt.ConnectionType.QueuedConnection)
        self._browse.connect(self._on_browse, Qt.ConnectionType.QueuedConnection)
        self._ctx.runner.closing.connect(self._give_up)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    def _fill(self) -> None:
        row = self._row
        for button in (self.foot.remove_button, self.foot.pause_button, self._state):
            button.setVisible(row is not None)
        if row is not None:
            self._show_state(row)
        self.form.setFocus()

    # --- words that follow -------------------------------------------------------------------------------------------------

    def _show_state(self, row: MailboxRow) -> None:
        if row.paused:
            key = f"reason.{row.pause_reason}"
            why = self._ctx.texts(key) if self._ctx.texts.has(key) else row.pause_reason
            self._state.setText(self.tr("Paused: %1. Its email waits in the outbox.").replace("%1", why))
        else:
            self._state.setText(self.tr("Email of this account may leave."))
        self._state.set_role("amber" if row.paused else "green")
        self.foot.pause_button.set_words(self.tr("Resume") if row.paused else self.tr("Pause"))

    def _say(self, words: str, role: str = "t2", advice: str = "") -> None:
        self._said.set_role(role)
        for label, text in ((self._said, words), (self._advice, advice)):
            label.setText(text)
            label.setVisible(bool(text))

    def _on_fold(self, fold: Fold, opened: bool) -> None:
        if opened:
            self._scroll.show_part(fold.body)

    @Slot()
    def _on_edited(self) -> None:
        if self._stop is None:
            self._say("")

    # --- work --------------------------------------------------------------------------------------------------------------

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None], words: str, stop: threading.Event | None = None) -> None:
        """Work beside the window; an answer that comes after closing or giving up is dropped, an error too."""
        self._turn += 1
        turn = self._turn

        def attempt() -> tuple[Any, Exception | None]:
            try:
                return work(), None
            except SdrDeskError as error:
                return None, error

        def answered(outcome: tuple[Any, Exception | None]) -> None:
            if turn != self._turn:
                return
            self._set_busy(False)
            value, error = outcome
            if error is None:
                done(value)
            else:
                self._refused(error)

        self._set_busy(True, stop)
        self._say(words)
        self._ctx.runner.network(self, attempt, answered)

    def _set_busy(self, busy: bool, stop: threading.Event | None = None) -> None:
        self._stop = stop
        for button in (
            self.foot.test_button,
            self.foot.save_button,
            self.foot.pause_button,
            self.foot.remove_button,
            self.foot.really_button,
        ):
            button.setEnabled(not busy)
        self.form.servers.find_button.setEnabled(not busy and bool(self._questions()))
        self.form.sign_in.sign_in_button.setEnabled(not busy)
        self.foot.test_button.setVisible(stop is None)
        self.foot.stop_button.setVisible(stop is not None)
        if not busy:
            self.form.sign_in.set_waiting(False)
            self._say("")

    @Slot()
    def _give_up(self) -> None:
        """The user, or the end of the program, does not wait for it any more."""
        if self._stop is None:
            return
        self._stop.set()
        self._turn += 1
        self._set_busy(False)
        self.form.sign_in.say("")
        self._say(self.tr("Given up. Nothing was kept."))

    def _refused(self, error: Exception) -> None:
        words = sentence(error, self._ctx.texts)
        self.form.sign_in.say("")
        if isinstance(error, Duplicate):
            self.fields["address"].set_error(words)
        elif isinstance(error, ValidationError) and str(error.params.get("field")) in self.fields:
            name = str(error.params["field"])
            self.form.show_field(name)
            self.fields[name].set_error(words)
        else:
            self._say(words, "t2" if isinstance(error, Cancelled) else "red", self._words.advice(error, self.form.sign_in))

    # --- finding, signing in, trying ---------------------------------------------------------------------------------------

    def _questions(self) -> tuple[str, ...]:
        found: tuple[str, ...] = self._ctx.desk.mailboxes.questions(self.form.clean_address())
        return found

    @Slot()
    def look_up(self) -> None:
        """Ask the network for the servers of the address (promise F6: only now)."""
        address, boxes = self.form.clean_address(), self._ctx.desk.mailboxes
        stop = threading.Event()
        self.form.servers.say(self.tr("Looking…"))

        def done(found: FoundServers) -> None:
            if found.preset:
                self.form.take_preset(found.preset)
                words = self.tr("The mail of this domain is at %1; its servers are filled in.")
                self.form.servers.say(words.replace("%1", self._ctx.texts(f"preset.{found.preset}")), "green")
            else:
                self.form.servers.take_found(found)

        self._run(lambda: boxes.find_servers(address), done, "", stop)

    @Slot()
    def sign_in(self) -> None:
        """Open the browser on the provider's page and wait for its answer."""
        app = self.form.sign_in.app()
        if app is None or not self.form.ready_to_sign_in():
            return
        address, typed = self.form.clean_address(), self.form.sign_in.client_secret.text()
        credentials, stop = self._ctx.desk.credentials, threading.Event()
        mailbox_id = self._row.id if self._row is not None else None
        turn = self._turn + 1

        def open_browser(url: str) -> bool:
            self._browse.emit(turn, url)
            return True

        def work() -> SignedIn:
            credentials.ask_again()
            signed: SignedIn = credentials.sign_in(
                app, client_secret=typed, address=address, open_browser=open_browser, stop=stop, mailbox_id=mailbox_id
            )
            return signed

        self._run(work, self.form.sign_in.take_signed, "", stop)
        self.form.sign_in.set_waiting(True)

    @Slot(int, str)
    def _on_browse(self, turn: int, url: str) -> None:
        if turn != self._turn:
            return
        self.form.sign_in.set_waiting(True, url)
        if not self._opener(url):
            self.form.sign_in.say(self.tr("The browser did not open. Copy the link and open it there yourself."), "amber")

    @Slot()
    def test(self) -> None:
        """Connect, check the certificate, sign in, leave: where it sends and where it reads."""
        if not self.foot.test_button.isEnabled() or not self.form.complete():
            return
        boxes, credentials = self._ctx.desk.mailboxes, self._ctx.desk.credentials
        server, imap, row = self.form.server(), self.form.imap(), self._row
        secret, stop = self._secret_to_try(), threading.Event()
        turn = self._turn + 1

        def work() -> tuple[Tried, ...]:
            credentials.ask_again()
            used = secret if secret is not None or row is None else credentials.for_account(row.id)
            tried: tuple[Tried, ...] = boxes.try_out(server, imap, used, stop=stop, done=lambda one: self._tried.emit(turn, one))
            return tried

        self._run(work, self._tested, self.tr("Connecting to %1…").replace("%1", server.host), stop)

    def _secret_to_try(self) -> Secret | None:
        """What was typed or signed in just now; None: the kept one."""
        part = self.form.sign_in
        if part.uses_browser():
            return part.signed.secret if part.signed else None
        return Secret("password", part.password.text()) if part.password.text() else None

    @Slot(int, object)
    def _on_tried(self, turn: int, one: Tried) -> None:
        """One side is done; the other one goes on."""
        reading = self.form.imap()
        if turn == self._turn and self._stop is not None and one.part == "smtp" and reading is not None:
            self._say(
                self._words.side(one) + "\n" + self.tr("Connecting to %1…").replace("%1", reading.host), "red" if one.problem else "t2"
            )

    def _tested(self, tried: tuple[Tried, ...]) -> None:
        problem = next((one.problem for one in tried if one.problem), None)
        if problem is not None:
            self._say("\n".join(map(self._words.side, tried)), "red", self._words.advice(problem, self.form.sign_in))
            return
        words = self._words.works(self.form.sign_in.uses_browser(), self._row is not None and self._row.paused)
        self._say("\n".join([words, *map(self._words.side, tried)]) if len(tried) > 1 else words, "green")

    # --- keeping -----------------------------------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Keep the account; a new password goes to the keyring."""
        if not self.foot.save_button.isEnabled() or not self.form.complete():
            return
        form, boxes, row = self.form, self._ctx.desk.mailboxes, self._row
        server, secret, cap, options = form.server(), form.typed_secret(), form.cap(), form.options()
        address, name = form.address.text(), form.from_name.text().strip()
        other_way = form.needs_secret()

        def work() -> None:
            if row is None:
                boxes.add(address=address, from_name=name, server=server, password=secret, daily_cap=cap, options=options)
                return
            # A token must never stand where a password is sent from; else the keyring goes first, for it may refuse.
            if secret and not other_way:
                boxes.set_password(row.id, secret)
            boxes.edit(row.id, from_name=name, server=server, daily_cap=cap, options=options)
            if secret and other_way:
                boxes.set_password(row.id, secret)

        self._run(work, self._finished(self.tr("Email account saved")), self.tr("Saving…"))

    def _finished(self, words: str) -> Callable[[Any], None]:
        def done(_value: Any) -> None:
            self._ctx.nav.toast.emit(words, False)
            # What waited for the account goes on now, not at the next tick.
            self._ctx.desk.soon("send")
            self.accept()

        return done

    @Slot()
    def _pause(self) -> None:
        row, boxes = self._row, self._ctx.desk.mailboxes
        if row is None:
            return

        def work() -> MailboxRow:
            if row.paused:
                boxes.resume(row.id)
            else:
                boxes.pause(row.id, "by_user")
            found: MailboxRow = boxes.get(row.id)
            return found

        def done(now: MailboxRow) -> None:
            self._row = now
            self._show_state(now)
            if not now.paused:
                self._ctx.desk.soon("send")

        self._run(work, done, "")

    @Slot()
    def _ask_remove(self) -> None:
        row, boxes = self._row, self._ctx.desk.mailboxes
        if row is not None:
            self._run(lambda: boxes.waiting(row.id), self._show_question, "")

    def _show_question(self, waiting: int) -> None:
        words = self.tr("Remove account and password? This cannot be undone.")
        if waiting:
            words = self.tr(
                "Remove account and password? Emails that wait: %1. They are cancelled, and their steps come back to the list. This cannot be undone."
            ).replace("%1", str(waiting))
        self.foot.ask(words)

    @Slot()
    def _remove(self) -> None:
        row, boxes = self._row, self._ctx.desk.mailboxes
        if row is None:
            return

        def done(outcome: Any) -> None:
            words = self.tr("Account removed")
            if outcome.value:
                words = self.tr("Account removed. Waiting email cancelled: %1").replace("%1", str(outcome.value))
            self._ctx.nav.toast.emit(words, False)
            self.accept()

        self._run(lambda: boxes.remove(row.id), done, self.tr("Removing…"))

    # Qt overrides

    def reject(self) -> None:
        """Escape first takes the question back; otherwise the dialog closes, and with it whatever is under way is given up."""
        if self.foot.is_asking():
            self.foot.take_back()
            return
        super().reject()

    def done(self, result: int) -> None:
        """However it ends, an answer that comes later is nobody's any more, and what is secret leaves the screen's memory."""
        self._turn += 1
        if self._stop is not None:
            self._stop.set()
        self.form.sign_in.clear()
        super().done(result)
