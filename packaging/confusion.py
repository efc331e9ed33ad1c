"""Classify labelled messages and print the confusion matrix and the four figures of promise C3.

    python packaging/confusion.py [FOLDER [LABELS]] [--half 0|1] [--wrong]

FOLDER holds *.eml; LABELS (by default ``labels.jsonl`` in it) says one thing a line: {"file", "class" or "kind", "recipients":
[{"hard"}], "returns_on"}. Without labels each message is listed with what it was taken for. Without a folder: the samples of
tests/data/bounces, and the messages written by hand in tests/support/received. A half is chosen by the hash of the file's name, so
that rules can be written by one half and measured on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sdrdesk.core.domain.received import MailKind, Verdict
from sdrdesk.core.mail.classify import classify

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = ("human_reply", "referral", "unsubscribe")
"""What only a person writes."""
MACHINES = ("bounce", "delay", "delivered", "auto_reply", "out_of_office", "complaint", "other")
ALSO_RIGHT = {
    "bounce": ("bounce", "delay"),
    "auto_reply": ("auto_reply", "out_of_office"),
    "complaint": ("complaint", "unsubscribe"),
}
"""The samples know no delays, no absences and no feedback that somebody opts out, and label them like this."""


@dataclass(frozen=True)
class Labelled:
    """A message and what it is; ``hard`` has one entry for each recipient of a report, ``returns_on`` is None where nothing is said."""

    name: str
    raw: bytes
    kind: str
    right: tuple[str, ...]
    hard: tuple[bool, ...] = ()
    dated: bool = False
    returns_on: str | None = None


@dataclass
class Figures:
    """What is counted."""

    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    hard: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    dates: Counter[bool] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, message: Labelled) -> None:
        """Classify one message and compare."""
        start = time.perf_counter()
        verdict = classify(message.raw)
        self.seconds += time.perf_counter() - start
        self.matrix[(message.kind, verdict.kind.value)] += 1
        if verdict.kind not in message.right:
            self.wrong.append(f"{message.name}: {message.kind} read as {verdict.kind}")
        pairs = hardness(verdict, message.hard)
        self.hard.update(pairs)
        if any(want != found for want, found in pairs):
            ours = [(r.address, r.status, r.reason, r.permanent, r.said[:250]) for r in verdict.recipients]
            self.wrong.append(f"{message.name}: hard {list(message.hard)}, read as {ours}")
        if message.dated:
            found = verdict.returns_on.isoformat() if verdict.returns_on else None
            self.dates[found == message.returns_on] += 1
            if found != message.returns_on:
                self.wrong.append(f"{message.name}: returns on {message.returns_on}, read as {found}")

    def taken_for_machines(self) -> int:
        """People whose message a machine is said to have written."""
        return sum(n for (label, found), n in self.matrix.items() if label in PEOPLE and found in MACHINES)

    def bounces(self) -> tuple[int, int]:
        """Found, and there."""
        there = [(found, n) for (label, found), n in self.matrix.items() if label.startswith(("bounce", "delay"))]
        return sum(n for found, n in there if found in ("bounce", "delay")), sum(n for _, n in there)

    def hard_right(self) -> tuple[int, int]:
        """Recipients of reports that are rightly told to be gone for good or not, and all of them."""
        return self.hard[(True, True)] + self.hard[(False, False)], self.hard.total()


def hardness(verdict: Verdict, expected: tuple[bool, ...]) -> list[tuple[bool, bool]]:
    """(expected, found) for each recipient; one that was not found counts as soft. Writers of reports differ in the order of people."""
    found = [r.permanent for r in verdict.recipients]
    wanted = list(expected)
    if len(wanted) > 1:
        wanted.sort()
        found.sort()
    return [(want, found[i] if i < len(found) else False) for i, want in enumerate(wanted)]


def measure(messages: Iterable[Labelled]) -> Figures:
    """Classify all of them."""
    figures = Figures()
    for message in messages:
        figures.add(message)
    return figures


def labelled(folder: Path, labels: Path) -> Iterator[Labelled]:
    """The messages of a folder that a file of labels names."""
    for line in labels.read_text("utf-8").splitlines():
        if not line.strip():
            continue
        entry: dict[str, Any] = json.loads(line)
        kind = entry.get("class") or entry["kind"]
        right = ALSO_RIGHT.get(kind.partition("_")[0] if kind.startswith("bounce") else kind, (kind,))
        hard = tuple(bool(r["hard"]) for r in entry.get("recipients", ()))
        raw = (folder / entry["file"]).read_bytes()
        yield Labelled(
            entry["file"], raw, kind, right, hard if kind.startswith("bounce") else (), "returns_on" in entry, entry.get("returns_on")
        )


def written_by_hand() -> Iterator[Labelled]:
    """Our own messages."""
    from tests.support.received import HARD, REPORTS, SAMPLES

    for sample in SAMPLES:
        hard = (HARD[sample.name],) if sample.name in HARD else ()
        dated = sample.kind == "out_of_office"
        yield Labelled(sample.name, sample.raw, sample.kind, (sample.kind, *sample.also), hard, dated, sample.returns_on)
    for report in REPORTS:
        yield Labelled(report.name, report.raw, report.kind, (report.kind,), tuple(gone for _, gone in report.people))


def show(figures: Figures) -> None:
    """The tables."""
    rows, columns = sorted({a for a, _ in figures.matrix}), sorted({b for _, b in figures.matrix})
    print(f"{'':22}" + "".join(f"{c:>14}" for c in columns))
    for row in rows:
        print(f"{row:22}" + "".join(f"{figures.matrix[(row, c)] or '.':>14}" for c in columns))
    many = figures.matrix.total()
    people = sum(n for (label, _), n in figures.matrix.items() if label in PEOPLE)
    print()
    _line("bounces found", *figures.bounces())
    print(f"{'people for machines':22}{figures.taken_for_machines()} of {people}")
    _line("hard and soft right", *figures.hard_right())
    if figures.hard.total():
        print(f"{'':22}soft taken for hard {figures.hard[(False, True)]}, hard for soft {figures.hard[(True, False)]}")
    _line("return dates right", figures.dates[True], figures.dates.total())
    print(f"{'time':22}{1000 * figures.seconds / max(many, 1):.2f} ms a message, {many} messages")


def _line(name: str, right: int, of: int) -> None:
    if of:
        print(f"{name:22}{right} of {of}  {100 * right / of:.1f} %")


def half_of(name: str) -> int:
    """0 or 1, the same everywhere."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2


def main() -> int:
    """Read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("labels", type=Path, nargs="?")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--wrong", action="store_true", help="name what was judged wrongly")
    options = parser.parse_args()
    kept = ROOT / "tests" / "data" / "bounces"
    folder: Path = options.folder or kept
    labels: Path = options.labels or folder / "labels.jsonl"
    if not labels.exists():
        for file in sorted(folder.glob("*.eml")):
            verdict = classify(file.read_bytes())
            dated = f"  {verdict.returns_on}" if verdict.kind == MailKind.OUT_OF_OFFICE else ""
            print(f"{verdict.kind.value:14}{file.name}{dated}")
        return 0
    messages = list(labelled(folder, labels))
    if options.folder is None:
        messages += written_by_hand()
    figures = measure(m for m in messages if options.half is None or half_of(m.name) == options.half)
    show(figures)
    if options.wrong:
        print("\n" + "\n".join(figures.wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main())
