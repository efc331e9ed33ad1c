"""Who the user is and how they work: the settings that rules read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sdrdesk.core.domain.calendar import DayOff, WorkCalendar
from sdrdesk.core.domain.ramp import Ramp
from sdrdesk.core.domain.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting: its default, and the check that a value must pass."""

    key: str
    default: object
    kind: type
    allowed: tuple[object, ...] = ()
    low: float | None = None
    high: float | None = None


SETTINGS: dict[str, Setting] = {
    s.key: s
    for s in (
        Setting("app.set_up", False, bool),
        Setting("app.profile_id", "", str),
        Setting("app.theme", "auto", str, ("auto", "light", "dark")),
        Setting("app.text_size", 13, int, (12, 13, 15)),
        Setting("user.language", "en", str, LANGUAGES),
        Setting("user.name", "", str),
        Setting("user.title", "", str),
        Setting("user.email", "", str),
        Setting("user.phone", "", str),
        Setting("user.company", "", str),
        Setting("user.address", "", str),
        Setting("user.role", "SDR", str, ("SDR", "MDR")),
        Setting("user.country", "", str),
        Setting("user.zone", "", str),
        Setting("user.work_start", "09:00", str),
        Setting("user.work_end", "18:00", str),
        Setting("user.workdays", [0, 1, 2, 3, 4], list),
        Setting("user.start_date", "", str),
        Setting("value.topic", "", str),
        Setting("value.prop", "", str),
        Setting("value.similar_customers", "", str),
        Setting("value.opt_out", "", str),
        Setting("target.reach", 60, int, low=0, high=2000),
        Setting("target.meetings", 1, int, low=0, high=100),
        Setting("target.leads", 15, int, low=0, high=1000),
        Setting("diagnostic.separated", "", str, ("", "yes", "no")),
        Setting("rank.learning", True, bool),
        Setting("cap.calls", 120, int, low=0, high=1000),
        Setting("cap.emails", 100, int, low=0, high=1000),
        Setting("plan.other_touch", "step", str, ("step", "redate", "stop")),
        Setting("plan.guard_days", 2, int, low=0, high=90),
        Setting("score.level", 3, int, low=1, high=4),
        Setting("score.assignable", 60, int, low=0, high=100),
        Setting("focus.minutes", 60, int, low=5, high=240),
        Setting("mail.undo_seconds", 10, int, low=0, high=120),
        Setting("mail.default_account", "", str),
        Setting("handoff.answer_hours", 48, int, low=1, high=720),
        Setting("handoff.folder", "", str),
        Setting("handoff.return_days", 14, int, low=1, high=365),
        Setting("handoff.lost_days", 180, int, low=1, high=1000),
        Setting("handoff.referral_days", 30, int, low=1, high=365),
        Setting("remind.morning_plan", True, bool),
        Setting("remind.evening_close", True, bool),
        Setting("remind.snooze_minutes", 10, int, low=1, high=240),
        Setting("remind.sound", False, bool),
        Setting("remind.quiet", False, bool),
        Setting("remind.quiet_from", "20:00", str),
        Setting("remind.quiet_to", "08:00", str),
        Setting("remind.paused_until", "", str),
        Setting("app.keep_in_tray", False, bool),
        Setting("app.autostart", False, bool),
    )
}


MONTH_FIRST = frozenset({"US", "CA", "PH", "CN", "TW", "JP", "KR", "KP", "MN", "HU", "LT"})
"""Countries in which 1/12 is the 12th of January; with a year first, as in China, month and day follow in this order too."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The user's settings as values; ``zone`` is where their clock stands, ``days`` are their own days off and away."""

    values: dict[str, object] = field(default_factory=dict)
    zone: dt.tzinfo = dt.UTC
    days: tuple[DayOff, ...] = ()

    def text(self, key: str) -> str:
        """A setting as text."""
        return str(self.values.get(key, SETTINGS[key].default) or "")

    def number(self, key: str) -> int:
        """A setting as a whole number."""
        value = self.values.get(key, SETTINGS[key].default)
        return value if isinstance(value, int) else int(str(value))

    def truth(self, key: str) -> bool:
        """A setting as yes or no."""
        return bool(self.values.get(key, SETTINGS[key].default))

    @property
    def language(self) -> str:
        return self.text("user.language")

    @property
    def month_first(self) -> bool:
        """Does the user write the month before the day? By their country; without one, by their language."""
        country = self.text("user.country")
        return country in MONTH_FIRST if country else self.language.startswith("zh")

    @property
    def calendar(self) -> WorkCalendar:
        days = self.values.get("user.workdays", SETTINGS["user.workdays"].default)
        return WorkCalendar(
            country=self.text("user.country"),
            workdays=frozenset(days if isinstance(days, list) else [0, 1, 2, 3, 4]),
            start=dt.time.fromisoformat(self.text("user.work_start")),
            end=dt.time.fromisoformat(self.text("user.work_end")),
            days=self.days,
        )

    @property
    def ramp(self) -> Ramp:
        """How much of the quota is asked, by the day that the user began (seed P10)."""
        try:
            return Ramp(dt.date.fromisoformat(self.text("user.start_date")))
        except ValueError:
            return Ramp()

    def today(self, now: dt.datetime) -> dt.date:
        """The user's day at this moment."""
        return now.astimezone(self.zone).date()

    def day_bounds(self, first: dt.date, last: dt.date | None = None) -> tuple[dt.datetime, dt.datetime]:
        """Start of the first day and end of the last (default: the same), in the user's zone."""
        end = (last or first) + dt.timedelta(days=1)
        return dt.datetime.combine(first, dt.time(), self.zone), dt.datetime.combine(end, dt.time(), self.zone)
