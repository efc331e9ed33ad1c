"""Days of sleep, travel and restarts in which each reminder fires exactly once (promise D1): ten in short form, sixty in ``make prove``.

A laptop is played: it sleeps at night and at odd hours, flies over eight zones, its clock leaps with summer time, is corrected by five minutes
and once set back by a day, and the program is started anew. Beside it runs an oracle that knows only what was promised, and computes each moment
by walking the zone's clock from minute to minute.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sdrdesk.app import Application
from sdrdesk.core.clock import FixedClock
from sdrdesk.core.domain.remind_line import RemindLine
from sdrdesk.core.domain.when import When
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.queries.reminders import Due
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.services.reminders import Fired
from tests.support.factories import add_person, log
from tests.support.servers import proving

ZONES = (
    "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Asia/Shanghai", "Australia/Sydney", "Pacific/Auckland", "America/Los_Angeles", "America/Sao_Paulo",
)  # fmt: skip
TICK = dt.timedelta(seconds=15)
MINUTE = dt.timedelta(minutes=1)
AHEAD = dt.timedelta(minutes=5)
LATE = dt.timedelta(minutes=10)
QUIET = (dt.time(22), dt.time(7))
START, END = dt.time(9), dt.time(18)


def by_walking(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The first minute at which the clock of the zone shows the time, or a later one."""
    at = wall.replace(tzinfo=zone).astimezone(dt.UTC) - dt.timedelta(hours=3)
    while at.astimezone(zone).replace(tzinfo=None) < wall:
        at += MINUTE
    return at


@dataclass
class Promised:
    """One occurrence: a time on the wall, or a moment; and how often it came."""

    name: str
    wall: dt.datetime | None = None
    moment: dt.datetime | None = None
    ahead: dt.timedelta = dt.timedelta()
    came: int = 0

    def at(self, zone: ZoneInfo) -> dt.datetime:
        """When it is due where the laptop is."""
        return self.moment if self.moment is not None else by_walking(self.wall, zone)  # type: ignore[arg-type]


@dataclass
class Verdict:
    """What was wrong, and what was played."""

    wrong: list[str] = field(default_factory=list)
    fired: Counter[str] = field(default_factory=Counter)
    digests: int = 0
    ticks: int = 0
    days: Counter[str] = field(default_factory=Counter)
    expected_days: set[str] = field(default_factory=set)


