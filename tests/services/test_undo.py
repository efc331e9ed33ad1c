"""Rule R26: every change that a user makes can be undone and redone, days back, across restarts."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.errors import NotFound, UndoConflict
from tests.support.factories import add_mailbox, add_person, enrol, log, queue
from tests.support.profile import dump, one, reopen, rows


def _hand_off(desk: Application, who: int, folder: Path) -> None:
    from tests.support.factories import make_ready

    make_ready(desk, who)
    desk.executives.add("Ann Vogel", "ann@acme.example")
    desk.handoffs.create(who, desk.executives.find("Ann Vogel"), folder)


STEPS: dict[str, Callable[[Application, int], object]] = {
    "log": lambda desk, who: log(desk, who, "conversation", note="Wants a price 报价"),
    "do_not_contact": lambda desk, who: log(desk, who, "do_not_contact"),
    "stop": lambda desk, who: desk.enrolments.stop(who, "no_need"),
    "snooze": lambda desk, who: desk.tasks.snooze(who, _when(desk, "3d")),
    "skip": lambda desk, who: desk.enrolments.skip_step(who, "no use"),
    "pin": lambda desk, who: desk.enrolments.pin(who, True),
    "edit": lambda desk, who: desk.prospects.edit(who, {"full_name": "Zoë 王伟", "company": "New Firm", "email": "zoe@new.example"}),
    "add": lambda desk, _: add_person(desk, "Somebody Else"),
    "qualify": lambda desk, who: desk.qualification.set_letter(who, "need", "strong", text="Takes nine days"),
    "flag": lambda desk, who: desk.qualification.set_flag(who, "recent_purchase", "on"),
    "queue": lambda desk, who: queue(desk, who),
    "settings": lambda desk, _: desk.settings.change({"user.name": "Li Na", "target.reach": 80}),
    "plan_task": lambda desk, who: desk.tasks.plan(who, "meeting", "meeting", _when(desk, "tue 14:00")),
    "add_ae": lambda desk, _: desk.executives.add("Ann Vogel", "ann@acme.example"),
}


def _when(desk: Application, typed: str):  # type: ignore[no-untyped-def]
    from sdrdesk.core.domain.when import parse_when

    return parse_when(typed, desk.clock.now().astimezone(desk.settings.profile().zone))


@pytest.mark.parametrize("name", STEPS)
def test_undo_of_any_step_puts_everything_back_and_redo_does_it_again(desk: Application, name: str) -> None:
    """Each operation is one step: undo gives the same rows and the same search words as before, redo those of after."""
    add_mailbox(desk)
    who = add_person(desk, "Ann Vogel")
    enrol(desk, who)
    before = dump(desk)
    STEPS[name](desk, who)
    after = dump(desk)
    assert after != before
    desk.undo.undo()
    assert dump(desk) == before
    desk.undo.redo()
    assert dump(desk) == after


def test_undo_after_a_restart_still_goes_back_to_the_beginning(desk: Application) -> None:
    """The stack lies in the file, not in the window."""
    pictures = [dump(desk)]
    who = add_person(desk, "Ann Vogel")
    for step in (lambda: enrol(desk, who), lambda: log(desk, who, "no_answer"), lambda: log(desk, who, "conversation")):
        pictures.append(dump(desk))
        step()
    root = desk.paths.root
    desk.close()
    again = reopen(root)
    try:
        for picture in reversed(pictures):
            again.undo.undo()
            assert dump(again) == picture
        with pytest.raises(NotFound) as caught:
            again.undo.undo()
        assert caught.value.code == "nothing_to_undo"
    finally:
        again.close()


def test_undo_when_a_job_has_changed_the_row_since_is_refused_in_words(desk: Application) -> None:
    """What the sender has in hand cannot be taken back by undo; the row stays as the sender left it."""
    add_mailbox(desk)
    who = add_person(desk)
    mail = queue(desk, who)
    desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
    assert desk.outbox.claim(mail, "sender-1") is not None
    before = dump(desk)
    with pytest.raises(UndoConflict) as caught:
        desk.undo.undo()
    assert caught.value.code == "undo_conflict"
    assert caught.value.params["op"] == "queue_email"
    assert dump(desk) == before


def test_redo_after_another_step_that_was_undone_too_does_that_one_not_the_older(desk: Application) -> None:
    """A new step ends the redo of what was undone before it, for good: the newest undone step is what redo means."""
    who = add_person(desk)
    log(desk, who, "voicemail", note="first")
    desk.undo.undo()
    log(desk, who, "no_answer", note="second")
    desk.undo.undo()
    desk.undo.redo()
    assert rows(desk, "SELECT outcome, note FROM touch") == [("no_answer", "second")]
    with pytest.raises(NotFound):
        desk.undo.redo()


def test_redo_of_a_queued_email_never_takes_the_body_of_another(desk: Application) -> None:
    """Two emails that were queued and undone share an id; the one that comes back must have its own bytes."""
    add_mailbox(desk)
    ann, bob = add_person(desk, "Ann Vogel", email="ann@firm.example"), add_person(desk, "Bob Lee", email="bob@other.example")
    queue(desk, ann, subject="For Ann")
    desk.undo.undo()
    queue(desk, bob, subject="For Bob")
    desk.undo.undo()
    desk.undo.redo()
    address, mime = rows(desk, "SELECT o.to_address, b.mime FROM outbox o JOIN outbox_body b ON b.id = o.id")[0]
    assert address == "bob@other.example"
    assert b"bob@other.example" in mime


def test_redo_after_a_new_step_has_nothing_to_do(desk: Application) -> None:
    """Otherwise a redo would put an old world on top of a new one."""
    who = add_person(desk)
    log(desk, who, "voicemail")
    desk.undo.undo()
    desk.enrolments.pin(who, True)
    with pytest.raises(NotFound) as caught:
        desk.undo.redo()
    assert caught.value.code == "nothing_to_redo"


def test_undo_of_settings_whose_rows_changed_places_works(desk: Application) -> None:
    """Two settings written in another order swap their rows; putting them back must not trip over their unique keys."""
    desk.settings.change({"user.name": "Li Na", "user.title": "SDR"})
    before = dump(desk)
    desk.settings.change({"user.title": "Senior SDR", "user.name": "Li Na"})
    after = dump(desk)
    desk.undo.undo()
    assert dump(desk) == before
    desk.undo.redo()
    assert dump(desk) == after


def test_undo_of_a_handoff_takes_the_record_back_and_leaves_the_file(desk: Application, tmp_path: Path) -> None:
    """The packet may be with the account executive already: a file is never deleted behind the user's back."""
    who = add_person(desk, "Ann Vogel", company="Firm One")
    enrol(desk, who)
    _hand_off(desk, who, tmp_path)
    desk.undo.undo()
    assert one(desk, "SELECT count(*) FROM handoff") == 0
    assert one(desk, "SELECT stage FROM prospect WHERE id = :p", p=who) == "qualify"
    assert len(list(tmp_path.glob("*.zip"))) == 1


