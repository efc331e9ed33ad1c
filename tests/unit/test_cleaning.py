"""Values of strangers' lists: what is put right, what is refused, and that a refusal has a reason."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.cleaning import (
    buyer_role_of,
    clean_email,
    clean_phone,
    country_code,
    domain_of,
    grade_of,
    guess_region,
    language_of,
    lead_type_of,
    mail_domain,
    size_of,
    tier_of,
)
from sdrdesk.core.domain.names import clean_name, company_key, is_desk, join_name, name_key, split_name


def wide(text: str) -> str:
    """The full-width forms that Chinese keyboards type."""
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Tom Lee", "Tom", "Lee"),
        ("Lee, Tom", "Tom", "Lee"),
        ("Dr. Ana van der Berg, PhD", "Ana", "van der Berg"),
        ("Cher", "Cher", ""),
        ("Li Lei (李雷)", "Li", "Lei"),
        ("刘俊", "俊", "刘"),
        ("欧阳娜娜", "娜娜", "欧阳"),
        ("王 小明", "小明", "王"),
        ("张先生", "", "张"),
        ("阿卜杜拉·买买提", "阿卜杜拉", "买买提"),
    ],
)
def test_split_name_western_or_chinese_gives_first_and_last(full: str, first: str, last: str) -> None:
    """A greeting that takes the family name for the given name is the first thing a prospect sees."""
    assert split_name(full) == (first, last)


def test_join_name_chinese_parts_puts_family_name_first_without_space() -> None:
    """Apollo and HubSpot cut Chinese names in two; "俊 刘" would be wrong in every email."""
    assert join_name("俊", "刘") == "刘俊"
    assert join_name("Élise", "Parker") == "Élise Parker"
    assert join_name("", "Parker") == "Parker"


def test_clean_name_stand_in_gives_none_and_dirt_goes() -> None:
    """ "n/a" is no person, and an invisible mark of direction can turn the text around it."""
    assert [clean_name(text) for text in ("n/a", "-", "无", "  ")] == [None] * 4
    assert clean_name("\u202eTom \u200b Lee\t") == "Tom Lee"
    assert clean_name(wide("TOM") + "\u3000Lee") == "TOM Lee"
    assert is_desk("Info Desk") and is_desk("前台") and not is_desk("Desk Marten")


def test_name_key_ways_of_writing_one_person_agree() -> None:
    """Two rows of one person must find each other in the merge, two people must not."""
    assert name_key("Élise PARKER") == name_key("Parker, Elise") == "eliseparker"
    assert name_key("Dr. Tom Lee") == name_key("Lee, Tom") == name_key("tom  lee")
    assert name_key("刘 俊") == name_key("刘俊") != name_key("刘斌")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ACME, Inc.", "acme"),
        ("Acme GmbH & Co. KG", "acme"),
        ("Dörschner Freight S.A.", "dorschner freight"),
        ("ABC Co.,Ltd", "abc"),
        ("鸿睿思博信息有限公司", "鸿睿思博信息"),
        ("联想集团股份有限公司", "联想集团"),
        ("华强有限责任公司", "华强"),
        (wide("ABC(") + "中国" + wide(")") + "有限公司", "abc中国"),
        ("Ltd", "ltd"),
        ("公司", "公司"),
    ],
)
def test_company_key_legal_form_width_and_accents_do_not_count(name: str, key: str) -> None:
    """One company under two names would be called twice; a name that is nothing but a legal form must not become empty."""
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" a@b.example ", "a@b.example"),
        ("mailto:x@y.example.", "x@y.example"),
        ("Jane <jane@x.example>", "jane@x.example"),
        ("a" + wide("@") + "b.example", "a@b.example"),
        ("ops@erp.local", "ops@erp.local"),
        ("Jörg@münchen.example", "Jörg@münchen.example"),
        ("first.last+tag@sub.domain.example", "first.last+tag@sub.domain.example"),
    ],
)
def test_clean_email_usable_address_is_kept(text: str, address: str) -> None:
    """Every good address refused is a prospect who gets no mail."""
    assert clean_email(text) == (address, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("j.holm@@skarn.example", "email_two_at"),
        ("rana@nordfold", "email_no_ending"),
        ("@bar.example", "email_no_name"),
        ("foo@", "email_no_domain"),
        ("foo", "email_no_at"),
        ("two@a.example; three@b.example", "email_several"),
        ("N/A", "email_placeholder"),
        ("a b@c.example", "email_not_an_address"),
        ("x..y@c.example", "email_not_an_address"),
        ("x" * 65 + "@c.example", "email_not_an_address"),
    ],
)
def test_clean_email_unusable_text_is_refused_with_a_reason(text: str, problem: str) -> None:
    """The person sees why a row has no address, and nothing is sent to a wrong one."""
    assert clean_email(text) == (None, problem)


def test_clean_email_empty_cell_is_no_problem() -> None:
    """A list without addresses must not show a problem in every row."""
    assert clean_email("  ") == (None, None)


@given(st.text(max_size=60))
def test_clean_email_any_text_gives_one_at_and_no_control_characters(text: str) -> None:
    """What passes goes into a mail header."""
    address, problem = clean_email(text)
    assert address is None or (problem is None and address.count("@") == 1 and address.isprintable() and " " not in address)


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("'+61 2 5550 0177", "GB", "+61255500177"),
        ("0049 30 2312 5155", "US", "+493023125155"),
        ("415-555-0148", "US", "+14155550148"),
        ("13800138000", "CN", "+8613800138000"),
        ("13800138000.0", "CN", "+8613800138000"),
        (wide("138") + "-0013-8000", "CN", "+8613800138000"),
        ("8613800138000", "CN", "+8613800138000"),
        ("17113657120", "HK", "+8617113657120"),
        ("(0571) 8888 6666", "CN", "+8657188886666"),
        ("+44 (0)20 7946 0921", "", "+442079460921"),
        ("+39 06 698 12345", "", "+390669812345"),
    ],
)
def test_clean_phone_number_as_people_write_it_is_read(text: str, region: str, key: str) -> None:
    """A number that is read wrongly is a call to a stranger."""
    assert clean_phone(text, region)[::2] == (key, None)


@pytest.mark.parametrize(
    ("text", "region", "result"),
    [
        ("1.38E+10", "CN", (None, "1.38E+10", "phone_scientific")),
        ("ask at reception", "US", (None, None, "phone_no_digits")),
        ("555 0183", "US", (None, "555 0183", "phone_no_area")),
        ("020 7946 0921", "", (None, "020 7946 0921", "phone_no_country")),
        ("12", "US", (None, "12", "phone_not_a_number")),
        ("(415) 555-0148", "DE", ("+14155550148", "+1 415-555-0148", "phone_read_as_us")),
        ("13800138000\n13900139000", "CN", ("+8613800138000", "+86 138 0013 8000", "phone_several")),
        ("n/a", "US", (None, None, None)),
    ],
)
def test_clean_phone_doubtful_text_keeps_it_and_says_why(text: str, region: str, result: tuple[str | None, ...]) -> None:
    """A spreadsheet's 1.38E+10 has lost its digits: making a number of it would dial somebody else."""
    assert clean_phone(text, region) == result


