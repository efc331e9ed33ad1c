"""How an account signs in: by a password in its provider's words, or with the browser (OAuth2) by a client id of the user's own."""

from __future__ import annotations

import dataclasses
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.ports import AccountPreset, OAuthApp
from sdrdesk.core.services.credentials import SignedIn
from sdrdesk.core.texts import Texts
from sdrdesk.ui.widgets.form import FormField
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel


class SignInPart(QWidget):
    """A password, or a button that opens the browser.

    Args:
        texts: words of the core.

    Signals:
        edited: (name of the field) something was typed or chosen.
        sign_in_asked: the user wants to sign in with the browser.
        given_up: the user does not want to wait for the browser any more.
    """

    edited = Signal(str)
    sign_in_asked = Signal()
    given_up = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._app: OAuthApp | None = None
        self._link = ""
        self.signed: SignedIn | None = None
        self.fields: dict[str, FormField] = {}
        self.way = SegmentedControl(
            [SegmentSpec("password", self.tr("Password")), SegmentSpec("oauth", self.tr("Sign in with the browser"))]
        )
        self.way.setObjectName("mailbox_way")
        self.way.setAccessibleName(self.tr("How the account signs in"))
        self.way.set_value("password")
        self.way.changed.connect(self._on_way)
        self.password, self.client_id, self.client_secret = QLineEdit(), QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.way)
        for name, line in (("password", self.password), ("client_id", self.client_id), ("client_secret", self.client_secret)):
            line.setObjectName(f"mailbox_{name}")
            if name != "client_id":
                line.setEchoMode(QLineEdit.EchoMode.Password)
            self.fields[name] = FormField(line, f"mailbox_{name}")
            line.textEdited.connect(partial(self._typed, name))
            column.addWidget(self.fields[name])
        column.addWidget(self._make_browser_row())
        self.show_preset(None)

    def _make_browser_row(self) -> QWidget:
        self.sign_in_button = KeyButton("", "default", "log-in")
        self.sign_in_button.setObjectName("mailbox_sign_in")
        self.sign_in_button.clicked.connect(self.sign_in_asked)
        self.copy_button = KeyButton(self.tr("Copy the link"), "small")
        self.copy_button.setObjectName("mailbox_copy_link")
        self.copy_button.clicked.connect(self._copy)
        self.stop_button = KeyButton(self.tr("Give up"), "small")
        self.stop_button.setObjectName("mailbox_give_up")
        self.stop_button.clicked.connect(self.given_up)
        self.state = PlainLabel("", "t2", 12, wrap=True)
        self.state.setObjectName("mailbox_signed")
        self.browser_row = QWidget()
        row = QHBoxLayout(self.browser_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sign_in_button)
        row.addWidget(self.state, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.stop_button)
        self.set_waiting(False)
        return self.browser_row

    # --- what is asked -----------------------------------------------------------------------------------------------------

    def show_preset(self, preset: AccountPreset | None, *, keep_way: bool = False) -> None:
        """Ask in the provider's words; a provider that refuses passwords is not asked for one."""
        app = preset.app if preset else None
        if app is None or self._app is None or app.provider != self._app.provider:
            self.signed = None
            self.state.setText("")
        self._app = app
        self.way.setVisible(app is not None and preset is not None and preset.password != "oauth")
        if app is None:
            self.way.set_value("password")
        elif preset is not None and preset.password == "oauth" and not keep_way:
            self.way.set_value("oauth")
        self._words(preset)
        self._show_way()

    def _words(self, preset: AccountPreset | None) -> None:
        kind, key = (preset.password, preset.key) if preset else ("mailbox", "")
        hint = f"password_hint.{key}" if self._texts.has(f"password_hint.{key}") else f"password_hint.{kind}"
        self.fields["password"].set_words(
            self.tr("Authorization code (授权码)") if kind == "authorization_code" else self.tr("Password"), self._texts(hint)
        )
        if self._app is None:
            return
        provider = self._texts(f"provider.{self._app.provider}")
        self.fields["client_id"].set_words(self.tr("Client ID"), self._texts(f"client_hint.{self._app.provider}"))
        self.fields["client_secret"].set_words(
            self.tr("Client secret"), self.tr("%1 shows it beside the client ID. It is kept in the keyring.").replace("%1", provider)
        )
        self.sign_in_button.set_words(self.tr("Sign in with %1").replace("%1", provider))

    def _show_way(self) -> None:
        browser = self.uses_browser()
        self.fields["password"].setVisible(not browser)
        self.fields["client_id"].setVisible(browser)
        self.fields["client_secret"].setVisible(browser and self._app is not None and self._app.wants_secret)
        self.browser_row.setVisible(browser)

    # --- values ------------------------------------------------------------------------------------------------------------

    def uses_browser(self) -> bool:
        """Is it OAuth2 that was chosen?"""
        return self._app is not None and self.way.value() == "oauth"

    def app(self) -> OAuthApp | None:
        """How it signs in over OAuth2, with what was typed; None for a password."""
        if not self.uses_browser() or self._app is None:
            return None
        return dataclasses.replace(self._app, client_id=self.client_id.text().strip())

    def set_app(self, app: OAuthApp) -> None:
        """An account that is there already signs in so."""
        self._app = app
        self.way.set_value("oauth")
        self.client_id.setText(app.client_id)
        self._words(None)
        self._show_way()

    # --- the browser -------------------------------------------------------------------------------------------------------

    def set_waiting(self, waiting: bool, link: str = "") -> None:
        """The browser is open, or it is not any more."""
        self._link = link
        self.sign_in_button.setEnabled(not waiting)
        self.stop_button.setVisible(waiting)
        self.copy_button.setVisible(waiting and bool(link))
        if waiting:
            self.say(self.tr("Waiting for your answer in the browser…"))

    def take_signed(self, signed: SignedIn) -> None:
        """It went well; what came of it is kept by "Save"."""
        self.signed = signed
        self.client_secret.clear()
        self.say(self.tr("Signed in. Save keeps it."), "green")

    def say(self, words: str, role: str = "t2") -> None:
        """Beside the button."""
        self.state.set_role(role)
        self.state.setText(words)

    def clear(self) -> None:
        """Nothing secret stays on the screen or behind it."""
        self.password.clear()
        self.client_secret.clear()
        self.signed = None
        self._link = ""

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)

    @Slot(str)
    def _on_way(self, _way: str) -> None:
        self._show_way()
        self.edited.emit("password")

    def _typed(self, name: str, _text: str) -> None:
        if name == "client_id":
            self.signed = None
            self.say("")
        self.edited.emit(name)
