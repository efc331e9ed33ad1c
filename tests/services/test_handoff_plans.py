"""A handoff in the making, the checklist as data, and the book of account executives (rule R24)."""

from __future__ import annotations

import builtins
import errno
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.handoff_plan import HandoffPlan
from sdrdesk.core.errors import EnvironmentProblem, NotFound, RuleRefusal, SdrDeskError, ValidationError
from sdrdesk.core.services.executives import AccountExecutive
from tests.support.factories import add_person, log, make_ready
from tests.support.profile import dump, one, reopen, rows, set_now

PLAN = HandoffPlan(None, "Start from the fees", "An offer by Friday\nA demo", "New CFO", "https://meet.example/x", 45, ())


@pytest.fixture
def ravi(desk: Application) -> AccountExecutive:
    """An account executive."""
    desk.executives.add("Ravi Menon", "ravi@acme.example")
    return desk.executives.find("Ravi Menon")


def ready(desk: Application, name: str = "Helen Okafor", company: str = "Larkspur") -> int:
    who = add_person(desk, name, company=company)
    make_ready(desk, who)
    return who


def test_plan_survives_a_restart_is_undone_and_goes_with_the_handoff(
    folder: Path, desk: Application, ravi: AccountExecutive, tmp_path: Path
) -> None:
    """Half a preparation is never lost, and undoing the handoff brings it back."""
    who = ready(desk)
    plan = replace(PLAN, ae_id=ravi.id)
    desk.handoff_plans.keep(who, plan)
    again = reopen(folder)
    try:
        assert again.handoff_plans.plan(who) == plan
        before = dump(again)
        again.handoff_plans.keep(who, plan)  # the same once more changes nothing
        assert list(dump(again)["handoff_plan"]) == before["handoff_plan"]
        again.undo.undo()
        assert again.handoff_plans.plan(who) == HandoffPlan()
        again.undo.redo()
        again.handoffs.create(who, ravi, tmp_path)
        assert again.handoff_plans.plan(who) == HandoffPlan()
        again.undo.undo()
        assert again.handoff_plans.plan(who) == plan
    finally:
        again.close()


def test_packet_says_what_was_prepared_and_what_the_book_knows(desk: Application, ravi: AccountExecutive, tmp_path: Path) -> None:
    """Promises, risks, place and length, why now, and which roles are missing, in every file that a person or a program reads."""
    who, boss = ready(desk), add_person(desk, "Dan Boss", company="Larkspur")
    desk.prospects.edit(boss, {"buyer_role": "decider"})
    desk.qualification.set_letter(who, "money", "weak", text="not released")
    desk.research.note(who, "door_openers", "A second depot opens")
    desk.handoff_plans.keep(who, PLAN)
    with pytest.raises(RuleRefusal):  # a weak Money is not ready
        desk.handoffs.create(who, ravi, tmp_path)
    desk.standards.save("mql", {"must_not_be_weak": []})
    file = desk.handoffs.create(who, ravi, tmp_path).value.file
    with zipfile.ZipFile(file) as packet:
        found = json.loads(packet.read("packet.json"))
        names = {Path(n).suffix: n for n in packet.namelist() if n.startswith("Larkspur")}
        paper, word, calendar = packet.read(names[".md"]).decode(), packet.open(names[".docx"]), packet.read("meeting.ics").decode()
        written = "\n".join(p.text for p in Document(word).paragraphs)
    assert found["promised"] == ["An offer by Friday", "A demo"]
    assert found["risks"] == [{"kind": "noted", "text": "New CFO"}, {"kind": "weak", "text": "Money is weak: not released"}]
    assert found["why_now"] == ["Before the year ends", "A second depot opens"]
    assert found["missing_roles"] == ["initiator", "buyer", "influencer", "user", "gatekeeper"]
    assert [(p["name"], p["buyer_role"]) for p in found["people"]] == [("Helen Okafor", ""), ("Dan Boss", "decider")]
    assert (found["meeting"]["minutes"], found["meeting"]["note"]) == (45, "https://meet.example/x")
    assert "LOCATION:https://meet.example/x" in calendar.replace("\r\n ", "")
    for text in (paper, written):
        for words in ("An offer by Friday", "New CFO", "A second depot opens", "Nobody known yet as initiator, buyer"):
            assert words in text, words