def test_clean_phone_extension_is_shown_and_not_part_of_the_key() -> None:
    """The rep needs the extension; comparing needs the number."""
    assert clean_phone("021-61234567转801", "CN") == ("+862161234567", "+86 21 6123 4567 ext. 801", None)
    assert clean_phone("020 7946 0921 ext 12", "GB")[1] == "+44 20 7946 0921 ext. 12"


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS - {"LI", "TK"}))
@pytest.mark.parametrize("kind", [phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE])
def test_clean_phone_example_number_of_a_country_reads_as_the_library_reads_it(region: str, kind: int) -> None:
    """Our shortcuts for speed must not read a number otherwise than the library does.

    Left out: Liechtenstein and Tokelau, whose tiny ranges end within the last three digits; there a good number may be called unusual.
    """
    number = phonenumbers.example_number_for_type(region, kind) or phonenumbers.example_number(region)
    assert number is not None
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    assert clean_phone(shown, "") == (phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), shown, None)


@given(st.text(alphabet="0123456789+-() .eExt转/;'", max_size=30), st.sampled_from(["", "CN", "US", "DE"]))
def test_clean_phone_any_text_gives_a_dialable_key_or_none(text: str, region: str) -> None:
    """A strange cell must neither stop an import nor become a number with letters in it."""
    key, _, problem = clean_phone(text, region)
    assert (key is None) or (key[0] == "+" and key[1:].isdigit() and 5 <= len(key) <= 18)
    assert key is not None or problem is not None or not any(c.isdigit() for c in text.strip("0"))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("600人", 600), ("51-200", 125), ("1,000+", 1000), ("1.000", 1000), ("10K", 10_000), ("1.5万", 15_000), ("500人以上", 500),
        ("1,001-5,000", 3000), ("2500.0", 2500), ("10-Nov", 10), ("many", None), ("", None), ("0", None),
    ],
)  # fmt: skip
def test_size_of_way_of_saying_it_gives_people_or_none(text: str, size: int | None) -> None:
    """Size decides fit; a range that is read as its first number puts companies into the wrong class."""
    assert size_of(text) == size


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("转介绍", "seed"), ("Customer referral", "seed"), ("老客户推荐", "seed"), ("展会", "net"), ("官网", "net"), ("广告", "net"),
        ("朋友圈", "net"),
        ("Webinar May", "net"), ("Stand B14, 12 Nov", "net"), ("Inbound", "net"), ("Cold list", "spear"), ("industrial platform", "spear"),
        ("", "spear"), ("种子", "seed"), ("网罗", "net"), ("精准触达", "spear"),
    ],
)  # fmt: skip
def test_lead_type_of_source_gives_seed_net_or_spear(source: str, kind: str) -> None:
    """The lead type sets the first cadence and the mix that is shown (P1)."""
    assert lead_type_of(source) == kind


