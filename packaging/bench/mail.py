"""A mailbox of 10,000: first sync with everything that the inbox makes of it, and the idle sync after it, beside mbsync where it is installed.

Needs Dovecot; prints one line for each figure and asserts nothing.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

USER, PASSWORD = "li.na@acme.example", "bench"
MESSAGES = 10_000
KNOWN = 200
"""People on the list among those who wrote; the others are strangers, as in a mailbox of some years."""

IDLE_RUNS = 9
MBSYNCRC = """IMAPAccount a
Host {host}
Port {port}
User {user}
Pass {password}
SSLType IMAPS
CertificateFile {authority}

IMAPStore far
Account a

MaildirStore near
Path {folder}/mail/
Inbox {folder}/inbox

Channel c
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
"""


BODY = (
    "Hello,\n\nthanks for your note. We looked at this last year and decided to wait until the new system is live.\n"
    "Could you send me a price list and two references?\n\nBest regards\nAnn\n\nOn Monday Li Na <li.na@acme.example> wrote:\n"
) + "".join(f"> line {n} of what was written about invoices and approvals\n" for n in range(20))


def mail(number: int) -> bytes:
    """An ordinary message of somebody; everybody is at a house of their own."""
    head = f"From: Ann <ann{number}@house{number}.example>\nTo: {USER}\nSubject: Re: number {number}\nMessage-ID: <{number}@house{number}.example>\n"
    return (head + "Content-Type: text/plain; charset=utf-8\n\n" + BODY).replace("\n", "\r\n").encode()


def main() -> None:
    """Fill, read, read again."""
    from sdrdesk.app import open_application
    from sdrdesk.core.jobs.read_mail import AccountReading
    from sdrdesk.core.secrets.memory_store import MemorySecrets
    from tests.support.factories import add_person
    from tests.support.reading import add_account
    from tests.support.servers import certificates
    from tests.support.servers.dovecot import Dovecot

    if not shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        print("mailbox of 10,000     Dovecot is not installed: not measured")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = certificates.make(folder / "certificates")
        os.environ["SSL_CERT_FILE"] = str(files.authority)
        with Dovecot(files, {USER: PASSWORD}) as dovecot:
            with dovecot.imap(USER) as client:
                client.append("INBOX", mail(MESSAGES))
                box = dovecot.folder / "mail" / USER / "new"
            owner = box.stat()
            for n in range(MESSAGES):
                path = box / f"{int(time.time())}.M{n}P1.bench"
                path.write_bytes(mail(n))
                os.chown(path, owner.st_uid, owner.st_gid)
            desk = open_application(folder / "profile", secrets=MemorySecrets())
            add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)
            for n in range(0, MESSAGES, MESSAGES // KNOWN):
                add_person(desk, company=f"Firm {n}", email=f"ann{n}@house{n}.example")
            began = time.perf_counter()
            session = AccountReading(desk.mail_reading, desk.mail_folders.accounts()[0])
            read = session.run().read
            first = time.perf_counter() - began
            idle = []
            for _ in range(IDLE_RUNS):
                began = time.perf_counter()
                session.account = desk.mail_folders.accounts()[0]
                session.run()
                idle.append(time.perf_counter() - began)
            session.close()
            desk.close()
            print(f"mailbox of {read:,}: first sync {first:.2f} s, idle sync {statistics.median(idle) * 1000:.1f} ms on an open connection")
            beside_mbsync(folder, dovecot.host, dovecot.imap_port, files.authority, first)


def beside_mbsync(folder: Path, host: str, port: int, authority: Path, first: float) -> None:
    """The same with mbsync (Debian's isync), bodies and all."""
    if shutil.which("mbsync") is None:
        print("mbsync                is not installed (package isync): no figure beside ours")
        return
    (folder / "mail").mkdir()
    config = folder / "mbsyncrc"
    config.write_text(
        MBSYNCRC.format(host=host, port=port, user=USER, password=PASSWORD, authority=authority, folder=folder), encoding="utf-8"
    )
    took = []
    for _ in range(2):
        began = time.perf_counter()
        subprocess.run(["mbsync", "-q", "-c", str(config), "c"], check=True)
        took.append(time.perf_counter() - began)
    print(f"mbsync                first {took[0]:.2f} s, idle {took[1]:.2f} s; ours is {first / took[0]:.2f} times its first sync")


if __name__ == "__main__":
    main()
