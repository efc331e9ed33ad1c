"""The fit with the ideal buyer profile in words, for the window and the command line (seed W9)."""

from __future__ import annotations

from sdrdesk.core.domain.ideal_profile import Fit, Suggestion
from sdrdesk.core.texts import Texts


def fit_words(fit: Fit | None, texts: Texts) -> str:
    """``Fit 3 of 5``; a sentence while there is no profile."""
    if fit is None:
        return texts("ideal.none")
    return texts("ideal.fit_out" if fit.ruled_out else "ideal.fit", n=fit.fits, of=len(fit.lines))


def fit_lines(fit: Fit, texts: Texts) -> list[str]:
    """A line for each criterion."""
    return [texts("ideal.line", what=texts(f"ideal_what.{c.what}"), verdict=texts(f"ideal_verdict.{verdict}")) for c, verdict in fit.lines]


def suggestion_words(one: Suggestion, texts: Texts) -> str:
    """What the answers say, with the counts."""
    value = texts(f"buyer_role.{one.value}") if one.what == "role" else one.value
    if one.what == "size" and value.endswith("10000000"):
        value = value.split("-")[0] + "+"
    return texts(
        f"ideal.suggest_{one.weight}", what=texts(f"ideal_what.{one.what}"), value=value, accepted=one.accepted, answered=one.answered
    )
