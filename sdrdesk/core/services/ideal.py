"""The ideal buyer profile: kept in versions, judged by, taught by answers, changed by nobody but the user (seed W9)."""

from __future__ import annotations

from dataclasses import dataclass

from sdrdesk.core.changes import Outcome
from sdrdesk.core.domain.ideal_profile import Fit, IdealProfile, Suggestion, body_of
from sdrdesk.core.queries.fit import ASIDE, KIND, aside_of, company_fit, fit_counts, held_profile, person_fit, taught
from sdrdesk.core.services.standards import StandardService
from sdrdesk.core.store.store import Store


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom a profile fits: of ``of`` open people ``full`` fit fully, ``out`` are ruled out."""

    full: int
    out: int
    of: int


class IdealService:
    """Reads and keeps the profile."""

    def __init__(self, store: Store, standards: StandardService) -> None:
        self._store = store
        self._standards = standards

    def profile(self) -> IdealProfile:
        """The profile that holds."""
        with self._store.read() as s:
            return held_profile(s)

    def keep(self, profile: IdealProfile) -> Outcome[int]:
        """Keep a profile as the next version; gives its number.

        Raises:
            ValidationError: it cannot be one.
        """
        return self._standards.save(KIND, body_of(profile))

    def count(self, profile: IdealProfile) -> Counted:
        """Whom a profile would fit, before it is kept. One pass over everybody: not for the window's own thread."""
        with self._store.read() as s:
            return Counted(*fit_counts(s, profile))

    def person(self, prospect_id: int) -> Fit | None:
        """How a person fits; None while there is no profile."""
        with self._store.read() as s:
            return person_fit(s, prospect_id)

    def company(self, company_id: int) -> Fit | None:
        """How a company fits."""
        with self._store.read() as s:
            return company_fit(s, company_id)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What the answers of account executives suggest; nothing changes by it."""
        with self._store.read() as s:
            return taught(s, held_profile(s))

    def leave_aside(self, key: str) -> Outcome[int]:
        """Do not suggest this again."""
        with self._store.read() as s:
            keys = aside_of(s)
        return self._standards.save(ASIDE, {"keys": [*dict.fromkeys((*keys, key))]})
