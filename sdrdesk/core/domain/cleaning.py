"""Values of strangers' lists made usable: addresses, numbers, sizes, where a lead came from. Nothing is guessed in silence.

Each cleaner gives back a problem code (a key under ``problem.`` in the text catalogue) when it could not take the value as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from sdrdesk.core.domain.free_mail import is_free_mail
from sdrdesk.core.domain.names import clean_name, clean_text, company_key, split_name
from sdrdesk.core.domain.phones import PLACEHOLDERS, clean_phone
from sdrdesk.core.domain.words import LANGUAGES, BuyerRole, LeadType
from sdrdesk.core.domain.zones import country_code, guess_region

__all__ = [
    "WordReader",
    "buyer_role_of",
    "clean_email",
    "clean_name",
    "clean_phone",
    "clean_text",
    "company_key",
    "country_code",
    "domain_of",
    "email_key",
    "grade_of",
    "guess_region",
    "is_shared_mailbox",
    "language_of",
    "lead_type_of",
    "mail_domain",
    "size_of",
    "split_name",
    "tier_of",
]

WordReader = Callable[[str], str | None]
"""Reads one of a few known words; None when it is none of them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9_+\-]+(?:\.[A-Za-z0-9_+\-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}", re.ASCII
)
_SPECIAL_ENDINGS = (".local", ".test", ".invalid", ".localhost", ".onion", ".arpa")
_SHARED = _words(
    "info sales office contact hello mail admin support service marketing hr jobs kontakt buero accounts accounting reception enquiries "
    "inquiries team webmaster postmaster"
)

_THOUSANDS = re.compile(r"(?<=\d)[,. '](?=\d{3}(?!\d))")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(k\b|千|万|w\b)?", re.IGNORECASE)
_FACTORS = {"k": 1_000, "千": 1_000, "万": 10_000, "w": 10_000}
_DATE_SIZES = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_DATE_SIZE = re.compile(r"^(?:(\d{1,2})-([a-z]{3})|([a-z]{3})-(\d{1,2}))$", re.IGNORECASE)

_SEED_WORDS = re.compile(
    r"\bseed|\brefer|word of mouth|\bintroduc|\brecommend|existing customer|customer success|\bupsell|cross.?sell|"
    r"种子|介绍|推荐|老客户|口碑|客户转|复购|熟人|朋友(?!圈)"
)
_SPEAR_WORDS = re.compile(
    r"\bspear|outbound|\bcold\b|prospecting|\blist (?:buy|purchase)|purchased|精准触达|外呼|陌生|陌拜|主动开发|名录|自拓|自开发"
)
_NET_WORDS = re.compile(
    r"\bnets?\b|inbound|marketing|\bweb(?:site|inar|form)?s?\b|organic|\bpaid\b|\bads?\b|advert|adwords|google|\bbing\b|baidu|facebook|"
    r"\bsocial|campaign|newsletter|download|e-?book|white ?paper|\bcontent\b|\bblog|\bse[om]\b|\bppc\b|direct traffic|\bforms?\b|\btrial|"
    r"demo request|\bchat\b|\bevents?\b|\bexpo\b|trade ?show|\bfairs?\b|conference|\bbooth|\bbadge|\bstand\b|seminar|podcast|youtube|"
    r"网罗|展会|展览|会议|活动|官网|网站|网络|广告|投放|百度|搜索|公众号|微信|朋友圈|抖音|小红书|知乎|直播|研讨会|沙龙|白皮书|下载|注册|"
    r"试用|表单|留资|市场|推广|入站|在线咨询|400电话|论坛|电子书"
)
_ROLE_WORDS = {
    BuyerRole.INITIATOR: "initiator champion 发起者 发起人", BuyerRole.DECIDER: "decider decision-maker decisionmaker 决策者 决策人 拍板人",
    BuyerRole.BUYER: "buyer purchaser economicbuyer 购买者 采购者", BuyerRole.INFLUENCER: "influencer 影响者 影响人",
    BuyerRole.USER: "user enduser 使用者 用户", BuyerRole.GATEKEEPER: "gatekeeper 把关者 守门人",
}  # fmt: skip
_ROLES = {word: role.value for role, words in _ROLE_WORDS.items() for word in words.split()}
_CHINESE = _words("zh zh_cn zhcn zh_hans cn chinese mandarin 中文 汉语 普通话 简体中文")
_ENGLISH = _words("en en_us en_gb eng english 英文 英语")


def email_key(email: str) -> str:
    """The form under which an address is found again."""
    return unicodedata.normalize("NFC", email).lower()


def email_keys(email: str) -> tuple[str, ...]:
    """The forms under which a sender may be known: the address, and without what follows a plus sign."""
    key = email_key(email)
    local, at, domain = key.rpartition("@")
    return tuple(dict.fromkeys((key, f"{local.partition('+')[0]}{at}{domain}" if at else key)))


