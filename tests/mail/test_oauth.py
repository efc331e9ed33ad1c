"""Signing in with the browser against a provider of our own: the way there and back, whatever can go wrong, and what stays secret."""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sdrdesk.core.bus import Notice
from sdrdesk.core.errors import AuthRefused, Cancelled, KeyringProblem, NetworkDown, SdrDeskError, ServerRefused, ValidationError
from sdrdesk.core.mail.oauth import Browser
from sdrdesk.core.mail.oauth_loopback import Landing
from sdrdesk.core.mail.presets import preset_for, provider_app
from sdrdesk.core.mail.smtp import SmtpSender
from sdrdesk.core.ports import DeliveryKind, ImapServer, Secret, SmtpServer
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.services.credentials import unpack
from sdrdesk.core.services.mailboxes import AccountOptions
from sdrdesk.core.texts import Texts
from tests.mail.conftest import USER, server_of
from tests.proofs.desks import Desk, open_desk
from tests.support.reading import Collector, give_imap, reading
from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates
from tests.support.servers.imap_script import Script, serve
from tests.support.servers.provider import CLIENT_ID, Provider, TestBrowser, fetch
from tests.support.servers.smtp_sink import SmtpSink
from tests.support.servers.wire import Line, RawServer


@pytest.fixture
def provider(believed: Certificates) -> Iterator[Provider]:
    """A well-behaved provider."""
    with Provider(believed) as made:
        yield made


@pytest.fixture
def authority() -> Browser:
    """Ours, with a short patience."""
    return Browser(Texts("en"), wait_s=5, answer_s=5)


def sign_in(authority: Browser, provider: Provider, browser: Any, *, secret: str = "", **changes: Any) -> Any:
    """Sign in at the provider."""
    return authority.sign_in(provider.app(**changes), secret, USER, browser, threading.Event())


# --- the way there and back -------------------------------------------------------------------------------------------------


def test_sign_in_uses_pkce_and_a_state_and_comes_back_to_the_loopback(authority: Browser, provider: Provider) -> None:
    """RFC 7636 and 8252: whoever overhears the code cannot use it, and whoever knows only the port is not believed."""
    browser = TestBrowser()
    tokens = sign_in(authority, provider, browser)
    browser.wait()
    (asked,) = provider.authorizations
    assert (asked["code_challenge_method"], asked["response_type"], asked["login_hint"]) == ("S256", "code", USER)
    assert urlsplit(asked["redirect_uri"]).hostname == "127.0.0.1" and len(asked["state"]) >= 40
    (form,) = provider.asked
    assert len(form["code_verifier"]) >= 43 and form["code_verifier"] not in browser.opened[0]
    assert (tokens.access, tokens.refresh) == (provider.access_tokens[-1], provider.refresh_token)
    assert browser.seen[0][0] == 200 and "close this tab" in browser.seen[0][1]


def test_sign_in_twice_never_uses_a_state_or_a_verifier_again(authority: Browser, provider: Provider) -> None:
    """A second sign-in must not be answered by the first one's page."""
    for _ in range(2):
        sign_in(authority, provider, TestBrowser())
    first, second = provider.authorizations
    assert first["state"] != second["state"] and first["code_challenge"] != second["code_challenge"]


def test_wrong_state_is_turned_away_and_ends_nothing(authority: Browser, provider: Provider) -> None:
    """Another page in the browser, or another program, must neither get its own code in nor break the sign-in off."""
    seen: list[tuple[int, str]] = []

    def browser(url: str) -> bool:
        back = parse_qs(urlsplit(url).query)["redirect_uri"][0]
        seen.append(fetch(f"{back}/?code=stolen&state=guessed"))
        seen.append(fetch(f"{back}/?code=stolen"))
        return TestBrowser()(url)

    tokens = sign_in(authority, provider, browser)
    assert [status for status, _ in seen] == [400, 400]
    assert tokens.access and [form["code"] != "stolen" for form in provider.asked] == [True]


