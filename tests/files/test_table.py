"""Reading a stranger's list: encodings, delimiters, dirt, limits, and refusals in words."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdrdesk.core.errors import FileUnreadable
from sdrdesk.core.files.table import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, guarded, guess_delimiter, read_table, unguarded

CONTACTS = Path(__file__).parents[1] / "data" / "contacts"
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
GERMAN = "Name;Straße;Ort\nMüller;Königsallee 1;Düsseldorf\nGroß;Österreicher Straße;Köln\nJäger;Übergasse;Nürnberg\n"
CHINESE = "姓名,公司,手机\n刘俊,鸿睿思博信息有限公司,13457721851\n"


def write(folder: Path, data: bytes | str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def refusal(path: Path, **options: str) -> FileUnreadable:
    with pytest.raises(FileUnreadable) as caught:
        read_table(path, **options)
    return caught.value


@pytest.mark.parametrize(
    ("name", "encoding", "first"),
    [("apollo.csv", "utf-8", "俊"), ("hubspot.csv", "utf-8", "10000000000"), ("zh_gbk.csv", "gb18030", "刘俊")],
)
def test_read_table_sample_lists_give_the_rows_of_the_truth(name: str, encoding: str, first: str) -> None:
    """The three kinds of list that SDRs get: none may lose a row, and lines of nothing but commas are no rows."""
    table = read_table(CONTACTS / name)
    truth = json.loads((CONTACTS / f"{name}.truth.json").read_text())
    assert (len(table.rows), table.empty_rows, table.encoding, table.delimiter) == (truth["rows"], 4, encoding, ",")
    assert table.rows[0][1][0] == first and table.problems == ()


@pytest.mark.parametrize(
    ("text", "codec", "expected"),
    [
        (CHINESE, "utf-8-sig", "utf-8"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE.replace("姓名,公司,手机", "Name,Company,Mobile"), "gbk", "gb18030"),
        ("姓名,公司,電話\n陳大文,台灣電子股份有限公司,0912345678\n", "big5", "big5"),
        ("氏名,会社\n佐藤さくら,株式会社テスト\n", "cp932", "cp932"),
        ("이름,회사\n김철수,한국전자\n", "euc_kr", "euc_kr"),
        (GERMAN, "cp1252", "cp1252"),
        ("First,Last,City\nÉlise,Noël,Orléans\nRené,Lefèvre,Besançon\nTom,Lee,Paris\n", "cp1252", "cp1252"),
    ],
)
def test_read_table_encoding_is_found(tmp_path: Path, text: str, codec: str, expected: str) -> None:
    """Names in the wrong encoding are unreadable, and the rep sees it only after the import."""
    table = read_table(write(tmp_path, text.encode(codec)))
    assert table.encoding == expected
    assert [table.delimiter.join(cells) for cells in (table.header, table.rows[0][1])] == text.split("\n")[:2]


def test_read_table_utf8_with_one_broken_byte_stays_utf8_and_says_so(tmp_path: Path) -> None:
    """One bad letter must not turn all other names of the list into nonsense."""
    data = ("姓名,公司\n" + "刘俊,有限公司\n" * 50).encode() + b"\xe5\x88,x\n"
    table = read_table(write(tmp_path, data))
    assert (table.encoding, table.rows[0][1][0], table.problems[-1].code) == ("utf-8", "刘俊", "bytes_broken")


def test_read_table_told_encoding_is_used_and_a_wrong_one_refused(tmp_path: Path) -> None:
    """The preview has an encoding box; what it says goes."""
    path = write(tmp_path, CHINESE.encode("gb18030"))
    assert read_table(path, encoding="gbk").rows[0][1][0] == "刘俊"
    assert refusal(path, encoding="utf-8").code == "file_undecodable"
    assert refusal(path, encoding="klingon").code == "file_encoding_unknown"


def test_read_table_nul_bytes_are_taken_out_and_counted(tmp_path: Path) -> None:
    """NULs pass through the csv module and would reach mail headers."""
    table = read_table(write(tmp_path, b"Name,City\nTo\0m,Paris\n\0Ann,Rome\n"))
    assert (table.nul_bytes, table.column("Name")) == (2, ["Tom", "Ann"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_read_table_delimiter_inside_quotation_marks_does_not_count(tmp_path: Path, delimiter: str) -> None:
    """Excel writes semicolons in half of Europe, and commas stand in names of companies."""
    rows = [["Name", "Company", "Notes"], ["Tom", "A, B; C | D\tE", "x"], ["Ann", "Acme, Inc.", "a;b;c;d"]]
    path = tmp_path / "list.csv"
    with path.open("w", newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    table = read_table(path)
    assert (table.delimiter, [list(cells) for _, cells in table.rows]) == (delimiter, rows[1:])


def test_guess_delimiter_one_column_is_a_comma() -> None:
    """csv.Sniffer fails on a list of nothing but addresses."""
    assert guess_delimiter("Email\na@b.example\n") == ","


def test_read_table_row_numbers_are_those_of_the_spreadsheet(tmp_path: Path) -> None:
    """A person looks the row up in the file: cells of two lines are one row, blank lines count."""
    table = read_table(write(tmp_path, 'Name,Notes\r\nTom,"two\r\nlines"\r\n\r\n,\r\nAnn,x\r\n'))
    assert table.rows == ((2, ("Tom", "two\nlines")), (5, ("Ann", "x")))
    assert table.empty_rows == 2


def test_read_table_excel_sep_line_and_title_row_are_no_header(tmp_path: Path) -> None:
    """Both stand above the header in lists from Excel."""
    assert read_table(write(tmp_path, "sep=|\nName|City\nTom|Rome\n")).rows == ((3, ("Tom", "Rome")),)
    assert read_table(write(tmp_path, "2026 展会名单,,\n姓名,公司,城市\n刘俊,A,北京\n")).header == ("姓名", "公司", "城市")


def test_read_table_ragged_rows_are_fitted_with_a_problem(tmp_path: Path) -> None:
    """A comma too many moves every value after it: the person must see which row."""
    table = read_table(write(tmp_path, "Name,Company,City\nTom,Acme\nAnn,Acme, Inc.,Rome\nBo,C,D,,\n"))
    assert [cells for _, cells in table.rows] == [("Tom", "Acme", ""), ("Ann", "Acme", " Inc."), ("Bo", "C", "D")]
    assert [(p.row, p.code, p.value) for p in table.problems] == [(2, "row_short", "2/3"), (3, "row_long", "Rome")]


def test_read_table_header_names_are_unique_and_never_empty(tmp_path: Path) -> None:
    """A mapping goes by names; an empty column at the end is none, one with values is."""
    assert read_table(write(tmp_path, "Phone,,Phone,\n1,2,3,\n")).header == ("Phone", "B", "Phone (2)")
    assert read_table(write(tmp_path, "Name,,\nTom,,a@b.example\n")).header == ("Name", "B", "C")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "file_empty"), (b"\xef\xbb\xbf\n\n", "a.csv", "file_empty"), (b",,,\n , \n", "a.csv", "file_empty"),
        (b"Tom,tom@a.example\nAnn,ann@a.example\n", "a.csv", "file_no_header"),
        (b"PK\x03\x04rest", "a.csv", "file_is_spreadsheet"), (b"Name\n", "a.xlsx", "file_is_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "file_is_spreadsheet"), (b"BEGIN:VCARD\nEND:VCARD\n", "a.txt", "file_is_vcard"),
        (b"%PDF-1.7\n", "a.csv", "file_not_a_table"), (bytes(range(1, 32)) * 40, "a.csv", "file_not_a_table"),
        (b"[1, 2]\nnothing\n", "a.jsonl", "file_json_broken"),
        (b'Name,City\n"Tom,Rome\n' + b"Ann,Paris\n" * 300, "a.csv", "file_quote_open"),
        (b"Name\n" + b"x" * (2**20 + 1), "a.csv", "file_cell_too_large"),
        (",".join(f"c{i}" for i in range(MAX_COLUMNS + 1)).encode(), "a.csv", "file_too_many_columns"),
        (b"Name\n" + b"x\n" * (MAX_ROWS + 1), "a.csv", "file_too_many_rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_read_table_what_cannot_be_read_is_refused_in_words(tmp_path: Path, data: bytes, name: str, code: str) -> None:
    """Promise E1: a hostile or wrong file is refused with a reason, never with a traceback."""
    assert refusal(write(tmp_path, data, name)).code == code


def test_read_table_missing_folder_and_huge_files_are_refused(tmp_path: Path) -> None:
    """The most common mistakes with a path, and a file that would fill the memory."""
    assert refusal(tmp_path / "none.csv").code == "file_missing"
    assert refusal(tmp_path).code == "file_not_readable"
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert refusal(huge).code == "file_too_large"


def test_read_table_long_cell_is_cut_with_a_problem(tmp_path: Path) -> None:
    """A spreadsheet holds no longer cell; the row is worth more than the rest of it."""
    table = read_table(write(tmp_path, "Name,Notes\nTom," + "x" * (MAX_CELL + 10) + "\n"))
    assert len(table.rows[0][1][1]) == MAX_CELL and table.problems[0].code == "cell_too_long"


def test_read_table_json_lines_unites_keys_and_keeps_nested_values(tmp_path: Path) -> None:
    """Our own export and many tools write JSON lines; an apostrophe there is the file's own."""
    lines = ['{"name": "Tom", "age": 3, "tags": ["a", "é"]}', "", "oops", '{"name": "\'=1", "ok": true, "age": null}']
    table = read_table(write(tmp_path, "\n".join(lines), "list.jsonl"))
    assert table.header == ("name", "age", "tags", "ok")
    assert table.rows == ((1, ("Tom", "3", '["a", "é"]', "")), (4, ("'=1", "", "", "true")))
    assert [(p.row, p.code) for p in table.problems] == [(3, "json_line_broken")]


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-1", "@x", "\tx", "'=1", "''+1", "it's", "'quoted'", "plain", "", "'"])
def test_unguarded_takes_off_what_guarded_put_on(cell: str) -> None:
    """Promise E5: what an export guards against formulas, an import reads as the original text."""
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in tuple("=+-@\t")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_read_table_guarded_csv_reads_back_as_written(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """Any text that goes out through our CSV comes back the same (leading zeros, long ids, signs, quotation marks)."""
    path = tmp_path_factory.mktemp("round") / "out.csv"
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(["full_name", "notes", "phone"])
        writer.writerows([[guarded(cell) for cell in row] for row in rows])
    assert [list(cells) for _, cells in read_table(path).rows] == kept


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_read_table_any_bytes_give_a_table_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Promise E2: no input makes the importer fall over."""
    path = tmp_path_factory.mktemp("fuzz") / "in.csv"
    path.write_bytes(data)
    try:
        table = read_table(path)
    except FileUnreadable:
        return
    assert all(len(cells) == len(table.header) for _, cells in table.rows) and len(set(table.header)) == len(table.header)
