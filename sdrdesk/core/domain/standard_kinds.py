"""Which agreements are kept in versions, and what reads each (services/standards.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sdrdesk.core.domain.checklist import checklist_from
from sdrdesk.core.domain.ideal_profile import aside_from, profile_from
from sdrdesk.core.domain.mql_rule import rule_from
from sdrdesk.core.domain.not_ready import reasons_from
from sdrdesk.core.domain.questions import questions_from
from sdrdesk.core.domain.red_flags import own_flags_from

CHECKS: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "checklist": checklist_from,
    "ideal_aside": aside_from,
    "ideal_profile": profile_from,
    "mql": rule_from,
    "not_ready": reasons_from,
    "questions": questions_from,
    "red_flags": own_flags_from,
}
"""By kind: reads a body, and raises ValidationError for what cannot be."""
