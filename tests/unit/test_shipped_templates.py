"""The content that ships: every email and script, for sample people, with all and with only the needed values."""

from __future__ import annotations

import itertools
import tomllib

import pytest

from sdrdesk.core.domain.words import LANGUAGES, LETTERS
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.paths import shipped
from sdrdesk.core.render.engine import Rendered, has_slots, load_templates, render
from sdrdesk.core.render.lint import Finding, lint, value_of
from sdrdesk.core.render.lint_prose import count_words
from sdrdesk.core.render.scripts import load_scripts

PEOPLE: dict[str, tuple[dict[str, str], ...]] = {
    "en": (
        {
            "first_name": "Marcus",
            "company": "Bellwether Cartage",
            "topic": "supplier invoices",
            "similar_customer": "Torrance Haulage",
            "value_prop": "approve invoices in three days instead of eleven",
            "similar_customers": "freight companies",
            "trigger": "you are hiring two clerks in Memphis",
            "insight": "Carriers of your size spend nine days a month chasing approvals",
            "referred_by": "Katrin Vogel",
            "last_contact": "3 March",
            "sender_name": "Maya Lindqvist",
            "sender_company": "Brightmarl",
            "sender_phone": "+1 646 555 0190",
            "sender_address": "18 Pell Slip, New York",
            "opt_out": 'Reply "no" and I will not write again.',
        },
        {
            "first_name": "Zoë",
            "company": "Ría & Sons",
            "topic": "shift plans",
            "similar_customer": "Lund",
            "similar_customers": "bakeries; mills",
            "value_prop": "plan a week in an hour.",
            "trigger": "your second oven is running.",
            "insight": "Bakers redo one plan in three.",
            "referred_by": "Ann Lee",
            "last_contact": "Monday",
            "sender_name": "Bo Ek",
            "sender_company": "Ek",
            "sender_phone": "",
        },
    ),
    "zh_CN": (
        {
            "first_name": "建国",
            "salutation": "王总",
            "company": "海岚物流",
            "topic": "供应商发票审批",
            "value_prop": "把审批从十一天缩短到三天",
            "similar_customers": "物流企业",
            "similar_customer": "远川货运",
            "trigger": "贵公司在武汉新设了分拨中心",
            "insight": "同等规模的承运商每月有九天花在催审批上",
            "referred_by": "李敏",
            "last_contact": "3月3日",
            "sender_name": "陈晓",
            "sender_company": "明屿科技",
            "sender_phone": "010-5555 0190",
            "sender_address": "北京市海淀区学院路18号",
        },
        {
            "first_name": "倩",
            "salutation": "赵女士",
            "company": "苏州澄湖食品有限公司",
            "topic": "排班",
            "value_prop": "一小时排完一周。",
            "similar_customers": "烘焙厂;面粉厂",
            "similar_customer": "北港面业",
            "trigger": "贵厂第二条生产线投产。",
            "insight": "每三张班表就有一张要重排。",
            "referred_by": "孙工",
            "last_contact": "周一",
            "sender_name": "何宁",
            "sender_company": "禾木",
        },
    ),
}
OPTIONAL = ("trigger", "insight", "similar_customer", "last_contact", "sender_phone", "sender_address", "opt_out")
NEEDED = {"follow_up_2": ("insight", "similar_customer"), "re_engage": ("trigger", "insight"), "recap": ("insight",)}
"""Values without which a template has nothing to say: one of them must be there."""

KEYS = tuple(load_templates("en"))
CASES = [(language, key, n) for language in LANGUAGES for key in KEYS for n in range(2)]


def _lint(done: Rendered, language: str, values: dict[str, str]) -> tuple[Finding, ...]:
    return lint(
        done.subject, done.body, language=language, first_name=values["first_name"], company=values["company"], value=value_of(values)
    )


def _message(body: str) -> str:
    return body.rsplit("\n\n", 1)[0]


def test_every_template_exists_in_every_language() -> None:
    """A cadence must not break for a Chinese prospect."""
    assert set(KEYS) >= {"referral", "follow_up_1", "follow_up_2", "break_up", "re_engage", "referred_intro", "recap"}
    for language in LANGUAGES:
        assert tuple(load_templates(language)) == KEYS
        assert {t.language for t in load_templates(language).values()} == {language}


@pytest.mark.parametrize(("language", "key", "n"), CASES)
def test_template_with_complete_values_passes_the_lint(language: str, key: str, n: int) -> None:
    """What we ship must be what we preach: no slot, one question, 25 to 90 words, not one warning."""
    values = PEOPLE[language][n]
    done = render(load_templates(language)[key], values)
    assert done.missing == ()
    assert [f for f in _lint(done, language, values) if f.severity != "ok"] == []
    assert 25 <= count_words(_message(done.body)) <= 90


