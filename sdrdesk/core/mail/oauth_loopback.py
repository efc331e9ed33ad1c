"""Where the browser comes back to after signing in: a port of this machine, open for one answer.

Other programs of the machine, and pages in the browser, may knock too: whoever does not know the state is turned away and ends nothing.
Each connection has its own thread, because browsers open some that they never use.
"""

from __future__ import annotations

import hmac
import html
import queue
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

Words = Callable[[str], str]
"""A sentence of the catalogue by its code."""

SILENT_S = 5.0
_PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>SDR Desk</title></head>'
    '<body style="font: 16px sans-serif; margin: 15vh auto; max-width: 32em; padding: 0 1em"><h1 style="font-size: 20px">{title}</h1><p>{text}</p></body></html>'
)


class Landing:
    """The port; use it as a context manager.

    Args:
        state: what the right answer carries.
        words: for the page.
    """

    def __init__(self, state: str, words: Words) -> None:
        self._state = state
        self._words = words
        self._answers: queue.Queue[Mapping[str, str]] = queue.Queue()
        self._lock = threading.Lock()
        self._taken = False
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="sign-in", daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def answer(self, seconds: float) -> Mapping[str, str] | None:
        """The parameters of the answer when there is one by then."""
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            return None

    def take(self, asked: str, host: str) -> tuple[int, str]:
        """Judge one request; gives the status and the code of what to say."""
        parts = urlsplit(asked)
        if host not in (f"127.0.0.1:{self.port}", f"localhost:{self.port}") or parts.path not in ("", "/"):
            return 404, "not_this"
        fields = {name: values[0] for name, values in parse_qs(parts.query).items() if len(values) == 1}
        if not hmac.compare_digest(fields.get("state", "").encode(), self._state.encode()):
            return 400, "not_this"
        with self._lock:
            if self._taken:
                return 410, "twice"
            self._taken = True
        self._answers.put(fields)
        return 200, "done" if "code" in fields else "refused"

    def page(self, code: str) -> bytes:
        """What the browser shows at the end."""
        title, text = (html.escape(self._words(f"sign_in_page.{code}{part}")) for part in ("", "_text"))
        return _PAGE.format(title=title, text=text).encode()

    def __enter__(self) -> Landing:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = False

    def __init__(self, place: tuple[str, int], landing: Landing) -> None:
        self.landing = landing
        super().__init__(place, _Request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is nothing to write about."""


class _Request(BaseHTTPRequestHandler):
    timeout = SILENT_S
    server: _Server

    def do_GET(self) -> None:
        landing = self.server.landing
        status, code = landing.take(self.path, self.headers.get("Host", ""))
        page = landing.page(code)
        self.send_response_only(status)
        for name, value in (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the answer's code stands in the request line."""
