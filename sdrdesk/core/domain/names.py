"""Names of people and companies: cleaned, split, joined, and in a form that is the same for every way of writing them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹"
    "熊白孟秦邱侯江尹薛闫阎雷龙段黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施洪季樊俞柳齐车项伏欧甘祝耿牛尤殷葛章倪庞颜庄聂鲁岳翟申伍左关古"
)
"""The most frequent Chinese family names of one character."""

DOUBLE_SURNAMES = _words(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 端木 宇文 长孙 独孤 南宫 西门 闻人 "
    "轩辕 百里 呼延 澹台 拓跋 公冶 太史 申屠 钟离 司空 歐陽 諸葛"
)

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\u3007"
_ALL_HAN = re.compile(f"[{_HAN}·]+")
_SOME_HAN = re.compile(f"[{_HAN}]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_SPACE = re.compile(r"\s+")
_BRACKETED = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]\s*")
_DOTS = re.compile("[\u2022\u2027\u30fb\uff65\u0387]")
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|sir|madam|ing|dipl-ing|mme|monsieur|madame)\b\.?\s+", re.IGNORECASE)
_DEGREE = re.compile(r",?\s+(?:ph\.?d|m\.?b\.?a|m\.?d|cpa|cfa|esq|jr|sr|ii|iii|iv|pmp|msc|bsc)\.?$", re.IGNORECASE)
_ADDRESS_WORDS = ("先生", "女士", "小姐", "太太", "经理", "总监", "主任", "老师", "老板", "总", "工", "董")
_PARTICLES = _words("van von der den de del della di da dos du la le ter ten bin ibn al el st st. zu zum vom af")

_NOBODY = _words("n/a na n.a. none null nil unknown test - -- . ? x xx xxx tbd anonymous 无 暂无 没有 未知 不详 匿名 空 测试") | {"no name"}
_DESKS = re.compile(
    r"^(?:(?:the\s+)?(?:info(?:rmation)?|front|help|service)[\s-]*desk|reception(?:ist)?|switchboard|customer (?:service|care)|office|"
    r"sales (?:team|department)|accounts? (?:department|dept)|前台|总机|客服|客服部|销售部|采购部|人事部|财务部|办公室)$",
    re.IGNORECASE,
)

_LEGAL = _words(
    "inc incorporated llc llp lp ltd limited ltda gmbh mbh ug ag kg kgaa ohg gbr ek ev co corp corporation company plc sa sarl sas sasu "
    "srl spa bv nv vof ab as asa aps oy oyj pty pte sdn bhd kk se sl slu sro zrt kft doo ooo oao pjsc jsc tbk pt lda pvt private cv"
)
_LEGAL_HAN = re.compile(
    "(?:股份有限公司|有限责任公司|有限責任公司|有限公司|股份公司|责任公司|有限合伙|普通合伙|分公司|公司|株式会社|合同会社|有限会社|주식회사)$"
)
_PUNCTUATION = re.compile(r"[\W_]+")


def clean_text(text: str) -> str:
    """The text without control and direction marks, with single spaces, composed (NFC)."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def clean_name(text: str) -> str | None:
    """A person's name as it should be shown, or None for nothing and for stand-ins like "n/a" (full-width letters become plain)."""
    name = clean_text(text)
    if not name.isascii():
        name = _DOTS.sub("·", unicodedata.normalize("NFKC", name)).strip()
    name = name.strip("\"'`,;:|/\\ ") if name[:1] in "\"'`,;:|/\\" or name[-1:] in "\"'`,;:|/\\" else name
    return None if not name or name.casefold() in _NOBODY else name


def is_desk(name: str) -> bool:
    """Does this name a place where somebody answers (reception, 前台) and no person?"""
    return bool(_DESKS.match(name))


def is_chinese(text: str) -> bool:
    """Is this written in Chinese characters (and not Japanese or Korean by its other letters)?"""
    return not text.isascii() and bool(_SOME_HAN.search(text)) and not _KANA_OR_HANGUL.search(text)


def join_name(first: str, last: str) -> str:
    """The full name: family name first and no space for Chinese parts, else first name first."""
    if first and last and _ALL_HAN.fullmatch(first) and _ALL_HAN.fullmatch(last):
        return last + first
    return f"{first} {last}".strip()


@lru_cache(maxsize=16384)
def split_name(full: str) -> tuple[str, str]:
    """Split a full name into (first, last); a part that is not known is empty.

    Chinese names: family name first, two-character family names known, a form of address (张先生, 李总) gives the family name only.
    Others: titles and degrees are left out, "Last, First" is turned, particles (van, de, von der) belong to the last name.
    """
    name = _BRACKETED.sub(" ", clean_name(full) or "").strip()
    joined = name.replace(" ", "")
    return _split_chinese(name, joined) if _ALL_HAN.fullmatch(joined) else _split_western(name)


def _split_chinese(name: str, joined: str) -> tuple[str, str]:
    if "·" in joined:
        first, _, last = joined.partition("·")
        return first, last
    if name.count(" ") == 1:
        last, first = name.split(" ")
        return first, last
    size = 2 if joined[:2] in DOUBLE_SURNAMES else 1
    last, first = joined[:size], joined[size:]
    # 龚总 and 张经理 are ways to address somebody; a given name of one character such as 工 after a longer text is not.
    return ("", last) if first in _ADDRESS_WORDS else (first, last)


def _split_western(name: str) -> tuple[str, str]:
    name = _HONORIFIC.sub("", name)
    bare = _DEGREE.sub("", name)
    while bare != name:
        name, bare = bare, _DEGREE.sub("", bare)
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    words = name.split()
    if len(words) < 2:
        return name, ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in _PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def name_key(name: str) -> str:
    """A person's name without case, width, accents, titles and punctuation: for comparing, not for showing."""
    bare = _DEGREE.sub("", _HONORIFIC.sub("", name)) if " " in name else name
    if "," in bare:
        last, _, first = bare.partition(",")
        bare = first + last
    return _PUNCTUATION.sub("", _folded(bare))


@lru_cache(maxsize=65536)
def company_key(name: str) -> str:
    """A company's name without case, width, accents, punctuation and legal form ("ACME, Inc." and "Acme GmbH" are both ``acme``).

    A name of nothing but a legal form keeps it.
    """
    words = _PUNCTUATION.sub(" ", _folded(name).replace(".", "").replace("'", "").replace("&", " and ")).split()
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in _LEGAL or kept[-1] == "and"):
        kept.pop()
    key = " ".join(kept)
    if not key.isascii() and (_SOME_HAN.search(key) or _KANA_OR_HANGUL.search(key)):
        key = key.replace(" ", "")
        key = _LEGAL_HAN.sub("", key) or key
        key = key.removeprefix("株式会社") or key
    return key


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in split if not "\u0300" <= c <= "\u036f"))
