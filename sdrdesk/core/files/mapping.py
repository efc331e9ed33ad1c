"""Which column of a stranger's list holds what: by the words of its header in English and Chinese, then by its values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from sdrdesk.core.domain.names import DOUBLE_SURNAMES, SURNAMES
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.table import Table

_HEADERS = {
    "email": "email|email address|e-mail address|work email|business email|primary email|contact email|email 1|mail|电子邮箱|邮箱|"
    "邮箱地址|电子邮件|邮件|电邮|工作邮箱|公司邮箱|联系邮箱|邮件地址|電子郵件|電子信箱|信箱",
    "full_name": "full name|name|contact name|contact|prospect|person|lead name|prospect name|customer name|姓名|联系人|联系人姓名|"
    "名字|全名|客户姓名|联络人|聯絡人|姓名全称|中文姓名",
    "first_name": "first name|firstname|given name|forename|vorname|prénom|名|first",
    "last_name": "last name|lastname|surname|family name|nachname|nom|姓|姓氏|last",
    "title": "title|job title|position|role|job|designation|occupation|职位|职务|岗位|头衔|职称|職稱|職位|职衔|position title",
    "company": "company|company name|organization|organisation|account|account name|employer|organization name|business name|firm|公司|"
    "公司名称|公司名|单位|单位名称|企业|企业名称|客户名称|所属公司|工作单位|机构|公司全称|單位|客户|company name for emails",
    "mobile": "mobile phone|mobile|mobile phone number|mobile number|cell|cell phone|cell number|手机|手机号|手机号码|移动电话|手機|"
    "联系手机|手机1",
    "phone": "phone|direct phone|work direct phone|phone number|direct dial|direct|direct line|work phone|first phone|contact phone|"
    "telephone|tel|contact number|business phone|phone 1|telefon|电话|联系电话|电话号码|联系方式|座机|固话|固定电话|直线|直线电话|"
    "办公电话|電話|other phone|home phone",
    "switchboard": "switchboard|company phone|corporate phone|company phone number|main phone|main line|hq phone|headquarters phone|"
    "office phone|总机|公司电话|总机电话|公司总机|前台电话|企业电话",
    "city": "city|town|person city|contact city|location|城市|所在城市|市|所在地|地区城市|ort|stadt|ville",
    "region": "region|state|state/region|province|state/province|county|person state|contact state|省|省份|州|所在省份|省市|地区|区域|"
    "bundesland",
    "country": "country|country/region|person country|contact country|nation|country code|国家|国家/地区|国别|land|pays",
    "company_city": "company city|hq city|headquarters city|公司城市|公司所在城市",
    "company_region": "company state|company region|hq state|公司省份",
    "company_country": "company country|hq country|公司国家",
    "industry": "industry|sector|vertical|company industry|行业|所属行业|产业|行业类别|產業",
    "size": "size|company size|employees|# employees|number of employees|employee count|headcount|employee range|staff|no of employees|"
    "公司规模|规模|人数|员工数|员工人数|企业规模|人员规模|公司人数|員工人數|員工數",
    "domain": "domain|company domain|company domain name|website domain|email domain|域名|公司域名",
    "website": "website|website url|web site|company website|url|homepage|web|网站|网址|官网|公司网站|公司官网|公司网址|網站",
    "lead_type": "lead type|线索类型|线索类别",
    "source": "source|lead source|original source|contact source|origin|how did you hear about us|channel|campaign|来源|线索来源|"
    "客户来源|渠道|获客渠道|来源渠道|數據來源|数据来源|信息来源|scan",
    "tier": "tier|account tier|priority tier|层级|客户层级|研究层级",
    "grade": "grade|lead grade|评级|等级|客户等级|线索等级",
    "buyer_role": "buyer role|buying role|buying committee role|采购角色|购买角色|决策角色",
    "language": "language|preferred language|spoken language|语言|首选语言",
    "zone": "zone|time zone|timezone|iana time zone|时区",
    "notes": "notes|note|comments|comment|remarks|remark|description|备注|说明|备注信息|跟进记录|备注说明|备忘|描述|備註|memo",
    "tags": "tags|tag|labels|label|lists|标签|客户标签|標籤",
}

FIELDS = tuple(_HEADERS)
"""What a column can become; the names are those of our own columns, and of our exports."""

_PARTS = (
    ("email", r"email|邮箱|邮件|郵件"), ("mobile", r"mobile|cellphone|手机|手機"),
    ("switchboard", r"总机|switchboard|companyphone|公司电话"),
    ("phone", r"phone|telephone|电话|電話|联系方式"), ("full_name", r"^.{0,6}姓名|联系人|fullname|contactname"),
    ("company", r"公司名|企业名|单位名|companyname|organi[sz]ationname"), ("title", r"jobtitle|职位|职务"),
    ("size", r"规模|employees|人数"), ("city", r"城市|city"), ("industry", r"行业|industry"), ("source", r"来源|leadsource"),
    ("notes", r"备注|notes|remarks"),
)  # fmt: skip
_ONLY_VALUES_TELL = frozenset({"email", "mobile", "phone", "switchboard"})
_SAMPLE = 200
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"'?\(?\+?[\d][\d\s().\-/]{5,20}(?:(?:x|ext\.?|转)\s*\d{1,6})?")
_SURE_PHONE = re.compile(r"'?(?:\+[1-9][\d\s().\-]{6,18}|(?:86)?1[3-9]\d{9}|\([2-9]\d\d\) ?\d{3}-\d{4})")
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def header_key(text: str) -> str:
    """A header without case, width, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=1)
