"""Passwords in a real gnome-keyring, and every way in which a keyring fails (promises D3, D4)."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.ports import SecretStore
from sdrdesk.core.secrets.keyring_store import MAX_SECRET, KeyringSecrets
from sdrdesk.core.secrets.memory_store import MemorySecrets
from tests.support.servers.keyring_session import KeyringSession, keyring_session

CANARY = "canary-Pflaume-90125-密码"
PRELUDE = f"""
import json, os, signal, time
from sdrdesk.core.errors import KeyringProblem
from sdrdesk.core.secrets.keyring_store import KeyringSecrets
CANARY = {CANARY!r}
secrets = KeyringSecrets("p1", patience_s=float(os.environ.get("PATIENCE", "20")))

def problem(call, *args):
    try:
        return call(*args)
    except KeyringProblem as error:
        return error.code

def daemon():
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    call = new_method_call(bus, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
    with open_dbus_connection() as connection:
        return connection.send_and_get_reply(call).body[0]
"""


@pytest.fixture
def session() -> Iterator[KeyringSession]:
    """A desktop session of its own."""
    with keyring_session() as made:
        yield made


def run(session: KeyringSession, script: str, **options: Any) -> Any:
    """Run a script after the prelude; it prints one JSON value."""
    # The daemon prints its environment when it starts: the script's own line is the last one.
    return json.loads(session.run(PRELUDE + textwrap.dedent(script), **options).strip().splitlines()[-1])


def test_keyring_keeps_a_password_over_log_ins_and_forgets_it(session: KeyringSession) -> None:
    """The user types it once; after the mailbox is removed it is gone."""
    assert run(session, "secrets.set(7, CANARY); print(json.dumps(secrets.get(7)))") == CANARY
    after = run(
        session,
        """
        mine, other_mailbox, other_profile = secrets.get(7), secrets.get(8), KeyringSecrets("p2").get(7)
        secrets.delete(7); secrets.delete(7)
        print(json.dumps([mine, other_mailbox, other_profile, secrets.get(7)]))
    """,
    )
    assert after == [CANARY, None, None, None]


def test_keyring_leaves_the_password_in_no_file(session: KeyringSession) -> None:
    """A copied home folder must not give the mailbox away."""
    run(session, "secrets.set(7, CANARY); print(1)")
    files = [p for p in session.home.rglob("*") if p.is_file()]
    assert any(p.suffix == ".keyring" for p in files)
    assert [p for p in files if CANARY.encode() in p.read_bytes()] == []


def test_keyring_when_locked_says_so_and_does_not_ask_twice(session: KeyringSession) -> None:
    """A refusal holds for the session: the sender's tick must not put up a prompt every 15 seconds."""
    run(session, "secrets.set(7, CANARY); print(1)")
    found = run(
        session,
        """
        import keyring.backends.SecretService as backend
        tries = []
        usual = backend.Keyring.get_preferred_collection
        backend.Keyring.get_preferred_collection = lambda self: (tries.append(1), usual(self))[1]
        codes = [problem(secrets.get, 7) for _ in range(5)]
        asked = len(tries)
        secrets.ask_again()
        problem(secrets.get, 7)
        print(json.dumps([codes, asked, len(tries)]))
    """,
        unlocked=False,
    )
    assert found == [["keyring_locked"] * 5, 1, 2]


def test_keyring_unlocked_after_a_refusal_is_used_again(session: KeyringSession) -> None:
    """Unlocking the keyring is all that the user has to do; the application notices without asking."""
    run(session, "secrets.set(7, CANARY); print(1)")
    found = run(
        session,
        """
        import subprocess
        first = problem(secrets.get, 7)
        subprocess.run(["gnome-keyring-daemon", "--replace", "--unlock"], input=b"password", check=True, stdout=subprocess.DEVNULL)
        print(json.dumps([first, problem(secrets.get, 7)]))
    """,
        unlocked=False,
    )
    assert found == ["keyring_locked", CANARY]


def test_keyring_that_is_silent_is_given_up_and_used_again_later(session: KeyringSession) -> None:
    """A prompt that nobody answers must not hold the sender; while it stands no second one is put up."""
    found = run(
        session,
        """
        secrets.set(7, CANARY)
        pid = daemon()
        os.kill(pid, signal.SIGSTOP)
        began = time.monotonic()
        first = problem(secrets.get, 7)
        waited = time.monotonic() - began
        second = problem(secrets.get, 7)
        at_once = time.monotonic() - began - waited
        os.kill(pid, signal.SIGCONT)
        secrets._stuck.join(10)
        print(json.dumps([first, second, waited < 5, at_once < 0.5, problem(secrets.get, 7)]))
    """,
        PATIENCE="1",
    )
    assert found == ["keyring_silent", "keyring_silent", True, True, CANARY]


def test_keyring_without_a_desktop_is_missing(session: KeyringSession) -> None:
    """On a bare machine the rest of the application works; only mail says why it does not."""
    script = "print(json.dumps([problem(secrets.get, 7), problem(secrets.set, 7, 'x'), problem(secrets.delete, 7)]))"
    codes = run(session, script, bus=False)
    assert codes == ["keyring_missing"] * 3


def test_keyring_whose_daemon_dies_gives_a_problem_not_a_crash(session: KeyringSession) -> None:
    """The desktop may restart its keyring at any time."""
    code = run(
        session,
        """
        secrets.set(7, CANARY)
        os.kill(daemon(), signal.SIGKILL)
        print(json.dumps(problem(secrets.get, 7)))
    """,
    )
    # D-Bus may start the daemon anew: locked then, for it has no password.
    assert code in {"keyring_locked", "keyring_failed", "keyring_missing"}


@pytest.mark.parametrize(
    ("backend", "code"),
    [
        ("keyring.backends.null.Keyring", "keyring_missing"),
        ("keyring.backends.fail.Keyring", "keyring_missing"),
        ("plain_backend.Plain", "keyring_unsafe"),
    ],
)
def test_keyring_that_would_write_plain_text_is_refused(session: KeyringSession, tmp_path: Path, backend: str, code: str) -> None:
    """There is no fallback to a file, not even one that the user's machine is set up for."""
    (tmp_path / "plain_backend.py").write_text(
        textwrap.dedent(f"""
        import pathlib
        from keyring.backend import KeyringBackend
        class Plain(KeyringBackend):
            priority = 9
            def get_password(self, service, username):
                return "read"
            def set_password(self, service, username, password):
                pathlib.Path({str(tmp_path / "leak")!r}).write_text(password)
    """)
    )
    script = f"""
        import sys
        sys.path.append({str(tmp_path)!r})
        print(json.dumps([problem(secrets.set, 7, CANARY), problem(secrets.get, 7)]))
    """
    assert run(session, script, PYTHON_KEYRING_BACKEND=backend) == [code, code]
    assert not (tmp_path / "leak").exists()


def test_keyring_is_imported_only_when_a_password_is_needed(session: KeyringSession) -> None:
    """Its import costs 0.4 s, which a start must not pay."""
    assert run(session, "import sys; print(json.dumps('keyring' in sys.modules))", bus=False) is False


def test_keyring_keeps_a_long_token_in_parts_and_forgets_all_of_them(session: KeyringSession) -> None:
    """A refresh token of Microsoft is longer than what the Windows store takes in one entry (D4)."""
    found = run(
        session,
        """
        from sdrdesk.core.secrets.keyring_store import PART, safe_backend
        backend, long, longer = safe_backend(), CANARY * 150, CANARY * 300
        names = ["7", *(f"7:{letter}{n}" for letter in "ab" for n in range(8))]
        def entries():
            return {n: len(v) for n in names if (v := backend.get_password("sdrdesk:p1", n)) is not None}
        kept = []
        for secret in (CANARY, long, longer, CANARY, longer):
            secrets.set(7, secret)
            kept.append([secrets.get(7) == secret, max(entries().values()) <= PART, len(entries())])
        secrets.delete(7)
        print(json.dumps([kept, entries(), secrets.get(7)]))
    """,
    )
    assert found == [[[True, True, 1], [True, True, 4], [True, True, 7], [True, True, 1], [True, True, 7]], {}, None]


def test_keyring_with_a_part_missing_has_no_secret(session: KeyringSession) -> None:
    """Half a token would be refused by the provider, in words that nobody understands."""
    found = run(
        session,
        """
        from sdrdesk.core.secrets.keyring_store import safe_backend
        secrets.set(7, CANARY * 150)
        safe_backend().delete_password("sdrdesk:p1", "7:a1")
        gone = secrets.get(7)
        secrets.set(7, CANARY)
        print(json.dumps([gone, secrets.get(7) == CANARY]))
    """,
    )
    assert found == [None, True]


def test_set_of_a_secret_that_is_too_long_is_refused_before_the_keyring_is_asked() -> None:
    """The Windows store would cut it or fail half-way."""
    with pytest.raises(ValidationError) as refused:
        KeyringSecrets("p1").set(1, "x" * (MAX_SECRET + 1))
    assert refused.value.code == "secret_too_long"


def test_memory_secrets_keep_and_forget() -> None:
    """Tests of sending stand on it."""
    secrets: SecretStore = MemorySecrets()
    secrets.set(1, "a")
    assert (secrets.get(1), secrets.get(2)) == ("a", None)
    secrets.delete(1)
    secrets.delete(1)
    assert secrets.get(1) is None
