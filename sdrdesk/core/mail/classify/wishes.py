"""What a person asks for: to be left alone, or to talk to somebody else (rules R9, R17, R18)."""

from __future__ import annotations

import re

from sdrdesk.core.domain.received import Referred
from sdrdesk.core.mail.classify.addresses import ADDRESS, clean_address
from sdrdesk.core.mail.classify.wordlists import words
from sdrdesk.core.mail.reading import Message

MAX_SENTENCES = 40
MAX_LENGTH = 400
_SENTENCE = re.compile(r"(?<=[.!?。！？;；])(?=\s|[^\x00-\x7f])|\n+")
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+(?: (?:[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+|van|von|de|der|da|di|del|la|le)){0,3}")
_NAME_BEFORE = re.compile(r"((?:[A-ZÀ-ÖØ-Þ][\w'’-]+ ?){1,4})[\s,:(<\[-]{0,4}$")
_CHINESE_NAME = re.compile(
    r"(?:联系|聯絡|聯繫|找|咨询|对接|转给|轉給|转发给|抄送|转交|由|是)(?:一下|我们的?|我的?|公司的?|同事|采购部?的?|市场部?的?|负责人)*"
    r"\s?([\u4e00-\u9fff]{1,3}(?:总监|经理|主任|主管|先生|女士|小姐|工|总|老师|助理)|[\u4e00-\u9fff]{2,3}(?=[，,。；;：:（( ]|\s|$))"
)
_WE = re.compile(
    r"^(me|us|you|him|her|them|i|we|hi|hello|dear|thanks|thank|best|regards|please|sorry|no|yes|the|our|my|your|"
    r"not|he|she|they|it|sent|kind|mit|viele|cordialement|saludos)$",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\s*(stop|stopp|unsubscribe|remove|退订|退訂|td|t|n|abmelden|baja|désabonner|取消订阅|수신거부)[\s.!。！]*", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """The first sentences of a text, none of them long."""
    found = [s.strip() for s in _SENTENCE.split(text[:6000])]
    return [s[:MAX_LENGTH] for s in found if s][:MAX_SENTENCES]


def wants_removal(message: Message, text: str) -> float:
    """How surely the reader wants no more mail; 0 when nothing says so."""
    lists = words("wishes")
    if not text.strip():
        return 0.95 if _STOPS.fullmatch(message.subject.strip()) else 0.0
    said = sentences(text)
    if _STOPS.fullmatch(text.strip()) or (said and _STOPS.fullmatch(said[0])):
        return 0.97
    for sentence in said[:12]:
        if lists["remove"].search(sentence) and not lists["keep"].search(sentence):
            return 0.92 if len(text) < 600 else 0.75
    return 0.0


def referrals(message: Message, text: str) -> tuple[Referred, ...] | None:
    """Whom a message names as the one to talk to; empty when it names nobody by name, None when it refers to nobody."""
    lists = words("wishes")
    for at, sentence in enumerate(said := sentences(text)):
        match = lists["refer"].search(sentence)
        if not match or lists["own"].search(sentence):
            continue
        near = " ".join(said[at : at + 3])
        named = _named(near, sentence[match.start() :], message)
        if named or _names_a_role(sentence):
            return named
    return None


def _named(near: str, sentence: str, message: Message) -> tuple[Referred, ...]:
    sender = clean_address(message.headers.get("from")).lower()
    addresses = [a for m in ADDRESS.finditer(near) if (a := clean_address(m[0])) and a.lower() != sender]
    people = [Referred(_name_before(near, a), a) for a in dict.fromkeys(addresses)]
    if people:
        return tuple(people)
    chinese = _CHINESE_NAME.search(near)
    if chinese:
        return (Referred(chinese[1], ""),)
    names = [n for n in (m[0] for m in _NAME.finditer(sentence[1:])) if not _WE.match(n.split(" ")[0])]
    return (Referred(names[0], ""),) if names else ()


def _name_before(text: str, address: str) -> str:
    at = text.find(address)
    lead = text[max(0, at - 60) : at]
    found = _NAME_BEFORE.search(lead)
    return found[1].strip() if found else ""


def _names_a_role(sentence: str) -> bool:
    """Nobody by name, but a department or a function to turn to."""
    return bool(
        re.search(
            r"\b(colleague|department|team|manager|director|head of|boss|office|procurement|purchasing|assistant|kolleg\w+|"
            r"abteilung|leiter\w*|einkauf|collègue|service|direct(eur|rice|or|ora)|responsable|"
            r"compañer\w+|departamento|collega|ufficio|afdeling|inkoop)\b|部门|部門|同事|经理|總監|总监|主管|部|担当|部署|담당",
            sentence,
            re.IGNORECASE,
        )
    )
