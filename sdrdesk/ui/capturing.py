"""Evidence out of what was really said: a selected sentence of a message or a note, noted for a letter with its source (rule R22)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.core.domain.words import SIGNALS
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import Ask
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class AskSignal(Ask):
    """How strong the sign is: 1, 2, 3.

    Signals:
        chosen: strong, weak or unknown.
    """

    chosen = Signal(str)

    def __init__(self, ctx: UiContext, letter: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(ctx.texts(f"letter.{letter}"), self.tr("Strong"), parent)
        self.setObjectName("ask_signal")
        quote = PlainLabel(f"“{words}”", "t2", 13, wrap=True)
        quote.setObjectName("captured_words")
        self.body.addWidget(quote)
        row = QHBoxLayout()
        row.setSpacing(8)
        for number, signal in enumerate(SIGNALS, 1):
            button = KeyButton(ctx.texts(f"signal.{signal}"), small=True)
            button.setObjectName(f"signal_{signal}")
            button.set_keys(str(number))
            button.clicked.connect(partial(self._choose, signal))
            row.addWidget(button)
            QShortcut(QKeySequence(str(number)), self, partial(self._choose, signal))
        row.addStretch(1)
        self.body.addLayout(row)

    def _choose(self, signal: str, _checked: bool = False) -> None:
        self.accept()
        self.chosen.emit(signal)

    def agree(self) -> None:
        """Enter: what is worth noting is most often a strong sign."""
        self._choose("strong")


class Capturing(QObject):
    """Asks how strong it is, and notes it."""

    def __init__(self, ctx: UiContext, over: QWidget) -> None:
        super().__init__(over)
        self._ctx, self._over = ctx, over

    def ask(
        self, person: int, letter: str, words: str, *, said_by: str = "", touch_id: int | None = None, message_id: int | None = None
    ) -> None:
        """Open the question about a captured sentence; ``said_by`` is empty for the person themselves."""
        ctx = self._ctx
        service = ctx.desk.qualification
        ask = AskSignal(ctx, letter, words, self._over.window())

        def put(signal: str) -> None:
            def done(_: object) -> None:
                ctx.nav.toast.emit(f"{ctx.texts(f'letter.{letter}')}: {ctx.texts(f'signal.{signal}')} · “{words}”", True)

            ctx.runner.op(
                self,
                lambda: service.set_letter(person, letter, signal, text=words, said_by=said_by, touch_id=touch_id, message_id=message_id),
                done,
                lambda error: ctx.nav.toast.emit(sentence(error, ctx.texts), False),
            )

        ask.chosen.connect(put)
        ask.open()
