"""Handing a qualified lead to an account executive as files (rule R24, first version; seed W16)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms, zone
from sdrdesk.core.domain.packet import PacketContent, PacketEmail, PacketLetter, PacketPerson, PacketTouch
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.domain.words import LANGUAGES
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.files.names import write_new
from sdrdesk.core.files.packet import build_packet, packet_name, zip_packet
from sdrdesk.core.files.packet_html import packet_html
from sdrdesk.core.files.packet_json import packet_uid
from sdrdesk.core.queries.handoff_list import HandoffRow, handoff_rows
from sdrdesk.core.queries.inbox import source as as_it_came
from sdrdesk.core.render.scripts import load_scripts
from sdrdesk.core.services import handoff_effects, plans
from sdrdesk.core.services.qualification import QualificationService
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.mail_tables import message, outbox, outbox_body
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.ready_tables import account_executive, handoff
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import company, prospect, red_flag, task, touch
from sdrdesk.core.texts import Texts

MEETING_MINUTES = 30
TOUCHES_SHOWN = 40
PdfWriter = Callable[..., bytes]
"""``(html, *, title, made_at) -> bytes``; Qt writes it, so the composition root hands it in."""


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the checklist: does it hold, and in what words (a text code with its values)."""

    name: str
    holds: bool
    code: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class AccountExecutive:
    """An AE in the user's book."""

    id: int
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class HandedOff:
    """The packet that was written."""

    handoff_id: int
    file: Path
    names: tuple[str, ...]


