"""The rules of one kind: a readable list, each to switch, change in place, edit, duplicate, move and remove (rules R20, R21; seeds W10, W23)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.services.rules import RuleRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.playbook.rule_card import RuleCard
from sdrdesk.ui.pages.playbook.rule_fields import Body, fields_of, get, put
from sdrdesk.ui.pages.playbook.rule_form import RuleForm
from sdrdesk.ui.pages.playbook.rule_words import rule_refusal, score_words, sla_words, trigger_words
from sdrdesk.ui.pages.playbook.score_head import ScoreHead
from sdrdesk.ui.pages.playbook.trigger_preview import TriggerPreview
from sdrdesk.ui.rule_title import rule_title
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

CARD_WIDTH = 980
NEW: dict[str, Body] = {
    "score": {"part": "fit", "field": "industry", "points": 10, "values": []},
    "sla": {"minutes": 15, "escalate_minutes": 60, "working_hours": True, "lead_types": ["net"]},
    "trigger": {"event": {"kind": "score_passes", "mark": 60}, "segment": {}, "action": {"task": "follow_up", "channel": "call"}},
}
_EXTRA = {"trigger": ("preview",), "sla": ("up",)}


@dataclass(frozen=True, slots=True)
class _Read:
    rows: tuple[RuleRow, ...]
    level: int
    mark: int
    assignable: tuple[int, int]


class RulesPart(QWidget):
    """A scrolled list of rules under a head.

    Args:
        kind: score, sla or trigger.
    """

    def __init__(self, ctx: UiContext, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"playbook_{kind}")
        self.kind = kind
        self._ctx = ctx
        self._turn = 0
        self._wanted = ""
        self._cards: list[RuleCard] = []
        self._new: RuleForm | None = None
        self.score_head: ScoreHead | None = None
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+N"), self, self.new_rule, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.add_button)

    # --- building ----------------------------------------------------------------------------------------------------------

    def _words(self) -> tuple[str, str]:
        if self.kind == "score":
            why = self.tr(
                "Each line that holds gives its points; fit up to 60, intent up to 25, engagement up to 15. What is not known counts half. "
                "Without fit the score stays low, however active somebody is."
            )
            return self.tr("Lead score"), why
        if self.kind == "sla":
            why = self.tr(
                "For leads that come in. The first one from the top that fits counts; it warns, alerts at the end, and escalates after."
            )
            return self.tr("Service levels"), why
        why = self.tr(
            "A segment and an event put people on a cadence or on your list. Nothing is ever sent by a trigger. Before one is switched on you see whom it would take today."
        )
        return self.tr("Triggers"), why

    def _lay_out(self) -> None:
        title, why = self._words()
        self.add_button = KeyButton(self.tr("Add a rule"), icon="plus", small=True)
        self.add_button.setObjectName("rule_add")
        self.add_button.set_keys("Ctrl+N")
        self.add_button.clicked.connect(self.new_rule)
        self.restore_button = KeyButton(self.tr("Back to the shipped ones"), "ghost", small=True)
        self.restore_button.setObjectName("rule_restore")
        self.restore_button.clicked.connect(self.restore)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(PlainLabel(title, "t1", 15, 600))
        top.addStretch(1)
        top.addWidget(self.restore_button)
        top.addWidget(self.add_button)
        middle = QWidget()
        middle.setMaximumWidth(CARD_WIDTH)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addLayout(top)
        self._column.addWidget(PlainLabel(why, "t2", 12, wrap=True))
        if self.kind == "score":
            self.score_head = ScoreHead(self._ctx)
            self.score_head.level_wanted.connect(partial(self._set, "score.level"))
            self.score_head.mark_wanted.connect(partial(self._set, "score.assignable"))
            self._column.addWidget(self.score_head)
        self.card = Card("surface", (16, 6, 12, 6), ruled=True)
        self._column.addWidget(self.card)
        self._column.addStretch(1)
        body = QWidget()
        body.setProperty("role", "content")
        around = QHBoxLayout(body)
        around.setContentsMargins(24, 16, 24, 24)
        around.addWidget(middle, 1)
        around.addStretch(0)
        area = QScrollArea()
        area.setObjectName(f"{self.kind}_scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the rules again."""
        self._turn += 1
        turn, desk, kind = self._turn, self._ctx.desk, self.kind

        def work() -> _Read:
            profile = desk.settings.profile()
            assignable = desk.scores.assignable() if kind == "score" else (0, 0)
            return _Read(tuple(desk.rules.rows(kind)), profile.number("score.level"), profile.number("score.assignable"), assignable)

        self._ctx.runner.query(self, work, lambda read: self._show(read) if turn == self._turn else None)

    def _sentence(self, row: RuleRow) -> str:
        texts = self._ctx.texts
        if self.kind == "score":
            part = texts(f"score_part.{row.body.get('part')}")
            return f"{part} · {score_words(row, texts)}"
        return sla_words(row, texts) if self.kind == "sla" else trigger_words(row, texts, self._ctx.desk.cadences)

    def _show(self, read: _Read) -> None:
        if self.score_head is not None:
            self.score_head.show_values(read.level, read.mark, read.assignable)
        if [self._shape(c.row) for c in self._cards] != [self._shape(row) for row in read.rows]:
            self._rebuild(read.rows)
        for card, row in zip(self._cards, read.rows, strict=True):
            card.show_row(row, rule_title(row.name, self._ctx.texts), self._sentence(row))
        self.restore_button.setVisible(any(row.id for row in read.rows))
        self.card.update()

    def _shape(self, row: RuleRow) -> tuple[object, ...]:
        """What a line must be made anew for: another name, place, or other numbers in it."""
        return row.name, row.position, get(row.body, "event.kind")

    def _rebuild(self, rows: tuple[RuleRow, ...]) -> None:
        for card in self._cards:
            self.card.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        fields = fields_of(self.kind, self._ctx.texts, self._ctx.desk.cadences)
        self._cards = []
        for row in rows:
            card = RuleCard(row, fields, extra=_EXTRA.get(self.kind, ()))
            card.switched.connect(partial(self._switch, card))
            card.number_changed.connect(partial(self._number, card))
            card.wanted.connect(partial(self._do, card))
            card.move_wanted.connect(partial(self._move, card))
            self._cards.append(card)
            self.card.add_row(card)
        wanted, self._wanted = self._wanted, ""
        focus = next((c for c in self._cards if c.row.name == wanted), None)
        if focus is not None:
            focus.box.setFocus()

    def cards(self) -> tuple[RuleCard, ...]:
        """The lines from top to bottom."""
        return tuple(self._cards)

    # --- what the user does ------------------------------------------------------------------------------------------------

    def _op(self, work: Callable[[], Any], words: str, failed: Callable[[Exception], None] | None = None) -> None:
        def gone_wrong(error: Exception) -> None:
            self.refresh()
            self._ctx.nav.toast.emit(rule_refusal(error, self._ctx.texts), False)

        self._ctx.runner.op(self, work, lambda _: self._ctx.nav.toast.emit(words, True), failed or gone_wrong)

    @Slot()
    def _set(self, key: str, value: int) -> None:
        settings = self._ctx.desk.settings
        self._op(lambda: settings.change({key: value}), self._ctx.texts("op.settings"))

    def _switch(self, card: RuleCard) -> None:
        if self.kind == "trigger" and not card.row.enabled:
            self._preview(card)
            return
        self._enable(card, not card.row.enabled)

    def _enable(self, card: RuleCard, on: bool) -> None:
        name, rules = card.row.name, self._ctx.desk.rules
        words = (self.tr("%1 is on.") if on else self.tr("%1 is off.")).replace("%1", card.title.whole())
        card.close_panel()
        self._op(lambda: rules.enable(self.kind, name, on), words)

    def _number(self, card: RuleCard, path: str, value: int) -> None:
        row, rules = card.row, self._ctx.desk.rules
        body = put(row.body, path, value)
        words = self.tr("%1 was changed.").replace("%1", card.title.whole())
        self._op(lambda: rules.change(self.kind, row.name, row.name, body), words)

    def _do(self, card: RuleCard, what: str) -> None:
        if what == "preview":
            self._preview(card)
        elif what == "change":
            self._edit(card)
        elif what == "up":
            self._move(card, -1)
        elif what == "copy":
            self._copy(card.row)
        else:
            name, rules = card.row.name, self._ctx.desk.rules
            self._op(lambda: rules.remove(self.kind, name), self.tr("%1 was removed.").replace("%1", card.title.whole()))

    def _copy(self, row: RuleRow) -> None:
        rules, taken = self._ctx.desk.rules, {card.row.name for card in self._cards}
        wish = self.tr("%1 (copy)").replace("%1", rule_title(row.name, self._ctx.texts))
        name = next(n for i in count(1) if (n := wish if i == 1 else f"{wish} {i}") not in taken)
        # A copied trigger is off until somebody has looked whom it takes.
        enabled = row.enabled and self.kind != "trigger"
        self._wanted = name
        self._op(lambda: rules.add(self.kind, name, row.body, enabled=enabled), self.tr("%1 was added.").replace("%1", name))

    def _move(self, card: RuleCard, by: int) -> None:
        names = [c.row.name for c in self._cards]
        at = names.index(card.row.name)
        to = at + by
        if not 0 <= to < len(names):
            return
        names.insert(to, names.pop(at))
        self._wanted = card.row.name
        rules, words = self._ctx.desk.rules, self.tr("%1 was moved.").replace("%1", card.title.whole())
        self._op(lambda: rules.reorder(self.kind, names), words)

    @Slot()
    def restore(self) -> None:
        """Back to the rules that ship with the program."""
        rules = self._ctx.desk.rules
        self._op(lambda: rules.restore(self.kind), self.tr("The shipped rules are back."))

    # --- the form ----------------------------------------------------------------------------------------------------------

    def _form(self) -> RuleForm:
        fields = fields_of(self.kind, self._ctx.texts, self._ctx.desk.cadences)
        return RuleForm(self.kind, fields, self._ctx.now().date())

    def _edit(self, card: RuleCard) -> None:
        form = self._form()
        form.show_rule(card.title.whole(), card.row.body)
        form.saved.connect(partial(self._save, card, form))
        form.left.connect(card.close_panel)
        card.open_panel(form)
        form.name.setFocus()

    def _save(self, card: RuleCard, form: RuleForm, name: str, body: Body) -> None:
        rules, before, shown = self._ctx.desk.rules, card.row.name, name
        if name == card.title.whole():
            name = before  # a shipped rule that is shown in another language keeps its name

        def done(_outcome: Any) -> None:
            card.close_panel()
            self._wanted = name
            self._ctx.nav.toast.emit(self.tr("%1 was changed.").replace("%1", shown), True)

        self._ctx.runner.op(form, lambda: rules.change(self.kind, before, name, body), done, partial(self._refused, form))

    def _refused(self, form: RuleForm, error: Exception) -> None:
        form.show_problem(rule_refusal(error, self._ctx.texts))

    @Slot()
    def new_rule(self) -> None:
        """Open an empty form above the list."""
        if self._new is not None:
            self._new.name.setFocus()
            return
        self._new = form = self._form()
        form.show_rule("", NEW[self.kind])
        form.saved.connect(self._add)
        form.left.connect(self._close_new)
        self.card.column.insertWidget(0, form)
        form.show()  # at once, or it could not take the keys yet
        form.name.setFocus()
        self.card.update()

    @Slot()
    def _close_new(self) -> None:
        if self._new is not None:
            self.card.column.removeWidget(self._new)
            self._new.hide()
            self._new.deleteLater()
            self._new = None
            self.card.update()

    @Slot(str, object)
    def _add(self, name: str, body: Body) -> None:
        rules, form = self._ctx.desk.rules, self._new
        if form is None:
            return
        # A new trigger is off until somebody has looked whom it takes.
        enabled = self.kind != "trigger"

        def done(_outcome: Any) -> None:
            self._close_new()
            self._wanted = name
            self._ctx.nav.toast.emit(self.tr("%1 was added.").replace("%1", name), True)

        self._ctx.runner.op(form, lambda: rules.add(self.kind, name, body, enabled=enabled), done, partial(self._refused, form))

    # --- triggers ----------------------------------------------------------------------------------------------------------

    def _preview(self, card: RuleCard) -> None:
        desk, name = self._ctx.desk, card.row.name
        panel = TriggerPreview(self._ctx.texts, str(get(card.row.body, "event.kind", "")), enabled=card.row.enabled)
        panel.switch_wanted.connect(partial(self._enable, card, True))
        panel.left.connect(card.close_panel)
        card.open_panel(panel)

        def failed(error: Exception) -> None:
            panel.show_problem(rule_refusal(error, self._ctx.texts))

        self._ctx.runner.query(panel, lambda: desk.triggers.preview(name), panel.show_people, failed)
