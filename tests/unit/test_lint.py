"""The first lint: each rule passes and fails where it should, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from sdrdesk.core.render.lint import Finding, blocked, lint, value_of
from sdrdesk.core.render.lint_prose import count_words, reading_ease

GOOD_EN = (
    "Hello Ann,\n\nI am looking for the person at Acme who looks after supplier invoices. You are hiring two clerks, so the number of "
    "invoices that you handle may have grown.\n\nWe help freight companies approve them in three days.\n\nCould you give me a name?\n\n"
    'Thank you,\nBo\n\nNot for you? Reply "no" and I will not write again.\nBrightmarl, 18 Pell Slip, New York\n'
)
GOOD_ZH = (
    "王总，您好：\n\n我想找贵公司负责供应商发票审批的同事。看到您在武汉新设了分拨中心，发票大概也多了。\n\n"
    "我们帮助物流企业把审批缩短到三天。\n\n"
    "您方便告诉我一个名字吗？\n\n谢谢您！\n陈晓\n\n如果与您无关，回复“不需要”即可，我不会再写信打扰。\n"
)


def _found(subject: str = "Ann, who handles invoices?", body: str = GOOD_EN, language: str = "en", **more: Any) -> dict[str, Finding]:
    options = {"first_name": "Ann", "company": "Acme Freight", **more}
    return {f.rule: f for f in lint(subject, body, language=language, **options)}


@pytest.mark.parametrize(
    ("subject", "body", "language", "company"),
    [("Ann, who handles invoices?", GOOD_EN, "en", "Acme"), ("海岚物流的发票由哪位负责？", GOOD_ZH, "zh_CN", "海岚物流")],
)
def test_good_email_passes_every_rule(subject: str, body: str, language: str, company: str) -> None:
    """A lint that scolds a good email is turned off by its user; passes are listed for the panel."""
    findings = _found(subject, body, language, company=company)
    assert {f.severity for f in findings.values()} == {"ok"}
    assert len(findings) == 15


def test_slot_is_an_error_that_names_the_value() -> None:
    """B9: nothing with a hole in it is ever sent."""
    findings = _found("⟦company⟧ invoices", GOOD_EN + "⟦topic⟧")
    assert findings["slots"] == Finding("slots", "error", {"count": 2, "variable": "company", "names": ("company", "topic")})
    assert blocked(tuple(findings.values()))


def test_half_deleted_slot_is_an_error() -> None:
    """A marker without its end is still no text for a customer."""
    assert _found(body=GOOD_EN.replace("Acme", "⟦compa"))["slots"].severity == "error"


@pytest.mark.parametrize("left", ["{{ company }}", "{% if %}", "[First name]", "Lorem ipsum", "TBD"])
def test_left_over_placeholder_is_an_error(left: str) -> None:
    """B9: test text and strangers' placeholders are caught too."""
    assert _found(body=GOOD_EN.replace("Acme", left))["placeholders"].severity == "error"
    assert _found(subject=f"Ann {left}")["placeholders"].severity == "error"


def test_length_counts_the_message_without_its_footer() -> None:
    """P11: long emails are not read; the footer is required, so it must not count."""
    words = _found()["words"]
    assert words.severity == "ok"
    longer = _found(body=GOOD_EN + "and a longer address " * 50)["words"]
    assert longer.params["count"] == words.params["count"]


@pytest.mark.parametrize(
    ("count", "rule", "severity"), [(24, "too_short", "warn"), (25, "words", "ok"), (125, "words", "ok"), (126, "words", "warn")]
)
def test_length_limits_are_25_and_125_words(count: int, rule: str, severity: str) -> None:
    """The limits are those of the brief, exactly."""
    found = _found(body=" ".join(["you"] * count))
    assert (found[rule].severity, found[rule].params["count"]) == (severity, count)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two-three four's", 3), ("审批" * 8, 10), ("用 SAP 系统", 1 + 2), ("a@b.example 3.5", 2)],
)
def test_count_words_reads_both_scripts(text: str, count: int) -> None:
    """1.6 Chinese characters carry as much as a word."""
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("body", "rule", "severity"),
    [
        (GOOD_EN, "questions", "ok"),
        (GOOD_EN.replace("a name?", "a name?!?"), "questions", "warn"),
        (GOOD_EN.replace("a name?", "a name??"), "questions", "ok"),
        (GOOD_EN.replace("a name?", "a name."), "no_question", "warn"),
        (GOOD_EN.replace("Thank", "Is it you? Thank"), "questions", "warn"),
        (GOOD_EN.replace("Thank", "https://a.example/?b=c Thank"), "questions", "ok"),
    ],
)
def test_questions_are_counted_outside_links_and_footer(body: str, rule: str, severity: str) -> None:
    """Two questions get no answer; an address with a question mark asks nothing."""
    assert _found(body=body)[rule].severity == severity


