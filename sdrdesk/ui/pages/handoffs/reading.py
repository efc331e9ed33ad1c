"""What the page reads, off the window's thread, and the checklist in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.domain.handoff_plan import HandoffPlan
from sdrdesk.core.domain.qualification import Verdict
from sdrdesk.core.errors import NotFound
from sdrdesk.core.queries.checklist import Check
from sdrdesk.core.queries.handoff_list import HandoffRow
from sdrdesk.core.queries.handoffs import Candidate, candidate, candidates
from sdrdesk.core.services.executives import AccountExecutive
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import missing_item
from sdrdesk.ui.pages.handoffs.checks import CheckView
from sdrdesk.ui.pages.handoffs.words import Words

_VERDICT_LINES = ("mql", "meeting", "flags")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The list: ready or nearly, those handed off, the AE book, the folder, and whether there is an account to send from. ``asked`` is the key of the person that was asked for."""

    people: tuple[Candidate, ...]
    handoffs: tuple[HandoffRow, ...]
    executives: tuple[AccountExecutive, ...]
    folder: str
    hours: int
    account: bool
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One person's checklist and verdict, and the plan that is kept."""

    prospect_id: int
    checks: tuple[Check, ...]
    verdict: Verdict
    plan: HandoffPlan


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
        account = bool(ctx.desk.mailboxes.rows())
        folder, hours = profile.text("handoff.folder"), profile.number("handoff.answer_hours")
    return Snapshot(tuple(people), handoffs, tuple(ctx.desk.executives.book()), folder, hours, account, asked)


def read_detail(ctx: UiContext, prospect_id: int, ae: AccountExecutive | None) -> Detail:
    """The checklist of one person."""
    desk = ctx.desk
    plan = desk.handoff_plans.plan(prospect_id)
    return Detail(prospect_id, tuple(desk.handoffs.checklist(prospect_id, ae, plan)), desk.qualification.verdict(prospect_id), plan)


def reasons(ctx: UiContext, detail: Detail, folder: str) -> list[str]:
    """All that is missing, in words; empty when the packet can be written."""
    found = [missing_item(m, ctx.texts) for m in detail.verdict.missing]
    found += [_lacks(ctx, c) for c in detail.checks if c.required and not c.holds and c.name not in _VERDICT_LINES]
    if not folder:
        found.append(QCoreApplication.translate("HandoffsPage", "A folder for the packet"))
    return found


def check_views(ctx: UiContext, words: Words, detail: Detail, ae: AccountExecutive | None) -> list[CheckView]:
    """The checklist in words: under each line how it stands, or what is missing."""
    views = []
    for check in detail.checks:
        text = _standing(ctx, words, detail, check, ae) if check.holds else _missing(ctx, detail, check)
        views.append(CheckView(check.name, check.holds, ctx.texts(check.code, **check.params), text, check.required, check.own))
    return views


def _lacks(ctx: UiContext, check: Check) -> str:
    return check.own or ctx.texts(f"missing.{check.name}")


def _missing(ctx: UiContext, detail: Detail, check: Check) -> str:
    if check.name not in _VERDICT_LINES:
        return "" if check.own else _lacks(ctx, check)
    kind = {"meeting": "meeting", "flags": "flag"}.get(check.name)
    mine = [m for m in detail.verdict.missing if (m[0].startswith(kind) if kind else not m[0].startswith(("meeting", "flag")))]
    return "; ".join(missing_item(m, ctx.texts) for m in mine)


def _standing(ctx: UiContext, words: Words, detail: Detail, check: Check, ae: AccountExecutive | None) -> str:
    tr, verdict, name = QCoreApplication.translate, detail.verdict, check.name
    if name == "mql":
        return tr("HandoffsPage", "%1 of 6 strong").replace("%1", str(verdict.strong))
    if name == "meeting" and verdict.meeting_at is not None:
        return words.moment(verdict.meeting_at)
    if name == "flags":
        settled = sum(1 for f in verdict.flags if f.state == "off")
        silent = sum(1 for f in verdict.flags if f.state == "not_asked")
        return tr("HandoffsPage", "%1 settled, %2 not asked").replace("%1", str(settled)).replace("%2", str(silent))
    if name == "need_words":
        return tr("HandoffsPage", "“%1”").replace("%1", check.detail)
    return ae.name if name == "ae" and ae else check.detail
