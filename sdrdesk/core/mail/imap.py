"""Reading an account over IMAP: it is never changed (EXAMINE and BODY.PEEK only, promise C2), and no stranger's word is put into a command (C5).

What reaches a command is: folder names that the server itself gave and that are printable, numbers, days, and a Message-ID of our own that
passes a list of letters. IMAPClient 4.1.0 lets a line end in a search value begin a command of its author's choice; that list does not.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import imaplib
import logging
import re
import threading
from collections.abc import Callable, Iterator

from imapclient.exceptions import LoginError  # type: ignore[import-untyped]

from sdrdesk import __version__
from sdrdesk.core.errors import AuthRefused, NetworkDown, ServerRefused
from sdrdesk.core.mail.imap_roles import readable, role_of
from sdrdesk.core.mail.imap_wire import Client, Lost, Preauth, ReadLimits
from sdrdesk.core.mail.smtp_wire import NoTls, StopAsked
from sdrdesk.core.ports import FoundFolder, ImapServer, MailBatch, Place, ReadingStopped, Secret

log = logging.getLogger(__name__)
MESSAGE_MOST = 2 * 1024 * 1024
"""Of a longer message only the beginning is read: its headers and its text are there, the rest are attachments."""

BATCH_MESSAGES = 100
BATCH_BYTES = 8 * 1024 * 1024
SIZES_AT_ONCE = 500
"""Numbers in one command: with ten digits each its line stays below the 8,000 bytes that every server takes."""

WINDOW = 200_000
"""So many numbers are asked about at once, so that an answer has an end however big a folder is."""

SLACK = 1024 * 1024
"""What a server may say beside the messages of a batch."""

MAX_TEXT = 300
WHO_WE_ARE = {"name": "SDR Desk", "version": __version__}
"""For RFC 2971: NetEase (163, 126) lets no folder be opened by a program that does not say its name."""

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._%+=-]{1,150}@[A-Za-z0-9._=-]{1,100}>", re.ASCII)
_LATER = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN)\]|too many|try again later", re.IGNORECASE)
_GARBLED = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, OverflowError, MemoryError)
"""What the libraries raise when a server answers nonsense."""


class ImapReader:
    """Implements ``ports.MailReader``. Safe to use from several threads; each connection belongs to one."""

    def __init__(self, limits: ReadLimits | None = None) -> None:
        self._limits = limits or ReadLimits()

    def connect(self, server: ImapServer, secret: Secret, stop: threading.Event | None = None) -> ImapConnection:
        """Connect, secure and sign in: one method, one try, for several would count as several wrong passwords.

        Raises:
            NetworkDown, ServerRefused, AuthRefused, ReadingStopped: nothing of the secret has left unless the line was safe.
        """
        with _translated(server, secret):
            client = Client(server, self._limits, stop)
            try:
                client.secure()
                client.wire.allow()
                _sign_in(client, server, secret)
                client.wire.untagged_responses.clear()
                client.capabilities()
                if client.has_capability("ID"):
                    client.id_(WHO_WE_ARE)
            except BaseException:
                client.wire.shutdown()
                raise
        return ImapConnection(client, server, secret)


def _sign_in(client: Client, server: ImapServer, secret: Secret) -> None:
    user, value = server.username, secret.value
    if any(ord(c) < 32 for c in user + value):
        raise LoginError("control characters in the user name or password")
    if secret.kind == "bearer":
        # Asked again, the server has sent the reason of its refusal: an empty answer lets it say no.
        client.sasl_login("XOAUTH2", lambda asked: b"" if asked else f"user={user}\1auth=Bearer {value}\1\1".encode())
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(user, value)
    elif client.has_capability("LOGINDISABLED") or not (user + value).isascii():
        raise LoginError("no method that we know is offered")
    else:
        client.login(user, value)


@contextlib.contextmanager
def _translated(server: ImapServer, secret: Secret) -> Iterator[None]:
    """Whatever a library or a server does becomes one of our errors; the words of a server are shortened, and never repeat the secret."""

    def said(error: BaseException | str) -> dict[str, object]:
        text = str(error)
        shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MAX_TEXT]
        return {"host": server.host, "port": server.port, "reply": "" if secret.value and secret.value in text else shown}

    try:
        yield
    except StopAsked as error:
        raise ReadingStopped from error
    except NoTls as error:
        raise ServerRefused("imap_no_starttls" if "not offered" in str(error) else "imap_tls_failed", **said(error)) from error
    except Preauth as error:
        raise ServerRefused("imap_preauth", **said("")) from error
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort):
            raise NetworkDown("imap_unreachable", **said(error)) from error
        if _LATER.search(str(error)):
            raise NetworkDown("imap_later", **said(error)) from error
        raise AuthRefused("imap_auth_refused", username=server.username, **said(error)) from error
    except (imaplib.IMAP4.abort, OSError) as error:
        if "unexpected" in str(error):
            raise ServerRefused("imap_garbled", **said(error)) from error
        raise NetworkDown("imap_unreachable", **said(error)) from error
    except imaplib.IMAP4.error as error:
        raise ServerRefused("imap_refused", **said(error)) from error
    except _GARBLED as error:
        raise ServerRefused("imap_garbled", **said(type(error).__name__)) from error


class ImapConnection:
    """Implements ``ports.MailConnection``."""

    def __init__(self, client: Client, server: ImapServer, secret: Secret) -> None:
        self._client = client
        self._server = server
        self._secret = secret
        self._open = ""

    def folders(self) -> list[FoundFolder]:
        """The folders that can be opened, with what each is for."""
        with self._asking():
            listed = self._client.list_folders()
            found = [(tuple(flags), (delimiter or b"").decode("ascii", "replace"), str(name)) for flags, delimiter, name in listed]
        return [FoundFolder(name, role_of(flags, delimiter, name)) for flags, delimiter, name in found if readable(flags, name)]

    def is_read(self, name: str, place: Place) -> bool:
        """Is there nothing beyond this place? One STATUS, without opening the folder; of an open one STATUS tells what was there at its opening,
        so that one is opened again."""
        if name == self._open:
            validity, after, end = self._examine(name, place)
            return place.uidvalidity == validity and after >= end
        with self._asking():
            status = self._client.folder_status(_safe(name), ("UIDVALIDITY", "UIDNEXT"))
            return place.uidvalidity == int(status[b"UIDVALIDITY"]) and place.last_uid >= int(status[b"UIDNEXT"]) - 1

    def batches(self, name: str, place: Place, since: dt.date) -> Iterator[MailBatch]:
        """What came after a place and not before a day; all since that day when the folder was made anew."""
        validity, after, end = self._examine(name, place)
        start = after
        while start < end:
            stop_at = min(end, start + WINDOW)
            uids = self._numbers(start, stop_at, since)
            yield from self._window(uids, validity)
            start = stop_at
            yield MailBatch((), Place(validity, start))
        yield MailBatch((), Place(validity, max(after, end)))

    def _examine(self, name: str, place: Place) -> tuple[int, int, int]:
        """Open a folder for reading; gives its UIDVALIDITY, the number after which to go on, and the last there can be."""
        with self._asking():
            self._open = ""
            opened = self._client.select_folder(_safe(name), readonly=True)
            self._open = name
            if b"UIDVALIDITY" not in opened:
                raise imaplib.IMAP4.error("no UIDVALIDITY")
            validity = int(opened[b"UIDVALIDITY"])
            after = place.last_uid if place.uidvalidity == validity else 0
            if not opened.get(b"EXISTS"):
                return validity, after, int(opened.get(b"UIDNEXT", after + 1)) - 1
            if b"UIDNEXT" not in opened:
                opened = self._client.folder_status(_safe(name), ("UIDNEXT",))
            return validity, after, int(opened[b"UIDNEXT"]) - 1

    def _numbers(self, after: int, end: int, since: dt.date) -> list[int]:
        with self._asking():
            found = self._client.search(["UID", f"{after + 1}:{end}", "SINCE", since])
            return sorted({int(uid) for uid in found if after < int(uid) <= end})

    def _window(self, uids: list[int], validity: int) -> Iterator[MailBatch]:
        """The messages of some numbers, in batches whose size is known before they are fetched."""
        left = len(uids)
        for start in range(0, len(uids), SIZES_AT_ONCE):
            some = uids[start : start + SIZES_AT_ONCE]
            for batch in _portions(some, self._sizes(some)):
                messages, unreadable = self._bodies(batch)
                yield MailBatch(messages, Place(validity, batch[-1]), left, unreadable)
                left -= len(batch)

    def _sizes(self, uids: list[int]) -> dict[int, int]:
        with self._asking():
            found = self._client.fetch(uids, ["RFC822.SIZE"])
            return {uid: min(int(data.get(b"RFC822.SIZE", MESSAGE_MOST)), MESSAGE_MOST) for uid, data in found.items()}

    def _bodies(self, uids: list[int]) -> tuple[tuple[tuple[int, bytes], ...], tuple[int, ...]]:
        try:
            return self._fetch(uids), ()
        except ServerRefused as error:
            if error.code != "imap_refused":
                raise
        # The server will not give one of them: the others must not wait for it.
        messages: list[tuple[int, bytes]] = []
        unreadable: list[int] = []
        for uid in uids:
            try:
                messages += self._fetch([uid])
            except ServerRefused as error:
                if error.code != "imap_refused":
                    raise
                unreadable.append(uid)
        log.warning("imap.unreadable n=%s", len(unreadable))
        return tuple(messages), tuple(unreadable)

    def _fetch(self, uids: list[int]) -> tuple[tuple[int, bytes], ...]:
        with self._asking(min(len(uids) * MESSAGE_MOST, BATCH_BYTES + MESSAGE_MOST) + SLACK):
            found = self._client.fetch(uids, [f"BODY.PEEK[]<0.{MESSAGE_MOST}>"])
            bodies = {uid: found[uid].get(b"BODY[]<0>") or found[uid].get(b"BODY[]") for uid in uids if uid in found}
            return tuple((uid, bytes(body)[:MESSAGE_MOST]) for uid, body in bodies.items() if body)

    def has(self, name: str, message_id: str) -> bool:
        """Is a message with exactly this Message-ID in a folder? A server may find more than was meant, so the header itself is compared."""
        if not _MESSAGE_ID.fullmatch(message_id):
            return False
        self._examine(name, Place(None, 0))
        with self._asking():
            found = sorted(int(uid) for uid in self._client.search(["HEADER", "Message-ID", message_id]))[-5:]
            heads = self._client.fetch(found, ["BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]<0.2000>"]) if found else {}
        texts = [value for data in heads.values() for value in data.values() if isinstance(value, bytes)]
        return any(text.partition(b":")[2].strip() == message_id.encode("ascii") for text in texts)

    def wait(self, seconds: float, over: Callable[[], bool]) -> bool:
        """IDLE on the inbox; where the server does not know it, just the time (False)."""
        with self._asking(16 * SLACK):
            if not self._client.has_capability("IDLE"):
                return self._client.wire.heard(seconds, over)
            if self._open.upper() != "INBOX":
                self._client.select_folder("INBOX", readonly=True)
                self._open = "INBOX"
            self._client.idle()
            heard = self._client.wire.heard(seconds, over)
            self._client.wire.allow()
            self._client.idle_done()
        return heard

    def close(self) -> None:
        """Leave; never fails."""
        with contextlib.suppress(Exception):
            self._client.wire.leave()

    @contextlib.contextmanager
    def _asking(self, most: int = 0) -> Iterator[None]:
        """A command and its answer; after an error the connection is of no use, unless the server merely said no."""
        wire = self._client.wire
        with _translated(self._server, self._secret):
            if most:
                wire.allow(most)
            else:
                wire.allow()
            # What the server said unasked since the last command is of no interest, and must not grow for ever.
            wire.untagged_responses.clear()
            yield


def _portions(uids: list[int], sizes: dict[int, int]) -> Iterator[list[int]]:
    """Batches of at most a hundred messages and some megabytes; what has vanished meanwhile has no size and is passed over with its batch."""
    batch: list[int] = []
    total = 0
    for uid in uids:
        size = sizes.get(uid, 0)
        if batch and (len(batch) >= BATCH_MESSAGES or total + size > BATCH_BYTES):
            yield batch
            batch, total = [], 0
        batch.append(uid)
        total += size
    if batch:
        yield batch


def _safe(name: str) -> str:
    """A folder's name, once more: it may have been kept by an older version, or by somebody else."""
    if not readable((), name):
        raise Lost("not a folder's name")
    return name
