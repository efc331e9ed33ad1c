"""The right side of Today: one person, and the tabs to work on them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.domain.ideal_profile import Fit
from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.domain.ranking import Ranked
from sdrdesk.core.queries.evidence import Past
from sdrdesk.core.queries.people import Card, TouchRow
from sdrdesk.core.queries.today import Place
from sdrdesk.core.render.scripts import Scripts
from sdrdesk.core.services.compose import Composed
from sdrdesk.ui.capturing import Capturing
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.score_dialog import ScoreDialog
from sdrdesk.ui.letter_keys import LetterKeys
from sdrdesk.ui.pages.today.call_tab import CallTab
from sdrdesk.ui.pages.today.composer_state import Around
from sdrdesk.ui.pages.today.draft_keeper import DraftKeeper
from sdrdesk.ui.pages.today.email_tab import EmailTab
from sdrdesk.ui.pages.today.history_tab import HistoryTab
from sdrdesk.ui.pages.today.qualify_tab import QualifyTab
from sdrdesk.ui.pages.today.research_tab import ResearchTab
from sdrdesk.ui.person_head import PersonHead
from sdrdesk.ui.widgets.filter_tabs import FilterTabs, TabSpec

TABS = (("call", "C"), ("email", "E"), ("qualify", "Q"), ("research", "R"), ("history", "H"))


@dataclass(frozen=True, slots=True)
class Work:
    """Everything about one person that the panel shows, read together."""

    card: Card
    touches: list[TouchRow]
    verdict: Verdict
    composed: Composed
    place: Place | None
    call_kind: str
    local_time: str
    local_note: str
    around: Around
    channel: str
    scripts: Scripts
    set_back: str = ""
    also_ask: str = ""
    fit: Fit | None = None
    past: dict[str, tuple[Past, ...]] = field(default_factory=dict)

    @property
    def ranked(self) -> Ranked | None:
        """Their next item with its band and value, if they have one."""
        return self.place.ranked if self.place is not None else None


class WorkPanel(QWidget):
    """Head, tabs, and the tab in front.

    Signals:
        tab_changed: key of the tab that came to the front.
    """

    tab_changed = Signal(str)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("work_panel")
        self.setMinimumWidth(520)
        self._ctx = ctx
        self.work: Work | None = None
        words = {
            "call": self.tr("Call"),
            "email": self.tr("Email"),
            "qualify": self.tr("Qualify"),
            "research": self.tr("Research"),
            "history": self.tr("History"),
        }
        self.head = PersonHead()
        self.tabs = FilterTabs([TabSpec(key, words[key], keys) for key, keys in TABS])
        self.tabs.setObjectName("work_tabs")
        self.call = CallTab(ctx)
        self.email = EmailTab(ctx)
        self.drafts = DraftKeeper(ctx, self.email)
        self.qualify = QualifyTab(ctx)
        self.research = ResearchTab(ctx)
        self.history = HistoryTab(ctx)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {
            "call": self.call,
            "email": self.email,
            "qualify": self.qualify,
            "research": self.research,
            "history": self.history,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self._wanted = (0, "")
        self._capturing = Capturing(ctx, self)
        self._watch_texts()
        self.tabs.changed.connect(self.open_tab)
        self.head.dial_clicked.connect(self.dial)
        self.head.score_clicked.connect(self.show_score)
        self.head.company_clicked.connect(self.show_company)

    def bind_keys(self, pane: QWidget) -> None:
        """Tabs, dial and outcomes by key, anywhere on the page where no text is being typed."""
        for key, letter in TABS:
            self._shortcut(pane, letter, lambda k=key: self.open_tab(k))
        self._shortcut(pane, "D", self.dial)
        self._shortcut(pane, "S", self.show_score)
        self._shortcut(pane, "Y", self.show_company)
        self.call.grid.bind_keys(pane)

    @staticmethod
    def _shortcut(pane: QWidget, keys: str, slot: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), pane)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def show_work(self, work: Work, *, keep_tab: bool = False) -> None:
        """Show a person; the tab that fits their next step comes to the front unless the user's is kept."""
        same = self.work is not None and self.work.card.person.id == work.card.person.id
        self.drafts.keep()
        self.work = work
        ctx = self._ctx
        self.head.show_person(work.card, work.place, ctx.texts, work.local_time, work.local_note)
        self.head.show_fit(work.fit, ctx.texts)
        if not (same and keep_tab):
            self.call.show_person(work.card, work.touches, work.verdict, work.composed.values, work.call_kind, work.scripts)
        if not (same and keep_tab) or self.email.spent:
            draft = self.drafts.of(work.card.person.id, work.around.draft)
            self.email.show_email(work.composed, replace(work.around, draft=draft))
        self.call.show_set_back(work.set_back)
        self.email.set_back.setText(work.set_back)
        self.email.set_back.setHidden(not work.set_back)
        self.call.show_also_ask(work.also_ask)
        if not same:
            self.qualify.begin()
        self.qualify.show_questions(work.scripts)
        self.qualify.show_verdict(work.verdict, ctx.profile.zone, ctx.now())
        self.qualify.show_past(work.past, ctx.profile.zone)
        strong = sum(1 for v in work.verdict.letters.values() if v.signal != "unknown")
        self.tabs.set_count("qualify", f"{strong}/6")
        self.tabs.set_count("history", str(work.card.touches))
        if not keep_tab:
            self.open_tab("email" if work.channel == "email" or self.email.around.draft is not None else "call")
        for reads in (self.research, self.history):  # last: they read only if they are in front
            reads.show_person(work.card.person.id)
        wanted, self._wanted = self._wanted, (0, "")
        if wanted[0] == work.card.person.id:
            self.write_template(*wanted)

    def show_values(self, work: Work) -> None:
        """The same person has something new to say: the script and, unless it was edited by hand, the email are filled in anew."""
        self.work = work
        self.call.show_script(work.verdict, work.composed.values, work.call_kind, work.scripts)
        email = self.email
        if email.composed is not None and (email.subject(), email.body()) == (email.composed.subject.strip(), email.composed.body):
            email.show_template(work.composed, by_user=False)

    @Slot(str)
    def open_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.tabs.set_value(key)
        self._stack.setCurrentWidget(self._pages[key])
        page = self._pages[key]
        if isinstance(page, ResearchTab | HistoryTab):
            page.come_to_front()
        self.tab_changed.emit(key)

    @Slot(int, str)
    def write_template(self, prospect_id: int, template: str) -> None:
        """Bring the composer to the front with this template: now, or when this person is shown."""
        if self.work is not None and self.work.card.person.id == prospect_id:
            self.open_tab("email")
            self.email.template_chosen.emit(template)
        else:
            self._wanted = (prospect_id, template)

    @Slot(int)
    def show_touch(self, touch_id: int) -> None:
        """Bring a touch to the front, whole."""
        self.open_tab("history")
        self.history.open_touch(touch_id)

    def _watch_texts(self) -> None:
        """A selected sentence and the letter it speaks for: with Alt in the notes, without in what is only read (rule R22)."""
        typed = LetterKeys(self, alt=True)
        typed.watch(self.call.notes)
        typed.captured.connect(lambda letter, words: self._capture(letter, words, "", (None, None)))
        self.history.captured.connect(self._capture)

    @Slot(str, str, str, object)
    def _capture(self, letter: str, words: str, said_by: str, source: tuple[int | None, int | None]) -> None:
        if self.work is not None:
            touch_id, message_id = source
            self._capturing.ask(self.work.card.person.id, letter, words, said_by=said_by, touch_id=touch_id, message_id=message_id)

    @Slot()
    def show_company(self) -> None:
        """Who else decides there (seed W11)."""
        if self.work is not None:
            self._ctx.nav.open_company.emit(self.work.card.person.id)

    @Slot()
    def show_score(self) -> None:
        """Why the lead score is what it is (seed W10)."""
        if self.work is not None:
            person = self.work.card.person
            ScoreDialog(self._ctx, person.id, person.full_name, self).open()

    @property
    def tab(self) -> str:
        """Key of the tab in front."""
        return self.tabs.value()

    @Slot()
    def dial(self) -> None:
        """Start or end the call."""
        if self.work is None or not self.work.card.person.phone or (self.work.card.no_calls and not self.call.is_live):
            return
        self.open_tab("call")
        self.call.toggle_call()
        self.head.dial.set_kind("live" if self.call.is_live else "default")
        self.head.dial.set_words(self.tr("End call") if self.call.is_live else self.tr("Dial"))
