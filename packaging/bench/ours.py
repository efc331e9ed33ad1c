"""What the bench calls of the application: the only file here that knows how it is put together.

Everything else in packaging/bench measures; when a service or query changes its shape, this is the file to change. There is no
``__init__.py`` in packaging/ on purpose: a package of that name would hide the one on PyPI.
"""

from __future__ import annotations

import datetime
import gc
import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def populate(profile: Path, n: int) -> None:
    """Fill a profile with ``n`` synthetic prospects, through the command line as anybody would."""
    command = [sys.executable, "-m", "sdrdesk", "--profile", str(profile), "demo", "--populate", str(n), "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[1:])} ended with {done.returncode}: {done.stderr.strip()[-400:]}")


def open_app(profile: Path) -> Any:
    """The application's services on a profile, without a window. Close it with ``close_app``.

    The cycle collector is off, as it is on every thread but the main one in the window (ui/collector.py).
    """
    gc.disable()
    return importlib.import_module("sdrdesk.app").open_application(profile)


def close_app(app: Any) -> None:
    """Let go of the database."""
    app.close()


def today(app: Any) -> None:
    """Everybody read and ranked with odds learned from the log, the first 200 rows read: what a start or another process's write costs."""
    queries = importlib.import_module("sdrdesk.core.queries.today")
    with app.read() as (s, profile):
        day = queries.rank_today(s, profile, app.clock.now(), app.cadences)
        queries.today_items(s, day.ranked[:200], 1, profile, app.cadences, day.ranker)


def rank_again(app: Any) -> None:
    """Everybody placed anew a minute later, by the list that is kept in memory."""
    app.day._ranker.now -= datetime.timedelta(minutes=1)
    app.day.today()


def list_after(app: Any, prospect_id: int) -> Callable[[], None]:
    """One touch is logged now; gives what then brings the list that is kept in memory up to date."""
    app.day.today()
    log_touch(app, prospect_id)
    return lambda: app.day.today() and None


def search(app: Any, text: str) -> None:
    """What the search box asks at one key press."""
    people = importlib.import_module("sdrdesk.core.queries.people")
    with app.store.read() as s:
        people.search(s, text, 50)


def log_touch(app: Any, prospect_id: int) -> None:
    """One call that nobody answered: touch, plan, tallies, undo journal, durable."""
    touches = importlib.import_module("sdrdesk.core.services.touches")
    app.touches.log(touches.TouchDraft(prospect_id=prospect_id, channel="call", outcome="no_answer"))


def numbers(app: Any) -> None:
    """All that the Numbers page reads for a quarter."""
    reading = importlib.import_module("sdrdesk.ui.pages.numbers.reading")
    reading.read(app, reading.QUARTER)


def look_behind(app: Any) -> None:
    """The touches behind the largest figure of a quarter, in one group of it."""
    reading = importlib.import_module("sdrdesk.ui.pages.numbers.reading")
    behind = importlib.import_module("sdrdesk.core.queries.behind")
    with app.read() as (s, profile):
        span = reading.span(reading.QUARTER, profile.today(app.clock.now()), profile)
        behind.behind(s, profile, "reach", span.first, span.last, group=behind.Group("channel", "email"))


def weekly_report(app: Any) -> None:
    """The report of the last seven days, written as Markdown."""
    today = app.settings.profile().today(app.clock.now())
    app.reports.text(app.reports.report(today - datetime.timedelta(days=6), today), "en")
