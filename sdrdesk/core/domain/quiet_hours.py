"""When reminders keep still: hours of the day that the user wants for themselves, and a pause until a moment."""

from __future__ import annotations

import datetime as dt

from sdrdesk.core.domain.profile import Profile


def paused_until(profile: Profile, now: dt.datetime) -> dt.datetime | None:
    """The end of the pause that the user asked for, while it is still to come."""
    try:
        until = dt.datetime.fromisoformat(profile.text("remind.paused_until"))
    except ValueError:
        return None
    return until if until.tzinfo is not None and until > now else None


def is_quiet(profile: Profile, now: dt.datetime) -> bool:
    """Do reminders keep still now? What comes due meanwhile is said afterwards."""
    if paused_until(profile, now) is not None:
        return True
    if not profile.truth("remind.quiet"):
        return False
    begins, ends = (dt.time.fromisoformat(profile.text(f"remind.quiet_{edge}")) for edge in ("from", "to"))
    clock = now.astimezone(profile.zone).time()
    # Hours that go past midnight begin later in the day than they end.
    return begins <= clock < ends if begins <= ends else clock >= begins or clock < ends
