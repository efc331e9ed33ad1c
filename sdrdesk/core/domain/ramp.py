"""How much of the quota is asked of whom, by the day they began (seed P10). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Stage = Literal["training", "shadowing", "half", "full"]

TRAINING = dt.timedelta(weeks=2)
SHADOWING = dt.timedelta(weeks=4)
HALF_MONTHS = 3
"""Weeks 1 and 2 are training, weeks 3 and 4 shadowing; until the end of month 3 half of the quota is asked, from month 4 on all of it."""

SHARES: dict[Stage, float] = {"training": 0.0, "shadowing": 0.0, "half": 0.5, "full": 1.0}
SENIOR_AFTER = (6, 18)
"""Months after which an SDR usually moves on."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """The day somebody began in the role; None when it is not known, and then all of the quota is asked."""

    began: dt.date | None = None

    def stage(self, day: dt.date) -> Stage:
        """Where they stand on a day; before they began there is no work yet, which counts as training."""
        if self.began is None:
            return "full"
        if day < self.began + TRAINING:
            return "training"
        if day < self.began + SHADOWING:
            return "shadowing"
        return "half" if day < months_after(self.began, HALF_MONTHS) else "full"

    def share(self, day: dt.date) -> float:
        """The part of the quota that is asked on a day."""
        return SHARES[self.stage(day)]

    def months(self, day: dt.date) -> int | None:
        """Whole months in the role."""
        if self.began is None or day < self.began:
            return None
        return (day.year - self.began.year) * 12 + day.month - self.began.month - (day.day < self.began.day)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (following - dt.timedelta(days=1)).day))
