"""Taking an account executive's answer in, from the page (rule R24): by hand, from a file, or from what they wrote."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from sdrdesk.core.domain.handoff_answer import LIVE, WAITING
from sdrdesk.core.errors import RuleRefusal
from sdrdesk.core.queries.handoff_list import AnswerRow, HandoffHistory, HandoffRow, handoff_history
from sdrdesk.ui.answer_taking import said_of, take_answers
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import AskName, AskOne
from sdrdesk.ui.dialogs.ask_answer import AskAnswer, Noted
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.handoffs.answers import AnswersPanel, Line
from sdrdesk.ui.pages.handoffs.words import Words

OFFERED = {"sent": ("accepted", "returned", "won", "lost"), "accepted": ("won", "lost", "returned")}
"""What may follow, as buttons; after an end any other answer replaces it, which is asked about first."""


class Answering(QObject):
    """Reads and shows what was answered to the chosen handoff, and notes what is new; the page reads itself anew by the bus.

    Signals:
        read: (HandoffRow, HandoffHistory) of the handoff in front.
    """

    read = Signal(object, object)

    def __init__(self, ctx: UiContext, panel: AnswersPanel, words: Words, owner: QWidget) -> None:
        super().__init__(owner)
        self._ctx, self._panel, self._words, self._owner = ctx, panel, words, owner
        self.row: HandoffRow | None = None
        self._turn = 0
        panel.answered.connect(self.by_hand)
        panel.file_wanted.connect(self.pick_file)
        panel.act.connect(self._act)
        panel.nudge_wanted.connect(self.nudge)

    def show_row(self, row: HandoffRow | None) -> None:
        """The handoff in front; None for none."""
        self.row = row
        self._turn += 1
        if row is None:
            return
        turn, desk = self._turn, self._ctx.desk
        offered = OFFERED.get(row.state, tuple(a for a in ("accepted", "returned", "won", "lost") if a != row.state))
        self._panel.set_possible(offered, bool(row.ae_email) and row.state in ("sent", "accepted"))

        def work() -> HandoffHistory:
            with desk.read() as (s, _):
                return handoff_history(s, row.id, row.prospect_id)

        def done(found: HandoffHistory) -> None:
            if turn == self._turn:
                self._panel.set_lines(self._lines(row, found))
                self.read.emit(row, found)

        self._ctx.runner.query(self._owner, work, done)

    def _lines(self, row: HandoffRow, found: HandoffHistory) -> list[Line]:
        lines = [self._answer_line(a) for a in found.answers]
        for m in found.messages:
            text = self.tr("%1 wrote, %2: %3").replace("%2", self._words.moment(m.at)).replace("%1", m.from_name)
            acts = ((f"read:{m.id}", self.tr("Dealt with")),) if m.is_new else ()
            lines.append(Line(text.replace("%3", m.text.strip()[:1200]), "violet" if m.is_new else "t2", acts))
        for c in found.check_ins:
            words = self.tr("Checked in, %1: %2").replace("%1", self._words.moment(c.at))
            lines.append(Line(words.replace("%2", c.check_in.said or self.tr("nothing noted")), "t2"))
        if row.check_in_id is not None and row.check_in is not None and row.check_in_on is not None:
            code = "ask_outcome" if row.check_in.asks_outcome else "check_in"
            words = self._ctx.texts(f"item.{code}", n=row.check_in.number, name=row.ae)
            lines.append(Line(f"{words} · {row.check_in_on.isoformat()}", "t1", ((f"check_in:{row.check_in_id}", self.tr("Done")),)))
        return lines

    def _answer_line(self, row: AnswerRow) -> Line:
        texts = self._ctx.texts
        said = f"{said_of(row.said, texts)} · {row.by}, {self._words.moment(row.at)}, {texts(f'answer_source.{row.source}')}"
        if row.state == WAITING:
            acts = ((f"take:{row.id}", self.tr("Take this one")), (f"leave:{row.id}", self.tr("Leave it")))
            return Line(self.tr("Contradicts what holds: %1").replace("%1", said), "amber", acts)
        return Line(said if row.state == LIVE else self.tr("Taken back: %1").replace("%1", said), "t1" if row.state == LIVE else "t3")

    # --- what the user does ------------------------------------------------------------------------------------------------

    def by_hand(self, answer: str) -> None:
        """Note one of the four; all but "accepted" ask for a reason or an amount."""
        row = self.row
        if row is None:
            return
        if answer == "accepted":
            self._note(row, Noted(answer))
            return
        dialog = AskAnswer(self._ctx, f"{row.company or row.name} · {row.ae}", answer, self._owner)
        dialog.chosen.connect(partial(self._note, row))
        dialog.open()

    def _note(self, row: HandoffRow, noted: Noted, replace: bool = False) -> None:
        ctx, answers = self._ctx, self._ctx.desk.answers

        def work() -> object:
            return answers.answer(
                row.id, noted.answer, reason=noted.reason, amount=noted.amount, until=noted.until, source="hand", replace=replace
            )

        def failed(error: Exception) -> None:
            if isinstance(error, RuleRefusal) and error.code == "answer_contradicts":
                choices = (("replace", self.tr("Replace the earlier answer")), ("", self.tr("Leave it as it is")))
                ask = AskOne(sentence(error, ctx.texts), choices, self._owner)
                ask.chosen.connect(lambda key: self._note(row, noted, True) if key else None)
                ask.open()
            else:
                ctx.nav.toast.emit(sentence(error, ctx.texts), False)

        said = ctx.texts(f"handoff_state.{noted.answer}")
        ctx.runner.op(self._owner, work, lambda _: ctx.nav.toast.emit(f"{row.company or row.name}: {said}", True), failed)

    def pick_file(self) -> None:
        """Ask for answer.json or the packet's zip."""
        title, kinds = self.tr("Read an answer"), self.tr("Answers (*.json *.zip);;All files (*)")
        paths, _ = QFileDialog.getOpenFileNames(self._owner, title, str(Path.home()), kinds)
        if paths:
            take_answers(self._ctx, self._owner, [Path(p) for p in paths])

    def _act(self, code: str) -> None:
        what, _, number = code.partition(":")
        if what == "check_in":
            ask = AskName(self.tr("What did the account executive say?"), self.tr("Checked in"), "", self._owner)
            ask.chosen.connect(lambda said: self._settle(what, int(number), said))
            ask.open()
        else:
            self._settle(what, int(number))

    def _settle(self, what: str, ident: int, said: str = "") -> None:
        answers = self._ctx.desk.answers
        work = {
            "take": lambda: answers.settle(ident, take=True),
            "leave": lambda: answers.settle(ident, take=False),
            "read": lambda: answers.read_message(ident),
            "check_in": lambda: answers.finish_check_in(ident, said),
        }[what]
        ctx = self._ctx
        ctx.runner.op(
            self._owner,
            work,
            lambda _: ctx.nav.toast.emit(self.tr("Noted."), True),
            lambda error: ctx.nav.toast.emit(sentence(error, ctx.texts), False),
        )

    def nudge(self) -> None:
        """A short email to the account executive, in the desktop's mail program: it carries the line by which a reply finds its way."""
        row, ctx = self.row, self._ctx
        if row is None or not row.ae_email:
            return
        code = "" if row.state == "sent" else "_check"
        at = f" ({row.company})" if row.company else ""
        day, me = row.at.astimezone(ctx.profile.zone).date().isoformat(), ctx.profile.text("user.name")
        subject = ctx.texts(f"nudge.subject{code}", company=row.company or row.name)
        body = ctx.texts(f"nudge.body{code}", ae=row.ae.split()[0], name=row.name, at=at, day=day, me=me, uid=row.uid)
        QDesktopServices.openUrl(QUrl(f"mailto:{quote(row.ae_email, safe='@')}?subject={quote(subject)}&body={quote(body)}"))
