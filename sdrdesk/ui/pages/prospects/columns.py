"""The columns of the Prospects table, and how their values read."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from sdrdesk.core.clock import from_ms
from sdrdesk.core.queries.people import ProspectRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.models.id_table import Column

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CONTEXT = "ProspectColumns"


def _tr(source: str) -> str:
    return QCoreApplication.translate(_CONTEXT, source)


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class Words:
    """Turns the short codes of a row into what people read, in the user's language and clock."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx
        self._no_plan = QCoreApplication.translate(_CONTEXT, "No cadence")
        self._closed = QCoreApplication.translate(_CONTEXT, "Closed")
        self._step = QCoreApplication.translate(_CONTEXT, "Step %1 of %2")
        self._step_whole = QCoreApplication.translate(_CONTEXT, "%1, step %2")
        self._touch = QCoreApplication.translate(_CONTEXT, "%1, %2", "day of the last touch, its channel")
        self._never = QCoreApplication.translate(_CONTEXT, "none yet")
        self._today = QCoreApplication.translate(_CONTEXT, "Today")

    def stands(self, row: ProspectRow) -> tuple[str, str]:
        """Where somebody stands, and the kind of chip that says it."""
        texts = self._ctx.texts
        if row.stands:
            key, step, state = row.stands.split(":")
            if state == "held":
                return texts("outbox.held"), "am"
            if state in ("waiting", "queued"):
                return texts(f"state.{state}"), "am" if state == "waiting" else "ac"
            plan = self._ctx.desk.cadences.get(key)
            return self._step.replace("%1", step).replace("%2", str(len(plan.steps)) if plan is not None else "?"), "plain"
        if row.stage == "handed_off":
            return texts("stage.handed_off"), "gr"
        return (self._closed if row.status == "closed" else self._no_plan), "plain"

    def stands_whole(self, row: ProspectRow) -> str:
        """Where somebody stands with the name of the plan, for the tooltip."""
        if not row.stands:
            return self.stands(row)[0]
        key, step, _ = row.stands.split(":")
        plan = self._ctx.desk.cadences.get(key)
        return self._step_whole.replace("%2", step).replace("%1", plan.name(self._ctx.profile.language) if plan is not None else key)

    def last(self, row: ProspectRow) -> str:
        """The last touch: its day and channel."""
        if not row.last:
            return self._never
        ms, channel, _ = row.last.split(":", 2)
        day = from_ms(int(ms)).astimezone(self._ctx.profile.zone).date()
        return self._touch.replace("%2", self._ctx.texts(f"channel.{channel}").lower()).replace("%1", self._day(day))

    def last_whole(self, row: ProspectRow) -> str:
        """The last touch with how it ended, for the tooltip."""
        return f"{self.last(row)}: {self._ctx.texts('outcome.' + row.last.split(':')[2])}" if row.last else self._never

    def _day(self, day: dt.date) -> str:
        today = self._ctx.profile.today(self._ctx.desk.clock.now())
        if day == today:
            return self._today
        locale = QLocale(self._ctx.profile.language)
        form = ("d MMM" if day.year == today.year else "d MMM yyyy") if not self._ctx.profile.language.startswith("zh") else "M月d日"
        return locale.toString(QDate(day.year, day.month, day.day), form)

    def time(self, row: ProspectRow) -> str:
        """Their clock now; empty when it is not known where they are."""
        zone = _zone(row.zone) if row.zone else None
        if zone is None:
            return ""
        local = self._ctx.desk.clock.now().astimezone(zone)
        return f"{local.hour}:{local.minute:02d}"

    def reach(self, row: ProspectRow) -> str:
        """Which ways there are to reach somebody, in words."""
        ways = [(row.has_phone, _tr("phone"), _tr("no phone")), (row.has_email, _tr("email"), _tr("no email"))]
        return ", ".join(yes if has else no for has, yes, no in ways)


def prospect_columns(ctx: UiContext, words: Words) -> tuple[Column[ProspectRow], ...]:
    """The columns, in order."""
    texts = ctx.texts
    return (
        Column("tick", "", lambda r: "", 42),
        Column("name", _tr("Name"), lambda r: r.name, 128, "name", 3, tooltip=lambda r: r.name),
        Column("title", _tr("Title"), lambda r: r.title, 112, "title", 3, tooltip=lambda r: r.title),
        Column("company", _tr("Company"), lambda r: r.company, 116, "company", 3, tooltip=lambda r: r.company),
        Column("grade", _tr("Grade"), lambda r: f"{r.grade} {r.tier}", 64, "grade"),
        Column("score", _tr("Score"), lambda r: str(r.score or ""), 52, "score", align=_RIGHT),
        Column("type", _tr("Type"), lambda r: texts(f"lead_type.{r.lead_type}"), 70, "lead_type"),
        Column("stands", _tr("Where it stands"), lambda r: words.stands(r)[0], 118, "", 1, tooltip=words.stands_whole),
        Column("last", _tr("Last touch"), words.last, 106, tooltip=words.last_whole),
        Column("time", _tr("Time"), words.time, 54, align=_RIGHT, tooltip=lambda r: r.zone),
        Column("reach", _tr("Reach"), words.reach, 66, tooltip=words.reach),
    )
