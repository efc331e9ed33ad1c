"""The user's own rates for the pipeline math, beside the published ones (seeds P8, P9)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.queries.numbers import Rate, wilson
from sdrdesk.core.queries.tallies import Days, bounds, people_with, tally

DAYS = 365
"""A sales cycle takes 30 to 90 days (seed P9): a quarter holds the end of few of them, a year of enough."""

LEAST = {"response_rate": 50, "sdr_conversion": 10, "win_rate": 10}
"""What must stand behind a rate before it is offered: emails, people who talked, deals that are closed."""

_CLOSED = (
    "SELECT coalesce(sum(state = 'won'), 0) AS won, count(*) AS closed, count(DISTINCT CASE WHEN state = 'won' THEN currency END) AS currencies, "
    "avg(CASE WHEN state = 'won' THEN amount END) AS amount, count(CASE WHEN state = 'won' THEN amount END) AS amounts FROM handoff "
    "WHERE state IN ('won', 'lost') AND closed_at >= :first AND closed_at < :last"
)
_ACCEPTED = "SELECT count(DISTINCT prospect_id) FROM handoff WHERE state <> 'cancelled' AND accepted_at IS NOT NULL AND accepted_at >= :first AND accepted_at < :last"


@dataclass(frozen=True, slots=True)
class OwnRates:
    """Rates of the last DAYS days, by the names of the pipeline math.

    Attributes:
        rates: ``response_rate``: replies of the emails sent; ``sdr_conversion``: people whom an account executive accepted, of those who talked;
            ``win_rate``: deals won of those closed. Each with its range, however little stands behind it.
        deal_size: mean amount of the deals won; None without one, or where they are in several currencies.
        deals: how many have an amount.
    """

    rates: dict[str, Rate]
    deal_size: float | None = None
    deals: int = 0

    def enough(self, name: str) -> bool:
        """Whether a rate may be offered; one of nothing cannot be divided by."""
        rate = self.rates.get(name)
        return rate is not None and bool(rate.value) and rate.n >= LEAST[name]


def own_rates(s: Connection, profile: Profile, today: dt.date, days: Days | None = None) -> OwnRates:
    """Read them up to today; ``days`` as for ``tally``."""
    first = today - dt.timedelta(days=DAYS - 1)
    period = bounds(profile, first, today)
    sent = tally(s, profile, first, today, days)
    talked = people_with(s, profile, first, today, "conversation")
    accepted = s.execute(text(_ACCEPTED), period).scalar_one()
    closed = s.execute(text(_CLOSED), period).one()
    rates = {
        "response_rate": wilson(min(sent["replies"], sent["emails"]), sent["emails"]),
        "sdr_conversion": wilson(min(accepted, talked), talked),
        "win_rate": wilson(closed.won, closed.closed),
    }
    one_currency = closed.amounts and closed.currencies <= 1
    return OwnRates(rates, closed.amount / 100 if one_currency else None, closed.amounts if one_currency else 0)
