"""A report as Markdown, as a page for the PDF, and as a spreadsheet; in English or Chinese."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdrdesk.core import paths
from sdrdesk.core.domain.report import Event, Figure, Report
from sdrdesk.core.files.packet_markdown import escape_markdown
from sdrdesk.core.files.packet_view import one_line
from sdrdesk.core.texts import Texts

DOT = " · "


@dataclass(frozen=True, slots=True)
class ReportView:
    """The words of a report."""

    title: str
    by: str
    empty: bool
    summary: str
    figures: tuple[tuple[str, str, str, str, str, str], ...]
    days: tuple[str, ...]
    events: tuple[str, ...]
    coming: tuple[str, ...]


def view(report: Report, texts: Texts) -> ReportView:
    """Compose the words."""
    first, last = report.first.isoformat(), report.last.isoformat()
    title = texts("report.day", day=first) if first == last else texts("report.days", first=first, last=last)
    at = report.made_at.strftime("%Y-%m-%d %H:%M")
    return ReportView(
        title,
        texts("report.by", who=one_line(report.who), at=at) if report.who else at,
        report.empty,
        texts("report.summary", calls=report.calls, minutes=report.minutes, emails=report.emails, replies=report.replies),
        tuple(_row(f, texts) for f in report.figures),
        tuple(
            f"{day.isoformat()}: {texts('measure.reach')} {reach}, {texts('measure.meeting_booked')} {booked}"
            for day, reach, booked in report.days
        ),
        tuple(_event(e, texts(f"measure.{e.what}"), e.detail) for e in report.events),
        tuple(_event(e, texts(f"kind.{e.what}"), e.detail) for e in report.coming),
    )


def _row(f: Figure, texts: Texts) -> tuple[str, str, str, str, str, str]:
    target = f"{round(f.target)}" if f.target else ""
    share = f"{f.share:.0%}" if f.share is not None else ""
    span = f"{f.low:.0%} - {f.high:.0%}" if f.low is not None and f.high is not None else ""
    return texts(f"measure.{f.name}"), str(f.count), str(f.people), target, share, span


def _event(e: Event, what: str, detail: str) -> str:
    who = ", ".join(p for p in (one_line(e.name), one_line(e.company)) if p)
    return DOT.join(p for p in (e.at.strftime("%Y-%m-%d %H:%M"), what, who, one_line(detail)[:160]) if p)


@lru_cache(maxsize=2)
def _environment(markdown: bool) -> Environment:
    loader = FileSystemLoader(paths.shipped("report"))
    if markdown:
        # finalize escapes each value that the template prints, so none can be forgotten.
        return Environment(
            loader=loader,
            finalize=escape_markdown,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def report_markdown(report: Report, texts: Texts) -> str:
    """The report as CommonMark with one table."""
    return _environment(True).get_template("report.md.j2").render(v=view(report, texts), label=texts)


def report_html(report: Report, texts: Texts) -> str:
    """The report as one HTML document without any external resource."""
    chinese = texts.language.startswith("zh")
    template = _environment(False).get_template("report.html.j2")
    return template.render(v=view(report, texts), label=texts, lang="zh-CN" if chinese else "en", chinese=chinese)


def report_xlsx(report: Report, texts: Texts) -> bytes:
    """The report as a spreadsheet: numbers as numbers, texts as texts that no program takes for formulas (promise E5)."""
    import xlsxwriter  # costs 0.1 s and is needed when a report is saved

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True})
    book.set_properties({"created": report.made_at.astimezone(dt.UTC).replace(tzinfo=None)})
    bold, percent, day, moment = (
        book.add_format(f) for f in ({"bold": True}, {"num_format": "0%"}, {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm"})
    )
    sheet = book.add_worksheet(texts("report.figures"))
    sheet.set_column(0, 0, 24)
    sheet.write_string(0, 0, view(report, texts).title, bold)
    for column, head in enumerate(("measure", "count", "people", "target", "share")):
        sheet.write_string(2, column, texts(f"report.{head}"), bold)
    for row, f in enumerate(report.figures, 3):
        sheet.write_string(row, 0, texts(f"measure.{f.name}"))
        sheet.write_number(row, 1, f.count)
        sheet.write_number(row, 2, f.people)
        if f.target:
            sheet.write_number(row, 3, round(f.target, 1))
        if f.share is not None:
            sheet.write_number(row, 4, f.share, percent)
    days = book.add_worksheet(texts("report.by_day"))
    days.set_column(0, 0, 12)
    for row, (date, reach, booked) in enumerate(report.days):
        days.write_datetime(row, 0, dt.datetime.combine(date, dt.time()), day)
        days.write_number(row, 1, reach)
        days.write_number(row, 2, booked)
    for name, events, group in ((texts("report.events"), report.events, "measure"), (texts("report.coming"), report.coming, "kind")):
        page = book.add_worksheet(name)
        page.set_column(0, 4, 22)
        for row, e in enumerate(events):
            page.write_datetime(row, 0, e.at.replace(tzinfo=None), moment)
            for column, words in enumerate((texts(f"{group}.{e.what}"), e.name, e.company, e.detail), 1):
                page.write_string(row, column, one_line(words)[:1000])
    book.close()
    return target.getvalue()
