"""The variables that templates and scripts may name; their labels are in the text catalogue under ``variable.``.

A value that is missing is typed in place (rule R15). ``home`` says where the typed value is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Owner = Literal["prospect", "settings"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One name that a template may use.

    Attributes:
        name: as written between the braces, the same in every language.
        owner: ``prospect`` when the value is about this person and kept with them; ``settings`` when it is the user's own.
        home: ``table.column`` of a prospect's value, ``values`` for the prospect's free values, the key of the setting, or ``derived``
            when it follows from other facts (a value typed for a derived one goes to the prospect's free values, which win).
        many: the value is a list, written with ``;`` between the items, over which a template may loop.
    """

    name: str
    owner: Owner
    home: str
    many: bool = False


VARIABLES: dict[str, Variable] = {
    v.name: v
    for v in (
        Variable("first_name", "prospect", "prospect.first_name"),
        Variable("last_name", "prospect", "prospect.last_name"),
        Variable("full_name", "prospect", "prospect.full_name"),
        Variable("salutation", "prospect", "derived"),
        Variable("title", "prospect", "prospect.title"),
        Variable("company", "prospect", "company.name"),
        Variable("city", "prospect", "prospect.city"),
        Variable("industry", "prospect", "company.industry"),
        Variable("topic", "settings", "value.topic"),
        Variable("value_prop", "settings", "value.prop"),
        Variable("similar_customers", "settings", "value.similar_customers", many=True),
        Variable("similar_customer", "prospect", "values"),
        Variable("trigger", "prospect", "values"),
        Variable("insight", "prospect", "values"),
        Variable("referred_by", "prospect", "derived"),
        Variable("last_contact", "prospect", "derived"),
        Variable("sender_name", "settings", "user.name"),
        Variable("sender_first_name", "settings", "derived"),
        Variable("sender_company", "settings", "user.company"),
        Variable("sender_phone", "settings", "user.phone"),
        Variable("sender_title", "settings", "user.title"),
        Variable("sender_address", "settings", "user.address"),
        Variable("opt_out", "settings", "value.opt_out"),
    )
}
"""Every known variable by name, in the order in which people meet them."""

PROSPECT_VARIABLES = frozenset(name for name, v in VARIABLES.items() if v.owner == "prospect")
USER_VARIABLES = frozenset(name for name, v in VARIABLES.items() if v.owner == "settings")

LISTS = frozenset(name for name, v in VARIABLES.items() if v.many)
"""Variables over which a template may loop."""
