"""The files of a handoff packet, and the one zip that carries them (rule R24)."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile

from sdrdesk.core.domain.packet import PacketContent
from sdrdesk.core.files.names import safe_file_name
from sdrdesk.core.files.packet_calendar import packet_calendar
from sdrdesk.core.files.packet_docx import packet_docx
from sdrdesk.core.files.packet_html import packet_html
from sdrdesk.core.files.packet_json import answer_json, dump, email_names, packet_json, schema_bytes
from sdrdesk.core.files.packet_markdown import packet_markdown
from sdrdesk.core.files.packet_vcard import packet_vcard
from sdrdesk.core.files.packet_view import Labels, contact_of

__all__ = ["MANIFEST_SCHEMA", "build_packet", "packet_html", "packet_name", "zip_packet"]

MANIFEST_SCHEMA = "sdrdesk.manifest/1"
_FIRST_DAY = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_LAST_DAY = dt.datetime(2107, 12, 31, tzinfo=dt.UTC)
"""What the zip format can write as a time."""


def packet_name(content: PacketContent, ending: str) -> str:
    """``<company> - <name>`` with an ending, as a safe file name; the zip is called so too."""
    return safe_file_name(" - ".join(p for p in (content.company, contact_of(content).name) if p.strip()), ending=ending)


def _manifest(files: dict[str, bytes]) -> bytes:
    entries = [{"name": n, "bytes": len(files[n]), "sha256": hashlib.sha256(files[n]).hexdigest()} for n in sorted(files)]
    return dump({"schema": MANIFEST_SCHEMA, "files": entries})


def build_packet(content: PacketContent, labels: Labels, pdf: bytes) -> dict[str, bytes]:
    """All files of the packet.

    Args:
        content: the packet.
        labels: words of the packet's language by code.
        pdf: the paper, made from ``packet_html`` of the same content.

    Returns:
        Bytes by name in the zip.
    """
    files = {
        packet_name(content, ".pdf"): pdf,
        packet_name(content, ".md"): packet_markdown(content, labels),
        packet_name(content, ".docx"): packet_docx(content, labels),
        "packet.json": packet_json(content, labels),
        "packet.schema.json": schema_bytes(),
        "contact.vcf": packet_vcard(content, labels),
        "meeting.ics": packet_calendar(content),
        "answer.json": answer_json(content),
    }
    files |= {path: email.mime for path, email in email_names(content)}
    files["manifest.json"] = _manifest(files)
    return files


def _made_at(files: dict[str, bytes]) -> dt.datetime:
    made_at = dt.datetime.fromisoformat(json.loads(files["packet.json"])["made_at"])
    return min(max(made_at.astimezone(dt.UTC), _FIRST_DAY), _LAST_DAY)


def zip_packet(files: dict[str, bytes]) -> bytes:
    """One zip of the files; the same files give the same bytes.

    Args:
        files: what ``build_packet`` made; its packet.json dates the entries (in UTC).
    """
    date_time = _made_at(files).timetuple()[:6]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix on every platform: only then the permissions below are read
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()