@lru_cache(maxsize=4096)
def clean_email(text: str) -> tuple[str | None, str | None]:
    """An address as it should be written to, or None and the reason (no lookup on the network).

    Spaces, ``mailto:``, ``Name <address>``, a full-width @ and stray end marks are put right; anything else that is wrong is refused.
    Hosts of a company's own network (``.local``) are taken.

    Returns:
        (address, None), (None, problem code), or (None, None) for an empty cell.
    """
    value = text.strip()
    if len(value) <= 64 and _PLAIN_EMAIL.fullmatch(value):
        return value, None
    value = clean_text(unicodedata.normalize("NFKC", value)).strip("'\" ")
    if "<" in value and value.endswith(">"):
        value = value[value.rindex("<") + 1 : -1]
    value = re.sub(r"^mailto:\s*", "", value, flags=re.IGNORECASE).rstrip(".,;:").strip()
    value = re.sub(r"\s*@\s*", "@", value)
    if not value:
        return None, None
    if value.casefold() in PLACEHOLDERS:
        return None, "email_placeholder"
    problem = _email_problem(value)
    return (None, problem) if problem else (value, None)


def _email_problem(value: str) -> str | None:
    ats = value.count("@")
    if ats == 0:
        return "email_no_at"
    if ats > 1:
        return "email_several" if re.search(r"@[^@]*[;,/\s|、][^@]*@", value) else "email_two_at"
    local, _, domain = value.partition("@")
    if not local or not domain:
        return "email_no_name" if not local else "email_no_domain"
    if "." not in domain:
        return "email_no_ending"
    # The library refuses hosts that no public server can reach; a list of a company's own people may hold them.
    shown = local + "@" + domain.rpartition(".")[0] + ".com" if domain.lower().endswith(_SPECIAL_ENDINGS) else value
    try:
        validate_email(shown, check_deliverability=False, strict=True)
    except (EmailNotValidError, UnicodeError):
        return "email_not_an_address"
    return None


def mail_domain(email: str) -> str | None:
    """The company's domain in an address; None for the domains of free mail providers."""
    domain = email.rpartition("@")[2].lower()
    return None if not domain or is_free_mail(domain) else domain


def is_shared_mailbox(email: str) -> bool:
    """Is this an address that several people of a company read (info@, sales@)?"""
    return email.partition("@")[0].lower() in _SHARED


@lru_cache(maxsize=16384)
def domain_of(website: str) -> str | None:
    """The host of a web address without ``www.``, or None when there is none."""
    host = re.sub(r"^[a-z]+://", "", website.strip().lower()).split("/")[0].split("?")[0].rpartition("@")[2].split(":")[0]
    host = host.removeprefix("www.").rstrip(".")
    return host if "." in host and " " not in host and not host.startswith(".") else None


@lru_cache(maxsize=4096)
def size_of(text: str) -> int | None:
    """Number of people of a company: "600人" is 600, "1,000+" is 1000, "1.5万" is 15000, "51-200" its middle, 125; None if not said.

    "10-Nov" is what a spreadsheet makes of "10-11"; it is read back.
    """
    value = unicodedata.normalize("NFKC", text).strip()
    if date := _DATE_SIZE.match(value):
        day, month = date[1] or date[4], _DATE_SIZES.get((date[2] or date[3]).lower())
        return sum(sorted((int(day), month))) // 2 if month else None
    found = _AMOUNT.findall(_THOUSANDS.sub("", value).replace(",", "."))[:2]
    amounts = [round(float(number) * _FACTORS.get(unit.lower(), 1)) for number, unit in found]
    if not amounts:
        return None
    low, high = amounts[0], amounts[-1]
    size = (low + high) // 2 if high >= low else low
    return size if 0 < size < 10_000_000 else None


@lru_cache(maxsize=4096)
def lead_type_of(source: str) -> str:
    """Seed, net or spear by the words of a source (seed P1), in English or Chinese; spear when they do not tell."""
    value = source.casefold()
    for words, kind in ((_SEED_WORDS, LeadType.SEED), (_SPEAR_WORDS, LeadType.SPEAR), (_NET_WORDS, LeadType.NET)):
        if words.search(value):
            return kind.value
    return LeadType.SPEAR.value


def tier_of(text: str) -> str | None:
    """T1, T2 or T3; None if it is none of them."""
    found = re.fullmatch(r"(?:t|tier)?\s*-?([123])", text.strip().casefold())
    return f"T{found[1]}" if found else None


def grade_of(text: str) -> str | None:
    """A, B, C or D; None if it is none of them."""
    value = text.strip().upper()
    return value if value in ("A", "B", "C", "D") else None


def buyer_role_of(text: str) -> str | None:
    """A role in the buying committee by its English or Chinese word (seed W11); None if it is none."""
    return _ROLES.get(re.sub(r"[\s_]+", "", text.strip().casefold()))


def language_of(text: str) -> str | None:
    """One of the working languages by its name or code; None if it is neither."""
    value = text.strip().casefold().replace("-", "_")
    return LANGUAGES[1] if value in _CHINESE else LANGUAGES[0] if value in _ENGLISH else None
