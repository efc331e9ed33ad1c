"""Reports of a day or a week, shown and saved; nobody is sent anything (rule R20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.report import Report
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.names import safe_file_name, write_new
from sdrdesk.core.files.report import report_html, report_markdown, report_xlsx, view
from sdrdesk.core.queries.report import report_of
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.store import Store
from sdrdesk.core.texts import Texts

FORMATS = ("pdf", "md", "xlsx")
DAYS_MOST = 366
PdfWriter = Callable[..., bytes]


class ReportService:
    """Makes reports out of the log."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, pdf: PdfWriter) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._pdf = pdf

    def report(self, first: dt.date, last: dt.date) -> Report:
        """The report of some days, both included.

        Raises:
            ValidationError: ``period_order`` when they are the wrong way round, ``period_long`` for more than a year.
        """
        if last < first:
            raise ValidationError("period_order", field="to")
        if (last - first).days >= DAYS_MOST:
            raise ValidationError("period_long", field="to", n=DAYS_MOST)
        with self._store.read() as s:
            return report_of(s, self._settings.profile(s), self._clock.now(), first, last)

    def week_of(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """Monday and Sunday of a day's week."""
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)

    def text(self, report: Report, language: str) -> str:
        """As Markdown, to be read or pasted."""
        return report_markdown(report, Texts(language))

    def save(self, report: Report, language: str, folder: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
        """Write it under new names.

        Raises:
            ValidationError: ``report_format``.
            EnvironmentProblem: the folder cannot be written.
        """
        texts = Texts(language)
        unknown = [f for f in formats if f not in FORMATS]
        if unknown:
            raise ValidationError("report_format", field="format", value=unknown[0], known=", ".join(FORMATS))
        written = []
        name = f"{texts('report.name')} {report.first.isoformat()}" + (
            f" - {report.last.isoformat()}" if report.last != report.first else ""
        )
        for ending in formats:
            written.append(write_new(folder, safe_file_name(name, ending=f".{ending}"), self._bytes(report, texts, ending)))
        return written

    def _bytes(self, report: Report, texts: Texts, ending: str) -> bytes:
        if ending == "pdf":
            return self._pdf(report_html(report, texts), title=view(report, texts).title, made_at=report.made_at)
        return report_xlsx(report, texts) if ending == "xlsx" else report_markdown(report, texts).encode("utf-8")
