"""How a step of the journal is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from sdrdesk.core.clock import from_ms
from sdrdesk.core.services.undo import StepRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import op_words


class Words:
    """Wording for one user."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx

    def moment(self, row: StepRow) -> str:
        """``today 10:05``, ``19 Nov 10:05``."""
        profile = self._ctx.profile
        local, locale = from_ms(row.at_ms).astimezone(profile.zone), QLocale(profile.language)
        clock = locale.toString(QTime(local.hour, local.minute), "HH:mm")
        today = profile.today(self._ctx.desk.clock.now())
        if local.date() == today:
            return QCoreApplication.translate("HistoryPage", "today %1").replace("%1", clock)
        form = "M月d日" if profile.language.startswith("zh") else "d MMM" if local.year == today.year else "d MMM yyyy"
        return f"{locale.toString(QDate(local.year, local.month, local.day), form)} {clock}"

    def who(self, row: StepRow) -> str:
        """You, or the program by itself."""
        tr = QCoreApplication.translate
        return tr("HistoryPage", "You") if row.actor == "user" else tr("HistoryPage", "A job")

    def what(self, row: StepRow) -> str:
        """The step in words; undo and redo name the step that they turned."""
        texts = self._ctx.texts
        turned = str(row.args.get("op", "")) if row.op in ("undo", "redo") else ""
        if not turned:
            return op_words(row.op, row.args, texts)
        args = {key: value for key, value in row.args.items() if key != "op"}
        form = QCoreApplication.translate("HistoryPage", "%1: %2")
        return form.replace("%1", texts(f"op.{row.op}")).replace("%2", op_words(turned, args, texts))

    def state(self, row: StepRow) -> str:
        """Done, undone, or why it cannot be undone."""
        tr = QCoreApplication.translate
        if row.op in ("undo", "redo"):
            return ""
        if row.state == "undone":
            return tr("HistoryPage", "Undone")
        if row.actor != "user" or not row.undoable:
            return tr("HistoryPage", "Cannot be undone")
        return tr("HistoryPage", "Done")

    def rows(self, row: StepRow) -> str:
        """How many rows of the book it changed."""
        return QLocale(self._ctx.profile.language).toString(row.rows)