def test_provider_that_sends_back_a_wrong_state_gets_no_further(provider: Provider) -> None:
    """No code is taken, nothing is asked for, and the user hears that no answer came."""
    provider.state_instead = "other"
    browser = TestBrowser()
    with pytest.raises(NetworkDown) as refused:
        sign_in(Browser(Texts("en"), wait_s=0.5), provider, browser)
    browser.wait()
    assert refused.value.code == "oauth_no_answer" and provider.asked == []
    assert browser.seen[0][0] == 400


def test_second_answer_is_not_taken(authority: Browser, provider: Provider) -> None:
    """A page that is loaded again brings the same code again; it is used once."""
    browser = TestBrowser(times=2)
    sign_in(authority, provider, browser)
    browser.wait()
    assert browser.seen[0][0] == 200 and browser.seen[1][0] in (0, 410)
    assert len(provider.asked) == 1


def test_landing_takes_one_answer_only_and_only_by_its_own_name() -> None:
    """Also while it still stands open; and a name that was bent to this machine (DNS rebinding) is not its own."""
    with Landing("s" * 40, Texts("en")) as landing:
        place = f"http://127.0.0.1:{landing.port}"
        assert fetch(f"{place}/?state={'s' * 40}&code=c", Host="evil.example")[0] == 404
        assert fetch(f"{place}/favicon.ico")[0] == 404
        assert fetch(f"{place}/?state={'s' * 40}&state=x&code=c")[0] == 400
        assert fetch(f"{place}/?state={'s' * 40}&code=one")[0] == 200
        assert fetch(f"{place}/?state={'s' * 40}&code=two")[0] == 410
        answer = landing.answer(1)
        assert answer is not None and answer["code"] == "one" and landing.answer(0.01) is None
    assert fetch(place)[0] == 0


def test_refusal_in_the_browser_is_a_cancel_and_says_so_there_too(authority: Browser, provider: Provider) -> None:
    """The user pressed Deny: no error to hunt for."""
    provider.answer = {"error": "access_denied"}
    browser = TestBrowser()
    with pytest.raises(Cancelled) as cancelled:
        sign_in(authority, provider, browser)
    browser.wait()
    assert cancelled.value.code == "oauth_denied" and provider.asked == []
    assert "The answer was no" in browser.seen[0][1]


def test_error_of_the_provider_is_told_by_its_code(authority: Browser, provider: Provider) -> None:
    """Only the code: a description is a stranger's text."""
    provider.answer = {"error": "invalid_scope", "error_description": "<b>call 555</b>"}
    with pytest.raises(AuthRefused) as refused:
        sign_in(authority, provider, TestBrowser())
    assert refused.value.code == "oauth_refused" and refused.value.params["reply"] == "invalid_scope"
    assert "555" not in Texts("en")(f"error.{refused.value.code}", **refused.value.params)


def test_nobody_signs_in_is_given_up_in_time(provider: Provider) -> None:
    """The browser was closed."""
    with pytest.raises(NetworkDown) as none:
        sign_in(Browser(Texts("en"), wait_s=0.3), provider, lambda url: True)
    assert none.value.code == "oauth_no_answer"


def test_cancel_ends_the_waiting_and_closes_the_port(authority: Browser, provider: Provider) -> None:
    """Closing the dialog, or the program, is enough."""
    stop, opened = threading.Event(), []

    def browser(url: str) -> bool:
        opened.append(parse_qs(urlsplit(url).query)["redirect_uri"][0])
        stop.set()
        return True

    with pytest.raises(Cancelled):
        authority.sign_in(provider.app(), "", USER, browser, stop)
    assert fetch(opened[0])[0] == 0