class HandoffService:
    """Checks, writes and records handoffs."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, qualification: QualificationService, pdf: PdfWriter) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._qualification = qualification
        self._pdf = pdf

    def add_ae(self, name: str, email: str = "", language: str = "en") -> Outcome[int]:
        """Add an account executive, or bring their address up to date when the name is known."""
        if not name.strip() or language not in LANGUAGES:
            raise ValidationError("ae_name_missing" if not name.strip() else "language_unknown", field="ae", value=language)
        with self._store.write(OpKind.ADD_AE) as uow:
            found = uow.s.execute(select(account_executive).where(account_executive.c.name == name.strip())).first()
            if found is None:
                made = uow.s.execute(
                    insert(account_executive)
                    .values(name=name.strip(), email=email.strip() or None, language=language, created_at=uow.now_ms)
                    .returning(account_executive.c.id)
                ).scalar_one()
            else:
                made = found.id
                uow.s.execute(
                    update(account_executive)
                    .where(account_executive.c.id == made)
                    .values(email=email.strip() or found.email, language=language)
                )
            uow.args = {"name": name.strip()}
        return Outcome(int(made), uow.changes)

    def executives(self) -> list[AccountExecutive]:
        """The AE book, by name."""
        with self._store.read() as s:
            return [
                AccountExecutive(r.id, r.name, r.email or "", r.language)
                for r in s.execute(select(account_executive).order_by(account_executive.c.name))
            ]

    def find_ae(self, name: str) -> AccountExecutive:
        """An AE by id, name or address.

        Raises:
            NotFound: ``ae_not_found``.
        """
        typed = name.strip().lower()
        for ae in self.executives():
            if typed in (str(ae.id), ae.name.lower(), ae.email.lower()):
                return ae
        raise NotFound("ae_not_found", name=name)

    def checklist(self, prospect_id: int, ae: AccountExecutive | None) -> list[Check]:
        """What must hold before a handoff (rule R24), each line with how it stands."""
        with self._store.read() as s:
            who = person(s, prospect_id)
            verdict = self._qualification.verdict_within(s, prospect_id)
            open_handoff = s.execute(select(handoff.c.id).where(handoff.c.prospect_id == who.id, handoff.c.state == "sent")).first()
        lines = [
            Check("mql", not [m for m in verdict.missing if not m[0].startswith(("meeting", "flag"))], "check.mql", {"n": verdict.strong}),
            Check(
                "meeting",
                verdict.meeting_at is not None and not [m for m in verdict.missing if m[0].startswith("meeting")],
                "check.meeting",
                {},
            ),
            Check("flags", not [f for f in verdict.flags if f.state == "on"], "check.flags", {}),
            Check("need_words", bool(verdict.letters["need"].text), "check.need_words", {}),
            Check("reachable", bool(who.email or who.phone), "check.reachable", {}),
            Check("ae", ae is not None, "check.ae", {}),
            Check("not_twice", open_handoff is None, "check.not_twice", {}),
        ]
        return lines

    def create(self, prospect_id: int, ae: AccountExecutive, folder: Path, *, note: str = "") -> Outcome[HandedOff]:
        """Write the packet into ``folder`` and record the handoff. Refused, with what is missing, until the checklist holds.

        The files are written first, whole, under a new name; then one transaction records it. A crash between the two leaves a packet
        that nobody has recorded, never a record without its packet.

        Raises:
            RuleRefusal: rule R24; ``missing`` lists the lines that do not hold.
            EnvironmentProblem: the folder cannot be written; nothing is recorded.
        """
        lines = self.checklist(prospect_id, ae)
        verdict = self._qualification.verdict(prospect_id)
        if not all(line.holds for line in lines):
            missing = list(verdict.missing) + [(c.name, "") for c in lines if not c.holds and c.name not in ("mql", "meeting", "flags")]
            raise RuleRefusal("handoff_not_ready", rule="R24", missing=missing)
        content = self._content(prospect_id, ae, verdict, note)
        labels = Texts(content.language)
        files = build_packet(content, labels, self._paper(content))
        written = write_new(folder, packet_name(content, ".zip"), zip_packet(files))
        with self._store.write(OpKind.HANDOFF) as uow:
            made = uow.s.execute(
                insert(handoff)
                .values(
                    prospect_id=prospect_id,
                    ae_id=ae.id,
                    state="sent",
                    at=uow.now_ms,
                    answer_due_at=to_ms(content.answer_by),
                    meeting_at=to_ms(content.meeting_at),
                    note=note,
                    folder=str(folder),
                    file=written.name,
                    uid=packet_uid(content),
                    standard_version=verdict.version,
                    verdict_json=dumps({"strong": verdict.strong, "letters": {n: v.signal for n, v in verdict.letters.items()}}),
                )
                .returning(handoff.c.id)
            ).scalar_one()
            handoff_effects.await_answer(uow, made, prospect_id, ae.name, content.answer_by, self._settings.profile(uow.s))
            uow.s.execute(update(prospect).where(prospect.c.id == prospect_id).values(stage="handed_off"))
            plans.stop_all(uow.s, prospect_id, "handed_off")
            uow.s.execute(
                update(task)
                .where(task.c.prospect_id == prospect_id, task.c.state == "open", task.c.kind.in_(("callback", "follow_up", "answer")))
                .values(state="done", done_at=uow.now_ms)
            )
            uow.args = {"prospect": prospect_id, "name": content.people[0].name, "ae": ae.name}
        return Outcome(HandedOff(int(made), written, tuple(files)), uow.changes)

    def preview(self, prospect_id: int, ae: AccountExecutive, *, note: str = "") -> bytes:
        """The PDF as it would be written now."""
        return self._paper(self._content(prospect_id, ae, self._qualification.verdict(prospect_id), note))

    def save_pdf(self, prospect_id: int, ae: AccountExecutive, folder: Path, *, note: str = "") -> Path:
        """Write the PDF alone under a new name; nothing is recorded, and nothing has to hold.

        Raises:
            EnvironmentProblem: the folder cannot be written.
        """
        content = self._content(prospect_id, ae, self._qualification.verdict(prospect_id), note)
        return write_new(folder, packet_name(content, ".pdf"), self._paper(content))

    def _paper(self, content: PacketContent) -> bytes:
        return self._pdf(
            packet_html(content, Texts(content.language)), title=content.company or content.people[0].name, made_at=content.made_at
        )

    def rows(self) -> list[HandoffRow]:
        """All handoffs, newest first."""
        with self._store.read() as s:
            return handoff_rows(s)

    def _content(self, prospect_id: int, ae: AccountExecutive, verdict: Verdict, note: str) -> PacketContent:
        with self._store.read() as s:
            who = person(s, prospect_id)
            profile = self._settings.profile(s)
            next_id = (s.execute(select(handoff.c.id).order_by(handoff.c.id.desc()).limit(1)).scalar() or 0) + 1
            people = self._people(s, who)
            facts = self._facts(s, who, ae.language)
            referred_by = person(s, who.referred_by_id).full_name if who.referred_by_id else ""
            source = s.execute(select(prospect.c.source).where(prospect.c.id == who.id)).scalar() or ""
            touches = self._touches(s, who.id, profile)
            emails = self._emails(s, who.id, profile)
            flags = tuple(
                (r.name, r.reason)
                for r in s.execute(
                    select(red_flag.c.name, red_flag.c.reason)
                    .where(red_flag.c.prospect_id == who.id, red_flag.c.state == "off")
                    .order_by(red_flag.c.id)
                )
            )
        now, ask = self._clock.now().astimezone(profile.zone), load_scripts(ae.language)
        meeting = (verdict.meeting_at or self._clock.now()).astimezone(zone(who.zone, profile.zone))
        letters = tuple(
            PacketLetter(v.name, v.signal, v.text, v.said_by, v.at.astimezone(profile.zone) if v.at else None, v.stale(self._clock.now()))
            for v in verdict.letters.values()
        )
        return PacketContent(
            handoff_id=next_id,
            language=ae.language,
            made_at=now,
            sdr_name=profile.text("user.name"),
            sdr_email=profile.text("user.email"),
            sdr_company=profile.text("user.company"),
            ae_name=ae.name,
            ae_email=ae.email,
            prospect_id=who.id,
            company=who.company,
            company_facts=facts,
            lead_type=who.lead_type,
            source=source,
            referred_by=referred_by,
            people=people,
            letters=letters,
            resolved_flags=flags,
            open_questions=tuple(ask.question(n) for n, v in verdict.letters.items() if v.signal == "unknown"),
            meeting_at=meeting,
            meeting_minutes=MEETING_MINUTES,
            meeting_note="",
            answer_by=now + dt.timedelta(hours=profile.number("handoff.answer_hours")),
            note=note,
            touches=touches,
            emails=emails,
        )

    @staticmethod
    def _people(s: Connection, who: Person) -> tuple[PacketPerson, ...]:
        role = s.execute(select(prospect.c.buyer_role).where(prospect.c.id == who.id)).scalar() or ""
        people = [PacketPerson(who.full_name, who.title, who.email, who.phone, role, True)]
        if who.company_id is not None:
            p = prospect.c
            others = s.execute(
                select(p.full_name, p.title, p.email, p.phone, p.buyer_role)
                .where(p.company_id == who.company_id, p.id != who.id, p.stage.in_(("contact", "qualify")))
                .order_by(p.id)
                .limit(5)
            )
            people += [PacketPerson(r.full_name, r.title or "", r.email or "", r.phone or "", r.buyer_role or "") for r in others]
        return tuple(people)

    @staticmethod
    def _facts(s: Connection, who: Person, language: str) -> tuple[tuple[str, str], ...]:
        if who.company_id is None:
            return ()
        row = s.execute(select(company).where(company.c.id == who.company_id)).one()
        facts = (("industry", row.industry), ("size", str(row.size) if row.size else ""), ("city", who.city), ("website", row.website))
        return tuple((k, v) for k, v in facts if v)

    @staticmethod
    def _touches(s: Connection, prospect_id: int, profile: Profile) -> tuple[PacketTouch, ...]:
        rows = s.execute(
            select(touch).where(touch.c.prospect_id == prospect_id).order_by(touch.c.at.desc(), touch.c.id.desc()).limit(TOUCHES_SHOWN)
        ).all()
        return tuple(PacketTouch(from_ms(r.at).astimezone(profile.zone), r.channel, r.outcome, r.note or "") for r in reversed(rows))

    @staticmethod
    def _emails(s: Connection, prospect_id: int, profile: Profile) -> tuple[PacketEmail, ...]:
        rows = s.execute(
            select(outbox.c.sent_at, outbox.c.message_id, outbox.c.subject, outbox_body.c.mime)
            .join(outbox_body, outbox_body.c.id == outbox.c.id)
            .where(outbox.c.prospect_id == prospect_id, outbox.c.state == "sent")
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
