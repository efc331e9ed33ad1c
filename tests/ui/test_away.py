"""Away and back, reasons for skipping and stopping, and the fields of a person, through the real widgets of Today (rules R10, R12)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.queries.people import card
from sdrdesk.ui.dialogs.ask import AskReason
from sdrdesk.ui.dialogs.edit_prospect import EditProspectDialog
from sdrdesk.ui.pages.today.page import TodayPage
from tests.support.factories import add_person, enrol
from tests.support.profile import one, rows, set_now
from tests.ui.test_record import open_page, settle

__all__ = ["open_page"]
Key = Qt.Key


def dialog_of(page: TodayPage, qtbot: QtBot, kind: type[QDialog]) -> Any:
    """The dialog that is open; keys reach it when its window is the active one."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    return QApplication.activeWindow()


def button(page: TodayPage, name: str) -> Any:
    found = page.findChild(QPushButton, name)
    assert found is not None
    return found


def plan_of_all(desk: Application) -> list[Any]:
    """(person, due day) of every plan."""
    return rows(desk, "SELECT prospect_id, due_on FROM enrolment ORDER BY 1")


def away(desk: Application) -> None:
    """Away from 20 to 24 November, said when three steps were due already."""
    desk.away.say(dt.date(2026, 11, 20), dt.date(2026, 11, 24))


