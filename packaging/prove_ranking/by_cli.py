"""A few days played through the real command line: the list as a user gets it, against the same list in other orders.

    python packaging/prove_ranking/by_cli.py [--people N] [--days N] [--minutes N] [--seed N] [--world W] [--policies a,b] [--json FILE]

Everybody is imported and enrolled, every touch is logged, and who is due is asked for, by ``import``, ``enrol``, ``log`` and
``today --json`` in this process, on a profile of its own for each policy. ``desk`` does what ``today --limit 1`` says; the others
take the same list whole and order it by their own key, so plans and bands are the same for all and only the order differs. How
people answer comes from ``physics``. One seed of some days is a check that the program plays as the library does, no proof:
the luck of so few meetings is larger than most differences.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import heapq
import io
import itertools
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
COLUMNS = ("Name", "Title", "Email", "Mobile", "Switchboard", "Company", "Size", "Industry", "Country", "Time zone", "Lead type", "Grade", "Tier", "Buyer role")  # fmt: skip
PHONES = {
    "America/New_York": ("+1 212 555 {:04d}", "+1 646 555 {:04d}"), "America/Chicago": ("+1 312 555 {:04d}", "+1 773 555 {:04d}"),
    "America/Denver": ("+1 303 555 {:04d}", "+1 720 555 {:04d}"), "America/Los_Angeles": ("+1 213 555 {:04d}", "+1 310 555 {:04d}"),
    "Europe/London": ("+44 7911 12{:04d}", "+44 20 7946 {:04d}"), "Europe/Berlin": ("+49 1512 345{:04d}", "+49 30 9018 {:04d}"),
    "Asia/Shanghai": ("+86 138 0013 {:04d}", "+86 10 6552 {:04d}"),
}  # fmt: skip
HISTORY = 0.7  # share of the outbound people who had their first email on the Friday before
REACHED = ("conversation", "connected_not_now")
OVER = ("meeting_booked", "do_not_contact", "wrong_person", "unsubscribed")

Item = dict[str, Any]
Choose = Callable[[Sequence[Item], datetime], Item]


class CommandLine:
    """``sdrdesk`` in this process, on one profile."""

    def __init__(self, profile: Path) -> None:
        from sdrdesk.cli import run

        self._run, self._profile, self.calls, self.seconds = run, profile, 0, 0.0

    def __call__(self, now: datetime, *arguments: str) -> Any:
        """The JSON that a verb gave; anything but a clean exit is an error."""
        out, begun = io.StringIO(), time.monotonic()
        with contextlib.redirect_stdout(out):
            status = self._run([*arguments, "--profile", str(self._profile), "--now", now.isoformat(), "--json"])
        self.calls, self.seconds = self.calls + 1, self.seconds + time.monotonic() - begun
        if status:
            raise RuntimeError(f"{' '.join(arguments)}: exit {status}: {out.getvalue()[:2000]}")
        return json.loads(out.getvalue())


class Days:
    """The days of one policy. What the program does not know is kept here, as in ``desk.Desk``."""

    def __init__(self, population: Any, cli: CommandLine, folder: Path, choose: Choose | None) -> None:
        from prove_ranking import chance, clock, physics

        self.clock, self.physics, self.uniform = clock, physics, chance.uniform
        self.population, self.cli, self.folder, self.choose = population, cli, folder, choose
        self.people, self.hidden, self.seed = population.people, population.hidden, population.seed
        self.states = {i: physics.State() for i in self.people}
        self.ids: dict[int, int] = {}
        self.willing: dict[int, bool] = {}
        self.asked: dict[int, float] = {}
        self.promised: dict[int, float] = {}
        self.over: set[int] = set()
        self.events: list[tuple[float, int, str, int, int]] = []
        self.count = itertools.count()
        self.expected = self.minutes = 0.0
        self.qualified = self.idle = 0
        self.outcomes: Counter[str] = Counter()
        self.left_over: list[int] = []

    # ---------------------------------------------------------------- people

    def begin(self) -> None:
        """Everybody on the Friday before; most outbound people get their first email then."""
        friday = self.clock.morning(-3)
        start = [i for i in self.people if i in self.population.at_start]
        self.enter(start, friday)
        lines = []
        for number in start:
            if self.people[number].lead_type != "net" and self.uniform(self.seed, 31, number) < HISTORY:
                lines.append(self.line(number, "email", "sent", friday + 1 + number / 10, 3))
                self.states[number].bother(friday, 0.55)
                self.states[number].emails += 1
        self.log(lines, friday + 60)
        for number in self.people:
            if number not in self.ids:
                self.at(self.hidden[number].born, "arrive", number)

    def enter(self, numbers: Sequence[int], t: float) -> None:
        """Import them, and put them on the plan of their kind."""
        path, now = self.folder / "people.csv", self.clock.moment(t)
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            rows.writerows(self.row(number) for number in numbers)
        done = self.cli(now, "import", str(path))
        if done["created"] != len(numbers):
            raise RuntimeError(f"{done['created']} of {len(numbers)} people came in: {done['problems']}")
        for number in numbers:
            self.ids[number] = len(self.ids) + 1
        for cadence, kinds in (("inbound", ("net",)), ("calls_and_emails", ("seed", "spear"))):
            those = [str(self.ids[n]) for n in numbers if self.people[n].lead_type in kinds]
            if those:
                self.cli(now, "enrol", *those, "--cadence", cadence)

    def row(self, number: int) -> tuple[object, ...]:
        """One line of the list; each has a company alone, for colleagues are held when one answers (rule R9)."""
        p = self.people[number]
        mobile, switchboard = (pattern.format(100 + number) for pattern in PHONES[p.zone])
        return (
            p.name, p.title, f"p{number}@firm{number}.example", mobile if p.line == "mobile" else "",
            "" if p.line == "mobile" else switchboard, f"{p.company} of {number}", p.company_size, p.industry, p.country, p.zone,
            p.lead_type, p.grade, p.tier, p.buyer_role,
        )  # fmt: skip

    # ---------------------------------------------------------------- the log

    def line(self, number: int, channel: str, outcome: str, t: float, minutes: float) -> dict[str, object]:
        """One line of a file of touches."""
        self.outcomes[f"{channel} {outcome}"] += 1
        return {
            "prospect": self.ids[number], "at": self.clock.moment(t).isoformat(), "channel": channel, "outcome": outcome,
            "minutes": round(minutes),
        }  # fmt: skip

    def log(self, lines: Sequence[dict[str, object]], t: float) -> None:
        """Log them in one go."""
        if lines:
            path = self.folder / "touches.jsonl"
            path.write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
            self.cli(self.clock.moment(t), "log", "--from", str(path))

    def at(self, t: float, what: str, number: int, email: int = 0) -> None:
        """Something that happens later."""
        heapq.heappush(self.events, (t, next(self.count), what, number, email))

    def advance(self, t: float) -> None:
        """Arrivals and what came by email until now."""
        lines = []
        while self.events and self.events[0][0] <= t:
            when, _, what, number, email = heapq.heappop(self.events)
            if what == "arrive":
                self.enter([number], when)
            elif number not in self.over:
                lines.append(self.line(number, "email", "replied" if what == "glad" else what, when, 0))
                if what in ("glad", "replied"):
                    self.willing[number], self.asked[number] = what == "glad", when
                if what == "glad":
                    self.states[number].warm_up(when)
                if what == "meeting_booked":
                    self.book(number, when, (12, email))
                if what in OVER:
                    self.over.add(number)
        self.log(lines, t)

    # ---------------------------------------------------------------- the day

    def play(self, days: int, minutes: float) -> None:
        """Blocks of work as on the simulated desk; a touch that runs over the end of a block is paid for by the next."""
        self.begin()
        block, debt = minutes / len(self.clock.BLOCKS), 0.0
        for day in range(days):
            for begins in self.clock.BLOCKS:
                t = self.clock.at_local(self.clock.HOME.key, self.clock.nth_working_day(day), begins / 60.0)
                end = t + block - debt
                while t < end:
                    t += self.next(t, end)
                debt = max(0.0, t - end)
            self.left_over.append(sum(self.cli(self.clock.moment(t), "today", "--limit", "1")["counts"].values()))

    def next(self, t: float, end: float) -> float:
        """Ask who is next and do it: the minutes it took."""
        self.advance(t)
        now = self.clock.moment(t)
        items = self.cli(now, "today", "--limit", "1" if self.choose is None else "1000")["items"]
        items = [i for i in items if i["channel"] in ("call", "email")] or items[:0]
        if not items:
            self.idle += 1
            return min(5.0, end - t)
        item = items[0] if self.choose is None else self.choose(items, now)
        number = int(item["prospect"]["name"].split()[-1])
        spent = self.call(number, t) if item["channel"] == "call" else self.mail(number, t)
        self.minutes += spent
        return spent

    def call(self, number: int, t: float) -> float:
        """One dial."""
        physics, clock = self.physics, self.clock
        person, hidden, state = self.people[number], self.hidden[number], self.states[number]
        promised = physics.kept(self.promised.pop(number), t) if number in self.promised else 0.0
        outcome = physics.call(person, hidden, state, t, promised, self.seed)
        spent = physics.minutes(outcome, person, state, 0, self.seed)
        self.expected += physics.worth_of_call(person, hidden, state, t, promised)
        line = self.line(number, "call", outcome, t + spent, spent)
        if outcome == "meeting_booked":
            self.book(number, t, (11, state.calls))
        state.voicemail_at = t if outcome == "voicemail" else state.voicemail_at
        state.bother(t, 1.0)
        if outcome == "conversation":
            state.warm_up(t)
        state.calls += 1
        if outcome in OVER:
            self.over.add(number)
        if outcome in REACHED and self.uniform(self.seed, 15, number, state.calls) < 0.45:
            day = clock.add_working(clock.day_of(t), 1 + int(2 * self.uniform(self.seed, 16, number, state.calls)))
            slots = [clock.at_local(clock.HOME.key, day, b / 60) for b in clock.BLOCKS]
            self.promised[number] = max(slots, key=lambda slot: physics.picks_up(person, hidden, physics.State(), slot))
            when = clock.moment(self.promised[number]).strftime("%Y-%m-%dT%H:%M")
            words = ("--channel", "call", "--outcome", outcome, "--minutes", str(line["minutes"]), "--next", when)
            self.cli(clock.moment(t + spent), "log", str(self.ids[number]), *words)
        else:
            self.log([line], t + spent)
        return spent

    def mail(self, number: int, t: float) -> float:
        """One email, or our answer to one."""
        physics = self.physics
        person, hidden, state = self.people[number], self.hidden[number], self.states[number]
        answers = number in self.willing
        spent = physics.minutes("answer" if answers else "first" if state.emails == 0 else "next", person, state, 1, self.seed)
        self.log([self.line(number, "email", "sent", t + spent, spent)], t + spent)
        if answers:
            chance = physics.meets_by_mail(hidden, t, t - self.asked[number]) if self.willing.pop(number) else 0.01
            self.expected += chance * physics.qualifies(hidden, t)
            if self.uniform(self.seed, 18, number, state.emails) < chance:
                self.at(t + 30 + 300 * self.uniform(self.seed, 19, number, state.emails), "meeting_booked", number, state.emails)
        elif (back := physics.mail(hidden, state, t, number, self.seed)) is not None:
            wait = 2.0 if back in ("bounced", "auto_replied") else physics.delay(state, number, self.seed, back == "glad")
            self.at(t + spent + wait, back, number, state.emails)
        state.bother(t, 0.55)
        state.emails += 1
        return spent

    def book(self, number: int, t: float, key: tuple[int, int]) -> None:
        """A meeting; whether it is a qualified one is drawn."""
        self.qualified += self.uniform(self.seed, 17, number, *key) < self.physics.qualifies(self.hidden[number], t)


def orders(people: dict[int, Any], seed: int) -> dict[str, Choose | None]:
    """``desk`` is the program's own order; the others keep promises and answer first, call in office hours, and then go by a key."""
    luck = Random(seed)

    def band(item: Item, now: datetime) -> int:
        if item["kind"] == "callback":
            return 0 if item["band"] == "promised_now" or datetime.fromisoformat(item["due"]) <= now else 4
        if item["band"] == "answer_now" and item["channel"] == "email":
            return 1
        hour = int(item["local_time"][-5:-3])
        return 2 if item["channel"] == "email" or 9 <= hour < 17 else 3

    def by(key: Callable[[Item], Any]) -> Choose:
        return lambda items, now: min(items, key=lambda item: (band(item, now), key(item)))

    def person(item: Item) -> Any:
        return people[int(item["prospect"]["name"].split()[-1])]

    return {
        "desk": None,
        "due_in_hours": by(lambda item: ((item["due"] or "")[:10], item["prospect"]["name"])),
        "score_in_hours": by(lambda item: (-person(item).score, item["prospect"]["id"])),
        "newest_in_hours": by(lambda item: (-person(item).created.timestamp(), item["prospect"]["id"])),
        "random_in_hours": by(lambda item: luck.random()),
    }


