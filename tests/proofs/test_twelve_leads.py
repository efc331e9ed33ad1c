"""Twelve leads from the first touch to where each ends: six through the command line, six through the window (rules R22-R25; seeds W14-W17, P2).

The account executive's files come from a script of their own that knows only the schema in the packet (tests/support/account_executive.py).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.cli import run
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from tests.support.profile import one, reopen, rows, set_now

NAMES = (
    "Helen Okafor", "Sam Whitlow", "Luis Prado", "Oda Lie", "Ines Duarte", "Noah Brandt",
    "Mei Tanaka", "Karl Ebert", "Rosa Vidal", "Ivan Petrov", "Amina Diallo", "Piotr Nowak",
)  # fmt: skip
LETTERS = ("need", "authority", "time", "people")
SAID = {"need": "Invoices take nine days", "authority": "I sign up to 50 k", "time": "Before the year ends", "people": "Two clerks run it"}
SCRIPT = Path(__file__).parents[1] / "support" / "account_executive.py"
Key = Qt.Key
Cli = Callable[..., Any]

ENDS = {
    # name: (stage, or customer; state of the newest handoff; what is on the list afterwards: a meeting that is still ahead is)
    "Helen Okafor": ("handed_off", "accepted", {"check_in", "meeting"}),
    "Sam Whitlow": ("nurture", "returned", {"come_back"}),
    "Luis Prado": ("customer", "won", {"ask_referral"}),
    "Oda Lie": ("nurture", "lost", {"come_back"}),
    "Ines Duarte": ("handed_off", "accepted", {"check_in", "meeting"}),
    "Noah Brandt": ("nurture", None, {"come_back"}),
    "Mei Tanaka": ("handed_off", "accepted", {"check_in", "meeting"}),
    "Karl Ebert": ("nurture", "returned", {"come_back"}),
    "Rosa Vidal": ("customer", "won", {"ask_referral"}),
    "Ivan Petrov": ("nurture", "lost", {"come_back"}),
    "Amina Diallo": ("handed_off", "accepted", {"check_in", "meeting"}),
    "Piotr Nowak": ("nurture", None, {"come_back"}),
}
"""Ines and Amina were not ready first, came back on their day, and were handed over then; Noah and Piotr wait for theirs."""


@pytest.fixture
def cli(folder: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a verb with --json at a moment; gives the one document on standard output."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object, now: str = "2026-11-19T10:00") -> Any:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", f"{now}:00-05:00", "--json"])
        document = json.loads(capsys.readouterr().out)
        assert status == 0, document
        return document

    lines = [f"{n},{n.split()[0].lower()}@f{i}.example,+1 212-555-01{i:02d},Firm {i},New York,US" for i, n in enumerate(NAMES)]
    (tmp_path / "people.csv").write_text("Name,Email,Phone,Company,City,Country\n" + "\n".join(lines), "utf-8")
    (tmp_path / "out").mkdir()
    call("import", tmp_path / "people.csv")
    return call


def by_script(packet: Path, out: Path, answer: str, *pairs: str) -> Path:
    """The answer that the account executive's script writes."""
    subprocess.run([sys.executable, "-I", str(SCRIPT), str(packet), str(out), answer, *pairs], check=True)
    return out


def through_the_command_line(cli: Cli, tmp_path: Path) -> None:
    """The first six: a call, evidence, a meeting, the packet, the answer as a file."""

    def handed(name: str, now: str, meeting: str) -> Path:
        cli("log", name, "--channel", "call", "--outcome", "conversation", "--note", "asked about invoices", now=now)
        for letter in LETTERS:
            cli("qualify", name, "--set", f"{letter}=strong", "--evidence", SAID[letter], now=now)
        cli("meet", name, meeting, now=now)
        assert cli("qualify", name, now=now)["verdict"] == "ready"
        ae = ("--ae", "Ravi Menon", "--ae-email", "ravi@acme.example")
        return Path(cli("handoff", name, *ae, "--out", tmp_path / "out", now=now)["file"])

    def answer(packet: Path, now: str, word: str, *pairs: str) -> None:
        done = cli("handoff", "answer", by_script(packet, tmp_path / f"{packet.stem}-{word}.json", word, *pairs), now=now)
        assert (done["answer"], done["known"]) == (word, False)

    first = [handed(name, "2026-11-19T10:00", "2026-11-24T14:00") for name in NAMES[:4]]
    answer(first[0], "2026-11-20T09:00", "accepted")
    answer(first[1], "2026-11-20T09:10", "returned", "reason=Who signs above 20 k?")
    for packet in first[2:]:
        answer(packet, "2026-11-20T09:20", "accepted")
    answer(first[2], "2026-12-10T09:00", "won", "amount=$26,400")
    answer(first[3], "2026-12-10T09:10", "lost", "reason=They renewed with their vendor")
    for name in NAMES[4:6]:
        cli("log", name, "--channel", "call", "--outcome", "connected_not_now", now="2026-11-19T11:00")
        cli(
            "disqualify",
            name,
            "--reason",
            "no_budget",
            "--said",
            "nothing before the new year",
            "--until",
            "2026-12-14",
            now="2026-11-19T11:05",
        )
    back = [item for item in cli("today", "--limit", 50, now="2026-12-14T10:00")["items"] if item["prospect"]["name"] == "Ines Duarte"]
    assert back, "whoever was set back until today is on today's list"
    answer(handed("Ines Duarte", "2026-12-14T10:10", "2026-12-17T14:00"), "2026-12-15T09:00", "accepted")
    cli("disqualify", "Noah Brandt", "--reason", "no_budget", "--said", "not this year", "--until", "2027-03-01", now="2026-12-14T10:20")


