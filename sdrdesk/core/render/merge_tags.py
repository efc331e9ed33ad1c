"""Merge tags of other tools into our variables: ``{{first_name}}``, ``{{sender-firstname}}``, ``[Name]``, ``%FIRST%``, ``*|FNAME|*``, ``<<First>>``, ``${firstName}``, ``【姓名】``.

What is no tag of anybody stays as it is. What looks like a tag and is not known is told, so that a person can say what it stands for; it
is never dropped. Fallbacks (``{{first_name|default:"there"}}``, ``*|FNAME:there|*``) become ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.checker import FILTERS, check
from sdrdesk.core.render.engine import ENV
from sdrdesk.core.render.variables import VARIABLES

_BLOCKS = ("if", "elif", "else", "endif", "for", "endfor")
_ALIASES: dict[str, tuple[str, ...]] = {
    "first_name": (
        "first", "firstname", "fname", "fn", "name", "contactfirstname", "prospectfirstname", "leadfirstname", "recipientfirstname",
        "givenname", "personfirstname", "vorname", "prenom", "nombre", "名", "名字", "名称", "收件人",
    ),
    "last_name": (
        "last", "lastname", "lname", "ln", "surname", "familyname", "contactlastname", "prospectlastname", "leadlastname", "nachname", "nom",
        "apellido", "姓", "姓氏",
    ),
    "full_name": (
        "fullname", "contactname", "prospectname", "leadname", "recipientname", "yourname", "姓名", "全名", "客户姓名", "联系人", "联系人姓名",
        "客户名称",
    ),
    "salutation": ("salutation", "greeting", "anrede", "称呼", "尊称", "称谓"),
    "title": ("title", "jobtitle", "position", "role", "job", "contacttitle", "prospecttitle", "职位", "职务", "头衔"),
    "company": (
        "company", "companyname", "account", "accountname", "organization", "organisation", "organizationname", "org", "business",
        "businessname", "contactcompany", "contactcompanyname", "prospectcompany", "prospectcompanyname", "firma", "entreprise", "empresa",
        "公司", "公司名", "公司名称", "企业", "贵公司", "单位",
    ),
    "city": ("city", "town", "location", "companycity", "stadt", "ville", "ciudad", "城市", "所在城市"),
    "industry": ("industry", "sector", "vertical", "companyindustry", "branche", "行业", "所属行业"),
    "topic": ("topic", "painpoint", "pain", "challenge", "主题", "话题", "痛点"),
    "value_prop": ("valueprop", "valueproposition", "benefit", "价值主张", "价值"),
    "similar_customers": ("similarcustomers", "customers", "similarcompanies", "同类客户"),
    "similar_customer": ("similarcustomer", "customer", "similarcompany", "referencecustomer", "casestudy", "案例客户", "客户案例"),
    "trigger": ("trigger", "triggerevent", "event", "recentnews", "news", "icebreaker", "snippet", "契机", "近况", "破冰"),
    "insight": ("insight", "observation", "personalization", "personalisation", "customline", "introline", "洞察", "观点"),
    "referred_by": ("referredby", "referrer", "referral", "referralname", "mutualconnection", "推荐人", "介绍人"),
    "last_contact": ("lastcontact", "lastcontacted", "lastcontactdate", "上次联系"),
    "sender_first_name": (
        "senderfirstname", "sendersfirstname", "myfirstname", "userfirstname", "ownerfirstname", "repfirstname", "发件人名字",
    ),
    "sender_name": (
        "sendername", "senderfullname", "myname", "username", "userfullname", "ownername", "repname", "signature", "sender", "发件人",
        "发件人姓名", "我的姓名", "我的名字", "署名",
    ),
    "sender_company": (
        "sendercompany", "sendercompanyname", "mycompany", "mycompanyname", "usercompany", "ourcompany", "我司", "我公司", "我的公司", "发件公司",
    ),
    "sender_phone": ("senderphone", "sendersphone", "myphone", "userphone", "phonenumber", "我的电话", "发件人电话"),
    "sender_title": ("sendertitle", "senderjobtitle", "mytitle", "usertitle", "我的职位", "发件人职位"),
    "sender_address": ("senderaddress", "mycompanyaddress", "companyaddress", "listaddress", "我司地址", "公司地址", "地址"),
    "opt_out": ("optout", "unsubscribe", "unsubscribelink", "unsub", "unsubscribeurl", "unsubscribetext", "退订", "退订说明"),
}  # fmt: skip

_QUOTES = " \t\"'“”‘’"
_PREFIXES = ("contact", "prospect", "lead", "recipient", "person", "merge", "custom", "to")
_KNOWN: dict[str, str] = {re.sub(r"[^\w]|_", "", name): name for name in VARIABLES} | {
    a: v for v, aliases in _ALIASES.items() for a in aliases
}

_WORD = r"[^\W\d_][\w .\-']{0,60}"
_TAG = re.compile(
    r"\{\{\{?\s*(?P<braces>[^{}\n]{1,200}?)\s*\}?\}\}"  # {{ … }}, {{{ … }}}
    r"|\*\|\s*(?P<stars>[^|\n]{1,80})\s*\|\*"  # *|FNAME|*, *|FNAME:there|*
    r"|<<\s*(?P<angles>[^<>\n]{1,80}?)\s*>>"  # <<First>>
    r"|\$\{\s*(?P<dollar>[^{}\n]{1,80}?)\s*\}"  # ${firstName}
    rf"|%%?(?P<percent>{_WORD}?)%%?(?!\w)"  # %FIRST%, %%first_name%%
    r"|【\s*(?P<lenticular>[^【】\n]{1,40}?)\s*】"  # 【姓名】
    rf"|\[\[?\s*(?P<square>{_WORD}?)\s*\]\]?(?!\()"  # [First Name], not a link of Markdown
    r"|(?<![{$\w])\{(?P<brace>[^\W\d_][\w .\-]{0,40})\}(?!\})"  # {first_name}
)
_FALLBACK = re.compile(r"^(?:(?:default|fallback)\s*[:=(]?\s*)?(?P<text>.*?)\)?$", re.IGNORECASE | re.DOTALL)
_WITH_FALLBACK = re.compile(
    r"^(?P<name>[^:=]+?)\s+(?:default|fallback)\s*[:=]\s*(?P<text>.+)$|^(?P<before>[^:]+?):(?P<after>.+)$", re.IGNORECASE
)
_FOREIGN_BLOCK = re.compile(r"\{%-?\s*(?P<word>\w+)[^%\n]{0,200}%\}|\{\{[#/^!][^{}\n]{0,100}\}\}")
_ALONE = ("percent", "square", "brace", "lenticular")
"""Signs that people also write when they mean no tag: 20 %, [1], {}."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as written, and the variable it stands for; empty when nobody knows."""

    written: str
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in our language; ``unknown`` are the tags that are left in it as they were, each once."""

    text: str
    tags: tuple[Tag, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Tags that somebody has to say the meaning of."""
        return tuple(t.written for t in self.tags if not t.variable)


