"""Where somebody works: every country and every time zone to choose from, found by typing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, Qt, QTimeZone
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from sdrdesk.ui.widgets.form import CalmCombo

# Codes of CLDR that are no countries of ISO 3166.
_NO_COUNTRY = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "ZZ"})

# Scripts that the fonts of the design have; names in others stay in English only, or they would be empty boxes on many machines.
_DRAWN = ("LATIN", "GREEK", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def _drawn(name: str) -> bool:
    return all(unicodedata.name(sign, "").startswith(_DRAWN) for sign in name if sign.isalpha())


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """(ISO code, name), sorted by name; the name in the country's own language follows where it is another."""
    found: dict[str, str] = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) != 2 or code in _NO_COUNTRY or code in found:
            continue
        name = QLocale.territoryToString(territory)
        locale = QLocale(QLocale.Language.AnyLanguage, territory)
        # Where Qt knows no language of a country it answers with another country's name.
        own = locale.nativeTerritoryName() if locale.territory() == territory else name
        found[code] = name if own.casefold() == name.casefold() or not _drawn(own) else f"{name} · {own}"
    return tuple(sorted(found.items(), key=lambda item: item[1].casefold()))


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """IANA names by place, then UTC; the old names that stand for no place are left out."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return (*places, "UTC")


def system_zone() -> str:
    """The machine's time zone; empty when it has no name among ``zones``."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    name = "UTC" if name in ("Etc/UTC", "UTC", "Etc/UCT") else name
    return name if name in zones() else ""


def system_country() -> str:
    """The country of the machine's settings; empty when they name none."""
    code = QLocale.territoryToCode(QLocale.system().territory())
    return code if any(code == known for known, _ in countries()) else ""


def _search_anywhere(combo: QComboBox) -> None:
    """Typing finds any part of a name, not only its beginning."""
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = combo.completer()
    if isinstance(completer, QCompleter):
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


class CountryCombo(CalmCombo):
    """A country, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("", "")
        for code, name in countries():
            self.addItem(name, code)
        _search_anywhere(self)

    def code(self) -> str | None:
        """ISO code; empty for none; None when what is typed is no country."""
        typed = self.currentText().strip()
        if not typed:
            return ""
        at = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if at < 0:
            at = self.findData(typed.upper())
        if at < 0:
            fits = [i for i in range(self.count()) if self.itemText(i).casefold().startswith(typed.casefold())]
            at = fits[0] if len(fits) == 1 else -1
        return str(self.itemData(at)) if at >= 0 else None

    def set_code(self, code: str) -> None:
        """Choose by ISO code; an unknown one chooses none."""
        self.setCurrentIndex(max(self.findData(code), 0))


class ZoneCombo(CalmCombo):
    """A time zone by its IANA name, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("")
        self.addItems(list(zones()))
        _search_anywhere(self)

    def zone(self) -> str | None:
        """IANA name; empty for none; None when what is typed is no time zone."""
        typed = self.currentText().strip().replace(" ", "_")
        at = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if at < 0:
            fits = [i for i in range(self.count()) if self.itemText(i).casefold().endswith("/" + typed.casefold())]
            at = fits[0] if len(fits) == 1 else -1
        return self.itemText(at) if at >= 0 else None

    def set_zone(self, name: str) -> None:
        """Choose a zone; one that is not in the list is added, since it was valid when it was kept."""
        at = self.findText(name)
        if at < 0:
            self.addItem(name)
            at = self.count() - 1
        self.setCurrentIndex(at)
