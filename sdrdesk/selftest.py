"""Opens everything once: what a packager, a support call or CI wants to know of an installation."""

from __future__ import annotations

import ssl
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.texts import catalogue

VOID_CALLS = 100_000
"""PySide6 6.12 on Python 3.11 lost a reference to None with each call that returns nothing; this many show it."""


def run_checks(profile: Path | None) -> list[dict[str, str]]:
    """Run every check; ``problem`` is empty where all is well."""
    checks: dict[str, Callable[[], object]] = {
        "texts": catalogue,
        "store": _store,
        "templates": _templates,
        "resources": _resources,
        "keyring": _keyring,
        "tls": ssl.create_default_context,
        "qt": _qt,
    }
    if profile is not None:
        checks["profile"] = lambda: _profile(profile)
    results = []
    for name, check in checks.items():
        try:
            check()
            results.append({"name": name, "problem": ""})
        except SdrDeskError as error:
            results.append({"name": name, "problem": str(error)})
        except Exception as error:
            results.append({"name": name, "problem": f"{type(error).__name__}: {error}"})
    return results


def _store() -> None:
    from sdrdesk.app import open_application

    with tempfile.TemporaryDirectory() as folder:
        desk = open_application(Path(folder))
        try:
            report = desk.safety.check()
            if not report.sound:
                raise ValueError(str(report))
        finally:
            desk.close()


def _profile(profile: Path) -> None:
    from sdrdesk.app import open_application

    desk = open_application(profile)
    try:
        report = desk.safety.check()
        if not report.sound:
            raise ValueError(str(report))
    finally:
        desk.close()


def _templates() -> None:
    from sdrdesk.core.files.cadences import shipped_cadences
    from sdrdesk.core.render.engine import load_templates
    from sdrdesk.core.render.scripts import load_scripts

    for language in ("en", "zh_CN"):
        if not list(load_templates(language).values()) or not load_scripts(language).kinds:
            raise ValueError(language)
    if "p5" not in shipped_cadences():
        raise ValueError("p5")


def _resources() -> None:
    from sdrdesk.core.paths import resource

    for parts in (("fonts", "Inter-Regular.otf"), ("icons", "phone.svg"), ("i18n", "sdrdesk_zh_CN.qm"), ("i18n", "sdrdesk_en.qm")):
        if not resource(*parts).is_file():
            raise FileNotFoundError("/".join(parts))


def _keyring() -> None:
    from sdrdesk.core.secrets.keyring_store import safe_backend

    safe_backend()


def _qt() -> None:
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(VOID_CALLS):
        thing.setObjectName("x")
    if before - sys.getrefcount(None) > VOID_CALLS // 2:
        raise RuntimeError("this PySide6 loses references to None and would abort after some minutes; install PySide6-Essentials < 6.12")
