"""Bringing a list in: look first, one step, nobody twice, do-not-contact left out (E3, R17)."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import FileUnreadable, ValidationError
from sdrdesk.core.services.imports import ImportCancelled, Imported
from tests.support.factories import add_person, log, suppress
from tests.support.profile import dump, one, rows

HEADER = "Name,Email,Phone,Company,City,Title\n"


def bring(desk: Application, folder: Path, text: str, **options: object) -> Imported:
    path = folder / "list.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    return desk.imports.run(desk.imports.look(path), **options).value  # type: ignore[arg-type]


def test_import_counts_add_up_to_the_rows(desk: Application, tmp_path: Path) -> None:
    """Created, merged, skipped: every row is accounted for."""
    add_person(desk, "Ann Vogel", email="ann@firm.example")
    suppress(desk, "domain", "never.example")
    found = bring(
        desk,
        tmp_path,
        "Ann Vogel,ann@firm.example,,Firm,Boston,Head\nBob Lee,bob@firm.example,,Firm,Boston,\nBob Lee,bob@firm.example,,,,CFO\nEve,eve@never.example,,,,\n,,,,Boston,\n",
    )
    assert (found.rows, found.created, found.merged, found.updated, found.skipped) == (5, 1, 2, 0, 2)
    assert [p.code for p in found.problems if p.code == "do_not_contact"] == ["do_not_contact"]
    assert rows(desk, "SELECT full_name, title FROM prospect ORDER BY id") == [("Ann Vogel", "Head"), ("Bob Lee", "CFO")]


def test_import_merge_fills_what_is_empty_and_never_overwrites(desk: Application, tmp_path: Path) -> None:
    """What the user typed counts more than a list; update is the way to say otherwise."""
    who = add_person(desk, "Ann Vogel", email="ann@firm.example", title="CFO", phone="")
    text = "Ann Vogel,ANN@firm.example,+1 212-555-0100,Firm,Boston,Intern\n"
    bring(desk, tmp_path, text)
    assert rows(desk, "SELECT title, phone, email FROM prospect") == [("CFO", "+1 212-555-0100", "ann@firm.example")]
    assert one(desk, "SELECT name FROM company") == "Firm"  # somebody without a company gets the list's
    assert one(desk, "SELECT company_id FROM prospect WHERE id = :p", p=who) == one(desk, "SELECT id FROM company")
    bring(desk, tmp_path, text, on_duplicate="update")
    assert one(desk, "SELECT title FROM prospect") == "Intern"


def test_import_skip_leaves_those_who_are_there_alone(desk: Application, tmp_path: Path) -> None:
    """Nothing of them changes."""
    add_person(desk, "Ann Vogel", email="ann@firm.example", phone="")
    before = dump(desk)["prospect"]
    found = bring(desk, tmp_path, "Ann Vogel,ann@firm.example,+1 212-555-0100,,,CFO\n", on_duplicate="skip")
    assert found.skipped == 1
    assert dump(desk)["prospect"] == before


@pytest.mark.parametrize("row", ["Ann,ann@firm.example,,,,\n", "Somebody,,+1 (212) 555-0147,,,\n"])
def test_import_r17_leaves_out_who_said_no_by_address_or_number(desk: Application, tmp_path: Path, row: str) -> None:
    """Also after the person was told to be left alone years ago, in whatever form the list writes the number."""
    log(desk, add_person(desk, email="ann@firm.example", phone="+1 212-555-0147"), "do_not_contact")
    found = bring(desk, tmp_path, row)
    assert (found.created, found.skipped) == (0, 1)
    assert found.problems[0].code == "do_not_contact"


def test_import_dry_run_and_a_stopped_one_keep_nothing(desk: Application, tmp_path: Path) -> None:
    """A look is a look; a stop is a stop."""
    before = dump(desk)
    assert bring(desk, tmp_path, "Ann,ann@firm.example,,,,\n", dry_run=True).created == 1
    stop = threading.Event()
    stop.set()
    with pytest.raises(ImportCancelled):
        bring(desk, tmp_path, "".join(f"P{i},p{i}@firm.example,,,,\n" for i in range(600)), stop=stop)
    assert dump(desk) == before


def test_import_of_no_file_or_an_unknown_way_says_so(desk: Application, tmp_path: Path) -> None:
    """Each in its own words, and nothing stored."""
    with pytest.raises(FileUnreadable):
        desk.imports.look(tmp_path / "none.csv")
    with pytest.raises(ValidationError) as caught:
        bring(desk, tmp_path, "Ann,ann@firm.example,,,,\n", on_duplicate="maybe")
    assert caught.value.code == "on_duplicate_unknown"
    with pytest.raises(ValidationError):
        bring(desk, tmp_path, "Ann,ann@firm.example,,,,\n", lead_type="hot")
    assert one(desk, "SELECT count(*) FROM prospect") == 0


def test_import_net_leads_start_as_grade_b(desk: Application, tmp_path: Path) -> None:
    """Seed W10: inbound B, outbound A."""
    bring(desk, tmp_path, "Ann,ann@firm.example,,,,\n", lead_type="net")
    bring(desk, tmp_path, "Bob,bob@firm.example,,,,\n", lead_type="spear")
    assert rows(desk, "SELECT grade FROM prospect ORDER BY id") == [("B",), ("A",)]