@pytest.mark.parametrize(
    ("rule", "word", "language"),
    [
        ("buzzwords", "seamlessly", "en"),
        ("buzzwords", "Game-Changing", "en"),
        ("superlatives", "the best", "en"),
        ("superlatives", "#1", "en"),
        ("fillers", "just checking in", "en"),
        ("buzzwords", "赋能", "zh_CN"),
        ("superlatives", "行业领先", "zh_CN"),
        ("fillers", "百忙之中", "zh_CN"),
    ],
)
def test_listed_words_are_found_and_named(rule: str, word: str, language: str) -> None:
    """W21: the sentence must say which word to change."""
    body = GOOD_EN.replace("freight", f"freight, {word},") if language == "en" else GOOD_ZH.replace("物流企业", f"{word}物流企业")
    finding = _found(body=body, language=language)[rule]
    assert finding.severity == "warn"
    assert finding.params["words"] == word.casefold()


def test_listed_words_match_whole_words_only() -> None:
    """ "Best regards" and "robustly" are no superlative and no buzzword."""
    found = _found(body=GOOD_EN.replace("Thank you,", "Best regards, Robustelli & Unlocker,"))
    assert found["buzzwords"].severity == found["superlatives"].severity == "ok"


@pytest.mark.parametrize(
    ("subject", "first_name", "company", "severity"),
    [
        ("ann, a question", "Ann", "", "ok"),
        ("Invoices at Acme?", "Ann", "Acme Freight", "ok"),
        ("Invoices at your place", "Ann", "Acme Freight", "warn"),
        ("海岚的发票", "", "上海海岚物流有限公司", "ok"),
        ("有限公司的发票", "", "北港有限公司", "warn"),
        ("The day", "", "The Co", "warn"),
    ],
)
def test_subject_must_name_person_or_company(subject: str, first_name: str, company: str, severity: str) -> None:
    """W21; companies go by short forms."""
    assert _found(subject, first_name=first_name, company=company)["subject_personal"].severity == severity


def test_subject_personal_is_left_out_when_nothing_is_known() -> None:
    """The panel must not blame the user for what nobody knows."""
    assert "subject_personal" not in _found(first_name="", company="")


@pytest.mark.parametrize(
    ("subject", "language", "rule", "severity"),
    [
        ("x" * 60, "en", "subject_length", "ok"),
        ("x" * 61, "en", "subject_length", "warn"),
        ("发" * 24, "zh_CN", "subject_length", "ok"),
        ("发" * 25, "zh_CN", "subject_length", "warn"),
        ("发" * 20 + "SAP", "zh_CN", "subject_length", "ok"),
        (" ", "en", "subject_empty", "error"),
    ],
)
def test_subject_length_is_60_latin_or_24_chinese(subject: str, language: str, rule: str, severity: str) -> None:
    """What an inbox shows whole."""
    assert _found(subject, language=language)[rule].severity == severity


def test_we_outnumbering_you_is_a_warning() -> None:
    """W21: their problem, not our company."""
    found = _found(body="We are here. Our team and us. You see?")["we_you"]
    assert (found.severity, found.params) == ("warn", {"we": 3, "you": 1})
    assert _found(body="我们来了，我们的产品，您看？", language="zh_CN")["we_you"].severity == "warn"


def test_more_than_one_link_is_a_warning() -> None:
    """Many links look like an advertisement to people and to filters."""
    assert _found(body=GOOD_EN.replace("Acme", "https://a.example"))["links"].severity == "ok"
    assert _found(body=GOOD_EN.replace("Acme", "https://a.example www.b.example"))["links"].params["count"] == 2


def test_opt_out_is_required_in_cold_mail_only() -> None:
    """B10 for cold mail; somebody who wrote to us is simply answered."""
    bare = GOOD_EN.split("Not for you?")[0]
    assert _found(body=bare)["opt_out"].severity == "error"
    assert "opt_out" not in _found(body=bare, cold=False)


@pytest.mark.parametrize(("country", "severity"), [("US", "error"), ("de", "error"), ("CN", "error"), ("", "error"), ("AR", "warn")])
def test_opt_out_is_an_error_where_the_country_needs_it(country: str, severity: str) -> None:
    """Nobody knows the country: then all is asked for that any country asks for."""
    assert _found(body=GOOD_EN.split("Not for you?")[0], country=country)["opt_out"].severity == severity


