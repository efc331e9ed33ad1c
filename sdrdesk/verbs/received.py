"""What has come in: classify."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from sdrdesk.core.domain.received import Reported, Verdict
from sdrdesk.core.errors import FileUnreadable, SdrDeskError
from sdrdesk.core.mail.classify import classify_message
from sdrdesk.core.mail.reading import read_file
from sdrdesk.verbs.base import app, error_sentence, session, table


def verdict_shape(file: Path, verdict: Verdict) -> dict[str, Any]:
    """One entry of ``classify``."""
    return {
        "file": str(file),
        "kind": verdict.kind.value,
        "confidence": verdict.confidence,
        "recipients": [reported_shape(r) for r in verdict.recipients],
        "returns_on": verdict.returns_on.isoformat() if verdict.returns_on else None,
        "original_message_id": verdict.original_message_id or None,
        "text": verdict.text,
        "referred": [{"name": r.name, "address": r.address, "phone": r.phone, "title": r.title} for r in verdict.referred],
    }


def reported_shape(reported: Reported) -> dict[str, Any]:
    """One recipient of a report; ``reason`` and ``said`` may be empty."""
    return {
        "address": reported.address,
        "action": reported.action,
        "status": reported.status,
        "permanent": reported.permanent,
        "reason": reported.reason,
        "said": reported.said,
    }


@app.command()
def classify(files: list[Path] = typer.Argument(..., metavar="FILE...", help="Messages as .eml.")) -> None:
    """Say what received messages are (reply, referral, absence, bounce …), without storing them."""
    document: list[dict[str, Any]] = []
    failed: list[SdrDeskError] = []
    for file in files:
        try:
            document.append(verdict_shape(file, classify_message(read_file(file))))
        except OSError as error:
            failed.append(FileUnreadable("file_missing" if isinstance(error, FileNotFoundError) else "file_not_read", file=str(file)))
            document.append(
                {"file": str(file), "kind": None, "error": {"code": failed[-1].code, "message": error_sentence(failed[-1], session.texts)}}
            )
    if failed and len(failed) == len(files):
        raise failed[0]
    session.status = 1 if failed else 0
    session.emit(document, lambda console: table(console, ["", "", "", ""], [_row(entry) for entry in document]))


def _row(entry: dict[str, Any]) -> tuple[str, ...]:
    """File, kind, whom it is about and for how long, the beginning of the text."""
    if entry["kind"] is None:
        return (entry["file"], "", "", entry["error"]["message"])
    texts = session.texts
    people = [f"{r['address']} {r['status']} {texts('received.permanent') if r['permanent'] else ''}".strip() for r in entry["recipients"]]
    about = ", ".join(people) or entry["returns_on"] or ", ".join(f"{r['name']} {r['address']}".strip() for r in entry["referred"])
    return (entry["file"], texts(f"mail_kind.{entry['kind']}"), about, " ".join(entry["text"].split())[:80])
