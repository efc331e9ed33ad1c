"""Names of countries, states and business cities with their time zones, as tables; ``zones`` looks things up in them.

Line formats: ``CODE zone name|name|...`` (a ``*`` after the zone: the country has several zones, this one holds most offices) and
``CODE zone city|name, city|name`` for cities. Names are matched by :func:`place_key`; the Chinese names follow the English ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sdrdesk.core.domain.cities import CITIES

_COUNTRIES = """\
AE Asia/Dubai United Arab Emirates|UAE|阿联酋|阿拉伯联合酋长国
AR America/Argentina/Buenos_Aires Argentina|阿根廷
AT Europe/Vienna Austria|Österreich|奥地利
AU Australia/Sydney* Australia|AUS|澳大利亚|澳洲
BD Asia/Dhaka Bangladesh|孟加拉国|孟加拉
BE Europe/Brussels Belgium|Belgique|België|比利时
BG Europe/Sofia Bulgaria|保加利亚
BH Asia/Bahrain Bahrain|巴林
BR America/Sao_Paulo* Brazil|Brasil|BRA|巴西
BY Europe/Minsk Belarus|白俄罗斯
CA America/Toronto* Canada|CAN|加拿大
CH Europe/Zurich Switzerland|Schweiz|Suisse|瑞士
CL America/Santiago* Chile|智利
CN Asia/Shanghai China|CHN|PRC|P.R. China|People's Republic of China|Mainland China|中国|中国大陆|大陆|中华人民共和国
CO America/Bogota Colombia|哥伦比亚
CR America/Costa_Rica Costa Rica|哥斯达黎加
CY Asia/Nicosia Cyprus|塞浦路斯
CZ Europe/Prague Czech Republic|Czechia|捷克
DE Europe/Berlin Germany|Deutschland|DEU|GER|德国
DK Europe/Copenhagen Denmark|Danmark|丹麦
DO America/Santo_Domingo Dominican Republic|多米尼加
DZ Africa/Algiers Algeria|阿尔及利亚
EC America/Guayaquil* Ecuador|厄瓜多尔
EE Europe/Tallinn Estonia|爱沙尼亚
EG Africa/Cairo Egypt|埃及
ES Europe/Madrid* Spain|España|ESP|西班牙
ET Africa/Addis_Ababa Ethiopia|埃塞俄比亚
FI Europe/Helsinki Finland|Suomi|芬兰
FR Europe/Paris France|FRA|法国
GB Europe/London United Kingdom|UK|U.K.|GBR|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|英国|大不列颠|英格兰|苏格兰
GE Asia/Tbilisi Georgia|格鲁吉亚
GH Africa/Accra Ghana|加纳
GR Europe/Athens Greece|希腊
GT America/Guatemala Guatemala|危地马拉
HK Asia/Hong_Kong Hong Kong|HKG|Hong Kong SAR|香港|中国香港|香港特别行政区
HR Europe/Zagreb Croatia|克罗地亚
HU Europe/Budapest Hungary|匈牙利
ID Asia/Jakarta* Indonesia|IDN|印度尼西亚|印尼
IE Europe/Dublin Ireland|Republic of Ireland|爱尔兰
IL Asia/Jerusalem Israel|以色列
IN Asia/Kolkata India|IND|印度
IQ Asia/Baghdad Iraq|伊拉克
IR Asia/Tehran Iran|伊朗
IS Atlantic/Reykjavik Iceland|冰岛
IT Europe/Rome Italy|Italia|ITA|意大利
JO Asia/Amman Jordan|约旦
JP Asia/Tokyo Japan|JPN|日本
KE Africa/Nairobi Kenya|肯尼亚
KH Asia/Phnom_Penh Cambodia|柬埔寨
KR Asia/Seoul South Korea|Korea|Republic of Korea|Korea, South|KOR|韩国|南韩|大韩民国
KW Asia/Kuwait Kuwait|科威特
KZ Asia/Almaty* Kazakhstan|哈萨克斯坦
LA Asia/Vientiane Laos|老挝
LB Asia/Beirut Lebanon|黎巴嫩
LK Asia/Colombo Sri Lanka|斯里兰卡
LT Europe/Vilnius Lithuania|立陶宛
LU Europe/Luxembourg Luxembourg|卢森堡
LV Europe/Riga Latvia|拉脱维亚
MA Africa/Casablanca Morocco|摩洛哥
MM Asia/Yangon Myanmar|Burma|缅甸
MN Asia/Ulaanbaatar* Mongolia|蒙古|蒙古国
MO Asia/Macau Macau|Macao|Macau SAR|澳门|中国澳门|澳门特别行政区
MX America/Mexico_City* Mexico|México|MEX|墨西哥
MY Asia/Kuala_Lumpur Malaysia|MYS|马来西亚|大马
NG Africa/Lagos Nigeria|尼日利亚
NL Europe/Amsterdam Netherlands|The Netherlands|Holland|Nederland|NLD|荷兰
NO Europe/Oslo Norway|Norge|挪威
NP Asia/Kathmandu Nepal|尼泊尔
NZ Pacific/Auckland* New Zealand|NZL|新西兰
OM Asia/Muscat Oman|阿曼
PA America/Panama Panama|巴拿马
PE America/Lima Peru|秘鲁
PH Asia/Manila Philippines|The Philippines|PHL|菲律宾
PK Asia/Karachi Pakistan|巴基斯坦
PL Europe/Warsaw Poland|Polska|POL|波兰
PR America/Puerto_Rico Puerto Rico|波多黎各
PT Europe/Lisbon* Portugal|PRT|葡萄牙
PY America/Asuncion Paraguay|巴拉圭
QA Asia/Qatar Qatar|卡塔尔
RO Europe/Bucharest Romania|罗马尼亚
RS Europe/Belgrade Serbia|塞尔维亚
RU Europe/Moscow* Russia|Russian Federation|RUS|俄罗斯|俄罗斯联邦
SA Asia/Riyadh Saudi Arabia|KSA|沙特阿拉伯|沙特
SE Europe/Stockholm Sweden|Sverige|SWE|瑞典
SG Asia/Singapore Singapore|SGP|新加坡
SI Europe/Ljubljana Slovenia|斯洛文尼亚
SK Europe/Bratislava Slovakia|斯洛伐克
TH Asia/Bangkok Thailand|THA|泰国
TN Africa/Tunis Tunisia|突尼斯
TR Europe/Istanbul Turkey|Türkiye|土耳其
TW Asia/Taipei Taiwan|TWN|Taiwan, Province of China|台湾|臺灣|中国台湾|台湾省
TZ Africa/Dar_es_Salaam Tanzania|坦桑尼亚
UA Europe/Kyiv* Ukraine|乌克兰
US America/New_York* United States|USA|U.S.|U.S.A.|United States of America|America|美国|美利坚合众国
UY America/Montevideo Uruguay|乌拉圭
UZ Asia/Tashkent Uzbekistan|乌兹别克斯坦
VE America/Caracas Venezuela|委内瑞拉
VN Asia/Ho_Chi_Minh Vietnam|Viet Nam|VNM|越南
ZA Africa/Johannesburg South Africa|南非"""

_STATES = """\
US America/New_York CT|Connecticut, DC|District of Columbia|Washington DC, DE|Delaware, FL|Florida, GA|Georgia, IN|Indiana, MA|Massachusetts
US America/New_York MD|Maryland, ME|Maine, NC|North Carolina, NH|New Hampshire, NJ|New Jersey, NY|New York|New York State|纽约州
US America/New_York OH|Ohio, PA|Pennsylvania, RI|Rhode Island, SC|South Carolina, VA|Virginia, VT|Vermont, WV|West Virginia
US America/Detroit MI|Michigan
US America/Kentucky/Louisville KY|Kentucky
US America/Chicago AL|Alabama, AR|Arkansas, IA|Iowa, IL|Illinois, KS|Kansas, LA|Louisiana, MN|Minnesota, MO|Missouri, MS|Mississippi
US America/Chicago ND|North Dakota, NE|Nebraska, OK|Oklahoma, SD|South Dakota, TN|Tennessee, TX|Texas|得克萨斯州|德州, WI|Wisconsin
US America/Denver CO|Colorado, MT|Montana, NM|New Mexico, UT|Utah, WY|Wyoming
US America/Boise ID|Idaho
US America/Phoenix AZ|Arizona
US America/Los_Angeles CA|California|加利福尼亚州|加州, NV|Nevada, OR|Oregon, WA|Washington|Washington State|华盛顿州
US America/Anchorage AK|Alaska
US Pacific/Honolulu HI|Hawaii
CA America/Toronto ON|Ontario|安大略省, QC|Quebec|Québec|魁北克省
CA America/Vancouver BC|British Columbia|卑诗省
CA America/Edmonton AB|Alberta|阿尔伯塔省
CA America/Winnipeg MB|Manitoba
CA America/Regina SK|Saskatchewan
CA America/Halifax NS|Nova Scotia, PE|Prince Edward Island
CA America/Moncton NB|New Brunswick
CA America/St_Johns NL|Newfoundland and Labrador|Newfoundland
CA America/Whitehorse YT|Yukon
AU Australia/Sydney NSW|New South Wales|新南威尔士州, ACT|Australian Capital Territory
AU Australia/Melbourne VIC|Victoria|维多利亚州
AU Australia/Brisbane QLD|Queensland|昆士兰州
AU Australia/Perth WA|Western Australia
AU Australia/Adelaide SA|South Australia
AU Australia/Hobart TAS|Tasmania
AU Australia/Darwin NT|Northern Territory"""

SEVERAL_ZONES_US = frozenset(
    {"springfield", "arlington", "aurora", "bloomington", "burlington", "columbia", "jackson", "lancaster", "richmond"}
)
"""Places of this name lie in more than one zone of the United States."""

_NOT_WORD = re.compile(r"[\W_]+")


def place_key(text: str) -> str:
    """A form of a place's name that is the same for every way of writing it (case, width, accents, punctuation)."""
    wide = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in wide if not unicodedata.combining(c)).replace("ł", "l").replace("ø", "o")
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", bare))


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Key of a country's name to its ISO 3166 alpha-2 code."""
    found: dict[str, str] = {}
    for line in _COUNTRIES.splitlines():
        code, _, names = line.split(" ", 2)
        found[code.lower()] = code
        found.update((place_key(name), code) for name in names.split("|"))
    return found


@lru_cache(maxsize=1)
def country_zones() -> dict[str, tuple[str, bool]]:
    """Country code to (zone of most offices, is it the only zone)."""
    parts = (line.split(" ", 2) for line in _COUNTRIES.splitlines())
    return {code: (zone.rstrip("*"), not zone.endswith("*")) for code, zone, _ in parts}


def _read(text: str) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in text.splitlines():
        code, zone, places = line.split(" ", 2)
        for place in places.split(", "):
            for name in place.split("|"):
                key = place_key(name)
                if (code, zone) not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), (code, zone))
    return found


@lru_cache(maxsize=1)
def states() -> dict[str, tuple[tuple[str, str], ...]]:
    """Key of a state or province to its (country code, zone) pairs."""
    return _read(_STATES)


@lru_cache(maxsize=1)
def cities() -> dict[str, tuple[tuple[str, str], ...]]:
    """Key of a city to the (country code, zone) of each city of that name that is in the table."""
    return _read(CITIES)
