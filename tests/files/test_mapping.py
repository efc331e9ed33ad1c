"""Which column holds what: guessed from headers in two languages and from values, and told on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.mapping import FIELDS, guess_mapping, parse_map_option, with_options
from sdrdesk.core.files.table import Table, read_table

CONTACTS = Path(__file__).parents[1] / "data" / "contacts"


def table(header: str, *rows: str) -> Table:
    """A table of comma-separated lines, without a file."""
    cells = tuple((number, tuple(row.split(","))) for number, row in enumerate(rows, start=2))
    return Table(Path("list.csv"), "utf-8", ",", tuple(header.split(",")), cells)


def test_guess_mapping_apollo_takes_the_filled_phone_columns_and_leaves_the_rest() -> None:
    """39 columns, six of them numbers: the direct ones are dialled, the company's is the switchboard."""
    mapping = guess_mapping(read_table(CONTACTS / "apollo.csv"))
    expected = {
        "first_name": "First Name", "last_name": "Last Name", "title": "Title", "company": "Company", "email": "Email",
        "mobile": "Mobile Phone", "phone": "First Phone", "switchboard": "Company Phone", "city": "City", "region": "State",
        "country": "Country", "industry": "Industry", "size": "# Employees", "website": "Website", "company_city": "Company City",
    }  # fmt: skip
    assert expected.items() <= mapping.items()
    assert not {"Email Status", "Company Name for Emails", "Stage", "Keywords", "SEO Description"} & set(mapping.values())


def test_guess_mapping_apollo_with_direct_number_prefers_it_to_the_first_one() -> None:
    """ "First Phone" may be the company's number; "Work Direct Phone" is the person's."""
    rows = table("First Phone,Work Direct Phone,Corporate Phone,Email", "+1 312 555 0101,+1 312 555 0102,+1 312 555 0103,a@b.example")
    assert guess_mapping(rows) == {"email": "Email", "phone": "Work Direct Phone", "switchboard": "Corporate Phone"}


def test_guess_mapping_hubspot_and_chinese_headers_are_known() -> None:
    """The other two kinds of list; a record id of eleven digits is no phone number."""
    hubspot = guess_mapping(read_table(CONTACTS / "hubspot.csv"))
    assert (hubspot["title"], hubspot["company"], hubspot["region"], hubspot["country"], hubspot["phone"]) == (
        "Job Title", "Company name", "State/Region", "Country/Region", "Phone Number",
    )  # fmt: skip
    assert "Record ID" not in hubspot.values()
    assert guess_mapping(read_table(CONTACTS / "zh_gbk.csv")) == {
        "full_name": "姓名", "company": "公司", "title": "职位", "mobile": "手机", "phone": "电话", "email": "邮箱", "city": "城市",
        "industry": "行业", "size": "公司规模", "source": "来源", "notes": "备注",
    }  # fmt: skip


def test_guess_mapping_our_own_field_names_are_known() -> None:
    """What export writes, import reads back (cli.md)."""
    assert guess_mapping(table(",".join(FIELDS), ",".join("x" for _ in FIELDS))) == {field: field for field in FIELDS}


def test_guess_mapping_header_with_a_telling_part_needs_values_that_agree() -> None:
    """客户手机号码(必填) is a mobile; a column "Email verified" of yes and no is not an address."""
    rows = table("客户手机号码(必填),您的姓名,Email verified,贵公司名称", "13800138000,刘俊,yes,宏达", "13900139000,王强,no,大华")
    assert guess_mapping(rows) == {"mobile": "客户手机号码(必填)", "full_name": "您的姓名", "company": "贵公司名称"}


def test_guess_mapping_unknown_headers_are_told_by_their_values() -> None:
    """Badge scans come with columns called A, B, C."""
    rows = table("A,B,C,D", "刘俊,x,13800138000,a@b.example", "欧阳娜娜,y,13900139000,c@d.example", "王强,z,,e@f.example")
    assert guess_mapping(rows) == {"full_name": "A", "phone": "C", "email": "D"}


def test_guess_mapping_empty_column_gives_way_to_a_filled_one() -> None:
    """Exports hold two columns for one thing, of which one is always empty."""
    assert guess_mapping(table("Email,Work Email", ",a@b.example"))["email"] == "Work Email"
    assert guess_mapping(table("Email,City", ",Rome"))["email"] == "Email"


def test_parse_map_option_field_and_column_or_a_reason() -> None:
    """A misspelt --map must not import the column as something else."""
    assert parse_map_option("Full-Name = Contact = Person") == ("full_name", "Contact = Person")
    for option, code in (("email", "map_option_malformed"), ("=x", "map_option_malformed"), ("mail_box=x", "map_field_unknown")):
        with pytest.raises(ValidationError) as caught:
            parse_map_option(option)
        assert caught.value.code == code


def test_with_options_told_column_leaves_its_guessed_field() -> None:
    """One column in two fields would put a note into the name."""
    rows = table("Name,Remarks,Profile", "Tom,call,in/tom")
    assert with_options(guess_mapping(rows), ["source=remarks"], rows) == {"full_name": "Name", "source": "Remarks"}
    with pytest.raises(ValidationError) as caught:
        with_options({}, ["source=Scan"], rows)
    assert caught.value.code == "map_column_unknown"
