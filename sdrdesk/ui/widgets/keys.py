"""How a shortcut is written on a keycap."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

# As printed on keyboards; the arrows and the return sign are in the bundled font.
_SIGNS = {"Return": "↵", "Enter": "↵", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def keycap_text(keys: QKeySequence | str) -> str:
    """The first chord of a shortcut in the platform's words with spaces, for example ``Ctrl K``; empty for none."""
    chord = (keys if isinstance(keys, QKeySequence) else QKeySequence(keys)).toString(QKeySequence.SequenceFormat.NativeText)
    chord = chord.split(", ")[0] if chord != ", " else chord
    head, plus, last = chord.rpartition("+")
    if plus and not last:  # the key is the plus sign itself
        head, last = head.rstrip("+"), "+"
    parts = [*(head.split("+") if head else []), last]
    return " ".join(_SIGNS.get(part, part) for part in parts if part)
