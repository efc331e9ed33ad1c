"""Handing a qualified lead to an account executive as files (rule R24; seed W16)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, insert, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.domain.handoff_plan import HandoffPlan, checked
from sdrdesk.core.domain.packet import PacketContent
from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.errors import RuleRefusal
from sdrdesk.core.files.names import write_new
from sdrdesk.core.files.packet import build_packet, packet_name, zip_packet
from sdrdesk.core.files.packet_html import packet_html
from sdrdesk.core.files.packet_json import packet_uid
from sdrdesk.core.queries.checklist import Check, check_lines
from sdrdesk.core.queries.handoff_list import HandoffRow, handoff_rows
from sdrdesk.core.queries.packet import read_packet
from sdrdesk.core.services import handoff_effects, plans
from sdrdesk.core.services.executives import AccountExecutive
from sdrdesk.core.services.handoff_plans import drop_plan, held_checklist, read_plan
from sdrdesk.core.services.qualification import QualificationService
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.people import person
from sdrdesk.core.store.ready_tables import handoff
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import prospect, task
from sdrdesk.core.texts import Texts

PdfWriter = Callable[..., bytes]
"""``(html, *, title, made_at) -> bytes``; Qt writes it, so the composition root hands it in."""


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

    def checklist(self, prospect_id: int, ae: AccountExecutive | None, plan: HandoffPlan | None = None) -> list[Check]:
        """What must hold before a handoff (rule R24), each line with how it stands; by ``plan``, else by the one that is kept."""
        with self._store.read() as s:
            return self._lines(s, prospect_id, ae, plan or read_plan(s, prospect_id))

    def _lines(self, s: Connection, prospect_id: int, ae: AccountExecutive | None, plan: HandoffPlan) -> list[Check]:
        verdict = self._qualification.verdict_within(s, prospect_id)
        return check_lines(s, person(s, prospect_id), verdict, ae, plan, held_checklist(s))

    def create(
        self, prospect_id: int, ae: AccountExecutive, folder: Path, *, note: str = "", plan: HandoffPlan | None = None
    ) -> Outcome[HandedOff]:
        """Write the packet into ``folder`` and record the handoff. Refused, with what is missing, until the checklist holds.

        The packet says what ``plan`` says, else what is kept for this person; ``note`` takes the place of its note.

        The files are written first, whole, under a new name; then one transaction records it. A crash between the two leaves a packet
        that nobody has recorded, never a record without its packet.

        Raises:
            RuleRefusal: rule R24; ``missing`` lists the lines that do not hold.
            EnvironmentProblem: the folder cannot be written; nothing is recorded.
        """
        prepared, verdict = self._prepared(prospect_id, plan, note), self._qualification.verdict(prospect_id)
        lacking = [c for c in self.checklist(prospect_id, ae, prepared) if c.required and not c.holds]
        if lacking:
            others = [("own", c.own) if c.own else (c.name, "") for c in lacking if c.name not in ("mql", "meeting", "flags")]
            raise RuleRefusal("handoff_not_ready", rule="R24", missing=[*verdict.missing, *others])
        content = self._content(prospect_id, ae, verdict, prepared)
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
                    note=content.note,
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
            drop_plan(uow, prospect_id)
            uow.s.execute(
                update(task)
                .where(task.c.prospect_id == prospect_id, task.c.state == "open", task.c.kind.in_(("callback", "follow_up", "answer")))
                .values(state="done", done_at=uow.now_ms)
            )
            uow.args = {"prospect": prospect_id, "name": content.people[0].name, "ae": ae.name}
        return Outcome(HandedOff(int(made), written, tuple(files)), uow.changes)

    def preview(self, prospect_id: int, ae: AccountExecutive, plan: HandoffPlan | None = None) -> bytes:
        """The PDF as it would be written now."""
        prepared = self._prepared(prospect_id, plan)
        return self._paper(self._content(prospect_id, ae, self._qualification.verdict(prospect_id), prepared))

    def save_pdf(self, prospect_id: int, ae: AccountExecutive, folder: Path, plan: HandoffPlan | None = None) -> Path:
        """Write the PDF alone under a new name; nothing is recorded, and nothing has to hold.

        Raises:
            EnvironmentProblem: the folder cannot be written.
        """
        prepared = self._prepared(prospect_id, plan)
        content = self._content(prospect_id, ae, self._qualification.verdict(prospect_id), prepared)
        return write_new(folder, packet_name(content, ".pdf"), self._paper(content))

    def _prepared(self, prospect_id: int, plan: HandoffPlan | None, note: str = "") -> HandoffPlan:
        if plan is None:
            with self._store.read() as s:
                plan = read_plan(s, prospect_id)
        return checked(replace(plan, note=note or plan.note))

    def _content(self, prospect_id: int, ae: AccountExecutive, verdict: Verdict, plan: HandoffPlan) -> PacketContent:
        with self._store.read() as s:
            return read_packet(s, prospect_id, ae, verdict, plan, self._settings.profile(s), self._clock.now())

    def _paper(self, content: PacketContent) -> bytes:
        return self._pdf(
            packet_html(content, Texts(content.language)), title=content.company or content.people[0].name, made_at=content.made_at
        )

    def rows(self) -> list[HandoffRow]:
        """All handoffs, newest first."""
        with self._store.read() as s:
            return handoff_rows(s)
