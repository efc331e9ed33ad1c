"""The packet by email: from the user's own account, or as a file for the mail program (rule R24)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, zone
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.errors import FileUnreadable, NotFound, RuleRefusal, ValidationError
from sdrdesk.core.files.attachments import described, read_attachments
from sdrdesk.core.files.names import write_new
from sdrdesk.core.files.packet_view import sentences
from sdrdesk.core.ids import message_id
from sdrdesk.core.ports import Attachment, MessageBuilder
from sdrdesk.core.services.outbox_rows import mailbox_row, put_email
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.accounts import default_mailbox
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.mail_tables import outbox
from sdrdesk.core.store.people import person
from sdrdesk.core.store.ready_tables import account_executive, handoff
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.suppressions import facts, listed

UNSENT = b"X-Unsent: 1\r\n"
"""Makes Outlook and others open the file as an email to be sent, not as one that was."""

ON_ITS_WAY = ("queued", "claimed", "dotting", "deferred", "held", "in_doubt", "sent")


@dataclass(frozen=True, slots=True)
class AeLetter:
    """An email to an account executive about a handoff, with the packet."""

    prospect_id: int
    handoff_id: int
    to_name: str
    to_address: str
    subject: str
    body: str
    files: tuple[Attachment, ...]
    folder: Path
    stem: str


class HandoffMailService:
    """Writes to account executives."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, build: MessageBuilder) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._build = build

    def send(self, handoff_id: int, *, again: bool = False) -> Outcome[int]:
        """Put the email with the packet into the outbox; it leaves after the undo time. Gives its number there.

        Raises:
            NotFound: no such handoff, or ``no_mailbox``.
            ValidationError: ``ae_no_address``.
            FileUnreadable: ``packet_gone``: the packet is no longer where it was written.
            RuleRefusal: ``packet_on_its_way`` unless ``again``; do-not-contact (R17).
        """
        with self._store.write(OpKind.HANDOFF_EMAIL) as uow:
            letter = self._letter(uow.s, handoff_id)
            o = outbox.c
            if not again and uow.s.execute(select(o.id).where(o.handoff_id == handoff_id, o.state.in_(ON_ITS_WAY)).limit(1)).first():
                raise RuleRefusal("packet_on_its_way", rule="R16", name=letter.to_name)
            made = self._queue(uow, letter)
            uow.args = {"prospect": letter.prospect_id, "name": person(uow.s, letter.prospect_id).full_name, "ae": letter.to_name}
        return Outcome(made, uow.changes)

    def _queue(self, uow: UnitOfWork, letter: AeLetter) -> int:
        """Under the lead in the outbox, so that it is seen where it is looked for; no rule about the lead holds or stops it."""
        box = mailbox_row(uow.s, default_mailbox(uow.s))
        if kind := listed(uow.s, facts(address=letter.to_address), ("any", "email")):
            raise RuleRefusal("do_not_contact", rule="R17", kind=kind)
        profile, identity = self._settings.profile(uow.s), message_id(box.address)
        return put_email(
            uow,
            self._mime(letter, (box.from_name or profile.text("user.name"), box.address), identity, profile),
            mailbox_id=box.id,
            prospect_id=letter.prospect_id,
            handoff_id=letter.handoff_id,
            to_address=letter.to_address,
            message_id=identity,
            subject=letter.subject,
            body=letter.body,
            state="queued",
            not_before_at=uow.now_ms + profile.number("mail.undo_seconds") * 1000,
            attachments_json=dumps([described(one) for one in letter.files]),
        )

    def _mime(self, letter: AeLetter, sender: tuple[str, str], identity: str, profile: Profile) -> bytes:
        return self._build(
            from_name=sender[0],
            from_address=sender[1],
            to_name=letter.to_name,
            to_address=letter.to_address,
            subject=letter.subject,
            body=letter.body,
            message_id=identity,
            date=self._clock.now().astimezone(profile.zone),
            attachments=letter.files,
        )

    def save_eml(self, handoff_id: int) -> Path:
        """Write the email beside the packet, for the user's mail program to open and send.

        Raises:
            NotFound, ValidationError, FileUnreadable: as in ``send``.
            EnvironmentProblem: the folder cannot be written.
        """
        with self._store.read() as s:
            letter, profile = self._letter(s, handoff_id), self._settings.profile(s)
        address = profile.text("user.email") or "me@localhost.localdomain"
        mime = self._mime(letter, (profile.text("user.name"), address), message_id(address), profile)
        return write_new(letter.folder, f"{letter.stem}.eml", UNSENT + mime)

    def _letter(self, s: Connection, handoff_id: int) -> AeLetter:
        ae = account_executive.c
        row = s.execute(
            select(handoff, ae.name.label("ae"), ae.email.label("ae_email"), ae.language.label("language"))
            .join(account_executive, ae.id == handoff.c.ae_id)
            .where(handoff.c.id == handoff_id)
        ).first()
        if row is None:
            raise NotFound("handoff_not_found", id=handoff_id)
        if not row.ae_email:
            raise ValidationError("ae_no_address", field="ae", name=row.ae)
        packet = Path(row.folder) / row.file
        if not row.file or not packet.is_file():
            raise FileUnreadable("packet_gone", path=str(packet))
        who, profile = person(s, row.prospect_id), self._settings.profile(s)
        say = sentences(row.language)
        subject = say("email_subject", who.company or who.full_name, who.full_name)
        body = _body(say, row, who, profile)
        files = tuple(read_attachments([str(packet)]))
        return AeLetter(who.id, row.id, row.ae, row.ae_email, subject, body, files, packet.parent, packet.stem)


def _body(say: Any, row: Any, who: Any, profile: Profile) -> str:
    """Greeting, what it is about, and how to answer; the last line names the packet, so that an answer finds it."""
    meeting = from_ms(row.meeting_at or row.at).astimezone(zone(who.zone, profile.zone))
    lines = [say("email_hello", row.ae), say("email_intro", who.company or who.full_name, say("moment", meeting))]
    if row.note.strip():
        lines.append(row.note.strip())
    if row.answer_due_at:
        lines.append(say("email_reply", say("moment", from_ms(row.answer_due_at).astimezone(profile.zone))))
    return "\n\n".join([*lines, say("email_words"), profile.text("user.name"), f"[SDR Desk {row.uid}]"])
