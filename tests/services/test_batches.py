"""Batches for tier T3 (rule R14): every rendered email is looked at, what fails waits, what passed goes as one step."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.do_not_contact import Entry
from sdrdesk.core.errors import RuleRefusal, UndoConflict
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.services.batches import Finding
from sdrdesk.core.texts import Texts
from tests.support.crash import SETTINGS
from tests.support.factories import add_mailbox, add_person, enrol, log, queue
from tests.support.profile import one, rows, set_now


def batch_cadence(desk: Application, *, mode: str = "batch") -> str:
    """P5 with emails that may go together."""
    body: dict[str, Any] = json.loads(json.dumps(body_of(desk.cadences["p5"])))
    for step in body["steps"]:
        if step["channel"] == "email":
            step["mode"] = mode
    body["key"] = "many"
    body["version"] = 1
    body["names"] = {"en": "Many at once"}
    desk.plans.save(body)
    return "many"


@pytest.fixture
def key(desk: Application) -> str:
    """A profile that is set up, with an account and such a cadence."""
    desk.settings.change(SETTINGS)
    add_mailbox(desk)
    set_now(desk, "2026-11-19T11:00")
    return batch_cadence(desk)


def people(desk: Application, key: str, count: int, **values: str) -> list[int]:
    """People on the cadence, each at a company of their own."""
    found = [add_person(desk, f"Ann{n} Lee", company=f"Works {n}", tier="T3", **values) for n in range(count)]
    enrol(desk, *found, cadence=key)
    return found


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """What stops an email."""
    return {f.code for f in findings if f.stops}


def test_due_lists_t3_people_whose_cadence_says_batch(desk: Application, key: str) -> None:
    """Nobody of T1 or T2, nobody on a plan that goes one by one, nobody who is not due."""
    wanted = people(desk, key, 2)
    enrol(desk, add_person(desk, tier="T1"), cadence=key)
    enrol(desk, add_person(desk, tier="T3"), cadence="p5")
    assert desk.batches.due() == wanted


def test_preflight_r14_passes_what_is_whole_and_changes_nothing(desk: Application, key: str) -> None:
    """Every email is rendered, with its words to read; nothing is stored by looking."""
    ids = people(desk, key, 3)
    before = rows(desk, "SELECT count(*), max(id) FROM journal_step")
    seen = desk.batches.preflight(ids)
    assert seen is not None and all(r.passed for r in seen), [r.findings for r in seen or ()]
    assert [(r.prospect_id, bool(r.subject and r.body)) for r in seen] == [(i, True) for i in ids]
    assert rows(desk, "SELECT count(*), max(id) FROM journal_step") == before


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("T1", "needs_a_look"), ("T2", "needs_a_look"), ("one_by_one", "one_by_one"), ("no_plan", "no_email_step"), ("no_email", "no_email"), ("listed", "do_not_contact"),
        ("touched", "touched_lately"), ("queued", "already_queued"), ("not_due", "not_due"), ("missing", "missing"), ("held", "held"),
    ],
)  # fmt: skip
def test_preflight_says_why_one_waits_and_the_rest_go(desk: Application, key: str, what: str, code: str) -> None:
    """One of many fails: it waits with its reason, in words; the others pass; and nobody can push it through."""
    others = people(desk, key, 2)
    tier = what if what in ("T1", "T2") else "T3"
    who = add_person(desk, "Zoe Wei", tier=tier)
    if what != "no_plan":
        enrol(desk, who, cadence="p5" if what == "one_by_one" else key)
    if what == "no_email":
        desk.prospects.edit(who, {"email": ""})
    if what == "listed":
        desk.do_not_contact.add([Entry("person", str(who), "email")])
    if what == "touched":
        log(desk, who, "voicemail", "call")
        with desk.store.write(desk_op(), undoable=False) as uow:
            uow.s.exec_driver_sql(f"UPDATE enrolment SET step_no = 1, state = 'active', due_on = '2026-11-19' WHERE prospect_id = {who}")
    if what == "queued":
        queue(desk, who)
    if what in ("not_due", "held"):
        values = "due_on = '2026-11-30'" if what == "not_due" else "state = 'held'"
        with desk.store.write(desk_op(), undoable=False) as uow:
            uow.s.exec_driver_sql(f"UPDATE enrolment SET {values} WHERE prospect_id = {who}")
    if what == "missing":
        desk.prospects.edit(who, {"title": ""})
        desk.settings.change({"value.topic": ""})
    seen = desk.batches.preflight([*others, who])
    assert seen is not None
    assert code in codes(seen[-1].findings)
    for language in ("en", "zh_CN"):
        for found in seen[-1].findings:
            assert found.code == "lint" or Texts(language).has(f"batch.{found.code}"), found
    if what != "missing":
        assert [r.passed for r in seen] == [True, True, False]
    with pytest.raises(RuleRefusal) as refused:
        desk.batches.queue(seen)
    assert refused.value.code == "batch_not_passed"
    assert one(desk, "SELECT count(*) FROM outbox WHERE batch IS NOT NULL") == 0


def desk_op() -> Any:
    """A step outside the stack."""
    from sdrdesk.core.changes import OpKind

    return OpKind.SETTINGS


def test_two_at_one_address_and_a_fourth_at_one_company_wait(desk: Application, key: str) -> None:
    """They sit beside each other and compare notes."""
    same = [add_person(desk, f"Bo{n} Lee", company="One Works", tier="T3") for n in range(5)]
    twin = add_person(desk, "Cy Lee", company="Two Works", tier="T3")
    enrol(desk, *same, twin, cadence=key)
    address = one(desk, "SELECT email FROM prospect WHERE id = :i", i=same[0])
    with desk.store.write(desk_op(), undoable=False) as uow:
        uow.s.exec_driver_sql(f"UPDATE prospect SET email = '{address}', email_key = '{address}' WHERE id = {twin}")
    seen = desk.batches.preflight([*same, twin])
    assert seen is not None
    assert [codes(r.findings) for r in seen] == [set(), set(), set(), {"same_company"}, {"same_company"}, {"same_address"}]


def test_template_that_fails_for_one_of_many_lets_the_rest_go(desk: Application, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bad input: a template fails for one of 200; that one waits, the rest go."""
    ids = people(desk, key, 200)
    real = desk.compose.compose

    def compose(prospect_id: int, **more: Any) -> Any:
        if prospect_id == ids[77]:
            raise KeyError("broken")
        return real(prospect_id, **more)

    monkeypatch.setattr(desk.compose, "compose", compose)
    told: list[tuple[int, int]] = []
    seen = desk.batches.preflight(ids, lambda done, of: told.append((done, of)) is None)
    assert seen is not None and [r.prospect_id for r in seen if not r.passed] == [ids[77]]
    assert told[0] == (0, 200) and told[-1] == (200, 200)
    done = desk.batches.queue([r for r in seen if r.passed]).value
    assert len(done.ids) == 199 and done.refused == ()
    assert rows(desk, "SELECT count(*), count(DISTINCT batch) FROM outbox") == [(199, 1)]
    assert desk.safety.check().sound


