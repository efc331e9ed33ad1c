"""The committee of a company in words, for the window and the command line (seed W11)."""

from __future__ import annotations

from sdrdesk.core.domain.committee import Usual
from sdrdesk.core.texts import Texts


def usual_words(usual: Usual | None, known: int, size: int | None, texts: Texts) -> str:
    """How many are known, and how many usually decide at this size, as far as the paper says."""
    if usual is None:
        return texts("company.usual_small" if size else "company.usual_unknown", n=known, size=size or "")
    return texts("company.usual" if usual.low else "company.usual_most", n=known, low=usual.low, high=usual.high, size=size or "")
