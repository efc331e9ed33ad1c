"""Rows as people: placed, keyed, with every doubt said, and nothing of the file lost."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from sdrdesk.core.files.candidates import Candidate, candidates, identity_keys
from sdrdesk.core.files.mapping import guess_mapping
from sdrdesk.core.files.table import Table, read_table
from sdrdesk.core.store.tables import company as company_table
from sdrdesk.core.store.tables import prospect as prospect_table

CONTACTS = Path(__file__).parents[1] / "data" / "contacts"
LISTS = ("apollo.csv", "hubspot.csv", "zh_gbk.csv")


def read(name: str) -> list[Candidate]:
    """All rows of a sample list."""
    table = read_table(CONTACTS / name)
    return list(candidates(table, guess_mapping(table)))


def one(default_country: str = "", **cells: str) -> Candidate:
    """The candidate of one row, with columns named as our fields (``x_...`` stays unmapped)."""
    table = Table(Path("list.csv"), "utf-8", ",", tuple(cells), ((2, tuple(cells.values())),))
    mapping = {name: name for name in cells if not name.startswith("x_")}
    return next(candidates(table, mapping, default_country=default_country))


def codes(candidate: Candidate) -> list[str]:
    """Codes of the problems, in order."""
    return [problem.code for problem in candidate.problems]


def people(rows: list[Candidate]) -> list[list[Candidate]]:
    """Rows that share an identity key, directly or over others."""
    group_of: dict[str, list[Candidate]] = {}
    for row in rows:
        merged = [row]
        for old in {id(group_of[key]): group_of[key] for key in identity_keys(row) if key in group_of}.values():
            merged = old + merged
        group_of.update({key: merged for member in merged for key in identity_keys(member)})
    return list({id(group): group for group in group_of.values()}.values())


@pytest.mark.parametrize("name", LISTS)
def test_identity_keys_group_the_sample_lists_into_the_true_number_of_people(name: str) -> None:
    """The merge stands on these keys: one too few loses a person, one too many calls somebody twice.

    Numbers repeat between different people in two of the lists, so a key of the number alone would merge strangers.
    """
    rows = read(name)
    truth = json.loads((CONTACTS / f"{name}.truth.json").read_text())
    groups = people(rows)
    assert (len(rows), len(rows) - len(groups)) == (truth["rows"], truth["repeated_people"])
    assert all(len({row.values["full_name"] for row in group}) == 1 for group in groups)
    by_number = defaultdict(set)
    for row in rows:
        by_number[row.values["phone_key"]].add(row.values["full_name"])
    assert name == "zh_gbk.csv" or any(len(names) > 1 for names in by_number.values())


@pytest.mark.parametrize("name", LISTS)
def test_candidates_unusable_addresses_are_those_of_the_truth_and_rows_stay(name: str) -> None:
    """The truth counts people (a repeated row with the same bad address counts once); the row is kept without the address."""
    truth = json.loads((CONTACTS / f"{name}.truth.json").read_text())
    first_rows = [group[0] for group in people(read(name))]
    bad = [row for row in first_rows if any(code.startswith("email_") for code in codes(row))]
    assert len(bad) == truth["unusable_emails"]
    assert all(row.usable and row.values["email"] is None and row.values["phone_key"] for row in bad)


@pytest.mark.parametrize("name", LISTS)
def test_candidates_sample_lists_know_zone_country_and_a_number_for_everybody(name: str) -> None:
    """Without a zone a person lands in no calling window."""
    rows = read(name)
    assert all(row.values["zone"] and row.values["country"] and row.values["phone_key"] for row in rows)


def test_candidates_chinese_row_is_placed_in_china() -> None:
    """No country in the file: the name, the city and the number say it."""
    row = read("zh_gbk.csv")[0]
    said = {key: row.values[key] for key in ("full_name", "first_name", "last_name", "language", "country", "zone", "lead_type", "notes")}
    assert said == {
        "full_name": "刘俊", "first_name": "俊", "last_name": "刘", "language": "zh_CN", "country": "CN", "zone": "Asia/Shanghai",
        "lead_type": "seed", "notes": "下周二再联系",
    }  # fmt: skip
    assert (row.company["name_key"], row.company["size"], row.company["industry"]) == ("鸿睿思博信息", 600, "医疗")


def test_candidates_keys_are_columns_of_the_tables() -> None:
    """The import writes these dictionaries as they are."""
    row = one(full_name="Tom Lee")
    assert set(row.values) <= set(prospect_table.c.keys())
    assert set(row.company) <= set(company_table.c.keys())


def test_candidates_what_the_file_does_not_say_is_none() -> None:
    """A merge must not overwrite a tier, a source or a lead type with a default."""
    row = one(full_name="Tom Lee")
    unsaid = ("email", "phone", "tier", "grade", "lead_type", "source", "zone", "country", "notes", "buyer_role")
    assert [row.values[key] for key in unsaid] == [None] * len(unsaid)
    assert (row.values["language"], row.values["zone_guessed"], row.company["name_key"]) == ("en", 1, "")


def test_candidates_row_without_person_is_not_usable_and_says_so() -> None:
    """A company alone cannot be called."""
    row = one(company="Acme", full_name="n/a", city="Rome")
    assert (row.usable, codes(row)) == (False, ["row_without_person"])
    assert one(phone="+1 312 555 0129").usable and one(email="a@b.example").usable


def test_candidates_bad_cells_go_to_extra_with_a_problem_each() -> None:
    """Nothing of the file is lost, and the person sees row, column, reason and text."""
    row = one(
        full_name="Tom Lee", email="tom@@b.example", phone="ask", country="Narnia", tier="gold", size="lots", zone="Mars/Base", x_id="7"
    )
    assert row.usable
    assert set(codes(row)) == {"email_two_at", "country_unknown", "phone_no_digits", "zone_unknown", "tier_unknown", "size_unknown"}
    assert row.extra == {
        "email": "tom@@b.example", "phone": "ask", "country": "Narnia", "tier": "gold", "size": "lots", "zone": "Mars/Base", "x_id": "7",
    }  # fmt: skip
    first = row.problems[0]
    assert (first.row, first.column, first.value) == (2, "email", "tom@@b.example")


def test_candidates_best_number_is_taken_and_another_one_kept() -> None:
    """The mobile first; a number that cannot be read gives way; the switchboard is marked as such."""
    row = one(full_name="Tom", country="US", mobile="312-555-0101", phone="(312) 555-0102", switchboard="312.555.0101")
    assert (row.values["phone_key"], row.values["switchboard"], row.extra) == ("+13125550101", 0, {"phone": "(312) 555-0102"})
    row = one(full_name="Tom", country="US", mobile="1.38E+10", switchboard="(312) 555-0103")
    assert (row.values["phone_key"], row.values["switchboard"], codes(row)) == ("+13125550103", 1, ["phone_scientific"])


def test_candidates_default_country_reads_numbers_of_rows_without_one() -> None:
    """A list from one country names it nowhere."""
    row = one("GB", full_name="Tom", phone="020 7946 0921")
    assert (row.values["phone_key"], row.values["country"], row.values["zone"]) == ("+442079460921", "GB", "Europe/London")
    assert one("GB", full_name="刘俊", mobile="13800138000").values["country"] == "CN"


def test_candidates_stated_zone_is_taken_as_known() -> None:
    """A zone from our own export must not be guessed again after an import."""
    row = one(full_name="Tom", city="Chicago", country="US", zone="America/Denver")
    assert (row.values["zone"], row.values["zone_guessed"]) == ("America/Denver", 0)


def test_candidates_springfield_and_desks_are_marked() -> None:
    """Both are on the import picture: three places of one name, and a name that is no person."""
    assert codes(one(full_name="Tom", city="Springfield", country="US")) == ["city_in_several_zones"]
    assert codes(one(full_name="INFO DESK", email="a@b.example")) == ["name_not_a_person"]


def test_candidates_company_domain_comes_from_site_then_address_but_not_from_free_mail() -> None:
    """The domain finds the company again; gmail.com would make one company of thousands of people."""
    assert one(email="a@acme.example", website="https://www.acme-group.example/x").company["domain"] == "acme-group.example"
    assert one(email="a@acme.example").company["domain"] == "acme.example"
    assert one(email="a@gmail.com").company["domain"] is None


def test_identity_keys_shared_mailbox_and_shared_number_need_the_name() -> None:
    """Two colleagues behind info@ and one switchboard are two people."""
    rows = [one(full_name=name, email="info@acme.example", phone="+1 312 555 0129") for name in ("Tom Lee", "Ann Bo")]
    assert not set(identity_keys(rows[0])) & set(identity_keys(rows[1]))
    same = [one(full_name="Tom Lee", company="Acme Inc."), one(full_name="LEE, Tom", company="ACME GmbH")]
    assert identity_keys(same[0]) == identity_keys(same[1]) == ("who:tomlee|acme",)
    assert identity_keys(one(full_name="Tom")) == ()


def test_identity_keys_strongest_comes_first() -> None:
    """The merge goes by the first key that fits."""
    row = one(full_name="Tom Lee", email="Tom@Acme.example", phone="+1 312 555 0129", company="Acme")
    assert identity_keys(row) == ("email:tom@acme.example", "phone:+13125550129|tomlee", "who:tomlee|acme")
