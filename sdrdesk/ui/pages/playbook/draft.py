"""A cadence while it is edited: the file's content as data, what was kept last, and the way back step by step. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from sdrdesk.core.domain.cadence import TRACK_GAP_DAYS
from sdrdesk.core.texts import LANGUAGES

Body = dict[str, Any]
NEW_STEP: Body = {
    "gap_days": 3,
    "channel": "email",
    "template": "follow_up_1",
    "purpose": "follow_up",
    "mode": "manual",
    "thread": "new",
    "variants": [],
}


class CadenceDraft:
    """Edits of one cadence that are not kept yet.

    Args:
        body: what its file holds; may be wrong, which the check says.
        kept: this is how it is kept now; else all of it is new.
    """

    def __init__(self, body: Mapping[str, Any], *, kept: bool) -> None:
        self.body = tidy(body)
        self._kept = deepcopy(self.body) if kept else None
        self._past: list[Body] = []
        self._last: tuple[object, ...] = ()

    @property
    def key(self) -> str:
        """Key of the cadence."""
        return str(self.body["key"])

    @property
    def steps(self) -> list[Body]:
        """The steps; change them by the methods only."""
        return self.body["steps"]  # type: ignore[no-any-return]

    @property
    def is_new(self) -> bool:
        """Nothing of it is kept."""
        return self._kept is None

    @property
    def changed(self) -> bool:
        """Is there anything to keep?"""
        return self.body != self._kept

    def name(self, language: str) -> str:
        """The name in a language, else in another."""
        names = self.body["names"]
        return str(names.get(language) or next((n for n in names.values() if n), ""))

    def content(self) -> Body:
        """The body as a file would hold it: without empty parts; a name in one language serves for English too."""
        body = {k: v for k, v in deepcopy(self.body).items() if v not in (None, "", {}, [])}
        names = {k: v.strip() for k, v in body["names"].items() if v.strip()}
        body["names"] = {"en": next(iter(names.values())), **names} if names else {}
        for part in ("about", "enter", "leave"):
            if part in body:
                body[part] = {k: v for k, v in body[part].items() if v}
        if not body.get("then"):
            body.pop("then_gap_days", None)
        body.setdefault("steps", [])
        return body

    # --- changes -----------------------------------------------------------------------------------------------------------

    def put(self, name: str, value: object) -> None:
        """Another value of a part of the whole."""
        self._remember("put", name)
        self.body[name] = value

    def put_in(self, part: str, name: str, value: object) -> None:
        """Another value inside a part: a name, a condition."""
        self._remember("put_in", part, name)
        self.body[part][name] = value

    def put_step(self, at: int, values: Mapping[str, object]) -> None:
        """Other values of a step."""
        self._remember("step", at, *values)
        self.steps[at].update(values)

    def add_step(self, after: int) -> int:
        """A new step after one (-1: as the first); gives its place."""
        self._remember()
        at = after + 1
        self.steps.insert(at, {**deepcopy(NEW_STEP), "gap_days": NEW_STEP["gap_days"] if at else 0})
        self._mend_first()
        return at

    def copy_step(self, at: int) -> int:
        """The same step once more, after it; gives its place."""
        self._remember()
        self.steps.insert(at + 1, {**deepcopy(self.steps[at]), "gap_days": self.steps[at]["gap_days"] or NEW_STEP["gap_days"]})
        return at + 1

    def remove_step(self, at: int) -> None:
        """Take a step away."""
        self._remember()
        del self.steps[at]
        self._mend_first()

    def move_step(self, at: int, to: int) -> int:
        """Put a step in another place; gives the place where it is then."""
        to = min(max(to, 0), len(self.steps) - 1)
        if to != at:
            self._remember()
            self.steps.insert(to, self.steps.pop(at))
            self._mend_first()
        return to

    def _mend_first(self) -> None:
        """The plan begins with its first step: the gap before it is none, and the step that was first needs one."""
        for at, step in enumerate(self.steps):
            if at == 0:
                step["gap_days"] = 0
            elif step["gap_days"] == 0:
                step["gap_days"] = NEW_STEP["gap_days"]

    def _remember(self, *what: object) -> None:
        # Typing on in one field is one step back.
        if not what or what != self._last:
            self._past.append(deepcopy(self.body))
        self._last = what

    @property
    def can_go_back(self) -> bool:
        """Is there an edit to take back?"""
        return bool(self._past)

    def go_back(self) -> None:
        """Take the last edit back."""
        self.body = self._past.pop()
        self._last = ()

    def discard(self) -> None:
        """Back to how it is kept; that too can be taken back."""
        if self._kept is not None and self.changed:
            self._remember()
            self.body = deepcopy(self._kept)


def tidy(body: Mapping[str, Any]) -> Body:
    """The body with every part that the editor shows, of the kind that it can show; unknown words stay, for the check names them."""
    names, about, enter, leave = (_table(body.get(part)) for part in ("names", "about", "enter", "leave"))
    steps = body.get("steps")
    return {
        "key": str(body.get("key", "")),
        "names": {language: str(names.get(language, "")) for language in LANGUAGES},
        "about": {language: str(about.get(language, "")) for language in LANGUAGES},
        "enter": {str(k): _words(v) for k, v in enter.items()},
        "leave": {part: _words(leave.get(part)) for part in ("stages", "outcomes")},
        "limit_days": body.get("limit_days"),
        "then": str(body.get("then", "")),
        "then_gap_days": body.get("then_gap_days", TRACK_GAP_DAYS),
        "steps": [_step(s) for s in (steps if isinstance(steps, list) else []) if isinstance(s, dict)],
    }


def _table(value: object) -> Body:
    return value if isinstance(value, dict) else {}


def _step(step: Mapping[str, Any]) -> Body:
    gap = step.get("gap_days")
    return {
        "gap_days": gap if isinstance(gap, int) else 0,
        **{name: str(step.get(name, "")) for name in ("channel", "template", "purpose")},
        "mode": str(step.get("mode", "manual")),
        "thread": str(step.get("thread", "new")),
        "variants": _words(step.get("variants")),
    }


def _words(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else []
