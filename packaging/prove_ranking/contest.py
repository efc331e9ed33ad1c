"""The contest: who plays, which seeds, and the tables that come of it. Started by ``run.py``."""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from statistics import mean

from prove_ranking.baselines import BASELINES
from prove_ranking.desk import play, rates
from prove_ranking.figures import average, ratio
from prove_ranking.oracle import Greedy, Oracle
from prove_ranking.people import populate
from prove_ranking.policy import Factory
from prove_ranking.results import Result
from prove_ranking.worlds import WORLDS

BOUNDS: dict[str, Factory] = {"greedy": Greedy, "oracle": Oracle}
Task = tuple[str, str, int, int, float]


@cache
def ours() -> dict[str, Factory]:
    """Our own list and its ablations, if they are there."""
    try:
        module = importlib.import_module("prove_ranking.ours")
    except ModuleNotFoundError as missing:
        if missing.name != "prove_ranking.ours":
            raise
        return {}
    found = dict(module.policies())
    if not found or set(found) & {*BASELINES, *BOUNDS}:
        raise ValueError("ours.py must offer policies, under names of their own")
    if any(hasattr(make(), "peek") for make in found.values()):
        raise ValueError("ours.py must not look behind the scene: only the oracle has peek()")
    return found


def one(task: Task) -> Result:
    """One policy on one seed of one world."""
    world, policy, seed, days, minutes = task
    factory = {**BASELINES, **BOUNDS, **ours()}[policy]
    return play(populate(WORLDS[world], seed, days), factory(), minutes)


def play_all(tasks: Sequence[Task], jobs: int) -> list[Result]:
    """All of them, over some processes; in the order of the tasks."""
    if jobs < 2 or len(tasks) < 2:
        return [one(t) for t in tasks]
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        return pool.map(one, tasks, chunksize=1)


def best_baseline(found: dict[str, list[Result]]) -> str | None:
    """The one with the highest mean: picked with hindsight, which favours it."""
    present = [name for name in found if name in BASELINES]
    return max(present, key=lambda name: mean(r.per_hour for r in found[name]), default=None)


def table(world: str, found: dict[str, list[Result]]) -> dict[str, object]:
    """Print one world; the same as plain data."""
    best = best_baseline(found)
    bounds = [r.per_hour for r in found.get("oracle", [])]
    floor = [r.per_hour for r in found[best]] if best else []
    print(f"\n== {world} ==  {WORLDS[world].about}")
    print(f"{'policy':<22}{'qualified / hour':>24}  {'as drawn':>8}  {'to best baseline':>22}  {'to oracle':>22}   by fortnight")
    data: dict[str, object] = {"best_baseline": best}
    for name, results in sorted(found.items(), key=lambda pair: -mean(r.per_hour for r in pair[1])):
        each = [r.per_hour for r in results]
        drawn = mean(r.drawn_per_hour for r in results)
        weeks = [mean(w) for w in zip(*(r.by_fortnight() for r in results), strict=True)]
        to_best = ratio(each, floor) if floor else None
        to_oracle = ratio(each, bounds) if bounds else None
        mark = " *" if name == best else ""
        print(
            f"{name + mark:<22}{average(each).text():>24}  {drawn:>8.3f}  {to_best.text(2) if to_best else '':>22}  "
            f"{to_oracle.text(2) if to_oracle else '':>22}   {' '.join(f'{w:.2f}' for w in weeks)}"
        )
        data[name] = {
            "per_hour": asdict(average(each)),
            "drawn_per_hour": drawn,
            "to_best_baseline": asdict(to_best) if to_best else None,
            "to_oracle": asdict(to_oracle) if to_oracle else None,
            "by_fortnight": weeks,
            "each_seed": each,
            "averages": {k: mean(rates(r)[k] for r in results) for k in rates(results[0])},
        }
    return data


def ablations(found: dict[str, dict[str, list[Result]]], names: Sequence[str]) -> dict[str, dict[str, object]]:
    """What is left of the whole when one part is taken out, paired by seed."""
    whole = names[0]
    print(f"\n== ablations: share of {whole} ==")
    print(f"{'without':<26}" + "".join(f"{world:>22}" for world in found))
    data: dict[str, dict[str, object]] = {}
    for name in names[1:]:
        cells = {w: ratio([r.per_hour for r in f[name]], [r.per_hour for r in f[whole]]) for w, f in found.items()}
        print(f"{name:<26}" + "".join(f"{c.text(2):>22}" for c in cells.values()))
        data[name] = {w: asdict(c) for w, c in cells.items()}
    return data


def show_averages(found: dict[str, list[Result]]) -> None:
    """The published averages as they came out, for one look at whether the world is plausible."""
    shown = [n for n in ("random", "due_in_hours", *ours(), "oracle") if n in found]
    for name in shown[:4]:
        means = {k: mean(rates(r)[k] for r in found[name]) for k in rates(found[name][0])}
        print(f"   {name}: " + ", ".join(f"{k} {v:.3g}" for k, v in means.items()))


def main(arguments: Sequence[str] | None = None, about: str = "") -> int:
    """See the head of ``run.py``; ``about`` is shown by ``--help``."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--first-seed", type=int, default=1, help="other seeds than those that were looked at before")
    parser.add_argument("--days", type=int, default=63)
    parser.add_argument("--minutes", type=float, default=360, help="working minutes a day")
    parser.add_argument("--worlds", default=",".join(WORLDS))
    parser.add_argument("--policies", default="", help="default: all baselines, both bounds, and ours")
    parser.add_argument("--ablate", action="store_true", help="also ours with one part taken out")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    mine = list(ours())
    if not mine:
        print("ours.py is not here: baselines and bounds only")
    names = chosen.policies.split(",") if chosen.policies else [*BASELINES, *BOUNDS, *mine[:1]]
    if chosen.ablate:
        names += [n for n in mine if n not in names]
    worlds = chosen.worlds.split(",")
    unknown = [w for w in worlds if w not in WORLDS] + [n for n in names if n not in {*BASELINES, *BOUNDS, *mine}]
    if unknown:
        parser.error(f"not known: {', '.join(unknown)}")
    start, out, everything = time.monotonic(), {}, {}
    seeds = range(chosen.first_seed, chosen.first_seed + chosen.seeds)
    for world in worlds:
        tasks = [(world, name, seed, chosen.days, chosen.minutes) for name in names for seed in seeds]
        results = play_all(tasks, chosen.jobs)
        everything[world] = {n: results[i * len(seeds) : (i + 1) * len(seeds)] for i, n in enumerate(names)}
        out[world] = table(world, everything[world])
        show_averages(everything[world])
    report = {"seeds": list(seeds), "days": chosen.days, "minutes": chosen.minutes, "worlds": out}
    if chosen.ablate and len(mine) > 1:
        report["ablations"] = ablations(everything, mine)
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=1), "utf-8")
    print(f"\n{len(worlds) * len(names) * chosen.seeds} quarters of {chosen.days} days in {time.monotonic() - start:.0f} s")
    return 0
