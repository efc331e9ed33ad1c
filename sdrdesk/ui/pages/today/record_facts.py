"""The facts over the touches: first touch, how many, customer, source, the plan and how far it is, what is next, plans of the past."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from sdrdesk.core.queries.record import PlanRow, Record
from sdrdesk.core.texts import Texts
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_PAST_SHOWN = 3


class RecordFacts(QWidget):
    """A grid of facts.

    Signals:
        customer_chosen: True for an existing customer.
    """

    customer_chosen = Signal(bool)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_facts")
        self._texts = texts
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 12, 20, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 4)
        self.first = self._fact("record_first", self.tr("First touch"), 0, 0)
        self.count = self._fact("record_count", self.tr("Touches"), 0, 2)
        self.customer = SegmentedControl([SegmentSpec("0", self.tr("New")), SegmentSpec("1", self.tr("Existing"))])
        self.customer.setObjectName("record_customer")
        self.customer.setAccessibleName(self.tr("Customer"))
        for key in ("0", "1"):
            self.customer.segment(key).setObjectName(f"customer_{key}")
        self._grid.addWidget(PlainLabel(self.tr("Customer"), "t3", 12), 1, 0)
        self._grid.addWidget(self.customer, 1, 1)
        self.source = self._fact("record_source", self.tr("Source, industry"), 1, 2)
        self.plan = self._fact("record_plan", self.tr("Plan"), 2, 0, wide=True)
        self.next = self._fact("record_next", self.tr("Next step"), 3, 0, wide=True)
        self.past = self._fact("record_past", self.tr("Earlier plans"), 4, 0, wide=True)
        self.set_back = self._fact("record_set_back", self.tr("Not ready"), 5, 0, wide=True)
        self.customer.changed.connect(lambda key: self.customer_chosen.emit(key == "1"))

    def _fact(self, name: str, words: str, row: int, column: int, *, wide: bool = False) -> ElidedLabel:
        label: QLabel = PlainLabel(words, "t3", 12)
        value = ElidedLabel("", "t1")
        value.setObjectName(name)
        self._labels[name] = label
        self._grid.addWidget(label, row, column)
        self._grid.addWidget(value, row, column + 1, 1, 3 if wide else 1)
        return value

    def show_record(self, record: Record, days: DayWords) -> None:
        """Show the facts of a record."""
        texts = self._texts
        if record.first is None:
            self.first.setText(self.tr("none yet"))
        else:
            at, channel = record.first
            self.first.setText(f"{days.day(days.date_of(at))}, {texts(f'channel.{channel}')}")
        self.count.setText(self._count(record, days))
        self.customer.set_value(str(int(record.customer)))
        source, industry = record.source or self.tr("source not known"), record.industry or self.tr("industry not known")
        self.source.setText(f"{source} · {industry}")
        self.plan.setText(" · ".join(self._running(p, days) for p in record.running) or self._no_plan(record))
        self.next.setText(self._next(record, days))
        said = [self._past(p, days) for p in record.past[:_PAST_SHOWN]]
        if len(record.past) > _PAST_SHOWN:
            said.append(self.tr("and %n more", "", len(record.past) - _PAST_SHOWN))
        self.past.setText(" · ".join(said) or self.tr("none"))

        self._show_set_back(record, days)

    def _show_set_back(self, record: Record, days: DayWords) -> None:
        """Each time that they were not ready, with why and what they said; no line for whom that never was."""
        said = []
        for one in record.set_back:
            code = f"not_ready.{one.reason}"
            why = self._texts(code) if self._texts.has(code) else one.reason
            said.append(f"{days.day(days.date_of(one.at))}, {why}" + (f": {one.said}" if one.said else ""))
        self.set_back.setText(" · ".join(said))
        self.set_back.setVisible(bool(said))
        self._labels["record_set_back"].setVisible(bool(said))

    def _count(self, record: Record, days: DayWords) -> str:
        if record.last_at is None:
            return self.tr("none yet")
        since = days.days_since(record.last_at)
        last = self.tr("today") if since <= 0 else self.tr("%n days ago", "", since)
        return self.tr("%1, the last %2").replace("%1", str(record.touches)).replace("%2", last)

    def _running(self, plan: PlanRow, days: DayWords) -> str:
        words = self.tr("%1, step %2 of %3, version %4")
        for mark, value in (("%4", str(plan.version)), ("%3", str(plan.steps)), ("%2", str(plan.step_no))):
            words = words.replace(mark, value)
        words = words.replace("%1", plan.name(self._texts.language))
        if plan.state != "active":
            words += f", {self._texts(f'state.{plan.state}')}"
        if plan.ends_on is not None:
            words += self.tr(", ends %1").replace("%1", days.day(plan.ends_on))
        return words

    def _no_plan(self, record: Record) -> str:
        if record.status == "closed":
            code = f"end_reason.{record.end_reason}"
            why = self._texts(code) if self._texts.has(code) else record.end_reason
            return self.tr("none; closed: %1").replace("%1", why or self._texts(f"stage.{record.stage}"))
        return self.tr("on no plan; stage: %1").replace("%1", self._texts(f"stage.{record.stage}"))

    def _next(self, record: Record, days: DayWords) -> str:
        if record.next is None:
            return self.tr("none: give a plan, a date or a reason to end")
        step = record.next
        when = days.day(step.day, weekday=True) if step.day is not None else ""
        if step.at is not None:
            when = f"{days.day(days.date_of(step.at), weekday=True)} {days.clock(step.at)}"
        return ", ".join(p for p in (f"{self._texts(f'kind.{step.kind}')}: {self._texts(f'channel.{step.channel}')}", when) if p)

    def _past(self, plan: PlanRow, days: DayWords) -> str:
        code = f"reason.{plan.reason}"
        why = self._texts(code) if self._texts.has(code) else plan.reason
        words = self.tr("%1, from %2, step %3 of %4")
        for mark, value in (("%4", str(plan.steps)), ("%3", str(plan.step_no)), ("%2", days.day(plan.started_on))):
            words = words.replace(mark, value)
        ended = why or self._texts(f"state.{plan.state}")
        return f"{words.replace('%1', plan.name(self._texts.language))}: {ended}"
