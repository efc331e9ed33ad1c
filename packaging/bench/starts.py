"""Measures a process from outside: how long until it has painted, and the memory it then holds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HOLD_MS = 1500
"""How long a process stays open for its memory to settle ("idle") and be read."""

PATIENCE_S = 60
_LOOK_S = 0.001


class DidNotPaint(RuntimeError):
    """The process ended, or time ran out, before its first paint."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a process.

    Attributes:
        seconds: from just before the process was made to its first paint.
        ready: the same to its last word of a paint: the whole list, ranked and shown.
        pss_kb: memory at rest, shared pages counted by share; None when the process was gone before it could be read.
    """

    seconds: float
    ready: float
    pss_kb: int | None


def start(arguments: list[str], *, hold_ms: int = 0) -> Start:
    """Run ``python <arguments>`` until it has painted and ended by itself.

    Args:
        arguments: a script or ``-m module``, and what follows.
        hold_ms: how long it is asked to stay open after the paint; its memory is read in the middle of that.

    Raises:
        DidNotPaint: with the last words of the process.
    """
    with tempfile.TemporaryDirectory(prefix="sdrdesk-bench-") as folder:
        paint = Path(folder) / "paint"
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "SDRDESK_BENCH_PAINT": str(paint), "SDRDESK_BENCH_HOLD": str(hold_ms)}
        with (Path(folder) / "words").open("w+", encoding="utf-8") as words:
            began = time.monotonic_ns()
            process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=words, stderr=subprocess.STDOUT)
            try:
                painted = _wait_for_paint(process, paint)
                pss = _idle_pss(process.pid, hold_ms)
                process.wait(timeout=PATIENCE_S)
                ready = int(paint.read_text(encoding="ascii").split()[-1])
            except (DidNotPaint, subprocess.TimeoutExpired) as error:
                words.seek(0)
                raise DidNotPaint(f"{' '.join(arguments[:2])}: {error} {words.read().strip()[-300:]}") from error
            finally:
                if process.poll() is None:
                    process.kill()
                process.wait()
    return Start((painted - began) / 1e9, (ready - began) / 1e9, pss)


def _wait_for_paint(process: subprocess.Popen[bytes], paint: Path) -> int:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        ended = process.poll() is not None  # asked before the file is read: what it wrote last still counts
        if paint.exists() and (text := paint.read_text(encoding="ascii")).endswith("\n"):
            return int(text.split()[0])
        if ended:
            raise DidNotPaint(f"it ended with {process.returncode} and painted nothing.")
        time.sleep(_LOOK_S)
    raise DidNotPaint(f"nothing painted in {PATIENCE_S} s.")


def _idle_pss(pid: int, hold_ms: int) -> int | None:
    at_paint = _pss_kb(pid)
    time.sleep(hold_ms / 2000)
    return (_pss_kb(pid) if hold_ms else None) or at_paint


def _pss_kb(pid: int) -> int | None:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended, or this is no Linux
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), None)
