"""Rules as data: shipped until somebody changes one of a kind, then the user's; each change is one step (rule R26, seeds W6, W10, W23)."""

from __future__ import annotations

from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.texts import Texts
from tests.support.factories import add_person
from tests.support.profile import dump, one, reopen, rows

FAST = {"minutes": 3, "escalate_minutes": 10, "lead_types": ["net"]}
BIG = {"part": "fit", "field": "size", "from": 1000, "points": 30}
TAKE_FORM = {"event": {"kind": "form"}, "action": {"task": "follow_up"}}


def names(desk: Application, kind: str = "sla") -> list[str]:
    return [r.name for r in desk.rules.rows(kind)]


def test_rows_of_a_new_profile_are_the_shipped_ones_and_store_nothing(desk: Application) -> None:
    """A later release may ship better ones to whoever has changed nothing."""
    assert names(desk) == ["Inbound, T1", "Inbound, T2", "Inbound"]
    assert {r.enabled for r in desk.rules.rows("trigger")} == {False}
    assert {r.id for kind in ("score", "sla", "trigger") for r in desk.rules.rows(kind)} == {0}
    assert one(desk, "SELECT count(*) FROM rule") == 0


def test_save_of_the_first_rule_makes_all_of_its_kind_the_users_and_leaves_other_kinds(desk: Application) -> None:
    """A new rule comes last; the scores stay shipped."""
    made = desk.rules.save("sla", "  Partners ", FAST).value
    assert names(desk) == ["Inbound, T1", "Inbound, T2", "Inbound", "Partners"]
    assert [r.id for r in desk.rules.rows("sla") if r.name == "Partners"] == [made]
    assert {r.id for r in desk.rules.rows("score")} == {0}
    assert [r.position for r in desk.rules.rows("sla")] == [1, 2, 3, 4]


def test_save_under_the_name_of_a_shipped_rule_changes_it_and_adds_no_second(desk: Application) -> None:
    """Two rules of one name would give the points twice, and nobody could switch off the second."""
    kept = desk.rules.save("sla", "Inbound", FAST).value
    assert names(desk) == ["Inbound, T1", "Inbound, T2", "Inbound"]
    assert {r.name: r.body["minutes"] for r in desk.rules.rows("sla")} == {"Inbound, T1": 5, "Inbound, T2": 10, "Inbound": 3}
    assert desk.rules.save("sla", "Inbound", FAST | {"minutes": 4}).value == kept
    assert len(names(desk)) == 3


def test_save_by_id_renames_and_a_name_of_another_rule_is_refused(desk: Application) -> None:
    """What is shown under a name is what the name switches on and off."""
    first, second = desk.rules.save("sla", "One", FAST).value, desk.rules.save("sla", "Two", FAST).value
    desk.rules.save("sla", "Uno", FAST, rule_id=first)
    assert names(desk)[-2:] == ["Uno", "Two"]
    with pytest.raises(ValidationError) as caught:
        desk.rules.save("sla", "Uno", FAST, rule_id=second)
    assert (caught.value.code, caught.value.params) == ("rule_name_taken", {"field": "name", "name": "Uno"})
    with pytest.raises(NotFound) as nobody:
        desk.rules.save("sla", "Three", FAST, rule_id=9999)
    assert nobody.value.code == "rule_not_found"
    assert names(desk)[-2:] == ["Uno", "Two"]


def test_enable_and_reorder_change_what_holds_for_the_next_lead(desk: Application) -> None:
    """The first service level that fits counts: 5 minutes for T1 as shipped, 15 when the plain one comes first, none when all are off."""

    def minutes() -> int | None:
        who = add_person(desk, lead_type="net", tier="T1")
        return one(desk, "SELECT (escalate_at - started_at) / 60000 FROM task WHERE prospect_id = :p", p=who)

    desk.settings.change({"user.country": "US"})
    assert minutes() == 5 + 30
    desk.rules.reorder("sla", ["Inbound", "Inbound, T1", "Inbound, T2"])
    assert names(desk) == ["Inbound", "Inbound, T1", "Inbound, T2"]
    assert minutes() == 15 + 60
    for name in names(desk):
        desk.rules.enable("sla", name, False)
    assert minutes() is None


