"""The email: template filled in, missing values typed in place and kept, checks, and the ways out (rules R10, R15, R16)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.render.lint import Finding
from sdrdesk.core.services.compose import Composed
from sdrdesk.core.texts import Texts
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.card import Card as Frame
from sdrdesk.ui.widgets.check_list import CheckItem, CheckList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.slot_editor import SlotEditor
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_STATES = {"ok": "ok", "warn": "warn", "error": "bad"}
LINT_AFTER_MS = 200


class EmailTab(QWidget):
    """Writing one email.

    Signals:
        template_chosen: key of another template.
        value_typed: variable and text, to be kept.
        send_requested, save_requested, open_requested: the ways out; the page reads ``subject()`` and ``body()``.
        text_changed: for the checks.
    """

    template_chosen = Signal(str)
    value_typed = Signal(str, str)
    send_requested = Signal()
    save_requested = Signal()
    open_requested = Signal()
    text_changed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("email_tab")
        self._texts = texts
        self.composed: Composed | None = None
        self._has_account = False
        self.templates = QComboBox()
        self.templates.setObjectName("template")
        self.templates.setAccessibleName(self.tr("Template"))
        self.templates.activated.connect(self._on_template)
        self._to = ElidedLabel("", "t1")
        self._to.setObjectName("email_to")
        self.subject_edit = QLineEdit()
        self.subject_edit.setObjectName("subject")
        self.subject_edit.setAccessibleName(self.tr("Subject"))
        self.editor = SlotEditor()
        self.editor.setObjectName("body")
        self.editor.setAccessibleName(self.tr("Text of the email"))
        self.editor.slot_filled.connect(self._on_slot)
        self.checks = CheckList()
        self.checks.activated.connect(self._on_check)
        self._state = PlainLabel("", "t3", 12, wrap=True)
        self._state.setObjectName("email_state")
        self.send = KeyButton(self.tr("Send"), "primary", "send")
        self.send.set_keys("Ctrl+Return")
        self.save = KeyButton(self.tr("Save as .eml"), icon="download")
        self.open = KeyButton(self.tr("Open in my mail program"), icon="external-link")
        for name, button, signal in (
            ("send", self.send, self.send_requested),
            ("save_eml", self.save, self.save_requested),
            ("open_mail", self.open, self.open_requested),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LINT_AFTER_MS)
        self._later.timeout.connect(self.text_changed)
        self.editor.body_changed.connect(self._later.start)
        self.subject_edit.textChanged.connect(self._on_subject)
        self._lay_out()
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self._send_by_key)

    def _lay_out(self) -> None:
        frame = Frame("surface", (1, 1, 1, 1), 0)
        for label, widget in ((self.tr("Template"), self.templates), (self.tr("To"), self._to), (self.tr("Subject"), self.subject_edit)):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(12, 4, 12, 4)
            head = PlainLabel(label, "t3", 12)
            head.setFixedWidth(64)
            line.addWidget(head)
            line.addWidget(widget, 1)
            frame.add_row(row)
        frame.add_row(self.editor, 1)
        side = QVBoxLayout()
        side.addWidget(PlainLabel(self.tr("Checks"), "t2", 12, 600))
        scroll = QScrollArea()
        scroll.setObjectName("checks_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside_column = QVBoxLayout(inside)
        inside_column.setContentsMargins(0, 0, 0, 0)
        inside_column.addWidget(self.checks)
        inside_column.addStretch(1)
        scroll.setWidget(inside)
        side.addWidget(scroll, 1)
        side_box = QWidget()
        side_box.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        side_box.setFixedWidth(196)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(frame, 1)
        middle.addWidget(side_box)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.send, self.save, self.open):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addLayout(middle, 1)
        column.addWidget(self._state)
        column.addLayout(buttons)

    def show_email(self, composed: Composed, templates: list[tuple[str, str]], has_account: bool) -> None:
        """Show a rendered email; ``templates`` are (key, name)."""
        self.composed = composed
        self._has_account = has_account
        self.templates.clear()
        for key, name in templates:
            self.templates.addItem(name, key)
        self.templates.setCurrentIndex(max(0, self.templates.findData(composed.template)))
        self._to.setText(composed.to or self._texts("wait.no_email"))
        self.subject_edit.blockSignals(True)
        self.subject_edit.setText(composed.subject)
        self.subject_edit.setCursorPosition(0)
        self.subject_edit.blockSignals(False)
        self.editor.set_body(composed.body)
        self.show_findings(composed.lint)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """The checks, and what keeps the email from being sent."""
        self.checks.set_checks(
            [CheckItem(f.rule, _STATES.get(f.severity, "note"), self._texts(f"lint.{f.rule}.{f.severity}", **f.params)) for f in findings]
        )
        missing = self.missing()
        blocked = self.composed.blocked_by if self.composed is not None else ""
        if missing:
            words = self._texts("list.to_fill", n=len(missing), names=", ".join(self._texts(f"variable.{m}") for m in missing))
        elif blocked in ("no_email", "do_not_contact"):
            words = self._texts("wait.no_email") if blocked == "no_email" else self._texts("reason.do_not_contact")
        elif blocked == "template" and self.composed is not None and self.composed.problem is not None:
            words = sentence(self.composed.problem, self._texts)
        elif not self._has_account:
            words = self._texts("list.no_account")
        else:
            words = ""
        self._state.setText(words)
        self._state.setHidden(not words)
        complete = not missing and blocked in ("", "missing")
        self.send.setEnabled(complete and self._has_account)
        self.save.setEnabled(complete)
        self.open.setEnabled(complete)

    def missing(self) -> list[str]:
        """Variables still to be typed, subject first."""
        in_subject = [v for v in (self.composed.missing if self.composed else ()) if f"⟦{v}⟧" in self.subject_edit.text()]
        return list(dict.fromkeys([*in_subject, *self.editor.slots()]))

    def subject(self) -> str:
        """The subject as it stands."""
        return self.subject_edit.text().strip()

    def body(self) -> str:
        """The body as it stands."""
        return self.editor.body()

    @Slot(str)
    def _on_subject(self, _words: str) -> None:
        self._later.start()

    @Slot(int)
    def _on_template(self, row: int) -> None:
        self.template_chosen.emit(str(self.templates.itemData(row)))

    @Slot(str, str)
    def _on_slot(self, name: str, text: str) -> None:
        if not text.strip():
            return
        self.subject_edit.setText(self.subject_edit.text().replace(f"⟦{name}⟧", text.strip()))
        self.value_typed.emit(name, text.strip())
        self._later.start()

    @Slot(str)
    def _on_check(self, _rule: str) -> None:
        if not self.editor.next_slot():
            self.editor.setFocus()

    @Slot()
    def _send_by_key(self) -> None:
        if self.send.isEnabled():
            self.send_requested.emit()
