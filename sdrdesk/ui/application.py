"""The Qt application: theme, translators, one instance for each profile, first run, and the window's life. No business logic."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sdrdesk.core.changes import OpKind
from sdrdesk.core.paths import ProfilePaths, demo_profile, resource
from sdrdesk.core.texts import Texts
from sdrdesk.ui.autostart import AutostartFollow
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.collector import Collector
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.one_instance import FirstInstance, Wanted, ask_first
from sdrdesk.ui.pages_ahead import AFTER_MS, import_pages
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme.stylesheet import apply_theme
from sdrdesk.ui.tray import Tray

log = logging.getLogger(__name__)
OpenDesk = Callable[[Path], Any]
MakeSample = Callable[[Path, str], None]
"""Fills a folder with the sample profile in a language."""
DARK_BELOW = 128


def run(
    open_desk: OpenDesk, make_sample: MakeSample, paths: ProfilePaths, *, language: str | None = None, wanted: Wanted = Wanted()
) -> int:
    """Open the window on a profile; gives the exit status."""
    application = make_application()
    lock = FileLock(paths.window_lock)
    try:
        paths.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(timeout=0)
    except Timeout:
        ask_first(paths, wanted)
        return 0
    try:
        host = Host(application, open_desk, make_sample, paths, language, wanted)
        if not host.start():
            return 0
        return int(application.exec())
    finally:
        lock.release()


def make_application() -> QApplication:
    """The one QApplication of the process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setOrganizationName("sdrdesk")
    QCoreApplication.setApplicationName("sdrdesk")
    QGuiApplication.setDesktopFileName("sdrdesk")
    application = QApplication(sys.argv[:1])
    # The main window says itself when it is time: with a tray it may only hide.
    application.setQuitOnLastWindowClosed(False)
    return application


def system_language() -> str:
    """Chinese on a Chinese desktop, else English; only the first screen asks this."""
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


