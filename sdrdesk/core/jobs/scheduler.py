"""The tick. APScheduler only says "now"; what is due comes from the tables (decision 7), so sleep, a restart or a clock change need nothing special."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_SUBMITTED, JobExecutionEvent, JobSubmissionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from sdrdesk.core.bus import Bus, Notice
from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.store.store import Store

log = logging.getLogger(__name__)
TICK_S = 15
"""How late a reminder or an email can be, awake (promise D1: at most 30 s)."""

DAILY_S = 3600
AGAIN_S = 0.5
"""A pass that was asked for while the same one ran is asked for again after this long: the one under way may have looked too early."""


class Scheduler:
    """Runs the passes: each alone, late ones once."""

    def __init__(self, bus: Bus, store: Store) -> None:
        self._bus = bus
        self._store = store
        self._seen = 0
        self._asked: set[str] = set()
        self.stop_event = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone=dt.UTC,
            executors={"default": ThreadPoolExecutor(3)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_listener(self._on_error, EVENT_JOB_ERROR)
        self._scheduler.add_listener(self._on_taken, EVENT_JOB_SUBMITTED | EVENT_JOB_MAX_INSTANCES)

    def every(self, name: str, work: Callable[[], object], seconds: int = TICK_S) -> None:
        """Run ``work`` now and then every so many seconds."""
        self._scheduler.add_job(work, "interval", seconds=seconds, id=name, next_run_time=dt.datetime.now(dt.UTC))

    def soon(self, name: str, after_s: float = 0) -> None:
        """Run a pass earlier than its next tick."""
        if self._scheduler.get_job(name) is not None:
            self._asked.add(name)
            self._scheduler.modify_job(name, next_run_time=dt.datetime.now(dt.UTC) + dt.timedelta(seconds=after_s))

    def start(self) -> None:
        """Begin to tick, also looking whether another process (the command line) has written."""
        self._seen = self._store.data_version()
        self.every("watch", self._watch)
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more; a pass under way may finish its step."""
        self.stop_event.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _watch(self) -> None:
        version = self._store.data_version()
        if version != self._seen:
            self._seen = version
            self._bus.publish(ChangeSet(bulk=True))

    def _on_taken(self, event: JobSubmissionEvent) -> None:
        if event.code == EVENT_JOB_SUBMITTED:
            self._asked.discard(event.job_id)
        elif event.job_id in self._asked:
            self.soon(event.job_id, AGAIN_S)

    def _on_error(self, event: JobExecutionEvent) -> None:
        log.error("job.failed name=%s kind=%s", event.job_id, type(event.exception).__name__)
        self._bus.publish(Notice("job_failed", {"job": event.job_id}, severity="warning"))
