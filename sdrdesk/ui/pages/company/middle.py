"""The middle of the company page: held colleagues, who named whom, and the plan of the account."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.domain.research import T1_FIELDS
from sdrdesk.core.queries.company import CompanyView, Member
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.pages.company.graph import Node, ReferralGraph
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.research_field import ResearchField
from sdrdesk.ui.widgets.text import PlainLabel


class Middle(QScrollArea):
    """Three cards, one under the other.

    Signals:
        released: id of a person whose held plan goes on.
        stopped: id and name of a person whose held plan ends.
        chosen: id of a person of the graph.
        typed: field, text, source of the account's plan.
    """

    released = Signal(int)
    stopped = Signal(int, str)
    chosen = Signal(int)
    typed = Signal(str, str, str)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._held_shown: tuple[Member, ...] = ()
        self.setObjectName("company_middle")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("role", "content")
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(12)
        for card in (self._make_held(), self._make_graph(), self._make_plan()):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(body)

    def _make_held(self) -> Card:
        self._held = Card("amber-bg", (16, 10, 16, 10), spacing=6)
        self._held.set_look("amber-bg", "amber-line")
        self._held.setObjectName("company_held")
        return self._held

    def _make_graph(self) -> Card:
        card = Card(margins=(16, 12, 16, 12), spacing=8)
        card.add_row(PlainLabel(self.tr("Who named whom"), "t1", 13, 600))
        self.nobody = PlainLabel(self.tr('Nobody here has named anybody yet. Ask: "Who else should I talk to?"'), "t3", 12, wrap=True)
        self.nobody.setObjectName("company_no_referral")
        card.add_row(self.nobody)
        self.graph = ReferralGraph()
        self.graph.chosen.connect(self.chosen)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.graph.setProperty("role", "surface")
        self.graph.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area.setWidget(self.graph)
        self._graph_area = area
        card.add_row(area)
        return card

    def _make_plan(self) -> Card:
        card = Card(margins=(4, 12, 4, 8), spacing=2)
        self._plan = PlainLabel("", "t1", 13, 600)
        self._plan.setObjectName("company_plan_tier")
        self._plan.setContentsMargins(12, 0, 0, 4)
        card.add_row(self._plan)
        texts = self._ctx.texts
        self.fields: dict[str, ResearchField] = {}
        for name in T1_FIELDS:
            if name == "person":
                continue
            field = ResearchField(name, texts(f"research.{name}"), texts(f"research.{name}.hint"), insight=False)
            field.typed.connect(self.typed)
            self.fields[name] = field
            card.add_row(field)
        return card

    def keep(self) -> None:
        """Keep what is typed into the plan."""
        for field in self.fields.values():
            field.keep()

    def clear(self) -> None:
        """Another company."""
        for field in self.fields.values():
            field.clear()

    def show_view(self, view: CompanyView) -> None:
        """Show what is known."""
        ctx = self._ctx
        days = DayWords(ctx.profile, ctx.now())
        self._show_held(view.held)
        nodes = graph_nodes(view, ctx)
        spoken = " ".join(ctx.texts("company.referred", name=m.name, by=m.referrer) for m in view.people if m.referred_by is not None)
        self.graph.show_nodes(nodes, spoken)
        self._graph_area.setVisible(bool(nodes))
        self._graph_area.setFixedHeight(self.graph.sizeHint().height() + 10)
        self.nobody.setVisible(not nodes)
        self._plan.setText(ctx.texts(f"company.plan_{view.tier}"))
        for name, field in self.fields.items():
            field.setVisible(name in view.fields)
            known = view.found.get(name)
            age = days.day(days.date_of(known.at)) if known is not None and known.at is not None else ""
            field.show_found(known, age, known is not None and known.stale(ctx.now()))

    def _show_held(self, held: tuple[Member, ...]) -> None:
        self._held.setVisible(bool(held))
        if held == self._held_shown:
            return
        self._held_shown = held
        while (item := self._held.column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for m in held:
            self._held.add_row(self._held_line(m))

    def _held_line(self, m: Member) -> QWidget:
        texts = self._ctx.texts
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = texts("company.held", name=m.name, why=texts(f"wait.{m.held}"))
        row.addWidget(PlainLabel(words, "t1", 13, wrap=True), 1)
        go, end = KeyButton(self.tr("Let it go on"), small=True), KeyButton(self.tr("Stop"), "ghost", small=True)
        go.setObjectName(f"held_go_{m.id}")
        go.setAccessibleDescription(m.name)
        go.clicked.connect(partial(self.released.emit, m.id))
        end.setObjectName(f"held_stop_{m.id}")
        end.setAccessibleDescription(m.name)
        end.clicked.connect(partial(self.stopped.emit, m.id, m.name))
        row.addWidget(go)
        row.addWidget(end)
        return line


def graph_nodes(view: CompanyView, ctx: UiContext) -> list[Node]:
    """Those who named somebody, or were named; people of other companies who named somebody here among them."""
    by_id = {m.id: m for m in view.people}
    named = [m for m in view.people if m.referred_by is not None]
    naming = {m.referred_by for m in named}
    found: dict[int, Node] = {}
    for m in named:
        if m.referred_by is not None and m.referred_by not in by_id:
            found[m.referred_by] = Node(m.referred_by, m.referrer, m.referrer_company, None)
    for m in view.people:
        if m.id in naming or m.referred_by is not None:
            second = ctx.texts(f"buyer_role.{m.role}") if m.role else m.title
            found[m.id] = Node(m.id, m.name, second, m.referred_by)
    return list(found.values())