LITERAL = "="
"""In a mapping: keep these words as they are, they are no tag."""


def convert(source: str, mapping: Mapping[str, str] | None = None) -> Converted:
    """Turn the tags of a text into our variables.

    Args:
        source: the text as the other tool has it.
        mapping: what the user says tags stand for: as written, to a variable, or ``LITERAL``.
    """
    said: Mapping[str, str] = mapping or {}
    tags: dict[str, Tag] = {}
    all_ours = _is_ours(source)

    def put(found: re.Match[str]) -> str:
        written, kind = found[0], found.lastgroup or ""
        if kind == "braces" and (all_ours or _is_ours(written)):
            return written
        inside = found[kind].strip()
        name, fallback, filters = _split(inside)
        variable = said.get(written, "") or variable_of(name)
        if variable == LITERAL:
            return _literal(written)
        if kind in _ALONE and not variable and not _looks_meant(inside, kind):
            return written
        tags[written] = Tag(written, variable)
        return _ours(variable, fallback, filters) if variable else written

    text = _TAG.sub(put, source)
    for block in _FOREIGN_BLOCK.finditer(text):
        if block["word"] not in _BLOCKS and said.get(block[0]) != LITERAL:
            tags[block[0]] = Tag(block[0])
    for written, meaning in said.items():
        if meaning == LITERAL:
            text = text.replace(written, _literal(written))
    return Converted(text, tuple(tags.values()))


def variable_of(tag: str) -> str:
    """The variable that a tag's name stands for, or empty: its words without signs, in any case, with or without ``contact`` before it."""
    if tag in VARIABLES:
        return tag
    plain = re.sub(r"[\W_]+|\bproperties\b|\battributes\b", "", tag).casefold()
    if plain in _KNOWN:
        return _KNOWN[plain]
    for prefix in _PREFIXES:
        rest = plain.removeprefix(prefix)
        if rest != plain and rest in _KNOWN:
            return _KNOWN[rest]
    return ""


def _is_ours(source: str) -> bool:
    try:
        check(source, ENV)
    except ValidationError:
        return False
    return True


def _split(inside: str) -> tuple[str, str, list[str]]:
    """The name of a tag, its fallback, and those of our filters that it names."""
    name, *chain = (part.strip() for part in inside.removeprefix("!").split("|"))
    fallback, filters = "", []
    for part in chain:
        if part in FILTERS - {"default"}:
            filters.append(part)
        elif not fallback and (found := _FALLBACK.match(part)):
            fallback = found["text"].strip(_QUOTES)
    with_one = _WITH_FALLBACK.match(name)
    if with_one is not None and not fallback:
        name, text = with_one["name"] or with_one["before"], with_one["text"] or with_one["after"]
        found = _FALLBACK.match(text.strip())
        fallback = found["text"].strip(_QUOTES) if found else ""
    return name.strip(), fallback, filters


def _ours(variable: str, fallback: str, filters: list[str]) -> str:
    said = f'|default("{_quoted(fallback)}")' if fallback else ""
    return "{{ " + variable + said + "".join(f"|{f}" for f in filters) + " }}"


def _quoted(words: str) -> str:
    return re.sub(r"[{}%#⟦⟧]", "", words).replace("\\", "\\\\").replace('"', '\\"')


def _literal(written: str) -> str:
    """The words of a tag that is none; doubled braces are no text of ours, so they become single."""
    return re.sub(r"\}+", "}", re.sub(r"\{+", "{", written)).replace("{%", "%").replace("%}", "%")


def _looks_meant(inside: str, kind: str) -> bool:
    """Is an unknown word between such signs a tag? Capitals, joined words and Chinese between 【】 are; [sic] and 5 % of 10 % are not."""
    if kind == "lenticular" or kind == "brace":
        return True
    if kind == "percent":
        return (" " not in inside and inside.upper() == inside) or "_" in inside
    return bool(re.match(r"[A-Z][\w'\-]*(?: [A-Z][\w'\-]*){0,4}$", inside)) or "_" in inside or bool(re.search(r"[\u3400-\u9fff]", inside))