@pytest.mark.parametrize(
    ("opening", "language", "more", "severity"),
    [
        ("Hello Ann,\n\nBrightmarl was founded in 1998 in a shed. It has", "en", {}, "ok"),  # a figure, be it a poor one
        ("Hello Ann,\n\nBrightmarl was founded in a shed. Its founders still work there. You", "en", {}, "warn"),
        ("Hello Ann,\n\nBrightmarl was founded in a shed. Your clerks still work there.", "en", {}, "ok"),
        ("Hello Ann,\n\nAcme was founded in a shed. It grew.", "en", {}, "ok"),  # their company
        ("Hello Ann,\n\nIt began with supplier invoices. It grew.", "en", {"value": "approving supplier invoices"}, "ok"),
        ("王总，您好：\n\n明屿科技成立于山东。创始人至今还在。您看", "zh_CN", {}, "warn"),
        ("王总，您好：\n\n明屿科技成立于山东。贵公司也是。", "zh_CN", {}, "ok"),
        ("王总，您好：\n\n说说排班。它很难。", "zh_CN", {"value": "排班"}, "ok"),
    ],
)
def test_value_stands_within_the_first_two_sentences(opening: str, language: str, more: dict[str, str], severity: str) -> None:
    """W21: a preview shows two sentences; the greeting is none of them."""
    assert _found(body=f"{opening} and more of it.", language=language, **more)["value_early"].severity == severity


def test_value_of_takes_what_is_about_the_reader() -> None:
    """A city or a name is no value."""
    assert value_of({"topic": "invoices", "insight": "a third is late", "city": "Bonn", "trigger": ""}) == "invoices; a third is late"


@pytest.mark.parametrize(
    ("body", "language", "rule", "severity"),
    [
        ("You can read this. It is short and it is plain.", "en", "reading_ease", "ok"),
        (
            "Organizational transformation necessitates comprehensive reconsideration of administrative responsibilities across subsidiaries.",
            "en",
            "reading_ease",
            "warn",
        ),
        ("", "en", "reading_ease", "ok"),
        ("您" * 40 + "。", "zh_CN", "long_sentences", "ok"),
        ("您" * 41 + "。", "zh_CN", "long_sentences", "warn"),
        ("您" * 41 + "。您好您您您。", "zh_CN", "long_sentences", "ok"),  # on average
    ],
)
def test_hard_reading_is_a_warning(body: str, language: str, rule: str, severity: str) -> None:
    """Read on a telephone, between two meetings."""
    assert _found(body=body, language=language)[rule].severity == severity


def test_reading_ease_is_that_of_flesch() -> None:
    """By hand: 12 words and 14 syllables in two sentences give 206.835 - 1.015 * 6 - 84.6 * 14 / 12 = 102.0."""
    assert reading_ease("The cat sat on the table. It was a very warm day.")[0] == 102


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Click here, and act now", "en", "click here, act now"),
        ("We help. Great! Good!", "en", "!!"),
        ("We help. Great!", "en", ""),
        ("PLEASE read", "en", "PLEASE"),
        ("the SAP and ERP people", "en", ""),
        ("ACMECORP is", "en", "ACMECORP"),
        ("限时特价", "zh_CN", "限时, 特价"),
        ("供应商发票", "zh_CN", ""),
    ],
)
def test_words_that_filters_distrust_are_named(text: str, language: str, words: str) -> None:
    """Short forms are no shouting; neither is a company that writes itself in capitals."""
    assert _found(body=text, language=language)["spam"].params["words"] == words
    assert _found(body="ACMECORP is", company="AcmeCorp Ltd")["spam"].severity == "ok"


def test_opt_out_in_the_users_own_words_is_known() -> None:
    """The settings hold the user's sentence; it must not be refused for its wording."""
    own = "One word from you and this stops."
    body = GOOD_EN.split("Not for you?")[0] + own + "\n"
    assert _found(body=body, opt_out=own)["opt_out"].severity == "ok"
    assert _found(body=body)["opt_out"].severity == "error"


@pytest.mark.parametrize(("address", "severity"), [("18 Pell Slip,\nNew York", "ok"), ("1 Other Road", "warn"), ("", "warn")])
def test_address_is_looked_for_when_it_is_given(address: str, severity: str) -> None:
    """B10: commercial mail carries a postal address."""
    assert _found(sender_address=address)["address"].severity == severity
    assert "address" not in _found()
