"""A submission server that keeps what it is given: the oracle for "was it delivered, and how often".

In a test: ``with SmtpSink(certificates) as sink: ...``. For another process:
``python -m tests.support.servers.smtp_sink --port P --cert F --key F --out FILE``, which writes one JSON line for each delivered message,
on the disk before the reply goes out.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import hashlib
import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from email import message_from_bytes
from pathlib import Path
from types import TracebackType
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from tests.support.servers.certificates import HOST, Certificates

PHASES = ("greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "body", "dot", "stored", "quit")
"""Where an action can strike; ``dot``: all received, nothing kept yet; ``stored``: kept, no reply given yet."""

READY_S = 10


@dataclass(slots=True)
class Action:
    """What to do instead of the usual answer, for the next ``times`` passages (None: always)."""

    reply: str = ""
    drop: bool = False
    delay: float = 0.0
    times: int | None = 1


@dataclass(frozen=True, slots=True)
class Received:
    """One delivered message."""

    envelope_from: str
    envelope_to: tuple[str, ...]
    content: bytes

    @property
    def message_id(self) -> str:
        """As it stands in the header."""
        return str(message_from_bytes(self.content)["Message-ID"])

    @property
    def sha256(self) -> str:
        """Of the bytes as they arrived."""
        return hashlib.sha256(self.content).hexdigest()


class SmtpSink:
    """The server, in a thread of its own.

    Args:
        certificates: for TLS; needed unless ``security`` is ``plain``.
        security: tls, starttls, or plain (a relay behind another server; asks for no password).
        port: 0 takes a free one.
        accounts: user names with passwords; None takes everyone.
        tokens: user names with bearer tokens, for XOAUTH2; None does not offer it.
        on_stored: called in the server's thread after a message is kept, before the reply.
    """

    def __init__(
        self,
        certificates: Certificates | None = None,
        *,
        security: str = "tls",
        port: int = 0,
        accounts: dict[str, str] | None = None,
        tokens: dict[str, str] | None = None,
        on_stored: Callable[[Received], None] | None = None,
    ) -> None:
        self.security = security
        self.host = HOST
        self.port = port
        self.accounts = accounts
        self.tokens = tokens
        self.messages: list[Received] = []
        self.logins: list[tuple[str, str]] = []
        self.commands: list[str] = []
        self.connections = 0
        self.on_stored = on_stored
        self._context = certificates.context() if certificates else None
        self._actions: dict[str, list[Action]] = {}
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="smtp-sink", daemon=True)
        self._failure: BaseException | None = None

    def script(self, phase: str, *, reply: str = "", drop: bool = False, delay: float = 0.0, times: int | None = 1) -> None:
        """Misbehave at a phase: answer ``reply``, cut the connection, or wait first."""
        if phase not in PHASES:
            raise ValueError(phase)
        with self._lock:
            self._actions.setdefault(phase, []).append(Action(reply, drop, delay, times))

    def clear(self) -> None:
        """Behave from now on."""
        with self._lock:
            self._actions.clear()

    def take(self, phase: str) -> Action | None:
        """The action for this passage, if any; called by the protocol."""
        with self._lock:
            waiting = self._actions.get(phase)
            if not waiting:
                return None
            action = waiting[0]
            if action.times is not None:
                action.times -= 1
                if action.times <= 0:
                    waiting.pop(0)
            return action

    def keep(self, received: Received) -> None:
        """Record one message."""
        with self._lock:
            self.messages.append(received)
        if self.on_stored is not None:
            self.on_stored(received)

    def copies(self) -> dict[str, int]:
        """How often each Message-ID was delivered."""
        with self._lock:
            ids = [m.message_id for m in self.messages]
        return {i: ids.count(i) for i in ids}

    def start(self) -> SmtpSink:
        """Listen; returns itself."""
        self._thread.start()
        if not self._ready.wait(READY_S) or self._failure is not None:
            raise RuntimeError("the SMTP sink did not start") from self._failure
        return self

    def stop(self) -> None:
        """Close every connection and end the thread."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(READY_S)

    def __enter__(self) -> SmtpSink:
        return self.start()

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            implicit = self._context if self.security == "tls" else None
            server = self._loop.run_until_complete(
                self._loop.create_server(lambda: _Scripted(self, self._context), "127.0.0.1", self.port, ssl=implicit)
            )
        except OSError as error:
            self._failure = error
            self._ready.set()
            return
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()


