"""Setting somebody back, from Today, the Inbox or Prospects: not ready is not lost (rule R25)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.not_ready import Reason
from sdrdesk.core.services.not_ready import Last, SetBack
from sdrdesk.core.texts import Texts
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.dialogs.not_ready import AskNotReady, Chosen
from sdrdesk.ui.error_surfaces import sentence


class SettingBack(QObject):
    """Asks why, stores it, says what follows.

    Signals:
        done: the person was set back; the next one may come.
        template_wanted: (person, template): write this email to them.
    """

    done = Signal()
    template_wanted = Signal(int, str)

    def __init__(self, ctx: UiContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._ctx, self._owner = ctx, owner

    def ask(self, prospect_id: int, name: str) -> None:
        """Open the question about this person."""
        ctx = self._ctx
        language = ctx.texts.language
        programmes = [(key, cadence.name(language)) for key, cadence in ctx.desk.cadences.items()]

        def show(reasons: tuple[Reason, ...]) -> None:
            dialog = AskNotReady(ctx, name, reasons, programmes, self._owner)
            dialog.chosen.connect(lambda chosen: self._store(prospect_id, name, chosen))
            dialog.open()

        ctx.runner.query(self._owner, ctx.desk.not_ready.reasons, show)

    def ask_many(self, people: Sequence[int], then: Callable[[Any], None]) -> None:
        """Open the question about several people; ``then`` gets who was set back and whom a rule kept."""
        ctx = self._ctx
        language, service = ctx.texts.language, ctx.desk.not_ready
        programmes = [(key, cadence.name(language)) for key, cadence in ctx.desk.cadences.items()]

        def store(chosen: Chosen) -> None:
            asked = {"said": chosen.said, "until": chosen.until, "cadence": chosen.cadence, "close": chosen.close}
            ctx.runner.op(self._owner, lambda: service.disqualify_many(people, chosen.reason.key, **asked), lambda done: then(done.value))

        def show(reasons: tuple[Reason, ...]) -> None:
            words = self.tr("%n people", "", len(people))
            dialog = AskNotReady(ctx, words, [replace(r, template="") for r in reasons], programmes, self._owner, many=True)
            dialog.chosen.connect(store)
            dialog.open()

        ctx.runner.query(self._owner, service.reasons, show)

    def _store(self, prospect_id: int, name: str, chosen: Chosen) -> None:
        ctx, service = self._ctx, self._ctx.desk.not_ready

        def work() -> Any:
            return service.disqualify(
                prospect_id, chosen.reason.key, said=chosen.said, until=chosen.until, cadence=chosen.cadence, close=chosen.close
            )

        def done(outcome: Any) -> None:
            ctx.nav.toast.emit(self._words(name, outcome.value), True)
            if chosen.introduce:
                self.template_wanted.emit(prospect_id, chosen.reason.template)
            else:
                self.done.emit()

        ctx.runner.op(self._owner, work, done, lambda error: ctx.nav.toast.emit(sentence(error, ctx.texts), False))

    def _words(self, name: str, back: SetBack) -> str:
        texts = self._ctx.texts
        if back.until is None:
            return texts("set_back.closed", name=name)
        said = [texts("set_back.until", name=name, day=DayWords(self._ctx.profile, self._ctx.now()).day(back.until))]
        if back.cadence:
            said.append(texts("set_back.on", cadence=self._ctx.desk.cadences[back.cadence].name(texts.language)))
        if back.refused is not None:
            said.append(sentence(back.refused, texts))
        return " ".join(said)


def last_words(last: Last | None, ctx_zone: Any, texts: Texts) -> str:
    """What was said the last time that somebody was not ready, with what to do about it; empty when they never were."""
    if last is None:
        return ""
    day = from_ms(last.at_ms).astimezone(ctx_zone).date().isoformat()
    words = texts("set_back.last", day=day, reason=last.reason.name(texts.language), said=last.said).strip()
    return " ".join(p for p in (words, last.reason.counter_move(texts.language)) if p)
