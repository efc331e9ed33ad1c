"""`make bench`: ours and its floor side by side, in turn, on stores of several sizes. Prints medians and ratios; asserts nothing.

    python packaging/bench/run.py [SIZE...] [--rounds N] [--profiles DIR]

A goal is a ratio to the floor measured in the same run: absolute times drift with the machine, ratios hold. A job that cannot be
measured says why in its line, and the rest goes on. The figures are also written to test-results/bench.json.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import ours
import starts
from floors import EMPTY_WINDOW, Floor

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5
TOUCHES_A_ROUND = 20
SEARCHES_A_ROUND = 10
MORNING = Path(__file__).with_name("morning.py")
FRAME_MS = 1000 / 60
KEYS = {"next person": "<= 16 ms", "scroll": "one frame", "filter": "one frame", "after a touch": "-"}
RESULTS = Path("test-results") / "bench.json"
Act = Callable[[], None]
_FORM = "{:<38} {:>11} {:>11} {:>7}  {}"


@dataclass(frozen=True, slots=True)
class Line:
    """One job on one size; ``floor`` and ``ours`` are medians in ``unit``, None where it could not be measured."""

    size: int
    job: str
    unit: str
    floor: float | None
    ours: float | None
    goal: str
    rounds: int
    trouble: str = ""

    def __str__(self) -> str:
        if self.floor is None or self.ours is None:
            return f"{self.job:<38} not measured: {self.trouble}"
        ratio = f"{self.ours / self.floor:.1f}x" if self.floor else "-"
        return _FORM.format(self.job, f"{self.floor:,.2f} {self.unit}", f"{self.ours:,.2f} {self.unit}", ratio, self.goal)


def in_turn(floor: Callable[[], float], mine: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Medians of both, measured alternately after one warm-up each, so that a drift of the machine meets both."""
    floor(), mine()
    pairs = [(floor(), mine()) for _ in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def milliseconds(acts: Sequence[Act]) -> float:
    """The median time of the acts, each timed alone."""
    times = []
    for act in acts:
        began = time.perf_counter_ns()
        act()
        times.append((time.perf_counter_ns() - began) / 1e6)
    return statistics.median(times)


class Bench:
    """All jobs on one profile."""

    def __init__(self, profile: Path, size: int, rounds: int) -> None:
        self.profile = profile
        self.size = size
        self.rounds = rounds
        self.lines: list[Line] = []

    def job(self, name: str, unit: str, goal: str, measure: Callable[[], tuple[float, float]]) -> None:
        """Measure, keep and print one line; trouble becomes the line's text."""
        try:
            floor, mine = measure()
            line = Line(self.size, name, unit, floor, mine, goal, self.rounds)
        except Exception as error:  # a bench reports; what is not built yet must not stop the rest
            line = Line(self.size, name, unit, None, None, goal, self.rounds, f"{type(error).__name__}: {error}")
        self.lines.append(line)
        print(line, flush=True)

    def processes(self) -> None:
        """The jobs that start a process for each measurement."""
        bare = [str(EMPTY_WINDOW)]
        app = ["-m", "sdrdesk", "--profile", str(self.profile)]
        self.job(
            "process start to first painted list",
            "s",
            "<= 1.5x",
            lambda: in_turn(lambda: starts.start(bare).seconds, lambda: starts.start(app).seconds, self.rounds),
        )
        self.job(
            "process start to the whole list ranked",
            "s",
            "<= 2.2x",
            lambda: in_turn(lambda: starts.start(bare).ready, lambda: starts.start(app).ready, self.rounds),
        )
        self.job(
            "memory, idle (PSS)",
            "MB",
            "<= 2.2x",
            lambda: in_turn(lambda: _megabytes(bare), lambda: _megabytes(app), self.rounds),
        )

    def services(self, copy: Path) -> None:
        """The jobs inside one process: bare SQL on a copy, our services on the profile."""
        floor = Floor(copy)
        app = None
        try:
            app = ours.open_app(self.profile)
            self.act("today's list read anew, first 200", "-", [floor.today], [partial(ours.today, app)])
            app.day.today()
            self.act("everybody ranked again", "<= 50 ms", [floor.today], [partial(ours.rank_again, app)])
            ids = floor.someone(TOUCHES_A_ROUND)
            self.job(
                "the list after one touch",
                "ms",
                "<= 10 ms",
                lambda: in_turn(
                    lambda: milliseconds([floor.today]),
                    lambda: statistics.median(milliseconds([ours.list_after(app, i)]) for i in ids),
                    self.rounds,
                ),
            )
            for text in floor.search_texts():
                mine = [partial(ours.search, app, text)] * SEARCHES_A_ROUND
                self.act(f"search {text!r}", "<= 3x", [partial(floor.search, text)] * SEARCHES_A_ROUND, mine)
            self.act("Numbers page, a quarter, all of it", "<= 3x", [floor.numbers], [partial(ours.numbers, app)])
            self.act("what a figure of Numbers counts", "<= 3x", [floor.numbers], [partial(ours.look_behind, app)])
            self.act("weekly report", "<= 3x", [floor.numbers], [partial(ours.weekly_report, app)])
            ids = floor.someone(TOUCHES_A_ROUND)
            bare = [partial(floor.log_touch, i) for i in ids]
            self.act("log one touch, durable, undoable", "<= 8x", bare, [partial(ours.log_touch, app, i) for i in ids])
        finally:
            floor.close()
            if app is not None:
                ours.close_app(app)

    def morning(self) -> None:
        """The keys of a morning in the window: 95th percentiles of one run, and its longest stall; the floor is one frame."""
        copy = self.profile.with_name(f"{self.profile.name}.morning")
        shutil.copytree(self.profile, copy)
        try:
            done = subprocess.run(
                [sys.executable, str(MORNING), str(copy)],
                env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
                capture_output=True,
                text=True,
                timeout=600,
                check=False,
            )
            found = json.loads(done.stdout.strip().splitlines()[-1]) if done.returncode == 0 else {}
            for name, goal in KEYS.items():
                times = sorted(found.get("times", {}).get(name, ()))
                self._key(f"key to paint: {name} (95th of 100)", times[int(len(times) * 0.95) - 1] if times else None, goal, done.stderr)
            self._key("longest stall of the window", found.get("stall"), "<= 50 ms", done.stderr)
        finally:
            shutil.rmtree(copy)

    def _key(self, name: str, ms: float | None, goal: str, words: str) -> None:
        line = Line(self.size, name, "ms", FRAME_MS if ms is not None else None, ms, goal, 1, words.strip()[-200:])
        self.lines.append(line)
        print(line, flush=True)

    def act(self, name: str, goal: str, floor: Sequence[Act], mine: Sequence[Act]) -> None:
        """One line for acts inside this process, in milliseconds."""
        self.job(name, "ms", goal, lambda: in_turn(lambda: milliseconds(floor), lambda: milliseconds(mine), self.rounds))


def _megabytes(arguments: list[str]) -> float:
    pss = starts.start(arguments, hold_ms=starts.HOLD_MS).pss_kb
    if pss is None:
        raise starts.DidNotPaint("the process was gone before its memory could be read (SDRDESK_BENCH_HOLD)")
    return pss / 1024


def measure_size(size: int, rounds: int, folder: Path) -> list[Line]:
    """Populate a profile of one size, unless it is there, and run every job on it."""
    profile = folder / str(size)
    if not (profile / "sdrdesk.db").exists():
        unfinished = folder / f"{size}.unfinished"  # never mistaken for a full one by a later run
        shutil.rmtree(unfinished, ignore_errors=True)
        began = time.monotonic()
        try:
            ours.populate(unfinished, size)
            unfinished.rename(profile)
        except (RuntimeError, OSError) as error:
            print(f"\n{size:,} prospects: not populated: {error}")
            return []
        print(f"\n{size:,} prospects (populated in {time.monotonic() - began:.1f} s)")
    else:
        print(f"\n{size:,} prospects ({profile})")
    print(_FORM.format("job", "floor", "ours", "ratio", "goal"))
    bench = Bench(profile, size, rounds)
    bench.processes()
    bench.morning()
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        copy = Path(beside) / "floor.db"
        for part in ("", "-wal"):  # the log too: a window that was killed leaves its last writes there
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(profile / f"sdrdesk.db{part}", f"{copy}{part}")
        try:
            bench.services(copy)
        except Exception as error:  # as in job()
            print(f"{'the services':<38} not measured: {type(error).__name__}: {error}")
    return bench.lines


def main() -> None:
    """Read the arguments, measure, print, write the results."""
    parser = argparse.ArgumentParser(description="ours beside the bare floor")
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="SIZE", help="prospects in the store")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="alternating rounds for each job, at least 5 for a figure to keep")
    parser.add_argument("--profiles", type=Path, help="keep the populated profiles here and use them again")
    arguments = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    screen = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    print(f"medians of {arguments.rounds} rounds, floor and ours in turn; windows on {screen}")
    RESULTS.parent.mkdir(exist_ok=True)
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(dir=RESULTS.parent, prefix="bench-") as temporary:
        folder = arguments.profiles or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size in arguments.sizes:
            lines += measure_size(size, arguments.rounds, folder)
    machine = {"platform": platform.platform(), "python": sys.version, "cores": os.cpu_count()}
    RESULTS.write_text(json.dumps({"machine": machine, "lines": [asdict(line) for line in lines]}, indent=1), encoding="utf-8")
    print(f"\nwritten: {RESULTS}")


if __name__ == "__main__":
    main()
