"""The sample profile: a folder of its own with 200 invented people and three months of history, never mixed with real data."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.ramp import months_after
from sdrdesk.core.errors import StoreBusy
from sdrdesk.core.services.demo import populate

SAMPLE_PEOPLE = 200
SEED = 2026
MARKER = "sample-profile"
"""A file in the folder that says: this is sample data. Only a folder with it is ever emptied."""


def ensure_sample(root: Path, *, language: str, open_desk: Callable[[Path], Any]) -> None:
    """Make the sample profile when it is not there yet; ``open_desk`` opens a profile (app.open_application)."""
    if (root / MARKER).exists():
        return
    desk = open_desk(root)
    try:
        zone = desk.settings.profile().zone
        populate(desk.store, count=SAMPLE_PEOPLE, seed=SEED, now=desk.clock.now().astimezone(zone), language=language)
        # Past the ramp, so that the sample shows a whole quota.
        start = months_after(desk.clock.now().astimezone(zone).date().replace(day=1), -7)
        values: dict[str, object] = {
            "app.set_up": True,
            "user.language": language,
            "user.country": "CN" if language == "zh_CN" else "US",
            "user.start_date": start.isoformat(),
        }
        desk.settings.change(values, op=OpKind.SETUP)
        desk.scores.renew()
    finally:
        desk.close()
    (root / MARKER).write_text("SDR Desk sample data\n", "utf-8")


def reset_sample(root: Path) -> None:
    """Empty a sample profile; a folder that is not one is refused."""
    if not root.exists():
        return
    if any(root.iterdir()) and not (root / MARKER).exists():
        raise StoreBusy("not_a_sample", path=str(root))
    shutil.rmtree(root)
