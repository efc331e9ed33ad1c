"""The window's texts in other languages: gather them, compile the catalogue, check both (`make i18n`).

Gathering has two steps. Python's own parser finds every ``tr("…")`` and ``translate("Context", "…")`` below sdrdesk/ui, with the class
for which Qt will ask, and refuses what no translator could ever see (a text that is put together at run time). These messages then go to Qt's
lupdate as one file of plain calls; lupdate alone would misread aliases of ``translate`` and contexts that are named by a constant.

``--check`` writes nothing. It says in a sentence what is stale, missing or unsound, and ends with status 1.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
UI = ROOT / "sdrdesk" / "ui"
CATALOGUE = ROOT / "resources" / "i18n" / "sdrdesk_zh_CN.ts"
ENGLISH = CATALOGUE.with_name("sdrdesk_en.ts")
"""English needs no translation but one thing: "1 person", where the code says "%n people"."""

_PLACE = re.compile(r"%(?:L?\d|L?n)")
_LUPDATE = ("-locations", "none", "-no-obsolete", "-sort-messages", "-silent", "-source-language", "en")


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One text of the window: the class that asks for it, the English words, a note for the translator, and whether it counts things."""

    context: str
    source: str
    comment: str
    counts: bool


@dataclass(slots=True)
class Gathered:
    """What a walk through the modules found.

    Attributes:
        messages: every text once.
        faults: sentences about calls whose text cannot be gathered.
    """

    messages: set[Message] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class _Module(ast.NodeVisitor):
    """Gathers the messages of one module."""

    def __init__(self, name: str, tree: ast.Module, into: Gathered) -> None:
        self._name = name
        self._into = into
        self._classes: list[str] = []
        self._texts = {t.id: n.value.value for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant)
                       for t in n.targets if isinstance(t, ast.Name) and isinstance(n.value.value, str)}  # fmt: skip
        # A bare tr() can be nothing else; with one argument it is refused below, because then its class is not known.
        assigned = (n for n in ast.walk(tree) if isinstance(n, ast.Assign) and _is_translate(n.value))
        self._aliases = {"tr", "translate"} | {t.id for n in assigned for t in n.targets if isinstance(t, ast.Name)}
        self._helpers = dict(self._find_helpers(tree))
        self.visit(tree)

    def _find_helpers(self, tree: ast.Module) -> Iterator[tuple[str, str]]:
        """Functions that only hand their first argument on to ``translate``: name, context."""
        for function in (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.args.args):
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call) and _is_translate(n.func)):
                if len(call.args) > 1 and isinstance(call.args[1], ast.Name) and call.args[1].id == function.args.args[0].arg:
                    yield function.name, self._one_text(call.args[0])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name not in self._helpers or self._classes:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "tr":
            owner = self._classes[-1] if self._classes and isinstance(function.value, ast.Name) and function.value.id == "self" else ""
            self._add(node, owner, node.args)
        elif _is_translate(function) or (isinstance(function, ast.Name) and function.id in self._aliases):
            self._add(node, self._one_text(node.args[0]) if node.args else "", node.args[1:])
        elif isinstance(function, ast.Name) and function.id in self._helpers:
            self._add(node, self._helpers[function.id], node.args)
        self.generic_visit(node)

    def _add(self, call: ast.Call, context: str, arguments: list[ast.expr]) -> None:
        texts = _literals(arguments[0]) if arguments else []
        if not context or not texts or "" in texts:
            why = "its text must be one plain literal; put values in with %1 and replace()"
            why = "the class or context of the text is not plain" if texts else why
            self._into.faults.append(f"{self._name}:{call.lineno}: {why}: {ast.unparse(call)[:90]}")
            return
        comment = self._one_text(arguments[1]) if len(arguments) > 1 else ""
        counts = len(arguments) > 2 or any(k.arg == "n" for k in call.keywords)
        self._into.messages.update(Message(context, text, comment, counts) for text in texts)

    def _one_text(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return str(self._texts.get(node.id, ""))
        return next(iter(_literals(node)), "")


def _is_translate(node: ast.expr) -> bool:
    """``QCoreApplication.translate``; a painter's own ``translate`` moves its origin."""
    if not isinstance(node, ast.Attribute) or node.attr != "translate":
        return False
    return isinstance(node.value, ast.Name) and node.value.id.endswith("Application")


def _literals(node: ast.expr) -> list[str]:
    """The texts that an argument can be: a literal, or either side of a conditional. Empty when it is made at run time."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        sides = _literals(node.body), _literals(node.orelse)
        return [*sides[0], *sides[1]] if all(sides) else []
    return []


def gather(modules: Iterable[Path]) -> Gathered:
    """Find the texts of these modules. Raises SyntaxError for a module that Python cannot read."""
    found = Gathered()
    for path in sorted(modules):
        _Module(path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name, ast.parse(path.read_text("utf-8")), found)
    return found


def update(catalogue: Path, messages: Iterable[Message]) -> None:
    """Bring a catalogue up to date: new texts come in unfinished, those that are gone leave. Raises RuntimeError when lupdate fails."""
    lines, context = [], ""
    language = catalogue.stem.removeprefix("sdrdesk_")
    for one in sorted(m for m in messages if m.counts or language != "en"):
        if one.context != context:
            context = one.context
            lines += [f"class {context}:", "    def f(self, n):"]
        note = f", {_quoted(one.comment)}" if one.comment or one.counts else ""
        lines.append(f"        self.tr({_quoted(one.source)}{note}{', n' if one.counts else ''})")
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "calls.py"
        calls.write_text("\n".join([*lines, ""]), "utf-8")
        _tool("lupdate", str(calls), *_LUPDATE, "-target-language", language, "-ts", str(catalogue))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def compile_to(catalogue: Path, binary: Path) -> None:
    """Make the file that the application loads. Raises RuntimeError when lrelease fails."""
    _tool("lrelease", str(catalogue), "-silent", "-nounfinished", "-qm", str(binary))


def _tool(name: str, *arguments: str) -> None:
    # The wrappers in .venv/bin name the folder in which the environment was made, which may have moved since; their functions do not.
    command = [sys.executable, "-c", f"from PySide6.scripts.pyside_tool import {name}; {name}()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{name} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-600:]}")


def unsound(catalogue: Path) -> list[str]:
    """Sentences about translations that are missing or would lose a value."""
    faults = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            source, node = message.findtext("source", ""), message.find("translation")
            where = f"{name}: {source[:70]!r}"
            forms = [] if node is None else [f.text or "" for f in node.iter("numerusform")] or [node.text or ""]
            if node is None or node.get("type") or not all(form.strip() for form in forms):
                faults.append(f"{where} is not translated.")
            elif any(set(_PLACE.findall(form)) != set(_PLACE.findall(source)) for form in forms):
                faults.append(f"{where} and its translation {forms[0][:70]!r} do not hold the same placeholders.")
            elif source.count(";;") != forms[0].count(";;"):
                faults.append(f"{where} names file types, and its translation names more or fewer of them.")
    return faults


def check(catalogue: Path = CATALOGUE, modules: Iterable[Path] | None = None) -> list[str]:
    """Everything that is wrong, as sentences; nothing is written."""
    found = gather(modules if modules is not None else UI.rglob("*.py"))
    faults = list(found.faults)
    if not catalogue.exists():
        return [*faults, f"There is no catalogue {catalogue.name}. Run make i18n."]
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / catalogue.name
        shutil.copyfile(catalogue, fresh)
        update(fresh, found.messages)
        if fresh.read_bytes() != catalogue.read_bytes():
            english = catalogue.name == ENGLISH.name
            there, wanted = _sources(catalogue), {(m.context, m.source) for m in found.messages if m.counts or not english}
            differ = "; ".join(f"{c}: {s[:50]!r}" for c, s in sorted(there ^ wanted)[:8])
            faults.append(f"{catalogue.name} is not what the window says now ({differ or 'notes differ'}). Run make i18n, then translate.")
        binary = fresh.with_suffix(".qm")
        compile_to(catalogue, binary)
        compiled = catalogue.with_suffix(".qm")
        if not compiled.exists() or compiled.read_bytes() != binary.read_bytes():
            faults.append(f"{compiled.name} was not made from this {catalogue.name}. Run make i18n and commit both.")
    return faults + unsound(catalogue)


def _sources(catalogue: Path) -> set[tuple[str, str]]:
    contexts = ElementTree.parse(catalogue).getroot().iter("context")
    return {(c.findtext("name", ""), m.findtext("source", "")) for c in contexts for m in c.iter("message")}


def main() -> int:
    """Read the arguments and do it; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description="gather the window's texts for translation and compile the catalogue")
    parser.add_argument("--check", action="store_true", help="write nothing; say what is stale, missing or unsound")
    if parser.parse_args().check:
        faults = [*check(), *check(ENGLISH)]
    else:
        found = gather(UI.rglob("*.py"))
        faults = list(found.faults)
        for catalogue in (CATALOGUE, ENGLISH):
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            update(catalogue, found.messages)
            compile_to(catalogue, catalogue.with_suffix(".qm"))
            faults += unsound(catalogue)
            print(f"{len(_sources(catalogue))} texts in {catalogue.relative_to(ROOT)}")
    print("\n".join(faults) or "every text is translated")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
