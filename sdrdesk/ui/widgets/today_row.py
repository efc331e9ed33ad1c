"""One row of the list of the day, as plain values ready to be painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt

RowRole = int(Qt.ItemDataRole.UserRole) + 1
"""Under this role the model gives a TodayRow."""

KindRole = RowRole + 1
"""Under this role, optionally, the row's kind alone, for a model whose whole rows cost a read: all rows are measured, few are painted."""

RowKind = Literal["header", "person", "done", "more", "loading"]


@dataclass(frozen=True, slots=True)
class TodayRow:
    """What one row shows; every text is ready to read.

    Attributes:
        kind: header of a group, a person, a person just done, "n more", or a place that is still being read.
        id: the prospect or the group; given back by the signals.
        icon: name of the icon at the left.
        name: the person, or the group.
        detail: title and company.
        why: second line.
        chip_text, chip_kind: promise or step, and its tint (plain, am, rd, vi, gr, ac).
        grade: A to D.
        tier: T1 to T3.
        lead_type: seed, net or spear in words.
        time: local time of the person.
        value: share of the bar, 0 to 1.
        done_text: what was logged and what comes next.
        count: members of the group, as text.
        note: remark at the right of a header; the sentence of an "n more" row.
        folded: is the group shut?
    """

    kind: RowKind
    id: int = 0
    icon: str = ""
    name: str = ""
    detail: str = ""
    why: str = ""
    chip_text: str = ""
    chip_kind: str = "plain"
    grade: str = ""
    tier: str = ""
    lead_type: str = ""
    time: str = ""
    value: float = 0.0
    done_text: str = ""
    count: str = ""
    note: str = ""
    folded: bool = False
