"""Whom a referral names: name, address, telephone and title, as far as the text and the header tell them (rule R9)."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from sdrdesk.core.domain.received import Referred
from sdrdesk.core.mail.classify.addresses import ADDRESS, clean_address
from sdrdesk.core.mail.contact_facts import is_name, phone_in, takes_leave, title_before, title_of
from sdrdesk.core.mail.reading import Message

MAX_PEOPLE = 5
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŻŞİĐА-Я]"
_NAME = re.compile(
    rf"\b{_CAPITAL}[^\W\d_][\w'’-]*(?:[ -](?:{_CAPITAL}[\w'’-]+|{_CAPITAL}\.|van|von|de|der|den|da|di|del|dos|la|le)){{0,3}}"
)
_NAME_BEFORE = re.compile(rf"((?:{_CAPITAL}[\w'’-]+ ?){{1,4}})[\s,:(<\[-]{{0,4}}$")
_CHINESE_NAME = re.compile(
    r"(?:联系|聯絡|聯繫|找|咨询|对接|转给|轉給|转发给|抄送|转交|由|是)(?:一下|我们的?|我的?|公司的?|同事|(?P<part>[\u4e00-\u9fff]{1,4}部)的?|负责人)*"
    r"\s?(?P<name>[\u4e00-\u9fff]{1,3}(?P<title>总监|经理|主任|主管|总)|[\u4e00-\u9fff]{1,3}(?:先生|女士|小姐|工|老师|助理)|[\u4e00-\u9fff]{2,3}?(?=[吧呢啊哈了]?(?:[，,。；;：:（( ]|\s|$)|在?负责))"
)
_JAPANESE_NAME = re.compile(r"(?:担当|責任者|弊社|部)(?:者)?(?:は|の|:|：)?\s?([\u4e00-\u9fff]{2,4})(?=さん|様|で|に|まで|が|より|宛)")
_OFFICE = re.compile(
    r"\b(?:head|vp|director|manager|chief|leiter(?:in)?|chef|jefe|direct(?:eur|rice|ora?)) (?:of|for|der|des|de|del) [\w& ]{2,40}?(?=[,.;(]|$)",
    re.IGNORECASE,
)
_WE = re.compile(
    r"^(me|us|you|him|her|them|i|we|hi|hello|dear|thanks|thank|best|regards|please|sorry|no|yes|the|our|my|your|"
    r"not|he|she|they|it|sent|kind|mit|viele|cordialement|saludos|herrn?|frau|monsieur|madame|mr|mrs|ms|sr|sra|señora?|senhora?|sig|"
    r"signora?|dhr|mevr|meneer|mevrouw|bitte|sie|ihre?|unsere?[nmr]?|meine?[nmr]?|kolleg(e|en|in|innen)|tel|telefon|phone|mobile?|e-?mail|mail|fax|colleague|coll(è|e)gue|colega|collega|compañer[oa]|"
    r"yours|if|for|as|in|on|at|best|note|also|try|contact|ask|call|see|write|reach|speak|talk|this|that|you.re|i.m|i.ve|i.ll|we.ve)\.?$",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """Where a message refers to somebody.

    Attributes:
        text: the new text.
        start: where in it the sentence begins.
        near: the sentence that refers, and the next two.
        sentence: the sentence alone.
        from_match: the same from the words that refer.
    """

    text: str
    start: int
    near: str
    sentence: str
    from_match: str


def people_named(message: Message, place: Place) -> tuple[Referred, ...]:
    """Each person once; the header of the message may hold their addresses."""
    window = _window(place)
    sender = clean_address(message.headers.get("from")).lower()
    found = [a for m in ADDRESS.finditer(f"{window}\n{place.near}") if (a := clean_address(m[0])) and a.lower() != sender]
    addresses = list(dict.fromkeys(found))[:MAX_PEOPLE]
    fallback = _card_name(window) or _name_in(place)
    if not addresses:
        return (_completed(message, window, fallback, ""),) if fallback else ()
    people = [(_name_before(window if a in window else place.near, a), a) for a in addresses]
    if len(people) == 1 and not people[0][0]:
        people = [(fallback, addresses[0])]
    return tuple(_completed(message, window, name, address) for name, address in people)


def _window(place: Place) -> str:
    """From the sentence to the end of its paragraph, and the next one when that is a card: name, title, number."""
    paragraphs = re.split(r"\n[ \t]*\n", place.text[place.start : place.start + 1500])
    window = paragraphs[0]
    announced = window.rstrip().endswith((":", "："))
    if len(paragraphs) > 1 and (announced or not ADDRESS.search(window)):
        first = paragraphs[1].strip().partition("\n")[0]
        if not takes_leave(first) and (announced or (is_name(first.strip()) and _is_card(paragraphs[2:]))):
            window += "\n" + paragraphs[1]
    kept = list(takewhile(lambda line: not takes_leave(line), window.split("\n")))
    return "\n".join(kept)


def _is_card(following: list[str]) -> bool:
    """A name alone in a paragraph is the writer's own unless more text follows."""
    return any(len(p.split()) > 1 for p in following)


