"""Who next: today, why, log, enrol, stop, snooze, skip, release, cadences, search, history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.clock import iso
from sdrdesk.core.domain.ranking import Ranked, Ranker
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.domain.words import Band
from sdrdesk.core.errors import FileUnreadable, NotFound, ValidationError
from sdrdesk.core.queries import people as people_queries
from sdrdesk.core.queries.today import TodayItem, candidate_of, own_results, rank_today, today_items
from sdrdesk.core.services.touches import Logged, TouchDraft
from sdrdesk.core.store.people import find_person, person
from sdrdesk.verbs.base import app, error_sentence, session, table

BANDS = {band.key: band for band in Band}


def find(name: str) -> int:
    """The id of somebody named on the command line."""
    with session.desk.store.read() as s:
        return find_person(s, name)


def person_shape(prospect_id: int) -> dict[str, Any]:
    """``{"id", "name", "company", "email"}``."""
    with session.desk.store.read() as s:
        who = person(s, prospect_id)
    return {"id": who.id, "name": who.full_name, "company": who.company, "email": who.email}


def reasons_in_words(reasons: tuple[tuple[str, dict[str, object]], ...]) -> list[str]:
    """Why, in the user's language."""
    return [session.texts(code, **params) for code, params in reasons]


@app.command()
def today(limit: int = typer.Option(200, min=1, help="Rows at the most."), band: str = typer.Option(None, help="Only this band.")) -> None:
    """The list of the day, in order, each row with why (rules R1 to R3)."""
    if band is not None and band not in BANDS:
        raise ValidationError("band_unknown", field="band", value=band, known=", ".join(BANDS))
    desk = session.desk
    now = desk.clock.now()
    with desk.read() as (s, profile):
        day = rank_today(s, profile, now, desk.cadences)
        places = [(i, r) for i, r in enumerate(day.ranked, start=1) if band is None or r.band is BANDS[band]][:limit]
        items = today_items(s, [r for _, r in places], 1, profile, desk.cadences)
    shown = [_item_shape(rank, r, item) for (rank, r), item in zip(places, items, strict=True)]
    document = {
        "at": iso(now, profile.zone),
        "counts": {b.key: n for b, n in day.counts.items()},
        "minutes": round(day.minutes),
        "items": shown,
    }

    def human(console: Console) -> None:
        texts = session.texts
        console.print("  ".join(f"{texts(f'band.{b.key}')} {n}" for b, n in day.counts.items()), highlight=False)
        table(
            console,
            ["#", "", "id", "", "", "", ""],
            [
                (
                    i["rank"],
                    texts(f"band.{i['band']}"),
                    i["prospect"]["id"],
                    f"{i['prospect']['name']} · {i['prospect']['company']}",
                    texts(f"channel.{i['channel']}"),
                    i["local_time"],
                    " · ".join(i["why"]),
                )
                for i in shown
            ],
        )

    session.emit(document, human)


def _item_shape(rank: int, ranked: Ranked, item: TodayItem) -> dict[str, Any]:
    step = {"cadence": item.cadence, "no": item.step_no, "day": item.step_day, "purpose": item.purpose} if item.step_no else None
    return {
        "rank": rank,
        "band": item.band.key,
        "prospect": {"id": item.prospect_id, "name": item.name, "company": item.company, "email": item.email},
        "channel": item.channel,
        "step": step,
        "kind": item.kind,
        "due": item.due or None,
        "local_time": item.local_time,
        "score": round(item.score, 8),
        "minutes": item.minutes,
        "why": reasons_in_words(ranked.reasons),
        "pinned": item.pinned,
        "overdue_days": item.overdue,
        "lead_type": item.lead_type,
        "grade": item.grade,
        "tier": item.tier,
    }


@app.command()
def why(prospect: str) -> None:
    """Every factor of a person's place in the list (rule R3)."""
    desk = session.desk
    now = desk.clock.now()
    prospect_id = find(prospect)
    with desk.read() as (s, profile):
        candidate = candidate_of(s, prospect_id, profile, now, desk.cadences)
        if candidate is None:
            raise NotFound("nothing_planned", name=prospect)
        ranker = Ranker(now, profile.today(now), own_results(s, profile, now))
        placed = ranker.place(candidate)
        factors = ranker.factors(candidate)
    shown = [
        {
            "name": f.name,
            "value": round(f.value, 6),
            "prior": round(f.prior, 6),
            "observations": f.observations,
            "text": session.texts(f.code, **f.params),
        }
        for f in factors
    ]
    document = {
        "prospect": person_shape(prospect_id),
        "at": iso(now, profile.zone),
        "band": placed.band.key,
        "channel": candidate.channel,
        "score": round(placed.score, 8),
        "factors": shown,
        "why": reasons_in_words(placed.reasons),
    }
    session.emit(
        document,
        lambda console: table(
            console, ["", "", "", "n"], [(f["text"], f"{f['value']:.4g}", f"({f['prior']:.4g})", f["observations"]) for f in shown]
        ),
    )