def short_world(name: str, people: int, seed: int, days: int) -> Any:
    """A small population; those without a number or an address stay out, for their steps wait (rule R10)."""
    from prove_ranking.people import populate
    from prove_ranking.worlds import WORLDS

    world = replace(WORLDS[name], start_people=people, nets_a_day=2.0, seeds_a_day=0.5, list_size=0)
    population = populate(world, seed, days)
    population.people = {i: p for i, p in population.people.items() if p.has_phone and p.has_email}
    population.hidden = {i: population.hidden[i] for i in population.people}
    return population


def compete(chosen: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """Play each policy on a profile of its own; print and return what came of it."""
    print(
        f"{'policy':<18}{'expected':>9}{'/ hour':>8}{'drawn':>7}{'dials':>7}{'emails':>8}{'left':>6}{'idle':>6}{'calls':>7}{'ms each':>9}"
    )
    report: dict[str, dict[str, Any]] = {}
    for name in chosen.policies.split(","):
        population = short_world(chosen.world, chosen.people, chosen.seed, chosen.days)
        folder = Path(tempfile.mkdtemp(prefix="by-cli-"))
        try:
            cli = CommandLine(folder / "profile")
            days = Days(population, cli, folder, orders(population.people, chosen.seed)[name])
            days.play(chosen.days, chosen.minutes)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        dials = sum(n for outcome, n in days.outcomes.items() if outcome.startswith("call "))
        hours = chosen.days * chosen.minutes / 60
        report[name] = {
            "expected": days.expected, "per_hour": days.expected / hours, "qualified": days.qualified, "minutes": days.minutes,
            "dials": dials, "outcomes": dict(days.outcomes), "left_over": days.left_over, "idle": days.idle, "people": len(days.ids),
            "commands": cli.calls, "ms_each": 1000 * cli.seconds / cli.calls,
        }  # fmt: skip
        print(
            f"{name:<18}{days.expected:>9.3f}{days.expected / hours:>8.3f}{days.qualified:>7}{dials:>7}{days.outcomes['email sent']:>8}"
            f"{min(days.left_over):>6}{days.idle:>6}{cli.calls:>7}{1000 * cli.seconds / cli.calls:>9.0f}"
        )
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """See the head of this file."""
    sys.path[:] = [str(HERE.parent), str(HERE.parent.parent), *(p for p in sys.path if Path(p or ".").resolve() != HERE)]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=110)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=90, help="working minutes a day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", default="plain")
    parser.add_argument("--policies", default="desk,due_in_hours,score_in_hours,newest_in_hours,random_in_hours")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    report = compete(chosen)
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
