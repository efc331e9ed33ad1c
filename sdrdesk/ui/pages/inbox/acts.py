"""What is done about a message: one public method for each key (rules R9, R17, R18). Each is one step that Ctrl+Z takes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sdrdesk.core.domain.received import MailKind, Referred, ReferredDraft
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.queries.inbox import Received
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import AskWhen
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.inbox.asking import AskAbsence, AskReferral, AskScope
from sdrdesk.ui.pages.inbox.offers import BY_COMPANY, SENDER
from sdrdesk.ui.pages.inbox.words import CAN_BE, Words


class InboxActs(QObject):
    """Asks what must be asked, and writes.

    Signals:
        leaving: the message is being settled; the next one may come when it is.
    """

    leaving = Signal()

    def __init__(self, ctx: UiContext, words: Words, page: QWidget) -> None:
        super().__init__(page)
        self._ctx, self._words, self._page = ctx, words, page

    def _write(self, op: str, name: str, work: Callable[[Any], Any]) -> None:
        """Run one step of the inbox service and say what it was."""
        ctx = self._ctx
        ctx.runner.op(self, lambda: work(ctx.desk.inbox), lambda _: ctx.nav.toast.emit(ctx.texts(f"op.{op}", name=name), True))

    def _settle(self, op: str, name: str, work: Callable[[Any], Any]) -> None:
        """The same, after which nothing is to be done about the message."""
        self.leaving.emit()
        self._write(op, name, work)

    def done(self, message: Received, name: str) -> None:
        """It is dealt with; or, when it was, it is not."""
        key = message.id
        if message.open:
            self._settle("message_done", name, lambda inbox: inbox.done(key))
        else:
            self._ctx.runner.op(self, lambda: self._ctx.desk.inbox.reopen(key))

    def not_now(self, message: Received, name: str) -> None:
        """Ask for the date, then come back to them on it."""
        ask = AskWhen(self._ctx, self.tr("%1: when again?").replace("%1", name), self.tr("Not now"), self._page.window())

        def put(when: When) -> None:
            self._settle("snooze", name, lambda inbox: inbox.not_now(message.id, when))

        ask.chosen.connect(put)
        ask.open()

    def do_not_contact(self, message: Received, name: str, address: str) -> None:
        """Ask how far it goes, then stop everything there."""
        ask = AskScope(name, address, self._page.window())

        def put(scope: str) -> None:
            what = {"address": address, "domain": address.rpartition("@")[2]}.get(scope, name)
            self._settle("do_not_contact", what, lambda inbox: inbox.do_not_contact(message.id, scope))

        ask.chosen.connect(put)
        ask.open()

    def refer(self, message: Received, name: str, number: int | None = None) -> None:
        """A new person out of the message; the first one it names who is not on the list, unless a number says which."""
        ask = AskReferral(name, self._whom(message, number), self._page.window())

        def put(who: ReferredDraft) -> None:
            ctx = self._ctx

            def created(_outcome: Any) -> None:
                ask.accept()
                ctx.nav.toast.emit(ctx.texts("op.referred", name=who.name or who.address, by=name), True)

            def refused(error: Exception) -> None:
                if isinstance(error, SdrDeskError):
                    ask.refuse(sentence(error, ctx.texts))
                else:
                    ask.reject()
                    ctx.runner.failed.emit(error)

            ctx.runner.op(ask, lambda: ctx.desk.inbox.refer(message.id, who), created, refused)

        ask.chosen.connect(put)
        ask.open()

    @staticmethod
    def _whom(message: Received, number: int | None) -> Referred:
        unknown = [named.who for named in message.referred if named.prospect_id is None]
        if number is not None and number >= 0:
            return message.referred[number].who
        if number == SENDER or (not unknown and message.matched_by == BY_COMPANY):
            return Referred(message.from_name, message.from_address)
        return unknown[0] if unknown else Referred("", "")

    def reclassify(self, message: Received, name: str, at: QPoint) -> None:
        """The menu "it is something else"."""
        menu = QMenu(self._page)
        menu.setObjectName("kind_menu")
        for kind in CAN_BE:
            action = QAction(self._words.kind(kind), menu)
            action.setObjectName(f"kind_{kind}")
            action.setCheckable(True)
            action.setChecked(kind == message.kind)
            action.setEnabled(kind != message.kind)
            action.triggered.connect(lambda _=False, kind=kind: self._is(message, name, kind))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _is(self, message: Received, name: str, kind: MailKind) -> None:
        if kind != MailKind.OUT_OF_OFFICE:
            self._write("reclassify", name, lambda inbox: inbox.reclassify(message.id, kind, None))
            return
        ask = AskAbsence(self._ctx, self._page.window())

        def put(day: dt.date | None) -> None:
            self._write("reclassify", name, lambda inbox: inbox.reclassify(message.id, kind, day))

        ask.chosen.connect(put)
        ask.open()

    def all_seen(self, messages: tuple[int, ...]) -> None:
        """All of these are dealt with, in one step."""
        if not messages:
            return
        nav, words = self._ctx.nav, self.tr("%1 marked as seen").replace("%1", str(len(messages)))
        self._ctx.runner.op(self, lambda: self._ctx.desk.inbox.done(*messages), lambda _: nav.toast.emit(words, True))
