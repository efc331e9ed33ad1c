"""Accounts in the window against real servers: signing in with the browser, finding servers, both sides of a test, a password changed at noon."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QWidget

from sdrdesk.app import Application
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.mail import discovery, presets
from sdrdesk.core.ports import SmtpServer
from sdrdesk.core.services.credentials import unpack
from sdrdesk.core.services.mailboxes import AccountOptions
from sdrdesk.core.services.outbox import EmailDraft
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.mailbox_setup import MailboxDialog
from sdrdesk.ui.pages.settings.page import SettingsPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox, add_person, queue
from tests.support.profile import one, rows
from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot
from tests.support.servers.names import NameServer
from tests.support.servers.provider import CLIENT_ID, Provider, TestBrowser
from tests.support.servers.smtp_sink import SmtpSink
from tests.support.windows import settle, windows

USER = "li.na@acme.example"
PASSWORD = "canary-Quitte-55120"


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a dialog gets from the main window."""
    made = UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en"))
    yield made
    made.runner.close()
    made.bridge.close()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """A certificate for localhost."""
    return certificates.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def believed(papers: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The same, believed by OpenSSL."""
    monkeypatch.setenv("SSL_CERT_FILE", str(papers.authority))
    return papers


@pytest.fixture
def provider(believed: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """In the place of Google and of Microsoft."""
    with Provider(believed) as made:
        monkeypatch.setattr(presets, "provider_app", lambda name: made.app(provider=name, client_id=""))
        yield made


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def opened(qtbot: Any, ctx: UiContext, mailbox_id: int | None = None, **more: Any) -> MailboxDialog:
    """The dialog on the screen."""
    dialog = MailboxDialog(ctx, None, mailbox_id, **more)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def get(parent: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget by its name."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: Any, parent: QWidget, name: str) -> None:
    """Click a button that can be seen."""
    button = get(parent, name, QPushButton)
    assert button.isVisible() and button.isEnabled(), name
    for area in parent.findChildren(QScrollArea):
        if area.isAncestorOf(button):
            QApplication.processEvents()  # what was asked of the layout just now
            area.ensureWidgetVisible(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def retype(qtbot: Any, parent: QWidget, name: str, words: str) -> None:
    """Type a field anew."""
    line = get(parent, f"mailbox_{name}", QLineEdit)
    line.clear()
    qtbot.keyClicks(line, words)


def typed_address(qtbot: Any, dialog: MailboxDialog, words: str) -> None:
    """The address, and on to the next field."""
    dialog.form.address.setFocus()
    retype(qtbot, dialog, "address", words)
    qtbot.keyClick(dialog.form.address, Qt.Key.Key_Tab)


def place(qtbot: Any, dialog: MailboxDialog, smtp_port: int, imap_port: int = 0) -> None:
    """The test's own servers."""
    if not dialog.form.servers_fold.is_open():
        press(qtbot, dialog, "fold_servers")
    retype(qtbot, dialog, "host", "localhost")
    get(dialog, "mailbox_port").setValue(smtp_port)
    dialog.form.servers.security.choose("tls")
    reads = get(dialog, "mailbox_reads")
    reads.setChecked(bool(imap_port))
    if imap_port:
        retype(qtbot, dialog, "imap_host", "localhost")
        get(dialog, "mailbox_imap_port").setValue(imap_port)


# --- the form ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "name", "imap", "ways", "browser"),
    [
        ("maya@gmail.com", "Gmail", "imap.gmail.com", True, False),
        ("maya@acme.onmicrosoft.com", "Microsoft 365", "outlook.office365.com", False, True),
        ("mei@qq.com", "QQ Mail", "imap.qq.com", False, False),
        ("mei@163.com", "NetEase 163", "imap.163.com", False, False),
        ("max@fastmail.com", "Fastmail", "imap.fastmail.com", False, False),
    ],
)
def test_provider_is_recognised_by_the_address_and_said(
    qtbot: Any, ctx: UiContext, address: str, name: str, imap: str, ways: bool, browser: bool
) -> None:
    """Known servers stay folded; a provider that refuses passwords is not asked for one."""
    dialog = opened(qtbot, ctx)
    typed_address(qtbot, dialog, address)
    assert get(dialog, "mailbox_provider").currentText() == name
    assert get(dialog, "hint_mailbox_address").text() == f"{name}: its servers are filled in."
    assert not dialog.form.servers_fold.is_open()
    reading = dialog.form.imap()
    assert reading is not None and (reading.host, reading.port, reading.username) == (imap, 993, address)
    assert get(dialog, "mailbox_way").isVisible() == ways
    assert get(dialog, "mailbox_sign_in").isVisible() == browser and get(dialog, "mailbox_password").isVisible() != browser


