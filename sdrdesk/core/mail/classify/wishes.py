"""What a person asks for: to be left alone, or to talk to somebody else (rules R9, R17, R18)."""

from __future__ import annotations

import re

from sdrdesk.core.domain.received import Referred
from sdrdesk.core.mail.classify.people_named import Place, people_named
from sdrdesk.core.mail.classify.wordlists import words
from sdrdesk.core.mail.reading import Message

MAX_SENTENCES = 40
MAX_LENGTH = 400
_SENTENCE = re.compile(r"(?<=[.!?。！？;；])(?=\s|[^\x00-\x7f])|\n+")
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
        if sentence.endswith((":", "：")):  # whom is said in the lines below
            sentence = f"{sentence.rstrip(':： ')} {' '.join(said[at + 1 : at + 3])}"[:MAX_LENGTH]
        match = lists["refer"].search(sentence)
        if not match or lists["own"].search(sentence):
            continue
        place = Place(text, max(0, text.find(said[at][:80])), " ".join(said[at : at + 3]), sentence, sentence[match.start() :])
        named = people_named(message, place)
        if named or _names_a_role(sentence):
            return named
    return None


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
