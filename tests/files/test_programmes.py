"""The programmes of W18 as they ship: the table below was written by hand, from the words of W18 and not from the files."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.calendar import WorkCalendar, due_after
from sdrdesk.core.domain.words import MESSAGE_OUTCOMES, Channel, Stage
from sdrdesk.core.files.cadences import ENTER_FIELDS, body_of, cadence_from, check_chains, shipped_cadences
from sdrdesk.core.render.engine import has_slots, load_templates, render
from sdrdesk.core.render.lint import blocked, lint, value_of
from sdrdesk.core.render.scripts import load_scripts
from sdrdesk.core.services.rules import shipped_rules
from sdrdesk.core.texts import LANGUAGES, Texts, catalogue

# key: (touches, emails, calls, last day, track after it)
TABLE = {
    "welcome": (30, 13, 8, 87, "drip"),
    "drip": (8, 8, 0, 99, ""),
    "drip_decider": (6, 4, 2, 71, "drip"),
    "drip_user": (6, 4, 2, 71, "drip"),
    "reengage": (8, 5, 3, 90, "drip"),
    "customer_issue": (6, 4, 2, 26, "product_cases"),
    "product_cases": (7, 5, 2, 33, "drip"),
    "competitor_general": (5, 3, 2, 17, "product_cases"),
    "competitor_specific": (5, 3, 2, 19, "drip"),
    "tofu": (6, 3, 2, 17, "customer_issue"),
    "mofu": (5, 3, 2, 18, "drip"),
    "bofu": (4, 2, 2, 9, "drip"),
}
OTHERS = {"p5", "p5_calls", "calls_and_emails", "inbound"}
ALL = shipped_cadences()
SAMPLE = {
    "en": {
        "first_name": "Marcus",
        "company": "Bellwether Cartage",
        "topic": "supplier invoices",
        "value_prop": "approve invoices in three days instead of eleven",
        "similar_customers": "freight companies",
        "similar_customer": "Torrance Haulage",
        "trigger": "you are hiring two clerks in Memphis",
        "insight": "Carriers of your size spend nine days a month chasing approvals",
        "sender_name": "Maya Lindqvist",
        "sender_company": "Brightmarl",
    },
    "zh_CN": {
        "first_name": "建国",
        "salutation": "王总",
        "company": "海岚物流",
        "topic": "供应商发票审批",
        "value_prop": "把审批从十一天缩短到三天",
        "similar_customers": "物流企业",
        "similar_customer": "远川货运",
        "trigger": "贵公司在武汉新设了分拨中心",
        "insight": "同等规模的承运商每月有九天花在催审批上",
        "sender_name": "陈晓",
        "sender_company": "明屿科技",
    },
}


def chain(key: str) -> list[str]:
    """A programme and the tracks after it."""
    keys = [key]
    while ALL[keys[-1]].then:
        keys.append(ALL[keys[-1]].then)
    return keys


def emails(key: str) -> list[str]:
    """The templates that a programme may send, variants too."""
    return [t for s in ALL[key].steps if s.channel == Channel.EMAIL for t in (s.template, *s.variants)]


def of(cadence: Cadence, channel: Channel) -> int:
    return sum(s.channel == channel for s in cadence.steps)


def test_all_programmes_ship() -> None:
    """W18: participation, buyer's thinking, active funnel; P5 and the others beside them."""
    assert set(ALL) == set(TABLE) | OTHERS


@pytest.mark.parametrize("key", TABLE)
def test_programme_has_its_touches_and_its_length(key: str) -> None:
    """Welcome: 30 touches, the last in the 13th week (days 85 to 91). Re-engagement: 90 days, 5-7 emails, 2-4 calls."""
    cadence = ALL[key]
    assert (
        len(cadence.steps),
        of(cadence, Channel.EMAIL),
        of(cadence, Channel.CALL),
        cadence.steps[-1].day,
        cadence.then,
    ) == TABLE[key]


def test_welcome_and_re_engagement_are_within_the_numbers_of_the_seed() -> None:
    """W18 in its own words, besides the table: 8-14 weeks with 30 touches in 13; 90 days with 5-7 emails and 2-4 calls."""
    welcome, reengage = ALL["welcome"], ALL["reengage"]
    assert len(welcome.steps) == 30 and 12 * 7 < welcome.steps[-1].day <= 13 * 7
    assert reengage.steps[-1].day == 90
    assert 5 <= of(reengage, Channel.EMAIL) <= 7 and 2 <= of(reengage, Channel.CALL) <= 4


