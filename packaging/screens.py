"""Draw the pages of the window into resources/screens, without a screen (`make screens`).

Everything is fixed: the moment, the sample people, the size and the fonts that ship. So two runs differ only where the program does.
Names after the command choose pictures; --lang, --theme, --size and --into are for looking at other ones, elsewhere.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt
os.environ["TZ"] = "America/New_York"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["QT_LOGGING_RULES"] = "qt.text.font.db=false"  # the offscreen platform says of each font which scripts it has not
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # comes with pyqtgraph
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QSettings, QThread
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from sdrdesk.app import Application, open_application
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.sample import ensure_sample
from sdrdesk.ui.application import Host, make_application
from sdrdesk.ui.dialogs.first_run import FirstRunDialog
from sdrdesk.ui.theme.stylesheet import apply_theme

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "resources" / "screens"
LIST = ROOT / "tests" / "data" / "contacts" / "apollo.csv"
NOW = {"en": "2026-11-19T09:42:00-05:00", "zh_CN": "2026-11-19T10:42:00+08:00"}
"""The moment of the pictures: a Thursday morning where the sample's people are."""
LARGEST = 400_000
WAIT_MS = 20_000
Prepare = Callable[[Host], QWidget]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its name, what to do before it, and its own language and look."""

    name: str
    prepare: Prepare
    language: str = "en"
    theme: str = "light"


def until(ready: Callable[[], bool], what: str) -> None:
    """Let Qt work until something is so. Raises TimeoutError after 20 seconds."""
    deadline = QDeadlineTimer(WAIT_MS)
    while not ready():
        if deadline.hasExpired():
            raise TimeoutError(what)
        QCoreApplication.processEvents()
        QThread.msleep(5)


def settle(host: Host) -> None:
    """Wait for every read and for what was put off by a timer meanwhile."""
    runner = _window(host).ctx.runner
    for _ in range(3):
        rest = QDeadlineTimer(250)  # longer than any timer by which a page waits before it reads
        until(lambda rest=rest: rest.hasExpired() and runner.pending == 0, "the reads")  # type: ignore[misc]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _window(host: Host) -> Any:
    assert host.window is not None
    return host.window


def tab(key: str) -> Prepare:
    """The list of today with a tab of the work panel in front."""

    def prepare(host: Host) -> QWidget:
        window = _window(host)
        window.show_page("today")
        settle(host)
        window.today.panel.open_tab(key)
        return window  # type: ignore[no-any-return]

    return prepare


def record_tab(host: Host) -> QWidget:
    """The record of somebody with a long history."""
    window = tab("history")(host)
    with _window(host).ctx.desk.read() as (s, _):
        most = "SELECT prospect_id FROM touch WHERE note IS NOT NULL GROUP BY prospect_id ORDER BY count(*) DESC, prospect_id LIMIT 1"
        busy = s.exec_driver_sql(most).scalar_one()
    _window(host).today.show_person(busy)
    _window(host).today.panel.open_tab("history")
    return window


def email_read(host: Host) -> QWidget:
    """An email of the record, opened."""
    window = record_tab(host)
    settle(host)
    history = _window(host).today.panel.history
    row = next(i for i in range(history.view.touches.rowCount()) if (t := history.view.touches.touch(i)) and t.channel == "email")
    history.view.go_to(row)
    history.view.opened.emit(row)
    return window


def ticked(host: Host) -> QWidget:
    """Prospects with some people ticked, and the bar under them."""
    window = _window(host)
    window.show_page("prospects")
    settle(host)
    prospects = window.page("prospects")
    prospects.model.tick(prospects.model.ids[:6])
    return window  # type: ignore[no-any-return]


def power_hour(host: Host) -> QWidget:
    """The focus mode after some calls, on the next one."""
    window = _window(host)
    window.show_page("focus")
    settle(host)
    focus = window.page("focus")
    for outcome in ("no_answer", "voicemail", "gatekeeper", "no_answer"):
        focus.choose(outcome)
        settle(host)
    return window


def page(key: str) -> Prepare:
    """A page as it opens."""

    def prepare(host: Host) -> QWidget:
        _window(host).show_page(key)
        return _window(host)  # type: ignore[no-any-return]

    return prepare


def research_tab(host: Host) -> QWidget:
    """Three facts and the insight made of one of them."""
    window = tab("email")(host)
    person = _window(host).today.current
    desk = _window(host).ctx.desk
    desk.research.note(person, "industry", "Carriers wait nine days a month for approvals.", "trade survey, autumn")
    desk.research.note(person, "company", "A second depot opens in Charlotte in January.", "their site")
    desk.research.conclude(
        person,
        fact="Carriers wait nine days a month for approvals.",
        need="save",
        conclusion="With a second depot, that would be a month's work of one person a year.",
    )
    _window(host).today.panel.open_tab("research")
    settle(host)
    window.setFocus()
    return window


def imported(host: Host) -> QWidget:
    """The import of an exported list, when its columns and problems were looked at."""
    window = _window(host)
    window.show_page("import")
    settle(host)
    window.page("import").open_file(LIST)
    return window  # type: ignore[no-any-return]


def first_run(host: Host) -> QWidget:
    """The questions of the first start."""
    dialog = FirstRunDialog(None, _window(host).ctx.texts.language, today=_window(host).ctx.now().date())
    dialog.show()
    return dialog


SCENES = (
    Scene("today-call-light", tab("call")),
    Scene("today-call-dark", tab("call"), theme="dark"),
    Scene("today-call-zh_CN", tab("call"), "zh_CN"),
    Scene("today-email", tab("email")),
    Scene("today-qualify", tab("qualify")),
    Scene("today-research", research_tab),
    Scene("today-history", record_tab),
    Scene("today-email-read", email_read),
    Scene("prospects", page("prospects")),
    Scene("prospects-bulk", ticked),
    Scene("focus", power_hour),
    Scene("playbook", page("playbook")),
    Scene("playbook-dark", page("playbook"), theme="dark"),
    Scene("inbox", page("inbox")),
    Scene("import", imported),
    Scene("handoffs", page("handoffs")),
    Scene("numbers", page("numbers")),
    Scene("outbox", page("outbox")),
    Scene("history", page("history")),
    Scene("settings", page("settings")),
    Scene("first-run", first_run),
)


@contextmanager
def opened(application: QApplication, folder: Path, language: str, size: tuple[int, int]) -> Iterator[Host]:
    """The window on a new sample profile, its list shown, its background jobs left out."""
    root = folder / language
    now = NOW[language]
    ensure_sample(root, language=language, open_desk=lambda path: open_application(path, now=now))
    QSettings().clear()

    def open_desk(path: Path) -> Application:
        return open_application(path, now=now, secrets=MemorySecrets())

    def no_sample(path: Path, wanted: str) -> None:
        raise AssertionError("the sample is there already")

    host = Host(application, open_desk, no_sample, ProfilePaths(root), language)
    host._start_jobs = lambda: None  # type: ignore[method-assign]
    if not host.start():
        raise RuntimeError("the window did not open")
    window, shown = _window(host), []
    window.today.list_shown.connect(lambda: shown.append(True))
    window.resize(*size)
    try:
        until(lambda: bool(shown), "the list")
        yield host
    finally:
        window.close()
        window.deleteLater()
        host.stop()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.aboutToQuit.disconnect(host.stop)
        host.set_language("en")


def packed(image: QImage) -> QImage:
    """The same picture in 256 of its own colours, each other one as the nearest of these: a third of the bytes.

    Half of them are the most frequent ones, the shades of surfaces. The rest stand for what is rare and must stay itself, such as one green
    tick: the most frequent one of each sixteenth of red, green and blue.
    """
    width, height = image.width(), image.height()
    pixels = np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32)
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    frequent = colours[np.argsort(-counts, kind="stable")]
    _, firsts = np.unique(frequent & 0xF0F0F0, return_index=True)
    kept = np.array(list(dict.fromkeys([*frequent[:128].tolist(), *frequent[np.sort(firsts)].tolist()]))[:256], np.uint32)
    parts = [np.stack([(c >> shift & 255).astype(np.int32) for shift in (16, 8, 0)], axis=-1) for c in (colours, kept)]
    nearest = ((parts[0][:, None] - parts[1][None]) ** 2).sum(axis=-1).argmin(axis=-1).astype(np.uint8)
    small = QImage(nearest[places.reshape(-1)].tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    small.setColorTable([int(c) for c in kept])
    return small.copy()  # owns its bytes


def draw(host: Host, scene: Scene, target: Path) -> str:
    """Draw one scene; gives a sentence when it went wrong."""
    widget = scene.prepare(host)
    settle(host)
    packed(widget.grab().toImage()).save(str(target), quality=0)  # 0: packed as small as PNG can
    if widget is not host.window:
        widget.close()
    return f"{target.name} is {target.stat().st_size:,} bytes; {LARGEST:,} is the most." if target.stat().st_size > LARGEST else ""


def main() -> int:
    """Read the arguments and draw; 1 when a picture could not be drawn."""
    parser = argparse.ArgumentParser(description="draw the pages of the window")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(s.name for s in SCENES)}; all when none is given")
    parser.add_argument("--into", type=Path, default=INTO, help="folder of the pictures")
    parser.add_argument("--lang", choices=tuple(NOW), help="every picture in this language")
    parser.add_argument("--theme", choices=("light", "dark"), help="every picture in this look")
    parser.add_argument("--size", default="1440x900", help="of the window")
    chosen = parser.parse_args()
    wanted = [s for s in SCENES if not chosen.names or s.name in chosen.names]
    scenes = [Scene(s.name, s.prepare, chosen.lang or s.language, chosen.theme or s.theme) for s in wanted]
    width, height = (int(n) for n in chosen.size.split("x"))
    chosen.into.mkdir(parents=True, exist_ok=True)
    faults = []
    gc.disable()  # a reader's thread that happens to collect a closed window would destroy Qt objects which belong to this one, and hang
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["HOME"] = str(folder)  # nothing of the person who draws belongs into a picture
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder / "settings"))
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        application = make_application()
        application.setCursorFlashTime(0)
        for language in sorted({s.language for s in scenes}):
            with opened(application, folder, language, (width, height)) as host:
                for scene in (s for s in scenes if s.language == language):
                    apply_theme(application, scene.theme)
                    faults.append(_drawn(host, scene, chosen.into / f"{scene.name}.png"))
    print("\n".join(filter(None, faults)) or f"{len(scenes)} pictures in {chosen.into}")
    return 1 if any(faults) else 0


def _drawn(host: Host, scene: Scene, target: Path) -> str:
    try:
        return draw(host, scene, target)
    except Exception as error:  # one page that fails must not keep the others from being drawn
        return f"{scene.name} was not drawn: {type(error).__name__}: {error}"


if __name__ == "__main__":
    sys.exit(main())