@app.command()
def log(
    prospect: str = typer.Argument(None),
    channel: str = typer.Option(None, help="call, email, im, social, meeting or event."),
    outcome: str = typer.Option(None, help="How it ended."),
    at: str = typer.Option(None, help="When it was (default: now)."),
    minutes: int = typer.Option(None, min=0),
    note: str = typer.Option(""),
    next_when: str = typer.Option(None, "--next", help="The next date, such as 3d or 'tue 14:00'."),
    source: str = typer.Option(None, "--from", help="A file with one touch in JSON on each line; - for standard input."),
) -> None:
    """Log one touch, or a file of them, with all that follows from it."""
    if source is not None:
        _log_file(source)
        return
    if prospect is None or channel is None or outcome is None:
        raise ValidationError("log_incomplete", field="prospect")
    desk = session.desk
    profile = desk.settings.profile()
    local = desk.clock.now().astimezone(profile.zone)
    when = None
    if at:
        try:
            when = parse_moment(at, profile.zone)
        except ValueError as error:
            raise ValidationError("when_not_understood", field="at", value=at) from error
    draft = TouchDraft(
        find(prospect), channel, outcome, at=when, minutes=minutes, note=note, next=parse_when(next_when, local) if next_when else None
    )
    done = desk.touches.log(draft)
    logged: Logged = done.value
    step = logged.next_step
    document = {
        "touch": logged.touch_id,
        "prospect": person_shape(draft.prospect_id),
        "next": {"kind": step.kind, "channel": step.channel, "due": step.due} if step else None,
        "ended": logged.ended,
        "stopped": logged.stopped,
        "held": logged.held,
        "change": done.changes.step_id,
    }
    texts = session.texts
    following = f"{texts(f'kind.{step.kind}')} {step.due}" if step else texts(f"reason.{logged.ended}")
    session.emit(document, f"{texts(f'outcome.{outcome}')} · {following}")


def parse_moment(text: str, tz: Any) -> Any:
    """An ISO moment; without an offset it is the user's own time."""
    import datetime as dt

    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=tz)


