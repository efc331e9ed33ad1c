"""Dovecot as an ordinary process: IMAP and submission over TLS on free ports, everything below one folder.

Works for root (the login processes then run as Dovecot's own users) and for anybody else (all as that user).
"""

from __future__ import annotations

import contextlib
import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from imapclient import IMAPClient  # type: ignore[import-untyped]

from sdrdesk.core.mail.smtp_wire import tls_context
from tests.support.servers import need_program
from tests.support.servers.certificates import HOST, Certificates

READY_S = 15

CONFIG = """
protocols = imap submission
listen = 127.0.0.1
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{base}/mail/%u
ssl = required
ssl_cert = <{base}/server.pem
ssl_key = <{base}/server.key
disable_plaintext_auth = yes
auth_mechanisms = plain login
hostname = {host}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/users
}}
userdb {{
  driver = static
  args = uid={mail_uid} gid={mail_gid} home={base}/mail/%u allow_all_users=yes
}}
service anvil {{
  {no_chroot}
}}
service imap-login {{
  {no_chroot}
  process_min_avail = 1
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {imap_port}
    ssl = yes
  }}
}}
service submission-login {{
  {no_chroot}
  process_min_avail = 1
  inet_listener submission {{
    port = {starttls_port}
  }}
  inet_listener submissions {{
    port = {tls_port}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
}}
submission_relay_host = 127.0.0.1
submission_relay_port = {relay_port}
submission_relay_ssl = no
"""


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses at the moment."""
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(s.getsockname()[1]) for s in taken]


class Dovecot:
    """The server; use it as a context manager.

    Args:
        certificates: for every port.
        accounts: user names with passwords.
        relay_port: where submission hands its mail on to, without TLS (a ``SmtpSink(security="plain")``); 0 for none.
    """

    def __init__(self, certificates: Certificates, accounts: dict[str, str], relay_port: int = 0) -> None:
        self._program = need_program("dovecot")
        need_program("submission-login", "/usr/lib/dovecot", "/usr/libexec/dovecot")
        self._certificates = certificates
        self.accounts = accounts
        self.host = HOST
        self.imap_port, self.tls_port, self.starttls_port = free_ports(3)
        self._relay_port = relay_port
        # Not pytest's folder: that one is closed to Dovecot's users when root runs the tests, and socket paths have to be short.
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Dovecot:
        self._lay_out()
        config = self.folder / "dovecot.conf"
        self._process = subprocess.Popen([self._program, "-F", "-c", str(config)], stdin=subprocess.DEVNULL, cwd=self.folder)
        try:
            self._wait_until_ready()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """What Dovecot wrote about itself."""
        path = self.folder / "dovecot.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def imap(self, user: str) -> IMAPClient:
        """A logged-in connection of a library that is not ours; SSL_CERT_FILE has to name the test authority."""
        client = IMAPClient(self.host, port=self.imap_port, ssl=True, ssl_context=tls_context(), timeout=10)
        client.login(user, self.accounts[user])
        return client

    def _lay_out(self) -> None:
        self.folder.chmod(0o755)
        for name, source in (("server.pem", self._certificates.chain), ("server.key", self._certificates.key)):
            shutil.copy(source, self.folder / name)
        (self.folder / "server.key").chmod(0o600)
        users = "".join(f"{user}:{{PLAIN}}{password}\n" for user, password in self.accounts.items())
        (self.folder / "users").write_text(users, encoding="utf-8")
        mail = self.folder / "mail"
        mail.mkdir()
        if os.geteuid() == 0:
            owner = pwd.getpwnam("nobody")
            os.chown(mail, owner.pw_uid, owner.pw_gid)
            internal, login, no_chroot = "dovecot", "dovenull", ""
        else:
            owner = pwd.getpwuid(os.geteuid())
            internal = login = getpass.getuser()
            no_chroot = "chroot ="
        (self.folder / "dovecot.conf").write_text(
            CONFIG.format(
                base=self.folder,
                internal=internal,
                internal_group=grp.getgrgid(pwd.getpwnam(internal).pw_gid).gr_name,
                login=login,
                mail_uid=owner.pw_uid,
                mail_gid=owner.pw_gid,
                no_chroot=no_chroot,
                host=HOST,
                imap_port=self.imap_port,
                starttls_port=self.starttls_port,
                tls_port=self.tls_port,
                relay_port=self._relay_port or 9,
            ),
            encoding="utf-8",
        )

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_S
        for port in (self.imap_port, self.tls_port):
            while True:
                assert self._process is not None
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"Dovecot did not start:\n{self.log()}")
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                # Not a wait for a result, only a pause between two looks at a process that is starting.
                time.sleep(0.02)