def test_remove_of_the_last_rule_leaves_none_and_restore_brings_the_shipped_ones(desk: Application) -> None:
    """Whoever takes every service level away has none; the shipped ones do not come back by themselves."""
    for name in names(desk):
        desk.rules.remove("sla", name)
    assert names(desk) == []
    assert one(desk, "SELECT count(*) FROM task WHERE prospect_id = :p", p=add_person(desk, lead_type="net")) == 0
    desk.rules.save("sla", "Mine", FAST)
    assert names(desk) == ["Mine"]
    desk.rules.restore("sla")
    assert names(desk) == ["Inbound, T1", "Inbound, T2", "Inbound"]
    assert one(desk, "SELECT count(*) FROM rule") == 0
    with pytest.raises(NotFound) as caught:
        desk.rules.remove("sla", "Mine")
    assert caught.value.code == "rule_not_found"


def test_rules_survive_a_restart_and_each_change_is_one_undo_step(desk: Application) -> None:
    """Rule R26, also for the step that copied the shipped rules."""
    before = dump(desk)
    desk.rules.save("score", "Large", BIG)
    desk.rules.enable("score", "Large", False)
    folder = desk.paths.root
    desk.close()
    again = reopen(folder)
    try:
        assert [(r.name, r.enabled) for r in again.rules.rows("score")][-1] == ("Large", False)
        again.undo.undo()
        assert [(r.name, r.enabled) for r in again.rules.rows("score")][-1] == ("Large", True)
        again.undo.undo()
        assert dump(again) == before
        again.undo.redo()
        assert [r.name for r in again.rules.rows("score")][-1] == "Large"
    finally:
        again.close()


def test_trigger_keeps_whom_it_took_while_it_becomes_the_users_and_forgets_them_when_removed(desk: Application) -> None:
    """Taken under the shipped rule, still taken under the user's and after going back; a later rule with the same id starts afresh."""

    def hits() -> list[Any]:
        return rows(desk, "SELECT rule_id, prospect_id FROM trigger_hit")

    who = add_person(desk, grade="A")
    desk.store.run_raw(lambda c: c.execute("UPDATE prospect SET score = 70"))
    name = "Score passes the mark"
    place = -next(r.position for r in desk.rules.rows("trigger") if r.name == name)
    assert desk.triggers.run(name).value == {name: 1}
    assert hits() == [(place, who)]
    desk.rules.enable("trigger", name, True)
    kept = next(r.id for r in desk.rules.rows("trigger") if r.name == name)
    assert hits() == [(kept, who)]
    assert desk.triggers.run().value == {name: 0}
    desk.rules.restore("trigger")
    assert hits() == [(place, who)]
    desk.rules.save("trigger", "Form", TAKE_FORM)
    last = max(r.id for r in desk.rules.rows("trigger"))
    desk.scores.tag([who], "form/demo")
    assert desk.triggers.run("Form").value == {"Form": 1}
    desk.rules.remove("trigger", "Form")
    assert last not in {rule for rule, _ in hits()}
    assert desk.rules.save("trigger", "Form again", TAKE_FORM).value == last  # SQLite gives the highest id again
    assert desk.triggers.run("Form again").value == {"Form again": 1}


SCORE = {"part": "fit", "field": "size", "from": 1, "points": 5}
SLA = {"minutes": 5}
TRIGGER: dict[str, Any] = {"event": {"kind": "quiet", "days": 9}, "action": {"cadence": "p5"}}


