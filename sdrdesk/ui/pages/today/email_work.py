"""What happens to the email in front: another template, a typed value, send, save, open elsewhere (rules R15, R16)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from sdrdesk.core.services.outbox import EmailDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.today.work_panel import WorkPanel


class EmailWork(QObject):
    """Connects the email tab with the services.

    Signals:
        sent: the email is in the outbox; the next person may come.
    """

    sent = Signal()

    def __init__(self, ctx: UiContext, panel: WorkPanel) -> None:
        super().__init__(panel)
        self._ctx = ctx
        self._panel = panel
        tab = panel.email
        tab.template_chosen.connect(self.choose_template)
        tab.value_typed.connect(self.keep_value)
        tab.text_changed.connect(self.check)
        tab.send_requested.connect(self.send)
        tab.save_requested.connect(self.save_eml)
        tab.open_requested.connect(self.open_in_mail_program)

    @property
    def _id(self) -> int:
        return self._panel.work.card.person.id if self._panel.work else 0

    @Slot(str)
    def choose_template(self, key: str) -> None:
        """Render another template."""
        if self._id:
            self._panel.email.show_email(
                self._ctx.desk.compose.compose(self._id, template=key),
                self._panel.work.templates if self._panel.work else [],
                self._panel.work.has_account if self._panel.work else False,
            )

    @Slot(str, str)
    def keep_value(self, name: str, text: str) -> None:
        """Keep what was typed into a slot (rule R15)."""
        prospect_id, compose = self._id, self._ctx.desk.compose
        if prospect_id:
            self._ctx.runner.op(self, lambda: compose.fill(prospect_id, name, text))

    @Slot()
    def check(self) -> None:
        """Run the checks on the text as it stands."""
        email = self._panel.email
        if email.composed is not None:
            email.show_findings(self._ctx.desk.compose.lint_text(email.composed, email.subject(), email.body()))

    def _draft(self) -> EmailDraft | None:
        email = self._panel.email
        if email.composed is None or not self._id:
            return None
        return EmailDraft(self._id, email.subject(), email.body(), email.composed.template, step=email.composed.step)

    @Slot()
    def send(self) -> None:
        """Into the outbox; it leaves after the undo time."""
        draft, outbox = self._draft(), self._ctx.desk.outbox
        if draft is None:
            return
        name = self._panel.work.card.person.full_name if self._panel.work else ""
        seconds = self._ctx.profile.number("mail.undo_seconds")

        def done(_outcome: object) -> None:
            self._ctx.nav.toast.emit(self._ctx.texts("list.queued", name=name, n=seconds), True)
            self.sent.emit()

        self._ctx.runner.op(self, lambda: outbox.queue(draft), done)

    def pick_eml(self, suggestion: str) -> str:
        """Where to save; tests replace this."""
        return QFileDialog.getSaveFileName(self._panel, self.tr("Save as .eml"), suggestion, self.tr("Email (*.eml)"))[0]

    @Slot()
    def save_eml(self) -> None:
        """Write the email as a file, for a mail program without an account here."""
        draft, desk = self._draft(), self._ctx.desk
        if draft is None:
            return
        target = self.pick_eml(str(Path.home() / f"{draft.subject[:60].replace('/', '-')}.eml"))
        if not target:
            return
        self._ctx.runner.op(
            self,
            lambda: desk.outbox.save_eml(draft, Path(target)),
            lambda path: self._ctx.nav.toast.emit(self._ctx.texts("list.saved", file=str(path)), False),
        )

    @Slot()
    def open_in_mail_program(self) -> None:
        """Hand the email to the desktop's mail program as a new message."""
        draft, work = self._draft(), self._panel.work
        if draft is None or work is None:
            return
        url = QUrl()
        url.setScheme("mailto")
        url.setPath(work.card.person.email)
        subject, body = (bytes(QUrl.toPercentEncoding(t).data()).decode() for t in (draft.subject, draft.body))
        url.setQuery(f"subject={subject}&body={body}")
        QDesktopServices.openUrl(url)
        self._ctx.nav.toast.emit(self._ctx.texts("list.opened"), False)
