"""A reader of mail that can be killed at any moment: the other process of tests/proofs/test_read_kill.py.

``python -m tests.support.read_crash PROFILE JOURNAL [--wrong]`` opens the profile and reads pass after pass. Its inbox is a file: a content
that is not in it yet is appended and on the disk before the batch counts as taken. ``--wrong`` notes the place before it takes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sdrdesk.app import open_application
from sdrdesk.core.changes import ChangeSet, Outcome
from sdrdesk.core.domain.received import Arrived, Taken
from sdrdesk.core.jobs.read_mail import MailReading
from sdrdesk.core.mail.imap import ImapReader
from sdrdesk.core.ports import Secret
from sdrdesk.core.secrets.memory_store import MemorySecrets
from tests.support.reading import content

PASSWORD = "canary-Quitte-71344"


def known(journal: Path) -> list[str]:
    """The whole lines of the journal; a torn last one was not taken."""
    return [line.decode() for line in journal.read_bytes().split(b"\n")[:-1]] if journal.exists() else []


def main(profile: Path, journal: Path, wrong: bool) -> None:
    """Read until killed."""
    desk = open_application(profile, secrets=MemorySecrets())
    whole = b"".join(line.encode() + b"\n" for line in known(journal))
    journal.write_bytes(whole)

    def take(batch: Sequence[Arrived]) -> Outcome[Taken]:
        if wrong:
            last = batch[-1]
            folder = next(r for r in desk.mail_folders.rows(last.mailbox_id) if r.id == last.folder_id)
            desk.mail_folders.progress(folder.id, type(folder.place)(last.uidvalidity, last.uid or 0))
        there = set(known(journal))
        with journal.open("ab") as stream:
            for message in batch:
                key = content(message.raw)
                if key not in there:
                    there.add(key)
                    stream.write(key.encode() + b"\n")
                    stream.flush()
                    os.fsync(stream.fileno())
        return Outcome(Taken(len(batch), 0), ChangeSet())

    job = MailReading(
        desk.mail_folders,
        ImapReader(),
        lambda _: Secret("password", PASSWORD),
        desk.credentials.refused,
        take,
        desk.outbox,
        desk.bus,
        desk.paths.files_read,
    )
    print("ready", flush=True)
    while True:
        report = job.read_all()
        assert not [f.problem for f in report.folders if f.problem], report


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--wrong" in sys.argv)
