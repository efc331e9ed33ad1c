"""Why somebody cannot be put on a cadence, as the window says it: the command line's advice to add an option is of no use there."""

from __future__ import annotations

from collections.abc import Mapping

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.texts import Texts
from sdrdesk.ui.error_surfaces import sentence

_FAMILIES = {"language": "lang_name"}


def refusal_words(error: Exception, texts: Texts, cadences: Mapping[str, Cadence] | None = None) -> str:
    """The sentence of a refusal of rule R4, R13 or R17."""
    params = getattr(error, "params", {})
    if getattr(error, "code", "") != "cadence_not_for":
        return sentence(error, texts)
    key, field = str(params["cadence"]), str(params["field"])
    family = _FAMILIES.get(field, field)
    allowed = [texts(f"{family}.{v}") if texts.has(f"{family}.{v}") else v for v in str(params["allowed"]).split(", ")]
    name = cadences[key].name(texts.language) if cadences and key in cadences else key
    return texts("refusal.not_for", name=params["name"], cadence=name, what=texts(f"enter_field.{field}"), allowed=", ".join(allowed))
