"""The MQL rule in one plain sentence (rule R23)."""

from __future__ import annotations

from sdrdesk.core.domain.mql_rule import MqlRule
from sdrdesk.core.texts import Texts


def mql_sentence(rule: MqlRule, texts: Texts) -> str:
    """What the rule asks for, in words that an account executive understands."""
    parts = []
    for code, names in (("strong", rule.must_be_strong), ("not_weak", rule.must_not_be_weak)):
        if names:
            parts.append(texts(f"mql.{code}", names=texts("mql.and").join(texts(f"letter.{n}") for n in names)))
    if rule.strong_at_least > len(rule.must_be_strong):
        parts.append(texts("mql.at_least", n=rule.strong_at_least))
    if rule.no_open_flag:
        parts.append(texts("mql.no_flag"))
    parts.append(texts("mql.meeting", n=rule.meeting_within.days))
    said = texts("mql.ready_means", parts=texts("mql.join").join(parts))
    stale = texts("mql.stale_not" if rule.fresh_only else "mql.stale", n=rule.stale_after.days)
    return f"{said} {stale}" if texts.language == "en" else f"{said}{stale}"
