"""PDF pages as pictures; runs on a reading lane, touches no widget."""

from __future__ import annotations

import threading
import zipfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

MOST_PAGES = 20
MOST_BYTES = 32 * 1024 * 1024
"""A packet's paper has one to three pages and under 1 MB; a file beyond this was not written by us."""

_lock = threading.Lock()  # PDFium may only be called by one thread at a time


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF and the size of its first page in points."""

    pdf: bytes
    pages: int
    width: float


class PaperMissing(Exception):
    """The file is gone, or is not a packet of ours."""


def open_paper(pdf: bytes) -> Paper:
    """Count and measure the pages. Raises PaperMissing when it is no PDF."""
    import pypdfium2  # here, because loading PDFium costs 0.1 s and only this page needs it

    with _lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PaperMissing from error
        try:
            return Paper(pdf, len(document), document[0].get_width() if len(document) else 595.0)
        finally:
            document.close()


def paper_of_packet(file: Path) -> Paper:
    """The PDF inside a packet, the very bytes that were handed over. Raises PaperMissing."""
    try:
        with zipfile.ZipFile(file) as packet:
            inside = next((i for i in packet.infolist() if i.filename.endswith(".pdf")), None)
            if inside is None or inside.file_size > MOST_BYTES:
                raise PaperMissing
            return open_paper(packet.read(inside))
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise PaperMissing from error


def render(paper: Paper, scale: float) -> list[QImage]:
    """Pictures of the pages.

    Args:
        paper: what to draw.
        scale: device pixels for each point.
    """
    import pypdfium2  # see above

    images = []
    with _lock:
        document = pypdfium2.PdfDocument(paper.pdf)
        try:
            for number in range(min(len(document), MOST_PAGES)):
                page = document[number]
                bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
                raw = bytes(bitmap.buffer)
                # The copy lets go of PDFium's memory before the document is closed.
                images.append(QImage(raw, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy())
                bitmap.close()
                page.close()
        finally:
            document.close()
    return images
