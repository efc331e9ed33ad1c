"""No value can become a header or a recipient, and no unfinished text becomes a message (promises B7, B9)."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import os
import re
import unicodedata
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.mail.mime import MAX_LINE, MAX_REFERENCES, build_message
from sdrdesk.core.mail.smtp import SmtpSender
from sdrdesk.core.ports import DeliveryKind, MessageBuilder, SmtpServer
from tests.mail.conftest import PASSWORD, USER
from tests.support.servers import proving
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot
from tests.support.servers.smtp_sink import SmtpSink

BUILD: MessageBuilder = build_message
WHEN = dt.datetime(2026, 3, 4, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
NAMES = ["From", "To", "Subject", "Date", "Message-ID"]
TAIL = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
INJECTION = "=?UTF-8?Q?=0A?=Bcc: x@y"

PIECES = st.sampled_from(
    ["\r\n", "\n", "\r", "\x00", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", '"', ",", ";", "<", ">", "(", ")", "\\", "@",
     ":", "=?", "?=", "=?utf-8?q?=0d=0a?=", "=?utf-8?b?DQo=?=", INJECTION, "Bcc: evil@x.example", "\r\nBcc: evil@x.example", " ", "\t", "王小明",
     "🙂", "👩‍👩‍👧", "e\u0301", "שלום", "مرحبا", "Müller", "evil@x.example", "Re: ", ".", "\ud800", "x" * 80, "你" * 80]
)
HOSTILE = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join), st.text(st.characters(codec="ascii"), max_size=120))
ADDRESSES = st.one_of(st.sampled_from(["ann@example.com", "a+b@bücher.example", "o'neil@example.com"]), HOSTILE)
IDS = st.one_of(st.just("<a@b.example>"), HOSTILE)
FIELDS = st.fixed_dictionaries(
    {"from_name": HOSTILE, "to_name": HOSTILE, "to_address": ADDRESSES, "subject": HOSTILE, "body": HOSTILE, "in_reply_to": IDS,
     "references": st.lists(IDS, max_size=4)}
)
EXAMPLES = 5_000 if proving() else 300
EFFORT = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def build(**values: object) -> bytes:
    """A message with sound values in all fields but the given ones."""
    sound: dict[str, object] = {
        "from_name": "Li Na", "from_address": USER, "to_name": "Ann", "to_address": "ann@example.com", "subject": "Hello", "body": "Hi.",
        "message_id": "<one@acme.example>", "date": WHEN,
    }
    return build_message(**{**sound, **values})  # type: ignore[arg-type]


def header_lines(raw: bytes) -> list[str]:
    """Names of the header lines, read as the most lenient server would: any line end counts."""
    head = re.split(rb"\r\n\r\n|\n\n|\r\r", raw, maxsplit=1)[0]
    return [line.split(b":", 1)[0].decode("ascii") for line in re.split(rb"\r\n|\n|\r", head) if line[:1] not in (b" ", b"\t")]


def shown(text: str) -> str:
    """A name or subject as it has to arrive: composed, without marks and controls, one space between words."""
    spaced = re.sub(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]", " ", unicodedata.normalize("NFC", text))
    marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return " ".join("".join(c for c in spaced if c not in marks and unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co")).split())


@EFFORT
@given(values=FIELDS)
@example(values={"subject": INJECTION})
@example(values={"to_name": INJECTION})
@example(values={"subject": "=\u202e?UTF-8?Q?=0A?=Bcc: x@y"})
@example(values={"to_name": 'x" <evil@x.example>, "y'})
@example(values={"to_address": "ann@example.com, evil@x.example"})
@example(values={"in_reply_to": "<a@b>\r\nBcc: evil@x.example"})
@example(values={"body": ".\r\n.\r\nMAIL FROM:<x@y>\r\n"})
def test_build_of_hostile_values_has_exactly_the_expected_headers_and_recipient(values: dict[str, object]) -> None:
    """A prospect's name must never write to somebody else (B7)."""
    try:
        raw = build(**values)
    except ValidationError as refused:
        assert refused.code in {"encoded_word", "address_invalid", "address_needs_smtputf8", "email_field_empty"}
        return
    thread = [n for n in ("In-Reply-To", "References") if n in header_lines(raw)]
    assert header_lines(raw) == NAMES + thread + TAIL
    assert raw.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\x00", raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= MAX_LINE
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    recipients = parsed["To"].addresses
    assert len(recipients) == 1
    if str(values.get("to_address", "")).isascii():
        assert recipients[0].addr_spec.lower() == str(values.get("to_address", "ann@example.com")).strip().lower()
    classic = email.message_from_bytes(raw)
    assert str(make_header(decode_header(classic["Subject"].replace("\r\n", "")))) == shown(str(values.get("subject", "Hello")))


