"""Cadence files: TOML in, ``domain.cadence.Cadence`` out, refused in words when a step could not be done; and back to TOML.

key = "p5"
version = 1
limit_days = 90            # optional: ends by itself this many days after the start
then = "drip"              # optional: the track after that
then_gap_days = 7
[names]
en = "…"
[about]
en = "…"
[enter]                    # optional: who may go on it
lead_type = ["spear"]
[leave]                    # optional, besides the stop rules (R9)
stages = ["qualify"]
outcomes = ["opened"]
[[steps]]
gap_days = 0
channel = "email"
template = "referral"
purpose = "referral_email"
mode = "manual"            # or "batch"
thread = "same"            # optional: reply in the thread of the email before
variants = ["referral_b"]
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sdrdesk.core.domain.cadence import TRACK_GAP_DAYS, Cadence, Step, chain_loop
from sdrdesk.core.domain.words import MESSAGE_OUTCOMES, BuyerRole, Channel, LeadType, Stage
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.paths import shipped
from sdrdesk.core.texts import LANGUAGES, catalogue

MAX_BYTES = 64 * 1024
MAX_STEPS = 60
"""A long welcome programme has 30 touches (W18)."""

MAX_GAP = 366
MAX_LIMIT = 3 * 366

STEP_CHANNELS = frozenset({Channel.CALL, Channel.EMAIL, Channel.IM, Channel.SOCIAL})
"""What a plan can do by itself; meetings and events are agreed with people."""

MODES = ("manual", "batch")
THREADS = ("new", "same")
ENTER_FIELDS: dict[str, tuple[str, ...]] = {
    "lead_type": tuple(LeadType),
    "stage": tuple(Stage),
    "tier": ("T1", "T2", "T3"),
    "grade": ("A", "B", "C", "D"),
    "language": LANGUAGES,
    "buyer_role": tuple(BuyerRole),
    "country": (),
    "tag": (),
}
"""What an entry condition may speak of, with the values that exist (none listed: any)."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a step may name. None means the shipped ones."""

    emails: Collection[str] | None = None
    calls: Collection[str] | None = None

    def of(self, channel: str) -> Collection[str] | None:
        """Keys that a step of the channel may name; None when it names nothing."""
        if channel == Channel.EMAIL:
            return _shipped_emails() if self.emails is None else self.emails
        if channel == Channel.CALL:
            return _shipped_calls() if self.calls is None else self.calls
        return None


def read_cadence(path: Path, known: Known | None = None) -> Cadence:
    """Read and check one cadence file.

    Args:
        path: the file.
        known: what steps may name; None means the shipped texts.

    Raises:
        ValidationError: see ``cadence_from``; ``file`` says where.
    """
    return cadence_from(load_body(path), path.name, known)


def cadence_from(data: Mapping[str, Any], file: str, known: Known | None = None) -> Cadence:
    """A cadence from what a file holds.

    Raises:
        ValidationError: ``cadence_unreadable``, ``cadence_no_name``, ``cadence_no_steps``, ``cadence_too_long``, ``cadence_first_gap``,
            ``cadence_gap_negative``, ``cadence_same_day``, ``cadence_gap_too_long``, ``cadence_unknown_channel``,
            ``cadence_unknown_template``, ``cadence_unknown_purpose``, ``cadence_unknown_mode``, ``cadence_batch_email_only``,
            ``cadence_unknown_thread``,
            ``cadence_limit``, ``cadence_unknown_field``, ``cadence_unknown_value``, ``cadence_loop`` (a track after itself); ``file`` and,
            where there is one, ``step`` say where.
    """
    known = known or Known()
    key, version = _head(data, file)
    names = _by_language(data.get("names"), file, "cadence_no_name")
    entries = _entries(data, file)
    steps: list[Step] = []
    for no, entry in enumerate(entries, 1):
        steps.append(_step(entry, no, steps[-1].day if steps else 1, known, file))
    return Cadence(
        key,
        version,
        names,
        tuple(steps),
        about=_by_language(data["about"], file, "cadence_unreadable") if data.get("about") else {},
        enter=_enter(data, file),
        limit_days=_limit(data, file),
        then=_then(data, file),
        then_gap_days=_days(data.get("then_gap_days", TRACK_GAP_DAYS), "then_gap_days", file),
        **_leave(data, file),
    )


