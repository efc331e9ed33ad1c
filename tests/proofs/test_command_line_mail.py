"""Mail by the command line alone, with a real keyring and a real server (promises D3, D4, and rule R16)."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from tests.support.crash import PASSWORD, SETTINGS, USER
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot
from tests.support.servers.keyring_session import KeyringSession, keyring_session
from tests.support.servers.smtp_sink import SmtpSink

CANARY = PASSWORD
PEOPLE = """name,company,email,phone,title,language
Ann Lee,Ajax,ann@ajax.example,+1 415 555 0101,CFO,en
王小明,青石机械,wang@qingshi.example,+86 21 5555 0102,生产总监,zh_CN
"""
PRELUDE = """
import contextlib, io, json, os, subprocess, sys

def desk(*words, typed="", check=True):
    done = subprocess.run([sys.executable, "-m", "sdrdesk", *words], input=typed, capture_output=True, text=True)
    said.append(done.stdout + done.stderr)
    if check and done.returncode:
        sys.exit(f"{words} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done

said = []
"""


@pytest.fixture
def session() -> Iterator[KeyringSession]:
    """A desktop session of its own, with a real keyring."""
    with keyring_session() as made:
        yield made


def run(session: KeyringSession, script: str, certificates: Certificates, profile: Path, **options: Any) -> Any:
    """Run a script of commands; it prints one JSON value last."""
    printed = session.run(
        PRELUDE + textwrap.dedent(script), SSL_CERT_FILE=str(certificates.authority), SDRDESK_PROFILE=str(profile), TZ="UTC", **options
    )
    return json.loads(printed.splitlines()[-1])


def settings_words() -> list[str]:
    """The settings of a rep as options of ``settings``."""
    return [word for key, value in SETTINGS.items() for word in ("--set", f"{key}={value}")]


def test_mailbox_by_the_command_line_keeps_its_password_in_the_keyring_alone(
    session: KeyringSession, good_certificates: Certificates, tmp_path: Path
) -> None:
    """Typed on standard input, used over verified TLS, and found in no file, no output, no argument and no environment (D3, D4)."""
    profile = tmp_path / "profile"
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    with SmtpSink(good_certificates, accounts={USER: CANARY}) as sink:
        status = run(
            session,
            f"""
            desk("settings", *{settings_words()!r})
            desk("import", {str(people)!r}, "--cadence", "p5")
            desk("mailbox", "add", {USER!r}, "--host", "localhost", "--port", "{sink.port}", typed={CANARY + chr(10)!r})
            listed = json.loads(desk("mailbox", "list", "--json").stdout)
            desk("mailbox", "test", {USER!r})
            sent = desk("send", "ann@ajax.example", "--json", check=False)
            desk("backup")
            print(json.dumps([listed, json.loads(sent.stdout), sent.returncode, any({CANARY!r} in s for s in said)]))
        """,
            good_certificates,
            profile,
        )
        listed, sent, code, leaked = status
        assert [(b["address"], b["paused"]) for b in listed] == [(USER, False)]
        assert ([r["state"] for r in sent["results"]], code) == (["sent"], 0)
        assert sink.logins == [(USER, CANARY)] * 2
        assert [m.envelope_to for m in sink.messages] == [("ann@ajax.example",)]
    assert not leaked
    files = [p for p in (*profile.rglob("*"), *session.home.rglob("*"), *tmp_path.rglob("*")) if p.is_file()]
    assert any(p.suffix == ".keyring" for p in files) and any(p.suffix == ".db" for p in files)
    assert [p for p in files if CANARY.encode() in p.read_bytes()] == []


def test_mailbox_without_a_keyring_is_one_sentence_and_nothing_is_kept(
    session: KeyringSession, good_certificates: Certificates, tmp_path: Path
) -> None:
    """On a bare machine the account is refused in words, with status 4, and not half made; the rest works (D3)."""
    profile = tmp_path / "profile"
    code, words, errors, listed, code_of_rest = run(
        session,
        f"""
        done = desk("mailbox", "add", {USER!r}, "--host", "localhost", "--port", "465", typed={CANARY + chr(10)!r}, check=False)
        listed = json.loads(desk("mailbox", "list", "--json").stdout)
        rest = desk("today", "--json")
        print(json.dumps([done.returncode, done.stdout, done.stderr, listed, rest.returncode]))
    """,
        good_certificates,
        profile,
        bus=False,
    )
    assert (code, words, listed, code_of_rest) == (4, "", [], 0)
    assert "keyring" in errors and len(errors.strip().splitlines()) == 1
    assert [p for p in profile.rglob("*") if p.is_file() and CANARY.encode() in p.read_bytes()] == []


@pytest.mark.timeout(180)
def test_plan_by_the_command_line_arrives_in_both_languages_and_breaks_up_on_day_14(
    session: KeyringSession, good_certificates: Certificates, believed: Certificates, tmp_path: Path
) -> None:
    """Import, enrol, ``send --due`` on the right days: each step once, through Dovecot's submission, and read back by its IMAP."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    days = ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-08", "2026-03-09", "2026-03-15", "2026-03-16", "2026-03-17"]
    both = ["ann@ajax.example", "wang@qingshi.example"]
    insight = {both[0]: "Most plants lose a day a week to re-planning.", both[1]: "多数工厂每周有一天在重排计划"}
    with SmtpSink(security="plain") as relay, Dovecot(good_certificates, {USER: CANARY}, relay.port) as dovecot:
        out, sound = run(
            session,
            f"""
            first = ("--now", "2026-03-03T07:00:00+00:00")
            desk("settings", *{settings_words()!r}, *first)
            desk("import", {str(people)!r}, *first)
            desk("enrol", *{both!r}, "--cadence", "p5", *first)
            place = ("--host", "localhost", "--port", "{dovecot.tls_port}", "--security", "tls")
            desk("mailbox", "add", {USER!r}, *place, typed={CANARY + chr(10)!r})
            out = []
            def send(day):
                # Half past three in the afternoon in Shanghai; and, for the one in California, whose hours are waited for, ten there.
                done = desk("send", "--due", "--json", "--now", day + "T07:30:00+00:00", check=False)
                report = json.loads(done.stdout)
                later = json.loads(desk("send", "--json", "--now", day + "T18:00:00+00:00", check=False).stdout)
                states = sorted(r["state"] for r in report["results"] + later["results"])
                missing = sorted(sum((w["missing"] for w in report["waiting"]), []))
                out.append([day, done.returncode, sorted(q["to"] for q in report["queued"]), states, missing])
                return report["waiting"]
            for day in {days!r}:
                if send(day):
                    for who, words in {insight!r}.items():
                        desk("compose", who, "--set", "insight=" + words, "--now", day + "T07:40:00+00:00")
                    send(day)
            print(json.dumps([out, json.loads(desk("check", "--json").stdout)["sound"]]))
        """,
            good_certificates,
            tmp_path / "profile",
        )
        went = [0, both, ["sent", "sent"], []]
        # Day 7 needs a sentence of the rep's own: it waits with its name until that is typed. Day 14 is the break-up.
        assert [o for o in out if o[1:] != [0, [], [], []]] == [
            ["2026-03-03", *went],
            ["2026-03-05", *went],
            ["2026-03-09", 1, [], [], ["insight", "insight"]],
            ["2026-03-09", *went],
            ["2026-03-16", *went],
        ]
        assert sound
        delivered = {to: [m for m in relay.messages if m.envelope_to == (to,)] for to in both}
        assert set(relay.copies().values()) == {1} and [len(delivered[to]) for to in both] == [4, 4]
        with dovecot.imap(USER) as client:
            client.create_folder("Check")
            for to in both:
                for message in delivered[to]:
                    client.append("Check", message.content)
            client.select_folder("Check", readonly=True)
            found = client.fetch(client.search("ALL"), ["ENVELOPE", "BODY.PEEK[]"])
    read = [message_from_bytes(found[uid][b"BODY[]"], policy=policy.default) for uid in sorted(found)]
    english, chinese = read[:4], read[4:]
    envelopes = [found[uid][b"ENVELOPE"] for uid in sorted(found)]
    assert [[(a.mailbox + b"@" + a.host).decode() for a in e.to] for e in envelopes] == [[both[0]]] * 4 + [[both[1]]] * 4
    assert all("Ann" in m.get_content() for m in english) and not any(has_chinese(m) for m in english)
    assert all("王" in m.get_content() and has_chinese(m) for m in chinese)
    for mails in (english, chinese):  # the follow-ups are in the thread of the first email; the break-up has one of its own
        assert [m["In-Reply-To"] for m in mails] == [None, mails[0]["Message-ID"], mails[1]["Message-ID"], None]
        assert [m["Subject"].startswith("Re: ") for m in mails] == [False, True, True, False]
    assert ("shall I leave it here" in english[3]["Subject"], "先停在这里" in chinese[3]["Subject"]) == (True, True)
    assert insight[both[0]].rstrip(".") in english[2].get_content() and insight[both[1]] in chinese[2].get_content()


def has_chinese(message: Any) -> bool:
    """Any Chinese character in the body."""
    return any("\u4e00" <= c <= "\u9fff" for c in message.get_content())
