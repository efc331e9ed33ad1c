"""What a template may contain: the syntax tree is compared with an allow-list, and all else is refused in words.

Allowed: text, known variables, our filters, if/elif/else over names, not, and, or, ``==`` and ``!=`` with a text, and one ``for``
over a list variable. There is no call, attribute, subscript, arithmetic, assignment, import or test in the language, so nothing of
Python can be reached from a template and its running time is bounded by its length.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

from jinja2 import Environment, TemplateSyntaxError, nodes

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.variables import LISTS, VARIABLES

MAX_SOURCE = 32 * 1024
"""Bytes of UTF-8 in one template."""

MAX_DEPTH = 24
"""Levels of the syntax tree; a shipped template has nine."""

FILTERS = frozenset({"upper", "lower", "capital", "sentence", "bare", "default"})

_STRAY = re.compile(r"[{}]{2}|\{%|%\}|\{#|#\}|[⟦⟧]")
_BLOCK_TAG = re.compile(r"\{%[-+]?\s*raw\b")

_WORDS: dict[type[nodes.Node], str] = {
    nodes.Getattr: "a.b",
    nodes.Getitem: "a[…]",
    nodes.Slice: "a[…]",
    nodes.Call: "a(…)",
    nodes.CallBlock: "{% call %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.With: "{% with %}",
    nodes.Assign: "{% set %}",
    nodes.AssignBlock: "{% set %}",
    nodes.Macro: "{% macro %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from %}",
    nodes.Include: "{% include %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.CondExpr: "a if b else c",
    nodes.Concat: "a ~ b",
    nodes.List: "[…]",
    nodes.Tuple: "(…, …)",
    nodes.Dict: "{…: …}",
    nodes.Test: "a is b",
    nodes.NSRef: "a.b = …",
    nodes.Const: '"…"',
}


def refuse(what: str, line: int) -> ValidationError:
    """The error for something outside the language; ``what`` is a piece of template code, the same in every language."""
    return ValidationError("template_not_allowed", what=what, line=line)


def check(source: str, env: Environment, *, first_line: int = 1) -> tuple[str, ...]:
    """Compare a template's source with the allow-list.

    Args:
        source: text of one template.
        env: the environment that will compile it.
        first_line: line of the file on which the source begins, for the messages.

    Returns:
        The known variables that it names, in order of appearance.

    Raises:
        ValidationError: ``template_too_long``, ``template_syntax``, ``template_too_deep``, ``template_not_allowed``,
            ``template_unknown_variable``.
    """
    if len(source.encode("utf-8", "replace")) > MAX_SOURCE:
        raise ValidationError("template_too_long", limit=MAX_SOURCE // 1024)
    _refuse_raw(source, first_line)
    try:
        tree = env.parse(source)
    except TemplateSyntaxError as error:
        raise ValidationError("template_syntax", line=error.lineno + first_line - 1) from None
    except RecursionError:
        raise ValidationError("template_too_deep") from None
    except ValueError:
        raise ValidationError("template_syntax", line=first_line) from None
    return _Walk(first_line - 1).run(tree)


def _refuse_raw(source: str, first_line: int) -> None:
    """Raw blocks leave no trace in the tree, so they are found in the text."""
    found = _BLOCK_TAG.search(source)
    if found:
        raise refuse("{% raw %}", source.count("\n", 0, found.start()) + first_line)


class _Walk:
    """One pass over a tree without recursion: a hostile tree may be thousands of levels deep."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.seen: dict[str, None] = {}
        self.rules: dict[type[nodes.Node], Callable[[nodes.Node, frozenset[str]], None]] = {
            nodes.TemplateData: self._text,
            nodes.Name: self._name,
            nodes.Filter: self._filter,
            nodes.Compare: self._compare,
            nodes.For: self._for,
            nodes.Output: self._output,
            nodes.If: self._condition,
            nodes.Not: self._nothing,
            nodes.And: self._nothing,
            nodes.Or: self._nothing,
        }

    def run(self, tree: nodes.Template) -> tuple[str, ...]:
        stack: list[tuple[nodes.Node, int, frozenset[str]]] = [(n, 1, frozenset()) for n in reversed(tree.body)]
        while stack:
            node, depth, local = stack.pop()
            if depth > MAX_DEPTH:
                raise ValidationError("template_too_deep")
            rule = self.rules.get(type(node))
            if rule is None:
                raise self._refused(node)
            rule(node, local)
            stack.extend((child, depth + 1, names) for child, names in reversed(_children(node, local)))
        return tuple(self.seen)

    def _refused(self, node: nodes.Node, what: str = "") -> ValidationError:
        if not what and isinstance(node, nodes.BinExpr | nodes.UnaryExpr):
            what = f"a {node.operator} b" if isinstance(node, nodes.BinExpr) else f"{node.operator}a"
        return refuse(what or _WORDS.get(type(node), type(node).__name__), (node.lineno or 1) + self.offset)

    def _nothing(self, node: nodes.Node, local: frozenset[str]) -> None:
        """The children are looked at by the walk itself."""

    def _text(self, node: nodes.Node, local: frozenset[str]) -> None:
        assert isinstance(node, nodes.TemplateData)
        stray = _STRAY.search(node.data)
        if stray:
            raise refuse(stray[0], (node.lineno or 1) + self.offset + node.data.count("\n", 0, stray.start()))

    def _output(self, node: nodes.Node, local: frozenset[str]) -> None:
        assert isinstance(node, nodes.Output)
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData | nodes.Name | nodes.Filter):
                raise self._refused(part, '{{ "…" }}' if isinstance(part, nodes.Const) else "")

    def _condition(self, node: nodes.Node, local: frozenset[str]) -> None:
        assert isinstance(node, nodes.If)
        if isinstance(node.test, nodes.Const):
            raise self._refused(node.test, f"{{% if {node.test.value} %}}")

    def _name(self, node: nodes.Node, local: frozenset[str]) -> None:
        assert isinstance(node, nodes.Name)
        if node.name in VARIABLES:
            self.seen[node.name] = None
        elif node.name not in local:
            near = difflib.get_close_matches(node.name[:40], VARIABLES, 1)
            line = (node.lineno or 1) + self.offset
            raise ValidationError("template_unknown_variable", what=node.name[:40], near=near[0] if near else "first_name", line=line)

    def _filter(self, node: nodes.Node, local: frozenset[str]) -> None:
        assert isinstance(node, nodes.Filter)
        simple = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        texts = [a.value for a in node.args if isinstance(a, nodes.Const) and isinstance(a.value, str)]
        wanted = 1 if node.name == "default" else 0
        if node.name not in FILTERS or not simple or not isinstance(node.node, nodes.Name | nodes.Filter):
            raise self._refused(node, f"|{node.name}")
        if len(texts) != wanted or len(node.args) != wanted or any(_STRAY.search(t) for t in texts):
            raise self._refused(node, f"|{node.name}(…)")

    def _compare(self, node: nodes.Node, local: frozenset[str]) -> None:
        assert isinstance(node, nodes.Compare)
        operand = node.ops[0]
        text = isinstance(operand.expr, nodes.Const) and isinstance(operand.expr.value, str)
        if len(node.ops) != 1 or operand.op not in ("eq", "ne") or not text or not isinstance(node.expr, nodes.Name):
            raise self._refused(node, "a == b")

    def _for(self, node: nodes.Node, local: frozenset[str]) -> None:
        assert isinstance(node, nodes.For)
        over_list = isinstance(node.iter, nodes.Name) and node.iter.name in LISTS
        fresh = isinstance(node.target, nodes.Name) and node.target.name not in VARIABLES and not node.target.name.startswith("_")
        if local or not over_list or not fresh or node.test is not None or node.recursive:
            raise self._refused(node, "{% for … in … %}")


def _children(node: nodes.Node, local: frozenset[str]) -> list[tuple[nodes.Node, frozenset[str]]]:
    """The parts still to look at, each with the names that a loop adds there."""
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        inside = local | {node.target.name}
        return [(node.iter, local), *((n, inside) for n in node.body), *((n, local) for n in node.else_)]
    if isinstance(node, nodes.Compare):
        return [(node.expr, local)]
    if isinstance(node, nodes.Filter):
        return [(node.node, local)] if node.node is not None else []
    return [(n, local) for n in node.iter_child_nodes()]
