"""The pipeline math with the user's own rates, rates that are tried, ranges, and the picture of it (seeds P8, P9)."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSlider

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import to_ms
from sdrdesk.core.domain.pipeline_math import RANGES, emails_between, plan
from sdrdesk.core.queries.numbers import wilson
from sdrdesk.core.queries.own_rates import LEAST, OwnRates, own_rates
from sdrdesk.core.store.ready_tables import account_executive, handoff
from sdrdesk.core.store.tables import touch
from sdrdesk.ui.pages.numbers.page import NumbersPage
from tests.support.factories import add_person
from tests.support.profile import NOW
from tests.support.whole_window import Desktop


@pytest.fixture
def page(desktop: Desktop) -> NumbersPage:
    """The page, shown and read."""
    desktop.window.show_page("numbers")
    desktop.settle()
    found = desktop.window.page("numbers")
    assert isinstance(found, NumbersPage)
    desktop.qtbot.waitUntil(found.complete)
    return found


def year(
    desk: Application, emails: int = 100, replies: int = 20, accepted: int = 5, won: int = 8, lost: int = 12, amount: int = 3_000_000
) -> None:
    """So many emails to as many people, replies of the first of them, and deals, all of yesterday."""
    people = [add_person(desk) for _ in range(max(emails, accepted + won + lost))]
    at = to_ms(NOW) - 86_400_000
    with desk.store.write(OpKind.LOG_MANY) as uow:
        ae = uow.s.execute(account_executive.insert().values(name=f"Jo {replies}").returning(account_executive.c.id)).scalar_one()
        for who in people[:emails]:
            uow.s.execute(touch.insert().values(prospect_id=who, at=at, channel="email", outcome="sent"))
        for who in people[:replies]:
            uow.s.execute(touch.insert().values(prospect_id=who, at=at + 60_000, channel="email", outcome="replied"))
        for number, who in enumerate(people[: accepted + won + lost]):
            state = "accepted" if number < accepted else "won" if number < accepted + won else "lost"
            values: dict[str, object] = {"prospect_id": who, "at": at - 1000, "state": state, "ae_id": ae}
            values |= {"accepted_at": at} if number < accepted else {"closed_at": at}
            values |= {"amount": amount, "currency": "USD"} if state == "won" else {}
            uow.s.execute(handoff.insert().values(**values))


def read_own(desk: Application) -> OwnRates:
    with desk.read() as (s, profile):
        return own_rates(s, profile, profile.today(desk.clock.now()))


def choose(desktop: Desktop, page: NumbersPage, whose: str) -> None:
    desktop.qtbot.mouseClick(page.pipeline.rates.segment(whose), Qt.MouseButton.LeftButton)


def per_day(page: NumbersPage) -> str:
    return page.pipeline.results["per_day"].text()


def test_own_rates_are_the_logs_own_shares(desk: Application) -> None:
    """Replies of emails, accepted of those who talked, won of closed; with their ranges, and the mean of the amounts."""
    year(desk)
    found = read_own(desk)
    assert found.rates == {"response_rate": wilson(20, 100), "sdr_conversion": wilson(5, 20), "win_rate": wilson(8, 20)}
    assert (found.deal_size, found.deals) == (30_000.0, 8)
    assert all(found.enough(name) for name in LEAST)


def test_own_rates_of_nothing_and_of_too_little_are_not_offered(desk: Application) -> None:
    """A new profile, and a win rate of zero: nothing can be divided by either."""
    assert not any(read_own(desk).enough(name) for name in LEAST)
    year(desk, emails=49, replies=9, accepted=0, won=0, lost=12)
    found = read_own(desk)
    assert [found.enough(name) for name in LEAST] == [False, False, False]
    assert found.rates["win_rate"].value == 0.0 and found.deal_size is None


def test_rates_say_where_they_come_from_and_own_ones_are_taken(desktop: Desktop, page: NumbersPage) -> None:
    """Benchmark, own, tried: the box, the words under it, the slider and the result go together."""
    pipeline = page.pipeline
    assert pipeline.tuners["win_rate"].origin.whole() == "benchmark 20–30%"
    assert pipeline.tuners["sdr_conversion"].origin.whole() == "our assumption"
    year(desktop.desk)
    page.refresh()
    desktop.settle()
    choose(desktop, page, "own")
    assert [pipeline.boxes[key].text() for key in ("win_rate", "sdr_conversion", "response_rate")] == ["40%", "25%", "20%"]
    assert [t.origin.whole() for t in pipeline.tuners.values()] == ["yours, of 20", "yours, of 20", "yours, of 100"]
    assert pipeline.boxes["deal_size"].text() == "30,000"
    found = plan(720_000, 30_000, win_rate=0.4, sdr_conversion=0.25, response_rate=0.2)
    assert float(per_day(page)) == math.ceil(found.per_working_day["emails"] * 10) / 10
    slider = pipeline.tuners["win_rate"].slider
    assert slider.value() == 80
    desktop.qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert pipeline.boxes["win_rate"].text() == "40.5%" and pipeline.tuners["win_rate"].origin.whole() == "tried"
    choose(desktop, page, "benchmark")
    assert pipeline.boxes["win_rate"].text() == "25%" and slider.value() == 50


def test_what_is_tried_outlives_a_count_that_changes_the_own_rates(desktop: Desktop, page: NumbersPage) -> None:
    """A touch that is logged meanwhile moves the own rates on, and leaves alone what somebody is trying."""
    year(desktop.desk)
    page.refresh()
    desktop.settle()
    choose(desktop, page, "own")
    page.pipeline.boxes["win_rate"].setText("33%")
    page.pipeline.boxes["deal_size"].setText("50,000")
    year(desktop.desk, replies=60, accepted=9, won=1, lost=30)
    page.refresh()
    desktop.settle()
    assert page.pipeline.tuners["response_rate"].origin.whole() == "yours, of 200" and page.pipeline.boxes["response_rate"].text() == "40%"
    assert page.pipeline.boxes["win_rate"].text() == "33%" and page.pipeline.tuners["win_rate"].origin.whole() == "tried"
    assert page.pipeline.boxes["deal_size"].text() == "50,000"


def test_own_rates_that_say_too_little_leave_the_benchmark_and_say_so(desktop: Desktop, page: NumbersPage) -> None:
    """Three closed deals prove no win rate."""
    year(desktop.desk, won=1, lost=2)
    page.refresh()
    desktop.settle()
    choose(desktop, page, "own")
    assert page.pipeline.boxes["win_rate"].text() == "25%"
    assert page.pipeline.tuners["win_rate"].origin.whole() == "too few: 3 of 10"
    assert page.pipeline.boxes["response_rate"].text() == "20%"


def test_ranges_of_the_rates_give_a_range_of_emails(desktop: Desktop, page: NumbersPage) -> None:
    """The ends of the published ranges; a rate that is tried has none, and with all of them tried nothing is said."""
    few, many = emails_between(720_000, 24_000, {"win_rate": 0.25, "sdr_conversion": 0.12, "response_rate": 0.12}, RANGES, 230)
    best = plan(720_000, 24_000, win_rate=0.3, response_rate=0.15, sdr_conversion=0.12).per_working_day["emails"]
    assert few == best < many == plan(720_000, 24_000, win_rate=0.2, response_rate=0.09, sdr_conversion=0.12).per_working_day["emails"]
    assert page.pipeline.between.text().endswith("25 to 61 emails a day.")
    page.pipeline.boxes["win_rate"].setText("25%")
    page.pipeline.boxes["win_rate"].setText("26%")
    page.pipeline.boxes["response_rate"].setText("13%")
    assert page.pipeline.between.text() == ""


def test_emails_that_are_tried_bring_what_the_math_says(desktop: Desktop, page: NumbersPage) -> None:
    """The slider and the box, the sentence and the picture; a refresh of the page does not take the number away."""
    what_if, picture = page.pipeline.what_if, page.pipeline.picture
    assert what_if.box.text() == "75" and what_if.origin.text() == "middle of the benchmark"
    what_if.slider.setValue(40)
    brings = plan(720_000, 24_000, emails_a_day=40).forward
    assert what_if.box.text() == "40" and what_if.origin.text() == "tried"
    assert f"brings {brings['opportunities']:.1f} opportunities" in what_if.result.text() and "of the goal." in what_if.result.text()
    assert [step.count for step in picture.steps()] == [8334, 1000, 120, 30]
    assert picture.steps()[0].share_note == "brings 9,200" and picture.steps()[0].parts[1][1] == 0  # more than the goal fills the bar
    assert "Deals: the goal asks for 30" in picture.accessibleDescription()
    page.refresh()
    desktop.settle()
    assert what_if.box.text() == "40"
    what_if.box.setText("none")
    assert what_if.result.text() == "" and picture.isHidden()


def test_wheel_over_a_slider_scrolls_the_page(desktop: Desktop, page: NumbersPage) -> None:
    """Nobody changes a rate by scrolling past it."""
    sliders = page.pipeline.findChildren(QSlider)
    assert len(sliders) == 4 and all(slider.accessibleName() for slider in sliders)
    before = [slider.value() for slider in sliders]
    for slider in sliders:
        at = QPointF(slider.rect().center())
        turn = QPoint(0, -240)
        event = QWheelEvent(
            at,
            slider.mapToGlobal(at),
            turn,
            turn,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(slider, event)
    assert [slider.value() for slider in sliders] == before
