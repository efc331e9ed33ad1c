"""The Numbers page: what it says must be the log's own count, and nothing it cannot know."""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.domain.pipeline_math import plan
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.behind import behind
from sdrdesk.core.queries.hours import hours
from sdrdesk.core.queries.numbers import numbers
from sdrdesk.core.queries.ramp import ramp_months
from sdrdesk.core.queries.tallies import weeks
from sdrdesk.core.services.demo import populate
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.numbers import NumbersPage
from sdrdesk.ui.pages.numbers.funnel import STEPS
from sdrdesk.ui.pages.numbers.number_box import parse_number
from sdrdesk.ui.pages.numbers.reading import LAST_20, QUARTER, TODAY, WEEK, read, span
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme import apply_theme
from sdrdesk.ui.widgets.charts import FunnelChart
from sdrdesk.ui.widgets.text import ElidedLabel
from tests.support.factories import add_person, log
from tests.support.profile import NOW, set_now

MakePage = Callable[[], NumbersPage]


@pytest.fixture
def make_page(desk: Application, qtbot: QtBot, qapp: QApplication) -> Iterator[MakePage]:
    """Opens the page on the test's profile and waits until it has counted."""
    apply_theme(qapp, "light")
    runner, bridge = Runner(), Bridge(desk.bus)
    anything: Any = desk

    def make() -> NumbersPage:
        profile = desk.settings.profile()
        page = NumbersPage(UiContext(anything, runner, bridge, Navigator(), profile, Texts(profile.language)))
        qtbot.addWidget(page)
        page.resize(1264, 860)
        page.show()
        settle(page, qtbot)
        return page

    yield make
    bridge.close()
    runner.close()


def settle(page: NumbersPage, qtbot: QtBot) -> None:
    """Wait until every question is answered."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.ctx.runner.pending == 0 and page.complete(), timeout=15_000)


def words(page: NumbersPage, name: str) -> str:
    """The text of a label of the page."""
    label = page.findChild(QLabel, name)
    assert label is not None, name
    return label.whole() if isinstance(label, ElidedLabel) else label.text()


def box(page: NumbersPage, name: str) -> QLineEdit:
    """A boxed number."""
    found = page.findChild(QLineEdit, f"plan_{name}")
    assert found is not None, name
    return found


def choose(page: NumbersPage, period: str, qtbot: QtBot) -> None:
    """Click a period."""
    button = page.findChild(QWidget, f"segment_{period}")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)


def retype(field: QLineEdit, text: str, qtbot: QtBot) -> None:
    """Replace what a box says, key by key."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def steps(page: NumbersPage) -> dict[str, tuple[int, str, str]]:
    """The funnel as (count, share, people) by label."""
    chart = page.findChild(FunnelChart, "funnel_chart")
    assert chart is not None
    return {step.label: (step.count, step.share, step.people) for step in chart.steps()}