def test_unknown_domain_opens_the_servers_and_only_sends_until_it_is_told_to_read(qtbot: Any, ctx: UiContext) -> None:
    """A guess must be looked at."""
    dialog = opened(qtbot, ctx)
    typed_address(qtbot, dialog, USER)
    assert dialog.form.servers_fold.is_open() and dialog.form.imap() is None
    assert "guessed" in get(dialog, "hint_mailbox_address").text()
    get(dialog, "mailbox_reads").click()
    reading = dialog.form.imap()
    assert reading is not None and reading.host == "imap.acme.example"


def test_provider_chosen_by_hand_wins_over_the_domain(qtbot: Any, ctx: UiContext) -> None:
    """A company's own domain at Google looks like nobody's."""
    dialog = opened(qtbot, ctx)
    box = get(dialog, "mailbox_provider")
    box.setCurrentIndex(box.findData("gmail"))
    box.activated.emit(box.currentIndex())
    typed_address(qtbot, dialog, USER)
    assert dialog.form.server() == SmtpServer("smtp.gmail.com", 465, "tls", USER)
    assert get(dialog, "mailbox_way").isVisible()


def test_everything_of_an_account_is_kept_and_shown_again(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Caps, signature, the day to read from; after a restart too."""
    dialog = opened(qtbot, ctx)
    typed_address(qtbot, dialog, "maya@gmail.com")
    retype(qtbot, dialog, "password", PASSWORD)
    press(qtbot, dialog, "fold_more")
    get(dialog, "mailbox_daily_cap").setValue(60)
    get(dialog, "mailbox_hourly_cap").setValue(12)
    get(dialog, "mailbox_read_since").setDate(QDate(2026, 11, 2))
    signature = get(dialog, "mailbox_signature")
    qtbot.keyClicks(signature, "Maya Chen")
    qtbot.keyClick(signature, Qt.Key.Key_Return)
    qtbot.keyClicks(signature, "Brightmarl ")
    signature.insertPlainText("你好")  # an input method hands it over at once
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog, "mailbox_save")
    (row,) = desk.mailboxes.rows()
    assert (row.daily_cap, row.options.hourly_cap, row.options.signature) == (60, 12, "Maya Chen\nBrightmarl 你好")
    again = opened(qtbot, ctx, row.id)
    assert get(again, "mailbox_read_since").date() == QDate(2026, 11, 2)
    assert get(again, "mailbox_signature").toPlainText() == "Maya Chen\nBrightmarl 你好"
    assert get(again, "mailbox_provider").currentText() == "Gmail" and again.form.imap() == row.options.imap
    assert not again.form.servers_fold.is_open()


def test_fold_opens_by_the_keyboard_and_where_something_is_wrong(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """What is folded away must not hide a fault."""
    dialog = opened(qtbot, ctx)
    typed_address(qtbot, dialog, "maya@gmail.com")
    qtbot.keyClick(get(dialog, "fold_servers"), Qt.Key.Key_Return)
    assert dialog.form.servers_fold.is_open()
    retype(qtbot, dialog, "imap_host", "")
    qtbot.keyClick(get(dialog, "fold_servers"), Qt.Key.Key_Return)
    retype(qtbot, dialog, "password", PASSWORD)
    press(qtbot, dialog, "mailbox_save")
    assert dialog.form.servers_fold.is_open() and get(dialog, "error_mailbox_imap_host").isVisible()
    assert desk.mailboxes.rows() == []


# --- finding servers --------------------------------------------------------------------------------------------------------


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServer]:
    """The network's name server."""
    original = discovery.find_servers
    with NameServer({}) as server:
        monkeypatch.setattr(discovery, "find_servers", lambda address: original(address, server.resolver()))
        yield server


def test_find_servers_says_what_it_asks_and_asks_only_then(qtbot: Any, ctx: UiContext, names: NameServer) -> None:
    """Promise F6: typing an address sends nothing anywhere."""
    names.records = {
        ("_submissions._tcp.acme.example", "SRV"): ["0 1 465 mail.acme.example."],
        ("_imaps._tcp.acme.example", "SRV"): ["0 1 993 in.acme.example."],
    }
    dialog = opened(qtbot, ctx)
    assert not get(dialog, "mailbox_find").isEnabled()
    typed_address(qtbot, dialog, USER)
    said = get(dialog, "mailbox_finding").text()
    assert names.asked == [] and "_submissions._tcp.acme.example" in said and "_imap._tcp.acme.example" in said
    press(qtbot, dialog, "mailbox_find")
    rest(qtbot, ctx)
    assert {name for name, _ in names.asked} and all(name in said for name, _ in names.asked)
    reading = dialog.form.imap()
    assert dialog.form.server().host == "mail.acme.example" and reading is not None and reading.host == "in.acme.example"
    assert "filled in" in get(dialog, "mailbox_finding").text()


def test_found_server_of_another_domain_is_used_only_after_a_yes(qtbot: Any, ctx: UiContext, names: NameServer) -> None:
    """RFC 6186: somebody on the way could have put it there."""
    names.records = {("_submissions._tcp.acme.example", "SRV"): ["0 1 465 mail.hoster.example."]}
    dialog = opened(qtbot, ctx)
    typed_address(qtbot, dialog, USER)
    press(qtbot, dialog, "mailbox_find")
    rest(qtbot, ctx)
    assert dialog.form.server().host == "smtp.acme.example"
    assert "mail.hoster.example" in get(dialog, "mailbox_finding").text()
    press(qtbot, dialog, "mailbox_use_found")
    assert dialog.form.server().host == "mail.hoster.example"


def test_domain_at_a_known_provider_gets_its_servers_and_its_way_to_sign_in(qtbot: Any, ctx: UiContext, names: NameServer) -> None:
    """By who takes the domain's mail."""
    names.records = {("acme.example", "MX"): ["0 acme-example.mail.protection.outlook.com."]}
    dialog = opened(qtbot, ctx)
    typed_address(qtbot, dialog, USER)
    press(qtbot, dialog, "mailbox_find")
    rest(qtbot, ctx)
    assert get(dialog, "mailbox_provider").currentText() == "Microsoft 365"
    assert dialog.form.server() == SmtpServer("smtp.office365.com", 587, "starttls", USER)
    assert get(dialog, "mailbox_sign_in").isVisible()


def test_nothing_found_says_to_type_it(qtbot: Any, ctx: UiContext, names: NameServer) -> None:
    """No network, no answer, no record: no error."""
    dialog = opened(qtbot, ctx)
    typed_address(qtbot, dialog, USER)
    press(qtbot, dialog, "mailbox_find")
    rest(qtbot, ctx)
    assert "Nothing was found" in get(dialog, "mailbox_finding").text()


# --- trying both sides ------------------------------------------------------------------------------------------------------


def test_test_signs_in_on_both_sides_and_says_each_in_words(qtbot: Any, ctx: UiContext, desk: Application, believed: Certificates) -> None:
    """Sending may work while reading does not; one Dovecot for both ways, for it is slow to start."""
    with SmtpSink(believed, accounts={USER: PASSWORD}) as sink, Dovecot(believed, {USER: PASSWORD}) as dovecot:
        dialog = opened(qtbot, ctx)
        typed_address(qtbot, dialog, USER)
        place(qtbot, dialog, sink.port, dovecot.imap_port)
        retype(qtbot, dialog, "password", PASSWORD)
        press(qtbot, dialog, "mailbox_test")
        rest(qtbot, ctx)
        assert get(dialog, "mailbox_said").text().splitlines()[1:] == ["Sending: works", "Reading: works"]
        retype(qtbot, dialog, "imap_username", "somebody.else")
        press(qtbot, dialog, "mailbox_test")
        rest(qtbot, ctx)
        first, second = get(dialog, "mailbox_said").text().splitlines()
        assert first == "Sending: works" and second.startswith("Reading: localhost does not accept the user name or password of somebody")
        assert desk.mailboxes.rows() == [] and sink.messages == []


def test_stop_ends_a_test_that_hangs(qtbot: Any, ctx: UiContext, believed: Certificates) -> None:
    """A server that says nothing must not hold the user for a minute."""
    with SmtpSink(believed, accounts={USER: PASSWORD}) as sink:
        sink.script("ehlo", delay=30)
        dialog = opened(qtbot, ctx)
        typed_address(qtbot, dialog, USER)
        place(qtbot, dialog, sink.port)
        retype(qtbot, dialog, "password", PASSWORD)
        press(qtbot, dialog, "mailbox_test")
        qtbot.waitUntil(lambda: "EHLO" in sink.commands)
        press(qtbot, dialog, "mailbox_stop")
        assert get(dialog, "mailbox_said").text().startswith("Given up") and get(dialog, "mailbox_test").isEnabled()
        rest(qtbot, ctx)
        assert sink.logins == []


# --- signing in with the browser --------------------------------------------------------------------------------------------


def browser_account(qtbot: Any, ctx: UiContext, browser: Callable[[str], bool], port: int, address: str = USER) -> MailboxDialog:
    """The form of an account that signs in with the browser, up to its button."""
    dialog = opened(qtbot, ctx, opener=browser)
    typed_address(qtbot, dialog, address)
    box = get(dialog, "mailbox_provider")
    box.setCurrentIndex(box.findData("microsoft365"))
    box.activated.emit(box.currentIndex())
    place(qtbot, dialog, port)
    retype(qtbot, dialog, "client_id", CLIENT_ID)
    return dialog


def test_sign_in_with_the_browser_test_save_and_send(
    qtbot: Any, ctx: UiContext, desk: Application, provider: Provider, believed: Certificates, folder: Path
) -> None:
    """The whole way, and no token in the profile's folder (promise D4)."""
    browser = TestBrowser()
    with SmtpSink(believed, tokens={}) as sink:
        dialog = browser_account(qtbot, ctx, browser, sink.port)
        press(qtbot, dialog, "mailbox_save")
        assert "Sign in" in get(dialog, "error_mailbox_client_id").text() and desk.mailboxes.rows() == []
        press(qtbot, dialog, "mailbox_sign_in")
        rest(qtbot, ctx)
        assert get(dialog, "mailbox_signed").text() == "Signed in. Save keeps it."
        sink.tokens = {USER: provider.access_tokens[-1]}
        press(qtbot, dialog, "mailbox_test")
        rest(qtbot, ctx)
        assert "let the account in" in get(dialog, "mailbox_said").text()
        with qtbot.waitSignal(dialog.accepted):
            press(qtbot, dialog, "mailbox_save")
        (row,) = desk.mailboxes.rows()
        assert row.options.app is not None and row.options.app.client_id == CLIENT_ID
        assert unpack(desk.secrets.get(row.id) or "")[0] == provider.refresh_token
        assert dialog.form.sign_in.signed is None
        desk.credentials.for_account(row.id)
        sink.tokens = {USER: provider.access_tokens[-1]}
        email = queue(desk, add_person(desk), send_at=desk.clock.now())
        assert desk.sender.run().results == {email: "sent"}
    assert [p for p in folder.rglob("*") if p.is_file() and b"canary" in p.read_bytes()] == []


def test_giving_up_ends_the_waiting_and_keeps_nothing(qtbot: Any, ctx: UiContext, desk: Application, provider: Provider) -> None:
    """And the link can be copied while it waits, for a browser that did not open."""
    dialog = browser_account(qtbot, ctx, lambda url: False, 9)
    press(qtbot, dialog, "mailbox_sign_in")
    qtbot.waitUntil(get(dialog, "mailbox_copy_link").isVisible)
    assert "did not open" in get(dialog, "mailbox_signed").text()
    press(qtbot, dialog, "mailbox_copy_link")
    assert QGuiApplication.clipboard().text().startswith(provider.root)
    press(qtbot, dialog, "mailbox_give_up")
    rest(qtbot, ctx)
    assert get(dialog, "mailbox_sign_in").isEnabled() and not get(dialog, "mailbox_give_up").isVisible()
    assert dialog.form.sign_in.signed is None and provider.asked == []


@pytest.mark.parametrize("ending", ["dialog", "program"])
def test_nobody_waits_for_a_browser_at_the_end(qtbot: Any, ctx: UiContext, provider: Provider, ending: str) -> None:
    """Closing must not take the five minutes that a browser is waited for."""
    shown = threading.Event()
    dialog = browser_account(qtbot, ctx, lambda url: bool(shown.set()) or True, 9)
    press(qtbot, dialog, "mailbox_sign_in")
    qtbot.waitUntil(shown.is_set)
    if ending == "dialog":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        rest(qtbot, ctx)
    else:
        ctx.runner.close()  # waits for what is under way


def test_no_in_the_browser_is_said_without_alarm(qtbot: Any, ctx: UiContext, provider: Provider) -> None:
    """The user did it himself."""
    provider.answer = {"error": "access_denied"}
    dialog = browser_account(qtbot, ctx, TestBrowser(), 9)
    press(qtbot, dialog, "mailbox_sign_in")
    rest(qtbot, ctx)
    assert "the answer was no" in get(dialog, "mailbox_said").text()


def test_account_that_was_refused_signs_in_again(
    qtbot: Any, ctx: UiContext, desk: Application, provider: Provider, believed: Certificates
) -> None:
    """One button, and its email goes on."""
    done = desk.credentials.sign_in(
        provider.app(provider="microsoft"), client_secret="", address=USER, open_browser=TestBrowser(), stop=threading.Event()
    )
    with SmtpSink(believed, tokens={}) as sink:
        server = SmtpServer("localhost", sink.port, "tls", USER)
        options = AccountOptions(app=provider.app(provider="microsoft"))
        box = desk.mailboxes.add(address=USER, from_name="", server=server, password=done.kept, options=options).value
        email = queue(desk, add_person(desk), send_at=desk.clock.now())
        provider.refresh_token = "revoked"
        desk.sender.run()
        assert desk.mailboxes.get(box).pause_reason == "sign_in_again"
        dialog = opened(qtbot, ctx, box, opener=TestBrowser())
        assert "sign in again" in get(dialog, "mailbox_state").text()
        assert dialog.focusWidget() is get(dialog, "mailbox_sign_in")
        press(qtbot, dialog, "mailbox_sign_in")
        rest(qtbot, ctx)
        with qtbot.waitSignal(dialog.accepted):
            press(qtbot, dialog, "mailbox_save")
        desk.credentials.for_account(box)
        sink.tokens = {USER: provider.access_tokens[-1]}
        assert desk.sender.run().results == {email: "sent"}


# --- a password changed at noon ---------------------------------------------------------------------------------------------


@pytest.fixture
def window_of(qtbot: Any, tmp_path: Path, qapp: QApplication) -> Iterator[Any]:
    """Opens main windows."""
    with windows(qtbot, tmp_path / "settings", qapp) as opens:
        yield opens


def in_dialog(work: Callable[[MailboxDialog], None], tries: int = 200) -> None:
    """Do something in the dialog once it stands there; it is modal, so whoever opens it waits."""

    def look(left: int) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, MailboxDialog) and dialog.isActiveWindow():
            work(dialog)
        elif left:
            QTimer.singleShot(10, lambda: look(left - 1))

    QTimer.singleShot(0, lambda: look(tries))