def test_while_away_the_list_says_until_when(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """An empty list without a word looks like lost data."""
    enrol(desk, add_person(desk))
    away(desk)
    set_now(desk, "2026-11-23")
    page = open_page()
    words: Any = page.findChild(QLabel, "away_words")
    qtbot.waitUntil(words.isVisible)
    assert words.text() == "Away until Tue 24 Nov: everything is paused."
    assert not button(page, "away_spread").isVisible()


def test_on_an_ordinary_day_there_is_no_banner(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """What is always there is not read."""
    enrol(desk, add_person(desk))
    page = open_page()
    assert page.away.isHidden()
    away(desk)
    settle(qtbot, page)
    assert page.away.isHidden()


def test_first_day_back_spreads_what_piled_up_and_undo_takes_it_back(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Rule R12: the backlog goes under the caps, in one step."""
    people = [add_person(desk) for _ in range(4)]
    enrol(desk, *people)
    away(desk)
    desk.settings.change({"cap.emails": 2})
    set_now(desk, "2026-11-25")
    page = open_page()
    qtbot.waitUntil(button(page, "away_spread").isVisible)
    assert button(page, "away_spread").words() == "Spread 4 overdue items"
    said: list[tuple[str, bool]] = []
    page.ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    before = plan_of_all(desk)
    qtbot.mouseClick(button(page, "away_spread"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.away.isHidden)
    assert said == [("4 moved to the coming days, 0 dropped", True)]
    assert min(due for _, due in plan_of_all(desk)) >= "2026-11-25"
    desk.undo.undo()
    assert plan_of_all(desk) == before
    qtbot.waitUntil(page.away.isVisible)


def test_stale_items_are_dropped_with_a_reason_only(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Rule R10 holds for the backlog too."""
    enrol(desk, add_person(desk))
    set_now(desk, "2026-11-19")
    desk.away.say(dt.date(2026, 12, 1), dt.date(2026, 12, 11))
    set_now(desk, "2026-12-14")
    page = open_page()
    qtbot.waitUntil(button(page, "away_drop").isVisible)
    qtbot.mouseClick(button(page, "away_drop"), Qt.MouseButton.LeftButton)
    ask = dialog_of(page, qtbot, AskReason)
    assert not ask.yes.isEnabled()
    ask.days.setValue(7)
    qtbot.keyClick(ask, Key.Key_1)
    assert ask.yes.isEnabled()
    qtbot.keyClick(ask, Key.Key_Return)
    settle(qtbot, page)
    assert one(desk, "SELECT step_no FROM enrolment") == 2
    assert '"too_old"' in one(desk, "SELECT args_json FROM journal_step WHERE op = 'catch_up'")


def test_not_now_hides_the_banner_for_the_day(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """It offers, it does not insist."""
    enrol(desk, add_person(desk))
    away(desk)
    set_now(desk, "2026-11-25")
    page = open_page()
    qtbot.waitUntil(button(page, "away_later").isVisible)
    qtbot.mouseClick(button(page, "away_later"), Qt.MouseButton.LeftButton)
    page.refresh()
    settle(qtbot, page)
    assert page.away.isHidden()


def test_skip_and_stop_ask_why_and_keep_what_was_answered(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """A plan that ended "by user" tells nobody anything."""
    who = add_person(desk, "Ann Abel")
    enrol(desk, who)
    page = open_page()
    page.show_person(who)
    page.plan.skip()
    ask = dialog_of(page, qtbot, AskReason)
    qtbot.keyClicks(ask.own, "She is on leave")
    qtbot.keyClick(ask.own, Key.Key_Return)
    settle(qtbot, page)
    assert "She is on leave" in one(desk, "SELECT args_json FROM journal_step ORDER BY id DESC LIMIT 1")
    page.activateWindow()
    page.plan.stop()
    ask = dialog_of(page, qtbot, AskReason)
    qtbot.keyClick(ask, Key.Key_Escape)
    settle(qtbot, page)
    assert one(desk, "SELECT state FROM enrolment") == "active"
    page.activateWindow()
    page.plan.stop()
    ask = dialog_of(page, qtbot, AskReason)
    qtbot.keyClick(ask, Key.Key_5)
    qtbot.keyClick(ask, Key.Key_Return)
    settle(qtbot, page)
    assert one(desk, "SELECT stop_reason FROM enrolment") == "other_vendor"


def test_edit_dialog_keeps_hours_customer_and_a_zone_that_is_no_guess_any_more(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """A zone off by three hours is a call at six in the morning."""
    who = add_person(desk, "Ann Abel")
    page = open_page()
    page.show_person(who)
    page.plan.edit()
    dialog = dialog_of(page, qtbot, EditProspectDialog)
    assert "guessed from the city, New York." in dialog.findChild(QLabel, "zone_note").text()
    assert dialog.fields["zone"].text() == "America/New_York"
    dialog.fields["zone"].setText("America/Chicago")
    dialog.findChild(QLineEdit, "field_call_from").setText("8")
    dialog.findChild(QLineEdit, "field_call_to").setText("11:30")
    qtbot.mouseClick(dialog.customer.segment("1"), Qt.MouseButton.LeftButton)
    dialog.save()
    settle(qtbot, page)
    with desk.read() as (s, _):
        kept = card(s, who)
    assert (kept.customer, kept.call_from, kept.call_to, kept.person.zone, kept.zone_guessed) == (
        True,
        "08:00",
        "11:30",
        "America/Chicago",
        False,
    )
    assert page.panel.work is not None and page.panel.work.local_note == "good until 11:30"


def test_zone_and_hours_that_do_not_exist_are_said_beside_the_field(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """The form stays open with all that was typed."""
    who = add_person(desk, "Ann Abel")
    page = open_page()
    dialog = EditProspectDialog(page.ctx, who, parent=page)
    dialog.open()
    dialog.fields["zone"].setText("Mars/Base")
    dialog.save()
    settle(qtbot, page)
    assert dialog.isVisible() and dialog.findChild(QLabel, "error_zone").isVisible()
    dialog.fields["zone"].setText("America/New_York")
    dialog.hours["call_to"].setText("26")
    dialog.save()
    settle(qtbot, page)
    assert dialog.findChild(QLabel, "error_call_from").isVisible()


def test_unknown_zone_is_called_assumed(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """A time that is only assumed must not look like a fact."""
    who = add_person(desk, "Ann Abel", city="", country="", phone="")
    page = open_page()
    page.show_person(who)
    assert page.panel.work is not None and "assumed" in page.panel.work.local_note
    dialog = EditProspectDialog(page.ctx, who, parent=page)
    assert "assumed" in dialog.zone_note.text()


def test_zone_that_was_typed_outlives_another_number_and_gives_way_when_it_is_cleared(
    desk: Application, open_page: Any, qtbot: QtBot
) -> None:
    """A guess must not come back by itself over what the user knows (rule R8)."""
    who = add_person(desk, "Ann Abel")
    page = open_page()

    def change(name: str, typed: str) -> Any:
        dialog = EditProspectDialog(page.ctx, who, parent=page)
        dialog.open()
        dialog.fields[name].setText(typed)
        dialog.save()
        settle(qtbot, page)
        with desk.read() as (s, _):
            return card(s, who)

    kept = change("zone", "America/Chicago")
    assert (kept.person.zone, kept.zone_guessed, kept.zone_from) == ("America/Chicago", False, "")
    kept = change("phone", "+1 206-555-0199")
    assert (kept.person.zone, kept.zone_guessed) == ("America/Chicago", False)
    kept = change("zone", "")
    assert (kept.person.zone, kept.zone_guessed, kept.zone_from) == ("America/New_York", True, "city")
    kept = change("city", "")
    assert (kept.person.zone, kept.zone_from) == ("America/Los_Angeles", "phone")


def test_panel_says_what_a_zone_is_guessed_from(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """The local time is only as good as that fact."""
    who = add_person(desk, "Ann Abel", city="", phone="+1 312-555-0129")
    page = open_page()
    page.show_person(who)
    assert page.panel.work is not None and page.panel.work.local_note.endswith("time zone guessed from the number")