class Laptop:
    """The machine, its owner and the oracle."""

    def __init__(self, folder: Path, start: dt.datetime, seed: int, fire: Callable[[Application], Fired]) -> None:
        self._folder = folder
        self._chance = random.Random(seed)
        self._fire = fire
        self.now = start
        self.zone = ZoneInfo(ZONES[0])
        self.promised: dict[str, Promised] = {}
        self.verdict = Verdict()
        self._number = 0
        self._touches: list[dt.datetime] = []
        self._evenings: set[dt.date] = set()
        self.desk = self._open()
        self.desk.settings.change(
            {"user.zone": ZONES[0], "remind.quiet": True, "remind.quiet_from": "22:00", "remind.quiet_to": "07:00", "user.country": ""}
        )
        self.desk.tasks.plan(add_person(self.desk, "Always Due"), "follow_up", "call", When(start.date()))

    def _open(self) -> Application:
        return Application(ProfilePaths(self._folder), FixedClock(self.now), secrets=MemorySecrets())

    # --- what happens to it ----------------------------------------------------------------------------------------------------

    def restart(self) -> None:
        """The program ends and begins anew."""
        self.desk.close()
        self.desk = self._open()

    def travel(self, name: str) -> None:
        """Another zone from now on."""
        self.zone = ZoneInfo(name)
        self.desk.settings.change({"user.zone": name})

    def set_clock(self, by: dt.timedelta) -> None:
        """Corrected, or set wrong by hand."""
        self.now += by

    def local(self) -> dt.datetime:
        """What the wall shows."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    def quiet(self) -> bool:
        """Between ten at night and seven."""
        clock = self.local().time()
        return clock >= QUIET[0] or clock < QUIET[1]

    # --- what its owner does ---------------------------------------------------------------------------------------------------

    def add_wall(self, wall: dt.datetime) -> None:
        """A time on the wall."""
        self._number += 1
        name = f"wall {self._number}"
        self.promised[name] = Promised(name, wall=wall)
        self.desk.own_reminders.add(RemindLine(When(wall.date(), by_walking(wall, self.zone).astimezone(self.zone)), name))

    def add_span(self, minutes: int) -> None:
        """So many minutes from now."""
        self._number += 1
        name = f"span {self._number}"
        at = self.now + dt.timedelta(minutes=minutes)
        self.promised[name] = Promised(name, moment=at)
        self.desk.own_reminders.add(RemindLine(When(at.astimezone(self.zone).date(), at.astimezone(self.zone)), name, span=True))

    def add_callback(self, minutes: int) -> None:
        """Somebody asked to be called back."""
        self._number += 1
        name = f"Caller {self._number}"
        at = (self.now + dt.timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        self.promised[name] = Promised(name, moment=at, ahead=AHEAD)
        who = add_person(self.desk, name)
        self.desk.tasks.plan(who, "callback", "call", When(at.astimezone(self.zone).date(), at.astimezone(self.zone)))

    def call(self) -> None:
        """A touch, so that the evening has something to tell."""
        log(self.desk, add_person(self.desk), "no_answer")
        self._touches.append(self.desk.clock.now())

    # --- time goes by ----------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """One pass of the program, judged."""
        clock = self.desk.clock
        assert isinstance(clock, FixedClock)
        clock.set(self.now)
        fired = self._fire(self.desk)
        self.verdict.ticks += 1
        if self.quiet() and (fired.now or fired.missed):
            self.verdict.wrong.append(f"{self.now}: spoke in quiet hours")
        self.verdict.digests += bool(fired.missed)
        for due, missed in [*((d, False) for d in fired.now), *((d, True) for d in fired.missed)]:
            self._judge(due, missed)
        if not self.quiet():
            for one in self.promised.values():
                if not one.came and one.at(self.zone) - one.ahead <= self.now:
                    self.verdict.wrong.append(f"{self.now}: {one.name} is due and did not come")
                    one.came = 1  # said once
            self._expect_the_day()

    def _expect_the_day(self) -> None:
        local = self.local()
        if local.weekday() < 5 and START <= local.time() < END:
            self.verdict.expected_days.add(f"day:{local.date()}")
        reached = {at.astimezone(self.zone).date() for at in self._touches}
        first = local.weekday() < 5 and local.time() >= END and local.date() not in self._evenings
        if first:
            self._evenings.add(local.date())
        if first and local.date() in reached:
            self.verdict.expected_days.add(f"evening:{local.date()}")

    def _judge(self, due: Due, missed: bool) -> None:
        if due.kind in ("follow_ups", "evening"):
            self.verdict.days[due.rule] += 1
            return
        one = self.promised[due.name]
        one.came += 1
        self.verdict.fired[due.kind] += 1
        if one.came > 1:
            self.verdict.wrong.append(f"{self.now}: {one.name} came again")
        if self.now < one.at(self.zone) - one.ahead:
            self.verdict.wrong.append(f"{self.now}: {one.name} came early, is due {one.at(self.zone)}")
        if missed != (self.now - one.at(self.zone) > LATE):
            self.verdict.wrong.append(f"{self.now}: {one.name} in the wrong place, missed={missed}")
        if due.kind == "own" and self._chance.random() < 0.3:
            self._put_off(due, one)

    def _put_off(self, due: Due, one: Promised) -> None:
        at = self.now + dt.timedelta(minutes=10)
        self.desk.own_reminders.snooze(due.own_id, When(at.astimezone(self.zone).date(), at.astimezone(self.zone)))
        # Another occurrence under the same words.
        self.promised[one.name] = Promised(one.name, moment=at)
        self.verdict.fired["put off"] += 1

    def stay_awake(self, minutes: float) -> None:
        """Passes every 15 seconds near whatever is due, every two minutes elsewhere: a pass in between finds nothing."""
        until = self.now + dt.timedelta(minutes=minutes)
        while self.now < until:
            self.look()
            near = [p.at(self.zone) - p.ahead for p in self.promised.values() if not p.came]
            gap = min((abs(at - self.now) for at in near), default=dt.timedelta(hours=1))
            self.now += TICK if gap < dt.timedelta(minutes=2) else min(dt.timedelta(minutes=2), gap - MINUTE)

    def sleep_until(self, wall: dt.time) -> None:
        """The lid is closed until the wall shows a time; the first pass comes after it opens."""
        local = self.local()
        wake = dt.datetime.combine(local.date() + dt.timedelta(days=local.time() >= wall), wall)
        self.now = max(self.now, by_walking(wake, self.zone))


def _day(laptop: Laptop, chance: random.Random, day: int) -> None:
    """From the morning to the restart at night."""
    laptop.sleep_until(dt.time(8, chance.randrange(60)))
    today = laptop.local().date()
    for _ in range(4):
        wall = dt.datetime.combine(
            today + dt.timedelta(days=chance.randrange(3)), dt.time(chance.randrange(24), chance.choice((0, 15, 30, 45)))
        )
        if wall > laptop.local():
            laptop.add_wall(wall)
    for turn in range(6):
        laptop.add_span(chance.randrange(1, 400))
        laptop.add_callback(chance.randrange(6, 300))
        if turn == 1:
            laptop.call()
        laptop.stay_awake(chance.randrange(20, 90))
        what = chance.randrange(6)
        if what == 0:
            laptop.now += dt.timedelta(minutes=chance.randrange(5, 90))  # the lid is closed
        elif what == 1:
            laptop.set_clock(dt.timedelta(minutes=chance.choice((-5, 5))))
        elif what == 2:
            laptop.restart()
    if day % 2 == 0 and laptop.local().time() < END:
        laptop.sleep_until(dt.time(18, 1))
        laptop.stay_awake(15)
    if day % 3 == 2:
        laptop.travel(ZONES[(day // 3 + 1) % len(ZONES)])
    if day % 10 == 6:
        laptop.set_clock(-dt.timedelta(days=1))
        laptop.stay_awake(30)
    laptop.restart()


def play(folder: Path, days: int, start: dt.datetime, seed: int, fire: Callable[[Application], Fired]) -> Verdict:
    """Play so many days; gives what was wrong."""
    laptop = Laptop(folder, start, seed, fire)
    chance = random.Random(seed + 1)
    for day in range(days):
        _day(laptop, chance, day)
    while any(not p.came for p in laptop.promised.values()):  # until the last of them is due
        laptop.now = max(laptop.now, *(p.at(laptop.zone) for p in laptop.promised.values()))
        laptop.sleep_until(dt.time(8))
        laptop.look()
    laptop.desk.close()
    verdict = laptop.verdict
    verdict.wrong += [f"{p.name} came {p.came} times" for p in laptop.promised.values() if p.came != 1]
    verdict.wrong += [f"{rule} came {n} times" for rule, n in verdict.days.items() if n != 1]
    verdict.wrong += [f"{rule} did not come" for rule in sorted(verdict.expected_days - set(verdict.days))]
    return verdict


def ours(desk: Application) -> Fired:
    """The program."""
    return desk.reminders.fire().value


# Ten days over the night in which New York goes back; sixty over the leaps of March and those of October and November.
RUNS = [(10, "2026-10-27", 1)] if not proving() else [(10, "2026-10-27", 1), (60, "2027-02-20", 2), (60, "2026-09-25", 3)]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("days", "first", "seed"), RUNS)
def test_each_reminder_fires_exactly_once(template: Path, tmp_path: Path, days: int, first: str, seed: int) -> None:
    """Never twice, never early, none dropped; the missed ones together; the morning and the evening of each working day once."""
    folder = make(template, tmp_path)
    verdict = play(folder, days, dt.datetime.fromisoformat(f"{first}T09:00+00:00"), seed, ours)
    assert verdict.wrong == []
    # The control: much was played.
    assert verdict.fired["own"] > 6 * days and verdict.fired["callback"] > 5 * days and verdict.fired["put off"] > days
    assert verdict.digests > days / 2 and len(verdict.expected_days) > days * 0.8 and verdict.ticks > 150 * days


def test_clumsy_reminders_are_caught(template: Path, tmp_path: Path) -> None:
    """The control: whoever remembers only when they last looked repeats after the clock is set back, and drops what a restart slept over."""
    looked: dict[int, dt.datetime] = {}

    def clumsy(desk: Application) -> Fired:
        now = desk.clock.now()
        since = looked.get(id(desk), now)
        looked[id(desk)] = now
        found = desk.reminders.overview()
        return Fired(tuple(d for d in (*found.due, *found.coming) if since < d.due_at <= now), ())

    verdict = play(make(template, tmp_path), 10, dt.datetime(2026, 10, 27, 9, tzinfo=dt.UTC), 1, clumsy)
    words = " ".join(verdict.wrong)
    assert "came again" in words and "did not come" in words and "wrong place" in words


def make(template: Path, folder: Path) -> Path:
    """A profile's folder."""
    root = folder / "profile"
    root.mkdir()
    (root / "sdrdesk.db").write_bytes(template.read_bytes())
    return root
