"""Every text of the window reaches the translators, and every translation reaches the window."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
UI = sorted((ROOT / "sdrdesk" / "ui").rglob("*.py"))
SAYS = {
    "QLabel", "PlainLabel", "ElidedLabel", "KeyButton", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "EmptyState",
    "CardHead", "SegmentSpec", "setPlaceholderText", "setWindowTitle", "setText", "setToolTip", "set_tooltip", "setAccessibleName",
    "setTitle", "setAccessibleDescription", "set_words", "set_message", "addItem", "addAction", "show_message",
}  # fmt: skip
"""Calls whose text people read or hear."""
CODES = {
    "KeyButton": (0,), "PlainLabel": (0,), "ElidedLabel": (0,), "QAction": (0,), "SegmentSpec": (1,), "addItem": (0,), "set_tooltip": (1,),
}  # fmt: skip
"""Of these only the named arguments are read; the others are codes of a look or a key."""
ALLOWED = {
    "中文": "a language is named in itself",
    "English": "a language is named in itself",
    "STARTTLS": "the name of a protocol",
    "TLS": "the name of a protocol",
}
"""Texts that are the same in every language, each with the reason."""


@pytest.fixture(scope="module")
def i18n() -> ModuleType:
    """The tool; packaging/ is no package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("sdrdesk_i18n_tool", ROOT / "packaging" / "i18n.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _spoken(call: ast.Call) -> list[str]:
    """The literals of a call that people read: two letters or more beside each other."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in SAYS:
        return []
    read = [call.args[i] for i in CODES.get(name, range(len(call.args))) if i < len(call.args)]
    texts = [a.value for a in read if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    texts += [str(p.value) for a in read if isinstance(a, ast.JoinedStr) for p in a.values if isinstance(p, ast.Constant)]
    return [t for t in texts if re.search(r"[^\W\d_]{2}", t) and t not in ALLOWED]


def test_every_text_of_the_window_is_a_plain_literal_that_can_be_gathered(i18n: ModuleType) -> None:
    """What is put together inside tr() is never found by a translator and stays English for ever."""
    found = i18n.gather(UI)
    assert found.faults == []
    assert len(found.messages) > 400


def test_no_widget_says_a_literal_that_is_not_translated() -> None:
    """A forgotten tr() is one English word in a Chinese window."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {text!r}"
        for path in UI
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for text in _spoken(node)
    ]
    assert found == []


def test_catalogue_is_complete_and_its_binary_fresh(i18n: ModuleType) -> None:
    """The application loads the binary; nobody sees that it is older than its source until a Chinese user does."""
    assert i18n.check() == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('self.tr(f"{n} people")', "plain literal"),
        ('self.tr("a" + n)', "plain literal"),
        ('self.tr("%1".format(n))', "plain literal"),
        ('self.tr("yes" if n else name)', "plain literal"),
        ('other.tr("yes")', "not plain"),
        ('tr("yes")', "plain literal"),
        ('QCoreApplication.translate(n, "yes")', "not plain"),
    ],
)
def test_gather_text_made_at_run_time_is_refused(i18n: ModuleType, tmp_path: Path, source: str, fault: str) -> None:
    """The check must see what it is there for."""
    module = tmp_path / "m.py"
    module.write_text(f"class Page:\n    def f(self, n, name, other):\n        {source}\n", "utf-8")
    found = i18n.gather([module])
    assert len(found.faults) == 1 and fault in found.faults[0] and found.messages == set()


def test_gather_finds_aliases_helpers_and_both_sides_of_a_choice(i18n: ModuleType, tmp_path: Path) -> None:
    """Qt's own tool reads an alias of translate() as tr() and loses the text."""
    module = tmp_path / "m.py"
    module.write_text(
        'C = "Ctx"\ndef _t(source):\n    return QCoreApplication.translate(C, source)\nx = _t("helper")\n'
        'class Page:\n    def f(self, n):\n        tr, x = QCoreApplication.translate, 1\n        tr("Ctx", "alias")\n'
        '        self.tr("one" if n else "two")\n        self.tr("%n rows", "", n)\n        painter.translate(1, 2)\n',
        "utf-8",
    )
    found = i18n.gather([module])
    assert found.faults == []
    assert {(m.context, m.source, m.counts) for m in found.messages} == {
        ("Ctx", "helper", False), ("Ctx", "alias", False), ("Page", "one", False), ("Page", "two", False), ("Page", "%n rows", True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("<translation>今天</translation>", '<translation type="unfinished"></translation>', "is not translated"),
        ("<translation>今天</translation>", "<translation> </translation>", "is not translated"),
        ("%1 已暂停：%2。", "已暂停：%2。", "same placeholders"),
        ("<source>Today</source>", "<source>Yesterday</source>", "is not what the window says now"),
        ("<translation>今天</translation>", "<translation>今日</translation>", "was not made from this"),
    ],
)
def test_check_broken_catalogue_is_named(i18n: ModuleType, tmp_path: Path, old: str, new: str, sentence: str) -> None:
    """A check that cannot fail guards nothing."""
    catalogue = tmp_path / "sdrdesk_zh_CN.ts"
    text = i18n.CATALOGUE.read_text("utf-8")
    assert old in text
    catalogue.write_text(text.replace(old, new, 1), "utf-8")
    shutil.copy(i18n.CATALOGUE.with_suffix(".qm"), tmp_path)
    assert any(sentence in fault for fault in i18n.check(catalogue))


def test_translator_loads_the_binary_and_speaks_chinese() -> None:
    """The very file and name that the application asks for."""
    from PySide6.QtCore import QTranslator

    from sdrdesk.core.paths import resource

    translator = QTranslator()
    assert translator.load("sdrdesk_zh_CN", str(resource("i18n")))
    assert translator.translate("MainWindow", "Prospects") == "潜在客户"
    assert translator.translate("ProspectsPage", "%n prospects", "", 3) == "%n 位潜在客户"
