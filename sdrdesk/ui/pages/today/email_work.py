"""What happens to the email in front: another template, a typed value, files, send, save, open elsewhere (rules R15, R16, R26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.attachments import look_at, too_much
from sdrdesk.core.services.email_draft import EmailDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.snippets import SnippetsDialog
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.today.work_panel import WorkPanel
from sdrdesk.ui.widgets.attachment_list import FileRow


class EmailWork(QObject):
    """Connects the email tab with the services.

    Signals:
        sent: the email is in the outbox; the next person may come.
        next_wanted: the next person with an email.
    """

    sent = Signal()
    next_wanted = Signal()

    def __init__(self, ctx: UiContext, panel: WorkPanel) -> None:
        super().__init__(panel)
        self._ctx = ctx
        self._panel = panel
        self._under_way: set[int] = set()
        ctx.bridge.changed.connect(self._on_changed)
        tab = panel.email
        tab.template_chosen.connect(self.choose_template)
        tab.value_typed.connect(self.keep_value)
        tab.text_changed.connect(self.check)
        tab.send_requested.connect(self.send)
        tab.save_requested.connect(self.save_eml)
        tab.open_requested.connect(self.open_in_mail_program)
        tab.files_wanted.connect(self.choose_files)
        tab.files_given.connect(self.look_at_files)
        tab.snippets_wanted.connect(self.edit_snippets)
        tab.next_wanted.connect(self.next_wanted)
        tab.discard_wanted.connect(self.begin_anew)

    @property
    def _id(self) -> int:
        return self._panel.work.card.person.id if self._panel.work else 0

    @Slot(str)
    def choose_template(self, key: str) -> None:
        """Render another template."""
        if self._id:
            self._panel.email.show_template(self._ctx.desk.compose.compose(self._id, template=key))

    @Slot()
    def begin_anew(self) -> None:
        """The text as the template gives it; what was typed is forgotten."""
        work, email = self._panel.work, self._panel.email
        if work is not None:
            self._panel.drafts.drop(self._id)
            email.show_email(self._ctx.desk.compose.compose(self._id), replace(work.around, draft=None))

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

    # --- files -------------------------------------------------------------------------------------------------------------

    def pick_files(self) -> list[str]:
        """Which files; tests replace this."""
        return QFileDialog.getOpenFileNames(self._panel, self.tr("Attach files"), str(Path.home()))[0]

    @Slot()
    def choose_files(self) -> None:
        """Ask for files and put them with the email."""
        paths = self.pick_files()
        if paths:
            self._panel.email.add_files(paths)

    @Slot(object)
    def look_at_files(self, paths: Sequence[str]) -> None:
        """Find out names, sizes and what is wrong; a disk may be slow."""
        who, texts = self._id, self._ctx.texts

        def found(files: Any) -> None:
            if self._id != who or self._panel.email.files() != tuple(paths):
                return  # another person, or other files meanwhile
            rows = [FileRow(f.path, f.name, f.size, sentence(f.problem, texts) if f.problem else "") for f in files]
            problem = too_much([f.size for f in files])
            self._panel.email.show_files(rows, sentence(problem, texts) if problem is not None else "")

        self._ctx.runner.query(self, lambda: [look_at(path) for path in paths], found)

    # --- snippets ----------------------------------------------------------------------------------------------------------

    @Slot()
    def edit_snippets(self) -> None:
        """The snippets of the language of this email."""
        email = self._panel.email
        if email.composed is None:
            return
        SnippetsDialog(self._ctx, email.composed.language, self._panel.window()).open()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        """Snippets that were edited, or whose edit was undone, are there for the email in front."""
        email, snippets = self._panel.email, self._ctx.desk.snippets
        if email.composed is None or not changes.concerns("snippet"):
            return
        language = email.composed.language

        def read(found: Any) -> None:
            email.around = replace(email.around, snippets={one.code: one.body for one in found})

        self._ctx.runner.query(self, lambda: snippets.all(language), read)

    # --- ways out ----------------------------------------------------------------------------------------------------------

    def _draft(self) -> EmailDraft | None:
        try:
            return self._panel.email.email() if self._id else None
        except ValidationError as error:
            self._ctx.nav.toast.emit(sentence(error, self._ctx.texts), False)
            return None

    @Slot()
    def send(self) -> None:
        """Into the outbox; it leaves after the undo time, or at the time that was said. Undo gives the text back."""
        draft, typed, desk, email = self._draft(), self._panel.email.draft(), self._ctx.desk, self._panel.email
        if draft is None or typed is None or draft.prospect_id in self._under_way:
            return  # a second press while the first is being stored is no second email (B5)
        self._under_way.add(draft.prospect_id)
        name = self._panel.work.card.person.full_name if self._panel.work else ""
        self._panel.drafts.stop(draft.prospect_id)

        def work() -> None:
            outcome = desk.outbox.queue(draft)
            desk.mail_drafts.sent(draft.prospect_id, typed, outcome.value)

        def done(_: object) -> None:
            self._under_way.discard(draft.prospect_id)
            seconds = self._ctx.profile.number("mail.undo_seconds")
            when = email.later.words(draft.send_at) if draft.send_at is not None else ""
            words = self._ctx.texts("compose.later" if when else "compose.queued", name=name, n=seconds, when=when)
            self._ctx.nav.lasting.emit(words, 0 if when else int(seconds))
            if email.composed is not None and email.composed.prospect_id == draft.prospect_id:
                email.spent = True
                self.sent.emit()

        def failed(error: Exception) -> None:
            self._under_way.discard(draft.prospect_id)
            email.edited.emit()  # it is still being written
            self._ctx.runner.failed.emit(error)

        self._ctx.runner.op(self, work, done, failed)

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
        subject, body = (bytes(QUrl.toPercentEncoding(t).data()).decode() for t in (draft.subject, draft.whole))
        url.setQuery(f"subject={subject}&body={body}")
        QDesktopServices.openUrl(url)
        self._ctx.nav.toast.emit(self._ctx.texts("list.opened"), False)
