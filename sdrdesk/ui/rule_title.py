"""Names of rules, for every page that shows one."""

from __future__ import annotations

import re

from sdrdesk.core.texts import Texts


def rule_title(name: str, texts: Texts) -> str:
    """The name of a rule; that of a shipped one in the user's language, as long as nobody has given it another."""
    code = "rule_title." + re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return texts(code) if Texts("en")(code) == name else name
