"""Settings, Reading mail: folders of an account ticked, directories of .eml files added and left, problems in words (R18)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.ports import FoundFolder
from sdrdesk.core.services.mail_folders import Problem
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.settings.page import SettingsPage
from sdrdesk.ui.runner import Runner
from tests.mail.test_eml_folder import put
from tests.support.factories import add_person
from tests.support.mail_in import person_mail
from tests.support.profile import one
from tests.support.reading import add_account


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Until nothing is read or written."""
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def shown(qtbot: Any, ctx: UiContext) -> SettingsPage:
    """The page, read and at rest."""
    page = SettingsPage(ctx)
    qtbot.addWidget(page)
    page.resize(1120, 680)
    page.show()
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    page.show_section("reading")
    return page


def click(qtbot: Any, page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None and button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.reading.findChildren(QLabel) if label.isVisibleTo(page))


def folder_ticks(page: SettingsPage) -> dict[str, QCheckBox]:
    """The boxes that are on the page now, by their text."""
    return {t.text(): t for t in page.reading.findChildren(QCheckBox) if t.isVisibleTo(page)}


def test_directory_is_added_read_and_left(qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path) -> None:
    """For people without IMAP: their mail program saves replies there."""
    add_person(desk, "Ann Lee", email="ann@acme-works.example")
    mail = tmp_path / "mail & more"
    mail.mkdir()
    put(mail, "1.eml", person_mail("ann@acme-works.example"))
    page = shown(qtbot, ctx)
    assert page.reading.none.isVisible()
    page.reading.pick_directory = lambda: str(mail)  # type: ignore[method-assign]
    click(qtbot, page, "directory_add")
    qtbot.waitUntil(lambda: "not read yet" in words(page))
    assert not page.reading.none.isVisible()
    desk.mail_reading.read_all()
    assert one(desk, "SELECT kind FROM message") == "human_reply"
    page.reading.refresh()
    qtbot.waitUntil(lambda: "read without a problem" in words(page))
    click(qtbot, page, "directory_add")
    qtbot.waitUntil(lambda: page.reading.error.isVisible())
    assert "watched already" in page.reading.error.text()
    row = desk.mail_folders.directories()[0]
    click(qtbot, page, f"directory_remove_{row.id}")
    qtbot.waitUntil(lambda: page.reading.none.isVisible())
    assert desk.mail_folders.directories() == [] and (mail / "1.eml").exists()


def test_folders_of_an_account_are_ticked_and_what_we_sent_is_never_offered(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """INBOX and junk from the start; the user adds others."""
    box = add_account(desk, "mail.acme.example", 993, "li.na@acme.example", "canary-Birne-1")
    roles = {"INBOX": "inbox", "Junk": "junk", "Sent": "sent", "Clients & <b>x</b>": "other"}
    desk.mail_folders.found(box, [FoundFolder(name, role) for name, role in roles.items()])
    page = shown(qtbot, ctx)
    qtbot.waitUntil(lambda: len(folder_ticks(page)) == 3)
    ticks = folder_ticks(page)
    assert {name: t.isChecked() for name, t in ticks.items()} == {"INBOX": True, "Junk": True, "Clients && <b>x</b>": False}
    ticks["Clients && <b>x</b>"].click()
    qtbot.waitUntil(lambda: one(desk, "SELECT watched FROM mail_folder WHERE role = 'other'") == 1)
    rest(qtbot, ctx)
    qtbot.waitUntil(
        lambda: page.reading._shown is not None and all(r.watched for _, rows in page.reading._shown.accounts for r in rows[3:])
    )
    qtbot.waitUntil(lambda: "Junk" in folder_ticks(page))  # the rows are made anew when the answer comes
    folder_ticks(page)["Junk"].click()
    qtbot.waitUntil(lambda: one(desk, "SELECT watched FROM mail_folder WHERE role = 'junk'") == 0)
    rest(qtbot, ctx)


def test_refused_account_says_why_and_is_tried_again_by_a_click(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The server's words, and one way on."""
    box = add_account(desk, "mail.acme.example", 993, "li.na@acme.example", "canary-Birne-1")
    problem = {"host": "mail.acme.example", "username": "li.na@acme.example", "reply": "no"}
    desk.mail_folders.account_read(box, Problem("imap_auth_refused", problem))
    page = shown(qtbot, ctx)
    qtbot.waitUntil(lambda: "does not accept the user name or password" in words(page))
    click(qtbot, page, f"reading_again_{box}")
    qtbot.waitUntil(lambda: desk.mail_folders.accounts()[0].problem is None)
    rest(qtbot, ctx)
