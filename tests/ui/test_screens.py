"""The pictures of the pages: one can be drawn anew anywhere, and those in the repository are what the README shows."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "packaging" / "screens.py"
KEPT = ROOT / "resources" / "screens"


def _scenes() -> list[str]:
    """The names of the scenes, read without running the tool, which sets the zone of its process."""
    calls = (n for n in ast.walk(ast.parse(TOOL.read_text("utf-8"))) if isinstance(n, ast.Call))
    firsts = (c.args[0] for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Scene")
    return [str(first.value) for first in firsts if isinstance(first, ast.Constant)]


def test_kept_pictures_are_those_of_the_scenes_and_small() -> None:
    """A scene without its picture is a gap in the README; a picture without a scene shows a window that is gone."""
    assert sorted(p.stem for p in KEPT.glob("*.png")) == sorted(_scenes())
    assert len(_scenes()) <= 24
    for picture in KEPT.glob("*.png"):
        assert picture.stat().st_size < 400_000, picture.name


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_draw_one_scene_gives_the_window_in_its_size(tmp_path: Path, language: str) -> None:
    """The tool drives the real host, services and sample data; a page that cannot open makes it fail."""
    done = subprocess.run(
        [sys.executable, str(TOOL), "outbox", "--lang", language, "--into", str(tmp_path)],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "SDRDESK_PROFILE": str(tmp_path / "never")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    picture = QImage(str(tmp_path / "outbox.png"))
    assert (picture.width(), picture.height()) == (1440, 900)
    assert len({picture.pixel(x, y) for x in range(0, 1440, 7) for y in range(0, 900, 7)}) > 8
    assert not (tmp_path / "never").exists()
