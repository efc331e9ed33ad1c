"""One email account: its server, its password (kept in the keyring), a test, and what can be done to an account that is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.errors import AuthRefused, Duplicate, KeyringProblem, NetworkDown, SdrDeskError, ServerRefused, ValidationError
from sdrdesk.core.ports import Secret
from sdrdesk.core.services.mailboxes import MailboxRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.mailbox_form import MailboxForm
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.form import GrowingDialog
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class MailboxDialog(GrowingDialog):
    """Add an account, or mend one.

    Nothing is written before "Save"; a test that is under way is given up by closing. Accounts are no part of undo, so each thing that
    cannot be taken back is asked about first.

    Args:
        ctx: services.
        parent: the window.
        mailbox_id: the account; None for a new one.
    """

    def __init__(self, ctx: UiContext, parent: QWidget | None = None, mailbox_id: int | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._row: MailboxRow | None = None if mailbox_id is None else ctx.desk.mailboxes.get(mailbox_id)
        self._turn = 0
        self.setObjectName("mailbox_dialog")
        self.setWindowTitle(self.tr("Email account"))
        self.setMinimumWidth(current().px(540))
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
        outer.addWidget(self.form)
        for widget in (self._said, self._advice):
            outer.addWidget(widget)
            widget.hide()
        outer.addStretch(1)
        self._footer = self._make_footer()
        self._sure = self._make_sure()
        outer.addWidget(self._footer)
        outer.addWidget(self._sure)
        self._sure.hide()

    def _button(self, name: str, words: str, kind: str = "default", keys: str = "") -> KeyButton:
        button = KeyButton(words, kind)
        button.setObjectName(f"mailbox_{name}")
        if keys:
            button.set_keys(keys)
        return button

    def _make_footer(self) -> QWidget:
        self.remove_button = self._button("remove", self.tr("Remove…"), "danger")
        self.pause_button = self._button("pause", self.tr("Pause"))
        self.close_button = self._button("close", self.tr("Close"), "ghost", "Esc")
        self.test_button = self._button("test", self.tr("Test"))
        self.save_button = self._button("save", self.tr("Save"), "primary", "Ctrl+Return")
        self.save_button.setDefault(True)
        return self._line((self.remove_button, self.pause_button), (self.close_button, self.test_button, self.save_button))

    def _make_sure(self) -> QWidget:
        question = PlainLabel(
            self.tr("Remove account and password? Its waiting email is cancelled. This cannot be undone."), "t1", wrap=True
        )
        question.setObjectName("mailbox_question")
        self.keep_button = self._button("keep", self.tr("Keep it"), "default", "Esc")
        self.really_button = self._button("remove_really", self.tr("Remove for good"), "danger")
        sure = self._line((), (self.keep_button, self.really_button))
        layout = sure.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, question, 1)
        return sure

    def _line(self, left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in left:
            row.addWidget(widget)
        if left:
            row.addStretch(1)
        elif right:
            row.addStretch(0)
        for widget in right:
            row.addWidget(widget)
        return line

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.test_button.clicked.connect(self.test)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.pause_button.clicked.connect(self._pause)
        self.remove_button.clicked.connect(self._ask_remove)
        self.keep_button.clicked.connect(self._keep)
        self.really_button.clicked.connect(self._remove)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    def _fill(self) -> None:
        row = self._row
        for button in (self.remove_button, self.pause_button, self._state):
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
        self.pause_button.set_words(self.tr("Resume") if row.paused else self.tr("Pause"))

    def _advice_for(self, error: Exception) -> str:
        """What to do about it."""
        if isinstance(error, AuthRefused):
            return self.fields["password"].hint.text()
        if isinstance(error, KeyringProblem):
            if error.code == "keyring_missing":
                return self.tr("Install and start GNOME Keyring or KWallet, then save again. Until then emails can be saved as files.")
            return self.tr("Unlock the keyring (it opens with your desktop's password), then do it again. Nothing else is lost.")
        if isinstance(error, NetworkDown):
            return self.tr(
                "Check that you are online and that name and port are right. Some networks block mail ports; try another network."
            )
        if isinstance(error, ServerRefused) and error.code in ("smtp_tls_failed", "smtp_no_starttls"):
            return self.tr(
                "Check the server's name and the encryption. A connection that cannot be checked is never used: anybody might be listening."
            )
        return ""

    def _say(self, words: str, role: str = "t2", advice: str = "") -> None:
        self._said.set_role(role)
        for label, text in ((self._said, words), (self._advice, advice)):
            label.setText(text)
            label.setVisible(bool(text))

    @Slot()
    def _on_edited(self) -> None:
        self._say("")

    # --- work --------------------------------------------------------------------------------------------------------------

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None], words: str) -> None:
        """Work beside the window; an answer that comes after closing is dropped, an error too."""
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

        self._set_busy(True)
        self._say(words)
        self._ctx.runner.network(self, attempt, answered)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.test_button, self.save_button, self.pause_button, self.remove_button, self.really_button):
            button.setEnabled(not busy)
        if not busy:
            self._say("")

    def _refused(self, error: Exception) -> None:
        words = sentence(error, self._ctx.texts)
        if isinstance(error, Duplicate):
            self.fields["address"].set_error(words)
        elif isinstance(error, ValidationError) and str(error.params.get("field")) in self.fields:
            self.fields[str(error.params["field"])].set_error(words)
        else:
            self._say(words, "red", self._advice_for(error))

    @Slot()
    def test(self) -> None:
        """Connect, check the certificate, sign in, leave."""
        if not self.test_button.isEnabled() or not self.form.complete():
            return
        boxes, credentials = self._ctx.desk.mailboxes, self._ctx.desk.credentials
        server, typed, row = self.form.server(), self.form.password.text(), self._row

        def work() -> None:
            secret = Secret("password", typed) if row is None or typed else credentials.for_account(row.id)
            for tried in boxes.try_out(server, None, secret):
                if tried.problem is not None:
                    raise tried.problem

        self._run(work, self._works, self.tr("Connecting to %1…").replace("%1", server.host))

    def _works(self, _value: object) -> None:
        words = self.tr("It works: the connection is safe, and the server took the password.")
        if self._row is not None and self._row.paused:
            words = self.tr("It works. The account is still paused; Resume lets its email go.")
        self._say(words, "green")

    @Slot()
    def save(self) -> None:
        """Keep the account; a new password goes to the keyring first."""
        if not self.save_button.isEnabled() or not self.form.complete():
            return
        boxes, server, typed, row = self._ctx.desk.mailboxes, self.form.server(), self.form.password.text(), self._row
        address, name, cap = self.form.address.text(), self.form.from_name.text().strip(), self.form.cap.value()

        def work() -> None:
            if row is None:
                boxes.add(address=address, from_name=name, server=server, password=typed, daily_cap=cap)
                return
            boxes.edit(row.id, from_name=name, server=server, daily_cap=cap)
            if typed:
                boxes.set_password(row.id, typed)

        self._run(work, self._finished(self.tr("Email account saved")), self.tr("Saving…"))

    def _finished(self, words: str) -> Callable[[Any], None]:
        def done(_value: Any) -> None:
            self._ctx.nav.toast.emit(words, False)
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

        self._run(work, done, "")

    @Slot()
    def _ask_remove(self) -> None:
        self._footer.hide()
        self._sure.show()
        self.keep_button.setFocus()

    @Slot()
    def _keep(self) -> None:
        self._sure.hide()
        self._footer.show()
        self.remove_button.setFocus()

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
        if self._sure.isVisible():
            self._keep()
            return
        super().reject()

    def done(self, result: int) -> None:
        """However it ends, an answer that comes later is nobody's any more, and the password leaves the screen's memory."""
        self._turn += 1
        self.form.password.clear()
        super().done(result)
