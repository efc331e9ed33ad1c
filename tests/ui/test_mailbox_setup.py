"""The email account dialog against a real submission server: presets, the test, what goes wrong in words, and what cannot be undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.clock import FixedClock
from sdrdesk.core.errors import KeyringProblem
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.ports import SmtpServer
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.mailbox_setup import MailboxDialog
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox, add_person, queue
from tests.support.profile import DATABASE, NEW_YORK, NOW, one
from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink

USER = "li.na@acme.example"
PASSWORD = "canary-Pflaume-77310"


class _LockedKeyring(MemorySecrets):
    """A keyring that nobody unlocks."""

    def set(self, account_id: int, secret: str) -> None:
        raise KeyringProblem("keyring_locked")


def context(desk: Application) -> UiContext:
    """What a dialog gets from the main window."""
    return UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en"))


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """A context on the test's profile."""
    made = context(desk)
    yield made
    made.runner.close()
    made.bridge.close()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """A certificate for localhost."""
    return certificates.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def sink(papers: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmtpSink]:
    """A submission server whose certificate is believed."""
    monkeypatch.setenv("SSL_CERT_FILE", str(papers.authority))
    with SmtpSink(papers, accounts={USER: PASSWORD}) as server:
        yield server


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def opened(qtbot: Any, ctx: UiContext, mailbox_id: int | None = None) -> MailboxDialog:
    """The dialog on the screen."""
    dialog = MailboxDialog(ctx, None, mailbox_id)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def get(dialog: MailboxDialog, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget of the dialog by its name."""
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: Any, dialog: MailboxDialog, name: str) -> None:
    """Click a button."""
    qtbot.mouseClick(get(dialog, f"mailbox_{name}", QPushButton), Qt.MouseButton.LeftButton)


def retype(qtbot: Any, dialog: MailboxDialog, name: str, words: str) -> None:
    """Type a field anew."""
    line = get(dialog, f"mailbox_{name}", QLineEdit)
    line.clear()
    qtbot.keyClicks(line, words)


def fill(qtbot: Any, dialog: MailboxDialog, sink: SmtpSink, password: str = PASSWORD) -> None:
    """An account on the test's server."""
    retype(qtbot, dialog, "address", USER)
    retype(qtbot, dialog, "host", sink.host)
    get(dialog, "mailbox_port").setValue(sink.port)
    retype(qtbot, dialog, "password", password)


@pytest.mark.parametrize(
    ("address", "host", "port", "security", "word"),
    [
        ("maya@gmail.com", "smtp.gmail.com", 465, "tls", "app password"), ("mei@qq.com", "smtp.qq.com", 465, "tls", "授权码"),
        ("li@acme.example", "smtp.acme.example", 465, "tls", "keyring"),
    ],
)  # fmt: skip
def test_typed_address_fills_in_the_server_and_says_which_password(
    qtbot: Any, ctx: UiContext, address: str, host: str, port: int, security: str, word: str
) -> None:
    """Most failures of a first setup are a wrong server or the wrong kind of password."""
    dialog = opened(qtbot, ctx)
    retype(qtbot, dialog, "address", address)
    assert dialog.form.server() == SmtpServer(host, port, security, address)
    hint = get(dialog, "hint_mailbox_password")
    assert word in hint.text() and hint.isVisible()


def test_server_typed_by_hand_is_not_overwritten_by_a_guess(qtbot: Any, ctx: UiContext) -> None:
    """Who knows their server knows it better than a table."""
    dialog = opened(qtbot, ctx)
    retype(qtbot, dialog, "host", "mail.acme.example")
    retype(qtbot, dialog, "address", "maya@gmail.com")
    assert dialog.form.server().host == "mail.acme.example"


def test_test_signs_in_and_writes_nothing(qtbot: Any, ctx: UiContext, desk: Application, sink: SmtpSink) -> None:
    """A try must leave no half-made account behind."""
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink)
    press(qtbot, dialog, "test")
    assert sink.host in get(dialog, "mailbox_said").text()
    rest(qtbot, ctx)
    assert get(dialog, "mailbox_said").text().startswith("It works")
    assert sink.logins == [(USER, PASSWORD)]
    assert desk.mailboxes.rows() == [] and not sink.messages


def test_wrong_password_says_so_with_what_to_do(qtbot: Any, ctx: UiContext, sink: SmtpSink) -> None:
    """ "Error 535" helps nobody."""
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink, "wrong")
    press(qtbot, dialog, "test")
    rest(qtbot, ctx)
    assert "does not accept the user name or password" in get(dialog, "mailbox_said").text()
    assert get(dialog, "mailbox_advice").isVisible() and get(dialog, "mailbox_advice").text()
    retype(qtbot, dialog, "password", PASSWORD)
    assert not get(dialog, "mailbox_said").isVisible()


def test_unknown_certificate_sends_no_password(
    qtbot: Any, ctx: UiContext, sink: SmtpSink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise D: whoever stands between must learn nothing."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.make(tmp_path / "other").authority))
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink)
    press(qtbot, dialog, "test")
    rest(qtbot, ctx)
    assert "not safe" in get(dialog, "mailbox_said").text()
    assert "never used" in get(dialog, "mailbox_advice").text()
    assert sink.logins == []


def test_unreachable_server_is_told_with_host_and_port(qtbot: Any, ctx: UiContext, sink: SmtpSink) -> None:
    """The one thing to check is named."""
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink)
    get(dialog, "mailbox_port").setValue(9)
    press(qtbot, dialog, "test")
    rest(qtbot, ctx)
    assert "localhost, port 9" in get(dialog, "mailbox_said").text()
    assert "online" in get(dialog, "mailbox_advice").text()


