"""The people and the touches of a company as lines of lists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.queries.company import CompanyView, Member
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.widgets.entries import Entry

DOT = " · "
NOT_KNOWN = "unknown"
ROLES = tuple(str(role) for role in BuyerRole)
_CHIPS = {"qualify": "ac", "handed_off": "gr", "nurture": "am"}


def committee_entries(view: CompanyView, ctx: UiContext) -> list[Entry]:
    """A group for each of the six buyer roles, empty ones with what to ask, and one for those whose role is not known (seed W11)."""
    texts, tr = ctx.texts, QCoreApplication.translate
    found: list[Entry] = []
    for number, role in enumerate(ROLES, 1):
        people = [m for m in view.people if m.role == role]
        side = str(len(people)) if people else texts(f"company.ask_{role}")
        found.append(Entry("", role, f"{number} {texts(f'buyer_role.{role}')}", side))
        found += [_member(m, role, ctx) for m in people]
    rest = [m for m in view.people if m.role not in ROLES]
    if rest:
        found.append(Entry("", NOT_KNOWN, f"0 {tr('CompanyPage', 'Role not known')}", str(len(rest))))
        found += [_member(m, NOT_KNOWN, ctx) for m in rest]
    return found


def _member(m: Member, group: str, ctx: UiContext) -> Entry:
    texts, tr = ctx.texts, QCoreApplication.translate
    days = DayWords(ctx.profile, ctx.now())
    side = days.day(days.date_of(m.last_at)) if m.last_at else ""
    if m.held:
        note, late = tr("CompanyPage", "held: decide"), True
    elif m.status == "closed":
        note, late = tr("CompanyPage", "closed"), False
    else:
        parts = [tr("CompanyPage", "%1 of 6 strong").replace("%1", str(m.strong)) if m.strong else ""]
        parts.append(tr("CompanyPage", "next %1").replace("%1", days.day(m.next_on)) if m.next_on else "")
        note, late = DOT.join(p for p in parts if p), False
    stage = texts(f"stage.{m.stage}")
    return Entry(
        f"p{m.id}", group, m.name, side, DOT.join(p for p in (m.title, m.tier) if p), stage, _CHIPS.get(m.stage, "plain"), note, late
    )


def touch_entries(view: CompanyView, ctx: UiContext) -> list[Entry]:
    """One time line of all of them, a group for each day, newest first."""
    texts = ctx.texts
    days = DayWords(ctx.profile, ctx.now())
    titles = {m.id: m.title for m in view.people}
    found: list[Entry] = []
    for t in view.touches:
        local = t.at.astimezone(ctx.profile.zone)
        day = local.date().isoformat()
        if not found or found[-1].group != day:
            found.append(Entry("", day, days.day(local.date()), ""))
        what = f"{texts(f'channel.{t.channel}')}, {texts(f'outcome.{t.outcome}')}"
        found.append(
            Entry(f"t{t.id}", day, t.name, f"{local:%H:%M}", titles.get(t.prospect_id, ""), what, "plain", " ".join(t.note.split()))
        )
    return found
