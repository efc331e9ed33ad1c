"""Rule R24: refused, with what is missing, until the checklist holds; then a packet that needs no account."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import EnvironmentProblem, RuleRefusal
from tests.support.factories import add_person, enrol, make_ready, plan_of
from tests.support.inbox import put_message
from tests.support.profile import dump, one, rows


def test_create_refused_names_what_is_missing_and_leaves_nothing(desk: Application, tmp_path: Path) -> None:
    """Neither a file nor a record of a handoff that was not one."""
    who = add_person(desk)
    desk.executives.add("Ann Vogel")
    before = dump(desk)
    with pytest.raises(RuleRefusal) as caught:
        desk.handoffs.create(who, desk.executives.find("ann vogel"), tmp_path / "out")
    assert caught.value.params["rule"] == "R24"
    missing = caught.value.params["missing"]
    assert isinstance(missing, list)
    assert [m[0] for m in missing] == ["strong_needed"] * 3 + ["more_strong_needed", "meeting_needed", "need_words"]
    assert dump(desk) == before
    assert not (tmp_path / "out").exists()


def test_create_writes_the_packet_and_records_it(desk: Application, tmp_path: Path) -> None:
    """PDF, Markdown, JSON, vCard, invitation in one zip; plans end, the person is handed off, a second handoff is refused."""
    who = add_person(desk, "Zoë / Falk", company="Müller & <Söhne>")
    enrol(desk, who)
    make_ready(desk, who)
    desk.executives.add("Ann Vogel", "ann@acme.example")
    ae = desk.executives.find("ann@acme.example")
    done = desk.handoffs.create(who, ae, tmp_path, note="Likes short calls").value
    with zipfile.ZipFile(done.file) as packet:
        assert packet.testzip() is None
        endings = {Path(n).suffix for n in packet.namelist()}
        assert {".pdf", ".md", ".json", ".vcf", ".ics"} <= endings
    assert rows(desk, "SELECT stage FROM prospect") == [("handed_off",)]
    assert plan_of(desk, who)[0] == "stopped"
    row = desk.handoffs.rows()[0]
    assert (row.name, row.ae, row.state, Path(row.file)) == ("Zoë / Falk", "Ann Vogel", "sent", done.file)
    assert row.answer_due is not None
    assert (row.answer_due - row.at).total_seconds() == 48 * 3600
    with pytest.raises(RuleRefusal) as caught:
        desk.handoffs.create(who, ae, tmp_path)
    assert ("not_twice", "") in caught.value.params["missing"]  # type: ignore[operator]


def test_create_into_a_folder_that_is_none_records_nothing(desk: Application, tmp_path: Path) -> None:
    """A record without its packet would be a handoff that the AE never gets."""
    who = add_person(desk)
    make_ready(desk, who)
    desk.executives.add("Ann Vogel")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentProblem):
        desk.handoffs.create(who, desk.executives.find("Ann Vogel"), tmp_path / "file")
    assert one(desk, "SELECT count(*) FROM handoff") == 0


def test_checklist_names_each_line_once(desk: Application) -> None:
    """What the rule says, what the book answers, and nothing twice; the open flag is one of them."""
    who = add_person(desk)
    make_ready(desk, who)
    desk.qualification.set_flag(who, "no_owner", "on")
    assert {c.name: c.holds for c in desk.handoffs.checklist(who, None)} == {
        "mql": True, "meeting": True, "flags": False, "need_words": True, "reachable": True, "decider": True, "time_words": True,
        "recap": False, "committee": False, "ae": False, "not_twice": True,
    }  # fmt: skip


def test_what_they_wrote_is_in_the_thread_as_it_came(desk: Application, tmp_path: Path) -> None:
    """Their own words, byte for byte; an absence, and what the account executive wrote about another handoff, are none of it."""
    who = add_person(desk)
    make_ready(desk, who)
    came = b"Subject: Re: A question\r\n\r\nCall me on Tuesday.\r\n"
    put_message(desk, who, source=came)
    put_message(desk, who, "out_of_office", source=b"Subject: away\r\n\r\n")
    put_message(desk, who, source=b"Subject: accepted\r\n\r\n", handoff_id=7)
    put_message(desk, who)  # its source was not kept
    desk.executives.add("Ann Vogel")
    done = desk.handoffs.create(who, desk.executives.find("Ann Vogel"), tmp_path).value
    with zipfile.ZipFile(done.file) as packet:
        thread = [n for n in packet.namelist() if n.startswith("thread/")]
        assert [packet.read(n) for n in thread] == [came]


def test_the_handoff_keeps_the_version_of_the_rule_by_which_it_was_ready(desk: Application, tmp_path: Path) -> None:
    """R23: months later it can be said by which agreement sales was to take the lead."""
    who = add_person(desk)
    make_ready(desk, who)
    desk.standards.save("mql", {"strong_at_least": 3})
    desk.executives.add("Ravi Menon", "ravi@acme.example")
    desk.handoffs.create(who, desk.executives.find("Ravi Menon"), tmp_path)
    ((version, verdict),) = rows(desk, "SELECT standard_version, verdict_json FROM handoff")
    assert (version, json.loads(verdict)["strong"]) == (1, 4)
