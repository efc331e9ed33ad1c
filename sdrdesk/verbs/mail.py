"""What do I say: compose, send, outbox."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path
from typing import Any

import typer

from sdrdesk.core.clock import FixedClock
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.render.lint import Finding
from sdrdesk.core.services.compose import Composed
from sdrdesk.core.services.drafting import draft_of
from sdrdesk.verbs.base import app, error_sentence, session, table
from sdrdesk.verbs.people import find, person_shape

outbox_app = typer.Typer(invoke_without_command=True, help="What waits, what has left, and what is in doubt.", rich_markup_mode=None)
app.add_typer(outbox_app, name="outbox")


def finding_shape(finding: Finding) -> dict[str, str]:
    """``{"rule", "severity", "text"}``."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "text": session.texts(f"lint.{finding.rule}.{finding.severity}", **finding.params),
    }


def compose_shape(email: Composed) -> dict[str, Any]:
    """The shape of ``compose``."""
    return {
        "to": email.to,
        "subject": email.subject,
        "body": email.body,
        "language": email.language,
        "missing": list(email.missing),
        "lint": [finding_shape(f) for f in email.lint if f.severity != "ok"],
        "blocked": email.blocked,
        "blocked_by": email.blocked_by,
        "problem": error_sentence(email.problem, session.texts) if email.problem else "",
        "template": email.template,
        "prospect": person_shape(email.prospect_id),
    }


def set_values(options: list[str]) -> dict[str, str]:
    """``name=value`` options as a dictionary."""
    values = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals or not name:
            raise ValidationError("set_option", field="set", value=option)
        values[name.strip()] = value.strip()
    return values


@app.command()
def compose(
    prospect: str,
    template: str = typer.Option(None, help="Default: the one of the current step."),
    values: list[str] = typer.Option([], "--set", help="name=value; kept with the person (rule R15)."),
    out: Path = typer.Option(None, help="Write the email as .eml."),
) -> None:
    """The email as it would go out now, with its checks and what is missing."""
    desk = session.desk
    prospect_id = find(prospect)
    for name, value in set_values(values).items():
        desk.compose.fill(prospect_id, name, value)
    email = desk.compose.compose(prospect_id, template=template)
    document = compose_shape(email)
    if out is not None:
        if email.missing:
            raise ValidationError("email_blocked", field="missing", missing=", ".join(email.missing))
        document["file"] = str(desk.outbox.save_eml(draft_of(email), out.resolve()))
    session.status = 1 if email.missing else 0
    session.emit(document, f"{email.to}\n{email.subject}\n\n{email.body}" + "".join(f"\n! {f['text']}" for f in document["lint"]))


