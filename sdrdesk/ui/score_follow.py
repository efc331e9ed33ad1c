"""Keeps the scores of people in step with their rules: after a change, an undo, or another level, everybody is scored anew (seed W10)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot

from sdrdesk.core.changes import ChangeSet
from sdrdesk.ui.context import UiContext


class ScoreFollow(QObject):
    """Watches rules and settings; renews only when what the score is made of is another one."""

    def __init__(self, ctx: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._made_of: Any = None
        self._asked = 0
        ctx.bridge.changed.connect(self._on_changed)
        ctx.runner.query(self, self._read, self._first)

    def _read(self) -> Any:
        desk = self._ctx.desk
        rows = [(r.name, r.body, r.enabled) for r in desk.rules.rows("score")]
        return rows, desk.settings.profile().number("score.level")

    def _first(self, found: Any) -> None:
        # A change may have come in before the first reading did.
        self._made_of = found if self._made_of is None else self._made_of

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns("rule", "setting"):
            self._asked += 1
            asked = self._asked
            self._ctx.runner.query(self, self._read, lambda found: self._compare(found) if asked == self._asked else None)

    def _compare(self, found: Any) -> None:
        if found != self._made_of:
            self._made_of = found
            self._ctx.runner.op(self, self._ctx.desk.scores.renew)
