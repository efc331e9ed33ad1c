"""Research is kept with the company or the person, and the insight becomes a variable of their emails (seed W13)."""

from __future__ import annotations

import datetime as dt

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.research import FIELDS, Found, Insight, size_class
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.queries.research import Dossier, dossier
from tests.support.factories import add_person
from tests.support.profile import NOW, one, reopen, rows


def _dossier(desk: Application, who: int) -> Dossier:
    with desk.read() as (s, _):
        return dossier(s, who)


def test_tiers_ask_what_the_paper_asks() -> None:
    """Three facts for T3; eight fields of an account for T1; T2 between them."""
    assert FIELDS["T3"] == ("industry", "company", "person")
    assert set(FIELDS["T1"]) - set(FIELDS["T3"]) == {
        "finances", "leadership", "relationships", "strategy", "connections", "history", "technology", "door_openers",
    }  # fmt: skip
    assert set(FIELDS["T3"]) < set(FIELDS["T2"]) < set(FIELDS["T1"])


@pytest.mark.parametrize(
    ("employees", "size"), [(None, ""), (0, ""), (99, "small"), (100, "mid"), (999, "mid"), (1000, "enterprise")]
)  # fmt: skip
def test_size_decides_which_message_fits(employees: int | None, size: str) -> None:
    """The concrete need, scale, or the whole picture."""
    assert size_class(employees) == size


@pytest.mark.parametrize(
    ("parts", "rung"),
    [(("", "", ""), "general"), (("f", "", ""), "insight"), (("f", "save", ""), "insight"), (("", "", "c"), "insight"), (("f", "save", "c"), "commercial")],
)  # fmt: skip
def test_insight_is_commercial_with_all_three_parts_only(parts: tuple[str, str, str], rung: str) -> None:
    """Fact and need, and one conclusion."""
    assert Insight(*parts).rung == rung


def test_fact_of_the_company_is_shared_and_that_of_the_person_is_not(desk: Application) -> None:
    """The trade is the same for colleagues; what one of them said is not."""
    one_, two, other = add_person(desk, company="Acme"), add_person(desk, company="Acme"), add_person(desk, company="Bolt")
    desk.research.note(one_, "industry", " Freight rates fell by a third. ", "Drewry, week 45")
    desk.research.note(one_, "person", "Spoke at the rail days.")
    assert _dossier(desk, two).found == {"industry": Found("industry", "Freight rates fell by a third.", "Drewry, week 45", NOW)}
    assert set(_dossier(desk, one_).found) == {"industry", "person"}
    assert _dossier(desk, other).found == {}
    desk.research.note(two, "industry", "Rates rose again.")
    assert _dossier(desk, one_).found["industry"].text == "Rates rose again."
    assert one(desk, "SELECT count(*) FROM research") == 2


def test_person_without_a_company_has_every_field_for_themselves(desk: Application) -> None:
    """Somebody met at a fair, company unknown."""
    a, b = add_person(desk, company=""), add_person(desk, company="")
    desk.research.note(a, "company", "Moves to Ghent.")
    assert _dossier(desk, a).found["company"].text == "Moves to Ghent."
    assert _dossier(desk, b).found == {}
    assert not _dossier(desk, a).has_company


def test_note_can_be_undone_and_redone_and_survives_a_restart(desk: Application) -> None:
    """R26."""
    who = add_person(desk, company="Acme")
    desk.research.note(who, "company", "Moves to Ghent.")
    desk.research.note(who, "company", "")
    assert _dossier(desk, who).found == {}
    desk.undo.undo()
    assert _dossier(desk, who).found["company"].text == "Moves to Ghent."
    desk.undo.undo()
    assert _dossier(desk, who).found == {}
    desk.undo.redo()
    folder = desk.paths.root
    desk.close()
    again = reopen(folder)
    try:
        assert _dossier(again, who).found["company"].text == "Moves to Ghent."
    finally:
        again.close()


def test_note_that_changes_nothing_is_no_step(desk: Application) -> None:
    """Leaving a field untouched must not fill the undo list with nothing."""
    who = add_person(desk, company="Acme")
    desk.research.note(who, "company", "Moves to Ghent.")
    before = rows(desk, "SELECT id FROM journal_step WHERE undoable = 1 AND state = 'done' AND id IN (SELECT step_id FROM journal_change)")
    desk.research.note(who, "company", "Moves to Ghent.")
    assert (
        rows(desk, "SELECT id FROM journal_step WHERE undoable = 1 AND state = 'done' AND id IN (SELECT step_id FROM journal_change)")
        == before
    )


def test_insight_becomes_the_variable_of_emails_in_one_step(desk: Application) -> None:
    """Fact, need and conclusion are one act; taking it back takes all of it."""
    who = add_person(desk, company="Acme", email="ann@acme.example")
    desk.research.conclude(who, fact="Nine days go into\napprovals.", need="save", conclusion="Half of that\nis waiting for one signature.")
    known = _dossier(desk, who).insight
    assert known == Insight("Nine days go into\napprovals.", "save", "Half of that is waiting for one signature.")
    assert desk.compose.compose(who).values["insight"] == "Half of that is waiting for one signature."
    desk.research.conclude(who, fact="Nine days go into approvals.", need="", conclusion="")
    assert "insight" not in desk.compose.compose(who).values
    desk.undo.undo()
    desk.undo.undo()
    assert _dossier(desk, who).insight == Insight()
    assert one(desk, "SELECT count(*) FROM research") == 0


def test_other_values_of_the_person_stay(desk: Application) -> None:
    """Only the insight is written."""
    who = add_person(desk, company="Acme")
    desk.compose.fill(who, "trigger", "you are hiring")
    desk.research.conclude(who, fact="", need="grow", conclusion="More hands, more errors.")
    assert {k: desk.compose.compose(who).values[k] for k in ("trigger", "insight")} == {
        "trigger": "you are hiring",
        "insight": "More hands, more errors.",
    }


def test_field_of_another_tier_is_shown_when_it_has_a_text(desk: Application) -> None:
    """Lowering the tier hides no fact."""
    who = add_person(desk, company="Acme", tier="T1")
    desk.research.note(who, "finances", "Revenue fell.")
    desk.prospects.edit(who, {"tier": "T3"})
    assert _dossier(desk, who).fields == (*FIELDS["T3"], "finances")


def test_bad_input_is_refused_in_words(desk: Application) -> None:
    """Each says what to do; nothing is stored."""
    who = add_person(desk, company="Acme")
    for call, code in (
        (lambda: desk.research.note(who, "shoe_size", "43"), "research_field_unknown"),
        (lambda: desk.research.note(who, "company", "x" * 4001), "research_too_long"),
        (lambda: desk.research.note(who, "company", "x", "y" * 501), "research_too_long"),
        (lambda: desk.research.conclude(who, fact="", need="fame", conclusion=""), "research_need_unknown"),
        (lambda: desk.research.conclude(who, fact="f", need="", conclusion="x" * 4001), "research_too_long"),
    ):
        with pytest.raises(ValidationError) as caught:
            call()
        assert caught.value.code == code
    with pytest.raises(NotFound):
        desk.research.note(999, "company", "x")
    assert one(desk, "SELECT count(*) FROM research") == 0


def test_fact_grows_stale_after_a_quarter() -> None:
    """It is looked up again before it is used."""
    found = Found("company", "x", "", NOW)
    assert not found.stale(NOW + dt.timedelta(days=90))
    assert found.stale(NOW + dt.timedelta(days=91))