@pytest.mark.parametrize(
    ("kind", "body", "field", "value"),
    [
        ("score", SCORE | {"part": "gut"}, "part", "gut"),
        ("score", SCORE | {"field": "shoe"}, "field", "shoe"),
        ("score", SCORE | {"points": 101}, "points", "101"),
        ("score", SCORE | {"points": True}, "points", "True"),
        ("score", {"part": "fit", "field": "role", "points": 5}, "values", "[]"),
        ("score", {"part": "fit", "field": "role", "points": 5, "values": ["boss"]}, "values", "boss"),
        ("score", {"part": "fit", "field": "size", "points": 5}, "from", ""),
        ("score", SCORE | {"to": -1}, "from", "-1"),
        ("sla", {}, "minutes", "None"),
        ("sla", SLA | {"minutes": 0}, "minutes", "0"),
        ("sla", SLA | {"minutes": 10_081}, "minutes", "10081"),  # a week and a minute
        ("sla", SLA | {"escalate_minutes": "60"}, "escalate_minutes", "60"),
        ("sla", SLA | {"warn": 1}, "warn", "1"),
        ("sla", SLA | {"tiers": ["T4"]}, "tiers", "T4"),
        ("sla", SLA | {"lead_types": ["cold"]}, "lead_types", "cold"),
        ("sla", SLA | {"countries": "US"}, "countries", "US"),
        ("sla", SLA | {"min_score": 101}, "min_score", "101"),
        ("trigger", TRIGGER | {"event": {"kind": "moon"}}, "event", "moon"),
        ("trigger", TRIGGER | {"event": {"kind": "quiet"}}, "days", "0"),
        ("trigger", TRIGGER | {"event": {"kind": "score_passes", "mark": 101}}, "mark", "101"),
        ("trigger", TRIGGER | {"event": {"kind": "tag", "tag": "pricing"}}, "tag", "pricing"),
        ("trigger", TRIGGER | {"event": {"kind": "tag", "tag": "/pricing"}}, "tag", "/pricing"),
        ("trigger", TRIGGER | {"event": {"kind": "holiday", "days": 3}}, "country", ""),
        ("trigger", TRIGGER | {"event": {"kind": "holiday", "days": 3, "country": "ZZ"}}, "country", "ZZ"),
        ("trigger", TRIGGER | {"event": {"kind": "date", "on": "soon"}}, "on", "soon"),
        ("trigger", TRIGGER | {"segment": {"stages": ["asleep"]}}, "stages", "asleep"),
        ("trigger", TRIGGER | {"segment": {"shoe": ["42"]}}, "shoe", "['42']"),
        ("trigger", TRIGGER | {"action": {"cadence": "p6"}}, "cadence", "p6"),
        ("trigger", TRIGGER | {"action": {"tag": "x/"}}, "tag", "x/"),
        ("trigger", TRIGGER | {"action": {"task": "send"}}, "task", "send"),  # rule R20: no trigger sends
        ("trigger", TRIGGER | {"action": {"task": "follow_up", "channel": "fax"}}, "channel", "fax"),
    ],
)  # fmt: skip
def test_save_of_a_rule_that_cannot_be_says_which_field(desk: Application, kind: str, body: dict[str, Any], field: str, value: str) -> None:
    """A rule is refused when it is written, not on the day on which it should have worked; nothing is kept."""
    with pytest.raises(ValidationError) as caught:
        desk.rules.save(kind, "Mine", body)
    assert (caught.value.code, caught.value.params) == (f"{kind}_rule", {"name": "Mine", "field": field, "value": value})
    assert one(desk, "SELECT count(*) FROM rule") == 0


def test_refusals_of_rules_read_as_sentences_in_both_languages(desk: Application) -> None:
    """They name the rule, the field and the value."""
    for kind, english, chinese in (
        ("score", "Score rule Mine: part cannot be “gut”.", "评分规则 Mine：part 不能是“gut”。"),
        ("sla", "Service level Mine: minutes cannot be “0”.", "服务时限 Mine：minutes 不能是“0”。"),
        ("trigger", "Trigger Mine: event cannot be “moon”.", "触发 Mine：event 不能是“moon”。"),
    ):
        body = {"score": {"part": "gut"}, "sla": {"minutes": 0}, "trigger": {"event": {"kind": "moon"}}}[kind]
        with pytest.raises(ValidationError) as caught:
            desk.rules.save(kind, "Mine", body)
        assert Texts("en")(f"error.{caught.value.code}", **caught.value.params) == english
        assert Texts("zh_CN")(f"error.{caught.value.code}", **caught.value.params) == chinese
    with pytest.raises(ValidationError) as nameless:
        desk.rules.save("sla", "  ", FAST)
    assert nameless.value.code == "rule_name_missing"
    with pytest.raises(ValidationError) as strange:
        desk.rules.save("law", "Mine", FAST)
    assert (strange.value.code, strange.value.params["value"]) == ("value_unknown", "law")


def test_enable_of_a_trigger_whose_cadence_is_gone_is_refused(desk: Application) -> None:
    """Switched on it would never do anything, and nobody would be told."""
    desk.rules.save("trigger", "Quiet", TRIGGER, enabled=False)
    desk.plans.retire("p5")
    with pytest.raises(ValidationError) as caught:
        desk.rules.enable("trigger", "Quiet", True)
    assert (caught.value.params["field"], caught.value.params["value"]) == ("cadence", "p5")
    assert not next(r for r in desk.rules.rows("trigger") if r.name == "Quiet").enabled
