"""The paper as a Word file, for account executives who write into it (rule R24). The same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from sdrdesk.core.domain.packet import PacketContent
from sdrdesk.core.files.packet_view import Labels, PacketView, one_line, view

_FONTS = {"en": ("Calibri", "Microsoft YaHei"), "zh_CN": ("Calibri", "Microsoft YaHei")}
_PROPERTY_MOST = 250
"""Characters of a document property; the format takes 255."""

_ENTRY_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every entry of the file, which is a zip: python-docx would write the moment."""


def packet_docx(content: PacketContent, labels: Labels) -> bytes:
    """The Word file: head, summary, people, MANTCP as a table, their words, what is open, the touches, how to answer.

    Args:
        content: the packet.
        labels: words of the packet's language by code.
    """
    from docx import Document
    from docx.shared import Pt

    v, document = view(content, labels), Document()
    _set_up(document, content, v)
    head = document.add_heading(v.company, 0)
    head.paragraph_format.space_after = Pt(2)
    document.add_paragraph(v.from_to)
    meeting = document.add_paragraph()
    meeting.add_run(v.meeting).bold = True
    meeting.add_run(" · ".join(("", v.meeting_detail, *((v.meeting_note,) if v.meeting_note else ()))))
    _text(document, labels("packet.summary"), [v.summary])
    _list(document, labels("packet.why_now"), [("", line) for line in v.why_now])
    if v.note:
        _text(document, v.note_from, [v.note])
    _list(document, labels("packet.people"), [(p.name, p.rest) for p in v.people])
    if v.not_known:
        document.add_paragraph(v.not_known)
    _list(document, labels("packet.company"), list(v.facts))
    _letters(document, labels, v)
    _text(
        document, labels("packet.words"), [" · ".join(filter(None, (f"“{q.text}”" if q.verbatim else q.text, q.source))) for q in v.quotes]
    )
    _list(document, labels("packet.flags"), list(v.flags))
    _list(document, labels("packet.promised"), [("", line) for line in v.promised])
    _list(document, labels("packet.risks"), [("", line) for line in v.risks])
    _list(document, labels("packet.open"), [("", q) for q in v.questions])
    _list(document, labels("packet.touches"), [(t.day, " · ".join(filter(None, (t.what, t.note)))) for t in v.touches])
    document.add_paragraph(v.answer)
    target = io.BytesIO()
    document.save(target)
    return _fixed(target.getvalue())


def _set_up(document: Any, content: PacketContent, v: PacketView) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    latin, east = _FONTS.get(content.language, _FONTS["en"])
    for name in ("Normal", "Title", "Heading 2"):
        style = document.styles[name]
        style.font.name = latin  # makes the element into which the eastern font goes
        style.element.rPr.rFonts.set(qn("w:eastAsia"), east)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Title"].font.size = Pt(18)
    document.styles["Heading 2"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.6)
    properties = document.core_properties
    made = content.made_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    author = one_line(content.sdr_name)[:_PROPERTY_MOST]
    properties.title, properties.author, properties.language = v.company[:_PROPERTY_MOST], author, content.language.replace("_", "-")
    properties.created = properties.modified = made
    properties.last_modified_by, properties.comments, properties.revision = author, "", 1


def _text(document: Any, head: str, paragraphs: list[str]) -> None:
    if paragraphs:
        document.add_heading(head, 2)
        for words in paragraphs:
            document.add_paragraph(words)


def _list(document: Any, head: str, lines: list[tuple[str, str]]) -> None:
    if lines:
        document.add_heading(head, 2)
        for first, rest in lines:
            line = document.add_paragraph(style="List Bullet")
            if first:
                line.add_run(first).bold = True
            line.add_run(f" · {rest}" if first and rest else rest)


def _letters(document: Any, labels: Labels, v: PacketView) -> None:
    if not v.letters:
        return
    document.add_heading(labels("packet.mantcp"), 2)
    table = document.add_table(rows=1, cols=4, style="Light Grid Accent 1")
    heads = ("packet.letter", "packet.signal", "packet.evidence", "packet.said_by")
    for cell, code in zip(table.rows[0].cells, heads, strict=True):
        cell.text = labels(code)
    for letter in v.letters:
        said = " · ".join(filter(None, (letter.text, letter.stale)))
        for cell, words in zip(table.add_row().cells, (letter.letter, letter.signal_word, said, letter.source), strict=True):
            cell.text = words


def _fixed(made: bytes) -> bytes:
    """The same entries in a fixed order and with a fixed day."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _ENTRY_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            fixed.writestr(entry, source.read(name))
    return target.getvalue()
