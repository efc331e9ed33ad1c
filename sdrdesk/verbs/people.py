"""Who next: today, why, log, search, history."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.clock import iso
from sdrdesk.core.domain.words import Band
from sdrdesk.core.errors import FileUnreadable, NotFound, ValidationError
from sdrdesk.core.queries import people as people_queries
from sdrdesk.core.queries.today import TodayItem, place_of, rank_today, today_items
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
        items = today_items(s, [r for _, r in places], 1, profile, desk.cadences, day.ranker)
    shown = [_item_shape(rank, item) for (rank, _), item in zip(places, items, strict=True)]
    document = {
        "at": iso(now, profile.zone),
        "away": day.ranker.away,
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


def _item_shape(rank: int, item: TodayItem) -> dict[str, Any]:
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
        "why": reasons_in_words(item.reasons),
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
        place = place_of(s, prospect_id, profile, now, desk.cadences)
    if place is None:
        raise NotFound("nothing_planned", name=prospect)
    shown = [
        {
            "name": f.name,
            "value": round(f.value, 6),
            "prior": round(f.prior, 6),
            "observations": f.observations,
            "text": session.texts(f.code, **f.params),
        }
        for f in place.factors
    ]
    document = {
        "prospect": person_shape(prospect_id),
        "at": iso(now, profile.zone),
        "band": place.ranked.band.key,
        "channel": place.ranked.candidate.channel,
        "score": round(place.ranked.score, 8),
        "factors": shown,
        "why": reasons_in_words(place.reasons),
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
    returns: str = typer.Option(None, help="For auto_replied: the last day of their absence (ISO), rule R9."),
    plan: str = typer.Option(None, help="What a touch outside the plan does to it: step, redate or stop (rule R7)."),
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
    when = None
    if at:
        try:
            when = parse_moment(at, profile.zone)
        except ValueError as error:
            raise ValidationError("when_not_understood", field="at", value=at) from error
    draft = TouchDraft(
        find(prospect),
        channel,
        outcome,
        at=when,
        minutes=minutes,
        note=note,
        next=session.when(next_when) if next_when else None,
        returns=parse_day(returns, "returns") if returns else None,
        plan=plan,
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


def parse_day(text: str, field: str) -> dt.date:
    """An ISO day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError("when_not_understood", field=field, value=text) from error


def parse_moment(text: str, tz: Any) -> Any:
    """An ISO moment; without an offset it is the user's own time."""
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
