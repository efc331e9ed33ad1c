"""Promise C1: through kills at random moments every message is taken once, and none is missed. SDRDESK_PROVE=1 for the full figure."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from sdrdesk.app import open_application
from sdrdesk.core.secrets.memory_store import MemorySecrets
from tests.support.read_crash import PASSWORD, known
from tests.support.reading import add_account, content, lay, letter
from tests.support.servers import proving
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot

USER = "li.na@acme.example"
ROOT = Path(__file__).resolve().parents[2]
KILLS = 300 if proving() else 6
LETTERS = 60


def life(profile: Path, journal: Path, certificates: Certificates, seconds: float | None, *, wrong: bool = False) -> None:
    """One reader: start, work for a while (None: until it is in the middle of a batch), SIGKILL."""
    size = journal.stat().st_size if journal.exists() else 0
    command = [sys.executable, "-m", "tests.support.read_crash", str(profile), str(journal), *(["--wrong"] if wrong else [])]
    environment = {**os.environ, "SSL_CERT_FILE": str(certificates.authority)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        until = time.monotonic() + (5 if seconds is None else seconds)
        while time.monotonic() < until and (seconds is not None or not journal.exists() or journal.stat().st_size <= size):
            time.sleep(0.0005)  # to the moment of the kill
        assert process.poll() is None, "the reader failed by itself"
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


def prove(folder: Path, certificates: Certificates, kills: int, *, wrong: bool = False) -> tuple[set[str], Counter[str]]:
    """What was laid down, and what was taken how often."""
    moments, laid = random.Random(7), set[str]()
    profile, journal = folder / "profile", folder / "taken"
    with Dovecot(certificates, {USER: PASSWORD}) as dovecot:
        desk = open_application(profile, secrets=MemorySecrets())
        add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)
        desk.close()
        for number in range(kills):
            some = [
                letter(number * LETTERS + n, message_id=random.Random(n).choice(["", None, "<same@example.com>"])) for n in range(LETTERS)
            ]
            laid |= {content(raw) for raw in some}
            with dovecot.imap(USER) as client:
                lay(client, "INBOX", *some)
                if number % 3 == 2:
                    client.select_folder("INBOX")
                    client.copy(client.search("ALL")[:5], "Junk")
                if number == kills // 2:
                    client.delete_folder("Junk")
                    client.create_folder("Junk")
            life(profile, journal, certificates, moments.uniform(0.0, 0.12) if number % 2 else None, wrong=wrong)
        life(profile, journal, certificates, 3.0, wrong=wrong)
    return laid, Counter(known(journal))


@pytest.mark.timeout(1800)
def test_kill_at_random_moments_takes_each_message_once(tmp_path: Path, good_certificates: Certificates, believed: Certificates) -> None:
    """A reply that is missed lets a plan go on; one that counts twice makes wrong numbers."""
    laid, taken = prove(tmp_path, good_certificates, KILLS)
    assert laid - set(taken) == set()
    assert {k: n for k, n in taken.items() if n > 1} == {}


@pytest.mark.timeout(300)
def test_control_a_reader_that_notes_first_and_takes_afterwards_is_caught(
    tmp_path: Path, good_certificates: Certificates, believed: Certificates
) -> None:
    """The judgement above can see a message that was missed."""
    laid, taken = prove(tmp_path, good_certificates, 5, wrong=True)
    assert laid - set(taken)
