"""Signing in over OAuth2 for programs on a desk: PKCE and an answer on the loopback address (RFC 7636, 8252).

The system's browser shows the provider's own page; the user's password never comes near us. The answer is taken once, only with the state
that was sent, and everything that follows goes over verified TLS. Nothing here writes a token anywhere: tokens are handed to the caller.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from sdrdesk.core.errors import AuthRefused, Cancelled, NetworkDown, ServerRefused, ValidationError
from sdrdesk.core.mail.oauth_loopback import Landing, Words
from sdrdesk.core.mail.smtp_wire import tls_context
from sdrdesk.core.ports import OAuthApp, Tokens

WAIT_S = 300.0
"""How long the browser's answer is waited for."""

ANSWER_S = 20.0
MAX_ANSWER = 65_536
MAX_TOKEN = 9_000
AGAIN = ("invalid_grant", "interaction_required", "login_required", "consent_required")
"""What a provider says when only the user can help: the permission was taken back, has expired, or needs another look."""


class Browser:
    """Implements ``ports.Authority``.

    Args:
        words: a sentence of the catalogue for the page that the browser ends on.
        wait_s: seconds for the browser's answer.
        answer_s: seconds for the provider's.
    """

    def __init__(self, words: Words, wait_s: float = WAIT_S, answer_s: float = ANSWER_S) -> None:
        self._words = words
        self._wait_s = wait_s
        self._answer_s = answer_s

    def sign_in(
        self, app: OAuthApp, client_secret: str, address: str, open_browser: Callable[[str], bool], stop: threading.Event
    ) -> Tokens:
        """Let the user sign in.

        Args:
            app: whose client id and addresses to use.
            client_secret: what the provider gave with the client id; empty for none.
            address: offered to the provider as the one who signs in.
            open_browser: shows a page; False when it cannot.
            stop: set when the user gives up.

        Raises:
            ValidationError: no client id, or an address that is not https.
            Cancelled: the user gave up, here or in the browser.
            NetworkDown, ServerRefused, AuthRefused: no answer, a wrong one, or no.
        """
        _sound(app)
        verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(32)
        with Landing(state, self._words) as landing:
            redirect = f"http://{app.redirect}:{landing.port}"
            if not open_browser(_authorization(app, redirect, state, verifier, address)):
                raise ServerRefused("oauth_no_browser")
            answer = self._wait(landing, stop)
        code = _code(answer, app)
        tokens = self._ask(
            app,
            client_secret,
            {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier},
            stop,
        )
        if not tokens.refresh:
            raise ServerRefused("oauth_no_refresh", provider=app.provider)
        return tokens

    def refresh(self, app: OAuthApp, client_secret: str, refresh_token: str) -> Tokens:
        """A new token for signing in.

        Raises:
            AuthRefused: ``sign_in_again``.
            NetworkDown, ServerRefused: it may work later.
        """
        _sound(app)
        return self._ask(app, client_secret, {"grant_type": "refresh_token", "refresh_token": refresh_token})

    def _wait(self, landing: Landing, stop: threading.Event) -> Mapping[str, str]:
        until = time.monotonic() + self._wait_s
        while time.monotonic() < until:
            if stop.is_set():
                raise Cancelled("oauth_cancelled")
            answer = landing.answer(0.1)
            if answer is not None:
                return answer
        raise NetworkDown("oauth_no_answer", minutes=max(1, round(self._wait_s / 60)))

    def _ask(self, app: OAuthApp, client_secret: str, fields: dict[str, str], stop: threading.Event | None = None) -> Tokens:
        """Post to the token address and read the tokens."""
        form = {**fields, "client_id": app.client_id} | ({"client_secret": client_secret} if client_secret else {})
        host = urlsplit(app.token_url).hostname or ""
        request = Request(app.token_url, urlencode(form).encode("ascii"), {"Accept": "application/json"})
        status, body = self._post(request, host)
        if stop is not None and stop.is_set():
            raise Cancelled("oauth_cancelled")
        said = _document(body)
        if status != 200:
            _refuse(status, said, app, host)
        return _tokens(said, host)

    def _post(self, request: Request, host: str) -> tuple[int, bytes]:
        opener = build_opener(HTTPSHandler(context=tls_context()), _NoRedirect())
        try:
            with opener.open(request, timeout=self._answer_s) as answer:
                return int(answer.status), bytes(answer.read(MAX_ANSWER))
        except HTTPError as error:
            with error:
                return error.code, bytes(error.read(MAX_ANSWER))
        except URLError as error:
            if isinstance(error.reason, ssl.SSLError):
                raise ServerRefused("oauth_tls_failed", host=host, reply=error.reason.reason or "") from None
            raise NetworkDown("oauth_unreachable", host=host) from None
        except (OSError, HTTPException, ValueError):
            # From None: what the library says may quote what was sent.
            raise NetworkDown("oauth_unreachable", host=host) from None


class _NoRedirect(HTTPRedirectHandler):
    """What is posted to the provider goes nowhere else."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str) -> None:
        return None


def _sound(app: OAuthApp) -> None:
    if not app.client_id.strip():
        raise ValidationError("client_id_missing", field="client_id")
    for url in (app.authorize_url, app.token_url):
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            raise ValidationError("oauth_not_https", field="client_id", value=url)
    if app.redirect not in ("127.0.0.1", "localhost"):
        raise ValidationError("oauth_not_loopback", field="client_id", value=app.redirect)


def _authorization(app: OAuthApp, redirect: str, state: str, verifier: str, address: str) -> str:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")
    query = {
        **dict(app.extra),
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": redirect,
        "scope": " ".join(app.scopes),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": address,
    }
    return f"{app.authorize_url}{'&' if urlsplit(app.authorize_url).query else '?'}{urlencode(query)}"


def _code(answer: Mapping[str, str], app: OAuthApp) -> str:
    if answer.get("error") == "access_denied":
        raise Cancelled("oauth_denied", provider=app.provider)
    if "error" in answer or not answer.get("code"):
        raise AuthRefused("oauth_refused", provider=app.provider, reply=_word(answer.get("error")))
    return answer["code"]


def _document(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _refuse(status: int, said: dict[str, Any], app: OAuthApp, host: str) -> None:
    """Only the code of an error is passed on: its description may quote what was sent."""
    reply = _word(said.get("error")) or str(status)
    if reply in AGAIN:
        raise AuthRefused("sign_in_again", provider=app.provider)
    if reply in ("invalid_client", "unauthorized_client"):
        raise AuthRefused("oauth_client_refused", provider=app.provider, reply=reply)
    raise ServerRefused("oauth_failed", host=host, reply=reply)


def _tokens(said: dict[str, Any], host: str) -> Tokens:
    access, refresh, seconds = said.get("access_token"), said.get("refresh_token", ""), said.get("expires_in", 3600)
    kind = str(said.get("token_type", "")).lower()
    if not _token(access) or kind != "bearer" or not (refresh == "" or _token(refresh)):
        raise ServerRefused("oauth_failed", host=host, reply="no token")
    lasts = seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else int(seconds) if str(seconds).isdigit() else 3600
    return Tokens(str(access), str(refresh), max(0, min(lasts, 86_400)))


def _token(value: object) -> bool:
    """Would it go into a header line as it is?"""
    return isinstance(value, str) and 0 < len(value) <= MAX_TOKEN and all("!" <= c <= "~" for c in value)


def _word(value: object) -> str:
    return "".join(c for c in str(value or "") if c.isalnum() or c in "_-. ")[:60]
