"""The packet for programs: packet.json after the published schema, and answer.json for the account executive to fill in."""

from __future__ import annotations

import hashlib
import json

from sdrdesk.core import paths
from sdrdesk.core.clock import iso
from sdrdesk.core.domain.packet import PacketContent, PacketEmail, PacketLetter, PacketPerson
from sdrdesk.core.files.names import safe_file_name
from sdrdesk.core.files.packet_view import Labels, contact_of, one_line, people_in_order, risks, sentences, summary, zone_name

PACKET_SCHEMA = "sdrdesk.packet/1"
ANSWER_SCHEMA = "sdrdesk.answer/1"
ANSWERS = ("accepted", "returned", "won", "lost")


def packet_uid(content: PacketContent) -> str:
    """A name for this handoff that stays, and that no other SDR's handoff of the same number has.

    It is also the UID of the calendar invitation, so that a later packet moves the meeting instead of adding one.
    """
    owner = hashlib.sha256(f"{content.sdr_email.lower()}\n{content.prospect_id}".encode("utf-8", "replace")).hexdigest()[:12]
    return f"handoff-{content.handoff_id}-{owner}@sdrdesk.invalid"


def email_names(content: PacketContent) -> tuple[tuple[str, PacketEmail], ...]:
    """The emails in order of time, each with its path in the zip."""
    ordered = sorted(content.emails, key=lambda email: email.at)
    width = max(2, len(str(len(ordered))))
    names = (safe_file_name(f"{number:0{width}}-{email.subject}", ending=".eml", limit=80) for number, email in enumerate(ordered, 1))
    return tuple((f"thread/{name}", email) for name, email in zip(names, ordered, strict=True))


def dump(value: object) -> bytes:
    """Readable UTF-8 JSON; half characters (lone surrogates) become question marks."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def schema_bytes() -> bytes:
    """The published JSON Schema of packet.json and answer.json."""
    return paths.shipped("handoff", "packet.schema.json").read_bytes()


def _person(person: PacketPerson) -> dict[str, object]:
    return {
        "name": person.name,
        "title": person.title,
        "email": person.email,
        "phone": person.phone,
        "buyer_role": person.buyer_role,
        "is_contact": person.is_contact,
    }


def _letter(letter: PacketLetter) -> dict[str, object]:
    at = iso(letter.at, letter.at.tzinfo) if letter.at and letter.at.tzinfo else None
    return {
        "letter": letter.name,
        "signal": letter.signal,
        "evidence": letter.text,
        "said_by": letter.said_by,
        "at": at,
        "stale": letter.stale,
    }


def _email(path: str, email: PacketEmail) -> dict[str, object]:
    return {"at": email.at.isoformat(timespec="seconds"), "message_id": email.message_id, "subject": email.subject, "file": path}


def packet_json(content: PacketContent, labels: Labels) -> bytes:
    """packet.json: the codes, not the words, so that it reads the same in every language.

    Args:
        content: the packet.
        labels: words for the summary and the risks, the only sentences in it.
    """
    return dump(
        {
            "schema": PACKET_SCHEMA,
            "handoff_id": content.handoff_id,
            "uid": packet_uid(content),
            "language": content.language,
            "made_at": content.made_at.isoformat(timespec="seconds"),
            "from": {"name": content.sdr_name, "email": content.sdr_email, "company": content.sdr_company},
            "to": {"name": content.ae_name, "email": content.ae_email},
            "prospect_id": content.prospect_id,
            "company": {"name": content.company, "facts": [{"name": name, "value": value} for name, value in content.company_facts]},
            "lead": {"type": content.lead_type, "source": content.source, "referred_by": content.referred_by},
            "summary": summary(content, labels),
            "why_now": list(content.why_now),
            "note": content.note,
            "people": [_person(person) for person in people_in_order(content)],
            "missing_roles": list(content.missing_roles),
            "mantcp": [_letter(letter) for letter in content.letters],
            "resolved_flags": [{"name": name, "reason": reason} for name, reason in content.resolved_flags],
            "promised": list(content.promised),
            "risks": [{"kind": kind, "text": text} for kind, text in risks(content, labels)],
            "open_questions": list(content.open_questions),
            "meeting": {
                "at": content.meeting_at.isoformat(timespec="seconds"),
                "zone": zone_name(content.meeting_at),
                "minutes": content.meeting_minutes,
                "note": content.meeting_note,
            },
            "answer_by": content.answer_by.isoformat(timespec="seconds"),
            "touches": [
                {"at": t.at.isoformat(timespec="seconds"), "channel": t.channel, "outcome": t.outcome, "note": t.note}
                for t in content.touches
            ],
            "emails": [_email(path, email) for path, email in email_names(content)],
        }
    )


def answer_json(content: PacketContent) -> bytes:
    """The form for the account executive: one of four answers, and the reason of a return or a loss."""
    return dump(
        {
            "schema": ANSWER_SCHEMA,
            "handoff_id": content.handoff_id,
            "uid": packet_uid(content),
            "company": one_line(content.company),
            "prospect": one_line(contact_of(content).name),
            "how": sentences(content.language)("answer_how"),
            "answer": "",
            "reason": "",
            "amount": "",
            "answered_by": one_line(content.ae_name),
            "answered_at": "",
        }
    )
