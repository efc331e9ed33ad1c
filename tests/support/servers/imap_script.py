"""An IMAP server of a few lines that says what a test wants it to say; for what no real server would do."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.servers.wire import Line

Talk = Callable[[Line], None]


@dataclass
class Script:
    """What the server answers.

    Attributes:
        capabilities: its list; ``after_tls`` another one once the line is encrypted.
        starttls: the answer to STARTTLS, and ``injected`` what comes in the same packet.
        auth: the answer to signing in; None closes the line instead of answering.
        answers: by the beginning of a command (``UID FETCH``), what is said before its OK: bytes, or a function of the command.
    """

    capabilities: str = "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2"
    after_tls: str = ""
    starttls: bytes = b"OK go"
    injected: bytes = b""
    auth: bytes | None = b"OK signed in"
    answers: dict[str, bytes | Callable[[str], bytes]] = field(default_factory=dict)
    context: ssl.SSLContext | None = None
    commands: list[str] = field(default_factory=list)
    _heard: bytes = b""
    _encrypted: bool = False

    def greet(self, line: Line) -> None:
        """Say hello, then talk."""
        line.say(b"* OK ready\r\n")
        self.talk(line)

    def talk(self, line: Line) -> None:
        """Answer commands until the client leaves."""
        while command := self._line(line):
            tag, _, rest = command.partition(" ")
            self.commands.append(rest)
            word = rest.split(" ")[0].upper()
            if word == "CAPABILITY":
                known = self.after_tls if self._encrypted and self.after_tls else self.capabilities
                line.say(f"* CAPABILITY {known}\r\n{tag} OK done\r\n".encode())
            elif word == "STARTTLS":
                line.say(tag.encode() + b" " + self.starttls + b"\r\n" + self.injected)
                if self.context is None and self.starttls.startswith(b"OK"):
                    line.hear()
                    line.say(b"* OK still in the clear\r\n")
                elif self.context is not None and not self._encrypt(line):
                    return
            elif word in ("AUTHENTICATE", "LOGIN"):
                if word == "AUTHENTICATE":
                    line.say(b"+ \r\n")
                    self._line(line)
                if self.auth is None:
                    return
                line.say(tag.encode() + b" " + self.auth + b"\r\n")
            elif word == "LOGOUT":
                line.say(f"* BYE bye\r\n{tag} OK bye\r\n".encode())
                return
            else:
                self._answer(line, tag, rest)

    def _answer(self, line: Line, tag: str, rest: str) -> None:
        for beginning, answer in self.answers.items():
            if rest.upper().startswith(beginning):
                said = answer(rest) if callable(answer) else answer
                line.say(said.replace(b"%TAG%", tag.encode()))
                if b"%TAG%" in said or said.endswith(b"%HOLD%"):
                    return
        line.say(f"{tag} OK done\r\n".encode())

    def _encrypt(self, line: Line) -> bool:
        assert self.context is not None
        self._encrypted = line.encrypt(self.context)
        return self._encrypted

    def _line(self, line: Line) -> str:
        while b"\n" not in self._heard:
            piece = line.hear()
            if not piece:
                return ""
            self._heard += piece
        found, _, self._heard = self._heard.partition(b"\n")
        return found.rstrip(b"\r").decode("utf-8", "replace") or " "


def serve(script: Script, context: ssl.SSLContext | None, *, implicit: bool) -> Talk:
    """A talk for ``RawServer``: the script behind TLS from the first byte, or after STARTTLS, or (no context) without."""

    def talk(line: Line) -> None:
        one = Script(**{k: v for k, v in vars(script).items() if not k.startswith("_") and k not in ("context", "commands")})
        one.commands = script.commands
        one.context = None if implicit else context
        if context is not None and not implicit and "STARTTLS" not in one.capabilities:
            one.capabilities += " STARTTLS"
        with contextlib.suppress(OSError):
            if implicit and context is not None and not line.encrypt(context):
                return
            one.greet(line)

    return talk