class Window:
    """The main window under a person's hands."""

    def __init__(self, desk: Application, qtbot: Any) -> None:
        self.desk, self.bot = desk, qtbot
        anything: Any = desk
        self.runner, self.bridge = Runner(), Bridge(desk.bus)
        self.ctx = UiContext(anything, self.runner, self.bridge, Navigator(), desk.settings.profile(), Texts("en"))
        self.main = MainWindow(self.ctx)
        qtbot.addWidget(self.main)
        self.main.resize(1440, 900)
        self.main.show()
        self.rest()

    def rest(self) -> None:
        """Wait until no job is under way and its news have arrived."""
        for _ in range(3):
            self.bot.wait(1)
            self.bot.waitUntil(lambda: self.runner.pending == 0, timeout=20_000)

    def get(self, name: str, kind: type[QWidget] = QWidget) -> Any:
        """The widget of that name that is seen."""
        found = [w for w in self.main.findChildren(kind, name) if w.isVisible()]
        assert found, name
        return found[0]

    def key(self, where: QWidget, key: Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, and wait for what it does."""
        QTest.keyClick(where, key, with_)
        self.rest()

    def person(self, name: str) -> int:
        """The id of somebody."""
        return int(one(self.desk, "SELECT id FROM prospect WHERE full_name = :n", n=name))

    def open(self, name: str) -> QWidget:
        """Somebody on Today; gives the list, which hears the keys."""
        who, today = self.person(name), self.main.today
        self.main.open_prospect(who)

        def there() -> bool:
            work = today.panel.work
            return today.current == who and work is not None and work.card.person.id == who and self.runner.pending == 0

        self.rest()
        self.bot.waitUntil(there, timeout=10_000)
        view = today.view
        view.setFocus()
        return view

    def call(self, name: str, key: Key) -> None:
        """C, and the outcome's number."""
        before = one(self.desk, "SELECT count(*) FROM touch")
        view = self.open(name)
        self.key(view, Key.Key_C)
        self.key(view, key)
        assert one(self.desk, "SELECT count(*) FROM touch") == before + 1

    def qualify(self, name: str, meeting: str) -> None:
        """Q, the evidence and 1 for each letter, and the meeting typed."""
        self.key(self.open(name), Key.Key_Q)
        for letter in LETTERS:
            edit = self.get(f"evidence_text_{letter}")
            edit.setFocus()
            QTest.keyClicks(edit, SAID[letter])
            self.key(edit, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
            self.key(QApplication.focusWidget(), Key.Key_1)
        when = self.get("meeting_when", QLineEdit)
        when.setFocus()
        when.selectAll()
        QTest.keyClicks(when, meeting)
        self.key(when, Key.Key_Return)
        assert self.desk.qualification.verdict(self.person(name)).missing == ()

    def hand_off(self, name: str) -> Path:
        """Ctrl+Return on the form; gives the packet."""
        self.main.open_handoff(self.person(name))
        self.rest()
        page = self.main.page("handoffs")
        combo = self.get("ae_combo", QComboBox)
        if combo.currentText() != "Ravi Menon":
            combo.setCurrentText("Ravi Menon")
            combo.activated.emit(combo.currentIndex())
            self.rest()
        self.key(page.list, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.rest()
        folder, file = rows(self.desk, "SELECT folder, file FROM handoff WHERE prospect_id = :p ORDER BY id DESC", p=self.person(name))[0]
        return Path(folder) / file

    def drop(self, file: Path) -> None:
        """A file dropped on the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        where, how = QPoint(600, 400), (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.main, QDragEnterEvent(where, *how))
        QApplication.sendEvent(self.main, QDropEvent(where.toPointF(), *how))
        self.rest()

    def answer(self, name: str, key: Key, **typed: str) -> None:
        """A number on the Handoffs page, and what is asked then."""
        self.main.show_page("handoffs")
        self.rest()
        page = self.main.page("handoffs")
        page.refresh()
        self.rest()
        handoff = one(self.desk, "SELECT max(id) FROM handoff WHERE prospect_id = :p", p=self.person(name))
        assert page.list.choose(f"h{handoff}")
        self.rest()
        self.key(page.list, key)
        self.fill("ask_answer", typed)

    def not_ready(self, name: str, key: Key, **typed: str) -> None:
        """B, the reason's number, and what they said."""
        self.key(self.open(name), Key.Key_B)
        dialog = self.dialog("ask_not_ready")
        if dialog is not None:
            self.key(dialog, key)
        self.fill("ask_not_ready", typed)

    def dialog(self, name: str) -> QDialog | None:
        """The question that is open."""
        return next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == name and w.isVisible()), None
        )

    def fill(self, name: str, typed: dict[str, str]) -> None:
        """Fill a question in and take it; one that needs no question asks none."""
        dialog = self.dialog(name)
        if dialog is None:
            assert not typed, name
            return
        for field, words in typed.items():
            editor: Any = dialog.findChild(QWidget, field)
            assert editor is not None, field
            editor.setFocus()
            editor.selectAll()
            QTest.keyClicks(editor, words)
        yes = dialog.findChild(QPushButton, "ask_yes")
        assert yes is not None and yes.isEnabled(), name
        QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
        self.rest()
        assert self.dialog(name) is None, "the question was not taken"
        self.main.activateWindow()  # nobody manages windows on this screen: a question takes the keys with it when it goes
        self.rest()

    def close(self) -> None:
        """As a person closes it."""
        self.main.close()
        self.runner.close()
        self.bridge.close()


@pytest.fixture
def window(cli: Cli, folder: Path, tmp_path: Path, qtbot: Any) -> Iterator[Callable[[], Window]]:
    """Opens the window on the profile."""
    made: list[Window] = []

    def make() -> Window:
        desk = reopen(folder)
        desk.settings.change({"handoff.folder": str(tmp_path / "out")})
        made.append(Window(desk, qtbot))
        return made[-1]

    yield make
    for one_window in made:
        one_window.close()
        one_window.desk.close()


def through_the_window(at: Window, tmp_path: Path) -> None:
    """The other six, by keys; their answers dropped as files, or by the numbers 1 to 4."""

    def handed(name: str, meeting: str) -> Path:
        at.call(name, Key.Key_6)
        at.qualify(name, meeting)
        return at.hand_off(name)

    set_now(at.desk, "2027-01-14T10:00")
    packets = {name: handed(name, "2027-01-19T14:00") for name in NAMES[6:10]}
    for name in NAMES[10:]:
        at.call(name, Key.Key_5)
        at.not_ready(name, Key.Key_2, not_ready_said="nothing before spring")
    set_now(at.desk, "2027-01-15T10:00")
    at.drop(by_script(packets["Mei Tanaka"], tmp_path / "mei.json", "accepted"))
    at.answer("Karl Ebert", Key.Key_2, answer_reason="Who signs above 20 k?")
    for name in ("Rosa Vidal", "Ivan Petrov"):
        at.answer(name, Key.Key_1)
    set_now(at.desk, "2027-02-10T10:00")
    at.answer("Rosa Vidal", Key.Key_3, answer_amount="$18,000")
    at.drop(by_script(packets["Ivan Petrov"], tmp_path / "ivan.json", "lost", "reason=No money this year"))
    (back,) = rows(at.desk, "SELECT due_on FROM task WHERE kind = 'come_back' AND prospect_id = :p", p=at.person("Amina Diallo"))
    set_now(at.desk, back[0])
    at.main.today.refresh()
    at.rest()
    assert at.person("Amina Diallo") in {r.candidate.prospect_id for r in at.desk.day.today().ranked}
    packet = handed("Amina Diallo", "in 3 days 14:00")
    at.drop(by_script(packet, tmp_path / "amina.json", "accepted"))


def test_twelve_leads_end_where_the_rules_say(cli: Cli, window: Callable[[], Window], tmp_path: Path) -> None:
    """Nobody is lost: whoever is not with an account executive or a customer has a day on which they come back."""
    through_the_command_line(cli, tmp_path)
    at = window()
    through_the_window(at, tmp_path)
    found = {}
    for name in NAMES:
        who = at.person(name)
        state = one(at.desk, "SELECT state FROM handoff WHERE prospect_id = :p ORDER BY id DESC", p=who)
        tasks = {k for (k,) in rows(at.desk, "SELECT kind FROM task WHERE prospect_id = :p AND state = 'open'", p=who)}
        found[name] = (one(at.desk, "SELECT iif(customer, 'customer', stage) FROM prospect WHERE id = :p", p=who), state, tasks)
    assert found == ENDS
    now = at.desk.clock.now().strftime("%Y-%m-%dT%H:%M")
    at.close()
    at.desk.close()
    told = cli("handoffs", now=now)
    assert sorted((h["prospect"]["name"], h["state"]) for h in told) == sorted((n, s) for n, (_, s, _) in ENDS.items() if s)
    assert cli("check", now=now)["sound"] is True