def all_problems(data: Mapping[str, Any], file: str, cadences: Mapping[str, Cadence], known: Known | None = None) -> list[ValidationError]:
    """Everything that keeps a cadence from being used, in its order; ``cadence_from`` and ``check_chains`` stop at the first thing."""
    known = known or Known()
    found: list[ValidationError] = []

    def tried(part: Callable[[], object]) -> None:
        try:
            part()
        except ValidationError as error:
            found.append(error)

    tried(lambda: _head(data, file))
    tried(lambda: _by_language(data.get("names"), file, "cadence_no_name"))
    tried(lambda: _entries(data, file))
    entries = data.get("steps")
    for no, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        tried(lambda no=no, entry=entry: _step(entry, no, 1, known, file))  # type: ignore[misc]
    for part in (_enter, _leave, _limit, _then):
        tried(lambda part=part: part(data, file))  # type: ignore[misc]
    tried(lambda: _days(data.get("then_gap_days", TRACK_GAP_DAYS), "then_gap_days", file))
    key, then = data.get("key"), data.get("then")
    if isinstance(key, str) and isinstance(then, str) and then != key:
        tried(lambda: check_chains({**cadences, key: Cadence(key, 1, {}, (), then=then)}, [key]))
    return found


def _head(data: Mapping[str, Any], file: str) -> tuple[str, int]:
    key, version = data.get("key"), data.get("version", 1)
    if not isinstance(key, str) or not _KEY.fullmatch(key) or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValidationError("cadence_unreadable", file=file)
    return key, version


def _entries(data: Mapping[str, Any], file: str) -> list[Any]:
    entries = data.get("steps")
    if not isinstance(entries, list) or not entries:
        raise ValidationError("cadence_no_steps", file=file)
    if len(entries) > MAX_STEPS:
        raise ValidationError("cadence_too_long", file=file, limit=MAX_STEPS)
    return entries


def _enter(data: Mapping[str, Any], file: str) -> dict[str, tuple[str, ...]]:
    return {name: _values(name, allowed, ENTER_FIELDS, file) for name, allowed in _table(data.get("enter", {}), file).items()}


def _leave(data: Mapping[str, Any], file: str) -> dict[str, tuple[str, ...]]:
    leave = _table(data.get("leave", {}), file)
    return {
        "leave_stages": _values("stage", leave.get("stages", []), ENTER_FIELDS, file),
        "leave_outcomes": _values("outcome", leave.get("outcomes", []), {"outcome": MESSAGE_OUTCOMES}, file),
    }


def _limit(data: Mapping[str, Any], file: str) -> int | None:
    return _days(data["limit_days"], "limit_days", file) if data.get("limit_days") is not None else None


def _then(data: Mapping[str, Any], file: str) -> str:
    then = data.get("then", "")
    if not isinstance(then, str) or (then and not _KEY.fullmatch(then)):
        raise ValidationError("cadence_unreadable", file=file)
    if then and then == data.get("key"):
        raise ValidationError("cadence_loop", file=file, chain=f"{then} → {then}")
    return then


def check_chains(cadences: Mapping[str, Cadence], keys: Iterable[str] | None = None) -> None:
    """Refuse tracks that come back to themselves, and tracks that do not exist.

    Raises:
        ValidationError: ``cadence_loop`` with the chain, ``cadence_unknown_track``.
    """
    for key in keys if keys is not None else cadences:
        loop = chain_loop(cadences, key)
        if loop:
            raise ValidationError("cadence_loop", file=key, chain=" → ".join(loop))
        then = cadences[key].then
        if then and then not in cadences:
            raise ValidationError("cadence_unknown_track", file=key, name=then)


def shipped_cadences() -> dict[str, Cadence]:
    """The cadences that ship with the application, by key."""
    return {c.key: c for c in _read_shipped()}


def body_of(cadence: Cadence) -> dict[str, Any]:
    """What the file of a cadence holds, from which ``cadence_from`` makes the same again; optional parts only where they say something."""
    body: dict[str, Any] = {"key": cadence.key, "version": cadence.version}
    if cadence.limit_days is not None:
        body["limit_days"] = cadence.limit_days
    if cadence.then:
        body |= {"then": cadence.then, "then_gap_days": cadence.then_gap_days}
    body["names"] = dict(cadence.names)
    if cadence.about:
        body["about"] = dict(cadence.about)
    if cadence.enter:
        body["enter"] = {k: list(v) for k, v in cadence.enter.items()}
    leave = {"stages": list(cadence.leave_stages), "outcomes": list(cadence.leave_outcomes)}
    if any(leave.values()):
        body["leave"] = {k: v for k, v in leave.items() if v}
    body["steps"] = [_step_body(s) for s in cadence.steps]
    return body


def _step_body(step: Step) -> dict[str, Any]:
    body: dict[str, Any] = {
        "gap_days": step.gap_days,
        "channel": step.channel.value,
        "template": step.template,
        "purpose": step.purpose,
    }
    if step.mode != "manual":
        body["mode"] = step.mode
    if step.thread != "new":
        body["thread"] = step.thread
    if step.variants:
        body["variants"] = list(step.variants)
    return body


def to_toml(cadence: Cadence) -> str:
    """The file of a cadence. JSON's strings, numbers and lists of strings are TOML's too, and a cadence holds nothing else."""
    lines: list[str] = []
    tables: list[str] = []
    for name, value in body_of(cadence).items():
        if isinstance(value, dict):
            tables += ["", f"[{name}]", *(_toml_line(k, v) for k, v in value.items())]
        elif name == "steps":
            for step in value:
                tables += ["", "[[steps]]", *(_toml_line(k, v) for k, v in step.items())]
        else:
            lines.append(_toml_line(name, value))
    return "\n".join([*lines, *tables, ""])