def test_password_changed_at_noon(qtbot: Any, desk: Application, window_of: Any, believed: Certificates) -> None:
    """One try, one line, one click to the field, and the queue goes on; the line comes back over a restart until then."""
    with SmtpSink(believed, accounts={USER: "the-new-one"}) as sink:
        server = SmtpServer("localhost", sink.port, "tls", USER)
        box = desk.mailboxes.add(address=USER, from_name="Li Na", server=server, password=PASSWORD).value
        emails = [queue(desk, add_person(desk), send_at=desk.clock.now()) for _ in range(3)]
        desk.outbox.gate.pace = Pace(0, 0, hours=False)
        first = window_of(desk)
        desk.sender.run()
        settle(qtbot, first)
        assert len(sink.logins) == 1 and first.banner.isVisible()
        assert USER in first.banner._text.whole() and get(first.banner, "banner_action").words() == "Type the new one"
        first.hide()
        second = window_of(desk)
        settle(qtbot, second)
        assert second.banner.isVisible() and second.banner.property("kind") == "red"
        focused: list[str] = []

        def type_it(dialog: MailboxDialog) -> None:
            focused.append(dialog.focusWidget().objectName())
            qtbot.keyClicks(dialog.focusWidget(), "the-new-one")
            qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        in_dialog(type_it)
        press(qtbot, second.banner, "banner_action")
        settle(qtbot, second)
        assert focused == ["mailbox_password"]
        assert not desk.mailboxes.get(box).paused and second.banner.isHidden()
        assert desk.sender.run().results == dict.fromkeys(emails, "sent")