def _log_file(source: str) -> None:
    import sys

    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("file_missing", file=source) from error
    lines: list[dict[str, object]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            parsed = json.loads(line)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise ValidationError("line_not_json", field="from", line=number)
        lines.append(parsed)
    done, problems = session.desk.touches.log_many(lines)
    session.status = 1 if problems else 0
    worded = [{"line": n, "code": e.code, "problem": error_sentence(e, session.texts)} for n, e in problems]
    session.emit(
        {"logged": done.value, "problems": worded, "change": done.changes.step_id},
        "\n".join([str(done.value), *(f"{p['line']}: {p['problem']}" for p in worded)]),
    )


@app.command()
def enrol(
    prospects: list[str],
    cadence: str = typer.Option(..., help="Key of the plan; see cadences."),
    start: str = typer.Option(None, help="First day (ISO)."),
    forecast: bool = typer.Option(False, help="Show the coming days' load and enrol nobody (rule R11)."),
) -> None:
    """Put people on a plan."""
    desk = session.desk
    profile = desk.settings.profile()
    first = parse_when(start, desk.clock.now().astimezone(profile.zone)).day if start else None
    ids = [find(p) for p in prospects]
    if forecast:
        load = desk.enrolments.forecast(ids, cadence, start=first)
        session.emit(
            {"forecast": load},
            lambda c: table(
                c, ["", "due", "calls", "emails"], [(d, v.get("due", 0), v.get("calls", 0), v.get("emails", 0)) for d, v in load.items()]
            ),
        )
        return
    done = desk.enrolments.enrol(ids, cadence, start=first)
    refused = [
        {"prospect": i, "code": e.code, "rule": e.params.get("rule"), "problem": error_sentence(e, session.texts)}
        for i, e in done.value.refused
    ]
    session.status = (3 if not done.value.done else 1) if refused else 0
    document = {
        "enrolled": [{"prospect": i, "due": d} for i, d in done.value.done],
        "refused": refused,
        "cadence": cadence,
        "change": done.changes.step_id,
    }

    def human(console: Console) -> None:
        for i, due in done.value.done:
            console.print(f"{person_shape(i)['name']}: {due}", markup=False, highlight=False)
        for r in refused:
            console.print(str(r["problem"]), markup=False, highlight=False)

    session.emit(document, human)


@app.command()
def stop(prospect: str, reason: str = typer.Option(..., help="Why.")) -> None:
    """Stop a person's plans and cancel their waiting email."""
    prospect_id = find(prospect)
    done = session.desk.enrolments.stop(prospect_id, reason)
    session.emit(
        {"prospect": person_shape(prospect_id), "stopped": done.value, "change": done.changes.step_id},
        session.texts("op.stop", name=person_shape(prospect_id)["name"]),
    )


@app.command()
def snooze(prospect: str, when: str) -> None:
    """Move what is due of a person: 2h, 3d, tomorrow 9:00, 'tue 14:00', '周二 14:00' (rule R5)."""
    desk = session.desk
    prospect_id = find(prospect)
    done = desk.tasks.snooze(prospect_id, parse_when(when, desk.clock.now().astimezone(desk.settings.profile().zone)))
    until = done.value.at or done.value.day
    session.emit(
        {"prospect": person_shape(prospect_id), "until": until, "change": done.changes.step_id},
        f"{session.texts('op.snooze', name=person_shape(prospect_id)['name'])}: {until}",
    )


@app.command()
def skip(prospect: str, reason: str = typer.Option(..., help="Why.")) -> None:
    """Leave out the current step of a person (rule R10)."""
    prospect_id = find(prospect)
    done = session.desk.enrolments.skip_step(prospect_id, reason)
    following = {"channel": done.value.channel, "due": done.value.due} if done.value else None
    session.emit(
        {"prospect": person_shape(prospect_id), "next": following, "change": done.changes.step_id},
        session.texts("op.skip", name=person_shape(prospect_id)["name"]),
    )


@app.command()
def release(prospect: str) -> None:
    """Let a plan go on that was held because a colleague answered (rule R9)."""
    prospect_id = find(prospect)
    done = session.desk.enrolments.release(prospect_id)
    session.emit({"prospect": person_shape(prospect_id), "change": done.changes.step_id}, person_shape(prospect_id)["name"])


@app.command()
def cadences() -> None:
    """The plans that ship, with their steps."""
    texts = session.texts
    document: list[dict[str, Any]] = [
        {
            "key": c.key,
            "name": c.name(texts.language),
            "version": c.version,
            "steps": [
                {"no": s.no, "day": s.day, "gap_days": s.gap_days, "channel": s.channel.value, "template": s.template} for s in c.steps
            ],
        }
        for c in session.desk.cadences.values()
    ]
    session.emit(
        document,
        lambda console: table(
            console,
            ["", "", ""],
            [
                (c["key"], c["name"], " · ".join(f"{s['day']} {texts('channel.' + str(s['channel']))}" for s in c["steps"]))
                for c in document
            ],
        ),
    )


@app.command()
def search(text: str) -> None:
    """Find people, companies and notes."""
    with session.desk.store.read() as s:
        hits = people_queries.search(s, text)
    document = [{"kind": h.kind, "id": h.id, "name": h.name, "company": h.company, "email": h.email, "text": h.text} for h in hits]
    session.emit(
        document, lambda console: table(console, ["id", "", "", "", ""], [(h.id, h.name, h.company, h.email, h.text) for h in hits])
    )


@app.command()
def history(prospect: str) -> None:
    """What happened with a person, newest first."""
    desk = session.desk
    prospect_id = find(prospect)
    with desk.read() as (s, profile):
        rows = people_queries.history(s, prospect_id)
    shown = [
        {
            "id": r.id,
            "at": iso(r.at, profile.zone),
            "channel": r.channel,
            "outcome": r.outcome,
            "note": r.note,
            "minutes": r.minutes,
            "step": r.step_no,
            "template": r.template,
        }
        for r in rows
    ]
    texts = session.texts
    session.emit(
        {"prospect": person_shape(prospect_id), "touches": shown},
        lambda console: table(
            console,
            ["", "", "", ""],
            [(t["at"], texts(f"channel.{t['channel']}"), texts(f"outcome.{t['outcome']}"), t["note"]) for t in shown],
        ),
    )