def test_country_code_english_chinese_and_codes_are_known() -> None:
    """The country decides holidays, the meaning of a number and what consent is needed."""
    said = ["USA", "U.S.", "中国", "P.R. China", "United Kingdom", "de", "Deutschland", "Holland", "Korea, South", "台湾", " 香港 "]
    assert [country_code(text) for text in said] == ["US", "US", "CN", "CN", "GB", "DE", "DE", "NL", "KR", "TW", "HK"]
    assert country_code("Narnia") is None and country_code("") is None and country_code("XX") is None


def test_guess_region_chinese_name_without_country_means_china() -> None:
    """Chinese lists name no country; their numbers have no country code."""
    assert [guess_region("zh_CN", ""), guess_region("zh_CN", "SG"), guess_region("en", "")] == ["CN", "SG", ""]


def test_small_words_known_and_unknown() -> None:
    """Our own exports must be read back, and a stranger's word must not be taken for one of ours."""
    assert [tier_of(t) for t in ("T1", "tier 2", "3", "gold")] == ["T1", "T2", "T3", None]
    assert [grade_of(t) for t in ("a", "D", "E")] == ["A", "D", None]
    assert [buyer_role_of(t) for t in ("Decider", "决策者", "gatekeeper", "boss")] == ["decider", "decider", "gatekeeper", None]
    assert [language_of(t) for t in ("zh-CN", "中文", "English", "fr")] == ["zh_CN", "zh_CN", "en", None]
    hosts = [domain_of(t) for t in ("http://www.zc4.example/x", "https://u:p@acme.example:80", "n/a")]
    assert hosts == ["zc4.example", "acme.example", None]
    assert [mail_domain(t) for t in ("a@acme.example", "a@QQ.com")] == ["acme.example", None]
