"""``sdrdesk sync`` and ``sdrdesk folders``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdrdesk import cli
from sdrdesk.app import Application
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.verbs import base
from tests.mail.conftest import PASSWORD, USER
from tests.mail.test_eml_folder import put
from tests.support.reading import Collector, add_account, lay, letter
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot


@pytest.fixture
def inbox(desk: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """The command line works on the test's own desk, whose inbox only counts."""
    made = Collector()
    desk._take_mail = made
    monkeypatch.setattr(base, "open_application", lambda *args, **more: desk)
    monkeypatch.setattr(desk, "close", lambda: None)
    assert isinstance(desk.secrets, MemorySecrets)
    yield made


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, object]:
    """Status and document of a command."""
    capsys.readouterr()
    status = cli.run([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_sync_without_anything_to_read_is_no_error(inbox: Collector, capsys: pytest.CaptureFixture[str]) -> None:
    """It may stand in somebody's crontab."""
    assert run(capsys, "sync") == (0, {"accounts": [], "read": 0, "kept": 0, "kinds": {}, "settled": 0})


def test_sync_reads_and_says_what(desk: Application, inbox: Collector, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The shape that scripts rely on."""
    put(tmp_path, "1.eml", letter(1))
    assert run(capsys, "folders", "add", str(tmp_path))[0] == 0
    status, document = run(capsys, "sync")
    entry = {"mailbox": None, "folder": str(tmp_path), "read": 1, "kept": 1, "problem": None, "code": None}
    assert (status, document) == (0, {"accounts": [entry], "read": 1, "kept": 1, "kinds": {"human_reply": 1}, "settled": 0})
    assert cli.run(["sync"]) == 0
    assert "0 read, 0 kept" in capsys.readouterr().out


def test_sync_tells_nothing_reached_from_done_in_part(
    desk: Application, inbox: Collector, believed: Certificates, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """4: the environment failed; 1: some of it."""
    add_account(desk, "localhost", 9, USER, PASSWORD)
    status, document = run(capsys, "sync")
    assert isinstance(document, dict)
    assert (status, document["accounts"][0]["code"], document["accounts"][0]["folder"]) == (4, "imap_unreachable", None)
    assert "localhost" in document["accounts"][0]["problem"]
    desk.mail_folders.add_directory(tmp_path)
    assert run(capsys, "sync")[0] == 1


def test_folders_of_an_account_are_listed_and_picked(
    desk: Application, inbox: Collector, good_certificates: Certificates, believed: Certificates, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a folder of our own letters is refused with a sentence."""
    with Dovecot(good_certificates, {USER: PASSWORD}) as dovecot:
        made = add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)
        with dovecot.imap(USER) as client:
            lay(client, "Kunden", letter(1))
        assert run(capsys, "sync")[0] == 0
        _, listed = run(capsys, "folders")
        assert isinstance(listed, list)
        by_name = {f["folder"]: f for f in listed}
        assert {n for n, f in by_name.items() if f["watched"]} == {"INBOX", "Junk"}
        assert run(capsys, "folders", "watch", str(by_name["Kunden"]["id"]))[0] == 0
        assert run(capsys, "folders", "watch", str(by_name["Sent"]["id"]))[0] == 3
        status, document = run(capsys, "sync")
        assert isinstance(document, dict) and (status, document["read"]) == (0, 1)
        assert run(capsys, "folders", "unwatch", str(by_name["Kunden"]["id"]))[0] == 0
    desk.mailboxes.set_password(made, "wrong")
    with Dovecot(good_certificates, {USER: PASSWORD}) as dovecot:
        from tests.support.reading import give_imap

        give_imap(desk, made, desk.mail_folders.accounts()[0].server.__class__(dovecot.host, dovecot.imap_port, "tls", USER))
        assert run(capsys, "sync")[0] == 4
        before = dovecot.log().count("auth failed")
        assert run(capsys, "sync")[0] == 4
        assert dovecot.log().count("auth failed") == before
        desk.secrets.set(made, PASSWORD)
        assert run(capsys, "sync", "--retry")[0] == 0
