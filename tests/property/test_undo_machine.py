"""Rule R26 as a machine: any steps in any order, undone and redone at any point, also after the file was closed and opened again.

After each undo every journalled table and the words of the search are what they were before the step; after each redo what they were
after it.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.errors import NotFound, SdrDeskError
from sdrdesk.core.services.executives import AccountExecutive
from tests.support.factories import add_mailbox, add_person, enrol, log, queue
from tests.support.profile import dump, make_template, one, open_copy, reopen, rows

WHO = st.integers(0, 3)
CALLS = st.sampled_from(["no_answer", "voicemail", "conversation", "wrong_person", "do_not_contact", "meeting_booked", "connected_not_now"])
MAILS = st.sampled_from(["sent", "opened", "replied", "bounced", "auto_replied", "unsubscribed"])
TYPED = st.sampled_from([None, "2h", "3d", "tue 14:00", "周二 14:00"])
NOTE = st.sampled_from(["", "price 报价", "call <b>back</b>", 'O\'Neil; "x"'])


@pytest.fixture(scope="module", autouse=True)
def _template(tmp_path_factory: pytest.TempPathFactory) -> None:
    UndoMachine.template = make_template(tmp_path_factory.mktemp("machine"))


class UndoMachine(RuleBasedStateMachine):
    """Keeps the pictures that undo and redo must give back."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="undo-machine-"))
        self.desk = open_copy(self.template, self.root / "profile")
        add_mailbox(self.desk)
        self.past: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.undone: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.files = 0
        for name, firm in (("Ann Vogel", "Firm One"), ("Bob Lee", "Firm One"), ("王伟", "二号公司"), ("Dan O'Neil", "")):
            self.step(lambda name=name, firm=firm: add_person(self.desk, name, **({"company": firm} if firm else {})))

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            shutil.rmtree(self.root)

    def step(self, act: Callable[[], object]) -> None:
        """One use case; refused ones must change nothing at all."""
        before, steps = dump(self.desk), self.steps()
        try:
            act()
        except SdrDeskError:
            assert dump(self.desk) == before, "a refusal left something behind"
            assert self.steps() == steps
            return
        if self.steps() != steps:
            self.past.append((before, dump(self.desk)))
            self.undone.clear()
        else:
            assert dump(self.desk) == before, "rows changed without a step"

    def steps(self) -> int:
        return int(one(self.desk, "SELECT coalesce(max(id), 0) FROM journal_step"))

    def who(self, n: int) -> int:
        ids = [r[0] for r in rows(self.desk, "SELECT id FROM prospect ORDER BY id")]
        return ids[n % len(ids)] if ids else 999_999

    @rule(n=WHO, outcome=CALLS, typed=TYPED, note=NOTE)
    def call(self, n: int, outcome: str, typed: str | None, note: str) -> None:
        self.step(lambda: log(self.desk, self.who(n), outcome, next=typed, note=note))

    @rule(n=WHO, outcome=MAILS)
    def mail(self, n: int, outcome: str) -> None:
        self.step(lambda: log(self.desk, self.who(n), outcome, "email"))

    @rule(n=WHO, m=WHO, cadence=st.sampled_from(["p5", "p5_calls", "inbound", "nothing"]))
    def enrol(self, n: int, m: int, cadence: str) -> None:
        self.step(lambda: enrol(self.desk, self.who(n), self.who(m), cadence=cadence))

    @rule(n=WHO)
    def stop(self, n: int) -> None:
        self.step(lambda: self.desk.enrolments.stop(self.who(n), "no_need"))

    @rule(n=WHO)
    def release(self, n: int) -> None:
        self.step(lambda: self.desk.enrolments.release(self.who(n)))

    @rule(n=WHO, typed=st.sampled_from(["2h", "3d", "mon"]))
    def snooze(self, n: int, typed: str) -> None:
        now = self.desk.clock.now().astimezone(self.desk.settings.profile().zone)
        self.step(lambda: self.desk.tasks.snooze(self.who(n), parse_when(typed, now)))

    @rule(n=WHO)
    def skip(self, n: int) -> None:
        self.step(lambda: self.desk.enrolments.skip_step(self.who(n), "no use"))

    @rule(
        names=st.lists(st.sampled_from(["Ann Vogel", "Eve Stone", "李娜", "Max Roth"]), min_size=1, max_size=4),
        mode=st.sampled_from(["merge", "skip", "update"]),
    )
    def bring_in(self, names: list[str], mode: str) -> None:
        self.files += 1
        path = self.root / f"list{self.files}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["Name", "Company", "Email", "City", "Title"])
            out.writerows([name, "Firm One", f"{i}{len(name)}@one.example", "Boston", f"Head {self.files}"] for i, name in enumerate(names))
        self.step(lambda: self.desk.imports.run(self.desk.imports.look(path), on_duplicate=mode))

    @rule(n=WHO, letter=st.sampled_from(["need", "money", "t"]), signal=st.sampled_from(["strong", "weak", "unknown"]))
    def qualify(self, n: int, letter: str, signal: str) -> None:
        self.step(lambda: self.desk.qualification.set_letter(self.who(n), letter, signal, text="said so"))

    @rule(n=WHO, state=st.sampled_from(["on", "off"]), reason=st.sampled_from(["", "settled"]))
    def flag(self, n: int, state: str, reason: str) -> None:
        self.step(lambda: self.desk.qualification.set_flag(self.who(n), "no_owner", state, reason=reason))

    @rule(n=WHO, name=st.sampled_from(["Zoë Falk", "欧阳娜娜"]), firm=st.sampled_from(["Firm One", "Third", ""]))
    def edit(self, n: int, name: str, firm: str) -> None:
        self.step(lambda: self.desk.prospects.edit(self.who(n), {"full_name": name, "company": firm, "notes": f"{name} 备注"}))

    @rule(n=WHO)
    def queue(self, n: int) -> None:
        self.step(lambda: queue(self.desk, self.who(n)))

    @rule()
    def cancel(self) -> None:
        self.step(lambda: self.desk.outbox.cancel(one(self.desk, "SELECT max(id) FROM outbox") or 0))

    @rule(n=WHO)
    def hand_off(self, n: int) -> None:
        who = self.who(n)
        self.step(lambda: self.desk.executives.add("Ann AE", "ann@ae.example"))
        found = self.desk.executives.book()
        # The record of a handoff without its files: those take a second each and undo leaves them alone (test_undo.py).
        self.step(lambda: self._record(who, found[0]) if found else None)

    def _record(self, who: int, ae: AccountExecutive) -> None:
        from sqlalchemy import insert, update

        from sdrdesk.core.changes import OpKind
        from sdrdesk.core.services import plans
        from sdrdesk.core.store.people import person
        from sdrdesk.core.store.ready_tables import handoff
        from sdrdesk.core.store.tables import prospect

        with self.desk.store.write(OpKind.HANDOFF) as uow:
            person(uow.s, who)
            uow.s.execute(insert(handoff).values(prospect_id=who, ae_id=ae.id, at=uow.now_ms))
            uow.s.execute(update(prospect).where(prospect.c.id == who).values(stage="handed_off"))
            plans.stop_all(uow.s, who, "handed_off")

    @rule(name=st.sampled_from(["Li Na", "Wu Lei"]), goal=st.integers(10, 12), swap=st.booleans())
    def settings_change(self, name: str, goal: int, swap: bool) -> None:
        pairs: list[tuple[str, object]] = [("user.name", name), ("target.reach", goal)]
        self.step(lambda: self.desk.settings.change(dict(reversed(pairs) if swap else pairs)))

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            if not self.past:
                return
            before, after = self.past[-1]
            assert dump(self.desk) == after
            self.desk.undo.undo()
            assert dump(self.desk) == before, "undo did not put everything back"
            self.undone.append(self.past.pop())

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            if not self.undone:
                with pytest.raises(NotFound):
                    self.desk.undo.redo()
                return
            self.desk.undo.redo()
            assert dump(self.desk) == self.undone[-1][1], "redo did not do the same again"
            self.past.append(self.undone.pop())

    @rule()
    def close_and_open(self) -> None:
        root = self.desk.paths.root
        self.desk.close()
        self.desk = reopen(root)

    @invariant()
    def sound(self) -> None:
        if hasattr(self, "desk"):
            report = self.desk.safety.check()
            assert report.sound, report


TestUndoMachine = UndoMachine.TestCase
TestUndoMachine.settings = settings(max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