def test_browser_that_does_not_open_is_said(authority: Browser, provider: Provider) -> None:
    """Waiting five minutes for nothing would be worse."""
    with pytest.raises(ServerRefused) as refused:
        sign_in(authority, provider, lambda url: False)
    assert refused.value.code == "oauth_no_browser"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_id": " "}, "client_id_missing"),
        ({"token_url": "http://localhost/token"}, "oauth_not_https"),
        ({"authorize_url": "http://localhost/authorize"}, "oauth_not_https"),
        ({"redirect": "evil.example"}, "oauth_not_loopback"),
    ],
)
def test_unsound_settings_open_no_browser(authority: Browser, provider: Provider, changes: dict[str, Any], code: str) -> None:
    """A profile from somebody else must not send the user to a page in the clear."""
    browser = TestBrowser()
    with pytest.raises(ValidationError) as refused:
        sign_in(authority, provider, browser, **changes)
    assert refused.value.code == code and browser.opened == []


# --- tokens -----------------------------------------------------------------------------------------------------------------


def test_client_secret_goes_to_the_token_address_only(authority: Browser, believed: Certificates) -> None:
    """Google wants one from desktop programs too."""
    with Provider(believed, client_secret="canary-client") as provider:
        browser = TestBrowser()
        assert sign_in(authority, provider, browser, secret="canary-client").access
        assert "canary-client" not in browser.opened[0]
        with pytest.raises(AuthRefused) as refused:
            sign_in(authority, provider, TestBrowser(), secret="wrong")
        assert refused.value.code == "oauth_client_refused"


def test_sign_in_without_a_refresh_token_is_refused(authority: Browser, provider: Provider) -> None:
    """It would work for an hour and then fail in the middle of the day."""
    provider.token_error = (200, {"access_token": "a", "token_type": "Bearer", "expires_in": 3600})
    with pytest.raises(ServerRefused) as refused:
        sign_in(authority, provider, TestBrowser())
    assert refused.value.code == "oauth_no_refresh"


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>"), (200, []), (200, {}), (200, {"access_token": "a b", "token_type": "Bearer"}), (200, {"access_token": "a\r\nX", "token_type": "bearer"}),
        (200, {"access_token": "a", "token_type": "mac"}), (200, {"access_token": "x" * 20_000, "token_type": "bearer"}), (500, b""), (302, b""), (503, {"error": {"x": 1}}),
    ],
)  # fmt: skip
def test_refresh_with_a_senseless_answer_is_no_token_and_may_work_later(authority: Browser, provider: Provider, answer: Any) -> None:
    """A captive portal, a broken proxy, a server in trouble: the account is not at fault."""
    provider.token_error = answer
    with pytest.raises(ServerRefused) as refused:
        authority.refresh(provider.app(), "", "r")
    assert refused.value.code == "oauth_failed"
    assert len(provider.asked) == 1


@pytest.mark.parametrize("code", ["invalid_grant", "interaction_required"])
def test_refresh_that_is_refused_asks_for_a_new_sign_in(authority: Browser, provider: Provider, code: str) -> None:
    """The one thing that only the user can mend."""
    provider.token_error = (400, {"error": code})
    with pytest.raises(AuthRefused) as refused:
        authority.refresh(provider.app(), "", "r")
    assert refused.value.code == "sign_in_again"


