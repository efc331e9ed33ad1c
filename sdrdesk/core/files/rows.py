"""Records of a stranger's file as rows below a header, within limits; what had to be changed is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sdrdesk.core.errors import FileUnreadable

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 32_767
MAX_ROW_TEXT = 256 * 2**10
_GUARDED = re.compile(r"'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_GUARD = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

Record = tuple[int, list[str]]
Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something about one cell or row that a person should look at.

    Attributes:
        row: as a spreadsheet counts, the header is 1; 0 for the file as a whole.
        column: the header of the cell; empty for the row as a whole.
        code: key under ``problem.`` in the text catalogue.
        value: what the file holds there.
    """

    row: int
    column: str
    code: str
    value: str = ""


def guarded(cell: str) -> str:
    """The cell as an export writes it: an apostrophe before what a spreadsheet would run as a formula (promise E5)."""
    return "'" + cell if _GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that :func:`guarded` was given; also takes off the apostrophe that a spreadsheet puts before ``+44 ...``."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell


class Reader:
    """Makes the header and the rows of records, and keeps to the limits."""

    def __init__(self, file: str, problems: list[RowProblem]) -> None:
        self.file = file
        self.problems = problems
        self.empty_rows = 0
        self.named_width = 0

    def read(self, records: Iterator[Record], *, is_csv: bool) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        """The names of the columns and the rows that hold something, all of the same width.

        Raises:
            FileUnreadable: there is no header, or a limit is passed.
        """
        header, records = self._header(records, is_csv)
        width = len(header)
        rows: list[Row] = []
        for number, cells in records:
            if not any(map(str.strip, cells)):
                self.empty_rows += 1
                continue
            if len(rows) == MAX_ROWS:
                raise FileUnreadable("file_too_many_rows", file=self.file, limit=MAX_ROWS)
            if len(cells) != width:
                cells = self._fitted(number, cells, width)
            if sum(map(len, cells)) > MAX_CELL:
                cells = self._shortened(number, cells, header)
            rows.append((number, tuple([unguarded(cell.replace("\r\n", "\n")) for cell in cells] if is_csv else cells)))
        return self._without_bare_columns(header, rows)

    def _header(self, records: Iterator[Record], is_csv: bool) -> tuple[list[str], Iterator[Record]]:
        first = self._next(records)
        if first is None:
            raise FileUnreadable("file_empty", file=self.file)
        if is_csv and _filled(first[1]) == 1 and (second := self._next(records)):
            # One cell above a row of several is the sheet's title, and the row below is the header.
            if _filled(second[1]) > 2:
                first = second
            else:
                records = chain([second], records)
        cells = first[1]
        if any(cell.strip() for cell in cells[MAX_COLUMNS:]):
            raise FileUnreadable("file_too_many_columns", file=self.file, limit=MAX_COLUMNS)
        if is_csv and any(_EMAIL.fullmatch(cell.strip()) or len(re.findall(r"\d", cell)) >= 9 for cell in cells):
            raise FileUnreadable("file_no_header", file=self.file)
        return self._names(cells[:MAX_COLUMNS]), records

    def _next(self, records: Iterator[Record]) -> Record | None:
        return next((record for record in records if _filled(record[1])), None)

    def _without_bare_columns(self, header: list[str], rows: list[Row]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        """Spreadsheets add columns at the end that have neither a name nor a value."""
        bare = range(self.named_width, len(header))
        width = max((at + 1 for _, cells in rows for at in bare if cells[at].strip()), default=self.named_width)
        kept = rows if width == len(header) else [(number, cells[:width]) for number, cells in rows]
        return tuple(header[:width]), tuple(kept)

    def _names(self, cells: list[str]) -> list[str]:
        names: dict[str, None] = {}
        for number, cell in enumerate(cells):
            base = " ".join(unguarded(cell).split())[:100] or _letters(number)
            name, again = base, 2
            while name in names:
                name, again = f"{base} ({again})", again + 1
            names[name] = None
            self.named_width = number + 1 if cell.strip() else self.named_width
        return list(names)

    def _fitted(self, number: int, cells: list[str], width: int) -> list[str]:
        if len(cells) < width:
            self.problems.append(RowProblem(number, "", "row_short", f"{len(cells)}/{width}"))
            return cells + [""] * (width - len(cells))
        rest = [cell for cell in cells[width:] if cell.strip()]
        if rest:
            self.problems.append(RowProblem(number, "", "row_long", " | ".join(rest)[:200]))
        return cells[:width]

    def _shortened(self, number: int, cells: list[str], header: list[str]) -> list[str]:
        for name, cell in zip(header, cells, strict=True):
            if len(cell) > MAX_CELL:
                self.problems.append(RowProblem(number, name, "cell_too_long", cell[:80]))
        cut = [cell[:MAX_CELL] for cell in cells]
        if sum(map(len, cut)) > MAX_ROW_TEXT:
            raise FileUnreadable("file_cell_too_large", file=self.file, row=number)
        return cut


def _filled(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _letters(number: int) -> str:
    """The letters of a column without a name, as a spreadsheet shows them: 0 is A, 26 is AA."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