def test_checklist_as_data_adds_required_lines_and_takes_away_what_may_go(
    desk: Application, ravi: AccountExecutive, tmp_path: Path
) -> None:
    """An own line blocks until it is ticked; a shipped one that was switched off is not asked."""
    who = ready(desk)
    desk.standards.save(
        "checklist", {"lines": {"need_words": "off", "committee": "required"}, "own": [{"name": "Recording linked", "required": True}]}
    )
    lines = {c.name: (c.holds, c.required) for c in desk.handoffs.checklist(who, ravi)}
    assert "need_words" not in lines
    assert (lines["committee"], lines["own:Recording linked"]) == ((False, True), (False, True))
    with pytest.raises(RuleRefusal) as caught:
        desk.handoffs.create(who, ravi, tmp_path)
    assert caught.value.params["missing"] == [("committee", ""), ("own", "Recording linked")]
    for person, role in ((who, "decider"), (add_person(desk, company="Larkspur"), "user")):
        desk.prospects.edit(person, {"buyer_role": role})
    desk.handoff_plans.keep(who, HandoffPlan(ticks=("Recording linked",)))
    assert desk.handoffs.create(who, ravi, tmp_path).value.file.exists()


def test_recap_holds_only_when_it_went_out_after_the_talk(desk: Application, ravi: AccountExecutive) -> None:
    """An email of last week is no recap of today's call."""
    who = ready(desk)

    def holds() -> bool:
        return next(c.holds for c in desk.handoffs.checklist(who, ravi) if c.name == "recap")

    assert not holds()
    with desk.store.write(OpKind.DEMO, undoable=False) as uow:
        uow.s.exec_driver_sql(
            "INSERT INTO outbox (prospect_id, to_address, message_id, sha256, state, sent_at) VALUES (?, 'x@y.example', '<1@x>', '', 'sent', ?)",
            (who, uow.now_ms + 1),
        )
    assert holds()
    set_now(desk, "2026-11-19T15:00:00-05:00")
    log(desk, who, "conversation")
    assert not holds()


def test_book_changes_retires_and_brings_back(desk: Application, ravi: AccountExecutive, tmp_path: Path) -> None:
    """A retired one is offered no more and gets no packet; what was handed to them stays theirs."""
    who = ready(desk)
    desk.executives.edit(ravi.id, "Ravi P. Menon", "ravi@acme.example", "zh_CN", "Tue and Thu after 14:00", retired=True)
    assert desk.executives.book() == [] and len(desk.executives.book(retired=True)) == 1
    held = desk.executives.find("Ravi P. Menon")
    with pytest.raises(RuleRefusal) as caught:
        desk.handoffs.create(who, held, tmp_path)
    assert caught.value.params["missing"] == [("ae", "")]
    desk.undo.undo()
    assert desk.executives.book() == [ravi]
    desk.executives.add("Ines Dahl")
    for attempt, code in (
        (lambda: desk.executives.edit(ravi.id, "Ines Dahl", "", "en", ""), "ae_name_taken"),
        (lambda: desk.executives.edit(99, "Nobody", "", "en", ""), "ae_not_found"),
        (lambda: desk.executives.edit(ravi.id, "Ravi", "no address", "en", ""), "email_unusable"),
        (lambda: desk.executives.edit(ravi.id, " ", "", "en", ""), "ae_name_missing"),
        (lambda: desk.executives.edit(ravi.id, "Ravi", "", "fr", ""), "language_unknown"),
    ):
        with pytest.raises((ValidationError, NotFound)) as refused:
            attempt()
        assert refused.value.code == code


