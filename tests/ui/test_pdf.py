"""The PDF of the packet: readable, the same bytes each time, and nothing loaded from outside."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # has no stubs
import pypdfium2.raw  # type: ignore[import-untyped]
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from sdrdesk.ui.pdf import html_to_pdf

MADE = dt.datetime(2026, 11, 19, 16, 53, tzinfo=dt.UTC)
PAGE = "<h1>Larkspur</h1><p>Helen Okafor, 欧阳慧</p><table width='100%'><tr><td>Money</td><td>Strong</td></tr></table>"


def words(pdf: bytes) -> str:
    """The text of all pages; ligatures and radicals as the plain letters they stand for."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
    return unicodedata.normalize("NFKC", text)


def coloured(pdf: bytes) -> bool:
    """Is anything on the first page not grey? The texts of these tests are."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR)
    line = memoryview(bitmap.buffer).cast("B").tolist()
    return any(abs(line[n] - line[n + 1]) > 60 for n in range(0, len(line) - 2, 3))


def make(html: str = PAGE, title: str = "Larkspur", made_at: dt.datetime = MADE) -> bytes:
    """A PDF of the page above."""
    return html_to_pdf(html, title=title, made_at=made_at)


def test_html_to_pdf_usual_page_is_one_a4_page_with_its_text(qapp: QApplication) -> None:
    """The AE searches and copies from the paper, in both languages."""
    pdf = make()
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    assert all(part in words(pdf) for part in ("Larkspur", "Helen Okafor", "欧阳慧", "Strong"))


def test_html_to_pdf_fonts_are_ours_and_embedded(qapp: QApplication) -> None:
    """A paper without its fonts looks different, or shows boxes, on another machine."""
    pdf = make("<p>Plain <b>bold</b></p>")
    assert b"Inter-Regular" in pdf
    assert b"/FontFile" in pdf


def test_html_to_pdf_long_text_goes_on_over_pages_without_loss(qapp: QApplication) -> None:
    """Nothing may fall off the lower edge."""
    pdf = make("".join(f"<p>line number {n}.</p>" for n in range(150)))
    assert len(pypdfium2.PdfDocument(pdf)) > 1
    assert all(f"line number {n}." in words(pdf) for n in range(150))


def test_html_to_pdf_same_content_gives_same_bytes(qapp: QApplication) -> None:
    """The file that is shown is the file that is sent, and a packet made again has the same digest."""
    assert make() == make()
    assert make() != make(made_at=MADE + dt.timedelta(days=1))


def test_html_to_pdf_dates_and_title_are_the_packets(qapp: QApplication) -> None:
    """The file must not tell when it was written again; its title is what a reader shows."""
    metadata = pypdfium2.PdfDocument(make(title="华东 <&> Larkspur")).get_metadata_dict()
    assert metadata["CreationDate"] == metadata["ModDate"] == "D:20261119165300Z"
    assert metadata["Title"] == "华东 <&> Larkspur"


def test_html_to_pdf_text_that_looks_like_a_date_stays(qapp: QApplication) -> None:
    """Only the file's own dates are rewritten, not a title of that form."""
    assert pypdfium2.PdfDocument(make(title="(D:20200101000000Z)")).get_metadata_dict()["Title"] == "(D:20200101000000Z)"


def test_html_to_pdf_in_worker_thread_gives_the_same_bytes(qapp: QApplication) -> None:
    """The window makes it in the background; that must not change a byte."""
    found: list[bytes] = []
    worker = threading.Thread(target=lambda: found.append(make()))
    worker.start()
    worker.join(30)
    assert found == [make()]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server that remembers what it was asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    thread.join()
    server.server_close()


def test_html_to_pdf_external_resources_are_not_loaded(qapp: QApplication, tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    """A picture in foreign text must neither call home nor bring a local file into the paper."""
    address, paths = asked
    picture = tmp_path / "secret.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF00)
    assert image.save(str(picture))
    sources = (f"{address}/p.png", picture.as_uri(), str(picture), f"file:{picture}", os.path.relpath(picture))
    pdf = make(
        f"<head><link rel='stylesheet' href='{address}/s.css'></head><p>text</p>"
        + "".join(f"<img width='40' height='40' src='{s}'><table background='{s}'><tr><td>cell</td></tr></table>" for s in sources)
    )
    assert paths == []
    assert "text" in words(pdf)
    assert not coloured(pdf)


def test_html_to_pdf_without_application_or_display_works() -> None:
    """The command line makes packets on machines that have no screen, where Qt otherwise aborts the process."""
    code = (
        "import datetime as dt, sys\nfrom sdrdesk.ui.pdf import html_to_pdf\n"
        f"sys.stdout.buffer.write(html_to_pdf({PAGE!r}, title='Larkspur', made_at=dt.datetime(2026, 11, 19, 16, 53, tzinfo=dt.UTC)))"
    )
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")} | {"PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=bare, timeout=60, check=True)
    assert "欧阳慧" in words(done.stdout)