class _Keeper:
    """aiosmtpd's handler: the end of DATA."""

    def __init__(self, sink: SmtpSink) -> None:
        self._sink = sink

    async def handle_DATA(self, server: _Scripted, _session: Any, envelope: Any) -> str:
        instead = await server.act("dot")
        if instead:
            return instead
        self._sink.keep(Received(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return await server.act("stored") or "250 2.0.0 kept"


class _TokenKeeper(_Keeper):
    """The same, and signing in by a token, as Google and Microsoft do it: a refusal is a challenge with an error in JSON."""

    async def auth_XOAUTH2(self, server: _Scripted, args: list[str]) -> AuthResult:
        user, bearer, *_ = base64.b64decode(args[1]).decode().split("\x01")
        login, token = user.removeprefix("user="), bearer.removeprefix("auth=Bearer ")
        self._sink.logins.append((login, token))
        if (self._sink.tokens or {}).get(login) == token:
            return AuthResult(success=True)
        if await server.challenge_auth('{"status":"401","schemes":"Bearer"}') != b"":
            return AuthResult(success=False, handled=False, message="501 5.5.2 an empty answer was wanted")
        return AuthResult(success=False, handled=False, message="535 5.7.8 token not accepted")


class _Scripted(SMTP):
    """aiosmtpd's protocol with the sink's actions in front of each command."""

    def __init__(self, sink: SmtpSink, context: Any) -> None:
        self._sink = sink
        plain = sink.security == "plain"
        super().__init__(
            _Keeper(sink) if sink.tokens is None else _TokenKeeper(sink),
            hostname=HOST,
            ident="sink",
            timeout=60,
            loop=asyncio.get_event_loop(),
            auth_required=not plain,
            authenticator=self._know,
            tls_context=context if sink.security == "starttls" else None,
            require_starttls=sink.security == "starttls",
        )
        self.command_size_limits["AUTH"] = 12_288  # RFC 4954
        if sink.security == "tls":
            # aiosmtpd counts only STARTTLS as encrypted; here the whole connection is.
            self._auth_require_tls = False
        for command, phase in (
            ("EHLO", "ehlo"),
            ("STARTTLS", "starttls"),
            ("AUTH", "auth"),
            ("MAIL", "mail"),
            ("RCPT", "rcpt"),
            ("DATA", "data"),
            ("QUIT", "quit"),
            ("RSET", "rset"),
            ("NOOP", "noop"),
        ):
            self._smtp_methods[command] = self._guarded(command, phase, self._smtp_methods[command])

    def _know(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        user, password = data.login.decode(), data.password.decode()
        self._sink.logins.append((user, password))
        known = self._sink.accounts is None or self._sink.accounts.get(user) == password
        return AuthResult(success=known, handled=False)

    def _guarded(self, command: str, phase: str, usual: Callable[[str], Any]) -> Callable[[str], Any]:
        async def guarded(arg: str) -> None:
            self._sink.commands.append(command)
            instead = await self.act(phase) if phase in PHASES else ""
            if instead:
                await self.push(instead)
            elif command == "DATA" and self._sink.take("body") is not None:
                await self.push("354 go on")
                await self._reader.read(1)
                self.cut()
            else:
                await usual(arg)

        return guarded

    async def _handle_client(self) -> None:
        self._sink.connections += 1
        instead = await self.act("greeting")
        if instead:
            await self.push(instead)
            self.transport.close()  # type: ignore[union-attr]
            return
        await super()._handle_client()

    async def act(self, phase: str) -> str:
        """Do the scripted thing; returns the reply to give instead of the usual one, or an empty text."""
        action = self._sink.take(phase)
        if action is None:
            return ""
        if action.delay:
            await asyncio.sleep(action.delay)
        if action.drop:
            self.cut()
        return action.reply

    def cut(self) -> None:
        """Break the connection off, as a lost network would."""
        transport = self.transport
        if transport is not None:
            transport.abort()  # type: ignore[attr-defined]
        raise asyncio.CancelledError


def append_line(path: Path, received: Received) -> None:
    """One JSON line on the disk."""
    line = {
        "message_id": received.message_id,
        "from": received.envelope_from,
        "to": list(received.envelope_to),
        "sha256": received.sha256,
        "at": time.time(),
        "content": base64.b64encode(received.content).decode(),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, (json.dumps(line) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def main() -> None:
    """Run until standard input closes; prints ``ready PORT``."""
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--cert", type=Path)
    options.add_argument("--key", type=Path)
    options.add_argument("--security", choices=("tls", "starttls", "plain"), default="tls")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--script", action="append", default=[], help='PHASE=JSON of an action, for example dot={"drop": true}')
    given = options.parse_args()
    certificates = Certificates(given.cert, given.cert, given.key or given.cert) if given.cert else None
    sink = SmtpSink(certificates, security=given.security, port=given.port, on_stored=lambda r: append_line(given.out, r))
    for item in given.script:
        phase, _, action = item.partition("=")
        sink.script(phase, **{**asdict(Action()), **json.loads(action)})
    with sink, contextlib.suppress(KeyboardInterrupt):
        print(f"ready {sink.port}", flush=True)
        while os.read(0, 1024):
            pass


if __name__ == "__main__":
    main()
