"""A lead for an account executive: handoff, handoff answer, handoffs (rule R24; seed W16)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.clock import iso
from sdrdesk.core.domain.handoff_plan import HandoffPlan
from sdrdesk.core.domain.words import ANSWERS
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.handoff_list import HandoffRow
from sdrdesk.core.services.handoff_answers import Answered
from sdrdesk.verbs.base import app, session, table
from sdrdesk.verbs.people import find, person_shape


@app.command(context_settings={"ignore_unknown_options": True})
def handoff(
    prospect: str = typer.Argument(
        help="Whom; or the word answer, then FILE or the number of a handoff; or the word email, then the number."
    ),
    what: str = typer.Argument(None, help="After answer: answer.json, the packet's folder or zip; or the number of a handoff."),
    ae: str = typer.Option(None, help="The account executive, by name or address."),
    ae_email: str = typer.Option(None, help="Adds the account executive when new."),
    ae_language: str = typer.Option("en"),
    out: Path = typer.Option(Path(), help="Folder for the packet."),
    note: str = typer.Option(""),
    promised: list[str] = typer.Option([], help="What they were promised; may come several times."),
    risk: list[str] = typer.Option([], help="What may go wrong; may come several times."),
    place: str = typer.Option(None, help="Where or how they meet: a room, a link."),
    minutes: int = typer.Option(None, help="How long the meeting takes."),
    as_file: bool = typer.Option(False, "--as-file", help="The email as a file beside the packet, instead of sending it."),
    again: bool = typer.Option(False, "--again", help="Email the packet although it was emailed already."),
    tick: list[str] = typer.Option([], help="An own line of the checklist that holds; may come several times."),
    answer: str = typer.Option(None, help="By hand: accepted, returned, won or lost."),
    reason: str = typer.Option("", help="Why it was returned or lost, in the account executive's words."),
    amount: str = typer.Option("", help="Of a deal that is won: $26,400, 26.400 EUR, ￥18万."),
    until: str = typer.Option(None, help="When the person comes back."),
    replace: bool = typer.Option(False, "--replace", help="Take an earlier answer that says otherwise back."),
) -> None:
    """Write the packet for the account executive, refused until the checklist holds; or take their answer in (rule R24)."""
    if prospect == "email":
        return _email(what, as_file, again)
    if prospect == "answer":
        return _answer(what, answer, reason, amount, until, replace)
    if what is not None:
        raise ValidationError("answer_ways", field="handoff")
    if ae is None:
        raise ValidationError("ae_name_missing", field="ae")
    desk = session.desk
    prospect_id = find(prospect)
    if ae_email:
        desk.executives.add(ae, ae_email, ae_language)
    executive, kept = desk.executives.find(ae), desk.handoff_plans.plan(prospect_id)
    plan = HandoffPlan(
        kept.ae_id,
        note or kept.note,
        "\n".join(promised) or kept.promised,
        "\n".join(risk) or kept.risks,
        kept.place if place is None else place,
        kept.minutes if minutes is None else minutes,
        tuple(dict.fromkeys((*kept.ticks, *tick))),
    )
    done = desk.handoffs.create(prospect_id, executive, out.resolve(), plan=plan)
    document = {
        "id": done.value.handoff_id,
        "prospect": person_shape(prospect_id),
        "file": str(done.value.file),
        "files": list(done.value.names),
        "change": done.changes.step_id,
        "notes": [] if executive.email else [session.texts("error.ae_no_address", name=executive.name)],
    }
    session.emit(document, str(done.value.file))
    return None


def _email(what: str | None, as_file: bool, again: bool) -> None:
    if what is None or not what.strip().isdecimal():
        raise ValidationError("email_ways", field="handoff")
    mail = session.desk.handoff_mail
    if as_file:
        path = mail.save_eml(int(what))
        return session.emit({"handoff": int(what), "file": str(path)}, str(path))
    done = mail.send(int(what), again=again)
    return session.emit({"handoff": int(what), "outbox": done.value, "change": done.changes.step_id}, str(done.value))


def _answer(what: str | None, answer: str | None, reason: str, amount: str, until: str | None, replace: bool) -> None:
    answers = session.desk.answers
    by_hand = answer is not None
    if what is None or (by_hand and not what.strip().isdecimal()) or (not by_hand and (reason or amount or until)):
        raise ValidationError("answer_ways", field="handoff")
    if answer is not None:
        day = session.when(until).day if until else None
        done = answers.answer(int(what), answer, reason=reason, amount=amount, until=day, replace=replace)
    else:
        done = answers.take_file(Path(what), replace=replace)
    session.emit(_answer_shape(done.value, done.changes.step_id), lambda console: _say(console, done.value))


def _answer_shape(done: Answered, change: int | None) -> dict[str, Any]:
    said = done.answer
    return {
        "handoff": done.handoff_id,
        "prospect": person_shape(done.prospect_id),
        "answer": said.answer,
        "reason": said.reason,
        "reason_code": said.reason_code,
        "amount": _amount(said.money.amount, said.money.currency) if said.money else None,
        "state": done.state,
        "known": done.known,
        "change": change,
        "notes": [session.texts(code, **values) for code, values in done.notes],
    }


def _amount(hundredths: int, currency: str) -> dict[str, Any]:
    return {"value": hundredths / 100, "currency": currency}


def _say(console: Console, done: Answered) -> None:
    texts = session.texts
    console.print(f"{done.ae}: {done.name}, {texts(f'handoff_state.{done.state}')}", markup=False, highlight=False)
    for code, values in done.notes:
        console.print(texts(code, **values), markup=False, highlight=False)


@app.command()
def handoffs(state: str = typer.Option(None, help="Only those that are sent, accepted, returned, won or lost.")) -> None:
    """Every handoff: where it stands, for how long, and who has to do something."""
    if state is not None and state not in ("sent", *ANSWERS):
        raise ValidationError("answer_unknown", field="state", value=state)
    document = [_shape(h) for h in session.desk.handoffs.rows() if state in (None, h.state)]

    def human(console: Console) -> None:
        texts = session.texts
        rows = [(h["id"], h["prospect"]["name"], h["prospect"]["company"], h["ae"], texts(f"handoff_state.{h['state']}")) for h in document]
        table(console, ["id", "", "", "", ""], rows)

    session.emit(document, human)


def _shape(h: HandoffRow) -> dict[str, Any]:
    desk = session.desk
    zone = desk.settings.profile().zone
    now = desk.clock.now().astimezone(zone)
    return {
        "id": h.id,
        "prospect": {"id": h.prospect_id, "name": h.name, "company": h.company},
        "ae": h.ae,
        "state": h.state,
        "at": iso(h.at, zone),
        "meeting_at": iso(h.meeting_at, zone) if h.meeting_at else None,
        "answer_due": iso(h.answer_due, zone) if h.answer_due else None,
        "file": h.file,
        "answered_at": iso(h.answered_at, zone) if h.answered_at else None,
        "reason": h.reason,
        "reason_code": h.reason_code,
        "amount": _amount(h.money.amount, h.money.currency) if h.money else None,
        "age_days": h.age_days(now),
        "waits_on": h.waits_on(now),
        "overdue": h.overdue(now),
    }