def _known() -> dict[str, dict[str, int]]:
    """Field to its header keys, each with its rank."""
    found: dict[str, dict[str, int]] = {}
    for field, words in _HEADERS.items():
        ranks = found.setdefault(field, {header_key(field): 0})
        for rank, word in enumerate(words.split("|"), start=1):
            ranks.setdefault(header_key(word), rank)
    return found


def guess_mapping(table: Table) -> dict[str, str]:
    """Field to the header of the column that most likely holds it.

    A column serves one field. Where several columns fit a field, one with values goes before an empty one, then the better word counts.
    Columns that nothing is known of are looked at: addresses, numbers and Chinese names are known by their form.
    """
    samples = {name: _sample(table, at) for at, name in enumerate(table.header)}
    mapping: dict[str, str] = {}
    _by_words(samples, mapping)
    _by_parts(samples, mapping)
    _by_values(samples, mapping)
    return {field: mapping[field] for field in FIELDS if field in mapping}


def parse_map_option(text: str) -> tuple[str, str]:
    """The field and the header of a ``field=column`` of the command line.

    Raises:
        ValidationError: it has no ``=``, or the field does not exist.
    """
    field, sign, column = (part.strip() for part in text.partition("="))
    if not (field and sign and column):
        raise ValidationError("map_option_malformed", field="map", option=text)
    name = field.casefold().replace("-", "_").replace(" ", "_")
    if name not in FIELDS:
        raise ValidationError("map_field_unknown", field="map", name=field, known=", ".join(FIELDS))
    return name, column


def with_options(mapping: dict[str, str], options: Iterable[str], table: Table) -> dict[str, str]:
    """The mapping with the ``field=column`` options put over it; a column that an option takes leaves its guessed field.

    Raises:
        ValidationError: an option cannot be read, or the table has no such column.
    """
    by_key = {header_key(name) or name: name for name in reversed(table.header)}
    result = dict(mapping)
    for field, wanted in map(parse_map_option, options):
        column = wanted if wanted in table.header else by_key.get(header_key(wanted))
        if column is None:
            raise ValidationError("map_column_unknown", field="map", name=wanted, known=", ".join(table.header))
        result = {f: c for f, c in result.items() if c != column} | {field: column}
    return result


def _sample(table: Table, at: int) -> list[str]:
    found: list[str] = []
    for _, cells in table.rows:
        if cells[at].strip():
            found.append(cells[at].strip())
            if len(found) == _SAMPLE:
                break
    return found


def _by_words(samples: dict[str, list[str]], mapping: dict[str, str]) -> None:
    for field, ranks in _known().items():
        fitting = [name for name in samples if header_key(name) in ranks and name not in mapping.values()]
        if fitting:
            mapping[field] = min(fitting, key=lambda name: (not samples[name], ranks[header_key(name)]))


def _by_parts(samples: dict[str, list[str]], mapping: dict[str, str]) -> None:
    """Headers such as 客户手机号码(必填) hold a word that tells; for addresses and numbers the values must agree."""
    for field, pattern in _PARTS:
        for name, values in samples.items():
            if field in mapping or name in mapping.values() or not values or not re.search(pattern, header_key(name)):
                continue
            if field not in _ONLY_VALUES_TELL or _share(values, (_EMAIL if field == "email" else _PHONE).fullmatch) >= 0.5:
                mapping[field] = name


def _by_values(samples: dict[str, list[str]], mapping: dict[str, str]) -> None:
    tests: tuple[tuple[str, tuple[str, ...], Callable[[str], object]], ...] = (
        ("email", (), _EMAIL.fullmatch),
        ("phone", ("mobile",), _SURE_PHONE.fullmatch),
        ("full_name", ("first_name", "last_name"), _is_chinese_name),
    )
    for field, others, test in tests:
        if any(f in mapping for f in (field, *others)):
            continue
        for name, values in samples.items():
            if name not in mapping.values() and values and _share(values, test) >= 0.7:
                mapping[field] = name
                break


def _share(values: list[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(value)) for value in values) / len(values)


def _is_chinese_name(text: str) -> bool:
    return bool(_CHINESE_NAME.fullmatch(text)) and (text[0] in SURNAMES or text[:2] in DOUBLE_SURNAMES)
