"""Classify a folder of labelled messages and print the confusion matrix, the hard and soft verdicts, and what went wrong.

    python packaging/confusion.py FOLDER [--half 0|1] [--wrong]

FOLDER holds *.eml and labels.jsonl: {"file", "class", "recipients": [{"hard", …}]} as in tests/data/bounces, or "kind" in place of
"class". A half is chosen by the hash of the file's name: develop on half 0, measure on half 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sdrdesk.core.domain.received import Verdict
from sdrdesk.core.mail.classify import classify

BOUNCES = ("bounce", "delay")
"""A warning that a mail is late is labelled as a soft bounce by the samples, which know no delays."""


def half_of(name: str) -> int:
    """0 or 1, the same everywhere."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2


def is_right(label: str, kind: str) -> bool:
    """Does the kind fit the label?"""
    if label.startswith("bounce"):
        return kind in BOUNCES
    if label == "auto_reply":
        return kind in ("auto_reply", "out_of_office")
    if label == "complaint":
        return kind in ("complaint", "unsubscribe")
    return label == kind


def hardness(verdict: Verdict, label: dict[str, Any]) -> list[tuple[bool, bool]]:
    """(expected, found) for each recipient of the label, in order; one that was not found counts as soft."""
    found = [r.permanent for r in verdict.recipients]
    expected = [bool(r["hard"]) for r in label.get("recipients", [])]
    if len(expected) > 1:  # order differs between writers of reports
        expected.sort()
        found.sort()
    return [(want, found[i] if i < len(found) else False) for i, want in enumerate(expected)]


def main() -> int:
    """Read the folder, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--wrong", action="store_true", help="name what was judged wrongly")
    options = parser.parse_args()
    lines = (options.folder / "labels.jsonl").read_text("utf-8").splitlines()
    labels = [label for line in lines if line.strip() and (label := json.loads(line))]
    labels = [entry for entry in labels if options.half is None or half_of(entry["file"]) == options.half]
    matrix: Counter[tuple[str, str]] = Counter()
    hard: Counter[tuple[bool, bool]] = Counter()
    wrong: list[str] = []
    counts_right = took = 0.0
    for label in labels:
        raw = (options.folder / label["file"]).read_bytes()
        start = time.perf_counter()
        verdict = classify(raw)
        took += time.perf_counter() - start
        expected = label.get("class") or label["kind"]
        matrix[(expected, str(verdict.kind))] += 1
        if not is_right(expected, verdict.kind):
            wrong.append(f"{label['file']}: {expected} read as {verdict.kind}")
        if expected.startswith("bounce"):
            pairs = hardness(verdict, label)
            hard.update(pairs)
            counts_right += len(verdict.recipients) == len(label["recipients"])
            if any(a != b for a, b in pairs) or len(verdict.recipients) != len(label["recipients"]):
                reasons = [(r["dsn"], r["reason"], r["hard"]) for r in label["recipients"]]
                ours = [(r.address, r.status, r.reason, r.permanent) for r in verdict.recipients]
                wrong.append(f"{label['file']}: {reasons}\n    {ours}\n    {[r.said[:250] for r in verdict.recipients]}")
    show(matrix, hard, counts_right, took, len(labels))
    if options.wrong:
        print("\n" + "\n".join(wrong))
    return 0


def show(matrix: Counter[tuple[str, str]], hard: Counter[tuple[bool, bool]], counts_right: float, took: float, many: int) -> None:
    """The tables."""
    rows, columns = sorted({a for a, _ in matrix}), sorted({b for _, b in matrix})
    print(f"{'':24}" + "".join(f"{c:>15}" for c in columns))
    for row in rows:
        print(f"{row:24}" + "".join(f"{matrix[(row, c)] or '':>15}" for c in columns))
    bounces = sum(n for (a, _), n in matrix.items() if a.startswith("bounce"))
    if bounces:
        found = sum(n for (a, b), n in matrix.items() if a.startswith("bounce") and b in BOUNCES)
        total, right = sum(hard.values()), hard[(True, True)] + hard[(False, False)]
        print(f"\nbounces found        {found} of {bounces}  {100 * found / bounces:.1f} %")
        print(
            f"hard and soft right  {right} of {total}  {100 * right / total:.1f} %   (soft taken for hard {hard[(False, True)]}, hard for soft {hard[(True, False)]})"
        )
        print(f"recipients counted   {counts_right:.0f} of {bounces}")
    print(f"time                 {1000 * took / max(many, 1):.2f} ms a message")


if __name__ == "__main__":
    sys.exit(main())
