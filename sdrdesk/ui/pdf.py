"""HTML to PDF with Qt's rich text: A4, fonts embedded, nothing loaded from outside, the same bytes for the same content.

Needs no window and works in a worker thread; QTextDocument, QPainter and QPdfWriter may be used outside the main thread.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import threading
import uuid
from typing import Any
from xml.sax.saxutils import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, QUrl, QUuid
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from sdrdesk.ui.bundled_fonts import FAMILIES, load_fonts

_MARGIN_MM = 18.0
_RESOLUTION = 1200
_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8)
"""Down to about 7.6 points, which still reads well on paper."""
_DATE = re.compile(rb"\(D:\d{14}(?:Z|[+-]\d\d'\d\d'?)?\)")
_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>
"""
_lock = threading.Lock()
_state: dict[str, Any] = {}


class _SealedDocument(QTextDocument):
    """A document that loads nothing: no picture, no style sheet, from neither disk nor net."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return b""
        # A clear dot instead of nothing: Qt takes a picture that is missing here from the disk by itself.
        dot = QImage(1, 1, QImage.Format.Format_ARGB32)
        dot.fill(0)
        return dot


def _prepare() -> None:
    """An application for the fonts where there is none (the command line), and our fonts, once."""
    with _lock:
        if QGuiApplication.instance() is None:
            # Kept for ever: fonts die with the application. Offscreen always, since no window will open here.
            _state["app"] = QGuiApplication(["sdrdesk", "-platform", "offscreen"])
        load_fonts()


def _writer(buffer: QBuffer, title: str, made_at: dt.datetime) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    writer.setTitle(title)
    writer.setCreator("SDR Desk")
    at = made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.setDocumentXmpMetadata(_XMP.format(title=escape(title), at=at).encode("utf-8", "replace"))
    return writer


def _document(html: str, writer: QPdfWriter) -> QTextDocument:
    document = _SealedDocument()
    # Not QFont(): that copies the window's font with its tabular figures, whose glyphs have no text in a PDF (digits could not be copied out).
    font = QFont(list(FAMILIES))
    font.clearFeatures()
    font.setPointSizeF(9.5)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(writer)
    document.setHtml(html)
    return document


def _fit(document: QTextDocument, writer: QPdfWriter) -> float:
    """Lay out for one page, a little smaller where that is enough; what is longer still gets its pages at full size.

    Returns:
        The scale to paint with.
    """
    for scale in (*_SCALES, 1.0):
        document.setPageSize(QSizeF(writer.width() / scale, writer.height() / scale))
        if document.pageCount() == 1:
            return scale
    return 1.0


def _paint(document: QTextDocument, writer: QPdfWriter, scale: float) -> None:
    width, height, pages = writer.width() / scale, writer.height() / scale, document.pageCount()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor("#1B1D21"))  # else a dark theme prints white on white
    painter = QPainter(writer)
    try:
        for page in range(pages):
            if page:
                writer.newPage()
            painter.save()
            painter.scale(scale, scale)
            painter.translate(0, -page * height)
            context.clip = QRectF(0, page * height, width, height)
            painter.setClipRect(context.clip)
            document.documentLayout().draw(painter, context)
            painter.restore()
    finally:
        painter.end()


def html_to_pdf(html: str, *, title: str, made_at: dt.datetime) -> bytes:
    """A document as PDF pages.

    Args:
        html: what to print; links and pictures in it are never loaded.
        title: the document's title, shown by readers in their title bar.
        made_at: the creation date written into the file; aware.

    Returns:
        The PDF. The same arguments give the same bytes on one machine (fonts differ between machines).
    """
    _prepare()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, title, made_at)
    document = _document(html, writer)
    writer.setDocumentId(_document_id(html, title, made_at))
    _paint(document, writer, _fit(document, writer))
    return _dated(bytes(buffer.data().data()), made_at)


def _document_id(html: str, title: str, made_at: dt.datetime) -> QUuid:
    """An id from the content; Qt would draw one by lot."""
    digest = hashlib.sha256(f"{made_at.isoformat()}\n{title}\n{html}".encode("utf-8", "replace")).digest()
    return QUuid(str(uuid.UUID(bytes=digest[:16], version=4)))


def _dated(pdf: bytes, made_at: dt.datetime) -> bytes:
    """The creation and change dates set to ``made_at``; the length stays, since a table of offsets follows."""
    date = f"(D:{made_at.astimezone(dt.UTC):%Y%m%d%H%M%S}Z)".encode()
    head, mark, rest = pdf.partition(b"endobj")
    return _DATE.sub(lambda found: date.ljust(len(found[0])), head) + mark + rest
