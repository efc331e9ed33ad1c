"""The handoff checklist as data (rule R24): what an agreement may say, and what it may not take away."""

from __future__ import annotations

from typing import Any

import pytest

from sdrdesk.core.domain.checklist import SHIPPED, ChecklistRule, OwnLine, body_of, checklist_from
from sdrdesk.core.domain.handoff_plan import LONGEST, HandoffPlan, checked, lines_of
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.texts import Texts


def test_an_empty_body_is_what_ships_and_a_body_comes_back_as_it_was() -> None:
    """What is not named stays as it was, so a new line of ours reaches everybody."""
    assert checklist_from({}) == ChecklistRule() and dict(ChecklistRule().levels) == SHIPPED
    rule = checklist_from(
        {"lines": {"recap": "required", "need_words": "off"}, "own": [{"name": "  Call   recording linked ", "required": True}]}
    )
    assert (rule.levels["recap"], rule.levels["need_words"], rule.levels["reachable"]) == ("required", "off", "required")
    assert rule.own == (OwnLine("Call recording linked", True),)
    assert checklist_from(body_of(rule)) == rule


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"lines": {"mql": "off"}}, "checklist_line_unknown"), ({"lines": {"meeting": "optional"}}, "checklist_line_unknown"), ({"lines": []}, "checklist_line_unknown"),
        ({"lines": {"recap": "maybe"}}, "checklist_level_unknown"), ({"own": [{"name": " "}]}, "checklist_own"), ({"own": [{"name": "a"}, {"name": "A"}]}, "checklist_own"),
        ({"own": ["a"]}, "checklist_own"), ({"own": [{"name": "x" * 81}]}, "checklist_own"), ({"own": [{"name": f"n{i}"} for i in range(13)]}, "checklist_own"),
        ({"own": [{"name": "a", "required": "yes"}]}, "checklist_own"), ({"own": {}}, "checklist_own"),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_is_refused_in_a_sentence(body: dict[str, Any], code: str) -> None:
    """What R24 itself asks for is nobody's to switch off."""
    with pytest.raises(ValidationError) as caught:
        checklist_from(body)
    assert caught.value.code == code
    for language in ("en", "zh_CN"):
        assert "{" not in Texts(language)(f"error.{code}", **caught.value.params)


def test_a_plan_is_kept_within_bounds() -> None:
    """Texts are stripped; a meeting of a day and a novel are refused."""
    assert checked(HandoffPlan(note=" a ", place=" b ")) == HandoffPlan(note="a", place="b")
    for wrong in (HandoffPlan(minutes=LONGEST + 1), HandoffPlan(minutes=0), HandoffPlan(promised="x" * 2001), HandoffPlan(place="x" * 301)):
        with pytest.raises(ValidationError):
            checked(wrong)
    assert lines_of(" a \n\n b") == ("a", "b")