def _card_name(window: str) -> str:
    lines = [line.strip(" *\t•-") for line in window.split("\n")[1:]]
    return next((line for line in lines if is_name(line) and " " in line and not title_of(line)), "")


def _name_in(place: Place) -> str:
    if chinese := _CHINESE_NAME.search(place.near):
        return chinese["name"]
    if japanese := _JAPANESE_NAME.search(place.near):
        return japanese[1]
    for text, start in ((place.from_match, 1), (_OFFICE.sub(" ", place.sentence), 0)):
        for found in _NAME.finditer(text, start):
            name = _bare(found[0])
            if name and not name.isupper() and (" " in name or found.start() > 0):
                return name
    return ""


def _bare(name: str) -> str:
    """A name without what is no part of it in front; empty when nothing is left."""
    words = name.split()
    while words and (_WE.match(words[0]) or title_of(words[0])):
        words.pop(0)
    bare = " ".join(words)
    return "" if title_of(bare) else bare


def _name_before(text: str, address: str) -> str:
    """The name that stands in front of an address, on its line or as the first line of a card."""
    at = text.find(address)
    lead = text[max(0, at - 160) : at]
    above = [line.strip(" *\t•-,;:<(") for line in lead.split("\n")]
    in_card = next((line for line in reversed(above) if is_name(line) and not title_of(line)), "")
    if in_card and not above[-1]:
        return in_card
    found = _NAME_BEFORE.search(lead)
    return (_bare(found[1]) if found else "") or _bare(in_card)


def _completed(message: Message, window: str, name: str, address: str) -> Referred:
    """A person with what the text says near the name, and the address that the header gives to that name."""
    at = window.find(name) if name else window.find(address)
    after = window[at + len(name) :][:300] if at >= 0 else window[:300]
    chinese = _CHINESE_NAME.search(window)
    if chinese and chinese["name"] == name:
        title = f"{chinese['part'] or ''}{chinese['title'] or ''}" if chinese["title"] else ""
    else:
        title = title_of(ADDRESS.sub("", after[:140]).lstrip(" ()<>,;:\n")) or (title_before(window[:at]) if at > 0 else "")
    return Referred(name, address or _in_header(message, name), phone_in(after), title)


def _in_header(message: Message, name: str) -> str:
    """Somebody who was copied in: the address beside that name in Cc or To."""
    wanted = {w.lower() for w in re.findall(r"[^\W\d_]{2,}", name)}
    for field in ("cc", "to"):
        for entry in re.split(r",(?=[^<>]*(?:<|$))", ",".join(message.headers.all(field))):
            address = clean_address(entry)
            shown = {w.lower() for w in re.findall(r"[^\W\d_]{2,}", entry)}
            if address and wanted and wanted <= shown:
                return address
    return ""