def test_save_keeps_the_account_and_puts_the_password_into_the_keyring_only(
    qtbot: Any, ctx: UiContext, desk: Application, sink: SmtpSink, folder: Path
) -> None:
    """Promise D4: the password is nowhere in the profile's folder."""
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink)
    retype(qtbot, dialog, "from_name", "Li Na")
    get(dialog, "mailbox_daily_cap").setValue(40)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (row,) = desk.mailboxes.rows()
    assert (row.address, row.from_name, row.server, row.daily_cap, row.paused) == (
        USER,
        "Li Na",
        SmtpServer(sink.host, sink.port, "tls", USER),
        40,
        False,
    )
    assert desk.secrets.get(row.id) == PASSWORD
    assert [p for p in folder.rglob("*") if p.is_file() and PASSWORD.encode() in p.read_bytes()] == []
    assert get(dialog, "mailbox_password", QLineEdit).text() == ""


def test_incomplete_form_says_what_lacks_beside_the_fields(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Nothing is tried, and nothing is kept."""
    dialog = opened(qtbot, ctx)
    press(qtbot, dialog, "save")
    assert all(get(dialog, f"error_mailbox_{name}").isVisible() for name in ("address", "host", "password"))
    assert ctx.runner.pending == 0 and desk.mailboxes.rows() == []


def test_second_account_of_an_address_is_refused_beside_the_address(qtbot: Any, ctx: UiContext, desk: Application, sink: SmtpSink) -> None:
    """Two accounts of one address would double its daily cap."""
    add_mailbox(desk)
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink)
    press(qtbot, dialog, "save")
    rest(qtbot, ctx)
    assert USER in get(dialog, "error_mailbox_address").text()
    assert dialog.isVisible()


def test_locked_keyring_says_what_to_do_and_keeps_no_account(qtbot: Any, template: Path, folder: Path, sink: SmtpSink) -> None:
    """An account without its password would pause all by itself later."""
    folder.mkdir()
    shutil.copyfile(template, folder / DATABASE)
    desk = Application(ProfilePaths(folder), FixedClock(NOW), fixed_zone=NEW_YORK, secrets=_LockedKeyring())
    ctx = context(desk)
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink)
    press(qtbot, dialog, "save")
    rest(qtbot, ctx)
    assert "locked" in get(dialog, "mailbox_said").text()
    assert "Unlock" in get(dialog, "mailbox_advice").text()
    assert desk.mailboxes.rows() == []
    assert get(dialog, "mailbox_password", QLineEdit).text() == PASSWORD
    ctx.runner.close()
    ctx.bridge.close()
    desk.close()


def test_closing_during_a_test_gives_it_up_in_silence(qtbot: Any, ctx: UiContext, sink: SmtpSink) -> None:
    """An error of a dialog that is gone must not pop up over the list."""
    sink.script("auth", reply="535 no", delay=0.3)
    errors: list[object] = []
    ctx.runner.failed.connect(errors.append)
    dialog = opened(qtbot, ctx)
    fill(qtbot, dialog, sink)
    press(qtbot, dialog, "test")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    rest(qtbot, ctx)
    assert errors == []
    assert "535" not in get(dialog, "mailbox_said").text()


def test_existing_account_takes_a_new_password_and_lets_email_go(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The one way out after the server refused the old one."""
    box = add_mailbox(desk)
    desk.mailboxes.pause(box, "auth_refused")
    dialog = opened(qtbot, ctx, box)
    assert "refused the password" in get(dialog, "mailbox_state").text()
    assert not get(dialog, "mailbox_address").isEnabled()
    retype(qtbot, dialog, "password", "canary-new")
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog, "save")
    assert desk.secrets.get(box) == "canary-new"
    assert not desk.mailboxes.get(box).paused


def test_existing_account_keeps_its_password_when_only_the_cap_changes(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """An empty password field means: the one that is kept."""
    box = add_mailbox(desk)
    before = desk.secrets.get(box)
    dialog = opened(qtbot, ctx, box)
    get(dialog, "mailbox_daily_cap").setValue(25)
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog, "save")
    assert desk.mailboxes.get(box).daily_cap == 25
    assert desk.secrets.get(box) == before


def test_pause_and_resume(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The user stops and starts an account without losing it."""
    box = add_mailbox(desk)
    dialog = opened(qtbot, ctx, box)
    press(qtbot, dialog, "pause")
    rest(qtbot, ctx)
    assert desk.mailboxes.get(box).paused and get(dialog, "mailbox_state").text().startswith("Paused: by you")
    press(qtbot, dialog, "pause")
    rest(qtbot, ctx)
    assert not desk.mailboxes.get(box).paused


def test_remove_asks_first_and_then_forgets_account_and_password(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """It cannot be undone, so one stroke must not do it."""
    box = add_mailbox(desk)
    queue(desk, add_person(desk))
    said: list[str] = []
    ctx.nav.toast.connect(lambda words, undo: said.append(words))
    dialog = opened(qtbot, ctx, box)
    press(qtbot, dialog, "remove")
    rest(qtbot, ctx)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not get(dialog, "mailbox_question").isVisible()
    assert len(desk.mailboxes.rows()) == 1
    press(qtbot, dialog, "remove")
    rest(qtbot, ctx)
    assert "Emails that wait: 1." in get(dialog, "mailbox_question").text()
    assert "cannot be undone" in get(dialog, "mailbox_question").text()
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog, "remove_really")
    assert desk.mailboxes.rows() == []
    assert desk.secrets.get(box) is None
    assert one(desk, "SELECT state FROM outbox") == "cancelled"
    assert said[-1].endswith("1")