@pytest.mark.parametrize("name", ["CON", "..", "a/b\\c:d*e?", "=cmd|' /C calc'!A0", "\u202egnp.exe", "公司" * 200, "AUX .", "​"])
def test_packet_of_a_hostile_company_stays_in_its_folder(desk: Application, ravi: AccountExecutive, tmp_path: Path, name: str) -> None:
    """Names that Windows cannot hold, or that leave the folder: the packet is written, and nothing beside it (E6)."""
    who = add_person(desk, "Helen Okafor", company="Plain")
    make_ready(desk, who)
    with desk.store.write(OpKind.DEMO, undoable=False) as uow:
        uow.s.exec_driver_sql("UPDATE company SET name = ?", (name,))
    out = tmp_path / "out"
    out.mkdir()
    beside = sorted(tmp_path.iterdir())
    file = desk.handoffs.create(who, ravi, out).value.file
    assert file.parent == out and list(out.iterdir()) == [file] and sorted(tmp_path.iterdir()) == beside
    with zipfile.ZipFile(file) as packet:
        for entry in (file.name, *packet.namelist()):
            assert ".." not in entry.split("/") and not entry.startswith("/") and not set(entry) & set('\\:*?"<>|\u202e')
            assert len(entry.encode()) < 255 and entry.split(".")[0].strip().upper() not in ("CON", "AUX")


@pytest.mark.parametrize(
    ("error", "code"), [(errno.ENOSPC, "file_disk_full"), (errno.EROFS, "folder_read_only"), (errno.EACCES, "folder_read_only")]
)
def test_folder_that_does_not_take_the_packet_costs_nothing(
    desk: Application, ravi: AccountExecutive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, code: str
) -> None:
    """Full, or read-only: a sentence, no record, no half a file; what was prepared is still there."""
    who = ready(desk)
    desk.handoff_plans.keep(who, PLAN)
    before, real = dump(desk), open

    def full(path: Any, mode: str = "r", *arguments: Any, **more: Any) -> Any:
        if mode == "xb":
            raise OSError(error, os.strerror(error), str(path))
        return real(path, mode, *arguments, **more)

    monkeypatch.setattr(builtins, "open", full)
    with pytest.raises(EnvironmentProblem) as caught:
        desk.handoffs.create(who, ravi, tmp_path)
    monkeypatch.undo()
    assert caught.value.code == code
    assert dump(desk) == before and list(tmp_path.glob("*.zip")) == []


def test_meeting_that_has_passed_meanwhile_is_refused_by_name(desk: Application, ravi: AccountExecutive, tmp_path: Path) -> None:
    """The packet is about a meeting to come; a past one says so, and a new one makes it right."""
    who = ready(desk)
    set_now(desk, "2026-11-25T09:00:00-05:00")
    with pytest.raises(RuleRefusal) as caught:
        desk.handoffs.create(who, ravi, tmp_path)
    assert [m[0] for m in caught.value.params["missing"]] == ["meeting_past"]  # type: ignore[attr-defined]
    log(desk, who, "meeting_booked", next="fri 14:00")
    assert desk.handoffs.create(who, ravi, tmp_path).value.file.exists()


def test_an_ae_without_an_address_gets_a_packet_that_a_calendar_still_takes(desk: Application, tmp_path: Path) -> None:
    """Files need no account; only what needs an address is refused (by handoff_mail)."""
    who = ready(desk)
    desk.executives.add("Ravi Menon")
    handoff = desk.handoffs.create(who, desk.executives.find("Ravi Menon"), tmp_path).value
    with zipfile.ZipFile(handoff.file) as packet:
        assert b"Ravi" not in packet.read("meeting.ics")
    with pytest.raises(SdrDeskError, match="ae_no_address"):
        desk.handoff_mail.send(handoff.handoff_id)
    assert rows(desk, "SELECT count(*) FROM outbox") == [(0,)] and one(desk, "SELECT count(*) FROM handoff") == 1