def test_control_the_standard_library_alone_does_inject_a_header() -> None:
    """Shows that the test above can see an injection, and why the headers are not left to EmailMessage on this Python."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = Address("Li Na", addr_spec=USER)
    message["To"] = Address("Ann", addr_spec="ann@example.com")
    message["Subject"] = INJECTION
    message.set_content("Hi.")
    try:
        lines = header_lines(message.as_bytes())
    except email.errors.HeaderWriteError:
        pytest.skip("this Python's EmailMessage refuses to write it")
    assert "Bcc" in lines


@pytest.mark.parametrize("field", ["subject", "to_name", "from_name"])
def test_build_with_an_encoded_word_is_refused_with_the_field(field: str) -> None:
    """The mail program of the recipient would decode it once more."""
    with pytest.raises(ValidationError) as refused:
        build(**{field: "a =?utf-8?q?b?= c"})
    assert (refused.value.code, refused.value.params["field"]) == ("encoded_word", field)


@pytest.mark.parametrize("field", ["subject", "to_name", "from_name", "body"])
@pytest.mark.parametrize("text", ["Hello ⟦first name⟧", "⟦", "broken⟧"])
def test_build_with_an_unfilled_slot_is_refused(field: str, text: str) -> None:
    """A prospect must never read a placeholder (B9)."""
    with pytest.raises(ValidationError) as refused:
        build(**{field: text})
    assert refused.value.code == "unfilled_slot"


@pytest.mark.parametrize(("field", "text"), [("subject", " \u200f\n"), ("body", "\r\n \x00"), ("subject", "")])
def test_build_with_an_empty_field_is_refused(field: str, text: str) -> None:
    """An empty email is a mistake of ours (B9)."""
    with pytest.raises(ValidationError) as refused:
        build(**{field: text})
    assert (refused.value.code, refused.value.params["field"]) == ("email_field_empty", field)


def test_build_with_letters_beyond_ascii_before_the_at_is_refused() -> None:
    """The library would write a wrong address without a word."""
    with pytest.raises(ValidationError) as refused:
        build(to_address="josé@example.com")
    assert (refused.value.code, refused.value.params["field"]) == ("address_needs_smtputf8", "to_address")


def test_build_with_an_international_domain_writes_its_ascii_form() -> None:
    """``faß`` and ``fass`` are two domains; the mail must go to the one that was meant."""
    raw = build(to_address="ann@faß.example")
    assert b"<ann@xn--fa-hia.example>" in raw


def test_build_without_a_zone_is_a_mistake_of_the_program() -> None:
    """A date without a zone would lie to the recipient."""
    with pytest.raises(ValueError, match="aware"):
        build(date=dt.datetime(2026, 3, 4))


def test_build_twice_gives_the_same_bytes() -> None:
    """A retry and a review see the same message (B3)."""
    assert build(subject="你好", body="你好\nEnde") == build(subject="你好", body="你好\nEnde")


def test_build_keeps_the_body_and_its_lines() -> None:
    """What was reviewed is what is read."""
    body = "Hello 王小明,\n\n.a line with a dot\nFrom here\n" + "long " * 400 + "\n\tend — ok"
    parsed = email.message_from_bytes(build(body=body), policy=email.policy.default)
    assert parsed.get_content().replace("\r\n", "\n") == body + "\n"
    assert parsed.get_content_type() == "text/plain"


def test_build_of_a_reply_names_the_thread_once_and_bounded() -> None:
    """The recipient's program must find the thread; a long one keeps its start and its newest."""
    ids = [f"<m{n}@b.example>" for n in range(60)]
    raw = build(in_reply_to=ids[-1], references=[*ids, ids[3], "not an id", "<a b@c>"])
    parsed = email.message_from_bytes(raw)
    listed = parsed["References"].split()
    assert parsed["In-Reply-To"] == ids[-1]
    assert (len(listed), listed[0], listed[-1]) == (MAX_REFERENCES, ids[0], ids[-1])


def test_build_with_an_opt_out_address_writes_one_header() -> None:
    """Providers show their own unsubscribe button for it (B10)."""
    raw = build(list_unsubscribe_mailto="stop+me@acme.example")
    assert b"\r\nList-Unsubscribe: <mailto:stop%2Bme@acme.example?subject=unsubscribe>\r\n" in raw
    assert header_lines(raw) == [*NAMES, "List-Unsubscribe", *TAIL]


