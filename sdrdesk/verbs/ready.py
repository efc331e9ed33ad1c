"""Is this lead ready: qualify, meet; and how am I doing: numbers, plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.clock import iso
from sdrdesk.core.domain.diagnostic import diagnose
from sdrdesk.core.domain.pipeline_math import EMAILS_A_DAY, RESPONSE_RATE, SDR_CONVERSION, WIN_RATE, WORKING_DAYS_A_YEAR
from sdrdesk.core.domain.pipeline_math import plan as pipeline_plan
from sdrdesk.core.domain.qualification import Verdict, anum
from sdrdesk.core.domain.words import SIGNALS
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.behind import Group, behind
from sdrdesk.core.queries.diagnostic import known_of
from sdrdesk.core.queries.hours import hours
from sdrdesk.core.queries.numbers import numbers as numbers_of
from sdrdesk.core.queries.tallies import GROUPINGS, grouped
from sdrdesk.core.services.qualification import letter_name
from sdrdesk.verbs.base import app, missing_item, session, table
from sdrdesk.verbs.people import find, person_shape


def qualify_shape(prospect_id: int, verdict: Verdict, language: str) -> dict[str, Any]:
    """The shape of ``qualify``."""
    desk = session.desk
    now, profile = desk.clock.now(), desk.settings.profile()
    scripts, past = desk.compose.scripts(language), desk.qualification.history(prospect_id)
    return {
        "letters": {
            n: {
                "signal": v.signal,
                "evidence": v.text,
                "said_by": v.said_by,
                "at": iso(v.at, profile.zone) if v.at else None,
                "stale": v.stale(now),
                "touch_id": v.touch_id,
                "message_id": v.message_id,
                "history": [
                    {
                        "signal": p.signal,
                        "evidence": p.text,
                        "said_by": p.said_by,
                        "at": iso(p.at, profile.zone),
                        "channel": p.channel or None,
                    }
                    for p in past.get(n, ())[1:]
                ],
            }
            for n, v in verdict.letters.items()
        },
        "anum": anum(verdict.letters),
        "flags": [{"name": f.name, "state": f.state, "reason": f.reason} for f in verdict.flags],
        "verdict": verdict.word,
        "standard": {"version": verdict.version},
        "strong": verdict.strong,
        "missing": [missing_item(m, session.texts) for m in verdict.missing],
        "next_questions": [{"letter": n, "text": scripts.question(n)} for n in verdict.next_questions],
        "meeting_at": iso(verdict.meeting_at, profile.zone) if verdict.meeting_at else None,
    }


def _letters(prospect_id: int, sets: list[str], evidence: list[str]) -> list[tuple[str, str, str]]:
    """The ``--set`` options with their evidence, all checked before the first is stored, so that a mistake keeps nothing."""
    known = session.desk.qualification.verdict(prospect_id).letters
    found = []
    for i, option in enumerate(sets):
        letter, equals, signal = option.partition("=")
        if not equals:
            raise ValidationError("set_option", field="set", value=option)
        name, words = letter_name(letter), evidence[i].strip() if i < len(evidence) else ""
        if signal not in SIGNALS:
            raise ValidationError("signal_unknown", field="signal", value=signal)
        if signal != "unknown" and not (words or known[name].text):
            raise ValidationError("evidence_missing", field="evidence", letter=name)
        found.append((name, signal, words))
    return found


@app.command()
def qualify(
    prospect: str,
    sets: list[str] = typer.Option([], "--set", help="letter=strong|weak|unknown; give one --evidence for each."),
    evidence: list[str] = typer.Option([], help="What was said."),
    said_by: str = typer.Option("", help="Who said it."),
    flag: tuple[str, str] = typer.Option(("", ""), help="A red flag and on or off."),
    reason: str = typer.Option("", help="Why the flag is resolved."),
) -> None:
    """MANTCP, red flags, the verdict and what is missing (rules R22, R23)."""
    desk = session.desk
    prospect_id = find(prospect)
    for letter, signal, words in _letters(prospect_id, sets, evidence):
        desk.qualification.set_letter(prospect_id, letter, signal, text=words, said_by=said_by)
    if flag[0]:
        desk.qualification.set_flag(prospect_id, flag[0], flag[1], reason=reason)
    document = qualify_shape(prospect_id, desk.qualification.verdict(prospect_id), session.texts.language)
    document["prospect"] = person_shape(prospect_id)
    texts = session.texts

    def human(console: Console) -> None:
        table(
            console,
            ["", "", ""],
            [(texts(f"letter.{n}"), texts(f"signal.{v['signal']}"), v["evidence"]) for n, v in document["letters"].items()],
        )
        console.print(", ".join(document["missing"]) or texts("cli.ready"), markup=False, highlight=False)

    session.emit(document, human)


@app.command()
def meet(prospect: str, when: str, note: str = typer.Option("")) -> None:
    """Note a meeting that was agreed outside a call or an email."""
    desk = session.desk
    prospect_id = find(prospect)
    done = desk.tasks.plan(prospect_id, "meeting", "meeting", session.when(when), note)
    session.emit({"task": done.value, "prospect": person_shape(prospect_id), "change": done.changes.step_id}, when)


def _group(by: str | None, key: str | None) -> Group | None:
    if by is None or key is None:
        return None
    return Group(by, int(key) if by == "hour" and key.isdecimal() else key)


@app.command()
def numbers(
    first: str = typer.Option(None, "--from", help="First day (default: today)."),
    last: str = typer.Option(None, "--to", help="Last day (default: today)."),
    by: str = typer.Option(
        None, help="day, week, month, template, variant, cadence, source (lead type), origin, channel, industry or hour."
    ),
    look: str = typer.Option(None, "--behind", help="Also what a figure counts: reach, connect, meeting_booked, accepted and the others."),
    group: str = typer.Option(None, help="With --behind and --by: only what stands behind this group, by its key."),
) -> None:
    """Tallies, rates with their ranges, benchmarks and targets; all derived from the log."""
    desk = session.desk
    now, zone = desk.clock.now(), desk.settings.profile().zone
    with desk.read() as (s, profile):
        start, end = _day(first, profile.today(now)), _day(last, profile.today(now))
        if end < start:
            raise ValidationError("period_order", field="to")
        if by is not None and by not in GROUPINGS:
            raise ValidationError("group_unknown", field="by", value=by, known=", ".join(GROUPINGS))
        found = numbers_of(s, profile, now, start, end)
        groups = grouped(s, profile, start, end, by) if by else None
        called, findings = hours(s, profile, start, end), diagnose(known_of(s, profile, now))
    counted = None
    if look is not None:
        with desk.read() as (s, profile):
            counted = behind(s, profile, look, start, end, group=_group(by, group))
    document: dict[str, Any] = {
        "from": start,
        "to": end,
        **found.totals,
        "people": found.people,
        "rates": {n: {"value": r.value, "low": r.low, "high": r.high, "n": r.n} for n, r in found.rates.items()},
        "benchmarks": [
            {"name": b.name, "low": b.low, "high": b.high, "unit": b.unit, "mine": b.mine, "n": b.n, "source": b.source}
            | {"mine_low": b.mine_low, "mine_high": b.mine_high}
            for b in found.benchmarks
        ],
        "targets": [{"name": t.name, "target": t.target, "value": t.value, "pace": round(t.pace, 2)} for t in found.targets],
        "mix": found.mix,
        "hours": [{"weekday": h.weekday, "hour": h.hour, "calls": h.calls, "answered": h.answered} for h in called],
        "diagnostic": [{"question": f.question, "answer": f.answer, **f.shown} for f in findings],
    }
    if counted is not None:
        document["behind"] = {
            "measure": look,
            "count": counted[0],
            "rows": [
                {"prospect": c.prospect_id, "name": c.name, "company": c.company, "at": iso(c.at, zone), "channel": c.channel or None}
                | {"outcome": c.outcome, "note": c.note}
                for c in counted[1]
            ],
        }
    if groups is not None:
        document["by"] = by
        document["groups"] = groups
    session.emit(document, lambda console: table(console, ["", ""], [(session.texts(f"measure.{n}"), v) for n, v in found.totals.items()]))


def _day(text: str | None, default: dt.date) -> dt.date:
    if text is None:
        return default
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError("when_not_understood", field="day", value=text) from error


@app.command()
def plan(
    revenue: float = typer.Option(...),
    deal_size: float = typer.Option(...),
    win_rate: float = typer.Option(WIN_RATE),
    sdr_conversion: float = typer.Option(SDR_CONVERSION),
    response_rate: float = typer.Option(RESPONSE_RATE),
    working_days: int = typer.Option(WORKING_DAYS_A_YEAR),
    emails_a_day: float = typer.Option(EMAILS_A_DAY, help="One SDR's, for both directions."),
) -> None:
    """Pipeline math: from a revenue goal to emails a day, and back (seed P8)."""
    found = pipeline_plan(
        revenue,
        deal_size,
        win_rate=win_rate,
        sdr_conversion=sdr_conversion,
        response_rate=response_rate,
        working_days=working_days,
        emails_a_day=emails_a_day,
    )
    document = {
        "deals": found.deals,
        "opportunities": found.opportunities,
        "prospects": found.prospects,
        "emails": found.emails,
        "per_working_day": found.per_working_day,
        "sdrs_needed": found.sdrs_needed,
        "formula": list(found.formula),
        "forward": found.forward,
    }
    session.emit(document, "\n".join(found.formula))
