"""Bytes of strangers are read: whatever charset they claim, however broken they are (promises C3, C5)."""

from __future__ import annotations

import base64
import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdrdesk.core.domain.received import MailKind
from sdrdesk.core.mail.charsets import codec_for, from_base64, from_transfer, header_words, to_text
from sdrdesk.core.mail.classify import classify
from sdrdesk.core.mail.html_text import html_to_text
from sdrdesk.core.mail.reading import MAX_FIELDS, MAX_PARTS, MAX_READ, MAX_TEXT, read_file, read_message
from tests.support.received import REPORTS, SAMPLES
from tests.support.received.making import mail

PROVE = bool(os.environ.get("SDRDESK_PROVE"))
KEPT = sorted((Path(__file__).resolve().parents[1] / "data" / "bounces").glob("*.eml"))
CHINESE = "您好，方便的话下周三聊聊？朱镕基𠮷"


@pytest.mark.parametrize(
    ("text", "written", "named"),
    [
        ("您好，朱镕基先生方便吗？", "gbk", "gb2312"),
        ("您好，朱镕基先生方便吗？", "gbk", "GBK"),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gb18030", "GB18030"),
        ("您好，请回复这封邮件", "gbk", ""),
        ("您好，请回复这封邮件", "gbk", "us-ascii"),
        ("您好，请回复这封邮件", "gbk", "utf-8"),
        ("您好，请回复这封邮件", "utf-8", "iso-8859-1"),
        ("您好，请回复这封邮件", "utf-8", "x-klingon"),
        ("您好，請先寄報價給我看看，謝謝。", "big5", "big5"),
        ("您好，請先寄報價給我看看，謝謝。", "big5", "x-x-big5"),
        ("資料を送ってください。", "iso-2022-jp", "ISO-2022-JP"),
        ("資料を送ってください。", "iso-2022-jp", ""),
        ("資料を送ってください。", "iso-2022-jp", "us-ascii"),
        ("①の資料を送ってください。", "cp932", "shift_jis"),
        ("資料を送ってください。", "euc_jp", "euc-jp"),
        ("자료를 보내 주세요.", "cp949", "ks_c_5601-1987"),
        ("Grüße aus Köln – 5 €", "cp1252", "iso-8859-1"),
        ("Grüße aus Köln", "latin-1", ""),
        ("Привет, позвоните мне", "koi8-r", "koi8-r"),
        ("Привет, позвоните мне", "cp1251", "windows-1251"),
        ("Zażółć gęślą jaźń", "iso8859-2", "iso-8859-2"),
        ("Hello", "utf-16-le", "utf-16le"),
    ],
)
def test_text_is_what_was_meant(text: str, written: str, named: str) -> None:
    assert to_text(text.encode(written), named) == text


@pytest.mark.parametrize("codec", ["zlib", "bz2", "hex", "rot13", "punycode", "idna", "base64", "unicode_escape", "undefined", "a" * 500])
def test_codecs_that_are_no_charsets_are_not_used(codec: str) -> None:
    assert codec_for(codec) == ""
    assert to_text(b"caf\xc3\xa9", codec) == "café"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"=?utf-8?B?5oKo5aW9?=", "您好"),
        ("回复：运费".encode("gbk"), "回复：运费"),
        (b"=?gb2312?B?" + base64.b64encode("朱镕基".encode("gbk")) + b"?=", "朱镕基"),
        (b"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
        (b"=?utf-8?B?5oKo5aW=?=", "您"),
        (b"=?utf-8?B?!!!?= x", " x"),
        (b"=?x-unknown?Q?abc?=", "abc"),
        (b"=?utf-8?Z?abc?=", "=?utf-8?Z?abc?="),
        (b"Re: =?iso-8859-1?Q?=FCber?= Fracht", "Re: über Fracht"),
        (b"J\xfcrgen M\xfcller", "Jürgen Müller"),
    ],
)
def test_header_words(raw: bytes, expected: str) -> None:
    found = header_words(raw)
    assert found.startswith(expected) or found == expected


def test_base64_is_read_as_far_as_it_goes() -> None:
    assert from_base64(b"aGVs\nbG8g\n!!d29ybGQ") == b"hello world"
    assert from_base64(b"a") == b""
    assert from_transfer(b"=ZZ caf=E9=", "Quoted-Printable").startswith(b"=ZZ caf\xe9")
    assert from_transfer(b"abc", "x-uuencode") == b"abc"


def _multipart(boundary: str, body: bytes) -> bytes:
    return f"From: a@acme.example\nSubject: Re: x\nContent-Type: multipart/mixed; boundary={boundary}\n\n".encode() + body


def test_lost_boundary_is_looked_for() -> None:
    raw = _multipart("gone", b"--another-one\nContent-Type: text/plain\n\nYes, tell me more.\n--another-one--\n")
    assert read_message(raw).body.strip() == "Yes, tell me more."


def test_truncated_part_is_read_to_its_end() -> None:
    raw = _multipart(
        "b", b"--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"Yes, tell me more")[:-3]
    )
    assert read_message(raw).body.startswith("Yes, tell me")


def test_nesting_ends_somewhere() -> None:
    raw = b"From: a@acme.example\nSubject: Re: x\n"
    for n in range(60):
        raw += f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n".encode()
    message = read_message(raw + b"Content-Type: text/plain\n\nYes\n")
    assert len(message.parts) <= MAX_PARTS
    assert classify(raw).kind == MailKind.HUMAN_REPLY


