"""Over the steps: which file, and how far."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class ImportHead(QWidget):
    """Title, file, and the three steps with the present one marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = ElidedLabel("", "t2")
        self._about.setObjectName("import_about")
        self._steps = [PlainLabel(words, "t3", 12, 500) for words in (self.tr("File"), self.tr("Check"), self.tr("Import"))]
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 12)
        row.setSpacing(10)
        row.addWidget(PlainLabel(self.tr("Import prospects"), "t1", 18, 600))
        row.addWidget(self._about, 1)
        for at, label in enumerate(self._steps):
            if at:
                row.addWidget(PlainLabel("—", "t3", 12))
            row.addWidget(label)

    def set_about(self, words: str) -> None:
        """The file and its size."""
        self._about.setText(words)

    def set_step(self, step: int) -> None:
        """The present step, 0 to 2; those before it are done, and so is the last when it is reached."""
        for at, label in enumerate(self._steps):
            done = at < step or step == len(self._steps) - 1
            label.set_role("green" if done else "accent" if at == step else "t3")