@app.command()
def send(
    due: bool = typer.Option(False, "--due", help="First queue the email of every due step that is complete."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would happen and change nothing."),
    prospect: str = typer.Argument(None, help="Queue this person's email first."),
    template: str = typer.Option(None),
    once: bool = typer.Option(
        False, "--once", help="Do not wait until the next email's turn comes (promise B6: half a minute or more apart)."
    ),
) -> None:
    """Send what is in the outbox and may leave now, one after the other with the pause that is kept between emails."""
    desk = session.desk
    queued: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    wanted = [(find(prospect), template)] if prospect else [(i, None) for i in _due_emails()] if due else []
    for prospect_id, key in wanted:
        email = desk.compose.compose(prospect_id, template=key)
        if email.blocked:
            problem = error_sentence(email.problem, session.texts) if email.problem else ""
            waiting.append(
                {
                    "prospect": prospect_id,
                    "to": email.to,
                    "missing": list(email.missing),
                    "blocked_by": email.blocked_by,
                    "problem": problem,
                }
            )
            continue
        row = {"prospect": prospect_id, "to": email.to, "subject": email.subject}
        if not dry_run:
            made = desk.outbox.queue(draft_of(email, send_at=desk.clock.now())).value
            row["id"] = made
            if prospect:
                # Who names a person means now; only what goes by itself keeps to their hours.
                desk.outbox.send_now(made)
        queued.append(row)
    results = {} if dry_run else _passes(once)
    would = desk.outbox.due() if dry_run else []
    session.status = 1 if waiting or any(state not in ("sent", "cancelled") for state in results.values()) else 0
    document = {
        "queued": queued,
        "waiting": waiting,
        "results": [{"id": i, "state": st} for i, st in results.items()],
        "due": would,
        "held": [{"id": r.id, "reason": r.reason, "until": r.not_before} for r in desk.outbox.rows(states=("queued",)) if r.reason],
        "counts": desk.outbox.counts(),
    }
    session.emit(
        document, "\n".join(f"{i} {session.texts(f'outbox.{st}')}" for i, st in results.items()) or session.texts("cli.nothing_to_send")
    )


def _passes(once: bool) -> dict[int, str]:
    """Passes of the sender until nothing is left that only waits for its turn. With ``--now`` the moment moves on instead of being waited for."""
    results = _pass()
    more = bool(results)
    while more and not once:
        clock = session.desk.clock
        turn = _next_turn()
        if turn is None:
            break
        if isinstance(clock, FixedClock):
            clock.set(max(turn, clock.now()))
        else:
            _wait(max(0.0, (turn - clock.now()).total_seconds()))
        done = _pass()
        results |= done
        more = bool(done)
    return results


def _next_turn() -> dt.datetime | None:
    """When the next email may leave that is kept back by the pause between emails alone."""
    waiting = session.desk.outbox.rows(states=("queued", "deferred"))
    return min((r.not_before for r in waiting if r.reason == "spacing"), default=None)


def _wait(seconds: float) -> None:
    """Ctrl+C ends it; what waits stays in the outbox."""
    if sys.stderr.isatty() and not session.quiet and not session.json:
        print(session.texts("cli.waits_turn", n=round(seconds)), file=sys.stderr, flush=True)
    time.sleep(seconds)


def _pass() -> dict[int, str]:
    report = session.desk.sender.run()
    if report.busy:
        raise NotFound("sender_busy")
    if report.frozen:
        raise RuleRefusal("sending_frozen", rule="R16")
    return report.results


def _due_emails() -> list[int]:
    from sdrdesk.core.queries.today import rank_today

    desk = session.desk
    with desk.read() as (s, profile):
        day = rank_today(s, profile, desk.clock.now(), desk.cadences)
    return [r.candidate.prospect_id for r in day.ranked if _may_go(r)]


def _may_go(ranked: Any) -> bool:
    """R14: the first email of a T1 or T2 person waits for a look; the others that are due may go."""
    c = ranked.candidate
    return bool(c.kind == "step" and c.channel == "email" and not c.blocked and (c.who.tier == "T3" or c.attempts > 0))


@outbox_app.callback()
def outbox(context: typer.Context) -> None:
    """Every email and its state; the counts add up to the total."""
    if context.invoked_subcommand is not None:
        return
    desk = session.desk
    rows = desk.outbox.rows()
    document = {
        "counts": desk.outbox.counts(),
        "items": [
            {
                "id": r.id,
                "state": r.state,
                "prospect": r.prospect_id,
                "to": r.to_address,
                "subject": r.subject,
                "reason": r.reason,
                "attempts": r.attempts,
                "code": r.last_code,
                "reply": r.last_text,
                "not_before": r.not_before,
                "sent_at": r.sent_at,
                "message_id": r.message_id,
            }
            for r in rows
        ],
    }
    session.emit(
        document,
        lambda console: table(
            console,
            ["id", "", "", "", ""],
            [
                (r.id, session.texts(f"outbox.{r.state}"), r.to_address, r.subject, session.texts(f"reason.{r.reason}") if r.reason else "")
                for r in rows
            ],
        ),
    )


@outbox_app.command("resolve")
def outbox_resolve(outbox_id: int, verdict: str = typer.Argument(..., help="sent, unsent or dropped")) -> None:
    """Settle an email that is in doubt by what you found."""
    done = session.desk.outbox.resolve(outbox_id, verdict)
    session.emit({"id": outbox_id, "state": done.value}, session.texts(f"outbox.{done.value}"))


@outbox_app.command("release")
def outbox_release(outbox_id: int) -> None:
    """Let a held email go on waiting for its turn."""
    session.desk.outbox.release(outbox_id)
    session.emit({"id": outbox_id, "state": "queued"}, session.texts("outbox.queued"))


@outbox_app.command("resume")
def outbox_resume() -> None:
    """Go on sending after a backup was put back; look at the outbox first."""
    session.desk.sender.resume()
    session.emit({"frozen": False}, session.texts("cli.sending_resumed"))


@outbox_app.command("cancel")
def outbox_cancel(outbox_id: int) -> None:
    """Take an email out before it leaves."""
    session.desk.outbox.cancel(outbox_id)
    session.emit({"id": outbox_id, "state": "cancelled"}, session.texts("outbox.cancelled"))
