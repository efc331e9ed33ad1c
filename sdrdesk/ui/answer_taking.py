"""Answers that come as files: dropped anywhere on the window, or chosen (rule R24)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from sdrdesk.core.changes import Outcome
from sdrdesk.core.domain.handoff_answer import Answer
from sdrdesk.core.files.answer_file import is_answer
from sdrdesk.core.services.handoff_answers import FileTaken
from sdrdesk.core.texts import Texts
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence


def said_of(said: Answer, texts: Texts) -> str:
    """An answer in words, with its amount or its reason."""
    detail = str(said.money) if said.money else said.reason
    return texts(f"answer.{said.answer}") + (f": {detail}" if detail else "")


def take_answers(ctx: UiContext, owner: QWidget, paths: Sequence[Path]) -> None:
    """Take them in as one step that can be undone, and say what came of each."""
    texts, answers = ctx.texts, ctx.desk.answers

    def words(one: FileTaken) -> str:
        if one.problem is not None:
            return sentence(one.problem, texts)
        if one.answered is None:
            return ""
        known = texts("answer_note.known") if one.answered.known else ""
        notes = " ".join(texts(code, **values) for code, values in one.answered.notes)
        return " ".join(p for p in (f"{one.answered.name}: {said_of(one.answered.answer, texts)}.", known, notes) if p)

    def done(outcome: Outcome[tuple[FileTaken, ...]]) -> None:
        new = any(one.answered is not None and not one.answered.known for one in outcome.value)
        ctx.nav.toast.emit(" ".join(filter(None, (words(one) for one in outcome.value))), new)

    ctx.runner.op(owner, lambda: answers.take_files(paths), done, lambda error: ctx.nav.toast.emit(sentence(error, texts), False))


class AnswerDrop(QObject):
    """Lets a window take answer files that are dropped on it where nothing else takes them."""

    def __init__(self, ctx: UiContext, window: QMainWindow) -> None:
        super().__init__(window)
        self._ctx, self._window = ctx, window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if _answers_in(event):
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            paths = _answers_in(event)
            if paths:
                event.acceptProposedAction()
                take_answers(self._ctx, self._window, paths)
                return True
        return False


def _answers_in(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [p for p in paths if is_answer(p)]
