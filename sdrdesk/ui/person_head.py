"""The head of a panel about one person: who, where, what time it is there, and why now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.ideal_profile import Fit
from sdrdesk.core.queries.people import Card
from sdrdesk.core.queries.today import Place
from sdrdesk.core.render.fit_words import fit_lines
from sdrdesk.core.texts import Texts
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel, set_tooltip
from sdrdesk.ui.widgets.why_bar import WhyBar, WhyPart, WhyView

TAGS_SHOWN = 2
PARTS = (
    ("fit", ("lead_type", "grade", "tier", "role", "size", "industry", "source", "letters", "score")),
    ("interest", ("known_voice", "attempts", "own_history", "kind")),
    ("timing", ("local_time", "own_hours", "overdue", "freshness")),
    ("odds", ("connect", "line", "conversation", "meeting")),
)
"""The factors of the value in four groups that a person can read; each group's share is how far it lifts the value above its least."""


class PersonHead(QWidget):
    """Name, role, number with the dial button, facts, and the reasons.

    Args:
        plain: only who it is; dialling, the score and the reasons belong to Today.

    Signals:
        dial_clicked: the dial button.
        score_clicked: the lead score: why it is what it is.
        company_clicked: show their company.
    """

    dial_clicked = Signal()
    score_clicked = Signal()
    company_clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, plain: bool = False) -> None:
        super().__init__(parent)
        self._name = ElidedLabel("", "t1", 20, 600)
        self._name.setObjectName("person_name")
        self._role = Chip("", "ac")
        self.ruled_out = Chip("", "am")
        self.ruled_out.setObjectName("person_ruled_out")
        self.ruled_out.hide()
        self.score = KeyButton("", "ghost", small=True)
        self.score.setObjectName("person_score")
        self.score.set_keys("S")
        self.score.clicked.connect(self.score_clicked)
        self.tags = [Chip("") for _ in range(TAGS_SHOWN + 1)]
        self._phone = PlainLabel("", "t2")
        self._phone.setObjectName("person_phone")
        self._phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dial = KeyButton(self.tr("Dial"), icon="phone")
        self.dial.setObjectName("dial")
        self.dial.set_keys("D")
        self.dial.clicked.connect(self.dial_clicked)
        self._facts = ElidedLabel("", "t2")
        self._facts.setObjectName("person_facts")
        self._facts.installEventFilter(self)
        self._time = PlainLabel("", "t1", 13, 600)
        self._place = ElidedLabel("", "t2")
        self._email = ElidedLabel("", "t2")
        self._email.setObjectName("person_email")
        self._grade = PlainLabel("", "t3", 12)
        self.why = WhyBar()
        self._lay_out()
        self._plain = plain
        for widget in (self.score, self.dial, self.why):
            widget.setHidden(plain)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name)
        top.addWidget(self._role)
        top.addWidget(self.ruled_out)
        top.addWidget(self.score)
        top.addStretch(1)
        top.addWidget(self._phone)
        top.addWidget(self.dial)
        line = QHBoxLayout()
        line.setSpacing(12)
        for widget in (self._time, self._place, self._email):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._grade)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 8)
        column.setSpacing(6)
        column.addLayout(top)
        facts = QHBoxLayout()
        facts.setSpacing(6)
        facts.addWidget(self._facts, 1)
        for chip in self.tags:
            chip.setObjectName("person_tag")
            facts.addWidget(chip)
        column.addLayout(facts)
        column.addLayout(line)
        column.addSpacing(4)
        column.addWidget(self.why)

    def show_person(self, card: Card, place: Place | None, texts: Texts, local_time: str, local_note: str) -> None:
        """Show somebody."""
        who = card.person
        self._name.setText(who.full_name)
        self._role.set_chip(texts(f"buyer_role.{card.buyer_role}") if card.buyer_role else "", "ac")
        self._role.setHidden(not card.buyer_role)
        linked = bool(who.company) and not self._plain
        self._facts.setCursor(Qt.CursorShape.PointingHandCursor if linked else Qt.CursorShape.ArrowCursor)
        self._facts.setAccessibleDescription(self.tr("Y shows the company") if linked else "")
        self.score.set_words(texts("list.score", n=card.score or "–"))
        self._show_tags(card.tags)
        self._phone.setText(who.phone)
        self.dial.setEnabled(bool(who.phone) and not card.no_calls)
        self.dial.setToolTip(texts("wait.no_phone") if not who.phone else texts("reason.do_not_contact") if card.no_calls else "")
        size = texts("list.staff", n=card.size) if card.size else ""
        self._facts.setText(" · ".join(p for p in (who.title, who.company, who.industry, size) if p))
        self._time.setText(local_time)
        self._place.setText(" · ".join(p for p in (who.city, local_note) if p))
        self._email.setText(who.email or texts("wait.no_email"))
        self._grade.setText(f"{who.grade}  {who.tier}  {texts(f'lead_type.{who.lead_type}')}")
        self.why.set_why(why_view(place, texts))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the line with the company shows it."""
        if watched is self._facts and event.type() == QEvent.Type.MouseButtonRelease and not self._plain:
            self.company_clicked.emit()
        return super().eventFilter(watched, event)

    def show_fit(self, fit: Fit | None, texts: Texts) -> None:
        """Whom the ideal buyer profile rules out is said first (seed W4); the rest of the fit stands in Research."""
        out = fit is not None and fit.ruled_out
        self.ruled_out.set_chip(texts("ideal_weight.ruled_out") if out else "", "am")
        self.ruled_out.setVisible(out)
        set_tooltip(self.ruled_out, "\n".join(fit_lines(fit, texts)) if out and fit is not None else "")

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        """The first few, and how many more there are."""
        rest = len(tags) - TAGS_SHOWN
        words = [*tags[:TAGS_SHOWN], f"+{rest}" if rest > 0 else ""]
        for chip, word in zip(self.tags, [*words, "", ""], strict=False):
            chip.set_chip(word)
            chip.setVisible(bool(word))
            set_tooltip(chip, "\n".join(tags))


def why_view(place: Place | None, texts: Texts) -> WhyView:
    """The reasons, the expected value per hour, and its parts with all factors in the tooltip."""
    if place is None:
        return WhyView(reasons=texts("list.nothing_due"))
    by_name = {f.name: f for f in place.factors}
    parts = []
    for name, members in PARTS:
        value = 1.0
        for member in members:
            factor = by_name.get(member)
            if factor is not None:
                value *= factor.value / factor.prior if name == "odds" and factor.prior else factor.value
        parts.append((name, value))
    total = sum(max(0.0, v) for _, v in parts) or 1.0
    shown = tuple(WhyPart(texts(f"part.{name}"), f"×{value:.2f}", "", 0.92 * max(0.0, value) / total) for name, value in parts)
    evidence = tuple(
        texts("list.factor", text=texts(f.code, **f.params), value=f"{f.value:.3g}", prior=f"{f.prior:.3g}", n=f.observations)
        for f in place.factors
    )
    reasons = " · ".join(texts(code, **params) for code, params in place.reasons)
    return WhyView(reasons, f"{place.ranked.score * 60:.2f}", texts("list.per_hour"), shown, evidence)