def test_line_stays_when_the_dialog_is_left_without_a_password(qtbot: Any, desk: Application, window_of: Any) -> None:
    """Nothing has been mended yet."""
    box = add_mailbox(desk)
    desk.mailboxes.pause(box, "auth_refused")
    window = window_of(desk)
    settle(qtbot, window)
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    press(qtbot, window.banner, "banner_action")
    settle(qtbot, window)
    assert window.banner.isVisible()
    desk.mailboxes.set_password(box, "the-new-one")
    settle(qtbot, window)
    assert window.banner.isHidden()


def test_account_that_the_user_paused_stays_paused_with_a_new_password(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """And no line asks for it."""
    box = add_mailbox(desk)
    desk.mailboxes.pause(box, "by_user")
    dialog = opened(qtbot, ctx, box)
    retype(qtbot, dialog, "password", "canary-new")
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog, "mailbox_save")
    assert desk.mailboxes.get(box).pause_reason == "by_user" and desk.secrets.get(box) == "canary-new"


# --- several accounts -------------------------------------------------------------------------------------------------------


def test_default_account_is_chosen_kept_and_undone(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Email leaves by it unless another one is chosen."""
    first = add_mailbox(desk)
    second = desk.mailboxes.add(
        address="second@acme.example", from_name="", server=SmtpServer("m.acme.example", 465, "tls", "s"), password="p"
    ).value
    page = SettingsPage(ctx)
    qtbot.addWidget(page)
    page.show()
    rest(qtbot, ctx)

    def there(name: str) -> list[Any]:
        # Lines that were replaced are still about to be deleted; they are hidden.
        return [w for w in page.findChildren(QWidget, name) if w.isVisibleTo(page)]

    qtbot.waitUntil(lambda: bool(there(f"account_default_{first}")))
    assert not there(f"account_make_default_{first}")
    page.show_section("accounts")
    there(f"account_make_default_{second}")[0].click()
    qtbot.waitUntil(lambda: bool(there(f"account_default_{second}")))
    queue(desk, add_person(desk), send_at=desk.clock.now())
    assert one(desk, "SELECT mailbox_id FROM outbox") == second
    desk.undo.undo()
    desk.undo.undo()
    desk.undo.undo()
    assert [r.id for r in desk.mailboxes.rows() if r.default] == [first]


def test_removed_default_falls_back_to_the_oldest(desk: Application) -> None:
    """No email must wait for an account that is gone."""
    first = add_mailbox(desk)
    server = SmtpServer("m.acme.example", 465, "tls", "s")
    second = desk.mailboxes.add(address="second@acme.example", from_name="", server=server, password="p").value
    desk.mailboxes.make_default(second)
    desk.mailboxes.remove(second)
    assert [r.id for r in desk.mailboxes.rows() if r.default] == [first]


def test_removed_account_gives_its_steps_back_to_the_list(desk: Application) -> None:
    """Rules R4 and R10: nobody is left in a queue that nobody serves."""
    box, who = add_mailbox(desk), add_person(desk)
    desk.enrolments.enrol([who], "p5")
    desk.outbox.queue(EmailDraft(who, "A question", "Hello", step=desk.compose.compose(who).step))
    assert desk.mailboxes.waiting(box) == 1
    assert desk.mailboxes.remove(box).value == 1
    assert rows(desk, "SELECT state, wait_reason FROM enrolment") == [("waiting", "mailbox_removed")]
    assert desk.safety.check().sound
