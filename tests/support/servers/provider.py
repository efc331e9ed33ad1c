"""A provider of OAuth2 on loopback, over TLS: authorization with PKCE, tokens, renewal that hands out a new refresh token each time."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import secrets
import ssl
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit

from sdrdesk.core.ports import OAuthApp
from tests.support.servers.certificates import HOST, Certificates

CLIENT_ID = "client-4711.example"


class Provider:
    """The server; use it as a context manager.

    Attributes:
        answer: what the authorization says instead of a code, for example ``{"error": "access_denied"}``.
        token_error: what the token address says instead of tokens: (status, document).
        redirects: how the authorization changes the way back before the browser goes there.
        asked: forms that came to the token address.
    """

    def __init__(self, certificates: Certificates, *, prefix: str = "canary", client_secret: str = "", rotate: bool = True) -> None:
        self.prefix = prefix
        self.client_secret = client_secret
        self.rotate = rotate
        self.seconds: object = 3600
        self.answer: dict[str, str] = {}
        self.token_error: tuple[int, Any] | None = None
        self.state_instead = ""
        self.asked: list[dict[str, str]] = []
        self.authorizations: list[dict[str, str]] = []
        self.access_tokens: list[str] = []
        self.refresh_token = ""
        self._codes: dict[str, tuple[str, str]] = {}
        self._count = itertools.count(1)
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.socket = certificates.context().wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="provider", daemon=True)

    def __enter__(self) -> Provider:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def root(self) -> str:
        """Its address."""
        return f"https://{HOST}:{self._server.server_address[1]}"

    def app(self, **changes: Any) -> OAuthApp:
        """How an account signs in here."""
        made = OAuthApp(
            "google", CLIENT_ID, f"{self.root}/authorize", f"{self.root}/token", ("mail",), wants_secret=bool(self.client_secret)
        )
        return OAuthApp(**{**{name: getattr(made, name) for name in OAuthApp.__slots__}, **changes})

    def authorize(self, query: dict[str, str]) -> str:
        """The address to which the browser is sent back."""
        self.authorizations.append(query)
        if self.answer:
            back = self.answer
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = (query["code_challenge"], query["redirect_uri"])
            back = {"code": code}
        return f"{query['redirect_uri']}/?{urlencode({**back, 'state': self.state_instead or query['state']})}"

    def token(self, form: dict[str, str]) -> tuple[int, Any]:
        """Status and document for a form."""
        with self._lock:
            self.asked.append(form)
            if self.token_error is not None:
                return self.token_error
            if form.get("client_id") != CLIENT_ID or form.get("client_secret", "") != self.client_secret:
                return 401, {"error": "invalid_client"}
            if form["grant_type"] == "authorization_code":
                challenge, redirect = self._codes.pop(form.get("code", ""), ("", ""))
                digest = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
                if digest != challenge or form.get("redirect_uri") != redirect:
                    return 400, {"error": "invalid_grant"}
            elif form.get("refresh_token") != self.refresh_token:
                return 400, {"error": "invalid_grant", "error_description": "expired or revoked"}
            return 200, self._hand_out(form["grant_type"] == "authorization_code")

    def _hand_out(self, first: bool) -> dict[str, Any]:
        n = next(self._count)
        self.access_tokens.append(f"{self.prefix}-access-{n}")
        document = {"access_token": self.access_tokens[-1], "token_type": "Bearer", "expires_in": self.seconds}
        if first or self.rotate:
            self.refresh_token = f"{self.prefix}-refresh-{n}-{'x' * 1500}"
            document["refresh_token"] = self.refresh_token
        return document


class TestBrowser:
    """What the system's browser does: shows a page, follows it back, in a thread of its own.

    Args:
        times: how often it goes back to where it was sent.
    """

    __test__ = False

    def __init__(self, *, times: int = 1) -> None:
        self.opened: list[str] = []
        self.seen: list[tuple[int, str]] = []
        self._times = times
        self._threads: list[threading.Thread] = []

    def __call__(self, url: str) -> bool:
        self.opened.append(url)
        thread = threading.Thread(target=self._go, args=(url,), name="browser", daemon=True)
        self._threads.append(thread)
        thread.start()
        return True

    def wait(self) -> None:
        """Until it has seen its last page."""
        for thread in self._threads:
            thread.join(10)

    def _go(self, url: str) -> None:
        with urllib.request.build_opener(_Stay(), urllib.request.HTTPSHandler(context=ssl.create_default_context())).open(url) as answer:
            back = answer.headers["Location"]
        for _ in range(self._times):
            self.seen.append(fetch(back))


def fetch(url: str, **headers: str) -> tuple[int, str]:
    """Status and text of a page of the loopback; status 0 when nobody listens."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except OSError:
        return 0, ""


class _Stay(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        return fp


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self.send_response(302 if parts.path == "/authorize" else 404)
            if parts.path == "/authorize":
                self.send_header("Location", provider.authorize({k: v[0] for k, v in parse_qs(parts.query).items()}))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            status, document = provider.token({k: v[0] for k, v in form.items()})
            body = document if isinstance(document, bytes) else json.dumps(document).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{provider.root}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    return Handler
