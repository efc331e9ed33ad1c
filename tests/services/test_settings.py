"""Settings are declared, checked before they are kept, and travel with a backup."""

from __future__ import annotations

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import ValidationError
from tests.support.profile import one, reopen


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("user.nickname", "x"), ("user.language", "de"), ("target.reach", -1), ("target.reach", 2001), ("target.reach", "60"), ("target.reach", True), ("rank.learning", 1),
        ("user.work_start", "25:00"), ("user.work_end", "late"), ("user.start_date", "2026-02-30"), ("user.zone", "Mars/Base"), ("app.text_size", 14), ("user.workdays", [7]),
        ("user.workdays", []), ("user.workdays", ["mon"]),
    ],
)  # fmt: skip
def test_change_of_a_value_that_cannot_be_is_refused_and_keeps_nothing(desk: Application, key: str, value: object) -> None:
    """A bad value would break the list on some later morning, far from its cause; the good one beside it is not half kept."""
    with pytest.raises(ValidationError) as caught:
        desk.settings.change({"user.name": "Li Na", key: value})
    assert caught.value.params["field"] == key
    assert one(desk, "SELECT count(*) FROM setting") == 0


def test_change_is_read_back_after_a_restart(desk: Application) -> None:
    """Text, numbers, truth and lists keep their kind."""
    values: dict[str, object] = {
        "user.name": "李娜",
        "target.reach": 80,
        "rank.learning": False,
        "user.workdays": [0, 1, 2, 3],
        "user.zone": "Asia/Shanghai",
    }
    desk.settings.change(values)
    root = desk.paths.root
    desk.close()
    again = reopen(root)
    try:
        assert {k: again.settings.profile().values[k] for k in values} == values
    finally:
        again.close()


def test_profile_id_is_made_once(desk: Application) -> None:
    """The keyring finds the passwords by it."""
    assert desk.settings.profile_id() == desk.settings.profile_id()
    assert one(desk, "SELECT count(*) FROM setting WHERE key = 'app.profile_id'") == 1
