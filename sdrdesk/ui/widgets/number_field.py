"""A field for a whole number, with arrows or as a plain box."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

_INSET = 9


class NumberField(QSpinBox):
    """A spin box in the look of the other fields.

    Args:
        low: smallest value.
        high: largest value.
        boxed: without arrows; the arrow keys and the wheel still count.
    """

    def __init__(self, low: int = 0, high: int = 99, boxed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setGroupSeparatorShown(True)
        if boxed:
            self.setProperty("kind", "boxed")
        # Under a style sheet Qt 6.11 gives the text of a spin box no left padding, so it is put inside the line edit.
        self.lineEdit().setTextMargins(_INSET, 0, 0, 0)