def test_build_tells_nothing_about_the_machine() -> None:
    """No program name, no host name, no path (F6's spirit)."""
    assert os.uname().nodename.encode() not in build()
    assert b"X-Mailer" not in build()
    assert b"User-Agent" not in build()


@pytest.fixture(scope="module")
def servers(good_certificates: Certificates) -> Iterator[tuple[Dovecot, SmtpSink]]:
    """Dovecot's submission in front of the sink."""
    with SmtpSink(security="plain") as sink, Dovecot(good_certificates, {USER: PASSWORD}, sink.port) as dovecot:
        yield dovecot, sink


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_message_through_a_real_server_reads_as_it_was_meant(
    servers: tuple[Dovecot, SmtpSink], believed: Certificates, sender: SmtpSender, security: str
) -> None:
    """Written by us, carried by Dovecot's submission over TLS, and its envelope read by Dovecot's IMAP: two programs that are not ours."""
    dovecot, sink = servers
    sink.messages.clear()
    raw = build(from_name="Li, Na", to_name='王 "小" 明', subject="你好 🙂 " + "longer " * 20, body="Hi\n.\n..\nBye")
    port = dovecot.tls_port if security == "tls" else dovecot.starttls_port
    server = SmtpServer(dovecot.host, port, security, USER)
    delivery = sender.deliver(server, PASSWORD, USER, "ann@example.com", raw, before_body=lambda: True)
    assert delivery.kind is DeliveryKind.ACCEPTED, (delivery, dovecot.log())
    arrived = sink.messages[0]
    assert (arrived.envelope_to, arrived.content.endswith(raw)) == (("ann@example.com",), True)
    envelope = read_by_dovecot(dovecot, [arrived.content])[0]
    assert [decoded(a.name) for a in envelope.to] == ['王 "小" 明']
    assert [(a.mailbox, a.host) for a in envelope.to] == [(b"ann", b"example.com")]
    assert [decoded(a.name) for a in envelope.from_] == ["Li, Na"]
    assert decoded(envelope.subject) == shown("你好 🙂 " + "longer " * 20)
    assert (envelope.cc, envelope.bcc, envelope.message_id) == (None, None, b"<one@acme.example>")


def test_submission_of_a_real_server_refuses_a_wrong_password(
    servers: tuple[Dovecot, SmtpSink], believed: Certificates
) -> None:
    """The words of a server that is not our own sink are understood too."""
    dovecot, _ = servers
    delivery = SmtpSender().check(SmtpServer(dovecot.host, dovecot.tls_port, "tls", USER), "wrong")
    assert (delivery.kind, delivery.code) == (DeliveryKind.AUTH_REFUSED, 535)


def test_hostile_messages_have_one_recipient_for_dovecot_too(servers: tuple[Dovecot, SmtpSink], believed: Certificates) -> None:
    """Dovecot's parser, written by others in another language, must see the one recipient and the subject that were meant (B7)."""
    dovecot, _ = servers
    made: list[tuple[bytes, str]] = []

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(name=HOSTILE, subject=HOSTILE, body=HOSTILE)
    def collect(name: str, subject: str, body: str) -> None:
        try:
            made.append((build(to_name=name, subject=subject, body=body), subject))
        except ValidationError:
            assume(False)

    collect()
    envelopes = read_by_dovecot(dovecot, [raw for raw, _ in made])
    assert len(envelopes) == len(made) >= EXAMPLES
    for envelope, (raw, subject) in zip(envelopes, made, strict=True):
        assert [(a.mailbox, a.host) for a in envelope.to] == [(b"ann", b"example.com")], raw
        assert (envelope.cc, envelope.bcc) == (None, None), raw
        assert decoded(envelope.subject) == shown(subject), raw


def read_by_dovecot(dovecot: Dovecot, messages: list[bytes]) -> list:  # type: ignore[type-arg]
    """Lay the messages into a mailbox and fetch their envelopes, in order."""
    with dovecot.imap(USER) as client:
        if client.folder_exists("Check"):
            client.delete_folder("Check")
        client.create_folder("Check")
        for raw in messages:
            client.append("Check", raw)
        client.select_folder("Check", readonly=True)
        found = client.fetch(client.search("ALL"), ["ENVELOPE"])
    return [found[uid][b"ENVELOPE"] for uid in sorted(found)]


def decoded(value: bytes | None) -> str:
    """Encoded words of an envelope as text."""
    return str(make_header(decode_header((value or b"").decode("ascii").replace("\r\n", ""))))
