"""The other things done with many people at once: tier, role, tag, snooze, skip, stop, pin. Each is one step, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QWidget

from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.queries.people import ProspectRow
from sdrdesk.core.services.bulk import Done
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import SKIP_REASONS, STOP_REASONS, Ask, AskOne, AskReason, AskTag, AskWhen
from sdrdesk.ui.dialogs.batch import BatchDialog
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.models.id_table import IdTableModel
from sdrdesk.ui.setting_back import SettingBack


class BulkMore(QObject):
    """Asks what has to be asked, does it with the ticked people, and says who was left out and why."""

    def __init__(self, ctx: UiContext, model: IdTableModel[ProspectRow], over: QWidget) -> None:
        super().__init__(over)
        self._ctx = ctx
        self._model = model
        self._over = over
        self._back = SettingBack(ctx, over)

    @Slot(str)
    def run(self, action: str) -> None:
        """Begin an action (BulkBar.choices); nothing while nobody is ticked."""
        ids = self._model.ticked
        if ids:
            does: dict[str, Callable[[list[int]], None]] = {
                "tier": self._tier,
                "role": self._role,
                "tag": self._tag,
                "snooze": self._snooze,
                "batch": self._batch,
                "skip": self._skip,
                "stop": self._stop,
                "not_ready": self._not_ready,
                "pin": lambda people: self._do("pin", people, lambda: self._ctx.desk.bulk.pin(people, True)),
                "unpin": lambda people: self._do("pin", people, lambda: self._ctx.desk.bulk.pin(people, False)),
            }
            does[action](ids)

    def _tier(self, ids: list[int]) -> None:
        texts = self._ctx.texts
        ask = AskOne(
            self.tr("Research tier of %n people", "", len(ids)), [(t, texts(f"tier_about.{t}")) for t in ("T1", "T2", "T3")], self._over
        )
        ask.chosen.connect(lambda tier: self._do("tier", ids, lambda: self._ctx.desk.bulk.change(ids, "tier", tier)))
        ask.open()

    def _role(self, ids: list[int]) -> None:
        texts = self._ctx.texts
        roles = [(str(r), texts(f"buyer_role.{r}")) for r in BuyerRole]
        ask = AskOne(self.tr("Buyer role of %n people", "", len(ids)), [*roles, ("", self.tr("Not known"))], self._over)
        ask.chosen.connect(lambda role: self._do("buyer_role", ids, lambda: self._ctx.desk.bulk.change(ids, "buyer_role", role)))
        ask.open()

    def _snooze(self, ids: list[int]) -> None:
        ask = AskWhen(self._ctx, self.tr("Snooze what is due of %n people until", "", len(ids)), self.tr("Snooze"), self._over)
        ask.chosen.connect(lambda when: self._do("snooze", ids, lambda: self._ctx.desk.bulk.snooze(ids, when)))
        ask.open()

    def _batch(self, ids: list[int]) -> None:
        BatchDialog(self._ctx, ids, self._over).open()

    def _skip(self, ids: list[int]) -> None:
        title = self.tr("Leave out the due step of %n people, because", "", len(ids))
        ask = AskReason(self._ctx, title, self.tr("Skip the step"), SKIP_REASONS, self._over)
        ask.chosen.connect(lambda why: self._do("skip", ids, lambda: self._ctx.desk.bulk.skip(ids, why)))
        ask.open()

    def _stop(self, ids: list[int]) -> None:
        title = self.tr("Stop the plans of %n people, because", "", len(ids))
        ask = AskReason(self._ctx, title, self.tr("Stop the plans"), STOP_REASONS, self._over, danger=True)
        ask.chosen.connect(lambda why: self._do("stop", ids, lambda: self._ctx.desk.bulk.stop(ids, why)))
        ask.open()

    def _not_ready(self, ids: list[int]) -> None:
        self._back.ask_many(ids, lambda done: self._done("not_ready", ids, done))

    def _tag(self, ids: list[int]) -> None:
        ctx = self._ctx

        def ask_which(known: dict[str, int]) -> None:
            ask = AskTag(ctx, self.tr("Tag of %n people", "", len(ids)), list(known), self._over)
            ask.chosen.connect(put)
            ask.open()

        def put(tag: str, on: bool) -> None:
            ctx.runner.op(self, lambda: ctx.desk.scores.tag(ids, tag, on).value, lambda n: self._tagged(n, len(ids)))

        ctx.runner.query(self, ctx.desk.scores.tags, ask_which)

    def _tagged(self, n: int, of: int) -> None:
        words = self._ctx.texts("op.tag", n=n)
        if n < of:
            words += " · " + self._ctx.texts("list.bulk_nothing", n=of - n)
        self._ctx.nav.toast.emit(words, n > 0)

    def _do(self, what: str, ids: list[int], work: Callable[[], Any]) -> None:
        self._ctx.runner.op(self, work, lambda outcome: self._done(what, ids, outcome.value))

    def _done(self, what: str, ids: list[int], done: Done) -> None:
        """One sentence: with how many, who was left out and an example of why, and who needed nothing."""
        texts = self._ctx.texts
        said = [texts("op.bulk", what=what, n=len(done.done))]
        if done.refused:
            said.append(texts("list.bulk_refused", n=len(done.refused), why=sentence(done.refused[0][1], texts)))
        rest = len(ids) - len(done.done) - len(done.refused)
        if rest:
            said.append(texts("list.bulk_nothing", n=rest))
        self._ctx.nav.toast.emit(" · ".join(said), bool(done.done))

    def question(self) -> Ask | None:
        """The question that is open, if one is."""
        return next((d for d in self._over.findChildren(QDialog) if isinstance(d, Ask) and d.isVisible()), None)
