"""Reports: what the log says, in both languages and three formats, and nothing that is a formula (rules.md "Counting"; promise E5)."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sdrdesk.app import Application
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.report import report_html, report_xlsx
from sdrdesk.core.texts import Texts
from tests.support.factories import add_person, log, make_ready
from tests.support.profile import dump, set_now

TODAY = dt.date(2026, 11, 19)


@pytest.fixture
def worked(desk: Application, tmp_path: Path) -> Application:
    """A day with two calls, a meeting that was booked, and a handoff."""
    helen, sam = add_person(desk, "Helen | Okafor", company="=cmd|'/C calc'!A0"), add_person(desk, "Sam Whitlow")
    log(desk, sam, "no_answer", minutes=1)
    make_ready(desk, helen)
    desk.executives.add("Ravi Menon")
    desk.handoffs.create(helen, desk.executives.find("Ravi Menon"), tmp_path)
    return desk


def test_report_of_a_day_says_what_the_log_says(worked: Application) -> None:
    """Figures with their people and target, what was reached by name, and what comes next."""
    found = worked.reports.report(TODAY, TODAY)
    assert {f.name: (f.count, f.people) for f in found.figures if f.count} == {
        "reach": (2, 2), "connect": (1, 1), "conversation": (1, 1), "meeting_booked": (1, 1), "qualified": (1, 1),
    }  # fmt: skip
    assert (found.figures[0].target, found.calls, found.emails, found.minutes) == (60, 2, 0, 1)
    assert [(e.what, e.name) for e in found.events] == [("meeting_booked", "Helen | Okafor"), ("qualified", "Helen | Okafor")]
    assert [(e.what, e.name) for e in found.coming] == [("meeting", "Helen | Okafor")]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_markdown_is_markdown_and_foreign_text_stays_text(worked: Application, language: str) -> None:
    text = worked.reports.text(worked.reports.report(TODAY, TODAY), language)
    assert "Helen \\| Okafor" in text and Texts(language)("measure.meeting_booked") in text
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows = [t for t in tokens if t.type == "tr_open"]
    assert len(rows) == 9 and not [t for t in tokens if t.type == "html_block"]


def test_spreadsheet_holds_numbers_as_numbers_and_no_formula(worked: Application) -> None:
    """A company called like a formula is a text in every sheet."""
    made = report_xlsx(worked.reports.report(TODAY, TODAY), Texts("en"))
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheets = [book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/")]
        shared = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 4 and "=cmd|" in shared
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert made == report_xlsx(worked.reports.report(TODAY, TODAY), Texts("en"))


def test_saved_as_three_files_under_new_names_and_nothing_is_stored(worked: Application, tmp_path: Path) -> None:
    """Nobody is sent anything, and a second report takes nothing away (R20)."""
    out = tmp_path / "reports"
    out.mkdir()
    before = dump(worked)
    found = worked.reports.report(*worked.reports.week_of(TODAY))
    first, second = worked.reports.save(found, "en", out), worked.reports.save(found, "zh_CN", out, ["pdf"])
    assert [p.name for p in first] == [f"report 2026-11-16 - 2026-11-22.{e}" for e in ("pdf", "md", "xlsx")]
    assert second[0].name == "工作小结 2026-11-16 - 2026-11-22.pdf" and second[0].read_bytes().startswith(b"%PDF")
    assert worked.reports.save(found, "en", out, ["md"])[0].name == "report 2026-11-16 - 2026-11-22 (2).md"
    assert dump(worked) == before


def test_a_period_with_nothing_in_it_is_a_sentence_and_a_wrong_one_is_refused(desk: Application) -> None:
    """No traceback, no division by zero, no nonsense share."""
    set_now(desk, "2026-11-22")
    found = desk.reports.report(dt.date(2026, 11, 21), dt.date(2026, 11, 22))
    assert found.empty and "Nothing was logged" in desk.reports.text(found, "en") and "没有记录" in report_html(found, Texts("zh_CN"))
    assert report_xlsx(found, Texts("zh_CN"))
    for days, code in (((TODAY, TODAY - dt.timedelta(days=1)), "period_order"), ((TODAY, TODAY + dt.timedelta(days=400)), "period_long")):
        with pytest.raises(ValidationError) as caught:
            desk.reports.report(*days)
        assert caught.value.code == code
    with pytest.raises(ValidationError):
        desk.reports.save(found, "en", Path("/nowhere"), ["docx"])
