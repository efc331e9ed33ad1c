"""The window's longest stall while mail is taken in and while emails are rendered, both beside it in threads as in the program. Prints, asserts nothing."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging"), str(ROOT / "packaging" / "bench")]

BEAT_MS = 2
MESSAGES = 10_000
RENDERS = 2_000


def longest_stall(work: Callable[[], object] | None, seconds: float = 3.0) -> tuple[float, float]:
    """(milliseconds of the longest gap between two beats of the window, seconds that the work took); without work, for some seconds."""
    from PySide6.QtCore import QCoreApplication, QTimer

    gaps: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(beat)
    timer.start()
    began = time.perf_counter()
    thread = threading.Thread(target=work) if work is not None else None
    if thread is not None:
        thread.start()
    while thread.is_alive() if thread is not None else time.perf_counter() - began < seconds:
        QCoreApplication.processEvents()
        time.sleep(0.0005)
    timer.stop()
    return max(gaps) * 1000, time.perf_counter() - began


def main() -> None:
    """The window on the sample, at rest, then with the work beside it."""
    from mail import mail
    from PySide6.QtCore import QSettings
    from screens import make_application, opened

    from sdrdesk.core.domain.received import Arrived

    with tempfile.TemporaryDirectory() as name:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, name)
        application = make_application()
        with opened(application, Path(name), "en", (1440, 900)) as host:
            desk = host.window.ctx.desk  # type: ignore[union-attr]
            people = [r.candidate.prospect_id for r in desk.day.today().ranked]

            def read() -> None:
                for start in range(0, MESSAGES, 100):
                    desk.inbox.take_all([Arrived(None, 1, None, None, mail(n)) for n in range(start, start + 100)])

            def render() -> None:
                for n in range(RENDERS):
                    desk.compose.compose(people[n % len(people)])

            rest, _ = longest_stall(None)
            reading, took = longest_stall(read)
            rendering, also = longest_stall(render)
    print(f"window at rest: longest stall {rest:.0f} ms")
    print(
        f"while {MESSAGES:,} messages are taken in ({took:.1f} s): {reading:.0f} ms; while {RENDERS:,} emails are composed ({also:.1f} s): {rendering:.0f} ms"
    )


if __name__ == "__main__":
    main()