class Host(QObject):
    """Owns the open profile, the window and the tray icon."""

    def __init__(
        self,
        application: QApplication,
        open_desk: OpenDesk,
        make_sample: MakeSample,
        paths: ProfilePaths,
        language: str | None,
        wanted: Wanted = Wanted(),
    ) -> None:
        super().__init__()
        self._application = application
        self._collector = Collector(self)
        self._open_desk = open_desk
        self._make_sample = make_sample
        self._paths = paths
        self._language = language
        self._translators: list[QTranslator] = []
        self.desk: Any = None
        self.ctx: UiContext | None = None
        self.window: MainWindow | None = None
        self._tray: Tray | None = None
        self._wanted = wanted
        self._first = FirstInstance(self)
        self._first.asked.connect(self._on_second)
        self._sample_lock: FileLock | None = None
        # Before our own palette is set: what the desktop wanted, where it has no other way to say so.
        self._system_dark = application.palette().window().color().lightness() < DARK_BELOW

    def start(self) -> bool:
        """Open the profile and the window, after the first-run questions where they were never answered. False: the user left."""
        sys.excepthook = self._on_bug
        self.desk = self._open_desk(self._paths.root)
        profile = self.desk.settings.profile()
        set_up = profile.truth("app.set_up")
        self.set_language(self._language or (profile.language if set_up else system_language()))
        apply_theme(self._application, self._theme(profile.text("app.theme")), profile.number("app.text_size"))
        if not set_up and not self._first_run():
            self.desk.close()
            return False
        self._open_window()
        self._first.listen(self._paths)
        self._application.aboutToQuit.connect(self.stop)
        return True

    def _first_run(self) -> bool:
        from sdrdesk.ui.dialogs.first_run import FirstRunDialog

        dialog = FirstRunDialog(None, self._current_language)
        dialog.language_chosen.connect(self.set_language)
        if not dialog.exec():
            return False
        if dialog.wants_sample:
            return self._to_sample(self._current_language)
        self.desk.settings.change({**dialog.values(), "app.set_up": True}, op=OpKind.SETUP)
        self.set_language(self.desk.settings.profile().language)
        return True

    def _to_sample(self, language: str) -> bool:
        """Leave this profile untouched and open the sample one beside it."""
        self.desk.close()
        self._paths = ProfilePaths(demo_profile())
        self._paths.root.mkdir(parents=True, exist_ok=True)
        self._sample_lock = FileLock(self._paths.window_lock)
        try:
            self._sample_lock.acquire(timeout=0)
        except Timeout:
            ask_first(self._paths, self._wanted)
            return False
        self._make_sample(self._paths.root, language)
        self.desk = self._open_desk(self._paths.root)
        self.set_language(self._language or self.desk.settings.profile().language)
        return True

    def _open_window(self) -> None:
        profile = self.desk.settings.profile()
        runner, bridge = Runner(), Bridge(self.desk.bus)
        self.ctx = UiContext(self.desk, runner, bridge, Navigator(), profile, Texts(self._current_language))
        window = MainWindow(self.ctx)
        window.quit_requested.connect(self._application.quit)
        window.language_changed.connect(self._relanguage)
        window.appearance_changed.connect(self._reappear)
        window.reminding.raise_asked.connect(self.raise_window)
        self.window = window
        window.today.head_shown.connect(self._say_painted)
        window.today.list_shown.connect(self._on_first_list)
        self._follow = AutostartFollow(self.ctx, self._paths, window)
        self._show_first(window)

    def _show_first(self, window: MainWindow) -> None:
        """In front, or out of the way when the desktop session has started it."""
        hidden, self._wanted = self._wanted.in_background, replace(self._wanted, in_background=False)
        if not hidden:
            window.show()
        elif not Tray.is_there():
            window.showMinimized()
        else:
            # A list that nobody sees is not read: the jobs wait for nothing.
            window.today.list_shown.disconnect(self._on_first_list)
            QTimer.singleShot(200, self._start_jobs)

    @Slot()
    def _on_first_list(self) -> None:
        """The first list is on the screen: only now begin what the start must not wait for."""
        if self.window is None:
            return
        self.window.today.list_shown.disconnect(self._on_first_list)
        if self._say_painted():
            QTimer.singleShot(int(os.environ.get("SDRDESK_BENCH_HOLD", "0")), self._application.quit)
            return
        QTimer.singleShot(200, self._start_jobs)

    @Slot()
    def _say_painted(self) -> bool:
        """For ``make bench``: the moments at which the head of the list, and then the whole of it, were painted. Is it a bench?"""
        bench = os.environ.get("SDRDESK_BENCH_PAINT")
        if not bench or self.window is None:
            return False
        self.window.repaint()
        with open(bench, "a", encoding="ascii") as file:
            file.write(f"{time.monotonic_ns()}\n")
        return True

    @Slot()
    def _start_jobs(self) -> None:
        if self.desk is not None:
            self.desk.start_jobs()
            self._show_tray()
            QTimer.singleShot(AFTER_MS, self._import_pages)
        if self.window is not None and self._wanted.quick_add is not None:
            self.raise_window()
            self.window.reminding.quick_add(self._wanted.quick_add)
            self._wanted = Wanted()

    @Slot()
    def _import_pages(self) -> None:
        if self.window is not None and self.ctx is not None:
            self.ctx.runner.query(self.window, import_pages)

    def _show_tray(self) -> None:
        if self.ctx is None or not Tray.is_there():
            return
        tray = Tray(self.ctx, self)
        tray.open_requested.connect(self.raise_window)
        tray.person_requested.connect(self._open_person)
        tray.hour_requested.connect(self._open_hour)
        tray.quit_requested.connect(self._application.quit)
        window = self.window
        if window is not None:
            reminding = window.reminding
            for signal, slot in (
                (tray.touch_requested, window.open_palette),
                (tray.quick_add_requested, reminding.quick_add),
                (tray.reminders_requested, reminding.open_list),
            ):
                signal.connect(self.raise_window)
                signal.connect(slot)
            reminding.unseen.connect(tray.mark)
            reminding.count()
            window.has_tray = True
            window.hidden_to_tray.connect(tray.say_goes_on)
        self._tray = tray

    def _close_tray(self) -> None:
        if self._tray is not None:
            if self.window is not None:
                self.window.has_tray = False
            self._tray.close()
            self._tray = None

    @Slot(int)
    def _open_person(self, prospect_id: int) -> None:
        if self.window is not None:
            self.raise_window()
            self.window.open_prospect(prospect_id)

    @Slot()
    def _open_hour(self) -> None:
        if self.window is not None:
            self.raise_window()
            self.window.show_page("focus")

    @Slot()
    def raise_window(self) -> None:
        """Bring the window to the front."""
        if self.window is not None:
            self.window.showNormal() if self.window.isMinimized() else self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    @Slot(object)
    def _on_second(self, wanted: Wanted) -> None:
        """A later start of the same profile."""
        if wanted.in_background or self.window is None:
            return
        self.raise_window()
        if wanted.quick_add is not None:
            self.window.reminding.quick_add(wanted.quick_add)

    # --- language and look -------------------------------------------------------------------------------------------------

    _current_language = "en"

    @Slot(str)
    def set_language(self, language: str) -> None:
        """Install the translators of a language; English has one of its own, for what is counted."""
        self._current_language = language
        for old in self._translators:
            self._application.removeTranslator(old)
        self._translators = []
        for folder, name in (
            (str(resource("i18n")), f"sdrdesk_{language}"),
            (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}"),
        ):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._translators.append(translator)

    @Slot()
    def _relanguage(self) -> None:
        """Another language: the window is built anew; the profile stays open."""
        QTimer.singleShot(0, self._rebuild)

    @Slot()
    def _rebuild(self) -> None:
        if self.window is None or self.ctx is None:
            return
        self.set_language(self.desk.settings.profile().language)
        old, ctx = self.window, self.ctx
        old.quit_requested.disconnect(self._application.quit)
        old.hide()
        had_tray = self._tray is not None
        self._close_tray()
        ctx.runner.close()
        ctx.bridge.close()
        old.deleteLater()
        self._open_window()
        self.window.today.list_shown.disconnect(self._on_first_list)
        if had_tray:
            self._show_tray()
        self.window.show_page("settings")

    @Slot()
    def _reappear(self) -> None:
        profile = self.desk.settings.profile()
        apply_theme(self._application, self._theme(profile.text("app.theme")), profile.number("app.text_size"))

    def _theme(self, wanted: str) -> str:
        if wanted in ("light", "dark"):
            return wanted
        scheme = QGuiApplication.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return "dark" if self._system_dark else "light"
        return "dark" if scheme is Qt.ColorScheme.Dark else "light"

    # --- the end -----------------------------------------------------------------------------------------------------------

    @Slot()
    def stop(self) -> None:
        """Finish what is under way and close the profile."""
        self._first.close()
        self._close_tray()
        if self.ctx is not None:
            self.ctx.runner.close()
            self.ctx.bridge.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        if self._sample_lock is not None:
            self._sample_lock.release()

    def _on_bug(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        log.error("ui.bug", exc_info=(kind, error, trace))
        if self.window is not None and isinstance(error, Exception):
            # Later: it may come out of a paint event, in which nothing new may be painted.
            window = self.window
            QTimer.singleShot(0, window, lambda: window.show_error(error))
        else:
            sys.__excepthook__(kind, error, trace)
