"""The email: template filled in, missing values typed in place and kept, its thread, files and time, and the ways out (rules R10, R15, R16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.domain.threading import quoted_below
from sdrdesk.core.render.lint import Finding
from sdrdesk.core.render.snippets import Expansion, expand
from sdrdesk.core.render.value_spans import value_spans
from sdrdesk.core.services.compose import BLANK, Composed
from sdrdesk.core.services.email_draft import EmailDraft
from sdrdesk.core.services.mail_drafts import MailDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.today.composer_state import Around
from sdrdesk.ui.pages.today.email_preview import EmailPreview
from sdrdesk.ui.pages.today.email_side import EmailSide
from sdrdesk.ui.pages.today.email_ways import EmailWays
from sdrdesk.ui.pages.today.later_line import LaterLine
from sdrdesk.ui.pages.today.thread_line import ThreadLine
from sdrdesk.ui.theme import set_font
from sdrdesk.ui.widgets.attachment_list import AttachmentList, FileRow
from sdrdesk.ui.widgets.card import Card as Frame
from sdrdesk.ui.widgets.check_list import CheckItem
from sdrdesk.ui.widgets.slot_editor import SlotEditor, local_files
from sdrdesk.ui.widgets.slot_highlighter import SLOT
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_STATES = {"ok": "ok", "warn": "warn", "error": "bad"}
LINT_AFTER_MS = 200


class EmailTab(QWidget):
    """Writing one email.

    Signals:
        template_chosen: key of another template.
        value_typed: variable and text, to be kept.
        send_requested, save_requested, open_requested: the ways out; the page reads ``email()``.
        text_changed: for the checks.
        edited: the user has changed something that a draft keeps.
        files_wanted: the user wants to choose files; ``files_given``: the paths that there are now.
        snippets_wanted, next_wanted, discard_wanted: the dialog, the next person with an email, the text as the template gives it.
    """

    template_chosen = Signal(str)
    value_typed = Signal(str, str)
    send_requested = Signal()
    save_requested = Signal()
    open_requested = Signal()
    text_changed = Signal()
    edited = Signal()
    files_wanted = Signal()
    files_given = Signal(object)
    snippets_wanted = Signal()
    next_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("email_tab")
        self.setAcceptDrops(True)
        self._ctx = ctx
        self._texts = ctx.texts
        self.composed: Composed | None = None
        self.around = Around()
        self.spent = False
        self._html = False
        self._own_subject = ""
        self._files_problem = ""
        self.templates = QComboBox()
        self.templates.setObjectName("template")
        self.templates.setAccessibleName(self.tr("Template"))
        self.templates.setMinimumContentsLength(8)
        self.templates.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._variant = PlainLabel("", "t3", 12)
        self._variant.setObjectName("variant")
        self._to = ElidedLabel("", "t1")
        self._to.setObjectName("email_to")
        self.subject_edit = QLineEdit()
        self.subject_edit.setObjectName("subject")
        self.subject_edit.setAccessibleName(self.tr("Subject"))
        self.subject_edit.setProperty("kind", "bare")
        set_font(self.subject_edit, 13, 600)
        self.thread_line = ThreadLine(ctx.texts)
        self.editor = SlotEditor()
        self.editor.setObjectName("body")
        self.editor.setAccessibleName(self.tr("Text of the email"))
        self.editor.setProperty("kind", "bare")
        self.editor.expander = self._expand
        self.preview = EmailPreview()
        self.attachments = AttachmentList()
        self.side = EmailSide()
        self.checks = self.side.checks
        self.later = LaterLine(ctx, self)
        self._state = PlainLabel("", "t3", 12, wrap=True)
        self._state.setObjectName("email_state")
        self.ways = EmailWays()
        self.send, self.save, self.open = self.ways.send, self.ways.save, self.ways.open
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LINT_AFTER_MS)
        self._later.timeout.connect(self._settled)
        self._lay_out()
        self._wire()

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        frame = Frame("surface", (1, 1, 1, 1), 0, ruled=True)
        heads = ((self.tr("Template"), self.templates), (self.tr("To"), self._to), (self.tr("Subject"), self.subject_edit))
        for label, widget in heads:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(12, 4, 12, 4)
            head = PlainLabel(label, "t3", 12)
            head.setFixedWidth(64)
            line.addWidget(head)
            line.addWidget(widget, 1)
            if widget is self.templates:
                line.addWidget(self._variant)
            frame.add_row(row)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.editor)
        self._pages.addWidget(self.preview)
        frame.add_row(self.thread_line)
        frame.add_row(self._pages, 1)
        frame.add_row(self.attachments)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(frame, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        self.set_back = PlainLabel("", "t2", 12, wrap=True)
        self.set_back.setObjectName("email_set_back")
        self.set_back.hide()
        column.addWidget(self.set_back)
        column.addLayout(middle, 1)
        column.addWidget(self._state)
        column.addWidget(self.later)
        column.addWidget(self.ways)

    def _wire(self) -> None:
        self.templates.activated.connect(self._on_template)
        self.checks.activated.connect(self._on_check)
        self.side.fill.chosen.connect(self.editor.fill_slot)
        self.side.fill.left_out.connect(self._on_left_out)
        self.side.preview.clicked.connect(self.toggle_preview)
        self.side.attach.clicked.connect(self.files_wanted)
        self.side.snippets.clicked.connect(self.snippets_wanted)
        self.editor.body_changed.connect(self._on_edit)
        self.editor.slot_filled.connect(self._on_slot)
        self.editor.files_dropped.connect(self.add_files)
        self.subject_edit.textEdited.connect(self._on_edit)
        self.thread_line.joined_changed.connect(self._on_joined)
        self.thread_line.quote_changed.connect(self._on_edit)
        self.attachments.removed.connect(self._on_removed)
        self.later.changed.connect(self._on_edit)
        self.later.entered.connect(self._send_by_key)
        ways = self.ways
        ways.send.clicked.connect(self.send_requested)
        ways.save.clicked.connect(self.save_requested)
        ways.open.clicked.connect(self.open_requested)
        ways.later.clicked.connect(self.later.open_line)
        ways.variant.clicked.connect(self.next_variant)
        ways.more.clicked.connect(lambda: ways.open_more(html=self._html))
        ways.html_toggled.connect(self.set_html)
        ways.discard_wanted.connect(self.discard_wanted)
        ways.next_wanted.connect(self.next_wanted)
        keys = (
            ("Ctrl+Return", self._send_by_key),
            ("Ctrl+Enter", self._send_by_key),
            ("Ctrl+Shift+A", self.files_wanted.emit),
            ("Ctrl+Shift+S", self.ways.save.click),
            ("Ctrl+J", self.next_wanted.emit),
            ("Alt+T", self.thread_line.turn),
            ("Alt+P", self.toggle_preview),
            ("Alt+S", self.snippets_wanted.emit),
            ("L", self._later_by_key),
            ("]", self.next_variant),
            ("[", lambda: self.next_variant(-1)),
        )
        for sequence, slot in keys:
            QShortcut(QKeySequence(sequence), self).activated.connect(slot)

    # --- showing -----------------------------------------------------------------------------------------------------------

    def show_email(self, composed: Composed, around: Around) -> None:
        """Show a rendered email, or what the user had made of it."""
        self.spent = False
        draft = around.draft
        self._show_text(composed, around, draft)
        joined = draft.joined if draft is not None else composed.threading.joined
        quoted = draft.quote if draft is not None else True
        self._show_thread(joined, quoted)
        self._html = draft.html if draft is not None else False
        self.later.show_person(around.morning, around.zone, draft.later if draft is not None else "")
        self.attachments.set_files([])
        self._files_problem = ""
        if self._pages.currentWidget() is self.preview:
            self.toggle_preview()
        self.show_findings(composed.lint)
        self._later.start()
        if draft is not None:
            self._set_paths(draft.attachments)

    def show_template(self, composed: Composed, *, by_user: bool = True) -> None:
        """Another template for the same email, or other values in it: thread, files and time stay."""
        joined, quoted = self.thread_line.joined, self.thread_line.quote.isChecked()
        self._show_text(composed, replace(self.around, draft=None), None)
        self._show_thread(joined, quoted)
        self.show_findings(composed.lint)
        if by_user:
            self._on_edit()

    def _show_text(self, composed: Composed, around: Around, draft: MailDraft | None) -> None:
        self.composed, self.around = composed, around
        self._own_subject = composed.own_subject
        self.templates.clear()
        for key, name in around.templates:
            self.templates.addItem(name, key)
        self.templates.setCurrentIndex(max(0, self.templates.findData(composed.template)))
        choices = composed.choices if composed.template in composed.choices else ()
        at, many = (choices.index(composed.template), len(choices)) if len(choices) > 1 else (0, 0)
        self._variant.setText(self._texts("compose.variant", letter=chr(ord("A") + at % 26), n=many))
        self._variant.setHidden(not many)
        self.ways.show_ways(account=around.has_account, variants=len(composed.choices) > 1)
        self._to.setText(composed.to or self._texts("wait.no_email"))
        self._set_subject(draft.subject if draft is not None else composed.subject)
        body = draft.body if draft is not None else composed.body
        self.editor.set_body(body, value_spans(body, composed.values))

    def _show_thread(self, joined: bool, quoted: bool) -> None:
        composed = self.composed
        if composed is None:
            return
        self.thread_line.show_threading(composed.threading, joined, quoted, DayWords(self._ctx.profile, self._ctx.now()))
        if self.around.draft is None:
            self._subject_of_thread(self.thread_line.joined)

    def _set_subject(self, words: str) -> None:
        self.subject_edit.setText(words)
        self.subject_edit.setCursorPosition(0)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """The checks, and what keeps the email from being sent."""
        self.checks.set_checks(
            [CheckItem(f.rule, _STATES.get(f.severity, "note"), self._texts(f"lint.{f.rule}.{f.severity}", **f.params)) for f in findings]
        )
        missing = self.missing()
        slot = next(iter(self.editor.slots()), "")
        self.side.fill.show_slot(slot, self._texts(f"variable.{slot}") if slot else "", self.around.fills.get(slot, ()))
        blocked = self.composed.blocked_by if self.composed is not None else ""
        if missing:
            words = self._texts("list.to_fill", n=len(missing), names=", ".join(self._texts(f"variable.{m}") for m in missing))
        elif blocked in ("no_email", "do_not_contact"):
            words = self._texts("wait.no_email") if blocked == "no_email" else self._texts("reason.do_not_contact")
        elif blocked == "template" and self.composed is not None and self.composed.problem is not None:
            words = sentence(self.composed.problem, self._texts)
        elif self._files_problem:
            words = self._files_problem
        elif not self.around.has_account:
            words = self._texts("list.no_account")
        else:
            words = self._draft_words()
        self._state.setText(words)
        self._state.setHidden(not words)
        complete = not missing and blocked in ("", "missing") and not self._files_problem
        self.send.setEnabled(complete and self.around.has_account and self.later.ready)
        self.send.set_words(self.tr("Send then") if self.later.typed else self.tr("Send"))
        self.save.setEnabled(complete)
        self.open.setEnabled(complete)

    def _draft_words(self) -> str:
        draft = self.around.draft
        if draft is None or draft.at is None:
            return ""
        words = DayWords(self._ctx.profile, self._ctx.now())
        day = words.date_of(draft.at)
        when = words.clock(draft.at) if day == words.today else f"{words.day(day)} {words.clock(draft.at)}"
        return self._texts("compose.draft", when=when)

    # --- what stands there -------------------------------------------------------------------------------------------------

    def missing(self) -> list[str]:
        """Variables still to be typed, subject first."""
        return list(dict.fromkeys([*SLOT.findall(self.subject_edit.text()), *self.editor.slots()]))

    def subject(self) -> str:
        """The subject as it stands."""
        return self.subject_edit.text().strip()

    def body(self) -> str:
        """The body as it stands."""
        return self.editor.body()

    def quoted(self) -> str:
        """Their message as it goes below; empty for none."""
        thread = self.composed.threading.thread if self.composed is not None else None
        if thread is None or not self.thread_line.quoted or self.composed is None:
            return ""
        return quoted_below(thread, self._ctx.profile.zone, self.composed.language)

    def files(self) -> tuple[str, ...]:
        """Paths of the files."""
        return tuple(row.path for row in self.attachments.files())

    def email(self) -> EmailDraft | None:
        """The email as it would go into the outbox.

        Raises:
            ValidationError: the typed time is none.
        """
        composed = self.composed
        if composed is None:
            return None
        thread = composed.threading.thread if self.thread_line.joined else None
        return EmailDraft(
            composed.prospect_id,
            self.subject(),
            self.body(),
            composed.template if composed.template != BLANK else None,
            send_at=self.later.moment(),
            step=composed.step,
            in_reply_to=thread.in_reply_to if thread is not None else "",
            references=thread.references if thread is not None else (),
            quoted=self.quoted(),
            attachments=self.files(),
            html=self._html,
        )

    def draft(self) -> MailDraft | None:
        """The same with all that is half typed, to be kept."""
        composed = self.composed
        if composed is None:
            return None
        return MailDraft(
            self.subject_edit.text(),
            self.body(),
            composed.template,
            self.thread_line.joined,
            self.thread_line.quote.isChecked(),
            self.files(),
            self.later.typed,
            self._html,
            composed.step,
        )

    # --- files -------------------------------------------------------------------------------------------------------------

    @Slot(object)
    def add_files(self, paths: Sequence[str]) -> None:
        """Files that were dropped or chosen, after those that are there."""
        self._set_paths(tuple(dict.fromkeys((*self.files(), *paths))))
        self.edited.emit()

    @Slot(str)
    def _on_removed(self, path: str) -> None:
        self._set_paths(tuple(p for p in self.files() if p != path))
        self.edited.emit()

    def _set_paths(self, paths: Sequence[str]) -> None:
        """Show them at once; what they are is found out meanwhile."""
        known = {row.path: row for row in self.attachments.files()}
        self.attachments.set_files([known.get(p, FileRow(p, p.replace("\\", "/").rpartition("/")[2], -1)) for p in paths])
        self.files_given.emit(tuple(paths))

    def show_files(self, rows: Sequence[FileRow], problem: str) -> None:
        """The files as they were found on the disk; ``problem`` is why they cannot go together."""
        self.attachments.set_files(rows, problem)
        self._files_problem = problem or next((row.problem for row in rows if row.problem), "")
        self._later.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the composer."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They become attachments."""
        event.acceptProposedAction()
        self.add_files(local_files(event.mimeData()))

    # --- what the user does ------------------------------------------------------------------------------------------------

    @Slot()
    def _on_edit(self) -> None:
        self._later.start()
        self.edited.emit()

    @Slot()
    def _settled(self) -> None:
        self.text_changed.emit()
        if self._pages.currentWidget() is self.preview:
            self._renew_preview()

    @Slot(bool)
    def _on_joined(self, joined: bool) -> None:
        self._subject_of_thread(joined)
        self._on_edit()

    def _subject_of_thread(self, joined: bool) -> None:
        """The thread's subject, or the email's own again."""
        thread = self.composed.threading.thread if self.composed is not None else None
        if thread is None:
            return
        if joined and self.subject_edit.text() != thread.subject:
            self._own_subject = self.subject_edit.text()
            self._set_subject(thread.subject)
        elif not joined and self.subject_edit.text() == thread.subject:
            self._set_subject(self._own_subject)

    @Slot(int)
    def _on_template(self, row: int) -> None:
        self.template_chosen.emit(str(self.templates.itemData(row)))

    @Slot()
    def next_variant(self, by: int = 1) -> None:
        """Another template of the step; the one that the person was given stays the default."""
        composed = self.composed
        if composed is None or len(composed.choices) < 2:
            return
        choices = composed.choices
        at = choices.index(composed.template) + (by or 1) if composed.template in choices else 0
        self.template_chosen.emit(choices[at % len(choices)])

    @Slot(str, str)
    def _on_slot(self, name: str, text: str) -> None:
        if not text.strip():
            return
        self.subject_edit.setText(self.subject_edit.text().replace(f"⟦{name}⟧", text.strip()))
        self.value_typed.emit(name, text.strip())
        self._on_edit()

    @Slot(str)
    def _on_left_out(self, name: str) -> None:
        self.editor.drop_sentence(name)
        self.editor.setFocus()

    @Slot(str)
    def _on_check(self, _rule: str) -> None:
        if not self.editor.next_slot():
            self.editor.setFocus()

    @Slot()
    def _send_by_key(self) -> None:
        if self.send.isEnabled():
            self.send_requested.emit()

    @Slot()
    def _later_by_key(self) -> None:
        if self.ways.later.isVisible():
            self.later.open_line()

    @Slot()
    def toggle_preview(self) -> None:
        """Between writing and the email as it will look."""
        seen = self._pages.currentWidget() is self.preview
        if not seen:
            self._renew_preview()
        self._pages.setCurrentWidget(self.editor if seen else self.preview)
        self.side.say_preview(not seen)

    def _renew_preview(self) -> None:
        quoted = self.quoted()
        text = f"{self.body().rstrip()}\n\n{quoted}" if quoted else self.body()
        names = [row.name for row in self.attachments.files()]
        self.preview.show_email(self.around.sender, self._to.whole(), self.subject(), text, html=self._html, files=names)

    def _expand(self, code: str) -> Expansion | None:
        body = self.around.snippets.get(code)
        return expand(body, self.composed.values) if body is not None and self.composed is not None else None

    @Slot(bool)
    def set_html(self, on: bool) -> None:
        """With the HTML part or without."""
        self._html = on
        self._on_edit()
