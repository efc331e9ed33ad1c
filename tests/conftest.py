"""What every test gets: no screen, no network, no stray threads, no silent warnings, and a profile of its own."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("SDRDESK_PROFILE", None)

import pytest
from hypothesis import HealthCheck, settings

from sdrdesk.app import Application
from tests.support.profile import make_template, open_copy

settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.load_profile("desk")


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a path: sockets of the same machine
    host = str(address[0])
    try:
        return host in ("localhost", "") or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp_cls: type, qapp_args: list[str]) -> None:
    """The process has one QApplication from the start: writing a PDF first would make a smaller one that widgets cannot use."""
    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication

    from sdrdesk.core.paths import resource
    from sdrdesk.ui.bundled_fonts import load_fonts

    global _application
    _application = QApplication.instance() or qapp_cls(qapp_args)
    load_fonts()  # here as in the program: before a packet is written in another thread
    english = QTranslator(_application)  # as the program has it from its start on
    assert english.load("sdrdesk_en", str(resource("i18n")))
    _application.installTranslator(english)


_application: Any = None


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that leaves the machine is a fault of the program (rule R20)."""
    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, _original: Callable[..., Any] = original) -> Any:
            if not _is_local(address):
                raise AssertionError(f"a connection to {address} was tried")
            return _original(self, address)

        monkeypatch.setattr(socket.socket, name, guarded)


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    """A thread that outlives its test would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
            thread.join(2)
    left = [t.name for t in set(threading.enumerate()) - before if not t.daemon and t.is_alive()]
    assert not left, f"threads left running: {left}"


class _Watch(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("sdrdesk"):
            self.seen.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def allow_log() -> list[str]:
    """Tests that expect a warning append its beginning (``logger: message``) here."""
    return []


@pytest.fixture(autouse=True)
def no_silent_warnings(allow_log: list[str]) -> Iterator[None]:
    """A warning in the log that no test expects is a fault nobody looks at."""
    watch = _Watch()
    logging.getLogger().addHandler(watch)
    yield
    logging.getLogger().removeHandler(watch)
    unexpected = [m for m in watch.seen if not any(m.startswith(a) for a in allow_log)]
    assert not unexpected, unexpected


@pytest.fixture(autouse=True)
def own_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever forgets to name its profile gets one in the test's own folder, never the user's."""
    monkeypatch.setenv("SDRDESK_PROFILE", str(tmp_path / "default-profile"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated database, made once."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the test's profile."""
    return tmp_path / "profile"


@pytest.fixture
def desk(template: Path, folder: Path) -> Iterator[Application]:
    """An open profile on Thursday 2026-11-19, 10:00 in New York."""
    application = open_copy(template, folder)
    yield application
    application.close()
