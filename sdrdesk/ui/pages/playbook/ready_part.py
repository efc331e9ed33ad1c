"""When a lead is ready: the MQL rule in plain words, whom it would call ready, and its versions (rule R23, seed W8)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.checklist import ChecklistRule
from sdrdesk.core.domain.mql_rule import MqlRule, body_of, rule_from
from sdrdesk.core.domain.not_ready import Reason
from sdrdesk.core.domain.words import LANGUAGES
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.mql_words import mql_sentence
from sdrdesk.core.render.scripts import Scripts
from sdrdesk.core.services.qualification import Preview
from sdrdesk.core.services.standards import Version
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.playbook.checklist_card import ChecklistCard
from sdrdesk.ui.pages.playbook.flags_card import FlagsCard
from sdrdesk.ui.pages.playbook.mql_form import MqlForm
from sdrdesk.ui.pages.playbook.questions_card import QuestionsCard
from sdrdesk.ui.pages.playbook.reasons_card import ReasonsCard
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.cadence_list import CadenceLine, CadenceList
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

WIDTH = 980
KIND = "mql"
_PAUSE_MS = 150


@dataclass(frozen=True, slots=True)
class _Read:
    versions: tuple[Version, ...]
    preview: Preview | None
    own_flags: tuple[str, ...]
    checklist: ChecklistRule
    reasons: tuple[Reason, ...]
    set_back: dict[str, int]
    scripts: dict[str, Scripts]


class ReadyPart(QWidget):
    """The rule, what it would do, and what it was before. Ctrl+S keeps it as the next version."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playbook_ready")
        self._ctx = ctx
        self._turn = 0
        self._versions: tuple[Version, ...] = ()
        self._kept = MqlRule()
        self.form = MqlForm(ctx.texts)
        self.form.edited.connect(self._edited)
        self.said = PlainLabel("", "t1", 15, 500, wrap=True)
        self.said.setObjectName("mql_sentence")
        self.count = PlainLabel("", "t2", 13, wrap=True)
        self.count.setObjectName("mql_preview")
        self.keep_button = KeyButton(self.tr("Keep this rule"), "primary", small=True)
        self.keep_button.setObjectName("mql_keep")
        self.keep_button.set_keys("Ctrl+S")
        self.keep_button.clicked.connect(self.keep)
        self.drop_button = KeyButton(self.tr("Discard"), "ghost", small=True)
        self.drop_button.setObjectName("mql_discard")
        self.drop_button.clicked.connect(self.discard)
        self.list = CadenceList("mql_versions", self.tr("Versions"))
        self.list.setFixedHeight(current().px(150))  # three versions; more scroll
        self.list.chosen.connect(self._chosen)
        self.back_button = KeyButton(self.tr("Use it again"), icon="history", small=True)
        self.back_button.setObjectName("mql_back")
        self.back_button.clicked.connect(self.bring_back)
        self.flags = FlagsCard(ctx)
        self.checklist = ChecklistCard(ctx)
        self.reasons = ReasonsCard(ctx)
        self.questions = QuestionsCard(ctx)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._wait.timeout.connect(self.refresh)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+S"), self, self.keep, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.form.letters["money"])
        self.form.show_rule(self._kept)
        self._show_draft()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel(self.tr("When is a lead ready?"), "t1", 15, 600))
        top.addStretch(1)
        top.addWidget(self.drop_button)
        top.addWidget(self.keep_button)
        why = self.tr(
            "What you and your account executives call a lead that sales should take. Agree on it with them; each handoff keeps the version by which it was judged."
        )
        told = Card("subtle", (16, 12, 16, 12), spacing=6)
        told.add_row(self.said)
        told.add_row(self.count)
        earlier = Card("surface", (16, 12, 16, 12), spacing=8)
        earlier.add_row(PlainLabel(self.tr("Versions"), "t1", 13, 600))
        earlier.add_row(self.list)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        earlier.column.addLayout(row)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(PlainLabel(why, "t2", 12, wrap=True))
        for card in (told, self.form, earlier, self.flags, self.questions, self.checklist, self.reasons):
            column.addWidget(card)
        column.addStretch(1)
        body = QWidget()
        body.setProperty("role", "content")
        around = QHBoxLayout(body)
        around.setContentsMargins(24, 16, 24, 24)
        around.addWidget(middle, 1)
        around.addStretch(0)
        area = QScrollArea()
        area.setObjectName("ready_scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    @property
    def changed(self) -> bool:
        """Does the form say something that is not kept?"""
        return self.form.rule() != self._kept

    def refresh(self) -> None:
        """Read the versions, and count by what the form says; a draft stays."""
        self._turn += 1
        turn, desk, wanted = self._turn, self._ctx.desk, self._draft() if self.changed else None

        def work() -> _Read:
            versions = tuple(desk.standards.versions(KIND))
            held = rule_from(versions[0].body) if versions else MqlRule()
            return _Read(
                versions,
                desk.qualification.preview(wanted or held),
                desk.qualification.own_flags(),
                desk.handoff_plans.checklist(),
                desk.not_ready.reasons(),
                desk.not_ready.counts(),
                {language: desk.compose.scripts(language) for language in LANGUAGES},
            )

        self._ctx.runner.query(self, work, lambda read: self._show(read) if turn == self._turn else None)

    def _draft(self) -> MqlRule | None:
        """What the form says, or None when it cannot be a rule."""
        try:
            return rule_from(body_of(self.form.rule()))
        except ValidationError:
            return None

    def _show(self, read: _Read) -> None:
        was_changed = self.changed
        self._kept = rule_from(read.versions[0].body) if read.versions else MqlRule()
        if not was_changed:
            self.form.show_rule(self._kept)
        if read.versions != self._versions or not self.list.key():
            self._versions = read.versions
            self.list.set_lines(self._lines())
        self.flags.show_own(read.own_flags)
        self.checklist.show_rule(read.checklist)
        self.questions.show_scripts(read.scripts)
        self.reasons.show_reasons(read.reasons, read.set_back)
        self._show_draft()
        if read.preview is not None and self._draft() is not None:
            self.count.setText(self._counted(read.preview))
        self._chosen(self.list.key())

    def _lines(self) -> list[CadenceLine]:
        held = self._versions[0].body if self._versions else body_of(MqlRule())
        shipped = Version(KIND, 0, body_of(MqlRule()), None)
        lines, marked = [], False
        for version in (*self._versions, shipped):
            now, marked = not marked and version.body == held, marked or version.body == held
            title = self.tr("Version %1").replace("%1", str(version.version)) if version.version else self.tr("The rule that ships")
            words = mql_sentence(rule_from(version.body), self._ctx.texts)
            lines.append(CadenceLine(str(version.version), title, words, self._when(version), self.tr("in use") if now else "", "ac"))
        return lines

    def _when(self, version: Version) -> str:
        if version.at is None:
            return ""
        at = version.at.astimezone(self._ctx.profile.zone)
        clock = QDateTime(at.year, at.month, at.day, at.hour, at.minute, at.second)
        return QLocale(self._ctx.texts.language).toString(clock, QLocale.FormatType.ShortFormat)

    def _counted(self, seen: Preview) -> str:
        if not seen.of:
            return self.tr("Nothing is known yet of anybody, so nobody can be counted.")
        words = self.tr("With this rule %n of %1 people of whom something is known are ready.", "", seen.ready).replace("%1", str(seen.of))
        if seen.more or seen.fewer:
            against = self.tr("Against the rule in use: %1 more, %2 fewer.")
            words += " " + against.replace("%1", str(seen.more)).replace("%2", str(seen.fewer))
        return words

    def _show_draft(self) -> None:
        changed = self.changed
        try:
            self.said.setText(mql_sentence(rule_from(body_of(self.form.rule())), self._ctx.texts))
            self.said.set_role("t1")
            possible = True
        except ValidationError as error:
            self.said.setText(sentence(error, self._ctx.texts))
            self.said.set_role("red")
            self.count.setText("")
            possible = False
        self.keep_button.setEnabled(changed and possible)
        self.drop_button.setEnabled(changed)

    @Slot()
    def _edited(self) -> None:
        self._show_draft()
        self._wait.start()

    @Slot()
    def discard(self) -> None:
        """Back to the rule in use."""
        self.form.show_rule(self._kept)
        self._show_draft()
        self.refresh()

    @Slot()
    def keep(self) -> None:
        """The form's rule holds from now on, as the next version."""
        if not self.keep_button.isEnabled():
            return
        body, standards = body_of(self.form.rule()), self._ctx.desk.standards
        self._ctx.runner.op(self, lambda: standards.save(KIND, body), lambda done: self._done(done.value))

    @Slot()
    def bring_back(self) -> None:
        """The chosen version holds again, as the next one."""
        key = self.list.key()
        if not key:
            return
        standards = self._ctx.desk.standards
        body = next((v.body for v in self._versions if str(v.version) == key), body_of(MqlRule()))
        self.form.show_rule(rule_from(body))
        self._ctx.runner.op(self, lambda: standards.save(KIND, body), lambda done: self._done(done.value))

    def _done(self, number: int) -> None:
        self._ctx.nav.toast.emit(self.tr("Version %1 of the rule holds now.").replace("%1", str(number)), True)
        self.refresh()

    @Slot(str)
    def _chosen(self, key: str) -> None:
        body = next((v.body for v in self._versions if str(v.version) == key), body_of(MqlRule()))
        self.back_button.setEnabled(bool(key) and rule_from(body) != self._kept)