@pytest.mark.parametrize(("language", "key", "n"), CASES)
def test_template_reads_well_without_its_optional_values(language: str, key: str, n: int) -> None:
    """T3 people have three facts, not seven: each combination of what is known must still be a sound email."""
    needed = NEEDED.get(key, ())
    for known in itertools.product((True, False), repeat=len(OPTIONAL)):
        kept = {name for name, there in zip(OPTIONAL, known, strict=True) if there}
        if needed and not kept & set(needed):
            continue
        values = {k: v for k, v in PEOPLE[language][n].items() if k not in OPTIONAL or k in kept}
        done = render(load_templates(language)[key], values)
        assert done.missing == (), (key, kept)
        assert [f for f in _lint(done, language, values) if f.severity != "ok"] == [], (key, kept)
        for fault in ("..", "。。", " .", " ,", "，，", "：。", "None"):
            assert fault not in done.body, (key, kept, fault)


@pytest.mark.parametrize(("key", "needed"), NEEDED.items())
def test_template_without_its_needed_value_shows_the_slot(key: str, needed: tuple[str, ...]) -> None:
    """P5: a new angle without anything new is not sent; the step waits for the value (R10, R15)."""
    for language in LANGUAGES:
        values = {k: v for k, v in PEOPLE[language][0].items() if k not in needed}
        assert set(render(load_templates(language)[key], values).missing) <= set(needed)
        assert render(load_templates(language)[key], values).missing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", range(2))
def test_script_lines_never_show_a_slot(language: str, n: int) -> None:
    """Nobody can fill in a blank while speaking: a line without its value is left out."""
    scripts = load_scripts(language)
    full = PEOPLE[language][n]
    for kind in scripts.kinds:
        whole = scripts.opening(kind, full, ("authority", "time"))
        assert not any(map(has_slots, whole))
        assert len(whole) >= 6
        assert scripts.question("authority") in whole
        assert whole.index(scripts.question("authority")) + 1 == whole.index(scripts.question("time")) < len(whole) - 1
        for name in full:
            less = scripts.opening(kind, {k: v for k, v in full.items() if k != name})
            assert less and not any(map(has_slots, less))
    assert not any(map(has_slots, scripts.voicemail(full)))
    assert len(scripts.voicemail({})) >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_have_every_part(language: str) -> None:
    """The card asks for each of these by name."""
    scripts = load_scripts(language)
    assert scripts.kinds == ("first_call", "follow_up", "referral_call", "call_back", "inbound", "welcome", "check_in", "reengage")
    assert [o.key for o in scripts.objections] == ["send_email", "no_budget", "have_tool", "bad_time", "wrong_person"]
    for objection in scripts.objections:
        assert objection.heard
        assert len(objection.lines(PEOPLE[language][0])) >= 2
        assert objection.lines({}) or objection.key == "wrong_person"
    for letter in LETTERS:
        first, second = scripts.question(letter, 0), scripts.question(letter, 1)
        assert first != second and scripts.question(letter, 2) == first
        assert first[-1] in "?\uff1f" and second[-1] in "?\uff1f"
    assert "referral_call" in scripts.kinds
    assert PEOPLE[language][0]["referred_by"] in scripts.opening("referral_call", PEOPLE[language][0])[0]


def test_script_of_an_unknown_kind_is_refused() -> None:
    """A kind comes from a cadence file."""
    with pytest.raises(NotFound, match="script_missing"):
        load_scripts("en").opening("shout", {})
    with pytest.raises(NotFound, match="script_missing"):
        load_scripts("en").question("colour")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_line_is_sound_template_source(language: str) -> None:
    """A misspelt variable would show only on the day of the call; an unknown one is refused here."""
    scripts = load_scripts(language)
    try:
        for kind in scripts.kinds:
            scripts.opening(kind, {})
        scripts.voicemail({})
        for objection in scripts.objections:
            objection.lines({})
    except ValidationError as error:
        pytest.fail(f"{error}")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_lint_words_are_listed_once(language: str) -> None:
    """The panel tells the length of the list; a doubled word would make it untrue."""
    with shipped().parent.joinpath("core", "render", "lint_words.toml").open("rb") as file:
        lists = tomllib.load(file)[language]
    for name, words in lists.items():
        assert len(words) == len({w.casefold() for w in words}), name
