"""What the page reads, off the window's thread, and the checklist in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.errors import NotFound
from sdrdesk.core.queries.handoff_list import HandoffRow
from sdrdesk.core.queries.handoffs import Candidate, candidate, candidates
from sdrdesk.core.services.handoffs import AccountExecutive, Check
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import missing_item
from sdrdesk.ui.pages.handoffs.checks import CheckView
from sdrdesk.ui.pages.handoffs.words import Words

_VERDICT_LINES = ("mql", "meeting", "flags")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The list: ready or nearly, those handed off, the AE book, the folder. ``asked`` is the key of the person that was asked for."""

    people: tuple[Candidate, ...]
    handoffs: tuple[HandoffRow, ...]
    executives: tuple[AccountExecutive, ...]
    folder: str
    hours: int
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One person's checklist and verdict."""

    prospect_id: int
    checks: tuple[Check, ...]
    verdict: Verdict


def read_list(ctx: UiContext, wanted: int | None) -> Snapshot:
    """Everything for the list; ``wanted`` is somebody who must be in it, ready or not."""
    handoffs = tuple(ctx.desk.handoffs.rows())
    with ctx.desk.read() as (s, profile):
        people = candidates(s)
        asked = ""
        if wanted is not None:
            sent = next((h for h in handoffs if h.prospect_id == wanted and h.state == "sent"), None)
            asked = f"h{sent.id}" if sent else f"p{wanted}"
            if sent is None and all(p.prospect_id != wanted for p in people):
                try:
                    people.insert(0, candidate(s, wanted))
                except NotFound:
                    asked = ""  # deleted or undone in the meantime: the list says what there is
        folder, hours = profile.text("handoff.folder"), profile.number("handoff.answer_hours")
    return Snapshot(tuple(people), handoffs, tuple(ctx.desk.handoffs.executives()), folder, hours, asked)


def read_detail(ctx: UiContext, prospect_id: int, ae: AccountExecutive | None) -> Detail:
    """The checklist of one person."""
    return Detail(prospect_id, tuple(ctx.desk.handoffs.checklist(prospect_id, ae)), ctx.desk.qualification.verdict(prospect_id))


def reasons(ctx: UiContext, detail: Detail, folder: str) -> list[str]:
    """All that is missing, in words; empty when the packet can be written."""
    found = [missing_item(m, ctx.texts) for m in detail.verdict.missing]
    found += [ctx.texts(f"missing.{c.name}") for c in detail.checks if not c.holds and c.name not in _VERDICT_LINES]
    if not folder:
        found.append(QCoreApplication.translate("HandoffsPage", "A folder for the packet"))
    return found


def check_views(ctx: UiContext, words: Words, detail: Detail, ae: AccountExecutive | None) -> list[CheckView]:
    """The checklist in words: under each line how it stands, or what is missing."""
    views = []
    for check in detail.checks:
        text = _standing(ctx, words, detail, check.name, ae) if check.holds else _missing(ctx, detail, check.name)
        views.append(CheckView(check.name, check.holds, ctx.texts(check.code, **check.params), text))
    return views


def _missing(ctx: UiContext, detail: Detail, name: str) -> str:
    if name not in _VERDICT_LINES:
        return ctx.texts(f"missing.{name}")
    kind = {"meeting": "meeting", "flags": "flag"}.get(name)
    mine = [m for m in detail.verdict.missing if (m[0].startswith(kind) if kind else not m[0].startswith(("meeting", "flag")))]
    return "; ".join(missing_item(m, ctx.texts) for m in mine)


def _standing(ctx: UiContext, words: Words, detail: Detail, name: str, ae: AccountExecutive | None) -> str:
    tr, verdict = QCoreApplication.translate, detail.verdict
    if name == "mql":
        return tr("HandoffsPage", "%1 of 6 strong").replace("%1", str(verdict.strong))
    if name == "meeting" and verdict.meeting_at is not None:
        return words.moment(verdict.meeting_at)
    if name == "flags":
        settled = sum(1 for f in verdict.flags if f.state == "off")
        silent = sum(1 for f in verdict.flags if f.state == "not_asked")
        return tr("HandoffsPage", "%1 settled, %2 not asked").replace("%1", str(settled)).replace("%2", str(silent))
    if name == "need_words":
        return tr("HandoffsPage", "“%1”").replace("%1", verdict.letters["need"].text)
    return ae.name if name == "ae" and ae else ""