def test_undo_of_an_import_of_3000_rows_leaves_nothing_of_it(desk: Application, tmp_path: Path) -> None:
    """A wrong list must go as it came, and the people who were there stay untouched."""
    kept = add_person(desk, "Kept Person", email="kept@firm.example", company="Kept Firm", city="")
    before = dump(desk)
    path = tmp_path / "list.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Name", "Email", "Company", "City"])
        out.writerow(["Kept Person", "kept@firm.example", "Kept Firm", "Boston"])
        out.writerows([f"Person {i}", f"p{i}@firm{i % 700}.example", f"Firm {i % 700}", "Boston"] for i in range(2999))
    done = desk.imports.run(desk.imports.look(path)).value
    assert (done.rows, done.created, done.merged) == (3000, 2999, 1)
    after = dump(desk)
    desk.undo.undo()
    assert dump(desk) == before
    assert one(desk, "SELECT city FROM prospect WHERE id = :p", p=kept) is None
    desk.undo.redo()
    assert dump(desk) == after
    assert desk.safety.check().sound


def test_forget_old_keeps_what_is_younger_than_30_days_and_the_last_100_steps(desk: Application) -> None:
    """The file must not grow for ever, and undo must not promise what is gone."""
    who = add_person(desk)
    for n in range(105):
        desk.enrolments.pin(who, n % 2 == 0)
    desk.clock.advance(days=40)  # type: ignore[attr-defined]
    assert desk.undo.forget_old() > 0
    for _ in range(100):
        desk.undo.undo()
    with pytest.raises(NotFound):
        desk.undo.undo()


def test_history_names_each_step_with_what_it_was(desk: Application) -> None:
    """The page shows steps in the words of their arguments, newest first, the undone one marked."""
    who = add_person(desk, "Ann Vogel")
    log(desk, who, "voicemail")
    desk.undo.undo()
    found = [(s.op, s.state, s.undoable) for s in desk.undo.history()]
    assert found == [(OpKind.UNDO, "done", False), (OpKind.LOG_TOUCH, "undone", True), (OpKind.ADD_PROSPECT, "done", True)]
    assert desk.undo.history()[1].args == {"prospect": who, "name": "Ann Vogel", "outcome": "voicemail", "channel": "call"}
