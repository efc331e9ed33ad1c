"""A text against everybody who is on a plan: counted as it goes, to be stopped at any time, each one who lacks something by name (rule R15)."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.render.book import TemplateText
from sdrdesk.core.services.template_checks import Checked, Lacking
from sdrdesk.ui.cadence_words import DOT
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.cadence_list import CadenceLine, CadenceList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel, keep_room

AFTER_MS = 500


class _Relay(QObject):
    """Carries progress from the reading thread to the window's."""

    moved = Signal(int, int, int)


class TemplatePeople(QWidget):
    """Once asked for, the check follows every edit; a newer one stops the older.

    Signals:
        person_wanted: id of somebody to go to.
        checked: a check has ended.
    """

    person_wanted = Signal(int)
    checked = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_people")
        self._ctx = ctx
        self._text: TemplateText | None = None
        self._turn = 0
        self._following = False
        self.running = False
        self._stop = threading.Event()
        self._relay = _Relay(self)
        self._relay.moved.connect(self._moved, Qt.ConnectionType.QueuedConnection)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_MS)
        self._later.timeout.connect(self.start)
        scopes = [SegmentSpec("get", self.tr("Who will get it")), SegmentSpec("all", self.tr("Everybody on a plan"))]
        self.scope = SegmentedControl(scopes)
        self.scope.setObjectName("check_scope")
        self.scope.set_value("get")
        self.button = KeyButton(self.tr("Check everybody"), icon="list-checks", small=True)
        self.button.setObjectName("check_everybody")
        self.said = PlainLabel("", "t2", 12, wrap=True)
        self.said.setObjectName("check_said")
        self.list = CadenceList("check_people", self.tr("People who lack something"))
        keep_room(self.list)
        self.hint = PlainLabel(self.tr("Enter opens the person."), "t3", 12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.scope)
        row.addStretch(1)
        second = QHBoxLayout()
        second.addWidget(self.button)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addLayout(second)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        self.button.clicked.connect(self._press)
        self.scope.changed.connect(lambda _: self.start() if self._following else None)
        self.list.entered.connect(lambda key: self.person_wanted.emit(int(key)) if key else None)
        self._show_nothing()

    def show_text(self, text: TemplateText) -> None:
        """Another text, or the same with other words."""
        if self._text is not None and self._text.place != text.place:
            self._text = text
            self.stop()
            self._following = False
            self._show_nothing()
        elif text != self._text:
            self._text = text
            if self._following:
                self._later.start()

    def stop(self) -> None:
        """Give up what is under way."""
        self._later.stop()
        self._stop.set()

    def _show_nothing(self) -> None:
        self.said.set_role("t2")
        self.said.setText(self.tr("Renders the text for everybody on a plan who speaks its language, and lists who lacks a value."))
        self.list.set_lines([])
        self.list.hide()
        self.hint.hide()

    @Slot()
    def _press(self) -> None:
        if self.running:
            self._following = False
            self.stop()
        else:
            self.start()

    @Slot()
    def start(self) -> None:
        """Check the text as it stands now."""
        text = self._text
        if text is None:
            return
        self.stop()
        self._stop = stop = threading.Event()
        self._turn += 1
        turn, checks, moved = self._turn, self._ctx.desk.template_checks, self._relay.moved
        everybody = self.scope.value() == "all"
        self._following = self.running = True
        self.button.set_words(self.tr("Stop"))
        self._moved(turn, 0, 0)

        def done(found: Checked) -> None:
            if turn == self._turn:
                self._show(found)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._end(sentence(error, self._ctx.texts), "red")
                self.list.hide()
                self.hint.hide()

        def work() -> Checked:
            found: Checked = checks.run(text, everybody=everybody, progress=lambda d, of: moved.emit(turn, d, of), stop=stop)
            return found

        self._ctx.runner.query(self, work, done, failed)

    @Slot(int, int, int)
    def _moved(self, turn: int, done: int, total: int) -> None:
        if turn == self._turn and self.running:
            self.said.set_role("t2")
            self.said.setText(self.tr("%1 of %2 people…").replace("%1", str(done)).replace("%2", str(total)))

    def _end(self, words: str, role: str) -> None:
        self.running = False
        self.button.set_words(self.tr("Check everybody"))
        self.said.setText(words)
        self.said.set_role(role)
        self.checked.emit()

    def _show(self, found: Checked) -> None:
        n = len(found.lacking)
        self.list.set_lines([self._line(person) for person in found.lacking])
        self.list.setVisible(bool(n))
        self.hint.setVisible(bool(n))
        if found.stopped:
            words = self.tr("Stopped after %1 of %2 people.").replace("%1", str(found.done)).replace("%2", str(found.total))
            self._end(words, "amber")
        elif not found.total:
            self._end(self.tr("Nobody on a plan will get this text now."), "t2")
        elif n:
            words = self.tr("%n of %1 people lack something; their email waits, the others go.", "", n).replace("%1", str(found.total))
            if self._text is not None and self._text.scripted:
                words = self.tr("%n of %1 people lack something; those lines are left out.", "", n).replace("%1", str(found.total))
            self._end(words, "amber")
        else:
            self._end(self.tr("All %n people have every value.", "", found.total), "green")

    def _line(self, person: Lacking) -> CadenceLine:
        texts = self._ctx.texts
        why = (
            sentence(person.problem, texts)
            if person.problem is not None
            else ", ".join(texts(f"variable.{name}") for name in person.missing)
        )
        return CadenceLine(str(person.id), person.name, DOT.join(p for p in (why, person.company) if p))
