"""The ramp (seed P10): training, shadowing, half, all."""

from __future__ import annotations

import datetime as dt

import pytest

from sdrdesk.core.domain.ramp import Ramp, months_after

BEGAN = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "stage", "share"),
    [
        ("2026-11-29", "training", 0), ("2026-11-30", "training", 0), ("2026-12-13", "training", 0), ("2026-12-14", "shadowing", 0), ("2026-12-27", "shadowing", 0),
        ("2026-12-28", "half", 0.5), ("2027-02-27", "half", 0.5), ("2027-02-28", "full", 1), ("2030-01-01", "full", 1),
    ],
)  # fmt: skip
def test_share_of_the_quota_by_the_day(day: str, stage: str, share: float) -> None:
    ramp = Ramp(BEGAN)
    assert (ramp.stage(dt.date.fromisoformat(day)), ramp.share(dt.date.fromisoformat(day))) == (stage, share)


def test_without_a_day_all_is_asked_and_months_count_whole() -> None:
    assert Ramp().share(BEGAN) == 1 and Ramp().months(BEGAN) is None
    assert [Ramp(BEGAN).months(dt.date(2027, m, 28)) for m in (1, 2, 3)] == [1, 2, 3] and Ramp(BEGAN).months(dt.date(2026, 11, 1)) is None
    assert months_after(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28) and months_after(dt.date(2026, 12, 31), 12) == dt.date(
        2027, 12, 31
    )
