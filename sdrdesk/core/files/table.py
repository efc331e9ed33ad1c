"""A stranger's list as a table of text: CSV, TSV and JSON lines, within limits, with what was left out said."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sdrdesk.core.errors import FileUnreadable
from sdrdesk.core.files.encoding import SAMPLE, decode
from sdrdesk.core.files.rows import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Reader, Record, Row, RowProblem, guarded, unguarded

__all__ = [
    "MAX_BYTES",
    "MAX_CELL",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "RowProblem",
    "Table",
    "guarded",
    "guess_delimiter",
    "read_table",
    "unguarded",
]

MAX_BYTES = 50 * 2**20
MAX_FIELD = 2**20
MAX_CELL_LINES = 200
"""More lines in one cell mean a quotation mark that was never closed."""

DELIMITERS = (",", ";", "\t", "|")

_JSON_SUFFIXES = (".jsonl", ".ndjson")
_SHEETS = {".xlsx": "XLSX", ".xlsm": "XLSX", ".xls": "XLS", ".xlsb": "XLSB", ".ods": "ODS", ".numbers": "Numbers"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"SQLite format 3", b"{\\rtf")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Table:
    """A read list; every value is the file's text.

    Attributes:
        path: the file.
        encoding: the codec it was read with.
        delimiter: between cells; empty for JSON lines.
        header: names of the columns, none empty, none twice.
        rows: (row number as a spreadsheet counts - for JSON lines the line number -, cells in the header's order).
        empty_rows: rows without a value, which are left out.
        nul_bytes: NULs that were taken out.
        problems: of reading; those of the values are found later.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    empty_rows: int = 0
    nul_bytes: int = 0
    problems: tuple[RowProblem, ...] = ()

    def column(self, name: str) -> list[str]:
        """The cells of one column, in order."""
        at = self.header.index(name)
        return [cells[at] for _, cells in self.rows]


def read_table(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Read a list.

    Args:
        path: a CSV, TSV, TXT or JSON lines file.
        encoding: a codec's name; None to find it.
        delimiter: one character; None to find it.

    Raises:
        FileUnreadable: it is missing, empty, too large, not text, has no header, or is of a kind that this version does not read.
    """
    data = _bytes_of(path)
    _refuse_other_kinds(path, data)
    decoded = decode(data, encoding, file=path.name)
    if len(_CONTROL.findall(decoded.text[:SAMPLE])) > len(decoded.text[:SAMPLE]) // 100:
        raise FileUnreadable("file_not_a_table", file=path.name)
    if path.suffix.lower() in _JSON_SUFFIXES:
        delimiter, records, problems = "", *_json_records(decoded.text, path.name)
    else:
        text, told = _without_sep_line(decoded.text)
        delimiter = delimiter or told or guess_delimiter(text, path.suffix)
        records, problems = _csv_records(text, delimiter, path.name), []
    reader = Reader(path.name, problems)
    header, rows = reader.read(records, is_csv=bool(delimiter))
    if decoded.broken:
        problems.append(RowProblem(0, "", "bytes_broken", str(decoded.broken)))
    return Table(path, decoded.encoding, delimiter, header, rows, reader.empty_rows, decoded.nul_bytes, tuple(problems))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FileUnreadable("file_missing", file=str(path)) from None
    except OSError as error:
        raise FileUnreadable("file_not_readable", file=str(path), reason=error.strerror or "") from error
    if len(data) > MAX_BYTES:
        raise FileUnreadable("file_too_large", file=path.name, limit_mib=MAX_BYTES // 2**20)
    if not data.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise FileUnreadable("file_empty", file=path.name)
    return data


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    sheet = _SHEETS.get(path.suffix.lower())
    if data.startswith((_ZIP, _OLE)) or sheet:
        raise FileUnreadable("file_is_spreadsheet", file=path.name, kind=sheet or ("XLSX" if data.startswith(_ZIP) else "XLS"))
    if path.suffix.lower() == ".vcf" or data[:64].lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCARD"):
        raise FileUnreadable("file_is_vcard", file=path.name)
    if data.startswith(_BINARY):
        raise FileUnreadable("file_not_a_table", file=path.name)


def _without_sep_line(text: str) -> tuple[str, str | None]:
    """Excel writes ``sep=;`` as a first line; it is no row. An empty line stays in its place so that the row numbers stay right."""
    found = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    return ("\n" + text[found.end() :], found[1]) if found else (text, None)


def guess_delimiter(text: str, suffix: str = "") -> str:
    """The delimiter that gives the first lines the same number of cells, quotation marks respected; a comma for a single column."""
    head = "".join(line for _, line in zip(range(40), io.StringIO(text[:SAMPLE], newline=""), strict=False))
    best, best_score = "\t" if suffix.lower() == ".tsv" else ",", 0.0
    for delimiter in DELIMITERS:
        csv.field_size_limit(MAX_FIELD)
        counts = [len(cells) for cells in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if any(cells)]
        if not counts or counts[0] < 2:
            continue
        alike = sum(count == counts[0] for count in counts) / len(counts)
        score = alike * (1 + min(counts[0], 50) / 50)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _csv_records(text: str, delimiter: str, file: str) -> Iterator[Record]:
    csv.field_size_limit(MAX_FIELD)  # of the process: every call sets the same
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = line = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if reader.line_num - line > MAX_CELL_LINES:
                raise FileUnreadable("file_quote_open", file=file, row=number)
            line = reader.line_num
            yield number, cells
    except csv.Error:
        raise FileUnreadable("file_cell_too_large", file=file, row=number + 1) from None


def _json_records(text: str, file: str) -> tuple[Iterator[Record], list[RowProblem]]:
    """The union of all keys as the first record, then one record for each object."""
    problems: list[RowProblem] = []
    objects: list[tuple[int, dict[str, object]]] = []
    keys: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            objects.append((number, value))
            keys.update(dict.fromkeys(value))
        else:
            problems.append(RowProblem(number, "", "json_line_broken", line[:80]))
    if not objects:
        raise FileUnreadable("file_json_broken", file=file)
    records = ((number, [_json_text(value.get(key)) for key in keys]) for number, value in objects)
    return chain([(0, list(keys))], records), problems


def _json_text(value: object) -> str:
    if value is None:
        return ""
    return value.replace("\0", "") if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
