"""The ideal buyer: criteria that the book judges by, the user's own words, and what the answers of account executives suggest (seed W9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.ideal_profile import SECTIONS, IdealProfile, Suggestion, body_of, profile_from, with_suggestion
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.fit_words import suggestion_words
from sdrdesk.core.services.ideal import Counted
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.playbook.ideal_criteria import CriteriaCard
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

WIDTH = 980
_PAUSE_MS, _HIGH = 250, 46


@dataclass(frozen=True, slots=True)
class _Read:
    kept: IdealProfile
    counted: Counted | None
    taught: tuple[Suggestion, ...]


class IdealPart(QWidget):
    """The form, whom it would fit, and what is suggested. Ctrl+S keeps it as the next version; nothing changes by itself."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playbook_ideal")
        self._ctx = ctx
        self._turn = 0
        self._kept = IdealProfile()
        self._taught: tuple[Suggestion, ...] | None = None
        self.criteria = CriteriaCard(ctx.texts)
        self.criteria.edited.connect(self._edited)
        self.count = PlainLabel("", "t1", 13, 500, wrap=True)
        self.count.setObjectName("ideal_count")
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName("ideal_error")
        self.error.hide()
        self.keep_button = KeyButton(self.tr("Keep this profile"), "primary", small=True)
        self.keep_button.setObjectName("ideal_keep")
        self.keep_button.set_keys("Ctrl+S")
        self.keep_button.clicked.connect(self.keep)
        self.drop_button = KeyButton(self.tr("Discard"), "ghost", small=True)
        self.drop_button.setObjectName("ideal_discard")
        self.drop_button.clicked.connect(self.discard)
        self.suggested = Card("surface", (16, 12, 16, 12), spacing=8)
        self.suggested.setObjectName("ideal_suggestions")
        self.words: dict[str, QPlainTextEdit] = {}
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._wait.timeout.connect(self.refresh)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+S"), self, self.keep, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.criteria)
        self._show_draft()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel(self.tr("Who is the ideal buyer?"), "t1", 15, 600))
        top.addStretch(1)
        top.addWidget(self.drop_button)
        top.addWidget(self.keep_button)
        why = self.tr(
            "What your best customers have in common. Everybody is held against it and shown with their fit; the order of the list and the lead score do not change by it."
        )
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(PlainLabel(why, "t2", 12, wrap=True))
        told = Card("subtle", (16, 12, 16, 12), spacing=6)
        told.add_row(self.count)
        told.add_row(self.error)
        for card in (told, self.suggested, self.criteria, self._make_words()):
            column.addWidget(card)
        column.addStretch(1)
        body = QWidget()
        body.setProperty("role", "content")
        around = QHBoxLayout(body)
        around.setContentsMargins(24, 16, 24, 24)
        around.addWidget(middle, 1)
        around.addStretch(0)
        area = QScrollArea()
        area.setObjectName("ideal_scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _make_words(self) -> Card:
        card = Card("surface", (16, 12, 16, 12), spacing=4)
        card.add_row(PlainLabel(self.tr("In your words"), "t1", 13, 600))
        for section in SECTIONS:
            name = self._ctx.texts(f"ideal_section.{section}")
            edit = QPlainTextEdit()
            edit.setObjectName(f"ideal_{section}")
            edit.setAccessibleName(name)
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(current().px(_HIGH))
            edit.textChanged.connect(self._edited)
            self.words[section] = edit
            card.add_row(PlainLabel(name, "t2", 12, 600))
            card.add_row(edit)
        return card

    def profile(self) -> IdealProfile:
        """What the form says."""
        words = {section: edit.toPlainText().strip() for section, edit in self.words.items()}
        return IdealProfile(self.criteria.value(), {k: v for k, v in words.items() if v})

    @property
    def changed(self) -> bool:
        """Does the form say something that is not kept?"""
        said = self.profile()
        return set(said.criteria) != set(self._kept.criteria) or dict(said.words) != dict(self._kept.words)

    def _draft(self) -> IdealProfile | None:
        try:
            return profile_from(body_of(self.profile()))
        except ValidationError:
            return None

    def refresh(self) -> None:
        """Read what holds, count by what the form says, and read what is suggested; a draft stays."""
        self._turn += 1
        turn, ideal, wanted = self._turn, self._ctx.desk.ideal, self._draft() if self.changed else None

        def work() -> _Read:
            kept = ideal.profile()
            asked = wanted or kept
            return _Read(kept, None if asked.empty else ideal.count(asked), ideal.suggestions())

        self._ctx.runner.query(self, work, lambda read: self._show(read) if turn == self._turn else None)

    def _show(self, read: _Read) -> None:
        was_changed = self.changed
        self._kept = read.kept
        if not was_changed:
            self._put(read.kept)
        if read.counted is None:
            self.count.setText(self.tr("Nothing is asked yet. Say at least one thing that your best customers have in common."))
        else:
            said = self.tr("%1 of %2 open people fit fully; %3 are ruled out.")
            c = read.counted
            self.count.setText(said.replace("%1", str(c.full)).replace("%2", str(c.of)).replace("%3", str(c.out)))
        if read.taught != self._taught:
            self._taught = read.taught
            self._show_suggestions()
        self._show_draft()

    def _put(self, profile: IdealProfile) -> None:
        self.criteria.show_criteria(profile.criteria)
        for section, edit in self.words.items():
            words = profile.words.get(section, "")
            if edit.toPlainText().strip() != words:
                edit.blockSignals(True)
                edit.setPlainText(words)
                edit.blockSignals(False)

    def _show_suggestions(self) -> None:
        card = self.suggested
        while (item := card.column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        card.setVisible(bool(self._taught))
        if not self._taught:
            return
        card.add_row(PlainLabel(self.tr("What the answers say"), "t1", 13, 600))
        for n, one in enumerate(self._taught[:6]):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(PlainLabel(suggestion_words(one, self._ctx.texts), "t1", 13, wrap=True), 1)
            take, leave = KeyButton(self.tr("Put it in the form"), small=True), KeyButton(self.tr("Not again"), "ghost", small=True)
            take.setObjectName(f"suggest_take_{n}")
            take.clicked.connect(partial(self._take, one))
            leave.setObjectName(f"suggest_leave_{n}")
            leave.clicked.connect(partial(self._leave, one))
            row.addWidget(take)
            row.addWidget(leave)
            card.add_row(line)

    def _take(self, one: Suggestion, _checked: bool = False) -> None:
        draft = with_suggestion(self.profile(), one)
        self._put(draft)
        self._edited()

    def _leave(self, one: Suggestion, _checked: bool = False) -> None:
        ideal = self._ctx.desk.ideal
        self._ctx.runner.op(
            self, lambda: ideal.leave_aside(one.key), lambda _: self._ctx.nav.toast.emit(self.tr("It is suggested no more."), True)
        )

    def _show_draft(self) -> None:
        try:
            profile_from(body_of(self.profile()))
            words = ""
        except ValidationError as error:
            words = sentence(error, self._ctx.texts)
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.keep_button.setEnabled(self.changed and not words)
        self.drop_button.setEnabled(self.changed)

    @Slot()
    def _edited(self) -> None:
        self._show_draft()
        self._wait.start()

    @Slot()
    def discard(self) -> None:
        """Back to the profile in use."""
        self._put(self._kept)
        self._show_draft()
        self.refresh()

    @Slot()
    def keep(self) -> None:
        """The form's profile holds from now on, as the next version."""
        if not self.keep_button.isEnabled():
            return
        profile, ideal = self.profile(), self._ctx.desk.ideal

        def done(_: object) -> None:
            self._kept = profile
            self._show_draft()
            self._ctx.nav.toast.emit(self.tr("This is the ideal buyer from now on."), True)

        self._ctx.runner.op(self, lambda: ideal.keep(profile), done)
