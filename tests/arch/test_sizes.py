"""Sizes, paths and what a start has to pay for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "sdrdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_no_module_is_longer_than_500_lines() -> None:
    """Beyond that a module is two ideas."""
    assert len(MODULES) > 60
    assert {str(p.relative_to(PACKAGE)): n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 500} == {}


@pytest.mark.parametrize("folder", ["sdrdesk", "tests", "packaging"])
def test_no_file_names_a_path_of_a_developers_machine(folder: str) -> None:
    """It works there and nowhere else."""
    pattern = re.compile(r"/(?:home|Users|root)/[a-z]|[A-Z]:\\\\Users|/wor" + r"k/|/tmp/de" + "v")
    found = [
        f"{p.relative_to(PACKAGE.parent)}: {line.strip()[:80]}"
        for p in sorted((PACKAGE.parent / folder).rglob("*"))
        if p.suffix in (".py", ".toml", ".sh", ".j2", ".md") and p != Path(__file__)
        for line in p.read_text("utf-8").splitlines()
        if pattern.search(line)
    ]
    assert found == []


def _loaded(code: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nfrom sdrdesk.cli import run\nassert run({code}) == 0\nprint('\\n'.join(sys.modules), file=sys.stderr)"],
        capture_output=True, text=True, timeout=60, check=False, env={"PATH": "", "SDRDESK_PROFILE": str(folder), "LANG": "C.UTF-8"}, cwd=PACKAGE.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_version_loads_no_qt(tmp_path: Path) -> None:
    """The command line must run on a server without any of Qt's libraries."""
    loaded = _loaded("['version']", tmp_path)
    assert not [m for m in loaded if m.startswith("PySide6")]


def test_today_on_a_profile_that_is_up_to_date_pays_for_nothing_else(tmp_path: Path, template: Path) -> None:
    """Migrations, charts, the map of numbers and Qt cost more than the list itself."""
    (tmp_path / "sdrdesk.db").write_bytes(template.read_bytes())
    loaded = _loaded("['today', '--json']", tmp_path)
    heavy = (
        "PySide6",
        "alembic",
        "pyqtgraph",
        "phonenumbers.geodata",
        "phonenumbers.geocoder",
        "keyring",
        "aiosmtpd",
        "icalendar",
        "vobject",
    )
    assert [m for m in loaded if m in heavy or m.startswith(tuple(f"{h}." for h in heavy))] == []