@pytest.mark.parametrize("key", sorted(ALL))
def test_programme_can_be_done_in_both_languages(key: str) -> None:
    """Each step has a name, an email or an opening in both languages; never two touches on one day (R6)."""
    cadence = ALL[key]
    assert all(cadence.names.get(language) for language in LANGUAGES)
    assert all(later.gap_days > 0 and later.day > earlier.day for earlier, later in pairwise(cadence.steps))
    for step in cadence.steps:
        assert f"step.{step.purpose}" in catalogue()
        for language in LANGUAGES:
            if step.channel == Channel.EMAIL:
                assert {step.template, *step.variants} <= set(load_templates(language))
                assert Texts(language).has(f"template.{step.template}")
            elif step.channel == Channel.CALL:
                assert step.template in load_scripts(language).kinds
                assert Texts(language).has(f"call_template.{step.template}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(ALL))
def test_every_email_and_call_of_a_programme_reads_for_a_person(key: str, language: str) -> None:
    """R15: with the usual values no slot is left, nothing that blocks sending, and a call has something to say."""
    values = SAMPLE[language]
    for template in emails(key):
        done = render(load_templates(language)[template], values | {"last_contact": "3 March", "referred_by": "Li"})
        assert done.missing == (), template
        found = lint(
            done.subject, done.body, language=language, first_name=values["first_name"], company=values["company"], value=value_of(values)
        )
        assert not blocked(found), (template, found)
    for step in ALL[key].steps:
        if step.channel == Channel.CALL:
            lines = load_scripts(language).opening(step.template, values, ("need",))
            assert len(lines) >= 4 and not any(map(has_slots, lines))


@pytest.mark.parametrize("key", TABLE)
def test_programme_says_what_it_is_for_and_ends(key: str) -> None:
    """W19: a time limit, in both languages what it is for."""
    cadence = ALL[key]
    assert all(cadence.about.get(language) for language in LANGUAGES)
    assert cadence.limit_days is not None


@pytest.mark.parametrize("country", ["US", "CN", "DE", ""])
@pytest.mark.parametrize("key", TABLE)
def test_programme_comes_to_its_last_touch_in_time(key: str, country: str) -> None:
    """R7, R8: weekends and holidays push a plan; begun on any working day of two years, the limit must not cut off its last touch."""
    cadence, mine = ALL[key], WorkCalendar(country)
    for offset in range(0, 730, 3):
        start = day = due_after(dt.date(2025, 1, 1), offset, mine, country)
        for step in cadence.steps[1:]:
            day = due_after(day, step.gap_days, mine, country)
        limit = cadence.ends_on(start)
        assert limit is not None and day <= limit, (start, day)
        if key == "welcome" and not country:  # W18: 8-14 weeks, where only weekends are free
            assert 8 * 7 <= (day - start).days + 1 <= 14 * 7, (start, day)


def test_tracks_lead_on_and_never_round() -> None:
    """W19: a track after the end; none comes back to itself, and each comes to the drip, which ends."""
    check_chains(ALL)
    assert {chain(key)[-1] for key in TABLE} == {"drip"}


@pytest.mark.parametrize("key", TABLE)
def test_nobody_gets_the_same_email_twice_along_the_tracks(key: str) -> None:
    """W19: consistent content. Whoever stays on to the end of the last track reads each email once, whichever variant they had."""
    sent = [t for k in chain(key) for t in emails(k)]
    assert sorted(sent) == sorted(set(sent))


@pytest.mark.parametrize("key", TABLE)
def test_what_an_email_promises_is_kept(key: str) -> None:
    """After "I will stop here" or "the last of my notes" nothing follows, and after "I will stop ringing" no call."""
    assert "break_up" not in emails(key) or not ALL[key].then
    steps = [s.template for s in ALL[key].steps]
    for closing in ("welcome_7", "reengage_5", "drip_8"):
        assert closing not in steps or steps[-1] == closing
    if {"welcome_7", "reengage_5"} & set(steps):  # both promise a note every other week
        assert ALL[key].then == "drip"
    if "reengage_5" in steps:
        assert not any(of(ALL[k], Channel.CALL) for k in chain(key)[1:])


def test_notes_that_look_back_come_after_what_they_name() -> None:
    """welcome_4 says what the first half was about and what the second will be."""
    order = [s.template for s in ALL["welcome"].steps if s.channel == Channel.EMAIL]
    before, after = order[: order.index("welcome_4")], order[order.index("welcome_4") :]
    assert {"issue_1", "issue_2", "issue_3"} <= set(before)
    assert {"welcome_5", "issue_4", "welcome_6"} <= set(after)


@pytest.mark.parametrize("key", TABLE)
def test_conditions_are_known_words_and_do_not_quarrel(key: str) -> None:
    """Nobody may enter in a stage in which the next touch would end the plan."""
    cadence = ALL[key]
    for name, allowed in cadence.enter.items():
        assert set(allowed) <= set(ENTER_FIELDS[name])
    assert set(cadence.leave_stages) <= set(Stage) and set(cadence.leave_outcomes) <= set(MESSAGE_OUTCOMES)
    assert cadence.enter["stage"] and not set(cadence.enter["stage"]) & set(cadence.leave_stages)


def test_tracks_by_role_take_every_role_that_reads_notes() -> None:
    """W19: tracks by role; a gatekeeper is asked the way and gets no notes."""
    decider, user = (set(ALL[k].enter["buyer_role"]) for k in ("drip_decider", "drip_user"))
    assert decider | user == set(ENTER_FIELDS["buyer_role"]) - {"gatekeeper"}
    assert not decider & user


def test_drip_comes_on_a_fixed_day() -> None:
    """W19: a fixed time: every gap is a whole number of weeks."""
    assert all(s.gap_days % 7 == 0 for key in ("drip", "drip_decider", "drip_user") for s in ALL[key].steps)


def test_product_programme_tells_the_five_kinds_of_case() -> None:
    """W18: champion, showcase result, unexpected success, big name, converted from a rival."""
    assert sorted(emails("product_cases")) == ["case_big_name", "case_champion", "case_convert", "case_result", "case_unexpected"]


@pytest.mark.parametrize("key", sorted(ALL))
def test_programme_survives_its_own_file(key: str) -> None:
    """What the editor exports is what it read."""
    assert cadence_from(body_of(ALL[key]), f"{key}.toml") == ALL[key]


def test_triggers_name_programmes_that_ship() -> None:
    """W23: "Quiet for 90 days" puts people on the re-engagement."""
    named = {r.body["action"]["cadence"] for r in shipped_rules("trigger") if "cadence" in r.body["action"]}
    assert named and named <= set(ALL)