def test_preflight_that_is_cancelled_gives_nothing(desk: Application, key: str) -> None:
    """Half a check is none."""
    ids = people(desk, key, 5)
    assert desk.batches.preflight(ids, lambda done, of: done < 3) is None


def test_one_undo_takes_the_batch_back_until_one_of_it_has_left(desk: Application, key: str) -> None:
    """R26: one step; what has left the machine cannot be taken back, and says so."""
    ids = people(desk, key, 4)
    seen = desk.batches.preflight(ids)
    assert seen is not None
    emails = desk.batches.queue(seen).value.ids
    assert desk.undo.undo().value.op == "send_batch"
    assert one(desk, "SELECT count(*) FROM outbox") == 0
    assert {s for (s,) in rows(desk, "SELECT state FROM enrolment")} == {"active"}
    desk.undo.redo()
    desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
    assert desk.outbox.claim(emails[0], "s") is not None and desk.outbox.mark_dotting(emails[0], "s")
    with pytest.raises(UndoConflict):
        desk.undo.undo()
    assert one(desk, "SELECT count(*) FROM outbox") == 4


def test_somebody_who_answered_after_the_check_is_left_out(desk: Application, key: str) -> None:
    """R9: between the look and the button they may have replied; the others go."""
    ids = people(desk, key, 3)
    seen = desk.batches.preflight(ids)
    assert seen is not None
    log(desk, ids[1], "replied", "email")
    done = desk.batches.queue(seen).value
    assert len(done.ids) == 2
    assert [(i, e.code) for i, e in done.refused] == [(ids[1], "batch_changed")]
