"""A boxed number that is the user's to change, with its unit in words below and what is wrong with it beside it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.theme import current, set_font
from sdrdesk.ui.widgets.text import ElidedLabel, repolish

_NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)([km万亿]?)")
_TIMES = {"": 1.0, "k": 1e3, "m": 1e6, "万": 1e4, "亿": 1e8}
_MOST = 1e12


@dataclass(frozen=True, slots=True)
class BoxSpec:
    """One number of the plan.

    Attributes:
        key: argument of pipeline_math.plan.
        value: at first; a rate is 0 to 1.
        rate: typed and shown as a percentage.
        whole: no fractions.
        most: highest value that makes sense.
    """

    key: str
    value: float
    rate: bool = False
    whole: bool = False
    most: float = _MOST


def parse_number(typed: str, locale: QLocale) -> float | None:
    """What was typed as a number: groups, a currency sign, a percent sign, k, m and 万 are allowed. None when it is none."""
    words = unicodedata.normalize("NFKC", typed).casefold()
    for sign in {locale.groupSeparator(), ",", "'", "$", "€", "£", "¥", "%"} - {locale.decimalPoint()}:
        words = words.replace(sign, "")
    words = "".join(words.split()).replace(locale.decimalPoint(), ".")
    found = _NUMBER.fullmatch(words)
    return float(found[1]) * _TIMES[found[2]] if found else None


class NumberBox(QLineEdit):
    """The box.

    Signals:
        edited: another text; ask ``number``.
    """

    edited = Signal()

    def __init__(self, spec: BoxSpec, caption: str, figures: Figures, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._figures, self._locale = figures, QLocale(language)
        self.setObjectName(f"plan_{spec.key}")
        self.setAccessibleName(caption)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(24)
        set_font(self, 15, 600)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.error = ElidedLabel("", "red", 12)
        # It takes the room that is there: a column that grew would move the number one is typing in.
        self.error.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.error.setObjectName(f"plan_{spec.key}_error")
        self.error.hide()
        self.setText(self.written(spec.value))
        self.textChanged.connect(self._changed)
        self.editingFinished.connect(self._tidy)

    def written(self, value: float) -> str:
        """A value as it stands in the box."""
        if self.spec.rate:
            return self._figures.decimal(value * 100, 2) + self._locale.percent()
        return self._figures.count(value) if value == round(value) else self._figures.decimal(value, 2)

    def number(self) -> float | None:
        """The value, or None while the box says what is wrong with it."""
        value = parse_number(self.text(), self._locale)
        wrong = self._wrong(value)
        self._show_error(wrong)
        if wrong or value is None:
            return None
        return value / 100 if self.spec.rate else value

    def _wrong(self, value: float | None) -> str:
        if value is None:
            return self.tr("not a number above 0")
        if self.spec.rate:
            return "" if 0 < value <= 100 else self.tr("above 0, up to 100%")
        if not value > 0:
            return self.tr("must be above 0")
        if value > self.spec.most:
            return self.tr("at most %1").replace("%1", self._figures.count(self.spec.most))
        return self.tr("must be a whole number") if self.spec.whole and value != round(value) else ""

    def _show_error(self, words: str) -> None:
        verdict = "wrong" if words else ""
        self.error.setText(words)
        self.error.setHidden(not words)
        self.setAccessibleDescription(words)
        if (self.property("verdict") or "") != verdict:
            self.setProperty("verdict", verdict)
            repolish(self)

    @Slot()
    def _changed(self) -> None:
        self.updateGeometry()
        self.edited.emit()

    @Slot()
    def _tidy(self) -> None:
        """Write a good number as numbers are written; leave a wrong one as it was typed."""
        value = self.number()
        if value is not None and self.text() != self.written(value):
            self.setText(self.written(value))

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as its text, within reason."""
        theme = current()
        wide = theme.metrics(15, 600).horizontalAdvance(self.text()) + 2 * 13
        return QSize(min(max(round(wide), theme.px(58)), theme.px(150)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
