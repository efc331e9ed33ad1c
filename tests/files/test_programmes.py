"""The programmes of W18 as they ship: the table below was written from product.md before the files were."""

from __future__ import annotations

import pytest

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.files.cadences import body_of, cadence_from, check_chains, shipped_cadences
from sdrdesk.core.render.engine import load_templates
from sdrdesk.core.render.scripts import load_scripts
from sdrdesk.core.services.rules import shipped_rules
from sdrdesk.core.texts import LANGUAGES, Texts, catalogue

# key: (touches, emails, calls, last day)
TABLE = {
    "welcome": (30, 15, 8, 91),
    "drip": (10, 8, 2, 127),
    "drip_decider": (6, 4, 2, 71),
    "drip_user": (6, 4, 2, 71),
    "reengage": (9, 6, 3, 90),
    "customer_issue": (6, 4, 2, 26),
    "product_cases": (7, 5, 2, 33),
    "competitor_general": (6, 4, 2, 24),
    "competitor_specific": (6, 4, 2, 27),
    "tofu": (6, 3, 2, 17),
    "mofu": (5, 3, 2, 18),
    "bofu": (4, 2, 2, 9),
}
OTHERS = {"p5", "p5_calls", "calls_and_emails", "inbound"}
ALL = shipped_cadences()


def of(cadence: Cadence, channel: Channel) -> int:
    return sum(s.channel == channel for s in cadence.steps)


def test_all_programmes_ship() -> None:
    """W18: participation, buyer's thinking, active funnel; P5 and the others beside them."""
    assert set(ALL) == set(TABLE) | OTHERS


@pytest.mark.parametrize("key", TABLE)
def test_programme_has_its_touches_and_its_length(key: str) -> None:
    """Welcome: 30 touches in 13 weeks (91 days). Re-engagement: 90 days, 5-7 emails, 2-4 calls."""
    cadence = ALL[key]
    assert (len(cadence.steps), of(cadence, Channel.EMAIL), of(cadence, Channel.CALL), cadence.steps[-1].day) == TABLE[key]


@pytest.mark.parametrize("key", sorted(ALL))
def test_programme_can_be_done_in_both_languages(key: str) -> None:
    """Each step has a name, an email or an opening in both languages; never two touches on one day (R6)."""
    cadence = ALL[key]
    assert all(cadence.names.get(language) for language in LANGUAGES)
    assert all(later.day > earlier.day for earlier, later in zip(cadence.steps, cadence.steps[1:], strict=False))
    for step in cadence.steps:
        assert f"step.{step.purpose}" in catalogue()
        for language in LANGUAGES:
            if step.channel == Channel.EMAIL:
                assert {step.template, *step.variants} <= set(load_templates(language))
                assert Texts(language)(f"template.{step.template}")
            elif step.channel == Channel.CALL:
                assert step.template in load_scripts(language).kinds


@pytest.mark.parametrize("key", TABLE)
def test_programme_says_what_it_is_for_and_ends(key: str) -> None:
    """W19: a time limit, and where there is one, another track after it; the limit leaves room for the last touch."""
    cadence = ALL[key]
    assert all(cadence.about.get(language) for language in LANGUAGES)
    assert cadence.limit_days is not None and cadence.limit_days >= cadence.steps[-1].day


def test_tracks_lead_on_and_never_round() -> None:
    """W19: a track after the end; none comes back to itself."""
    check_chains(ALL)
    assert ALL["welcome"].then == "drip"
    assert {ALL[k].enter["buyer_role"][0] for k in ("drip_decider", "drip_user")} == {"decider", "user"}


def test_drip_comes_on_a_fixed_day() -> None:
    """W19: a fixed time: every gap is a whole number of weeks."""
    assert all(s.gap_days % 7 == 0 for key in ("drip", "drip_decider", "drip_user") for s in ALL[key].steps)


def test_product_programme_tells_the_five_kinds_of_case() -> None:
    """W18: champion, showcase result, unexpected success, big name, converted from a rival."""
    emails = [s.template for s in ALL["product_cases"].steps if s.channel == Channel.EMAIL]
    assert sorted(emails) == ["case_big_name", "case_champion", "case_convert", "case_result", "case_unexpected"]


@pytest.mark.parametrize("key", sorted(ALL))
def test_programme_survives_its_own_file(key: str) -> None:
    """What the editor exports is what it read."""
    assert cadence_from(body_of(ALL[key]), f"{key}.toml") == ALL[key]


def test_triggers_name_programmes_that_ship() -> None:
    """W23: "Quiet for 90 days" puts people on the re-engagement."""
    named = {r.body["action"]["cadence"] for r in shipped_rules("trigger") if "cadence" in r.body["action"]}
    assert named and named <= set(ALL)