def _toml_line(name: str, value: object) -> str:
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"


@lru_cache(maxsize=1)
def _read_shipped() -> tuple[Cadence, ...]:
    return tuple(read_cadence(p) for p in sorted(shipped("cadences").glob("*.toml")))


@lru_cache(maxsize=1)
def _shipped_emails() -> frozenset[str]:
    return frozenset(p.stem for p in shipped("email", "en").glob("*.j2"))


@lru_cache(maxsize=1)
def _shipped_calls() -> frozenset[str]:
    return frozenset(tomllib.loads(shipped("scripts", "en.toml").read_text("utf-8"))["opening"])


def purposes() -> list[str]:
    """Names of steps: each is ``step.<purpose>`` in the text catalogue."""
    return [code.partition(".")[2] for code in catalogue() if code.startswith("step.")]


def load_body(path: Path) -> dict[str, Any]:
    """What a cadence file holds, not yet checked.

    Raises:
        ValidationError: ``cadence_unreadable``.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ValidationError("cadence_unreadable", file=path.name)
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ValidationError("cadence_unreadable", file=path.name) from error


def _table(value: object, file: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValidationError("cadence_unreadable", file=file)
    return value


def _by_language(value: object, file: str, code: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(n, str) and n.strip() for n in value.values()) or "en" not in value:
        raise ValidationError(code, file=file)
    return dict(value)


def _values(name: str, given: object, fields: Mapping[str, Collection[str]], file: str) -> tuple[str, ...]:
    if name not in fields:
        raise ValidationError("cadence_unknown_field", file=file, name=name)
    if not isinstance(given, list) or not all(isinstance(v, str) for v in given):
        raise ValidationError("cadence_unreadable", file=file)
    for value in given:
        if fields[name] and value not in fields[name]:
            raise ValidationError("cadence_unknown_value", file=file, name=name, value=value)
    return tuple(given)


def _days(value: object, name: str, file: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MAX_LIMIT:
        raise ValidationError("cadence_limit", file=file, name=name, value=str(value), limit=MAX_LIMIT)
    return value


def _step(entry: object, no: int, day_before: int, known: Known, file: str) -> Step:
    if not isinstance(entry, dict):
        raise ValidationError("cadence_unreadable", file=file)
    gap = _gap(entry.get("gap_days"), no, file)
    channel, template, purpose = (str(entry.get(name, "")) for name in ("channel", "template", "purpose"))
    mode, variants = str(entry.get("mode", "manual")), entry.get("variants", [])
    if channel not in STEP_CHANNELS:
        raise ValidationError("cadence_unknown_channel", file=file, step=no, name=channel)
    if not isinstance(variants, list) or not all(isinstance(v, str) for v in variants):
        raise ValidationError("cadence_unreadable", file=file)
    keys = known.of(channel)
    unknown = [t for t in (template, *variants) if keys is not None and t not in keys]
    if unknown:
        raise ValidationError("cadence_unknown_template", file=file, step=no, name=unknown[0])
    if f"step.{purpose}" not in catalogue():
        raise ValidationError("cadence_unknown_purpose", file=file, step=no, name=purpose)
    if mode not in MODES:
        raise ValidationError("cadence_unknown_mode", file=file, step=no, name=mode)
    if mode == "batch" and channel != Channel.EMAIL:
        raise ValidationError("cadence_batch_email_only", file=file, step=no)
    thread = _thread(entry, no, channel, file)
    return Step(no, gap, day_before + gap, Channel(channel), template, purpose, tuple(variants), mode, thread)


def _thread(entry: Mapping[str, Any], no: int, channel: str, file: str) -> str:
    """Where an email goes: into a thread of its own, or into that of the email before it (rule R10); what is no email has none."""
    thread = str(entry.get("thread", "new"))
    if thread not in THREADS:
        raise ValidationError("cadence_unknown_thread", file=file, step=no, name=thread)
    return thread if channel == Channel.EMAIL else "new"


def _gap(value: object, no: int, file: str) -> int:
    """Gaps, not dates (rule R7), and never two touches of one plan on one day (rule R6)."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValidationError("cadence_unreadable", file=file)
    if value < 0:
        raise ValidationError("cadence_gap_negative", file=file, step=no, gap=value)
    if no == 1 and value != 0:
        raise ValidationError("cadence_first_gap", file=file, gap=value)
    if no > 1 and value == 0:
        raise ValidationError("cadence_same_day", file=file, step=no)
    if value > MAX_GAP:
        raise ValidationError("cadence_gap_too_long", file=file, step=no, gap=value, limit=MAX_GAP)
    return value
