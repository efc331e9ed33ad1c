"""What a handoff packet says, read from the book (rule R24, seed W16)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, or_, select

from sdrdesk.core.clock import from_ms, zone
from sdrdesk.core.domain.handoff_plan import HandoffPlan, lines_of
from sdrdesk.core.domain.packet import PacketContent, PacketEmail, PacketLetter, PacketPerson, PacketTouch
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.queries.inbox import source as as_it_came
from sdrdesk.core.queries.questions import questions_in
from sdrdesk.core.store.mail_tables import message, outbox, outbox_body
from sdrdesk.core.store.people import Person, person, values_of
from sdrdesk.core.store.ready_tables import handoff
from sdrdesk.core.store.tables import company, prospect, red_flag, research, touch

TOUCHES_SHOWN = 40
COLLEAGUES_SHOWN = 11
"""With the contact twelve people: more than that is no room but a directory."""


def read_packet(
    s: Connection, prospect_id: int, ae: Any, verdict: Verdict, plan: HandoffPlan, profile: Profile, now: dt.datetime
) -> PacketContent:
    """The content of a packet as it would be written now.

    Args:
        s: a connection inside a transaction.
        prospect_id: the contact.
        profile: the user's own name and zone.
        ae: for whom (``name``, ``email``, ``language``).
        verdict: the judgement; its evidence goes into the packet.
        plan: what the user has prepared.
        now: aware.
    """
    who = person(s, prospect_id)
    local, ask = now.astimezone(profile.zone), questions_in(s, ae.language)
    people = _people(s, who)
    known = {p.buyer_role for p in people}
    return PacketContent(
        handoff_id=(s.execute(select(handoff.c.id).order_by(handoff.c.id.desc()).limit(1)).scalar() or 0) + 1,
        language=ae.language,
        made_at=local,
        sdr_name=profile.text("user.name"),
        sdr_email=profile.text("user.email"),
        sdr_company=profile.text("user.company"),
        ae_name=ae.name,
        ae_email=ae.email,
        prospect_id=who.id,
        company=who.company,
        company_facts=_facts(s, who),
        lead_type=who.lead_type,
        source=s.execute(select(prospect.c.source).where(prospect.c.id == who.id)).scalar() or "",
        referred_by=person(s, who.referred_by_id).full_name if who.referred_by_id else "",
        people=people,
        letters=tuple(
            PacketLetter(v.name, v.signal, v.text, v.said_by, v.at.astimezone(profile.zone) if v.at else None, v.stale(now))
            for v in verdict.letters.values()
        ),
        resolved_flags=_flags(s, who.id),
        open_questions=tuple(ask.question(n) for n, v in verdict.letters.items() if v.signal == "unknown"),
        meeting_at=(verdict.meeting_at or now).astimezone(zone(who.zone, profile.zone)),
        meeting_minutes=plan.minutes,
        meeting_note=plan.place,
        answer_by=local + dt.timedelta(hours=profile.number("handoff.answer_hours")),
        note=plan.note,
        touches=_touches(s, who.id, profile),
        emails=_emails(s, who.id, profile),
        why_now=_why_now(s, who, verdict),
        promised=lines_of(plan.promised),
        risks=lines_of(plan.risks),
        missing_roles=tuple(role for role in BuyerRole if role not in known),
    )


def _people(s: Connection, who: Person) -> tuple[PacketPerson, ...]:
    """The contact, and colleagues whose role is known or with whom there was a talk; those with a role first."""
    role = s.execute(select(prospect.c.buyer_role).where(prospect.c.id == who.id)).scalar() or ""
    people = [PacketPerson(who.full_name, who.title, who.email, who.phone, role, True)]
    if who.company_id is not None:
        p = prospect.c
        has_role = p.buyer_role.is_not(None) & (p.buyer_role != "")
        others = s.execute(
            select(p.full_name, p.title, p.email, p.phone, p.buyer_role)
            .where(p.company_id == who.company_id, p.id != who.id, or_(has_role, p.stage.in_(("contact", "qualify"))))
            .order_by(has_role.desc(), p.id)
            .limit(COLLEAGUES_SHOWN)
        )
        people += [PacketPerson(r.full_name, r.title or "", r.email or "", r.phone or "", r.buyer_role or "") for r in others]
    return tuple(people)


def _facts(s: Connection, who: Person) -> tuple[tuple[str, str], ...]:
    if who.company_id is None:
        return ()
    row = s.execute(select(company).where(company.c.id == who.company_id)).one()
    facts = (("industry", row.industry), ("size", str(row.size) if row.size else ""), ("city", who.city), ("website", row.website))
    return tuple((k, v) for k, v in facts if v)


def _why_now(s: Connection, who: Person, verdict: Verdict) -> tuple[str, ...]:
    """Their project, the insight that was found for them (seed W13), and what makes a call welcome; what nobody noted is left out."""
    r = research.c
    mine = r.prospect_id == who.id if who.company_id is None else or_(r.prospect_id == who.id, r.company_id == who.company_id)
    found = {x.field: x.text for x in s.execute(select(r.field, r.text).where(mine, r.field.in_(("insight_fact", "door_openers"))))}
    time = verdict.letters["time"]
    lines = (
        time.text if time.signal != "unknown" else "",
        found.get("insight_fact", ""),
        values_of(who).get("insight", ""),
        found.get("door_openers", ""),
    )
    return tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))


def _flags(s: Connection, prospect_id: int) -> tuple[tuple[str, str], ...]:
    f = red_flag.c
    rows = s.execute(select(f.name, f.reason).where(f.prospect_id == prospect_id, f.state == "off").order_by(f.id))
    return tuple((r.name, r.reason) for r in rows)


def _touches(s: Connection, prospect_id: int, profile: Profile) -> tuple[PacketTouch, ...]:
    rows = s.execute(
        select(touch).where(touch.c.prospect_id == prospect_id).order_by(touch.c.at.desc(), touch.c.id.desc()).limit(TOUCHES_SHOWN)
    ).all()
    return tuple(PacketTouch(from_ms(r.at).astimezone(profile.zone), r.channel, r.outcome, r.note or "") for r in reversed(rows))


def _emails(s: Connection, prospect_id: int, profile: Profile) -> tuple[PacketEmail, ...]:
    rows = s.execute(
        select(outbox.c.sent_at, outbox.c.message_id, outbox.c.subject, outbox_body.c.mime)
        .join(outbox_body, outbox_body.c.id == outbox.c.id)
        .where(outbox.c.prospect_id == prospect_id, outbox.c.handoff_id.is_(None), outbox.c.state == "sent")
        .order_by(outbox.c.sent_at)
    )
    sent = [PacketEmail(from_ms(r.sent_at).astimezone(profile.zone), r.message_id, r.subject, bytes(r.mime)) for r in rows]
    m = message.c
    theirs = s.execute(
        select(m.id, m.at, m.message_id, m.subject)
        .where(m.prospect_id == prospect_id, m.handoff_id.is_(None), m.kind.in_(("human_reply", "referral")))
        .order_by(m.at.desc(), m.id.desc())
        .limit(TOUCHES_SHOWN)
    ).all()
    kept = [(r, as_it_came(s, r.id)) for r in theirs]
    came = [PacketEmail(from_ms(r.at).astimezone(profile.zone), r.message_id or "", r.subject, raw) for r, raw in kept if raw]
    return tuple(sorted((*sent, *came), key=lambda email: email.at))