def test_ten_thousand_headers_and_five_hundred_parts_are_bounded() -> None:
    raw = b"".join(b"X-H%d: %d\n" % (n, n) for n in range(10_000)) + b"Content-Type: multipart/mixed; boundary=b\n\n"
    raw += b"".join(b"--b\nContent-Type: text/plain\n\npart %d\n" % n for n in range(500))
    message = read_message(raw)
    assert len(message.headers) <= MAX_FIELDS
    assert len(message.parts) <= MAX_PARTS
    parts = read_message(b"Content-Type: multipart/mixed; boundary=b\n\n" + b"".join(b"--b\n\npart %d\n" % n for n in range(500))).parts
    assert len(parts) == MAX_PARTS


def test_long_field_and_huge_body_are_cut() -> None:
    message = read_message(b"Subject: " + b"x" * 500_000 + b"\nFrom: a@b.example\n\n" + b"y" * 3_000_000)
    assert len(message.subject) < 20_000
    assert len(message.body) <= MAX_TEXT


def test_file_is_read_to_a_bound(tmp_path: Path) -> None:
    file = tmp_path / "big.eml"
    file.write_bytes(b"Subject: x\n\n" + b"y\n" * (MAX_READ // 2 + 1000))
    assert read_file(file).subject == "x"


def test_line_ends_and_marks_of_all_kinds() -> None:
    for raw in (b"Subject: x\r\n\r\nYes", b"Subject: x\r\rYes", b"\xef\xbb\xbfSubject: x\n\nYes", "Subject: x\n\nYes".encode("utf-16")):
        message = read_message(raw)
        assert (message.subject, message.body) == ("x", "Yes")


def test_html_alone_is_read_without_what_is_not_shown() -> None:
    text = html_to_text("<style>p{}</style><script>x()</script><!-- no --><p>Yes&nbsp;&amp; soon</p><img src=file:///x><p>Ann</p>")
    assert "x()" not in text
    assert [line for line in text.split("\n") if line] == ["Yes & soon", "Ann"]


def test_html_quotation_is_marked_and_an_answer_below_it_stays() -> None:
    text = html_to_text("<div>Hi</div><blockquote>old<blockquote>older</blockquote></blockquote><div>new</div>")
    assert [line for line in text.split("\n") if line] == ["Hi", "> old", "> older", "new"]


@pytest.mark.parametrize(
    "source",
    [
        "<" * 300_000,
        "<blockquote " * 40_000,
        "<div class=gmail_attr>" * 20_000,
        "<!--" * 100_000,
        "&#" * 150_000,
        "<style" * 60_000,
        "<a " * 100_000,
    ],
)
def test_half_open_tags_take_no_time(source: str) -> None:
    start = time.process_time()
    html_to_text(source)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "a@" * 60_000,
        "1/2" * 50_000,
        "until " * 30_000,
        ">" * 150_000,
        "On " * 50_000,
        "请联系" * 50_000,
        "+1 2" * 40_000,
        "A" * 200_000,
        "\n" * 200_000,
        "from to " * 20_000,
    ],
    ids=range(10),
)
def test_repetition_takes_no_time(text: str) -> None:
    start = time.process_time()
    classify(mail(text, "Auto-Submitted: auto-replied"))
    classify(mail(text, "Return-Path: <>", sender="MAILER-DAEMON@x.example", subject="Undelivered Mail"))
    classify(mail(text))
    assert time.process_time() - start < 3


SEEDS = [s.raw for s in SAMPLES] + [r.raw for r in REPORTS] + [file.read_bytes() for file in KEPT]
PIECES = [
    b"\n",
    b"\r\n\r\n",
    b"\x00",
    b"\xff\xfe",
    b"=?",
    b"?=",
    b"--b1",
    b"--",
    b";",
    b'"',
    b"<",
    b">",
    b"\x1b$B",
    b"Content-Type: ",
    b"Status: ",
    b"\n>",
    b"=",
    b"\xe4\xbd",
]


def _mutated(seed: int) -> bytes:
    chance = random.Random(seed)
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 12)):
        at = chance.randint(0, len(data))
        match chance.randint(0, 5):
            case 0:
                data[at:at] = chance.choice(PIECES)
            case 1:
                del data[at : at + chance.randint(1, 200)]
            case 2:
                data[at:at] = bytes(chance.randbytes(chance.randint(1, 30)))
            case 3 if data:
                data[at % len(data)] = chance.randint(0, 255)
            case 4:
                data[at:at] = data[at : at + chance.randint(1, 400)] * chance.randint(1, 20)
            case _:
                other = chance.choice(SEEDS)
                data[at:] = other[chance.randint(0, len(other)) :]
    return bytes(data)


@settings(deadline=None, max_examples=20_000 if PROVE else 150, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40))
def test_any_mutation_is_classified_within_bounds(seed: int) -> None:
    raw = _mutated(seed)
    start = time.process_time()
    verdict = classify(raw)
    assert time.process_time() - start < 2
    assert 0 <= verdict.confidence <= 1
    assert len(verdict.recipients) <= 200
    assert len(verdict.text) <= MAX_TEXT
    assert all(r.permanent is False or r.action == "failed" for r in verdict.recipients)


@settings(deadline=None, max_examples=20_000 if PROVE else 100)
@given(st.binary(max_size=3000))
def test_any_bytes_are_classified(raw: bytes) -> None:
    assert classify(raw).kind in MailKind
