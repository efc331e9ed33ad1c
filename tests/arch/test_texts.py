"""Every code that can reach a person has a sentence in both languages, with the same placeholders."""

from __future__ import annotations

import ast
import inspect
import string
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from sdrdesk.core import errors
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain import words
from sdrdesk.core.texts import LANGUAGES, Texts, catalogue

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sdrdesk"
TEXTS = sorted((PACKAGE / "core" / "texts").glob("*.toml"))
ERRORS = {n for n, c in vars(errors).items() if inspect.isclass(c) and issubclass(c, errors.SdrDeskError)} | {"ImportCancelled"}
FAMILIES = {k.partition(".")[0] for k in catalogue()}


def _literals(node: ast.expr | None) -> list[str]:
    """The strings that an argument can be: a literal, or either side of a conditional."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return []


def used_codes() -> dict[str, set[str]]:
    """Code to the modules that use it."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            prefix = "error." if name in ERRORS else "notice." if name == "Notice" else "" if name in ("texts", "Texts") else None
            if name == "RowProblem" and len(node.args) > 2:
                codes = [f"problem.{c}" for c in _literals(node.args[2])]
            elif name == "_doubt" and len(node.args) > 1:
                codes = [f"problem.{c}" for c in _literals(node.args[1])]
            elif prefix is None:
                continue
            else:
                codes = [prefix + c for c in _literals(node.args[0]) if prefix or c.partition(".")[0] in FAMILIES]
            for code in codes:
                found.setdefault(code, set()).add(str(path.relative_to(PACKAGE)))
    return found


def test_codes_in_use_have_a_sentence() -> None:
    """A code without one is shown as itself: the user would read "disk_full"."""
    used = used_codes()
    assert len(used) > 120
    known = catalogue()
    assert {code: sorted(where) for code, where in used.items() if code not in known and not code.endswith(".")} == {}


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_sentence_exists_in_both_languages_with_the_same_placeholders(code: str) -> None:
    """A translation that forgets a value says less than the original, or breaks."""
    entry = catalogue()[code]
    assert set(entry) == set(LANGUAGES)
    assert all(isinstance(v, str) and v.strip() for v in entry.values())
    assert _placeholders(entry["en"]) == _placeholders(entry["zh_CN"])


def test_sentences_are_not_said_twice() -> None:
    """Two files with one code: the later one wins silently."""
    codes = Counter(
        f"{family}.{code}" for path in TEXTS for family, entries in tomllib.loads(path.read_text("utf-8")).items() for code in entries
    )
    assert [code for code, n in codes.items() if n > 1] == []


@pytest.mark.parametrize(
    "codes",
    [
        [f"op.{k.value}" for k in OpKind], [f"channel.{c.value}" for c in words.Channel], [f"band.{b.key}" for b in words.Band],
        [f"outcome.{o}" for o in {*words.CALL_OUTCOMES, *words.MESSAGE_OUTCOMES, *words.MEETING_OUTCOMES}], [f"letter.{n}" for n in words.LETTERS],
        [f"signal.{s}" for s in words.SIGNALS], [f"flag.{f}" for f in words.FLAGS],
        [f"outbox.{s}" for s in ("queued", "claimed", "dotting", "sent", "in_doubt", "deferred", "failed", "held", "cancelled")],
        [
            f"reason.{r}"
            for r in (
                "replied",
                "meeting_booked",
                "do_not_contact",
                "bounced",
                "unsubscribed",
                "referral",
                "completed",
                "skipped",
                "handed_off",
                "plan_stopped",
                "by_user",
                "crash_while_sending",
                "sent_before_restore",
                "temporary",
                "refused",
                "gave_up",
            )
        ],
        [f"missing.{m}" for m in ("strong_needed", "not_weak_needed", "more_strong_needed", "flag_open", "meeting_needed", "meeting_too_far", "meeting_past", "need_words", "reachable", "ae", "not_twice")],
        [f"wait.{w}" for w in ("no_phone", "no_email", "colleague_replied", "email_failed")], [f"kind.{k}" for k in ("step", "callback", "follow_up", "meeting", "answer")],
        [f"step.{p}" for p in ("referral_email", "follow_up", "break_up", "re_engage", "call_1")],
    ],
    ids=lambda codes: codes[0].partition(".")[0],
)  # fmt: skip
def test_words_of_a_whole_family_exist(codes: list[str]) -> None:
    """Codes that are put together at run time cannot be found by reading the source."""
    assert [c for c in codes if not Texts("en").has(c)] == []
