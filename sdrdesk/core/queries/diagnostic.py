"""What the log knows for the five questions of the diagnostic (seed P12)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, text

from sdrdesk.core.clock import to_ms
from sdrdesk.core.domain.diagnostic import WEEKS_LEAST, Known
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.queries.tallies import Days, weeks

PERIOD = dt.timedelta(days=90)


def known_of(s: Connection, profile: Profile, now: dt.datetime, days: Days | None = None) -> Known:
    """The figures of the last 90 days, and of the last whole weeks; ``days`` as for ``tally``."""
    since = {"since": to_ms(now - PERIOD), "now": to_ms(now)}
    touches = s.execute(
        text(
            "SELECT count(*) AS n, coalesce(sum(step_no IS NOT NULL AND step_no > 0), 0) AS planned FROM touch "
            "WHERE +at >= :since AND +at <= :now"  # a quarter is so much of the log that walking all of it is quicker than its index
        ),
        since,
    ).one()
    mix = {
        r.lead_type or "": int(r.n)
        for r in s.execute(text("SELECT lead_type, count(*) AS n FROM prospect WHERE status = 'open' GROUP BY lead_type"))
    }
    handed = s.execute(
        text(
            "SELECT count(*) AS n, coalesce(sum(answered_at IS NOT NULL), 0) AS answered FROM handoff "
            "WHERE at >= :since AND answer_due_at < :now AND state <> 'cancelled'"
        ),
        since,
    ).one()
    whole = weeks(s, profile, profile.today(now), WEEKS_LEAST + 1, days)[:-1]
    return Known(
        profile.text("diagnostic.separated"),
        touches.n,
        touches.planned,
        tuple(week.meetings for week in whole),
        mix,
        handed.n,
        handed.answered,
    )
