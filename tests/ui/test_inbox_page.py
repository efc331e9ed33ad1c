"""The Inbox page against a real profile: who waits comes first, nothing is lost by what comes in meanwhile, and foreign text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.queries.inbox import ENTRIES
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.inbox.page import InboxPage
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.widgets.flat_text import FlatText
from tests.support.factories import add_person, log
from tests.support.inbox import put_many, put_message
from tests.support.received.making import html_mail


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way, and none was begun by the last one."""

    def quiet() -> bool:
        QApplication.processEvents()
        return ctx.runner.pending == 0

    qtbot.wait(1)
    qtbot.waitUntil(lambda: quiet() and quiet() and quiet(), timeout=20_000)


def shown(qtbot: Any, ctx: UiContext, size: tuple[int, int] = (1264, 860)) -> InboxPage:
    """The page, read and at rest."""
    page = InboxPage(ctx)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.list.setFocus()
    rest(qtbot, ctx)
    return page


def get(page: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget by its name."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def lines(page: InboxPage) -> list[str]:
    """What the list says, headers included."""
    entries = page.list.entries
    return [entries.entry(i).title for i in range(entries.rowCount())]  # type: ignore[union-attr]


def texts(page: InboxPage) -> list[str]:
    """The received messages in the thread, from the top down."""
    cards = sorted(page.talk.findChildren(QWidget, "received"), key=lambda c: c.y())
    return [get(card, "message_text", FlatText).toPlainText() for card in cards if not card.isHidden()]


def test_those_who_wait_come_first_and_the_first_is_open(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The page opens on the next thing to do."""
    put_message(desk, add_person(desk, "Absent Anna"), "out_of_office", hours_ago=1)
    put_message(desk, add_person(desk, "Waiting Will"), hours_ago=30, text="What does it cost?")
    page = shown(qtbot, ctx)
    assert lines(page) == ["Needs an answer", "Waiting Will", "The rest", "Absent Anna"]
    assert get(page, "person_name", QLabel).text() == "Waiting Will"
    assert texts(page) == ["What does it cost?"]
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    rest(qtbot, ctx)
    assert get(page, "person_name", QLabel).text() == "Absent Anna"
    assert get(page, "message_fact", QLabel).text() == "Away; no day of return is named."
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    rest(qtbot, ctx)
    assert get(page, "person_name", QLabel).text() == "Waiting Will"


def test_filters_count_people_and_show_their_classes(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A class that nobody wrote takes no room; the others say how many."""
    for kind in ("human_reply", "referral", "bounce"):
        put_message(desk, add_person(desk, kind), kind)
    page = shown(qtbot, ctx)
    visible = [key for key in ("all", "needs", "replies", "referrals", "absences", "bounces") if page.filter.segment(key).isVisible()]
    assert visible == ["all", "needs", "replies", "referrals", "bounces"]
    assert page.filter.segment("needs").count == 2
    qtbot.mouseClick(page.filter.segment("bounces"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert lines(page) == ["Not seen yet", "bounce"]


def test_bounced_recipients_are_named_with_the_reason_in_words(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A code such as 5.1.1 tells a salesperson nothing."""
    reported = [
        {"address": "a@x.example", "action": "failed", "status": "5.1.1", "permanent": True, "reason": "user_unknown", "said": ""},
        {"address": "b@x.example", "action": "failed", "status": "4.2.2", "permanent": False, "reason": "mailbox_full", "said": ""},
        {"address": "c@x.example", "action": "delayed", "status": "4.4.1", "permanent": False, "reason": "", "said": ""},
    ]
    put_message(desk, add_person(desk), "bounce", reported_json=reported)
    page = shown(qtbot, ctx)
    assert [label.text() for label in page.talk.findChildren(QLabel, "message_fact")] == [
        "a@x.example: nobody has this address, for good",
        "b@x.example: the mailbox is full; it may work later",
        "c@x.example: not delivered yet, no reason given",
    ]


def test_quoted_text_is_folded_until_it_is_asked_for(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The new words are what matters; the rest is one key away."""
    put_message(desk, add_person(desk), text="Yes.", quoted="> are you the one?")
    page = shown(qtbot, ctx)
    quoted = get(page, "message_quoted", FlatText)
    assert quoted.isHidden()
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    assert quoted.isVisible() and quoted.toPlainText() == "> are you the one?"
    qtbot.mouseClick(get(page, "message_quote", QPushButton), Qt.MouseButton.LeftButton)
    assert quoted.isHidden()


def test_foreign_text_is_shown_literally(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A name, a subject or a text that looks like markup is what it is: text (promise E7)."""
    evil = "<img src=file:///x><b>bold</b>"
    who = add_person(desk, "Eve")
    named = [{"name": evil, "address": "eve@x.example"}]
    put_message(desk, who, "referral", from_name=evil, subject=evil, text=evil, quoted=evil, referred_json=named)
    page = shown(qtbot, ctx)
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    assert get(page, "message_sender", QLabel).whole() == evil
    assert get(page, "message_subject", QLabel).whole() == evil
    assert get(page, "offer_name", QLabel).whole() == evil
    assert texts(page) == [evil]
    assert get(page, "message_quoted", FlatText).toPlainText() == evil
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()


class Asked:
    """Counts what a text asks to be loaded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.urls: list[str] = []
        original = FlatText.loadResource

        def watched(widget: FlatText, kind: int, name: QUrl) -> object:
            self.urls.append(QUrl(name).toString())
            return original(widget, kind, name)

        monkeypatch.setattr(FlatText, "loadResource", watched)


def test_formatted_form_comes_on_demand_and_asks_for_nothing(
    qtbot: Any, ctx: UiContext, desk: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pixel that were loaded would tell the sender that the email was read (rule R19)."""
    asked = Asked(monkeypatch)
    body = (
        '<style>@import "http://t.example/s.css"</style><p>Hello <b>you</b> <img src="http://t.example/p.gif"><img src="file:///etc/hostname"> '
        '<a href="https://a.example/x">here</a></p><table background="http://t.example/b.png"><tr><td>cell</td></tr></table>'
    )
    put_message(desk, add_person(desk), text="Hello you", has_html=1, source=html_mail(body))
    page = shown(qtbot, ctx)
    assert page.findChild(FlatText, "message_formatted") is None
    qtbot.keyClick(page.list, Qt.Key.Key_H)
    rest(qtbot, ctx)
    formatted = get(page, "message_formatted", FlatText)
    assert formatted.isVisible() and not get(page, "message_text").isVisible()
    assert "Hello you" in formatted.toPlainText() and "here [https://a.example/x]" in formatted.toPlainText()
    page.grab()
    assert asked.urls == []
    qtbot.keyClick(page.list, Qt.Key.Key_H)
    assert get(page, "message_text").isVisible()


def test_even_uncleaned_html_loads_nothing(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second lock, and the control of the test above: a picture that is there on the disk is asked for, and not given."""
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(tmp_path / "p.png"))
    view = FlatText()
    qtbot.addWidget(view)
    url = QUrl.fromLocalFile(str(tmp_path / "p.png"))
    view.setHtml(f'<p>a<img src="{url.toString()}" width="40" height="40"></p>')
    view.resize(200, 100)
    view.show()
    drawn = view.grab().toImage()
    colours = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())}
    assert "#ff0000" not in colours


def test_long_message_is_cut_and_can_be_read_whole(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """200 KB of a report must not stand in the way of the conversation."""
    put_message(desk, add_person(desk), text="word " * 40_000)
    page = shown(qtbot, ctx)
    assert len(texts(page)[0]) < 7000
    qtbot.mouseClick(get(page, "message_whole", QPushButton), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    whole = get(page, "message_all", QPlainTextEdit)
    assert len(whole.toPlainText()) > 190_000
    whole.setFocus()
    qtbot.keyClick(whole, Qt.Key.Key_Slash)
    assert page.search.hasFocus()


def test_thousands_of_messages_of_one_person_come_in_pages(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Only what is shown is made."""
    put_many(desk, add_person(desk), 5000, "human_reply")
    page = shown(qtbot, ctx)
    assert len(texts(page)) == ENTRIES
    qtbot.mouseClick(get(page, "inbox_older", QPushButton), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert texts(page) == [f"Line {n}" for n in range(2 * ENTRIES)]


def test_what_comes_in_meanwhile_takes_neither_selection_nor_place(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """While somebody is being read, others may write; the cards that did not change stay the same widgets."""
    reading, other = add_person(desk, "Read Rita"), add_person(desk, "Other Olaf")
    for n in range(12):
        put_message(desk, reading, hours_ago=50 + n, text=f"Text {n}\n" * 8)
    page = shown(qtbot, ctx)
    card = page.talk.current_card
    bar = page.talk.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    rest(qtbot, ctx)
    seen = next(c for c in page.talk.findChildren(QWidget, "received") if c.y() + c.height() > bar.value())
    above = seen.y() - bar.value()
    put_message(desk, other, hours_ago=0)
    put_message(desk, reading, hours_ago=0, text="One more")
    rest(qtbot, ctx)
    assert get(page, "person_name", QLabel).text() == "Read Rita"
    assert lines(page)[1:3] == ["Other Olaf", "Read Rita"] or lines(page)[1:3] == ["Read Rita", "Other Olaf"]
    assert page.talk.current_card is card
    assert texts(page)[0] == "One more"
    assert abs((seen.y() - bar.value()) - above) <= 2


def test_messages_of_a_conversation_are_reached_by_key_and_by_click(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Keys act on the message that is marked, which is the newest open one at first."""
    who = add_person(desk)
    old, new = put_message(desk, who, hours_ago=9, text="old", quoted="> q"), put_message(desk, who, hours_ago=1, text="new")
    page = shown(qtbot, ctx)
    assert page.talk.current is not None and page.talk.current.id == new
    qtbot.keyClick(page.list, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert page.talk.current.id == old
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    assert get(page.talk.card(old), "message_quoted").isVisible()
    qtbot.mouseClick(get(page.talk.card(new), "message_text", FlatText).viewport(), Qt.MouseButton.LeftButton)
    assert page.talk.current.id == new
    qtbot.keyClick(get(page.talk.card(new), "message_text"), Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert page.talk.current.id == old


def test_doubtful_verdict_is_a_question(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Below 70 per cent a person should look."""
    put_message(desk, add_person(desk), confidence=40)
    page = shown(qtbot, ctx)
    assert get(page, "message_kind", QPushButton).text() == "Reply?"


def test_calls_and_replies_stand_in_one_thread(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A call between two emails explains the second."""
    who = add_person(desk)
    log(desk, who, "voicemail", note="She is in Berlin")
    put_message(desk, who)
    page = shown(qtbot, ctx)
    assert len(page.talk.findChildren(QWidget, "touched")) == 1


def test_search_finds_and_escape_leads_back(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A slash searches; nothing found says so and offers the way back."""
    put_message(desk, add_person(desk, "Ann Vogel"), text="We use paper", from_name="Ann")
    put_message(desk, add_person(desk, "Bo Berg"), text="We use scanners", from_name="Bo")
    page = shown(qtbot, ctx)
    qtbot.keyClick(page.list, Qt.Key.Key_Slash)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "scanners")
    qtbot.waitUntil(lambda: lines(page) == ["Needs an answer", "Bo Berg"], timeout=5000)
    page.search.setText("nobody says this")
    qtbot.waitUntil(lambda: get(page, "empty_state").isVisible(), timeout=5000)
    assert page.empty.accessibleName() == "Nothing found"
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    page.list.setFocus()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(lines(page)) == 3, timeout=5000)


def test_without_an_account_that_reads_mail_the_way_to_one_is_shown(qtbot: Any, ctx: UiContext) -> None:
    """An empty page must not look like a quiet day."""
    page = shown(qtbot, ctx)
    assert page.empty.accessibleName() == "No account reads mail yet"
    with qtbot.waitSignal(ctx.nav.open_settings, timeout=1000) as opened:
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert opened.args == ["accounts"]


def test_nothing_to_answer_says_so(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The goal of the page, reached."""
    put_message(desk, add_person(desk), state="done")
    page = shown(qtbot, ctx)
    qtbot.mouseClick(page.filter.segment("needs"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert page.empty.accessibleName() == "Nothing to answer"


@pytest.mark.parametrize(("key", "tab"), [(Qt.Key.Key_R, "email"), (Qt.Key.Key_Q, "qualify")])
def test_reply_and_qualify_open_the_person_with_that_tab(qtbot: Any, ctx: UiContext, desk: Application, key: Qt.Key, tab: str) -> None:
    """One key from the message to the work."""
    who = add_person(desk)
    put_message(desk, who)
    page = shown(qtbot, ctx)
    with qtbot.waitSignal(ctx.nav.open_work, timeout=1000) as opened:
        qtbot.keyClick(page.list, key)
    assert opened.args == [who, tab]


def test_buttons_fit_into_the_smallest_window(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A label that is cut says nothing."""
    put_message(desk, add_person(desk))
    page = shown(qtbot, ctx, (1120 - 48, 640))
    assert page.buttons["not_ready"].isHidden()  # gives way; B still sets back
    for button in page.buttons.values():
        assert button.isHidden() or button.width() >= button.sizeHint().width(), button.words()