def test_funnel_two_people_called_thrice_counts_attempts_and_people(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Attempts without the people behind them would hide that one person was called all day."""
    ann, bob = add_person(desk), add_person(desk)
    log(desk, ann, "no_answer")
    set_now(desk, "2026-11-19T12:00")
    log(desk, ann, "conversation", next="3d")
    log(desk, bob, "voicemail")
    page = make_page()
    choose(page, TODAY, qtbot)
    found = steps(page)
    assert found["Reach"] == (3, "", "2 people")
    assert found["Connect"] == (1, "33.3%", "1 person")
    assert found["Conversation"][:2] == (1, "100.0%")


def test_funnel_tooltip_of_a_step_gives_the_wilson_range(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """One of three is not "33 %": the reader must see how wide the range is."""
    ann, bob, cyd = (add_person(desk) for _ in range(3))
    log(desk, ann, "conversation", next="3d")
    log(desk, bob, "voicemail")
    log(desk, cyd, "voicemail")
    page = make_page()
    choose(page, TODAY, qtbot)
    chart = page.findChild(FunnelChart, "funnel_chart")
    assert chart is not None
    spot = chart.row_rect(1).center().toPoint()
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, spot, chart.mapToGlobal(spot)))
    assert "6.1%" in QToolTip.text() and "79.2%" in QToolTip.text()
    assert "79.2%" in chart.accessibleDescription()
    QToolTip.hideText()


def test_funnel_more_answers_than_attempts_gives_no_share(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Answers to yesterday's emails must not become a share of 200 % of today's."""
    ann, bob = add_person(desk), add_person(desk)
    log(desk, ann, "replied", "email", next="3d")
    log(desk, bob, "replied", "email", next="3d")
    log(desk, ann, "sent", "email")
    page = make_page()
    choose(page, TODAY, qtbot)
    assert steps(page)["Connect"][:2] == (2, "\N{EN DASH}")


def test_page_empty_profile_says_so_without_percentages(make_page: MakePage, qtbot: QtBot) -> None:
    """On the first day there is nothing to divide; "0 %" or a verdict would be invented."""
    page = make_page()
    for period in (TODAY, WEEK, LAST_20, QUARTER):
        choose(page, period, qtbot)
        empty = page.findChild(QLabel, "funnel_empty")
        assert empty is not None and empty.isVisible() and "Nothing was logged" in empty.text()
        assert steps(page) == {}
        gaps = [label.text() for label in page.findChildren(QLabel) if label.objectName().endswith("_gap")]
        assert gaps == ["not enough data"] * 6
    assert "no open prospects" in words(page, "mix_empty")
    assert page.activity.chart is None


def test_page_demo_data_shows_the_figures_of_the_query(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The page and the command line must never disagree."""
    populate(desk.store, count=300, seed=3, now=NOW)
    page = make_page()
    today = NOW.date()
    for period in (WEEK, QUARTER, LAST_20):
        choose(page, period, qtbot)
        with desk.read() as (s, profile):
            days = span(period, today, profile)
            expected = numbers(s, profile, desk.clock.now(), days.first, days.last)
        assert [count for count, _, _ in steps(page).values()] == [expected.totals[name] for name, _ in STEPS]
    share = next(b for b in expected.benchmarks if b.name == "reply_rate")
    assert share.mine is not None
    assert words(page, "benchmark_reply_rate_you") == f"{share.mine * 100:.1f}%"
    assert words(page, "benchmark_reply_rate_from").startswith(str(share.n))
    assert words(page, "numbers_days") == "22 Oct to 18 Nov; today not counted"


def test_activity_demo_data_says_each_week_in_words(desk: Application, make_page: MakePage) -> None:
    """Who cannot see the bars gets the same numbers; the chart is made only now."""
    populate(desk.store, count=300, seed=3, now=NOW)
    page = make_page()
    with desk.read() as (s, profile):
        found = weeks(s, profile, NOW.date())
    lines = page.activity.chart.accessibleDescription().splitlines()
    assert lines[0] == f"28 Sep: reach {found[0].reach}, of it {found[0].calls} calls; meetings booked {found[0].meetings}"
    assert lines[-1] == "Target: 5 meetings a week"
    assert len(lines) == 9


def test_weeks_sunday_night_after_the_clock_change_stays_in_its_week(desk: Application) -> None:
    """New York leaves summer time on 1 November: with one offset for all weeks the touch would fall into the next."""
    who = add_person(desk)
    set_now(desk, "2026-11-08T23:30")
    log(desk, who, "voicemail")
    with desk.read() as (s, profile):
        found = {week.monday: week.reach for week in weeks(s, profile, dt.date(2026, 11, 19))}
    assert found[dt.date(2026, 11, 2)] == 1 and found[dt.date(2026, 11, 9)] == 0


def test_target_noon_of_nine_to_six_says_where_to_be_by_now(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """A target of 60 without the hour says nothing at noon."""
    for _ in range(22):
        log(desk, add_person(desk), "voicemail")
    set_now(desk, "2026-11-19T12:00")
    page = make_page()
    assert words(page, "target_today_reach_count") == "22 of 60"
    assert words(page, "target_today_reach_pace") == "should be at 20 by now: 2 ahead"
    set_now(desk, "2026-11-19T15:00")
    page.refresh()
    settle(page, qtbot)
    assert words(page, "target_today_reach_pace") == "should be at 40 by now: 18 behind"


def test_target_this_week_is_the_whole_weeks_with_the_pace_of_thursday(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """A week's target cut off at today would call everybody late on Thursday as if it were Friday night."""
    log(desk, add_person(desk), "voicemail")
    set_now(desk, "2026-11-19T13:30")
    page = make_page()
    choose(page, WEEK, qtbot)
    assert words(page, "target_period_reach_count") == "1 of 300"
    assert words(page, "target_period_reach_pace") == "should be at 210 by now: 209 behind"


def test_target_sunday_sets_none(desk: Application, make_page: MakePage) -> None:
    """Nobody is behind on a free day."""
    set_now(desk, "2026-11-22T12:00")
    page = make_page()
    assert words(page, "target_today_reach_count") == "0"
    assert words(page, "target_today_reach_pace") == "no target for this time"


def test_benchmark_few_dials_is_not_judged(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Two lucky dials are no proof of being six times better than everybody."""
    log(desk, add_person(desk), "gatekeeper")
    log(desk, add_person(desk), "no_answer")
    page = make_page()
    choose(page, TODAY, qtbot)
    assert words(page, "benchmark_dials_per_connect_you") == "2"
    assert words(page, "benchmark_dials_per_connect_gap") == "not enough data"


@pytest.mark.parametrize(
    ("dials", "answered", "you", "said", "role"),
    [(120, 5, "24", "▼ 5.2 too many, chance?", "t2"), (160, 2, "80", "▼ 61.2 too many", "amber")],
)
def test_benchmark_more_dials_than_published_is_told_in_sign_and_words(
    desk: Application, make_page: MakePage, qtbot: QtBot, dials: int, answered: int, you: str, said: str, role: str
) -> None:
    """The verdict must not hang on colour, fewer dials are the better side, and 5 answers of 120 may well be 1 in 19 (Wilson: 10 to 57)."""
    people = [add_person(desk) for _ in range(dials)]
    for n, who in enumerate(people):
        log(desk, who, "gatekeeper" if n < answered else "no_answer")
    page = make_page()
    choose(page, TODAY, qtbot)
    assert words(page, "benchmark_dials_per_connect_you") == you
    assert words(page, "benchmark_dials_per_connect_gap") == said
    gap = page.findChild(QLabel, "benchmark_dials_per_connect_gap")
    assert gap is not None and gap.property("role") == role and "with 95% certainty" in gap.toolTip()
    table = page.findChild(QWidget, "benchmark_table")
    assert table is not None and said in table.accessibleDescription()


def test_page_touch_logged_while_open_counts_at_once(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """A tally that waits for the page to be opened again is not derived, it is remembered."""
    who = add_person(desk)
    page = make_page()
    choose(page, TODAY, qtbot)
    log(desk, who, "voicemail")
    qtbot.waitUntil(lambda: steps(page).get("Reach", (0,))[0] == 1)
    desk.undo.undo()
    qtbot.waitUntil(lambda: steps(page) == {})


def test_plan_other_deal_size_typed_is_calculated_live(make_page: MakePage, qtbot: QtBot) -> None:
    """The strip is the same sum as the command's."""
    page = make_page()
    retype(box(page, "deal_size"), "12k", qtbot)
    retype(box(page, "win_rate"), "20", qtbot)
    expected = plan(720_000, 12_000, win_rate=0.2)
    assert words(page, "plan_result_deals") == "60"
    assert words(page, "plan_result_opportunities") == f"{expected.opportunities:,}"
    assert words(page, "plan_result_emails") == f"{expected.emails:,}"
    assert words(page, "plan_result_per_day") == str(math.ceil(expected.per_working_day["emails"]))
    qtbot.keyClick(box(page, "win_rate"), Qt.Key.Key_Return)
    assert box(page, "win_rate").text() == "20%"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("revenue", "lots", "not a number above 0"),
        ("deal_size", "0", "must be above 0"),
        ("win_rate", "140%", "above 0, up to 100%"),
        ("working_days", "400", "at most 366"),
        ("working_days", "2.5", "must be a whole number"),
        ("response_rate", "-5", "not a number above 0"),
        ("revenue", "9" * 24, "at most 1.0e+12"),
    ],
)
def test_plan_nonsense_is_told_beside_the_box_and_gives_no_result(
    make_page: MakePage, qtbot: QtBot, name: str, typed: str, said: str
) -> None:
    """A result that stands beside a wrong number would be believed."""
    page = make_page()
    before = box(page, name).text()
    retype(box(page, name), typed, qtbot)
    error = page.pipeline.boxes[name].error
    assert error.isVisible() and error.whole() == said
    assert box(page, name).accessibleDescription() == said
    assert words(page, "plan_result_per_day") == "\N{EN DASH}"
    retype(box(page, name), before, qtbot)
    assert not error.isVisible()
    assert words(page, "plan_result_per_day") == "37"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("720,000", 720_000),
        ("$1.5m", 1_500_000),
        ("72万", 720_000),
        (" 12 % ", 12),
        ("\N{FULLWIDTH DIGIT ONE}2", 12),
        (".5", 0.5),
        ("1e9", None),
        ("nan", None),
        ("", None),
        ("1.2.3", None),
    ],
)
def test_parse_number_typed_forms_are_understood_or_refused(typed: str, value: float | None) -> None:
    """People paste numbers with signs and groups; what is not clear is refused, never guessed."""
    assert parse_number(typed, QLocale("en_US")) == value


