"""The Inbox page: conversations by person at the left, the conversation at the right, one key for each thing to do (rules R9, R18, R19)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sdrdesk.core.queries import inbox
from sdrdesk.ui.capturing import Capturing
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.inbox.acts import InboxActs
from sdrdesk.ui.pages.inbox.cards import ReceivedCard, SentCard
from sdrdesk.ui.pages.inbox.layout import InboxLayout
from sdrdesk.ui.pages.inbox.offers import BY_COMPANY
from sdrdesk.ui.pages.inbox.reading import Person, read_list, read_person
from sdrdesk.ui.pages.inbox.words import REST, WAITS
from sdrdesk.ui.setting_back import SettingBack
from sdrdesk.ui.widgets.entries import Entry

TYPING_MS = 200


class InboxPage(InboxLayout):
    """What has come in, and what it calls for."""

    TABLES = ("message", "outbox", "touch", "prospect", "company", "suppression", "mailbox", "mail_folder", "setting")

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.acts = InboxActs(ctx, self.words, self)
        self.back = SettingBack(ctx, self)
        self.capturing = Capturing(ctx, self)
        self.back.template_wanted.connect(ctx.nav.write_template)
        self._found = inbox.Conversations((), 0, 0, {}, ())
        self._person: Person | None = None
        self._key = ""
        self._row, self._group = -1, ""
        self._leaving = ""
        self._reads_mail = True
        self._limit, self._entries = inbox.CONVERSATIONS, inbox.ENTRIES
        self._reading = self._again = False
        self._person_turn = 0
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._search)
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self.done)
        self.empty.action_clicked.connect(self._from_empty)
        self.more.clicked.connect(self._more_people)
        self.seen.clicked.connect(self.all_seen)
        self.acts.leaving.connect(self._go_on)
        talk = self.talk
        talk.current_changed.connect(self._update_buttons)
        talk.kind_clicked.connect(self._kind_clicked)
        talk.html_wanted.connect(self._read_html)
        talk.whole_wanted.connect(self._read_whole)
        talk.sent_wanted.connect(self._read_sent)
        talk.refer_wanted.connect(lambda message, number: self.acts.refer(message, self._name, number))
        talk.person_wanted.connect(self.ctx.nav.open_prospect)
        talk.older_wanted.connect(self._older)
        talk.captured.connect(self._on_captured)
        for key, slot in self._slots().items():
            self.buttons[key].clicked.connect(slot)

    def _slots(self) -> dict[str, Callable[[], None]]:
        return {
            "reply": self.reply,
            "refer": self.refer,
            "not_now": self.not_now,
            "not_ready": self.not_ready,
            "qualify": self.qualify,
            "do_not_contact": self.do_not_contact,
            "done": self.done,
        }

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("J", partial(self.list.step, 1)),
            ("K", partial(self.list.step, -1)),
            ("Shift+J", partial(self.talk.step, 1)),
            ("Shift+K", partial(self.talk.step, -1)),
            ("R", self.reply),
            ("F", self.refer),
            ("N", self.not_now),
            ("B", self.not_ready),
            ("Q", self.qualify),
            ("D", self.do_not_contact),
            ("E", self.done),
            ("X", self.toggle_quoted),
            ("H", self.toggle_html),
            ("Shift+S", self.all_seen),
            ("/", self.search.setFocus),
            ("Escape", self._escape),
        ]
        keys += [(f"Shift+{n}", partial(self._choose_filter, key)) for n, key in enumerate(inbox.FILTERS, 1)]
        for sequence, slot in keys:
            QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(slot)

    # --- the list ----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again, then the conversation in front; while one reading runs, at most one more waits."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        filter, search, limit = self.filter.value(), self.search.text(), self._limit

        def done(read: tuple[inbox.Conversations, bool]) -> None:
            self._reading = False
            if self._again:
                self.refresh()
            else:
                self._show_list(*read)

        def failed(error: Exception) -> None:
            self._reading = False
            self.ctx.runner.failed.emit(error)

        self.ctx.runner.query(self, lambda: read_list(self.ctx.desk, filter, search, limit), done, failed)

    def _show_list(self, found: inbox.Conversations, reads_mail: bool) -> None:
        self._found, self._reads_mail = found, reads_mail
        chosen = self.filter.value()
        for key, n in found.counts.items():
            self.filter.set_count(key, n)
            self.filter.segment(key).setVisible(n > 0 or key in ("all", "needs", chosen))
        self._put_lines(found)
        self.more.setVisible(len(found.rows) < found.found)
        self.seen.set_words(self.tr("Mark automatic ones as seen (%1)").replace("%1", str(len(found.automatic))))
        self.seen.setVisible(bool(found.automatic))
        self.left.setCurrentIndex(0 if found.rows else 1)
        self._show_empty()

    def _put_lines(self, found: inbox.Conversations) -> None:
        lines = [self.words.line(row) for row in found.rows]
        heads = {WAITS: (self._waits_words(), found.waiting), REST: (self.tr("The rest"), found.found - found.waiting)}
        entries: list[Entry] = []
        for group, (words, n) in heads.items():
            members = [line for line in lines if line.group == group]
            if members:
                entries += [Entry("", group, words, str(n)), *members]
        bar = self.list.verticalScrollBar()
        scroll, key = bar.value(), self._key
        self.list.blockSignals(True)
        self.list.entries.set_entries(entries)
        leaves = bool(key) and self._leaving == key and not self._still_waits(key)
        if leaves:
            self._leaving = ""
        kept = not leaves and self.list.choose(key)
        if not kept:
            self._choose_near(key)
        self.list.blockSignals(False)
        if kept:
            bar.setValue(scroll)
        self._choose(self.list.key())

    def _still_waits(self, key: str) -> bool:
        return any(str(row.prospect_id) == key and row.waits for row in self._found.rows)

    def _choose_near(self, key: str) -> None:
        """Of the same group the line that took the place of the one that was chosen, or stands before it; at first, the first."""
        entries = self.list.entries
        lines = [
            (row, entry) for row in range(entries.rowCount()) if (entry := entries.entry(row)) is not None and entry.key not in ("", key)
        ]
        choice = [row for row, entry in lines if entry.group == self._group] or [row for row, _ in lines] or [entries.row_of(key)]
        row = next((row for row in choice if row >= self._row), choice[-1])
        if row >= 0:
            self.list.setCurrentIndex(entries.index(row))

    def _waits_words(self) -> str:
        return self.tr("Needs an answer") if self.filter.value() in ("all", "needs", "replies", "referrals") else self.tr("Not seen yet")

    def _show_empty(self) -> None:
        if self._found.rows:
            return
        if self.search.text().strip():
            self.empty.set_state(self.tr("Nothing found"), self.tr("No person and no email here says that."), self.tr("Clear the search"))
        elif self.filter.value() == "all" and not self._reads_mail:
            line = self.tr("Replies, absences and bounces come here once an account reads its mail (IMAP).")
            self.empty.set_state(self.tr("No account reads mail yet"), line, self.tr("Open accounts"))
        elif self.filter.value() == "all":
            self.empty.set_state(self.tr("Nothing has come in yet"), self.tr("Emails of the people on your list come here by themselves."))
        elif self.filter.value() == "needs":
            self.empty.set_state(self.tr("Nothing to answer"), self.tr("Everybody who wrote has been dealt with."), self.tr("Show all"))
        else:
            self.empty.set_state(self.tr("Nothing here"), "", self.tr("Show all"))

    @Slot()
    def _from_empty(self) -> None:
        if self.search.text().strip():
            self.search.clear()
        elif self.filter.value() == "all":
            self.ctx.nav.open_settings.emit("accounts")
        else:
            self._choose_filter("all")

    def _choose_filter(self, key: str) -> None:
        if self.filter.segment(key).isVisible():
            self.filter.choose(key)

    @Slot(str)
    def _filter(self, _key: str) -> None:
        self._limit, self._row, self._group = inbox.CONVERSATIONS, -1, ""
        self.refresh()

    @Slot()
    def _search(self) -> None:
        self._limit, self._row, self._group = inbox.CONVERSATIONS, -1, ""
        self.refresh()

    @Slot()
    def _more_people(self) -> None:
        self._limit += inbox.CONVERSATIONS
        self.refresh()

    @Slot()
    def _escape(self) -> None:
        """Back to the list; from there, back to everybody."""
        if self.list.hasFocus():
            self.search.clear()
            self._choose_filter("all")
        self.list.setFocus()

    @Slot()
    def _go_on(self) -> None:
        """Once nobody waits here any more, the next one comes to the front."""
        self._leaving = self._key

    # --- the conversation --------------------------------------------------------------------------------------------------

    @property
    def _prospect_id(self) -> int:
        return int(self._key) if self._key else 0

    @property
    def _name(self) -> str:
        person = self._person.card.person if self._person is not None else None
        return (person.full_name or person.email) if person is not None else ""

    @Slot(str)
    def _choose(self, key: str) -> None:
        if key != self._key:
            self._entries, self._leaving = inbox.ENTRIES, ""
        self._key = key
        self._row = self.list.entries.row_of(key)
        line = self.list.entries.entry(self._row)
        self._group = line.group if line is not None else ""
        self._read_person()

    def _read_person(self) -> None:
        self._person_turn += 1
        turn, who, limit = self._person_turn, self._prospect_id, self._entries
        if not who:
            self._show_person(None)
            return

        def done(person: Person | None) -> None:
            if turn == self._person_turn:  # two readers may finish out of order
                self._show_person(person)

        self.ctx.runner.query(self, lambda: read_person(self.ctx.desk, who, limit, self.ctx.texts), done)

    def _show_person(self, person: Person | None) -> None:
        self._person = person
        self.right.setCurrentIndex(0 if person is None else 1)
        self._nobody_words.setVisible(bool(self._found.rows))
        if person is not None:
            self.head.show_person(person.card, None, self.ctx.texts, person.local_time, person.local_note)
            self.talk.show_thread(person.thread)
        self._update_buttons()

    @Slot()
    def _older(self) -> None:
        self._entries += inbox.ENTRIES
        self._read_person()

    @Slot(object)
    def _update_buttons(self, _message: object = None) -> None:
        message = self.talk.current if self._person is not None else None
        for key in ("refer", "not_now", "do_not_contact", "done"):
            self.buttons[key].setVisible(message is not None)
        self.act_bar.want_spare(message is not None)
        if message is not None:
            self.buttons["done"].set_words(self.tr("Done") if message.open else self.tr("Reopen"))

    def _read_html(self, card: ReceivedCard) -> None:
        message = card.entry.id

        def done(cleaned: str) -> None:
            shown = self.talk.card(message)
            if shown is not None and cleaned:
                shown.show_html(cleaned)
            elif not cleaned:
                self.ctx.nav.toast.emit(self.tr("The formatted form of this email was not kept."), False)

        self.ctx.runner.query(self, lambda: self.ctx.read(lambda s, _: inbox.html_of(s, message)), done)

    def _read_whole(self, card: ReceivedCard) -> None:
        message = card.entry.id

        def done(texts: tuple[str, str]) -> None:
            shown = self.talk.card(message)
            if shown is not None:
                shown.show_whole(*texts)

        self.ctx.runner.query(self, lambda: self.ctx.read(lambda s, _: inbox.whole_text(s, message)), done)

    def _read_sent(self, card: SentCard) -> None:
        email = card.entry.id
        self.ctx.runner.query(card, lambda: self.ctx.read(lambda s, _: inbox.sent_text(s, email)), card.show_whole)

    # --- one key each ------------------------------------------------------------------------------------------------------

    def _with_current(self, act: Callable[[inbox.Received], None]) -> None:
        message = self.talk.current if self._person is not None else None
        if message is not None:
            act(message)

    @Slot()
    def reply(self) -> None:
        """Answer, in the composer of the person's Email tab."""
        if self._person is not None:
            self.ctx.nav.open_work.emit(self._person.card.person.id, "email")

    @Slot()
    def qualify(self) -> None:
        """Keep what was learned, in the person's Qualify tab."""
        if self._person is not None:
            self.ctx.nav.open_work.emit(self._person.card.person.id, "qualify")

    @Slot()
    def refer(self) -> None:
        """A new person out of the message."""
        self._with_current(lambda message: self.acts.refer(message, self._name))

    def _on_captured(self, message: inbox.Received, letter: str, words: str) -> None:
        """A selected sentence speaks for a letter of MANTCP."""
        if self._person is not None:
            by = message.from_name or message.from_address
            self.capturing.ask(self._person.card.person.id, letter, words, said_by=by, message_id=message.id)

    @Slot()
    def not_ready(self) -> None:
        """A reason, a date, a programme; the message is answered by it (rule R25)."""
        if self._person is not None:
            self.back.ask(self._person.card.person.id, self._name)

    @Slot()
    def not_now(self) -> None:
        """Come back on a date."""
        self._with_current(lambda message: self.acts.not_now(message, self._name))

    @Slot()
    def do_not_contact(self) -> None:
        """Never again."""
        address = self._person.card.person.email if self._person is not None else ""

        def ask(message: inbox.Received) -> None:
            theirs = "" if message.matched_by == BY_COMPANY else address
            self.acts.do_not_contact(message, self._name, theirs or message.from_address)

        self._with_current(ask)

    @Slot()
    def done(self) -> None:
        """Dealt with; or not, after all."""
        self._with_current(lambda message: self.acts.done(message, self._name))

    @Slot()
    def all_seen(self) -> None:
        """All absences and automatic replies are dealt with."""
        self.acts.all_seen(self._found.automatic)

    @Slot()
    def toggle_quoted(self) -> None:
        """Fold or unfold what the current message quotes."""
        card = self.talk.current_card
        if card is not None:
            card.toggle_quoted()

    @Slot()
    def toggle_html(self) -> None:
        """Formatted, or as text."""
        card = self.talk.current_card
        if card is not None:
            card.toggle_html()

    @Slot(object)
    def _kind_clicked(self, card: ReceivedCard) -> None:
        at = card.kind.mapToGlobal(QPoint(0, card.kind.height() + 2))
        self.acts.reclassify(card.entry, self._name, at)
