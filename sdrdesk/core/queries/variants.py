"""The variants of an email step, judged by human replies only (rules R9, R19: no opens, no auto-replies): who wrote back, and how sure is that.

A person counts once for a step: with the text that was theirs by assignment (``Step.template_for``); who was sent another one by hand is left
out, for a text that is chosen for somebody is no fair test. A reply counts for the last email before it.

When there is a verdict: ``better`` once the 95 % range (Wilson) of one variant lies wholly above those of all the others; ``no_difference``
once every variant went to at least ``ENOUGH`` people and no range has parted; until then ``not_enough``, whatever the rates look like. With
peeking at every refresh a range parts by chance more often than in one of twenty looks, so a variant must have gone to ``FEWEST`` at least.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, text

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.queries.numbers import Rate, wilson

ENOUGH = 400
"""People with each variant from which on a difference that does not show is none worth acting on: a rate of 10 % is known to 3 points."""

FEWEST = 30

Verdict = Literal["not_enough", "better", "no_difference", "alone"]

_LOG = (
    "SELECT t.prospect_id, t.at, t.outcome, t.template, t.step_no, e.cadence, e.cadence_version "
    "FROM touch t LEFT JOIN enrolment e ON e.id = t.enrolment_id "
    "WHERE t.channel = 'email' AND t.outcome IN ('sent', 'replied', 'meeting_booked') ORDER BY t.prospect_id, t.at, t.id"
)


@dataclass(frozen=True, slots=True)
class VariantResult:
    """One text of a step: people written to, how many wrote back, and the rate with its range; ``first`` is when the first one went."""

    template: str
    sent: int
    replies: int
    rate: Rate
    first: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step with its variants in their order; ``best`` is the variant that is ``better``."""

    cadence: str
    step: int
    variants: tuple[VariantResult, ...]
    verdict: Verdict
    best: str = ""


def variant_results(s: Connection, cadences: CadenceBook, cadence: str | None = None, template: str | None = None) -> list[StepResult]:
    """The email steps of all cadences that are offered, or of one, or those that name a template; steps with nothing sent come too."""
    counted = _counts(s, cadences)
    found = []
    for key, plan in cadences.items():
        if cadence is not None and key != cadence:
            continue
        for step in plan.steps:
            choices = (step.template, *step.variants)
            if step.channel == Channel.EMAIL and (template is None or template in choices):
                found.append(judged(key, step.no, [_result(choice, counted.get((key, step.no, choice))) for choice in choices]))
    return found


def judged(cadence: str, step: int, variants: list[VariantResult]) -> StepResult:
    """The verdict over the variants of a step, by the rule above."""
    made = tuple(variants)
    if len(made) < 2:
        return StepResult(cadence, step, made, "alone")
    best = max(made, key=lambda v: v.rate.low or 0.0)
    others = [v for v in made if v is not best]
    if all(v.sent >= FEWEST for v in made) and all((best.rate.low or 0.0) > (v.rate.high or 0.0) for v in others):
        return StepResult(cadence, step, made, "better", best.template)
    return StepResult(cadence, step, made, "no_difference" if all(v.sent >= ENOUGH for v in made) else "not_enough")


class _Count:
    """People of one variant."""

    __slots__ = ("first", "replies", "sent")

    def __init__(self) -> None:
        self.sent: set[int] = set()
        self.replies: set[int] = set()
        self.first = 0


def _counts(s: Connection, cadences: CadenceBook) -> dict[tuple[str, int, str], _Count]:
    counts: defaultdict[tuple[str, int, str], _Count] = defaultdict(_Count)
    last: dict[int, _Count | None] = {}
    for r in s.execute(text(_LOG)):
        if r.outcome != "sent":
            count = last.get(r.prospect_id)
            if count is not None:
                count.replies.add(r.prospect_id)
            continue
        # An email outside the plan, or one chosen by hand, takes the next reply and counts for no variant.
        last[r.prospect_id] = None
        if _assigned(r, cadences):
            count = last[r.prospect_id] = counts[r.cadence, r.step_no, r.template]
            count.sent.add(r.prospect_id)
            count.first = min(count.first or r.at, r.at)
    return counts


def _assigned(row: Any, cadences: CadenceBook) -> bool:
    plan = cadences.at(row.cadence, row.cadence_version)
    step = plan.step(row.step_no) if plan is not None and row.step_no else None
    return step is not None and bool(row.template) and step.template_for(row.prospect_id) == row.template


def _result(template: str, count: _Count | None) -> VariantResult:
    if count is None:
        return VariantResult(template, 0, 0, wilson(0, 0))
    sent, replies = len(count.sent), len(count.replies)
    return VariantResult(template, sent, replies, wilson(replies, sent), from_ms(count.first))