def test_mix_open_prospects_shows_each_lead_type(desk: Application, make_page: MakePage) -> None:
    """Whoever does not know their mix cannot plan (P12)."""
    add_person(desk, lead_type="seed")
    for _ in range(3):
        add_person(desk, lead_type="spear")
    page = make_page()
    bar = page.findChild(QWidget, "mix_bar")
    assert bar is not None
    assert bar.accessibleDescription().splitlines() == ["Seed 1 · 25%", "Net 0 · 0%", "Spear 3 · 75%"]


def test_span_quarter_ends_with_its_last_month(desk: Application) -> None:
    """The quarter's target is due on its last day, in December as in June."""
    profile = desk.settings.profile()
    assert span(QUARTER, dt.date(2026, 11, 19), profile).goal_last == dt.date(2026, 12, 31)
    found = span(QUARTER, dt.date(2026, 4, 1), profile)
    assert (found.first, found.last, found.goal_last) == (dt.date(2026, 4, 1), dt.date(2026, 4, 1), dt.date(2026, 6, 30))


def test_page_smallest_window_needs_no_sideways_scrolling(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """At 1120 px with the narrow rail everything must still be within reach."""
    populate(desk.store, count=60, seed=3, now=NOW)
    page = make_page()
    page.resize(1120 - 48, 640)
    settle(page, qtbot)
    right = page.targets.mapTo(page, QPoint(page.targets.width(), 0)).x()
    assert right <= page.width()


def test_page_import_leaves_pyqtgraph_alone() -> None:
    """A start of the window must not pay for a chart that nobody has opened."""
    code = "import sys, sdrdesk.ui.pages.numbers; sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_period_arrow_keys_count_the_next_period(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The page must be usable without a mouse."""
    log(desk, add_person(desk), "voicemail")
    page = make_page()
    choose(page, TODAY, qtbot)
    page.period.segment(TODAY).setFocus()
    qtbot.keyClick(page.period.segment(TODAY), Qt.Key.Key_Right)
    settle(page, qtbot)
    assert page.period.value() == WEEK
    assert words(page, "numbers_days") == "16 Nov to 19 Nov"


def test_refresh_overtaken_answer_is_dropped(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """A late answer about another period must not replace the one that was asked for last."""
    page = make_page()
    late = read(page.ctx.desk, QUARTER)
    choose(page, TODAY, qtbot)
    page._counted((QUARTER, page.breakdown.value()), late)
    assert words(page, "numbers_days") == "19 Nov"


def test_refresh_asked_for_often_counts_twice(
    desk: Application, make_page: MakePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a count is under way, one more is enough; the last one sees what came last."""
    page = make_page()
    counts: list[str] = []

    def counted(*arguments: Any) -> Any:
        counts.append(arguments[1])
        return read(*arguments)

    monkeypatch.setattr("sdrdesk.ui.pages.numbers.page.read", counted)
    for _ in range(50):
        page.refresh()
    page.period.set_value(TODAY)
    page.refresh()
    qtbot.waitUntil(lambda: len(counts) == 2 and page.ctx.runner.pending == 0)
    assert counts == [LAST_20, TODAY] and words(page, "numbers_days") == "19 Nov"


def test_theme_switch_repaints_the_chart(desk: Application, make_page: MakePage, qapp: QApplication) -> None:
    """pyqtgraph knows nothing of the style sheet: its ground must follow by itself."""
    log(desk, add_person(desk), "voicemail")
    page = make_page()
    apply_theme(qapp, "dark")
    try:
        assert page.activity.chart.backgroundBrush().color().name().upper() == "#1C1D21"
    finally:
        apply_theme(qapp, "light")


def test_page_reading_fails_says_that_it_may_be_old(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Figures that could not be read anew must not pass for fresh ones; the window's surface gets the error too."""
    page = make_page()
    seen: list[object] = []
    page.ctx.runner.failed.connect(seen.append)
    with closing(sqlite3.connect(desk.paths.database)) as other:
        other.execute("DROP TABLE handoff")
    page.refresh()
    settle(page, qtbot)
    assert "could not be read" in words(page, "numbers_days")
    assert len(seen) == 1


def test_a_click_on_a_figure_shows_what_it_counts_and_opens_the_person(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Whoever does not believe a number can look; by keys too, and an undo lowers both."""
    helen, sam = add_person(desk, "Helen Okafor", company="Larkspur"), add_person(desk, "Sam Whitlow")
    log(desk, helen, "conversation", note="Asked for a price")
    log(desk, sam, "no_answer")
    page = make_page()
    qtbot.mouseClick(page.period.segment(TODAY), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    opened: list[int] = []
    page.ctx.nav.open_prospect.connect(opened.append)

    def looked(step: int) -> Any:
        at = page.funnel.chart.row_rect(step).center().toPoint()
        qtbot.mouseClick(page.funnel.chart, Qt.MouseButton.LeftButton, pos=at)
        settle(page, qtbot)
        (dialog,) = [w for w in QApplication.topLevelWidgets() if w.objectName() == "behind" and w.isVisible()]
        return dialog

    reach = looked(0)
    assert reach.head.text().endswith(": 2")
    reach.close()
    talks = looked(2)
    model = talks.list.entries
    (line,) = [e for i in range(model.rowCount()) if (e := model.entry(i)) and e.key]
    assert (line.title, line.second, line.note) == ("Helen Okafor", "Larkspur", "Asked for a price")
    qtbot.keyClick(talks.list, Qt.Key.Key_Return)
    assert opened == [helen]
    qtbot.keyClick(page.targets._rows["today", "reach"], Qt.Key.Key_Return)
    settle(page, qtbot)
    (again,) = [w for w in QApplication.topLevelWidgets() if w.objectName() == "behind" and w.isVisible()]
    assert again.head.text() == "Reach, Today: 2"
    again.close()
    with desk.read() as (s, profile):
        today = profile.today(desk.clock.now())
        assert [(n, len(found)) for n, found in (behind(s, profile, m, today, today) for m in ("calls", "emails", "won"))] == [
            (2, 2),
            (0, 0),
            (0, 0),
        ]
        with pytest.raises(ValidationError):
            behind(s, profile, "shoes", today, today)


def test_days_off_and_the_ramp_lower_the_target(desk: Application, make_page: MakePage) -> None:
    """P10: no quota in the first four weeks, half until the end of month 3; a day off asks for nothing, and nothing is asked of reach by the ramp."""

    def asked(first: dt.date, last: dt.date) -> tuple[float, float]:
        with desk.read() as (s, profile):
            found = numbers(s, profile, desk.clock.now(), first, last).targets
        return found[0].target, found[1].target

    week = (dt.date(2026, 11, 16), dt.date(2026, 11, 20))
    assert asked(*week) == (300, 5)
    desk.away.say(dt.date(2026, 11, 18), dt.date(2026, 11, 18), "off")
    assert asked(*week) == (240, 4)
    desk.settings.change({"user.start_date": "2026-09-01"})
    assert asked(*week) == (240, 2)
    desk.settings.change({"user.start_date": "2026-11-09"})
    assert asked(*week) == (240, 0)
    page = make_page()
    row = page.targets._rows["today", "meeting_booked"]
    assert row.words.whole() == "weeks 1 and 2: training, no quota yet"


def test_heat_map_says_when_people_pick_up_in_their_own_time(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Each cell is the log's own count; below five calls only the number is said."""
    who = add_person(desk, "Helen Okafor")
    for day, outcome in ((17, "no_answer"), (17, "conversation"), (18, "no_answer")):
        for _ in range(4):
            log(desk, who, outcome, at=dt.datetime(2026, 11, day, 10, 0, tzinfo=NOW.tzinfo))
    with desk.read() as (s, profile):
        found = hours(s, profile, dt.date(2026, 11, 16), dt.date(2026, 11, 19))
    assert [(h.weekday, h.hour, h.calls, h.answered) for h in found] == [(1, 10, 8, 4), (2, 10, 4, 0)]
    page = make_page()
    qtbot.mouseClick(page.period.segment(WEEK), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    cells = page.hours.map.cells
    assert [(cell.label, cell.level) for _, cell in sorted(cells.items())] == [("50%", 3), ("4", None)]
    assert page.hours.map.rows == ("10:00",) and "4 of 8 calls answered" in page.hours.map.accessibleDescription()
    qtbot.mouseClick(page.period.segment(TODAY), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert page.hours.map.isHidden() and not page.hours.empty.isHidden()


def test_diagnostic_answers_what_the_log_knows_and_asks_the_rest(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The one that only the user knows is kept, and undone like everything."""
    page = make_page()

    def said(question: str) -> str:
        found = page.findChild(QWidget, f"diagnostic_answer_{question}")
        assert found is not None
        return str(found.accessibleName() or found.text())  # type: ignore[attr-defined]

    assert said("separated") == said("process") == "Too early"
    button = page.findChild(QWidget, "separated_no")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: said("separated") == "No", timeout=5000)
    assert "Agree with sales" in page.findChild(QLabel, "diagnostic_words_separated").text()
    assert desk.settings.profile().text("diagnostic.separated") == "no"
    desk.undo.undo()
    settle(page, qtbot)
    qtbot.waitUntil(lambda: said("separated") == "Too early", timeout=5000)


def test_report_of_today_is_read_copied_and_saved(desk: Application, make_page: MakePage, qtbot: QtBot, tmp_path: Any) -> None:
    """X: the day, this week or the last, in either language; nothing leaves by itself (R20)."""
    log(desk, add_person(desk, "Helen Okafor"), "conversation")
    page = make_page()
    qtbot.keyClick(page.funnel.chart, Qt.Key.Key_X)
    settle(page, qtbot)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if w.objectName() == "report_dialog" and w.isVisible()]
    assert "what was done" in dialog.text.toPlainText() and "| Conversation | 1 | 1 |" in dialog.text.toPlainText()
    qtbot.mouseClick(dialog.findChild(QWidget, "segment_zh_CN"), Qt.MouseButton.LeftButton)
    assert "工作小结" in dialog.text.toPlainText()
    qtbot.mouseClick(dialog.findChild(QWidget, "segment_last_week"), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: "2026-11-09" in dialog.text.toPlainText() and "没有记录" in dialog.text.toPlainText(), timeout=5000)
    qtbot.mouseClick(dialog.findChild(QWidget, "report_copy"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialog.text.toPlainText()
    dialog.save(tmp_path)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*2026-11-09*"))) == 3, timeout=10_000)
    dialog.close()


def test_figures_by_a_grouping_are_the_logs_own(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """W22: whatever the grouping, the groups add up to the whole of the period."""
    populate(desk.store, count=60, seed=5, now=NOW, language="en")
    page = make_page()
    qtbot.mouseClick(page.period.segment(QUARTER), Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    combo = page.breakdown.by
    for at in range(combo.count()):
        combo.setCurrentIndex(at)
        combo.activated.emit(at)
        settle(page, qtbot)
        model = page.breakdown.table.model()
        shown = sum(int(str(model.index(row, 1).data()).replace(",", "")) for row in range(model.rowCount()))
        with desk.read() as (s, profile):
            days = span(QUARTER, profile.today(desk.clock.now()), profile)
            whole = numbers(s, profile, desk.clock.now(), days.first, days.last).totals["reach"]
        assert shown == whole > 0, combo.currentData()


def test_ramp_shows_each_month_against_what_was_asked_of_it(desk: Application, make_page: MakePage) -> None:
    """P10: months before the first day are left out; half, then all; the month that runs says so."""
    desk.settings.change({"user.start_date": "2026-08-03"})
    log(desk, add_person(desk), "meeting_booked", next="tue 14:00")
    page = make_page()
    with desk.read() as (s, profile):
        months = ramp_months(s, profile, desk.clock.now())
    assert [(m.first.month, m.stage, m.booked, m.running) for m in months] == [
        (8, "half", 0, False), (9, "half", 0, False), (10, "half", 0, False), (11, "full", 1, True),
    ]  # fmt: skip
    assert [m.quota for m in months] == [0.5, 11, 11, 20.5]  # August: the 31st alone; November: its 2nd is still half
    assert "3 months in the role" in page.ramp.words.text() and "6 to 18" in page.ramp.words.text()
    assert [bar.above for bar in page.ramp.bars.bars][-1] == "1 of 20"


def test_quota_is_that_of_the_role(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """P2: an MDR is measured in qualified leads a month, 15 of them over 21 working days; an SDR in meetings, one a day."""
    desk.settings.change({"user.role": "MDR", "user.start_date": "2026-03-02"})
    page = make_page()
    row = page.findChild(QWidget, "target_period_qualified")
    assert row is not None and not row.isHidden()
    assert words(page, "target_period_qualified_count") == "0 of 14"  # 20 x 15 / 21
    hidden = page.findChild(QWidget, "target_period_meeting_booked")
    assert hidden is not None and hidden.isHidden()
    assert [m.measure for m in reading_of(desk).months] == ["qualified"] * 6 and round(reading_of(desk).months[-1].quota, 2) == 15.0
    assert "Qualified (MQL) 0, quota 15" in page.ramp.bars.accessibleDescription()
    desk.settings.change({"target.leads": 42})
    settle(page, qtbot)
    qtbot.waitUntil(lambda: words(page, "target_period_qualified_count") == "0 of 40", timeout=5000)
    desk.settings.change({"user.role": "SDR"})
    settle(page, qtbot)
    qtbot.waitUntil(lambda: not hidden.isHidden() and row.isHidden(), timeout=5000)
    assert words(page, "target_period_meeting_booked_count") == "0 of 20"


def reading_of(desk: Application):  # type: ignore[no-untyped-def]
    """What the page reads of the last twenty working days."""
    anything: Any = desk
    return read(anything, LAST_20)