@pytest.mark.parametrize("kind", ["wrong_host", "expired", "self_signed"])
def test_refresh_over_a_bad_certificate_sends_no_token(
    authority: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Promise B8 holds for tokens too."""
    bad = certificates.make(tmp_path / "bad", kind)
    monkeypatch.setenv("SSL_CERT_FILE", str(bad.authority))
    with Provider(bad) as provider:
        with pytest.raises(ServerRefused) as refused:
            authority.refresh(provider.app(), "", "canary-refresh")
        assert refused.value.code == "oauth_tls_failed" and provider.asked == []


def test_refresh_without_a_network_says_so(authority: Browser, provider: Provider) -> None:
    """On a train."""
    with pytest.raises(NetworkDown):
        authority.refresh(provider.app(token_url="https://localhost:9/token"), "", "r")


# --- SMTP -------------------------------------------------------------------------------------------------------------------


def test_smtp_signs_in_by_a_token(believed: Certificates, sender: SmtpSender) -> None:
    """As Google and Microsoft take it."""
    with SmtpSink(believed, tokens={USER: "canary-token"}) as sink:
        assert sender.check(server_of(sink), Secret("bearer", "canary-token")).kind is DeliveryKind.ACCEPTED
        assert sink.logins == [(USER, "canary-token")] and sink.commands.count("AUTH") == 1


def test_smtp_refused_token_is_answered_by_an_empty_line_and_ends_in_words(believed: Certificates, sender: SmtpSender) -> None:
    """The server's error in JSON is a challenge: without the empty answer it would wait until it loses patience."""
    with SmtpSink(believed, tokens={USER: "right"}) as sink:
        delivery = sender.check(server_of(sink), Secret("bearer", "canary-wrong"))
        assert (delivery.kind, delivery.phase, delivery.code) == (DeliveryKind.AUTH_REFUSED, "auth", 535)
        assert "canary" not in delivery.text and len(sink.logins) == 1


def test_smtp_server_without_xoauth2_gets_no_token(sender: SmtpSender, sink: SmtpSink) -> None:
    """A token must not go out as if it were a password."""
    delivery = sender.check(server_of(sink), Secret("bearer", "canary-token"))
    assert delivery.kind is DeliveryKind.AUTH_REFUSED and sink.logins == []


def test_smtp_server_that_repeats_the_token_is_not_quoted(believed: Certificates, sender: SmtpSender) -> None:
    """What it says is stored beside the email."""
    with SmtpSink(believed, tokens={USER: "right"}) as sink:
        sink.script("auth", reply="535 5.7.8 canary-wrong is not valid")
        assert sender.check(server_of(sink), Secret("bearer", "canary-wrong")).text == ""


# --- an account that signs in so --------------------------------------------------------------------------------------------


class _Lockable(MemorySecrets):
    locked = False

    def set(self, account_id: int, secret: str) -> None:
        if self.locked:
            raise KeyringProblem("keyring_locked")
        super().set(account_id, secret)


@dataclasses.dataclass
class Account:
    """An account at a server that takes the provider's newest token."""

    desk: Desk
    provider: Provider
    sink: SmtpSink
    id: int
    secrets: _Lockable

    def accept_newest(self) -> None:
        """The mail server believes what the provider handed out last."""
        self.sink.tokens = {USER: self.provider.access_tokens[-1]}


@pytest.fixture
def account(believed: Certificates, provider: Provider, tmp_path: Path) -> Iterator[Account]:
    """Signed in with the browser, kept, ready to send."""
    secrets = _Lockable()
    with SmtpSink(believed, tokens={}) as sink, open_desk(tmp_path / "profile", port=sink.port, people=2, secrets=secrets) as desk:
        desk.app.mailboxes.remove(desk.app.mailboxes.rows()[0].id)
        app = provider.app()
        done = desk.app.credentials.sign_in(app, client_secret="", address=USER, open_browser=TestBrowser(), stop=threading.Event())
        server = SmtpServer("localhost", sink.port, "tls", USER)
        box = desk.app.mailboxes.add(
            address=USER, from_name="Li Na", server=server, password=done.kept, options=AccountOptions(app=app)
        ).value
        yield Account(desk, provider, sink, box, secrets)


def test_account_sends_by_a_token_that_is_asked_for_once_an_hour(account: Account) -> None:
    """Asking for each email would be refused soon."""
    desk, provider = account.desk, account.provider
    desk.app.credentials.for_account(account.id)
    account.accept_newest()
    for _ in range(3):
        email = desk.queue(desk.people[0])
        assert desk.app.sender.run().results == {email: "sent"}
    assert [form["grant_type"] for form in provider.asked] == ["authorization_code", "refresh_token"]
    desk.clock.advance(minutes=61)
    assert desk.app.credentials.for_account(account.id).value == provider.access_tokens[-1]
    assert len(provider.asked) == 3


def test_new_refresh_token_replaces_the_old_one_in_the_keyring(account: Account) -> None:
    """The old one is void from then on; after a restart only the new one helps."""
    first = account.secrets.get(account.id)
    account.desk.app.credentials.for_account(account.id)
    kept = account.secrets.get(account.id)
    assert kept != first and kept is not None and unpack(kept)[0] == account.provider.refresh_token
    account.desk.reopen()
    assert account.desk.app.credentials.for_account(account.id).value == account.provider.access_tokens[-1]


def test_new_refresh_token_is_not_lost_when_the_keyring_is_locked_just_then(account: Account) -> None:
    """The provider has forgotten the old one already."""
    account.secrets.locked = True
    with pytest.raises(KeyringProblem):
        account.desk.app.credentials.for_account(account.id)
    account.secrets.locked = False
    account.desk.clock.advance(hours=2)
    account.desk.app.credentials.for_account(account.id)
    assert unpack(account.secrets.get(account.id) or "")[0] == account.provider.refresh_token


def test_permission_taken_back_pauses_the_account_once_and_asks_no_more(account: Account) -> None:
    """Retries would change nothing, and each would be a knock at the provider's door."""
    desk, provider = account.desk, account.provider
    email = desk.queue(desk.people[0])
    provider.refresh_token = "revoked"
    asked = len(provider.asked)
    desk.listen()
    for _ in range(3):
        assert desk.app.sender.run().results == {}
        desk.clock.advance(minutes=30)
    assert len(provider.asked) == asked + 1
    row = desk.app.mailboxes.get(account.id)
    assert (row.paused, row.pause_reason) == (True, "sign_in_again")
    assert [(e.code, e.action, e.target_id) for e in desk.heard if isinstance(e, Notice)] == [("sign_in_again", "open_mailbox", account.id)]
    with pytest.raises(AuthRefused):
        desk.app.credentials.for_account(account.id)
    assert len(provider.asked) == asked + 1
    done = desk.app.credentials.sign_in(provider.app(), client_secret="", address=USER, open_browser=TestBrowser(), stop=threading.Event())
    desk.app.mailboxes.set_password(account.id, done.kept)
    desk.app.credentials.for_account(account.id)
    account.accept_newest()
    assert desk.app.sender.run().results == {email: "sent"}


def test_token_that_the_mail_server_refuses_pauses_the_account(account: Account) -> None:
    """The administrator switched it off for this mailbox; the email waits, unharmed."""
    desk = account.desk
    email = desk.queue(desk.people[0])
    assert desk.app.sender.run().results == {email: "queued"}
    assert desk.app.mailboxes.get(account.id).pause_reason == "sign_in_again"
    assert len(account.sink.logins) == 1


@pytest.mark.parametrize("taken_back", [1, 2])
def test_token_that_is_refused_when_reading_is_renewed_once(account: Account, believed: Certificates, taken_back: int) -> None:
    """A token may be void before its hour is over. A second refusal is of the user: reading waits for him, and nothing is tried again."""
    desk, asked = account.desk.app, len(account.provider.asked)
    script = Script()

    def talk(line: Line) -> None:
        script.auth = b"NO [AUTHENTICATIONFAILED] no" if len(signed_in()) < taken_back else b"OK signed in"
        serve(script, believed.context(), implicit=True)(line)

    def signed_in() -> list[str]:
        return [c for c in script.commands if c.startswith("AUTHENTICATE")]

    with RawServer(talk) as server:
        give_imap(desk, account.id, ImapServer("localhost", server.port, "tls", USER))
        job = reading(desk, Collector())
        report = job.read_all()
        assert [f.problem.code for f in report.folders if f.problem] == (["imap_auth_refused"] if taken_back == 2 else [])
        job.read_all()
    assert len(signed_in()) == (2 if taken_back == 2 else 3)
    assert len(account.provider.asked) == asked + 2
    assert desk.mail_folders.accounts()[0].waits is (taken_back == 2)


def test_provider_out_of_reach_keeps_the_email_for_the_next_pass(account: Account) -> None:
    """No pause: nobody has refused anything."""
    desk = account.desk
    email = desk.queue(desk.people[0])
    account.provider.token_error = (503, {"error": "temporarily_unavailable"})
    assert desk.app.sender.run().results == {}
    assert not desk.app.mailboxes.get(account.id).paused
    account.provider.token_error = None
    desk.app.credentials.for_account(account.id)
    account.accept_newest()
    assert desk.app.sender.run().results == {email: "sent"}


def test_two_lanes_at_once_renew_once(account: Account) -> None:
    """Sending and reading wake up together; a provider may take each refresh token once."""
    found: list[str] = []
    lanes = [threading.Thread(target=lambda: found.append(account.desk.app.credentials.for_account(account.id).value)) for _ in range(6)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join(10)
    assert len(found) == 6 and len(set(found)) == 1 and len(account.provider.asked) == 2


def test_no_token_is_in_any_file_log_or_error(account: Account, caplog: pytest.LogCaptureFixture) -> None:
    """Promise D4, over a whole life of an account: signing in, sending, renewing, a refusal, a backup, the removal."""
    desk, errors = account.desk, []
    with caplog.at_level(logging.DEBUG, "sdrdesk"):
        desk.app.credentials.for_account(account.id)
        account.accept_newest()
        desk.queue(desk.people[0])
        desk.app.sender.run()
        desk.clock.advance(hours=2)
        desk.app.credentials.for_account(account.id)
        account.sink.script("auth", reply=f"535 {account.provider.access_tokens[-1]}")
        desk.queue(desk.people[1])
        desk.app.sender.run()
        account.provider.token_error = (400, {"error": "x", "error_description": account.provider.refresh_token})
        desk.app.mailboxes.resume(account.id)
        try:
            desk.app.credentials.for_account(account.id)
        except SdrDeskError as error:
            errors.append(f"{error!r} {error} {Texts('en')(f'error.{error.code}', **error.params)}")
        desk.app.safety.backup()
        shown = repr(desk.app.mailboxes.rows()) + repr(desk.app.credentials) + repr(desk.app.outbox.rows())
    files = [p for p in desk.profile.rglob("*") if p.is_file()]
    assert any("backup" in str(p) for p in files) and errors
    assert [p.name for p in files if b"canary-access" in p.read_bytes() or b"canary-refresh" in p.read_bytes()] == []
    assert not [place for place in (caplog.text, shown, *errors) if "canary" in place]
    desk.app.mailboxes.remove(account.id)
    assert account.secrets.get(account.id) is None


# --- what ships -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "provider", "password"),
    [
        ("a@gmail.com", "google", "app_password"),
        ("a@contoso.onmicrosoft.com", "microsoft", "oauth"),
        ("a@outlook.com", "microsoft", "oauth"),
    ],
)
def test_presets_name_the_provider_and_what_it_takes(address: str, provider: str, password: str) -> None:
    """Microsoft takes no passwords any more, Google takes app passwords."""
    known = preset_for(address).account(address)
    assert known.app is not None and (known.app.provider, known.password) == (provider, password)
    assert known.app.client_id == "" and CLIENT_ID  # the user's own; none of ours ships


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_shipped_providers_are_https_and_ask_for_mail_alone(name: str) -> None:
    """Calendars, contacts and files are nobody's business here."""
    app = provider_app(name)
    assert app is not None
    assert all(url.startswith("https://") for url in (app.authorize_url, app.token_url))
    assert all("mail" in scope or "SMTP" in scope or "IMAP" in scope or scope == "offline_access" for scope in app.scopes)
